/*
 * Opening: what the index knows, then the commits it does not, then the work tree. Each of the last
 * two becomes a segment on top.
 */
#include "history/history.h"
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

/* ---- making a segment of what was read ---- */

/* What is read on top of the image: the texts that stood before are source 0. */
struct reading {
	struct history *history;
	struct chain chain;
	struct observer observer;
	struct heap_view sources[WALK_THREADS_MAX + 1];
	uint32_t source_count;
	uint32_t absorb;
};

static void reading_init(struct reading *reading, struct history *history)
{
	*reading = (struct reading){.history = history, .source_count = 1};
	chain_init(&reading->chain, history->mem);
	observer_init(&reading->observer, history->mem, reading->sources);
}

static void reading_fini(struct reading *reading)
{
	observer_fini(&reading->observer);
	chain_fini(&reading->chain);
}

static void reading_load(struct reading *reading)
{
	const struct segment *top = image_top(&reading->history->image);
	if (!top)
		return;
	reading->sources[0] = segment_cold(top);
	segment_need(top, top->stands, top->stands_count);
	for (uint32_t i = 0; i < top->stands_count; i++) {
		const struct stand_row *row = &top->stands[i];
		struct file_event stands = {.path = row->path, .texts = row->texts};
		memcpy(stands.blob, row->blob, OID_SIZE);
		observer_load(&reading->observer, 0, &stands, row->owners);
	}
}

static void reading_observe(struct reading *reading, const struct snapshot *snapshot)
{
	uint32_t source = reading->source_count++;
	reading->sources[source] = heap_view(&snapshot->heap);
	observer_run(&reading->observer, source, snapshot->events.items, snapshot->events.count);
}

/* Recorded times go on from the last commit below. */
static void reading_run_clock(struct reading *reading)
{
	const struct image *image = &reading->history->image;
	clock_run(reading->chain.commits.items, reading->chain.commits.count);
	if (image->commit_count == 0)
		return;
	int64_t before = image_commit(image, image->commit_count - 1)->recorded;
	for (size_t i = 0; i < reading->chain.commits.count; i++)
		if (reading->chain.commits.items[i].recorded < before)
			reading->chain.commits.items[i].recorded = before;
}

/* The image becomes the segments below the one that was built, and that. */
static void image_lay(struct history *history, uint32_t below, const struct segment *segment)
{
	const struct segment *segments[SEGMENTS_MAX];
	memcpy(segments, history->image.segments, below * sizeof(*segments));
	image_fini(&history->image);
	for (uint32_t i = 0; i < below; i++)
		image_add(&history->image, segments[i]);
	image_add(&history->image, segment);
}

static void reading_build(struct reading *reading, const struct snapshot *tree)
{
	struct history *history = reading->history;
	struct built *built = &history->built[history->built_count++];
	build_segment(built, &(struct build_plan){
				     .base = &history->image,
				     .absorb = reading->absorb,
				     .observer = &reading->observer,
				     .sources = reading->sources,
				     .source_count = reading->source_count,
				     .chain = &reading->chain,
				     .tree = tree,
			     });
	image_lay(history, reading->absorb, &built->segment);
}

/* ---- commits ---- */

/* Small segments go into the next one, so that there are few and each is written seldom. */
static uint32_t segments_absorb(const struct reading *reading)
{
	const struct image *image = &reading->history->image;
	const struct map *lists = &reading->observer.lists;
	uint64_t weight = reading->chain.commits.count;
	for (size_t i = 0; i < lists->count; i++) {
		const struct observed_list *list = lists->entries[i].value;
		if (list->rows.count == 0)
			continue;
		const struct image_list *old = image_find(image, list->name);
		weight += list->rows.count + (old ? old->row->observed.count : 0);
	}
	uint32_t absorb = image->segment_count;
	for (; absorb > 0; absorb--) {
		uint64_t below = image->segments[absorb - 1]->observed_count;
		if (below > 2 * weight && absorb <= SEGMENTS_MAX - 4)
			break;
		weight += below;
	}
	return absorb;
}

static bool stop_knows(void *data, const uint8_t *oid)
{
	return index_knows(data, oid);
}

static enum repo_status commits_walk(struct reading *reading, const struct history_options *options,
				     struct repo_error *error)
{
	struct history *history = reading->history;
	const struct segment *top = image_top(&history->image);
	struct walk_seed seed = {0};
	if (top) {
		segment_need(top, top->files, top->files_count);
		seed = (struct walk_seed){top->tree, segment_cold(top), top->files,
					  top->files_count};
		/* Threads neither check nor ring. */
		if (walk_threads(&reading->chain, options->threads) > 1)
			index_check(&history->index);
	}
	const struct walk_progress *progress =
		options->progress.report ? &options->progress : NULL;
	const struct walk_options walking = {
		.first = history->image.commit_count,
		.seed = top ? &seed : NULL,
		.ahead = &history->ahead,
		.threads = options->threads,
		.progress = progress,
	};
	if (walk_run(&history->walk, history->repo, &reading->chain, &walking, error) != REPO_OK)
		return error->status;
	ahead_fini(&history->ahead);
	reading_run_clock(reading);
	reading_load(reading);
	for (size_t i = 0; i < history->walk.range_count; i++)
		reading_observe(reading, &history->walk.ranges[i].snapshot);
	reading->absorb = segments_absorb(reading);
	reading_build(reading, &history->walk.ranges[history->walk.range_count - 1].snapshot);
	walk_fini(&history->walk);
	return REPO_OK;
}

static void image_load(struct history *history)
{
	for (uint32_t i = 0; i < history->index.count; i++)
		image_add(&history->image, &history->index.files[i].segment);
}

/* The chain down to a commit that the index knows and has whole; what is damaged is forgotten. */
static enum repo_status chain_find(struct history *history, struct chain *chain,
				   struct repo_error *error)
{
	struct index *index = &history->index;
	struct chain_stop stop = {index, stop_knows};
	uint8_t next[OID_SIZE];
	memcpy(next, history->revision.commit, OID_SIZE);
	for (;;) {
		if (chain_read(chain, history->repo, next, &stop, &history->ahead, error) !=
		    REPO_OK)
			return error->status;
		if (!chain->stopped)
			return REPO_OK;
		if (index_load(index, chain->next)) {
			image_load(history);
			return REPO_OK;
		}
		index_forget(index);
		memcpy(next, chain->next, OID_SIZE);
	}
}

static enum repo_status commits_read(struct history *history,
				     const struct history_options *options,
				     struct repo_error *error)
{
	struct reading reading;
	reading_init(&reading, history);
	if (options->threads > 1)
		ahead_start(&history->ahead, history->repo);
	enum repo_status status = chain_find(history, &reading.chain, error);
	ahead_stop(&history->ahead);
	if (status == REPO_OK)
		status = commits_walk(&reading, options, error);
	reading_fini(&reading);
	if (status == REPO_OK)
		index_save(&history->index, &history->built[0].segment, history->revision.commit,
			   history->image.segment_count - 1);
	return status;
}

static bool index_answers(struct history *history)
{
	struct index *index = &history->index;
	if (!index_knows(index, history->revision.commit) ||
	    !index_load(index, history->revision.commit))
		return false;
	image_load(history);
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
	image_load(history);
	history->commit_count = number + 1;
	return true;
}

/* ---- files as they are ---- */

struct file_seen {
	struct snapshot *snapshot;
	struct map *paths; /* that were told */
	struct arena *arena;
};

static void file_see(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	struct file_seen *seen = data;
	map_put(seen->paths, arena_str(seen->arena, path), seen);
	snapshot_change(seen->snapshot, path, kind, oid);
}

static enum repo_status files_settle(struct history *history, struct snapshot *snapshot,
				     struct repo_error *error)
{
	const struct segment *top = image_top(&history->image);
	struct arena arena;
	struct map paths;
	arena_init(&arena, history->mem);
	map_init(&paths, history->mem);
	struct file_seen seen = {snapshot, &paths, &arena};
	const struct tree_sink sink = {&seen, file_see, false};
	enum repo_status status = worktree_read(&history->worktree, &sink, error);
	for (uint32_t i = 0; top && i < top->files_count; i++) {
		struct str path = heap_str(segment_cold(top), top->files[i].path);
		if (!map_get(&paths, path))
			snapshot_change(snapshot, path, FILE_ABSENT, NULL);
	}
	if (status == REPO_OK)
		status = snapshot_settle(snapshot, history->image.commit_count, error);
	map_fini(&paths);
	arena_fini(&arena);
	return status;
}

/* As if all files had been committed now. */
static enum repo_status files_read(struct history *history, struct str root, int64_t now,
				   struct repo_error *error)
{
	struct reading reading;
	struct snapshot snapshot;
	struct text_compiler compiler = history->factory->make(history->factory->data, history->mem);
	const struct segment *top = image_top(&history->image);
	if (top)
		segment_need(top, top->files, top->files_count);
	reading_init(&reading, history);
	worktree_fini(&history->worktree);
	worktree_init(&history->worktree, history->mem, root);
	snapshot_init(&snapshot, history->mem, &compiler,
		      (struct blob_reader){&history->worktree, worktree_blob});
	for (uint32_t i = 0; top && i < top->files_count; i++)
		snapshot_load(&snapshot, segment_cold(top), &top->files[i]);
	enum repo_status status = files_settle(history, &snapshot, error);
	if (status == REPO_OK) {
		static const uint8_t nothing[OID_SIZE];
		chain_add(&reading.chain, nothing, nothing, now);
		reading_run_clock(&reading);
		reading_load(&reading);
		reading_observe(&reading, &snapshot);
		reading.absorb = history->image.segment_count;
		history->unrecorded = history->image.commit_count;
		reading_build(&reading, &snapshot);
	}
	snapshot_fini(&snapshot);
	compiler.free(compiler.data);
	reading_fini(&reading);
	return status;
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
	return commits_read(history, options, error);
}

static enum repo_status files_open(struct history *history, const struct history_options *options,
				   struct repo_error *error)
{
	if (options->files == HISTORY_FOLDER)
		return files_read(history, options->path, options->now, error);
	enum repo_status status = record_open(history, options, error);
	bool unborn = status == REPO_UNBORN;
	if (options->files == HISTORY_COMMITTED || (status != REPO_OK && !unborn))
		return status;
	struct str root = repo_work_dir(history->repo);
	if (root.len == 0)
		return repo_fail(error, REPO_NO_WORK_TREE, repo_git_dir(history->repo).ptr, "");
	status = files_read(history, root, options->now, error);
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
