/*
 * Builders of the tree. They allocate, link and nothing else: what a node may hold is the grammar's
 * business, what it means is check's.
 */
#include "syntax/build.h"

static struct node *node_new(struct parse *p, enum node_kind kind, struct span span)
{
	struct node *node = arena_alloc(p->arena, sizeof(*node));
	*node = (struct node){.kind = (uint8_t)kind, .span = span};
	return node;
}

struct node *node_list(struct parse *p, enum node_kind kind, struct span span, struct nodes list)
{
	struct node *node = node_new(p, kind, span);
	node->first = list.first;
	return node;
}

struct node *node_op(struct parse *p, enum node_kind kind, enum keyword op, struct span span,
		     struct nodes list)
{
	struct node *node = node_list(p, kind, span, list);
	node->op = (uint8_t)op;
	return node;
}

struct node *node_1(struct parse *p, enum node_kind kind, struct span span, struct node *a)
{
	return node_list(p, kind, span, nodes_add(nodes_none(), a));
}

struct node *node_2(struct parse *p, enum node_kind kind, struct span span, struct node *a,
		    struct node *b)
{
	return node_list(p, kind, span, nodes_add(nodes_add(nodes_none(), a), b));
}

struct node *node_3(struct parse *p, enum node_kind kind, struct span span, struct node *a,
		    struct node *b, struct node *c)
{
	return node_list(p, kind, span, nodes_add(nodes_add(nodes_add(nodes_none(), a), b), c));
}

struct node *node_prop(struct parse *p, enum keyword op, struct span span, struct node *a)
{
	return node_op(p, NODE_PROP, op, span, nodes_add(nodes_none(), a));
}

struct node *node_prop_2(struct parse *p, enum keyword op, struct span span, struct node *a,
			 struct node *b)
{
	return node_op(p, NODE_PROP, op, span, nodes_add(nodes_add(nodes_none(), a), b));
}

struct node *node_props(struct parse *p, enum keyword op, struct span span, struct nodes list)
{
	return node_op(p, NODE_PROP, op, span, list);
}

void unit_node(struct parse *p, struct span span, struct node *edition, struct nodes all)
{
	p->root = node_list(p, NODE_UNIT, span, all);
	if (!edition)
		return;
	p->root->first = edition;
	edition->next = all.first;
	if (!str_equal(*edition->text, STR("1"))) {
		p->unit->misread = true;
		diag_at(p->diags, p->source, edition->span, DIAG_EDITION_UNKNOWN,
			ARGS(*edition->text));
	}
}

/* NAME, title, then the rest. */
static struct nodes nodes_head(struct node *name, struct node *title, struct nodes items)
{
	struct nodes all = nodes_add(nodes_one(name), title);
	all.last->next = items.first;
	return all;
}

/* Without a name nothing is declared. */
static struct node *node_headed(struct node *node, struct nodes heading, struct nodes items)
{
	if (!heading.first)
		return NULL;
	heading.last->next = items.first;
	node->first = heading.first;
	return node;
}

struct node *node_declare(struct parse *p, enum node_kind kind, struct span span,
			  struct nodes heading, struct nodes items)
{
	return node_headed(node_new(p, kind, span), heading, items);
}

/* NAME, then its aliases. */
static struct nodes nodes_named(struct node *name, struct nodes aliases)
{
	if (!aliases.first)
		return nodes_one(name);
	name->next = aliases.first;
	return (struct nodes){name, aliases.last};
}

struct node *node_fact(struct parse *p, struct span span, struct node *name, struct nodes aliases,
		       struct node *formerly, struct node *type, struct node *question)
{
	struct nodes all = nodes_named(name, aliases);
	all = nodes_add(nodes_add(nodes_add(all, formerly), type), question);
	return node_list(p, NODE_FACT, span, all);
}

struct node *node_choice(struct parse *p, struct span span, struct node *name,
			 struct nodes aliases, struct node *title)
{
	return node_list(p, NODE_CHOICE, span, nodes_add(nodes_named(name, aliases), title));
}

struct node *node_define(struct parse *p, struct span span, struct node *name, struct node *title,
			 struct node *expr)
{
	return node_3(p, NODE_DEFINE, span, name, title ? title : expr, title ? expr : NULL);
}

struct node *node_rule(struct parse *p, enum keyword kind, struct span span,
		       struct nodes heading, struct nodes items)
{
	return node_headed(node_op(p, NODE_RULE, kind, span, nodes_none()), heading, items);
}

struct node *node_except(struct parse *p, struct span span, struct node *name, struct node *title,
			 struct node *when, struct nodes items)
{
	when->next = items.first;
	return node_list(p, NODE_EXCEPT, span, nodes_head(name, title, nodes_one(when)));
}

struct node *node_recognize(struct parse *p, enum keyword op, struct span span, struct node *organ,
			    struct node *whose)
{
	struct node *node = node_2(p, NODE_RECOGNIZE, span, organ, whose);
	node->op = (uint8_t)op;
	return node;
}

struct node *node_presume_not(struct parse *p, struct span span, struct span not_span,
			      struct node *name)
{
	return node_2(p, NODE_PRESUME, span, name, node_word(p, KW_NO, not_span, NULL));
}

struct node *node_effect(struct parse *p, enum keyword strength, struct span span,
			 struct span word_span, struct name *word)
{
	struct node *node = node_1(p, NODE_EFFECT, span, node_name(p, word_span, word));
	node->op = (uint8_t)strength;
	return node;
}

struct node *node_amount(struct parse *p, enum keyword unit, struct span span, struct node *number)
{
	struct node *node = node_1(p, NODE_AMOUNT, span, number);
	node->op = (uint8_t)unit;
	return node;
}

struct node *node_duration_bare(struct parse *p, struct span span, struct node *number)
{
	struct diag *diag = diag_at(p->diags, p->source, number->span, DIAG_DURATION_UNIT,
				    ARGS(*number->text));
	diag_hint(p->diags, diag, HINT_DURATION_UNIT, NO_ARGS);
	p->misread = true;
	return node_amount(p, KW_NONE, span, number);
}

struct node *node_expect(struct parse *p, struct span span, struct nodes outcomes, struct node *ref,
			 struct node *because)
{
	return node_props(p, KW_EXPECT, span, nodes_add(nodes_add(outcomes, ref), because));
}

struct node *node_join(struct parse *p, enum node_kind kind, struct span span, struct node *left,
		       struct node *right)
{
	struct node *node = left;
	if (left->kind != kind || (left->flags & NODE_BRACED)) {
		node = node_1(p, kind, span, left);
		node->last = left;
	}
	node->last->next = right;
	node->last = right;
	node->span = span;
	return node;
}

struct node *node_braced(struct parse *p, enum node_kind kind, struct span span, struct nodes list)
{
	struct node *node = node_list(p, kind, span, list);
	node->flags = NODE_BRACED;
	node->last = list.last;
	return node;
}

struct node *node_group(struct parse *p, struct span span, struct node *expr)
{
	(void)p;
	expr->span = span;
	return expr;
}

struct node *node_at_least(struct parse *p, struct span span, struct node *number,
			   struct nodes list)
{
	return node_list(p, NODE_AT_LEAST, span, nodes_head(number, NULL, list));
}

struct node *node_compare(struct parse *p, uint8_t op, struct span span, struct node *fact,
			  struct node *constant)
{
	struct node *node = node_2(p, NODE_COMPARE, span, fact, constant);
	node->op = op;
	return node;
}

struct node *node_in(struct parse *p, struct span span, struct node *fact, struct nodes constants)
{
	return node_list(p, NODE_IN, span, nodes_head(fact, NULL, constants));
}

struct node *node_name(struct parse *p, struct span span, struct name *name)
{
	struct node *node = node_new(p, NODE_NAME, span);
	node->name = name;
	return node;
}

struct node *node_word(struct parse *p, enum keyword word, struct span span, struct name *name)
{
	struct node *node = node_new(p, NODE_WORD, span);
	node->op = (uint8_t)word;
	node->name = name;
	return node;
}

/* In one go, so that many strings cost no more than their bytes. */
struct node *node_concat(struct parse *p, struct span span, struct nodes parts)
{
	if (parts.first == parts.last)
		return parts.first;
	size_t len = 0;
	for (struct node *part = parts.first; part; part = part->next)
		len += part->text->len;
	char *bytes = arena_alloc(p->texts, len + 1);
	struct str *text = ARENA_NEW(p->arena, struct str);
	*text = (struct str){bytes, len};
	for (struct node *part = parts.first; part; part = part->next) {
		memcpy(bytes, part->text->ptr, part->text->len);
		bytes += part->text->len;
	}
	*bytes = '\0';
	struct node *node = node_new(p, NODE_STRING, span);
	node->text = text;
	return node;
}

struct node *node_error(struct parse *p, struct span span)
{
	return node_new(p, NODE_ERROR, span);
}
