/* Exceptions as sentences write them, and those that lack a part. */
#include "syntax/report/report.h"

static struct diag *report_hinted(const struct refused *r, enum hint_id hint)
{
	struct diag *diag = report_expected(r);
	diag_hint(r->p->diags, diag, hint, NO_ARGS);
	return diag;
}

static uint32_t end_of_line(const struct parse *p, uint32_t at)
{
	while (at < p->source->size && !strchr("\r\n{}#", scan_byte_at(p, at)))
		at++;
	return at;
}

/* Whether a word says that something is excepted and is not the keyword, or another word for it. */
static bool excepts(struct str word)
{
	static const char *const words[] = {"除", "除了", "但是"};
	bool found = str_starts_with(word, STR("但")) && !str_equal(word, STR("但书"));
	for (size_t i = 0; i < countof(words); i++)
		found |= str_equal(word, str_from(words[i]));
	return found || (str_ends_with(word, STR("除外")) && !str_equal(word, STR("除外")));
}

/* 当 谋利 但 集体决策 除外: behind a condition, up to the end of the line. */
bool report_exclusion(const struct refused *r)
{
	struct parse *p = r->p;
	struct span rest = {r->token.span.start, end_of_line(p, r->token.span.start)};
	if ((r->token.kind != TOK_NAME && r->token.kind != ',') || !expects(r, TOK_AND) ||
	    block_current(p) == BLOCK_VALUES)
		return false;
	struct buf text;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, rest);
	struct str words = buf_str(&text);
	bool found = r->token.kind == TOK_NAME ? excepts(r->text)
					       : str_contains(words, STR("除外")) ||
							 str_starts_with(words, STR("，但"));
	buf_fini(&text);
	if (!found)
		return false;
	report_hinted(r, HINT_EXCEPT_LINE);
	p->unquoted_end = rest.end;
	return true;
}

/* 除非 态度 = 禁止, 除非 甲 集体决策: the name is missing, or the word behind it. */
bool report_exception_head(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->passed.kind != TOK_NAME || !expects(r, TOK_WHEN) || !expects(r, TOK_STRING) ||
	    p->item != KW_EXCEPT)
		return false;
	bool compared = r->token.kind == TOK_COMPARE || r->token.kind == '=' ||
			r->token.kind == TOK_IN || r->token.kind == TOK_HAS;
	if (!compared && r->token.kind != TOK_NAME && r->token.kind != TOK_NOT)
		return false;
	report_hinted(r, HINT_NAME_EXCEPTION);
	p->unquoted_end = end_of_line(p, r->token.span.end);
	return true;
}

/* A brace where a condition stands, and no word before it. */
bool report_bare_brace(const struct refused *r)
{
	if (r->token.kind != '{' || !expects(r, TOK_ALL_OF) || expects(r, '{'))
		return false;
	report_hinted(r, HINT_WHICH_OF);
	return true;
}

/* A line of names behind a condition that ends; they are not told one by one. */
static uint32_t end_of_conditions(const struct parse *p, uint32_t at)
{
	for (;;) {
		while (at < p->source->size && scan_byte_at(p, at) != '\n')
			at++;
		uint32_t word = end_of_marks(p, at, " \t\r\n"), end = word;
		while (end < p->source->size && is_name_byte(scan_byte_at(p, end)))
			end++;
		struct buf text;
		buf_init(&text, p->arena->mem);
		add_written(&text, p, (struct span){word, end});
		const struct name *name = names_find(&p->syntax->names, buf_str(&text));
		bool keyword = end == word || (name && token_places(name->token));
		buf_fini(&text);
		if (keyword)
			return at;
		at = end;
	}
}

/* 当 甲, and on the next line 乙 >= 3: conditions without a word between them. */
bool report_unjoined(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != TOK_NAME || !first_on_line(p, r->token.span.start) ||
	    !expects(r, TOK_AND) || block_current(p) == BLOCK_VALUES)
		return false;
	int next = token_after(p);
	bool compared = next == TOK_COMPARE || next == '=' || next == TOK_IN || next == TOK_HAS ||
			next == TOK_AND || next == TOK_OR;
	bool alone = next == '}' || first_on_line(p, p->ahead[p->ahead_count - 2].span.start);
	if (!compared && !alone)
		return false;
	report_hinted(r, HINT_JOIN_LINES);
	p->unquoted_end = end_of_conditions(p, r->token.span.end);
	return true;
}

/* 步骤 调查 自 受理 限 10 日, 步骤 调查 10 日内 */
bool report_limit_order(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->item != KW_STEP || !expects(r, TOK_WITHIN))
		return false;
	if (r->token.kind == TOK_NUMBER && !first_on_line(p, r->token.span.start)) {
		report_hinted(r, HINT_LIMIT_FORM);
		return true;
	}
	if (r->token.kind != TOK_FROM)
		return false;
	struct span span = {r->token.span.start, end_of_line(p, r->token.span.start)};
	struct buf text, turned;
	buf_init(&text, p->arena->mem);
	buf_init(&turned, p->arena->mem);
	add_written(&text, p, span);
	struct str words = buf_str(&text), within = STR(" 限 ");
	size_t at = 0;
	while (at + within.len < words.len &&
	       !str_starts_with(str_from_to(words, at, words.len), within))
		at++;
	struct diag *diag = report_hinted(r, HINT_LIMIT_FORM);
	if (at + within.len < words.len) {
		size_t end = at + within.len;
		for (int parts = 0; end < words.len && parts < 2; end += parts < 2)
			parts += words.ptr[end] == ' ';
		struct str limit = str_from_to(words, at + 1, end);
		buf_add(&turned, limit);
		buf_add_char(&turned, ' ');
		buf_add(&turned, str_from_to(words, 0, at));
		diag_edit(p->diags, diag, (struct span){span.start, span.start + (uint32_t)end},
			  buf_str(&turned));
	}
	p->unquoted_end = span.end;
	buf_fini(&turned);
	buf_fini(&text);
	return true;
}

/* 机关 "某县": the name that was declared is wanted. */
bool report_quoted_name(const struct refused *r)
{
	static const int openers[] = {TOK_ISSUER, TOK_SUBJECT, TOK_UNDER,     TOK_LEVEL,
				      TOK_STATUS, TOK_BY,      TOK_TO,	      TOK_BEFORE,
				      TOK_FOR,	  TOK_USE,     TOK_TRANSITION};
	struct parse *p = r->p;
	bool named = false;
	for (size_t i = 0; i < countof(openers); i++)
		named |= p->passed.kind == openers[i];
	if (!named || r->token.kind != TOK_STRING || !expects(r, TOK_NAME))
		return false;
	struct str text = *((struct node *)r->token.value)->text;
	/* 引用 "词汇.tol" names a file. */
	bool name = text.len > 0 && !str_ends_with(text, STR(".tol")) &&
		    !(text.ptr[0] >= '0' && text.ptr[0] <= '9');
	for (size_t i = 0; i < text.len; i++)
		name &= is_name_byte(text.ptr[i]) || text.ptr[i] == '.';
	struct diag *diag = report_hinted(r, HINT_NAME_PLAIN);
	if (name)
		diag_edit(p->diags, diag, r->token.span, text);
	return true;
}

/* 可容 轻微损失：, and what is said of it below */
bool report_heading_colon(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != ':' || !expects(r, '{') || !block_of_item(p->item))
		return false;
	report_hinted(r, HINT_CURLY);
	return true;
}
