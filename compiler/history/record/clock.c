/* Recorded times: faults in the order of the chain, and the union of the spans they distort. */
#include "history/record/clock.h"

#include "base/vec.h"

#include <stdlib.h>

#define SECONDS_A_DAY 86400

void clock_run(struct recorded_commit *chain, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		chain[i].recorded = chain[i].committed;
		if (i && chain[i - 1].recorded > chain[i].recorded)
			chain[i].recorded = chain[i - 1].recorded;
	}
}

size_t clock_known(const struct recorded_commit *chain, size_t count, int64_t known_at)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (chain[middle].recorded <= known_at)
			low = middle + 1;
		else
			count = middle;
	}
	return low;
}

int64_t clock_end_of_day(int32_t date, int32_t zone)
{
	return date_to_time(date, zone) + SECONDS_A_DAY - 1;
}

struct fault_finder {
	struct mem *mem;
	VEC(struct clock_fault) faults; /* few, or none */
};

static void fault_add(struct fault_finder *finder, enum clock_fault_kind kind, size_t commit,
		      int64_t from, int64_t to)
{
	if (from < to)
		VEC_PUSH(finder->mem, &finder->faults,
			 (struct clock_fault){kind, (uint32_t)commit, from, to});
}

static void faults_find(struct fault_finder *finder, const struct recorded_commit *chain,
			size_t count, int64_t now)
{
	for (size_t i = 0; i < count; i++) {
		int64_t committed = chain[i].committed;
		fault_add(finder, CLOCK_REGRESSION, i, committed, chain[i].recorded);
		if (i + 1 < count)
			fault_add(finder, CLOCK_AHEAD, i, chain[i + 1].committed, committed);
		fault_add(finder, CLOCK_FUTURE, i, now, committed);
	}
}

static int compare_spans(const void *left, const void *right)
{
	const struct clock_span *a = left, *b = right;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->fault < b->fault ? -1 : a->fault > b->fault;
}

/* Sorted spans become disjoint ones; those that touch are one. */
static size_t spans_join(struct clock_span *spans, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		struct clock_span *last = kept ? &spans[kept - 1] : NULL;
		if (!last || last->to < spans[i].from)
			spans[kept++] = spans[i];
		else if (last->to < spans[i].to)
			last->to = spans[i].to;
	}
	return kept;
}

void clock_audit(struct clock *out, struct arena *arena, const struct recorded_commit *chain,
		 size_t count, int64_t now)
{
	struct fault_finder finder = {.mem = arena->mem};
	faults_find(&finder, chain, count, now);
	*out = (struct clock){.fault_count = finder.faults.count};
	out->faults = arena_dup(arena, finder.faults.items,
				finder.faults.count * sizeof(*out->faults));
	VEC_FREE(finder.mem, &finder.faults);
	out->spans = ARENA_ARRAY(arena, struct clock_span, out->fault_count);
	for (size_t i = 0; i < out->fault_count; i++)
		out->spans[i] =
			(struct clock_span){out->faults[i].from, out->faults[i].to, (uint32_t)i};
	if (out->fault_count)
		qsort(out->spans, out->fault_count, sizeof(*out->spans), compare_spans);
	out->span_count = spans_join(out->spans, out->fault_count);
}

const struct clock_span *clock_doubt(const struct clock *clock, int64_t known_at)
{
	size_t low = 0, high = clock->span_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (clock->spans[middle].from <= known_at)
			low = middle + 1;
		else
			high = middle;
	}
	return low && known_at < clock->spans[low - 1].to ? &clock->spans[low - 1] : NULL;
}

static struct str clock_time(struct arena *arena, int64_t seconds)
{
	struct buf buf;
	buf_init(&buf, arena->mem);
	buf_add_time(&buf, seconds);
	struct str text = arena_str(arena, buf_str(&buf));
	buf_fini(&buf);
	return text;
}

enum diag_id clock_fault_args(struct diag_args *out, struct arena *arena,
			      const struct clock_fault *fault, const struct recorded_commit *chain)
{
	static const enum diag_id ids[] = {
		[CLOCK_REGRESSION] = DIAG_RECORD_CLOCK_BACK,
		[CLOCK_AHEAD] = DIAG_RECORD_CLOCK_AHEAD,
		[CLOCK_FUTURE] = DIAG_RECORD_CLOCK_FUTURE,
	};
	*out = ARGS(clock_time(arena, fault->from), clock_time(arena, fault->to),
		    clock_time(arena, chain[fault->commit].committed));
	return ids[fault->kind];
}
