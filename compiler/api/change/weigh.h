/*
 * What a change does to the weight of cases: a list on two sides, each with the states that its
 * clauses choose from, held against each other for spans of days. Private to api/.
 *
 * What is heavier is what `old_unless_lighter` takes for heavier: tolerated is lighter than silent,
 * silent lighter than barred; of two that tolerate, the one with the lighter lightest effect.
 */
#ifndef TOLC_API_WEIGH_H
#define TOLC_API_WEIGH_H

#include "analyze/analyze.h"
#include "decide/decide.h"

enum weigh_sides { WEIGH_BEFORE, WEIGH_AFTER, WEIGH_SIDES };

/* Two states, and how one of them is chosen. list NULL: the list is silent. */
struct weigh_choice {
	struct decide_state old;
	struct decide_state newer;
	enum ir_transition by; /* IR_TRANSITION_NONE: either may be taken */
};

struct weigh_question {
	struct weigh_choice choices[WEIGH_SIDES];
	struct date_interval conduct;
	struct date_interval accountable; /* and decided */
	struct decide_state
		law[WEIGH_SIDES];	   /* WEIGH_HEAVIER: what the side before has the list say
					    * on the first day of the conduct, and on its last */
	const struct decide_state *speaks; /* of another list, which must say this; or NULL */
	enum ir_outcome says;
	const struct decide_state *silent; /* of other lists, which must be silent about the case */
	size_t silent_count;
};

/* A case, as it is shown and as it is decided. */
struct weigh_case {
	struct analyze_case shown;
	struct ir_case block; /* whose subject and organ are not said */
};

enum weigh_kind {
	WEIGH_HEAVIER,	 /* it comes out heavier than it did, and than the law says */
	WEIGH_DIFFERENT, /* it comes out heavier, or lighter */
};

/* Whether some case of these days does; out: such a case, in the arena. */
enum analyze_answer weigh_find(struct weigh_case *out, struct arena *arena,
			       const struct weigh_question *question, enum weigh_kind kind);
/* The case as it is decided; what it does not give is not said of it. */
void weigh_block(struct ir_case *block, struct arena *arena, const struct eval_facts *facts,
		 const struct analyze_case *found);
/* Whether the verdict weighs more, or is settled no longer. */
bool weigh_is_heavier(const struct decide_verdict *was, const struct decide_verdict *is);

#endif
