/*
 * Cases in which a list and another meet: asked of what each says on either side of a change, so
 * that a property of the list, and no rule, can make the difference. Private to api/.
 */
#ifndef TOLC_API_CLASH_H
#define TOLC_API_CLASH_H

#include "api/change/weigh.h"

enum clash_kind {
	CLASH_SPEAKS,	 /* the list says something */
	CLASH_TOLERATES, /* the other one tolerates */
	CLASH_DIFFERS,	 /* both say something, and not the same */
	CLASH_BEYOND,	 /* or the other one gives more than the list; and it draws no red line */
};

struct clash_question {
	enum clash_kind kind;
	struct decide_state own[WEIGH_SIDES];
	struct decide_state other[WEIGH_SIDES]; /* of CLASH_SPEAKS none */
	struct date_interval days;		/* of the conduct, and of what follows it */
	const struct decide_state *silent; /* of other lists, which must be silent about the case */
	size_t silent_count;
};

/* Whether there is such a case of these days, about which either list says the same on both sides;
 * out: such a case, in the arena; may be NULL. */
enum analyze_answer clash_find(struct weigh_case *out, struct arena *arena,
			       const struct clash_question *question);

#endif
