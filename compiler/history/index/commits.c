/* The commits of segments: how one is found by its id, and which have dates that are odd. */
#include "history/index/commits.h"

#include <stdlib.h>

struct commit_id {
	const uint8_t *oid;
	uint32_t number;
};

static int id_compare(const void *left, const void *right)
{
	const struct commit_id *a = left, *b = right;
	return memcmp(a->oid, b->oid, OID_SIZE);
}

void commits_index(struct built *built)
{
	size_t count = built->commits.count;
	struct commit_id *ids = mem_alloc(built->mem, count * sizeof(*ids));
	for (size_t i = 0; i < count; i++) {
		const struct recorded_commit *commit = &built->commits.items[i];
		ids[i] = (struct commit_id){commit->oid, (uint32_t)i};
		if (commit->committed < commit->recorded)
			VEC_PUSH(built->mem, &built->backs, (uint32_t)i);
	}
	if (count > 1)
		qsort(ids, count, sizeof(*ids), id_compare);
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(built->mem, &built->ids, ids[i].number);
	mem_free(built->mem, ids);
}

uint32_t segment_find_commit(const struct segment *segment, const uint8_t *oid)
{
	uint32_t low = 0, high = segment->ids_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		segment_need(segment, segment->ids + middle, 1);
		uint32_t number = segment->ids[middle];
		segment_need(segment, segment->commits + number, 1);
		int order = memcmp(segment->commits[number].oid, oid, OID_SIZE);
		if (order == 0)
			return segment->first_commit + number;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NO_COMMIT;
}

uint32_t commits_known(const struct image *image, uint32_t commit_count, int64_t known_at)
{
	uint32_t low = 0, high = commit_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (image_commit(image, middle)->recorded <= known_at)
			low = middle + 1;
		else
			high = middle;
	}
	return high;
}

struct odd {
	struct mem *mem;
	VEC(uint32_t) numbers; /* ascending */
};

static void odd_add(struct odd *odd, uint32_t number)
{
	if (odd->numbers.count == 0 || odd->numbers.items[odd->numbers.count - 1] < number)
		VEC_PUSH(odd->mem, &odd->numbers, number);
}

/* Each with the one before it, which may be dated too late. */
static void odd_add_backs(struct odd *odd, const struct segment *segment, uint32_t end)
{
	segment_need(segment, segment->backs, segment->backs_count);
	for (uint32_t i = 0; i < segment->backs_count; i++) {
		uint32_t number = segment->first_commit + segment->backs[i];
		if (number >= end)
			break;
		if (number > 0)
			odd_add(odd, number - 1);
		odd_add(odd, number);
	}
}

const struct recorded_commit *commits_odd(const struct image *image, struct arena *arena,
					  uint32_t commit_count, int64_t now, size_t *count)
{
	struct odd odd = {.mem = arena->mem};
	uint32_t future = commits_known(image, commit_count, now);
	for (uint32_t i = 0; i < image->segment_count; i++)
		odd_add_backs(&odd, image->segments[i], commit_count);
	while (odd.numbers.count && odd.numbers.items[odd.numbers.count - 1] >= future)
		odd.numbers.count--;
	for (uint32_t i = future; i < commit_count; i++)
		odd_add(&odd, i);
	*count = odd.numbers.count;
	struct recorded_commit *commits = arena_alloc(arena, *count * sizeof(*commits));
	for (size_t i = 0; i < *count; i++)
		commits[i] = *image_commit(image, odd.numbers.items[i]);
	VEC_FREE(odd.mem, &odd.numbers);
	return commits;
}
