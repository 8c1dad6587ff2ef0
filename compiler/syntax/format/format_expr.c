/*
 * Conditions and constants. Brackets stand where `and` and `or` meet, so that nobody has to know
 * which of them binds closer, and nowhere else; a chain of one operator is one chain.
 */
#include "syntax/format/format.h"

static bool is_chain(const struct node *node)
{
	return (node->kind == NODE_AND || node->kind == NODE_OR) && !(node->flags & NODE_BRACED);
}

uint32_t expr_start(const struct node *node)
{
	while (is_chain(node) || node->kind == NODE_COMPARE || node->kind == NODE_IN ||
	       node->kind == NODE_HAS)
		node = node->first;
	return node->span.start;
}

/* Chains. */

static void operand_write(struct format *f, const struct node *node)
{
	if (!is_chain(node)) {
		expr_write(f, node);
		return;
	}
	put_char(f, '(');
	f->margins.reserve++;
	expr_write(f, node);
	f->margins.reserve--;
	put_char(f, ')');
}

/* end: where the operand before it ends. */
static void operator_put(struct format *f, const struct node *chain, uint32_t end,
			 const struct node *next)
{
	uint32_t start = expr_start(next);
	enum keyword keyword = chain->kind == NODE_AND ? KW_AND : KW_OR;
	if (f->flat) {
		link_put(f, keyword, end, start);
		return;
	}
	continue_line(f, start);
	keyword_put(f, keyword, end);
	put_char(f, ' ');
}

/* end: of the operand written last, 0 before the first. */
static void operands_write(struct format *f, const struct node *chain, uint32_t *end)
{
	struct margins outer = f->margins;
	for (const struct node *node = chain->first; node && !flat_overflows(f);
	     node = node->next) {
		if (is_chain(node) && node->kind == chain->kind) {
			operands_write(f, node, end);
			continue;
		}
		if (*end)
			operator_put(f, chain, *end, node);
		f->margins = (struct margins){*end ? outer.hang : outer.base,
					      outer.hang + FORMAT_STEP, outer.reserve};
		operand_write(f, node);
		f->margins = outer;
		*end = node->span.end;
	}
}

static void chain_write(struct format *f, const struct node *node)
{
	uint32_t end = 0;
	operands_write(f, node, &end);
}

static void not_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_NOT, node->span.start);
	put_char(f, ' ');
	operand_write(f, node->first);
}

/* Braces. */

static void braces_flat(struct format *f, const struct node *node, const struct node *first,
			format_writer *writer)
{
	if (!first) {
		put(f, STR("{}"));
		comments_flush(f, node->span.end, 0, BLANK_NEVER);
		return;
	}
	put(f, STR("{ "));
	for (const struct node *child = first; child && !flat_overflows(f); child = child->next) {
		if (child != first)
			put(f, STR(", "));
		writer(f, child);
	}
	comments_flush(f, node->span.end, 0, BLANK_NEVER);
	put(f, STR(" }"));
}

void braces_write(struct format *f, const struct node *node, const struct node *first,
		  format_writer *writer)
{
	if (f->flat) {
		braces_flat(f, node, first, writer);
		return;
	}
	struct margins outer = f->margins;
	uint32_t column = outer.base + FORMAT_STEP;
	put_char(f, '{');
	f->opened = true;
	f->margins = (struct margins){column, column + FORMAT_STEP, 1};
	for (const struct node *child = first; child; child = child->next) {
		uint32_t start = expr_start(child);
		comments_flush(f, start, column, BLANK_NEVER);
		line_break(f, column, BLANK_NEVER, start);
		writer(f, child);
		put_char(f, ',');
	}
	f->margins = outer;
	comments_flush(f, node->span.end, column, BLANK_NEVER);
	line_break(f, outer.base, BLANK_NEVER, node->span.end);
	put_char(f, '}');
}

static void braced_write(struct format *f, const struct node *node)
{
	keyword_put(f, node->kind == NODE_AND ? KW_ALL_OF : KW_ANY_OF, node->span.start);
	put_char(f, ' ');
	braces_write(f, node, node->first, expr_write);
}

static void at_least_write(struct format *f, const struct node *node)
{
	const struct node *number = node->first;
	keyword_put(f, KW_AT_LEAST, node->span.start);
	put_char(f, ' ');
	number_put(f, number);
	put_char(f, ' ');
	keyword_put(f, KW_OF, number->span.end);
	put_char(f, ' ');
	braces_write(f, node, number->next, expr_write);
}

static void in_write(struct format *f, const struct node *node)
{
	name_put(f, node->first, PLACE_DAY, FAMILY_MOMENT);
	put_char(f, ' ');
	keyword_put(f, KW_IN, node->first->span.end);
	put_char(f, ' ');
	braces_write(f, node, node->first->next, constant_write);
}

void values_write(struct format *f, const struct node *node)
{
	braces_write(f, node, node->first, constant_write);
}

/* Comparisons. */

static void compare_write(struct format *f, const struct node *node)
{
	static const struct str marks[] = {
		[COMPARE_EQ] = {"=", 1},  [COMPARE_NE] = {"!=", 2}, [COMPARE_LT] = {"<", 1},
		[COMPARE_LE] = {"<=", 2}, [COMPARE_GT] = {">", 1},  [COMPARE_GE] = {">=", 2},
	};
	const struct node *right = node->first->next;
	/* What is before or after a day can only be a day; what equals may be any value. */
	bool day = right->kind == NODE_NAME && node->op > COMPARE_NE;
	name_put(f, node->first, PLACE_DAY, FAMILY_MOMENT);
	mark_put(f, marks[node->op], right->span.start);
	if (day)
		name_put(f, right, PLACE_DAY, FAMILY_MOMENT);
	else
		constant_write(f, right);
}

static void has_write(struct format *f, const struct node *node)
{
	name_put(f, node->first, PLACE_DAY, FAMILY_NONE);
	link_put(f, KW_HAS, node->first->span.end, node->first->next->span.start);
	constant_write(f, node->first->next);
}

static void known_write(struct format *f, const struct node *node)
{
	keyword_put(f, node->kind == NODE_IS_KNOWN ? KW_KNOWN : KW_UNKNOWN, node->span.start);
	put_char(f, ' ');
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
}

static void day_write(struct format *f, const struct node *node)
{
	name_put(f, node, PLACE_DAY, FAMILY_NONE);
}

static format_writer *const writers[NODE_COUNT] = {
	[NODE_NOT] = not_write,	       [NODE_COMPARE] = compare_write,	[NODE_HAS] = has_write,
	[NODE_IS_KNOWN] = known_write, [NODE_IS_UNKNOWN] = known_write, [NODE_NAME] = day_write,
	[NODE_STRING] = string_put,    [NODE_NUMBER] = number_put,	[NODE_AMOUNT] = amount_put,
	[NODE_DATE] = date_put,	       [NODE_WORD] = word_put,
};

/* Those that can be broken into several lines. */
static format_writer *const group_writers[NODE_COUNT] = {
	[NODE_AT_LEAST] = at_least_write,
	[NODE_IN] = in_write,
	[NODE_VALUES] = values_write,
};

void expr_write(struct format *f, const struct node *node)
{
	word_place(f, expr_start(node));
	if (node->kind == NODE_AND || node->kind == NODE_OR)
		group_write(f, node, is_chain(node) ? chain_write : braced_write);
	else if (group_writers[node->kind])
		group_write(f, node, group_writers[node->kind]);
	else
		writers[node->kind](f, node);
}

void constant_write(struct format *f, const struct node *node)
{
	writers[node->kind](f, node);
}
