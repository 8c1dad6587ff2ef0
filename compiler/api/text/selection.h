/*
 * Which texts a question is about: the files of a tree on disk that are on the record, files off it
 * that were named, and texts in memory. Reads the file system, asks no git.
 *
 * The tree is the enclosing repository. Outside one it is the folder, or, where files are named,
 * all that is named, with what lies beside the files.
 */
#ifndef TOLC_API_SELECTION_H
#define TOLC_API_SELECTION_H

#include "api/session/session.h"

struct selected {
	struct source *source; /* its path within the tree; of what lies elsewhere the whole one */
	struct str opened;     /* as it can be opened from the session's directory */
	const struct tol_text *text; /* what stands for it; NULL: what is on disk */
	int error; /* errno, or DISK_TOO_LARGE: reported already, and its source is empty */
	bool on_record;
	bool wanted; /* asked about; others are only there to be understood by */
};

struct selection {
	struct mem *mem;
	VEC(struct selected) files; /* those on the record by path, then the others as named */
	bool repository; /* the tree is one's; else it is a folder, and there is no record */
};

struct selection_options {
	const char *const *paths;
	size_t path_count;
	const struct tol_text *texts;
	size_t text_count;
	bool whole; /* read also what is not asked about */
	bool alike; /* tell which files are not read for their names alone */
	bool folder; /* outside a repository that is what the directory holds, not what lies beside */
};

/* Sources belong to the answer. What cannot be read in passing becomes a diagnostic; what was named
 * and cannot be read is a failure. */
int selection_read(struct selection *out, struct tol_answer *answer,
		   const struct selection_options *options);
void selection_fini(struct selection *selection);
/* How much text is in the files. */
size_t selected_bytes(const struct selected *files, size_t count);

#endif
