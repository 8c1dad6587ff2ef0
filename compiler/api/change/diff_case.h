/*
 * A case decided on both sides of a difference, to show what a change of a list's properties does.
 * Private to api/.
 */
#ifndef TOLC_API_DIFF_CASE_H
#define TOLC_API_DIFF_CASE_H

#include "api/decide/deciding.h"
#include "api/record/state.h"
#include "api/change/weigh.h"
#include "diff/diff.h"

/* Both sides; zeroed but for the questions. Where one record is asked on two days, both are it. */
struct diff_sides {
	struct asking *askings[WEIGH_SIDES];
	struct deciding_record *records[WEIGH_SIDES]; /* NULL: not opened yet */
	int32_t days[WEIGH_SIDES];		      /* TOL_NO_DATE: all days are asked about */
};

int diff_sides_open(struct diff_sides *sides);
/* What failed on the left is the reason on the right; returns the status. */
int diff_sides_told(const struct diff_sides *sides, size_t side, int status);
bool diff_sides_are_days(const struct diff_sides *sides);
/* What a list says on a day of a side, compiled; list NO_ENTRY: the side does not know it. */
int diff_sides_state(struct diff_sides *sides, struct decide_state *out, size_t side, uint32_t list,
		     const struct list_state *state);

enum diff_case_found {
	DIFF_CASE_SAME,	 /* the verdicts do not differ */
	DIFF_CASE_ADDED, /* they do: the case is a witness */
	DIFF_CASE_OPEN,	 /* they may, but one of them is not settled, or there is none */
};

/* Adds the case to the record as a witness where its verdicts differ. Subject and organ are the
 * block's. Fails only where a text cannot be read. */
int diff_case_add(struct diff_sides *sides, struct diff_record *record, const struct ir_case *block,
		  enum diff_case_found *found);

#endif
