/* What could have stood where a token was refused, in words. */
#include "syntax/report.h"

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

/* What many tokens are together: the first row whose token can stand here. */
static const struct token_name *gist_of(const struct refused *r)
{
	static const struct token_name gists[] = {
		{TOK_NOT, {"a condition", "条件"}},
		{TOK_NUMBER, {"a value", "取值"}},
		{'}', {"the next keyword", "下一个关键词"}},
		{TOK_LIST, {"the next keyword", "下一个关键词"}},
		{TOK_DAYS, {"a unit", "单位"}},
		{0, {"the next keyword", "下一个关键词"}},
	};
	const struct token_name *gist = gists;
	while (gist->token && !expects(r, gist->token))
		gist++;
	return gist;
}

static void describe_expected(struct buf *out, const struct refused *r, enum language language)
{
	enum { NAMED_MAX = 4 };
	int tokens[256];
	size_t count = telling_tokens(tokens, r);
	if (count > NAMED_MAX) {
		buf_add_text(out, gist_of(r)->name[language]);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_text(out, i + 1 == count ? (language ? "或" : " or ")
							 : (language ? "、" : ", "));
		add_token_name(out, tokens[i], language);
	}
}

static void describe_found(struct buf *out, const struct refused *r, enum language language)
{
	if (r->token.kind == 0 || r->text.len == 0)
		add_token_name(out, r->token.kind, language);
	else
		add_quoted(out, r->text, language);
}

struct diag *report_expected(const struct refused *r)
{
	struct diag_args args[2] = {NO_ARGS, NO_ARGS};
	for (int language = LANGUAGE_EN; language <= LANGUAGE_ZH; language++) {
		struct buf words;
		buf_init(&words, r->p->arena->mem);
		describe_expected(&words, r, (enum language)language);
		args[language].arg[0] = arena_str(r->p->arena, buf_str(&words));
		buf_clear(&words);
		describe_found(&words, r, (enum language)language);
		args[language].arg[1] = arena_str(r->p->arena, buf_str(&words));
		buf_fini(&words);
	}
	struct diag *diag = report_refused(r, DIAG_UNEXPECTED, args[LANGUAGE_EN]);
	diag_args_zh(r->p->diags, diag, args[LANGUAGE_ZH]);
	return diag;
}
