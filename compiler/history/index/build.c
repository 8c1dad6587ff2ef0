/*
 * Every list of the new segment is a block first: where its observations lie, and its arrays, either
 * made here or borrowed from a lower segment. Blocks are then written out by name.
 */
#include "history/index/build.h"
#include "history/index/commits.h"

#include <stdlib.h>

/* A heap that records are copied from. */
struct origin {
	struct heap_view view;
	struct repacker to_hot;
	struct repacker to_cold;
};

struct block {
	struct str name;
	const struct image_list *old;	   /* NULL: not seen before */
	const struct observed_list *added; /* NULL: nothing new was observed */
	struct list_entries entries;
	struct record record;
	struct timeline timeline;
	bool is_laid_out; /* timeline was made here */
};

struct build {
	struct built *out;
	const struct build_plan *plan;
	struct arena arena; /* as long as the segment is being made */
	struct arena texts; /* one list at a time */
	struct names names;
	struct str *name_texts; /* by number */
	struct map blocks;	/* name -> struct block */
	struct repeals repeals;
	struct origin *origins; /* those of the base's segments, then the sources */
	struct origin *hots;	/* hot heaps of the base's segments */
};

void built_init(struct built *built, struct mem *mem)
{
	*built = (struct built){.mem = mem};
	heap_init(&built->hot_heap, mem);
	heap_init(&built->cold_heap, mem);
}

void built_fini(struct built *built)
{
#define SECTION(name, type) VEC_FREE(built->mem, &built->name);
	SECTIONS(SECTION)
#undef SECTION
	heap_fini(&built->hot_heap);
	heap_fini(&built->cold_heap);
}

/* ---- origins ---- */

static uint32_t segment_index(const struct image *image, const struct segment *segment)
{
	uint32_t i = 0;
	while (image->segments[i] != segment)
		i++;
	return i;
}

static void origin_init(struct build *build, struct origin *origin, struct heap_view view)
{
	origin->view = view;
	repacker_init(&origin->to_hot, &build->out->hot_heap, view);
	repacker_init(&origin->to_cold, &build->out->cold_heap, view);
}

static void origins_init(struct build *build)
{
	const struct image *base = build->plan->base;
	uint32_t segments = base->segment_count, sources = build->plan->source_count;
	build->origins = ARENA_ARRAY(&build->arena, struct origin, segments + sources);
	build->hots = ARENA_ARRAY(&build->arena, struct origin, segments + 1);
	for (uint32_t i = 0; i < segments; i++) {
		origin_init(build, &build->origins[i], segment_cold(base->segments[i]));
		origin_init(build, &build->hots[i], segment_hot(base->segments[i]));
	}
	for (uint32_t i = 0; i < sources; i++)
		origin_init(build, &build->origins[segments + i], build->plan->sources[i]);
}

static void origin_fini(struct origin *origin)
{
	repacker_fini(&origin->to_hot);
	repacker_fini(&origin->to_cold);
}

static void origins_fini(struct build *build)
{
	uint32_t segments = build->plan->base->segment_count;
	for (uint32_t i = 0; i < segments + build->plan->source_count; i++)
		origin_fini(&build->origins[i]);
	for (uint32_t i = 0; i < segments; i++)
		origin_fini(&build->hots[i]);
}

/* ---- observations ---- */

struct place {
	struct origin *origin;
	uint32_t commit;
	uint32_t text;
	struct str path;
	enum observation_kind kind;
	const uint8_t *blob;
};

static uint32_t block_old_count(const struct block *block)
{
	return block->old ? block->old->row->observed.count : 0;
}

static uint32_t block_count(const struct block *block)
{
	return block_old_count(block) + (block->added ? (uint32_t)block->added->rows.count : 0);
}

static struct place block_old_place(const struct build *build, const struct block *block,
				    uint32_t index)
{
	const struct segment *segment = block->old->segment;
	const struct observed_row *row = image_observed(block->old, index);
	return (struct place){
		.origin = &build->origins[segment_index(build->plan->base, segment)],
		.commit = row->commit,
		.text = row->text,
		.path = heap_str(segment_cold(segment), row->path),
		.kind = (enum observation_kind)row->kind,
		.blob = row->blob,
	};
}

/* Old observations first, then what was added. */
static struct place block_place(const struct build *build, const struct block *block,
				uint32_t index)
{
	if (index < block_old_count(block))
		return block_old_place(build, block, index);
	const struct observed *row = &block->added->rows.items[index - block_old_count(block)];
	return (struct place){
		.origin = &build->origins[build->plan->base->segment_count + row->source],
		.commit = row->commit,
		.text = row->text,
		.path = row->path->path,
		.kind = (enum observation_kind)row->kind,
		.blob = row->blob,
	};
}

static void block_make_entries(struct build *build, struct block *block)
{
	uint32_t count = block_count(block);
	struct observation *observations =
		ARENA_ARRAY(&build->texts, struct observation, count);
	for (uint32_t i = 0; i < count; i++) {
		struct place place = block_place(build, block, i);
		observations[i] = (struct observation){
			.kind = place.kind,
			.commit = place.commit,
			.text = text_unpack_frame(&build->texts, place.origin->view, place.text),
			.path = place.path,
		};
		memcpy(observations[i].blob, place.blob, OID_SIZE);
	}
	list_entries_make(&block->entries, &build->arena, build->out->mem, &build->names,
			  block->name, observations, count);
	arena_clear(&build->texts);
}

/* ---- names ---- */

static void names_load(struct build *build)
{
	const struct image *base = build->plan->base;
	names_init(&build->names, &build->arena);
	for (uint32_t i = 0; i < base->name_count; i++)
		names_intern(&build->names, base->names[i]);
}

static void names_number(struct build *build)
{
	build->name_texts = ARENA_ARRAY(&build->arena, struct str, build->names.count);
	for (size_t i = 0; i < build->names.slot_count; i++)
		if (build->names.slots[i])
			build->name_texts[build->names.slots[i]->id] = build->names.slots[i]->text;
}

/* ---- which lists ---- */

static uint32_t commit_count(const struct build *build)
{
	return build->plan->base->commit_count + (uint32_t)build->plan->chain->commits.count;
}

static struct block *block_new(struct build *build, struct str name)
{
	struct block *block = ARENA_NEW(&build->arena, struct block);
	block->name = arena_str(&build->arena, name);
	block->old = image_find(build->plan->base, name);
	map_put(&build->blocks, block->name, block);
	return block;
}

static void block_resolve(struct build *build, struct block *block)
{
	record_resolve(&block->record, &build->arena, &block->entries, commit_count(build), NULL);
}

static void changed_blocks_make(struct build *build)
{
	const struct map *lists = &build->plan->observer->lists;
	for (size_t i = 0; i < lists->count; i++) {
		const struct observed_list *list = lists->entries[i].value;
		if (list->rows.count == 0)
			continue;
		struct block *block = block_new(build, list->name);
		block->added = list;
		block->is_laid_out = true;
		block_make_entries(build, block);
		block_resolve(build, block);
	}
}

/* A list that is as it was, but that a repeal may reach, or leave. */
static void block_lay_out_later(struct build *build, uint32_t name)
{
	struct str text = build->name_texts[name];
	const struct image_list *old = image_find(build->plan->base, text);
	struct block *block = map_get(&build->blocks, text);
	if (!block && !old)
		return;
	if (!block) {
		block = block_new(build, text);
		image_entries(&block->entries, old, commit_count(build));
		block_resolve(build, block);
	}
	block->is_laid_out = true;
}

/* ---- repeals ---- */

struct ranked {
	struct repeal repeal;
	struct str by; /* name of the list that says it */
};

static int ranked_compare(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int order = str_compare(a->by, b->by);
	return order ? order
		     : (a->repeal.order > b->repeal.order) - (a->repeal.order < b->repeal.order);
}

/* Those of the base that still count, then those of the changed lists; in the order of the lists'
 * names, as if all had been added one list after the other. */
static void repeals_gather(struct build *build)
{
	const struct segment *top = image_top(build->plan->base);
	VEC(struct ranked) ranked = {0};
	struct mem *mem = build->out->mem;
	if (top)
		segment_need(top, top->repeals, top->repeals_count);
	for (uint32_t i = 0; top && i < top->repeals_count; i++) {
		struct str by = build->name_texts[top->repeals[i].by_list];
		const struct block *block = map_get(&build->blocks, by);
		if (block && block->added)
			block_lay_out_later(build, top->repeals[i].list);
		else
			VEC_PUSH(mem, &ranked, (struct ranked){top->repeals[i], by});
	}
	struct repeals said = {.mem = mem};
	for (size_t i = 0; i < build->blocks.count; i++) {
		struct block *block = build->blocks.entries[i].value;
		if (block->added)
			repeals_add(&said, &block->entries, &block->record, NULL);
	}
	for (size_t i = 0; i < said.items.count; i++) {
		struct repeal repeal = said.items.items[i];
		VEC_PUSH(mem, &ranked, (struct ranked){repeal, build->name_texts[repeal.by_list]});
		block_lay_out_later(build, repeal.list);
	}
	repeals_fini(&said);
	if (ranked.count)
		qsort(ranked.items, ranked.count, sizeof(*ranked.items), ranked_compare);
	for (size_t i = 0; i < ranked.count; i++) {
		ranked.items[i].repeal.order = (uint32_t)i;
		VEC_PUSH(mem, &build->repeals.items, ranked.items[i].repeal);
	}
	VEC_FREE(mem, &ranked);
	repeals_sort(&build->repeals);
}

static void blocks_lay_out(struct build *build)
{
	for (size_t i = 0; i < build->blocks.count; i++) {
		struct block *block = build->blocks.entries[i].value;
		timeline_build(&block->timeline, &build->arena, &block->entries, &block->record,
			       &build->repeals);
	}
}

/* Lists of the segments that go into this one. */
static void blocks_absorb(struct build *build)
{
	const struct image *base = build->plan->base;
	for (uint32_t i = 0; i < base->list_count; i++) {
		const struct image_list *list = &base->lists[i];
		if (segment_index(base, list->segment) < build->plan->absorb ||
		    map_get(&build->blocks, list->name))
			continue;
		struct block *block = block_new(build, list->name);
		image_entries(&block->entries, list, commit_count(build));
		image_timeline(&block->timeline, list);
		image_sides(&block->timeline, list);
	}
}

/* ---- writing out ---- */

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

void build_segment(struct built *built, const struct build_plan *plan)
{
	struct build build = {.out = built, .plan = plan, .repeals = {.mem = built->mem}};
	arena_init(&build.arena, built->mem);
	arena_init(&build.texts, built->mem);
	map_init(&build.blocks, built->mem);
	origins_init(&build);
	names_load(&build);
	changed_blocks_make(&build);
	names_number(&build);
	repeals_gather(&build);
	blocks_lay_out(&build);
	blocks_absorb(&build);
	names_write(&build);
	blocks_write(&build);
	APPEND(built, repeals, build.repeals.items.items, build.repeals.items.count);
	commits_write(&build);
	tree_write(&build);
	segment_finish(built);
	origins_fini(&build);
	repeals_fini(&build.repeals);
	names_fini(&build.names);
	map_fini(&build.blocks);
	arena_fini(&build.texts);
	arena_fini(&build.arena);
}
