/* Single tokens: some are given back to be read again, and keywords of two words are joined. */
#include "syntax/tokens.h"

#include <assert.h>

int scan_raw(union TOL_YYSTYPE *value, struct span *span, void *scanner);

static bool in_backquotes(const struct parse *p, const struct token *token)
{
	const char *text = p->source->text + token->span.start;
	return token->kind == TOK_NAME && (text[0] == '`' || memcmp(text, "\xEF\xBD\x80", 3) == 0);
}

static void token_scan(struct parse *p, struct token *out)
{
	union TOL_YYSTYPE value = {0};
	out->kind = scan_raw(&value, &out->span, p->scanner);
	out->quoted = in_backquotes(p, out);
	out->whole = false;
	out->compare = value.TOK_COMPARE;
	out->value = value.TOK_NAME;
}

static void ahead_push(struct parse *p, struct token token)
{
	assert(p->ahead_count < countof(p->ahead));
	p->ahead[p->ahead_count++] = token;
}

static void token_take(struct parse *p, struct token *out)
{
	if (p->ahead_count)
		*out = p->ahead[--p->ahead_count];
	else
		token_scan(p, out);
}

void token_back(struct parse *p, struct token token)
{
	token.whole = true;
	ahead_push(p, token);
}

/* all + of: a keyword of two words is one token. */
static void token_join(struct parse *p, struct token *first)
{
	struct token second;
	token_take(p, &second);
	struct name *joined = token_is_word(second.kind) && !second.quoted
				      ? syntax_pair(p->syntax, first->value, second.value)
				      : NULL;
	if (!joined) {
		ahead_push(p, second);
		return;
	}
	first->kind = joined->token;
	first->value = joined;
	first->span = span_join(first->span, second.span);
}

void token_next(struct parse *p, struct token *out)
{
	token_take(p, out);
	if (!out->whole && !out->quoted && token_is_word(out->kind) &&
	    ((struct name *)out->value)->joins)
		token_join(p, out);
}

int token_peek(struct parse *p)
{
	struct token token;
	token_take(p, &token);
	ahead_push(p, token);
	return token.kind;
}

int token_after(struct parse *p)
{
	struct token back, after;
	token_take(p, &back);
	token_take(p, &after);
	ahead_push(p, after);
	ahead_push(p, back);
	return after.kind;
}

/* Where a line begins below the first that says the edition; 0: none does. */
static uint32_t later_edition(const struct parse *p, uint32_t from)
{
	enum { FAR = 4096 };
	for (uint32_t at = from; at < p->source->size && at < from + FAR; at++) {
		bool line = at > from && scan_byte_at(p, at - 1) == '\n';
		if (line && scan_byte_at(p, at) == 't' && scan_byte_at(p, at + 1) == 'o' &&
		    scan_byte_at(p, at + 2) == 'l' && strchr(" \t", scan_byte_at(p, at + 3)))
			return at;
	}
	return 0;
}

/* Lines before the edition: they can only be meant as comments. */
static void comment_until(struct parse *p, struct diag *diag, uint32_t end)
{
	bool blank = true; /* so far in this line */
	for (uint32_t at = 0; at < end; at++) {
		char c = scan_byte_at(p, at);
		if (c == '\n') {
			blank = true;
		} else if (blank && !strchr(" \t\r", c)) {
			if (c != '#')
				diag_edit(p->diags, diag, (struct span){at, at}, STR("# "));
			blank = false;
		}
	}
}

/* False where no edition follows what the file begins with. */
static bool skip_to_edition(struct parse *p, struct token first)
{
	uint32_t edition = later_edition(p, first.span.start);
	struct token token = first;
	if (!edition)
		return false;
	struct diag *diag = diag_at(p->diags, p->source, first.span, DIAG_EDITION_MISSING, NO_ARGS);
	diag_hint(p->diags, diag, HINT_EDITION_FIRST, NO_ARGS);
	comment_until(p, diag, edition);
	p->misread = true;
	p->unquoted_end = edition;
	while (token.kind && token.span.start < edition)
		token_take(p, &token);
	ahead_push(p, token);
	return true;
}

/* The edition of a file that does not say it; what looks like an attempt is dropped. */
static void edition_insert(struct parse *p)
{
	static const struct str one = {"1", 1};
	struct token first, number = {.kind = TOK_NUMBER};
	token_take(p, &first);
	if (first.kind == TOK_TOL) {
		ahead_push(p, first);
		return;
	}
	if (skip_to_edition(p, first))
		return;
	struct span place = {first.span.start, first.span.start};
	if (first.kind == TOK_NAME && token_peek(p) == TOK_NUMBER)
		place = span_join(first.span, p->ahead[--p->ahead_count].span);
	else
		ahead_push(p, first);
	struct diag *diag = diag_at(p->diags, p->source, place, DIAG_EDITION_MISSING, NO_ARGS);
	diag_hint(p->diags, diag, HINT_EDITION, NO_ARGS);
	diag_edit(p->diags, diag, place, place.end > place.start ? STR("tol 1") : STR("tol 1\n\n"));
	p->misread = true;
	struct node *edition = node_list(p, NODE_NUMBER, place, nodes_none());
	edition->text = &one;
	number.value = edition;
	number.span = place;
	ahead_push(p, number);
	ahead_push(p, (struct token){.kind = TOK_TOL, .span = place, .whole = true});
}

int tol_yylex(union TOL_YYSTYPE *value, struct span *span, struct parse *p)
{
	struct token *token = &p->given;
	if (!p->begun)
		edition_insert(p);
	p->begun = true;
	p->passed = *token;
	if (p->refused)
		*token = (struct token){.span = {p->offset, p->offset}};
	else if (p->panic || p->brace_missing)
		*token = panic_run(p);
	else
		token_balanced(p, token);
	*span = token->span;
	if (token->kind == TOK_COMPARE)
		value->TOK_COMPARE = token->compare;
	else
		value->TOK_NAME = token->value;
	return token->kind;
}
