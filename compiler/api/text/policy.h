/*
 * How grave findings are here: the file .tolpolicy at the top of the tree, on the disk, says it
 * code by code. Without one every diagnostic is as grave as diag.def has it, or, of a change, as
 * gate.def does. Private to api/.
 */
#ifndef TOLC_API_POLICY_H
#define TOLC_API_POLICY_H

#include "api/session/session.h"

#define POLICY_FILE ".tolpolicy"

/* What is asked about. */
enum policy_scope {
	POLICY_TEXTS,  /* what is wrong with texts */
	POLICY_CHANGE, /* and what a change does to the record */
};

/* Grades the answer's diagnostics, and drops those that are off. What is wrong with the policy is
 * added to them. */
void policy_apply(struct tol_answer *answer, enum policy_scope scope);

#endif
