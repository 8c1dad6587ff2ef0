/* What is kept of the files of a tree, and how a snapshot goes on from there. */
#include "history/read/snapshot_file.h"

#include <stdlib.h>

static struct outline *outline_load(struct snapshot *snapshot, struct heap_view view,
				    const struct file_row *row)
{
	enum { DECLARE_WORDS = 1 + DIGEST_SIZE / 4 };
	uint32_t declares, needs;
	const uint32_t *declared = heap_array(view, row->declares, DECLARE_WORDS, &declares);
	const uint32_t *needed = heap_array(view, row->needs, 1, &needs);
	struct outline *outline = outline_new(snapshot, declares, needs);
	outline->list_count = row->list_count;
	for (uint32_t i = 0; i < declares; i++, declared += DECLARE_WORDS) {
		outline->declares[i].unit = snapshot_unit(snapshot, heap_str(view, declared[0]));
		memcpy(outline->declares[i].digest.bytes, declared + 1, DIGEST_SIZE);
	}
	for (uint32_t i = 0; i < needs; i++)
		outline->needs[i] = snapshot_unit(snapshot, heap_str(view, needed[i]));
	return outline;
}

void snapshot_load(struct snapshot *snapshot, struct heap_view view, const struct file_row *row)
{
	struct tracked *file = snapshot_file(snapshot, heap_str(view, row->path));
	file->kind = (enum file_kind)row->kind;
	memcpy(file->oid, row->oid, OID_SIZE);
	memcpy(file->read, row->oid, OID_SIZE);
	file->covered = row->covered;
	file->too_large = row->too_large;
	file->has_texts = true;
	file->stands = file->kind == FILE_TEXT && !file->covered;
	if (file->stands)
		outline_link(snapshot, file, outline_load(snapshot, view, row));
}

static void outline_save(struct file_row *row, struct mem *mem, struct heap *heap,
			 const struct outline *outline)
{
	VEC(uint32_t) words = {0};
	VEC_PUSH(mem, &words, (uint32_t)outline->declare_count);
	for (size_t i = 0; i < outline->declare_count; i++) {
		uint32_t digest[DIGEST_SIZE / 4];
		memcpy(digest, outline->declares[i].digest.bytes, DIGEST_SIZE);
		VEC_PUSH(mem, &words, heap_put_str(heap, outline->declares[i].unit->name));
		for (size_t k = 0; k < countof(digest); k++)
			VEC_PUSH(mem, &words, digest[k]);
	}
	row->declares = heap_put(heap, words.items, (uint32_t)words.count);
	words.count = 0;
	VEC_PUSH(mem, &words, (uint32_t)outline->need_count);
	for (size_t i = 0; i < outline->need_count; i++)
		VEC_PUSH(mem, &words, heap_put_str(heap, outline->needs[i]->name));
	row->needs = heap_put(heap, words.items, (uint32_t)words.count);
	row->list_count = (uint32_t)outline->list_count;
	VEC_FREE(mem, &words);
}

void snapshot_save(const struct snapshot *snapshot, struct heap *heap,
		   void (*add)(void *data, const struct file_row *row), void *data)
{
	for (size_t i = 0; i < snapshot->files.count; i++) {
		const struct tracked *file = snapshot->files.entries[i].value;
		if (file->kind == FILE_ABSENT)
			continue;
		struct file_row row = {.path = heap_put_str(heap, file->path),
				       .kind = (uint8_t)file->kind,
				       .covered = file->covered,
				       .too_large = file->too_large};
		memcpy(row.oid, file->oid, OID_SIZE);
		if (file->stands && file->outline)
			outline_save(&row, snapshot->mem, heap, file->outline);
		add(data, &row);
	}
}

static bool file_declares(const struct tracked *file)
{
	return file->stands && file->outline && file->outline->declare_count > 0;
}

static int file_compare(const void *left, const void *right)
{
	return str_compare(((const struct text_file *)left)->path,
			   ((const struct text_file *)right)->path);
}

struct text_file *snapshot_declaring(const struct snapshot *snapshot, struct arena *arena,
				     size_t *count)
{
	size_t made = 0;
	*count = 0;
	for (size_t i = 0; i < snapshot->files.count; i++)
		*count += file_declares(snapshot->files.entries[i].value);
	struct text_file *files = ARENA_ARRAY(arena, struct text_file, *count);
	for (size_t i = 0; i < snapshot->files.count; i++) {
		const struct tracked *file = snapshot->files.entries[i].value;
		if (file_declares(file))
			files[made++] = (struct text_file){file->path, file->oid};
	}
	qsort(files, made, sizeof(*files), file_compare);
	return files;
}
