/* Values as people write them in arguments: yes, 50 万元, 2018年2月9日, a choice by its name or its
 * label, choices by commas. */
#include "api/decide/deciding.h"

#include "base/value/money.h"

static bool is_keyword(struct str text, enum keyword keyword)
{
	const struct keyword_info *info = &keyword_infos[keyword];
	return str_equal(text, str_from(info->spelling[LANGUAGE_EN])) ||
	       str_equal(text, str_from(info->spelling[LANGUAGE_ZH]));
}

static struct str trim(struct str text)
{
	while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
		text = str_from_to(text, 1, text.len);
	while (text.len && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
		text.len--;
	return text;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum value_status value_bool(int64_t *out, struct str *choice, const struct eval_fact *fact,
				    struct str text)
{
	(void)choice;
	(void)fact;
	*out = is_keyword(text, KW_YES);
	return *out || is_keyword(text, KW_NO) ? VALUE_GOOD : VALUE_WRONG_TYPE;
}

/* Without a unit it is yuan. */
static enum value_status value_money(int64_t *out, struct str *choice, const struct eval_fact *fact,
				     struct str text)
{
	static const enum value_status statuses[] = {
		[MONEY_OK] = VALUE_GOOD,
		[MONEY_MALFORMED] = VALUE_WRONG_TYPE,
		[MONEY_TOO_FINE] = VALUE_TOO_FINE,
		[MONEY_TOO_LARGE] = VALUE_TOO_LARGE,
	};
	size_t digits = 0;
	(void)choice;
	(void)fact;
	while (digits < text.len && (is_digit(text.ptr[digits]) || text.ptr[digits] == '.'))
		digits++;
	struct str unit = trim(str_from_to(text, digits, text.len));
	for (enum keyword k = KW_YUAN; unit.len == 0 || k <= KW_YI_YUAN; k++)
		if (unit.len == 0 || is_keyword(unit, k))
			return statuses[money_parse(out, str_from_to(text, 0, digits),
						    (enum money_unit)(k - KW_YUAN))];
	return VALUE_WRONG_TYPE;
}

static enum value_status value_count(int64_t *out, struct str *choice, const struct eval_fact *fact,
				     struct str text)
{
	enum { DIGITS_MAX = 9 };
	(void)choice;
	(void)fact;
	*out = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!is_digit(text.ptr[i]))
			return VALUE_WRONG_TYPE;
		if (i == DIGITS_MAX)
			return VALUE_TOO_LARGE;
		*out = *out * 10 + (text.ptr[i] - '0');
	}
	return text.len ? VALUE_GOOD : VALUE_WRONG_TYPE;
}

static enum value_status value_date(int64_t *out, struct str *choice, const struct eval_fact *fact,
				    struct str text)
{
	(void)choice;
	(void)fact;
	*out = date_parse_written(text);
	return *out == DATE_NONE ? VALUE_WRONG_TYPE : VALUE_GOOD;
}

/* The one value that people are shown by that label; EVAL_CHOICES_MAX: none is, or several are. */
static uint32_t choice_labelled(const struct eval_fact *fact, struct str label)
{
	const struct ir_fact *own = fact->newest;
	uint32_t found = EVAL_CHOICES_MAX;
	for (size_t i = 0; own && i < own->choice_count; i++) {
		if (!label.len || !str_equal(own->choices[i].label, label))
			continue;
		if (found != EVAL_CHOICES_MAX)
			return EVAL_CHOICES_MAX;
		found = eval_choice_of(fact, &own->choices[i]);
	}
	return found;
}

static enum value_status value_choice(int64_t *out, struct str *choice,
				      const struct eval_fact *fact, struct str text)
{
	*choice = text;
	*out = eval_choice_named(fact, text);
	if (*out == EVAL_CHOICES_MAX)
		*out = choice_labelled(fact, text);
	return *out == EVAL_CHOICES_MAX ? VALUE_NO_CHOICE : VALUE_GOOD;
}

/* Without the braces around it that files have. */
static struct str unbraced(struct str text)
{
	static const char *const braces[][2] = {{"{", "}"}, {"｛", "｝"}};
	for (size_t i = 0; i < countof(braces); i++) {
		struct str open = str_from(braces[i][0]), close = str_from(braces[i][1]);
		if (str_starts_with(text, open) && str_ends_with(text, close))
			return trim(str_from_to(text, open.len, text.len - close.len));
	}
	return text;
}

/* Where the first comma stands, of whatever width, and how long it is; the end of the text and 0. */
static size_t find_comma(struct str text, size_t *length)
{
	static const char *const commas[] = {",", "，", "、"};
	for (size_t at = 0; at < text.len; at++) {
		for (size_t i = 0; i < countof(commas); i++) {
			*length = strlen(commas[i]);
			if (str_starts_with(str_from_to(text, at, text.len), str_from(commas[i])))
				return at;
		}
	}
	*length = 0;
	return text.len;
}

/* Empty: none of them. */
static enum value_status value_set(int64_t *out, struct str *choice, const struct eval_fact *fact,
				   struct str text)
{
	uint64_t bits = 0;
	text = unbraced(text);
	while (text.len) {
		size_t length, end = find_comma(text, &length);
		int64_t index;
		if (value_choice(&index, choice, fact, trim(str_from_to(text, 0, end))))
			return VALUE_NO_CHOICE;
		bits |= UINT64_C(1) << index;
		text = str_from_to(text, end + length, text.len);
	}
	*out = (int64_t)bits;
	return VALUE_GOOD;
}

/* Digits and points of double width, as an input method writes them, in plain ones; a text that is
 * too long for a number stays as it is. */
static struct str plain_digits(struct str text, char *room, size_t size)
{
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char *at = (const unsigned char *)text.ptr + i;
		bool wide = i + 2 < text.len && at[0] == 0xEF && at[1] == 0xBC;
		bool digit = wide && at[2] >= 0x90 && at[2] <= 0x99;
		if (len == size)
			return text;
		if (digit || (wide && at[2] == 0x8E)) {
			room[len++] = digit ? (char)('0' + at[2] - 0x90) : '.';
			i += 2;
		} else {
			room[len++] = text.ptr[i];
		}
	}
	return (struct str){room, len};
}

enum value_status value_parse(int64_t *out, struct str *choice, const struct eval_fact *fact,
			      struct str text)
{
	static enum value_status (*const parses[])(int64_t *, struct str *,
						   const struct eval_fact *, struct str) = {
		[IR_BOOL] = value_bool,	    [IR_MONEY] = value_money,
		[IR_COUNT] = value_count,   [IR_DATE] = value_date,
		[IR_CHOICE] = value_choice, [IR_SET] = value_set,
	};
	text = trim(text);
	if (is_keyword(text, KW_UNKNOWN))
		return VALUE_UNKNOWN;
	char room[80];
	if (fact->type == IR_MONEY || fact->type == IR_COUNT || fact->type == IR_DATE)
		text = plain_digits(text, room, sizeof(room));
	return parses[fact->type](out, choice, fact, text);
}
