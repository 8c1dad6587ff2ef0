/* Effects as a set. */
#include "decide/gives.h"

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
	uint32_t covered = weaker(gives.certain);
	gives.certain &= ~covered;
	gives.possible &= ~covered & ~gives.certain;
	return gives;
}

bool decide_gives_same(const struct decide_gives *a, const struct decide_gives *b)
{
	return a->certain == b->certain && a->possible == b->possible;
}
