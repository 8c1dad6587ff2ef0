/*
 * Civil dates by arithmetic on years that begin in March, so that the leap day is the last of its
 * year and the lengths of the months before it repeat; 400 such years are 146097 days.
 */
#include "base/value/date.h"

#define DAYS_OF_ERA    146097 /* 400 years */
#define DAYS_TO_EPOCH  719468 /* 0000-03-01 to 1970-01-01 */
#define SECONDS_OF_DAY 86400
#define DATE_FIRST     (-719162) /* 0001-01-01 */
#define DATE_LAST      2932896	 /* 9999-12-31 */

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_of_month(int year, int month)
{
	static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
}

int32_t date_from_civil(int year, int month, int day)
{
	/* From March on, by month. */
	static const short days_before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
	    (day > 28 && day > days_of_month(year, month)))
		return DATE_NONE;
	unsigned era_year = (unsigned)(year - (month < 3)), century = era_year / 100;
	unsigned leap_days = era_year / 4 - century + century / 4;
	return (int32_t)(era_year * 365 + leap_days) + days_before[month - 1] + day - 1 -
	       DAYS_TO_EPOCH;
}

static bool date_is_civil(int32_t date)
{
	return date >= DATE_FIRST && date <= DATE_LAST;
}

void date_to_civil(int32_t date, int *year, int *month, int *day)
{
	if (!date_is_civil(date)) {
		*year = *month = *day = 0;
		return;
	}
	int days = date + DAYS_TO_EPOCH;
	int era = days / DAYS_OF_ERA;
	int of_era = days % DAYS_OF_ERA;
	int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
	int from_march = (5 * of_year + 2) / 153;
	*day = of_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = era * 400 + year_of_era + (*month < 3);
}

/* Takes exactly count digits off the front of the text; -1 where there are fewer. */
static int take_digits(struct str *text, size_t count)
{
	int value = 0;
	if (text->len < count)
		return -1;
	for (size_t i = 0; i < count; i++) {
		if (text->ptr[i] < '0' || text->ptr[i] > '9')
			return -1;
		value = value * 10 + (text->ptr[i] - '0');
	}
	*text = str_from_to(*text, count, text->len);
	return value;
}

static bool take_char(struct str *text, char c)
{
	if (!text->len || text->ptr[0] != c)
		return false;
	*text = str_from_to(*text, 1, text->len);
	return true;
}

static int32_t take_date(struct str *text)
{
	int year = take_digits(text, 4);
	if (year < 0 || !take_char(text, '-'))
		return DATE_NONE;
	int month = take_digits(text, 2);
	if (month < 0 || !take_char(text, '-'))
		return DATE_NONE;
	return date_from_civil(year, month, take_digits(text, 2));
}

int32_t date_parse(struct str text)
{
	int32_t date = take_date(&text);
	return text.len ? DATE_NONE : date;
}

/* A number and the word behind it; -1 where they do not stand there. */
static int number_before(struct str *text, struct str word)
{
	int number = 0;
	size_t at = 0;
	for (; at < text->len && at < 4 && text->ptr[at] >= '0' && text->ptr[at] <= '9'; at++)
		number = number * 10 + (text->ptr[at] - '0');
	struct str rest = str_from_to(*text, at, text->len);
	if (at == 0 || !str_starts_with(rest, word))
		return -1;
	*text = str_from_to(rest, word.len, rest.len);
	return number;
}

int32_t date_parse_written(struct str text)
{
	int32_t date = date_parse(text);
	if (date != DATE_NONE)
		return date;
	int year = number_before(&text, STR("年")), month = number_before(&text, STR("月"));
	int day = number_before(&text, STR("日"));
	return text.len ? DATE_NONE : date_from_civil(year, month, day);
}

static char *put_digits(char *to, int value, int count)
{
	for (int i = count - 1; i >= 0; i--, value /= 10)
		to[i] = (char)('0' + value % 10);
	return to + count;
}

void buf_add_date(struct buf *buf, int32_t date)
{
	char text[] = "0000-00-00";
	int year, month, day;
	if (!date_is_civil(date)) {
		buf_add_char(buf, '-');
		return;
	}
	date_to_civil(date, &year, &month, &day);
	put_digits(text, year, 4);
	put_digits(text + 5, month, 2);
	put_digits(text + 8, day, 2);
	buf_add_bytes(buf, text, sizeof(text) - 1);
}

int32_t date_from_time(int64_t seconds, int32_t zone)
{
	/* Far outside: the sum below must not overflow. */
	if (seconds > INT64_MAX / 2 || seconds < INT64_MIN / 2)
		return DATE_NONE;
	int64_t local = seconds + zone;
	int64_t day = local / SECONDS_OF_DAY - (local % SECONDS_OF_DAY < 0);
	return day < DATE_FIRST || day > DATE_LAST ? DATE_NONE : (int32_t)day;
}

int64_t date_to_time(int32_t date, int32_t zone)
{
	if (date == DATE_NONE)
		return INT64_MIN;
	if (date == DATE_MAX)
		return INT64_MAX;
	return (int64_t)date * SECONDS_OF_DAY - zone;
}

/* zone: "Z" / ("+" / "-") hour ":" minute */
static bool take_zone(int32_t *out, struct str *text)
{
	*out = 0;
	if (take_char(text, 'Z') || take_char(text, 'z'))
		return true;
	bool behind = take_char(text, '-');
	if (!behind && !take_char(text, '+'))
		return false;
	int hours = take_digits(text, 2);
	if (hours < 0 || hours > 23 || !take_char(text, ':'))
		return false;
	int minutes = take_digits(text, 2);
	if (minutes < 0 || minutes > 59)
		return false;
	*out = (hours * 60 + minutes) * (behind ? -60 : 60);
	return true;
}

bool zone_parse(int32_t *out, struct str text)
{
	return take_zone(out, &text) && text.len == 0;
}

/* clock: hour ":" minute ":" second ["." 1*digit]; seconds since midnight, -1 where it is none.
 * A fraction is dropped. */
static int take_clock(struct str *text)
{
	int hour = take_digits(text, 2);
	if (hour < 0 || hour > 23 || !take_char(text, ':'))
		return -1;
	int minute = take_digits(text, 2);
	if (minute < 0 || minute > 59 || !take_char(text, ':'))
		return -1;
	int second = take_digits(text, 2);
	if (second < 0 || second > 60)
		return -1;
	if (take_char(text, '.')) {
		if (take_digits(text, 1) < 0)
			return -1;
		while (take_digits(text, 1) >= 0)
			continue;
	}
	return hour * 3600 + minute * 60 + second;
}

/* A sixtieth second ends a day of UTC (RFC 3339, 5.7); POSIX counts it as the next one. */
static bool is_leap_second(int64_t seconds)
{
	return seconds % SECONDS_OF_DAY == 0;
}

bool time_parse(int64_t *out, struct str text)
{
	int32_t zone;
	int32_t date = take_date(&text);
	if (date == DATE_NONE || !(take_char(&text, 'T') || take_char(&text, 't')))
		return false;
	bool sixtieth = text.len > 7 && text.ptr[6] == '6';
	int clock = take_clock(&text);
	if (clock < 0 || !take_zone(&zone, &text) || text.len)
		return false;
	*out = date_to_time(date, zone) + clock;
	return date_from_time(*out, 0) != DATE_NONE && (!sixtieth || is_leap_second(*out));
}

void buf_add_time(struct buf *buf, int64_t seconds)
{
	char text[] = "T00:00:00Z";
	int32_t date = date_from_time(seconds, 0);
	buf_add_date(buf, date);
	if (date == DATE_NONE)
		return;
	int clock = (int)(seconds - date_to_time(date, 0));
	put_digits(text + 1, clock / 3600, 2);
	put_digits(text + 4, clock / 60 % 60, 2);
	put_digits(text + 7, clock % 60, 2);
	buf_add_bytes(buf, text, sizeof(text) - 1);
}

void buf_add_zone(struct buf *buf, int32_t zone)
{
	char text[] = "+00:00";
	int minutes = zone / 60;
	if (minutes < 0) {
		text[0] = '-';
		minutes = -minutes;
	}
	put_digits(text + 1, minutes / 60, 2);
	put_digits(text + 4, minutes % 60, 2);
	buf_add_bytes(buf, text, sizeof(text) - 1);
}
