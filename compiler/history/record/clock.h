/*
 * When commits were recorded: the running maximum of committer times along the chain; where the
 * dates contradict each other or the present, and which times of knowing that makes doubtful. Git
 * proves content, not time. Pure: the present is given.
 */
#ifndef TOLC_HISTORY_CLOCK_H
#define TOLC_HISTORY_CLOCK_H

#include "base/diag/diag.h"
#include "history/record/record.h"

enum clock_fault_kind {
	CLOCK_REGRESSION, /* dated before a commit that it follows */
	CLOCK_AHEAD,	  /* dated after its own successor */
	CLOCK_FUTURE,	  /* dated after now */
};

/* The span is half-open. It lies between the two dates that cannot both be right: the commit's
 * own and the record's (regression), its successor's (ahead), or now (future). */
struct clock_fault {
	enum clock_fault_kind kind;
	uint32_t commit;
	int64_t from;
	int64_t to;
};

struct clock_span {
	int64_t from;
	int64_t to;
	uint32_t fault; /* the first, by commit, that starts it */
};

struct clock {
	struct clock_fault *faults; /* by commit, then kind */
	size_t fault_count;
	struct clock_span *spans; /* their union: sorted, disjoint, not touching */
	size_t span_count;
};

/* Fills in recorded. */
void clock_run(struct recorded_commit *chain, size_t count);
/* How many commits were recorded at known_at or before. */
size_t clock_known(const struct recorded_commit *chain, size_t count, int64_t known_at);
/* The last second of a day: what a bare date means as --known-at. */
int64_t clock_end_of_day(int32_t date, int32_t zone);
/* Borrowed from the arena; chain after clock_run. */
void clock_audit(struct clock *out, struct arena *arena, const struct recorded_commit *chain,
		 size_t count, int64_t now);
/* The span that makes an answer known at that time uncertain, or NULL. Says nothing about which
 * version answers: that never changes by what is recorded later. */
const struct clock_span *clock_doubt(const struct clock *clock, int64_t known_at);
/* The diagnostic and, as {0} and {1}, the span as times; {2} the commit's own time. */
enum diag_id clock_fault_args(struct diag_args *out, struct arena *arena,
			      const struct clock_fault *fault, const struct recorded_commit *chain);

#endif
