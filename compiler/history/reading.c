/*
 * What the index does not know: commits, then files as they are. What is read on top of the image
 * is observed and becomes a segment of its own, which the image then ends with.
 */
#include "history/reading.h"

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
	const struct walk_progress *progress = options->progress.report ? &options->progress : NULL;
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
			history_load_image(history);
			return REPO_OK;
		}
		index_forget(index);
		memcpy(next, chain->next, OID_SIZE);
	}
}

enum repo_status reading_commits(struct history *history, const struct history_options *options,
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
enum repo_status reading_files(struct history *history, struct str root, int64_t now,
			       struct repo_error *error)
{
	struct reading reading;
	struct snapshot snapshot;
	struct text_compiler compiler =
		history->factory->make(history->factory->data, history->mem);
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
