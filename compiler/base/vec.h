/*
 * Growable arrays of any type, backed by the session's heap:
 *	VEC(struct rule) rules = {0};
 *	VEC_PUSH(mem, &rules, rule);
 *	VEC_FREE(mem, &rules);
 */
#ifndef TOLC_BASE_VEC_H
#define TOLC_BASE_VEC_H

#include "base/mem.h"

#include <stddef.h>

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *items;                                                                       \
		size_t count;                                                                      \
		size_t capacity;                                                                   \
	}

/* Doubles; the result replaces items. */
void *vec_grow(struct mem *mem, void *items, size_t item_size, size_t count, size_t *capacity);

#define VEC_RESERVE_ONE(mem, vec)                                                                  \
	((vec)->count < (vec)->capacity                                                            \
	     ? (void)0                                                                             \
	     : (void)((vec)->items = vec_grow((mem), (vec)->items, sizeof(*(vec)->items),          \
					      (vec)->count, &(vec)->capacity)))
#define VEC_PUSH(mem, vec, ...)                                                                    \
	(VEC_RESERVE_ONE(mem, vec), (void)((vec)->items[(vec)->count++] = (__VA_ARGS__)))
#define VEC_FREE(mem, vec)                                                                         \
	(mem_free((mem), (vec)->items), (void)((vec)->items = NULL),                               \
	 (void)((vec)->count = (vec)->capacity = 0))

#endif
