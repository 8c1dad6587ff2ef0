/* When steps of a procedure are due on either side of a difference. Private to api/. */
#ifndef TOLC_API_DIFF_DUE_H
#define TOLC_API_DIFF_DUE_H

#include "diff/diff.h"
#include "eval/calendar.h"

/* The record is that of a procedure. Adds for each step whose limit differs the first day from the
 * given one on, among those of the record, on which what it is counted from makes it due on another
 * day; nothing where the calendar knows of none. */
void due_show(struct diff_record *record, struct arena *arena, const struct calendar *calendar,
	      int32_t from);

#endif
