/* The inside of tolc diff --cases. Private to api/. */
#ifndef TOLC_API_IMPACT_H
#define TOLC_API_IMPACT_H

#include "api/change/impact_gives.h"
#include "emit/change/impact.h"

struct tol_impact {
	struct tol_session *session;
	struct tol_session *other; /* the left side's */
	struct tol_batch *before;
	struct tol_batch *after;
	bool json;
	VEC(struct impact_told) waiting; /* lines that the right side has not come to */
	size_t next;
	struct arena scratch; /* of those */
	struct arena block;   /* of the right side's block */
	struct impact_memo before_memo;
	struct impact_memo after_memo;
	struct buf out;
	struct buf complaints;
	struct impact_totals totals;
};

#endif
