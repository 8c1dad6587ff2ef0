/*
 * A finite stand-in for every way in which a case may be completed: for each variable one value out
 * of every class that the conditions of a program cannot tell apart. The classes of numbers and
 * days are the constants and the gaps between them (an ordered domain is cut at finitely many
 * places); the day of the decision, where it is open, and the facts held against it share their
 * cuts.
 */
#ifndef TOLC_EVAL_SAMPLES_H
#define TOLC_EVAL_SAMPLES_H

#include "eval/run.h"

struct eval_sample_set {
	int64_t *values; /* borrowed from the arena */
	size_t count;	 /* 0: no condition asks it */
	/* So many of the first and of the last are there for others to lie before and behind all
	 * that can be learned: there is no first day and no last. */
	size_t edge;
};

/* By variable. columns: uniform; variables that they know are left out (count 0). */
struct eval_sample_set *eval_samples_make(struct arena *arena, const struct eval_program *program,
					  const struct eval_column *columns);

#endif
