/*
 * The record of all lists in plain arrays, as the index keeps it and as it is built in memory.
 * A segment holds some of the lists whole, and the commits that it adds; segments lie on each
 * other, and a list is found in the uppermost that has it. Arrays hold no pointers: numbers of
 * commits and of names go through all segments, places and positions are of the segment itself.
 * What lies in a file is checked when it is read: whoever reads an array says so first
 * (segment_need).
 */
#ifndef TOLC_HISTORY_IMAGE_H
#define TOLC_HISTORY_IMAGE_H

#include "history/index/heap.h"
#include "history/read/snapshot.h"
#include "history/record/timeline.h"

/* A run of items in an array of the segment. */
struct extent {
	uint32_t first;
	uint32_t count;
};

/* One list. */
struct list_row {
	uint32_t name; /* number */
	uint32_t form_count;
	uint32_t substance_count;
	struct extent windows;
	struct extent doubts; /* in windows too */
	struct extent live;
	struct extent sides;
	struct extent entries;
	struct extent slots;
	struct extent words;
	struct extent repeals;
	struct extent issuers;
	struct extent observed;
};

/* What answers in a window, or makes a day uncertain: all that is needed to say so. */
struct live_row {
	int64_t recorded;
	int64_t corrected; /* when what it corrects was recorded, or TIME_NONE */
	uint32_t entry; /* ascending within a list */
	uint32_t commit;
	uint32_t path; /* place in the hot heap */
	uint32_t text; /* likewise */
	uint8_t oid[OID_SIZE];
	uint8_t blob[OID_SIZE];
};

struct observed_row {
	uint32_t commit;
	uint32_t path; /* place in the cold heap */
	uint32_t text; /* likewise */
	uint32_t kind; /* enum observation_kind */
	uint8_t blob[OID_SIZE];
};

/* A file of the tree that declares what texts need. */
struct declaring_row {
	uint32_t path; /* place in the hot heap */
	uint8_t blob[OID_SIZE];
};

/* What stands at a path, and whose a text there would be that nobody can read. */
struct stand_row {
	uint32_t path;	 /* places in the cold heap; here a string */
	uint32_t texts;	 /* an array of texts */
	uint32_t owners; /* an array of strings: names of lists */
	uint8_t blob[OID_SIZE];
};

/*
 * SECTION(name, type): the arrays of a segment, in the order in which they lie in a file. The
 * first, with the hot heap, answer what is in force, the others everything else.
 */
#define SECTIONS(SECTION)                                                                          \
	SECTION(names, uint32_t)	/* places in the hot heap, by number from first_name */    \
	SECTION(lists, struct list_row) /* by name */                                              \
	SECTION(windows, struct window)                                                            \
	SECTION(live, struct live_row)                                                             \
	SECTION(repeals, struct repeal)		 /* of all lists, in the order of repeals_sort */  \
	SECTION(declaring, struct declaring_row) /* of the whole tree, by path */                  \
	SECTION(hot, uint32_t)			 /* heap */                                        \
	SECTION(sides, struct window)                                                              \
	SECTION(entries, struct entry)                                                             \
	SECTION(slots, int32_t)                                                                    \
	SECTION(words, struct entry_word)                                                          \
	SECTION(entry_repeals, struct entry_repeal)                                                \
	SECTION(issuers, uint32_t)                                                                 \
	SECTION(observed, struct observed_row)                                                     \
	SECTION(commits, struct recorded_commit) /* those that the segment adds */                 \
	SECTION(ids, uint32_t)		  /* the same by id: numbers from first_commit on */       \
	SECTION(backs, uint32_t)	  /* those dated before one that they follow */            \
	SECTION(files, struct file_row)	  /* of the whole tree; places in cold */                  \
	SECTION(stands, struct stand_row) /* of all paths ever */                                  \
	SECTION(cold, uint32_t)		  /* heap */

enum section {
#define SECTION(name, type) SECTION_##name,
	SECTIONS(SECTION)
#undef SECTION
	SECTION_COUNT
};

struct segment {
	uint32_t first_commit;
	uint32_t first_name;
	uint8_t tree[OID_SIZE]; /* of its last commit */
#define SECTION(name, type)                                                                        \
	const type *name;                                                                          \
	uint32_t name##_count;
	SECTIONS(SECTION)
#undef SECTION
	const struct blocks *blocks; /* of its file; NULL: it was made in memory */
};

#define SEGMENTS_MAX 12

/* Where a list lies. */
struct image_list {
	struct str name;
	const struct segment *segment;
	const struct list_row *row;
};

struct image {
	struct mem *mem;
	const struct segment *segments[SEGMENTS_MAX]; /* the lowest first */
	uint32_t segment_count;
	struct image_list *lists; /* by name */
	uint32_t list_count;
	struct str *names; /* by number */
	uint32_t name_count;
	uint32_t commit_count;
};

void image_init(struct image *image, struct mem *mem);
void image_fini(struct image *image);
/* Lays the segment, which is borrowed, on top. */
void image_add(struct image *image, const struct segment *segment);

/* Before so many items of a section are read, from this one on. */
#define segment_need(segment, items, count)                                                        \
	blocks_need((segment)->blocks, (items), (count) * sizeof(*(items)))

static inline struct heap_view segment_hot(const struct segment *segment)
{
	return (struct heap_view){segment->hot, segment->hot_count, segment->blocks};
}

static inline struct heap_view segment_cold(const struct segment *segment)
{
	return (struct heap_view){segment->cold, segment->cold_count, segment->blocks};
}

/* How many commits there are up to its last. */
static inline uint32_t segment_end(const struct segment *segment)
{
	return segment->first_commit + segment->commits_count;
}

/* NULL where there is no list of that name. */
const struct image_list *image_find(const struct image *image, struct str name);
const struct recorded_commit *image_commit(const struct image *image, uint32_t number);
/* The uppermost segment, which tells of the whole tree; NULL where there is none. */
const struct segment *image_top(const struct image *image);
/* The lowest segment that has the first so many commits; its tree is that of the last of them, or a
 * later one. */
const struct segment *image_reaching(const struct image *image, uint32_t commit_count);
/* NULL where no such file of the segment's tree declares anything. */
const struct declaring_row *segment_declaring(const struct segment *segment, struct str path);
/* The arrays of one list; borrowed from its segment. Of the entries at least those of the first so
 * many commits. */
void image_entries(struct list_entries *out, const struct image_list *list, uint32_t commit_count);
/* Without what stands beside; that is added afterwards, where it is asked for. */
void image_timeline(struct timeline *out, const struct image_list *list);
void image_sides(struct timeline *out, const struct image_list *list);
/* What the list's observation with the number is. */
const struct observed_row *image_observed(const struct image_list *list, uint32_t number);
/* NULL where the entry is not in force and never will be. */
const struct live_row *image_live(const struct image_list *list, uint32_t entry);

#endif
