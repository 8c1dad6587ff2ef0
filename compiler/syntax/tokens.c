/*
 * Between scanner and parser: joins keywords of two words, keeps brackets balanced, limits nesting
 * and carries out the panic that a syntax error starts. The parser therefore never sees a bracket
 * that does not match, and after each mistake it goes on where the next property begins.
 */
#include "syntax/build.h"

int scan_raw(union TOL_YYSTYPE *value, struct span *span, void *scanner);

static bool token_is_word(int kind)
{
	return kind == TOK_NAME || kind >= TOK_TOL;
}

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

/* Gives a token back that is to be read next, whole as it is. */
static void token_back(struct parse *p, struct token token)
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

static struct token token_next(struct parse *p)
{
	struct token token = token_take(p);
	bool joins = !token.whole && !token.quoted && token_is_word(token.kind) &&
		     ((struct name *)token.value)->joins;
	return joins ? token_join(p, token) : token;
}

static bool first_on_line(const struct parse *p, uint32_t offset)
{
	while (offset > 0 && (p->source->text[offset - 1] == ' ' ||
			      p->source->text[offset - 1] == '\t'))
		offset--;
	return offset == 0 || p->source->text[offset - 1] == '\n';
}

static bool at_margin(const struct parse *p, uint32_t offset)
{
	return offset == 0 || p->source->text[offset - 1] == '\n';
}

static uint32_t indentation(const struct parse *p, uint32_t offset)
{
	const char *text = p->source->text;
	while (offset > 0 && text[offset - 1] != '\n')
		offset--;
	uint32_t start = offset;
	while (text[offset] == ' ' || text[offset] == '\t')
		offset++;
	return offset - start;
}

static bool opens_values(const struct parse *p)
{
	static const int openers[] = {TOK_ALL_OF, TOK_ANY_OF, TOK_OF, TOK_IN,
				      TOK_ONE_OF, TOK_SET_OF, '='};
	for (size_t i = 0; i < countof(openers); i++) {
		if (openers[i] == p->previous)
			return true;
	}
	/* Elsewhere it is a name. */
	return p->previous == TOK_FACTS && p->depth == 1 && p->declaration == TOK_CASE;
}

static void refuse_depth(struct parse *p, struct token *token)
{
	diag_at(p->diags, p->source, token->span, DIAG_NESTING, ARGS(STR("200")));
	p->misread = p->refused = true;
	token->kind = 0;
}

static void bracket_open(struct parse *p, struct token *token)
{
	if (p->depth == PARSE_MAX_DEPTH) {
		refuse_depth(p, token);
		return;
	}
	p->brackets[p->depth++] = (struct bracket){
		.close = token->kind == '{' ? '}' : ')',
		.values = token->kind == '(' || opens_values(p),
		.offset = token->span.start,
	};
}

static void report_left_open(struct parse *p, const struct bracket *bracket, struct span found)
{
	struct span span = {bracket->offset, bracket->offset + 1};
	if ((unsigned char)p->source->text[bracket->offset] >= 0x80)
		span.end += 2;
	char close[2] = {bracket->close, '\0'};
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_BRACKET_OPEN,
				    ARGS(source_text(p->source, span), str_from(close)));
	diag_note(p->diags, diag, p->source, found, HINT_WANTED_BEFORE, ARGS(str_from(close)));
	if (p->crooked && p->crooked != bracket->offset)
		diag_note(p->diags, diag, p->source, (struct span){p->crooked, p->crooked + 1},
			  HINT_PERHAPS_OPEN, NO_ARGS);
	p->misread = true;
}

/* Gives the closing bracket that is missing, and the token again afterwards. */
static void close_missing(struct parse *p, struct token *token)
{
	const struct bracket *bracket = &p->brackets[--p->depth];
	if (p->closed_at != token->span.start + 1)
		report_left_open(p, bracket, token->span);
	p->closed_at = token->span.start + 1;
	token_back(p, *token);
	*token = (struct token){.kind = bracket->close,
				.span = {token->span.start, token->span.start}};
}

static bool bracket_awaits(const struct parse *p, int close)
{
	for (size_t i = p->depth; i > 0; i--) {
		if (p->brackets[i - 1].close == close)
			return true;
	}
	return false;
}

/* False where the token is to be dropped. */
static bool bracket_close(struct parse *p, struct token *token)
{
	if (!bracket_awaits(p, token->kind)) {
		diag_at(p->diags, p->source, token->span, DIAG_BRACKET_UNMATCHED,
			ARGS(source_text(p->source, token->span)));
		p->misread = true;
		return false;
	}
	struct bracket *bracket = &p->brackets[p->depth - 1];
	if (bracket->close != token->kind) {
		close_missing(p, token);
		return true;
	}
	p->depth--;
	if (token->kind == '}' && !p->crooked && first_on_line(p, token->span.start) &&
	    indentation(p, token->span.start) != indentation(p, bracket->offset))
		p->crooked = bracket->offset;
	return true;
}

/* A property or a declaration cannot stand inside this bracket, so the bracket was left open. */
static bool leaves_open(const struct parse *p, const struct token *token)
{
	if (p->depth == 0)
		return false;
	if (token->kind == 0)
		return true;
	if (token->kind < TOK_TOL)
		return false;
	enum keyword_class class = keyword_infos[keyword_of_token(token->kind)].class;
	if (class == CLASS_DECL)
		return at_margin(p, token->span.start);
	return class == CLASS_PROP && token->kind != TOK_CONDUCT &&
	       p->brackets[p->depth - 1].values;
}

static void note_declaration(struct parse *p, const struct token *token)
{
	enum keyword keyword = keyword_of_token(token->kind);
	if (p->depth == 0 && keyword != KW_NONE && keyword_infos[keyword].class == CLASS_DECL)
		p->declaration = token->kind;
}

static void count_negations(struct parse *p, struct token *token)
{
	p->negations = token->kind == TOK_NOT ? p->negations + 1 : 0;
	if (p->negations > PARSE_MAX_DEPTH)
		refuse_depth(p, token);
}

/* The next token with brackets kept in balance. */
static struct token token_balanced(struct parse *p)
{
	for (;;) {
		struct token token = token_next(p);
		if (leaves_open(p, &token))
			close_missing(p, &token);
		else if (token.kind == '{' || token.kind == '(')
			bracket_open(p, &token);
		else if ((token.kind == '}' || token.kind == ')') && !bracket_close(p, &token))
			continue;
		else
			count_negations(p, &token);
		note_declaration(p, &token);
		p->previous = token.kind;
		return token;
	}
}

static bool opens_property(int kind)
{
	if (kind < TOK_TOL)
		return false;
	enum keyword_class class = keyword_infos[keyword_of_token(kind)].class;
	return class == CLASS_DECL || class == CLASS_PROP;
}

/* A bracket that closes what the mistake stands in ends the panic, unless it is itself what was
 * refused, twice: it is dropped then. */
static bool panic_leaves(struct parse *p, const struct token *token)
{
	if (!p->panic_twice || token->span.start != p->panic_token)
		return true;
	p->panic_twice = false;
	p->panic_depth = p->depth;
	return false;
}

/* Whether reading can go on with this token after a mistake. */
static bool panic_ends(struct parse *p, const struct token *token, size_t depth_before)
{
	if (token->kind == 0)
		return true;
	if (p->depth < p->panic_depth)
		return panic_leaves(p, token);
	if (depth_before != p->panic_depth || p->depth != p->panic_depth ||
	    token->span.start == p->panic_token)
		return false;
	if (p->depth > 0 && p->brackets[p->depth - 1].values)
		return token->kind == ',' && p->brackets[p->depth - 1].close == '}';
	return opens_property(token->kind) ||
	       (token_is_word(token->kind) && first_on_line(p, token->span.start));
}

/* Undoes what the token did to the brackets, so that it can be read again. */
static void token_unread(struct parse *p, struct token token)
{
	if (token.kind == '{' || token.kind == '(')
		p->depth--;
	else if (token.kind == '}' || token.kind == ')')
		p->depth++;
	token_back(p, token);
}

static struct token panic_run(struct parse *p)
{
	struct token token;
	size_t before;
	do {
		before = p->depth;
		token = token_balanced(p);
	} while (!panic_ends(p, &token, before));
	p->panic = false;
	token_unread(p, token);
	return (struct token){.kind = TOK_RESYNC, .span = {token.span.start, token.span.start}};
}

void panic_start(struct parse *p)
{
	struct token token = p->given;
	token_unread(p, token);
	p->panic_depth = p->depth;
	/* A word that was refused twice is dropped; so is anything that cannot open a property. */
	p->panic_twice = token.span.start + 1 == p->panic_again;
	p->panic_again = token.span.start + 1;
	p->panic_token = p->panic_twice || !opens_property(token.kind) ? token.span.start : UINT32_MAX;
	p->panic = true;
}

int tol_yylex(union TOL_YYSTYPE *value, struct span *span, struct parse *p)
{
	struct token token = {0};
	if (p->refused)
		token.span = (struct span){p->offset, p->offset};
	else
		token = p->panic ? panic_run(p) : token_balanced(p);
	p->given = token;
	*span = token.span;
	if (token.kind == TOK_COMPARE)
		value->TOK_COMPARE = token.compare;
	else
		value->TOK_NAME = token.value;
	return token.kind;
}
