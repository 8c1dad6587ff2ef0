/* Braces that are left out: around values and conditions, and at the end of a heading. */
#include "syntax/report/report.h"

static char byte_at(const struct parse *p, uint32_t at)
{
	return at < p->source->size ? scan_byte_at(p, at) : '\n';
}

static bool written_at(const struct parse *p, uint32_t at, const char *text)
{
	while (*text && byte_at(p, at) == *text)
		at++, text++;
	return !*text;
}

/* Past one of the marks, or the offset itself. */
static uint32_t past_any(const struct parse *p, uint32_t at, const char *const *marks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (written_at(p, at, marks[i]))
			return at + (uint32_t)strlen(marks[i]);
	}
	return at;
}

/* 损失 属于 500～1000 万元, and without 属于 -> 损失 >= 500 万元 且 损失 <= 1000 万元 */

static uint32_t past_digits(const struct parse *p, uint32_t at)
{
	while ((byte_at(p, at) >= '0' && byte_at(p, at) <= '9') || byte_at(p, at) == '.')
		at++;
	return at;
}

static uint32_t past_unit(const struct parse *p, uint32_t at)
{
	static const char *const units[] = {"万元", "亿元", "元", "yuan", "wan_yuan", "yi_yuan"};
	uint32_t unit = end_of_marks(p, at, " "), end = past_any(p, unit, units, countof(units));
	return end > unit ? end : at;
}

/* The word before the offset. */
static struct span word_before(const struct parse *p, uint32_t at)
{
	struct span word;
	while (at > 0 && strchr(" \t", p->source->text[at - 1]))
		at--;
	word.end = at;
	while (at > 0 && !strchr(" \t\r\n({", p->source->text[at - 1]))
		at--;
	word.start = at;
	return word;
}

static void add_bound(struct buf *out, const struct parse *p, struct span fact, const char *sign,
		      struct span number, struct span unit)
{
	add_written(out, p, fact);
	buf_add_text(out, sign);
	add_written(out, p, number);
	if (unit.end > unit.start && byte_at(p, unit.start) != ' ')
		buf_add_char(out, ' ');
	add_written(out, p, unit);
}

bool report_between(const struct refused *r)
{
	static const char *const marks[] = {"～", "~", "－", "-", "—", "至", "到", ".."};
	struct parse *p = r->p;
	struct span low = r->token.span, high, low_unit, unit, fact;
	bool within = p->passed.kind == TOK_IN && expects(r, '{');
	bool bare = p->passed.kind == TOK_NAME && expects(r, TOK_COMPARE);
	if (low.end == low.start || !(within || bare) || r->token.kind != TOK_NUMBER)
		return false;
	low_unit = (struct span){low.end, past_unit(p, low.end)};
	uint32_t mark = end_of_marks(p, low_unit.end, " ");
	uint32_t end = past_any(p, mark, marks, countof(marks));
	high.start = end_of_marks(p, end, " ");
	high.end = past_digits(p, high.start);
	unit = (struct span){high.end, past_unit(p, high.end)};
	if (end == mark || high.end == high.start)
		return false;
	fact = bare ? p->passed.span : word_before(p, p->passed.span.start);
	bool chinese = (unsigned char)p->source->text[p->passed.span.start] >= 0x80;
	struct buf written;
	buf_init(&written, p->arena->mem);
	add_bound(&written, p, fact, " >= ", low, low_unit.end > low_unit.start ? low_unit : unit);
	buf_add_text(&written, chinese ? " 且 " : " and ");
	add_bound(&written, p, fact, " <= ", high, unit);
	struct diag *diag = report_expected(r);
	report_condition(r, diag, (struct span){fact.start, unit.end}, true, buf_str(&written));
	buf_fini(&written);
	return true;
}

/* 全部 甲、乙 -> 全部 { 甲、乙 }; 属于 乡科级 -> 属于 { 乡科级 } */

static uint32_t past_comma(const struct parse *p, uint32_t at)
{
	static const char *const commas[] = {",", "，", "、"};
	return past_any(p, at, commas, countof(commas));
}

/* Where the values end that begin there: with the line, a brace or a comment; those of a comparison
 * at a blank without a comma too. */
static uint32_t end_of_values(const struct parse *p, uint32_t at, bool conditions)
{
	uint32_t end = at;
	bool comma = false;
	for (;;) {
		uint32_t next = end_of_marks(p, at, " \t");
		if (strchr("\r\n{}#;\"", byte_at(p, next)) ||
		    (!conditions && next > at && !comma && past_comma(p, next) == next))
			return end;
		at = past_comma(p, next);
		comma = at > next;
		if (!comma)
			end = ++at;
	}
}

static uint32_t end_of_line(const struct parse *p, uint32_t at)
{
	while (byte_at(p, at) != '\n')
		at++;
	return at;
}

bool report_unbraced(const struct refused *r)
{
	struct parse *p = r->p;
	int opener = p->passed.kind;
	bool conditions = opener == TOK_ALL_OF || opener == TOK_ANY_OF || opener == TOK_OF;
	if (r->count != 1 || !expects(r, '{') || !token_is_word(r->token.kind) ||
	    !(conditions || opener == TOK_IN || opener == TOK_ONE_OF || opener == TOK_SET_OF))
		return false;
	struct span span = {r->token.span.start, end_of_values(p, r->token.span.start, conditions)};
	struct buf braced;
	buf_init(&braced, p->arena->mem);
	buf_add_text(&braced, "{ ");
	add_written(&braced, p, span);
	buf_add_text(&braced, " }");
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&braced)));
	diag_edit(p->diags, diag, span, buf_str(&braced));
	buf_fini(&braced);
	/* The brace that is put in ends only with the line. */
	p->unquoted_end = end_of_line(p, span.end);
	return true;
}

/* 全部（甲、乙） -> 全部 {甲、乙} */

static const char *const round_opens[] = {"(", "（"}, *const round_closes[] = {")", "）"};

/* The bracket that closes the one at the start, a brace perhaps; no span where there is none. */
static struct span matching_bracket(const struct parse *p, struct span open)
{
	enum { FAR = 4000 };
	size_t depth = 0;
	for (uint32_t at = open.start; at < open.start + FAR && byte_at(p, at); at++) {
		if (past_any(p, at, round_opens, countof(round_opens)) > at)
			depth++;
		uint32_t end = past_any(p, at, round_closes, countof(round_closes));
		if (end > at && --depth == 0)
			return (struct span){at, end};
		if (byte_at(p, at) == '}' && depth == 1)
			return (struct span){at, at + 1};
	}
	return (struct span){0, 0};
}

bool report_round_brackets(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->count != 1 || !expects(r, '{') || r->token.kind != '(')
		return false;
	struct span open = r->token.span, close = matching_bracket(p, open);
	bool blank = p->passed.span.end < open.start;
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_CURLY, NO_ARGS);
	if (!close.end)
		return true;
	diag_edit(p->diags, diag, open, blank ? STR("{ ") : STR(" { "));
	if (byte_at(p, close.start) != '}')
		diag_edit(p->diags, diag, close, STR(" }"));
	p->unquoted_end = close.end;
	return true;
}

/* A text whose closing quote is missing may have swallowed the brace; that was said. */
static bool is_open_text(const struct parse *p, const struct token *token)
{
	static const char *const ends[] = {"\"", "”", "」", "』", "＂", "》", "’", "'"};
	struct str text = source_text(p->source, token->span);
	for (size_t i = 0; i < countof(ends); i++) {
		if (str_ends_with(text, str_from(ends[i])))
			return false;
	}
	return token->kind == TOK_STRING;
}

/* 可容 先行 条款 "三" 当 勤勉: what belongs into the item stands behind its heading. */
static bool report_line_without_braces(const struct refused *r)
{
	struct parse *p = r->p;
	if (!(token_places(r->token.kind) & block_of_item(p->item)))
		return false;
	struct span rest = {r->token.span.start, r->token.span.start};
	while (!strchr("\r\n{}#", byte_at(p, rest.end)))
		rest.end++;
	rest.end = end_of_text_before(p->source, rest.end);
	struct buf braced;
	buf_init(&braced, p->arena->mem);
	buf_add_text(&braced, "{ ");
	add_written(&braced, p, rest);
	buf_add_text(&braced, " }");
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&braced)));
	buf_fini(&braced);
	return true;
}

/* 不容 事故 "责任事故" and then the first property: the place is the heading, not the next line. */
bool report_heading(const struct refused *r)
{
	struct parse *p = r->p;
	bool title = expects(r, TOK_STRING);
	if (!expects(r, '{') || r->count > (title ? 2u : 1u) || !block_of_item(p->item) ||
	    (p->passed.kind != TOK_NAME && p->passed.kind != TOK_STRING))
		return false;
	if (!first_on_line(p, r->token.span.start))
		return report_line_without_braces(r);
	if (is_open_text(p, &p->passed))
		return true;
	struct diag *diag = report_expected(r);
	diag->span = p->passed.span;
	diag_hint(p->diags, diag, HINT_BRACE_HERE, ARGS(STR("{")));
	diag_edit(p->diags, diag, (struct span){p->passed.span.end, p->passed.span.end}, STR(" {"));
	return true;
}
