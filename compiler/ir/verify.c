/* Whether the form is what ir.h says. What it finds is a bug of lowering, never of the user's. */
#include "ir/ir.h"

static const char *verify_expr(const struct ir_expr *expr);

static const char *verify_args(const struct ir_expr *expr)
{
	for (uint32_t i = 0; i < expr->count; i++) {
		const char *wrong = verify_expr(expr->args[i]);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *verify_join(const struct ir_expr *expr)
{
	return expr->count < 2 ? "a join of fewer than two" : verify_args(expr);
}

static const char *verify_at_least(const struct ir_expr *expr)
{
	if (expr->number < 1 || expr->number > (int64_t)expr->count)
		return "at least out of range";
	return verify_args(expr);
}

static const char *verify_number(const struct ir_fact *fact, int64_t number)
{
	if ((fact->type == IR_CHOICE || fact->type == IR_SET) &&
	    (number < 0 || number >= (int64_t)fact->choice_count))
		return "a choice out of range";
	return fact->type == IR_COUNT && number < 0 ? "a negative count" : NULL;
}

static const char *verify_compare(const struct ir_expr *expr)
{
	if ((expr->left == IR_MOMENT_NONE) != (expr->fact != NULL))
		return "a comparison has one left side";
	if (!expr->fact || expr->right)
		return expr->fact && expr->fact->type != IR_DATE ? "a day beside no day" : NULL;
	if (expr->fact->type == IR_SET || expr->fact->type == IR_BOOL)
		return "a comparison of a set or of yes and no";
	if (expr->fact->type == IR_CHOICE && expr->compare != IR_EQ)
		return "choices have no order";
	return verify_number(expr->fact, expr->number);
}

static const char *verify_in(const struct ir_expr *expr)
{
	if ((expr->left == IR_MOMENT_NONE) != (expr->fact != NULL))
		return "in has one left side";
	for (uint32_t i = 1; i < expr->count; i++) {
		if (expr->numbers[i - 1] >= expr->numbers[i])
			return "the numbers of in do not ascend";
	}
	return expr->count == 0 ? "in of nothing" : NULL;
}

static const char *verify_expr(const struct ir_expr *expr)
{
	if (!expr)
		return "a condition is missing";
	switch ((enum ir_op)expr->op) {
	case IR_TRUE:
	case IR_FALSE:
		return NULL;
	case IR_AND:
	case IR_OR:
		return verify_join(expr);
	case IR_NOT:
		return expr->count == 1 ? verify_args(expr) : "not of other than one";
	case IR_AT_LEAST:
		return verify_at_least(expr);
	case IR_FACT:
		return expr->fact && expr->fact->type == IR_BOOL ? NULL : "a fact that is no yes/no";
	case IR_COMPARE:
		return verify_compare(expr);
	case IR_IN:
		return verify_in(expr);
	case IR_HAS:
		return expr->fact && expr->fact->type == IR_SET
			       ? verify_number(expr->fact, expr->number)
			       : "has of no set";
	case IR_KNOWN:
		return expr->fact ? NULL : "known of nothing";
	case IR_DEFINED:
		return expr->define && expr->define->expr ? NULL : "an empty definition";
	case IR_OP_COUNT:
		break;
	}
	return "an unknown operator";
}

static const char *verify_excepts(const struct ir_except *excepts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *wrong = verify_expr(excepts[i].when);
		if (!wrong)
			wrong = verify_excepts(excepts[i].excepts, excepts[i].except_count);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *verify_list(const struct ir_list *list)
{
	if (!list->issuer)
		return "a list without issuer";
	if (list->effective == DATE_NONE && !list->pending.ptr)
		return "a list without effective date";
	const char *wrong = list->scope ? verify_expr(list->scope) : NULL;
	for (size_t i = 0; i < list->define_count && !wrong; i++)
		wrong = verify_expr(list->defines[i].expr);
	for (size_t i = 0; i < list->rule_count && !wrong; i++) {
		wrong = verify_expr(list->rules[i].when);
		if (!wrong)
			wrong = verify_excepts(list->rules[i].excepts, list->rules[i].except_count);
	}
	return wrong;
}

const char *ir_verify(const struct ir_unit *unit)
{
	for (size_t i = 0; i < unit->list_count; i++) {
		const char *wrong = unit->lists[i].readable ? verify_list(&unit->lists[i]) : NULL;
		if (wrong)
			return wrong;
	}
	return NULL;
}
