/*
 * The trees of one commit after another, read raw: what changed between two of them among the
 * files that matter. Equal subtrees are not looked into, and no tree is read twice in a row.
 */
#ifndef TOLC_HISTORY_TREE_H
#define TOLC_HISTORY_TREE_H

#include "base/map.h"
#include "history/repo/repo.h"

enum file_kind {
	FILE_ABSENT,
	FILE_TEXT,	/* *.tol */
	FILE_IGNORE,	/* .tolignore */
	FILE_SYMLINK,	/* *.tol, but a symbolic link */
	FILE_SUBMODULE, /* the commit of another repository */
};

/* Told of each change; path is borrowed for the call. oid is NULL where the file is absent. */
struct tree_sink {
	void *data;
	void (*change)(void *data, struct str path, enum file_kind kind, const uint8_t *oid);
	bool tells_before; /* what stood before each change, not what stands after it */
};

/* By name and mode as in a tree; FILE_ABSENT where the file does not matter. */
enum file_kind file_kind(struct str name, uint32_t mode);

/* The folders of the tree last seen. */
struct tree {
	struct mem *mem;
	struct map folders; /* path with a slash at the end, empty at the top -> struct folder */
	struct buf path;
	uint8_t root[OID_SIZE];
	bool is_empty; /* no tree was seen yet */
};

void tree_init(struct tree *tree, struct mem *mem);
void tree_fini(struct tree *tree);
/* As if the tree with this id had been seen; its folders are read when they are needed. */
void tree_set(struct tree *tree, const uint8_t *root);
/* Goes on to the tree with this id. After a failure only tree_fini is allowed. */
enum repo_status tree_move(struct tree *tree, struct repo *repo, const uint8_t *root,
			   const struct tree_sink *sink, struct repo_error *error);

#endif
