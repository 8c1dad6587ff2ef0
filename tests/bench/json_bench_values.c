/* The project's own reader walked by key and element; all that may be an amount becomes a number.
 */
#include "json_bench.h"

#include "base/json_read.h"

#include <stdlib.h>

static size_t amount(struct str text)
{
	int64_t value = 0;
	json_decimal(&value, text, 2);
	return (size_t)value;
}

static size_t read_value(struct json_read *r)
{
	size_t sum = 0;
	enum json_read_token token = json_read_next(r);
	if (token == JSON_READ_STRING || token == JSON_READ_NUMBER)
		return amount(r->text);
	while (token == JSON_READ_OBJECT && json_read_key(r))
		sum += r->text.len + read_value(r);
	while (token == JSON_READ_ARRAY && json_read_element(r))
		sum += read_value(r);
	return sum + token;
}

size_t json_bench_line(const char *line, size_t length)
{
	struct json_read r;
	json_read_init(&r, (struct str){line, length}, NULL);
	size_t sum = read_value(&r);
	if (json_read_next(&r) != JSON_READ_END)
		abort();
	return sum;
}
