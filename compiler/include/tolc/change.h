/* What a change to the record does: to the lists, and to cases. */
#ifndef TOLC_CHANGE_H
#define TOLC_CHANGE_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

struct tol_diff_options {
	size_t size;		  /* sizeof(struct tol_diff_options) */
	const char *base;	  /* the record on the left; git's revision syntax; NULL: HEAD */
	const char *head;	  /* the record on the right; NULL: HEAD */
	int merge_base;		  /* 1: on the left, where the histories of the two parted */
	int worktree;		  /* 1: on the right, uncommitted files count as recorded now */
	int32_t at;		  /* instead of base: the right record alone, on this day */
	int32_t at_after;	  /* and on this one; TOL_NO_DATE: all days of two records */
	int64_t known_at;	  /* as of tol_record_options, on both sides */
	const char *const *lists; /* declared names */
	size_t list_count;	  /* 0: all */
};

#define TOL_DIFF_OPTIONS_INIT                                                                      \
	{                                                                                          \
		sizeof(struct tol_diff_options), NULL, NULL, 0, 0, TOL_NO_DATE, TOL_NO_DATE,       \
			TOL_NO_TIME, NULL, 0                                                       \
	}

/* What two records, or one on two days, say differently, rule by rule, with cases that show it.
 * tol_answer_differs tells whether any of it changes the meaning. Fails as tol_effective, for either
 * side. */
TOL_API int tol_diff(struct tol_answer **out, struct tol_session *session,
		     const struct tol_diff_options *options);

/* What a change would have made of cases: each is decided on both sides of tol_diff, and told where
 * it comes out otherwise, as outcome or in the ruling that it needs, or to another effect. */
struct tol_impact;

struct tol_impact_options {
	size_t size;			      /* sizeof(struct tol_impact_options) */
	const struct tol_diff_options *sides; /* at must be TOL_NO_DATE */
	const char *path;		      /* what the input is called in complaints; NULL: "-" */
	int json;			      /* 1: a JSON object a line; 0: for people */
};

#define TOL_IMPACT_OPTIONS_INIT                                                                    \
	{                                                                                          \
		sizeof(struct tol_impact_options), NULL, NULL, 0                                   \
	}

/* Cases come and complaints go as with tol_batch_new; out comes a line for each case that flips, and
 * at the end what it comes to. Memory does not grow with their number. Fails likewise. */
TOL_API int tol_impact_new(struct tol_impact **out, struct tol_session *session,
			   const struct tol_impact_options *options);
TOL_API int tol_impact_feed(struct tol_impact *impact, const char *bytes, size_t length,
			    const char **out, size_t *out_length);
TOL_API int tol_impact_finish(struct tol_impact *impact, const char **out, size_t *out_length);
TOL_API const char *tol_impact_complaints(const struct tol_impact *impact, size_t *length);
TOL_API uint64_t tol_impact_line_count(const struct tol_impact *impact);
/* Lines that are bad on either side. */
TOL_API uint64_t tol_impact_bad_count(const struct tol_impact *impact);
TOL_API uint64_t tol_impact_flip_count(const struct tol_impact *impact);
/* Cases that come out the same, but to another effect, or with something else that mitigates or
 * aggravates: no flips. */
TOL_API uint64_t tol_impact_effect_count(const struct tol_impact *impact);
/* impact may be NULL. */
TOL_API void tol_impact_free(struct tol_impact *impact);

#ifdef __cplusplus
}
#endif

#endif
