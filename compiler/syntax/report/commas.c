/* A comma that is missing, or one too many, between things of a kind. */
#include "syntax/report/report.h"

static bool starts_item(int kind)
{
	static const int starts[] = {TOK_NAME,	 TOK_NUMBER, TOK_DATE,	   TOK_STRING, TOK_NOT,
				     TOK_ALL_OF, TOK_ANY_OF, TOK_AT_LEAST, TOK_KNOWN,  TOK_UNKNOWN,
				     TOK_MUST,	 TOK_MAY,    '('};
	for (size_t i = 0; i < countof(starts); i++) {
		if (starts[i] == kind)
			return true;
	}
	return keyword_of_token(kind) != KW_NONE && !keyword_is_reserved(keyword_of_token(kind));
}

/* use a b, withdraws 2020-01-01 2020-02-01: two things of a kind on one line. */
static bool follows_its_like(const struct refused *r)
{
	int before = r->p->passed.kind, kind = r->token.kind;
	bool alike = (token_is_word(before) && token_is_word(kind)) ||
		     (before == TOK_DATE && kind == TOK_DATE);
	return alike && !first_on_line(r->p, r->token.span.start);
}

/* minor, "slight" */
bool report_comma_before_label(const struct refused *r)
{
	struct diag_list *diags = r->p->diags;
	const struct token *before = &r->p->passed;
	if (before->kind != ',' || r->token.kind != TOK_STRING || !expects(r, TOK_NAME))
		return false;
	struct diag *diag = report_expected(r);
	diag_hint(diags, diag, HINT_LABEL, NO_ARGS);
	diag_edit(diags, diag, before->span, STR(""));
	return true;
}

static bool is_constant(int kind)
{
	return kind == TOK_NUMBER || kind == TOK_DATE || kind == TOK_STRING;
}

static bool is_unit(int kind)
{
	return keyword_infos[keyword_of_token(kind)].class == CLASS_UNIT;
}

/* Behind an amount a word may be its unit (万美元) or a remark (左右), and a word before one a
 * comparison (未达到): then no new condition or value begins there. */
static bool begins_another(const struct refused *r)
{
	struct parse *p = r->p;
	int before = p->passed.kind, kind = r->token.kind;
	bool condition = expects(r, TOK_AND);
	if (condition && is_constant(kind))
		return false;
	if (first_on_line(p, r->token.span.start))
		return true;
	if (!token_is_word(kind))
		return kind != '(' || !(before == TOK_NUMBER || is_unit(before));
	if (before == TOK_DATE && is_unit(kind))
		return false;
	int next = token_after(p);
	if (before == TOK_NUMBER || is_unit(before))
		return keyword_is_reserved(keyword_of_token(kind)) || next == TOK_COMPARE ||
		       next == '=' || next == TOK_IN || next == TOK_HAS;
	return !(condition && (is_constant(next) || is_unit(next)));
}

bool report_comma(const struct refused *r)
{
	struct parse *p = r->p;
	bool values = p->depth > 0 && p->brackets[p->depth - 1].block == BLOCK_VALUES;
	size_t length;
	if (!expects(r, ',') || !starts_item(r->token.kind) || !(values || follows_its_like(r)) ||
	    (!values && keyword_stands_alone(keyword_prefix(r->text, &length))) ||
	    !begins_another(r))
		return false;
	uint32_t end = end_of_text_before(p->source, r->token.span.start);
	struct diag *diag = report_refused(r, DIAG_COMMA_MISSING, ARGS(r->text));
	diag_edit(p->diags, diag, (struct span){end, end}, STR(","));
	return true;
}

/* 枚举 { "甲", "乙" } -> 枚举 { 甲, 乙 }: names in quotes, where all of them are. */

/* Takes a text in straight or curly quotes of which a name could be made. */
static bool take_quoted(struct str *text, struct str *name)
{
	static const char *const opens[] = {"\"", "“"}, *const closes[] = {"\"", "”"};
	for (size_t i = 0; i < countof(opens); i++) {
		struct str rest = *text;
		size_t end = 0;
		if (!str_take(&rest, str_from(opens[i])))
			continue;
		while (end < rest.len && is_name_byte(rest.ptr[end]))
			end++;
		*name = str_from_to(rest, 0, end);
		rest = str_from_to(rest, end, rest.len);
		if (!name->len || !str_take(&rest, str_from(closes[i])))
			return false;
		*text = rest;
		return true;
	}
	return false;
}

static void take_commas(struct str *text)
{
	static const char *const marks[] = {",", "，", "、", " ", "\t", "\r", "\n"};
	for (bool more = true; more;) {
		more = false;
		for (size_t i = 0; i < countof(marks); i++)
			more |= str_take(text, str_from(marks[i]));
	}
}

/* Adds the names; how long the text is up to the last, or 0 where anything else stands there. */
static size_t unquote_all(struct buf *out, struct str text)
{
	struct str rest = text, name;
	size_t length = 0;
	while (take_quoted(&rest, &name)) {
		length = text.len - rest.len;
		buf_add_text(out, out->len ? ", " : "");
		buf_add(out, name);
		take_commas(&rest);
	}
	return str_starts_with(rest, STR("}")) || str_starts_with(rest, STR("｝")) ? length : 0;
}

bool report_quoted_choices(const struct refused *r)
{
	enum { NEAR = 1000 };
	struct parse *p = r->p;
	uint32_t start = r->token.span.start;
	if (r->token.kind != TOK_STRING || p->passed.kind != '{' || !expects(r, TOK_NAME) ||
	    block_current(p) != BLOCK_VALUES)
		return false;
	struct buf text, names;
	buf_init(&text, p->arena->mem);
	buf_init(&names, p->arena->mem);
	add_written(&text, p, (struct span){start, start + NEAR});
	size_t length = unquote_all(&names, buf_str(&text));
	struct diag *diag = report_expected(r);
	if (length) {
		p->unquoted_end = start + (uint32_t)length;
		diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&names)));
		diag_edit(p->diags, diag, (struct span){start, p->unquoted_end}, buf_str(&names));
	}
	buf_fini(&names);
	buf_fini(&text);
	return true;
}
