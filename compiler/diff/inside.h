/* Private to diff/: a pair of states while questions are asked about it. */
#ifndef TOLC_DIFF_INSIDE_H
#define TOLC_DIFF_INSIDE_H

#include "analyze/analyze.h"
#include "diff/diff.h"

enum diff_side { DIFF_BEFORE, DIFF_AFTER, DIFF_SIDES };

#define NO_RULE SIZE_MAX

/* Which rule of one side is which of the other, by their indices. */
struct rule_pairs {
	const struct diff_state *states[DIFF_SIDES]; /* each with a list */
	size_t *partners[DIFF_SIDES];		     /* NO_RULE: it has none */
	bool *stays[DIFF_SIDES]; /* it has one by its name that means the same */
};

/* replay.c: the rule of the other side that a rule is by its name, if it is of the same kind; NO_RULE
 * where there is none that is in force. */
size_t diff_twin(const struct diff_state *other, const struct ir_rule *rule);

/* rename.c: rules that are not one by their name. */
void rename_pair(struct rule_pairs *pairs, struct arena *arena);

/* The two versions put together; a side without one says nothing. */
struct diff_pair {
	struct diff_records *records;
	struct diff_state states[DIFF_SIDES];
	int32_t from;
	int32_t to;
	struct analyze *analyze;  /* NULL: not yet */
	size_t index[DIFF_SIDES]; /* of the version in it */
	struct arena arena;
	int32_t outcomes[DIFF_SIDES][IR_SILENT + 1]; /* formulas; 0: not asked for yet */
	int32_t differ; /* likewise: the sides have different outcomes, or the same */
	int32_t same;
};

/* Where the versions are those already held, they stay put together. */
void pair_open(struct diff_pair *pair, const struct diff_span *span, const struct ir_dates *days);
void pair_close(struct diff_pair *pair);

/* What became of the rule of a record whose fingerprints differ, and cases that show it. */
void pair_compare(struct diff_pair *pair, struct diff_record *record);

/* terms.c: of a rule that is on both sides. */
void terms_find(struct diff_records *records, struct diff_record *record);

/* replay.c: fills in what eval/ says of the case under either side; false where that is not what
 * was claimed. claimed: the outcomes; rules: the index of the rule on either side, or SIZE_MAX. */
bool diff_replay(struct diff_pair *pair, struct diff_witness *witness,
		 const struct analyze_case *found, const size_t rules[DIFF_SIDES]);

#endif
