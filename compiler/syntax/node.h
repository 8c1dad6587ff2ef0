/*
 * The tree of one file, as it was written: names unresolved, numbers unread where they carry a unit.
 * Nodes live in the unit's arena and point into its source; nothing in the tree is freed singly.
 */
#ifndef TOLC_SYNTAX_NODE_H
#define TOLC_SYNTAX_NODE_H

#include "base/names.h"
#include "base/diag/source.h"

enum node_kind {
#define NODE(id, name, children) NODE_##id,
#include "syntax/ast.def"
#undef NODE
	NODE_COUNT
};

/* Index into grammar/keywords.def. */
enum keyword {
	KW_NONE,
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh) KW_##token,
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh)
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
	KW_COUNT
};

enum compare_op { COMPARE_EQ, COMPARE_NE, COMPARE_LT, COMPARE_LE, COMPARE_GT, COMPARE_GE };

struct node {
	uint8_t kind;	/* enum node_kind */
	uint8_t op;	/* enum keyword, or enum compare_op */
	uint16_t flags; /* enum node_flag */
	struct span span;
	struct node *next;  /* sibling */
	struct node *first; /* child */
	union {
		struct name *name;	/* NAME */
		const struct str *text; /* STRING: escapes resolved; NUMBER: digits in ASCII */
		int32_t date;		/* DATE: days since 1970-01-01, DATE_NONE where there is no such day */
		struct node *last;	/* AND, OR: the last child */
	};
};

enum node_flag {
	NODE_BRACED = 1, /* all of {…} rather than a and b */
	NODE_QUOTED = 2, /* a name in backquotes */
	NODE_BROKEN = 4, /* a mistake in it was reported already */
};

/* The name that a declaration declares, the title, or NULL: the first child of that kind. */
struct node *node_child(const struct node *node, enum node_kind kind);
/* The first PROP child with this keyword, or NULL. */
struct node *node_prop_find(const struct node *node, enum keyword keyword);
const char *node_kind_name(enum node_kind kind);

#endif
