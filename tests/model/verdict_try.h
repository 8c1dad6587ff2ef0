/*
 * One completion in the verdict model: what it leads to, whichever versions the clauses leave open.
 */
#ifndef TOL_TESTS_VERDICT_TRY_H
#define TOL_TESTS_VERDICT_TRY_H

#include "verdict_effects.h"

/* Everything decided but which versions are taken. */
struct verdict_trying {
	const struct verdict_world *world;
	struct verdict_proofs *proofs;
	struct verdict_choice choices[VERDICT_LISTS];
	struct verdict_completion completion;
};

/* What one completion leads to. */
struct verdict_decided {
	unsigned outcomes;
	struct verdict_rulings rulings;
	bool ruling_certain;		 /* whatever versions are taken */
	unsigned choice_matters;	 /* lists */
	unsigned choice_changes_effects; /* lists */
	struct verdict_given given;
};

void verdict_try(struct verdict_decided *out, const struct verdict_trying *trying,
		 bool outcomes_only);

#endif
