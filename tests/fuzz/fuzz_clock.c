/*
 * Any bytes are the committer times of a chain, eight bytes each, after that of now: recorded times
 * never fall, the spans that are doubtful are exactly what the faults say, and finding anything by
 * its time is the same as looking at all.
 */
#include "history/record/clock.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum {
	COMMITS = 200,
};

static void exhausted(void *data)
{
	(void)data;
	abort();
}

static size_t count_known(const struct recorded_commit *chain, size_t count, int64_t known_at)
{
	size_t known = 0;
	while (known < count && chain[known].recorded <= known_at)
		known++;
	return known;
}

static bool spans_have(const struct clock *clock, int64_t time)
{
	for (size_t i = 0; i < clock->span_count; i++) {
		if (clock->spans[i].from <= time && time < clock->spans[i].to)
			return true;
	}
	return false;
}

static bool faults_have(const struct clock *clock, int64_t time)
{
	for (size_t i = 0; i < clock->fault_count; i++) {
		if (clock->faults[i].from <= time && time < clock->faults[i].to)
			return true;
	}
	return false;
}

static void check_faults(struct arena *arena, const struct clock *clock,
			 const struct recorded_commit *chain)
{
	struct diag diag = {0};
	struct buf out;
	buf_init(&out, arena->mem);
	for (size_t i = 0; i < clock->fault_count; i++) {
		assert(clock->faults[i].from < clock->faults[i].to);
		diag.id = clock_fault_args(&diag.args, arena, &clock->faults[i], chain);
		diag_message(&out, &diag, LANGUAGE_EN);
		diag_message(&out, &diag, LANGUAGE_ZH);
	}
	buf_fini(&out);
}

static void check_spans(const struct clock *clock)
{
	for (size_t i = 0; i < clock->span_count; i++) {
		assert(clock->spans[i].from < clock->spans[i].to);
		assert(!i || clock->spans[i - 1].to < clock->spans[i].from);
		assert(clock->faults[clock->spans[i].fault].from == clock->spans[i].from);
	}
}

static void check_time(const struct clock *clock, const struct recorded_commit *chain, size_t count,
		       int64_t time)
{
	assert(spans_have(clock, time) == faults_have(clock, time));
	assert(!clock_doubt(clock, time) == !spans_have(clock, time));
	assert(clock_known(chain, count, time) == count_known(chain, count, time));
}

static void check_chain(struct arena *arena, struct recorded_commit *chain, size_t count,
			int64_t now)
{
	struct clock clock;
	clock_run(chain, count);
	clock_audit(&clock, arena, chain, count, now);
	check_faults(arena, &clock, chain);
	check_spans(&clock);
	for (size_t i = 0; i < count; i++) {
		assert(chain[i].recorded >= chain[i].committed);
		assert(!i || chain[i].recorded >= chain[i - 1].recorded);
		check_time(&clock, chain, count, chain[i].committed);
		if (chain[i].committed > INT64_MIN)
			check_time(&clock, chain, count, chain[i].committed - 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct arena arena;
	int64_t now = 0;
	size_t count = size / sizeof(now);

	mem_init(&mem, exhausted, NULL);
	arena_init(&arena, &mem);
	if (count)
		memcpy(&now, data, sizeof(now));
	count = count > COMMITS ? COMMITS : count - (count > 0);
	struct recorded_commit *chain = ARENA_ARRAY(&arena, struct recorded_commit, count);
	for (size_t i = 0; i < count; i++)
		memcpy(&chain[i].committed, data + (i + 1) * sizeof(now), sizeof(now));
	check_chain(&arena, chain, count, now);
	arena_fini(&arena);
	mem_fini(&mem);
	return 0;
}
