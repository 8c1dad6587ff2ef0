/*
 * Observations of a model history as the compiler's own observer makes them: files become packed
 * texts and events, the rows that come out become observations again.
 */
#include "compare_convert.h"

#include "history/read/observe.h"

#include <assert.h>
#include <stdlib.h>

struct packer {
	struct converted *out;
	const struct model_history *history;
	struct mem *mem;
	struct heap heap;
	VEC(struct file_event) events;
	struct file_event last[MODEL_FILES]; /* by path */
	struct heap_view view;
};

/* Of what cannot be read only what can be seen of it. */
static void content_add(struct buf *buf, const struct model_text *text)
{
	const int seen[] = {text->body, text->noise, text->name_legible ? text->list : -1,
			    text->effective_legible ? text->effective : MODEL_NO_DAY};
	if (text->readable)
		buf_add_bytes(buf, text, sizeof(*text));
	else
		buf_add_bytes(buf, seen, sizeof(seen));
}

/* Any name of the content will do. What moves gets another: to the model an unreadable file is new
 * at its new path, to the compiler it is not. */
static void blob_name(struct packer *packer, uint8_t *blob, const struct model_file *file)
{
	struct buf buf;
	buf_init(&buf, packer->mem);
	buf_add_int(&buf, file->path);
	content_add(&buf, &file->text);
	uint64_t hash = str_hash(buf_str(&buf));
	memset(blob, 0, OID_SIZE);
	memcpy(blob, &hash, sizeof(hash));
	buf_fini(&buf);
}

static int file_at_path(const struct model_commit *tree, int path)
{
	int file = tree->count;
	while (file-- > 0 && tree->files[file].path != path)
		;
	return file;
}

static void file_pack(struct packer *packer, int commit, int path)
{
	const struct model_commit *tree = &packer->history->commits[commit];
	char name[] = {'p', (char)('A' + path), 0};
	struct file_event event = {.commit = (uint32_t)commit,
				   .path = heap_put_str(&packer->heap, str_from(name))};
	int file = file_at_path(tree, path);
	if (file >= 0) {
		uint32_t texts[] = {1, text_pack(&packer->heap, packer->mem,
						 &packer->out->texts[commit][file])};
		event.texts = heap_put(&packer->heap, texts, countof(texts));
		blob_name(packer, event.blob, &tree->files[file]);
	}
	if (event.texts != packer->last[path].texts ||
	    memcmp(event.blob, packer->last[path].blob, OID_SIZE) != 0)
		VEC_PUSH(packer->mem, &packer->events, event);
	packer->last[path] = event;
}

static void row_take(struct packer *packer, struct arena *arena, struct converted_list *list,
		     const struct observed *row)
{
	const struct text *text = text_unpack(arena, packer->view, row->text);
	int path = row->path->path.ptr[1] - 'A';
	const struct model_commit *tree = &packer->history->commits[row->commit];
	list_observe(list, row->kind, row->commit, arena_dup(arena, text, sizeof(*text)),
		     (struct sighting){(int)row->commit, file_at_path(tree, path)});
}

static void lists_take(struct packer *packer, struct arena *arena, const struct observer *observer)
{
	for (int i = 0; i < COMPARE_LISTS; i++) {
		const struct observed_list *list = map_get(&observer->lists, packer->out->names[i]);
		for (size_t j = 0; list && j < list->rows.count; j++)
			row_take(packer, arena, &packer->out->lists[i], &list->rows.items[j]);
	}
}

void history_observe(struct converted *out, struct arena *arena,
		     const struct model_history *history)
{
	struct packer packer = {.out = out, .history = history, .mem = arena->mem};
	struct observer observer;
	heap_init(&packer.heap, packer.mem);
	for (int i = 0; i < history->count * MODEL_FILES; i++)
		file_pack(&packer, i / MODEL_FILES, i % MODEL_FILES);
	/* Texts borrow their strings from it. */
	packer.view = heap_view(&packer.heap);
	packer.view.words =
		arena_dup(arena, packer.view.words, packer.view.count * sizeof(*packer.view.words));
	observer_init(&observer, packer.mem, &packer.view);
	observer_run(&observer, 0, packer.events.items, packer.events.count);
	lists_take(&packer, arena, &observer);
	observer_fini(&observer);
	heap_fini(&packer.heap);
	VEC_FREE(packer.mem, &packer.events);
}
