/* Reads a calendar: all lines by day and by notice, of which the last one for a day is kept. */
#include "eval/calendar.h"

#include "base/vec.h"

#include <stdlib.h>

#define FIELD_COUNT 4

enum field { FIELD_PUBLISHED, FIELD_DATE, FIELD_KIND, FIELD_NAME };

struct line {
	struct str fields[FIELD_COUNT];
};

struct numbered {
	struct calendar_named named;
	uint32_t line;
};

struct reading {
	struct mem *mem;
	int32_t as_of;
	bool has_header;
	uint32_t line;
	VEC(struct numbered) named;
	VEC(struct calendar_period) periods;
};

/* Takes the first line off the text, without its end. */
static struct str take_line(struct str *text)
{
	size_t end = 0;
	while (end < text->len && text->ptr[end] != '\n')
		end++;
	struct str line = str_from_to(*text, 0, end);
	*text = str_from_to(*text, end + (end < text->len), text->len);
	return str_ends_with(line, STR("\r")) ? str_from_to(line, 0, line.len - 1) : line;
}

/* False where there are not as many, or one is empty. */
static bool split(struct line *out, struct str text)
{
	size_t field = 0, start = 0;
	for (size_t at = 0; at <= text.len; at++) {
		if (at < text.len && text.ptr[at] != '\t')
			continue;
		if (at == start || field == FIELD_COUNT)
			return false;
		out->fields[field++] = str_from_to(text, start, at);
		start = at + 1;
	}
	return field == FIELD_COUNT;
}

static bool is_header(const struct line *line)
{
	static const char *const names[FIELD_COUNT] = {"published", "date", "kind", "name"};
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (!str_equal(line->fields[i], str_from(names[i])))
			return false;
	return true;
}

/* -- The kinds of lines -- */

static enum calendar_reason add_named(struct reading *reading, enum calendar_kind kind,
				      int32_t published, int32_t date, struct str name)
{
	/* All are kept, for a notice must not name a day twice. */
	struct numbered numbered = {{date, published, kind, name}, reading->line};
	VEC_PUSH(reading->mem, &reading->named, numbered);
	return CALENDAR_SOUND;
}

static enum calendar_reason add_period(struct reading *reading, enum calendar_kind kind,
				       int32_t published, int32_t date, struct str name)
{
	int32_t last = date_parse(name);
	(void)kind;
	if (last == DATE_NONE)
		return CALENDAR_DATE;
	if (last < date)
		return CALENDAR_PERIOD;
	if (published <= reading->as_of)
		VEC_PUSH(reading->mem, &reading->periods,
			 (struct calendar_period){{date, last + 1}, published});
	return CALENDAR_SOUND;
}

struct kind_row {
	const char *name;
	enum calendar_reason (*add)(struct reading *reading, enum calendar_kind kind,
				    int32_t published, int32_t date, struct str name);
	enum calendar_kind kind;
};

static const struct kind_row kind_rows[] = {
	{"holiday", add_named, CALENDAR_REST},
	{"workday", add_named, CALENDAR_WORKDAY},
	{"covers", add_period, CALENDAR_UNKNOWN},
};

static const struct kind_row *kind_of(struct str name)
{
	for (size_t i = 0; i < countof(kind_rows); i++)
		if (str_equal(name, str_from(kind_rows[i].name)))
			return &kind_rows[i];
	return NULL;
}

static enum calendar_reason read_line(struct reading *reading, struct str text)
{
	struct line line;
	if (text.len == 0 || text.ptr[0] == '#')
		return CALENDAR_SOUND;
	if (!split(&line, text))
		return reading->has_header ? CALENDAR_FIELDS : CALENDAR_NO_HEADER;
	if (!reading->has_header) {
		reading->has_header = is_header(&line);
		return reading->has_header ? CALENDAR_SOUND : CALENDAR_NO_HEADER;
	}
	const struct kind_row *row = kind_of(line.fields[FIELD_KIND]);
	int32_t published = date_parse(line.fields[FIELD_PUBLISHED]);
	int32_t date = date_parse(line.fields[FIELD_DATE]);
	if (published == DATE_NONE || date == DATE_NONE)
		return CALENDAR_DATE;
	if (!row)
		return CALENDAR_KIND;
	return row->add(reading, row->kind, published, date, line.fields[FIELD_NAME]);
}

static struct calendar_fault read_lines(struct reading *reading, struct str text)
{
	if (str_starts_with(text, STR("\xEF\xBB\xBF")))
		text = str_from_to(text, 3, text.len);
	while (text.len > 0) {
		struct str line = take_line(&text);
		reading->line++;
		enum calendar_reason reason = read_line(reading, line);
		if (reason != CALENDAR_SOUND)
			return (struct calendar_fault){reason, reading->line};
	}
	if (!reading->has_header)
		return (struct calendar_fault){CALENDAR_NO_HEADER, reading->line + 1};
	return (struct calendar_fault){CALENDAR_SOUND, 0};
}

/* -- What holds of it -- */

/* By day, then by notice; the lines of one notice in their order. */
static int compare_named(const void *left, const void *right)
{
	const struct numbered *a = left, *b = right;
	if (a->named.date != b->named.date)
		return a->named.date < b->named.date ? -1 : 1;
	if (a->named.published != b->named.published)
		return a->named.published < b->named.published ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static int compare_periods(const void *left, const void *right)
{
	const struct calendar_period *a = left, *b = right;
	if (a->published != b->published)
		return a->published < b->published ? -1 : 1;
	return a->days.from < b->days.from ? -1 : a->days.from > b->days.from;
}

static int compare_intervals(const void *left, const void *right)
{
	const struct date_interval *a = left, *b = right;
	return a->from < b->from ? -1 : a->from > b->from;
}

/* The first line that says again what its notice said already; the lines are sorted. */
static struct calendar_fault find_twice(const struct reading *reading)
{
	struct calendar_fault fault = {CALENDAR_SOUND, 0};
	for (size_t i = 1; i < reading->named.count; i++) {
		const struct numbered *one = &reading->named.items[i - 1], *two = one + 1;
		if (one->named.date != two->named.date ||
		    one->named.published != two->named.published)
			continue;
		if (fault.reason == CALENDAR_SOUND || two->line < fault.line)
			fault = (struct calendar_fault){CALENDAR_TWICE, two->line};
	}
	return fault;
}

static void keep_named(struct calendar *out, struct arena *arena, const struct reading *reading)
{
	out->named = ARENA_ARRAY(arena, struct calendar_named, reading->named.count);
	for (size_t i = 0; i < reading->named.count; i++) {
		const struct calendar_named *named = &reading->named.items[i].named;
		if (named->published > reading->as_of)
			continue;
		bool again = out->named_count > 0 &&
			     out->named[out->named_count - 1].date == named->date;
		out->named[out->named_count - again] = *named;
		out->named_count += !again;
	}
}

static void join_coverage(struct calendar *out, struct arena *arena)
{
	struct date_interval *all = ARENA_ARRAY(arena, struct date_interval, out->period_count);
	for (size_t i = 0; i < out->period_count; i++)
		all[i] = out->periods[i].days;
	if (out->period_count > 1)
		qsort(all, out->period_count, sizeof(*all), compare_intervals);
	for (size_t i = 0; i < out->period_count; i++) {
		size_t count = out->coverage_count;
		if (count == 0 || all[i].from > all[count - 1].to)
			all[out->coverage_count++] = all[i];
		else if (all[i].to > all[count - 1].to)
			all[count - 1].to = all[i].to;
	}
	out->coverage = all;
}

static void keep_periods(struct calendar *out, struct arena *arena, const struct reading *reading)
{
	out->period_count = reading->periods.count;
	out->periods =
		arena_dup(arena, reading->periods.items, out->period_count * sizeof(*out->periods));
	if (out->period_count > 1)
		qsort(out->periods, out->period_count, sizeof(*out->periods), compare_periods);
	join_coverage(out, arena);
}

struct calendar_fault calendar_read(struct calendar *out, struct arena *arena, struct str text,
				    int32_t as_of)
{
	struct reading reading = {.mem = arena->mem, .as_of = as_of};
	struct calendar_fault fault = read_lines(&reading, text);
	*out = (struct calendar){0};
	if (reading.named.count > 1)
		qsort(reading.named.items, reading.named.count, sizeof(*reading.named.items),
		      compare_named);
	/* What was read before a fault stands before it. */
	struct calendar_fault twice = find_twice(&reading);
	if (twice.reason != CALENDAR_SOUND)
		fault = twice;
	if (fault.reason == CALENDAR_SOUND) {
		keep_named(out, arena, &reading);
		keep_periods(out, arena, &reading);
	}
	VEC_FREE(reading.mem, &reading.named);
	VEC_FREE(reading.mem, &reading.periods);
	return fault;
}

/* -- One day -- */

static const struct calendar_named *find_named(const struct calendar *calendar, int32_t day)
{
	size_t low = 0, high = calendar->named_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (calendar->named[middle].date < day)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < calendar->named_count && calendar->named[low].date == day;
	return found ? &calendar->named[low] : NULL;
}

/* The one published last. */
static const struct calendar_period *find_period(const struct calendar *calendar, int32_t day)
{
	for (size_t i = calendar->period_count; i-- > 0;) {
		const struct calendar_period *period = &calendar->periods[i];
		if (period->days.from <= day && day < period->days.to)
			return period;
	}
	return NULL;
}

/* 1970-01-01 was a Thursday. */
static bool is_weekend(int32_t day)
{
	int from_monday = ((day % 7) + 7 + 3) % 7;
	return from_monday >= 5;
}

struct calendar_day calendar_at(const struct calendar *calendar, int32_t day)
{
	const struct calendar_period *period = find_period(calendar, day);
	const struct calendar_named *named = find_named(calendar, day);
	if (!period)
		return (struct calendar_day){CALENDAR_UNKNOWN, DATE_NONE, STR_NONE};
	if (named)
		return (struct calendar_day){named->kind, named->published, named->name};
	return (struct calendar_day){is_weekend(day) ? CALENDAR_REST : CALENDAR_WORKDAY,
				     period->published, STR_NONE};
}
