/*
 * A sheet in Markdown that can go with a written application: the case, the facts, the rules and
 * what they rest on, the versions, the procedure. For readers on paper: everything is spelled out.
 */
#include "emit/verdict/decide.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide_rules.h"
#include "emit/human/parts.h"

#include "base/text/utf8.h"

struct sheet {
	struct emit *e;
	const struct answer_decide *decide;
};

static struct str word(const struct sheet *s, enum word_id id)
{
	return word_text(s->e->style->language, id);
}

/* Text of others must not be read as Markdown, nor end a cell. */
static void add_text(struct sheet *s, struct str text)
{
	struct buf shown;
	buf_init(&shown, s->e->out->mem);
	utf8_printable(&shown, text);
	for (size_t i = 0; i < shown.len; i++) {
		if (strchr("\\`*_{}[]<>#|~", shown.ptr[i]))
			buf_add_char(s->e->out, '\\');
		buf_add_char(s->e->out, shown.ptr[i]);
	}
	buf_fini(&shown);
}

static void add_heading(struct sheet *s, enum word_id id)
{
	buf_add_text(s->e->out, "\n## ");
	buf_add(s->e->out, word(s, id));
	buf_add_text(s->e->out, "\n\n");
}

static void begin_item(struct sheet *s, enum word_id label)
{
	buf_add_text(s->e->out, "- ");
	buf_add(s->e->out, word(s, label));
	buf_add(s->e->out, word(s, WORD_COLON));
}

static void add_item(struct sheet *s, enum word_id label, struct str text)
{
	if (text.len == 0)
		return;
	begin_item(s, label);
	add_text(s, text);
	buf_add_char(s->e->out, '\n');
}

/* -- the case -- */

static void add_case(struct sheet *s)
{
	const struct answer_decide *decide = s->decide;
	struct parts parts;
	struct day from, to;
	parts_init(&parts, s->e);
	if (decide->conduct_from == decide->conduct_to)
		parts_day(&parts, WORD_CONDUCT_ON, decide->conduct_from);
	else
		parts_word(&parts, WORD_CONDUCT_FROM_TO, day_text(&from, decide->conduct_from),
			   day_text(&to, decide->conduct_to));
	parts_word(&parts, WORD_ACCOUNTABLE_ON, day_text(&from, decide->accountable),
		   decide_authority_title(decide, decide->organ));
	parts_day(&parts, WORD_DECIDED_ON, decide->decided);
	parts_day(&parts, WORD_CLOSED_ON, decide->closed);
	add_item(s, WORD_SHEET_SUBJECT, decide_authority_title(decide, decide->subject));
	add_item(s, WORD_CASE, buf_str(&parts.text));
	add_item(s, WORD_PUBLISHED, decide->published);
	buf_fini(&parts.text);
}

static struct str question(const struct eval_fact *fact)
{
	return fact->newest && fact->newest->question.len ? fact->newest->question
							  : eval_fact_name(fact);
}

static void add_given(struct sheet *s, const struct answer_given *given)
{
	const struct eval_fact *fact = &s->decide->facts->facts.items[given->fact];
	struct buf value;
	buf_init(&value, s->e->out->mem);
	if (!given->is_known)
		buf_add(&value, word(s, WORD_UNKNOWN));
	else
		decide_show_value(&value, s->decide, given->fact, given->number,
				  s->e->style->language);
	buf_add_text(s->e->out, "| ");
	add_text(s, question(fact));
	buf_add_text(s->e->out, " | ");
	add_text(s, buf_str(&value));
	buf_add_text(s->e->out, " |\n");
	buf_fini(&value);
}

static void add_facts(struct sheet *s)
{
	add_heading(s, WORD_TEST_FACTS);
	buf_add_text(s->e->out, "| ");
	buf_add(s->e->out, word(s, WORD_SHEET_QUESTION));
	buf_add_text(s->e->out, " | ");
	buf_add(s->e->out, word(s, WORD_SHEET_ANSWER));
	buf_add_text(s->e->out, " |\n|---|---|\n");
	for (size_t i = 0; i < s->decide->given_count; i++)
		add_given(s, &s->decide->givens[i]);
}

/* -- the verdict -- */

static void add_uncertain(struct sheet *s)
{
	for (size_t i = 0; i < s->decide->list_count; i++) {
		struct parts parts;
		if (!decide_doubts_first(s->decide, i))
			continue;
		parts_init(&parts, s->e);
		parts_word(&parts, WORD_UNCERTAIN_REASON, s->decide->lists[i].uncertain, STR_NONE);
		buf_add_text(s->e->out, "\n> ");
		add_text(s, buf_str(&parts.text));
		buf_add_text(s->e->out, "\n");
		buf_fini(&parts.text);
	}
}

static void add_effects(struct sheet *s)
{
	struct buf text;
	buf_init(&text, s->e->out->mem);
	decide_show_effects(&text, s->decide, s->e->style->language);
	if (text.len)
		buf_add_char(s->e->out, '\n');
	add_item(s, WORD_EFFECTS, buf_str(&text));
	buf_fini(&text);
}

static void add_list_title(struct sheet *s, struct buf *out, uint32_t list)
{
	if (list == NO_LIST)
		return;
	struct str title = decide_list_title(s->decide, list);
	utf8_printable(out, title);
	if (str_equal(title, s->decide->lists[list].name))
		return;
	buf_add_text(out, " (");
	utf8_printable(out, s->decide->lists[list].name);
	buf_add_char(out, ')');
}

/* What there is to rule on: a step that could not be taken. */
static bool needs_ruling(const struct decide_step *step)
{
	return step->by != NO_LIST || step->principle == PRINCIPLE_ADVISORY ||
	       step->principle == PRINCIPLE_UNDECLARED;
}

static void add_open_step(struct sheet *s, struct buf *out, const struct decide_step *step)
{
	struct buf winner, loser, source;
	const char *law = decide_principle_source(step->principle);
	enum language language = s->e->style->language;
	buf_init(&winner, out->mem);
	buf_init(&loser, out->mem);
	buf_init(&source, out->mem);
	add_list_title(s, &winner, step->winner);
	add_list_title(s, &loser, step->loser);
	if (*law)
		buf_addf(&source, language == LANGUAGE_ZH ? "（%s）" : "(%s)", law);
	struct str by = STR("");
	if (step->by != NO_LIST)
		by = decide_authority_title(s->decide, s->decide->given->chain[step->by].name);
	word_add(out, language, principle_word(step->principle),
		 ARGS(buf_str(&winner), buf_str(&loser), by, buf_str(&source)));
	buf_fini(&winner);
	buf_fini(&loser);
	buf_fini(&source);
}

/* Whether an earlier way in which the case can come out, or an earlier step, left the same open. */
static bool is_told(const struct decide_verdict *verdict, const struct decide_step *own)
{
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		for (size_t k = 0; k < scenario->step_count; k++) {
			const struct decide_step *step = &scenario->steps[k];
			if (step == own)
				return false;
			if (step->principle == own->principle && step->winner == own->winner &&
			    step->loser == own->loser && step->by == own->by)
				return true;
		}
	}
	return false;
}

static void add_open_steps(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	bool any = false;
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		for (size_t k = 0; k < scenario->step_count; k++) {
			struct buf text;
			if (!needs_ruling(&scenario->steps[k]) ||
			    is_told(verdict, &scenario->steps[k]))
				continue;
			buf_init(&text, s->e->out->mem);
			add_open_step(s, &text, &scenario->steps[k]);
			buf_add_text(s->e->out, any ? "- " : "\n- ");
			add_text(s, buf_str(&text));
			buf_add_char(s->e->out, '\n');
			buf_fini(&text);
			any = true;
		}
	}
}

static void add_rulings(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	for (size_t i = 0; i < verdict->ruling_count; i++) {
		struct parts parts;
		parts_init(&parts, s->e);
		parts_word(&parts, verdict->ruling_certain ? WORD_RULING_BY : WORD_RULING_MAYBE,
			   decide_authority_title(s->decide, verdict->rulings[i].by),
			   word(s, why_word(verdict->rulings[i].why)));
		buf_add_text(s->e->out, "\n");
		add_text(s, buf_str(&parts.text));
		buf_add_text(s->e->out, "\n");
		buf_fini(&parts.text);
	}
	add_open_steps(s);
}

static void add_verdict(struct sheet *s)
{
	buf_add_text(s->e->out, "**");
	decide_show_outcomes(s->e->out, s->decide, s->e->style->language);
	buf_add_text(s->e->out, "**\n");
	add_effects(s);
	add_rulings(s);
	if (s->decide->illustrative) {
		buf_add_text(s->e->out, "\n> ");
		buf_add(s->e->out, word(s, WORD_VERDICT_ILLUSTRATIVE));
		buf_add_text(s->e->out, "\n");
	}
	add_uncertain(s);
}

/* -- what is missing -- */

enum { SETS_SHOWN = 8 };

static void add_needed_set(struct sheet *s, const struct decide_facts *set)
{
	buf_add_text(s->e->out, "- ");
	for (size_t i = 0; i < set->count; i++) {
		if (i)
			buf_add(s->e->out, word(s, WORD_SEMICOLON));
		add_text(s, question(&s->decide->facts->facts.items[set->items[i]]));
	}
	buf_add_char(s->e->out, '\n');
}

static void add_needed(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	size_t shown = verdict->needed_count < SETS_SHOWN ? verdict->needed_count : SETS_SHOWN;
	if (verdict->needed_count == 0 && verdict->needed_complete)
		return;
	add_heading(s, WORD_SHEET_NEEDED);
	for (size_t i = 0; i < shown; i++)
		add_needed_set(s, &verdict->needed[i]);
	if (verdict->needed_count == 0)
		word_count(s->e->out, s->e->style->language, WORD_NEEDED_NOT_FOUND,
			   verdict->open.count);
	else if (shown < verdict->needed_count || !verdict->needed_complete)
		buf_add(s->e->out, word(s, WORD_NEEDED_MORE));
	if (shown < verdict->needed_count || !verdict->needed_complete)
		buf_add_char(s->e->out, '\n');
}

/* -- rules -- */

/* What it takes for the rule to hold; nothing where it does. */
static void add_certainty(struct sheet *s, const struct told_rule *told)
{
	struct parts parts;
	parts_init(&parts, s->e);
	if (told->certainty == TOLD_PERHAPS)
		parts_word(&parts, WORD_PERHAPS, STR_NONE, STR_NONE);
	if (told->certainty == TOLD_SUPPOSED)
		parts_word(&parts, WORD_IF_OUTCOME,
			   decide_outcome_shown(told->scenario->outcome, s->e->style->language),
			   STR_NONE);
	add_item(s, WORD_SHEET_HOLDS, buf_str(&parts.text));
	buf_fini(&parts.text);
}

static void add_rule_effects(struct sheet *s, const struct told_rule *told)
{
	struct buf text;
	buf_init(&text, s->e->out->mem);
	decide_show_rule_effects(&text, s->decide, told, s->e->style->language);
	add_item(s, WORD_EFFECTS, buf_str(&text));
	buf_fini(&text);
}

static void add_rule(struct sheet *s, const struct told_rule *told)
{
	const struct ir_rule *rule = told->rule;
	const struct word_row *kind = rule_row(str_from(ir_rule_kind_word(rule->kind)));
	const struct word_row *mark =
		mark_row(str_from(ir_provenance_word(rule->clause.provenance)));
	buf_add_text(s->e->out, "### ");
	buf_add(s->e->out, word(s, kind->word));
	buf_add_char(s->e->out, ' ');
	add_text(s, rule->title.len ? rule->title : rule->name);
	buf_add_text(s->e->out, "\n\n");
	add_certainty(s, told);
	add_rule_effects(s, told);
	add_item(s, WORD_SHEET_LIST, told->state->text->title);
	add_item(s, WORD_DOCUMENT, told->state->text->document);
	add_item(s, WORD_SHEET_ARTICLE, rule->clause.article);
	add_item(s, WORD_SHEET_TEXT, rule->clause.text);
	if (mark)
		add_item(s, WORD_SHEET_MARK, word(s, mark->word));
	add_item(s, WORD_SHEET_CITATION, rule->clause.citation);
}

static void add_rules(struct sheet *s, enum told_role role, enum word_id heading)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, s->e->out->mem, s->decide, role);
	if (count)
		add_heading(s, heading);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(s->e->out, '\n');
		add_rule(s, &told[i]);
	}
	mem_free(s->e->out->mem, told);
}

/* -- versions -- */

static bool list_prevails(const struct sheet *s, uint32_t list)
{
	for (size_t i = 0; i < s->decide->verdict.scenario_count; i++)
		if (s->decide->verdict.scenarios[i].prevails[list])
			return true;
	return false;
}

static bool tells_procedures(const struct sheet *s, uint32_t list)
{
	uint32_t state = s->decide->lists[list].procedure;
	return state != NO_STATE && list_prevails(s, list) &&
	       s->decide->states[state].text->procedure_count > 0;
}

/* Commit, when it was recorded, file and line. */
static void parts_origin(struct parts *parts, const struct answer_window *window)
{
	struct buf place;
	parts_recorded(parts, window);
	if (!window->path.len)
		return;
	buf_init(&place, parts->text.mem);
	utf8_printable(&place, window->path);
	buf_addf(&place, ":%u", window->line);
	parts_word(parts, WORD_IDENTITY, buf_str(&place), STR_NONE);
	buf_fini(&place);
}

static void end_bullet(struct sheet *s, struct parts *parts)
{
	if (parts->text.len) {
		buf_add_text(s->e->out, "- ");
		add_text(s, buf_str(&parts->text));
		buf_add_char(s->e->out, '\n');
	}
	buf_fini(&parts->text);
}

static void add_presumed(struct sheet *s)
{
	const struct decide_facts *facts = &s->decide->relies[DECIDE_IN_SCOPE].presumed;
	struct parts parts;
	struct buf all;
	buf_init(&all, s->e->out->mem);
	decide_add_presumed(&all, s->decide, facts, s->e->style->language);
	parts_init(&parts, s->e);
	if (facts->count)
		parts_word(&parts, WORD_PRESUMED_FACTS, buf_str(&all), STR_NONE);
	buf_add_text(s->e->out, facts->count ? "\n" : "");
	end_bullet(s, &parts);
	buf_fini(&all);
}

static void add_version(struct sheet *s, const struct answer_state *state)
{
	struct parts parts;
	parts_init(&parts, s->e);
	utf8_printable(&parts.text, state->text->title);
	parts_day(&parts, WORD_PROMULGATED, state->window.promulgated);
	parts_day(&parts, WORD_EFFECTIVE, state->window.effective);
	parts_window(&parts, &state->window);
	if (state->text->rule_count == 0)
		parts_word(&parts, WORD_TEXT_NO_RULES, STR_NONE, STR_NONE);
	parts_origin(&parts, &state->window);
	end_bullet(s, &parts);
}

/* A version that can be taken instead, and that matters. */
static void add_other_version(struct sheet *s, const struct decide_choice *choice)
{
	struct day day;
	struct parts parts;
	struct str title = decide_list_title(s->decide, choice->list);
	parts_init(&parts, s->e);
	if (choice->other == NO_STATE)
		parts_word(&parts, WORD_OTHER_NONE, title, STR_NONE);
	else
		parts_word(&parts, WORD_OTHER_VERSION, title,
			   day_text(&day, s->decide->states[choice->other].text->effective));
	end_bullet(s, &parts);
}

static void add_choices(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	struct parts parts;
	struct buf open;
	for (size_t i = 0; i < verdict->choice_count; i++)
		if (verdict->choices[i].matters && verdict->choices[i].is_sure)
			add_other_version(s, &verdict->choices[i]);
	parts_init(&parts, s->e);
	buf_init(&open, s->e->out->mem);
	decide_open_choices(&open, s->decide, s->e->style->language);
	if (open.len)
		parts_word(&parts, WORD_CHOICE_OPEN, buf_str(&open), STR_NONE);
	else if (verdict->choice_count && !verdict->choice_matters)
		parts_word(&parts, WORD_ANY_VERSION, STR_NONE, STR_NONE);
	end_bullet(s, &parts);
	buf_fini(&open);
}

/* Those that the verdict is told by, and those that the procedures are taken from. */
static void add_versions(struct sheet *s)
{
	bool *told = decide_versions_told(s->e->out->mem, s->decide);
	add_heading(s, WORD_VERSIONS);
	for (uint32_t i = 0; i < s->decide->list_count; i++)
		if (tells_procedures(s, i))
			told[s->decide->lists[i].procedure] = true;
	for (size_t i = 0; i < s->decide->state_count; i++)
		if (told[i])
			add_version(s, &s->decide->states[i]);
	mem_free(s->e->out->mem, told);
	add_choices(s);
}

/* -- procedure: that of the version in force when accountability started -- */

static const enum word_id unit_words[] = {
	[IR_UNIT_NONE] = WORD_NO_LIMIT, [IR_WORKDAYS] = WORD_WITHIN_WORKDAYS,
	[IR_DAYS] = WORD_WITHIN_DAYS,	[IR_MONTHS] = WORD_WITHIN_MONTHS,
	[IR_YEARS] = WORD_WITHIN_YEARS,
};

static const enum word_id event_words[] = {
	[IR_MOMENT_NONE] = WORD_IDENTITY,
	[IR_CONDUCT] = WORD_FROM_CONDUCT,
	[IR_ACCOUNTABILITY] = WORD_FROM_ACCOUNTABILITY,
	[IR_ACCEPTANCE] = WORD_FROM_ACCEPTANCE,
	[IR_DECISION] = WORD_FROM_DECISION,
};

/* How long it may take, and from when. */
static void parts_limit(struct parts *parts, const struct ir_step *step)
{
	struct buf limit;
	buf_init(&limit, parts->text.mem);
	word_count(&limit, parts->e->style->language, unit_words[step->within.unit],
		   (size_t)step->within.length);
	parts_word(parts, event_words[step->from], buf_str(&limit), STR_NONE);
	buf_fini(&limit);
}

static void add_step(struct sheet *s, const struct ir_step *step, int32_t due)
{
	struct parts parts;
	parts_init(&parts, s->e);
	utf8_printable(&parts.text, step->title.len ? step->title : step->name);
	parts_limit(&parts, step);
	parts_day(&parts, WORD_DUE_ON, due);
	if (step->in_writing)
		parts_word(&parts, WORD_IN_WRITING, STR_NONE, STR_NONE);
	buf_add_text(s->e->out, "1. ");
	add_text(s, buf_str(&parts.text));
	buf_add_char(s->e->out, '\n');
	buf_fini(&parts.text);
}

/* Which list and which version of it says so. */
static void add_procedure_source(struct sheet *s, const struct answer_state *state,
				 const struct ir_clause *clause)
{
	const struct word_row *mark = mark_row(str_from(ir_provenance_word(clause->provenance)));
	struct parts parts;
	parts_init(&parts, s->e);
	parts_day(&parts, WORD_EFFECTIVE, state->window.effective);
	parts_origin(&parts, &state->window);
	add_item(s, WORD_SHEET_LIST, state->text->title);
	add_item(s, WORD_VERSION, buf_str(&parts.text));
	add_item(s, WORD_SHEET_ARTICLE, clause->article);
	if (mark)
		add_item(s, WORD_SHEET_MARK, word(s, mark->word));
	add_item(s, WORD_SHEET_CITATION, clause->citation);
	buf_add_char(s->e->out, '\n');
	buf_fini(&parts.text);
}

static void add_procedures_of(struct sheet *s, const struct answer_in_play *list)
{
	const struct answer_state *state = &s->decide->states[list->procedure];
	const int32_t *due = list->dues;
	for (size_t i = 0; i < state->text->procedure_count; i++) {
		const struct ir_procedure *procedure = &state->text->procedures[i];
		buf_add_text(s->e->out, i ? "\n### " : "### ");
		add_text(s, procedure->title.len ? procedure->title : procedure->name);
		buf_add_text(s->e->out, "\n\n");
		add_procedure_source(s, state, &procedure->clause);
		for (size_t k = 0; k < procedure->step_count; k++)
			add_step(s, &procedure->steps[k], *due++);
	}
}

static void add_procedures(struct sheet *s)
{
	bool any = false;
	for (uint32_t i = 0; i < s->decide->list_count; i++) {
		if (!tells_procedures(s, i))
			continue;
		if (any)
			buf_add_char(s->e->out, '\n');
		else
			add_heading(s, WORD_SHEET_PROCEDURE);
		any = true;
		add_procedures_of(s, &s->decide->lists[i]);
	}
}

/* -- all of it -- */

static void add_foot(struct sheet *s)
{
	const struct answer *answer = s->e->answer;
	buf_add_text(s->e->out, "\n---\n\n");
	emit_word(s->e, WORD_SHEET_FOOT,
		  ARGS(str_from(s->e->style->version),
		       answer->history.head.ptr ? answer->history.head : STR("-")));
	buf_add_char(s->e->out, '\n');
}

void emit_md(struct emit *e)
{
	struct sheet sheet = {e, e->answer->decide};
	if (e->answer->kind == ANSWER_DIFF) {
		md_diff(e);
		return;
	}
	buf_add_text(e->out, "# ");
	buf_add(e->out, word(&sheet, WORD_SHEET_TITLE));
	buf_add_text(e->out, "\n\n");
	add_case(&sheet);
	add_heading(&sheet, WORD_VERDICT);
	add_verdict(&sheet);
	add_facts(&sheet);
	add_presumed(&sheet);
	add_needed(&sheet);
	add_rules(&sheet, TOLD_DECIDES, WORD_RULES);
	if (sheet.decide->verdict.scenario_count == 1)
		add_rules(&sheet, TOLD_BESIDE, WORD_SHEET_BESIDE);
	add_versions(&sheet);
	add_procedures(&sheet);
	add_foot(&sheet);
}
