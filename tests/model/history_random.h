/*
 * Random histories for the timeline model: a seed goes in, a small history full of collisions
 * comes out, the same for the same seed and exclusions everywhere. Pure; no other source of
 * chance. Days and times are few, so that dates meet often.
 */
#ifndef TOL_TESTS_HISTORY_RANDOM_H
#define TOL_TESTS_HISTORY_RANDOM_H

#include "timeline_model.h"

enum {
	HISTORY_DAY = 18262, /* 2020-01-01, the first day that matters */
	HISTORY_DAYS = 16,
	HISTORY_COMMITS = 25,
	HISTORY_LISTS = 4,
	HISTORY_PATHS = 8,
	HISTORY_RULES = 4,
};

/* What to leave out of a history; a caller that cannot express it, or doubts it, says so. */
enum history_exclusion {
	HISTORY_NO_CLOCK = 1 << 0,	/* committer times rise and are past */
	HISTORY_NO_UNREADABLE = 1 << 1, /* every file can be read */
	HISTORY_NO_UNDATED = 1 << 2,	/* neither drafts nor pending texts */
	HISTORY_NO_TWINS = 1 << 3,	/* never one date twice in one tree */
	HISTORY_NO_REPEALS = 1 << 4,
	HISTORY_NO_WITHDRAWALS = 1 << 5, /* neither withdraws nor reinstates */
	HISTORY_NO_REVERTS = 1 << 6,	 /* no earlier content or tree comes back on purpose */
	HISTORY_NO_ODDITIES = 1 << 7,	 /* no text that contradicts itself (README.md lists how) */
	HISTORY_NO_DANGLING = 1 << 8,	 /* no repeal of what is not in the same tree */
};

/* `left_out` is a set of enum history_exclusion. */
void history_random(struct model_history *out, uint64_t seed, unsigned left_out);

/* A question worth asking of the history: near its days, lists and recorded times. */
struct model_question question_random(const struct model_history *history, uint64_t *state);

#endif
