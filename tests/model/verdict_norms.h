/*
 * Rank in the verdict model: what red lines, rank, specialty, date and recognition make of one
 * version of each list on one completion.
 */
#ifndef TOL_TESTS_VERDICT_NORMS_H
#define TOL_TESTS_VERDICT_NORMS_H

#include "verdict_choice.h"

/* A state of each list, VERDICT_NONE for none; lists out of scope do not matter. */
struct verdict_chosen {
	int states[VERDICT_LISTS];
};

/* `outcomes` is one of silent, tolerated, barred, or conflict with both of the latter. */
struct verdict_weighed {
	unsigned outcomes;
	struct verdict_rulings rulings;
	unsigned gives[VERDICT_LISTS][VERDICT_RULES]; /* by a rule that stands, if tolerated */
	unsigned beside[VERDICT_LISTS];
};

/* Which rule's condition implies which, filled in as it is asked for: 0 unasked, 1 no, 2 yes. It
 * depends on the texts alone, so that it can be kept from completion to completion. */
enum { VERDICT_PROOFS = VERDICT_LISTS * VERDICT_VERSIONS * VERDICT_RULES };
struct verdict_proofs {
	unsigned char implies[VERDICT_PROOFS][VERDICT_PROOFS];
};

void verdict_weigh(struct verdict_weighed *out, const struct verdict_world *world,
		   const struct verdict_choice *choices, const struct verdict_chosen *chosen,
		   const struct verdict_completion *completion, struct verdict_proofs *proofs);

void verdict_rulings_join(struct verdict_rulings *into, const struct verdict_rulings *from);

#endif
