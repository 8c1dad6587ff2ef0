/* Interned names: open addressing over pointers; a name and its text are one block of the arena. */
#include "base/names.h"
#include "base/hash.h"

#include <assert.h>

#define NAMES_FIRST 256 /* slots */

void names_init(struct names *names, struct arena *arena)
{
	*names = (struct names){.arena = arena, .mem = arena->mem};
	names->slots = mem_zalloc(names->mem, NAMES_FIRST * sizeof(*names->slots));
	names->slot_count = NAMES_FIRST;
}

void names_fini(struct names *names)
{
	mem_free(names->mem, names->slots);
	names->slots = NULL;
	names->slot_count = 0;
}

static struct name **names_slot(const struct names *names, struct str text, uint64_t hash)
{
	size_t mask = names->slot_count - 1;
	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		const struct name *name = names->slots[at];
		if (!name || (name->hash == hash && name->text.len == text.len &&
			      bytes_equal(name->text.ptr, text.ptr, text.len)))
			return &names->slots[at];
	}
}

static void names_grow(struct names *names)
{
	size_t slot_count = names->slot_count * 2;
	struct name **slots = mem_zalloc(names->mem, slot_count * sizeof(*slots));
	for (size_t i = 0; i < names->slot_count; i++) {
		struct name *name = names->slots[i];
		if (!name)
			continue;
		size_t at = name->hash & (slot_count - 1);
		while (slots[at])
			at = (at + 1) & (slot_count - 1);
		slots[at] = name;
	}
	mem_free(names->mem, names->slots);
	names->slots = slots;
	names->slot_count = slot_count;
}

static struct name *names_add(struct names *names, struct str text, uint64_t hash)
{
	assert(names->count < UINT32_MAX);
	struct name *name = arena_alloc(names->arena, sizeof(*name) + text.len + 1);
	char *copy = (char *)(name + 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	copy[text.len] = 0;
	*name = (struct name){.text = {copy, text.len}, .hash = hash, .id = names->count++};
	return name;
}

struct name *names_intern(struct names *names, struct str text)
{
	uint64_t hash = hash_bytes(text.ptr, text.len);
	struct name **slot = names_slot(names, text, hash);
	if (*slot)
		return *slot;
	if (names->count >= names->slot_count / 2) {
		names_grow(names);
		slot = names_slot(names, text, hash);
	}
	return *slot = names_add(names, text, hash);
}

struct name *names_find(const struct names *names, struct str text)
{
	return *names_slot(names, text, hash_bytes(text.ptr, text.len));
}
