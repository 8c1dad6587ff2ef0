/*
 * The heap of one session (or of one worker thread of it). Every block stays on a list until it is
 * freed, so a session that runs out of memory in the middle of anything can jump out and give all
 * of it back: exhausted() must not return, and no caller tests for NULL.
 */
#ifndef TOLC_BASE_MEM_H
#define TOLC_BASE_MEM_H

#include <stddef.h>

struct mem_block;

struct mem {
	void (*exhausted)(void *data); /* does not return */
	void *data;
	struct mem_block *blocks;
	size_t allocations; /* how many requests were made so far */
	size_t fail_at;	    /* the request with this number (from 1) fails; 0: none does */
	size_t in_use;	    /* bytes */
	size_t peak;	    /* bytes */
};

/* A block of this size fills a huge page. */
#define MEM_HUGE (((size_t)2 << 20) - 64)

void mem_init(struct mem *mem, void (*exhausted)(void *data), void *data);
/* Gives back every block still on the list. */
void mem_fini(struct mem *mem);
/* Owned by caller (mem_free); size 0 gives a block all the same. Not zeroed. */
void *mem_alloc(struct mem *mem, size_t size);
void *mem_zalloc(struct mem *mem, size_t size);
/* ptr may be NULL. */
void *mem_realloc(struct mem *mem, void *ptr, size_t size);
/* ptr may be NULL. */
void mem_free(struct mem *mem, void *ptr);

#endif
