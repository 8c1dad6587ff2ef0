/* The answer of tolc diff: what the two sides are, and what they say differently. */
#ifndef TOLC_EMIT_ANSWER_DIFF_H
#define TOLC_EMIT_ANSWER_DIFF_H

#include "diff/diff.h"
#include "emit/answer.h"

struct answer_side {
	struct str revision; /* as asked */
	struct str head;     /* 40 hex digits; ptr NULL: no commit */
	bool worktree;
	int32_t at; /* DATE_NONE: all days */
};

struct answer_doubt {
	struct str list;
	struct str reason;
};

struct answer_diff {
	struct answer_side before;
	struct answer_side after;
	bool merge_base;		   /* before is where the two revisions parted */
	const struct diff_record *records; /* by list, then as they were met */
	size_t record_count;
	size_t meaning_count;	     /* of those that change the meaning */
	size_t compared;	     /* lists on either side */
	struct answer_doubt *doubts; /* lists that cannot be read for some days */
	size_t doubt_count;
};

#endif
