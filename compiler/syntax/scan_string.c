/*
 * Strings: what opens one decides what closes it; “ inside “ nests. Where one has no end, or is in
 * the quotes of other languages, it is reported and read all the same.
 */
#include "syntax/build.h"

#include "base/text/utf8.h"

enum { QUOTE_ASCII = '"', QUOTE_WIDE = 0xFF02, QUOTE_LEFT = 0x201C, QUOTE_RIGHT = 0x201D };

static uint32_t quote_at(const struct parse *p, struct span span)
{
	size_t size;
	return utf8_decode(parse_text(p, span), &size);
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
	struct node *node = node_leaf(p, NODE_STRING, span);
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

/* “甲" and "甲”: the only mark of the other kind in the line must be meant to close. */
static bool close_otherwise(struct parse *p, struct diag *diag, struct str raw, uint32_t from)
{
	bool plain = p->string_quote == QUOTE_ASCII;
	struct str other = plain ? STR("”") : STR("\"");
	size_t at = raw.len, count = 0;
	if (!plain && p->string_quote != QUOTE_LEFT)
		return false;
	for (size_t i = 0; i < raw.len; i++) {
		if (!str_starts_with(str_from_to(raw, i, raw.len), other))
			continue;
		at = i;
		count++;
	}
	if (count != 1)
		return false;
	struct span mark = {from + (uint32_t)at, from + (uint32_t)(at + other.len)};
	diag_edit(p->diags, diag, mark, plain ? STR("\"") : STR("”"));
	return true;
}

/* A text over two lines, whose quote stands in the second: one line is made of them. */
static void join_lines(struct parse *p, struct diag *diag)
{
	struct str close = p->string_quote == QUOTE_LEFT ? STR("”") : STR("\"");
	uint32_t line = p->offset + 1, at = line, quotes = 0, start = p->offset;
	if (p->string_quote != QUOTE_LEFT && p->string_quote != QUOTE_ASCII)
		return;
	while (at < p->source->size && scan_byte_at(p, at) != '\n') {
		struct str rest = {p->source->text + at, p->source->size - at};
		quotes += str_starts_with(rest, close);
		at++;
	}
	if (quotes % 2 == 0)
		return;
	uint32_t text = scan_past_blanks(p, line);
	start -= p->source->text[start - 1] == '\r';
	diag_edit(p->diags, diag, (struct span){start, text}, STR(""));
	p->unquoted_end = at;
}

static void report_string_open(struct parse *p, struct str raw, uint32_t from)
{
	struct span open = {p->string_start, from};
	p->misread = true;
	if (p->string_start < p->unquoted_end)
		return;
	struct diag *diag =
		diag_at(p->diags, p->source, open, DIAG_STRING_OPEN, ARGS(parse_text(p, open)));
	diag_hint(p->diags, diag, HINT_STRING_CLOSE, NO_ARGS);
	if (!close_otherwise(p, diag, raw, from))
		join_lines(p, diag);
}

int scan_string_broken(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	uint32_t from = p->string_start + quote_size(p, p->string_start);
	struct str raw = {p->source->text + from, p->offset - from};
	report_string_open(p, raw, from);
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
	struct str raw = parse_text(p, (struct span){open.end, close.start});
	p->misread = true;
	/* No text is wanted there: the parser tells what is. */
	if (p->previous == TOK_BASIS)
		return string_token(p, value, span, raw, open.end);
	struct diag *diag =
		diag_at(p->diags, p->source, open, DIAG_CHARACTER_STRAY, ARGS(parse_text(p, open)));
	diag_hint(p->diags, diag, HINT_DOUBLE_QUOTES, NO_ARGS);
	if (!memchr(raw.ptr, '"', raw.len) && !memchr(raw.ptr, '\\', raw.len)) {
		diag_edit(p->diags, diag, open, STR("\""));
		diag_edit(p->diags, diag, close, STR("\""));
	}
	return string_token(p, value, span, raw, open.end);
}

/* Where the title ends that begins before, or 0. Of a line that ends none it is kept until where: each
 * 《 would look to its end again. */
static uint32_t end_of_title(struct parse *p, uint32_t from)
{
	static const unsigned char close[] = {0xE3, 0x80, 0x8B};
	const char *text = p->source->text;
	uint32_t at = from;
	if (from < p->no_title_before)
		return 0;
	for (; at < p->source->size; at++) {
		unsigned char first = (unsigned char)scan_byte_at(p, at);
		if (first == '\n')
			break;
		if (first == close[0] && p->source->size - at >= sizeof(close) &&
		    memcmp(text + at + 1, close + 1, sizeof(close) - 1) == 0)
			return at + (uint32_t)sizeof(close);
	}
	p->no_title_before = at;
	return 0;
}

/* How many bytes an equals sign takes that stands there. */
static uint32_t equals_at(const struct parse *p, uint32_t at)
{
	bool wide = at + 3 <= p->source->size && (unsigned char)scan_byte_at(p, at) == 0xEF &&
		    memcmp(p->source->text + at + 1, "\xBC\x9D", 2) == 0;
	return wide ? 3 : scan_byte_at(p, at) == '=';
}

int scan_title(struct parse *p, union TOL_YYSTYPE *value, struct span *span)
{
	uint32_t end = end_of_title(p, span->end);
	if (end) {
		p->offset = span->end = end;
		return scan_single_quotes(p, value, *span);
	}
	p->offset = span->end += equals_at(p, span->end);
	return scan_angle(p, value, span, COMPARE_LT) ? TOK_COMPARE : 0;
}
