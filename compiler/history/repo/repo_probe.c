/* File system only: stat, access and a few small files read; see the header. */
#include "history/repo/repo_probe.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROBE_FILE_MAX ((size_t)1 << 20)

void repo_probe_init(struct repo_probe *probe, struct mem *mem)
{
	buf_init(&probe->path, mem);
	buf_init(&probe->common, mem);
}

void repo_probe_fini(struct repo_probe *probe)
{
	buf_fini(&probe->path);
	buf_fini(&probe->common);
}

bool probe_read_file(struct buf *out, const char *path)
{
	buf_clear(out);
	/* Room first: a heap that runs out must not leave the file open. */
	buf_reserve(out, PROBE_FILE_MAX);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false;
	ssize_t got = 0;
	while (out->len < PROBE_FILE_MAX &&
	       (got = read(fd, out->ptr + out->len, PROBE_FILE_MAX - out->len)) > 0)
		out->len += (size_t)got;
	close(fd);
	out->ptr[out->len] = '\0';
	return got >= 0;
}

static void path_set(struct buf *path, struct str folder, const char *name)
{
	buf_clear(path);
	buf_add(path, folder);
	buf_add_text(path, name);
}

static bool folder_has(struct buf *scratch, struct str folder, const char *name)
{
	struct stat st;
	path_set(scratch, folder, name);
	return stat(scratch->ptr, &st) == 0;
}

/* What a .git file names: "gitdir: PATH", relative to the folder that it lies in. */
static enum probe_result probe_link(struct repo_probe *probe, struct str folder)
{
	struct buf text;
	buf_init(&text, probe->path.mem);
	enum probe_result result = PROBE_PERMISSION;
	if (!probe_read_file(&text, probe->path.ptr))
		goto out;
	result = PROBE_NONE;
	struct str line = buf_str(&text);
	while (line.len && strchr("\r\n ", line.ptr[line.len - 1]))
		line.len--;
	if (!str_starts_with(line, STR("gitdir: ")))
		goto out;
	line = str_from_to(line, 8, line.len);
	buf_clear(&probe->common);
	if (!str_starts_with(line, STR("/")))
		buf_add(&probe->common, folder);
	buf_add(&probe->common, line);
	buf_add_char(&probe->common, '/');
	struct stat st;
	result = stat(probe->common.ptr, &st) == 0 ? PROBE_FOUND
		 : errno == EACCES		    ? PROBE_PERMISSION
						    : PROBE_DEAD_LINK;
out:
	buf_fini(&text);
	return result;
}

/* A linked work tree keeps only HEAD and its index to itself. */
static void probe_follow_commondir(struct repo_probe *probe)
{
	struct buf path, text;
	buf_init(&path, probe->path.mem);
	buf_init(&text, probe->path.mem);
	path_set(&path, buf_str(&probe->common), "commondir");
	if (probe_read_file(&text, path.ptr)) {
		struct str line = buf_str(&text);
		while (line.len && strchr("\r\n", line.ptr[line.len - 1]))
			line.len--;
		if (str_starts_with(line, STR("/")))
			buf_clear(&probe->common);
		buf_add(&probe->common, line);
		buf_add_char(&probe->common, '/');
	}
	buf_fini(&path);
	buf_fini(&text);
}

static bool path_denied(const char *path, int mode)
{
	return access(path, mode) != 0 && errno == EACCES;
}

static enum probe_result probe_dot_git(struct repo_probe *probe, struct str folder)
{
	path_set(&probe->common, folder, ".git/");
	if (path_denied(probe->path.ptr, R_OK | X_OK))
		return PROBE_PERMISSION;
	path_set(&probe->path, folder, ".git/HEAD");
	if (path_denied(probe->path.ptr, R_OK))
		return PROBE_PERMISSION;
	path_set(&probe->path, folder, ".git");
	static const char *const parts[] = {".git/HEAD", ".git/objects", ".git/refs"};
	size_t there = 0;
	struct buf part;
	buf_init(&part, probe->path.mem);
	for (size_t i = 0; i < countof(parts); i++)
		there += folder_has(&part, folder, parts[i]);
	buf_fini(&part);
	return there > 0 && there < countof(parts) ? PROBE_DAMAGED : PROBE_FOUND;
}

/* folder ends with a slash. */
static enum probe_result probe_folder(struct repo_probe *probe, struct str folder)
{
	struct stat st;
	path_set(&probe->path, folder, ".git");
	bool there = stat(probe->path.ptr, &st) == 0;
	if (!there && errno == EACCES)
		return PROBE_PERMISSION;
	if (there && S_ISREG(st.st_mode))
		return probe_link(probe, folder);
	if (there && S_ISDIR(st.st_mode))
		return probe_dot_git(probe, folder);
	if (folder_has(&probe->common, folder, "HEAD") &&
	    folder_has(&probe->common, folder, "objects") &&
	    folder_has(&probe->common, folder, "refs")) {
		path_set(&probe->path, folder, "");
		path_set(&probe->common, folder, "");
		return PROBE_FOUND;
	}
	return PROBE_NONE;
}

enum probe_result repo_probe_find(struct repo_probe *probe, struct str path)
{
	char real[PATH_MAX + 1];
	buf_clear(&probe->path);
	buf_add(&probe->path, path);
	if (!realpath(probe->path.ptr, real))
		return errno == EACCES ? PROBE_PERMISSION : PROBE_NOWHERE;
	struct str folder = str_from(real);
	if (folder.len > 1)
		real[folder.len++] = '/';
	for (;;) {
		enum probe_result result = probe_folder(probe, folder);
		if (result == PROBE_FOUND)
			probe_follow_commondir(probe);
		if (result != PROBE_NONE || folder.len <= 1)
			return result;
		do
			folder.len--;
		while (folder.ptr[folder.len - 1] != '/');
	}
}

bool probe_finds_none(const struct buf *path)
{
	struct repo_probe probe;
	repo_probe_init(&probe, path->mem);
	bool none = repo_probe_find(&probe, buf_str(path)) == PROBE_NONE;
	repo_probe_fini(&probe);
	return none;
}

/* The value of the first line that sets the key in any section of a configuration file; includes
 * are not followed. */
static bool config_value(struct str *out, struct str text, struct str key)
{
	for (size_t i = 0, end; i < text.len; i = end + 1) {
		const char *newline = memchr(text.ptr + i, '\n', text.len - i);
		end = newline ? (size_t)(newline - text.ptr) : text.len;
		while (i < end && strchr(" \t", text.ptr[i]))
			i++;
		if (end - i < key.len || strncasecmp(text.ptr + i, key.ptr, key.len) != 0)
			continue;
		i += key.len;
		while (i < end && strchr(" \t=\"", text.ptr[i]))
			i++;
		*out = str_from_to(text, i, end);
		while (out->len && strchr(" \t\r\"", out->ptr[out->len - 1]))
			out->len--;
		return true;
	}
	return false;
}

static bool config_says(struct mem *mem, struct str common_dir, struct str key, const char *values)
{
	struct buf path, text;
	struct str value;
	buf_init(&path, mem);
	buf_init(&text, mem);
	path_set(&path, common_dir, "config");
	bool says = probe_read_file(&text, path.ptr) && config_value(&value, buf_str(&text), key);
	if (says && values) {
		bool found = false;
		for (const char *one = values; *one; one += strlen(one) + 1)
			found |= value.len == strlen(one) &&
				 strncasecmp(value.ptr, one, value.len) == 0;
		says = found;
	}
	buf_fini(&path);
	buf_fini(&text);
	return says;
}

bool probe_is_sha256(struct mem *mem, struct str common_dir)
{
	return config_says(mem, common_dir, STR("objectformat"), "sha256\0");
}

bool probe_is_partial(struct mem *mem, struct str common_dir)
{
	return config_says(mem, common_dir, STR("promisor"), "true\0yes\0on\0001\0\0") ||
	       config_says(mem, common_dir, STR("partialclone"), NULL);
}

bool probe_has_grafts(struct mem *mem, struct str common_dir)
{
	struct buf path;
	struct stat st;
	buf_init(&path, mem);
	path_set(&path, common_dir, "info/grafts");
	bool has = stat(path.ptr, &st) == 0 && st.st_size > 0;
	buf_fini(&path);
	return has;
}

bool probe_objects_denied(struct buf *out, struct str common_dir)
{
	static const char digits[] = "0123456789abcdef";
	path_set(out, common_dir, "objects");
	if (path_denied(out->ptr, R_OK | X_OK))
		return true;
	path_set(out, common_dir, "objects/pack");
	if (path_denied(out->ptr, R_OK | X_OK))
		return true;
	for (int i = 0; i < 256; i++) {
		path_set(out, common_dir, "objects/");
		buf_add_char(out, digits[i / 16]);
		buf_add_char(out, digits[i % 16]);
		if (path_denied(out->ptr, R_OK | X_OK))
			return true;
	}
	return false;
}

bool probe_alternate_gone(struct buf *out, struct str common_dir)
{
	struct buf text;
	struct stat st;
	bool gone = false;
	buf_init(&text, out->mem);
	path_set(out, common_dir, "objects/info/alternates");
	if (!probe_read_file(&text, out->ptr))
		buf_clear(&text);
	for (size_t i = 0, end; i < text.len && !gone; i = end + 1) {
		const char *newline = memchr(text.ptr + i, '\n', text.len - i);
		end = newline ? (size_t)(newline - text.ptr) : text.len;
		struct str line = str_from_to(buf_str(&text), i, end);
		if (line.len == 0 || line.ptr[0] == '#')
			continue;
		path_set(out, line.ptr[0] == '/' ? STR("") : common_dir, "");
		buf_add_text(out, line.ptr[0] == '/' ? "" : "objects/");
		buf_add(out, line);
		gone = stat(out->ptr, &st) != 0;
	}
	buf_fini(&text);
	return gone;
}
