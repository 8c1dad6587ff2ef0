#include "unit/analyze/oracle.h"

static size_t index_of(const struct oracle *o, const struct ir_fact *fact)
{
	return (size_t)(fact - o->facts);
}

/* What the list reads of a fact. */
static int64_t read_fact(const struct oracle *o, const struct ir_fact *fact,
			 const struct oracle_case *c)
{
	size_t index = index_of(o, fact);
	for (size_t i = 0; i < o->list->presume_count && !c->given[index]; i++)
		if (o->list->presumes[i].fact == fact)
			return o->list->presumes[i].value.number;
	return c->value[index];
}

static bool compare(int64_t left, enum ir_compare how, int64_t right)
{
	return how == IR_EQ   ? left == right
	       : how == IR_LT ? left < right
	       : how == IR_LE ? left <= right
	       : how == IR_GT ? left > right
			      : left >= right;
}

static size_t count_true(const struct oracle *o, const struct ir_expr *expr,
			 const struct oracle_case *c)
{
	size_t count = 0;
	for (uint32_t i = 0; i < expr->count; i++)
		count += oracle_holds(o, expr->args[i], c);
	return count;
}

static int64_t left_of(const struct oracle *o, const struct ir_expr *expr,
		       const struct oracle_case *c)
{
	return expr->left ? c->days[expr->left] : read_fact(o, expr->fact, c);
}

static bool is_in(const struct ir_expr *expr, int64_t value)
{
	for (uint32_t i = 0; i < expr->count; i++)
		if (expr->numbers[i] == value)
			return true;
	return false;
}

bool oracle_holds(const struct oracle *o, const struct ir_expr *expr, const struct oracle_case *c)
{
	switch (expr->op) {
	case IR_AND:
		return count_true(o, expr, c) == expr->count;
	case IR_OR:
		return count_true(o, expr, c) > 0;
	case IR_AT_LEAST:
		return count_true(o, expr, c) >= (size_t)expr->number;
	case IR_NOT:
		return !oracle_holds(o, expr->args[0], c);
	case IR_DEFINED:
		return oracle_holds(o, expr->define->expr, c);
	case IR_FACT:
		return read_fact(o, expr->fact, c) != 0;
	case IR_COMPARE:
		return compare(left_of(o, expr, c), (enum ir_compare)expr->compare,
			       expr->right ? c->days[expr->right] : expr->number);
	case IR_IN:
		return is_in(expr, left_of(o, expr, c));
	case IR_HAS:
		return read_fact(o, expr->fact, c) >> expr->number & 1;
	default:
		return c->given[index_of(o, expr->fact)];
	}
}

static bool any_applies(const struct oracle *o, const struct ir_except *excepts, size_t count,
			const struct oracle_case *c)
{
	for (size_t i = 0; i < count; i++)
		if (oracle_applies(o, &excepts[i], c))
			return true;
	return false;
}

bool oracle_applies(const struct oracle *o, const struct ir_except *except,
		    const struct oracle_case *c)
{
	return oracle_holds(o, except->when, c) &&
	       !any_applies(o, except->excepts, except->except_count, c);
}

bool oracle_fires(const struct oracle *o, size_t rule, const struct oracle_case *c)
{
	const struct ir_rule *text = &o->list->rules[rule];
	return (!o->list->scope || oracle_holds(o, o->list->scope, c)) &&
	       oracle_holds(o, text->when, c) &&
	       !any_applies(o, text->excepts, text->except_count, c);
}

enum ir_outcome oracle_outcome(const struct oracle *o, const struct oracle_case *c)
{
	enum ir_outcome outcome = IR_SILENT;
	for (size_t i = 0; i < o->list->rule_count; i++) {
		enum ir_rule_kind kind = o->list->rules[i].kind;
		if (kind > IR_REDLINE || !oracle_fires(o, i, c))
			continue;
		if (kind != IR_TOLERATE)
			return IR_BARRED;
		outcome = IR_TOLERATED;
	}
	return outcome;
}

/* -- all cases -- */

static int64_t least_of(const struct ir_fact *fact)
{
	return fact->type == IR_DATE ? ORACLE_DAY - ORACLE_BEFORE : 0;
}

static int64_t most_of(const struct ir_fact *fact)
{
	switch (fact->type) {
	case IR_BOOL:
		return 1;
	case IR_DATE:
		return ORACLE_DAY + ORACLE_AFTER;
	case IR_CHOICE:
		return (int64_t)fact->choice_count - 1;
	case IR_SET:
		return ((int64_t)1 << fact->choice_count) - 1;
	default:
		return 4;
	}
}

static void begin(const struct oracle *o, struct oracle_walk *walk)
{
	for (size_t i = 0; i < ORACLE_FACTS; i++) {
		if (walk->is_fixed[i])
			continue;
		walk->at.given[i] = true;
		walk->at.value[i] = least_of(&o->facts[i]);
	}
	for (size_t i = IR_CONDUCT; i <= IR_DECISION && !walk->are_days_fixed; i++)
		walk->at.days[i] = ORACLE_DAY - (o->any_days ? ORACLE_BEFORE : 0);
	walk->begun = true;
}

/* False where it begins again. */
static bool next_fact(const struct oracle *o, struct oracle_walk *walk, size_t i)
{
	if (walk->is_fixed[i] || !o->in_play[i])
		return false;
	if (walk->at.given[i] && o->may_lack[i]) {
		walk->at.given[i] = false;
		return true;
	}
	walk->at.given[i] = true;
	if (walk->at.value[i]++ < most_of(&o->facts[i]))
		return true;
	walk->at.value[i] = least_of(&o->facts[i]);
	return false;
}

static bool next_days(const struct oracle *o, struct oracle_walk *walk)
{
	int32_t *days = walk->at.days, last = ORACLE_DAY + ORACLE_AFTER;
	if (walk->are_days_fixed || !o->any_days)
		return false;
	if (days[IR_DECISION]++ < last)
		return true;
	if (days[IR_ACCOUNTABILITY]++ < last) {
		days[IR_DECISION] = days[IR_ACCOUNTABILITY];
		return true;
	}
	if (days[IR_CONDUCT]++ < last) {
		days[IR_ACCOUNTABILITY] = days[IR_DECISION] = days[IR_CONDUCT];
		return true;
	}
	return false;
}

bool oracle_next(const struct oracle *o, struct oracle_walk *walk)
{
	if (!walk->begun) {
		begin(o, walk);
		return true;
	}
	for (size_t i = 0; i < ORACLE_FACTS; i++)
		if (next_fact(o, walk, i))
			return true;
	return next_days(o, walk);
}
