/* Private to api/: what two verdicts give beside their outcomes, held against each other. They may
 * be of two records, and of any version of a list. */
#ifndef TOLC_API_GIVES_H
#define TOLC_API_GIVES_H

#include "emit/verdict/gives.h"

/* Of a verdict on that case. Made in the arena; rules are borrowed from the case's texts. */
void gives_take(struct gives *out, struct arena *arena, const struct decide_verdict *verdict,
		const struct decide_case *given);
/* Effects in their strength, by whatever rule: those that are certain, those that are possible. */
bool gives_same_effects(const struct gives *a, const struct gives *b);
/* Rules that weigh beside the outcome, by their oldest names, with what they give. */
bool gives_same_weighing(const struct gives *a, const struct gives *b);

#endif
