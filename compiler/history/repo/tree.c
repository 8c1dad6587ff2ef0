/* Raw trees side by side: entries are "MODE NAME NUL ID", folders sorted as if a slash followed. */
#include "history/repo/tree.h"

#define FOLDER_DEPTH_MAX 256
#define MODE_KIND	 0170000u
#define MODE_FOLDER	 0040000u
#define MODE_SYMLINK	 0120000u
#define MODE_SUBMODULE	 0160000u

struct folder {
	struct str bytes;
};

struct tree_entry {
	uint32_t mode;
	struct str name;
	const uint8_t *oid;
};

void tree_init(struct tree *tree, struct mem *mem)
{
	*tree = (struct tree){.mem = mem, .is_empty = true};
	map_init(&tree->folders, mem);
	buf_init(&tree->path, mem);
}

void tree_set(struct tree *tree, const uint8_t *root)
{
	tree->is_empty = false;
	memcpy(tree->root, root, OID_SIZE);
}

/* A folder, its path and its bytes are one block. */
static struct folder *folder_new(struct tree *tree, struct str bytes)
{
	struct str path = buf_str(&tree->path);
	struct folder *folder = mem_alloc(tree->mem, sizeof(*folder) + bytes.len + path.len);
	char *copy = (char *)(folder + 1);
	memcpy(copy, bytes.ptr, bytes.len);
	memcpy(copy + bytes.len, path.ptr, path.len);
	folder->bytes = (struct str){copy, bytes.len};
	map_put(&tree->folders, (struct str){copy + bytes.len, path.len}, folder);
	return folder;
}

void tree_fini(struct tree *tree)
{
	for (size_t i = 0; i < tree->folders.count; i++)
		mem_free(tree->mem, tree->folders.entries[i].value);
	map_fini(&tree->folders);
	buf_fini(&tree->path);
}

/* The next entry of a tree; the name is empty at the end. False where the tree is malformed. */
static bool entry_next(struct tree_entry *out, struct str *rest)
{
	*out = (struct tree_entry){0, STR_NONE, NULL};
	if (rest->len == 0)
		return true;
	size_t at = 0;
	for (; at < rest->len && at < 7 && rest->ptr[at] >= '0' && rest->ptr[at] <= '7'; at++)
		out->mode = out->mode * 8 + (uint32_t)(rest->ptr[at] - '0');
	if (at == 0 || at == rest->len || rest->ptr[at++] != ' ')
		return false;
	const char *end = memchr(rest->ptr + at, '\0', rest->len - at);
	if (!end || end == rest->ptr + at)
		return false;
	size_t next = (size_t)(end - rest->ptr) + 1 + OID_SIZE;
	if (next > rest->len)
		return false;
	out->name = (struct str){rest->ptr + at, (size_t)(end - rest->ptr) - at};
	out->oid = (const uint8_t *)end + 1;
	*rest = str_from_to(*rest, next, rest->len);
	return true;
}

static bool is_folder(const struct tree_entry *entry)
{
	return (entry->mode & MODE_KIND) == MODE_FOLDER;
}

static int entry_compare(const struct tree_entry *a, const struct tree_entry *b)
{
	if (a->name.len == 0 || b->name.len == 0)
		return (a->name.len == 0) - (b->name.len == 0);
	size_t common = a->name.len < b->name.len ? a->name.len : b->name.len;
	int order = memcmp(a->name.ptr, b->name.ptr, common);
	if (order != 0)
		return order;
	int x = common < a->name.len ? (unsigned char)a->name.ptr[common] : is_folder(a) ? '/' : 0;
	int y = common < b->name.len ? (unsigned char)b->name.ptr[common] : is_folder(b) ? '/' : 0;
	return x - y;
}

enum file_kind file_kind(struct str name, uint32_t mode)
{
	bool is_text = str_ends_with(name, STR(".tol")) && name.len > strlen(".tol");
	switch (mode & MODE_KIND) {
	case MODE_FOLDER:
		return FILE_ABSENT;
	case MODE_SUBMODULE:
		return FILE_SUBMODULE;
	case MODE_SYMLINK:
		return is_text ? FILE_SYMLINK : FILE_ABSENT;
	}
	if (str_equal(name, STR(".tolignore")))
		return FILE_IGNORE;
	return is_text ? FILE_TEXT : FILE_ABSENT;
}

struct tree_walk {
	struct tree *tree;
	struct repo *repo;
	const struct tree_sink *sink;
	struct repo_error *error;
	unsigned depth;
};

static enum repo_status folder_move(struct tree_walk *walk, const uint8_t *was, const uint8_t *is);

/* Either entry may have no name: nothing stood, or stands, there. */
static enum repo_status entry_move(struct tree_walk *walk, const struct tree_entry *before,
				   const struct tree_entry *after)
{
	struct buf *path = &walk->tree->path;
	const struct tree_entry *named = after->name.len ? after : before;
	size_t length = path->len;
	enum repo_status status = REPO_OK;
	if (is_folder(named)) {
		buf_add(path, named->name);
		buf_add_char(path, '/');
		status = folder_move(walk, before->oid, after->oid);
	} else {
		enum file_kind was = before->name.len ? file_kind(before->name, before->mode)
						      : FILE_ABSENT;
		enum file_kind is = after->name.len ? file_kind(after->name, after->mode)
						    : FILE_ABSENT;
		if (was != FILE_ABSENT || is != FILE_ABSENT) {
			bool before_told = walk->sink->tells_before;
			enum file_kind kind = before_told ? was : is;
			const uint8_t *oid = before_told ? before->oid : after->oid;
			buf_add(path, named->name);
			walk->sink->change(walk->sink->data, buf_str(path), kind,
					   kind == FILE_ABSENT ? NULL : oid);
		}
	}
	path->len = length;
	return status;
}

static bool entry_same(const struct tree_entry *a, const struct tree_entry *b)
{
	return a->mode == b->mode && memcmp(a->oid, b->oid, OID_SIZE) == 0;
}

static enum repo_status folder_damaged(struct tree_walk *walk, const char *why)
{
	return repo_fail(walk->error, REPO_OTHER, walk->tree->path.len ? walk->tree->path.ptr : "/",
			 why);
}

/* Most of two trees is alike: what both begin with is passed over without being compared. */
static bool entries_skip(struct str *before, struct str *after)
{
	enum { STEP = 64 };
	size_t shorter = before->len < after->len ? before->len : after->len, same = 0, at = 0;
	struct tree_entry entry;
	struct str rest = *after;
	while (same + STEP <= shorter && memcmp(before->ptr + same, after->ptr + same, STEP) == 0)
		same += STEP;
	for (size_t next = 0; next <= same; next = after->len - rest.len) {
		at = next;
		if (!entry_next(&entry, &rest))
			return false;
		if (entry.name.len == 0)
			break;
	}
	*before = str_from_to(*before, at, before->len);
	*after = str_from_to(*after, at, after->len);
	return true;
}

static enum repo_status folder_diff(struct tree_walk *walk, struct str before, struct str after)
{
	static const struct tree_entry none = {0, {NULL, 0}, NULL};
	struct tree_entry a, b;
	enum repo_status status = REPO_OK;
	bool legible = entries_skip(&before, &after) && entry_next(&a, &before) &&
		       entry_next(&b, &after);
	while (legible && status == REPO_OK && (a.name.len || b.name.len)) {
		int order = entry_compare(&a, &b);
		if (order != 0 || !entry_same(&a, &b))
			status = entry_move(walk, order <= 0 ? &a : &none, order >= 0 ? &b : &none);
		/* And what both end with. */
		if (order == 0 && str_equal(before, after))
			break;
		if (order <= 0)
			legible &= entry_next(&a, &before);
		if (order >= 0)
			legible &= entry_next(&b, &after);
	}
	return legible ? status : folder_damaged(walk, "malformed tree");
}

/* What is known of the folder at walk->tree->path, read where it was not seen yet. */
static enum repo_status folder_find(struct tree_walk *walk, struct folder **out, const uint8_t *oid)
{
	struct str bytes;
	*out = map_get(&walk->tree->folders, buf_str(&walk->tree->path));
	if (*out || !oid)
		return REPO_OK;
	if (repo_read(walk->repo, &bytes, oid, REPO_TREE, walk->error) != REPO_OK)
		return walk->error->status;
	*out = folder_new(walk->tree, bytes);
	return REPO_OK;
}

/* The folder at walk->tree->path was one id and is another; NULL: it was, or is, not there. */
static enum repo_status folder_move(struct tree_walk *walk, const uint8_t *was, const uint8_t *is)
{
	struct tree *tree = walk->tree;
	struct folder *before;
	struct str bytes = STR_NONE;
	if (walk->depth >= FOLDER_DEPTH_MAX)
		return folder_damaged(walk, "folders nested more than 256 deep");
	if (folder_find(walk, &before, was) != REPO_OK)
		return walk->error->status;
	if (is && repo_read(walk->repo, &bytes, is, REPO_TREE, walk->error) != REPO_OK)
		return walk->error->status;
	if (is)
		bytes = folder_new(tree, bytes)->bytes;
	else
		map_remove(&tree->folders, buf_str(&tree->path));
	walk->depth++;
	enum repo_status status = folder_diff(walk, before ? before->bytes : STR_NONE, bytes);
	walk->depth--;
	mem_free(tree->mem, before);
	return status;
}

enum repo_status tree_move(struct tree *tree, struct repo *repo, const uint8_t *root,
			   const struct tree_sink *sink, struct repo_error *error)
{
	uint8_t before[OID_SIZE];
	memcpy(before, tree->root, OID_SIZE);
	bool was_empty = tree->is_empty;
	if (!was_empty && memcmp(before, root, OID_SIZE) == 0)
		return REPO_OK;
	tree_set(tree, root);
	buf_clear(&tree->path);
	return folder_move(&(struct tree_walk){tree, repo, sink, error, 0},
			   was_empty ? NULL : before, root);
}
