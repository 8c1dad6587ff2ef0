/*
 * The record of one list: what was observed along the first-parent chain becomes the versions that
 * were put on record, keyed by effective date (semantics 1). Pure: no git, no files, no clock.
 */
#ifndef TOLC_HISTORY_RECORD_H
#define TOLC_HISTORY_RECORD_H

#include "base/arena.h"
#include "base/vec.h"
#include "history/text.h"

#define OID_SIZE 20

struct recorded_commit {
	uint8_t oid[OID_SIZE];
	int64_t committed; /* committer time as written, seconds since 1970 UTC */
	int64_t recorded;  /* the running maximum from the root */
};

enum observation_kind {
	OBSERVED_TEXT,	     /* a readable text stands in the tree that did not stand in the one before */
	OBSERVED_UNREADABLE, /* an unreadable one, new or edited */
	OBSERVED_DUPLICATE,  /* two texts of one effective date in one tree: neither is recorded */
	OBSERVED_GONE,	     /* a text that stood in the tree before no longer does (deleted, or edited) */
};

struct observation {
	enum observation_kind kind;
	uint32_t commit; /* index into the chain, oldest first */
	const struct text *text;
	struct str path;
	uint8_t blob[OID_SIZE];
};

#endif
