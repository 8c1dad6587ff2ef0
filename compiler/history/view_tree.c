/* The texts of the tree as known, whole: what a checkout of it would hold of the record. */
#include "history/history.h"

#include <stdlib.h>

struct tree_texts {
	struct history_view *view;
	VEC(struct view_file) texts;
	VEC(struct view_file) ignores;
	bool is_unrecorded;
};

static void text_see(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	struct tree_texts *seen = data;
	struct arena *arena = &seen->view->arena;
	if (kind != FILE_TEXT && kind != FILE_IGNORE)
		return;
	struct view_file file = {arena_str(arena, path), arena_dup(arena, oid, OID_SIZE),
				 seen->is_unrecorded};
	if (kind == FILE_TEXT)
		VEC_PUSH(seen->view->history->mem, &seen->texts, file);
	else
		VEC_PUSH(seen->view->history->mem, &seen->ignores, file);
}

static enum repo_status committed_see(struct tree_texts *seen, struct repo_error *error)
{
	const struct history_view *view = seen->view;
	struct repo *repo = view->history->repo;
	const uint8_t *last = history_commit(view->history, view->commit_count - 1)->oid;
	const struct tree_sink sink = {seen, text_see, false};
	struct repo_commit commit;
	struct tree tree;
	if (repo_read_commit(repo, &commit, last, error) != REPO_OK)
		return error->status;
	tree_init(&tree, view->history->mem);
	enum repo_status status = tree_move(&tree, repo, commit.tree, &sink, error);
	tree_fini(&tree);
	return status;
}

static enum repo_status uncommitted_see(struct tree_texts *seen, struct repo_error *error)
{
	const struct history *history = seen->view->history;
	const struct tree_sink sink = {seen, text_see, false};
	struct worktree worktree;
	seen->is_unrecorded = true;
	worktree_init(&worktree, history->mem, buf_str(&history->worktree.root));
	enum repo_status status = worktree_read(&worktree, &sink, error);
	worktree_fini(&worktree);
	return status;
}

/* Folder of a .tolignore file: empty at the top, else with a slash at the end. */
static struct str ignore_folder(struct str path)
{
	return str_from_to(path, 0, path.len - strlen(IGNORE_FILE));
}

static enum repo_status ignores_read(struct tree_texts *seen, struct ignore *ignore,
				     struct repo_error *error)
{
	for (size_t i = 0; i < seen->ignores.count; i++) {
		const struct view_file *file = &seen->ignores.items[i];
		struct str bytes;
		if (view_read(seen->view, &bytes, file, error) != REPO_OK)
			return error->status;
		ignore_set(ignore, ignore_folder(file->path), bytes);
	}
	return REPO_OK;
}

static int compare_paths(const void *left, const void *right)
{
	return str_compare(((const struct view_file *)left)->path,
			   ((const struct view_file *)right)->path);
}

static void texts_keep(struct tree_texts *seen, const struct ignore *ignore)
{
	struct view_file *texts = seen->texts.items;
	size_t kept = 0;
	for (size_t i = 0; i < seen->texts.count; i++)
		if (!ignore_covers(ignore, texts[i].path))
			texts[kept++] = texts[i];
	seen->texts.count = kept;
	if (kept)
		qsort(texts, kept, sizeof(*texts), compare_paths);
}

enum repo_status view_tree(struct history_view *view, const struct view_file **files, size_t *count,
			   struct repo_error *error)
{
	struct mem *mem = view->history->mem;
	struct tree_texts seen = {.view = view};
	struct ignore ignore;
	enum repo_status status = REPO_OK;
	ignore_init(&ignore, mem);
	if (view->commit_count > 0)
		status = view->commit_count - 1 == view->history->unrecorded
				 ? uncommitted_see(&seen, error)
				 : committed_see(&seen, error);
	if (status == REPO_OK)
		status = ignores_read(&seen, &ignore, error);
	if (status == REPO_OK)
		texts_keep(&seen, &ignore);
	*count = seen.texts.count;
	*files = arena_dup(&view->arena, seen.texts.items, *count * sizeof(**files));
	VEC_FREE(mem, &seen.texts);
	VEC_FREE(mem, &seen.ignores);
	ignore_fini(&ignore);
	return status;
}
