/*
 * Events of files become observations of lists: which texts of a list stand in a tree and did not
 * in the one before, which went, which cannot be read and whose they are, which clash. Pure: told
 * the events of one commit after another, in order.
 */
#ifndef TOLC_HISTORY_OBSERVE_H
#define TOLC_HISTORY_OBSERVE_H

#include "base/map.h"
#include "history/index/packed.h"
#include "history/record/record.h"
#include "history/read/snapshot.h"

struct observed_path;

/* An observation; its text is a place in the heap of a source. */
struct observed {
	const struct observed_path *path;
	uint32_t commit;
	uint32_t source;
	uint32_t text;
	uint8_t kind; /* enum observation_kind */
	uint8_t blob[OID_SIZE];
};

/* A text that stands in the tree. */
struct standing {
	struct text_key key;
	struct observed_path *path;
	uint32_t source;
	uint32_t text; /* place */
	uint8_t blob[OID_SIZE];
};

struct observed_list {
	struct str name; /* empty: texts of which nobody knows whose they are */
	VEC(struct observed) rows; /* by commit */
	VEC(struct standing) standing;
	VEC(struct standing) before; /* the commit that is being observed */
	bool touched;
};

struct observed_path {
	struct str path;
	VEC(struct observed_list *) lists;  /* that have texts standing there */
	VEC(struct observed_list *) owners; /* that were last read there */
};

struct observer {
	struct mem *mem;
	struct arena arena;
	const struct heap_view *sources;
	struct map lists; /* name -> struct observed_list */
	struct map paths; /* path -> struct observed_path */
	VEC(struct observed_list *) touched;
};

/* sources may still grow, but what lies in them stays where it is. */
void observer_init(struct observer *observer, struct mem *mem, const struct heap_view *sources);
void observer_fini(struct observer *observer);
/* What stands at a path where things start from; before any event. owners: place of an array. */
void observer_load(struct observer *observer, uint32_t source, const struct file_event *stands,
		   uint32_t owners);
/* The events of one source, by commit; those of one commit all at once. */
void observer_run(struct observer *observer, uint32_t source, const struct file_event *events,
		  size_t count);

#endif
