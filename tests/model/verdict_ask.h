/*
 * Asks the library for the verdict on a world of the model, as anybody would: texts in a folder,
 * one question, the answer read from its JSON.
 */
#ifndef TOL_TESTS_VERDICT_ASK_H
#define TOL_TESTS_VERDICT_ASK_H

#include "verdict_read.h"

enum verdict_asking {
	VERDICT_ASKED,
	VERDICT_FAILED,	       /* the reason was printed */
	VERDICT_NOBODY_TO_ASK, /* the library gives no verdicts */
};

/* `folder` exists and is outside any repository; its texts are written anew. */
enum verdict_asking verdict_ask(struct verdict_answer *out, const struct verdict_world *world,
				const char *folder);

#endif
