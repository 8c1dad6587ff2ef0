/*
 * Arena: everything made while one unit is compiled, freed at once. Nothing in it is freed singly.
 * With TOLC_ARENA_DEBUG each request is a block of its own, so that sanitizers see its bounds.
 */
#ifndef TOLC_BASE_ARENA_H
#define TOLC_BASE_ARENA_H

#include "base/mem.h"
#include "base/str.h"

struct arena_chunk;

struct arena {
	struct mem *mem;
	struct arena_chunk *chunks;
	char *next;
	char *end;
	size_t chunk_size; /* of the next chunk; grows from 4 KiB to 2 MiB */
};

void arena_init(struct arena *arena, struct mem *mem);
void arena_fini(struct arena *arena);
/* Empty and reusable; keeps the newest chunk. */
void arena_clear(struct arena *arena);
void *arena_alloc_slow(struct arena *arena, size_t size);

/* Borrowed from the arena, aligned to 8 bytes, not zeroed. */
static inline void *arena_alloc(struct arena *arena, size_t size)
{
#ifndef TOLC_ARENA_DEBUG
	size_t need = (size + 7) & ~(size_t)7;
	/* need is 0 for an empty or an impossible size: both are left to the slow path. */
	if (need - 1 < (size_t)(arena->end - arena->next)) {
		void *ptr = arena->next;
		arena->next += need;
		return ptr;
	}
#endif
	return arena_alloc_slow(arena, size);
}

void *arena_zalloc(struct arena *arena, size_t size);
void *arena_dup(struct arena *arena, const void *bytes, size_t size);
/* A copy that is also terminated by NUL. */
struct str arena_str(struct arena *arena, struct str text);

#define ARENA_NEW(arena, type) ((type *)arena_zalloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_zalloc((arena), sizeof(type) * (count)))

#endif
