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

/* Files of one commit, or of several whose files agree: no path and no name means two things. What
 * declares nothing for others is none of these: any text may be compiled beside them that needs no
 * more than what they declare. */
struct load_tree {
	struct environment environment;
	VEC(struct load_file *) files;
	struct map paths; /* -> struct load_file */
	struct map plain; /* that declare nothing, by path and id -> struct load_file */
	bool is_linked;
};

/* Where a text stands. */
struct loaded {
	struct load_tree *tree;
	struct load_file *file;
	struct str list;
	int32_t effective;
};

/* A text of the record, compiled once for whoever asks for it. */
struct load_entry {
	uint32_t list; /* number in the view */
	uint32_t entry;
	struct loaded loaded;
	const struct ir_list *ir; /* NULL until it is asked for */
	uint32_t next;		  /* of the list, its place and one more; 0: none */
};

struct loader {
	struct asking *asking;
	struct arena *arena; /* the answer's */
	struct mem *mem;
	struct syntax syntax;
	struct diag_list diags; /* what was wrong with the texts was told when they were recorded */
	struct map texts;	/* by path and id -> struct load_text */
	VEC(struct load_tree *) trees;
	struct map contexts; /* by paths and ids of what declares -> the tree that has all of it */
	VEC(struct load_entry) entries;
	uint32_t *newest; /* by list: the entry that was added last, its place and one more */
};

void loader_init(struct loader *loader, struct asking *asking);
/* What was compiled stays in the arena. */
void loader_fini(struct loader *loader);

/* One that lives as long as the answer of the question. */
struct loader *loader_new(struct asking *asking);

/* The text of an entry of a list, compiled; borrowed from the arena. TOL_OK, or the session says
 * why not. */
int loader_entry(struct loader *loader, const struct ir_list **out, uint32_t list, uint32_t entry);
/* The same in two steps: what it was compiled from is read, so that what else stands in its tree
 * can still be added; then it is compiled. index: its place among the loader's entries. */
int loader_entry_read(struct loader *loader, uint32_t *index, uint32_t list, uint32_t entry);
int loader_entry_compile(struct loader *loader, const struct ir_list **out, uint32_t index);
/* Reads what declares vocabularies and authorities in the tree as known; *out is NULL where nothing
 * does. */
int loader_add_declaring(struct loader *loader, struct load_tree **out);
/* The same in two steps, so that some can be left out. Borrowed from the view. */
int loader_declaring(struct loader *loader, const struct view_file **files, size_t *count);
int loader_add_files(struct loader *loader, struct load_tree **out, const struct view_file *files,
		     size_t count);
/* Names are resolved; after this nothing may be added to the tree. */
void load_tree_link(struct load_tree *tree);

#endif
