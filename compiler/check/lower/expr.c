/*
 * Conditions: names become facts and definitions, constants get the type of the fact they stand
 * beside. A condition with a mistake is NULL, and whoever receives NULL adds nothing.
 */
#include "check/scope.h"

#include <stdio.h>
#include <stdlib.h>

static struct ir_expr *lower_part(struct scope *scope, const struct node *node);

struct ir_expr *expr_new(struct scope *scope, enum ir_op op, const struct node *node)
{
	struct ir_expr *expr = ARENA_NEW(scope->arena, struct ir_expr);
	expr->op = (uint8_t)op;
	expr->span = node->span;
	return expr;
}

static struct ir_expr *expr_not(struct scope *scope, struct ir_expr *arg, const struct node *node)
{
	if (!arg)
		return NULL;
	struct ir_expr *expr = expr_new(scope, IR_NOT, node);
	expr->args = ARENA_ARRAY(scope->arena, struct ir_expr *, 1);
	expr->args[0] = arg;
	expr->count = 1;
	return expr;
}

/* The left side: a fact, or one of the case's own days. */

struct left {
	const struct ir_fact *fact; /* stands for a moment too; NULL: reported */
	enum ir_moment moment;
};

/* What a constant beside one of the case's own days is read by. */
static struct left left_day(struct scope *scope, const struct node *name, enum ir_moment moment)
{
	struct ir_fact *day = ARENA_NEW(scope->arena, struct ir_fact);
	day->type = IR_DATE;
	day->name = name->name->text;
	return (struct left){day, moment};
}

static struct left lower_left(struct scope *scope, const struct node *name)
{
	const struct ir_fact *fact = scope_fact(scope, name->name->text);
	if (fact)
		return (struct left){scope_usable(scope, name, fact) ? fact : NULL,
				     IR_MOMENT_NONE};
	enum ir_moment moment = case_day(name);
	if (moment)
		return left_day(scope, name, moment);
	if (scope_define(scope, name->name->text))
		scope_error(scope, name->span, DIAG_DEFINITION_COMPARED, ARGS(name->name->text));
	else
		scope_undefined(scope, name);
	return (struct left){NULL, IR_MOMENT_NONE};
}

static void set_left(struct ir_expr *expr, struct left left)
{
	expr->left = (uint8_t)left.moment;
	expr->fact = left.moment ? NULL : left.fact;
}

/* How a fact of that type is asked. */
static void hint_condition(struct scope *scope, struct diag *diag, const struct ir_fact *fact)
{
	static const enum hint_id hints[] = {
		[IR_BOOL] = HINT_WRITE_CONDITION, [IR_MONEY] = HINT_COMPARE_IT,
		[IR_COUNT] = HINT_COMPARE_IT,     [IR_DATE] = HINT_COMPARE_IT,
		[IR_CHOICE] = HINT_COMPARE_IT,    [IR_SET] = HINT_WRITE_HAS,
	};
	scope_hint(scope, diag, hints[fact->type], ARGS(fact->name));
}

/* Comparisons. */

static struct ir_expr *comparison_meaningless(struct scope *scope, const struct node *node,
					      const struct ir_fact *fact)
{
	struct diag *diag = scope_error_word(scope, node->span, DIAG_COMPARISON_MEANINGLESS,
					     ARGS(fact->name), 1, type_words(fact->type));
	if (fact->type == IR_CHOICE)
		scope_hint(scope, diag, HINT_ONLY_EQUAL, NO_ARGS);
	else
		hint_condition(scope, diag, fact);
	return NULL;
}

static bool right_is_fact(struct scope *scope, const struct ir_fact *left,
			  const struct node *right)
{
	if (right->kind != NODE_NAME || left->type == IR_CHOICE || left->type == IR_SET)
		return false;
	if (!scope_fact(scope, right->name->text) && !scope_define(scope, right->name->text))
		return false;
	scope_error(scope, right->span, DIAG_COMPARED_WITH_FACT, ARGS(right->name->text));
	return true;
}

static struct ir_expr *compare_new(struct scope *scope, const struct node *node, struct left left,
				   enum ir_compare compare)
{
	struct ir_expr *expr = expr_new(scope, IR_COMPARE, node);
	const struct node *right = node->first->next;
	set_left(expr, left);
	expr->compare = (uint8_t)compare;
	if (left.fact->type == IR_DATE && right->kind == NODE_NAME)
		expr->right = (uint8_t)case_day(right);
	if (expr->right)
		return expr;
	return lower_number(scope, left.fact, right, &expr->number) ? expr : NULL;
}

/* yes and no fold into the fact itself. */
static struct ir_expr *compare_bool(struct scope *scope, const struct node *node,
				    const struct ir_fact *fact)
{
	int64_t number;
	if (!lower_number(scope, fact, node->first->next, &number))
		return NULL;
	struct ir_expr *expr = expr_new(scope, IR_FACT, node);
	expr->fact = fact;
	bool negative = (number == 0) != (node->op == COMPARE_NE);
	return negative ? expr_not(scope, expr, node) : expr;
}

static struct ir_expr *lower_compare(struct scope *scope, const struct node *node)
{
	static const enum ir_compare compares[] = {
		[COMPARE_EQ] = IR_EQ, [COMPARE_NE] = IR_EQ, [COMPARE_LT] = IR_LT,
		[COMPARE_LE] = IR_LE, [COMPARE_GT] = IR_GT, [COMPARE_GE] = IR_GE,
	};
	const struct node *right = node->first->next;
	struct left left = lower_left(scope, node->first);
	if (!left.fact)
		return NULL;
	if (right->kind == NODE_WORD && right->op == KW_UNKNOWN) {
		unknown_compared(scope, left.fact, right);
		return NULL;
	}
	bool ordered = node->op >= COMPARE_LT;
	enum ir_type type = left.fact->type;
	if (type == IR_SET || (ordered && (type == IR_BOOL || type == IR_CHOICE)))
		return comparison_meaningless(scope, node, left.fact);
	if (right_is_fact(scope, left.fact, right))
		return NULL;
	if (type == IR_BOOL)
		return compare_bool(scope, node, left.fact);
	struct ir_expr *expr = compare_new(scope, node, left, compares[node->op]);
	return node->op == COMPARE_NE ? expr_not(scope, expr, node) : expr;
}

static int compare_numbers(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static void sort_numbers(int64_t *numbers, uint32_t *count)
{
	uint32_t kept = 0;
	qsort(numbers, *count, sizeof(*numbers), compare_numbers);
	for (uint32_t i = 0; i < *count; i++) {
		if (kept == 0 || numbers[i] != numbers[kept - 1])
			numbers[kept++] = numbers[i];
	}
	*count = kept;
}

/* 领域 属于 { 改革, 抢险 } of a set: any of them, or all, only the drafter knows. */
static struct ir_expr *set_in(struct scope *scope, const struct node *node,
			      const struct ir_fact *fact)
{
	struct diag *diag = scope_error_word(scope, node->span, DIAG_COMPARISON_MEANINGLESS,
					     ARGS(fact->name), 1, type_words(fact->type));
	bool chinese = (unsigned char)fact->name.ptr[0] >= 0x80;
	struct buf written;
	buf_init(&written, scope->arena->mem);
	for (const struct node *value = node->first->next; value; value = value->next) {
		buf_add_text(&written, written.len ? ", " : "");
		buf_add(&written, fact->name);
		buf_add_text(&written, chinese ? " 含 " : " has ");
		buf_add(&written, source_text(scope->source, value->span));
	}
	scope_hint(scope, diag, HINT_LISTED_SET, ARGS(buf_str(&written)));
	buf_fini(&written);
	return NULL;
}

static struct ir_expr *lower_in(struct scope *scope, const struct node *node)
{
	struct left left = lower_left(scope, node->first);
	if (!left.fact)
		return NULL;
	if (left.fact->type == IR_SET && node->first->next && node->first->next->next)
		return set_in(scope, node, left.fact);
	if (left.fact->type == IR_BOOL || left.fact->type == IR_SET)
		return comparison_meaningless(scope, node, left.fact);
	struct ir_expr *expr = expr_new(scope, IR_IN, node);
	size_t count = 0;
	for (const struct node *value = node->first->next; value; value = value->next)
		count++;
	set_left(expr, left);
	expr->numbers = ARENA_ARRAY(scope->arena, int64_t, count);
	bool good = true;
	for (const struct node *value = node->first->next; value; value = value->next)
		good &= lower_number(scope, left.fact, value, &expr->numbers[expr->count++]);
	sort_numbers(expr->numbers, &expr->count);
	return good ? expr : NULL;
}

static struct ir_expr *lower_has(struct scope *scope, const struct node *node)
{
	struct left left = lower_left(scope, node->first);
	if (!left.fact)
		return NULL;
	if (left.fact->type != IR_SET) {
		struct diag *diag = scope_error_word(scope, node->span, DIAG_HAS_NOT_SET,
						     ARGS(node->first->name->text), 1,
						     type_words(left.fact->type));
		hint_condition(scope, diag, left.fact);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_HAS, node);
	expr->fact = left.fact;
	return lower_number(scope, left.fact, node->first->next, &expr->number) ? expr : NULL;
}

static struct ir_expr *lower_known(struct scope *scope, const struct node *node)
{
	const struct ir_fact *fact = scope_fact_asked(scope, node->first);
	if (!fact)
		return NULL;
	struct ir_expr *expr = expr_new(scope, IR_KNOWN, node);
	expr->fact = fact;
	return expr;
}

static struct ir_expr *lower_unknown(struct scope *scope, const struct node *node)
{
	return expr_not(scope, lower_known(scope, node), node);
}

/* Names that stand alone: a yes/no fact or a definition. */

static struct ir_expr *lower_name(struct scope *scope, const struct node *node)
{
	struct define_entry *entry = scope_define(scope, node->name->text);
	if (entry)
		return lower_defined(scope, entry, node);
	const struct ir_fact *fact = scope_fact(scope, node->name->text);
	if (!fact && case_day(node)) {
		scope_error_word(scope, node->span, DIAG_NOT_A_CONDITION, ARGS(node->name->text), 1,
				 type_words(IR_DATE));
		return NULL;
	}
	if (!fact) {
		scope_undefined(scope, node);
		return NULL;
	}
	if (!scope_usable(scope, node, fact))
		return NULL;
	if (fact->type != IR_BOOL) {
		struct diag *diag = scope_error_word(scope, node->span, DIAG_NOT_A_CONDITION,
						     ARGS(fact->name), 1, type_words(fact->type));
		hint_condition(scope, diag, fact);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_FACT, node);
	expr->fact = fact;
	return expr;
}

/* Joins. */

static struct ir_expr *lower_args(struct scope *scope, enum ir_op op, const struct node *node,
				  const struct node *first)
{
	size_t count = 0;
	for (const struct node *arg = first; arg; arg = arg->next)
		count++;
	struct ir_expr *expr = expr_new(scope, op, node);
	expr->args = ARENA_ARRAY(scope->arena, struct ir_expr *, count);
	bool good = true;
	for (const struct node *arg = first; arg; arg = arg->next) {
		struct ir_expr *lowered = lower_part(scope, arg);
		expr->args[expr->count++] = lowered;
		good &= lowered != NULL;
	}
	return good ? expr : NULL;
}

/* all of { a } is a. */
static struct ir_expr *lower_join(struct scope *scope, enum ir_op op, const struct node *node)
{
	struct ir_expr *expr = lower_args(scope, op, node, node->first);
	return expr && expr->count == 1 ? expr->args[0] : expr;
}

static struct ir_expr *lower_and(struct scope *scope, const struct node *node)
{
	return lower_join(scope, IR_AND, node);
}

static struct ir_expr *lower_or(struct scope *scope, const struct node *node)
{
	return lower_join(scope, IR_OR, node);
}

static void report_range(struct scope *scope, const struct node *number, size_t count)
{
	char total[24];
	snprintf(total, sizeof(total), "%zu", count);
	scope_error(scope, number->span, DIAG_AT_LEAST_RANGE,
		    ARGS(*number->text, str_from(total)));
}

/* Where a part could not be read, nobody knows how many there are. */
static struct ir_expr *lower_at_least(struct scope *scope, const struct node *node)
{
	const struct node *number = node->first;
	struct ir_expr *expr = lower_args(scope, IR_AT_LEAST, node, number->next);
	size_t count = 0;
	int64_t need;
	bool whole = true;
	for (const struct node *arg = number->next; arg; arg = arg->next, count++)
		whole &= arg->kind != NODE_ERROR;
	if (!parse_count(*number->text, &need) || need < 1 || (whole && (size_t)need > count)) {
		report_range(scope, number, count);
		return NULL;
	}
	if (expr)
		expr->number = need;
	return expr;
}

static struct ir_expr *lower_not(struct scope *scope, const struct node *node)
{
	return expr_not(scope, lower_part(scope, node->first), node);
}

static struct ir_expr *lower_word(struct scope *scope, const struct node *node)
{
	return expr_new(scope, node->op == KW_YES ? IR_TRUE : IR_FALSE, node);
}

static struct ir_expr *lower_error(struct scope *scope, const struct node *node)
{
	(void)node;
	scope_break(scope);
	return NULL;
}

static struct ir_expr *(*const lowers[NODE_COUNT])(struct scope *, const struct node *) = {
	[NODE_AND] = lower_and,		  [NODE_OR] = lower_or,
	[NODE_NOT] = lower_not,		  [NODE_AT_LEAST] = lower_at_least,
	[NODE_COMPARE] = lower_compare,	  [NODE_IN] = lower_in,
	[NODE_HAS] = lower_has,		  [NODE_IS_KNOWN] = lower_known,
	[NODE_IS_UNKNOWN] = lower_unknown, [NODE_NAME] = lower_name,
	[NODE_WORD] = lower_word,	  [NODE_ERROR] = lower_error,
};

void report_too_deep(struct scope *scope, const struct node *node)
{
	if (!scope->too_deep)
		scope_error(scope, node->span, DIAG_NESTING, ARGS(STR("1000")));
	scope->too_deep = true;
	scope_break(scope);
}

static struct ir_expr *lower_part(struct scope *scope, const struct node *node)
{
	if (scope->depth == CONDITION_DEPTH_MAX) {
		report_too_deep(scope, node);
		return NULL;
	}
	scope->parts++;
	scope->depth++;
	if (scope->depth > scope->deepest)
		scope->deepest = scope->depth;
	struct ir_expr *expr = lowers[node->kind](scope, node);
	scope->depth--;
	return expr;
}

struct ir_expr *lower_condition(struct scope *scope, const struct node *node)
{
	scope->parts = 0;
	return lower_part(scope, node);
}
