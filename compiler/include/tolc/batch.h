/* Verdicts on many cases, which come and go as text. */
#ifndef TOLC_BATCH_H
#define TOLC_BATCH_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tol_batch;

struct tol_batch_options {
	size_t size;	     /* sizeof(struct tol_batch_options) */
	const char *path;    /* what the input is called in complaints; NULL: "-" */
	const char *subject; /* this and what follows: of lines that do not say */
	int32_t conduct;     /* its first day */
	int32_t conduct_to;  /* its last day; TOL_NO_DATE: the same */
	int32_t accountable;
	const char *by;
	int32_t decided;
	int32_t closed;
	int64_t known_at; /* as of tol_record_options */
	const char *revision;
	int worktree;
};

#define TOL_BATCH_OPTIONS_INIT                                                                     \
	{                                                                                          \
		sizeof(struct tol_batch_options), NULL, NULL, TOL_NO_DATE, TOL_NO_DATE,            \
			TOL_NO_DATE, NULL, TOL_NO_DATE, TOL_NO_DATE, TOL_NO_TIME, NULL, 0          \
	}

/* Opens the record for many cases. They come as text, one a line, each a JSON object, lines of at
 * most 1 MiB. For each line that is not blank one comes out, in the same order: a verdict, or what
 * is wrong with the case. Memory does not grow with their number. Until the batch is freed, which
 * must be before its session is, the session answers nothing else about a record. Fails as
 * tol_effective. */
TOL_API int tol_batch_new(struct tol_batch **out, struct tol_session *session,
			  const struct tol_batch_options *options);
/* More of the text, cut anywhere. Verdicts come in blocks; feeding 0 bytes asks for those of all
 * whole lines that wait. *out is borrowed until the next call on the batch. A bad line is no
 * failure; where it fails, the record could not be read: what came out before is in *out, and
 * nothing more can be fed. */
TOL_API int tol_batch_feed(struct tol_batch *batch, const char *bytes, size_t length,
			   const char **out, size_t *out_length);
/* The same at the end of the text: a last line needs no line break. */
TOL_API int tol_batch_finish(struct tol_batch *batch, const char **out, size_t *out_length);
/* What the last call found wrong, for people: of each bad line its number and why, and on a line of
 * its own what could be done; the first call also tells what is to be said of known_at. Borrowed
 * until the next call on the batch. */
TOL_API const char *tol_batch_complaints(const struct tol_batch *batch, size_t *length);
/* Lines so far, blank ones included; and how many were bad. */
TOL_API uint64_t tol_batch_line_count(const struct tol_batch *batch);
TOL_API uint64_t tol_batch_bad_count(const struct tol_batch *batch);
/* batch may be NULL. */
TOL_API void tol_batch_free(struct tol_batch *batch);

#ifdef __cplusplus
}
#endif

#endif
