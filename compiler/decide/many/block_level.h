/* Private to the block: its lanes while they are run, and what outcomes demand of them. */
#ifndef TOLC_DECIDE_BLOCK_LEVEL_H
#define TOLC_DECIDE_BLOCK_LEVEL_H

#include "decide/many/block.h"

struct fires {
	uint64_t certain;
	uint64_t may;
};

/* What decides in 64 lanes. */
struct parts {
	struct fires scope;
	struct fires bars;
	struct fires tolerates;
};

struct column_room {
	uint64_t *given;
	uint64_t *known;
	uint64_t *bits;
	int64_t *numbers;
};

/* The lanes of a block: those that were asked about, or ways of completing lanes of the level before. */
struct block_level {
	struct eval_result result;
	size_t words; /* room */
	const struct eval_column *columns;
	/* Of the word at hand, by register: lanes in which the outcome at hand needs it true, or
	 * false; and those in which any outcome does one of both. */
	uint64_t *up;
	uint64_t *down;
	uint64_t *asked;
	uint64_t *sweep; /* twice as many as a variable has values, and two */
	uint64_t *torn; /* by outcome and plan's variable: lanes in which no value will do */
	/* Unfolded lanes: */
	struct eval_column *own;
	struct column_room *rooms;
	uint32_t *origin; /* by lane: in the first level */
	uint64_t *filled; /* by word: lanes that stand for something */
	size_t used;
};

struct block_run {
	struct block *block;
	const struct block_plan *plan;
	const struct eval_program *program;
	size_t depth;
	struct block_level *level;
	size_t word;
	struct parts parts;
	struct block_masks masks;
	struct block_masks left; /* lanes in which the outcome is still to be shown possible or not */
};

/* block_demand.c. From what makes the outcome down to the atoms: fills in up and down, adds to asked. */
void block_demand(struct block_run *r, enum decide_outcome outcome);
/* Lanes in which no value of the variable gives every atom what is wanted of it. */
uint64_t block_torn(const struct block_level *level, const struct block_var *var);
/* Lanes in which an open atom asks two variables at once, or one that stands for a value which the
 * version does not know. */
uint64_t block_hard(const struct block_run *r, const struct block_var *var);

#endif
