/* The calendar of workdays that a question rests on: the one built in, or a file. */
#ifndef TOLC_API_WORKDAYS_H
#define TOLC_API_WORKDAYS_H

#include "api/session.h"
#include "eval/calendar.h"

/* The text of rulesets/calendar/cn.tsv as it was built in. Static. */
struct str workdays_built_in(void);

#endif
