/* yajl: every token of a line through a callback, with its text. */
#include "json_bench.h"

#include <stdlib.h>
#include <yajl/yajl_parse.h>

static int count(void *sum)
{
	++*(size_t *)sum;
	return 1;
}

static int count_bool(void *sum, int value)
{
	*(size_t *)sum += (size_t)value;
	return 1;
}

static int count_number(void *sum, const char *text, size_t length)
{
	*(size_t *)sum += text ? length : 0;
	return 1;
}

static int count_text(void *sum, const unsigned char *text, size_t length)
{
	*(size_t *)sum += text ? length : 0;
	return 1;
}

static const yajl_callbacks callbacks = {
	.yajl_null = count,
	.yajl_boolean = count_bool,
	.yajl_number = count_number,
	.yajl_string = count_text,
	.yajl_map_key = count_text,
	.yajl_start_map = count,
	.yajl_end_map = count,
	.yajl_start_array = count,
	.yajl_end_array = count,
};

size_t json_bench_line(const char *line, size_t length)
{
	size_t sum = 0;
	yajl_handle handle = yajl_alloc(&callbacks, NULL, &sum);
	if (yajl_parse(handle, (const unsigned char *)line, length) != yajl_status_ok ||
	    yajl_complete_parse(handle) != yajl_status_ok)
		abort();
	yajl_free(handle);
	return sum;
}
