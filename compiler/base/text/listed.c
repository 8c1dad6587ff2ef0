#include "base/text/listed.h"

struct parting {
	const char *text;
	enum listed_by by;
};

static const struct parting part_marks[] = {
	{"、", LISTED_MARK}, {"，", LISTED_COMMA}, {",", LISTED_COMMA}};
static const struct parting part_words[] = {
	{"或", LISTED_OR},  {"或者", LISTED_OR},  {"or", LISTED_OR},
	{"且", LISTED_AND}, {"和", LISTED_AND},	  {"与", LISTED_AND},
	{"及", LISTED_AND}, {"以及", LISTED_AND}, {"and", LISTED_AND}};

static const struct sign {
	const char *text;
	enum listed_sign sign;
} sign_marks[] = {{"!=", LISTED_UNEQUAL},
		  {"≠", LISTED_UNEQUAL},
		  {"！＝", LISTED_UNEQUAL},
		  {"=", LISTED_EQUAL},
		  {"＝", LISTED_EQUAL}},
  sign_words[] = {{"含", LISTED_HAS}, {"has", LISTED_HAS}};

/* What no word holds. */
static const char *const marks[] = {"、", "，", "；", "：", "（", "）", "｛", "｝", "＝",
				    "≠",  "≥",	"≤",  "＜", "＞", "！", "“",  "”",  "　"};
static const char plain_marks[] = " \t\r\n(){}[],;:=<>!\"#/|`";

static bool is_mark_at_end(struct str text)
{
	for (size_t i = 0; i < countof(marks); i++) {
		if (str_ends_with(text, str_from(marks[i])))
			return true;
	}
	return text.len && strchr(plain_marks, text.ptr[text.len - 1]);
}

static bool is_mark_at_start(struct str text)
{
	for (size_t i = 0; i < countof(marks); i++) {
		if (str_starts_with(text, str_from(marks[i])))
			return true;
	}
	return text.len && strchr(plain_marks, text.ptr[0]);
}

static void cut_blanks(struct str *text)
{
	while (text->len && strchr(" \t\r\n", text->ptr[text->len - 1]))
		text->len--;
}

static void take_blanks(struct str *text)
{
	while (text->len && strchr(" \t\r\n", text->ptr[0]))
		*text = str_from_to(*text, 1, text->len);
}

static bool cut(struct str *text, const char *tail)
{
	bool there = str_ends_with(*text, str_from(tail));
	if (there)
		text->len -= strlen(tail);
	return there;
}

static struct str cut_word(struct str *text)
{
	cut_blanks(text);
	size_t end = text->len;
	while (text->len && !is_mark_at_end(*text))
		text->len--;
	return (struct str){text->ptr + text->len, end - text->len};
}

static struct str take_word(struct str *text)
{
	struct str word = {text->ptr, 0};
	take_blanks(text);
	word.ptr = text->ptr;
	while (text->len && !is_mark_at_start(*text))
		*text = str_from_to(*text, 1, text->len);
	word.len = (size_t)(text->ptr - word.ptr);
	return word;
}

static enum listed_by parts(struct str word)
{
	for (size_t i = 0; i < countof(part_words); i++) {
		if (str_equal(word, str_from(part_words[i].text)))
			return part_words[i].by;
	}
	return LISTED_NOT;
}

enum listed_by listed_cut(struct str *text)
{
	struct str rest = *text;
	cut_blanks(&rest);
	for (size_t i = 0; i < countof(part_marks); i++) {
		if (!cut(&rest, part_marks[i].text))
			continue;
		*text = rest;
		return part_marks[i].by;
	}
	enum listed_by by = parts(cut_word(&rest));
	if (by)
		*text = rest;
	return by;
}

static bool cut_sign(struct str *text, enum listed_sign *sign)
{
	struct str rest = *text;
	cut_blanks(&rest);
	for (size_t i = 0; i < countof(sign_marks); i++) {
		*sign = sign_marks[i].sign;
		if (!cut(&rest, sign_marks[i].text))
			continue;
		*text = rest;
		return !(rest.len && strchr("<>=", rest.ptr[rest.len - 1]));
	}
	struct str word = cut_word(&rest);
	for (size_t i = 0; i < countof(sign_words); i++) {
		*sign = sign_words[i].sign;
		*text = rest;
		if (str_equal(word, str_from(sign_words[i].text)))
			return true;
	}
	return false;
}

bool listed_before(struct listed *out, struct str text)
{
	cut_blanks(&text);
	const char *end = text.ptr + text.len;
	out->by = LISTED_NOT;
	for (;;) {
		struct str value = cut_word(&text);
		if (!value.len)
			return false;
		out->values = (struct str){value.ptr, (size_t)(end - value.ptr)};
		struct str rest = text;
		if (cut_sign(&rest, &out->sign)) {
			out->fact = cut_word(&rest);
			return out->fact.len > 0;
		}
		enum listed_by by = listed_cut(&text);
		if (!by)
			return false;
		out->by = by > out->by ? by : out->by;
	}
}

/* What begins a condition is no value. */
static bool begins_condition(struct str word)
{
	static const char *const words[] = {"非",  "已知",  "未知",    "全部", "任一", "至少",
					    "not", "known", "unknown", "all",  "any",  "at"};
	for (size_t i = 0; i < countof(words); i++) {
		if (str_equal(word, str_from(words[i])))
			return true;
	}
	return false;
}

/* A fact that is compared is no value. */
static bool is_compared(struct str rest)
{
	static const char *const signs[] = {"=",  "＝",	  "≠",	"!",   "！",  "<",  ">",
					    "＜", "＞",	  "≤",	"≥",   "{",   "｛", "(",
					    "（", "属于", "含", "in ", "has "};
	take_blanks(&rest);
	for (size_t i = 0; i < countof(signs); i++) {
		if (str_starts_with(rest, str_from(signs[i])))
			return true;
	}
	return false;
}

enum listed_by listed_take(struct str *text, struct str *value)
{
	struct str rest = *text;
	enum listed_by by = LISTED_NOT;
	take_blanks(&rest);
	for (size_t i = 0; i < countof(part_marks) && !by; i++) {
		if (str_take(&rest, str_from(part_marks[i].text)))
			by = part_marks[i].by;
	}
	if (!by)
		by = parts(take_word(&rest));
	*value = take_word(&rest);
	if (!by || !value->len || begins_condition(*value) || is_compared(rest))
		return LISTED_NOT;
	*text = rest;
	return by;
}

void listed_add(struct buf *out, struct str before, struct str values)
{
	struct str value = take_word(&values);
	buf_add(out, before);
	buf_add(out, value);
	while (listed_take(&values, &value)) {
		buf_add_text(out, ", ");
		buf_add(out, before);
		buf_add(out, value);
	}
}
