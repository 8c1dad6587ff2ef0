/*
 * Worlds for the red-line guard: lists of four authorities, recorded text by text, and what crosses
 * a red line in them, found by going through every day and every case. Written from the meaning of
 * the language alone.
 */
#ifndef TOLC_MODEL_GUARD_WORLD_H
#define TOLC_MODEL_GUARD_WORLD_H

#include <stdbool.h>
#include <stdint.h>

enum {
	GUARD_AUTHORITIES = 4,
	GUARD_FACTS = 4,
	GUARD_LISTS = 4,
	GUARD_TEXTS = 9,
	GUARD_RULES = 3,
	GUARD_REPEALS = 2,
	GUARD_PAIRS = 64,
	GUARD_NONE = -1,
	GUARD_EVER = 1 << 20,
};

enum guard_kind { GUARD_TOLERATE, GUARD_BAR, GUARD_REDLINE };

/* Of two facts, each as it is or negated; is_or: one of both is enough. */
struct guard_condition {
	int facts[2];
	bool negated[2];
	bool is_or;
};

struct guard_rule {
	enum guard_kind kind;
	struct guard_condition when;
	bool has_except;
	struct guard_condition except;
	int from; /* GUARD_NONE: with its text */
	int to;	  /* GUARD_EVER: with its text */
};

struct guard_repeal {
	int list;
	int text; /* of the rule; GUARD_NONE: the list */
	int rule;
	int from;
};

/* Days are counted from one on which nothing was recorded yet. */
struct guard_text {
	int list;
	int promulgated;
	int effective;
	int expires; /* GUARD_EVER: does not */
	bool has_scope;
	struct guard_condition scope;
	struct guard_rule rules[GUARD_RULES];
	int rule_count;
	int withdraws; /* an effective date of the list; GUARD_NONE: nothing */
	struct guard_repeal repeals[GUARD_REPEALS];
	int repeal_count;
	int file;     /* which of the list's it is written to, in the place of what stood there */
	bool deletes; /* no text: the file goes away */
};

struct guard_world {
	int issuers[GUARD_LISTS];
	int list_count;
	struct guard_text texts[GUARD_TEXTS]; /* in the order in which they were recorded */
	int text_count;
	int today;
};

/* A rule that tolerates what a red line bars. */
struct guard_pair {
	int below_text;
	int below_rule;
	int above_text;
	int above_rule;
};

struct guard_crossings {
	struct guard_pair pairs[GUARD_PAIRS];
	int count;
};

/* Level by level; the fourth is below the first and of its level, and no superior is above it. */
extern const int guard_parents[GUARD_AUTHORITIES];
extern const char *const guard_levels[GUARD_AUTHORITIES];

void guard_crossings(struct guard_crossings *out, const struct guard_world *world);
/* Whether the case, a bit for each fact, shows the pair on the day. */
bool guard_shows(const struct guard_world *world, const struct guard_pair *pair, int day,
		 unsigned facts);

/* guard_random.c */
void guard_random(struct guard_world *world, uint64_t seed);

#endif
