/*
 * Conditions: names become facts and definitions, constants get the type of the fact they stand
 * beside. A condition with a mistake is NULL, and whoever receives NULL adds nothing.
 */
#include "check/scope.h"

#include "base/money.h"

#include <stdio.h>

enum { DEFINE_DEPTH_MAX = 100, EXPANDED_MAX = 100000 };

static struct ir_expr *lower_part(struct scope *scope, const struct node *node);

static struct ir_expr *expr_new(struct scope *scope, enum ir_op op, const struct node *node)
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

/* Constants. */

static bool wrong_type(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	struct str wanted = type_word(scope, fact->type);
	struct diag *diag = scope_error(scope, node->span, DIAG_TYPE_WRONG,
					ARGS(source_text(scope->source, node->span), fact->name,
					     wanted));
	static const enum hint_id hints[] = {
		[IR_BOOL] = HINT_WRITE_BOOL,   [IR_MONEY] = HINT_WRITE_MONEY,
		[IR_COUNT] = HINT_WRITE_COUNT, [IR_DATE] = HINT_DATE_FORM,
		[IR_CHOICE] = HINT_NONE,       [IR_SET] = HINT_NONE,
	};
	if (hints[fact->type])
		scope_hint(scope, diag, hints[fact->type], NO_ARGS);
	return false;
}

static bool constant_bool(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, int64_t *out)
{
	if (node->kind != NODE_WORD || node->op == KW_UNKNOWN)
		return wrong_type(scope, fact, node);
	*out = node->op == KW_YES;
	return true;
}

static bool constant_money(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, int64_t *out)
{
	if (node->kind == NODE_NUMBER) {
		struct diag *diag = scope_error(scope, node->span, DIAG_MONEY_UNIT,
						ARGS(*node->text, fact->name));
		scope_hint(scope, diag, HINT_WRITE_MONEY, NO_ARGS);
		return false;
	}
	if (node->kind != NODE_AMOUNT || node->op < KW_YUAN || node->op > KW_YI_YUAN)
		return wrong_type(scope, fact, node);
	enum money_status status = money_parse(out, *node->first->text,
					       (enum money_unit)(node->op - KW_YUAN));
	if (status == MONEY_OK)
		return true;
	scope_error(scope, node->span,
		    status == MONEY_TOO_FINE ? DIAG_MONEY_FINE : DIAG_NUMBER_LARGE,
		    ARGS(*node->first->text));
	return false;
}

static bool parse_count(struct str digits, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || digits.len > 9)
			return false;
		*out = *out * 10 + (digits.ptr[i] - '0');
	}
	return true;
}

static bool constant_count(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, int64_t *out)
{
	if (node->kind != NODE_NUMBER)
		return wrong_type(scope, fact, node);
	if (parse_count(*node->text, out))
		return true;
	scope_error(scope, node->span,
		    memchr(node->text->ptr, '.', node->text->len) ? DIAG_NUMBER_WHOLE
								  : DIAG_NUMBER_LARGE,
		    ARGS(*node->text));
	return false;
}

static bool constant_date(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, int64_t *out)
{
	if (node->kind != NODE_DATE)
		return wrong_type(scope, fact, node);
	*out = node->date;
	return true;
}

static bool choice_is(const struct ir_choice *choice, struct str name)
{
	if (str_equal(choice->name, name))
		return true;
	for (size_t i = 0; i < choice->aliases.count; i++) {
		if (str_equal(choice->aliases.items[i], name))
			return true;
	}
	return false;
}

/* The choice whose label or nearest name was meant, or STR_NONE. */
static struct str choice_meant(const struct ir_fact *fact, struct str text)
{
	struct str best = STR_NONE;
	unsigned limit = 2;
	for (size_t i = 0; i < fact->choice_count; i++) {
		if (str_equal(fact->choices[i].label, text))
			return fact->choices[i].name;
		unsigned distance = str_distance(text, fact->choices[i].name, limit);
		if (distance <= limit && distance < fact->choices[i].name.len) {
			best = fact->choices[i].name;
			limit = distance ? distance - 1 : 0;
		}
	}
	return best;
}

static void choice_unknown(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, struct str text)
{
	struct diag *diag =
		scope_error(scope, node->span, DIAG_CHOICE_UNKNOWN, ARGS(text, fact->name));
	struct str meant = choice_meant(fact, text);
	diag_note(scope->diags, diag, fact->place.source, fact->place.span, HINT_DECLARED_HERE,
		  NO_ARGS);
	if (!meant.ptr)
		return;
	scope_hint(scope, diag, HINT_DID_YOU_MEAN, ARGS(meant));
	diag_edit(scope->diags, diag, node->span, meant);
}

static bool constant_choice(struct scope *scope, const struct ir_fact *fact,
			    const struct node *node, int64_t *out)
{
	if (node->kind != NODE_NAME && node->kind != NODE_STRING)
		return wrong_type(scope, fact, node);
	struct str text = node->kind == NODE_NAME ? node->name->text : *node->text;
	for (size_t i = 0; node->kind == NODE_NAME && i < fact->choice_count; i++) {
		if (choice_is(&fact->choices[i], text)) {
			*out = (int64_t)i;
			return true;
		}
	}
	choice_unknown(scope, fact, node, text);
	return false;
}

static bool (*const constants[])(struct scope *, const struct ir_fact *, const struct node *,
				 int64_t *) = {
	[IR_BOOL] = constant_bool,     [IR_MONEY] = constant_money,
	[IR_COUNT] = constant_count,   [IR_DATE] = constant_date,
	[IR_CHOICE] = constant_choice, [IR_SET] = constant_choice,
};

/* A constant inside a condition; a choice of a set is one bit's index. */
static bool lower_number(struct scope *scope, const struct ir_fact *fact,
			 const struct node *node, int64_t *out)
{
	if (node->kind == NODE_ERROR || (node->flags & NODE_BROKEN)) {
		scope_break(scope);
		return false;
	}
	return constants[fact->type](scope, fact, node, out);
}

bool lower_constant(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		    struct ir_value *out)
{
	*out = (struct ir_value){true, 0};
	if (node->kind == NODE_WORD && node->op == KW_UNKNOWN) {
		out->known = false;
		return true;
	}
	if (fact->type != IR_SET)
		return lower_number(scope, fact, node, &out->number);
	if (node->kind != NODE_VALUES)
		return wrong_type(scope, fact, node);
	for (const struct node *value = node->first; value; value = value->next) {
		int64_t index;
		if (!lower_number(scope, fact, value, &index))
			return false;
		out->number |= (int64_t)((uint64_t)1 << index);
	}
	return true;
}

/* The left side: a fact, or one of the case's own days. */

static const struct ir_fact any_day = {.type = IR_DATE};

static enum ir_moment moment_of(const struct node *name)
{
	enum value_word word = value_find(FAMILY_MOMENT, name->name->text);
	return word == VALUE_NONE || word == VALUE_MOMENT_ACCEPTANCE
		       ? IR_MOMENT_NONE
		       : (enum ir_moment)(word - VALUE_MOMENT_CONDUCT + 1);
}

struct left {
	const struct ir_fact *fact; /* any_day where it is a moment; NULL: reported */
	enum ir_moment moment;
};

static struct left lower_left(struct scope *scope, const struct node *name)
{
	const struct ir_fact *fact = scope_fact(scope, name->name->text);
	if (fact)
		return (struct left){fact, IR_MOMENT_NONE};
	enum ir_moment moment = moment_of(name);
	if (moment)
		return (struct left){&any_day, moment};
	struct define_entry *entry = scope_define(scope, name->name->text);
	if (entry) {
		entry->used = true;
		scope_error(scope, name->span, DIAG_DEFINITION_COMPARED, ARGS(name->name->text));
	} else {
		scope_undefined(scope, name);
	}
	return (struct left){NULL, IR_MOMENT_NONE};
}

static void set_left(struct ir_expr *expr, struct left left)
{
	expr->left = (uint8_t)left.moment;
	expr->fact = left.moment ? NULL : left.fact;
}

/* Comparisons. */

static struct ir_expr *comparison_meaningless(struct scope *scope, const struct node *node,
					      const struct ir_fact *fact)
{
	struct diag *diag = scope_error(scope, node->span, DIAG_COMPARISON_MEANINGLESS,
					ARGS(fact->name, type_word(scope, fact->type)));
	if (fact->type == IR_SET)
		scope_hint(scope, diag, HINT_WRITE_HAS, ARGS(fact->name));
	else
		scope_hint(scope, diag, HINT_ONLY_EQUAL, NO_ARGS);
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
		expr->right = (uint8_t)moment_of(right);
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
		struct diag *diag = scope_error(scope, right->span, DIAG_UNKNOWN_COMPARED, NO_ARGS);
		scope_hint(scope, diag, HINT_WRITE_UNKNOWN, ARGS(left.fact->name));
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

static void sort_numbers(int64_t *numbers, uint32_t *count)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < *count; i++) {
		int64_t number = numbers[i];
		uint32_t at = kept;
		while (at > 0 && numbers[at - 1] > number)
			at--;
		if (at > 0 && numbers[at - 1] == number)
			continue;
		memmove(&numbers[at + 1], &numbers[at], (kept - at) * sizeof(*numbers));
		numbers[at] = number;
		kept++;
	}
	*count = kept;
}

static struct ir_expr *lower_in(struct scope *scope, const struct node *node)
{
	struct left left = lower_left(scope, node->first);
	if (!left.fact)
		return NULL;
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
		struct diag *diag = scope_error(scope, node->span, DIAG_HAS_NOT_SET,
						ARGS(node->first->name->text,
						     type_word(scope, left.fact->type)));
		scope_hint(scope, diag, HINT_ONLY_EQUAL, NO_ARGS);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_HAS, node);
	expr->fact = left.fact;
	return lower_number(scope, left.fact, node->first->next, &expr->number) ? expr : NULL;
}

static struct ir_expr *lower_known(struct scope *scope, const struct node *node)
{
	const struct ir_fact *fact = scope_fact(scope, node->first->name->text);
	if (!fact) {
		scope_undefined(scope, node->first);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_KNOWN, node);
	expr->fact = fact;
	return expr;
}

static struct ir_expr *lower_unknown(struct scope *scope, const struct node *node)
{
	return expr_not(scope, lower_known(scope, node), node);
}

/* Names that stand alone: a yes/no fact or a definition. */

static bool define_lower(struct scope *scope, struct define_entry *entry, const struct node *use)
{
	if (entry->state == DEFINE_OPEN) {
		struct diag *diag = scope_error(scope, use->span, DIAG_DEFINITION_CYCLE,
						ARGS(entry->define->name));
		diag_note(scope->diags, diag, scope->source, entry->define->place.span,
			  HINT_DECLARED_HERE, NO_ARGS);
		return false;
	}
	if (entry->state == DEFINE_DONE)
		return entry->define->expr != NULL;
	if (scope->define_depth == DEFINE_DEPTH_MAX) {
		scope_error(scope, use->span, DIAG_NESTING, ARGS(STR("100")));
		return false;
	}
	const struct node *body = entry->node->first->next;
	if (body->kind == NODE_STRING)
		body = body->next;
	size_t outside = scope->expanded;
	entry->state = DEFINE_OPEN;
	scope->define_depth++;
	entry->define->expr = lower_condition(scope, body);
	scope->define_depth--;
	entry->state = DEFINE_DONE;
	entry->expanded = scope->expanded;
	scope->expanded = outside;
	return entry->define->expr != NULL;
}

/* Definitions that use each other twice over grow without bound when written out. */
static bool expand(struct scope *scope, const struct define_entry *entry, const struct node *node)
{
	scope->expanded += entry->expanded;
	if (scope->expanded <= EXPANDED_MAX)
		return true;
	scope_error(scope, node->span, DIAG_EXPANDED, ARGS(entry->define->name, STR("100000")));
	return false;
}

static struct ir_expr *lower_defined(struct scope *scope, struct define_entry *entry,
				     const struct node *node)
{
	entry->used = true;
	if (!define_lower(scope, entry, node) || !expand(scope, entry, node)) {
		scope_break(scope);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_DEFINED, node);
	expr->define = entry->define;
	return expr;
}

static struct ir_expr *lower_name(struct scope *scope, const struct node *node)
{
	struct define_entry *entry = scope_define(scope, node->name->text);
	if (entry)
		return lower_defined(scope, entry, node);
	const struct ir_fact *fact = scope_fact(scope, node->name->text);
	if (!fact && moment_of(node)) {
		scope_error(scope, node->span, DIAG_NOT_A_CONDITION,
			    ARGS(node->name->text, type_word(scope, IR_DATE)));
		return NULL;
	}
	if (!fact) {
		scope_undefined(scope, node);
		return NULL;
	}
	if (fact->type != IR_BOOL) {
		struct diag *diag = scope_error(scope, node->span, DIAG_NOT_A_CONDITION,
						ARGS(fact->name, type_word(scope, fact->type)));
		scope_hint(scope, diag, HINT_COMPARE_IT, ARGS(fact->name));
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

static struct ir_expr *lower_at_least(struct scope *scope, const struct node *node)
{
	const struct node *number = node->first;
	struct ir_expr *expr = lower_args(scope, IR_AT_LEAST, node, number->next);
	int64_t need;
	size_t count = 0;
	for (const struct node *arg = number->next; arg; arg = arg->next)
		count++;
	if (!parse_count(*number->text, &need) || need < 1 || (size_t)need > count) {
		char total[24];
		snprintf(total, sizeof(total), "%zu", count);
		scope_error(scope, number->span, DIAG_AT_LEAST_RANGE,
			    ARGS(*number->text, str_from(total)));
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

static struct ir_expr *lower_part(struct scope *scope, const struct node *node)
{
	scope->expanded++;
	return lowers[node->kind](scope, node);
}

struct ir_expr *lower_condition(struct scope *scope, const struct node *node)
{
	scope->expanded = 0;
	return lower_part(scope, node);
}
