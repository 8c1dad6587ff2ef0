/*
 * Texts of the record compiled again for a question: each against the files that declared what it
 * needs in the tree of its own commit. Private to api/.
 */
#ifndef TOLC_API_LOAD_H
#define TOLC_API_LOAD_H

#include "api/record/asking.h"
#include "check/check.h"

/* A file that was read; the same file of several commits is read once. */
struct load_text {
	struct view_file file;
	const struct unit *unit;
	struct unit own; /* where it was parsed here */
};

/* The file in the tree that it was put into: there its names mean something. */
struct load_file {
	const struct load_text *text;
	struct declarations declarations;
	struct ir_unit checked;
	bool is_checked;
};

/* Files of one commit, or of several whose files agree: no path and no name means two things. */
struct load_tree {
	struct environment environment;
	VEC(struct load_file *) files;
	struct map paths; /* -> struct load_file */
	bool is_linked;
};

struct loader {
	struct asking *asking;
	struct arena *arena; /* the answer's */
	struct mem *mem;
	struct syntax syntax;
	struct diag_list diags; /* what was wrong with the texts was told when they were recorded */
	struct map texts;	/* by path and id -> struct load_text */
	VEC(struct load_tree *) trees;
};

/* Where a text stands. */
struct loaded {
	struct load_tree *tree;
	struct load_file *file;
	struct str list;
	int32_t effective;
};

void loader_init(struct loader *loader, struct asking *asking);
/* What was compiled stays in the arena. */
void loader_fini(struct loader *loader);

/* Reads what an entry of a list was compiled from. TOL_OK, or the session says why not. */
int loader_add(struct loader *loader, struct loaded *out, uint32_t list, uint32_t entry);
/* Reads what declares vocabularies and authorities in the tree as known; *out is NULL where nothing
 * does. */
int loader_add_declaring(struct loader *loader, struct load_tree **out);
/* Names are resolved; after this nothing may be added to the tree. */
void load_tree_link(struct load_tree *tree);
/* Borrowed from the arena. NULL where the text is not readable after all. */
const struct ir_list *loader_list(struct loader *loader, const struct loaded *loaded);

#endif
