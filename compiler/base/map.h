/*
 * String to pointer. Keys are borrowed and must outlive the map; iteration follows insertion, so
 * that output never depends on addresses or on the hash.
 */
#ifndef TOLC_BASE_MAP_H
#define TOLC_BASE_MAP_H

#include "base/mem.h"
#include "base/str.h"

struct map_entry {
	struct str key;
	void *value;
	uint64_t hash;
};

struct map {
	struct mem *mem;
	struct map_entry *entries; /* in order of insertion; value NULL: removed */
	size_t count;		   /* of entries, removed ones included */
	size_t capacity;
	uint32_t *slots;
	size_t slot_count; /* a power of two */
};

void map_init(struct map *map, struct mem *mem);
void map_fini(struct map *map);
void map_clear(struct map *map);
/* NULL where the key is not in the map. */
void *map_get(const struct map *map, struct str key);
/* value must not be NULL; replaces what stood under the key, and the key by this one. May move
 * entries: not while they are walked. */
void map_put(struct map *map, struct str key, void *value);
/* Returns what stood there, or NULL. The key may be freed; entries stay where they are. */
void *map_remove(struct map *map, struct str key);

#endif
