/* Sums of blocks. */
#include "history/index/blocks.h"

#include "base/hash.h"

#include <assert.h>

static uint64_t sum_mix(uint64_t lane, uint64_t word)
{
	lane = (lane ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return lane << 29 | lane >> 35;
}

/* As variables the lanes stay in registers; an array would not. */
void block_sum_add(struct block_sum *sum, const void *bytes, size_t size)
{
	uint64_t a = sum->lanes[0], b = sum->lanes[1], c = sum->lanes[2], d = sum->lanes[3];
	const char *end = (const char *)bytes + size;
	for (const char *at = bytes; at < end; at += sizeof(*sum)) {
		a = sum_mix(a, load_8(at));
		b = sum_mix(b, load_8(at + 8));
		c = sum_mix(c, load_8(at + 16));
		d = sum_mix(d, load_8(at + 24));
	}
	*sum = (struct block_sum){{a, b, c, d}};
}

uint64_t block_sum_end(const struct block_sum *sum)
{
	uint64_t end = 0;
	for (int i = 0; i < 4; i++)
		end = sum_mix(end, sum->lanes[i]);
	return end ^ end >> 32;
}

static bool block_check(const struct blocks *blocks, size_t block)
{
	struct block_sum sum = BLOCK_SUM_START;
	size_t from = block * BLOCK_SIZE, rest = blocks->size - from;
	if (blocks->sound[block])
		return true;
	block_sum_add(&sum, blocks->bytes + from, rest < BLOCK_SIZE ? rest : BLOCK_SIZE);
	if (block_sum_end(&sum) != blocks->sums[block])
		return false;
	blocks->sound[block] = 1;
	return true;
}

bool blocks_check(const struct blocks *blocks)
{
	bool sound = true;
	for (size_t block = 0; sound && block < blocks_count(blocks->size); block++)
		sound = block_check(blocks, block);
	return sound;
}

void blocks_check_some(const struct blocks *blocks, size_t first, size_t last)
{
	for (size_t block = first; block <= last; block++) {
		if (block_check(blocks, block))
			continue;
		assert(blocks->alarm.ring);
		blocks->alarm.ring(blocks->alarm.data);
	}
}
