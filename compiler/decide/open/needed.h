/* Facts that are asked and not given: what they can change, and the fewest that can settle it. */
#ifndef TOLC_DECIDE_NEEDED_H
#define TOLC_DECIDE_NEEDED_H

#include "decide/open/search.h"

/* Fills in needed, needed_complete, irrelevant, for_effects and open. endings: those that are
 * possible. budget: runs for telling which facts can matter to the outcome; half as many
 * for the effects, and for the sets. */
void needed_find(struct decide_verdict *out, struct search *search, size_t budget,
		 uint32_t endings);

#endif
