/*
 * A syntax error in words that teach. What was found and what could stand there become the most
 * useful thing that can be said: two words written as one, a word that nearly is a keyword, a comma
 * that is missing, a keyword used as a name; else plainly what was expected.
 */
#include "syntax/build.h"

#include "base/utf8.h"

#define MISTAKES_MAX 100 /* in one file; then reading stops */

struct refused {
	struct parse *p;
	struct token token;
	struct str text; /* as written */
	const int *expected;
	size_t count;
};

static bool expects(const struct refused *r, int token)
{
	for (size_t i = 0; i < r->count; i++) {
		if (r->expected[i] == token)
			return true;
	}
	return false;
}

static struct diag *report(const struct refused *r, enum diag_id id, struct diag_args args)
{
	return diag_at(r->p->diags, r->p->source, r->token.span, id, args);
}

/* Two words written as one. Chinese has no spaces between words. */

/* The longest keyword that the text begins with and that is followed by something, or KW_NONE. */
static enum keyword keyword_prefix(struct str text, size_t *length)
{
	enum keyword best = KW_NONE;
	*length = 0;
	for (int i = KW_NONE + 1; i < KW_COUNT; i++) {
		struct str word = str_from(keyword_infos[i].spelling[LANGUAGE_ZH]);
		if (word.len > *length && word.len < text.len && str_starts_with(text, word) &&
		    (unsigned char)word.ptr[0] >= 0x80) {
			best = (enum keyword)i;
			*length = word.len;
		}
	}
	return best;
}

static size_t digits_prefix(struct str text)
{
	size_t len = 0;
	while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
		len++;
	return len;
}

/* 至少2项 -> 至少 2 项; 施行2018年2月9日 -> 施行 2018年2月9日 */
static void split_words(struct buf *out, struct str text, size_t first)
{
	buf_add(out, str_from_to(text, 0, first));
	struct str rest = str_from_to(text, first, text.len);
	size_t digits = digits_prefix(rest);
	struct str unit = str_from_to(rest, digits, rest.len);
	bool year = digits == 4 && str_starts_with(unit, STR("年")) && unit.len > 3;
	buf_add_char(out, ' ');
	if (digits && digits < rest.len && !year) {
		buf_add(out, str_from_to(rest, 0, digits));
		buf_add_char(out, ' ');
		rest = unit;
	}
	buf_add(out, rest);
}

static bool report_glued(const struct refused *r)
{
	size_t length;
	enum keyword keyword = keyword_prefix(r->text, &length);
	if (r->token.kind != TOK_NAME || keyword == KW_NONE ||
	    !expects(r, keyword_infos[keyword].token))
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	split_words(&split, r->text, length);
	struct diag *diag = report(r, DIAG_WORDS_GLUED,
				   ARGS(r->text, str_from_to(r->text, 0, length)));
	diag_hint(r->p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
	diag_edit(r->p->diags, diag, r->token.span, buf_str(&split));
	buf_fini(&split);
	return true;
}

/* A word that nearly is a keyword. */

static struct str nearest_keyword(const struct refused *r)
{
	struct str best = STR_NONE;
	unsigned limit = r->text.len < 6 ? 1 : 2;
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		for (int language = 0; keyword != KW_NONE && language < 2; language++) {
			struct str word = str_from(keyword_infos[keyword].spelling[language]);
			unsigned distance = str_distance(r->text, word, limit);
			if (distance > limit || utf8_length(word) <= distance)
				continue;
			best = word;
			limit = distance ? distance - 1 : 0;
			if (distance == 0)
				return best;
		}
	}
	return best;
}

static bool report_near(const struct refused *r)
{
	if (r->token.kind != TOK_NAME)
		return false;
	struct str word = nearest_keyword(r);
	if (!word.ptr)
		return false;
	struct diag *diag = report(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	diag_hint(r->p->diags, diag, HINT_DID_YOU_MEAN, ARGS(word));
	diag_edit(r->p->diags, diag, r->token.span, word);
	return true;
}

/* A comma that is missing. */

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

/* Past blanks, the ideographic space among them. */
static uint32_t end_of_text_before(const struct source *source, uint32_t end)
{
	for (;;) {
		struct str before = {source->text, end};
		if (end > 0 && strchr(" \t\r\n", source->text[end - 1]))
			end--;
		else if (str_ends_with(before, STR("\xE3\x80\x80")))
			end -= 3;
		else
			return end;
	}
}

static bool report_comma(const struct refused *r)
{
	struct parse *p = r->p;
	bool values = p->depth > 0 && p->brackets[p->depth - 1].block == BLOCK_VALUES;
	if (!values || !expects(r, ',') || !starts_item(r->token.kind))
		return false;
	uint32_t end = end_of_text_before(p->source, r->token.span.start);
	struct diag *diag = report(r, DIAG_COMMA_MISSING, ARGS(r->text));
	diag_edit(p->diags, diag, (struct span){end, end}, STR(","));
	return true;
}

/* A keyword where a name is wanted. */

static bool report_reserved(const struct refused *r)
{
	if (!expects(r, TOK_NAME) || !keyword_is_reserved(keyword_of_token(r->token.kind)))
		return false;
	struct diag *diag = report(r, DIAG_NAME_RESERVED, ARGS(r->text));
	struct buf quoted;
	buf_init(&quoted, r->p->arena->mem);
	buf_add_char(&quoted, '`');
	buf_add(&quoted, r->text);
	buf_add_char(&quoted, '`');
	diag_hint(r->p->diags, diag, HINT_NAME_RESERVED, ARGS(buf_str(&quoted)));
	buf_fini(&quoted);
	return true;
}

/* Else: what was expected. */

struct token_name {
	int token;
	const char *name[2];
};

static const struct token_name token_names[] = {
	{0, {"the end of the file", "文件结尾"}},
	{TOK_NAME, {"a name", "名称"}},
	{TOK_STRING, {"a text in quotes", "引号内的文字"}},
	{TOK_NUMBER, {"a number", "数字"}},
	{TOK_DATE, {"a date", "日期"}},
	{TOK_COMPARE, {"a comparison", "比较符号"}},
	{TOK_RANGE, {"'..'", "“..”"}},
};

static void add_quoted(struct buf *out, struct str text, enum language language)
{
	buf_add_text(out, language == LANGUAGE_ZH ? "“" : "'");
	buf_add(out, text);
	buf_add_text(out, language == LANGUAGE_ZH ? "”" : "'");
}

static void add_token_name(struct buf *out, int token, enum language language)
{
	for (size_t i = 0; i < countof(token_names); i++) {
		if (token_names[i].token == token) {
			buf_add_text(out, token_names[i].name[language]);
			return;
		}
	}
	enum keyword keyword = keyword_of_token(token);
	char mark[2] = {(char)token, '\0'};
	add_quoted(out, str_from(keyword ? keyword_infos[keyword].spelling[language] : mark),
		   language);
}

/* Words that are names everywhere else are not worth naming where any name will do. */
static size_t telling_tokens(int *out, const struct refused *r)
{
	size_t found = 0;
	bool name = expects(r, TOK_NAME);
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		bool plain = name && keyword != KW_NONE && !keyword_is_reserved(keyword);
		if (!plain && r->expected[i] != ';')
			out[found++] = r->expected[i];
	}
	return found;
}

static void describe_expected(struct buf *out, const struct refused *r)
{
	enum { NAMED_MAX = 4 };
	enum language language = r->p->diags->language;
	int tokens[256];
	size_t count = telling_tokens(tokens, r);
	if (count > NAMED_MAX) {
		size_t properties = 0;
		for (size_t i = 0; i < count; i++)
			properties += keyword_of_token(tokens[i]) != KW_NONE;
		buf_add_text(out, properties < count / 2
					  ? (language ? "条件的一部分" : "part of a condition")
					  : (language ? "下一个关键词" : "the next keyword"));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_text(out, i + 1 == count ? (language ? "或" : " or ")
							 : (language ? "、" : ", "));
		add_token_name(out, tokens[i], language);
	}
}

static void report_expected(const struct refused *r)
{
	struct buf expected, found;
	buf_init(&expected, r->p->arena->mem);
	buf_init(&found, r->p->arena->mem);
	describe_expected(&expected, r);
	if (r->token.kind == 0 || r->text.len == 0)
		add_token_name(&found, r->token.kind, r->p->diags->language);
	else
		add_quoted(&found, r->text, r->p->diags->language);
	report(r, DIAG_UNEXPECTED, ARGS(buf_str(&expected), buf_str(&found)));
	buf_fini(&found);
	buf_fini(&expected);
}

static struct str token_text(const struct parse *p, const struct token *token)
{
	return token->kind == TOK_NAME && token->value ? ((struct name *)token->value)->text
						       : source_text(p->source, token->span);
}

static void stop_after_many(struct parse *p)
{
	if (++p->mistakes < MISTAKES_MAX)
		return;
	size_t limit = p->diags->limit;
	p->diags->limit = 0; /* this one is told, whatever was told before */
	diag_at(p->diags, p->source, p->given.span, DIAG_TOO_MANY_MISTAKES, ARGS(STR("100")));
	p->diags->limit = limit;
	p->refused = true;
}

void report_syntax(struct parse *p, const int *expected, size_t count)
{
	struct refused r = {p, p->given, token_text(p, &p->given), expected, count};
	bool again = p->given.span.start + 1 == p->panic_again;
	if (p->refused)
		return;
	panic_start(p, count == 1 && expected[0] == '{' ? PANIC_BRACE : PANIC_NONE);
	p->misread = true;
	if (again)
		return;
	if (!report_glued(&r) && !report_near(&r) && !report_comma(&r) && !report_reserved(&r))
		report_expected(&r);
	stop_after_many(p);
}

void tol_yyerror(struct span *span, struct parse *p, const char *message)
{
	(void)message; /* only "memory exhausted": the stack of the parser is full */
	if (!p->refused)
		diag_at(p->diags, p->source, *span, DIAG_NESTING, ARGS(STR("200")));
	p->misread = p->refused = true;
}
