/* Recorded times, and what their contradictions make doubtful. */
#include "scene.h"

TestSuite(clock);

#define CHAIN_MAX 16

struct fixture {
	struct mem mem;
	struct arena arena;
	struct recorded_commit chain[CHAIN_MAX];
	size_t count;
	struct clock clock;
};

/* Times end with -1. */
static void audit(struct fixture *fixture, const int64_t *times, int64_t now)
{
	*fixture = (struct fixture){0};
	mem_init(&fixture->mem, NULL, NULL);
	arena_init(&fixture->arena, &fixture->mem);
	for (; times[fixture->count] >= 0; fixture->count++)
		fixture->chain[fixture->count].committed = times[fixture->count];
	clock_run(fixture->chain, fixture->count);
	clock_audit(&fixture->clock, &fixture->arena, fixture->chain, fixture->count, now);
}

Test(clock, the_recorded_time_is_the_running_maximum)
{
	static const int64_t times[] = {10, 30, 20, 30, 25, 40, -1};
	static const int64_t recorded[] = {10, 30, 30, 30, 30, 40};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	for (size_t i = 0; i < countof(recorded); i++)
		claim(fixture.chain[i].recorded == recorded[i], "commit %zu", i);
	mem_fini(&fixture.mem);
}

Test(clock, known_at_keeps_what_was_recorded_then_or_before)
{
	static const int64_t times[] = {10, 30, 20, 40, -1};
	static const struct {
		int64_t at;
		size_t known;
	} rows[] = {{9, 0}, {10, 1}, {20, 1}, {29, 1}, {30, 3}, {39, 3}, {40, 4}, {99, 4}};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	for (size_t i = 0; i < countof(rows); i++)
		claim(clock_known(fixture.chain, fixture.count, rows[i].at) == rows[i].known,
		      "row %zu", i);
	mem_fini(&fixture.mem);
}

Test(clock, a_bare_date_means_the_end_of_that_day_in_the_zone)
{
	int32_t date = date_parse(STR("2021-03-20"));
	int64_t end;
	claim(time_parse(&end, STR("2021-03-20T23:59:59+08:00")), "");
	claim(clock_end_of_day(date, 8 * 3600) == end, "");
	claim(time_parse(&end, STR("2021-03-20T23:59:59Z")), "");
	claim(clock_end_of_day(date, 0) == end, "");
}

Test(clock, a_chain_in_order_has_no_faults)
{
	static const int64_t times[] = {10, 10, 20, 30, -1};
	struct fixture fixture;
	audit(&fixture, times, 30);
	claim(fixture.clock.fault_count == 0 && !clock_doubt(&fixture.clock, 20), "");
	mem_fini(&fixture.mem);
}

Test(clock, a_regression_and_the_commit_before_it_are_both_named)
{
	static const int64_t times[] = {10, 30, 20, 40, -1};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	const struct clock_fault *faults = fixture.clock.faults;
	claim(fixture.clock.fault_count == 2, "%zu faults", fixture.clock.fault_count);
	claim(faults[0].kind == CLOCK_AHEAD && faults[0].commit == 1, "ahead");
	claim(faults[1].kind == CLOCK_REGRESSION && faults[1].commit == 2, "regression");
	for (int i = 0; i < 2; i++)
		claim(faults[i].from == 20 && faults[i].to == 30, "span of %d", i);
	mem_fini(&fixture.mem);
}

Test(clock, an_answer_known_inside_a_span_is_uncertain_and_at_its_end_no_more)
{
	static const int64_t times[] = {10, 30, 20, 40, -1};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	for (int64_t at = 0; at < 60; at++)
		claim((clock_doubt(&fixture.clock, at) != NULL) == (at >= 20 && at < 30), "at %d",
		      (int)at);
	mem_fini(&fixture.mem);
}

Test(clock, a_regression_that_does_not_follow_the_latest_commit_distorts_to_the_maximum)
{
	static const int64_t times[] = {10, 50, 20, 30, -1};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	claim(fixture.clock.fault_count == 3, "%zu faults", fixture.clock.fault_count);
	claim(fixture.clock.faults[2].from == 30 && fixture.clock.faults[2].to == 50, "");
	claim(fixture.clock.span_count == 1, "one span");
	claim(fixture.clock.spans[0].from == 20 && fixture.clock.spans[0].to == 50, "");
	mem_fini(&fixture.mem);
}

Test(clock, a_commit_dated_after_now_distorts_from_now_to_its_date)
{
	static const int64_t times[] = {10, 20, 99, -1};
	struct fixture fixture;
	audit(&fixture, times, 50);
	claim(fixture.clock.fault_count == 1, "%zu faults", fixture.clock.fault_count);
	claim(fixture.clock.faults[0].kind == CLOCK_FUTURE, "future");
	claim(!clock_doubt(&fixture.clock, 49) && clock_doubt(&fixture.clock, 50), "from now");
	claim(clock_doubt(&fixture.clock, 98) && !clock_doubt(&fixture.clock, 99), "to its date");
	mem_fini(&fixture.mem);
}

Test(clock, spans_that_touch_or_overlap_are_one_and_others_stay_apart)
{
	static const int64_t times[] = {30, 10, 30, 50, 40, 60, 45, -1};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	claim(fixture.clock.span_count == 2, "%zu spans", fixture.clock.span_count);
	claim(fixture.clock.spans[0].from == 10 && fixture.clock.spans[0].to == 30, "first");
	claim(fixture.clock.spans[1].from == 40 && fixture.clock.spans[1].to == 60, "second");
	mem_fini(&fixture.mem);
}

Test(clock, spans_that_only_touch_are_one)
{
	static const int64_t times[] = {20, 10, 30, 20, -1};
	struct fixture fixture;
	audit(&fixture, times, 1000);
	claim(fixture.clock.span_count == 1, "%zu spans", fixture.clock.span_count);
	claim(clock_doubt(&fixture.clock, 20) == &fixture.clock.spans[0], "the span itself");
	mem_fini(&fixture.mem);
}

Test(clock, an_empty_chain_is_fine)
{
	static const int64_t times[] = {-1};
	struct fixture fixture;
	audit(&fixture, times, 50);
	claim(clock_known(fixture.chain, 0, 99) == 0, "");
	claim(!clock_doubt(&fixture.clock, 50), "");
	mem_fini(&fixture.mem);
}

Test(clock, faults_are_told_with_their_span)
{
	static const int64_t times[] = {0, 86400, 43200, -1};
	static const char *const wanted[] = {
		"is dated 1970-01-02T00:00:00Z, after the commit that follows it: what was known "
		"from 1970-01-01T12:00:00Z to 1970-01-02T00:00:00Z is uncertain",
		"is dated 1970-01-01T12:00:00Z, before a commit that it follows: what was known "
		"from 1970-01-01T12:00:00Z to 1970-01-02T00:00:00Z is uncertain",
	};
	struct fixture fixture;
	audit(&fixture, times, 1000000);
	for (size_t i = 0; i < countof(wanted); i++) {
		struct diag diag = {0};
		struct buf buf;
		buf_init(&buf, &fixture.mem);
		diag.id = clock_fault_args(&diag.args, &fixture.arena, &fixture.clock.faults[i],
					   fixture.chain);
		diag_message(&buf, &diag, LANGUAGE_EN);
		claim_equal(buf.ptr, wanted[i]);
		buf_fini(&buf);
	}
	mem_fini(&fixture.mem);
}
