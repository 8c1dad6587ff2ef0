/* The reasons for a verdict, made once into a tree that any number of threads may walk. */
#include "api/decide/reason.h"

#include "emit/verdict/decide.h"
#include "emit/verdict/ground.h"

struct reasoning {
	struct tol_answer *answer;
	struct arena *arena;
	const struct answer_decide *decide;
	const struct decide_scenario *scenario;
	const struct answer_state *state;
	struct buf scratch;
};

static const char *kept(struct reasoning *r, struct str text)
{
	return text.len ? arena_str(r->arena, text).ptr : NULL;
}

static const char *kept_scratch(struct reasoning *r)
{
	const char *text = kept(r, buf_str(&r->scratch));
	buf_clear(&r->scratch);
	return text;
}

static struct tol_reason *children_of(struct reasoning *r, struct tol_reason *reason, size_t most)
{
	reason->children = ARENA_ARRAY(r->arena, struct tol_reason, most);
	return reason->children;
}

static struct tol_reason *child_add(struct tol_reason *reason, enum tol_reason_kind kind)
{
	struct tol_reason *child = &reason->children[reason->child_count++];
	child->kind = kind;
	return child;
}

static const char *truth_of(const struct reasoning *r, uint32_t reg)
{
	return decide_truth(eval_truth(&r->scenario->lanes, reg, 0));
}

static void put_place(struct reasoning *r, struct tol_reason *reason, struct span span)
{
	reason->path = r->state->window.path.ptr;
	reason->line = source_locate(r->state->text->place.source, span.start).line;
}

/* -- conditions -- */

/* An empty set is a value too. */
static const char *read_value(struct reasoning *r, const struct decide_reading *reading)
{
	decide_add_value(&r->scratch, r->decide, reading->fact, reading->number);
	const char *text = arena_str(r->arena, buf_str(&r->scratch)).ptr;
	buf_clear(&r->scratch);
	return text;
}

static void fill_condition(struct reasoning *r, struct tol_reason *reason,
			   const struct ir_expr *expr)
{
	struct ir_parts parts = ir_expr_parts(expr);
	struct decide_reading reading;
	reason->text = kept(r, source_text(r->state->text->place.source, expr->span));
	reason->is = truth_of(r, eval_condition(decide_program(r->decide->play), r->state->compiled, expr));
	put_place(r, reason, expr->span);
	if (decide_read(&reading, r->decide, r->scenario, r->state, expr)) {
		reason->name = kept(r, decide_fact_name(r->decide, reading.fact));
		reason->value = reading.origin == READ_UNKNOWN ? NULL : read_value(r, &reading);
	}
	children_of(r, reason, parts.count);
	for (size_t i = 0; i < parts.count; i++)
		fill_condition(r, child_add(reason, TOL_REASON_CONDITION), parts.items[i]);
}

/* -- rules -- */

static void fill_clause(struct reasoning *r, struct tol_reason *reason,
			const struct ir_clause *clause, const struct ir_place *place)
{
	reason->article = kept(r, clause->article);
	reason->text = kept(r, clause->text);
	put_place(r, reason, place->span);
}

static void add_excepts(struct reasoning *r, struct tol_reason *reason,
			const struct ir_except *excepts, const struct eval_clause *clauses,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct tol_reason *child = child_add(reason, TOL_REASON_EXCEPTION);
		child->name = kept(r, excepts[i].name);
		child->title = kept(r, excepts[i].title);
		child->is = truth_of(r, clauses[i].fires);
		fill_clause(r, child, &excepts[i].clause, &excepts[i].place);
		children_of(r, child, excepts[i].except_count + 1);
		if (excepts[i].when)
			fill_condition(r, child_add(child, TOL_REASON_CONDITION), excepts[i].when);
		add_excepts(r, child, excepts[i].excepts, clauses[i].excepts,
			    excepts[i].except_count);
	}
}

static void fill_rule(struct reasoning *r, struct tol_reason *reason, size_t index)
{
	const struct ir_rule *rule = &r->state->text->rules[index];
	const struct eval_clause *clause = &r->state->compiled->rules[index];
	reason->name = kept(r, rule->name);
	reason->title = kept(r, rule->title);
	reason->value = ir_rule_kind_word(rule->kind);
	reason->is = truth_of(r, clause->fires);
	fill_clause(r, reason, &rule->clause, &rule->place);
	children_of(r, reason, rule->except_count + 1);
	if (rule->when)
		fill_condition(r, child_add(reason, TOL_REASON_CONDITION), rule->when);
	add_excepts(r, reason, rule->excepts, clause->excepts, rule->except_count);
}

/* -- lists -- */

static void fill_list(struct reasoning *r, struct tol_reason *reason, uint32_t list)
{
	const struct ir_list *text = r->state->text;
	reason->name = kept(r, r->decide->lists[list].name);
	reason->title = kept(r, text->title);
	reason->is = decide_says(r->decide, r->scenario->taken[list], &r->scenario->lanes);
	buf_add_date(&r->scratch, text->effective);
	reason->value = kept_scratch(r);
	reason->prevails = r->scenario->prevails[list];
	put_place(r, reason, text->place.span);
	children_of(r, reason, text->rule_count + 1);
	if (text->scope)
		fill_condition(r, child_add(reason, TOL_REASON_SCOPE), text->scope);
	for (size_t i = 0; i < text->rule_count; i++)
		if (r->state->in_force[i])
			fill_rule(r, child_add(reason, TOL_REASON_RULE), i);
}

static void add_lists(struct reasoning *r, struct tol_reason *reason)
{
	for (uint32_t list = 0; list < r->decide->list_count; list++) {
		uint32_t taken = r->scenario->taken[list];
		if (taken == NO_STATE)
			continue;
		r->state = &r->decide->states[taken];
		fill_list(r, child_add(reason, TOL_REASON_LIST), list);
	}
}

/* -- ways in which the case can come out -- */

static void add_supposed(struct reasoning *r, struct tol_reason *reason)
{
	for (size_t i = 0; i < r->scenario->supposed_count; i++) {
		const struct decide_supposed *supposed = &r->scenario->supposed[i];
		struct tol_reason *child = child_add(reason, TOL_REASON_SUPPOSED);
		uint32_t fact = r->decide->facts->vars.items[supposed->var].fact;
		child->name = kept(r, decide_fact_name(r->decide, fact));
		decide_add_supposed(&r->scratch, r->decide, supposed);
		child->value = kept_scratch(r);
	}
}

static const char *list_name(struct reasoning *r, uint32_t list)
{
	return list == NO_LIST ? NULL : kept(r, r->decide->lists[list].name);
}

static void add_steps(struct reasoning *r, struct tol_reason *reason)
{
	for (size_t i = 0; i < r->scenario->step_count; i++) {
		const struct decide_step *step = &r->scenario->steps[i];
		struct tol_reason *child = child_add(reason, TOL_REASON_STEP);
		child->name = decide_principle_name(step->principle);
		ground_add(&r->scratch, r->decide, r->scenario, step, LANGUAGE_EN);
		child->text = kept_scratch(r);
		child->winner = list_name(r, step->winner);
		child->loser = list_name(r, step->loser);
		child->is = decide_truth(step->if_winner || step->if_loser ? EVAL_OPEN : EVAL_TRUE);
		if (step->by != NO_LIST)
			child->value = kept(r, r->decide->given->chain[step->by].name);
	}
}

void reasons_make(struct tol_answer *answer)
{
	const struct answer_decide *decide = answer->answer.decide;
	struct reasoning r = {.answer = answer, .arena = &answer->arena, .decide = decide};
	size_t count = decide->verdict.scenario_count;
	buf_init(&r.scratch, answer->answer.mem);
	answer->reasons = ARENA_ARRAY(r.arena, struct tol_reason, count);
	answer->reason_count = count;
	for (size_t i = 0; i < count; i++) {
		struct tol_reason *way = &answer->reasons[i];
		r.scenario = &decide->verdict.scenarios[i];
		way->kind = TOL_REASON_WAY;
		way->name = decide_outcome_name(r.scenario->outcome);
		children_of(&r, way,
			    r.scenario->supposed_count + r.scenario->step_count +
				    decide->list_count);
		add_supposed(&r, way);
		add_lists(&r, way);
		add_steps(&r, way);
	}
	buf_fini(&r.scratch);
}

/* -- walking it -- */

size_t tol_verdict_reason_count(const struct tol_answer *answer)
{
	return answer->reason_count;
}

const struct tol_reason *tol_verdict_reason(const struct tol_answer *answer, size_t index)
{
	return index < answer->reason_count ? &answer->reasons[index] : NULL;
}

size_t tol_reason_child_count(const struct tol_reason *reason)
{
	return reason->child_count;
}

const struct tol_reason *tol_reason_child(const struct tol_reason *reason, size_t index)
{
	return index < reason->child_count ? &reason->children[index] : NULL;
}

#define REASON(type, member)                                                                       \
	type tol_reason_##member(const struct tol_reason *reason)                                  \
	{                                                                                          \
		return reason->member;                                                             \
	}

REASON(enum tol_reason_kind, kind)
REASON(const char *, name)
REASON(const char *, title)
REASON(const char *, article)
REASON(const char *, text)
REASON(const char *, is)
REASON(const char *, value)
REASON(const char *, winner)
REASON(const char *, loser)
REASON(int, prevails)
REASON(const char *, path)
REASON(uint32_t, line)
