/*
 * Arena chunks. The first chunk of the list is the one that is being filled; a request too large
 * for it gets a chunk of its own behind it, so that the room left is not lost.
 */
#include "base/arena.h"

struct arena_chunk {
	struct arena_chunk *next;
	char *end;
};

#define ARENA_CHUNK_MIN ((size_t)4 << 10)
#define ARENA_CHUNK_MAX (MEM_HUGE - sizeof(struct arena_chunk))

void arena_init(struct arena *arena, struct mem *mem)
{
	*arena = (struct arena){.mem = mem, .chunk_size = ARENA_CHUNK_MIN};
}

static void arena_free_chunks(struct arena *arena, struct arena_chunk *chunk)
{
	while (chunk) {
		struct arena_chunk *next = chunk->next;
		mem_free(arena->mem, chunk);
		chunk = next;
	}
}

void arena_fini(struct arena *arena)
{
	arena_free_chunks(arena, arena->chunks);
	arena_init(arena, arena->mem);
}

/* Puts a chunk with room for size bytes behind *link. */
static struct arena_chunk *arena_add_chunk(struct arena *arena, struct arena_chunk **link,
					   size_t size)
{
	struct arena_chunk *chunk = mem_alloc(arena->mem, sizeof(*chunk) + size);
	chunk->end = (char *)(chunk + 1) + size;
	chunk->next = *link;
	*link = chunk;
	return chunk;
}

static size_t arena_round(struct arena *arena, size_t size)
{
	/* A size that cannot be: let the heap refuse it. */
	if (size > PTRDIFF_MAX - 4096)
		mem_alloc(arena->mem, SIZE_MAX);
	return size ? (size + 7) & ~(size_t)7 : 8;
}

#ifdef TOLC_ARENA_DEBUG

void arena_clear(struct arena *arena)
{
	arena_fini(arena);
}

void *arena_alloc_slow(struct arena *arena, size_t size)
{
	/* The exact size, so that the byte behind it is already out of bounds. */
	arena_round(arena, size);
	return arena_add_chunk(arena, &arena->chunks, size) + 1;
}

#else

void arena_clear(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunks;
	if (!chunk)
		return;
	arena_free_chunks(arena, chunk->next);
	chunk->next = NULL;
	arena->next = (char *)(chunk + 1);
	arena->end = chunk->end;
}

void *arena_alloc_slow(struct arena *arena, size_t size)
{
	size_t need = arena_round(arena, size);
	if (need <= (size_t)(arena->end - arena->next)) { /* it was an empty request */
		arena->next += need;
		return arena->next - need;
	}
	size_t size_now = arena->chunk_size;
	arena->chunk_size = size_now < ARENA_CHUNK_MAX / 2 ? size_now * 2 : ARENA_CHUNK_MAX;
	if (arena->chunks && need > size_now / 4)
		return arena_add_chunk(arena, &arena->chunks->next, need) + 1;
	size_t room = need > size_now ? need : size_now;
	struct arena_chunk *chunk = arena_add_chunk(arena, &arena->chunks, room);
	arena->next = (char *)(chunk + 1) + need;
	arena->end = chunk->end;
	return chunk + 1;
}

#endif

void *arena_zalloc(struct arena *arena, size_t size)
{
	return memset(arena_alloc(arena, size), 0, size);
}

void *arena_dup(struct arena *arena, const void *bytes, size_t size)
{
	void *copy = arena_alloc(arena, size);
	return size ? memcpy(copy, bytes, size) : copy;
}

struct str arena_str(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	if (text.len)
		memcpy(copy, text.ptr, text.len);
	copy[text.len] = 0;
	return (struct str){copy, text.len};
}
