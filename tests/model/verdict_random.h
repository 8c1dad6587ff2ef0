/*
 * Random worlds for the verdict model: a seed goes in, a small world full of clashes comes out, the
 * same for the same seed and exclusions everywhere. Pure; no other source of chance. Days are few
 * and wide apart, so that dates meet often.
 */
#ifndef TOL_TESTS_VERDICT_RANDOM_H
#define TOL_TESTS_VERDICT_RANDOM_H

#include "verdict_model.h"

enum {
	VERDICT_DAY = 18262,   /* 2020-01-01 */
	VERDICT_DAYS = 10,     /* that matter, VERDICT_DAY_STEP apart */
	VERDICT_DAY_STEP = 10, /* wide enough for every order of a few dates */
	VERDICT_TRIES = 250,   /* completions at most */
};

/* What to leave out of a world. */
enum verdict_exclusion {
	VERDICT_NO_RENAMING = 1 << 0, /* one vocabulary only */
	VERDICT_NO_KNOWN = 1 << 1,    /* neither known nor unknown */
	VERDICT_NO_PRESUMPTION = 1 << 2,
	VERDICT_NO_REPEAL = 1 << 3,
	VERDICT_NO_RULE_DAYS = 1 << 4, /* no rule has days of its own */
	VERDICT_NO_REDLINE = 1 << 5,
};

/* `left_out` is a set of enum verdict_exclusion. */
void verdict_random(struct verdict_world *out, uint64_t seed, unsigned left_out);

/* Some value of the fact, as a case could give it. */
int64_t verdict_random_value(uint64_t *state, const struct verdict_world *world, int fact);

#endif
