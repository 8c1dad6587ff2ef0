/* Days as sentences write them, in Chinese or in English. */
#include "syntax/report/report.h"

#include "base/value/date.h"
#include "base/text/numeral.h"

#include <ctype.h>

/* What may stand behind a day in a sentence. */
static bool is_behind_day(struct str text)
{
	static const char *const words[] = {"", "起", "起施行", "起实施", "起执行"};
	for (size_t i = 0; i < countof(words); i++) {
		if (str_equal(text, str_from(words[i])))
			return true;
	}
	return false;
}

/* 自二〇二一年四月一日起施行 */
int32_t day_in_words(struct str text)
{
	str_take(&text, STR("自"));
	int year = numeral_take(&text);
	if (year < 1000 || !str_take(&text, STR("年")))
		return DATE_NONE;
	int month = numeral_take(&text);
	if (month < 1 || !str_take(&text, STR("月")))
		return DATE_NONE;
	int day = numeral_take(&text);
	if (day < 1 || !(str_take(&text, STR("日")) || str_take(&text, STR("号"))) || !is_behind_day(text))
		return DATE_NONE;
	return date_from_civil(year, month, day);
}

/* 20210401 */
static int32_t day_in_digits(struct str text)
{
	enum { DIGITS = 8 };
	int number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.len != DIGITS || text.ptr[i] < '0' || text.ptr[i] > '9')
			return DATE_NONE;
		number = number * 10 + (text.ptr[i] - '0');
	}
	return number / 10000 < 1000 ? DATE_NONE
				     : date_from_civil(number / 10000, number / 100 % 100,
						       number % 100);
}

/* Whether a day was meant, be there such a day or not. */
static bool is_like_day(struct str text)
{
	bool digits = text.len == 8;
	for (size_t i = 0; i < text.len; i++) {
		digits &= text.ptr[i] >= '0' && text.ptr[i] <= '9';
		if (str_starts_with(str_from_to(text, i, text.len), STR("年")))
			return numeral_take(&text) >= 0 || str_starts_with(text, STR("自"));
	}
	return digits;
}

/* 1 January 2026, Jan. 1, 2026 */

struct english_day {
	int year;
	int month;
	int day;
	uint32_t end; /* in the source */
};

/* -1: no figure stands there, or more than four do. */
static int english_number(const struct parse *p, uint32_t *at)
{
	int number = 0, count = 0;
	for (char c; (c = scan_byte_at(p, *at)) >= '0' && c <= '9' && count <= 4; ++*at, count++)
		number = number * 10 + (c - '0');
	return count == 0 || count > 4 ? -1 : number;
}

static size_t letters_at(const struct parse *p, uint32_t at, char *out, size_t most)
{
	size_t count = 0;
	while (count < most && at + count < p->source->size &&
	       isalpha((unsigned char)scan_byte_at(p, at + (uint32_t)count))) {
		out[count] = (char)tolower((unsigned char)scan_byte_at(p, at + (uint32_t)count));
		count++;
	}
	return count;
}

/* 1 to 12; 0: no month, nor three letters of one or more. */
static int english_month(const struct parse *p, uint32_t *at)
{
	static const char *const months[] = {
		"january", "february", "march",	    "april",   "may",	   "june",
		"july",	   "august",   "september", "october", "november", "december",
	};
	char word[16];
	size_t length = letters_at(p, *at, word, sizeof(word));
	for (size_t i = 0; i < countof(months); i++) {
		if (length < 3 || length > strlen(months[i]) || memcmp(word, months[i], length))
			continue;
		*at += (uint32_t)length;
		return (int)i + 1;
	}
	return 0;
}

static bool english_day(struct english_day *out, const struct parse *p, uint32_t at)
{
	bool day_first = isdigit((unsigned char)scan_byte_at(p, at));
	if (day_first)
		out->day = english_number(p, &at);
	at = end_of_marks(p, at, " \t");
	out->month = english_month(p, &at);
	at = end_of_marks(p, at, ". \t");
	if (!day_first)
		out->day = out->month ? english_number(p, &at) : -1;
	at = end_of_marks(p, at, ", \t");
	out->year = out->month ? english_number(p, &at) : -1;
	out->end = at;
	return out->day > 0 && out->year >= 1000;
}

/* Without an edit where instead has no ptr. */
static void report_day(const struct refused *r, struct span span, struct span edited,
		       struct str instead)
{
	struct diag_list *diags = r->p->diags;
	struct buf written;
	buf_init(&written, r->p->arena->mem);
	add_written(&written, r->p, span);
	struct diag *diag =
		diag_at(diags, r->p->source, span, DIAG_DATE_FORM, ARGS(buf_str(&written)));
	buf_fini(&written);
	diag_hint(diags, diag, HINT_DATE_FORM, NO_ARGS);
	if (instead.ptr)
		diag_edit(diags, diag, edited, instead);
}

static void report_day_meant(const struct refused *r, struct span span, int32_t day)
{
	struct buf iso;
	buf_init(&iso, r->p->arena->mem);
	if (day != DATE_NONE)
		buf_add_date(&iso, day);
	report_day(r, span, span, day == DATE_NONE ? STR_NONE : buf_str(&iso));
	buf_fini(&iso);
}

static bool report_english_day(const struct refused *r)
{
	struct english_day day;
	struct span span = r->token.span;
	if ((r->token.kind != TOK_NAME && r->token.kind != TOK_NUMBER) ||
	    !english_day(&day, r->p, span.start))
		return false;
	span.end = r->p->unquoted_end = day.end;
	report_day_meant(r, span, date_from_civil(day.year, day.month, day.day));
	return true;
}

/* 1月10日: of which year? */
static bool report_yearless(const struct refused *r)
{
	struct parse *p = r->p;
	uint32_t end = r->token.span.end;
	struct str rest = {p->source->text, p->source->size};
	if (r->token.kind != TOK_NUMBER || scan_byte_at(p, end) != "月"[0])
		return false;
	while (end < rest.len && !strchr(" \t\r\n", scan_byte_at(p, end)))
		end++;
	struct span span = {r->token.span.start, end};
	struct buf written;
	buf_init(&written, p->arena->mem);
	add_written(&written, p, span);
	struct str text = buf_str(&written);
	bool day = numeral_take(&text) > 0 && str_take(&text, STR("月")) &&
		   numeral_take(&text) > 0 && (str_take(&text, STR("日")) || str_take(&text, STR("号")));
	buf_fini(&written);
	if (day)
		report_day(r, span, span, STR_NONE);
	return day;
}

bool report_date(const struct refused *r)
{
	const struct token *before = &r->p->passed;
	struct span span = r->token.span;
	if (before->kind == TOK_DATE && r->token.kind == TOK_NAME && is_behind_day(r->text) &&
	    !first_on_line(r->p, span.start)) {
		report_day(r, span_join(before->span, span),
			   (struct span){before->span.end, span.end}, STR(""));
		return true;
	}
	if (!expects(r, TOK_DATE))
		return false;
	if (report_english_day(r) || report_yearless(r))
		return true;
	int32_t day = r->token.kind == TOK_NAME	    ? day_in_words(r->text)
		      : r->token.kind == TOK_NUMBER ? day_in_digits(r->text)
						    : DATE_NONE;
	if (day == DATE_NONE && !is_like_day(r->text))
		return false;
	report_day_meant(r, span, day);
	return true;
}
