/*
 * The JSON reader beside jansson, on random texts and on mutations of them: both accept or both
 * refuse, and what they accept has the same values. They differ in this, and in nothing else:
 *   - ours refuses more than JSON_READ_DEPTH levels, jansson more than 2048;
 *   - jansson refuses integers outside 64 bits and numbers that no double can hold;
 *   - jansson overlooks a byte of 0 right behind a number or a word;
 *   - jansson keeps the last of the members that have one key, ours tells all of them.
 */
#include "base/buf.h"
#include "base/text/json_read.h"
#include "support/tries.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

enum { DOCUMENTS = 20000, MUTATIONS = 12, MEMBERS_MAX = 6 };

static uint64_t state = 1;

static size_t below(size_t bound)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(state >> 33) % bound;
}

static const char *const pieces[] = {
	"a",
	"key",
	"loss",
	"0123456789abcdef",
	" ",
	"容错",
	"é",
	"𠮷",
	"\\n",
	"\\\"",
	"\\\\",
	"\\/",
	"\\u5bb9",
	"\\uD842\\uDFB7",
	"\\t",
	"\\u000a",
	"\xEF\xBB\xBF",
	"{",
	"}",
	",",
	":",
	"\x7F",
	"\\u00e9",
	"[]",
	"true",
	"\\b\\f",
};

static const char *const scalars[] = {
	"true",
	"false",
	"null",
	"0",
	"-0",
	"1",
	"-12",
	"500000.00",
	"0.5",
	"1e5",
	"1E-3",
	"-2.5e+10",
	"1e400",
	"-1e400",
	"1e-400",
	"9223372036854775807",
	"-9223372036854775808",
	"9223372036854775808",
	"12345678901234567890123",
};

/* What mutations put in. */
static const char *const scraps[] = {
	"\"",
	"\\",
	"{",
	"}",
	"[",
	"]",
	",",
	":",
	" ",
	"\n",
	"\t",
	"\x01",
	"\x1F",
	"0",
	"1",
	"-",
	"+",
	".",
	"e",
	"E5",
	"t",
	"null",
	"NaN",
	"true",
	"\xEF\xBB\xBF",
	"\xC0\x80",
	"\xED\xA0\x80",
	"\x80",
	"\xF4\x90\x80\x80",
	"\xE5\xAE",
	"\xFF",
	"\\u0000",
	"\\ud800",
	"\\udc00",
	"\\u12",
	"\\x",
	"/*",
	"'",
	"容",
};

static void add_space(struct buf *out)
{
	static const char spaces[] = " \n\t\r";
	for (size_t count = below(8) ? 0 : below(20); count; count--)
		buf_add_char(out, spaces[below(below(3) ? 1 : 4)]);
}

static void add_string(struct buf *out)
{
	buf_add_char(out, '"');
	for (size_t count = below(4); count; count--)
		buf_add_text(out, pieces[below(below(2) ? countof(pieces) : 4)]);
	buf_add_char(out, '"');
}

static void add_value(struct buf *out, unsigned depth);

static void add_level(struct buf *out, unsigned depth, bool object)
{
	buf_add_char(out, object ? '{' : '[');
	for (size_t i = 0, count = below(MEMBERS_MAX); i < count; i++) {
		if (i)
			buf_add_char(out, ',');
		if (object) {
			add_space(out);
			add_string(out);
			add_space(out);
			buf_add_char(out, ':');
		}
		add_value(out, depth + 1);
	}
	add_space(out);
	buf_add_char(out, object ? '}' : ']');
}

static void add_value(struct buf *out, unsigned depth)
{
	size_t kind = below(depth < 6 ? 4 : 2);
	add_space(out);
	if (kind == 0)
		buf_add_text(out, scalars[below(below(4) ? 14 : countof(scalars))]);
	else if (kind == 1)
		add_string(out);
	else
		add_level(out, depth, kind == 2);
	add_space(out);
}

/* Removes some bytes and puts others in their place. */
static void mutate(struct buf *out, struct str text)
{
	size_t at = below(text.len + 1), gone = below(3);
	gone = gone > text.len - at ? text.len - at : gone;
	buf_clear(out);
	buf_add(out, str_from_to(text, 0, at));
	if (below(4) == 0)
		buf_add_char(out, (char)below(256));
	else if (below(4))
		buf_add_text(out, scraps[below(countof(scraps))]);
	buf_add(out, str_from_to(text, at + gone, text.len));
	if (below(16) == 0)
		out->len = below(out->len + 1);
}

/* A value as the reader told it. */
struct value {
	enum json_read_token kind;
	struct str key, text;
	struct value *first, *next;
};

static struct value *read_value(struct json_read *r)
{
	struct value *value = ARENA_NEW(r->arena, struct value);
	struct value **last = &value->first;
	value->kind = json_read_next(r);
	value->text = r->text;
	while (!r->error && (value->kind == JSON_READ_OBJECT || value->kind == JSON_READ_ARRAY)) {
		bool object = value->kind == JSON_READ_OBJECT;
		if (!(object ? json_read_key(r) : json_read_element(r)))
			break;
		struct str key = r->text;
		*last = read_value(r);
		(*last)->key = key;
		last = &(*last)->next;
	}
	return value;
}

/* Ends the program where it does not hold. */
static void must(bool condition, const char *what, struct str text)
{
	if (condition)
		return;
	printf("%s: ", what);
	fwrite(text.ptr, 1, text.len, stdout);
	printf("\n0 passed, 1 failed\n");
	exit(1);
}

/* The numbers that jansson refuses. */
static bool is_out_of_range(struct str text)
{
	char copy[512];
	snprintf(copy, sizeof(copy), "%.*s", (int)text.len, text.ptr);
	errno = 0;
	if (strpbrk(copy, ".eE")) {
		double number = strtod(copy, NULL);
		return errno == ERANGE && (number > 1 || number < -1);
	}
	strtoll(copy, NULL, 10);
	return errno == ERANGE;
}

static bool holds_out_of_range(const struct value *value)
{
	if (value->kind == JSON_READ_NUMBER)
		return is_out_of_range(value->text);
	for (const struct value *each = value->first; each; each = each->next) {
		if (holds_out_of_range(each))
			return true;
	}
	return false;
}

static bool number_equal(struct str text, const json_t *theirs)
{
	char copy[512];
	int64_t exact;
	snprintf(copy, sizeof(copy), "%.*s", (int)text.len, text.ptr);
	if (json_is_integer(theirs))
		return json_decimal(&exact, text, 0) == JSON_DECIMAL_OK &&
		       exact == json_integer_value(theirs);
	return json_is_real(theirs) && strtod(copy, NULL) == json_real_value(theirs);
}

static bool value_equal(const struct value *ours, const json_t *theirs);

static bool is_last_of_its_key(const struct value *member)
{
	for (const struct value *later = member->next; later; later = later->next) {
		if (str_equal(later->key, member->key))
			return false;
	}
	return true;
}

static bool object_equal(const struct value *ours, const json_t *theirs)
{
	size_t count = 0;
	if (!json_is_object(theirs))
		return false;
	for (const struct value *member = ours->first; member; member = member->next) {
		if (!is_last_of_its_key(member))
			continue;
		count++;
		if (!value_equal(member,
				 json_object_getn(theirs, member->key.ptr, member->key.len)))
			return false;
	}
	return count == json_object_size(theirs);
}

static bool array_equal(const struct value *ours, const json_t *theirs)
{
	size_t count = 0;
	if (!json_is_array(theirs))
		return false;
	for (const struct value *element = ours->first; element; element = element->next) {
		if (!value_equal(element, json_array_get(theirs, count++)))
			return false;
	}
	return count == json_array_size(theirs);
}

static bool value_equal(const struct value *ours, const json_t *theirs)
{
	switch (ours->kind) {
	case JSON_READ_OBJECT:
		return object_equal(ours, theirs);
	case JSON_READ_ARRAY:
		return array_equal(ours, theirs);
	case JSON_READ_STRING:
		return json_is_string(theirs) &&
		       str_equal(ours->text, (struct str){json_string_value(theirs),
							  json_string_length(theirs)});
	case JSON_READ_NUMBER:
		return number_equal(ours->text, theirs);
	case JSON_READ_TRUE:
		return json_is_true(theirs);
	case JSON_READ_FALSE:
		return json_is_false(theirs);
	default:
		return ours->kind == JSON_READ_NULL && json_is_null(theirs);
	}
}

/* What jansson may accept although the reader stopped there. */
static bool is_lenient(const struct json_read *r)
{
	bool behind_value = r->error == JSON_READ_NO_COMMA || r->error == JSON_READ_TRAILING;
	return r->error == JSON_READ_TOO_DEEP ||
	       (behind_value && r->error_at && !r->start[r->error_at]);
}

/* Returns true where the text was accepted. */
static bool compare(struct arena *arena, struct str text)
{
	struct json_read r;
	char *copy = malloc(text.len ? text.len : 1); /* of its size, for the sanitizers */
	memcpy(copy, text.ptr, text.len);
	json_read_init(&r, (struct str){copy, text.len}, arena);
	struct value *ours = read_value(&r);
	bool accepted = json_read_next(&r) == JSON_READ_END;
	json_t *theirs = json_loadb(text.ptr, text.len, JSON_DECODE_ANY, NULL);
	if (accepted && !theirs)
		must(holds_out_of_range(ours), "only ours accepts", text);
	else if (!accepted)
		must(!theirs || is_lenient(&r), "only jansson accepts", text);
	else
		must(value_equal(ours, theirs), "the values differ", text);
	json_decref(theirs);
	free(copy);
	arena_clear(arena);
	return accepted;
}

int main(void)
{
	struct mem mem;
	struct arena arena;
	struct buf text, changed, swap;
	size_t accepted = 0, documents = tries(DOCUMENTS);
	mem_init(&mem, NULL, NULL);
	arena_init(&arena, &mem);
	buf_init(&text, &mem);
	buf_init(&changed, &mem);
	for (size_t i = 0; i < documents; i++) {
		buf_clear(&text);
		add_value(&text, 0);
		must(compare(&arena, buf_str(&text)), "was refused", buf_str(&text));
		for (int k = 0; k < MUTATIONS; k++) {
			mutate(&changed, buf_str(&text));
			accepted += compare(&arena, buf_str(&changed));
			/* One in four goes on from there. */
			if (below(4) == 0) {
				swap = text;
				text = changed;
				changed = swap;
			}
		}
	}
	/* Else one of the two sides would hardly have been tried. */
	size_t mutations = documents * MUTATIONS;
	must(accepted > mutations / 20 && accepted < mutations * 19 / 20, "too much of a kind",
	     STR(""));
	printf("%zu mutations accepted, %zu refused\n", accepted, mutations - accepted);
	printf("%zu passed, 0 failed\n", mutations + documents);
	mem_fini(&mem);
	return 0;
}
