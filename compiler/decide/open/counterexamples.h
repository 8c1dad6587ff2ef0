/*
 * Completions whose ending is known, as bits. Facts with certain values do not settle the case
 * where two completions that take these values end differently: that is told without a run.
 * (Counterexamples guide the search; Solar-Lezama, Program Synthesis by Sketching, 2008.)
 */
#ifndef TOLC_DECIDE_COUNTEREXAMPLES_H
#define TOLC_DECIDE_COUNTEREXAMPLES_H

#include "decide/open/completions.h"

enum { COUNTEREXAMPLE_WORDS = 64 }; /* of 64 completions each */

/* A completion is a bit; those of a word end alike, and take the same facts to be given. */
struct counterexamples {
	uint64_t **takes; /* by variable that was open: the words of each sample, of who takes it */
	uint64_t used[COUNTEREXAMPLE_WORDS];
	uint32_t endings[COUNTEREXAMPLE_WORDS]; /* outlines, one bit each */
	uint32_t given[COUNTEREXAMPLE_WORDS]; /* facts that are filled in but for these, by bits */
	size_t words;
};

/* None, of the variables that are open now. */
void counterexamples_init(struct counterexamples *all, const struct search *search,
			  struct arena *arena);
/* There may be room for a few more. */
bool counterexamples_full(const struct counterexamples *all);
/* Adds the completion that takes what is supposed now and for every other variable the value of the
 * lane, and says which bit of which word it is. False where there is no room. */
bool counterexamples_add(struct counterexamples *all, const struct search *search,
			 const struct spread *values, const struct ended *ended, uint32_t given,
			 size_t *word, uint64_t *bit);
/* Those of from that take that sample of the variable. COUNTEREXAMPLE_WORDS each, of which those
 * that are not in use yet are left as they are: 0 in all. */
void counterexamples_narrow(const struct counterexamples *all, const uint64_t *from, uint32_t var,
			    size_t sample, uint64_t *to);
/* Whether two of these, with these facts given, end differently. */
bool counterexamples_differ(const struct counterexamples *all, const uint64_t *words,
			    uint32_t given);

#endif
