/*
 * Any bytes as JSON: texts are UTF-8 without U+0000, an error has a place, and it is the same
 * whether the tokens are read, walked by key and element, or skipped, and wherever in memory they
 * lie.
 */
#include "base/text/json_read.h"
#include "base/text/utf8.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition)
{
	if (!condition)
		abort();
}

/* What a reading came to. */
struct outcome {
	enum json_read_error error;
	size_t error_at, values, bytes;
};

static bool has_text(enum json_read_token token)
{
	return token >= JSON_READ_KEY && token <= JSON_READ_NUMBER;
}

static void take(struct outcome *out, const struct json_read *r, enum json_read_token token)
{
	int64_t value;
	out->values +=
		token >= JSON_READ_STRING || token == JSON_READ_OBJECT || token == JSON_READ_ARRAY;
	if (!has_text(token))
		return;
	out->bytes += r->text.len;
	must(utf8_valid_prefix(r->text) == r->text.len);
	must(!r->text.len || !memchr(r->text.ptr, 0, r->text.len));
	if (token == JSON_READ_NUMBER && !memchr(r->text.ptr, 'e', r->text.len) &&
	    !memchr(r->text.ptr, 'E', r->text.len))
		must(json_decimal(&value, r->text, 2) != JSON_DECIMAL_MALFORMED);
}

static struct outcome finish(struct outcome out, const struct json_read *r)
{
	out.error = r->error;
	out.error_at = r->error_at;
	must(out.error || r->at == r->end);
	must(out.error_at <= (size_t)(r->end - r->start));
	return out;
}

static struct outcome read_tokens(struct str text, struct arena *arena)
{
	struct json_read r;
	struct outcome out = {0};
	enum json_read_token token;
	json_read_init(&r, text, arena);
	while ((token = json_read_next(&r)) > JSON_READ_END) {
		must(json_read_offset(&r) < text.len);
		take(&out, &r, token);
	}
	must(json_read_next(&r) == token);
	return finish(out, &r);
}

/* The key that one reader finds is what another may expect, and nothing else is. */
static bool foresee_key(struct json_read *r)
{
	struct json_read other = *r;
	bool found = json_read_key(&other);
	if (!found || !json_read_expected(r, other.text))
		return json_read_key(r);
	must(r->at == other.at && r->token == other.token);
	must(str_equal(r->text, other.text));
	return true;
}

/* The values below the levels that are open, which are few. */
static void walk(struct json_read *r, struct outcome *out)
{
	enum json_read_token token = json_read_next(r);
	take(out, r, token);
	while (token == JSON_READ_OBJECT && foresee_key(r)) {
		take(out, r, JSON_READ_KEY);
		walk(r, out);
	}
	while (token == JSON_READ_ARRAY && json_read_element(r))
		walk(r, out);
}

static struct outcome walk_all(struct str text, struct arena *arena)
{
	struct json_read r;
	struct outcome out = {0};
	json_read_init(&r, text, arena);
	walk(&r, &out);
	json_read_next(&r);
	return finish(out, &r);
}

static struct outcome skip_all(struct str text, struct arena *arena)
{
	struct json_read r;
	json_read_init(&r, text, arena);
	json_read_skip(&r);
	json_read_next(&r);
	return finish((struct outcome){0}, &r);
}

static void must_be_same(struct outcome a, struct outcome b)
{
	must(a.error == b.error && a.error_at == b.error_at);
	must(a.values == b.values && a.bytes == b.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct arena arena;
	struct str text = {(const char *)data, size};
	mem_init(&mem, NULL, NULL);
	arena_init(&arena, &mem);
	struct outcome tokens = read_tokens(text, &arena);
	must_be_same(tokens, walk_all(text, &arena));
	struct outcome skipped = skip_all(text, &arena);
	must(skipped.error == tokens.error && skipped.error_at == tokens.error_at);
	/* In the middle of other bytes, which must not matter. */
	char *longer = mem_alloc(&mem, size + 40);
	memset(longer, '"', size + 40);
	if (size)
		memcpy(longer + 7, data, size);
	must_be_same(tokens, read_tokens((struct str){longer + 7, size}, &arena));
	mem_fini(&mem);
	return 0;
}
