/* jansson: a tree of each line. */
#include "json_bench.h"

#include <jansson.h>
#include <stdlib.h>

size_t json_bench_line(const char *line, size_t length)
{
	json_t *root = json_loadb(line, length, 0, NULL);
	if (!root)
		abort();
	size_t sum = json_object_size(root);
	json_decref(root);
	return sum;
}
