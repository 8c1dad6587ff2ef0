#include "unit/analyze/making.h"

#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

size_t making_below(struct making *m, size_t bound)
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
	expr->compare = (uint8_t)making_below(m, IR_GE + 1);
	expr->number = number;
	return expr;
}

static struct ir_expr *make_in(struct making *m, const struct ir_fact *fact)
{
	struct ir_expr *expr = expr_new(m, IR_IN);
	expr->fact = fact;
	expr->count = 2;
	expr->numbers = ARENA_ARRAY(&m->arena, int64_t, 2);
	expr->numbers[0] = (int64_t)making_below(m, 2);
	expr->numbers[1] = 2;
	return expr;
}

static struct ir_expr *make_day(struct making *m, const struct ir_fact *fact)
{
	static const enum ir_moment moments[] = {IR_CONDUCT, IR_ACCOUNTABILITY, IR_DECISION};
	struct ir_expr *expr = compare_number(m, fact, ORACLE_DAY + (making_below(m, 2) ? 0 : 2));
	if (!m->oracle.any_days)
		return expr;
	if (making_below(m, 3) == 0)
		expr->left = (uint8_t)moments[making_below(m, 3)];
	if (making_below(m, 2))
		expr->right = (uint8_t)moments[making_below(m, 3)];
	return expr;
}

static struct ir_expr *make_atom(struct making *m)
{
	size_t index = m->played[making_below(m, m->played_count)];
	const struct ir_fact *fact = &m->facts[index];
	struct ir_expr *expr;
	if (m->oracle.may_lack[index] && making_below(m, 4) == 0) {
		expr = expr_new(m, IR_KNOWN);
		expr->fact = fact;
		return expr;
	}
	switch (index) {
	case CHOICE:
		expr = making_below(m, 2) ? make_in(m, fact)
					  : compare_number(m, fact, (int64_t)making_below(m, 3));
		expr->compare = IR_EQ;
		return expr;
	case SET:
		expr = expr_new(m, IR_HAS);
		expr->fact = fact;
		expr->number = (int64_t)making_below(m, 2);
		return expr;
	case COUNT:
		return making_below(m, 4) ? compare_number(m, fact, 1 + (int64_t)making_below(m, 3))
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
	if (depth == 0 || making_below(m, 5) == 0)
		return make_atom(m);
	if (defines > 0 && making_below(m, 8) == 0) {
		struct ir_expr *expr = expr_new(m, IR_DEFINED);
		expr->define = &m->list.defines[making_below(m, defines)];
		return expr;
	}
	struct ir_expr *expr = expr_new(m, ops[making_below(m, countof(ops))]);
	expr->count = expr->op == IR_NOT ? 1 : 2 + (uint32_t)making_below(m, 2);
	expr->number = expr->op == IR_AT_LEAST ? 1 + (int64_t)making_below(m, expr->count) : 0;
	expr->args = ARENA_ARRAY(&m->arena, struct ir_expr *, expr->count);
	for (uint32_t i = 0; i < expr->count; i++)
		expr->args[i] = make_expr(m, depth - 1, defines);
	return expr;
}

static struct ir_except *make_excepts(struct making *m, size_t depth, size_t *count)
{
	*count = depth > 0 && making_below(m, 3) == 0 ? 1 + making_below(m, 2) : 0;
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
	rule->kind = kinds[making_below(m, countof(kinds))];
	rule->name = rule->identity = STR("r");
	rule->effective = rule->expires = DATE_NONE;
	rule->when = make_expr(m, 2, DEFINES);
	rule->excepts = make_excepts(m, 2, &rule->except_count);
	if (rule->kind != IR_TOLERATE || making_below(m, 2))
		return;
	rule->effects = ARENA_ARRAY(&m->arena, struct ir_effect_item, 1);
	rule->effects[0] = (struct ir_effect_item){making_below(m, 2) ? IR_EXEMPT : IR_LENIENT,
						   making_below(m, 2) ? IR_MAY : IR_MUST};
	rule->effect_count = 1;
}

/* Few facts, so that all cases are soon gone through. */
static void choose_facts(struct making *m)
{
	m->oracle.any_days = making_below(m, 6) == 0;
	m->played_count = m->oracle.any_days ? 2 : 3;
	for (size_t i = 0; i < m->played_count; i++) {
		size_t index =
			m->oracle.any_days && i == 0 ? (size_t)DAY : making_below(m, ORACLE_FACTS);
		m->played[i] = index;
		m->oracle.in_play[index] = true;
		m->oracle.may_lack[index] = making_below(m, 4) == 0;
	}
}

static void make_presumes(struct making *m)
{
	size_t index = m->played[0];
	m->list.presumes = ARENA_ARRAY(&m->arena, struct ir_presume, 1);
	if (!m->oracle.may_lack[index] || making_below(m, 2))
		return;
	m->list.presume_count = 1;
	m->list.presumes[0].fact = &m->facts[index];
	m->list.presumes[0].value = (struct ir_value){true, index == DAY ? ORACLE_DAY + 1 : 1};
}

void making_init(struct making *m, uint64_t seed)
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
	m->list.scope = making_below(m, 4) ? NULL : make_expr(m, 1, DEFINES);
	m->list.rules = ARENA_ARRAY(&m->arena, struct ir_rule, RULES);
	make_presumes(m);
	for (uint32_t i = 0; i < RULES; i++) {
		make_rule(m, &m->list.rules[i]);
		m->list.rules[i].place.span = (struct span){i, i};
	}
	m->oracle.list = &m->list;
	m->oracle.facts = m->facts;
}

void making_fini(struct making *m)
{
	arena_fini(&m->arena);
	claim(m->mem.in_use == 0, "%zu bytes were not given back", m->mem.in_use);
	mem_fini(&m->mem);
}

const struct analyze_finding *making_found(const struct analyze_findings *findings,
					   enum analyze_kind kind, size_t rule)
{
	for (size_t i = 0; i < findings->items.count; i++)
		if (findings->items.items[i].kind == kind &&
		    findings->items.items[i].place.span.start == rule)
			return &findings->items.items[i];
	return NULL;
}
