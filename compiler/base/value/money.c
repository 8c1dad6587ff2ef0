/* Money as decimal digits, exactly: an amount that is no whole number of fen is refused. */
#include "base/value/money.h"

/* Digits behind the point down to the fen. */
static const unsigned char unit_digits[] = {[MONEY_YUAN] = 2, [MONEY_WAN] = 6, [MONEY_YI] = 10};

static const struct {
	enum money_unit unit;
	const char *text;
} unit_names[] = {
	/* largest first */
	{MONEY_YI, " 亿元"},
	{MONEY_WAN, " 万元"},
	{MONEY_YUAN, " 元"},
};

static size_t count_digits(struct str text)
{
	size_t count = 0;
	while (count < text.len && text.ptr[count] >= '0' && text.ptr[count] <= '9')
		count++;
	return count;
}

static bool push_digit(int64_t *value, int digit)
{
	if (*value > (INT64_MAX - digit) / 10)
		return false;
	*value = *value * 10 + digit;
	return true;
}

enum money_status money_parse(int64_t *fen, struct str digits, enum money_unit unit)
{
	size_t whole = count_digits(digits);
	struct str fraction = str_from_to(digits, whole, digits.len);
	if (fraction.len) {
		fraction = str_from_to(fraction, 1, fraction.len);
		if (digits.ptr[whole] != '.' || !fraction.len)
			return MONEY_MALFORMED;
	}
	if (!whole || count_digits(fraction) != fraction.len)
		return MONEY_MALFORMED;
	int64_t value = 0;
	for (size_t i = 0; i < whole; i++) {
		if (!push_digit(&value, digits.ptr[i] - '0'))
			return MONEY_TOO_LARGE;
	}
	for (size_t i = 0; i < unit_digits[unit]; i++) {
		if (!push_digit(&value, i < fraction.len ? fraction.ptr[i] - '0' : 0))
			return MONEY_TOO_LARGE;
	}
	for (size_t i = unit_digits[unit]; i < fraction.len; i++) {
		if (fraction.ptr[i] != '0')
			return MONEY_TOO_FINE;
	}
	*fen = value;
	return MONEY_OK;
}

static uint64_t magnitude(int64_t fen)
{
	return fen < 0 ? -(uint64_t)fen : (uint64_t)fen;
}

static uint64_t power_of_ten(unsigned exponent)
{
	uint64_t power = 1;
	while (exponent--)
		power *= 10;
	return power;
}

/* Whole part, and the hundredths of it where there are any. */
static void add_hundredths(struct buf *buf, bool negative, uint64_t hundredths)
{
	if (negative)
		buf_add_char(buf, '-');
	buf_add_int(buf, (int64_t)(hundredths / 100));
	if (hundredths % 100 == 0)
		return;
	buf_add_char(buf, '.');
	buf_add_char(buf, (char)('0' + hundredths / 10 % 10));
	buf_add_char(buf, (char)('0' + hundredths % 10));
}

void buf_add_money_decimal(struct buf *buf, int64_t fen)
{
	add_hundredths(buf, fen < 0, magnitude(fen));
}

void buf_add_money(struct buf *buf, int64_t fen)
{
	uint64_t size = magnitude(fen);
	for (size_t i = 0; i < countof(unit_names); i++) {
		/* In this unit it is at least 1 and has at most two digits behind the point. */
		unsigned digits = unit_digits[unit_names[i].unit];
		uint64_t hundredth = power_of_ten(digits - 2);
		bool fits = size >= hundredth * 100 && size % hundredth == 0;
		if (!fits && unit_names[i].unit != MONEY_YUAN)
			continue;
		add_hundredths(buf, fen < 0, size / hundredth);
		/* 1.5 亿元, but 1.50 元. */
		if (digits > 2 && size / hundredth % 100 != 0 && size / hundredth % 10 == 0)
			buf->len--;
		buf_add_text(buf, unit_names[i].text);
		return;
	}
}
