/*
 * What snapshot.c (which settles trees) shows to snapshot_rows.c (which keeps them): files and the
 * names by which they depend on each other. Internal to these two.
 */
#ifndef TOLC_HISTORY_SNAPSHOT_FILE_H
#define TOLC_HISTORY_SNAPSHOT_FILE_H

#include "history/read/snapshot.h"

struct unit {
	struct str name;
	VEC(struct tracked *) declared_by;
	VEC(struct tracked *) needed_by;
	bool changed;
};

struct declaration {
	struct unit *unit;
	struct digest digest;
};

/* One block. */
struct outline {
	size_t declare_count;
	size_t need_count;
	size_t list_count;
	struct declaration *declares;
	struct unit **needs;
};

struct tracked {
	struct str path;
	enum file_kind kind;
	uint8_t oid[OID_SIZE];
	bool covered;	/* kept off the record */
	bool stands;	/* on the record as last settled */
	bool loaded;	/* read, so that the outline is its own and the compiler was told */
	bool told;	/* the compiler has it */
	bool too_large;
	bool touched;
	bool marked;	/* to be compiled */
	bool has_texts; /* the last event had some */
	size_t needed_by; /* the number of the compilation that did last */
	uint8_t read[OID_SIZE];
	size_t size;	  /* when it was last read */
	struct str bytes; /* as long as the commit is being settled */
	struct outline *outline;
};

/* Made where they are not there yet; borrowed from the snapshot. */
struct tracked *snapshot_file(struct snapshot *snapshot, struct str path);
struct unit *snapshot_unit(struct snapshot *snapshot, struct str name);
/* Room for so many; the counts are set. */
struct outline *outline_new(struct snapshot *snapshot, size_t declares, size_t needs);
/* outline is taken over. */
void outline_link(struct snapshot *snapshot, struct tracked *file, struct outline *outline);

#endif
