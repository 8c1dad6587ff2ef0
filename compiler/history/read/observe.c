/* What stood before a commit and what stands after it are compared list by list. */
#include "history/read/observe.h"

void observer_init(struct observer *observer, struct mem *mem, const struct heap_view *sources)
{
	*observer = (struct observer){.mem = mem, .sources = sources};
	arena_init(&observer->arena, mem);
	map_init(&observer->lists, mem);
	map_init(&observer->paths, mem);
}

void observer_fini(struct observer *observer)
{
	struct mem *mem = observer->mem;
	for (size_t i = 0; i < observer->lists.count; i++) {
		struct observed_list *list = observer->lists.entries[i].value;
		VEC_FREE(mem, &list->rows);
		VEC_FREE(mem, &list->standing);
		VEC_FREE(mem, &list->before);
	}
	for (size_t i = 0; i < observer->paths.count; i++) {
		struct observed_path *path = observer->paths.entries[i].value;
		VEC_FREE(mem, &path->lists);
		VEC_FREE(mem, &path->owners);
	}
	VEC_FREE(mem, &observer->touched);
	map_fini(&observer->lists);
	map_fini(&observer->paths);
	arena_fini(&observer->arena);
}

static struct observed_list *list_find(struct observer *observer, struct str name)
{
	struct observed_list *list = map_get(&observer->lists, name);
	if (list)
		return list;
	list = ARENA_NEW(&observer->arena, struct observed_list);
	list->name = arena_str(&observer->arena, name);
	map_put(&observer->lists, list->name, list);
	return list;
}

static struct observed_path *path_find(struct observer *observer, uint32_t source, uint32_t place)
{
	struct str name = heap_str(observer->sources[source], place);
	struct observed_path *path = map_get(&observer->paths, name);
	if (path)
		return path;
	path = ARENA_NEW(&observer->arena, struct observed_path);
	path->path = arena_str(&observer->arena, name);
	map_put(&observer->paths, path->path, path);
	return path;
}

#define POINTER_ADD(mem, vec, pointer)                                                             \
	do {                                                                                       \
		size_t found = 0;                                                                  \
		while (found < (vec)->count && (vec)->items[found] != (pointer))                   \
			found++;                                                                   \
		if (found == (vec)->count)                                                         \
			VEC_PUSH((mem), (vec), (pointer));                                         \
	} while (0)

/* What stood before is remembered when a commit first comes by. */
static void list_touch(struct observer *observer, struct observed_list *list)
{
	if (list->touched)
		return;
	list->touched = true;
	VEC_PUSH(observer->mem, &observer->touched, list);
	list->before.count = 0;
	for (size_t i = 0; i < list->standing.count; i++)
		VEC_PUSH(observer->mem, &list->before, list->standing.items[i]);
}

static void list_leave(struct observer *observer, struct observed_list *list,
		       const struct observed_path *path)
{
	size_t kept = 0;
	list_touch(observer, list);
	for (size_t i = 0; i < list->standing.count; i++)
		if (list->standing.items[i].path != path)
			list->standing.items[kept++] = list->standing.items[i];
	list->standing.count = kept;
}

static void list_enter(struct observer *observer, struct observed_list *list,
		       const struct standing *standing)
{
	list_touch(observer, list);
	VEC_PUSH(observer->mem, &list->standing, *standing);
	/* By path, whatever the order in which they came: it is that of the observations. */
	struct standing *items = list->standing.items;
	size_t at = list->standing.count - 1;
	for (; at > 0 && str_compare(items[at - 1].path->path, standing->path->path) > 0; at--)
		items[at] = items[at - 1];
	items[at] = *standing;
	POINTER_ADD(observer->mem, &standing->path->lists, list);
}

static bool path_holds(const struct observed_path *path, const struct observed_list *list)
{
	for (size_t i = 0; i < path->lists.count; i++)
		if (path->lists.items[i] == list)
			return true;
	return false;
}

/* A text whose name is lost belongs to the lists last read at its path that are not found there
 * under their names; to nobody where there are none. */
static void nameless_enter(struct observer *observer, const struct standing *standing)
{
	struct observed_path *path = standing->path;
	size_t named = path->lists.count;
	for (size_t i = 0; i < path->owners.count; i++)
		if (!path_holds(path, path->owners.items[i]))
			list_enter(observer, path->owners.items[i], standing);
	if (path->lists.count == named)
		list_enter(observer, list_find(observer, STR("")), standing);
}

/* Two nameless texts in one file are one observation: nothing tells them apart. */
static void path_enter(struct observer *observer, struct observed_path *path,
		       const struct file_event *event, uint32_t source)
{
	struct heap_view view = observer->sources[source];
	struct standing nameless = {.path = NULL};
	uint32_t count;
	const uint32_t *texts = heap_array(view, event->texts, 1, &count);
	bool readable = false;
	for (uint32_t i = 0; i < count; i++) {
		struct standing standing = {.key = text_key(view, texts[i]),
					    .path = path,
					    .source = source,
					    .text = texts[i]};
		memcpy(standing.blob, event->blob, OID_SIZE);
		readable |= standing.key.readable;
		if (standing.key.list.len)
			list_enter(observer, list_find(observer, standing.key.list), &standing);
		else if (!nameless.path)
			nameless = standing;
	}
	if (nameless.path)
		nameless_enter(observer, &nameless);
	if (!readable)
		return;
	path->owners.count = 0;
	for (size_t i = 0; i < path->lists.count; i++)
		if (path->lists.items[i]->name.len)
			VEC_PUSH(observer->mem, &path->owners, path->lists.items[i]);
}

static void path_settle(struct observer *observer, const struct file_event *event, uint32_t source)
{
	struct observed_path *path = path_find(observer, source, event->path);
	for (size_t i = 0; i < path->lists.count; i++)
		list_leave(observer, path->lists.items[i], path);
	path->lists.count = 0;
	path_enter(observer, path, event, source);
}

static bool form_same(const struct standing *a, const struct standing *b)
{
	return a->key.effective == b->key.effective &&
	       memcmp(a->key.form, b->key.form, DIGEST_SIZE) == 0;
}

static size_t form_count(const struct standing *items, size_t count, const struct standing *wanted)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		found += items[i].key.readable && form_same(&items[i], wanted);
	return found;
}

static size_t date_count(const struct standing *items, size_t count, const struct standing *wanted)
{
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		found += items[i].key.readable && !items[i].key.pending &&
			 items[i].key.effective == wanted->key.effective;
	return found;
}

static bool blob_stands(const struct standing *items, size_t count, const struct standing *wanted)
{
	for (size_t i = 0; i < count; i++)
		if (!items[i].key.readable && memcmp(items[i].blob, wanted->blob, OID_SIZE) == 0)
			return true;
	return false;
}

static void row_add(struct observer *observer, struct observed_list *list, uint32_t commit,
		    enum observation_kind kind, const struct standing *standing)
{
	struct observed row = {.path = standing->path,
			       .commit = commit,
			       .source = standing->source,
			       .text = standing->text,
			       .kind = (uint8_t)kind};
	memcpy(row.blob, standing->blob, OID_SIZE);
	VEC_PUSH(observer->mem, &list->rows, row);
}

/* Nothing where a text merely stands on. A date that two texts share, or shared, is looked at as a
 * whole, but for texts without a date: these never clash. */
static void standing_compare(struct observer *observer, struct observed_list *list, uint32_t commit,
			     const struct standing *now)
{
	const struct standing *was = list->before.items, *are = list->standing.items;
	size_t was_count = list->before.count, are_count = list->standing.count;
	if (!now->key.readable) {
		if (!blob_stands(was, was_count, now))
			row_add(observer, list, commit, OBSERVED_UNREADABLE, now);
		return;
	}
	size_t mates = now->key.pending ? 1 : date_count(are, are_count, now);
	size_t mates_before = now->key.pending ? form_count(was, was_count, now)
					       : date_count(was, was_count, now);
	bool same = form_count(was, was_count, now) >= form_count(are, are_count, now);
	if (now->key.pending && mates_before)
		return;
	if (same && mates == mates_before)
		return;
	row_add(observer, list, commit, mates > 1 ? OBSERVED_DUPLICATE : OBSERVED_TEXT, now);
}

/* Of several alike the first is told. Where another text of its date stands now that one is new, or
 * shares the date no longer, and tells of the change: most texts that go are edited. */
static bool standing_is_missed(const struct observed_list *list, size_t index)
{
	const struct standing *was = list->before.items, *are = list->standing.items;
	const struct standing *gone = &was[index];
	size_t count = list->standing.count;
	return gone->key.readable && form_count(was, index, gone) == 0 &&
	       form_count(are, count, gone) == 0 &&
	       (gone->key.pending || date_count(are, count, gone) == 0);
}

static void list_compare(struct observer *observer, struct observed_list *list, uint32_t commit)
{
	for (size_t i = 0; i < list->before.count; i++)
		if (standing_is_missed(list, i))
			row_add(observer, list, commit, OBSERVED_GONE, &list->before.items[i]);
	for (size_t i = 0; i < list->standing.count; i++)
		standing_compare(observer, list, commit, &list->standing.items[i]);
	list->touched = false;
}

static void commit_end(struct observer *observer, uint32_t commit)
{
	for (size_t i = 0; i < observer->touched.count; i++)
		list_compare(observer, observer->touched.items[i], commit);
	observer->touched.count = 0;
}

void observer_load(struct observer *observer, uint32_t source, const struct file_event *stands,
		   uint32_t owners)
{
	struct heap_view view = observer->sources[source];
	struct observed_path *path = path_find(observer, source, stands->path);
	uint32_t count;
	const uint32_t *names = heap_array(view, owners, 1, &count);
	for (uint32_t i = 0; i < count; i++)
		VEC_PUSH(observer->mem, &path->owners,
			 list_find(observer, heap_str(view, names[i])));
	path_enter(observer, path, stands, source);
	for (size_t i = 0; i < observer->touched.count; i++)
		observer->touched.items[i]->touched = false;
	observer->touched.count = 0;
}

void observer_run(struct observer *observer, uint32_t source, const struct file_event *events,
		  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		path_settle(observer, &events[i], source);
		if (i + 1 == count || events[i + 1].commit != events[i].commit)
			commit_end(observer, events[i].commit);
	}
}
