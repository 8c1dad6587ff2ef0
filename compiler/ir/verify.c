/*
 * Whether the form is what ir.h says. What it finds is a bug of lowering, never of the user's. Each
 * function answers NULL, or what is wrong.
 */
#include "ir/ir.h"

/* Conditions. */

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

static bool is_choice(enum ir_type type)
{
	return type == IR_CHOICE || type == IR_SET;
}

static const char *verify_fact(const struct ir_fact *fact)
{
	if (!fact)
		return "a fact is missing";
	if (fact->broken || !fact->name.len || !fact->identity.len || !fact->shape.len)
		return "a fact that is broken";
	if ((unsigned)fact->type > IR_SET)
		return "an unknown type";
	if (fact->choice_count > 64 || (fact->choice_count > 0) != is_choice(fact->type))
		return "values where none or some should be";
	return NULL;
}

/* fact is NULL beside a day of the case. */
static const char *verify_number(const struct ir_fact *fact, int64_t number)
{
	enum ir_type type = fact ? fact->type : IR_DATE;
	if (type == IR_BOOL && number != 0 && number != 1)
		return "neither yes nor no";
	if (is_choice(type) && (number < 0 || number >= (int64_t)fact->choice_count))
		return "a choice out of range";
	if (type == IR_DATE && (number != (int32_t)number || number == DATE_NONE))
		return "a day out of range";
	return (type == IR_COUNT || type == IR_MONEY) && number < 0 ? "a negative number" : NULL;
}

static const char *verify_left(const struct ir_expr *expr)
{
	if (expr->left > IR_DECISION || expr->left == IR_ACCEPTANCE)
		return "no day of the case";
	if ((expr->left == IR_MOMENT_NONE) != (expr->fact != NULL))
		return "a comparison has one left side";
	return expr->fact ? verify_fact(expr->fact) : NULL;
}

static const char *verify_compare(const struct ir_expr *expr)
{
	const char *wrong = verify_left(expr);
	enum ir_type type = expr->fact && !wrong ? expr->fact->type : IR_DATE;
	if (wrong)
		return wrong;
	if (expr->compare > IR_GE)
		return "an unknown comparison";
	if (expr->right > IR_DECISION || expr->right == IR_ACCEPTANCE)
		return "no day of the case";
	if (expr->right)
		return type != IR_DATE ? "a day beside no day" : NULL;
	if (type == IR_SET || type == IR_BOOL)
		return "a comparison of a set or of yes and no";
	if (type == IR_CHOICE && expr->compare != IR_EQ)
		return "choices have no order";
	return verify_number(expr->fact, expr->number);
}

static const char *verify_in(const struct ir_expr *expr)
{
	const char *wrong = verify_left(expr);
	if (wrong)
		return wrong;
	if (expr->fact && (expr->fact->type == IR_SET || expr->fact->type == IR_BOOL))
		return "in of a set or of yes and no";
	for (uint32_t i = 0; i < expr->count && !wrong; i++) {
		wrong = verify_number(expr->fact, expr->numbers[i]);
		if (i > 0 && expr->numbers[i - 1] >= expr->numbers[i])
			return "the numbers of in do not ascend";
	}
	return expr->count == 0 ? "in of nothing" : wrong;
}

static const char *verify_has(const struct ir_expr *expr)
{
	const char *wrong = verify_fact(expr->fact);
	if (wrong)
		return wrong;
	return expr->fact->type == IR_SET ? verify_number(expr->fact, expr->number)
					  : "has of no set";
}

static const char *verify_asked(const struct ir_expr *expr)
{
	const char *wrong = verify_fact(expr->fact);
	if (wrong)
		return wrong;
	return expr->op == IR_FACT && expr->fact->type != IR_BOOL ? "a fact that is no yes/no"
								  : NULL;
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
	case IR_KNOWN:
		return verify_asked(expr);
	case IR_COMPARE:
		return verify_compare(expr);
	case IR_IN:
		return verify_in(expr);
	case IR_HAS:
		return verify_has(expr);
	case IR_DEFINED:
		return expr->define && expr->define->expr ? NULL : "an empty definition";
	case IR_OP_COUNT:
		break;
	}
	return "an unknown operator";
}

/* Rules. */

static const char *verify_excepts(const struct ir_except *excepts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *wrong = verify_expr(excepts[i].when);
		if (!wrong)
			wrong = verify_excepts(excepts[i].excepts, excepts[i].except_count);
		if (wrong)
			return wrong;
		if (!excepts[i].name.len)
			return "an exception without a name";
	}
	return NULL;
}

static const char *verify_effects(const struct ir_rule *rule)
{
	unsigned seen = 0;
	for (size_t i = 0; i < rule->effect_count; i++) {
		const struct ir_effect_item *item = &rule->effects[i];
		if ((unsigned)item->effect > IR_NO_NEGATIVE || (unsigned)item->strength > IR_MUST)
			return "an unknown effect";
		if (seen & 1u << item->effect)
			return "an effect said twice";
		seen |= 1u << item->effect;
	}
	return NULL;
}

static const char *verify_rule(const struct ir_rule *rule)
{
	if (!rule->name.len || !rule->identity.len)
		return "a rule without a name";
	if ((unsigned)rule->kind > IR_AGGRAVATE)
		return "an unknown kind of rule";
	if ((unsigned)rule->clause.provenance > IR_ILLUSTRATIVE)
		return "an unknown provenance";
	const char *wrong = verify_expr(rule->when);
	if (!wrong)
		wrong = verify_effects(rule);
	return wrong ? wrong : verify_excepts(rule->excepts, rule->except_count);
}

/* Lists. */

static const char *verify_presume(const struct ir_presume *presume)
{
	const char *wrong = verify_fact(presume->fact);
	if (wrong)
		return wrong;
	if (!presume->value.known || presume->fact->type == IR_SET)
		return "a presumption of nothing";
	return verify_number(presume->fact, presume->value.number);
}

static const char *verify_procedure(const struct ir_procedure *procedure)
{
	if (!procedure->name.len)
		return "a procedure without a name";
	if ((procedure->window_from == IR_MOMENT_NONE) != (procedure->window_to == IR_MOMENT_NONE))
		return "half a window";
	for (size_t i = 0; i < procedure->step_count; i++) {
		const struct ir_step *step = &procedure->steps[i];
		if (!step->name.len)
			return "a step without a name";
		if ((step->within.unit == IR_UNIT_NONE) != (step->within.length == 0) ||
		    (step->within.unit == IR_UNIT_NONE) != (step->from == IR_MOMENT_NONE))
			return "a time limit without unit, length or beginning";
	}
	return NULL;
}

static const char *verify_words(const struct ir_list *list)
{
	if (!list->name.len)
		return "a list without a name";
	if (!list->issuer)
		return "a list without issuer";
	if (list->promulgated == DATE_NONE)
		return "a list that was never promulgated";
	if ((list->effective == DATE_NONE) != (list->pending.ptr != NULL))
		return "a list both pending and dated, or neither";
	if ((unsigned)list->status > IR_DRAFT || (unsigned)list->transition > IR_NEW ||
	    (unsigned)list->continuing > IR_NEW || list->continuing == IR_OLD_UNLESS_LIGHTER)
		return "an unknown word of a list";
	if (list->transition_at != IR_ACCOUNTABILITY && list->transition_at != IR_DECISION)
		return "versions compared as of no day";
	return NULL;
}

static const char *verify_list(const struct ir_list *list)
{
	const char *wrong = verify_words(list);
	if (!wrong && list->scope)
		wrong = verify_expr(list->scope);
	for (size_t i = 0; i < list->define_count && !wrong; i++)
		wrong = verify_expr(list->defines[i].expr);
	for (size_t i = 0; i < list->rule_count && !wrong; i++)
		wrong = verify_rule(&list->rules[i]);
	for (size_t i = 0; i < list->presume_count && !wrong; i++)
		wrong = verify_presume(&list->presumes[i]);
	for (size_t i = 0; i < list->procedure_count && !wrong; i++)
		wrong = verify_procedure(&list->procedures[i]);
	return wrong;
}

/* Cases. */

static const char *verify_given(const struct ir_given *given)
{
	const char *wrong = verify_fact(given->fact);
	uint64_t number = (uint64_t)given->value.number;
	if (wrong || !given->value.known)
		return wrong;
	if (given->fact->type != IR_SET)
		return verify_number(given->fact, given->value.number);
	size_t values = given->fact->choice_count;
	return values < 64 && number >> values ? "a value out of the set" : NULL;
}

static const char *verify_case(const struct ir_case *ir)
{
	if (!ir->name.len || !ir->subject.len || !ir->accountable_by.len)
		return "a case without name, subject or organ";
	if (ir->conduct_from == DATE_NONE || ir->conduct_to < ir->conduct_from ||
	    ir->accountable < ir->conduct_to)
		return "the days of a case are out of order";
	for (size_t i = 0; i < ir->given_count; i++) {
		const char *wrong = verify_given(&ir->givens[i]);
		if (wrong)
			return wrong;
	}
	return NULL;
}

const char *ir_verify(const struct ir_unit *unit)
{
	const char *wrong = NULL;
	for (size_t i = 0; i < unit->list_count && !wrong; i++)
		wrong = unit->lists[i].readable ? verify_list(&unit->lists[i]) : NULL;
	for (size_t i = 0; i < unit->case_count && !wrong; i++)
		wrong = unit->cases[i].readable ? verify_case(&unit->cases[i]) : NULL;
	return wrong;
}
