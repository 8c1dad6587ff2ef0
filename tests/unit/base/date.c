#include "base.h"

#include "base/value/date.h"

/* The calendar as it is told to children. */
static int month_length(int year, int month)
{
	if (month == 2)
		return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/* Walks every day of ten thousand years; the dearer claims are made of some of them. */
Test(date, every_day_follows_the_one_before)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	int32_t want = -719162;
	for (int year = 1; year <= 9999; year++) {
		for (int month = 1; month <= 12; month++) {
			int length = month_length(year, month);
			for (int day = 1; day <= length; day++, want++) {
				int y, m, d;
				claim(date_from_civil(year, month, day) == want, "%d-%d-%d", year,
				      month, day);
				date_to_civil(want, &y, &m, &d);
				claim(y == year && m == month && d == day, "%d-%d-%d", year, month,
				      day);
				if ((year < 1999 || year > 2030) && want % 97 != 0)
					continue;
				char text[32];
				snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month, day);
				buf_clear(&buf);
				buf_add_date(&buf, want);
				claim_text(&buf, text);
				claim(date_parse(str_from(text)) == want, "%s", text);
			}
			claim(date_from_civil(year, month, length + 1) == DATE_NONE, "%d-%d-%d",
			      year, month, length + 1);
		}
	}
	claim(want - 1 == 2932896 && date_from_civil(1970, 1, 1) == 0, "the end is %d", want - 1);
	mem_fini(&mem);
}

Test(date, days_that_are_not_are_refused)
{
	static const struct {
		int year, month, day;
	} rows[] = {
		{0, 12, 31},	   {10000, 1, 1},     {-1, 1, 1},	    {2021, 0, 1},
		{2021, 13, 1},	   {2021, 1, 0},      {2021, 2, 29},	    {1900, 2, 29},
		{2100, 2, 29},	   {2021, 4, 31},     {2021, 1, -1},	    {2021, -1, 1},
		{INT32_MAX, 1, 1}, {INT32_MIN, 1, 1}, {2021, 1, INT32_MAX},
	};
	for (size_t i = 0; i < countof(rows); i++)
		expect(date_from_civil(rows[i].year, rows[i].month, rows[i].day) == DATE_NONE,
		       "row %zu", i);
	expect(date_from_civil(2000, 2, 29) == 11016, "leap day of 2000");
	expect(date_from_civil(2024, 2, 29) == 19782, "leap day of 2024");
}

Test(date, outside_is_written_as_a_dash)
{
	static const int32_t dates[] = {DATE_NONE, DATE_MAX, -719163, 2932897};
	for (size_t i = 0; i < countof(dates); i++) {
		int year = 1, month = 1, day = 1;
		struct mem mem;
		struct buf buf;
		mem_init(&mem, NULL, NULL);
		buf_init(&buf, &mem);
		date_to_civil(dates[i], &year, &month, &day);
		expect(year == 0 && month == 0 && day == 0, "row %zu", i);
		buf_add_date(&buf, dates[i]);
		expect(buf_is(&buf, "-"), "row %zu: %s", i, buf.ptr);
		mem_fini(&mem);
	}
}

Test(date, only_the_exact_form_is_read)
{
	static const char *const bad[] = {
		"",
		"2021-3-1",
		"2021-03-1",
		"21-03-01",
		"2021-03-01 ",
		" 2021-03-01",
		"2021/03/01",
		"20210301",
		"2021-03-32",
		"2021-13-01",
		"2021-02-29",
		"0000-01-01",
		"10000-01-01",
		"+2021-03-01",
		"-021-03-01",
		"2021-03-0x",
		"2021-0x-01",
		"2021-03-",
		"2021-03",
		"2021年03月01日",
		"２０２１-03-01",
		"2021-03-01T",
		"2021-03-001",
		"2021--3-01",
	};
	for (size_t i = 0; i < countof(bad); i++)
		expect(date_parse(str_from(bad[i])) == DATE_NONE, "'%s'", bad[i]);
	expect(date_parse(STR_NONE) == DATE_NONE, "none");
	expect(date_parse(STR("0001-01-01")) == -719162, "first");
	expect(date_parse(STR("9999-12-31")) == 2932896, "last");
	expect(date_parse((struct str){"2021-03-019", 10}) == 18687, "a part of a text");
}

Test(date, the_zone_decides_the_day)
{
	static const struct {
		int64_t seconds;
		int32_t zone, date;
	} rows[] = {
		{0, 0, 0},
		{-1, 0, -1},
		{86399, 0, 0},
		{86400, 0, 1},
		{-86400, 0, -1},
		{-86401, 0, -2},
		{57599, 28800, 0},
		{57600, 28800, 1},
		{0, -1, -1},
		{0, -28800, -1},
		{28800, -28800, 0},
		/* both ends of what is a date, in and out */
		{253402300799, 0, 2932896},
		{253402300800, 0, DATE_NONE},
		{253402300799, 1, DATE_NONE},
		{-62135596800, 0, -719162},
		{-62135596801, 0, DATE_NONE},
		{-62135596800, -1, DATE_NONE},
		{INT64_MAX, 50400, DATE_NONE},
		{INT64_MIN, -50400, DATE_NONE},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		int32_t date = date_from_time(rows[i].seconds, rows[i].zone);
		expect(date == rows[i].date, "row %zu: %d", i, date);
	}
}

Test(date, a_day_begins_at_its_midnight)
{
	struct numbers numbers = {8};
	for (int round = 0; round < 100000; round++) {
		int32_t date = (int32_t)numbers_below(&numbers, 3652059) - 719162;
		int32_t zone = ((int32_t)numbers_below(&numbers, 2880) - 1440) * 60;
		int64_t start = date_to_time(date, zone);
		claim(date_from_time(start, zone) == date, "%d %d", date, zone);
		claim(date_from_time(start + 86399, zone) == date, "%d %d", date, zone);
		claim(date_from_time(start - 1, zone) == (date == -719162 ? DATE_NONE : date - 1),
		      "%d %d", date, zone);
	}
	claim(date_to_time(DATE_NONE, 28800) == INT64_MIN, "none");
	claim(date_to_time(DATE_MAX, 28800) == INT64_MAX, "open");
}

Test(date, times_are_read)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} rows[] = {
		{"1970-01-01T00:00:00Z", 0},
		{"1970-01-01t00:00:00z", 0},
		{"2024-05-01T10:00:00Z", 1714557600},
		{"2024-05-01T18:00:00+08:00", 1714557600},
		{"2024-05-01T02:30:00-07:30", 1714557600},
		{"2024-05-01T10:00:00-00:00", 1714557600},
		{"2024-05-01T10:00:00.999999999999Z", 1714557600},
		{"2024-05-01T10:00:00.0+00:00", 1714557600},
		{"2024-05-01T10:00:00.1002Z", 1714557600},
		{"1969-12-31T23:59:59Z", -1},
		/* the leap second of 2016, in three zones */
		{"2016-12-31T23:59:60Z", 1483228800},
		{"2017-01-01T07:59:60+08:00", 1483228800},
		{"2016-12-31T15:59:60.5-08:00", 1483228800},
		{"0001-01-01T00:00:00Z", -62135596800},
		{"9999-12-31T23:59:59Z", 253402300799},
	};
	static const char *const bad[] = {
		"",
		"2024-05-01",
		"2024-05-01T10:00:00",
		"2024-05-01T10:00Z",
		"2024-05-01 10:00:00Z",
		"2024-05-01T24:00:00Z",
		"2024-05-01T10:60:00Z",
		"2024-05-01T10:00:60Z",
		"2024-05-01T23:59:60+08:00",
		"2024-05-01T10:00:61Z",
		"2024-05-01T10:00:00.Z",
		"2024-05-01T10:00:00,5Z",
		"2024-05-01T10:00:00+8:00",
		"2024-05-01T10:00:00+0800",
		"2024-05-01T10:00:00+24:00",
		"2024-05-01T10:00:00+08:60",
		"2024-05-01T10:00:00+08:00 ",
		"2024-05-01T10:00:00ZZ",
		"2024-05-01T1:00:00Z",
		"2024-05-01T",
		"2024-02-30T10:00:00Z",
		/* the zone leads out of the years there are */
		"0001-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-00:01",
		"9999-12-31T23:59:60Z",
	};
	int64_t got;
	for (size_t i = 0; i < countof(rows); i++)
		expect(time_parse(&got, str_from(rows[i].text)) && got == rows[i].seconds, "%s",
		       rows[i].text);
	for (size_t i = 0; i < countof(bad); i++)
		expect(!time_parse(&got, str_from(bad[i])), "'%s'", bad[i]);
}

Test(date, times_are_read_back)
{
	struct numbers numbers = {9};
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (int round = 0; round < 50000; round++) {
		int64_t seconds = (int64_t)(numbers_next(&numbers) % 315537897600) - 62135596800;
		int64_t back;
		buf_clear(&buf);
		buf_add_time(&buf, seconds);
		claim(time_parse(&back, buf_str(&buf)) && back == seconds && buf.len == 20, "%s",
		      buf.ptr);
	}
	buf_clear(&buf);
	buf_add_time(&buf, INT64_MAX);
	buf_add_time(&buf, 253402300800);
	claim_text(&buf, "--");
	mem_fini(&mem);
}

Test(date, zones_are_read_back)
{
	struct mem mem;
	struct buf buf;
	mem_init(&mem, NULL, NULL);
	buf_init(&buf, &mem);
	for (int32_t minutes = -1439; minutes <= 1439; minutes++) {
		int32_t back;
		buf_clear(&buf);
		buf_add_zone(&buf, minutes * 60);
		claim(buf.len == 6 && zone_parse(&back, buf_str(&buf)) && back == minutes * 60,
		      "%s", buf.ptr);
	}
	static const char *const bad[] = {"",	   "+",	      "+8",    "+08",	 "+0800",
					  "+08:0", "+08:00 ", "08:00", "+24:00", "+08:60",
					  "z8",	   "ZZ",      "−08:00"};
	for (size_t i = 0; i < countof(bad); i++) {
		int32_t zone;
		expect(!zone_parse(&zone, str_from(bad[i])), "'%s'", bad[i]);
	}
	int32_t zone = 1;
	expect(zone_parse(&zone, STR("Z")) && zone == 0, "Z");
	buf_clear(&buf);
	buf_add_zone(&buf, 28800);
	buf_add_zone(&buf, -12600);
	buf_add_zone(&buf, 0);
	claim_text(&buf, "+08:00-03:30+00:00");
	mem_fini(&mem);
}

Test(date, both_ways_of_writing_a_day)
{
	static const char *const good[] = {"2018-02-09", "2018年2月9日", "2018年02月09日"};
	static const char *const bad[] = {"2018年2月30日", "2018年2月", "2018年2月9号", "年2月9日",
					  "2018年2月9日起", "12018年2月9日", ""};
	for (size_t i = 0; i < countof(good); i++)
		expect(date_parse_written(str_from(good[i])) == date_from_civil(2018, 2, 9), "%s",
		       good[i]);
	for (size_t i = 0; i < countof(bad); i++)
		expect(date_parse_written(str_from(bad[i])) == DATE_NONE, "%s", bad[i]);
}
