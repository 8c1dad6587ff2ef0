/* Growth of arrays by doubling. */
#include "base/vec.h"

#include <stdint.h>

#define VEC_FIRST 8

void *vec_grow(struct mem *mem, void *items, size_t item_size, size_t count, size_t *capacity)
{
	size_t wanted = count ? count * 2 : VEC_FIRST;
	/* A product that does not fit is a size that the heap refuses. */
	size_t bytes = wanted > SIZE_MAX / 2 / item_size ? SIZE_MAX : wanted * item_size;
	items = mem_realloc(mem, items, bytes);
	*capacity = wanted;
	return items;
}
