#include "base/text/numeral.h"

#include "base/value/money.h"

enum { LARGEST = 9999 };

struct numeral_word {
	const char *word;
	int value;
};

static const struct numeral_word digit_words[] = {
	{"〇", 0}, {"零", 0}, {"○", 0}, {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3},
	{"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9},
};

static const struct numeral_word multiple_words[] = {{"十", 10}, {"百", 100}, {"千", 1000}};

/* -1: none stands there. */
static int take_word(struct str *text, const struct numeral_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_take(text, str_from(words[i].word)))
			return words[i].value;
	}
	return -1;
}

static int take_digit(struct str *text)
{
	if (!text->len || text->ptr[0] < '0' || text->ptr[0] > '9')
		return take_word(text, digit_words, countof(digit_words));
	int digit = text->ptr[0] - '0';
	*text = str_from_to(*text, 1, text->len);
	return digit;
}

/* Digits on end, -1 where there are none; 二〇二一 is one number. zero: the first is one. */
static int take_digits(struct str *text, bool *zero)
{
	int value = -1, digit;
	*zero = false;
	while (value <= LARGEST && (digit = take_digit(text)) >= 0) {
		*zero |= value < 0 && digit == 0;
		value = (value < 0 ? 0 : value) * 10 + digit;
	}
	return value;
}

int numeral_take(struct str *text)
{
	int sum = -1, last = LARGEST + 1;
	for (;;) {
		bool zero;
		int value = take_digits(text, &zero);
		int multiple = take_word(text, multiple_words, countof(multiple_words));
		/* 三百五 is 350 to some, and 305 to others; 九十千 is none. */
		bool alone = sum >= 0 && value > 0 && multiple < 0 && !zero;
		if (multiple >= last || (alone && last > 10))
			return -1;
		if (value < 0 && multiple < 0)
			return sum > LARGEST ? -1 : sum;
		sum = (sum < 0 ? 0 : sum) +
		      (value < 0 ? 1 : value) * (multiple < 0 ? 1 : multiple);
		if (multiple < 0 || sum > LARGEST)
			return sum > LARGEST ? -1 : sum;
		last = multiple;
	}
}

static bool is_digit_at(struct str text, size_t at)
{
	return at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9';
}

/* A comma with just three digits behind it. */
static bool is_group_at(struct str text, size_t at)
{
	return at < text.len && text.ptr[at] == ',' && is_digit_at(text, at + 1) &&
	       is_digit_at(text, at + 2) && is_digit_at(text, at + 3) && !is_digit_at(text, at + 4);
}

/* 50, 1,000, 1.5: the figures without commas. */
static void take_figures(struct buf *out, struct str *text)
{
	size_t at = 0;
	for (; is_digit_at(*text, at) || is_group_at(*text, at) ||
	       (at < text->len && text->ptr[at] == '.');
	     at++) {
		if (text->ptr[at] != ',')
			buf_add_char(out, text->ptr[at]);
	}
	*text = str_from_to(*text, at, text->len);
}

static void take_number(struct buf *out, struct str *text)
{
	take_figures(out, text);
	int number = out->len ? -1 : numeral_take(text);
	if (number > 0)
		buf_addf(out, "%d", number);
}

/* NULL: none stands there. */
static const char *take_unit(struct str *text)
{
	static const char *const units[][2] = {{"亿元", "亿元"}, {"万元", "万元"}, {"元", "元"},
					       {"亿", "亿元"},	 {"万", "万元"}};
	for (size_t i = 0; i < countof(units); i++) {
		if (str_take(text, str_from(units[i][0])))
			return units[i][1];
	}
	return NULL;
}

bool counter_take(struct str *text)
{
	static const char *const counters[] = {"人次", "次", "个", "项", "件", "起", "人",
					       "名",   "户", "条", "笔"};
	for (size_t i = 0; i < countof(counters); i++) {
		if (str_take(text, str_from(counters[i])))
			return true;
	}
	return false;
}

static bool take_currency(struct str *text)
{
	static const char *const currencies[] = {"人民币", "RMB", "CNY", "¥", "￥"};
	for (size_t i = 0; i < countof(currencies); i++) {
		if (str_take(text, str_from(currencies[i])))
			return true;
	}
	return false;
}

static void take_blanks(struct str *text)
{
	while (str_take(text, STR(" ")))
		;
}

static enum amount amount_of(struct buf *out, const struct buf *digits, const char *unit)
{
	int64_t fen;
	struct str number = buf_str(digits);
	if (unit && money_parse(&fen, number, MONEY_YUAN) == MONEY_OK) {
		buf_addf(out, "%s %s", digits->ptr, unit);
		return AMOUNT_MONEY;
	}
	if (unit || !number.len || memchr(number.ptr, '.', number.len))
		return AMOUNT_NONE;
	buf_add(out, number);
	return AMOUNT_COUNT;
}

enum amount amount_take(struct buf *out, struct str *text)
{
	struct buf digits;
	bool named = take_currency(text);
	buf_init(&digits, out->mem);
	take_blanks(text);
	take_number(&digits, text);
	struct str rest = *text;
	take_blanks(&rest);
	const char *unit = take_unit(&rest);
	if (unit || (!named && counter_take(&rest)))
		*text = rest;
	enum amount kind = amount_of(out, &digits, !unit && named ? "元" : unit);
	buf_fini(&digits);
	return kind;
}

bool amount_meant(struct buf *out, struct str text)
{
	struct buf amount;
	buf_init(&amount, out->mem);
	bool money = amount_take(&amount, &text) == AMOUNT_MONEY && text.len == 0;
	if (money)
		buf_add(out, buf_str(&amount));
	buf_fini(&amount);
	return money;
}
