/*
 * Effects in the verdict model: what the rules of the lists that stand give, what weighs beside the
 * outcome, and which of either holds whatever version is taken and whatever the unknown facts are.
 */
#ifndef TOL_TESTS_VERDICT_EFFECTS_H
#define TOL_TESTS_VERDICT_EFFECTS_H

#include "verdict_norms.h"

/* Nothing seen: everything holds of no combination at all. */
void verdict_given_begin(struct verdict_given *out);
/* One combination of versions of one completion. */
void verdict_given_add(struct verdict_given *into, const struct verdict_weighed *weighed);
/* One completion; what is given counts only where it is tolerated. */
void verdict_given_join(struct verdict_given *into, const struct verdict_given *from,
			unsigned outcomes);
/* Whether two ways of choosing, both tolerated, give different effects. */
bool verdict_given_differ(const struct verdict_given *a, const struct verdict_given *b);
/* Whether other rules weigh beside the outcome, or others do so for certain. */
bool verdict_beside_differ(const struct verdict_given *a, const struct verdict_given *b);

/* The effects that the rule gives, in their strength. */
unsigned verdict_gifts_of(const struct verdict_rule *rule);

#endif
