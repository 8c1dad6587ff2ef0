/*
 * Each thread has a handle on the objects, a compiler and a heap of its own, and starts from the
 * tree before its first commit. Nothing is shared but what is read only, and two counters.
 */
#include "history/read/walk.h"

#include <pthread.h>
#include <setjmp.h>

#define THREAD_COMMITS 400 /* fewer are not worth a thread */
#define THREAD_GAIN    100 /* nor is it, where it saves less than this many */

/* What each file of the tree that a range begins with takes, in hundredths of what a commit takes
 * that changes one: it is read, and in the first range compiled too. */
#define READ_COST    35
#define COMPILE_COST 65
/* And what such a commit takes of which it is known what changed. */
#define KNOWN_COST 65

void chain_init(struct chain *chain, struct mem *mem)
{
	*chain = (struct chain){.mem = mem};
}

void chain_fini(struct chain *chain)
{
	VEC_FREE(chain->mem, &chain->commits);
	VEC_FREE(chain->mem, &chain->trees);
}

void chain_add(struct chain *chain, const uint8_t *oid, const uint8_t *tree, int64_t committed)
{
	struct recorded_commit recorded = {.committed = committed};
	memcpy(recorded.oid, oid, OID_SIZE);
	VEC_PUSH(chain->mem, &chain->commits, recorded);
	for (size_t i = 0; i < OID_SIZE; i++)
		VEC_PUSH(chain->mem, &chain->trees, tree[i]);
}

static void oid_swap(uint8_t *a, uint8_t *b)
{
	uint8_t kept[OID_SIZE];
	memcpy(kept, a, OID_SIZE);
	memcpy(a, b, OID_SIZE);
	memcpy(b, kept, OID_SIZE);
}

static void chain_reverse(struct chain *chain)
{
	for (size_t i = 0, k = chain->commits.count; i + 1 < k; i++) {
		struct recorded_commit kept = chain->commits.items[i];
		chain->commits.items[i] = chain->commits.items[--k];
		chain->commits.items[k] = kept;
		oid_swap(chain->trees.items + i * OID_SIZE, chain->trees.items + k * OID_SIZE);
	}
}

static enum repo_status boundary_fail(const uint8_t *oid, struct repo_error *error)
{
	char hex[OID_HEX_SIZE];
	oid_hex(hex, oid);
	return repo_fail(error, REPO_SHALLOW, hex, "");
}

enum repo_status chain_read(struct chain *chain, struct repo *repo, const uint8_t *head,
			    const struct chain_stop *stop, struct ahead *ahead,
			    struct repo_error *error)
{
	struct repo_commit commit = {.is_root = false};
	memcpy(chain->next, head, OID_SIZE);
	/* The newest first, whatever is there. */
	chain_reverse(chain);
	while (!commit.is_root) {
		chain->stopped = stop && stop->knows(stop->data, chain->next);
		if (chain->stopped)
			break;
		if (repo_read_commit(repo, &commit, chain->next, error) != REPO_OK)
			return error->status;
		if (repo_is_boundary(repo, chain->next))
			return boundary_fail(chain->next, error);
		chain_add(chain, chain->next, commit.tree, commit.committed);
		ahead_add(ahead, commit.tree);
		memcpy(chain->next, commit.parent, OID_SIZE);
	}
	chain_reverse(chain);
	return REPO_OK;
}

#define BLOB_MODEST_SIZE ((size_t)1 << 20)

static enum repo_status header_read(struct repo *repo, struct blob *out, const uint8_t *oid,
				    struct repo_error *error)
{
	uint64_t size = 0;
	enum repo_status status = repo_blob_size(repo, &size, oid, error);
	out->too_large = size > BLOB_MAX_SIZE;
	return status;
}

/* Looking up an object costs about as much as reading a small one. The header is asked first for a
 * file that is new or not small; one that has grown that much since is told by its bytes, or by
 * there being no room for them. */
enum repo_status walk_blob(void *data, struct blob *out, struct str path, const uint8_t *oid,
			   struct repo_error *error)
{
	struct repo *repo = data;
	bool is_modest = out->expected > 0 && out->expected < BLOB_MODEST_SIZE;
	(void)path;
	*out = (struct blob){STR_NONE, false, 0};
	if (!is_modest && header_read(repo, out, oid, error) != REPO_OK)
		return error->status;
	if (out->too_large)
		return REPO_OK;
	if (repo_read(repo, &out->bytes, oid, REPO_BLOB, error) != REPO_OK)
		return error->status == REPO_NO_MEMORY &&
				       header_read(repo, out, oid, error) == REPO_OK &&
				       out->too_large
			       ? REPO_OK
			       : error->status;
	out->too_large = out->bytes.len > BLOB_MAX_SIZE;
	return REPO_OK;
}

void walk_init(struct walk *walk, struct mem *mem, const struct text_compiler_factory *factory)
{
	*walk = (struct walk){.mem = mem, .factory = factory};
}

/* What was read stays; what it was read by is much, and no longer needed. */
static void range_end(struct walk_range *range)
{
	if (range->compiler.free)
		range->compiler.free(range->compiler.data);
	range->compiler.free = NULL;
	tree_fini(&range->tree);
}

static void range_fini(struct walk_range *range)
{
	if (range->has_thread) {
		repo_free(range->repo);
		mem_fini(&range->mem);
		return;
	}
	if (!range->is_ready)
		return;
	range_end(range);
	snapshot_fini(&range->snapshot);
}

void walk_fini(struct walk *walk)
{
	for (size_t i = 0; i < walk->range_count; i++)
		range_fini(&walk->ranges[i]);
	mem_free(walk->mem, walk->ranges);
	walk_init(walk, walk->mem, walk->factory);
}

/* What all ranges of a walk share. */
struct walk_task {
	struct walk *walk;
	const struct chain *chain;
	const struct walk_options *options;
	struct repo *repo;
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t news;
	uint32_t done;
	uint32_t running;
};

static void range_prepare(struct walk_task *task, struct walk_range *range, struct mem *mem)
{
	const struct text_compiler_factory *factory = task->walk->factory;
	range->compiler = factory->make(factory->data, mem);
	tree_init(&range->tree, mem);
	snapshot_init(&range->snapshot, mem, &range->compiler,
		      (struct blob_reader){range->repo, walk_blob});
	range->is_ready = true;
}

enum repo_status walk_seed_load(const struct walk_seed *seed, struct snapshot *snapshot,
				struct tree *tree, struct repo_error *error)
{
	tree_set(tree, seed->tree);
	for (size_t i = 0; i < seed->file_count; i++)
		snapshot_load(snapshot, seed->view, &seed->files[i]);
	return snapshot_load_rules(snapshot, error);
}

/* The tree that the first commit of the range follows. */
static enum repo_status range_start(struct walk_task *task, struct walk_range *range,
				    struct repo_error *error)
{
	const struct tree_sink sink = {&range->snapshot, snapshot_change, false};
	if (range->first == task->options->first)
		return task->options->seed ? walk_seed_load(task->options->seed, &range->snapshot, &range->tree, error)
				  : REPO_OK;
	const uint8_t *tree = chain_tree(task->chain, range->first - task->options->first - 1);
	if (tree_move(&range->tree, range->repo, tree, &sink, error) != REPO_OK)
		return error->status;
	return snapshot_start(&range->snapshot, error);
}

/* Tells the caller's thread, which may be this one. */
static void task_progress(struct walk_task *task, const struct walk_range *range, uint32_t commits)
{
	const struct walk_progress *progress = task->options->progress;
	pthread_mutex_lock(&task->lock);
	task->done += commits;
	uint32_t done = task->done;
	pthread_cond_signal(&task->news);
	pthread_mutex_unlock(&task->lock);
	if (progress && !range->has_thread)
		progress->report(progress->data, done, (uint32_t)task->chain->commits.count);
}

/* Those of which it is known what changed are the last ones: the tree is no longer needed then. */
static enum repo_status commit_move(const struct walk_task *task, struct walk_range *range,
				    size_t index, const struct tree_sink *sink,
				    struct repo_error *error)
{
	size_t newer = task->chain->commits.count - 1 - index;
	if (newer >= ahead_known(task->options->ahead))
		return tree_move(&range->tree, range->repo, chain_tree(task->chain, index), sink,
				 error);
	ahead_tell(task->options->ahead, newer, sink);
	return REPO_OK;
}

static enum repo_status range_run(struct walk_task *task, struct walk_range *range,
				  struct repo_error *error)
{
	enum { STEP = 256 }; /* commits between two reports */
	const struct tree_sink sink = {&range->snapshot, snapshot_change, false};
	enum repo_status status = range_start(task, range, error);
	for (uint32_t i = range->first; i < range->end && status == REPO_OK; i++) {
		status = commit_move(task, range, i - task->options->first, &sink, error);
		if (status == REPO_OK)
			status = snapshot_settle(&range->snapshot, i, error);
		if ((i - range->first) % STEP == STEP - 1)
			task_progress(task, range, STEP);
	}
	return status;
}

struct worker {
	struct walk_task *task;
	struct walk_range *range;
	struct repo_error error;
	pthread_t thread;
	bool started;
	bool exhausted;
	jmp_buf escape;
};

static void worker_exhausted(void *data)
{
	struct worker *worker = data;
	longjmp(worker->escape, 1);
}

static void *worker_run(void *data)
{
	struct worker *worker = data;
	struct walk_range *range = worker->range;
	worker->error.status = REPO_OK;
	if (setjmp(worker->escape)) {
		worker->exhausted = true;
	} else {
		mem_init(&range->mem, worker_exhausted, worker);
		range->mem.fail_at = worker->task->walk->mem->fail_at;
		range->has_thread = true;
		range->repo = repo_new(&range->mem);
		if (repo_open_objects(range->repo, worker->task->repo,
				      (unsigned)(range - worker->task->walk->ranges),
				      &worker->error) == REPO_OK) {
			range_prepare(worker->task, range, &range->mem);
			range_run(worker->task, range, &worker->error);
			range_end(range);
		}
		repo_free(range->repo);
		range->repo = NULL;
	}
	pthread_mutex_lock(&worker->task->lock);
	worker->task->running--;
	pthread_cond_signal(&worker->task->news);
	pthread_mutex_unlock(&worker->task->lock);
	return NULL;
}

static void workers_watch(struct walk_task *task)
{
	const struct walk_progress *progress = task->options->progress;
	pthread_mutex_lock(&task->lock);
	while (task->running) {
		pthread_cond_wait(&task->news, &task->lock);
		uint32_t done = task->done;
		if (!progress)
			continue;
		pthread_mutex_unlock(&task->lock);
		progress->report(progress->data, done, (uint32_t)task->chain->commits.count);
		pthread_mutex_lock(&task->lock);
	}
	pthread_mutex_unlock(&task->lock);
}

/* This thread only waits, so that nothing of its own can fail while others run. */
static enum repo_status ranges_run(struct walk_task *task, struct worker *workers,
				   struct repo_error *error)
{
	size_t count = task->walk->range_count;
	bool exhausted = false;
	task->running = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		workers[i] = (struct worker){.task = task, .range = &task->walk->ranges[i]};
		workers[i].started =
			pthread_create(&workers[i].thread, NULL, worker_run, &workers[i]) == 0;
		/* Too many threads already: then one after the other. */
		if (!workers[i].started)
			worker_run(&workers[i]);
	}
	workers_watch(task);
	for (size_t i = 0; i < count; i++) {
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
		exhausted |= workers[i].exhausted;
	}
	if (exhausted)
		task->walk->mem->exhausted(task->walk->mem->data);
	*error = workers[0].error;
	for (size_t i = 1; i < count && error->status == REPO_OK; i++)
		*error = workers[i].error;
	return error->status;
}

size_t walk_threads(const struct chain *chain, unsigned threads)
{
	size_t worth = chain->commits.count / THREAD_COMMITS;
	size_t most = threads < WALK_THREADS_MAX ? threads : WALK_THREADS_MAX;
	size_t count = worth < most ? worth : most;
	return count > 1 ? count : 1;
}

static void file_count(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	uint64_t *files = data;
	(void)path;
	(void)oid;
	*files += kind == FILE_TEXT;
}

/* A tree that cannot be read is told by whoever walks it. */
static uint64_t tree_cost(struct walk_task *task, uint32_t index, uint64_t hundredths)
{
	uint64_t files = 0;
	const struct tree_sink sink = {&files, file_count, false};
	struct repo_error ignored;
	struct tree tree;
	tree_init(&tree, task->walk->mem);
	tree_move(&tree, task->repo, chain_tree(task->chain, index), &sink, &ignored);
	tree_fini(&tree);
	return files * hundredths / 100;
}

/* What there is to do, in commits of one change each. */
struct walk_cost {
	uint64_t commits;
	uint64_t known; /* of these, at the end, it is known what changed */
	uint64_t first; /* to begin with the first tree */
	uint64_t later; /* with one from the middle of the chain */
};

static struct walk_cost task_cost(struct walk_task *task)
{
	uint64_t commits = task->chain->commits.count;
	return (struct walk_cost){
		.commits = commits,
		.known = ahead_known(task->options->ahead),
		.first = task->options->seed ? 0 : tree_cost(task, 0, COMPILE_COST),
		.later = tree_cost(task, (uint32_t)(commits / 2), READ_COST),
	};
}

static uint64_t cost_of_all(const struct walk_cost *cost, size_t count)
{
	return cost->commits - cost->known + cost->known * KNOWN_COST / 100 + cost->first +
	       cost->later * (count - 1);
}

/* How many commits so much work gets through. */
static uint64_t commits_for(const struct walk_cost *cost, uint64_t work)
{
	uint64_t plain = cost->commits - cost->known;
	return work <= plain ? work : plain + (work - plain) * 100 / KNOWN_COST;
}

/* At most as many as there are commits. */
static size_t ranges_worth(const struct walk_cost *cost, size_t count)
{
	while (count > 1 && cost_of_all(cost, count) / count + THREAD_GAIN > cost_of_all(cost, 1))
		count--;
	return count;
}

/* So that all take the same time, as nearly as one commit at least for each allows. */
static void ranges_cut(struct walk_task *task, const struct walk_cost *cost, size_t count)
{
	struct walk *walk = task->walk;
	uint32_t first = task->options->first;
	uint64_t end = 0;
	walk->ranges = mem_zalloc(walk->mem, count * sizeof(*walk->ranges));
	walk->range_count = count;
	for (size_t i = 0; i < count; i++) {
		uint64_t begin = cost->first + cost->later * i;
		uint64_t until = cost_of_all(cost, count) * (i + 1) / count;
		uint64_t done = until > begin ? commits_for(cost, until - begin) : 0;
		uint64_t most = cost->commits - (count - 1 - i);
		walk->ranges[i].first = first + (uint32_t)end;
		end = done > end ? done : end + 1;
		end = end < most && i + 1 < count ? end : most;
		walk->ranges[i].end = first + (uint32_t)end;
	}
}

enum repo_status walk_run(struct walk *walk, struct repo *repo, const struct chain *chain,
			  const struct walk_options *options, struct repo_error *error)
{
	struct walk_task task = {.walk = walk,
				 .chain = chain,
				 .options = options,
				 .repo = repo,
				 .lock = PTHREAD_MUTEX_INITIALIZER,
				 .news = PTHREAD_COND_INITIALIZER};
	size_t count = walk_threads(chain, options->threads);
	struct walk_cost cost = {.commits = chain->commits.count};
	if (count > 1) {
		cost = task_cost(&task);
		count = ranges_worth(&cost, count);
	}
	ranges_cut(&task, &cost, count);
	if (count == 1) {
		walk->ranges->repo = repo;
		range_prepare(&task, walk->ranges, walk->mem);
		enum repo_status ran = range_run(&task, walk->ranges, error);
		range_end(walk->ranges);
		return ran;
	}
	struct worker *workers = mem_zalloc(walk->mem, count * sizeof(*workers));
	enum repo_status status = ranges_run(&task, workers, error);
	mem_free(walk->mem, workers);
	return status;
}
