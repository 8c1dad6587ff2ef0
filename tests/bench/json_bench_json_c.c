/* json-c, strictly: a tree of each line. */
#include "json_bench.h"

#include <json-c/json.h>
#include <stdlib.h>

size_t json_bench_line(const char *line, size_t length)
{
	struct json_tokener *tokener = json_tokener_new();
	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
	struct json_object *root = json_tokener_parse_ex(tokener, line, (int)length);
	if (!root)
		abort();
	size_t sum = (size_t)json_object_object_length(root);
	json_object_put(root);
	json_tokener_free(tokener);
	return sum;
}
