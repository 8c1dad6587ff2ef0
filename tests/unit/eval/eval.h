/* What the tests of eval/ share: a calendar, read from a text or built in, and days as text. */
#ifndef TOLC_TESTS_EVAL_H
#define TOLC_TESTS_EVAL_H

#include "eval/deadline.h"
#include "unit/base/base.h"

#define HEADER "published\tdate\tkind\tname\n"

struct fixture {
	struct mem mem;
	struct arena arena;
	struct calendar calendar;
	struct calendar_fault fault;
};

/* text NULL: the calendar that is built in. as_of NULL: all that was published. */
void fixture_init(struct fixture *f, const char *text, const char *as_of);
void fixture_fini(struct fixture *f);

/* The day must be one. */
int32_t day(const char *text);
/* YYYY-MM-DD, or why not; kept until it is called four times more. */
const char *shown(int32_t date);
/* When so many units from a day are due; DATE_NONE: unknown. */
int32_t due(struct fixture *f, int32_t event, int32_t length, enum ir_time_unit unit);

#endif
