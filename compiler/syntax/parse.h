/*
 * syntax/: text -> tree -> text. This header is the stage's interface; the tree is in node.h.
 */
#ifndef TOLC_SYNTAX_PARSE_H
#define TOLC_SYNTAX_PARSE_H

#include "base/diag/diag.h"
#include "syntax/keywords.h"
#include "syntax/node.h"

/* One file as read. Lives in the arena that unit_parse was given. */
struct unit {
	struct source *source; /* borrowed; must outlive the unit */
	struct node *root;     /* a UNIT node; never NULL once parsed */
	VEC(struct span) comments; /* in order; from # to the end of the line */
	bool foreign;		   /* in another encoding: nothing of it was read */
	bool misread;		   /* a syntax error was reported: the tree is not the whole text */
	bool lost;		   /* and a whole declaration is missing from it */
};

/* Mistakes go to diags. The unit's vectors belong to the arena's mem: unit_fini. */
void unit_parse(struct unit *unit, struct syntax *syntax, struct source *source,
		struct arena *arena, struct diag_list *diags);
/* The same with a tree that may be dropped before the rest: what it takes to say what texts mean,
 * where the source does not say it by its own bytes, is in the other arena. */
void unit_parse_apart(struct unit *unit, struct syntax *syntax, struct source *source,
		      struct arena *tree, struct arena *texts, struct diag_list *diags);
void unit_fini(struct unit *unit, struct arena *arena);
/* Whether a line begins as a vocabulary or an authority does. Only the parser knows whether any is
 * declared. */
bool source_seems_to_declare(const struct source *source);

/* Appends the tree as an indented outline (golden files). */
void unit_dump(struct buf *out, const struct unit *unit);

enum format_keywords { FORMAT_KEYWORDS_AS_WRITTEN, FORMAT_KEYWORDS_EN, FORMAT_KEYWORDS_ZH };

/* Appends the canonical text. The unit must not be misread. */
void unit_format(struct buf *out, const struct unit *unit, enum format_keywords keywords);

#endif
