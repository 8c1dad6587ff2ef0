/* The text of a JSON number as a whole number of its smallest part, exactly. */
#include "base/text/json_read.h"

#include <assert.h>

static inline bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* Digits into *value, which stays below UINT64_MAX; false where that is not enough. */
static bool push_digits(uint64_t *value, const char *at, const char *end)
{
	for (; at < end; at++) {
		if (*value > (UINT64_MAX - 9) / 10)
			return false;
		*value = *value * 10 + (uint64_t)(*at - '0');
	}
	return true;
}

/* The text in its parts. */
struct decimal {
	const char *whole, *whole_end, *fraction, *end;
	bool negative;
};

static const char *digits_end(const char *at, const char *end)
{
	while (at < end && is_digit((unsigned char)*at))
		at++;
	return at;
}

static bool decimal_split(struct decimal *d, struct str text)
{
	d->end = text.ptr + text.len;
	d->negative = text.len && *text.ptr == '-';
	d->whole = text.ptr + d->negative;
	d->whole_end = digits_end(d->whole, d->end);
	d->fraction = d->end;
	if (d->whole_end == d->whole || (*d->whole == '0' && d->whole_end - d->whole > 1))
		return false;
	if (d->whole_end == d->end)
		return true;
	d->fraction = d->whole_end + 1;
	return *d->whole_end == '.' && d->fraction < d->end &&
	       digits_end(d->fraction, d->end) == d->end;
}

enum json_decimal json_decimal(int64_t *value, struct str text, unsigned decimals)
{
	static const char zeros[] = "000000000000000000";
	struct decimal d;
	uint64_t size = 0;
	assert(decimals < sizeof(zeros));
	if (!decimal_split(&d, text))
		return JSON_DECIMAL_MALFORMED;
	unsigned given = d.end - d.fraction < decimals ? (unsigned)(d.end - d.fraction) : decimals;
	if (!push_digits(&size, d.whole, d.whole_end) ||
	    !push_digits(&size, d.fraction, d.fraction + given) ||
	    !push_digits(&size, zeros, zeros + (decimals - given)) ||
	    size > (uint64_t)INT64_MAX + d.negative)
		return JSON_DECIMAL_TOO_LARGE;
	for (const char *at = d.fraction + given; at < d.end; at++) {
		if (*at != '0')
			return JSON_DECIMAL_TOO_FINE;
	}
	/* Minus 2^63 has no positive counterpart. */
	*value = d.negative ? -(int64_t)(size - (size > 0)) - (size > 0) : (int64_t)size;
	return JSON_DECIMAL_OK;
}
