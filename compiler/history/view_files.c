/*
 * The files that texts were compiled from, and how to have them again. What the tree of a segment
 * declares lies ready in it; that of a commit in between is read.
 */
#include "history/history.h"

/* Whether the segment's tree has these very bytes at the path. */
static bool declares(const struct segment *segment, struct str path, const uint8_t *blob)
{
	const struct declaring_row *row = segment_declaring(segment, path);
	return row && memcmp(row->blob, blob, OID_SIZE) == 0;
}

/* Of a file that the tree on top may declare: whether the repository lacks it. The work tree is a
 * segment of its own. */
static bool is_uncommitted(const struct history *history, struct str path, const uint8_t *blob)
{
	const struct image *image = &history->image;
	if (image->segment_count < 2)
		return true;
	return declares(image_top(image), path, blob) &&
	       !declares(image->segments[image->segment_count - 2], path, blob);
}

const struct view_file *view_files(struct history_view *view, uint32_t list, uint32_t entry,
				   size_t *count)
{
	const struct view_text own = view_text(view, list, entry);
	const struct text *text = own.text;
	*count = 1 + text->need_count;
	struct view_file *files = ARENA_ARRAY(&view->arena, struct view_file, *count);
	files[0] = (struct view_file){own.path, own.blob, own.is_unrecorded};
	for (size_t i = 0; i < text->need_count; i++) {
		const struct text_file *need = &text->needs[i];
		files[1 + i] = (struct view_file){
			need->path, need->blob,
			own.is_unrecorded &&
				is_uncommitted(view->history, need->path, need->blob)};
	}
	return files;
}

static struct view_file *segment_files(struct history_view *view, const struct segment *segment)
{
	bool is_unrecorded = segment_end(segment) > view->history->unrecorded;
	segment_need(segment, segment->declaring, segment->declaring_count);
	struct view_file *files =
		ARENA_ARRAY(&view->arena, struct view_file, segment->declaring_count);
	for (uint32_t i = 0; i < segment->declaring_count; i++) {
		const struct declaring_row *row = &segment->declaring[i];
		struct str path = heap_str(segment_hot(segment), row->path);
		files[i] = (struct view_file){
			path, row->blob,
			is_unrecorded && is_uncommitted(view->history, path, row->blob)};
	}
	return files;
}

static struct view_file *snapshot_files(struct history_view *view, const struct snapshot *snapshot,
					size_t *count)
{
	struct arena *arena = &view->arena;
	const struct text_file *declaring = snapshot_declaring(snapshot, arena, count);
	struct view_file *files = ARENA_ARRAY(arena, struct view_file, *count);
	for (size_t i = 0; i < *count; i++)
		files[i] = (struct view_file){arena_str(arena, declaring[i].path),
					      arena_dup(arena, declaring[i].blob, OID_SIZE), false};
	return files;
}

/* The snapshot goes from the segment's tree back to that of the view's last commit. */
static enum repo_status snapshot_rewind(struct snapshot *snapshot, struct tree *tree,
					const struct history_view *view,
					const struct segment *later, struct repo_error *error)
{
	struct repo *repo = view->history->repo;
	segment_need(later, later->files, later->files_count);
	const struct walk_seed seed = {later->tree, segment_cold(later), later->files,
				       later->files_count};
	const struct tree_sink sink = {snapshot, snapshot_change, false};
	const uint8_t *last = history_commit(view->history, view->commit_count - 1)->oid;
	struct repo_commit commit;
	if (repo_read_commit(repo, &commit, last, error) != REPO_OK ||
	    walk_seed_load(&seed, snapshot, tree, error) != REPO_OK ||
	    tree_move(tree, repo, commit.tree, &sink, error) != REPO_OK)
		return error->status;
	return snapshot_start(snapshot, error);
}

static enum repo_status tree_files(struct history_view *view, const struct segment *later,
				   const struct view_file **files, size_t *count,
				   struct repo_error *error)
{
	const struct history *history = view->history;
	struct text_compiler compiler = history->factory->make(history->factory->data, history->mem);
	struct snapshot snapshot;
	struct tree tree;
	tree_init(&tree, history->mem);
	snapshot_init(&snapshot, history->mem, &compiler,
		      (struct blob_reader){history->repo, walk_blob});
	enum repo_status status = snapshot_rewind(&snapshot, &tree, view, later, error);
	if (status == REPO_OK)
		*files = snapshot_files(view, &snapshot, count);
	snapshot_fini(&snapshot);
	tree_fini(&tree);
	compiler.free(compiler.data);
	return status;
}

enum repo_status view_declaring(struct history_view *view, const struct view_file **files,
				size_t *count, struct repo_error *error)
{
	*files = NULL;
	*count = 0;
	if (view->commit_count == 0)
		return REPO_OK;
	const struct segment *segment = image_reaching(&view->history->image, view->commit_count);
	if (segment_end(segment) != view->commit_count)
		return tree_files(view, segment, files, count, error);
	*files = segment_files(view, segment);
	*count = segment->declaring_count;
	return REPO_OK;
}

/* The bytes stay no longer than the work tree does. */
static enum repo_status unrecorded_read(struct history_view *view, struct blob *out,
					const struct view_file *file, struct repo_error *error)
{
	const struct history *history = view->history;
	struct worktree worktree;
	worktree_init(&worktree, history->mem, buf_str(&history->worktree.root));
	enum repo_status status =
		worktree_blob_again(&worktree, out, file->path, file->blob, error);
	if (status == REPO_OK)
		out->bytes = arena_str(&view->arena, out->bytes);
	worktree_fini(&worktree);
	return status;
}

static enum repo_status recorded_read(struct history_view *view, struct blob *out,
				      const struct view_file *file, struct repo_error *error)
{
	*out = (struct blob){STR_NONE, false, 0};
	if (walk_blob(view->history->repo, out, file->path, file->blob, error) != REPO_OK)
		return error->status;
	if (!out->too_large)
		out->bytes = arena_str(&view->arena, out->bytes);
	return REPO_OK;
}

enum repo_status view_read(struct history_view *view, struct str *bytes,
			   const struct view_file *file, struct repo_error *error)
{
	struct blob blob;
	enum repo_status status = file->is_unrecorded ? unrecorded_read(view, &blob, file, error)
						      : recorded_read(view, &blob, file, error);
	if (status == REPO_OK && blob.too_large) {
		struct str path = arena_str(&view->arena, file->path);
		return repo_fail(error, REPO_OTHER, path.ptr, "larger than 16 MiB");
	}
	if (status == REPO_OK)
		*bytes = blob.bytes;
	return status;
}
