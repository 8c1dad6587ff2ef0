/*
 * Which days are worked, as the notices on holidays said by a given day. A calendar is lines of
 * four fields that tabs divide: the day on which a notice was published, a day, a kind, a name. Of
 * two notices that name a day the one published later holds. A day that none names is worked from
 * Monday to Friday, but only within a period that a published notice covers: beyond it nothing has
 * been arranged yet, and nothing is guessed.
 */
#ifndef TOLC_EVAL_CALENDAR_H
#define TOLC_EVAL_CALENDAR_H

#include "base/arena.h"
#include "base/value/date.h"

enum calendar_kind { CALENDAR_UNKNOWN, CALENDAR_WORKDAY, CALENDAR_REST };

/* Why a line cannot be read. */
enum calendar_reason {
	CALENDAR_SOUND,
	CALENDAR_NO_HEADER, /* the first line that is no comment does not name the fields */
	CALENDAR_FIELDS,    /* not four of them, or one is empty */
	CALENDAR_DATE,	    /* a field that should be a day is none */
	CALENDAR_KIND,	    /* neither holiday nor workday nor covers */
	CALENDAR_PERIOD,    /* a period that ends before it begins */
	CALENDAR_TWICE	    /* one notice names a day twice */
};

struct calendar_fault {
	enum calendar_reason reason;
	uint32_t line; /* from 1 */
};

/* A day that a notice names. */
struct calendar_named {
	int32_t date;
	int32_t published;
	enum calendar_kind kind; /* not CALENDAR_UNKNOWN */
	struct str name;
};

/* A period that a notice covers. */
struct calendar_period {
	struct date_interval days;
	int32_t published;
};

struct calendar {
	struct calendar_named *named; /* one for each day, in their order */
	size_t named_count;
	struct calendar_period *periods; /* by the day on which they were published */
	size_t period_count;
	struct date_interval *coverage; /* all that is covered: in order, none touches another */
	size_t coverage_count;
};

/* What was published by the day as_of (DATE_MAX: all there is). Names are borrowed from the text,
 * the rest lives in the arena. Where a line cannot be read the calendar is empty, and the first
 * such line is the answer; lines that were published later are held to the form as well. */
struct calendar_fault calendar_read(struct calendar *out, struct arena *arena, struct str text,
				    int32_t as_of);

/* What a day is, and by which notice. */
struct calendar_day {
	enum calendar_kind kind;
	int32_t published; /* DATE_NONE: unknown */
	struct str name;   /* STR_NONE: an ordinary day of the week */
};

struct calendar_day calendar_at(const struct calendar *calendar, int32_t day);

#endif
