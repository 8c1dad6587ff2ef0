/*
 * Any bytes are a calendar: where it can be read, what it covers is in order, a day is known
 * exactly where it is covered, and a time limit either ends on a workday or names a day that is not
 * covered.
 */
#include "eval/deadline.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void exhausted(void *data)
{
	(void)data;
	abort();
}

static bool is_covered(const struct calendar *calendar, int32_t day)
{
	for (size_t i = 0; i < calendar->coverage_count; i++) {
		const struct date_interval *covered = &calendar->coverage[i];
		if (covered->from <= day && day < covered->to)
			return true;
	}
	return false;
}

static void check_day(const struct calendar *calendar, int32_t day)
{
	struct calendar_day found = calendar_at(calendar, day);
	assert((found.kind != CALENDAR_UNKNOWN) == is_covered(calendar, day));
	assert((found.published != DATE_NONE) == is_covered(calendar, day));
}

static void check_deadline(const struct calendar *calendar, struct arena *arena, int32_t event,
			   enum ir_time_unit unit)
{
	struct ir_duration within = {1 + (event & 31), unit};
	struct deadline found = deadline_find(calendar, arena, event, within);
	assert((found.due == DATE_NONE) == (found.missing != DATE_NONE));
	for (size_t i = 1; i < found.notice_count; i++)
		assert(found.notices[i - 1] < found.notices[i]);
	if (found.due == DATE_NONE) {
		assert(found.missing > event && !is_covered(calendar, found.missing));
		assert(deadline_beyond(calendar, &found) < found.missing);
		return;
	}
	assert(found.due > event && found.due >= found.ends && found.notice_count > 0);
	assert(calendar_at(calendar, found.due).kind == CALENDAR_WORKDAY);
}

static void check_around(const struct calendar *calendar, struct arena *arena, int32_t day)
{
	for (int32_t at = day - 2; at <= day + 2; at++) {
		int year, month, month_day;
		check_day(calendar, at);
		date_to_civil(at, &year, &month, &month_day);
		for (int unit = IR_WORKDAYS; year > 0 && unit <= IR_YEARS; unit++)
			check_deadline(calendar, arena, at, (enum ir_time_unit)unit);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct arena arena;
	struct calendar calendar;

	mem_init(&mem, exhausted, NULL);
	arena_init(&arena, &mem);
	struct str text = {(const char *)data, size};
	struct calendar_fault fault = calendar_read(&calendar, &arena, text, DATE_MAX);
	assert((fault.line > 0) == (fault.reason != CALENDAR_SOUND));
	for (size_t i = 0; i < calendar.coverage_count; i++) {
		assert(calendar.coverage[i].from < calendar.coverage[i].to);
		assert(!i || calendar.coverage[i - 1].to < calendar.coverage[i].from);
		check_around(&calendar, &arena, calendar.coverage[i].from);
		check_around(&calendar, &arena, calendar.coverage[i].to);
	}
	for (size_t i = 0; i < calendar.named_count; i++)
		check_around(&calendar, &arena, calendar.named[i].date);
	arena_fini(&arena);
	mem_fini(&mem);
	return 0;
}
