/* Lists put together, formulas about them, and the question whether a case exists. */
#include "analyze/inside.h"

#include <assert.h>

enum {
	STEPS = 20000000, /* of the solver, for one question: some seconds */
	STEPS_OF_ALL = 400000000,
};

/* -- facts that lists ask -- */

/* What definitions stand for is gone through once, with the list. */
static void expr_facts(struct eval_facts *facts, const struct ir_expr *expr)
{
	struct ir_parts parts = ir_expr_parts(expr);
	const struct ir_fact *fact = ir_expr_fact(expr);
	for (size_t i = 0; expr->op != IR_DEFINED && i < parts.count; i++)
		expr_facts(facts, parts.items[i]);
	if (fact)
		eval_facts_add(facts, fact);
}

static void excepts_facts(struct eval_facts *facts, const struct ir_except *excepts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		expr_facts(facts, excepts[i].when);
		excepts_facts(facts, excepts[i].excepts, excepts[i].except_count);
	}
}

static void list_facts(struct eval_facts *facts, const struct ir_list *list)
{
	if (list->scope)
		expr_facts(facts, list->scope);
	for (size_t i = 0; i < list->define_count; i++)
		expr_facts(facts, list->defines[i].expr);
	for (size_t i = 0; i < list->rule_count; i++) {
		expr_facts(facts, list->rules[i].when);
		excepts_facts(facts, list->rules[i].excepts, list->rules[i].except_count);
	}
}

/* -- days on which something changes -- */

struct days {
	struct mem *mem;
	VEC(int32_t) items;
};

static void day_add(struct days *days, int32_t day)
{
	if (day != DATE_NONE)
		VEC_PUSH(days->mem, &days->items, day);
}

static void list_days(struct days *days, const struct ir_list *list)
{
	day_add(days, list->effective);
	day_add(days, list->promulgated);
	day_add(days, list->expires);
	for (size_t i = 0; i < list->rule_count; i++) {
		day_add(days, list->rules[i].effective);
		day_add(days, list->rules[i].expires);
	}
}

static void domains_make(struct analyze *a, const struct ir_list *const *lists, size_t count,
			 const struct ir_dates *further)
{
	struct days days = {.mem = a->mem};
	for (size_t i = count; i-- > 0;)
		list_days(&days, lists[i]);
	for (size_t i = 0; further && i < further->count; i++)
		if (further->items[i] != DATE_MAX)
			day_add(&days, further->items[i]);
	if (days.items.count == 0)
		day_add(&days, 0);
	struct ir_dates all = {days.items.items, days.items.count};
	domains_init(&a->domains, a->solver, &a->program, &all);
	VEC_FREE(a->mem, &days.items);
}

/* The days of a case are in order; and what all given facts come to. */
static void cases_make(struct analyze *a)
{
	const uint32_t *moments = a->facts.moments;
	int32_t early = domain_below(&a->domains, moments[IR_ACCOUNTABILITY], moments[IR_CONDUCT]);
	int32_t soon = domain_below(&a->domains, moments[IR_DECISION], moments[IR_ACCOUNTABILITY]);
	solver_clause(a->solver, early, (int32_t[]){-early}, 1);
	solver_clause(a->solver, soon, (int32_t[]){-soon}, 1);
	solver_link(a->solver, early, soon);
	for (enum ir_moment moment = IR_CONDUCT; moment <= IR_DECISION; moment++)
		if (moment != IR_ACCEPTANCE)
			solver_link(a->solver, a->domains.of[moments[moment]].literals[0], early);
	a->all_given = formula_all(&a->domains, a->domains.given, a->facts.facts.count);
}

struct analyze *analyze_new(struct arena *arena, struct mem *mem,
			    const struct ir_list *const *lists, size_t count,
			    const struct ir_dates *days)
{
	struct analyze *a = ARENA_NEW(arena, struct analyze);
	*a = (struct analyze){.arena = arena, .mem = mem, .list_count = count, .steps = STEPS};
	eval_facts_init(&a->facts, mem, arena);
	for (size_t i = 0; i < count; i++)
		list_facts(&a->facts, lists[i]);
	eval_facts_settle(&a->facts);
	eval_program_init(&a->program, mem, &a->facts);
	a->lists = ARENA_ARRAY(arena, struct eval_list, count);
	for (size_t i = 0; i < count; i++)
		eval_list_compile(&a->program, &a->lists[i], lists[i]);
	a->solver = solver_new(mem);
	domains_make(a, lists, count, days);
	formulas_init(&a->formulas, &a->domains);
	cases_make(a);
	return a;
}

void analyze_free(struct analyze *a)
{
	VEC_FREE(a->mem, &a->assumed);
	solver_free(a->solver);
	eval_program_fini(&a->program);
	eval_facts_fini(&a->facts);
}

void analyze_bound(struct analyze *a, uint64_t steps)
{
	a->steps = steps;
}

/* -- formulas -- */

int32_t analyze_true(const struct analyze *a)
{
	return a->domains.truth;
}

int32_t analyze_all(struct analyze *a, const int32_t *formulas, size_t count)
{
	return formula_all(&a->domains, formulas, count);
}

int32_t analyze_any(struct analyze *a, const int32_t *formulas, size_t count)
{
	return formula_any(&a->domains, formulas, count);
}

int32_t analyze_scope(struct analyze *a, size_t list)
{
	return formula_of(&a->formulas, a->lists[list].scope);
}

int32_t analyze_when(struct analyze *a, size_t list, size_t rule)
{
	return formula_of(&a->formulas, a->lists[list].rules[rule].when);
}

int32_t fires_with(struct formulas *formulas, const struct eval_list *list, size_t rule)
{
	int32_t parts[] = {formula_of(formulas, list->scope),
			   formula_of(formulas, list->rules[rule].fires)};
	return formula_all(formulas->domains, parts, countof(parts));
}

int32_t analyze_fires(struct analyze *a, size_t list, size_t rule)
{
	return fires_with(&a->formulas, &a->lists[list], rule);
}

int32_t analyze_clause(struct analyze *a, const struct eval_clause *clause)
{
	return formula_of(&a->formulas, clause->fires);
}

int32_t analyze_register(struct analyze *a, uint32_t reg)
{
	return formula_of(&a->formulas, reg);
}

int32_t analyze_condition(struct analyze *a, size_t list, const struct ir_expr *expr)
{
	size_t known = a->program.steps.count;
	uint32_t reg = eval_condition(&a->program, &a->lists[list], expr);
	return reg < known ? formula_of(&a->formulas, reg) : 0;
}

static bool is_bar(const struct ir_rule *rule)
{
	return rule->kind == IR_BAR || rule->kind == IR_REDLINE;
}

static bool is_tolerate(const struct ir_rule *rule)
{
	return rule->kind == IR_TOLERATE;
}

/* One of the rules fires. */
static int32_t any_fires(struct formulas *formulas, const struct eval_list *list,
			 bool (*wanted)(const struct ir_rule *rule), const bool *in_force)
{
	const struct ir_list *text = list->list;
	struct mem *mem = formulas->domains->mem;
	int32_t *some = mem_alloc(mem, (text->rule_count + 1) * sizeof(*some));
	size_t count = 0;
	for (size_t i = 0; i < text->rule_count; i++)
		if (wanted(&text->rules[i]) && (!in_force || in_force[i]))
			some[count++] = fires_with(formulas, list, i);
	int32_t any = formula_any(formulas->domains, some, count);
	mem_free(mem, some);
	return any;
}

int32_t outcome_with(struct formulas *formulas, const struct eval_list *list,
		     enum ir_outcome outcome, const bool *in_force)
{
	int32_t barred = any_fires(formulas, list, is_bar, in_force);
	if (outcome == IR_BARRED)
		return barred;
	int32_t excused = any_fires(formulas, list, is_tolerate, in_force);
	int32_t parts[] = {-barred, outcome == IR_TOLERATED ? excused : -excused};
	return formula_all(formulas->domains, parts, countof(parts));
}

int32_t analyze_outcome(struct analyze *a, size_t list, enum ir_outcome outcome,
			const bool *in_force)
{
	return outcome_with(&a->formulas, &a->lists[list], outcome, in_force);
}

int32_t analyze_day(struct analyze *a, enum ir_moment moment, int32_t from, int32_t to)
{
	uint32_t var = a->facts.moments[moment];
	int32_t parts[] = {
		from == DATE_NONE ? a->domains.truth
				  : -domain_at_most(&a->domains, var, (int64_t)from - 1),
		to == DATE_MAX ? a->domains.truth
			       : domain_at_most(&a->domains, var, (int64_t)to - 1),
	};
	return analyze_all(a, parts, countof(parts));
}

/* -- questions -- */

/* What is found though something was left open may not be there. */
static enum analyze_answer ask(struct analyze *a)
{
	static const enum analyze_answer answers[] = {
		[SOLVER_NO] = ANALYZE_NO,
		[SOLVER_YES] = ANALYZE_YES,
		[SOLVER_UNDECIDED] = ANALYZE_UNDECIDED,
	};
	if (solver_spent(a->solver) > STEPS_OF_ALL)
		return ANALYZE_UNDECIDED;
	enum solver_answer found =
		solver_ask(a->solver, a->assumed.items, a->assumed.count, a->steps);
	return found == SOLVER_YES && a->domains.is_loose ? ANALYZE_UNDECIDED : answers[found];
}

enum analyze_answer analyze_exists(struct analyze *a, const int32_t *formulas, size_t count,
				   struct analyze_case *out)
{
	int32_t goal = out ? analyze_all(a, formulas, count) : 0;
	a->assumed.count = 0;
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(a->mem, &a->assumed, formulas[i]);
	bool may_lack = a->all_given != a->domains.truth;
	if (may_lack)
		VEC_PUSH(a->mem, &a->assumed, a->all_given);
	enum analyze_answer answer = ask(a);
	if (may_lack && answer != ANALYZE_YES) {
		a->assumed.count--;
		answer = ask(a);
	}
	assert(answer != ANALYZE_YES || !out || case_replays(a));
	if (out && answer == ANALYZE_YES)
		case_make(a, out, goal);
	return answer;
}

bool analyze_was_needed(const struct analyze *a, int32_t formula)
{
	return solver_was_needed(a->solver, formula);
}

bool analyze_holds(struct analyze *a, int32_t formula)
{
	return solver_holds(a->solver, formula);
}

/* -- what it is made of -- */

const struct eval_program *analyze_program(const struct analyze *a)
{
	return &a->program;
}

const struct eval_list *analyze_compiled(const struct analyze *a, size_t list)
{
	return &a->lists[list];
}
