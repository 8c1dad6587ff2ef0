/* Effects as a set. */
#include "decide/gives.h"

#include "decide/open/gifts.h"

static uint32_t bit_of(enum ir_effect effect, enum ir_strength strength)
{
	return UINT32_C(1) << (2 * effect + strength);
}

struct ir_effect_item decide_gives_item(size_t bit)
{
	return (struct ir_effect_item){(enum ir_effect)(bit / 2), (enum ir_strength)(bit % 2)};
}

/* The same effects in the lesser strength. */
static uint32_t weaker(uint32_t bits)
{
	uint32_t out = 0;
	for (int effect = 0; effect <= IR_NO_NEGATIVE; effect++)
		if (bits & bit_of((enum ir_effect)effect, IR_MUST))
			out |= bit_of((enum ir_effect)effect, IR_MAY);
	return out;
}

struct decide_gives decide_gives_of(const struct decide_verdict *verdict)
{
	struct decide_gives gives = {0, 0};
	for (size_t i = 0; i < verdict->effect_count; i++) {
		const struct decide_effect *effect = &verdict->effects[i];
		uint32_t bit = bit_of(effect->effect, effect->strength);
		if (effect->is_certain)
			gives.certain |= bit;
		else
			gives.possible |= bit;
	}
	decide_gives_settle(&gives);
	return gives;
}

void decide_gives_add(struct decide_gives *gives, const struct ir_rule *rule)
{
	const struct ir_effect_item *items = gifts_items(rule);
	size_t count = rule->effect_count ? rule->effect_count : 1;
	for (size_t i = 0; i < count; i++)
		gives->certain |= bit_of(items[i].effect, items[i].strength);
}

void decide_gives_settle(struct decide_gives *gives)
{
	uint32_t covered = weaker(gives->certain);
	gives->certain &= ~covered;
	gives->possible &= ~covered & ~gives->certain;
}

bool decide_gives_same(const struct decide_gives *a, const struct decide_gives *b)
{
	return a->certain == b->certain && a->possible == b->possible;
}
