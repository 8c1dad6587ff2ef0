/*
 * Open addressing with linear probing. A slot holds the index of an entry plus one; what is
 * removed keeps its slot until the table is made anew, but loses its key, so that it can be freed.
 */
#include "base/map.h"

#include <assert.h>

#define MAP_FIRST 16 /* slots */

void map_init(struct map *map, struct mem *mem)
{
	*map = (struct map){.mem = mem};
}

void map_fini(struct map *map)
{
	mem_free(map->mem, map->entries);
	mem_free(map->mem, map->slots);
	map_init(map, map->mem);
}

void map_clear(struct map *map)
{
	map->count = 0;
	if (map->slots)
		memset(map->slots, 0, map->slot_count * sizeof(*map->slots));
}

/* The slot of the key, or the empty one where it would go. The table must have slots. */
static uint32_t *map_slot(const struct map *map, struct str key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	for (size_t at = hash & mask;; at = (at + 1) & mask) {
		uint32_t *slot = &map->slots[at];
		if (!*slot)
			return slot;
		const struct map_entry *entry = &map->entries[*slot - 1];
		if (entry->hash == hash && entry->value && str_equal(entry->key, key))
			return slot;
	}
}

static struct map_entry *map_find(const struct map *map, struct str key)
{
	if (!map->count)
		return NULL;
	uint32_t slot = *map_slot(map, key, str_hash(key));
	return slot ? &map->entries[slot - 1] : NULL;
}

/* Closes the gaps that removed entries left; slots are wrong afterwards. */
static void map_compact(struct map *map)
{
	size_t kept = 0;
	for (size_t i = 0; i < map->count; i++) {
		if (map->entries[i].value)
			map->entries[kept++] = map->entries[i];
	}
	map->count = kept;
}

/* Room for one entry more: three quarters of the slots are the most that is used. */
static void map_grow(struct map *map)
{
	if (map->count < map->capacity)
		return;
	size_t live = 0;
	for (size_t i = 0; i < map->count; i++)
		live += map->entries[i].value != NULL;
	size_t slot_count = map->slot_count ? map->slot_count : MAP_FIRST;
	while (live >= slot_count / 2)
		slot_count *= 2;
	size_t capacity = slot_count / 4 * 3;
	assert(slot_count <= UINT32_MAX);
	if (slot_count != map->slot_count) {
		/* Either may not return; the table stays whole in between. */
		map->entries =
			mem_realloc(map->mem, map->entries, capacity * sizeof(*map->entries));
		uint32_t *slots = mem_alloc(map->mem, slot_count * sizeof(*slots));
		mem_free(map->mem, map->slots);
		map->slots = slots;
		map->slot_count = slot_count;
		map->capacity = capacity;
	}
	map_compact(map);
	memset(map->slots, 0, map->slot_count * sizeof(*map->slots));
	for (size_t i = 0; i < map->count; i++) {
		const struct map_entry *entry = &map->entries[i];
		*map_slot(map, entry->key, entry->hash) = (uint32_t)i + 1;
	}
}

void *map_get(const struct map *map, struct str key)
{
	const struct map_entry *entry = map_find(map, key);
	return entry ? entry->value : NULL;
}

void map_put(struct map *map, struct str key, void *value)
{
	assert(value);
	map_grow(map);
	uint64_t hash = str_hash(key);
	uint32_t *slot = map_slot(map, key, hash);
	if (!*slot)
		*slot = (uint32_t)++map->count;
	map->entries[*slot - 1] = (struct map_entry){key, value, hash};
}

void *map_remove(struct map *map, struct str key)
{
	struct map_entry *entry = map_find(map, key);
	if (!entry)
		return NULL;
	void *value = entry->value;
	entry->key = STR_NONE;
	entry->value = NULL;
	return value;
}
