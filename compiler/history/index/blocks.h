/*
 * Bytes of a mapped file that are believed block by block: a block is held against its sum when it
 * is first read. So what is asked costs what it reads, not what there is.
 */
#ifndef TOLC_HISTORY_BLOCKS_H
#define TOLC_HISTORY_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BLOCK_SIZE ((size_t)1024)
#define BLOCK_UNIT ((size_t)64) /* sizes are multiples of it */

/* A sum that is being put together. Not against malice: who can write here can write the
 * repository. */
struct block_sum {
	uint64_t lanes[4];
};

#define BLOCK_SUM_START ((struct block_sum){{1, 2, 3, 4}})

/* size: a multiple of 32. */
void block_sum_add(struct block_sum *sum, const void *bytes, size_t size);
uint64_t block_sum_end(const struct block_sum *sum);

/* Whoever reads on must not return from ring. */
struct block_alarm {
	void *data;
	void (*ring)(void *data); /* NULL: nobody reads what was not checked */
};

struct blocks {
	const char *bytes;
	size_t size;
	const uint64_t *sums; /* sound themselves */
	uint8_t *sound;	      /* 1 for each block that was checked */
	struct block_alarm alarm;
};

static inline size_t blocks_count(size_t size)
{
	return (size + BLOCK_SIZE - 1) / BLOCK_SIZE;
}

/* Whether all are sound. */
bool blocks_check(const struct blocks *blocks);
/* Checks those that are not yet, and rings where one is damaged. */
void blocks_check_some(const struct blocks *blocks, size_t first, size_t last);

/* Before these bytes of them are read. blocks NULL: they come from no file. One thread at a time.
 */
static inline void blocks_need(const struct blocks *blocks, const void *bytes, size_t size)
{
	if (!blocks || size == 0)
		return;
	size_t from = (size_t)((const char *)bytes - blocks->bytes);
	size_t first = from / BLOCK_SIZE, last = (from + size - 1) / BLOCK_SIZE;
	if (first != last || !blocks->sound[first])
		blocks_check_some(blocks, first, last);
}

#endif
