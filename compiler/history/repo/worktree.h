/*
 * The files of a folder as they are, seen as if they were a tree: names and rules as in a commit.
 * Links are not followed, nor are repositories inside the folder entered.
 */
#ifndef TOLC_HISTORY_WORKTREE_H
#define TOLC_HISTORY_WORKTREE_H

#include "history/read/snapshot.h"

#include <dirent.h>

struct worktree {
	struct mem *mem;
	struct buf root; /* with a slash at the end */
	struct buf path; /* that is being looked at; root first */
	struct buf bytes;
	struct ignore ignore;
	DIR *open; /* while its names are being read */
};

void worktree_init(struct worktree *worktree, struct mem *mem, struct str root);
void worktree_fini(struct worktree *worktree);
/* Tells every file that matters; those that .tolignore keeps off the record may be left out. */
enum repo_status worktree_read(struct worktree *worktree, const struct tree_sink *sink,
			       struct repo_error *error);
/* A struct blob_reader reads the files again: data is the worktree. */
enum repo_status worktree_blob(void *data, struct blob *out, struct str path, const uint8_t *oid,
			       struct repo_error *error);
/* Likewise, but fails where the bytes are no longer those that the id was made from. */
enum repo_status worktree_blob_again(struct worktree *worktree, struct blob *out, struct str path,
				     const uint8_t *oid, struct repo_error *error);
/* Whether that is the id which git gives the bytes. */
bool blob_has_id(struct str bytes, const uint8_t *oid);

#endif
