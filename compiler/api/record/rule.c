/*
 * tolc explain LIST/RULE: the rule as the version in force on the day has it, else the last before
 * that has it, or the first after; and every other version of the list, held against that.
 */
#include "api/record/load.h"

#include "base/text/utf8.h"
#include "emit/answer_rule.h"

struct rule_question {
	const char *rule;
	const struct tol_record_options *options;
};

struct explaining {
	struct asking asking;
	struct loader *loader; /* what it read lives as long as the answer */
	uint32_t list;
	const struct timeline *timeline;
	struct str name; /* of the rule, as asked */
	struct answer_rule *rule;
};

static bool is_called(const struct ir_rule *rule, struct str name)
{
	bool is = str_equal(rule->name, name);
	for (size_t i = 0; !is && i < rule->formerly.count; i++)
		is = str_equal(rule->formerly.items[i], name);
	return is;
}

/* A rule that has the name now is meant rather than one that had it. */
static const struct ir_rule *rule_called(const struct ir_list *list, struct str name)
{
	const struct ir_rule *former = NULL;
	for (size_t i = 0; i < list->rule_count; i++) {
		if (str_equal(list->rules[i].name, name))
			return &list->rules[i];
		if (!former && is_called(&list->rules[i], name))
			former = &list->rules[i];
	}
	return former;
}

static const struct ir_rule *rule_identical(const struct ir_list *list, struct str identity)
{
	for (size_t i = 0; i < list->rule_count; i++)
		if (str_equal(list->rules[i].identity, identity))
			return &list->rules[i];
	return NULL;
}

/* -- versions -- */

static int add_versions(struct explaining *x)
{
	struct answer_rule *rule = x->rule;
	rule->versions = ARENA_ARRAY(&x->asking.answer->arena, struct answer_rule_version,
				     x->timeline->window_count);
	for (size_t i = 0; i < x->timeline->window_count; i++) {
		const struct window *window = &x->timeline->windows[i];
		struct answer_rule_version *version = &rule->versions[rule->version_count];
		if (!window_answers(window))
			continue;
		int status = loader_entry(x->loader, &version->text, x->list, window->entry);
		if (status != TOL_OK)
			return status;
		asking_window(&x->asking, &version->window, x->list, window);
		rule->version_count++;
	}
	return TOL_OK;
}

/* What the name stands for on the day, else what it stood for last. */
static const struct ir_rule *rule_asked(const struct explaining *x)
{
	const struct ir_rule *last = NULL;
	for (size_t i = 0; i < x->rule->version_count; i++) {
		const struct answer_rule_version *version = &x->rule->versions[i];
		const struct ir_rule *rule = rule_called(version->text, x->name);
		if (rule && version->window.from <= x->asking.day &&
		    x->asking.day < version->window.to)
			return rule;
		last = rule ? rule : last;
	}
	return last;
}

static void add_days(struct explaining *x, struct answer_rule_version *out,
		     const struct window *window)
{
	const struct text *text = view_text(x->asking.view, x->list, window->entry).text;
	out->from = out->to = DATE_NONE;
	for (size_t i = 0; out->rule && i < text->rule_count; i++) {
		if (!str_equal(text->rules[i].id, out->rule->name))
			continue;
		struct rule_window rule =
			view_rule(x->asking.view, x->list, window, text, &text->rules[i]);
		if (rule.in_force.from < rule.in_force.to) {
			out->from = rule.in_force.from;
			out->to = rule.in_force.to;
		}
	}
}

/* One rule in all versions, whatever each calls it. */
static void identify(struct explaining *x, struct str identity)
{
	struct answer_rule_version *version = x->rule->versions;
	for (size_t i = 0; i < x->timeline->window_count; i++) {
		if (!window_answers(&x->timeline->windows[i]))
			continue;
		version->rule = rule_identical(version->text, identity);
		add_days(x, version++, &x->timeline->windows[i]);
	}
}

/* Of those in which it is not in force on the day the last before it, else the first after it. */
static void choose(struct explaining *x)
{
	struct answer_rule *rule = x->rule;
	int32_t day = x->asking.day;
	for (size_t i = 0; i < rule->version_count && !rule->in_force; i++) {
		const struct answer_rule_version *version = &rule->versions[i];
		rule->in_force =
			version->from != DATE_NONE && version->from <= day && day < version->to;
		if (version->rule && (!rule->told || version->window.from <= day))
			rule->told = version;
	}
}

static enum answer_likeness likeness(const struct answer_rule_version *told,
				     const struct answer_rule_version *version, struct mem *mem)
{
	struct ir_part_fingerprint a, b;
	if (version == told)
		return LIKENESS_TOLD;
	if (!version->rule)
		return LIKENESS_ABSENT;
	ir_norm_fingerprint(&a, told->text, told->rule, mem);
	ir_norm_fingerprint(&b, version->text, version->rule, mem);
	if (!digest_equal(&a.meaning, &b.meaning))
		return LIKENESS_OTHER;
	return digest_equal(&a.wording, &b.wording) ? LIKENESS_SAME : LIKENESS_REWORDED;
}

/* -- what was asked for -- */

/* The rule of any version whose name is most like it, or STR_NONE. */
static struct str rule_meant(const struct explaining *x)
{
	struct str nearest = STR_NONE;
	unsigned limit = utf8_length(x->name) < 5 ? 1 : 3;
	for (size_t i = 0; i < x->rule->version_count; i++) {
		const struct ir_list *list = x->rule->versions[i].text;
		for (size_t k = 0; k < list->rule_count; k++) {
			unsigned distance = str_distance(x->name, list->rules[k].name, limit);
			if (distance > limit || (nearest.ptr && distance == limit) ||
			    utf8_length(list->rules[k].name) <= distance)
				continue;
			nearest = list->rules[k].name;
			limit = distance;
		}
	}
	return nearest;
}

static int fail_unknown(struct explaining *x)
{
	struct str list = view_list_name(x->asking.view, x->list), meant = rule_meant(x);
	struct buf name;
	buf_init(&name, &x->asking.session->mem);
	buf_add_name(&name, list, meant);
	int status = session_fail(x->asking.session, TOL_ENOTFOUND, DIAG_RULE_NOT_ON_RECORD,
				  ARGS(list, x->name),
				  meant.ptr ? HINT_DID_YOU_MEAN : HINT_RULES_ON_RECORD,
				  ARGS(meant.ptr ? buf_str(&name) : list));
	buf_fini(&name);
	return status;
}

static void tell_list(struct explaining *x)
{
	struct asking *asking = &x->asking;
	struct answer *answer = &asking->answer->answer;
	const struct window *doubt = timeline_doubt(x->timeline, asking->day);
	struct str clock = asking_clock(asking);
	answer->lists = ARENA_NEW(&asking->answer->arena, struct answer_list);
	answer->list_count = 1;
	*answer->lists = (struct answer_list){
		.name = asking_text(asking, view_list_name(asking->view, x->list)),
		.title = x->rule->told->text->title,
		.uncertain = doubt || clock.len > 0,
		.reason = doubt ? asking_doubt(asking, x->list, doubt) : clock,
	};
}

static int explain_on_record(struct explaining *x)
{
	struct answer *answer = &x->asking.answer->answer;
	x->timeline = view_timeline(x->asking.view, x->list);
	x->rule = answer->rule = ARENA_NEW(&x->asking.answer->arena, struct answer_rule);
	int status = add_versions(x);
	const struct ir_rule *asked = status == TOL_OK ? rule_asked(x) : NULL;
	if (status == TOL_OK && !asked)
		return fail_unknown(x);
	if (status != TOL_OK)
		return status;
	identify(x, asked->identity);
	choose(x);
	for (size_t i = 0; i < x->rule->version_count; i++)
		x->rule->versions[i].likeness =
			likeness(x->rule->told, &x->rule->versions[i], answer->mem);
	tell_list(x);
	return TOL_OK;
}

/* One list: the part before the last stroke. */
static int begin(struct explaining *x, struct tol_session *session,
		 const struct rule_question *question, const char *list)
{
	struct tol_record_options options;
	uint32_t *lists;
	size_t count;
	record_options_fill(&options, question->options);
	options.lists = &list;
	options.list_count = 1;
	int status = asking_begin(&x->asking, session, ANSWER_RULE, &options, HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return status;
	x->asking.answer->answer.query.variant = answer_text(x->asking.answer, x->name.ptr);
	status = asking_lists(&x->asking, &lists, &count);
	if (status != TOL_OK)
		return asking_fail(&x->asking, status);
	x->list = lists[0];
	return TOL_OK;
}

static int explain_rule(struct tol_answer **out, struct tol_session *session, const void *data)
{
	const struct rule_question *question = data;
	const char *stroke = strrchr(question->rule, '/');
	struct explaining x = {.name = str_from(stroke ? stroke + 1 : "")};
	struct buf list;
	buf_init(&list, &session->mem);
	buf_add_bytes(&list, question->rule, stroke ? (size_t)(stroke - question->rule) : 0);
	int status = begin(&x, session, question, buf_str(&list).ptr);
	buf_fini(&list);
	if (status != TOL_OK)
		return status;
	x.loader = loader_new(&x.asking);
	status = explain_on_record(&x);
	if (status != TOL_OK)
		return asking_fail(&x.asking, status);
	return asking_end(&x.asking, out);
}

int tol_explain_rule(struct tol_answer **out, struct tol_session *session, const char *rule,
		     const struct tol_record_options *options)
{
	const struct rule_question question = {rule, options};
	return session_ask(out, session, explain_rule, &question);
}
