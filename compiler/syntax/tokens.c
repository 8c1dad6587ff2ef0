/* Single tokens: some are given back to be read again, and keywords of two words are joined. */
#include "syntax/tokens.h"

int scan_raw(union TOL_YYSTYPE *value, struct span *span, void *scanner);

static bool in_backquotes(const struct parse *p, const struct token *token)
{
	const char *text = p->source->text + token->span.start;
	return token->kind == TOK_NAME && (text[0] == '`' || memcmp(text, "\xEF\xBD\x80", 3) == 0);
}

static struct token token_scan(struct parse *p)
{
	union TOL_YYSTYPE value = {0};
	struct token token = {0};
	token.kind = scan_raw(&value, &token.span, p->scanner);
	token.quoted = in_backquotes(p, &token);
	if (token.kind == TOK_COMPARE)
		token.compare = value.TOK_COMPARE;
	else
		token.value = value.TOK_NAME;
	return token;
}

static struct token token_take(struct parse *p)
{
	return p->ahead_count ? p->ahead[--p->ahead_count] : token_scan(p);
}

void token_back(struct parse *p, struct token token)
{
	token.whole = true;
	p->ahead[p->ahead_count++] = token;
}

/* all + of: a keyword of two words is one token. */
static struct token token_join(struct parse *p, struct token first)
{
	struct token second = token_take(p);
	struct name *joined = token_is_word(second.kind) && !second.quoted
				      ? syntax_pair(p->syntax, first.value, second.value)
				      : NULL;
	if (!joined) {
		p->ahead[p->ahead_count++] = second;
		return first;
	}
	first.kind = joined->token;
	first.value = joined;
	first.span = span_join(first.span, second.span);
	return first;
}

struct token token_next(struct parse *p)
{
	struct token token = token_take(p);
	bool joins = !token.whole && !token.quoted && token_is_word(token.kind) &&
		     ((struct name *)token.value)->joins;
	return joins ? token_join(p, token) : token;
}

int token_peek(struct parse *p)
{
	struct token token = token_take(p);
	p->ahead[p->ahead_count++] = token;
	return token.kind;
}

/* The edition of a file that does not say it; what looks like an attempt is dropped. */
static void edition_insert(struct parse *p)
{
	static const struct str one = {"1", 1};
	struct token first = token_take(p), number = {.kind = TOK_NUMBER};
	if (first.kind == TOK_TOL) {
		p->ahead[p->ahead_count++] = first;
		return;
	}
	struct span place = {first.span.start, first.span.start};
	if (first.kind == TOK_NAME && token_peek(p) == TOK_NUMBER)
		place = span_join(first.span, token_take(p).span);
	else
		p->ahead[p->ahead_count++] = first;
	struct diag *diag = diag_at(p->diags, p->source, place, DIAG_EDITION_MISSING, NO_ARGS);
	diag_hint(p->diags, diag, HINT_EDITION, NO_ARGS);
	diag_edit(p->diags, diag, place, place.end > place.start ? STR("tol 1") : STR("tol 1\n\n"));
	p->misread = true;
	struct node *edition = node_list(p, NODE_NUMBER, place, nodes_none());
	edition->text = &one;
	number.value = edition;
	number.span = place;
	p->ahead[p->ahead_count++] = number;
	p->ahead[p->ahead_count++] = (struct token){.kind = TOK_TOL, .span = place, .whole = true};
}

int tol_yylex(union TOL_YYSTYPE *value, struct span *span, struct parse *p)
{
	struct token token = {0};
	if (!p->begun)
		edition_insert(p);
	p->begun = true;
	if (p->refused)
		token.span = (struct span){p->offset, p->offset};
	else
		token = p->panic || p->brace_missing ? panic_run(p) : token_balanced(p);
	p->passed = p->given;
	p->given = token;
	*span = token.span;
	if (token.kind == TOK_COMPARE)
		value->TOK_COMPARE = token.compare;
	else
		value->TOK_NAME = token.value;
	return token.kind;
}
