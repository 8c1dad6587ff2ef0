/*
 * Files by path, and the names by which they depend on each other. A file is compiled again when a
 * name that it needs, itself or through the files that declare such names, appears, goes or changes.
 */
#include "history/index/packed.h"
#include "history/read/snapshot_file.h"

#include <stdlib.h>

void snapshot_init(struct snapshot *snapshot, struct mem *mem, struct text_compiler *compiler,
		   struct blob_reader reader)
{
	*snapshot = (struct snapshot){.mem = mem, .compiler = compiler, .reader = reader};
	arena_init(&snapshot->arena, mem);
	arena_init(&snapshot->commit, mem);
	map_init(&snapshot->files, mem);
	map_init(&snapshot->units, mem);
	ignore_init(&snapshot->ignore, mem);
	heap_init(&snapshot->heap, mem);
}

void snapshot_fini(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->files.count; i++) {
		struct tracked *file = snapshot->files.entries[i].value;
		mem_free(snapshot->mem, file->outline);
	}
	for (size_t i = 0; i < snapshot->units.count; i++) {
		struct unit *unit = snapshot->units.entries[i].value;
		VEC_FREE(snapshot->mem, &unit->declared_by);
		VEC_FREE(snapshot->mem, &unit->needed_by);
	}
	VEC_FREE(snapshot->mem, &snapshot->events);
	VEC_FREE(snapshot->mem, &snapshot->touched);
	VEC_FREE(snapshot->mem, &snapshot->marked);
	VEC_FREE(snapshot->mem, &snapshot->changed);
	VEC_FREE(snapshot->mem, &snapshot->needed);
	heap_fini(&snapshot->heap);
	ignore_fini(&snapshot->ignore);
	map_fini(&snapshot->files);
	map_fini(&snapshot->units);
	arena_fini(&snapshot->commit);
	arena_fini(&snapshot->arena);
}

struct tracked *snapshot_file(struct snapshot *snapshot, struct str path)
{
	struct tracked *file = map_get(&snapshot->files, path);
	if (file)
		return file;
	file = ARENA_NEW(&snapshot->arena, struct tracked);
	file->path = arena_str(&snapshot->arena, path);
	map_put(&snapshot->files, file->path, file);
	return file;
}

struct unit *snapshot_unit(struct snapshot *snapshot, struct str name)
{
	struct unit *unit = map_get(&snapshot->units, name);
	if (unit)
		return unit;
	unit = ARENA_NEW(&snapshot->arena, struct unit);
	unit->name = arena_str(&snapshot->arena, name);
	map_put(&snapshot->units, unit->name, unit);
	return unit;
}

static void file_touch(struct snapshot *snapshot, struct tracked *file)
{
	if (file->touched)
		return;
	file->touched = true;
	VEC_PUSH(snapshot->mem, &snapshot->touched, file);
}

static void file_mark(struct snapshot *snapshot, struct tracked *file)
{
	if (file->marked)
		return;
	file->marked = true;
	VEC_PUSH(snapshot->mem, &snapshot->marked, file);
}

void snapshot_change(void *data, struct str path, enum file_kind kind, const uint8_t *oid)
{
	struct snapshot *snapshot = data;
	struct tracked *file = snapshot_file(snapshot, path);
	file->kind = kind;
	if (oid)
		memcpy(file->oid, oid, OID_SIZE);
	file_touch(snapshot, file);
}

static void unit_change(struct snapshot *snapshot, struct unit *unit)
{
	if (unit->changed)
		return;
	unit->changed = true;
	VEC_PUSH(snapshot->mem, &snapshot->changed, unit);
}

#define POINTERS_REMOVE(vec, pointer)                                                              \
	do {                                                                                       \
		size_t kept = 0;                                                                   \
		for (size_t at = 0; at < (vec)->count; at++)                                       \
			if ((vec)->items[at] != (pointer))                                         \
				(vec)->items[kept++] = (vec)->items[at];                           \
		(vec)->count = kept;                                                               \
	} while (0)

static void outline_unlink(struct snapshot *snapshot, struct tracked *file)
{
	struct outline *outline = file->outline;
	file->outline = NULL;
	for (size_t i = 0; outline && i < outline->declare_count; i++)
		POINTERS_REMOVE(&outline->declares[i].unit->declared_by, file);
	for (size_t i = 0; outline && i < outline->need_count; i++)
		POINTERS_REMOVE(&outline->needs[i]->needed_by, file);
	mem_free(snapshot->mem, outline);
}

void outline_link(struct snapshot *snapshot, struct tracked *file, struct outline *outline)
{
	file->outline = outline;
	for (size_t i = 0; i < outline->declare_count; i++)
		VEC_PUSH(snapshot->mem, &outline->declares[i].unit->declared_by, file);
	for (size_t i = 0; i < outline->need_count; i++)
		VEC_PUSH(snapshot->mem, &outline->needs[i]->needed_by, file);
}

struct outline *outline_new(struct snapshot *snapshot, size_t declares, size_t needs)
{
	struct outline *outline = mem_alloc(snapshot->mem,
					    sizeof(*outline) +
						    declares * sizeof(*outline->declares) +
						    needs * sizeof(*outline->needs));
	outline->needs = (struct unit **)(outline + 1);
	outline->declares = (struct declaration *)(outline->needs + needs);
	outline->declare_count = declares;
	outline->need_count = needs;
	return outline;
}

static struct outline *outline_copy(struct snapshot *snapshot, const struct unit_outline *told)
{
	struct outline *outline = outline_new(snapshot, told->declare_count, told->need_count);
	outline->list_count = told->list_count;
	for (size_t i = 0; i < told->declare_count; i++)
		outline->declares[i] = (struct declaration){
			snapshot_unit(snapshot, told->declares[i].name), told->declares[i].digest};
	for (size_t i = 0; i < told->need_count; i++)
		outline->needs[i] = snapshot_unit(snapshot, told->needs[i]);
	return outline;
}

static bool outline_has(const struct outline *outline, const struct declaration *declaration)
{
	for (size_t i = 0; outline && i < outline->declare_count; i++)
		if (outline->declares[i].unit == declaration->unit &&
		    digest_equal(&outline->declares[i].digest, &declaration->digest))
			return true;
	return false;
}

/* The same but for digests. */
static bool outline_alike(const struct outline *a, const struct outline *b)
{
	if (!a || a->declare_count != b->declare_count || a->need_count != b->need_count)
		return false;
	for (size_t i = 0; i < a->declare_count; i++)
		if (a->declares[i].unit != b->declares[i].unit)
			return false;
	for (size_t i = 0; i < a->need_count; i++)
		if (a->needs[i] != b->needs[i])
			return false;
	return true;
}

/* outline is taken over. */
static void outline_replace(struct snapshot *snapshot, struct tracked *file,
			    struct outline *outline)
{
	struct outline *before = file->outline;
	for (size_t i = 0; before && i < before->declare_count; i++)
		if (!outline_has(outline, &before->declares[i]))
			unit_change(snapshot, before->declares[i].unit);
	for (size_t i = 0; i < outline->declare_count; i++)
		if (!outline_has(before, &outline->declares[i]))
			unit_change(snapshot, outline->declares[i].unit);
	if (outline_alike(before, outline)) {
		/* Most changes are of rules: the many links stay. */
		file->outline = outline;
		mem_free(snapshot->mem, before);
		return;
	}
	outline_unlink(snapshot, file);
	outline_link(snapshot, file, outline);
}

static void file_untell(struct snapshot *snapshot, struct tracked *file)
{
	if (file->told)
		snapshot->compiler->drop(snapshot->compiler->data, file->path);
	file->told = false;
}

static void file_drop(struct snapshot *snapshot, struct tracked *file)
{
	struct outline *nothing = outline_new(snapshot, 0, 0);
	file_untell(snapshot, file);
	file->loaded = file->stands = false;
	nothing->list_count = 0;
	outline_replace(snapshot, file, nothing);
}

/* Bytes of the file for as long as this commit is being settled. */
static enum repo_status file_read(struct snapshot *snapshot, struct tracked *file,
				  struct repo_error *error)
{
	struct blob blob = {STR_NONE, false, file->size};
	if (file->bytes.ptr)
		return REPO_OK;
	file_touch(snapshot, file);
	if (snapshot->reader.read(snapshot->reader.data, &blob, file->path, file->oid, error) !=
	    REPO_OK)
		return error->status;
	file->too_large = blob.too_large;
	file->size = blob.bytes.len;
	file->bytes = blob.too_large ? STR("") : arena_str(&snapshot->commit, blob.bytes);
	return REPO_OK;
}

/* Tells the compiler. */
static enum repo_status file_put(struct snapshot *snapshot, struct tracked *file,
				 struct repo_error *error)
{
	struct unit_outline told = {.list_count = 1};
	if (file_read(snapshot, file, error) != REPO_OK)
		return error->status;
	if (file->too_large)
		file_untell(snapshot, file);
	else
		snapshot->compiler->put(snapshot->compiler->data, file->path, file->bytes, &told);
	file->told = !file->too_large;
	file->loaded = true;
	file->stands = true;
	memcpy(file->read, file->oid, OID_SIZE);
	outline_replace(snapshot, file, outline_copy(snapshot, &told));
	return REPO_OK;
}

static void file_need(struct snapshot *snapshot, struct tracked *file)
{
	if (file->needed_by == snapshot->compiled)
		return;
	file->needed_by = snapshot->compiled;
	VEC_PUSH(snapshot->mem, &snapshot->needed, file);
}

/* The compiler must know whatever declares what the file needs, and what that needs in turn. */
static enum repo_status file_load_needs(struct snapshot *snapshot, struct tracked *file,
					struct repo_error *error)
{
	snapshot->compiled++;
	snapshot->needed.count = 0;
	file_need(snapshot, file);
	for (size_t next = 0; next < snapshot->needed.count; next++) {
		struct tracked *needed = snapshot->needed.items[next];
		if (!needed->loaded && file_put(snapshot, needed, error) != REPO_OK)
			return error->status;
		for (size_t i = 0; i < needed->outline->need_count; i++) {
			const struct unit *unit = needed->outline->needs[i];
			for (size_t k = 0; k < unit->declared_by.count; k++)
				file_need(snapshot, unit->declared_by.items[k]);
		}
	}
	return REPO_OK;
}

static struct str path_folder(struct str path)
{
	while (path.len && path.ptr[path.len - 1] != '/')
		path.len--;
	return path;
}

/* New rules of a folder may cover, or uncover, any file below it. */
static enum repo_status ignore_settle(struct snapshot *snapshot, struct tracked *file,
				      struct repo_error *error)
{
	struct str folder = path_folder(file->path);
	ignore_remove(&snapshot->ignore, folder);
	if (file->kind == FILE_IGNORE) {
		if (file_read(snapshot, file, error) != REPO_OK)
			return error->status;
		ignore_set(&snapshot->ignore, folder, file->bytes);
	}
	for (size_t i = 0; i < snapshot->files.count; i++) {
		struct tracked *below = snapshot->files.entries[i].value;
		if (str_starts_with(below->path, folder) && below->kind == FILE_TEXT)
			file_touch(snapshot, below);
	}
	return REPO_OK;
}

static bool path_is_ignore_file(struct str path)
{
	struct str folder = path_folder(path);
	return str_equal(str_from_to(path, folder.len, path.len), STR(IGNORE_FILE));
}

static enum repo_status ignores_settle(struct snapshot *snapshot, struct repo_error *error)
{
	size_t told = snapshot->touched.count;
	for (size_t i = 0; i < told; i++) {
		struct tracked *file = snapshot->touched.items[i];
		if (path_is_ignore_file(file->path) &&
		    ignore_settle(snapshot, file, error) != REPO_OK)
			return error->status;
	}
	return REPO_OK;
}

static enum repo_status file_settle(struct snapshot *snapshot, struct tracked *file,
				    struct repo_error *error)
{
	bool is_text = file->kind == FILE_TEXT;
	file->covered = is_text && ignore_covers(&snapshot->ignore, file->path);
	bool stood = file->stands;
	if (!is_text || file->covered) {
		if (!stood)
			return REPO_OK;
		file_drop(snapshot, file);
	} else if (stood && memcmp(file->read, file->oid, OID_SIZE) == 0) {
		return REPO_OK;
	} else if (file_put(snapshot, file, error) != REPO_OK) {
		return error->status;
	}
	file_mark(snapshot, file);
	return REPO_OK;
}

/* A file that declares anything passes on what it needs. */
static void dependents_mark(struct snapshot *snapshot)
{
	for (size_t next = 0; next < snapshot->changed.count; next++) {
		struct unit *unit = snapshot->changed.items[next];
		for (size_t i = 0; i < unit->needed_by.count; i++) {
			struct tracked *file = unit->needed_by.items[i];
			file_mark(snapshot, file);
			for (size_t k = 0; k < file->outline->declare_count; k++)
				unit_change(snapshot, file->outline->declares[k].unit);
		}
	}
}

static int path_compare(const void *left, const void *right)
{
	return str_compare((*(struct tracked *const *)left)->path,
			   (*(struct tracked *const *)right)->path);
}

/* What the file needed when it was compiled just now, by path, without itself. */
static struct text_file *needs_list(struct snapshot *snapshot, size_t *count)
{
	struct tracked **needed = snapshot->needed.items + 1;
	*count = snapshot->needed.count - 1;
	struct text_file *needs = ARENA_ARRAY(&snapshot->commit, struct text_file, *count);
	qsort(needed, *count, sizeof(*needed), path_compare);
	for (size_t i = 0; i < *count; i++)
		needs[i] = (struct text_file){needed[i]->path, needed[i]->oid};
	return needs;
}

/* The compiler knows no blobs. */
static const struct text *texts_complete(struct snapshot *snapshot, const struct text *texts,
					 size_t count)
{
	size_t need_count;
	struct text_file *needs = needs_list(snapshot, &need_count);
	struct text *complete = arena_dup(&snapshot->commit, texts, count * sizeof(*texts));
	for (size_t i = 0; i < count; i++) {
		complete[i].needs = needs;
		complete[i].need_count = complete[i].readable ? need_count : 0;
	}
	return complete;
}

static void event_add(struct snapshot *snapshot, struct tracked *file, uint32_t commit,
		      const struct text *texts, size_t count)
{
	if (count == 0 && !file->has_texts)
		return;
	VEC(uint32_t) places = {0};
	VEC_PUSH(snapshot->mem, &places, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(snapshot->mem, &places,
			 text_pack(&snapshot->heap, snapshot->mem, &texts[i]));
	struct file_event event = {
		.commit = commit,
		.path = heap_put_str(&snapshot->heap, file->path),
		.texts = heap_put(&snapshot->heap, places.items, (uint32_t)places.count),
	};
	memcpy(event.blob, file->oid, OID_SIZE);
	VEC_PUSH(snapshot->mem, &snapshot->events, event);
	VEC_FREE(snapshot->mem, &places);
	file->has_texts = count > 0;
}

/* A reason as the compiler gives it, of what it does not get to see. */
#define TOO_LARGE "TOL0002\nthe file is larger than 16 MiB\n文件超过 16 MiB"

static enum repo_status file_compile(struct snapshot *snapshot, struct tracked *file,
				     uint32_t commit, struct repo_error *error)
{
	static const struct text too_large = {.reason = {TOO_LARGE, sizeof(TOO_LARGE) - 1},
					      .promulgated = DATE_NONE,
					      .effective = DATE_NONE,
					      .expires = DATE_NONE,
					      .in_force_since = DATE_NONE,
					      .line = 1};
	const struct text *texts = &too_large;
	size_t count = 0;
	if (file->stands && file->outline->list_count > 0) {
		if (file_load_needs(snapshot, file, error) != REPO_OK ||
		    file_read(snapshot, file, error) != REPO_OK)
			return error->status;
		count = 1;
		if (!file->too_large)
			snapshot->compiler->compile(snapshot->compiler->data, file->path,
						    file->bytes, &texts, &count);
		texts = texts_complete(snapshot, texts, count);
	}
	event_add(snapshot, file, commit, texts, count);
	return REPO_OK;
}

static void snapshot_rest(struct snapshot *snapshot)
{
	for (size_t i = 0; i < snapshot->touched.count; i++) {
		snapshot->touched.items[i]->touched = false;
		snapshot->touched.items[i]->bytes = STR_NONE;
	}
	for (size_t i = 0; i < snapshot->marked.count; i++)
		snapshot->marked.items[i]->marked = false;
	for (size_t i = 0; i < snapshot->changed.count; i++)
		snapshot->changed.items[i]->changed = false;
	snapshot->touched.count = snapshot->marked.count = snapshot->changed.count = 0;
	arena_clear(&snapshot->commit);
}

static enum repo_status files_settle(struct snapshot *snapshot, struct repo_error *error)
{
	enum repo_status status = ignores_settle(snapshot, error);
	for (size_t i = 0; i < snapshot->touched.count && status == REPO_OK; i++)
		status = file_settle(snapshot, snapshot->touched.items[i], error);
	return status;
}

enum repo_status snapshot_start(struct snapshot *snapshot, struct repo_error *error)
{
	enum repo_status status = files_settle(snapshot, error);
	for (size_t i = 0; i < snapshot->marked.count; i++)
		snapshot->marked.items[i]->has_texts = true;
	snapshot_rest(snapshot);
	return status;
}

enum repo_status snapshot_settle(struct snapshot *snapshot, uint32_t commit,
				 struct repo_error *error)
{
	if (snapshot->touched.count == 0)
		return REPO_OK;
	enum repo_status status = files_settle(snapshot, error);
	dependents_mark(snapshot);
	for (size_t i = 0; i < snapshot->marked.count && status == REPO_OK; i++)
		status = file_compile(snapshot, snapshot->marked.items[i], commit, error);
	snapshot_rest(snapshot);
	return status;
}

enum repo_status snapshot_load_rules(struct snapshot *snapshot, struct repo_error *error)
{
	enum repo_status status = REPO_OK;
	for (size_t i = 0; i < snapshot->files.count && status == REPO_OK; i++) {
		struct tracked *file = snapshot->files.entries[i].value;
		if (file->kind != FILE_IGNORE)
			continue;
		status = file_read(snapshot, file, error);
		if (status == REPO_OK)
			ignore_set(&snapshot->ignore, path_folder(file->path), file->bytes);
	}
	snapshot_rest(snapshot);
	return status;
}
