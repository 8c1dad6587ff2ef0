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

struct date_interval {
	int32_t from; /* included */
	int32_t to;   /* excluded; DATE_MAX: open */
};

/* DATE_NONE where there is no such day. */
int32_t date_from_civil(int year, int month, int day);
void date_to_civil(int32_t date, int *year, int *month, int *day);
/* Exactly YYYY-MM-DD, or DATE_NONE. */
int32_t date_parse(struct str text);
void buf_add_date(struct buf *buf, int32_t date);

/* Seconds since 1970-01-01T00:00:00Z <-> days in a zone that is ahead of UTC by so many seconds. */
int32_t date_from_time(int64_t seconds, int32_t zone);
int64_t date_to_time(int32_t date, int32_t zone);
/* RFC 3339 with a zone designator (2024-05-01T10:00:00Z, …+08:00); false where it is not. */
bool time_parse(int64_t *out, struct str text);
/* 2024-05-01T10:00:00Z */
void buf_add_time(struct buf *buf, int64_t seconds);
/* +08:00 */
void buf_add_zone(struct buf *buf, int32_t zone);
bool zone_parse(int32_t *out, struct str text);

#endif
