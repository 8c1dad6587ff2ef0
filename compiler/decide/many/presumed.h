/*
 * What many cases are read as by presumption: facts that a case does not give, and that a version
 * which can be taken, and whose scope does not exclude the case, presumes. As decide_rely says of one
 * case (DECIDE_IN_SCOPE).
 */
#ifndef TOLC_DECIDE_PRESUMED_H
#define TOLC_DECIDE_PRESUMED_H

#include "decide/play.h"

struct presumed_by;

struct presumed {
	const struct decide_play *play;
	size_t fact_words;
	struct presumed_by *by; /* states that presume anything */
	size_t count;
	uint64_t *scopes; /* registers that their scopes are made of, as bits */
	uint64_t *facts;  /* by lane: fact_words of bits; NULL: nothing is presumed of any case */
};

/* in_play: by state. lanes: the most that are asked about. Made in the arena, but for facts. */
void presumed_init(struct presumed *presumed, struct arena *arena, const struct decide_play *play,
		   const bool *in_play, size_t lanes);
void presumed_fini(struct presumed *presumed);
/* Of a strip of lanes, whose columns and result begin with its first; result holds the scopes. */
void presumed_run(struct presumed *presumed, const struct eval_column *columns,
		  const struct eval_result *result, size_t first, size_t lanes);

#endif
