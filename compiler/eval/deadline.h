/*
 * When something is due: a time limit counted from an event.
 *
 * The day of the event does not count, day one is the day after it. Workdays are counted one by
 * one. Days, months and years have a last day: months and years end on the day that corresponds to
 * that of the event, or on the last of a month that has none. A last day that is a rest day makes
 * way for the next workday, whatever the unit: Civil Code, articles 201 to 203
 * (民法典第二百零一条至第二百零三条), of which the last speaks of every period; so do the Civil
 * Procedure Law (民事诉讼法第八十五条) and, by reference to it, the Administrative Litigation Law
 * (行政诉讼法第一百零一条). A period that its text counts in workdays never ends on a rest day.
 *
 * Where the answer depends on a day that the calendar does not cover it is not known.
 */
#ifndef TOLC_EVAL_DEADLINE_H
#define TOLC_EVAL_DEADLINE_H

#include "eval/calendar.h"
#include "ir/ir.h"

#define DEADLINE_LENGTH_MAX 9999 /* of any unit */

struct deadline {
	int32_t due;	  /* DATE_NONE: not known */
	int32_t ends;	  /* the last day by number; for workdays the same as due */
	int32_t missing;  /* the first day it needs that is not covered; DATE_NONE: it is known */
	int32_t *notices; /* the published days of the notices it rests on, ascending */
	size_t notice_count;
};

/* The duration has a unit and is 1 to DEADLINE_LENGTH_MAX long; event is a civil date. A last day
 * behind the year 9999 is DATE_MAX in ends and in missing. */
struct deadline deadline_find(const struct calendar *calendar, struct arena *arena, int32_t event,
			      struct ir_duration duration);
/* The last day before the missing one that is covered; DATE_NONE: there is none, or none is
 * missing. */
int32_t deadline_beyond(const struct calendar *calendar, const struct deadline *deadline);

#endif
