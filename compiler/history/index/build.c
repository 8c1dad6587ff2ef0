/*
 * Every list of the new segment is a block first: where its observations lie, and its arrays, either
 * made here or borrowed from a lower segment.
 */
#include "history/index/build_inside.h"

#include <stdlib.h>

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

uint32_t segment_index(const struct image *image, const struct segment *segment)
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

static uint32_t block_old_count(const struct block *block)
{
	return block->old ? block->old->row->observed.count : 0;
}

uint32_t block_count(const struct block *block)
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

struct place block_place(const struct build *build, const struct block *block, uint32_t index)
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
	segment_write(&build);
	origins_fini(&build);
	repeals_fini(&build.repeals);
	names_fini(&build.names);
	map_fini(&build.blocks);
	arena_fini(&build.texts);
	arena_fini(&build.arena);
}
