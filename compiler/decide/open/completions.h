/*
 * Completions that came out differently before, 64 at most, and they are asked first, all in one
 * run, whether something else settles the case: where two of them come out differently, it does
 * not. (Counterexamples guide the search; Solar-Lezama, Program Synthesis by Sketching, 2008.)
 */
#ifndef TOLC_DECIDE_COMPLETIONS_H
#define TOLC_DECIDE_COMPLETIONS_H

#include "decide/open/search.h"

enum { COMPLETIONS_MOST = 64 };

/* Empty when zeroed but for values. */
struct completions {
	struct spread
		*values; /* by variable, a completion in each lane; whoever makes it allocates */
	size_t count;
	size_t next; /* lane that gives way once all are in use */
};

/* Keeps what is supposed now, together with the path; every other variable takes its first sample.
 */
void completions_keep(struct completions *kept, const struct search *search,
		      const struct decide_supposed *path, size_t count);
/* Whether two that agree with what is supposed now come out differently. One run. */
bool completions_differ(const struct completions *kept, struct search *search);

#endif
