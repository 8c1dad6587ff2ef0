/*
 * `or` between conditions where `and` is probably meant. Two forms are told of, and no others:
 *
 * - a disjunction that always holds, though none of its conditions does and though they can hold
 *   together: `loss >= 5 or loss < 10`, `harm != minor or harm != serious`;
 * - in what a rule that helps somebody asks, a disjunction of nothing but denials of different
 *   things: `not gain or not concealed` lets in whoever did only one of the two. Where the rule
 * bars or aggravates, or in an exception, the same words mean what they say.
 */
#include "analyze/look.h"

static bool is_denial(const struct ir_expr *expr)
{
	static const bool atoms[IR_OP_COUNT] = {
		[IR_FACT] = true, [IR_COMPARE] = true, [IR_IN] = true,
		[IR_HAS] = true,  [IR_DEFINED] = true,
	};
	return expr->op == IR_NOT && atoms[expr->args[0]->op];
}

static bool asks_the_same(const struct ir_expr *a, const struct ir_expr *b)
{
	return a->op != IR_DEFINED && b->op != IR_DEFINED && a->left == b->left &&
	       (a->left || a->fact == b->fact);
}

/* Denials of things that have nothing to do with each other. */
static bool is_of_denials(const struct ir_expr *expr)
{
	for (uint32_t i = 0; i < expr->count; i++) {
		if (!is_denial(expr->args[i]))
			return false;
		for (uint32_t k = 0; k < i; k++)
			if (asks_the_same(expr->args[i]->args[0], expr->args[k]->args[0]))
				return false;
	}
	return true;
}

static bool holds_in_some_case_only(struct look *look, int32_t formula)
{
	return !look_none(look, (int32_t[]){look->scope, -formula}, 2);
}

/* It always holds, no part of it does, and the parts can hold together. */
static bool is_idle(struct look *look, const struct ir_expr *expr)
{
	struct analyze *a = look->analyze;
	int32_t whole = analyze_condition(a, 0, expr);
	if (!whole || holds_in_some_case_only(look, whole))
		return false;
	look->asked.count = 0;
	VEC_PUSH(look->findings->mem, &look->asked, look->scope);
	for (uint32_t i = 0; i < expr->count; i++) {
		int32_t part = analyze_condition(a, 0, expr->args[i]);
		if (!holds_in_some_case_only(look, part))
			return false;
		VEC_PUSH(look->findings->mem, &look->asked, part);
	}
	return !look_none(look, look->asked.items, look->asked.count);
}

/* A case that `or` lets in and `and` would not: one in which the rule applies and nothing bars it,
 * if there is any. */
static void tell_meant(struct look *look, size_t rule, const struct ir_expr *expr)
{
	struct analyze *a = look->analyze;
	struct ir_place place = {look->list->place.source, expr->span};
	struct analyze_finding *finding =
		look_found(look, FOUND_OR_FOR_AND, place, look->list->rules[rule].name);
	look->asked.count = 0;
	for (uint32_t i = 0; i < expr->count; i++)
		VEC_PUSH(look->findings->mem, &look->asked, analyze_condition(a, 0, expr->args[i]));
	int32_t shows[] = {look->scope, analyze_any(a, look->asked.items, look->asked.count),
			   -analyze_all(a, look->asked.items, look->asked.count), look->fires[rule],
			   -look->barred};
	for (size_t count = countof(shows); count >= 3 && !finding->has_case; count--)
		look_example(look, finding, shows, count);
}

static bool helps(const struct ir_rule *rule)
{
	return rule->kind == IR_TOLERATE || rule->kind == IR_MITIGATE;
}

/* Parts of a condition that it needs, or that suffice for it; not those of a negation. */
static void walk(struct look *look, size_t rule, const struct ir_expr *expr)
{
	const struct ir_rule *text = &look->list->rules[rule];
	if (expr->op == IR_OR && ((helps(text) && is_of_denials(expr)) || is_idle(look, expr))) {
		tell_meant(look, rule, expr);
		return;
	}
	for (uint32_t i = 0; (expr->op == IR_AND || expr->op == IR_OR) && i < expr->count; i++)
		walk(look, rule, expr->args[i]);
}

bool look_or_for_and(struct look *look, size_t rule)
{
	const struct ir_rule *text = &look->list->rules[rule];
	size_t count = look->findings->items.count;
	walk(look, rule, text->when);
	return text->when->op == IR_OR && look->findings->items.count > count &&
	       look_none(look, (int32_t[]){look->scope, -look->when[rule]}, 2);
}
