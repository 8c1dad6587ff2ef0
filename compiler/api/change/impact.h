/* The inside of tolc diff --cases. Private to api/. */
#ifndef TOLC_API_IMPACT_H
#define TOLC_API_IMPACT_H

#include "api/batch/batch.h"

enum { OUTCOME_SETS = 1 << (DECIDE_CONFLICT + 1) };

/* What came of one line on the left. */
struct told {
	bool is_good;
	uint8_t outcomes;
	struct str by; /* who must rule; ptr NULL: nobody */
	enum decide_why why;
};

struct tol_impact {
	struct tol_session *session;
	struct tol_session *other; /* the left side's */
	struct tol_batch *before;
	struct tol_batch *after;
	bool json;
	VEC(struct told) waiting; /* lines that the right side has not come to */
	size_t next;
	struct arena scratch; /* of those */
	struct buf out;
	struct buf complaints;
	uint64_t cases;
	uint64_t bad;
	uint64_t flips;
	uint64_t counts[OUTCOME_SETS][OUTCOME_SETS]; /* of flips */
};

#endif
