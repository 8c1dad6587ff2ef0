/* A segment in the making, between what is gathered for it (build.c) and how it is written out
 * (build_write.c). */
#ifndef TOLC_HISTORY_BUILD_INSIDE_H
#define TOLC_HISTORY_BUILD_INSIDE_H

#include "history/index/build.h"

/* A heap that records are copied from. */
struct origin {
	struct heap_view view;
	struct repacker to_hot;
	struct repacker to_cold;
};

struct block {
	struct str name;
	const struct image_list *old;	   /* NULL: not seen before */
	const struct observed_list *added; /* NULL: nothing new was observed */
	struct list_entries entries;
	struct record record;
	struct timeline timeline;
	bool is_laid_out; /* timeline was made here */
};

struct build {
	struct built *out;
	const struct build_plan *plan;
	struct arena arena; /* as long as the segment is being made */
	struct arena texts; /* one list at a time */
	struct names names;
	struct str *name_texts; /* by number */
	struct map blocks;	/* name -> struct block */
	struct repeals repeals;
	struct origin *origins; /* those of the base's segments, then the sources */
	struct origin *hots;	/* hot heaps of the base's segments */
};

/* Where an observation of a list lies. */
struct place {
	struct origin *origin;
	uint32_t commit;
	uint32_t text;
	struct str path;
	enum observation_kind kind;
	const uint8_t *blob;
};

uint32_t segment_index(const struct image *image, const struct segment *segment);
/* How many observations the list has, old ones first, then what was added. */
uint32_t block_count(const struct block *block);
struct place block_place(const struct build *build, const struct block *block, uint32_t index);

/* Everything that was gathered, into the arrays of the segment. */
void segment_write(struct build *build);

#endif
