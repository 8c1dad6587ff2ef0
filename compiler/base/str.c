/* Comparing, hashing and measuring the distance of byte strings. */
#include "base/str.h"
#include "base/hash.h"
#include "base/text/utf8.h"

bool str_is_ascii(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] >= 0x80)
			return false;
	return true;
}

/* By the last byte: the first one of most Chinese characters is one of a handful. */
bool str_contains(struct str text, struct str part)
{
	size_t before = part.len - 1;
	if (part.len == 0 || text.len < part.len)
		return part.len == 0;
	const char *end = text.ptr + text.len, *at = text.ptr + before;
	while (at < end && (at = memchr(at, part.ptr[before], (size_t)(end - at)))) {
		if (memcmp(at - before, part.ptr, before) == 0)
			return true;
		at++;
	}
	return false;
}

int str_compare(struct str a, struct str b)
{
	size_t shorter = a.len < b.len ? a.len : b.len;
	int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
	return order ? order : (a.len > b.len) - (a.len < b.len);
}

uint64_t str_hash(struct str text)
{
	return hash_bytes(text.ptr, text.len);
}

/* Code points of b around the current row: more than a band is wide, and a power of two. */
#define WINDOW 64
#define BAND   (2 * STR_DISTANCE_LIMIT + 3)

struct distance {
	struct str rest_b;
	uint32_t b[WINDOW]; /* the code point at index j stands in b[j % WINDOW] */
	size_t count_b;	    /* how many were read */
	unsigned rows[3][BAND];
	unsigned limit;
};

static uint32_t next_code_point(struct str *text)
{
	size_t size;
	uint32_t code_point = utf8_decode(*text, &size);
	if (code_point == UTF8_INVALID) {
		size = 1;
		code_point = UINT32_C(0x80000000) | (unsigned char)text->ptr[0];
	}
	*text = str_from_to(*text, size, text->len);
	return code_point;
}

static unsigned least_of(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Cell k of the band of row i is column i - limit - 1 + k; here it is column j, not the first. */
static unsigned distance_cell(const struct distance *d, size_t i, size_t j, size_t k,
			      const uint32_t a[2])
{
	const unsigned *row = d->rows[i % 3];
	const unsigned *above = d->rows[(i + 2) % 3];
	const unsigned *two_above = d->rows[(i + 1) % 3];
	uint32_t b = d->b[(j - 1) % WINDOW];
	unsigned best = above[k] + (a[0] != b);
	best = least_of(best, row[k - 1] + 1);
	best = least_of(best, above[k + 1] + 1);
	if (i > 1 && j > 1 && a[1] == b && a[0] == d->b[(j - 2) % WINDOW])
		best = least_of(best, two_above[k] + 1);
	return best;
}

/* a: the code point of this row and the one before. Returns the least cell. */
static unsigned distance_row(struct distance *d, size_t i, const uint32_t a[2])
{
	unsigned *row = d->rows[i % 3];
	unsigned far = d->limit + 1;
	unsigned least = far;
	row[0] = far;
	for (size_t k = 1; k <= 2 * (size_t)d->limit + 1; k++) {
		/* Left of the first column it wraps, beyond every count. */
		size_t j = i + k - d->limit - 1;
		row[k] = far;
		if (j == 0)
			row[k] = least_of((unsigned)i, far);
		else if (j <= d->count_b)
			row[k] = least_of(distance_cell(d, i, j, k, a), far);
		least = least_of(least, row[k]);
	}
	row[2 * d->limit + 2] = far;
	return least;
}

static void distance_first_row(struct distance *d)
{
	for (unsigned k = 0; k < 2 * d->limit + 3; k++)
		d->rows[0][k] = k > d->limit && k - d->limit - 1 <= d->limit ? k - d->limit - 1
									     : d->limit + 1;
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
	struct distance d = {.rest_b = b};
	d.limit = limit < STR_DISTANCE_LIMIT ? limit : STR_DISTANCE_LIMIT;
	distance_first_row(&d);
	size_t i = 0;
	for (uint32_t pair[2] = {0, 0}; a.len; i++) {
		while (d.rest_b.len && d.count_b < i + 1 + d.limit) {
			d.b[d.count_b % WINDOW] = next_code_point(&d.rest_b);
			d.count_b++;
		}
		pair[1] = pair[0];
		pair[0] = next_code_point(&a);
		if (distance_row(&d, i + 1, pair) > d.limit)
			return limit + 1;
	}
	size_t length_b = d.count_b + utf8_length(d.rest_b);
	if (length_b > i + d.limit || length_b + d.limit < i)
		return limit + 1;
	unsigned found = d.rows[i % 3][length_b + d.limit + 1 - i];
	return found > d.limit ? limit + 1 : found;
}
