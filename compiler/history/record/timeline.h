/*
 * Timeline: turns the versions of one list, and the repeals that reach it, into the windows in
 * which each was in force. Pure: plain dates and numbers, no git, no files, no clock. Windows are
 * half-open, sorted and disjoint; together they cover everything from the first effective date
 * on, so a gap is a window without an entry and callers cannot forget it.
 */
#ifndef TOLC_HISTORY_TIMELINE_H
#define TOLC_HISTORY_TIMELINE_H

#include "history/record/repeal.h"

enum window_state {
	WINDOW_IN_FORCE,
	WINDOW_GAP,
	WINDOW_CORRECTED, /* a recording that no longer answers, in the window it would have */
	WINDOW_WITHDRAWN, /* likewise a version that was withdrawn */
	WINDOW_DISPLACED, /* likewise a version that a retroactive one displaces */
	WINDOW_SCHEDULED, /* in force, but not yet: only window_state_on says so */
	WINDOW_PENDING,	  /* no dates */
	WINDOW_DRAFT,
	WINDOW_UNCERTAIN, /* an unreadable text */
};

enum window_end {
	END_OPEN,
	END_NEXT,
	END_EXPIRES,
	END_REPEAL,
};

struct window {
	int32_t from;	/* DATE_NONE: not known */
	int32_t to;	/* DATE_MAX: open */
	uint32_t entry; /* NO_ENTRY in a gap */
	uint8_t state;	/* enum window_state */
	uint8_t end;	/* enum window_end: what ended it */
	uint16_t unused;
	uint32_t by_list;  /* whose the next entry is; NO_NAME where open */
	uint32_t by_entry; /* the next version, the text itself (expires) or the one that repeals */
	uint32_t cause;	   /* entry that corrected, withdrew or displaced it; else NO_ENTRY */
};

struct timeline {
	struct window
		*windows; /* in force and gaps; none empty, none at all where no version is left */
	size_t window_count;
	struct window *sides; /* everything else that was ever on record, by state, from and entry;
			       * a version ended before it began stands here as an empty window */
	size_t side_count;
	struct window *doubts; /* days that are uncertain: sorted, disjoint */
	size_t doubt_count;
};

/* Borrowed from the arena. */
void timeline_build(struct timeline *out, struct arena *arena, const struct list_entries *list,
		    const struct record *record, const struct repeals *repeals);

/* NULL before the first version; a gap is a window. */
const struct window *timeline_at(const struct timeline *timeline, int32_t day);
/* Whether a text is in force in it; window may be NULL. */
bool window_answers(const struct window *window);
/* The unreadable text that makes the day uncertain, or NULL. */
const struct window *timeline_doubt(const struct timeline *timeline, int32_t day);
/* Whether what was in force on the day meant is no longer so on a later day. */
bool timeline_superseded(const struct timeline *timeline, int32_t meant, int32_t day);
/* For each of so many entries the one of the same version whose place on the record it took, or
 * NO_ENTRY. Needs sides; borrowed from the arena. */
uint32_t *timeline_corrected(const struct timeline *timeline, struct arena *arena,
			     uint32_t entry_count);
/* in_force as seen from today: scheduled where it has not begun. Other states as they are. */
enum window_state window_state_on(const struct window *window, int32_t today);
/* "in_force", "gap", … and "next", "expires", "repeal", or NULL where open. */
const char *window_state_name(enum window_state state);
const char *window_end_name(enum window_end end);

#endif
