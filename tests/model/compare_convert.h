/*
 * Histories of the timeline model as the compiler's record sees them: what the walk over a
 * repository would have observed of each list. Knows both sides and judges nothing.
 */
#ifndef TOLC_TESTS_COMPARE_CONVERT_H
#define TOLC_TESTS_COMPARE_CONVERT_H

#include "history/record.h"
#include "timeline_model.h"

enum {
	COMPARE_LISTS = 8,
	COMPARE_NAMES = 64, /* lists, then issuers, then rules; see compare_names */
};

/* Where an observation of a list was made. */
struct sighting {
	int commit;
	int file;
};

struct converted_list {
	struct observation *observations;
	struct sighting *sightings; /* by observation */
	size_t count;
	struct list_entries entries;
};

struct converted {
	struct recorded_commit chain[MODEL_COMMITS];
	struct text texts[MODEL_COMMITS][MODEL_FILES]; /* as the files of the commits */
	bool valid[MODEL_COMMITS][MODEL_FILES];
	struct converted_list lists[COMPARE_LISTS];
	struct str names[COMPARE_NAMES]; /* by number */
};

/* Borrowed from the arena, and from names, which must be new. */
void history_convert(struct converted *out, struct arena *arena, struct names *names,
		     const struct model_history *history);

#endif
