/*
 * Small lists at random: every question is answered by going through all cases, and analyze/ must
 * answer the same; every case that it shows must show it, whatever the facts are that it leaves
 * out.
 */
#include "unit/analyze/oracle.h"

#include "analyze/finding.h"
#include "unit/base/base.h"

#include <stdlib.h>

enum { LISTS = 3000, RULES = 4, DEFINES = 2 };
enum { YES_A, YES_B, CHOICE, SET, COUNT, DAY };

struct making {
	struct mem mem;
	struct arena arena;
	struct numbers numbers;
	struct ir_fact facts[ORACLE_FACTS];
	struct ir_list list;
	struct oracle oracle;
	size_t played[3];
	size_t played_count;
};

static void fail(void *data)
{
	(void)data;
	abort();
}

static size_t below(struct making *m, size_t bound)
{
	return numbers_below(&m->numbers, bound);
}

/* -- lists -- */

static void make_facts(struct making *m)
{
	static const enum ir_type types[] = {IR_BOOL, IR_BOOL,	IR_CHOICE,
					     IR_SET,  IR_COUNT, IR_DATE};
	static const char *const names[] = {"a", "b", "c", "s", "n", "d"};
	static struct ir_choice choices[] = {
		{.name = {"x", 1}}, {.name = {"y", 1}}, {.name = {"z", 1}}};
	for (size_t i = 0; i < ORACLE_FACTS; i++)
		m->facts[i] = (struct ir_fact){.name = str_from(names[i]),
					       .identity = str_from(names[i]),
					       .type = types[i],
					       .choices = choices,
					       .choice_count = types[i] == IR_CHOICE ? 3
							       : types[i] == IR_SET  ? 2
										     : 0};
}

static struct ir_expr *expr_new(struct making *m, enum ir_op op)
{
	struct ir_expr *expr = ARENA_NEW(&m->arena, struct ir_expr);
	expr->op = (uint8_t)op;
	expr->span = (struct span){RULES, RULES};
	return expr;
}

static struct ir_expr *compare_number(struct making *m, const struct ir_fact *fact, int64_t number)
{
	struct ir_expr *expr = expr_new(m, IR_COMPARE);
	expr->fact = fact;
	expr->compare = (uint8_t)below(m, IR_GE + 1);
	expr->number = number;
	return expr;
}

static struct ir_expr *make_in(struct making *m, const struct ir_fact *fact)
{
	struct ir_expr *expr = expr_new(m, IR_IN);
	expr->fact = fact;
	expr->count = 2;
	expr->numbers = ARENA_ARRAY(&m->arena, int64_t, 2);
	expr->numbers[0] = (int64_t)below(m, 2);
	expr->numbers[1] = 2;
	return expr;
}

static struct ir_expr *make_day(struct making *m, const struct ir_fact *fact)
{
	static const enum ir_moment moments[] = {IR_CONDUCT, IR_ACCOUNTABILITY, IR_DECISION};
	struct ir_expr *expr = compare_number(m, fact, ORACLE_DAY + (below(m, 2) ? 0 : 2));
	if (!m->oracle.any_days)
		return expr;
	if (below(m, 3) == 0)
		expr->left = (uint8_t)moments[below(m, 3)];
	if (below(m, 2))
		expr->right = (uint8_t)moments[below(m, 3)];
	return expr;
}

static struct ir_expr *make_atom(struct making *m)
{
	size_t index = m->played[below(m, m->played_count)];
	const struct ir_fact *fact = &m->facts[index];
	struct ir_expr *expr;
	if (m->oracle.may_lack[index] && below(m, 4) == 0) {
		expr = expr_new(m, IR_KNOWN);
		expr->fact = fact;
		return expr;
	}
	switch (index) {
	case CHOICE:
		expr = below(m, 2) ? make_in(m, fact)
				   : compare_number(m, fact, (int64_t)below(m, 3));
		expr->compare = IR_EQ;
		return expr;
	case SET:
		expr = expr_new(m, IR_HAS);
		expr->fact = fact;
		expr->number = (int64_t)below(m, 2);
		return expr;
	case COUNT:
		return below(m, 4) ? compare_number(m, fact, 1 + (int64_t)below(m, 3))
				   : make_in(m, fact);
	case DAY:
		return make_day(m, fact);
	default:
		expr = expr_new(m, IR_FACT);
		expr->fact = fact;
		return expr;
	}
}

static struct ir_expr *make_expr(struct making *m, size_t depth, size_t defines)
{
	static const enum ir_op ops[] = {IR_AND, IR_AND, IR_OR, IR_NOT, IR_AT_LEAST};
	if (depth == 0 || below(m, 5) == 0)
		return make_atom(m);
	if (defines > 0 && below(m, 8) == 0) {
		struct ir_expr *expr = expr_new(m, IR_DEFINED);
		expr->define = &m->list.defines[below(m, defines)];
		return expr;
	}
	struct ir_expr *expr = expr_new(m, ops[below(m, countof(ops))]);
	expr->count = expr->op == IR_NOT ? 1 : 2 + (uint32_t)below(m, 2);
	expr->number = expr->op == IR_AT_LEAST ? 1 + (int64_t)below(m, expr->count) : 0;
	expr->args = ARENA_ARRAY(&m->arena, struct ir_expr *, expr->count);
	for (uint32_t i = 0; i < expr->count; i++)
		expr->args[i] = make_expr(m, depth - 1, defines);
	return expr;
}

static struct ir_except *make_excepts(struct making *m, size_t depth, size_t *count)
{
	*count = depth > 0 && below(m, 3) == 0 ? 1 + below(m, 2) : 0;
	struct ir_except *excepts = ARENA_ARRAY(&m->arena, struct ir_except, *count);
	for (size_t i = 0; i < *count; i++) {
		excepts[i].name = STR("e");
		excepts[i].when = make_expr(m, 1, DEFINES);
		excepts[i].excepts = make_excepts(m, depth - 1, &excepts[i].except_count);
	}
	return excepts;
}

static void make_rule(struct making *m, struct ir_rule *rule)
{
	static const enum ir_rule_kind kinds[] = {IR_TOLERATE, IR_TOLERATE, IR_BAR, IR_REDLINE,
						  IR_MITIGATE};
	rule->kind = kinds[below(m, countof(kinds))];
	rule->name = rule->identity = STR("r");
	rule->effective = rule->expires = DATE_NONE;
	rule->when = make_expr(m, 2, DEFINES);
	rule->excepts = make_excepts(m, 2, &rule->except_count);
	if (rule->kind != IR_TOLERATE || below(m, 2))
		return;
	rule->effects = ARENA_ARRAY(&m->arena, struct ir_effect_item, 1);
	rule->effects[0] = (struct ir_effect_item){below(m, 2) ? IR_EXEMPT : IR_LENIENT,
						   below(m, 2) ? IR_MAY : IR_MUST};
	rule->effect_count = 1;
}

/* Few facts, so that all cases are soon gone through. */
static void choose_facts(struct making *m)
{
	m->oracle.any_days = below(m, 6) == 0;
	m->played_count = m->oracle.any_days ? 2 : 3;
	for (size_t i = 0; i < m->played_count; i++) {
		size_t index = m->oracle.any_days && i == 0 ? (size_t)DAY : below(m, ORACLE_FACTS);
		m->played[i] = index;
		m->oracle.in_play[index] = true;
		m->oracle.may_lack[index] = below(m, 4) == 0;
	}
}

static void make_presumes(struct making *m)
{
	size_t index = m->played[0];
	m->list.presumes = ARENA_ARRAY(&m->arena, struct ir_presume, 1);
	if (!m->oracle.may_lack[index] || below(m, 2))
		return;
	m->list.presume_count = 1;
	m->list.presumes[0].fact = &m->facts[index];
	m->list.presumes[0].value = (struct ir_value){true, index == DAY ? ORACLE_DAY + 1 : 1};
}

static void making_init(struct making *m, uint64_t seed)
{
	*m = (struct making){.numbers = {seed}};
	mem_init(&m->mem, fail, NULL);
	arena_init(&m->arena, &m->mem);
	make_facts(m);
	choose_facts(m);
	m->list = (struct ir_list){.name = STR("l"),
				   .promulgated = ORACLE_DAY,
				   .effective = ORACLE_DAY,
				   .expires = DATE_NONE,
				   .define_count = DEFINES,
				   .rule_count = RULES};
	m->list.defines = ARENA_ARRAY(&m->arena, struct ir_define, DEFINES);
	for (size_t i = 0; i < DEFINES; i++)
		m->list.defines[i].expr = make_expr(m, 1, i);
	m->list.scope = below(m, 4) ? NULL : make_expr(m, 1, DEFINES);
	m->list.rules = ARENA_ARRAY(&m->arena, struct ir_rule, RULES);
	make_presumes(m);
	for (size_t i = 0; i < RULES; i++)
		make_rule(m, &m->list.rules[i]);
	m->oracle.list = &m->list;
	m->oracle.facts = m->facts;
}

static void making_fini(struct making *m)
{
	arena_fini(&m->arena);
	claim(m->mem.in_use == 0, "%zu bytes were not given back", m->mem.in_use);
	mem_fini(&m->mem);
}

/* -- questions about cases -- */

enum question { FIRES, TOLERATED, BARRED, SILENT, QUESTIONS };

static bool is_so(const struct making *m, enum question question, size_t rule,
		  const struct oracle_case *c)
{
	static const enum ir_outcome outcomes[] = {
		[TOLERATED] = IR_TOLERATED, [BARRED] = IR_BARRED, [SILENT] = IR_SILENT};
	if (question == FIRES)
		return oracle_fires(&m->oracle, rule, c);
	return oracle_outcome(&m->oracle, c) == outcomes[question];
}

static bool exists(const struct making *m, enum question question, size_t rule)
{
	struct oracle_walk walk = {.begun = false};
	while (oracle_next(&m->oracle, &walk))
		if (is_so(m, question, rule, &walk.at))
			return true;
	return false;
}

static void fix(const struct making *m, struct oracle_walk *walk, const struct analyze_case *shown)
{
	walk->are_days_fixed = true;
	walk->at.days[IR_CONDUCT] = shown->conduct;
	walk->at.days[IR_ACCOUNTABILITY] = shown->accountable;
	walk->at.days[IR_DECISION] = shown->decided;
	for (size_t i = 0; i < shown->count; i++)
		for (size_t k = 0; k < ORACLE_FACTS; k++) {
			if (!str_equal(m->facts[k].name, shown->values[i].name))
				continue;
			walk->is_fixed[k] = true;
			walk->at.given[k] = shown->values[i].given;
			walk->at.value[k] = shown->values[i].number;
		}
}

/* Whatever the other facts are. */
static bool shows(const struct making *m, enum question question, size_t rule,
		  const struct analyze_case *shown)
{
	struct oracle_walk walk = {.begun = false};
	fix(m, &walk, shown);
	while (oracle_next(&m->oracle, &walk))
		if (!is_so(m, question, rule, &walk.at))
			return false;
	return shown->conduct <= shown->accountable && shown->accountable <= shown->decided;
}

static int32_t formula(struct analyze *a, enum question question, size_t rule)
{
	static const enum ir_outcome outcomes[] = {
		[TOLERATED] = IR_TOLERATED, [BARRED] = IR_BARRED, [SILENT] = IR_SILENT};
	return question == FIRES ? analyze_fires(a, 0, rule)
				 : analyze_outcome(a, 0, outcomes[question], NULL);
}

static void ask(struct making *m, struct analyze *a, enum question question, size_t rule,
		size_t seed)
{
	struct analyze_case shown;
	int32_t asked = formula(a, question, rule);
	enum analyze_answer answer = analyze_exists(a, &asked, 1, &shown);
	claim(answer == (exists(m, question, rule) ? ANALYZE_YES : ANALYZE_NO),
	      "list %zu, question %d, rule %zu: answer %d", seed, question, rule, answer);
	claim(answer != ANALYZE_YES || shows(m, question, rule, &shown),
	      "list %zu, question %d, rule %zu: the case does not show it", seed, question, rule);
}

Test(random_lists, cases_exist_where_one_is_found_by_going_through_all)
{
	for (size_t seed = 1; seed <= LISTS; seed++) {
		struct making m;
		const struct ir_list *list = &m.list;
		making_init(&m, seed);
		struct analyze *a = analyze_new(&m.arena, &m.mem, &list, 1, NULL);
		for (size_t rule = 0; rule < RULES; rule++)
			ask(&m, a, FIRES, rule, seed);
		for (enum question question = TOLERATED; question < QUESTIONS; question++)
			ask(&m, a, question, 0, seed);
		analyze_free(a);
		making_fini(&m);
	}
}

/* -- findings -- */

/* By rule: what is so of it in some case. */
struct seen {
	bool covered; /* by the scope */
	bool holds;
	bool fails; /* within the scope */
	bool fires;
	bool unbarred; /* fires where no rule bars */
};

static bool covers(const struct making *m, const struct oracle_case *c)
{
	return !m->list.scope || oracle_holds(&m->oracle, m->list.scope, c);
}

static void see(const struct making *m, struct seen *seen, size_t rule)
{
	struct oracle_walk walk = {.begun = false};
	while (oracle_next(&m->oracle, &walk)) {
		bool holds = oracle_holds(&m->oracle, m->list.rules[rule].when, &walk.at);
		bool fires = oracle_fires(&m->oracle, rule, &walk.at);
		if (!covers(m, &walk.at))
			continue;
		seen->covered = true;
		seen->holds |= holds;
		seen->fails |= !holds;
		seen->fires |= fires;
		seen->unbarred |= fires && oracle_outcome(&m->oracle, &walk.at) != IR_BARRED;
	}
}

/* Whether the place of the finding is that of the rule. */
static const struct analyze_finding *found(const struct analyze_findings *findings,
					   enum analyze_kind kind, size_t rule)
{
	for (size_t i = 0; i < findings->items.count; i++)
		if (findings->items.items[i].kind == kind &&
		    findings->items.items[i].place.span.start == rule)
			return &findings->items.items[i];
	return NULL;
}

static bool is_swallowed(const struct making *m, const struct seen *seen, size_t rule)
{
	return m->list.rules[rule].kind == IR_TOLERATE && seen->fires && !seen->unbarred;
}

static void hold_rule(struct making *m, const struct analyze_findings *findings, size_t rule,
		      size_t seed)
{
	struct seen seen = {0};
	see(m, &seen, rule);
	const struct analyze_finding *overridden = found(findings, FOUND_OVERRIDDEN, rule);
	bool or_told = found(findings, FOUND_OR_FOR_AND, RULES) != NULL;
	claim(!found(findings, FOUND_NEVER, rule) == seen.holds, "list %zu, rule %zu: never", seed,
	      rule);
	/* or it was told that `or` stands there for `and` */
	claim(or_told || !found(findings, FOUND_ALWAYS, rule) == (seen.fails || !seen.fires),
	      "list %zu, rule %zu: always", seed, rule);
	claim(!found(findings, FOUND_EXCEPTED, rule) == (seen.fires || !seen.holds),
	      "list %zu, rule %zu: excepted", seed, rule);
	claim(!overridden == !is_swallowed(m, &seen, rule), "list %zu, rule %zu: overridden", seed,
	      rule);
	claim(!overridden || (overridden->has_case && shows(m, BARRED, rule, &overridden->example)),
	      "list %zu, rule %zu: the case is not barred", seed, rule);
}

Test(random_lists, findings_about_one_rule_are_those_found_by_going_through_all_cases)
{
	for (size_t seed = 1; seed <= LISTS; seed++) {
		struct making m;
		struct analyze_findings findings;
		making_init(&m, seed);
		for (uint32_t i = 0; i < RULES; i++)
			m.list.rules[i].place.span = (struct span){i, i};
		analyze_findings_init(&findings, &m.arena, &m.mem);
		analyze_rules(&findings, &m.list);
		struct seen seen = {0};
		see(&m, &seen, 0);
		claim(!found(&findings, FOUND_SCOPE_NEVER, 0) == seen.covered, "list %zu: scope",
		      seed);
		for (size_t i = 0; i < RULES && seen.covered; i++)
			hold_rule(&m, &findings, i, seed);
		analyze_findings_fini(&findings);
		making_fini(&m);
	}
}
