/*
 * Records of 32-bit words, each stored once: what the same words were stored for before keeps its
 * place. A place is an index and holds in memory as in a mapped file. Place 0 is a word 0: the
 * empty string and the empty array.
 */
#ifndef TOLC_HISTORY_HEAP_H
#define TOLC_HISTORY_HEAP_H

#include "base/mem.h"
#include "base/str.h"
#include "history/index/blocks.h"

/* What is read; words are borrowed. */
struct heap_view {
	const uint32_t *words;
	uint32_t count;
	const struct blocks *blocks; /* that they lie in, or NULL */
};

struct heap_slot {
	uint32_t place; /* 0: free */
	uint32_t hash;
};

struct heap {
	struct mem *mem;
	uint32_t *words;
	uint32_t count;
	uint32_t capacity;
	struct heap_slot *slots;
	uint32_t slot_count; /* a power of two */
	uint32_t used;
};

void heap_init(struct heap *heap, struct mem *mem);
void heap_fini(struct heap *heap);
/* A record must tell its own length by its first words, so that none is the beginning of another. */
uint32_t heap_put(struct heap *heap, const uint32_t *words, uint32_t count);
/* For a record that is not there yet, or need not be found again. */
uint32_t heap_append(struct heap *heap, const uint32_t *words, uint32_t count);
uint32_t heap_put_str(struct heap *heap, struct str text);
struct heap_view heap_view(const struct heap *heap);

/* Words from the place on; where the heap ends before, zeroes. count is at most 64. */
const uint32_t *heap_words(struct heap_view view, uint32_t place, uint32_t count);
/* An array: a word that counts items of so many words, then these. */
const uint32_t *heap_array(struct heap_view view, uint32_t place, uint32_t item_words,
			   uint32_t *count);
struct str heap_str(struct heap_view view, uint32_t place);

#endif
