/*
 * Heap blocks with a header that links them into the list of their heap. The header is as large
 * as the strictest alignment, so that what follows it is as well aligned as malloc made it.
 */
#define _DEFAULT_SOURCE /* madvise: POSIX has none that asks for huge pages */
#include "base/mem.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

struct mem_block {
	_Alignas(max_align_t) struct mem_block *prev;
	struct mem_block *next;
	size_t size; /* of the caller's part */
};

static_assert(MEM_HUGE + sizeof(struct mem_block) <= HUGE_PAGE, "a huge page holds no block");

void mem_init(struct mem *mem, void (*exhausted)(void *data), void *data)
{
	*mem = (struct mem){.exhausted = exhausted, .data = data};
}

void mem_fini(struct mem *mem)
{
	struct mem_block *block = mem->blocks;
	while (block) {
		struct mem_block *next = block->next;
		free(block);
		block = next;
	}
	mem->blocks = NULL;
	mem->in_use = 0;
}

static void mem_give_up(struct mem *mem)
{
	if (mem->exhausted)
		mem->exhausted(mem->data);
	abort();
}

/* Counts the request and gives the size with the header. */
static size_t mem_request(struct mem *mem, size_t size)
{
	mem->allocations++;
	if (mem->allocations == mem->fail_at || size > PTRDIFF_MAX - sizeof(struct mem_block))
		mem_give_up(mem);
	return size + sizeof(struct mem_block);
}

static void mem_count(struct mem *mem, size_t size)
{
	mem->in_use += size;
	if (mem->in_use > mem->peak)
		mem->peak = mem->in_use;
}

static void *mem_link(struct mem *mem, struct mem_block *block, size_t size)
{
	if (!block)
		mem_give_up(mem);
	block->prev = NULL;
	block->next = mem->blocks;
	block->size = size;
	if (mem->blocks)
		mem->blocks->prev = block;
	mem->blocks = block;
	mem_count(mem, size);
	return block + 1;
}

/* On huge pages: the system gives and clears each of them at once, where it would do so 512 times
 * as they are touched. */
static struct mem_block *mem_huge(size_t size)
{
	void *block;
	if (posix_memalign(&block, HUGE_PAGE, size) != 0)
		return NULL;
#ifdef MADV_HUGEPAGE
	size_t whole = size + (HUGE_PAGE - MEM_HUGE);
	madvise(block, whole - whole % HUGE_PAGE, MADV_HUGEPAGE);
#endif
	return block;
}

void *mem_alloc(struct mem *mem, size_t size)
{
	size_t whole = mem_request(mem, size);
	return mem_link(mem, size < MEM_HUGE ? malloc(whole) : mem_huge(whole), size);
}

void *mem_zalloc(struct mem *mem, size_t size)
{
	return mem_link(mem, calloc(1, mem_request(mem, size)), size);
}

void *mem_realloc(struct mem *mem, void *ptr, size_t size)
{
	if (!ptr)
		return mem_alloc(mem, size);
	/* Where this fails the old block is still whole and on the list. */
	struct mem_block *block = realloc((struct mem_block *)ptr - 1, mem_request(mem, size));
	if (!block)
		mem_give_up(mem);
	*(block->prev ? &block->prev->next : &mem->blocks) = block;
	if (block->next)
		block->next->prev = block;
	mem->in_use -= block->size;
	block->size = size;
	mem_count(mem, size);
	return block + 1;
}

void mem_free(struct mem *mem, void *ptr)
{
	if (!ptr)
		return;
	struct mem_block *block = (struct mem_block *)ptr - 1;
	*(block->prev ? &block->prev->next : &mem->blocks) = block->next;
	if (block->next)
		block->next->prev = block->prev;
	mem->in_use -= block->size;
	free(block);
}
