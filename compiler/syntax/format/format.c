/*
 * The canonical text of a tree.
 *
 *	tol 1
 *
 *	list beibei.tolerance "…" {
 *	  issuer       beibei                     # values of a list and of a case at column 15,
 *	  effective    2018-02-09                 # or one space behind a longer keyword
 *
 *	  tolerate pioneering "…" {               # a blank line around declarations, rules and
 *	    article    "…"                        # procedures; elsewhere one stays where it was
 *	    when       all of { a, b }            # on one line where it fits into 100 columns
 *	  }
 *
 *	  bar major_loss "…" {
 *	    when       loss >= 5000 万元           # else an operator begins each line,
 *	               or at least 2 of {         # and what stands in braces has lines of its own
 *	                 repeated,
 *	                 concealed,
 *	               }
 *	  }
 *	}
 *
 * A comment stays between the words between which it stood, two spaces behind the line or on a line
 * of its own. Comments are not aligned, so that a change of one line is a difference of one line.
 */
#include "syntax/format/format.h"

/* Items of a block. */

static void item_write(struct format *f, const struct node *node);

enum spacing {
	SPACING_KEPT,	 /* a blank line before it where there was one */
	SPACING_GROUPED, /* always one, but for two of a kind */
	SPACING_ALWAYS,
};

static const uint8_t spacings[NODE_COUNT] = {
	[NODE_USE] = SPACING_GROUPED,	    [NODE_AUTHORITY] = SPACING_GROUPED,
	[NODE_VOCABULARY] = SPACING_ALWAYS, [NODE_LIST] = SPACING_ALWAYS,
	[NODE_CASE] = SPACING_ALWAYS,	    [NODE_RULE] = SPACING_ALWAYS,
	[NODE_PROCEDURE] = SPACING_ALWAYS,
};

static enum blank blank_between(const struct node *before, const struct node *node)
{
	uint8_t spacing = spacings[before->kind] > spacings[node->kind] ? spacings[before->kind]
									: spacings[node->kind];
	if (spacing == SPACING_GROUPED && before->kind == node->kind)
		spacing = SPACING_KEPT;
	return spacing == SPACING_KEPT ? BLANK_KEPT : BLANK_ALWAYS;
}

static void item_begin(struct format *f, const struct node *node, enum blank blank)
{
	uint32_t start = node->span.start;
	blank = comments_flush(f, start, f->indent, blank);
	line_break(f, f->indent, blank, start);
	f->margins = (struct margins){f->indent, f->indent + 2 * FORMAT_STEP, 0};
}

/* blank: before the first one. */
static void items_write(struct format *f, const struct node *first, enum blank blank)
{
	for (const struct node *node = first; node; node = node->next) {
		item_begin(f, node, blank);
		item_write(f, node);
		if (node->next)
			blank = blank_between(node, node->next);
	}
}

void block_write(struct format *f, const struct node *node, const struct node *items, uint32_t pad)
{
	if (!items && f->comment_at >= node->span.end) {
		put(f, STR("{}"));
		return;
	}
	uint32_t outer_pad = f->pad;
	put_char(f, '{');
	f->opened = true;
	f->indent += FORMAT_STEP;
	f->pad = pad;
	items_write(f, items, BLANK_KEPT);
	comments_flush(f, node->span.end, f->indent, BLANK_KEPT);
	f->indent -= FORMAT_STEP;
	f->pad = outer_pad;
	line_break(f, f->indent, BLANK_NEVER, node->span.end);
	put_char(f, '}');
}

/* Declarations. */

/* One that has no line of its own. */
static void inline_property_write(struct format *f, const struct node *node)
{
	uint32_t pad = f->pad;
	f->pad = 0;
	property_write(f, node);
	f->pad = pad;
}

void after_space_write(struct format *f, const struct node *node)
{
	if (!word_place(f, node->span.start))
		put_char(f, ' ');
	if (node->kind == NODE_STRING)
		string_put(f, node);
	else
		inline_property_write(f, node);
}

/* A name and its title. Returns what follows them. */
static const struct node *title_write(struct format *f, const struct node *name,
				      enum name_place place)
{
	name_put(f, name, place, FAMILY_NONE);
	const struct node *title = name->next;
	if (!title || title->kind != NODE_STRING)
		return title;
	after_space_write(f, title);
	return title->next;
}

static const struct {
	uint8_t keyword, pad;
} blocks[NODE_COUNT] = {
	[NODE_VOCABULARY] = {KW_VOCABULARY, 0},
	[NODE_LIST] = {KW_LIST, PAD_LIST},
	[NODE_PROCEDURE] = {KW_PROCEDURE, PAD_RULE},
	[NODE_CASE] = {KW_CASE, PAD_LIST},
};

static void declaration_write(struct format *f, const struct node *node)
{
	keyword_put(f, blocks[node->kind].keyword, node->span.start);
	put_char(f, ' ');
	const struct node *items = title_write(f, node->first, PLACE_NAME);
	put_char(f, ' ');
	block_write(f, node, items, blocks[node->kind].pad);
}

static void use_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_USE, node->span.start);
	put_char(f, ' ');
	commas_write(f, node);
}

static void authority_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_AUTHORITY, node->span.start);
	put_char(f, ' ');
	const struct node *property = title_write(f, node->first, PLACE_NAME);
	for (; property; property = property->next)
		after_space_write(f, property);
}

static void rule_write(struct format *f, const struct node *node)
{
	bool redline = node->op == KW_REDLINE;
	keyword_put(f, redline ? KW_BAR : (enum keyword)node->op, node->span.start);
	put_char(f, ' ');
	if (redline) {
		keyword_put_second(f, KW_REDLINE, node->span.start);
		put_char(f, ' ');
	}
	const struct node *items =
		title_write(f, node->first, node->op == KW_BAR ? PLACE_BAR : PLACE_NAME);
	put_char(f, ' ');
	block_write(f, node, items, PAD_RULE);
}

static void except_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_EXCEPT, node->span.start);
	put_char(f, ' ');
	const struct node *when = title_write(f, node->first, PLACE_NAME);
	f->margins.reserve = when->next ? 2 : 0;
	after_space_write(f, when);
	f->margins.reserve = 0;
	if (!when->next)
		return;
	put_char(f, ' ');
	block_write(f, node, when->next, PAD_RULE);
}

static void define_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_DEFINE, node->span.start);
	put_char(f, ' ');
	const struct node *condition = title_write(f, node->first, PLACE_NAME);
	mark_put(f, STR("="), expr_start(condition));
	expr_write(f, condition);
}

static void presume_write(struct format *f, const struct node *node)
{
	const struct node *value = node->first->next;
	bool no = value && value->kind == NODE_WORD && value->op == KW_NO;
	keyword_put(f, KW_PRESUME, node->span.start);
	put_char(f, ' ');
	if (no) {
		keyword_put(f, KW_NOT, value->span.start);
		put_char(f, ' ');
	}
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
	if (value && !no) {
		mark_put(f, STR("="), value->span.start);
		constant_write(f, value);
	}
	uint32_t end =
		value ? span_join(node->first->span, value->span).end : node->first->span.end;
	put_char(f, ' ');
	keyword_put(f, KW_UNLESS_SHOWN, end);
}

/* Vocabulary. */

static void alias_write(struct format *f, const struct node *node)
{
	mark_put(f, STR("|"), node->span.start);
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
}

static void formerly_write(struct format *f, const struct node *node)
{
	if (!word_place(f, node->span.start))
		put_char(f, ' ');
	put_char(f, '(');
	keyword_put(f, KW_FORMERLY, node->span.start);
	put_char(f, ' ');
	commas_write(f, node);
	put_char(f, ')');
}

static void choice_write(struct format *f, const struct node *node)
{
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
	for (const struct node *child = node->first->next; child; child = child->next) {
		if (child->kind == NODE_ALIAS)
			alias_write(f, child);
		else
			after_space_write(f, child);
	}
}

static void choices_write(struct format *f, const struct node *type)
{
	keyword_put(f, (enum keyword)type->op, type->span.start);
	put_char(f, ' ');
	braces_write(f, type, type->first, choice_write);
}

static void type_write(struct format *f, const struct node *type)
{
	mark_put(f, STR(":"), type->span.start);
	if (type->op)
		group_write(f, type, choices_write);
	else
		name_put(f, type->first, PLACE_NAME, FAMILY_TYPE);
}

static void fact_write(struct format *f, const struct node *node)
{
	static format_writer *const writers[NODE_COUNT] = {
		[NODE_ALIAS] = alias_write,
		[NODE_FORMERLY] = formerly_write,
		[NODE_TYPE] = type_write,
		[NODE_STRING] = after_space_write,
	};
	keyword_put(f, KW_FACT, node->span.start);
	put_char(f, ' ');
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
	for (const struct node *child = node->first->next; child; child = child->next)
		writers[child->kind](f, child);
}

/* Procedures. */

static void step_items_write(struct format *f, const struct node *step)
{
	const struct node *item = step->first->next;
	if (item && item->kind == NODE_STRING)
		item = item->next;
	for (; item && !flat_overflows(f); item = item->next) {
		if (f->flat) {
			after_space_write(f, item);
			continue;
		}
		continue_line(f, item->span.start);
		inline_property_write(f, item);
	}
}

static void step_write(struct format *f, const struct node *node)
{
	keyword_put(f, KW_STEP, node->span.start);
	put_char(f, ' ');
	if (title_write(f, node->first, PLACE_NAME))
		group_write(f, node, step_items_write);
}

/* The walk. */

static format_writer *const writers[NODE_COUNT] = {
	[NODE_USE] = use_write,
	[NODE_VOCABULARY] = declaration_write,
	[NODE_FACT] = fact_write,
	[NODE_AUTHORITY] = authority_write,
	[NODE_LIST] = declaration_write,
	[NODE_PROP] = property_write,
	[NODE_DEFINE] = define_write,
	[NODE_RULE] = rule_write,
	[NODE_EXCEPT] = except_write,
	[NODE_PRESUME] = presume_write,
	[NODE_PROCEDURE] = declaration_write,
	[NODE_STEP] = step_write,
	[NODE_RECOGNIZE] = recognize_write,
	[NODE_CASE] = declaration_write,
};

static void item_write(struct format *f, const struct node *node)
{
	writers[node->kind](f, node);
}

void unit_format(struct buf *out, const struct unit *unit, enum format_keywords keywords)
{
	struct format f = {.out = out,
			   .unit = unit,
			   .text = unit->source->text,
			   .keywords = keywords,
			   .start = out->len,
			   .line = out->len};
	const struct node *edition = unit->root->first;
	buf_reserve(out, unit->source->size + unit->source->size / 8);
	f.comment_at = unit->comments.count ? unit->comments.items[0].start : UINT32_MAX;
	item_begin(&f, unit->root, BLANK_KEPT);
	keyword_put(&f, KW_TOL, 0);
	put_char(&f, ' ');
	put(&f, *edition->text);
	items_write(&f, edition->next, BLANK_ALWAYS);
	comments_flush(&f, UINT32_MAX, 0, BLANK_KEPT);
	put_char(&f, '\n');
}
