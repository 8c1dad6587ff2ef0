/*
 * After a mistake: tokens are skipped to where the next item of the block begins, and the parser is
 * given RESYNC there. Where a brace is missing it is put in; where a heading is wrong, what stands
 * in its braces is read all the same.
 */
#include "syntax/tokens.h"

/* Items whose heading the grammar can do without. */
static bool in_heading(const struct parse *p)
{
	enum block block = block_of_item(p->item);
	return block && block != BLOCK_EXCEPTION && block != BLOCK_RECOGNITION;
}

static struct token resync_before(struct parse *p, struct token token)
{
	token_unread(p, token);
	return (struct token){.kind = TOK_RESYNC, .span = {token.span.start, token.span.start}};
}

/* The brace that is missing before the token follows RESYNC. */
static struct token resync_with_brace(struct parse *p, struct token token)
{
	p->brace_missing = true;
	return resync_before(p, token);
}

/* The item ends here: it is given empty braces. */
static struct token leave_heading(struct parse *p, struct token token)
{
	struct span end = {token.span.start, token.span.start};
	struct token resync = resync_with_brace(p, token);
	token_back(p, (struct token){.kind = '}', .span = end});
	return resync;
}

/* The bracket that is refused again and again must be dropped. */
static bool is_refused_bracket(const struct parse *p, const struct token *token)
{
	return p->panic_twice && token->kind == p->panic_kind &&
	       token->span.start + 1 == p->panic_again;
}

static bool begins_item_here(const struct parse *p, const struct token *token, int behind)
{
	return (token_places(token->kind) & block_current(p)) && begins_item(p, token, behind);
}

static bool is_first_word(const struct parse *p, const struct token *token)
{
	return token_is_word(token->kind) && first_on_line(p, token->span.start);
}

/* Whether it stands where an exception or a property of a rule would begin. */
static bool heads_exception(const struct parse *p, const struct token *token)
{
	return (block_current(p) & (BLOCK_RULE | BLOCK_EXCEPTION)) && is_first_word(p, token) &&
	       !begins_item_here(p, token, p->previous);
}

/* Whether an item can begin with this token. */
static bool panic_ends(struct parse *p, const struct token *token, size_t depth_before)
{
	if (token->kind == 0)
		return true;
	if (p->depth < p->panic_depth && is_refused_bracket(p, token))
		p->panic_depth = p->depth;
	else if (p->depth < p->panic_depth)
		return true;
	if (depth_before != p->panic_depth || p->depth != p->panic_depth ||
	    token->span.start == p->panic_token || token->span.start < p->unquoted_end)
		return false;
	if (block_current(p) == BLOCK_VALUES)
		return token->kind == ',' && p->brackets[p->depth - 1].close == '}';
	/* What stands in its line belongs to the word that began it. */
	return (begins_item_here(p, token, p->before) && !p->panic_head) || is_first_word(p, token);
}

static struct token panic_in_items(struct parse *p)
{
	struct token token;
	size_t before;
	do {
		before = p->depth;
		token_balanced(p, &token);
		/* 五、可容: behind what is to be left out an item can begin. */
		if (token.kind == ',' && token.span.end <= p->unquoted_end)
			p->previous = ';';
	} while (!panic_ends(p, &token, before));
	p->panic_head = false;
	return resync_before(p, token);
}

static struct token panic_in_heading(struct parse *p)
{
	for (;;) {
		size_t before = p->depth;
		enum block wanted = block_of_item(p->item);
		struct token token;
		token_balanced(p, &token);
		if (token.kind == 0 || p->depth < p->panic_depth || begins_item_here(p, &token, p->before))
			return leave_heading(p, token);
		if (before != p->panic_depth)
			continue;
		if (token.kind == '{')
			return resync_before(p, token);
		if (p->depth == before && (token_places(token.kind) & wanted) &&
		    begins_item(p, &token, p->before) && token.span.start + 1 != p->misnamed)
			return resync_with_brace(p, token);
		if (is_first_word(p, &token) && token.span.start != p->panic_token)
			return leave_heading(p, token);
	}
}

static struct token panic_in_authority(struct parse *p)
{
	struct token token;
	size_t before;
	bool property;
	do {
		before = p->depth;
		token_balanced(p, &token);
		property = token.kind == TOK_UNDER || token.kind == TOK_LEVEL;
	} while (!(property && p->depth == p->panic_depth) && !panic_ends(p, &token, before));
	return resync_before(p, token);
}

struct token panic_run(struct parse *p)
{
	if (p->brace_missing) {
		p->brace_missing = false;
		return brace_insert(p, p->given.span);
	}
	static struct token (*const runs[])(struct parse *) = {
		[PANIC_ITEMS] = panic_in_items,
		[PANIC_HEADING] = panic_in_heading,
		[PANIC_AUTHORITY] = panic_in_authority,
	};
	enum panic panic = p->panic;
	p->panic = PANIC_NONE;
	if (panic != PANIC_BRACE)
		return runs[panic](p);
	struct token token;
	token_balanced(p, &token);
	return resync_with_brace(p, token);
}

void panic_start(struct parse *p, enum panic panic)
{
	struct token token = p->given;
	token_unread(p, token);
	bool again = token.span.start + 1 == p->panic_again;
	p->panic_twice = again && token.kind == p->panic_kind;
	p->panic_again = token.span.start + 1;
	p->panic_kind = token.kind;
	p->panic_depth = p->depth;
	/* A word that was refused before is dropped; so is what cannot begin an item. */
	p->panic_token = again || !begins_item_here(p, &token, p->previous) ? token.span.start : UINT32_MAX;
	p->panic = again || panic == PANIC_NONE ? PANIC_ITEMS : panic;
	if (p->panic == PANIC_ITEMS && !again && in_heading(p))
		p->panic = PANIC_HEADING;
	p->panic_head = p->panic == PANIC_ITEMS && heads_exception(p, &token);
}
