#include "eval.h"

static enum calendar_kind kind(const struct fixture *f, const char *date)
{
	return calendar_at(&f->calendar, day(date)).kind;
}

static const char week[] = HEADER "2020-12-01\t2021-03-01\tcovers\t2021-03-14\n"
				  "2020-12-01\t2021-03-04\tholiday\ta\n"
				  "2020-12-01\t2021-03-06\tworkday\tb\n";

Test(calendar, a_day_is_what_its_line_or_its_weekday_says)
{
	struct fixture f;
	fixture_init(&f, week, NULL);
	expect(kind(&f, "2021-03-01") == CALENDAR_WORKDAY, "Monday");
	expect(kind(&f, "2021-03-04") == CALENDAR_REST, "Thursday, a holiday");
	expect(kind(&f, "2021-03-05") == CALENDAR_WORKDAY, "Friday");
	expect(kind(&f, "2021-03-06") == CALENDAR_WORKDAY, "Saturday, made up for");
	expect(kind(&f, "2021-03-07") == CALENDAR_REST, "Sunday");
	expect(kind(&f, "2021-03-13") == CALENDAR_REST, "Saturday");
	struct calendar_day named = calendar_at(&f.calendar, day("2021-03-04"));
	expect(str_equal(named.name, STR("a")) && named.published == day("2020-12-01"), "by name");
	struct calendar_day plain = calendar_at(&f.calendar, day("2021-03-05"));
	expect(plain.name.len == 0 && plain.published == day("2020-12-01"), "by the period");
	fixture_fini(&f);
}

Test(calendar, nothing_is_said_beside_what_is_covered)
{
	struct fixture f;
	fixture_init(&f, week, NULL);
	expect(kind(&f, "2021-02-28") == CALENDAR_UNKNOWN, "the day before");
	expect(kind(&f, "2021-03-14") == CALENDAR_REST, "the last day");
	expect(kind(&f, "2021-03-15") == CALENDAR_UNKNOWN, "the day after");
	expect(calendar_at(&f.calendar, day("2021-03-15")).published == DATE_NONE, "by no notice");
	fixture_fini(&f);
	fixture_init(&f, HEADER "2020-12-01\t2021-03-04\tholiday\ta\n", NULL);
	expect(kind(&f, "2021-03-04") == CALENDAR_UNKNOWN, "named, but not covered");
	expect(f.calendar.coverage_count == 0, "no coverage");
	fixture_fini(&f);
}

/* In whichever order the lines stand. */
Test(calendar, what_was_published_later_holds)
{
	static const char *const texts[] = {
		HEADER
		"2021-01-09\t2021-03-05\tholiday\tlate\n2021-01-01\t2021-03-05\tworkday\tearly\n"
		"2021-01-01\t2021-03-01\tcovers\t2021-03-31\n",
		HEADER
		"2021-01-01\t2021-03-01\tcovers\t2021-03-31\n"
		"2021-01-01\t2021-03-05\tworkday\tearly\n2021-01-09\t2021-03-05\tholiday\tlate\n",
	};
	static const struct {
		const char *as_of;
		enum calendar_kind kind;
	} rows[] = {
		{"2020-12-31", CALENDAR_UNKNOWN},
		{"2021-01-01", CALENDAR_WORKDAY},
		{"2021-01-08", CALENDAR_WORKDAY},
		{"2021-01-09", CALENDAR_REST},
		{NULL, CALENDAR_REST},
	};
	struct fixture f;
	for (size_t i = 0; i < countof(texts) * countof(rows); i++) {
		const char *as_of = rows[i / 2].as_of;
		fixture_init(&f, texts[i % 2], as_of);
		expect(kind(&f, "2021-03-05") == rows[i / 2].kind, "text %zu as of %s", i % 2,
		       as_of ? as_of : "today");
		fixture_fini(&f);
	}
}

Test(calendar, coverage_is_joined_where_it_touches)
{
	struct fixture f;
	fixture_init(&f,
		     HEADER "2021-01-01\t2023-01-01\tcovers\t2023-12-31\n"
			    "2021-01-01\t2020-01-01\tcovers\t2020-12-31\n"
			    "2021-01-02\t2020-06-01\tcovers\t2020-07-01\n"
			    "2021-01-01\t2021-01-01\tcovers\t2021-06-30\n",
		     NULL);
	claim(f.calendar.coverage_count == 2, "%zu", f.calendar.coverage_count);
	expect(f.calendar.coverage[0].from == day("2020-01-01"), "from");
	expect(f.calendar.coverage[0].to == day("2021-07-01"), "to, not included");
	expect(f.calendar.coverage[1].from == day("2023-01-01"), "from");
	expect(f.calendar.coverage[1].to == day("2024-01-01"), "to, not included");
	expect(calendar_at(&f.calendar, day("2020-06-01")).published == day("2021-01-02"),
	       "the notice that covers it last");
	fixture_fini(&f);
}

Test(calendar, comments_and_line_ends_do_not_count)
{
	struct fixture f;
	fixture_init(&f,
		     "\xEF\xBB\xBF# a\r\n\r\npublished\tdate\tkind\tname\r\n"
		     "2020-12-01\t2021-03-01\tcovers\t2021-03-01\r\n# b\n"
		     "2020-12-01\t2021-03-01\tholiday\tno end",
		     NULL);
	claim(f.fault.reason == CALENDAR_SOUND, "line %u", f.fault.line);
	expect(kind(&f, "2021-03-01") == CALENDAR_REST, "read");
	fixture_fini(&f);
}

#define PERIOD "2020-12-01\t2021-03-01\tcovers\t2021-03-31\n"

Test(calendar, a_line_that_cannot_be_read_is_told)
{
	static const struct {
		const char *text;
		enum calendar_reason reason;
		uint32_t line;
	} rows[] = {
		{"", CALENDAR_NO_HEADER, 1},
		{"# nothing\n", CALENDAR_NO_HEADER, 2},
		{PERIOD, CALENDAR_NO_HEADER, 1},
		{"published\tdate\tkind\n", CALENDAR_NO_HEADER, 1},
		{HEADER PERIOD "2020-12-01\t2021-03-01\tholiday\n", CALENDAR_FIELDS, 3},
		{HEADER PERIOD "2020-12-01\t2021-03-01\tholiday\t\n", CALENDAR_FIELDS, 3},
		{HEADER PERIOD "2020-12-01\t2021-03-01\tholiday\ta\tb\n", CALENDAR_FIELDS, 3},
		{HEADER PERIOD "2020-12-01 2021-03-01 holiday a\n", CALENDAR_FIELDS, 3},
		{HEADER "2020-12-32\t2021-03-01\tholiday\ta\n", CALENDAR_DATE, 2},
		{HEADER "2020-12-01\t2021-02-29\tholiday\ta\n", CALENDAR_DATE, 2},
		{HEADER "2020-12-01\t2021-03-01\tcovers\tMarch\n", CALENDAR_DATE, 2},
		{HEADER "2020-12-01\t2021-03-01\trest\ta\n", CALENDAR_KIND, 2},
		{HEADER "2020-12-01\t2021-03-01\tcovers\t2021-02-28\n", CALENDAR_PERIOD, 2},
		{HEADER "2020-12-01\t2021-03-01\tholiday\ta\n# again\n"
			"2020-12-01\t2021-03-01\tworkday\ta\n2020-12-01\t2021\n",
		 CALENDAR_TWICE, 4},
		{HEADER "2020-12-01\t2021-03-02\tholiday\ta\n2020-12-01\t2021-03-01\tholiday\tb\n"
			"2020-12-01\t2021-03-02\tholiday\ta\n2020-12-01\t2021-03-01\tholiday\tb\n",
		 CALENDAR_TWICE, 4},
	};
	struct fixture f;
	for (size_t i = 0; i < countof(rows); i++) {
		fixture_init(&f, rows[i].text, "2000-01-01");
		expect(f.fault.reason == rows[i].reason, "row %zu: reason %d", i, f.fault.reason);
		expect(f.fault.line == rows[i].line, "row %zu: line %u", i, f.fault.line);
		expect(f.calendar.named_count == 0 && f.calendar.coverage_count == 0,
		       "row %zu: not empty", i);
		fixture_fini(&f);
	}
}

/* How many days of each year are worked, counted by hand from the notices: the days of the year but
 * for its weekends and its eleven days of public holidays (from 2025 on: thirteen), less the day of
 * the parade in 2015 and two by which the spring festival of 2020 was made longer. */
Test(calendar, the_one_built_in_has_as_many_workdays_as_each_year_had)
{
	static const int want[] = {250, 249, 250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248};
	struct fixture f;
	fixture_init(&f, NULL, NULL);
	for (int year = 2014; year <= 2026; year++) {
		int count = 0;
		int32_t end = date_from_civil(year + 1, 1, 1);
		for (int32_t at = date_from_civil(year, 1, 1); at < end; at++) {
			struct calendar_day found = calendar_at(&f.calendar, at);
			claim(found.kind != CALENDAR_UNKNOWN, "%s", shown(at));
			count += found.kind == CALENDAR_WORKDAY;
		}
		expect(count == want[year - 2014], "%d has %d", year, count);
	}
	fixture_fini(&f);
}

/* Each year is covered from the day on which its notice was published. */
Test(calendar, the_one_built_in_grows_with_each_notice)
{
	static const struct {
		const char *as_of;
		const char *end;
	} rows[] = {
		{"2019-11-20", "2020-01-01"}, {"2019-11-21", "2021-01-01"},
		{"2020-01-26", "2021-01-01"}, {"2020-11-24", "2021-01-01"},
		{"2020-11-25", "2022-01-01"},
	};
	struct fixture f;
	for (size_t i = 0; i < countof(rows); i++) {
		fixture_init(&f, NULL, rows[i].as_of);
		claim(f.calendar.coverage_count == 1, "row %zu", i);
		expect(f.calendar.coverage[0].from == day("2014-01-01"), "row %zu", i);
		expect(f.calendar.coverage[0].to == day(rows[i].end), "row %zu: %s", i,
		       shown(f.calendar.coverage[0].to));
		fixture_fini(&f);
	}
	fixture_init(&f, NULL, "2013-12-10");
	expect(f.calendar.coverage_count == 0, "nothing yet");
	fixture_fini(&f);
}
