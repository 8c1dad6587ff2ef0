/* What the tests of base/ share: a heap, a source of numbers that never changes, and claims. */
#ifndef TOLC_TESTS_BASE_H
#define TOLC_TESTS_BASE_H

#include "base/buf.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <stdio.h>

/* Ends the test where it does not hold. Cheap enough for millions: cr_assert reports each success.
 */
#define claim(condition, ...)                                                                      \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_fatal(__VA_ARGS__);                                                     \
	} while (0)

/* Weyl sequence, multiplied and folded. */
struct numbers {
	uint64_t state;
};

static inline uint64_t numbers_next(struct numbers *numbers)
{
	uint64_t x = numbers->state += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ x >> 31) * UINT64_C(0xD6E8FEB86659FD93);
	x = (x ^ x >> 29) * UINT64_C(0xD6E8FEB86659FD93);
	return x ^ x >> 32;
}

static inline size_t numbers_below(struct numbers *numbers, size_t bound)
{
	return (size_t)(numbers_next(numbers) >> 11) % bound;
}

static inline bool buf_is(const struct buf *buf, const char *text)
{
	return str_equal(buf_str(buf), str_from(text)) && (!buf->ptr || buf->ptr[buf->len] == 0);
}

/* Marks the test as failed and goes on: for the rows of a table. */
#define expect(condition, ...)                                                                     \
	do {                                                                                       \
		if (!(condition))                                                                  \
			cr_fail(__VA_ARGS__);                                                      \
	} while (0)

/* Two strings compared, with both in the message. */
#define claim_text(buf, text)                                                                      \
	claim(buf_is((buf), (text)), "expected '%s', got '%s'", (text), buf_str(buf).ptr)

#endif
