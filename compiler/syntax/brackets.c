/*
 * Brackets in balance: the parser never sees one that does not match. One that is missing is put in
 * and reported where a word shows that it must have ended: the property of a list cannot stand in a
 * rule, and no property stands in a condition.
 */
#include "syntax/tokens.h"

/* Where a word begins an item. A test holds this table to the grammar. */
static const uint16_t places[KW_COUNT] = {
	[KW_TOL] = BLOCK_FILE,
	[KW_USE] = BLOCK_FILE,
	[KW_VOCABULARY] = BLOCK_FILE,
	[KW_AUTHORITY] = BLOCK_FILE,
	[KW_LIST] = BLOCK_FILE,
	[KW_CASE] = BLOCK_FILE,
	[KW_FACT] = BLOCK_VOCABULARY,
	[KW_ISSUER] = BLOCK_LIST,
	[KW_DOCUMENT] = BLOCK_LIST,
	[KW_PROMULGATED] = BLOCK_LIST,
	[KW_EFFECTIVE] = BLOCK_LIST | BLOCK_RULE,
	[KW_EXPIRES] = BLOCK_LIST | BLOCK_RULE,
	[KW_IN_FORCE_SINCE] = BLOCK_LIST,
	[KW_REPEALS] = BLOCK_LIST,
	[KW_CORRECTS] = BLOCK_LIST,
	[KW_WITHDRAWS] = BLOCK_LIST,
	[KW_REINSTATES] = BLOCK_LIST,
	[KW_RETROACTIVE] = BLOCK_LIST,
	[KW_BASIS] = BLOCK_LIST,
	[KW_TRANSITION] = BLOCK_LIST,
	[KW_CONTINUING] = BLOCK_LIST,
	[KW_RECOGNITION] = BLOCK_LIST,
	[KW_SPECIAL_TO] = BLOCK_LIST,
	[KW_SAVES] = BLOCK_LIST,
	[KW_DELEGATES_TO] = BLOCK_LIST,
	[KW_STATUS] = BLOCK_LIST,
	[KW_SCOPE] = BLOCK_LIST,
	[KW_DEFINE] = BLOCK_LIST,
	[KW_TOLERATE] = BLOCK_LIST,
	[KW_BAR] = BLOCK_LIST,
	[KW_MITIGATE] = BLOCK_LIST,
	[KW_AGGRAVATE] = BLOCK_LIST,
	[KW_PRESUME] = BLOCK_LIST,
	[KW_PROCEDURE] = BLOCK_LIST,
	[KW_BINDING] = BLOCK_RECOGNITION,
	[KW_ADVISORY] = BLOCK_RECOGNITION,
	[KW_ARTICLE] = BLOCK_RULE | BLOCK_EXCEPTION | BLOCK_PROCEDURE,
	[KW_PROVENANCE] = BLOCK_RULE | BLOCK_EXCEPTION | BLOCK_PROCEDURE | BLOCK_CASE,
	[KW_TEXT] = BLOCK_RULE | BLOCK_EXCEPTION | BLOCK_PROCEDURE,
	[KW_EXCEPT] = BLOCK_RULE | BLOCK_EXCEPTION,
	[KW_WHEN] = BLOCK_RULE,
	[KW_EFFECT] = BLOCK_RULE,
	[KW_FORMERLY] = BLOCK_RULE,
	[KW_INITIATE] = BLOCK_PROCEDURE,
	[KW_WINDOW] = BLOCK_PROCEDURE,
	[KW_STEP] = BLOCK_PROCEDURE,
	[KW_SOURCE] = BLOCK_CASE,
	[KW_SUBJECT] = BLOCK_CASE,
	[KW_CONDUCT] = BLOCK_CASE,
	[KW_ACCOUNTABLE] = BLOCK_CASE,
	[KW_DECIDED] = BLOCK_CASE,
	[KW_CLOSED] = BLOCK_CASE,
	[KW_FACTS] = BLOCK_CASE,
	[KW_OUTCOME] = BLOCK_CASE,
	[KW_EXPECT] = BLOCK_CASE,
};

static const uint16_t blocks[KW_COUNT] = {
	[KW_VOCABULARY] = BLOCK_VOCABULARY,
	[KW_LIST] = BLOCK_LIST,
	[KW_CASE] = BLOCK_CASE,
	[KW_TOLERATE] = BLOCK_RULE,
	[KW_BAR] = BLOCK_RULE,
	[KW_MITIGATE] = BLOCK_RULE,
	[KW_AGGRAVATE] = BLOCK_RULE,
	[KW_EXCEPT] = BLOCK_EXCEPTION,
	[KW_PROCEDURE] = BLOCK_PROCEDURE,
	[KW_RECOGNITION] = BLOCK_RECOGNITION,
};

unsigned token_places(int kind)
{
	return kind < TOK_TOL ? 0 : places[keyword_of_token(kind)];
}

enum block block_of_item(enum keyword item)
{
	return (enum block)blocks[item];
}

enum block block_current(const struct parse *p)
{
	return p->depth ? (enum block)p->brackets[p->depth - 1].block : BLOCK_FILE;
}

/* Where the token stands on its line. */

static uint32_t line_start(const struct parse *p, uint32_t offset)
{
	while (offset > 0 && p->source->text[offset - 1] != '\n')
		offset--;
	return offset;
}

static const char wide_blank[] = "\xE3\x80\x80"; /* U+3000, two columns wide */

bool first_on_line(const struct parse *p, uint32_t offset)
{
	for (;;) {
		struct str before = {p->source->text, offset};
		if (str_ends_with(before, STR(" ")) || str_ends_with(before, STR("\t")))
			offset--;
		else if (str_ends_with(before, str_from(wide_blank)))
			offset -= sizeof(wide_blank) - 1;
		else
			return offset == 0 || p->source->text[offset - 1] == '\n';
	}
}

static bool at_margin(const struct parse *p, uint32_t offset)
{
	return offset == 0 || p->source->text[offset - 1] == '\n';
}

/* Of the line on which the offset lies. */
static uint32_t indentation(const struct parse *p, uint32_t offset)
{
	uint32_t start = line_start(p, offset), columns = 0;
	struct str line = {p->source->text + start, p->source->size - start};
	for (;;) {
		if (str_take(&line, STR(" ")) || str_take(&line, STR("\t")))
			columns++;
		else if (str_take(&line, str_from(wide_blank)))
			columns += 2;
		else
			return columns;
	}
}

/* Words that are values elsewhere. */
static bool is_also_value(int kind)
{
	return kind == TOK_CONDUCT || kind == TOK_TOLERATE || kind == TOK_BAR ||
	       kind == TOK_MITIGATE;
}

/* Whether an item can end with this token, so that a word behind it is no name. */
static bool ends_item(int kind)
{
	static const int kinds[] = {'{',
				    '}',
				    ')',
				    ';',
				    TOK_NAME,
				    TOK_STRING,
				    TOK_NUMBER,
				    TOK_DATE,
				    TOK_YES,
				    TOK_NO,
				    TOK_IN_WRITING,
				    TOK_COLLECTIVELY,
				    TOK_RETROACTIVE,
				    TOK_UNLESS_SHOWN};
	for (size_t i = 0; i < countof(kinds); i++) {
		if (kinds[i] == kind)
			return true;
	}
	return kind >= TOK_YUAN;
}

bool begins_item(const struct parse *p, const struct token *token, int behind)
{
	/* `when` in the head of an exception is no item of the rule. */
	if (!token_places(token->kind) || (token->kind == TOK_WHEN && p->item == KW_EXCEPT))
		return false;
	if (!keyword_is_reserved(keyword_of_token(token->kind)))
		return first_on_line(p, token->span.start) && ends_item(behind);
	return !is_also_value(token->kind) || ends_item(behind);
}

/* Opening. */

static bool opens_values(const struct parse *p)
{
	static const int openers[] = {TOK_ALL_OF, TOK_ANY_OF, TOK_OF,  TOK_IN,	   TOK_ONE_OF,
				      TOK_SET_OF, '=',	      TOK_HAS, TOK_COMPARE};
	for (size_t i = 0; i < countof(openers); i++) {
		if (openers[i] == p->previous)
			return true;
	}
	/* Elsewhere it is a name. */
	return p->previous == TOK_FACTS && block_current(p) == BLOCK_CASE;
}

/* Where the word that opens it is misspelled, the block around it tells most. */
static enum block block_opened(const struct parse *p, int bracket)
{
	if (bracket == '(' || opens_values(p))
		return BLOCK_VALUES;
	if (blocks[p->item])
		return (enum block)blocks[p->item];
	if (p->panic_head)
		return (enum block)(BLOCK_RULE | BLOCK_EXCEPTION);
	return block_current(p) == BLOCK_FILE	? BLOCK_LIST
	       : block_current(p) == BLOCK_LIST ? BLOCK_RULE
						: BLOCK_VALUES;
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
	const struct bracket *outer = p->depth ? &p->brackets[p->depth - 1] : NULL;
	p->brackets[p->depth] = (struct bracket){
		.close = token->kind == '{' ? '}' : ')',
		.inserted = token->span.start == token->span.end,
		.block = (uint16_t)block_opened(p, token->kind),
		.outer = outer ? (uint16_t)(outer->outer | outer->block) : 0,
		.item = (uint8_t)p->item,
		.offset = token->span.start,
	};
	p->depth++;
	p->item = KW_NONE;
}

struct token brace_insert(struct parse *p, struct span before)
{
	struct token token = {.kind = '{', .span = {before.start, before.start}};
	bracket_open(p, &token);
	p->previous = token.kind;
	return token;
}

/* Closing. */

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
	if (!bracket->inserted && !bracket->told && p->closed_at != token->span.start + 1) {
		report_left_open(p, bracket, token->span);
		p->closed_at = token->span.start + 1;
	}
	p->item = KW_NONE;
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

static bool is_put_in(const struct token *token)
{
	return token->span.start == token->span.end;
}

/* { 当 损失 属于 1-3 }: the only brace there closes the one that opened the line. */
static bool ends_line_around(struct parse *p, const struct token *token)
{
	const struct bracket *bracket = &p->brackets[p->depth - 1], *around = bracket - 1;
	for (uint32_t at = around->offset; at < token->span.start; at++) {
		if (scan_byte_at(p, at) == '\n')
			return false;
	}
	if (bracket->block != BLOCK_VALUES || around->inserted || around->close != token->kind)
		return false;
	bool another = token_peek(p) == token->kind;
	return !another || first_on_line(p, p->ahead[p->ahead_count - 1].span.start);
}

/* Whether a brace ends what stands around a bracket whose opening was missing: it is indented like
 * that, or stands in its line. */
static bool ends_around(struct parse *p, const struct token *token)
{
	if (p->depth < 2 || !p->brackets[p->depth - 1].inserted || is_put_in(token))
		return false;
	if (!first_on_line(p, token->span.start))
		return ends_line_around(p, token);
	return indentation(p, token->span.start) <=
	       indentation(p, p->brackets[p->depth - 2].offset);
}

/* Whether a brace would end a declaration of which more follows: nothing that is only found in such
 * a one can begin behind it. */
static bool ends_too_early(struct parse *p, const struct token *token)
{
	static const unsigned declared = BLOCK_VOCABULARY | BLOCK_LIST | BLOCK_CASE;
	unsigned block = block_current(p) & declared;
	struct token next;
	if (!block || token->kind != '}' || p->brackets[p->depth - 1].inserted || is_put_in(token))
		return false;
	token_next(p, &next);
	token_back(p, next);
	return token_places(next.kind) & block;
}

/* Past a text in quotes or a comment; else the offset itself. */
static uint32_t past_words(const struct parse *p, uint32_t at)
{
	char c = scan_byte_at(p, at), end = c == '#' ? '\n' : '"';
	if (c != '#' && c != '"')
		return at;
	do
		at++;
	while (at < p->source->size && scan_byte_at(p, at) != end && scan_byte_at(p, at) != '\n');
	return at;
}

/* Whether as many braces close as open from there to the end of the file, so that none is left to
 * close a list; where: behind the last of them. */
static bool balances(const struct parse *p, uint32_t at, uint32_t *where)
{
	static const struct str open = {"｛", 3}, close = {"｝", 3};
	long depth = 0;
	for (; at < p->source->size; at++) {
		at = past_words(p, at);
		char c = scan_byte_at(p, at);
		struct str rest = {p->source->text + at, p->source->size - at};
		depth += c == '{' || str_starts_with(rest, open);
		if (c != '}' && !str_starts_with(rest, close))
			continue;
		*where = at + (c == '}' ? 1 : 3);
		if (--depth < 0)
			return false;
	}
	return depth == 0;
}

/* Behind the end of a list stands what belongs into it: the brace is one too many, or too early. */
static void report_too_early(struct parse *p, struct span span)
{
	uint32_t end = 0;
	bool early = block_current(p) == BLOCK_LIST && !p->ended_early &&
		     balances(p, span.end, &end) && end;
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_BRACKET_UNMATCHED,
				    ARGS(source_text(p->source, span)));
	diag_hint(p->diags, diag, early ? HINT_LIST_ENDS : HINT_BLOCK_GOES_ON, NO_ARGS);
	diag_edit(p->diags, diag, span, STR(""));
	if (early)
		diag_edit(p->diags, diag, (struct span){end, end}, STR("\n}"));
	/* That the list is open then was said. */
	p->brackets[p->depth - 1].told = early;
	p->ended_early = p->misread = true;
}

/* False where the token is to be dropped. */
static bool bracket_close(struct parse *p, struct token *token)
{
	if (ends_too_early(p, token)) {
		report_too_early(p, token->span);
		return false;
	}
	if (!bracket_awaits(p, token->kind)) {
		diag_at(p->diags, p->source, token->span, DIAG_BRACKET_UNMATCHED,
			ARGS(source_text(p->source, token->span)));
		p->misread = true;
		return false;
	}
	struct bracket *bracket = &p->brackets[p->depth - 1];
	if (bracket->close != token->kind || ends_around(p, token)) {
		close_missing(p, token);
		return true;
	}
	p->depth--;
	/* Behind values the item goes on: except x when (a or b) { … } */
	p->item = bracket->block == BLOCK_VALUES ? (enum keyword)bracket->item : KW_NONE;
	if (token->kind == '}' && !p->crooked && first_on_line(p, token->span.start) &&
	    indentation(p, token->span.start) != indentation(p, bracket->offset))
		p->crooked = bracket->offset;
	return true;
}

/* In braces of values a word that begins an item elsewhere may be meant as a name. */
static bool is_meant_as_name(struct parse *p)
{
	if (p->previous != '{' && ends_item(p->previous))
		return false;
	int next = token_peek(p);
	return next == ',' || next == '}' || next == ')' || next == TOK_AND || next == TOK_OR ||
	       next == TOK_COMPARE || next == '=' || next == TOK_IN || next == TOK_HAS;
}

/* Nothing that begins with this word can stand inside the bracket, but around it, so the bracket
 * was left open. */
static bool leaves_open(struct parse *p, const struct token *token)
{
	if (p->depth == 0)
		return false;
	if (token->kind == 0)
		return true;
	const struct bracket *bracket = &p->brackets[p->depth - 1];
	/* fact x (formerly y : bool */
	if (token->kind == ':')
		return bracket->close == ')' && bracket->item == KW_FACT;
	unsigned taken = token_places(token->kind);
	if (!taken || (taken & bracket->block))
		return false;
	if (taken == BLOCK_FILE)
		return at_margin(p, token->span.start);
	if (!(taken & bracket->outer) || !begins_item(p, token, p->previous))
		return false;
	if (bracket->block == BLOCK_VALUES)
		return !is_meant_as_name(p);
	return bracket->inserted ||
	       (first_on_line(p, token->span.start) &&
		indentation(p, token->span.start) <= indentation(p, bracket->offset));
}

/* All tokens. */

static void note_item(struct parse *p, const struct token *token)
{
	if (!(token_places(token->kind) & block_current(p)) || !begins_item(p, token, p->previous))
		return;
	p->item = keyword_of_token(token->kind);
	if (p->depth == 0)
		p->crooked = 0;
}

static void count_negations(struct parse *p, struct token *token)
{
	p->negations = token->kind == TOK_NOT ? p->negations + 1 : 0;
	if (p->negations > PARSE_MAX_DEPTH)
		refuse_depth(p, token);
}

/* Most tokens leave brackets and items as they are. */
static bool is_inert(int kind)
{
	return (kind >= TOK_NAME && kind < TOK_TOL) || kind == ',';
}

/* False where the token is to be dropped. */
static bool token_settle(struct parse *p, struct token *token)
{
	if (is_inert(token->kind)) {
		p->negations = 0;
		return true;
	}
	if (leaves_open(p, token))
		close_missing(p, token);
	else if (token->kind == '{' || token->kind == '(')
		bracket_open(p, token);
	else if ((token->kind == '}' || token->kind == ')') && !bracket_close(p, token))
		return false;
	else
		count_negations(p, token);
	note_item(p, token);
	return true;
}

void token_balanced(struct parse *p, struct token *out)
{
	do
		token_next(p, out);
	while (!token_settle(p, out));
	p->before = p->previous;
	p->previous = out->kind;
}

void token_unread(struct parse *p, struct token token)
{
	if (token.kind == '{' || token.kind == '(') {
		p->depth--;
		p->item = (enum keyword)p->brackets[p->depth].item;
	} else if (token.kind == '}' || token.kind == ')') {
		p->depth++;
	}
	p->previous = p->before;
	token_back(p, token);
}
