/*
 * One question about texts while it is being answered: what was read, and where what is wrong with
 * it goes. The question's memory is the answer's.
 */
#ifndef TOLC_API_WORK_H
#define TOLC_API_WORK_H

#include "api/text/program.h"
#include "api/text/selection.h"

struct work {
	struct tol_answer *answer;
	struct selection selection;
};

/* Reads the texts; where that fails nothing is left behind. */
int work_begin(struct work *work, struct tol_session *session, enum answer_kind kind,
	       const struct selection_options *wanted);
/* The same for a program that is not made yet, of all that was read. It lies in an answer of its
 * own, which is the caller's to free. */
int work_program(struct program **out, struct tol_session *session,
		 const struct selection_options *wanted);
/* Hands the answer over. Returns TOL_OK. */
int work_end(struct work *work, struct tol_answer **out);

#endif
