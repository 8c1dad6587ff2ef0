/*
 * The project's own reader as one uses it who reads many cases: members are expected in the order
 * of the line before, and what may be an amount becomes a number.
 */
#include "json_bench.h"

#include "base/text/json_read.h"

#include <stdlib.h>

enum { KEYS_MAX = 64 };

/* The keys of the line before, in their order; each lies in that line. */
struct expected {
	struct str keys[KEYS_MAX];
	size_t count;
};

static size_t amount(struct str text)
{
	int64_t value = 0;
	json_decimal(&value, text, 2);
	return (size_t)value;
}

/* Returns which member it is; KEYS_MAX: there is none. */
static size_t read_key(struct json_read *r, struct expected *expected, size_t next)
{
	if (next < expected->count && json_read_expected(r, expected->keys[next]))
		return next;
	if (!json_read_key(r) || next == KEYS_MAX)
		return KEYS_MAX;
	expected->keys[next] = r->text;
	expected->count = next + 1;
	return next;
}

static size_t read_value(struct json_read *r, struct expected *expected, size_t *next)
{
	enum json_read_token token = json_read_next(r);
	size_t sum = token;
	if (token == JSON_READ_STRING || token == JSON_READ_NUMBER)
		return amount(r->text);
	while (token == JSON_READ_OBJECT && read_key(r, expected, *next) < KEYS_MAX)
		sum += ++*next + read_value(r, expected, next);
	while (token == JSON_READ_ARRAY && json_read_element(r))
		sum += read_value(r, expected, next);
	return sum;
}

size_t json_bench_line(const char *line, size_t length)
{
	static struct expected expected;
	struct json_read r;
	size_t next = 0;
	json_read_init(&r, (struct str){line, length}, NULL);
	size_t sum = read_value(&r, &expected, &next);
	if (json_read_next(&r) != JSON_READ_END)
		abort();
	return sum;
}
