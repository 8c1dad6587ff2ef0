/*
 * Opening: what the index knows, then the commits it does not, then the work tree (reading.c), and
 * what the history says itself.
 */
#include "history/history.h"
#include "history/reading.h"
#include "history/repo/ancestor.h"
#include "history/index/commits.h"

#include <stdlib.h>

void history_init(struct history *history, struct mem *mem,
		  const struct text_compiler_factory *factory)
{
	*history = (struct history){.mem = mem,
				    .factory = factory,
				    .commit_count = NO_COMMIT,
				    .unrecorded = NO_COMMIT};
	index_init(&history->index, mem);
	ahead_init(&history->ahead, mem);
	walk_init(&history->walk, mem, factory);
	image_init(&history->image, mem);
	arena_init(&history->arena, mem);
	worktree_init(&history->worktree, mem, STR(""));
	for (size_t i = 0; i < countof(history->built); i++)
		built_init(&history->built[i], mem);
}

static void own_fini(struct history *history)
{
	VEC_FREE(history->mem, &history->notes);
	arena_fini(&history->arena);
	image_fini(&history->image);
	for (size_t i = 0; i < countof(history->built); i++)
		built_fini(&history->built[i]);
	worktree_fini(&history->worktree);
	ahead_fini(&history->ahead);
	walk_fini(&history->walk);
	index_fini(&history->index);
}

void history_fini(struct history *history)
{
	if (!history->is_shared)
		own_fini(history);
	repo_free(history->repo);
	history->repo = NULL;
}

/* ---- what the index knows ---- */

void history_load_image(struct history *history)
{
	for (uint32_t i = 0; i < history->index.count; i++)
		image_add(&history->image, &history->index.files[i].segment);
}

static bool index_answers(struct history *history)
{
	struct index *index = &history->index;
	if (!index_knows(index, history->revision.commit) ||
	    !index_load(index, history->revision.commit))
		return false;
	history_load_image(history);
	return true;
}

/* Where in the index's chain the commit lies, or NO_COMMIT. */
static uint32_t index_find_commit(const struct index *index, const uint8_t *oid)
{
	uint32_t number = NO_COMMIT;
	for (uint32_t i = 0; i < index->count && number == NO_COMMIT; i++)
		number = segment_find_commit(&index->files[i].segment, oid);
	return number;
}

/* A revision in the middle of a chain that was read: what came later is then left out of all views.
 * The work tree needs the files of the very commit. */
static bool index_answers_within(struct history *history, const struct history_options *options)
{
	struct index *index = &history->index;
	if (options->files == HISTORY_WORK_TREE || index->heads.count == 0)
		return false;
	if (!index_load(index, index->heads.items[0].oid)) {
		index_forget(index);
		return false;
	}
	uint32_t number = index_find_commit(index, history->revision.commit);
	if (number == NO_COMMIT) {
		index_unload(index);
		return false;
	}
	history_load_image(history);
	history->commit_count = number + 1;
	return true;
}

/* ---- files that are not read ---- */

static void note_add(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	struct history *history = data;
	(void)oid;
	if (kind == FILE_SYMLINK || kind == FILE_SUBMODULE)
		VEC_PUSH(history->mem, &history->notes,
			 (struct history_note){arena_str(&history->arena, path), kind});
}

static void notes_copy(struct history *history)
{
	const struct segment *top = image_top(&history->image);
	segment_need(top, top->files, top->files_count);
	for (uint32_t i = 0; i < top->files_count; i++)
		note_add(history, heap_str(segment_cold(top), top->files[i].path),
			 (enum file_kind)top->files[i].kind, NULL);
}

/* The tree of the revision, where the image's is a later one. */
static enum repo_status notes_read(struct history *history, struct repo_error *error)
{
	struct tree tree;
	struct repo_commit commit;
	const struct tree_sink sink = {history, note_add, false};
	if (repo_read_commit(history->repo, &commit, history->revision.commit, error) != REPO_OK)
		return error->status;
	tree_init(&tree, history->mem);
	enum repo_status status = tree_move(&tree, history->repo, commit.tree, &sink, error);
	tree_fini(&tree);
	return status;
}

static int note_compare(const void *left, const void *right)
{
	return str_compare(((const struct history_note *)left)->path,
			   ((const struct history_note *)right)->path);
}

static enum repo_status notes_make(struct history *history, struct repo_error *error)
{
	enum repo_status status = REPO_OK;
	if (history->commit_count == history->image.commit_count)
		notes_copy(history);
	else
		status = notes_read(history, error);
	if (history->notes.count)
		qsort(history->notes.items, history->notes.count, sizeof(*history->notes.items),
		      note_compare);
	return status;
}

/* ---- opening ---- */

static enum repo_status record_open(struct history *history, const struct history_options *options,
				    struct repo_error *error)
{
	struct str revision = options->revision.len ? options->revision : STR("HEAD");
	history->repo = repo_new(history->mem);
	if (repo_open(history->repo, options->path, error) != REPO_OK ||
	    repo_resolve(history->repo, &history->revision, revision, error) != REPO_OK)
		return error->status;
	/* An index may know more than a clone that was cut off since; without it there is no answer. */
	if (options->cache != HISTORY_UNINDEXED && !repo_is_shallow(history->repo))
		index_find(&history->index, repo_common_dir(history->repo),
			   &history->factory->version);
	if (options->cache == HISTORY_REINDEXED)
		index_forget(&history->index);
	history->index.alarm = options->damaged;
	if (index_answers(history) || index_answers_within(history, options))
		return REPO_OK;
	return reading_commits(history, options, error);
}

static enum repo_status files_open(struct history *history, const struct history_options *options,
				   struct repo_error *error)
{
	if (options->files == HISTORY_FOLDER)
		return reading_files(history, options->path, options->now, error);
	enum repo_status status = record_open(history, options, error);
	bool unborn = status == REPO_UNBORN;
	if (options->files == HISTORY_COMMITTED || (status != REPO_OK && !unborn))
		return status;
	struct str root = repo_work_dir(history->repo);
	if (root.len == 0)
		return repo_fail(error, REPO_NO_WORK_TREE, repo_git_dir(history->repo).ptr, "");
	status = reading_files(history, root, options->now, error);
	if (unborn) { /* as in a folder */
		repo_free(history->repo);
		history->repo = NULL;
	}
	return status;
}

enum repo_status history_open(struct history *history, const struct history_options *options,
			      struct repo_error *error)
{
	history->files = options->files;
	enum repo_status status = files_open(history, options, error);
	if (history->commit_count == NO_COMMIT)
		history->commit_count = history->image.commit_count;
	if (status == REPO_OK && options->extent == HISTORY_WHOLE)
		status = notes_make(history, error);
	return status;
}

enum repo_status history_share(struct history *history, const struct history *other,
			       struct str path, struct repo_error *error)
{
	struct mem *mem = history->mem;
	const struct text_compiler_factory *factory = history->factory;
	*history = *other;
	history->mem = mem;
	history->factory = factory;
	history->is_shared = true;
	history->repo = NULL;
	if (!other->repo)
		return REPO_OK;
	history->repo = repo_new(mem);
	return repo_open(history->repo, path, error);
}

enum repo_status history_shared(struct history *history, uint8_t *out, struct str path,
				struct str revision, struct repo_error *error)
{
	struct repo_revision head, other;
	history->repo = repo_new(history->mem);
	if (repo_open(history->repo, path, error) != REPO_OK ||
	    repo_resolve(history->repo, &head, STR("HEAD"), error) != REPO_OK ||
	    repo_resolve(history->repo, &other, revision, error) != REPO_OK)
		return error->status;
	return ancestor_shared(out, history->repo, history->mem, other.commit, head.commit, error);
}

/* ---- what the history says itself ---- */

uint32_t history_commit_count(const struct history *history)
{
	return history->commit_count;
}

const struct recorded_commit *history_commit(const struct history *history, uint32_t number)
{
	return image_commit(&history->image, number);
}

const struct recorded_commit *history_chain(const struct history *history, struct arena *arena)
{
	const struct image *image = &history->image;
	uint32_t count = history->commit_count;
	/* The lowest segment has most of the commits, and often all. */
	if (count == 0)
		return NULL;
	if (segment_end(image->segments[0]) >= count) {
		segment_need(image->segments[0], image->segments[0]->commits, count);
		return image->segments[0]->commits;
	}
	struct recorded_commit *chain = arena_alloc(arena, count * sizeof(*chain));
	for (uint32_t i = 0; i < count; i++)
		chain[i] = *image_commit(image, i);
	return chain;
}

const struct recorded_commit *history_odd(const struct history *history, struct arena *arena,
					  int64_t now, size_t *count)
{
	return commits_odd(&history->image, arena, history->commit_count, now, count);
}

const struct history_note *history_notes(const struct history *history, size_t *count)
{
	*count = history->notes.count;
	return history->notes.items;
}
