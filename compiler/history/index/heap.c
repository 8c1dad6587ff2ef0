/* Open addressing; a slot keeps the hash, so that growing need not know where records end. */
#include "history/index/heap.h"

#include <assert.h>

#define HEAP_FIRST 1024 /* words, and slots */

void heap_init(struct heap *heap, struct mem *mem)
{
	*heap = (struct heap){.mem = mem, .capacity = HEAP_FIRST, .slot_count = HEAP_FIRST};
	heap->words = mem_alloc(mem, HEAP_FIRST * sizeof(*heap->words));
	heap->slots = mem_zalloc(mem, HEAP_FIRST * sizeof(*heap->slots));
	heap->words[heap->count++] = 0;
}

void heap_fini(struct heap *heap)
{
	mem_free(heap->mem, heap->words);
	mem_free(heap->mem, heap->slots);
	*heap = (struct heap){.mem = heap->mem};
}

static uint64_t hash_mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

static uint32_t words_hash(const uint32_t *words, uint32_t count)
{
	uint64_t hash = count, two;
	uint32_t i = 0;
	for (; i + 1 < count; i += 2) {
		memcpy(&two, words + i, sizeof(two));
		hash = hash_mix(hash, two);
	}
	if (i < count)
		hash = hash_mix(hash, words[i]);
	return (uint32_t)hash_mix(hash, 0);
}

static void heap_grow_slots(struct heap *heap)
{
	uint32_t slot_count = heap->slot_count * 2;
	struct heap_slot *slots = mem_zalloc(heap->mem, slot_count * sizeof(*slots));
	for (uint32_t i = 0; i < heap->slot_count; i++) {
		struct heap_slot slot = heap->slots[i];
		uint32_t at = slot.hash & (slot_count - 1);
		if (!slot.place)
			continue;
		while (slots[at].place)
			at = (at + 1) & (slot_count - 1);
		slots[at] = slot;
	}
	mem_free(heap->mem, heap->slots);
	heap->slots = slots;
	heap->slot_count = slot_count;
}

static void heap_reserve(struct heap *heap, uint32_t count)
{
	uint64_t capacity = heap->capacity;
	while (capacity < (uint64_t)heap->count + count)
		capacity += capacity / 2;
	if (capacity == heap->capacity)
		return;
	assert(capacity <= UINT32_MAX);
	heap->words = mem_realloc(heap->mem, heap->words, capacity * sizeof(*heap->words));
	heap->capacity = (uint32_t)capacity;
}

uint32_t heap_append(struct heap *heap, const uint32_t *words, uint32_t count)
{
	uint32_t place = heap->count;
	heap_reserve(heap, count);
	memcpy(heap->words + place, words, count * sizeof(*words));
	heap->count += count;
	return place;
}

uint32_t heap_put(struct heap *heap, const uint32_t *words, uint32_t count)
{
	uint32_t hash = words_hash(words, count);
	if (count == 1 && words[0] == 0)
		return 0;
	if (heap->used >= heap->slot_count / 4 * 3)
		heap_grow_slots(heap);
	uint32_t at = hash & (heap->slot_count - 1);
	for (; heap->slots[at].place; at = (at + 1) & (heap->slot_count - 1)) {
		struct heap_slot slot = heap->slots[at];
		if (slot.hash == hash && heap->count - slot.place >= count &&
		    memcmp(heap->words + slot.place, words, count * sizeof(*words)) == 0)
			return slot.place;
	}
	uint32_t place = heap_append(heap, words, count);
	heap->used++;
	heap->slots[at] = (struct heap_slot){place, hash};
	return place;
}

uint32_t heap_put_str(struct heap *heap, struct str text)
{
	enum { SHORT = 256 }; /* words */
	uint32_t few[SHORT];
	uint32_t count = (uint32_t)(1 + (text.len + 3) / 4);
	uint32_t *words = count <= SHORT ? few : mem_alloc(heap->mem, count * sizeof(*words));
	words[count - 1] = 0;
	words[0] = (uint32_t)text.len;
	if (text.len)
		memcpy(words + 1, text.ptr, text.len);
	uint32_t place = heap_put(heap, words, count);
	if (words != few)
		mem_free(heap->mem, words);
	return place;
}

struct heap_view heap_view(const struct heap *heap)
{
	return (struct heap_view){heap->words, heap->count, NULL};
}

const uint32_t *heap_words(struct heap_view view, uint32_t place, uint32_t count)
{
	static const uint32_t zeroes[64];
	if (place >= view.count || count > view.count - place)
		return zeroes;
	blocks_need(view.blocks, view.words + place, count * sizeof(*view.words));
	return view.words + place;
}

const uint32_t *heap_array(struct heap_view view, uint32_t place, uint32_t item_words,
			   uint32_t *count)
{
	if (place == 0) {
		*count = 0;
		return heap_words(view, view.count, 1);
	}
	uint32_t room = place < view.count ? view.count - place - 1 : 0;
	*count = *heap_words(view, place, 1);
	if (*count > room / item_words)
		*count = 0;
	if (*count == 0)
		return heap_words(view, view.count, 1);
	blocks_need(view.blocks, view.words + place + 1,
		    (size_t)*count * item_words * sizeof(*view.words));
	return view.words + place + 1;
}

struct str heap_str(struct heap_view view, uint32_t place)
{
	if (place == 0 || place >= view.count)
		return STR("");
	const uint32_t *words = view.words + place;
	blocks_need(view.blocks, words, sizeof(*words));
	uint32_t length = *words;
	if (length == 0 || length > (uint64_t)(view.count - place - 1) * sizeof(*words))
		return STR("");
	blocks_need(view.blocks, words, sizeof(*words) + length);
	return (struct str){(const char *)(words + 1), length};
}
