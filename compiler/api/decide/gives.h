/* Private to api/: what two verdicts give beside their outcomes, held against each other. They may be
 * of two records, and of any version of a list. */
#ifndef TOLC_API_GIVES_H
#define TOLC_API_GIVES_H

#include "emit/answer_decide.h"

/* Effects in their strength, by whatever rule: those that are certain, and those that are possible. */
bool gives_same_effects(const struct decide_verdict *a, const struct decide_verdict *b);
/* Rules that weigh beside the outcome, by their oldest names, with what they give. */
bool gives_same_weighing(const struct answer_decide *a, const struct answer_decide *b);
/* Both. */
bool gives_same(const struct answer_decide *a, const struct answer_decide *b);

#endif
