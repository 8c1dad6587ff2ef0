/* Segments on each other, seen as one. */
#include "history/index/image.h"

#include <assert.h>
#include <stdlib.h>

void image_init(struct image *image, struct mem *mem)
{
	*image = (struct image){.mem = mem};
}

void image_fini(struct image *image)
{
	mem_free(image->mem, image->lists);
	mem_free(image->mem, image->names);
	image_init(image, image->mem);
}

static void names_add(struct image *image, const struct segment *segment)
{
	segment_need(segment, segment->names, segment->names_count);
	uint32_t count = segment->first_name + segment->names_count;
	image->names = mem_realloc(image->mem, image->names, count * sizeof(*image->names));
	for (uint32_t i = segment->first_name; i < count; i++)
		image->names[i] =
			heap_str(segment_hot(segment), segment->names[i - segment->first_name]);
	image->name_count = count;
}

/* Two runs by name become one; of two alike the newer stays. */
static void lists_add(struct image *image, const struct segment *segment)
{
	uint32_t count = segment->lists_count, made = 0, k = 0;
	segment_need(segment, segment->lists, count);
	struct image_list *lists =
		mem_alloc(image->mem, (image->list_count + count) * sizeof(*lists));
	for (uint32_t i = 0; i < count; i++) {
		const struct list_row *row = &segment->lists[i];
		struct str name = row->name < image->name_count ? image->names[row->name] : STR("");
		int order = 1;
		while (k < image->list_count &&
		       (order = str_compare(image->lists[k].name, name)) < 0)
			lists[made++] = image->lists[k++];
		k += k < image->list_count && order == 0;
		lists[made++] = (struct image_list){name, segment, row};
	}
	while (k < image->list_count)
		lists[made++] = image->lists[k++];
	mem_free(image->mem, image->lists);
	image->lists = lists;
	image->list_count = made;
}

void image_add(struct image *image, const struct segment *segment)
{
	assert(image->segment_count < SEGMENTS_MAX);
	assert(segment->first_commit == image->commit_count);
	assert(segment->first_name == image->name_count);
	names_add(image, segment);
	lists_add(image, segment);
	image->commit_count += segment->commits_count;
	image->segments[image->segment_count++] = segment;
}

static int name_compare(const void *name, const void *list)
{
	return str_compare(*(const struct str *)name, ((const struct image_list *)list)->name);
}

const struct image_list *image_find(const struct image *image, struct str name)
{
	if (image->list_count == 0)
		return NULL;
	return bsearch(&name, image->lists, image->list_count, sizeof(*image->lists), name_compare);
}

const struct recorded_commit *image_commit(const struct image *image, uint32_t number)
{
	assert(number < image->commit_count);
	uint32_t i = image->segment_count - 1;
	while (image->segments[i]->first_commit > number)
		i--;
	const struct segment *segment = image->segments[i];
	const struct recorded_commit *commit = &segment->commits[number - segment->first_commit];
	segment_need(segment, commit, 1);
	return commit;
}

const struct segment *image_top(const struct image *image)
{
	return image->segment_count ? image->segments[image->segment_count - 1] : NULL;
}

const struct segment *image_reaching(const struct image *image, uint32_t commit_count)
{
	uint32_t i = 0;
	while (segment_end(image->segments[i]) < commit_count)
		i++;
	return image->segments[i];
}

const struct declaring_row *segment_declaring(const struct segment *segment, struct str path)
{
	uint32_t low = 0, high = segment->declaring_count;
	segment_need(segment, segment->declaring, high);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct declaring_row *row = &segment->declaring[middle];
		int order = str_compare(heap_str(segment_hot(segment), row->path), path);
		if (order == 0)
			return row;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* How many entries there are up to the last of the first so many commits, rounded up: those behind
 * need not be checked. */
static uint32_t entries_known(const struct image_list *list, uint32_t commit_count)
{
	enum { STEP = BLOCK_SIZE / sizeof(struct entry) };
	const struct entry *entries = list->segment->entries + list->row->entries.first;
	uint32_t known = 0, count = list->row->entries.count;
	while (known < count && (known == 0 || entries[known - 1].commit < commit_count)) {
		uint32_t step = count - known < STEP ? count - known : STEP;
		segment_need(list->segment, entries + known, step);
		known += step;
	}
	return known;
}

void image_entries(struct list_entries *out, const struct image_list *list, uint32_t commit_count)
{
	const struct segment *segment = list->segment;
	const struct list_row *row = list->row;
	*out = (struct list_entries){
		.list = row->name,
		.entry_count = entries_known(list, commit_count),
		.slot_count = row->slots.count,
		.word_count = row->words.count,
		.repeal_count = row->repeals.count,
		.issuer_count = row->issuers.count,
		.form_count = row->form_count,
		.substance_count = row->substance_count,
		.entries = segment->entries + row->entries.first,
		.slots = segment->slots + row->slots.first,
		.words = segment->words + row->words.first,
		.repeals = segment->entry_repeals + row->repeals.first,
		.issuers = segment->issuers + row->issuers.first,
	};
	segment_need(segment, out->slots, out->slot_count);
	segment_need(segment, out->words, out->word_count);
	segment_need(segment, out->repeals, out->repeal_count);
	segment_need(segment, out->issuers, out->issuer_count);
}

void image_timeline(struct timeline *out, const struct image_list *list)
{
	/* The arrays are only read, but the timeline is also built by hands that fill it in. */
	struct window *windows = (struct window *)list->segment->windows;
	*out = (struct timeline){
		.windows = windows + list->row->windows.first,
		.window_count = list->row->windows.count,
		.doubts = windows + list->row->doubts.first,
		.doubt_count = list->row->doubts.count,
	};
	segment_need(list->segment, out->windows, out->window_count);
	segment_need(list->segment, out->doubts, out->doubt_count);
}

void image_sides(struct timeline *out, const struct image_list *list)
{
	out->sides = (struct window *)list->segment->sides + list->row->sides.first;
	out->side_count = list->row->sides.count;
	segment_need(list->segment, out->sides, out->side_count);
}

const struct observed_row *image_observed(const struct image_list *list, uint32_t number)
{
	const struct observed_row *row =
		&list->segment->observed[list->row->observed.first + number];
	segment_need(list->segment, row, 1);
	return row;
}

static int entry_compare(const void *entry, const void *row)
{
	uint32_t a = *(const uint32_t *)entry, b = ((const struct live_row *)row)->entry;
	return (a > b) - (a < b);
}

const struct live_row *image_live(const struct image_list *list, uint32_t entry)
{
	const struct live_row *rows = list->segment->live + list->row->live.first;
	segment_need(list->segment, rows, list->row->live.count);
	return list->row->live.count == 0
		       ? NULL
		       : bsearch(&entry, rows, list->row->live.count, sizeof(*rows), entry_compare);
}
