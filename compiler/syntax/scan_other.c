/*
 * What the language does not have and other languages, or pens, do: signs, brackets, circles for
 * zeros, blanks of other widths. Where it is clear what is meant, that is the token; it is reported
 * in any case.
 */
#include "syntax/build.h"

#include "base/value/date.h"
#include "base/text/utf8.h"

/* -- circles for zeros -- */

enum { CIRCLE = 0x25CB, DAY_BYTES = 96 }; /* no day in words is longer */

static bool is_of_day(uint32_t c)
{
	return c < 0x80 ? c >= '0' && c <= '9' : c == CIRCLE || unicode_is_xid_continue(c);
}

/* What a day in words is written with from there on, or as much of it as no day goes beyond: in
 * bytes, for in the source flex keeps a NUL behind what it has matched. */
static struct str letters_from(const struct parse *p, uint32_t from, char bytes[DAY_BYTES])
{
	size_t len = 0, size;
	for (uint32_t i = 0; i < DAY_BYTES; i++)
		bytes[i] = scan_byte_at(p, from + i);
	while (len < DAY_BYTES) {
		uint32_t c = utf8_decode((struct str){bytes + len, DAY_BYTES - len}, &size);
		if (!is_of_day(c))
			break;
		len += size;
	}
	return (struct str){bytes, len};
}

static int circled_day(struct parse *p, union TOL_YYSTYPE *value, struct span span, struct str text,
		       int32_t day)
{
	struct node *node = node_leaf(p, NODE_DATE, span);
	struct buf iso;
	buf_init(&iso, p->arena->mem);
	buf_add_date(&iso, day);
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_DATE_FORM, ARGS(text));
	diag_hint(p->diags, diag, HINT_DATE_FORM, NO_ARGS);
	diag_edit(p->diags, diag, span, buf_str(&iso));
	buf_fini(&iso);
	node->date = day;
	value->TOK_DATE = node;
	p->misread = true;
	return TOK_DATE;
}

/* 二○一九年一月一日: the circle is no zero. The span ends behind the first one. */
int scan_circles(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	char bytes[DAY_BYTES];
	struct str ahead = letters_from(p, span->start, bytes);
	int32_t day = day_in_words(ahead);
	uint32_t circle = span->end - (uint32_t)strlen("○");
	bool name = circle > span->start;
	if (day != DATE_NONE)
		span->end = span->start + (uint32_t)ahead.len;
	else if (name)
		span->end = circle;
	p->offset = span->end;
	if (day != DATE_NONE)
		return circled_day(p, value, *span, ahead, day);
	if (name)
		return scan_wide_name(p, value, *span);
	scan_stray(p, *span);
	return 0;
}

/* -- signs and brackets -- */

static void report_written(struct parse *p, struct span span, struct str meant, struct str edit)
{
	struct diag *diag =
		diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY, ARGS(parse_text(p, span)));
	diag_hint(p->diags, diag, HINT_DID_YOU_MEAN, ARGS(meant));
	diag_edit(p->diags, diag, span, edit);
	p->misread = true;
}

/* A square or black one: behind 全部 and the like a brace is meant. */
int scan_other_bracket(struct parse *p, struct span span)
{
	struct str text = parse_text(p, span);
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

bool scan_angle(struct parse *p, union TOL_YYSTYPE *value, struct span *span, enum compare_op op)
{
	static const char *const written[][2] = {{"<", "<="}, {">", ">="}};
	char last = p->source->text[span->end - 1];
	bool equal = last == '=' || (span->end - span->start > 4);
	bool behind =
		p->previous == TOK_NAME || p->previous == TOK_NUMBER || p->previous >= TOK_YUAN;
	unsigned char next = (unsigned char)scan_byte_at(p, scan_past_blanks(p, span->end));
	if (!behind || !(next >= 0x80 || (next >= '0' && next <= '9') ||
			 ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'))) {
		span->end = p->offset = span->start + 3;
		scan_stray(p, *span);
		return false;
	}
	struct str meant = str_from(written[op == COMPARE_GT][equal]);
	if (span->start >= p->unquoted_end)
		report_written(p, *span, meant, meant);
	value->TOK_COMPARE = (uint8_t)(!equal ? op : op == COMPARE_GT ? COMPARE_GE : COMPARE_LE);
	return true;
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

static uint32_t line_end(const struct parse *p, uint32_t from)
{
	while (from < p->source->size && scan_byte_at(p, from) != '\n')
		from++;
	return from;
}

bool scan_slashes(struct parse *p, struct span *span)
{
	struct span both = *span;
	bool comment = p->previous != ':';
	if (comment) {
		struct diag *diag = diag_at(p->diags, p->source, both, DIAG_CHARACTER_STRAY,
					    ARGS(parse_text(p, both)));
		diag_hint(p->diags, diag, HINT_COMMENT, NO_ARGS);
		diag_edit(p->diags, diag, both, STR("#"));
		p->misread = true;
	}
	span->end = comment ? line_end(p, both.end) : both.start + (both.end - both.start) / 2;
	p->offset = span->end;
	return comment;
}

/* -- characters that mean nothing -- */

/* Blanks that look like a space and are none. */
static bool is_other_blank(uint32_t c)
{
	return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

/* A text pasted from elsewhere is full of them: one report, and one fix for all. */
static bool report_other_blank(struct parse *p, struct span span, uint32_t c)
{
	struct buf code;
	if (!is_other_blank(c))
		return false;
	buf_init(&code, p->arena->mem);
	if (p->other_blanks++ == 0) {
		buf_addf(&code, "U+%04X", (unsigned)c);
		p->other_blank = diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY,
					 ARGS(buf_str(&code)));
		diag_hint(p->diags, p->other_blank, HINT_PLAIN_BLANK, NO_ARGS);
	} else if (diag_is_kept(p->diags, p->other_blank)) {
		buf_addf(&code, "%zu", p->other_blanks);
		diag_hint(p->diags, p->other_blank, HINT_PLAIN_BLANKS, ARGS(buf_str(&code)));
	}
	diag_edit(p->diags, p->other_blank, span, STR(" "));
	buf_fini(&code);
	return true;
}

/* 本市。本区 where no condition is read. */
static bool divides_name(const struct parse *p, struct span span)
{
	bool condition = p->item == KW_WHEN || p->item == KW_EXCEPT || p->item == KW_DEFINE;
	return !condition && span.start > 0 &&
	       (unsigned char)p->source->text[span.start - 1] >= 0x80 &&
	       (unsigned char)scan_byte_at(p, span.end) >= 0x80;
}

/* 损失1.5亿元以下: the number is read as a part of the name, and needs a blank before it. */
static bool report_glued_number(struct parse *p, struct span span)
{
	uint32_t at = span.start;
	char next = scan_byte_at(p, span.end);
	while (at > 0 && p->source->text[at - 1] >= '0' && p->source->text[at - 1] <= '9')
		at--;
	if (p->previous != TOK_NAME || p->source->text[span.start] != '.' || at == span.start ||
	    at == 0 || (unsigned char)p->source->text[at - 1] < 0x80 || next < '0' || next > '9')
		return false;
	uint32_t end = span.end;
	while ((unsigned char)scan_byte_at(p, end) >= 0x80 ||
	       (scan_byte_at(p, end) >= '0' && scan_byte_at(p, end) <= '9'))
		end++;
	struct buf apart;
	buf_init(&apart, p->arena->mem);
	buf_add_char(&apart, ' ');
	for (uint32_t i = at; i < span.end; i++)
		buf_add_char(&apart, scan_byte_at(p, i));
	struct diag *diag =
		diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY, ARGS(STR(".")));
	diag_hint(p->diags, diag, HINT_NUMBER_APART,
		  ARGS(parse_text(p, (struct span){at, span.start})));
	diag_edit(p->diags, diag, (struct span){at, span.end}, buf_str(&apart));
	p->unquoted_end = end;
	buf_fini(&apart);
	return true;
}

/* • and ①, before things of a kind. */
static bool is_bullet(uint32_t c)
{
	static const uint32_t bullets[] = {0x2022, 0x2023, 0x25A0, 0x25A1,
					   0x25C6, 0x25C7, 0x25CF, 0x2605};
	bool found = c >= 0x2460 && c <= 0x249B;
	for (size_t i = 0; i < countof(bullets); i++)
		found |= c == bullets[i];
	return found;
}

/* ￥500 -> 500 元, ￥50 万元 -> 50 万元 */
static void edit_yuan(struct parse *p, struct diag *diag, struct span sign)
{
	uint32_t start = scan_past_blanks(p, sign.end), end = start;
	while (strchr("0123456789.", scan_byte_at(p, end)) && end < p->source->size)
		end++;
	uint32_t behind = scan_past_blanks(p, end);
	char unit = scan_byte_at(p, behind), next = scan_byte_at(p, behind + 1);
	if (end == start || (unit == ',' && next >= '0' && next <= '9'))
		return;
	diag_edit(p->diags, diag, (struct span){sign.start, start}, STR(""));
	if ((unsigned char)unit < 0x80)
		diag_edit(p->diags, diag, (struct span){end, end}, STR(" 元"));
}

/* One report for a run of them. Ill-formed and invisible ones were reported by the audit. */
void scan_stray(struct parse *p, struct span span)
{
	bool first = span.start != p->stray_end || span.start == 0;
	size_t size;
	uint32_t c = utf8_decode(parse_text(p, span), &size);
	p->stray_end = span.end;
	p->misread = true;
	if (!first || span.start < p->unquoted_end || c == UTF8_INVALID || unicode_is_control(c) ||
	    unicode_is_invisible(c) || unicode_is_bidi_control(c))
		return;
	if (report_other_blank(p, span, c) || report_glued_number(p, span))
		return;
	struct diag *diag =
		diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY, ARGS(parse_text(p, span)));
	if (is_bullet(c)) {
		diag_hint(p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
		diag_edit(p->diags, diag, (struct span){span.start, scan_past_blanks(p, span.end)},
			  STR(""));
	} else if (c == '%' || c == 0xFF05) {
		diag_hint(p->diags, diag, HINT_NO_PERCENT, NO_ARGS);
	} else if (c == 0x3002 && divides_name(p, span)) {
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
	} else if (c == 0xA5 || c == 0xFFE5) {
		diag_hint(p->diags, diag, HINT_WRITE_MONEY, NO_ARGS);
		edit_yuan(p, diag, span);
	}
}
