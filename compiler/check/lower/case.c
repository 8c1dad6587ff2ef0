/* Cases: days, facts, what was really decided and what the lists are expected to say. */
#include "check/scope.h"

static void case_source(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_case *)out)->source = *prop->first->text;
}

static void case_subject(struct scope *scope, const struct node *prop, void *out)
{
	scope_authority(scope, prop->first);
	((struct ir_case *)out)->subject = prop->first->name->text;
}

static void case_conduct(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_case *ir = out;
	const struct node *last = prop->first->next ? prop->first->next : prop->first;
	ir->conduct_from = prop->first->date;
	ir->conduct_to = last->date;
	if (ir->conduct_to < ir->conduct_from && ir->conduct_to != DATE_NONE) {
		scope_error(scope, prop->span, DIAG_CONDUCT_BACKWARDS, NO_ARGS);
		ir->conduct_to = ir->conduct_from;
	}
}

static void case_accountable(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_case *ir = out;
	ir->accountable = prop->first->date;
	ir->accountable_by = prop->first->next->name->text;
	scope_authority(scope, prop->first->next);
}

static void case_decided(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_case *)out)->decided = prop->first->date;
}

static void case_closed(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_case *)out)->closed = prop->first->date;
}

static void case_outcome(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_case *)out)->outcome = *prop->first->text;
}

static void case_clause(struct scope *scope, const struct node *prop, void *out)
{
	lower_clause(scope, prop, &((struct ir_case *)out)->clause);
}

static void lower_given(struct scope *scope, const struct node *node, struct ir_case *out)
{
	const struct ir_fact *fact = scope_fact_asked(scope, node->first);
	struct ir_value value;
	scope->gives = true;
	bool good = fact && lower_constant(scope, fact, node->first->next, &value);
	scope->gives = false;
	if (good)
		out->givens[out->given_count++] =
			(struct ir_given){fact, value, scope_place(scope, node->first)};
}

static void check_given_once(struct scope *scope, const struct ir_case *ir)
{
	struct map seen;
	map_init(&seen, scope->arena->mem);
	for (size_t i = 0; i < ir->given_count; i++) {
		struct ir_given *given = &ir->givens[i];
		const struct ir_given *first = map_get(&seen, given->fact->identity);
		if (first)
			scope_note(scope,
				   scope_error(scope, given->place.span, DIAG_GIVEN_TWICE,
					       ARGS(given->fact->name)),
				   first->place.span);
		else
			map_put(&seen, given->fact->identity, given);
	}
	map_fini(&seen);
}

static void case_facts(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_case *ir = out;
	ir->givens = ARENA_ARRAY(scope->arena, struct ir_given, count_children(prop, NODE_GIVEN));
	for (const struct node *node = prop->first; node; node = node->next) {
		if (node->kind == NODE_GIVEN)
			lower_given(scope, node, ir);
	}
	check_given_once(scope, ir);
}

static const struct node *sibling(const struct node *node, enum node_kind kind)
{
	while (node && node->kind != kind)
		node = node->next;
	return node;
}

/* Some are keywords elsewhere, the others are words of values. */
static unsigned expect_word(struct scope *scope, const struct node *name)
{
	switch (keyword_of_token(name->name->token)) {
	case KW_TOLERATE:
		return IR_TOLERATED + 1;
	case KW_BAR:
		return IR_BARRED + 1;
	case KW_NEEDS_RULING:
		return IR_NEEDS_RULING + 1;
	default:
		return scope_word(scope, name, FAMILY_OUTCOME);
	}
}

static void lower_expected(struct scope *scope, const struct node *name, struct ir_case *out)
{
	unsigned word = expect_word(scope, name);
	if (word)
		out->expects |= (uint8_t)(1u << (word - 1));
}

static void case_expect(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_case *ir = out;
	const struct node *ref = sibling(prop->first, NODE_REF);
	for (const struct node *name = prop->first; name && name->kind == NODE_NAME;
	     name = name->next)
		lower_expected(scope, name, ir);
	ir->because = node_text(sibling(prop->first, NODE_STRING));
	if (ref)
		lower_ref(scope, ref, &ir->expect_by);
}

static const struct property case_properties[KW_COUNT] = {
	[KW_SOURCE] = {case_source, false},	      [KW_SUBJECT] = {case_subject, false},
	[KW_CONDUCT] = {case_conduct, false},	      [KW_ACCOUNTABLE] = {case_accountable, false},
	[KW_DECIDED] = {case_decided, false},	      [KW_CLOSED] = {case_closed, false},
	[KW_FACTS] = {case_facts, false},	      [KW_OUTCOME] = {case_outcome, false},
	[KW_PROVENANCE] = {case_clause, false},	      [KW_EXPECT] = {case_expect, false},
};

struct case_date {
	int32_t date;
	enum keyword keyword;
};

/* A later day that comes before an earlier one is reported, the first only. */
static void check_days(struct scope *scope, const struct node *node, const struct ir_case *ir)
{
	const struct case_date days[] = {
		{ir->conduct_to, KW_CONDUCT},
		{ir->accountable, KW_ACCOUNTABLE},
		{ir->decided, KW_DECIDED},
		{ir->closed, KW_CLOSED},
	};
	const struct case_date *last = NULL;
	for (size_t i = 0; i < countof(days); i++) {
		if (days[i].date == DATE_NONE)
			continue;
		if (last && days[i].date < last->date) {
			struct diag *diag = scope_error(scope, property_span(node, days[i].keyword),
							DIAG_CASE_DAYS, ARGS(ir->name));
			scope_note(scope, diag, property_span(node, last->keyword));
			return;
		}
		last = &days[i];
	}
}

void lower_case(struct scope *scope, const struct node *node, struct ir_case *out)
{
	static const enum keyword needed[] = {KW_SUBJECT, KW_CONDUCT, KW_ACCOUNTABLE, KW_FACTS};
	scope_begin(scope);
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	out->conduct_from = out->conduct_to = out->accountable = DATE_NONE;
	out->decided = out->closed = DATE_NONE;
	check_scripts(scope, node->first);
	lower_properties(scope, node, case_properties, out);
	for (size_t i = 0; i < countof(needed); i++)
		need_property(scope, node, needed[i]);
	check_days(scope, node, out);
}
