/*
 * What the rules of tol.l call: words to interned names, digits to dates and numbers, strings to
 * text. Full-width letters and digits become ASCII here; names become NFC.
 */
#include "syntax/build.h"

#include "base/value/date.h"
#include "base/text/utf8.h"

#include <stdlib.h>

static struct str span_text(const struct parse *p, struct span span)
{
	return source_text(p->source, span);
}

static int name_token(union TOL_YYSTYPE *value, struct name *name)
{
	value->TOK_NAME = name;
	return name->token ? name->token : TOK_NAME;
}

int scan_name(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	return name_token(value, names_intern(&p->syntax->names, span_text(p, span)));
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
	return name_token(value, name_fold(p, span_text(p, span), span));
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
	buf_add(&split, span_text(p, word));
	buf_add_char(&split, ' ');
	buf_add(&split, span_text(p, (struct span){word.end, whole.end}));
	struct diag *diag = diag_at(p->diags, p->source, whole, DIAG_WORDS_GLUED,
				    ARGS(span_text(p, whole), span_text(p, word)));
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
	diag_edit(p->diags, diag, whole, buf_str(&split));
	p->misread = true;
	buf_fini(&split);
}

int scan_glued_date(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	struct span whole = *span;
	span->end = span->start + (uint32_t)name_before_date(span_text(p, whole));
	p->offset = span->end;
	bool dated = fold_width(utf8_decode(span_text(p, (struct span){span->end, whole.end}),
					    &(size_t){0})) != '-';
	int token = scan_wide_name(p, value, *span);
	if (dated && token != TOK_NAME)
		report_glued_date(p, *span, whole);
	return token;
}

int scan_quoted_name(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	struct str text = span_text(p, span);
	size_t open = text.ptr[0] == '`' ? 1 : 3;
	size_t close = text.ptr[text.len - 1] == '`' ? 1 : 3;
	value->TOK_NAME = name_fold(p, str_from_to(text, open, text.len - close), span);
	return TOK_NAME;
}

static struct node *leaf(struct parse *p, enum node_kind kind, struct span span)
{
	return node_list(p, kind, span, nodes_none());
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
	struct node *node = leaf(p, NODE_DATE, span);
	date_parts(parts, span_text(p, span));
	node->date = date_from_civil(parts[0], parts[1], parts[2]);
	value->TOK_DATE = node;
	if (node->date == DATE_NONE) {
		struct diag *diag = diag_at(p->diags, p->source, span, DIAG_DATE_NO_SUCH_DAY,
					    ARGS(span_text(p, span)));
		hint_days(p, diag, parts[0], parts[1]);
		node->flags |= NODE_BROKEN;
		p->misread = true;
	}
	return TOK_DATE;
}

int scan_bad_date(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	int parts[3] = {0, 0, 0};
	struct node *node = leaf(p, NODE_DATE, span);
	struct str text = span_text(p, span);
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
	struct node *node = leaf(p, NODE_NUMBER, span);
	struct str *text = ARENA_NEW(p->arena, struct str);
	*text = span_text(p, span);
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

/* Strings. What opens one decides what closes it; “ inside “ nests. */

enum { QUOTE_ASCII = '"', QUOTE_WIDE = 0xFF02, QUOTE_LEFT = 0x201C, QUOTE_RIGHT = 0x201D };

static uint32_t quote_at(const struct parse *p, struct span span)
{
	size_t size;
	return utf8_decode(span_text(p, span), &size);
}

void scan_string_open(struct parse *p, struct span span)
{
	p->string_start = span.start;
	p->string_quote = quote_at(p, span);
	p->string_depth = 1;
	p->string_escaped = false;
}

/* What an opening quote means to the string it stands in: +1, -1 or 0. */
static int quote_step(uint32_t opened_by, uint32_t quote)
{
	static const struct {
		uint32_t open, seen;
		int step;
	} steps[] = {
		{QUOTE_ASCII, QUOTE_ASCII, -1},
		{QUOTE_WIDE, QUOTE_WIDE, -1},
		{QUOTE_WIDE, QUOTE_ASCII, -1},
		{QUOTE_LEFT, QUOTE_LEFT, 1},
		{QUOTE_LEFT, QUOTE_RIGHT, -1},
		{QUOTE_RIGHT, QUOTE_RIGHT, -1},
		{0x300C, 0x300C, 1},
		{0x300C, 0x300D, -1},
		{0x300E, 0x300E, 1},
		{0x300E, 0x300F, -1},
	};
	for (size_t i = 0; i < countof(steps); i++) {
		if (steps[i].open == opened_by && steps[i].seen == quote)
			return steps[i].step;
	}
	return 0;
}

bool scan_string_quote(struct parse *p, struct span span)
{
	p->string_depth += (uint32_t)quote_step(p->string_quote, quote_at(p, span));
	return p->string_depth == 0;
}

/* \" \\ \n \t; anything else is reported. */
static struct str unescape(struct parse *p, struct str raw, uint32_t start)
{
	static const char from[] = "\"\\nt", to[] = "\"\\\n\t";
	char *bytes = arena_alloc(p->texts, raw.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < raw.len; i++) {
		if (raw.ptr[i] != '\\' || i + 1 == raw.len) {
			bytes[len++] = raw.ptr[i];
			continue;
		}
		const char *known = memchr(from, raw.ptr[++i], sizeof(from) - 1);
		if (known) {
			bytes[len++] = to[known - from];
			continue;
		}
		struct span at = {start + (uint32_t)i - 1, start + (uint32_t)i + 1};
		struct diag *diag = diag_at(p->diags, p->source, at, DIAG_ESCAPE_UNKNOWN, NO_ARGS);
		diag_hint(p->diags, diag, HINT_ESCAPES, NO_ARGS);
		p->misread = true;
		bytes[len++] = raw.ptr[i];
	}
	return (struct str){bytes, len};
}

static int string_token(struct parse *p, union TOL_YYSTYPE *value, struct span span, struct str raw,
			uint32_t raw_start)
{
	struct node *node = leaf(p, NODE_STRING, span);
	struct str *text = ARENA_NEW(p->arena, struct str);
	*text = p->string_escaped ? unescape(p, raw, raw_start) : raw;
	node->text = text;
	value->TOK_STRING = node;
	return TOK_STRING;
}

static uint32_t quote_size(const struct parse *p, uint32_t offset)
{
	return (unsigned char)p->source->text[offset] < 0x80 ? 1 : 3;
}

int scan_string_close(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	uint32_t from = p->string_start + quote_size(p, p->string_start);
	struct str raw = {p->source->text + from, span->start - from};
	*span = (struct span){p->string_start, span->end};
	return string_token(p, value, *span, raw, from);
}

int scan_string_broken(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	uint32_t from = p->string_start + quote_size(p, p->string_start);
	struct str raw = {p->source->text + from, p->offset - from};
	struct diag *diag =
		diag_at(p->diags, p->source, (struct span){p->string_start, from}, DIAG_STRING_OPEN,
			ARGS(span_text(p, (struct span){p->string_start, from})));
	diag_hint(p->diags, diag, HINT_STRING_CLOSE, NO_ARGS);
	p->misread = true;
	p->string_escaped = false;
	*span = (struct span){p->string_start, p->offset};
	return string_token(p, value, *span, raw, from);
}

/* Where the quote stands that ends the string, or 0. flex keeps a NUL in its first byte. */
static uint32_t end_of_plain(const struct parse *p, uint32_t from)
{
	const char *start = p->source->text + from;
	if (strchr("\"\\\n", scan_byte_at(p, from)))
		return 0;
	const char *end = memchr(start, '"', p->source->size - from);
	if (!end)
		return 0;
	size_t len = (size_t)(end - start);
	return memchr(start, '\n', len) || memchr(start, '\\', len) ? 0 : from + (uint32_t)len;
}

int scan_plain_string(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	uint32_t end = end_of_plain(p, span->end);
	scan_string_open(p, *span);
	if (!end)
		return 0;
	p->offset = end + 1;
	*span = (struct span){end, end + 1};
	return scan_string_close(p, value, span);
}

/* A text in the quotes of other languages: read, for it is clear what was meant. */
int scan_single_quotes(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	p->string_start = span.start;
	p->string_escaped = false;
	uint32_t size = quote_size(p, span.start);
	struct span open = {span.start, span.start + size}, close = {span.end - size, span.end};
	struct str raw = span_text(p, (struct span){open.end, close.start});
	p->misread = true;
	/* No text is wanted there: the parser tells what is. */
	if (p->previous == TOK_BASIS)
		return string_token(p, value, span, raw, open.end);
	struct diag *diag =
		diag_at(p->diags, p->source, open, DIAG_CHARACTER_STRAY, ARGS(span_text(p, open)));
	diag_hint(p->diags, diag, HINT_DOUBLE_QUOTES, NO_ARGS);
	if (!memchr(raw.ptr, '"', raw.len) && !memchr(raw.ptr, '\\', raw.len)) {
		diag_edit(p->diags, diag, open, STR("\""));
		diag_edit(p->diags, diag, close, STR("\""));
	}
	return string_token(p, value, span, raw, open.end);
}

/* 二○一九年一月一日: the circle is no zero. */
int scan_circles(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	struct str circle = STR("○"), text = span_text(p, *span);
	int32_t day = day_in_words(text);
	if (day != DATE_NONE) {
		struct node *node = leaf(p, NODE_DATE, *span);
		struct buf iso;
		buf_init(&iso, p->arena->mem);
		buf_add_date(&iso, day);
		struct diag *diag = diag_at(p->diags, p->source, *span, DIAG_DATE_FORM, ARGS(text));
		diag_hint(p->diags, diag, HINT_DATE_FORM, NO_ARGS);
		diag_edit(p->diags, diag, *span, buf_str(&iso));
		buf_fini(&iso);
		node->date = day;
		value->TOK_DATE = node;
		p->misread = true;
		return TOK_DATE;
	}
	uint32_t end = span->start;
	while (!str_starts_with(span_text(p, (struct span){end, span->end}), circle))
		end++;
	bool name = end > span->start;
	span->end = name ? end : end + (uint32_t)circle.len;
	p->offset = span->end;
	if (name)
		return scan_wide_name(p, value, *span);
	scan_stray(p, *span);
	return 0;
}

static void report_written(struct parse *p, struct span span, struct str meant, struct str edit)
{
	struct diag *diag =
		diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY, ARGS(span_text(p, span)));
	diag_hint(p->diags, diag, HINT_DID_YOU_MEAN, ARGS(meant));
	diag_edit(p->diags, diag, span, edit);
	p->misread = true;
}

/* A square or black one: behind 全部 and the like a brace is meant. */
int scan_other_bracket(struct parse *p, struct span span)
{
	struct str text = span_text(p, span);
	bool opens = str_equal(text, STR("[")) || str_equal(text, STR("【")) ||
		     str_equal(text, STR("［"));
	char mark[2] = {p->depth ? p->brackets[p->depth - 1].close : '}', '\0'};
	if (opens)
		mark[0] = p->previous == TOK_ALL_OF || p->previous == TOK_ANY_OF ||
					  p->previous == TOK_OF || p->previous == TOK_IN ||
					  p->previous == TOK_ONE_OF || p->previous == TOK_SET_OF ||
					  p->previous == '='
				  ? '{'
				  : '(';
	report_written(p, span, str_from(mark), str_from(mark));
	return mark[0];
}

/* && and || and ! */
int scan_other_operator(struct parse *p, union TOL_YYSTYPE *value, struct span span,
			const char *english, const char *chinese)
{
	uint32_t operand = span.end;
	while (operand < p->source->size && strchr(" !(", scan_byte_at(p, operand)))
		operand++;
	bool wide = (unsigned char)scan_byte_at(p, operand) >= 0x80;
	struct str word = str_from(wide ? chinese : english);
	struct name *name = names_intern(&p->syntax->names, word);
	bool before = span.start > 0 && p->source->text[span.start - 1] > ' ';
	bool behind = (unsigned char)scan_byte_at(p, span.end) > ' ';
	struct buf spaced;
	buf_init(&spaced, p->arena->mem);
	if (before)
		buf_add_char(&spaced, ' ');
	buf_add(&spaced, word);
	if (behind)
		buf_add_char(&spaced, ' ');
	report_written(p, span, word, buf_str(&spaced));
	buf_fini(&spaced);
	value->TOK_NAME = name;
	return name->token;
}

int scan_compare(union TOL_YYSTYPE *value, enum compare_op op, int token)
{
	value->TOK_COMPARE = (uint8_t)op;
	return token;
}

int scan_double_equals(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_DOUBLE_EQUALS, NO_ARGS);
	diag_edit(p->diags, diag, span, STR("="));
	p->misread = true;
	return scan_compare(value, COMPARE_EQ, '=');
}

int scan_arrow(struct parse *p, union TOL_YYSTYPE *value, struct span span)
{
	report_written(p, span, STR(">="), STR(">="));
	return scan_compare(value, COMPARE_GE, TOK_COMPARE);
}

/* 本市。本区 where no condition is read. */
static bool divides_name(const struct parse *p, struct span span)
{
	bool condition = p->item == KW_WHEN || p->item == KW_EXCEPT || p->item == KW_DEFINE;
	return !condition && span.start > 0 &&
	       (unsigned char)p->source->text[span.start - 1] >= 0x80 &&
	       (unsigned char)scan_byte_at(p, span.end) >= 0x80;
}

/* One report for a run of them. Ill-formed and invisible ones were reported by the audit. */
void scan_stray(struct parse *p, struct span span)
{
	bool first = span.start != p->stray_end || span.start == 0;
	size_t size;
	uint32_t c = utf8_decode(span_text(p, span), &size);
	p->stray_end = span.end;
	p->misread = true;
	if (!first || span.start < p->unquoted_end || c == UTF8_INVALID || unicode_is_control(c) || unicode_is_invisible(c) ||
	    unicode_is_bidi_control(c))
		return;
	if (scan_other_blank(p, span, c))
		return;
	struct diag *diag =
		diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY, ARGS(span_text(p, span)));
	if (c == 0x3002 && divides_name(p, span)) {
		diag_hint(p->diags, diag, HINT_DID_YOU_MEAN, ARGS(STR(".")));
		diag_edit(p->diags, diag, span, STR("."));
	} else if (c == 0x3002) {
		diag_hint(p->diags, diag, HINT_NO_FULL_STOP, NO_ARGS);
		diag_edit(p->diags, diag, span, STR(""));
	} else if (c == 0x2018 || c == 0x2019 || c == '\'')
		diag_hint(p->diags, diag, HINT_DOUBLE_QUOTES, NO_ARGS);
	else if (c == '`')
		diag_hint(p->diags, diag, HINT_BACKQUOTES, NO_ARGS);
	else if ((c == 0x2014 || c == 0x2013) && p->previous == TOK_DATE) {
		diag_hint(p->diags, diag, HINT_DID_YOU_MEAN, ARGS(STR("..")));
		diag_edit(p->diags, diag, span, STR(".."));
	} else if (c == 0xA5 || c == 0xFFE5)
		diag_hint(p->diags, diag, HINT_WRITE_MONEY, NO_ARGS);
}

void scan_comment(struct parse *p, struct span span)
{
	if (p->source->text[span.end - 1] == '\r')
		span.end--;
	VEC_PUSH(p->arena->mem, &p->unit->comments, span);
}

bool scan_slashes(struct parse *p, struct span *span)
{
	size_t slash = scan_byte_at(p, span->start) == '/' ? 1 : 3;
	struct span both = {span->start, span->start + 2 * (uint32_t)slash};
	bool comment = p->previous != ':';
	if (comment) {
		struct diag *diag = diag_at(p->diags, p->source, both, DIAG_CHARACTER_STRAY,
					    ARGS(span_text(p, both)));
		diag_hint(p->diags, diag, HINT_COMMENT, NO_ARGS);
		diag_edit(p->diags, diag, both, STR("#"));
		p->misread = true;
	} else {
		span->end = span->start + (uint32_t)slash;
		p->offset = span->end;
	}
	return comment;
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
