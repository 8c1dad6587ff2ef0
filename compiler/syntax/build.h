/* Builders: one call for each action of the grammar. Children that are NULL are left out. */
#ifndef TOLC_SYNTAX_BUILD_H
#define TOLC_SYNTAX_BUILD_H

#include "syntax/parse_state.h"
#include "tol.tab.h"

static inline struct nodes nodes_none(void)
{
	return (struct nodes){NULL, NULL};
}

static inline struct nodes nodes_one(struct node *node)
{
	return (struct nodes){node, node};
}

static inline struct nodes nodes_add(struct nodes nodes, struct node *node)
{
	if (!node)
		return nodes;
	if (!nodes.first)
		return nodes_one(node);
	nodes.last->next = node;
	nodes.last = node;
	return nodes;
}

struct node *node_list(struct parse *p, enum node_kind kind, struct span span, struct nodes list);

static inline struct node *node_leaf(struct parse *p, enum node_kind kind, struct span span)
{
	return node_list(p, kind, span, nodes_none());
}

struct node *node_op(struct parse *p, enum node_kind kind, enum keyword op, struct span span,
		     struct nodes list);
struct node *node_1(struct parse *p, enum node_kind kind, struct span span, struct node *a);
struct node *node_2(struct parse *p, enum node_kind kind, struct span span, struct node *a,
		    struct node *b);
struct node *node_3(struct parse *p, enum node_kind kind, struct span span, struct node *a,
		    struct node *b, struct node *c);
struct node *node_prop(struct parse *p, enum keyword op, struct span span, struct node *a);
struct node *node_prop_2(struct parse *p, enum keyword op, struct span span, struct node *a,
			 struct node *b);
struct node *node_props(struct parse *p, enum keyword op, struct span span, struct nodes list);

void unit_node(struct parse *p, struct span span, struct node *edition, struct nodes all);
/* heading: NAME and title. NULL where it is empty. */
struct node *node_declare(struct parse *p, enum node_kind kind, struct span span,
			  struct nodes heading, struct nodes items);
struct node *node_fact(struct parse *p, struct span span, struct node *name, struct nodes aliases,
		       struct node *formerly, struct node *type, struct node *question);
struct node *node_choice(struct parse *p, struct span span, struct node *name,
			 struct nodes aliases, struct node *title);
struct node *node_define(struct parse *p, struct span span, struct node *name, struct node *title,
			 struct node *expr);
struct node *node_rule(struct parse *p, enum keyword kind, struct span span,
		       struct nodes heading, struct nodes items);
struct node *node_except(struct parse *p, struct span span, struct node *name, struct node *title,
			 struct node *when, struct nodes items);
struct node *node_recognize(struct parse *p, enum keyword op, struct span span, struct node *organ,
			    struct node *whose);
struct node *node_presume_not(struct parse *p, struct span span, struct span not_span,
			      struct node *name);
struct node *node_effect(struct parse *p, enum keyword strength, struct span span,
			 struct span word_span, struct name *word);
struct node *node_amount(struct parse *p, enum keyword unit, struct span span, struct node *number);
/* 15 without workdays or days. */
struct node *node_duration_bare(struct parse *p, struct span span, struct node *number);
struct node *node_expect(struct parse *p, struct span span, struct nodes outcomes, struct node *ref,
			 struct node *because);
/* Joins a chain a and b and c into one node. */
struct node *node_join(struct parse *p, enum node_kind kind, struct span span, struct node *left,
		       struct node *right);
struct node *node_braced(struct parse *p, enum node_kind kind, struct span span, struct nodes list);
/* (expr): the brackets end a chain and are otherwise forgotten. */
struct node *node_group(struct parse *p, struct span span, struct node *expr);
struct node *node_at_least(struct parse *p, struct span span, struct node *number,
			   struct nodes list);
struct node *node_compare(struct parse *p, uint8_t op, struct span span, struct node *fact,
			  struct node *constant);
struct node *node_in(struct parse *p, struct span span, struct node *fact, struct nodes constants);
struct node *node_name(struct parse *p, struct span span, struct name *name);
struct node *node_word(struct parse *p, enum keyword word, struct span span, struct name *name);
struct node *node_concat(struct parse *p, struct span span, struct nodes parts);
struct node *node_error(struct parse *p, struct span span);

#endif
