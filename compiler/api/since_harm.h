/*
 * Whether a change is to somebody's disadvantage: a list on two sides, each with the states that
 * its clauses choose from, held against each other for spans of days. Private to api/since_*.c.
 *
 * What is heavier is what `old_unless_lighter` takes for heavier: tolerated is lighter than silent,
 * silent lighter than barred; of two that tolerate, the one with the lighter lightest effect.
 */
#ifndef TOLC_API_SINCE_HARM_H
#define TOLC_API_SINCE_HARM_H

#include "analyze/analyze.h"
#include "decide/decide.h"

enum since_sides { SINCE_BEFORE, SINCE_AFTER, SINCE_SIDES };

/* Two states, and how one of them is chosen. list NULL: the list is silent. */
struct harm_choice {
	struct decide_state old;
	struct decide_state newer;
	enum ir_transition by; /* IR_TRANSITION_NONE: either may be taken */
};

struct harm_question {
	struct harm_choice choices[SINCE_SIDES];
	struct date_interval conduct;
	struct date_interval accountable; /* and decided */
};

/* A case, as it is shown and as it is decided. */
struct harm_case {
	struct analyze_case shown;
	struct ir_case block; /* whose subject and organ are not said */
};

/* Whether some case of these days comes out heavier than it did, and than the list said when the
 * conduct took place, as the side before has it; out: such a case, in the arena. */
enum analyze_answer harm_find(struct harm_case *out, struct arena *arena,
			      const struct harm_question *question);
/* Whether the verdict weighs more, or is settled no longer. */
bool harm_is_heavier(const struct decide_verdict *was, const struct decide_verdict *is);

#endif
