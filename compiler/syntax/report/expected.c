/* What could have stood where a token was refused, in words. */
#include "syntax/report/report.h"

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

enum { NAMED_MAX = 4 }; /* tokens; more are told by what they are together */

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

/* What to do about it. */

/* Where a keyword is at home that cannot stand here. */
static const char *home_of(const struct refused *r)
{
	static const struct {
		enum block block;
		const char *name[2];
	} homes[] = {
		{BLOCK_FILE, {"at the top of a file", "文件顶层"}},
		{BLOCK_VOCABULARY, {"in a vocabulary", "词汇里"}},
		{BLOCK_LIST, {"in a list, outside its rules", "清单里、规则之外"}},
		{BLOCK_RULE, {"in a rule", "规则里"}},
		{BLOCK_PROCEDURE, {"in a procedure", "程序里"}},
		{BLOCK_CASE, {"in a case", "案例里"}},
	};
	unsigned taken = token_places(r->token.kind);
	bool elsewhere = keyword_is_reserved(keyword_of_token(r->token.kind)) &&
			 !(taken & block_current(r->p));
	for (size_t i = 0; i < countof(homes) && elsewhere; i++) {
		if (taken & homes[i].block)
			return homes[i].name[r->p->diags->language];
	}
	return NULL;
}

static bool brace_follows(const struct parse *p, uint32_t at)
{
	while (at < p->source->size && scan_byte_at(p, at) != '\n') {
		if (scan_byte_at(p, at++) == '{')
			return true;
	}
	return false;
}

/* In a list and in a rule, where more can stand than is told. */
static bool is_seldom(const struct refused *r, enum keyword keyword)
{
	static const enum keyword seldom[] = {
		KW_IN_FORCE_SINCE, KW_REPEALS, KW_CORRECTS,   KW_WITHDRAWS,   KW_REINSTATES,
		KW_RETROACTIVE,	   KW_BASIS,   KW_SPECIAL_TO, KW_SAVES,	      KW_DELEGATES_TO,
		KW_STATUS,	   KW_SCOPE,   KW_FORMERLY,   KW_RECOGNITION, KW_CONTINUING,
	};
	for (size_t i = 0; i < countof(seldom); i++) {
		if (seldom[i] == keyword)
			return true;
	}
	return block_current(r->p) == BLOCK_RULE &&
	       (keyword == KW_EFFECTIVE || keyword == KW_EXPIRES);
}

/* How far back a keyword stands in the list of those that are possible. */
static unsigned rank_of(const struct refused *r, enum keyword keyword)
{
	struct parse *p = r->p;
	bool first = first_on_line(p, r->token.span.start);
	bool item = token_places(keyword_infos[keyword].token) & block_current(p);
	bool heads = block_of_item(keyword) != 0;
	if (item != first)
		return 2;
	return item && (heads != brace_follows(p, r->token.span.end) || is_seldom(r, keyword));
}

/* Of the units those that this place takes. */
static bool is_fitting(const struct refused *r, enum keyword keyword)
{
	bool limit = expects(r, TOK_FROM);
	if (keyword_infos[keyword].class == CLASS_UNIT)
		return (keyword >= KW_WORKDAYS) == limit && !expects(r, TOK_NAME);
	return keyword_is_reserved(keyword) || !expects(r, TOK_NAME);
}

/* Adds a word to the list, or what says that there are more; false where it is full. */
static bool list_add(struct buf *out, size_t listed, struct str word, enum language language)
{
	enum { LISTED_MAX = 8, BYTES_MAX = 52 }; /* an argument is cut at 60 columns */
	size_t bytes = language == LANGUAGE_ZH ? out->len / 2 : out->len + word.len;
	if (listed)
		buf_add_text(out, language == LANGUAGE_ZH ? "、" : ", ");
	bool full = listed == LISTED_MAX || bytes > BYTES_MAX;
	buf_add(out, full ? STR("…") : word);
	return !full;
}

/* The keywords that can stand there, the likely ones first. */
static void list_expected(struct buf *out, const struct refused *r)
{
	enum { RANKS = 3 };
	enum language language = r->p->diags->language;
	size_t listed = 0;
	for (unsigned rank = 0; rank < RANKS; rank++) {
		for (size_t i = 0; i < r->count; i++) {
			enum keyword keyword = keyword_of_token(r->expected[i]);
			if (keyword == KW_NONE || !is_fitting(r, keyword) ||
			    rank_of(r, keyword) != rank)
				continue;
			struct str word = str_from(keyword_infos[keyword].spelling[language]);
			if (!list_add(out, listed++, word, language))
				return;
		}
	}
}

static bool lists_keywords(const struct refused *r)
{
	int tokens[256];
	return telling_tokens(tokens, r) > NAMED_MAX && !expects(r, TOK_NOT) &&
	       !expects(r, TOK_NUMBER);
}

static void hint_expected(const struct refused *r, struct diag *diag)
{
	struct diag_list *diags = r->p->diags;
	const char *home = home_of(r);
	bool heading = expects(r, TOK_NAME) && block_of_item(r->p->item);
	struct buf words;
	buf_init(&words, r->p->arena->mem);
	if (home)
		diag_hint(diags, diag, HINT_BELONGS, ARGS(r->text, str_from(home)));
	else if (heading && (r->token.kind == '{' || r->token.kind == TOK_STRING))
		diag_hint(diags, diag, HINT_NAME_BLOCK, NO_ARGS);
	else if (r->token.kind == ',' && expects(r, TOK_AND))
		diag_hint(diags, diag, HINT_JOIN_CONDITIONS, NO_ARGS);
	else if (lists_keywords(r)) {
		list_expected(&words, r);
		diag_hint(diags, diag, HINT_VALUES, ARGS(buf_str(&words)));
	}
	buf_fini(&words);
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
	if (diag_is_kept(r->p->diags, diag))
		hint_expected(r, diag);
	return diag;
}
