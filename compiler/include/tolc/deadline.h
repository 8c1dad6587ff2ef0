/* When something is due: by a limit that is given, or by the steps of a list. */
#ifndef TOLC_DEADLINE_H
#define TOLC_DEADLINE_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tol_unit { TOL_NO_LIMIT, TOL_WORKDAYS, TOL_DAYS, TOL_MONTHS, TOL_YEARS };

struct tol_deadline_options {
	size_t size;	      /* sizeof(struct tol_deadline_options) */
	int32_t from;	      /* the day of the event; day one is the day after it */
	enum tol_unit unit;   /* of the time limit; not looked at where a list is named */
	int length;	      /* 1 to 9999; likewise */
	int64_t known_at;     /* the calendar as it was published, and the record as it was, then;
			       * TOL_NO_TIME: all there is */
	const char *calendar; /* path of a file of holidays; NULL: the one built in */
	const char *list;     /* whose steps set the limits; NULL: the limit is given above */
	const char *step;     /* of the list: "PROCEDURE/STEP", or a step's name; NULL: all */
	int32_t at;	      /* the day on which accountability started; TOL_NO_DATE: from */
	const char *revision; /* as of tol_record_options */
	int worktree;
};

#define TOL_DEADLINE_OPTIONS_INIT                                                                  \
	{                                                                                          \
		sizeof(struct tol_deadline_options), TOL_NO_DATE, TOL_WORKDAYS, 0, TOL_NO_TIME,    \
			NULL, NULL, NULL, TOL_NO_DATE, NULL, 0                                     \
	}

/* When something is due: one tol_due, or, of a list, one for each step of the version that was in
 * force when accountability started, and that version as the only tol_list. Workdays follow the
 * notices on holidays; every other limit that ends on a rest day ends on the next workday. Beyond
 * what the notices cover it is not known. Fails: TOL_EUSAGE (also where several steps have the
 * name), TOL_EREAD (the calendar); of a list as tol_effective, and TOL_ENOTFOUND where no version
 * was in force for certain, or it has no such step. */
TOL_API int tol_deadline(struct tol_answer **out, struct tol_session *session,
			 const struct tol_deadline_options *options);

/* -- Walking what is due -- */

struct tol_due;
TOL_API size_t tol_answer_due_count(const struct tol_answer *answer);
TOL_API const struct tol_due *tol_answer_due(const struct tol_answer *answer, size_t index);
/* 0 and TOL_NO_LIMIT: the step has none. */
TOL_API int tol_due_length(const struct tol_due *due);
TOL_API enum tol_unit tol_due_unit(const struct tol_due *due);
TOL_API int32_t tol_due_day(const struct tol_due *due); /* TOL_NO_DATE: not known */
/* The last day by number, which may be a rest day; TOL_NO_DATE: workdays that are not known,
 * TOL_OPEN: behind the year 9999. */
TOL_API int32_t tol_due_last_day(const struct tol_due *due);
/* The last day covered before the one that is missing; TOL_NO_DATE: none is, or it is known. */
TOL_API int32_t tol_due_beyond(const struct tol_due *due);
/* The notices that it rests on, by the day on which each was published, ascending; TOL_NO_DATE past
 * the end. */
TOL_API size_t tol_due_notice_count(const struct tol_due *due);
TOL_API int32_t tol_due_notice(const struct tol_due *due, size_t index);

enum tol_actor { TOL_OFFICIAL = 1, TOL_ORGAN = 2, TOL_ACCOUNTABLE_ORGAN = 4 };

/* The step that sets the limit: NULL and 0 where it is of no list. */
TOL_API const char *tol_due_procedure(const struct tol_due *due);
TOL_API const char *tol_due_step(const struct tol_due *due);
TOL_API const char *tol_due_title(const struct tol_due *due);
/* Who takes it, of enum tol_actor. */
TOL_API unsigned tol_due_by(const struct tol_due *due);
/* The event from which it is counted: "acceptance", "accountability", "conduct", "decision". */
TOL_API const char *tol_due_event(const struct tol_due *due);
TOL_API uint32_t tol_due_line(const struct tol_due *due); /* from 1 */

#ifdef __cplusplus
}
#endif

#endif
