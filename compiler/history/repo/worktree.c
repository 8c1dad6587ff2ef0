/* Folders are listed in order of names, so that what is told depends on nothing else. */
#include "history/repo/worktree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_DEPTH_MAX 256

static const char changed_meanwhile[] = "it changes while it is read";

void worktree_init(struct worktree *worktree, struct mem *mem, struct str root)
{
	worktree->mem = mem;
	worktree->open = NULL;
	buf_init(&worktree->root, mem);
	buf_init(&worktree->path, mem);
	buf_init(&worktree->bytes, mem);
	ignore_init(&worktree->ignore, mem);
	buf_add(&worktree->root, root.len ? root : STR("."));
	if (!str_ends_with(buf_str(&worktree->root), STR("/")))
		buf_add_char(&worktree->root, '/');
	buf_add(&worktree->path, buf_str(&worktree->root));
}

void worktree_fini(struct worktree *worktree)
{
	if (worktree->open)
		closedir(worktree->open);
	worktree->open = NULL;
	ignore_fini(&worktree->ignore);
	buf_fini(&worktree->bytes);
	buf_fini(&worktree->path);
	buf_fini(&worktree->root);
}

static enum repo_status path_failed(const char *path, struct repo_error *error)
{
	char reason[128] = "";
	int number = errno;
	if (strerror_r(number, reason, sizeof(reason)) != 0)
		reason[0] = '\0';
	return repo_fail(error, number == EACCES ? REPO_PERMISSION : REPO_OTHER, path, reason);
}

/* A file that grows while it is read is taken as far as it was when it was opened. */
static bool descriptor_read(struct buf *out, int fd, size_t size)
{
	ssize_t got = 1;
	buf_clear(out);
	while (out->len < size && (got = read(fd, out->ptr + out->len, size - out->len)) > 0)
		out->len += (size_t)got;
	out->ptr[out->len] = '\0';
	return got >= 0;
}

/* The file at worktree->path. */
static enum repo_status file_read(struct worktree *worktree, struct blob *out,
				  struct repo_error *error)
{
	struct stat st;
	const char *path = worktree->path.ptr;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	*out = (struct blob){STR(""), false, 0};
	if (fd < 0)
		return path_failed(path, error);
	enum repo_status status = REPO_OK;
	if (fstat(fd, &st) != 0)
		status = path_failed(path, error);
	else if (st.st_size > (off_t)BLOB_MAX_SIZE)
		out->too_large = true;
	else if (worktree->bytes.capacity <= (size_t)st.st_size)
		status = REPO_NO_MEMORY;
	else if (!descriptor_read(&worktree->bytes, fd, (size_t)st.st_size))
		status = path_failed(path, error);
	close(fd);
	out->bytes = buf_str(&worktree->bytes);
	return status;
}

/* Room is made before anything is opened, for a heap that runs out does not come back. */
static enum repo_status file_load(struct worktree *worktree, struct blob *out,
				  struct repo_error *error)
{
	struct stat st;
	if (lstat(worktree->path.ptr, &st) == 0 && st.st_size <= (off_t)BLOB_MAX_SIZE) {
		buf_clear(&worktree->bytes);
		buf_reserve(&worktree->bytes, (size_t)st.st_size + 1);
	}
	enum repo_status status = file_read(worktree, out, error);
	return status == REPO_NO_MEMORY
		       ? repo_fail(error, REPO_OTHER, worktree->path.ptr, changed_meanwhile)
		       : status;
}

bool blob_has_id(struct str bytes, const uint8_t *oid)
{
	uint8_t own[OID_SIZE];
	oid_of(own, REPO_BLOB, bytes);
	return memcmp(own, oid, OID_SIZE) == 0;
}

enum repo_status worktree_blob(void *data, struct blob *out, struct str path, const uint8_t *oid,
			       struct repo_error *error)
{
	struct worktree *worktree = data;
	(void)oid;
	buf_clear(&worktree->path);
	buf_add(&worktree->path, buf_str(&worktree->root));
	buf_add(&worktree->path, path);
	return file_load(worktree, out, error);
}

enum repo_status worktree_blob_again(struct worktree *worktree, struct blob *out, struct str path,
				     const uint8_t *oid, struct repo_error *error)
{
	if (worktree_blob(worktree, out, path, oid, error) != REPO_OK)
		return error->status;
	return blob_has_id(out->bytes, oid)
		       ? REPO_OK
		       : repo_fail(error, REPO_OTHER, worktree->path.ptr, changed_meanwhile);
}

/* ---- folders ---- */

struct worktree_walk {
	struct worktree *worktree;
	const struct tree_sink *sink;
	struct repo_error *error;
	unsigned depth;
};

static int name_compare(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* All names of the folder at worktree->path, each ended by NUL. */
static enum repo_status folder_names(struct worktree *worktree, struct buf *out,
				     struct repo_error *error)
{
	errno = 0;
	worktree->open = opendir(worktree->path.ptr);
	if (!worktree->open)
		return path_failed(worktree->path.ptr, error);
	const struct dirent *entry;
	while ((entry = readdir(worktree->open)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			buf_add_bytes(out, entry->d_name, strlen(entry->d_name) + 1);
	int fault = errno;
	closedir(worktree->open);
	worktree->open = NULL;
	errno = fault;
	return fault ? path_failed(worktree->path.ptr, error) : REPO_OK;
}

static struct str path_inside(const struct worktree *worktree)
{
	return str_from_to(buf_str(&worktree->path), worktree->root.len, worktree->path.len);
}

/* The folder's own rules come before its files. */
static enum repo_status folder_ignore(struct worktree_walk *walk)
{
	struct worktree *worktree = walk->worktree;
	struct stat st;
	struct blob blob;
	size_t length = worktree->path.len;
	buf_add(&worktree->path, STR(IGNORE_FILE));
	enum repo_status status = REPO_OK;
	if (lstat(worktree->path.ptr, &st) == 0 && S_ISREG(st.st_mode))
		status = file_load(worktree, &blob, walk->error);
	else
		blob.bytes = STR("");
	worktree->path.len = length;
	if (status == REPO_OK && blob.bytes.len)
		ignore_set(&worktree->ignore, path_inside(worktree), blob.bytes);
	return status;
}

static enum repo_status folder_read(struct worktree_walk *walk);

static enum repo_status folder_enter(struct worktree_walk *walk)
{
	struct worktree *worktree = walk->worktree;
	struct stat st;
	size_t length = worktree->path.len;
	if (ignore_covers_folder(&worktree->ignore, path_inside(worktree)))
		return REPO_OK;
	buf_add(&worktree->path, STR("/.git"));
	bool is_repository = lstat(worktree->path.ptr, &st) == 0;
	worktree->path.len = length;
	if (is_repository) {
		walk->sink->change(walk->sink->data, path_inside(worktree), FILE_SUBMODULE, NULL);
		return REPO_OK;
	}
	buf_add_char(&worktree->path, '/');
	return folder_read(walk);
}

static enum repo_status file_tell(struct worktree_walk *walk, enum file_kind kind)
{
	struct worktree *worktree = walk->worktree;
	struct blob blob;
	uint8_t oid[OID_SIZE] = {0};
	bool is_read = kind == FILE_IGNORE ||
		       (kind == FILE_TEXT &&
			!ignore_covers(&worktree->ignore, path_inside(worktree)));
	if (is_read) {
		if (file_load(worktree, &blob, walk->error) != REPO_OK)
			return walk->error->status;
		oid_of(oid, REPO_BLOB, blob.bytes);
	}
	walk->sink->change(walk->sink->data, path_inside(worktree), kind, oid);
	return REPO_OK;
}

static enum repo_status entry_read(struct worktree_walk *walk, const char *name)
{
	struct stat st;
	struct buf *path = &walk->worktree->path;
	buf_add_text(path, name);
	/* Gone since it was listed: as if it had never been there. */
	if (lstat(path->ptr, &st) != 0)
		return errno == ENOENT ? REPO_OK : path_failed(path->ptr, walk->error);
	if (S_ISDIR(st.st_mode))
		return strcmp(name, ".git") == 0 ? REPO_OK : folder_enter(walk);
	uint32_t mode = S_ISLNK(st.st_mode) ? 0120000u : S_ISREG(st.st_mode) ? 0100644u : 0040000u;
	enum file_kind kind = file_kind(str_from(name), mode);
	return kind == FILE_ABSENT ? REPO_OK : file_tell(walk, kind);
}

/* In order of names, so that what is told depends on nothing else. */
static enum repo_status names_read(struct worktree_walk *walk, struct buf *names)
{
	struct worktree *worktree = walk->worktree;
	VEC(char *) order = {0};
	size_t length = worktree->path.len;
	enum repo_status status = REPO_OK;
	for (size_t i = 0; i < names->len; i += strlen(names->ptr + i) + 1)
		VEC_PUSH(worktree->mem, &order, names->ptr + i);
	if (order.count)
		qsort(order.items, order.count, sizeof(*order.items), name_compare);
	for (size_t i = 0; i < order.count && status == REPO_OK; i++) {
		status = entry_read(walk, order.items[i]);
		worktree->path.len = length;
	}
	VEC_FREE(worktree->mem, &order);
	return status;
}

static enum repo_status folder_read(struct worktree_walk *walk)
{
	struct worktree *worktree = walk->worktree;
	struct buf names;
	if (walk->depth >= FOLDER_DEPTH_MAX)
		return repo_fail(walk->error, REPO_OTHER, worktree->path.ptr,
				 "folders nested more than 256 deep");
	if (folder_ignore(walk) != REPO_OK)
		return walk->error->status;
	buf_init(&names, worktree->mem);
	worktree->path.ptr[worktree->path.len] = '\0';
	enum repo_status status = folder_names(worktree, &names, walk->error);
	walk->depth++;
	if (status == REPO_OK)
		status = names_read(walk, &names);
	walk->depth--;
	buf_fini(&names);
	return status;
}

enum repo_status worktree_read(struct worktree *worktree, const struct tree_sink *sink,
			       struct repo_error *error)
{
	return folder_read(&(struct worktree_walk){worktree, sink, error, 0});
}
