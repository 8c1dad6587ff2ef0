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

enum answer_sides { ANSWER_BEFORE = 1, ANSWER_AFTER, ANSWER_BOTH };

/* Days on which a list cannot be read. */
struct answer_doubt {
	struct str list;
	enum answer_sides side; /* on which it cannot */
	int32_t from;		/* DATE_NONE, and DATE_MAX: open */
	int32_t to;		/* excluded */
	struct str reason;
};

enum question_about { ABOUT_QUESTION, ABOUT_VALUES };

/* A fact that is asked for in other words, or may have other values. */
struct answer_question {
	enum question_about about;
	struct str vocabulary;
	const struct ir_fact *before;
	const struct ir_fact *after;
};

struct answer_diff {
	struct answer_side before;
	struct answer_side after;
	bool merge_base;		   /* before is where the two revisions parted */
	const struct diff_record *records; /* by list, then as they were met */
	size_t record_count;
	size_t meaning_count;	     /* of those that change the meaning */
	size_t compared;	     /* lists on either side */
	struct answer_doubt *doubts; /* by list */
	size_t doubt_count;
	struct answer_question *questions; /* by vocabulary, then in the order of the newer text */
	size_t question_count;
};

#endif
