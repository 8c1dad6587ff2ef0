/*
 * Which of two rules is the special one, where nobody says so: the one whose condition implies the
 * other's and is narrower (grammar/README.md, chapter 12, "Special"). Proved over all cases, not only the
 * one at hand.
 */
#ifndef TOLC_DECIDE_RELATE_H
#define TOLC_DECIDE_RELATE_H

#include "decide/resolve.h"

/* What was proved holds for every case, and is kept with what is in play. */
void prover_fini(struct prover *prover);

/* The rules that make up what two states of lists say in a lane; struct resolving's related. */
struct relating {
	struct decide_play *play;
	const struct eval_result *result;
	size_t lane;
	const uint32_t *taken;	  /* by list */
	const struct view *views; /* by list */
	bool is_open;		  /* out: rules that are still open may make it another */
};

enum relation relate(void *relating, uint32_t list, uint32_t other);

/* Whether two states of one issuer's lists, if they say different things, may need a ruling. */
bool states_may_clash(struct decide_play *play, uint32_t state, struct str list, uint32_t other,
		      struct str other_list);

#endif
