/*
 * Texts as records of a heap: what is equal between the hundred thousand texts of a long history,
 * and most is, is kept once. Plain data in and out; what comes out is what went in.
 */
#ifndef TOLC_HISTORY_PACKED_H
#define TOLC_HISTORY_PACKED_H

#include "base/arena.h"
#include "history/heap.h"
#include "history/text.h"

/* The place of the text. */
uint32_t text_pack(struct heap *heap, struct mem *mem, const struct text *text);
/* The text is borrowed from the arena, its strings from the view. */
const struct text *text_unpack(struct arena *arena, struct heap_view view, uint32_t place);
/* Copies a packed text from one heap into another. */
uint32_t text_repack(struct heap *heap, struct mem *mem, struct heap_view view, uint32_t place);

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
