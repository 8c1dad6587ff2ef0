/*
 * The arrays of a segment, list by list in the order of their names. Texts that answer go to the hot
 * heap, all others to the cold one.
 */
#include "history/index/build_inside.h"
#include "history/index/commits.h"

#include <stdlib.h>

#define APPEND(built, section, from, number)                                                       \
	extent_append((built)->mem, (void **)&(built)->section.items, &(built)->section.count,     \
		      &(built)->section.capacity, sizeof(*(built)->section.items), (from), (number))

static struct extent extent_append(struct mem *mem, void **items, size_t *count, size_t *capacity,
				   size_t size, const void *from, size_t number)
{
	struct extent extent = {(uint32_t)*count, (uint32_t)number};
	while (*capacity < *count + number)
		*items = vec_grow(mem, *items, size, *capacity, capacity);
	if (number)
		memcpy((char *)*items + *count * size, from, number * size);
	*count += number;
	return extent;
}

static void observed_write(struct build *build, const struct block *block, struct list_row *row)
{
	struct built *out = build->out;
	row->observed = (struct extent){(uint32_t)out->observed.count, block_count(block)};
	for (uint32_t i = 0; i < row->observed.count; i++) {
		struct place place = block_place(build, block, i);
		struct observed_row observed = {
			.commit = place.commit,
			.path = heap_put_str(&out->cold_heap, place.path),
			.text = repack_text(&place.origin->to_cold, place.text),
			.kind = place.kind,
		};
		memcpy(observed.blob, place.blob, OID_SIZE);
		VEC_PUSH(out->mem, &out->observed, observed);
	}
}

static const struct recorded_commit *build_commit(const struct build *build, uint32_t number)
{
	const struct image *base = build->plan->base;
	return number < base->commit_count
		       ? image_commit(base, number)
		       : &build->plan->chain->commits.items[number - base->commit_count];
}

static struct place entry_place(const struct build *build, const struct block *block,
				uint32_t entry)
{
	return block_place(build, block, block->entries.entries[entry].observation);
}

static int64_t recorded_at(const struct build *build, const struct block *block, uint32_t entry)
{
	return entry == NO_ENTRY
		       ? TIME_NONE
		       : build_commit(build, entry_place(build, block, entry).commit)->recorded;
}

static void live_make(struct build *build, const struct block *block, uint32_t entry,
		      uint32_t corrected)
{
	struct built *out = build->out;
	struct place place = entry_place(build, block, entry);
	const struct recorded_commit *commit = build_commit(build, place.commit);
	struct live_row live = {
		.recorded = commit->recorded,
		.corrected = recorded_at(build, block, corrected),
		.entry = entry,
		.commit = place.commit,
		.path = heap_put_str(&out->hot_heap, place.path),
		.text = repack_text(&place.origin->to_hot, place.text),
	};
	memcpy(live.oid, commit->oid, OID_SIZE);
	memcpy(live.blob, place.blob, OID_SIZE);
	VEC_PUSH(out->mem, &out->live, live);
}

static int number_compare(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return (a > b) - (a < b);
}

/* The entries that answer in a window or make one doubtful, each once. */
static void live_write(struct build *build, const struct block *block, struct list_row *row)
{
	const struct timeline *timeline = &block->timeline;
	struct mem *mem = build->out->mem;
	VEC(uint32_t) entries = {0};
	for (size_t i = 0; i < timeline->window_count; i++)
		if (timeline->windows[i].entry != NO_ENTRY)
			VEC_PUSH(mem, &entries, timeline->windows[i].entry);
	for (size_t i = 0; i < timeline->doubt_count; i++)
		VEC_PUSH(mem, &entries, timeline->doubts[i].entry);
	uint32_t *corrected =
		timeline_corrected(timeline, &build->texts, block->entries.entry_count);
	if (entries.count)
		qsort(entries.items, entries.count, sizeof(*entries.items), number_compare);
	row->live.first = (uint32_t)build->out->live.count;
	for (size_t i = 0; i < entries.count; i++)
		if (i == 0 || entries.items[i] != entries.items[i - 1])
			live_make(build, block, entries.items[i], corrected[entries.items[i]]);
	row->live.count = (uint32_t)build->out->live.count - row->live.first;
	arena_clear(&build->texts);
	VEC_FREE(mem, &entries);
}

static void live_copy(struct build *build, const struct block *block, struct list_row *row)
{
	const struct segment *segment = block->old->segment;
	struct origin *hot = &build->hots[segment_index(build->plan->base, segment)];
	struct extent old = block->old->row->live;
	segment_need(segment, segment->live + old.first, old.count);
	row->live = APPEND(build->out, live, segment->live + old.first, old.count);
	for (uint32_t i = row->live.first; i < build->out->live.count; i++) {
		struct live_row *live = &build->out->live.items[i];
		live->path = repack_str(&hot->to_hot, live->path);
		live->text = repack_text(&hot->to_hot, live->text);
	}
}

static void block_write(struct build *build, const struct block *block)
{
	struct built *out = build->out;
	const struct list_entries *entries = &block->entries;
	const struct timeline *timeline = &block->timeline;
	struct list_row row = {
		.name = entries->list,
		.form_count = entries->form_count,
		.substance_count = entries->substance_count,
		.windows = APPEND(out, windows, timeline->windows, timeline->window_count),
		.doubts = APPEND(out, windows, timeline->doubts, timeline->doubt_count),
		.sides = APPEND(out, sides, timeline->sides, timeline->side_count),
		.entries = APPEND(out, entries, entries->entries, entries->entry_count),
		.slots = APPEND(out, slots, entries->slots, entries->slot_count),
		.words = APPEND(out, words, entries->words, entries->word_count),
		.repeals = APPEND(out, entry_repeals, entries->repeals, entries->repeal_count),
		.issuers = APPEND(out, issuers, entries->issuers, entries->issuer_count),
	};
	if (block->is_laid_out)
		live_write(build, block, &row);
	else
		live_copy(build, block, &row);
	observed_write(build, block, &row);
	VEC_PUSH(out->mem, &out->lists, row);
}

static int block_compare(const void *left, const void *right)
{
	const struct map_entry *a = left, *b = right;
	return str_compare(a->key, b->key);
}

static void blocks_write(struct build *build)
{
	size_t count = build->blocks.count;
	struct map_entry *order = ARENA_ARRAY(&build->arena, struct map_entry, count);
	if (count == 0)
		return;
	memcpy(order, build->blocks.entries, count * sizeof(*order));
	qsort(order, count, sizeof(*order), block_compare);
	for (size_t i = 0; i < count; i++)
		block_write(build, order[i].value);
}

static void names_write(struct build *build)
{
	const struct image *base = build->plan->base;
	struct segment *segment = &build->out->segment;
	uint32_t absorb = build->plan->absorb;
	segment->first_name =
		absorb < base->segment_count ? base->segments[absorb]->first_name : base->name_count;
	for (uint32_t i = segment->first_name; i < build->names.count; i++)
		VEC_PUSH(build->out->mem, &build->out->names,
			 heap_put_str(&build->out->hot_heap, build->name_texts[i]));
}

static void commits_write(struct build *build)
{
	const struct image *base = build->plan->base;
	const struct chain *chain = build->plan->chain;
	struct segment *segment = &build->out->segment;
	uint32_t absorb = build->plan->absorb;
	segment->first_commit = absorb < base->segment_count ? base->segments[absorb]->first_commit
							     : base->commit_count;
	for (uint32_t i = absorb; i < base->segment_count; i++) {
		const struct segment *lower = base->segments[i];
		segment_need(lower, lower->commits, lower->commits_count);
		APPEND(build->out, commits, lower->commits, lower->commits_count);
	}
	APPEND(build->out, commits, chain->commits.items, chain->commits.count);
	commits_index(build->out);
	if (chain->commits.count)
		memcpy(segment->tree, chain_tree(chain, chain->commits.count - 1), OID_SIZE);
}

static void file_write(void *data, const struct file_row *row)
{
	struct built *out = data;
	VEC_PUSH(out->mem, &out->files, *row);
}

static void declaring_write(struct build *build)
{
	struct built *out = build->out;
	size_t count;
	struct text_file *files = snapshot_declaring(build->plan->tree, &build->arena, &count);
	for (size_t i = 0; i < count; i++) {
		struct declaring_row row = {
			.path = heap_put_str(&out->hot_heap, files[i].path)};
		memcpy(row.blob, files[i].blob, OID_SIZE);
		VEC_PUSH(out->mem, &out->declaring, row);
	}
}

static void stand_write(struct build *build, const struct observed_path *path)
{
	struct built *out = build->out;
	struct mem *mem = out->mem;
	struct stand_row row = {.path = heap_put_str(&out->cold_heap, path->path)};
	VEC(uint32_t) words = {0};
	VEC_PUSH(mem, &words, 0);
	for (size_t i = 0; i < path->lists.count; i++) {
		const struct observed_list *list = path->lists.items[i];
		for (size_t k = 0; k < list->standing.count; k++) {
			const struct standing *standing = &list->standing.items[k];
			if (standing->path != path)
				continue;
			struct origin *origin =
				&build->origins[build->plan->base->segment_count + standing->source];
			VEC_PUSH(mem, &words, repack_text(&origin->to_cold, standing->text));
			memcpy(row.blob, standing->blob, OID_SIZE);
		}
	}
	words.items[0] = (uint32_t)words.count - 1;
	row.texts = heap_put(&out->cold_heap, words.items, (uint32_t)words.count);
	words.count = 1;
	words.items[0] = (uint32_t)path->owners.count;
	for (size_t i = 0; i < path->owners.count; i++)
		VEC_PUSH(mem, &words, heap_put_str(&out->cold_heap, path->owners.items[i]->name));
	row.owners = heap_put(&out->cold_heap, words.items, (uint32_t)words.count);
	VEC_PUSH(mem, &out->stands, row);
	VEC_FREE(mem, &words);
}

static void tree_write(struct build *build)
{
	const struct map *paths = &build->plan->observer->paths;
	snapshot_save(build->plan->tree, &build->out->cold_heap, file_write, build->out);
	declaring_write(build);
	for (size_t i = 0; i < paths->count; i++)
		stand_write(build, paths->entries[i].value);
}

/* The arrays as they are read. */

static void segment_finish(struct built *built)
{
	struct segment *segment = &built->segment;
#define SECTION(name, type)                                                                        \
	segment->name = built->name.items;                                                         \
	segment->name##_count = (uint32_t)built->name.count;
	SECTIONS(SECTION)
#undef SECTION
	segment->hot = built->hot_heap.words;
	segment->hot_count = built->hot_heap.count;
	segment->cold = built->cold_heap.words;
	segment->cold_count = built->cold_heap.count;
}

void segment_write(struct build *build)
{
	struct built *out = build->out;
	names_write(build);
	blocks_write(build);
	APPEND(out, repeals, build->repeals.items.items, build->repeals.items.count);
	commits_write(build);
	tree_write(build);
	segment_finish(out);
}
