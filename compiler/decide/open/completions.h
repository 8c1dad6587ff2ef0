/*
 * Completions that came out differently before, 64 at most, and they are asked first, all in one
 * run, whether something else settles the case: where two of them come out differently, it does
 * not. (Counterexamples guide the search; Solar-Lezama, Program Synthesis by Sketching, 2008.)
 */
#ifndef TOLC_DECIDE_COMPLETIONS_H
#define TOLC_DECIDE_COMPLETIONS_H

#include "decide/open/search.h"

enum { COMPLETIONS_MOST = 64, COMPLETIONS_VARIED = 12 };

struct completions {
	struct spread *values; /* by variable, a completion in each lane */
	struct spread *varied; /* likewise: those that were made of two of them last */
	uint64_t random;
	size_t count;
	size_t next; /* lane that gives way once all are in use */
};

void completions_init(struct completions *kept, size_t var_count, struct arena *arena);

/* Keeps what is supposed now, together with the path; every other variable takes its first sample.
 */
void completions_keep(struct completions *kept, const struct search *search,
		      const struct decide_supposed *path, size_t count);
/* How the completion of a lane comes out: an outline, one bit. */
struct ended {
	size_t lane;
	uint32_t ending;
};

/* Whether two that agree with what is supposed now come out differently, and which two. One run. */
bool completions_differ(const struct completions *kept, struct search *search, struct ended two[2]);
/* More of the kind, in varied: pairs that agree with what is supposed now, differ from each other
 * as the two do, have values drawn at random elsewhere, and come out differently. Returns how many
 * there are in found, which has room for COMPLETIONS_VARIED. One run. */
size_t completions_vary(struct completions *kept, struct search *search, const struct ended two[2],
			struct ended *found);

#endif
