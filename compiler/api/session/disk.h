/* Files and folders as a question needs them: read whole, listed in order. POSIX. */
#ifndef TOLC_API_DISK_H
#define TOLC_API_DISK_H

#include "base/buf.h"
#include "base/vec.h"
#include "history/repo/ignore.h"

#define DISK_TOO_LARGE (-1) /* in place of errno: more than SOURCE_MAX_SIZE */

/* What is open just now, so that it can be closed should memory run out meanwhile. */
struct disk {
	struct mem *mem;
	int file; /* -1: none */
	void *folder;
};

void disk_init(struct disk *disk, struct mem *mem);
void disk_fini(struct disk *disk);

/* Paths are within the folder, in the order of their bytes; blocks of mem. */
struct disk_list {
	struct mem *mem;
	struct ignore *ignore; /* NULL: nothing is kept off; else filled on the way */
	VEC(char *) paths;     /* of .tol files */
	VEC(char *) alike;     /* of files whose name nearly ends so: x.tol.txt, x.TOL */
	VEC(char *) denied;    /* folders that could not be opened, with a slash at the end */
	int error;	       /* errno of the last of these */
};

enum disk_kind { DISK_NOTHING, DISK_FILE, DISK_FOLDER };

/* Follows links; leaves errno where there is nothing. */
enum disk_kind disk_kind(const char *path);
/* Appends the whole file; 0, errno, or DISK_TOO_LARGE. */
int disk_read(struct disk *disk, struct buf *buf, const char *path);
/* The absolute path without links, with a slash at the end where it is a folder; false: errno. */
bool disk_real(struct buf *out, const char *path);

enum disk_top { DISK_TOP_NONE, DISK_TOP_FOLDER, DISK_TOP_REPOSITORY };

/* The tree that a folder lies in: top becomes the nearest folder at or above it that has a
 * repository, or else the folder itself (absolute, without links, with a slash at the end); way_up
 * how the top is reached from the folder, "" or ending in a slash. DISK_TOP_NONE: errno. */
enum disk_top disk_top(struct buf *top, struct buf *way_up, const char *folder);

enum disk_depth { DISK_BESIDE, DISK_BELOW };

void disk_list_init(struct disk_list *list, struct mem *mem);
void disk_list_fini(struct disk_list *list);
/* Appends the .tol files in a folder, or also those below it, but for those in other repositories,
 * behind links, and those that .tolignore covers. path: with a slash at the end. */
void disk_list_folder(struct disk *disk, struct disk_list *list, const char *path,
		      enum disk_depth depth);

#endif
