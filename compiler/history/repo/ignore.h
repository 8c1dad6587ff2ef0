/*
 * Which files a tree keeps off its record: its .tolignore files, in the syntax of .gitignore. Pure:
 * told the files of one tree, asked about paths in it. The rules are git's: the last pattern that
 * matches decides, a deeper file before a higher one, and nothing below a folder that is ignored
 * comes back.
 */
#ifndef TOLC_HISTORY_IGNORE_H
#define TOLC_HISTORY_IGNORE_H

#include "base/arena.h"
#include "base/map.h"

#define IGNORE_FILE ".tolignore"

struct ignore {
	struct mem *mem;
	struct map files; /* folder -> struct ignore_file */
};

void ignore_init(struct ignore *ignore, struct mem *mem);
void ignore_fini(struct ignore *ignore);
/* folder: empty at the top, else with a slash at the end. Replaces what the folder said before. */
void ignore_set(struct ignore *ignore, struct str folder, struct str text);
void ignore_remove(struct ignore *ignore, struct str folder);
/* path: of a file, from the top of the tree. */
bool ignore_covers(const struct ignore *ignore, struct str path);
/* Where no folder above it is covered. path: of a file; of a folder, without a slash at the end. */
bool ignore_covers_file(const struct ignore *ignore, struct str path);
bool ignore_covers_folder(const struct ignore *ignore, struct str path);

#endif
