/* Counts time limits on a calendar. */
#include "eval/deadline.h"

#include "base/vec.h"

#include <assert.h>

struct counting {
	const struct calendar *calendar;
	struct mem *mem;
	VEC(int32_t) notices; /* ascending, each once */
};

static void note_notice(struct counting *counting, int32_t published)
{
	size_t at = counting->notices.count;
	while (at > 0 && counting->notices.items[at - 1] > published)
		at--;
	if (at > 0 && counting->notices.items[at - 1] == published)
		return;
	VEC_PUSH(counting->mem, &counting->notices, published);
	int32_t *items = counting->notices.items;
	memmove(items + at + 1, items + at, (counting->notices.count - 1 - at) * sizeof(*items));
	items[at] = published;
}

static enum calendar_kind look_at(struct counting *counting, int32_t day)
{
	struct calendar_day found = calendar_at(counting->calendar, day);
	if (found.kind != CALENDAR_UNKNOWN)
		note_notice(counting, found.published);
	return found.kind;
}

/* DATE_MAX behind the last day there is. */
static int32_t civil_or_max(int32_t date)
{
	int year, month, day;
	date_to_civil(date, &year, &month, &day);
	return year > 0 ? date : DATE_MAX;
}

/* Counts so many workdays, the first of which may be the day itself. */
static void count_workdays(struct counting *counting, struct deadline *out, int32_t day,
			   int32_t count)
{
	for (;; day++) {
		enum calendar_kind kind = look_at(counting, day);
		if (kind == CALENDAR_UNKNOWN) {
			out->missing = civil_or_max(day);
			return;
		}
		if (kind == CALENDAR_WORKDAY && --count == 0)
			break;
	}
	out->due = day;
}

static int32_t add_months(int32_t event, int32_t count)
{
	int year, month, day;
	date_to_civil(event, &year, &month, &day);
	int months = year * 12 + month - 1 + count;
	year = months / 12;
	month = months % 12 + 1;
	if (year > 9999)
		return DATE_MAX;
	while (date_from_civil(year, month, day) == DATE_NONE)
		day--;
	return date_from_civil(year, month, day);
}

/* By number, whatever is worked on it. */
static int32_t last_day(int32_t event, struct ir_duration duration)
{
	static const int months[] = {[IR_DAYS] = 0, [IR_MONTHS] = 1, [IR_YEARS] = 12};
	return months[duration.unit] > 0
		       ? add_months(event, months[duration.unit] * duration.length)
		       : civil_or_max(event + duration.length);
}

struct deadline deadline_find(const struct calendar *calendar, struct arena *arena, int32_t event,
			      struct ir_duration duration)
{
	struct counting counting = {.calendar = calendar, .mem = arena->mem};
	struct deadline out = {.due = DATE_NONE, .missing = DATE_NONE};
	assert(duration.unit != IR_UNIT_NONE && duration.length > 0 &&
	       duration.length <= DEADLINE_LENGTH_MAX);
	if (duration.unit == IR_WORKDAYS) {
		count_workdays(&counting, &out, event + 1, duration.length);
		out.ends = out.due;
	} else {
		out.ends = last_day(event, duration);
		count_workdays(&counting, &out, out.ends, 1);
	}
	out.notice_count = counting.notices.count;
	out.notices =
		arena_dup(arena, counting.notices.items, out.notice_count * sizeof(*out.notices));
	VEC_FREE(counting.mem, &counting.notices);
	return out;
}

int32_t deadline_beyond(const struct calendar *calendar, const struct deadline *deadline)
{
	int32_t before = DATE_NONE;
	for (size_t i = 0; i < calendar->coverage_count; i++)
		if (calendar->coverage[i].to <= deadline->missing)
			before = calendar->coverage[i].to - 1;
	return deadline->missing == DATE_NONE ? DATE_NONE : before;
}
