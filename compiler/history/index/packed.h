/*
 * Texts as records of a heap: what is equal between the hundred thousand texts of a long history,
 * and most is, is kept once. Plain data in and out; what comes out is what went in.
 */
#ifndef TOLC_HISTORY_PACKED_H
#define TOLC_HISTORY_PACKED_H

#include "base/arena.h"
#include "history/index/heap.h"
#include "history/text.h"

/* The place of the text. */
uint32_t text_pack(struct heap *heap, struct mem *mem, const struct text *text);
/* The text is borrowed from the arena, its strings and ids from the view. */
const struct text *text_unpack(struct arena *arena, struct heap_view view, uint32_t place);
/* The same without rules, basis and needs: what decides which version is in force (entries.c). */
const struct text *text_unpack_frame(struct arena *arena, struct heap_view view, uint32_t place);
/* Copies records from one heap into another; remembers where it has put them. */
struct repacker {
	struct heap *heap;
	struct heap_view view;
	struct repacked *slots;
	uint32_t slot_count; /* a power of two, or 0 */
	uint32_t used;
};

/* from must not move while it is copied from. */
void repacker_init(struct repacker *repacker, struct heap *heap, struct heap_view from);
void repacker_fini(struct repacker *repacker);
uint32_t repack_str(struct repacker *repacker, uint32_t place);
uint32_t repack_text(struct repacker *repacker, uint32_t place);
/* The array of texts at the place. */
uint32_t repack_texts(struct repacker *repacker, uint32_t place);

/* What tells texts of one list apart, without unpacking them. */
struct text_key {
	bool readable;
	bool pending; /* or a draft: has no date that could meet another's */
	int32_t effective;
	struct str list;
	const uint32_t *form; /* 8 words */
};

struct text_key text_key(struct heap_view view, uint32_t place);

#endif
