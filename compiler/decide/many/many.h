/*
 * The same question about many cases: the versions in play are the same, what is given is not. What
 * it says of each case is brief, and is the same that decide_run says of it.
 */
#ifndef TOLC_DECIDE_MANY_H
#define TOLC_DECIDE_MANY_H

#include "decide/many/block.h"
#include "decide/many/presumed.h"
#include "decide/open/search.h"

struct decide_brief {
	uint8_t outcomes; /* bits of enum decide_outcome */
	bool is_exact;
	bool ruling_certain; /* no completion does without a ruling */
	uint8_t ruling;	     /* which: from 1 on in rulings; 0: none is needed */
};

enum { DECIDE_RULINGS_MAX = 255 };

struct many_lane;

struct decide_many {
	struct mem *mem;
	struct arena scratch; /* one case's */
	struct decide_play *play;
	struct decide_case given; /* but for its columns */
	VEC(struct decide_ruling) rulings; /* those that a case needed so far, borrowed */
	size_t rule_words; /* of bits, for each case */
	size_t fact_words;
	uint32_t *first_rule; /* by state: the number of its first rule */
	/* What came out, by lane. */
	struct decide_brief *briefs;
	uint64_t *rules; /* rule_words each: those that fire for certain, and decide */
	uint64_t *facts; /* fact_words each: those that open conditions ask, see decide_verdict */
	struct presumed presumed; /* likewise, those that are read as presumed */
	struct eval_column *columns; /* of one lane, or of a strip of them */
	struct many_lane *values;
	size_t strip; /* lanes at once */
	/* Where one version of one list has a say, they are decided side by side. */
	bool is_block;
	struct block_plan plan;
	struct block block;
	struct eval_result scopes; /* of a strip, where the block presumes anything */
	/* Else conditions are evaluated side by side, and each lane is looked at; what is left open is
	 * searched for singly. */
	struct search search;
	struct trace trace; /* of the lane looked at */
	uint8_t tolerated; /* the ruling that what is tolerated needs, in a brief; NO_RULING: not known */
};

/* given: without columns; all of it, and the arena, is borrowed. lanes: the most that are asked about
 * at once. */
void decide_many_init(struct decide_many *many, struct arena *arena, struct decide_play *play,
		      const struct decide_case *given, size_t lanes);
void decide_many_fini(struct decide_many *many);
/* One lane by itself, and as much of it as is wanted: decide_run. */
void decide_many_lane(struct decide_verdict *out, struct decide_many *many,
		      const struct eval_column *columns, size_t lane,
		      const struct decide_options *options);
/* columns: by variable. */
void decide_many_run(struct decide_many *many, const struct eval_column *columns, size_t lanes);

#endif
