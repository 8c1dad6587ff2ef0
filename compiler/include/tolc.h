/*
 * libtolc: what a list of exemptions says, and which version of it was in force when.
 *
 * A session reads texts and the record of a repository and gives answers; an answer is rendered, or
 * walked. The library prints nothing, ends no process, reads no clock, no environment and no
 * locale, and has no state outside its handles. A session and its answers are used by one thread at
 * a time; but functions that take an answer, or a part of one, as const may be called by any number
 * of threads at once. Different sessions are independent; those of several threads can ask one
 * record that was resolved once (tol_record_new).
 *
 * Shapes: text is UTF-8, terminated by NUL. Paths use '/'. A date is a count of days since
 * 1970-01-01 (int32_t), a time a count of seconds since 1970-01-01T00:00:00Z (int64_t), a zone the
 * seconds it is ahead of UTC.
 * Ownership: a handle that comes out of a function through `out` is the caller's and has a _free;
 * everything else that is returned is borrowed from the handle it was asked of.
 * Errors: functions that can fail return 0, or a negative enum tol_status and leave the reason in
 * the session; *out is then NULL. Mistakes in a user's text are no failure: they are diagnostics of
 * the answer. Option structures begin with their own size, so that they can grow.
 * Walking: an index past the end gives NULL; text that was not said is NULL.
 */
#ifndef TOLC_H
#define TOLC_H

#include "tolc/session.h"  /* status, days, sessions */
#include "tolc/text.h"     /* tol_check, tol_format, tol_dump, tol_about, tol_explain */
#include "tolc/record.h"   /* tol_effective, tol_timeline, tol_doctor, tol_record_*; lists */
#include "tolc/deadline.h" /* tol_deadline; what is due */
#include "tolc/verdict.h"  /* tol_decide, tol_replay, tol_test; verdicts and their reasons */
#include "tolc/batch.h"    /* tol_batch_* */
#include "tolc/change.h"   /* tol_diff, tol_impact_* */
#include "tolc/answer.h"   /* rendering; diagnostics, files, findings */

#endif
