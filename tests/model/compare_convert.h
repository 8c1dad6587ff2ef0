/*
 * Histories of the timeline model as the compiler's record sees them: what the walk over a
 * repository would have observed of each list. Knows both sides and judges nothing.
 */
#ifndef TOLC_TESTS_COMPARE_CONVERT_H
#define TOLC_TESTS_COMPARE_CONVERT_H

#include "history/record/record.h"
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

enum conversion {
	CONVERT_PLAINLY,     /* by the definition of what is observed */
	CONVERT_BY_OBSERVER, /* as the compiler's walk observes it */
};

/* Borrowed from the arena, and from names, which must be new. */
void history_convert(struct converted *out, struct arena *arena, struct names *names,
		     const struct model_history *history, enum conversion conversion);

/* The second way; texts are there already. */
void history_observe(struct converted *out, struct arena *arena,
		     const struct model_history *history);
/* What was seen of a list in a file, or in one that is gone. */
void list_observe(struct converted_list *list, enum observation_kind kind, uint32_t commit,
		  const struct text *text, struct sighting where);
#endif
