/*
 * Looks at a repository with nothing but the file system, to tell apart what libgit2 reports alike:
 * no repository or one that may not be read, a missing object or a folder that may not be searched.
 * Never reads objects.
 */
#ifndef TOLC_HISTORY_REPO_PROBE_H
#define TOLC_HISTORY_REPO_PROBE_H

#include "base/buf.h"

enum probe_result {
	PROBE_NONE,	  /* nothing that looks like a repository */
	PROBE_NOWHERE,	  /* nor is there what was to lie in one */
	PROBE_FOUND,	  /* one that can be looked into */
	PROBE_DAMAGED,	  /* one that lacks what makes it one, so that git passes over it */
	PROBE_PERMISSION, /* one that cannot */
	PROBE_DEAD_LINK,  /* a .git file that points nowhere */
};

struct repo_probe {
	struct buf path; /* of the .git folder or file, or of the bare repository; terminated */
	struct buf common; /* the folder that holds config and objects */
};

void repo_probe_init(struct repo_probe *probe, struct mem *mem);
void repo_probe_fini(struct repo_probe *probe);
/* The first .git at path or above it, up to the root. */
enum probe_result repo_probe_find(struct repo_probe *probe, struct str path);
/* Whether that would be PROBE_NONE. */
bool probe_finds_none(const struct buf *path);

/* common_dir with a slash at the end. */
bool probe_is_sha256(struct mem *mem, struct str common_dir);
bool probe_is_partial(struct mem *mem, struct str common_dir);
bool probe_has_grafts(struct mem *mem, struct str common_dir);
/* A folder of objects that may not be read: its path is left in out. */
bool probe_objects_denied(struct buf *out, struct str common_dir);
/* An alternate that is not there: its path is left in out. */
bool probe_alternate_gone(struct buf *out, struct str common_dir);
/* The whole file, or false. */
bool probe_read_file(struct buf *out, const char *path);

#endif
