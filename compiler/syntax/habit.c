/*
 * What is written from habit: a colon behind a keyword, days and amounts as sentences write them.
 */
#include "syntax/report.h"

#include "base/date.h"
#include "base/utf8.h"

bool report_colon(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != ':' || keyword_of_token(p->passed.kind) == KW_NONE)
		return false;
	struct span span = r->token.span;
	char next = scan_byte_at(p, span.end);
	bool blank = next && strchr(" \t\r\n", next);
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_NO_COLON, NO_ARGS);
	diag_edit(p->diags, diag, span, blank ? STR("") : STR(" "));
	return true;
}

/* Days. */

static bool take(struct str *text, struct str word)
{
	bool there = str_starts_with(*text, word);
	if (there)
		*text = str_from_to(*text, word.len, text->len);
	return there;
}

/* 4, 四 -> 4; -1: no digit. */
static int take_digit(struct str *text)
{
	static const char *const digits[] = {"〇", "一", "二", "三", "四",
					     "五", "六", "七", "八", "九"};
	for (size_t i = 0; i < countof(digits); i++) {
		if (take(text, str_from(digits[i])))
			return (int)i;
	}
	if (take(text, STR("零")) || take(text, STR("○")))
		return 0;
	if (!text->len || text->ptr[0] < '0' || text->ptr[0] > '9')
		return -1;
	int digit = text->ptr[0] - '0';
	*text = str_from_to(*text, 1, text->len);
	return digit;
}

/* 二〇二一, 十二, 二十, 2021; at most four figures; -1: none. */
static int take_number(struct str *text)
{
	enum { LARGEST = 9999 };
	int value = -1;
	while (value <= LARGEST) {
		int digit = take_digit(text);
		bool ten = digit < 0 && take(text, STR("十"));
		if (digit < 0 && !ten)
			return value;
		value = ten ? (value < 1 ? 1 : value) * 10 : (value < 0 ? 0 : value) * 10 + digit;
		if (ten && (digit = take_digit(text)) >= 0)
			value += digit;
	}
	return -1;
}

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
	take(&text, STR("自"));
	int year = take_number(&text);
	if (year < 1000 || !take(&text, STR("年")))
		return DATE_NONE;
	int month = take_number(&text);
	if (month < 1 || !take(&text, STR("月")))
		return DATE_NONE;
	int day = take_number(&text);
	if (day < 1 || !(take(&text, STR("日")) || take(&text, STR("号"))) || !is_behind_day(text))
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
			return take_number(&text) >= 0 || str_starts_with(text, STR("自"));
	}
	return digits;
}

/* Without an edit where instead has no ptr. */
static void report_day(const struct refused *r, struct span span, struct span edited,
		       struct str instead)
{
	struct diag_list *diags = r->p->diags;
	struct str text = source_text(r->p->source, span);
	struct diag *diag = diag_at(diags, r->p->source, span, DIAG_DATE_FORM, ARGS(text));
	diag_hint(diags, diag, HINT_DATE_FORM, NO_ARGS);
	if (instead.ptr)
		diag_edit(diags, diag, edited, instead);
}

int take_count(struct str *text)
{
	if (take(text, STR("两")))
		return 2;
	/* Figures are numbers to the scanner already. */
	bool figure = text->len && text->ptr[0] >= '0' && text->ptr[0] <= '9';
	return figure ? -1 : take_number(text);
}

bool is_like_number(struct str text)
{
	return take_number(&text) >= 0;
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
	int32_t day = r->token.kind == TOK_NAME	    ? day_in_words(r->text)
		      : r->token.kind == TOK_NUMBER ? day_in_digits(r->text)
						    : DATE_NONE;
	if (day == DATE_NONE) {
		bool meant = is_like_day(r->text);
		if (meant)
			report_day(r, span, span, STR_NONE);
		return meant;
	}
	struct buf iso;
	buf_init(&iso, r->p->arena->mem);
	buf_add_date(&iso, day);
	report_day(r, span, span, buf_str(&iso));
	buf_fini(&iso);
	return true;
}

/* 50 万元以上 -> >= 50 万元 */

static size_t end_of_unit(struct str text)
{
	size_t longest = 0;
	for (int i = KW_YUAN; i <= KW_YEARS; i++) {
		struct str unit = str_from(keyword_infos[i].spelling[LANGUAGE_ZH]);
		if (unit.len > longest && str_starts_with(text, unit))
			longest = unit.len;
	}
	return longest;
}

static size_t end_of_blanks(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at;
}

/* rest is what stands behind the number. */
static bool report_bound_in(const struct refused *r, struct str rest)
{
	static const struct {
		const char *word;
		const char *written;
	} bounds[] = {{"以上", ">="}, {"以下", "<="}};
	struct diag_list *diags = r->p->diags;
	size_t unit = end_of_blanks(rest, 0), length = end_of_unit(str_from_to(rest, unit, rest.len));
	unit = length ? unit + length : 0;
	size_t word = end_of_blanks(rest, unit);
	for (size_t i = 0; i < countof(bounds); i++) {
		struct str bound = str_from(bounds[i].word);
		if (!str_starts_with(str_from_to(rest, word, rest.len), bound))
			continue;
		uint32_t end = r->token.span.end, start = r->token.span.start;
		struct span span = {end + (uint32_t)word, end + (uint32_t)(word + bound.len)};
		struct diag *diag =
			diag_at(diags, r->p->source, span, DIAG_WORD_UNKNOWN, ARGS(bound));
		diag_hint(diags, diag, HINT_DID_YOU_MEAN, ARGS(str_from(bounds[i].written)));
		diag_edit(diags, diag, (struct span){start, start},
			  bounds[i].written[0] == '>' ? STR(">= ") : STR("<= "));
		diag_edit(diags, diag, (struct span){end + (uint32_t)unit, span.end}, STR(""));
		return true;
	}
	return false;
}

bool report_bound(const struct refused *r)
{
	enum { NEAR = 40 };
	struct parse *p = r->p;
	struct buf rest;
	if (r->token.kind != TOK_NUMBER || !expects(r, TOK_COMPARE))
		return false;
	buf_init(&rest, p->arena->mem);
	for (uint32_t at = r->token.span.end; at < p->source->size && rest.len < NEAR; at++)
		buf_add_char(&rest, scan_byte_at(p, at));
	bool found = report_bound_in(r, buf_str(&rest));
	buf_fini(&rest);
	return found;
}

/* > 50 万元以上: what the comparison said already, or says otherwise. */

/* Whether the text before the offset ends with one of the comparisons. */
static bool compared_by(const struct parse *p, uint32_t offset, const char *const signs[4])
{
	struct str before = {p->source->text, offset};
	while (before.len && before.ptr[before.len - 1] == ' ')
		before.len--;
	for (size_t i = 0; i < 4; i++) {
		if (str_ends_with(before, str_from(signs[i])))
			return true;
	}
	return false;
}

bool report_bound_twice(const struct refused *r)
{
	static const struct {
		const char *word;
		const char *written;
		const char *signs[4];
	} bounds[] = {
		{"以上", ">=", {">=", "≥", "＞＝", "＞="}},
		{"以下", "<=", {"<=", "≤", "＜＝", "＜="}},
		{"以内", "<=", {"<=", "≤", "＜＝", "＜="}},
	};
	struct parse *p = r->p;
	size_t unit = end_of_unit(r->text);
	if (r->token.kind != TOK_NAME || p->passed.kind != TOK_NUMBER || !unit)
		return false;
	for (size_t i = 0; i < countof(bounds); i++) {
		if (!str_equal(str_from_to(r->text, unit, r->text.len), str_from(bounds[i].word)))
			continue;
		struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
		diag_hint(p->diags, diag, HINT_BOUND_SAID, ARGS(str_from(bounds[i].written)));
		if (compared_by(p, p->passed.span.start, bounds[i].signs))
			diag_edit(p->diags, diag,
				  (struct span){r->token.span.start + (uint32_t)unit,
						r->token.span.end},
				  STR(""));
		return true;
	}
	return false;
}

/* （一）甲；（二）乙 in braces. */

/* Where the number in parentheses begins that ends before the offset, or UINT32_MAX. */
static uint32_t start_of_numbering(const struct parse *p, uint32_t end)
{
	struct str before = {p->source->text, end};
	struct str close = str_ends_with(before, STR("）")) ? STR("）") : STR(")");
	size_t at = end - close.len;
	while (at > 0 && !strchr("(\n", p->source->text[at - 1]) &&
	       !str_ends_with((struct str){p->source->text, at}, STR("（")))
		at--;
	struct str number = {p->source->text + at, end - close.len - at};
	if (take_number(&number) < 0 || number.len)
		return UINT32_MAX;
	return (uint32_t)(at - (p->source->text[at - 1] == '(' ? 1 : 3));
}

bool report_numbering(const struct refused *r)
{
	struct parse *p = r->p;
	uint32_t end = p->passed.span.end;
	if (p->passed.kind != ')' || !expects(r, ',') || !token_is_word(r->token.kind))
		return false;
	uint32_t start = start_of_numbering(p, end);
	if (start == UINT32_MAX)
		return false;
	struct span span = {start, end};
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_WORD_UNKNOWN,
				    ARGS(source_text(p->source, span)));
	diag_hint(p->diags, diag, HINT_NO_NUMBERING, NO_ARGS);
	diag_edit(p->diags, diag, span, STR(""));
	return true;
}

void report_mark(const struct refused *r, struct span span, struct str written)
{
	struct diag_list *diags = r->p->diags;
	struct diag *diag = diag_at(diags, r->p->source, span, DIAG_CHARACTER_STRAY, ARGS(r->text));
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(written));
	diag_edit(diags, diag, span, written);
}

/* a; b in braces of values */
bool report_divider(const struct refused *r)
{
	if (r->token.kind != ';' || !expects(r, ','))
		return false;
	report_mark(r, r->token.span, STR(","));
	return true;
}

/* by the official */
bool report_article(const struct refused *r)
{
	struct parse *p = r->p;
	const struct token *before = &p->passed;
	struct str text = token_text(p, before);
	if (before->kind != TOK_NAME || before->quoted || !str_equal(text, STR("the")) ||
	    !token_is_word(r->token.kind))
		return false;
	struct diag *diag =
		diag_at(p->diags, p->source, before->span, DIAG_WORD_UNKNOWN, ARGS(text));
	diag_hint(p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
	diag_edit(p->diags, diag, (struct span){before->span.start, r->token.span.start}, STR(""));
	return true;
}
