/* The project's own reader: every token of a line, with its text. */
#include "json_bench.h"

#include "base/text/json_read.h"

#include <stdlib.h>

size_t json_bench_line(const char *line, size_t length)
{
	struct json_read r;
	size_t sum = 0;
	json_read_init(&r, (struct str){line, length}, NULL);
	for (;;) {
		enum json_read_token token = json_read_next(&r);
		if (token == JSON_READ_END)
			return sum;
		if (token == JSON_READ_ERROR)
			abort();
		sum += token;
		if (token >= JSON_READ_KEY && token <= JSON_READ_NUMBER)
			sum += r.text.len;
	}
}
