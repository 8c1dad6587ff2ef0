/*
 * Private to analyze/: many cases at random, all conditions evaluated over them at once. What one
 * of them shows need not be asked of the solver; what none shows must be.
 */
#ifndef TOLC_ANALYZE_POOL_H
#define TOLC_ANALYZE_POOL_H

#include "analyze/analyze.h"
#include "eval/run.h"

enum { POOL_WORDS = 8 }; /* of 64 cases */

struct pool {
	struct eval_result result;
	struct mem *mem;
};

void pool_init(struct pool *pool, struct analyze *analyze);
void pool_fini(struct pool *pool);
/* Cases in which a register holds. */
static inline const uint64_t *pool_yes(const struct pool *pool, uint32_t reg)
{
	return pool->result.yes + (size_t)reg * POOL_WORDS;
}

static inline bool pool_any(const uint64_t *cases)
{
	uint64_t any = 0;
	for (size_t word = 0; word < POOL_WORDS; word++)
		any |= cases[word];
	return any != 0;
}

#endif
