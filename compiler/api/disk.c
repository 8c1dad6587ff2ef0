/* The file system, with as few calls as will do. */
#include "api/disk.h"

#include "base/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
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
	struct stat status;
	int error = 0;
	disk->file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (disk->file < 0)
		return errno;
	if (fstat(disk->file, &status) == 0 && S_ISREG(status.st_mode) &&
	    (uintmax_t)status.st_size > SOURCE_MAX_SIZE)
		error = DISK_TOO_LARGE;
	if (!error)
		error = read_all(buf, disk->file);
	close_file(disk);
	return error;
}

bool disk_real(struct buf *out, const char *path)
{
	char *real = realpath(path, NULL);
	if (!real)
		return false;
	buf_clear(out);
	buf_add_text(out, real);
	free(real);
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
	for (size_t i = 0; i < list->ignores.count; i++)
		mem_free(list->mem, list->ignores.items[i]);
	VEC_FREE(list->mem, &list->paths);
	VEC_FREE(list->mem, &list->ignores);
}

static char *copy_text(struct mem *mem, const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(mem_alloc(mem, size), text, size);
}

struct listing {
	struct disk *disk;
	struct disk_list *list;
	struct buf path;     /* where we are */
	size_t top;	     /* length of the folder that was asked for */
	VEC(char *) folders; /* to be visited, below the top */
};

static void see_file(struct listing *listing, const char *name)
{
	struct disk_list *list = listing->list;
	const char *path = listing->path.ptr + listing->top;
	if (str_ends_with(str_from(name), STR(".tol")))
		VEC_PUSH(list->mem, &list->paths, copy_text(list->mem, path));
	else if (strcmp(name, ".tolignore") == 0)
		VEC_PUSH(list->mem, &list->ignores, copy_text(list->mem, path));
}

/* A folder with a repository of its own keeps a record of its own. */
static void see_folder(struct listing *listing, const char *name)
{
	if (strcmp(name, ".git") == 0)
		return;
	buf_add_char(&listing->path, '/');
	if (!has_repository(&listing->path))
		VEC_PUSH(listing->list->mem, &listing->folders,
			 copy_text(listing->list->mem, listing->path.ptr + listing->top));
}

static void see_entry(struct listing *listing, const char *name)
{
	size_t length = listing->path.len;
	struct stat status;
	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return;
	buf_add_text(&listing->path, name);
	if (lstat(listing->path.ptr, &status) == 0) {
		if (S_ISREG(status.st_mode))
			see_file(listing, name);
		else if (S_ISDIR(status.st_mode))
			see_folder(listing, name);
	}
	listing->path.len = length;
	listing->path.ptr[length] = '\0';
}

static void see_entries(struct listing *listing)
{
	struct disk *disk = listing->disk;
	const struct dirent *entry;
	disk->folder = opendir(listing->path.ptr);
	while (disk->folder && (entry = readdir(disk->folder)))
		see_entry(listing, entry->d_name);
	close_folder(disk);
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

void disk_list_folder(struct disk *disk, struct disk_list *list, const char *path)
{
	struct listing listing = {.disk = disk, .list = list};
	buf_init(&listing.path, list->mem);
	buf_add_text(&listing.path, path);
	listing.top = listing.path.len;
	see_entries(&listing);
	while (listing.folders.count > 0) {
		char *folder = listing.folders.items[--listing.folders.count];
		listing.path.len = listing.top;
		buf_add_text(&listing.path, folder);
		mem_free(list->mem, folder);
		see_entries(&listing);
	}
	VEC_FREE(list->mem, &listing.folders);
	buf_fini(&listing.path);
	sort_paths(list->paths.items, list->paths.count);
	sort_paths(list->ignores.items, list->ignores.count);
}
