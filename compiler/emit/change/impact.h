/* Cases that come out otherwise than before, line by line, and how many there are. */
#ifndef TOLC_EMIT_IMPACT_H
#define TOLC_EMIT_IMPACT_H

#include "base/buf.h"
#include "base/diag/diag.h"
#include "emit/verdict/gives.h"

enum { OUTCOME_SETS = 1 << (DECIDE_CONFLICT + 1) };

/* What came of one line on one side. */
struct impact_told {
	bool is_good;
	uint8_t outcomes;
	struct str by; /* who must rule; ptr NULL: nobody */
	enum decide_why why;
	struct gives gives;
};

struct impact_flip {
	uint64_t line;
	struct str id; /* as JSON has it; empty: none */
	bool is_same_outcome; /* only what it gives differs */
	const struct impact_told *before;
	const struct impact_told *after;
};

struct impact_totals {
	uint64_t cases;
	uint64_t bad; /* could not be compared */
	uint64_t flips;
	uint64_t effects; /* come out the same, but give something else */
	uint64_t counts[OUTCOME_SETS][OUTCOME_SETS]; /* of flips, by outcomes before and after */
};

/* "tolerated or barred" */
void impact_add_outcomes(struct buf *out, unsigned outcomes, enum language language);
void impact_flip_json(struct buf *out, const struct impact_flip *flip);
void impact_flip_text(struct buf *out, const struct impact_flip *flip, enum language language);
void impact_totals_json(struct buf *out, const struct impact_totals *totals);
void impact_totals_text(struct buf *out, const struct impact_totals *totals,
			enum language language);

#endif
