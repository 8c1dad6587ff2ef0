/*
 * What the rules of tol.l call: words to interned names, digits to dates and numbers, strings to
 * text. Full-width letters and digits become ASCII here; names become NFC.
 */
#include "syntax/build.h"

#include "base/value/date.h"
#include "base/text/utf8.h"

#include <stdlib.h>

static int name_token(union TOL_YYSTYPE *value, struct name *name)
{
	value->TOK_NAME = name;
	return name->token ? name->token : TOK_NAME;
}

int scan_name(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	return name_token(value, names_intern(&p->syntax->names, parse_text(p, span)));
}

/* The ASCII twin of a full-width letter, digit or mark, or the code point itself. */
static uint32_t fold_width(uint32_t code_point)
{
	return code_point >= 0xFF01 && code_point <= 0xFF5E ? code_point - 0xFEE0 : code_point;
}

static void fold_text(struct buf *out, struct str text)
{
	for (size_t i = 0, size; i < text.len; i += size) {
		char bytes[4];
		uint32_t c = utf8_decode(str_from_to(text, i, text.len), &size);
		if (c == UTF8_INVALID)
			continue;
		buf_add_bytes(out, bytes, utf8_encode(bytes, fold_width(c)));
	}
}

/* Reports the first character that UAX #31 does not allow in a name. */
static void name_check(struct parse *p, struct str folded, struct span span)
{
	bool start = true;
	for (size_t i = 0, size; i < folded.len; i += size) {
		uint32_t c = utf8_decode(str_from_to(folded, i, folded.len), &size);
		bool good = c == '_' || c == '.' ||
			    (start ? unicode_is_xid_start(c) : unicode_is_xid_continue(c));
		start = c == '.';
		if (good)
			continue;
		diag_at(p->diags, p->source, span, DIAG_NAME_CHARACTER,
			ARGS(str_from_to(folded, i, i + size), folded));
		p->misread = true;
		return;
	}
}

static struct name *name_fold(struct parse *p, struct str text, struct span span)
{
	struct buf folded, composed;
	buf_init(&folded, p->arena->mem);
	buf_init(&composed, p->arena->mem);
	fold_text(&folded, text);
	name_check(p, buf_str(&folded), span);
	utf8_nfc(&composed, buf_str(&folded));
	struct name *name = names_intern(&p->syntax->names, buf_str(&composed));
	buf_fini(&composed);
	buf_fini(&folded);
	return name;
}

int scan_wide_name(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	return name_token(value, name_fold(p, parse_text(p, span), span));
}

static size_t before_characters(struct str text, size_t end, size_t count)
{
	for (; count > 0 && end > 0; count--) {
		do {
			end--;
		} while (end > 0 && ((unsigned char)text.ptr[end] & 0xC0) == 0x80);
	}
	return end;
}

/* 公布2018-02-09 -> 公布; without four digits of a year all that is a name. */
static size_t name_before_date(struct str text)
{
	enum { DAYS = 6, YEAR = 4 }; /* -02-09 and 2018 */
	size_t end = before_characters(text, text.len, DAYS), start = end, size;
	for (size_t i = 0; i < YEAR; i++) {
		start = before_characters(text, start, 1);
		uint32_t c = fold_width(utf8_decode(str_from_to(text, start, end), &size));
		if (c < '0' || c > '9')
			return end;
	}
	return start > 0 ? start : end;
}

static void report_glued_date(struct parse *p, struct span word, struct span whole)
{
	struct buf split;
	buf_init(&split, p->arena->mem);
	buf_add(&split, parse_text(p, word));
	buf_add_char(&split, ' ');
	buf_add(&split, parse_text(p, (struct span){word.end, whole.end}));
	struct diag *diag = diag_at(p->diags, p->source, whole, DIAG_WORDS_GLUED,
				    ARGS(parse_text(p, whole), parse_text(p, word)));
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
	diag_edit(p->diags, diag, whole, buf_str(&split));
	p->misread = true;
	buf_fini(&split);
}

int scan_glued_date(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	struct span whole = *span;
	span->end = span->start + (uint32_t)name_before_date(parse_text(p, whole));
	p->offset = span->end;
	bool dated = fold_width(utf8_decode(parse_text(p, (struct span){span->end, whole.end}),
					    &(size_t){0})) != '-';
	int token = scan_wide_name(p, value, *span);
	if (dated && token != TOK_NAME)
		report_glued_date(p, *span, whole);
	return token;
}

int scan_quoted_name(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	struct str text = parse_text(p, span);
	size_t open = text.ptr[0] == '`' ? 1 : 3;
	size_t close = text.ptr[text.len - 1] == '`' ? 1 : 3;
	value->TOK_NAME = name_fold(p, str_from_to(text, open, text.len - close), span);
	return TOK_NAME;
}

/* Up to three runs of digits. */
static void date_parts(int parts[3], struct str text)
{
	int index = -1;
	bool inside = false;
	for (size_t i = 0, size; i < text.len; i += size) {
		uint32_t c = fold_width(utf8_decode(str_from_to(text, i, text.len), &size));
		bool digit = c >= '0' && c <= '9';
		if (digit && !inside && ++index == 3)
			return;
		if (digit)
			parts[index] = parts[index] * 10 + (int)(c - '0');
		inside = digit;
	}
}

/* How many days the month has, where there is such a month. */
static void hint_days(struct parse *p, struct diag *diag, int year, int month)
{
	int days = 31;
	while (days > 27 && date_from_civil(year, month, days) == DATE_NONE)
		days--;
	if (days < 28)
		return;
	struct buf words[2];
	buf_init(&words[0], p->arena->mem);
	buf_init(&words[1], p->arena->mem);
	buf_addf(&words[0], "%04d-%02d", year, month);
	buf_addf(&words[1], "%d", days);
	diag_hint(p->diags, diag, HINT_DAYS_OF_MONTH, ARGS(buf_str(&words[0]), buf_str(&words[1])));
	buf_fini(&words[1]);
	buf_fini(&words[0]);
}

int scan_date(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	int parts[3] = {0, 0, 0};
	struct node *node = node_leaf(p, NODE_DATE, span);
	date_parts(parts, parse_text(p, span));
	node->date = date_from_civil(parts[0], parts[1], parts[2]);
	value->TOK_DATE = node;
	if (node->date == DATE_NONE) {
		struct diag *diag = diag_at(p->diags, p->source, span, DIAG_DATE_NO_SUCH_DAY,
					    ARGS(parse_text(p, span)));
		hint_days(p, diag, parts[0], parts[1]);
		node->flags |= NODE_BROKEN;
		p->misread = true;
	}
	return TOK_DATE;
}

int scan_bad_date(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	int parts[3] = {0, 0, 0};
	struct node *node = node_leaf(p, NODE_DATE, span);
	struct str text = parse_text(p, span);
	date_parts(parts, text);
	node->date = DATE_NONE;
	node->flags |= NODE_BROKEN;
	value->TOK_DATE = node;
	p->misread = true;
	int32_t meant = date_from_civil(parts[0], parts[1], parts[2]);
	enum diag_id id = parts[2] ? DIAG_DATE_FORM : DIAG_DATE_LACKS_DAY;
	struct diag *diag = diag_at(p->diags, p->source, span, id, ARGS(text));
	diag_hint(p->diags, diag, HINT_DATE_FORM, NO_ARGS);
	if (meant != DATE_NONE && parts[0] >= 1000) {
		struct buf iso;
		buf_init(&iso, p->arena->mem);
		buf_add_date(&iso, meant);
		diag_edit(p->diags, diag, span, buf_str(&iso));
		buf_fini(&iso);
	}
	return TOK_DATE;
}

int scan_number(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	struct node *node = node_leaf(p, NODE_NUMBER, span);
	struct str *text = ARENA_NEW(p->arena, struct str);
	*text = parse_text(p, span);
	if ((unsigned char)text->ptr[0] >= 0x80 || memchr(text->ptr, 0xEF, text->len)) {
		struct buf folded;
		buf_init(&folded, p->arena->mem);
		fold_text(&folded, *text);
		*text = arena_str(p->texts, buf_str(&folded));
		buf_fini(&folded);
	}
	node->text = text;
	value->TOK_NUMBER = node;
	return TOK_NUMBER;
}

uint32_t scan_past_blanks(const struct parse *p, uint32_t at)
{
	while (scan_byte_at(p, at) == ' ' || scan_byte_at(p, at) == '\t')
		at++;
	return at;
}

static bool stands_at(const struct parse *p, uint32_t at, const char *word)
{
	while (*word && scan_byte_at(p, at) == *word)
		at++, word++;
	return !*word;
}

static bool money_at(const struct parse *p, uint32_t at)
{
	static const char *const units[] = {"元", "万元", "亿元", "yuan", "wan_yuan", "yi_yuan"};
	for (size_t i = 0; i < countof(units); i++) {
		if (stands_at(p, at, units[i]))
			return true;
	}
	return false;
}

/* { 100,200 } may be two numbers. */
int scan_grouped(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	struct buf digits;
	uint32_t first = span->start;
	bool grouped = money_at(p, scan_past_blanks(p, span->end));
	while (!grouped && !strchr(",", p->source->text[first]) &&
	       !str_starts_with(parse_text(p, (struct span){first, span->end}), STR("，")))
		first++;
	if (!grouped)
		span->end = p->offset = first;
	int token = scan_number(p, value, *span);
	if (!grouped)
		return token;
	buf_init(&digits, p->arena->mem);
	struct str text = *value->TOK_NUMBER->text;
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != ',')
			buf_add_char(&digits, text.ptr[i]);
	}
	struct str *number = ARENA_NEW(p->arena, struct str);
	*number = arena_str(p->texts, buf_str(&digits));
	value->TOK_NUMBER->text = number;
	struct str mark = parse_text(p, *span);
	bool wide = !memchr(mark.ptr, ',', mark.len);
	struct diag *diag = diag_at(p->diags, p->source, *span, DIAG_CHARACTER_STRAY,
				    ARGS(wide ? STR("，") : STR(",")));
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&digits)));
	diag_edit(p->diags, diag, *span, buf_str(&digits));
	p->misread = true;
	buf_fini(&digits);
	return token;
}

int scan_compare(union TOL_YYSTYPE *value, enum compare_op op, int token)
{
	value->TOK_COMPARE = (uint8_t)op;
	return token;
}

void scan_comment(struct parse *p, struct span span)
{
	if (p->source->text[span.end - 1] == '\r')
		span.end--;
	VEC_PUSH(p->arena->mem, &p->unit->comments, span);
}

void scan_byte_order_mark(struct parse *p, struct span span)
{
	if (span.start == 0)
		return;
	p->stray_end = span.end;
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_BYTE_ORDER_MARK, NO_ARGS);
	diag_edit(p->diags, diag, span, STR(""));
	p->misread = true;
}

_Noreturn void scan_fatal(const char *message)
{
	(void)message;
	abort();
}
