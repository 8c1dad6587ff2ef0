/* The file system, with as few calls as will do. */
#define _DEFAULT_SOURCE /* the kind of an entry: POSIX has but a call for each that tells it */
#include "api/session/disk.h"

#include "base/diag/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

void disk_init(struct disk *disk, struct mem *mem)
{
	*disk = (struct disk){.mem = mem, .file = -1};
}

static void close_file(struct disk *disk)
{
	if (disk->file >= 0)
		close(disk->file);
	disk->file = -1;
}

static void close_folder(struct disk *disk)
{
	if (disk->folder)
		closedir(disk->folder);
	disk->folder = NULL;
}

void disk_fini(struct disk *disk)
{
	close_file(disk);
	close_folder(disk);
}

enum disk_kind disk_kind(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0)
		return DISK_NOTHING;
	return S_ISDIR(status.st_mode) ? DISK_FOLDER : DISK_FILE;
}

/* read(2) until the end; pipes are as good as files. */
static int read_all(struct buf *buf, int file)
{
	for (;;) {
		char *room = buf_reserve(buf, 65536);
		ssize_t got = read(file, room, 65535);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return errno;
		buf->len += (size_t)got;
		buf->ptr[buf->len] = '\0';
		if (got == 0)
			return 0;
		if (buf->len > SOURCE_MAX_SIZE)
			return DISK_TOO_LARGE;
	}
}

int disk_read(struct disk *disk, struct buf *buf, const char *path)
{
	disk->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (disk->file < 0)
		return errno;
	int error = read_all(buf, disk->file);
	close_file(disk);
	return error;
}

bool disk_real(struct buf *out, const char *path)
{
	char real[PATH_MAX + 1];
	if (!realpath(path, real))
		return false;
	buf_clear(out);
	buf_add_text(out, real);
	if (out->ptr[out->len - 1] != '/' && disk_kind(out->ptr) == DISK_FOLDER)
		buf_add_char(out, '/');
	return true;
}

/* A folder or, in a linked work tree, a file; buf is left as it was. */
static bool has_repository(struct buf *folder)
{
	size_t length = folder->len;
	buf_add_text(folder, ".git");
	bool found = disk_kind(folder->ptr) != DISK_NOTHING;
	folder->len = length;
	folder->ptr[length] = '\0';
	return found;
}

/* Takes off what lies below the nearest repository. */
static bool climb(struct buf *top, struct buf *way_up)
{
	while (!has_repository(top)) {
		if (top->len <= 1)
			return false;
		do
			top->len--;
		while (top->ptr[top->len - 1] != '/');
		top->ptr[top->len] = '\0';
		buf_add_text(way_up, "../");
	}
	return true;
}

enum disk_top disk_top(struct buf *top, struct buf *way_up, const char *folder)
{
	buf_clear(way_up);
	if (!disk_real(top, folder))
		return DISK_TOP_NONE;
	if (climb(top, way_up))
		return DISK_TOP_REPOSITORY;
	buf_clear(way_up);
	return disk_real(top, folder) ? DISK_TOP_FOLDER : DISK_TOP_NONE;
}

void disk_list_init(struct disk_list *list, struct mem *mem)
{
	*list = (struct disk_list){.mem = mem};
}

void disk_list_fini(struct disk_list *list)
{
	for (size_t i = 0; i < list->paths.count; i++)
		mem_free(list->mem, list->paths.items[i]);
	for (size_t i = 0; i < list->alike.count; i++)
		mem_free(list->mem, list->alike.items[i]);
	for (size_t i = 0; i < list->denied.count; i++)
		mem_free(list->mem, list->denied.items[i]);
	VEC_FREE(list->mem, &list->paths);
	VEC_FREE(list->mem, &list->alike);
	VEC_FREE(list->mem, &list->denied);
}

static char *copy_text(struct mem *mem, const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(mem_alloc(mem, size), text, size);
}

struct listing {
	struct disk *disk;
	struct disk_list *list;
	enum disk_depth depth;
	struct buf path;     /* where we are */
	size_t top;	     /* length of the folder that was asked for */
	VEC(char *) folders; /* to be visited, below the top; with a slash at the end */
	bool ignores;	     /* there is a .tolignore where we are */
};

/* What an editor makes of x.tol as it saves it, or a system that takes capitals for the same. */
static bool is_alike(const char *name)
{
	static const char *const tails[] = {".tol", ".tol.txt", "．tol", "。tol"};
	size_t length = strlen(name);
	for (size_t i = 0; i < countof(tails); i++) {
		size_t tail = strlen(tails[i]);
		if (length > tail && strcasecmp(name + length - tail, tails[i]) == 0)
			return true;
	}
	return false;
}

static void see_file(struct listing *listing, const char *name)
{
	struct disk_list *list = listing->list;
	const char *path = listing->path.ptr + listing->top;
	if (str_ends_with(str_from(name), STR(".tol")))
		VEC_PUSH(list->mem, &list->paths, copy_text(list->mem, path));
	else if (is_alike(name))
		VEC_PUSH(list->mem, &list->alike, copy_text(list->mem, path));
	else if (strcmp(name, IGNORE_FILE) == 0)
		listing->ignores = true;
}

static void see_folder(struct listing *listing, const char *name)
{
	if (listing->depth == DISK_BESIDE || strcmp(name, ".git") == 0)
		return;
	buf_add_char(&listing->path, '/');
	VEC_PUSH(listing->list->mem, &listing->folders,
		 copy_text(listing->list->mem, listing->path.ptr + listing->top));
}

static void path_cut(struct buf *path, size_t length)
{
	path->len = length;
	path->ptr[length] = '\0';
}

/* DT_REG, DT_DIR, or something else. */
static unsigned char entry_type(const struct listing *listing, const struct dirent *entry)
{
	struct stat status;
	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type;
	if (lstat(listing->path.ptr, &status) != 0)
		return DT_UNKNOWN;
	return S_ISREG(status.st_mode) ? DT_REG : S_ISDIR(status.st_mode) ? DT_DIR : DT_UNKNOWN;
}

static void see_entry(struct listing *listing, const struct dirent *entry)
{
	size_t length = listing->path.len;
	const char *name = entry->d_name;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	buf_add_text(&listing->path, name);
	unsigned char type = entry_type(listing, entry);
	if (type == DT_REG)
		see_file(listing, name);
	else if (type == DT_DIR)
		see_folder(listing, name);
	path_cut(&listing->path, length);
}

static void see_entries(struct listing *listing)
{
	struct disk *disk = listing->disk;
	struct disk_list *list = listing->list;
	const struct dirent *entry;
	disk->folder = opendir(listing->path.ptr);
	if (!disk->folder) {
		list->error = errno;
		VEC_PUSH(list->mem, &list->denied,
			 copy_text(list->mem, listing->path.ptr + listing->top));
	}
	while (disk->folder && (entry = readdir(disk->folder)))
		see_entry(listing, entry);
	close_folder(disk);
}

/* What the .tolignore here says holds from here on. */
static void read_ignore(struct listing *listing)
{
	size_t length = listing->path.len;
	struct ignore *ignore = listing->list->ignore;
	struct buf bytes;
	if (!listing->ignores || !ignore)
		return;
	buf_init(&bytes, listing->list->mem);
	buf_add_text(&listing->path, IGNORE_FILE);
	if (disk_read(listing->disk, &bytes, listing->path.ptr) == 0)
		ignore_set(ignore, str_from_to(buf_str(&listing->path), listing->top, length),
			   buf_str(&bytes));
	path_cut(&listing->path, length);
	buf_fini(&bytes);
}

static bool is_kept_off(const struct ignore *ignore, struct str path)
{
	if (!str_ends_with(path, STR("/")))
		return ignore_covers_file(ignore, path);
	return ignore_covers_folder(ignore, str_from_to(path, 0, path.len - 1));
}

/* Of the paths from first on, those that are kept off are dropped; returns how many there are. */
static size_t drop_ignored(struct disk_list *list, char **paths, size_t first, size_t count)
{
	size_t kept = first;
	for (size_t i = first; i < count; i++) {
		if (list->ignore && is_kept_off(list->ignore, str_from(paths[i])))
			mem_free(list->mem, paths[i]);
		else
			paths[kept++] = paths[i];
	}
	return kept;
}

static void list_one(struct listing *listing)
{
	struct disk_list *list = listing->list;
	size_t first_path = list->paths.count, first_folder = listing->folders.count;
	size_t first_alike = list->alike.count;
	listing->ignores = false;
	see_entries(listing);
	read_ignore(listing);
	list->paths.count = drop_ignored(list, list->paths.items, first_path, list->paths.count);
	list->alike.count = drop_ignored(list, list->alike.items, first_alike, list->alike.count);
	listing->folders.count =
		drop_ignored(list, listing->folders.items, first_folder, listing->folders.count);
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_paths(char **paths, size_t count)
{
	if (count > 1)
		qsort(paths, count, sizeof(*paths), compare_paths);
}

void disk_list_folder(struct disk *disk, struct disk_list *list, const char *path,
		      enum disk_depth depth)
{
	struct listing listing = {.disk = disk, .list = list, .depth = depth};
	buf_init(&listing.path, list->mem);
	buf_add_text(&listing.path, path);
	listing.top = listing.path.len;
	list_one(&listing);
	while (listing.folders.count > 0) {
		char *folder = listing.folders.items[--listing.folders.count];
		path_cut(&listing.path, listing.top);
		buf_add_text(&listing.path, folder);
		mem_free(list->mem, folder);
		/* A folder with a repository of its own keeps a record of its own. */
		if (!has_repository(&listing.path))
			list_one(&listing);
	}
	VEC_FREE(list->mem, &listing.folders);
	buf_fini(&listing.path);
	sort_paths(list->paths.items, list->paths.count);
	sort_paths(list->alike.items, list->alike.count);
	sort_paths(list->denied.items, list->denied.count);
}
