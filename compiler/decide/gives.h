/* What a verdict gives where the case is tolerated, by whatever rule of whatever version: effects,
 * each in its strength. What is certain in the greater strength is not there in the lesser one. */
#ifndef TOLC_DECIDE_GIVES_H
#define TOLC_DECIDE_GIVES_H

#include "decide/decide.h"

/* A bit for each effect and strength. */
struct decide_gives {
	uint32_t certain;
	uint32_t possible; /* and not certain */
};

enum { GIVES_COUNT = 2 * (IR_NO_NEGATIVE + 1) };

struct decide_gives decide_gives_of(const struct decide_verdict *verdict);
/* What a tolerate gives for certain; to be settled when all are added. */
void decide_gives_add(struct decide_gives *gives, const struct ir_rule *rule);
void decide_gives_settle(struct decide_gives *gives);
bool decide_gives_same(const struct decide_gives *a, const struct decide_gives *b);
/* What the bit stands for. */
struct ir_effect_item decide_gives_item(size_t bit);

#endif
