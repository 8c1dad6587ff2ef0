/* Commits of a record, asked for by what they are rather than by number. */
#ifndef TOLC_HISTORY_COMMITS_H
#define TOLC_HISTORY_COMMITS_H

#include "history/index/build.h"

/* Fills in the sections ids and backs. */
void commits_index(struct built *built);
/* The number of a commit, or NO_COMMIT where it is none of the segment's. */
uint32_t segment_find_commit(const struct segment *segment, const uint8_t *oid);
/* How many of the first so many commits were recorded by then. */
uint32_t commits_known(const struct image *image, uint32_t commit_count, int64_t known_at);
/* Of the first so many commits, in order, those whose dates can be at fault (clock.h): as a chain of
 * their own they have the same faults. Borrowed from the arena. */
const struct recorded_commit *commits_odd(const struct image *image, struct arena *arena,
					  uint32_t commit_count, int64_t now, size_t *count);

#endif
