/* Tree ids are handed over in batches, so that neither thread waits for the other's lock; nobody
 * allocates while holding it, for that may not return. Where anything fails the thread ends: the walk
 * meets it again, and says so. */
#include "history/read/ahead.h"

enum { AHEAD_WORTH = 400 /* commits; fewer are not worth a thread */ };

void ahead_init(struct ahead *ahead, struct mem *mem)
{
	*ahead = (struct ahead){.mem = mem,
				.lock = PTHREAD_MUTEX_INITIALIZER,
				.news = PTHREAD_COND_INITIALIZER};
	ahead->last = &ahead->first;
}

void ahead_fini(struct ahead *ahead)
{
	ahead_stop(ahead);
	mem_free(ahead->mem, ahead->filling);
	while (ahead->first) {
		struct ahead_batch *batch = ahead->first;
		ahead->first = batch->next;
		mem_free(ahead->mem, batch);
	}
	mem_fini(&ahead->own);
	ahead_init(ahead, ahead->mem);
}

void ahead_start(struct ahead *ahead, const struct repo *repo)
{
	ahead->repo = repo;
}

/* -- the thread -- */

/* Waits for the batch; NULL: there will be none. */
static const struct ahead_batch *batch_take(struct ahead *ahead, struct ahead_batch *const *link)
{
	pthread_mutex_lock(&ahead->lock);
	while (!ahead->is_over && !*link)
		pthread_cond_wait(&ahead->news, &ahead->lock);
	const struct ahead_batch *batch = ahead->is_over ? NULL : *link;
	pthread_mutex_unlock(&ahead->lock);
	return batch;
}

static struct str path_keep(struct ahead *ahead, struct str path)
{
	struct str *kept = map_get(&ahead->paths, path);
	if (kept)
		return *kept;
	kept = ARENA_NEW(&ahead->arena, struct str);
	*kept = arena_str(&ahead->arena, path);
	map_put(&ahead->paths, *kept, kept);
	return *kept;
}

static void change_keep(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	struct ahead *ahead = data;
	struct ahead_change change = {.path = path_keep(ahead, path), .kind = kind};
	if (oid)
		memcpy(change.oid, oid, OID_SIZE);
	VEC_PUSH(&ahead->own, &ahead->changes, change);
}

static bool is_over(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	bool over = ahead->is_over;
	pthread_mutex_unlock(&ahead->lock);
	return over;
}

/* From the tree of each commit to that of the one before it: what is told is what stood. */
static void trees_read(struct ahead *ahead, struct tree *tree, struct repo *repo)
{
	const struct tree_sink sink = {ahead, change_keep, .tells_before = true};
	const struct ahead_batch *batch = batch_take(ahead, &ahead->first);
	struct repo_error error;
	if (batch)
		tree_set(tree, batch->trees[0]);
	for (size_t from = 1; batch; from = 0, batch = batch_take(ahead, &batch->next))
		for (size_t i = from; i < AHEAD_BATCH && !is_over(ahead); i++) {
			if (tree_move(tree, repo, batch->trees[i], &sink, &error) != REPO_OK)
				return;
			VEC_PUSH(&ahead->own, &ahead->ends, ahead->changes.count);
		}
}

static void out_of_memory(void *data)
{
	struct ahead *ahead = data;
	longjmp(ahead->escape, 1);
}

static void *thread_run(void *data)
{
	struct ahead *ahead = data;
	struct repo_error error;
	struct tree tree;
	mem_init(&ahead->own, out_of_memory, ahead);
	if (setjmp(ahead->escape))
		return NULL;
	arena_init(&ahead->arena, &ahead->own);
	map_init(&ahead->paths, &ahead->own);
	struct repo *repo = repo_new(&ahead->own);
	tree_init(&tree, &ahead->own);
	if (repo_open_objects(repo, ahead->repo, 1, &error) == REPO_OK)
		trees_read(ahead, &tree, repo);
	tree_fini(&tree);
	repo_free(repo);
	return NULL;
}

/* -- the caller's -- */

static void batch_hand_over(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	*ahead->last = ahead->filling;
	ahead->last = &ahead->filling->next;
	ahead->filling = NULL;
	pthread_cond_signal(&ahead->news);
	pthread_mutex_unlock(&ahead->lock);
}

void ahead_add(struct ahead *ahead, const uint8_t *tree)
{
	if (!ahead->repo)
		return;
	if (!ahead->filling)
		ahead->filling = mem_zalloc(ahead->mem, sizeof(*ahead->filling));
	memcpy(ahead->filling->trees[ahead->said++ % AHEAD_BATCH], tree, OID_SIZE);
	if (ahead->said % AHEAD_BATCH == 0)
		batch_hand_over(ahead);
	if (ahead->said == AHEAD_WORTH)
		ahead->has_thread =
			pthread_create(&ahead->thread, NULL, thread_run, ahead) == 0;
}

void ahead_stop(struct ahead *ahead)
{
	if (!ahead->has_thread)
		return;
	pthread_mutex_lock(&ahead->lock);
	ahead->is_over = true;
	pthread_cond_signal(&ahead->news);
	pthread_mutex_unlock(&ahead->lock);
	pthread_join(ahead->thread, NULL);
	ahead->has_thread = false;
}

size_t ahead_known(const struct ahead *ahead)
{
	return ahead->ends.count;
}

void ahead_tell(const struct ahead *ahead, size_t newer, const struct tree_sink *sink)
{
	for (size_t i = newer ? ahead->ends.items[newer - 1] : 0; i < ahead->ends.items[newer]; i++) {
		const struct ahead_change *change = &ahead->changes.items[i];
		sink->change(sink->data, change->path, change->kind,
			     change->kind == FILE_ABSENT ? NULL : change->oid);
	}
}
