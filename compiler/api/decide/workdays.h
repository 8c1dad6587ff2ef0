/* The calendar of workdays that a question rests on: the one built in, or a file. */
#ifndef TOLC_API_WORKDAYS_H
#define TOLC_API_WORKDAYS_H

#include "api/session/session.h"
#include "eval/calendar.h"

/* The text of rulesets/calendar/cn.tsv as it was built in. Static. */
struct str workdays_built_in(void);
/* Reads what had been published by the day of known_at, TOL_NO_TIME: all; path NULL: the one built
 * in. Lives as long as the answer. Fails where the file cannot be read, or one of its lines. */
int workdays_read(struct calendar *out, struct tol_answer *answer, const char *path,
		  int64_t known_at);

#endif
