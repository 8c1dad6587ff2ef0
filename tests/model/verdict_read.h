/*
 * The verdict in an answer of the library, as far as the model can be held to it.
 */
#ifndef TOL_TESTS_VERDICT_READ_H
#define TOL_TESTS_VERDICT_READ_H

#include "verdict_model.h"

/* The authority is VERDICT_AUTHORITIES where it is none of the model's. */
struct verdict_answer {
	unsigned outcomes;
	int ruling_by; /* or VERDICT_NONE: nobody needs to rule */
	bool ruling_certain;
	bool choice_matters;
	bool choice_changes_effects;
	bool effects_exact;
	struct verdict_given given;
	int set_count;
	unsigned sets[VERDICT_SETS];
	unsigned irrelevant;
	unsigned for_effects;
	unsigned presumed;
};

/* Reads the first verdict of an envelope; false where it has none. */
bool verdict_read(struct verdict_answer *out, const char *json);

#endif
