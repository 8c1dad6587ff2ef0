/*
 * Private to syntax/: what stands between scanner and parser. tokens.c gives single tokens,
 * brackets.c keeps brackets balanced, panic.c finds where reading goes on after a mistake.
 */
#ifndef TOLC_SYNTAX_TOKENS_H
#define TOLC_SYNTAX_TOKENS_H

#include "syntax/build.h"

/* tokens.c */

void token_next(struct parse *p, struct token *out);
/* Gives a token back that is to be read next, whole as it is. */
void token_back(struct parse *p, struct token token);
/* The kind of the token behind the one that was read last. */
int token_peek(struct parse *p);
/* The kind of the token behind one that was given back; that one lies below it in p->ahead. */
int token_after(struct parse *p);

static inline bool token_is_word(int kind)
{
	return kind == TOK_NAME || kind >= TOK_TOL;
}

/* brackets.c */

/* The next token with brackets kept in balance. */
void token_balanced(struct parse *p, struct token *out);
/* Undoes what the token did to the brackets, so that it can be read again. */
void token_unread(struct parse *p, struct token token);
/* An opening brace that is missing before the token. */
struct token brace_insert(struct parse *p, struct span before);
bool first_on_line(const struct parse *p, uint32_t offset);
enum block block_current(const struct parse *p);
/* The block that an item with this keyword holds in braces, or 0. */
enum block block_of_item(enum keyword item);
/* Where a token of this kind begins an item: blocks as bits. */
unsigned token_places(int kind);
/* Whether it begins an item of a block that takes such items, behind a token of that kind; false for
 * a name or a value. */
bool begins_item(const struct parse *p, const struct token *token, int behind);

/* panic.c */

struct token panic_run(struct parse *p);

#endif
