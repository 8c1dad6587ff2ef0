/* Whether two verdicts of one outcome give the same. */
#include "api/decide/gives.h"

static bool same_items(const struct ir_rule *a, const struct ir_rule *b)
{
	bool same = a->effect_count == b->effect_count;
	for (size_t i = 0; same && i < a->effect_count; i++)
		same = a->effects[i].effect == b->effects[i].effect &&
		       a->effects[i].strength == b->effects[i].strength;
	return same;
}

static bool same_one(const struct gives_weighing *a, const struct gives_weighing *b)
{
	return a->is_certain == b->is_certain && a->rule->kind == b->rule->kind &&
	       str_equal(a->list, b->list) && str_equal(a->rule->identity, b->rule->identity) &&
	       same_items(a->rule, b->rule);
}

static bool has_one(const struct gives *gives, const struct gives_weighing *one)
{
	for (size_t i = 0; i < gives->weighing_count; i++)
		if (same_one(&gives->weighing[i], one))
			return true;
	return false;
}

void gives_take(struct gives *out, struct arena *arena, const struct decide_verdict *verdict,
		const struct decide_case *given)
{
	*out = (struct gives){.effects = decide_gives_of(verdict)};
	if (verdict->beside_count)
		out->weighing = ARENA_ARRAY(arena, struct gives_weighing, verdict->beside_count);
	for (size_t i = 0; i < verdict->beside_count; i++) {
		const struct decide_beside *beside = &verdict->beside[i];
		const struct ir_list *text = given->states[beside->state].list;
		struct gives_weighing one = {text->name, &text->rules[beside->rule],
					     beside->is_certain};
		if (!has_one(out, &one))
			out->weighing[out->weighing_count++] = one;
	}
}

bool gives_same_effects(const struct gives *a, const struct gives *b)
{
	return decide_gives_same(&a->effects, &b->effects);
}

static bool has_all(const struct gives *gives, const struct gives *other)
{
	for (size_t i = 0; i < other->weighing_count; i++)
		if (!has_one(gives, &other->weighing[i]))
			return false;
	return true;
}

bool gives_same_weighing(const struct gives *a, const struct gives *b)
{
	return has_all(a, b) && has_all(b, a);
}
