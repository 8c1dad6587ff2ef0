/*
 * What a change does to a record, told from the record before it and the record after. The two may
 * have been read from different chains: nothing is compared by number. Pure: no git, no files, no
 * clock.
 */
#ifndef TOLC_HISTORY_CHANGE_H
#define TOLC_HISTORY_CHANGE_H

#include "base/value/date.h"
#include "base/digest.h"
#include "base/map.h"

/* Marks those of after that before does not have; of equal ones as many as it lacks, the last. */
void change_new(bool *is_new, struct mem *mem, const struct digest *before, size_t before_count,
		const struct digest *after, size_t after_count);

/* Days for which one text of a list answers. */
struct change_window {
	struct date_interval days;
	struct digest text; /* what it says */
	int32_t known;	    /* the day on which it was put on record */
};

#define NO_WINDOW SIZE_MAX

/* Days of the past for which another text answers now, or none. */
struct change_past {
	struct date_interval days;
	size_t before; /* window */
	size_t after;  /* window; NO_WINDOW: nothing answers any more */
};

/* Windows of one list, sorted and disjoint. A day is past for a text if the text was put on record
 * later; for want of one, if it is before today. Days for which nothing answered before are not
 * told: nobody was told otherwise. Returns how many are put out; there are never more than three
 * for each window. */
size_t change_of_past(struct change_past *out, const struct change_window *before,
		      size_t before_count, const struct change_window *after, size_t after_count,
		      int32_t today);

#endif
