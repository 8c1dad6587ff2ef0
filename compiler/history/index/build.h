/*
 * Makes a segment: what was observed of the lists since the segments below, resolved into entries
 * and timelines. Lists that a changed repeal reaches are laid out anew; the lists of lower segments
 * that are to be absorbed are copied as they are.
 */
#ifndef TOLC_HISTORY_BUILD_H
#define TOLC_HISTORY_BUILD_H

#include "history/index/image.h"
#include "history/read/observe.h"
#include "history/read/walk.h"

struct build_plan {
	const struct image *base;
	uint32_t absorb; /* segments of the base from this on go into the new one */
	const struct observer *observer;
	const struct heap_view *sources; /* as the observer numbers them */
	uint32_t source_count;
	const struct chain *chain; /* the new commits, their recorded times filled in */
	const struct snapshot *tree; /* the files after the last of them */
};

struct built {
	struct mem *mem;
	struct heap hot_heap;
	struct heap cold_heap;
#define SECTION(name, type) VEC(type) name;
	SECTIONS(SECTION)
#undef SECTION
	struct segment segment;
};

void built_init(struct built *built, struct mem *mem);
void built_fini(struct built *built);
/* Fills in built->segment, which lies on the segments of the base that were not absorbed. */
void build_segment(struct built *built, const struct build_plan *plan);

#endif
