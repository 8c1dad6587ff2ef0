#include "eval.h"

static const struct {
	const char *event;
	int32_t length;
	const char *due;
	const char *as_of; /* NULL: all that was published */
} accepted[] = {
	{"2018-02-09", 15, "2018-03-07", NULL}, /* over the spring festival */
	{"2018-09-21", 15, "2018-10-18", NULL}, /* mid-autumn and National Day */
	{"2019-04-22", 15, "2019-05-14", NULL}, /* a Labour Day that was made longer late */
	{"2020-01-17", 15, "2020-02-14", NULL}, /* a spring festival that was made longer late */
	{"2020-01-17", 15, "2020-02-12", "2019-11-21"},
	{"2020-01-17", 15, "2020-02-12", "2020-01-25"},
	{"2020-01-17", 15, "2020-02-14", "2020-01-26"},
	{"2020-06-02", 15, "2020-06-23", NULL},
	{"2021-01-29", 10, "2021-02-18", NULL},
	{"2021-09-17", 15, "2021-10-14", NULL},
	{"2023-12-29", 15, "2024-01-22", NULL}, /* over the turn of the year */
	{"2025-01-20", 15, "2025-02-14", NULL},
	{"2025-09-24", 15, "2025-10-21", NULL},
	{"2026-02-10", 15, "2026-03-09", NULL},
	{"2026-09-24", 15, "2026-10-22", NULL},
	{"2018-04-04", 1, "2018-04-08", NULL}, /* a Sunday that was worked */
	{"2019-12-31", 1, "2020-01-02", NULL},
};

Test(deadline, workdays_follow_the_notices)
{
	struct fixture f;
	for (size_t i = 0; i < countof(accepted); i++) {
		fixture_init(&f, NULL, accepted[i].as_of);
		int32_t got = due(&f, day(accepted[i].event), accepted[i].length, IR_WORKDAYS);
		expect(got == day(accepted[i].due), "%d from %s: %s, not %s", accepted[i].length,
		       accepted[i].event, shown(got), accepted[i].due);
		fixture_fini(&f);
	}
}

static const struct {
	enum ir_time_unit unit;
	int32_t length;
	const char *event;
	const char *ends;
	const char *due;
} limits[] = {
	{IR_DAYS, 1, "2021-03-01", "2021-03-02", "2021-03-02"},
	{IR_DAYS, 5, "2021-03-01", "2021-03-06", "2021-03-08"},	 /* a Saturday */
	{IR_DAYS, 30, "2024-01-11", "2024-02-10", "2024-02-18"}, /* the new year; a Sunday worked */
	{IR_DAYS, 10, "2024-01-25", "2024-02-04", "2024-02-04"}, /* a Sunday that was worked */
	{IR_MONTHS, 1, "2021-01-31", "2021-02-28", "2021-03-01"}, /* no 31st; a Sunday */
	{IR_MONTHS, 1, "2024-01-31", "2024-02-29", "2024-02-29"}, /* a leap day */
	{IR_MONTHS, 1, "2021-02-28", "2021-03-28", "2021-03-29"}, /* not the end of March */
	{IR_MONTHS, 12, "2020-02-29", "2021-02-28", "2021-03-01"},
	{IR_MONTHS, 10, "2020-03-31", "2021-01-31", "2021-02-01"}, /* over the turn of the year */
	{IR_MONTHS, 9, "2020-03-31", "2020-12-31", "2020-12-31"},
	{IR_YEARS, 1, "2020-02-29", "2021-02-28", "2021-03-01"},
	{IR_YEARS, 4, "2016-02-29", "2020-02-29", "2020-03-02"}, /* a Saturday */
	{IR_YEARS, 1, "2019-10-01", "2020-10-01", "2020-10-09"}, /* National Day */
	{IR_YEARS, 1, "1999-01-01", "2000-01-01", NULL},
	{IR_DAYS, 30, "2013-12-05", "2014-01-04", "2014-01-06"}, /* only the end is asked about */
	{IR_YEARS, 5, "2011-06-01", "2016-06-01", "2016-06-01"},
};

Test(deadline, other_limits_end_on_a_day_that_is_worked)
{
	struct fixture f;
	fixture_init(&f, NULL, NULL);
	for (size_t i = 0; i < countof(limits); i++) {
		struct ir_duration within = {limits[i].length, limits[i].unit};
		struct deadline got =
			deadline_find(&f.calendar, &f.arena, day(limits[i].event), within);
		int32_t want = limits[i].due ? day(limits[i].due) : DATE_NONE;
		expect(got.ends == day(limits[i].ends), "row %zu ends %s", i, shown(got.ends));
		expect(got.due == want, "row %zu: %s", i, shown(got.due));
	}
	fixture_fini(&f);
}

Test(deadline, it_rests_on_the_notices_that_it_met)
{
	struct fixture f;
	fixture_init(&f, NULL, NULL);
	struct deadline got = deadline_find(&f.calendar, &f.arena, day("2020-01-17"),
					    (struct ir_duration){15, IR_WORKDAYS});
	claim(got.notice_count == 2, "%zu", got.notice_count);
	expect(got.notices[0] == day("2019-11-21") && got.notices[1] == day("2020-01-26"), "both");
	got = deadline_find(&f.calendar, &f.arena, day("2019-12-20"),
			    (struct ir_duration){10, IR_WORKDAYS});
	claim(got.notice_count == 2, "%zu", got.notice_count);
	expect(got.notices[0] == day("2018-12-06") && got.notices[1] == day("2019-11-21"), "years");
	got = deadline_find(&f.calendar, &f.arena, day("2020-01-17"),
			    (struct ir_duration){17, IR_DAYS});
	claim(got.notice_count == 1 && got.due == day("2020-02-03"), "%s", shown(got.due));
	expect(got.notices[0] == day("2019-11-21"), "the last day alone");
	fixture_fini(&f);
}

/* -- The edges of what is covered -- */

static const char two_weeks[] = HEADER "2020-12-01\t2021-03-01\tcovers\t2021-03-14\n"
				       "2020-12-01\t2021-04-01\tcovers\t2021-04-10\n";

static const struct {
	enum ir_time_unit unit;
	int32_t length;
	const char *event;
	const char *due;     /* NULL: unknown */
	const char *missing; /* NULL: nothing is */
	const char *beyond;
} edges[] = {
	{IR_WORKDAYS, 1, "2021-02-28", "2021-03-01", NULL, NULL},
	{IR_WORKDAYS, 1, "2021-02-27", NULL, "2021-02-28", NULL}, /* nothing before */
	{IR_WORKDAYS, 10, "2021-02-28", "2021-03-12", NULL, NULL},
	{IR_WORKDAYS, 11, "2021-02-28", NULL, "2021-03-15", "2021-03-14"},
	{IR_WORKDAYS, 1, "2021-03-20", NULL, "2021-03-21", "2021-03-14"}, /* in between */
	{IR_WORKDAYS, 1, "2022-01-01", NULL, "2022-01-02", "2021-04-10"}, /* far behind */
	{IR_DAYS, 1, "2021-03-11", "2021-03-12", NULL, NULL},
	{IR_DAYS, 2, "2021-03-11", NULL, "2021-03-15", "2021-03-14"}, /* the weekend leads out */
	{IR_DAYS, 1, "2021-03-14", NULL, "2021-03-15", "2021-03-14"},
	{IR_DAYS, 21, "2021-03-11", "2021-04-01", NULL, NULL}, /* over the gap */
	{IR_MONTHS, 1, "2021-02-01", "2021-03-01", NULL, NULL},
	{IR_MONTHS, 1, "2021-01-28", NULL, "2021-02-28", NULL},
};

static void claim_edge(struct fixture *f, size_t i)
{
	struct ir_duration within = {edges[i].length, edges[i].unit};
	struct deadline got = deadline_find(&f->calendar, &f->arena, day(edges[i].event), within);
	int32_t beyond = deadline_beyond(&f->calendar, &got);
	expect(got.due == (edges[i].due ? day(edges[i].due) : DATE_NONE), "row %zu: due %s", i,
	       shown(got.due));
	expect(got.missing == (edges[i].missing ? day(edges[i].missing) : DATE_NONE),
	       "row %zu: missing %s", i, shown(got.missing));
	expect(beyond == (edges[i].beyond ? day(edges[i].beyond) : DATE_NONE), "row %zu: beyond %s",
	       i, shown(beyond));
}

Test(deadline, outside_the_calendar_it_is_unknown)
{
	struct fixture f;
	fixture_init(&f, two_weeks, NULL);
	for (size_t i = 0; i < countof(edges); i++)
		claim_edge(&f, i);
	fixture_fini(&f);
}

Test(deadline, behind_the_last_year_there_is_no_day)
{
	static const enum ir_time_unit units[] = {IR_WORKDAYS, IR_DAYS, IR_MONTHS, IR_YEARS};
	struct fixture f;
	fixture_init(&f, HEADER "2020-12-01\t9999-01-01\tcovers\t9999-12-31\n", NULL);
	for (size_t i = 0; i < countof(units); i++) {
		struct ir_duration within = {DEADLINE_LENGTH_MAX, units[i]};
		struct deadline got =
			deadline_find(&f.calendar, &f.arena, day("9999-12-01"), within);
		expect(got.due == DATE_NONE && got.missing == DATE_MAX, "unit %zu: %s", i,
		       shown(got.missing));
		expect(deadline_beyond(&f.calendar, &got) == day("9999-12-31"), "unit %zu", i);
	}
	expect(due(&f, day("9999-12-30"), 1, IR_DAYS) == day("9999-12-31"), "the last day");
	expect(due(&f, day("9999-11-30"), 1, IR_MONTHS) == day("9999-12-30"), "the last month");
	fixture_fini(&f);
}

/* -- What holds of all of them -- */

/* Counts back: how many workdays lie behind the event, up to a day and with it. */
static int32_t workdays_until(const struct fixture *f, int32_t event, int32_t last)
{
	int32_t count = 0;
	for (int32_t at = last; at > event; at--)
		count += calendar_at(&f->calendar, at).kind == CALENDAR_WORKDAY;
	return count;
}

Test(deadline, so_many_workdays_lie_behind_the_event)
{
	struct numbers numbers = {1};
	struct fixture f;
	int known = 0;
	fixture_init(&f, NULL, NULL);
	for (int i = 0; i < 20000; i++) {
		int32_t event = day("2013-12-31") + (int32_t)numbers_below(&numbers, 4800);
		int32_t length = 1 + (int32_t)numbers_below(&numbers, 60);
		int32_t got = due(&f, event, length, IR_WORKDAYS);
		if (got == DATE_NONE) {
			claim(workdays_until(&f, event, day("2026-12-31")) < length, "%d from %s",
			      length, shown(event));
			continue;
		}
		known++;
		claim(calendar_at(&f.calendar, got).kind == CALENDAR_WORKDAY, "%s", shown(got));
		claim(workdays_until(&f, event, got) == length, "%d from %s: %s", length,
		      shown(event), shown(got));
	}
	claim(known > 15000, "only %d are known", known);
	fixture_fini(&f);
}

/* Later or longer is never due earlier, and never known where the other was already beyond. */
static void claim_order(struct fixture *f, enum ir_time_unit unit, int32_t event, int32_t length)
{
	int32_t one = due(f, event, length, unit);
	int32_t later = due(f, event + 1, length, unit);
	int32_t longer = due(f, event, length + 1, unit);
	if (one == DATE_NONE) {
		claim(later == DATE_NONE && longer == DATE_NONE, "%d, unit %d from %s", length,
		      unit, shown(event));
		return;
	}
	claim(one > event, "%d, unit %d from %s: %s", length, unit, shown(event), shown(one));
	claim(later == DATE_NONE || later >= one, "%d, unit %d from %s: %s, a day later %s", length,
	      unit, shown(event), shown(one), shown(later));
	claim(longer == DATE_NONE || longer >= one, "%d, unit %d from %s: %s, one more %s", length,
	      unit, shown(event), shown(one), shown(longer));
	claim(unit != IR_WORKDAYS || longer != one, "%d from %s", length, shown(event));
}

Test(deadline, later_and_longer_are_not_due_earlier)
{
	static const int32_t longest[] = {
		[IR_WORKDAYS] = 40, [IR_DAYS] = 60, [IR_MONTHS] = 30, [IR_YEARS] = 3};
	struct numbers numbers = {2};
	struct fixture f;
	fixture_init(&f, NULL, NULL);
	for (int i = 0; i < 20000; i++) {
		enum ir_time_unit unit = (enum ir_time_unit)(IR_WORKDAYS + i % 4);
		int32_t event = day("2013-12-31") + (int32_t)numbers_below(&numbers, 4800);
		claim_order(&f, unit, event,
			    1 + (int32_t)numbers_below(&numbers, (size_t)longest[unit]));
	}
	fixture_fini(&f);
}

/* A notice changes nothing that was due before the days that it names. */
Test(deadline, a_later_notice_leaves_the_past_alone)
{
	struct fixture before, after;
	int changed = 0;
	fixture_init(&before, NULL, "2019-11-21");
	fixture_init(&after, NULL, "2020-01-26");
	for (int32_t event = day("2019-01-01"); event < day("2020-03-01"); event++) {
		int32_t one = due(&before, event, 15, IR_WORKDAYS);
		int32_t other = due(&after, event, 15, IR_WORKDAYS);
		claim(one == other || other > day("2020-01-31"), "%s", shown(event));
		claim(one <= other, "%s: %s became %s", shown(event), shown(one), shown(other));
		changed += one != other;
	}
	claim(changed > 0, "it changes something");
	fixture_fini(&before);
	fixture_fini(&after);
}
