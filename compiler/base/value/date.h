/*
 * Civil dates as days since 1970-01-01 (proleptic Gregorian, years 1 to 9999), and half-open
 * intervals of whole days.
 */
#ifndef TOLC_BASE_DATE_H
#define TOLC_BASE_DATE_H

#include "base/buf.h"
#include "base/str.h"

#define DATE_NONE INT32_MIN /* no date: not declared, or not legible */
#define DATE_MAX INT32_MAX  /* an interval's open end */
#define TIME_NONE INT64_MIN /* no time: not on record */

struct date_interval {
	int32_t from; /* included */
	int32_t to;   /* excluded; DATE_MAX: open */
};

/* DATE_NONE where there is no such day. */
int32_t date_from_civil(int year, int month, int day);
/* All 0 where date is none of those days. */
void date_to_civil(int32_t date, int *year, int *month, int *day);
/* Exactly YYYY-MM-DD, or DATE_NONE. */
int32_t date_parse(struct str text);
/* The same, or 2018年2月9日. */
int32_t date_parse_written(struct str text);
/* "-" where date is none of those days. */
void buf_add_date(struct buf *buf, int32_t date);

/* Seconds since 1970-01-01T00:00:00Z <-> days in a zone that is ahead of UTC by so many seconds.
 * A time outside the years 1 to 9999 is on DATE_NONE; DATE_NONE and DATE_MAX are at INT64_MIN and
 * INT64_MAX. */
int32_t date_from_time(int64_t seconds, int32_t zone);
int64_t date_to_time(int32_t date, int32_t zone);
/* RFC 3339 with a zone designator (2024-05-01T10:00:00Z, …+08:00); false where it is not, or
 * not in the years 1 to 9999. A fraction of a second is dropped. */
bool time_parse(int64_t *out, struct str text);
/* 2024-05-01T10:00:00Z, or "-" outside the years 1 to 9999. */
void buf_add_time(struct buf *buf, int64_t seconds);
/* +08:00; zone within a day of UTC, what is less than a minute is dropped. */
void buf_add_zone(struct buf *buf, int32_t zone);
/* "Z" is 0. */
bool zone_parse(int32_t *out, struct str text);

#endif
