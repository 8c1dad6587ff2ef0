/*
 * Many cases at once, where one version of one list has a say: a bit for each case in words of 64.
 *
 * What Kleene logic leaves open is looked into from the outcomes down: which open atoms would have to
 * be true, and which false, for the outcome to come about. Where for every unknown fact some single
 * value gives all its atoms what is wanted of them, the outcome is possible, and Kleene logic was
 * right. Where no value does, the fact is gone through value by value: the case is unfolded into
 * lanes of another block, one for each value that its atoms tell apart, and so on.
 */
#ifndef TOLC_DECIDE_BLOCK_H
#define TOLC_DECIDE_BLOCK_H

#include "decide/play.h"
#include "eval/samples.h"

enum {
	BLOCK_OUTCOMES = DECIDE_SILENT + 1,
	BLOCK_DEPTH = 12,  /* facts of one case that are gone through, and one */
	BLOCK_UNFOLD = 512 /* lanes of another block */
};

/* A variable that conditions of the state ask. */
struct block_var {
	uint32_t var;
	uint32_t *atoms; /* registers */
	size_t atom_count;
	const int64_t *values; /* one of each class that conditions can tell apart */
	size_t value_count;
	uint64_t *truth; /* by value: bits by atom */
	size_t truth_words;
	/* By atom: the value from which on its truth is the other one; NULL: some change more often. */
	uint32_t *flips;
};

/* What is known of the state before any case: made once. */
struct block_plan {
	struct decide_play *play;
	uint32_t state;
	uint32_t *reach[BLOCK_OUTCOMES]; /* registers below what makes the outcome, highest first */
	size_t reach_count[BLOCK_OUTCOMES];
	struct block_var *vars;
	size_t var_count;
	uint32_t *reads; /* variables that the program reads */
	size_t value_most; /* of any variable */
	bool *read_numbers; /* of each, whether it has numbers; else bits */
	size_t read_count;
};

/* Borrowed from the arena. */
void block_plan_make(struct block_plan *out, struct arena *arena, struct decide_play *play,
		     uint32_t state);

/* Of 64 lanes: outcomes that are possible. */
struct block_masks {
	uint64_t may[BLOCK_OUTCOMES];
};

struct block_level;

struct block {
	const struct block_plan *plan;
	struct mem *mem;
	struct block_level *levels; /* the first: the lanes themselves */
	/* What came out, by word. */
	struct block_masks *masks;
	uint64_t *unsettled; /* lanes that must be searched singly, by the caller */
	uint64_t *asked;     /* var_count each: lanes in which open conditions ask the variable */
};

/* lanes: the most that are run at once. */
void block_init(struct block *block, const struct block_plan *plan, struct mem *mem, size_t lanes);
void block_fini(struct block *block);
/* columns by variable; uniform ones too. */
void block_run(struct block *block, const struct eval_column *columns, size_t lanes);
/* Of the run's lanes. */
const struct eval_result *block_result(const struct block *block);

#endif
