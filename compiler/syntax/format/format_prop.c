/*
 * Properties: a keyword, then values in a column of their own. One table says for each keyword what
 * stands between its values and to which family of words they belong.
 */
#include "syntax/format/format.h"

enum shape {
	SHAPE_COMMAS,
	SHAPE_SPACES,
	SHAPE_RANGE,
	SHAPE_LINKED, /* two values with a keyword between them */
	SHAPE_EXPR,
	SHAPE_EXPECT,
	SHAPE_FACTS,
	SHAPE_BLOCK,
};

struct property {
	enum shape shape;
	enum keyword first;    /* where it is not the property's own */
	enum keyword second;   /* behind the first */
	enum name_place place; /* of names */
	int family;	       /* 1 + that of its values; 0: plain names */
	enum keyword link;     /* SHAPE_LINKED */
	int link_family;       /* 1 + that of the second value */
};

#define OF(family) (FAMILY_##family + 1)

static const struct property properties[KW_COUNT] = {
	[KW_LEVEL] = {.family = OF(LEVEL)},
	[KW_STATUS] = {.family = OF(STATUS)},
	[KW_CONTINUING] = {.family = OF(TRANSITION)},
	[KW_DELEGATES_TO] = {.family = OF(LEVEL)},
	[KW_BY] = {.family = OF(ACTOR)},
	[KW_TO] = {.family = OF(ACTOR)},
	[KW_INITIATE] = {.second = KW_BY, .family = OF(ACTOR)},
	[KW_PENDING] = {.first = KW_EFFECTIVE, .second = KW_PENDING},
	[KW_PROVENANCE] = {.shape = SHAPE_SPACES, .family = OF(PROVENANCE)},
	[KW_CONDUCT] = {.shape = SHAPE_RANGE},
	[KW_TRANSITION] = {.shape = SHAPE_LINKED,
			   .family = OF(TRANSITION),
			   .link = KW_AS_OF,
			   .link_family = OF(MOMENT)},
	[KW_WITHIN] = {.shape = SHAPE_LINKED,
		       .place = PLACE_DAY,
		       .link = KW_FROM,
		       .link_family = OF(MOMENT)},
	[KW_WINDOW] = {.shape = SHAPE_LINKED,
		       .second = KW_FROM,
		       .place = PLACE_DAY,
		       .family = OF(MOMENT),
		       .link = KW_TO,
		       .link_family = OF(MOMENT)},
	[KW_ACCOUNTABLE] = {.shape = SHAPE_LINKED, .link = KW_BY},
	[KW_WHEN] = {.shape = SHAPE_EXPR},
	[KW_SCOPE] = {.shape = SHAPE_EXPR, .second = KW_WHEN},
	[KW_EXPECT] = {.shape = SHAPE_EXPECT},
	[KW_FACTS] = {.shape = SHAPE_FACTS},
	[KW_RECOGNITION] = {.shape = SHAPE_BLOCK},
};

/* Also of what is no property but holds names: a list of them with commas. */
static const struct property *property_of(const struct node *node)
{
	return &properties[node->kind == NODE_PROP ? node->op : KW_NONE];
}

/* Values. */

static void ref_write(struct format *f, const struct node *node)
{
	const struct node *rule = node->first->next;
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
	if (!rule)
		return;
	word_place(f, rule->span.start);
	put_char(f, '/');
	name_put(f, rule, PLACE_NAME, FAMILY_NONE);
}

/* list at 2018-05-20 "第五条", list from 2018-05-20 */
static void dated_write(struct format *f, const struct node *node)
{
	const struct node *ref = node->first;
	ref_write(f, ref);
	for (const struct node *child = ref->next; child; child = child->next) {
		if (child->kind == NODE_STRING) {
			after_space_write(f, child);
			continue;
		}
		link_put(f, node->kind == NODE_BASIS ? KW_AT : KW_FROM, ref->span.end,
			 child->span.start);
		date_put(f, child);
	}
}

static void effect_write(struct format *f, const struct node *node)
{
	if (node->op) {
		keyword_put(f, (enum keyword)node->op, node->span.start);
		put_char(f, ' ');
	}
	name_put(f, node->first, PLACE_EFFECT, FAMILY_EFFECT);
}

static format_writer *const value_writers[NODE_COUNT] = {
	[NODE_STRING] = string_put,   [NODE_DATE] = date_put,	  [NODE_AMOUNT] = amount_put,
	[NODE_REF] = ref_write,	      [NODE_BASIS] = dated_write, [NODE_REPEAL] = dated_write,
	[NODE_EFFECT] = effect_write,
};

static void value_write(struct format *f, const struct node *node, enum name_place place,
			int family)
{
	if (node->kind == NODE_NAME)
		name_put(f, node, place, family - 1);
	else
		value_writers[node->kind](f, node);
}

/* Several values. */

static void values_with_commas(struct format *f, const struct node *node)
{
	const struct property *property = property_of(node);
	for (const struct node *value = node->first; value && !flat_overflows(f);
	     value = value->next) {
		if (value != node->first) {
			put_char(f, ',');
			if (f->flat)
				put_char(f, ' ');
			else
				continue_line(f, value->span.start);
		}
		word_place(f, value->span.start);
		value_write(f, value, property->place, property->family);
	}
}

void commas_write(struct format *f, const struct node *node)
{
	if (node->first->next)
		group_write(f, node, values_with_commas);
	else
		values_with_commas(f, node);
}

static void spaces_write(struct format *f, const struct node *node)
{
	const struct property *property = property_of(node);
	value_write(f, node->first, property->place, property->family);
	if (node->first->next)
		after_space_write(f, node->first->next);
}

static void range_write(struct format *f, const struct node *node)
{
	const struct node *to = node->first->next;
	date_put(f, node->first);
	if (!to)
		return;
	mark_put(f, STR(".."), to->span.start);
	date_put(f, to);
}

static void linked_write(struct format *f, const struct node *node)
{
	const struct property *property = property_of(node);
	const struct node *first = node->first, *second = first->next;
	value_write(f, first, property->place, property->family);
	if (!second)
		return;
	link_put(f, property->link, first->span.end, second->span.start);
	value_write(f, second, property->place, property->link_family);
}

static void condition_write(struct format *f, const struct node *node)
{
	expr_write(f, node->first);
}

static void outcome_write(struct format *f, const struct node *node)
{
	if (keyword_of_token(node->name->token) == KW_NEEDS_RULING)
		keyword_put(f, KW_NEEDS_RULING, node->span.start);
	else
		name_put(f, node, PLACE_OUTCOME, FAMILY_OUTCOME);
}

static void expect_write(struct format *f, const struct node *node)
{
	static const enum keyword links[] = {
		[NODE_NAME] = KW_OR, [NODE_REF] = KW_BY, [NODE_STRING] = KW_BECAUSE};
	outcome_write(f, node->first);
	uint32_t end = node->first->span.end;
	for (const struct node *child = node->first->next; child; child = child->next) {
		link_put(f, links[child->kind], end, child->span.start);
		if (child->kind == NODE_NAME)
			outcome_write(f, child);
		else
			value_write(f, child, PLACE_NAME, 0);
		end = child->span.end;
	}
}

/* Facts of a case. */

static void given_write(struct format *f, const struct node *node)
{
	const struct node *value = node->first->next;
	name_put(f, node->first, PLACE_NAME, FAMILY_NONE);
	mark_put(f, STR("="), value->span.start);
	expr_write(f, value);
}

static uint32_t property_begin(struct format *f, const struct node *node, uint32_t pad);

/* On one line the braces stand in the column of the values, else at the end of the first line. */
static void facts_write(struct format *f, const struct node *node)
{
	property_begin(f, node, f->flat ? f->pad : 0);
	braces_write(f, node, node->first, given_write);
}

/* Recognition. */

void recognize_write(struct format *f, const struct node *node)
{
	const struct node *organ = node->first, *whose = organ->next;
	property_begin(f, node, f->pad);
	keyword_put_second(f, KW_BEFORE, node->span.start);
	put_char(f, ' ');
	name_put(f, organ, PLACE_NAME, FAMILY_NONE);
	if (!whose)
		return;
	link_put(f, KW_FOR, organ->span.end, whose->span.start);
	name_put(f, whose, PLACE_NAME, FAMILY_NONE);
}

static void recognition_write(struct format *f, const struct node *node)
{
	property_begin(f, node, 0);
	block_write(f, node, node->first, PAD_RECOGNITION);
}

/* The property as a whole. */

/* Columns of a keyword, which is all ASCII or all Han. */
static uint32_t columns(struct str keyword)
{
	bool han = (unsigned char)keyword.ptr[0] >= 0x80;
	return (uint32_t)(han ? keyword.len / 3 * 2 : keyword.len);
}

/* The keyword and the blanks behind it; returns how many columns they take. */
static uint32_t property_begin(struct format *f, const struct node *node, uint32_t pad)
{
	enum keyword first = node->kind == NODE_PROP ? property_of(node)->first : KW_NONE;
	size_t before = f->out->len;
	keyword_put(f, first ? first : (enum keyword)node->op, node->span.start);
	uint32_t width = columns((struct str){f->out->ptr + before, f->out->len - before});
	uint32_t blanks = width < pad ? pad - width : 1;
	buf_add_repeat(f->out, ' ', blanks);
	return width + blanks;
}

static format_writer *const shape_writers[] = {
	[SHAPE_COMMAS] = commas_write,	[SHAPE_SPACES] = spaces_write,
	[SHAPE_RANGE] = range_write,	[SHAPE_LINKED] = linked_write,
	[SHAPE_EXPR] = condition_write, [SHAPE_EXPECT] = expect_write,
};

static void plain_property_write(struct format *f, const struct node *node)
{
	const struct property *property = property_of(node);
	if (!node->first) {
		keyword_put(f, (enum keyword)node->op, node->span.start);
		return;
	}
	uint32_t width = property_begin(f, node, f->pad);
	if (f->pad) {
		uint32_t column = f->margins.base + width;
		f->margins = (struct margins){column, column, 0};
	}
	if (property->second) {
		keyword_put_second(f, property->second, node->span.start);
		put_char(f, ' ');
	}
	shape_writers[property->shape](f, node);
}

void property_write(struct format *f, const struct node *node)
{
	enum shape shape = property_of(node)->shape;
	if (shape == SHAPE_FACTS)
		group_write(f, node, facts_write);
	else if (shape == SHAPE_BLOCK)
		recognition_write(f, node);
	else
		plain_property_write(f, node);
}
