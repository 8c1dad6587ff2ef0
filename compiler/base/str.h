/* A borrowed run of bytes, most often UTF-8; not terminated. */
#ifndef TOLC_BASE_STR_H
#define TOLC_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *ptr;
	size_t len;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_NONE ((struct str){NULL, 0})
#define countof(array) (sizeof(array) / sizeof((array)[0]))

static inline struct str str_from(const char *text)
{
	return text ? (struct str){text, strlen(text)} : STR_NONE;
}

static inline bool str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_starts_with(struct str text, struct str prefix)
{
	return text.len >= prefix.len &&
	       (prefix.len == 0 || memcmp(text.ptr, prefix.ptr, prefix.len) == 0);
}

static inline bool str_ends_with(struct str text, struct str suffix)
{
	return text.len >= suffix.len &&
	       (suffix.len == 0 ||
		memcmp(text.ptr + text.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

static inline struct str str_from_to(struct str text, size_t from, size_t to)
{
	return (struct str){text.ptr + from, to - from};
}

/* Takes the word from the front; false where it does not stand there. */
static inline bool str_take(struct str *text, struct str word)
{
	bool there = str_starts_with(*text, word);
	if (there)
		*text = str_from_to(*text, word.len, text->len);
	return there;
}

/* Takes the first of the words that stands there. */
static inline bool str_take_one(struct str *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_take(text, str_from(words[i])))
			return true;
	return false;
}

/* Nothing but ASCII in it. */
bool str_is_ascii(struct str text);
/* Everything contains the empty text. */
bool str_contains(struct str text, struct str part);
/* Bytewise; a prefix comes first. Negative, zero or positive. */
int str_compare(struct str a, struct str b);
/* Seeded by nothing: equal bytes hash equal in every process. */
uint64_t str_hash(struct str text);
/* How many single edits (code points inserted, removed, replaced, neighbours swapped) lead from a
 * to b; anything above limit is reported as limit + 1. No limit is above STR_DISTANCE_LIMIT. */
#define STR_DISTANCE_LIMIT 15
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
