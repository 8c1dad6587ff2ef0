/* What all of the library shares, and the session that is asked: status, days and times. */
#ifndef TOLC_SESSION_H
#define TOLC_SESSION_H

#include <stddef.h>
#include <stdint.h>

#define TOL_VERSION_MAJOR 0
#define TOL_VERSION_MINOR 1
#define TOL_VERSION_PATCH 0
#define TOL_VERSION	  "0.1.0"

#if defined(__GNUC__)
#define TOL_API __attribute__((visibility("default")))
#else
#define TOL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum tol_status {
	TOL_OK = 0,
	TOL_ENOMEM = -1,      /* out of memory: the session can only be freed */
	TOL_EUSAGE = -2,      /* an argument makes no sense */
	TOL_EREAD = -3,	      /* a file or folder cannot be read */
	TOL_EREPOSITORY = -4, /* no repository, or one that cannot be read */
	TOL_EINCOMPLETE = -5, /* the record has been cut short: a shallow or partial clone */
	TOL_ENOTFOUND = -6,   /* no such list, revision or code */
	TOL_EINTERNAL = -7    /* a mistake in this library */
};

enum tol_language { TOL_ENGLISH, TOL_CHINESE };

/* In rising order. */
enum tol_severity { TOL_CLEAN, TOL_NOTE, TOL_WARNING, TOL_ERROR };

#define TOL_NO_DATE    INT32_MIN /* not said; in options: not asked for */
#define TOL_OPEN       INT32_MAX /* the end of an interval that has none */
#define TOL_NO_TIME    INT64_MIN
#define TOL_ZONE_CHINA 28800 /* +08:00 */

/* The version of the library in use, "0.1.0"; TOL_VERSION is that of the header. Static. */
TOL_API const char *tol_version(void);

/* YYYY-MM-DD or 2021年3月1日; TOL_NO_DATE where the text is not a day of the calendar. */
TOL_API int32_t tol_date_parse(const char *text);
/* Writes YYYY-MM-DD and a NUL. */
TOL_API void tol_date_write(char out[11], int32_t date);
/* An RFC 3339 time, or a date, which stands for the last second of that day in the zone;
 * TOL_NO_TIME where it is neither. */
TOL_API int64_t tol_time_parse(const char *text, int32_t zone);
/* +08:00, -03:30 or Z; TOL_EUSAGE, and *zone unchanged, where it is none of them. */
TOL_API int tol_zone_parse(int32_t *zone, const char *text);

/* -- Sessions -- */

struct tol_session;

enum tol_session_flag {
	TOL_NO_CACHE = 1 /* neither read nor write the index kept beside the repository's objects */
};

struct tol_session_options {
	size_t size;		    /* sizeof(struct tol_session_options) */
	const char *directory;	    /* where to look for files and the repository; NULL: "." */
	int64_t now;		    /* what counts as now; days are counted in the zone */
	int32_t zone;		    /* of the record's days */
	enum tol_language language; /* of messages and of what is rendered */
	unsigned flags;		    /* of enum tol_session_flag */
	/* Called now and then while the record is read; total is 0 while unknown. May be NULL. */
	void (*progress)(void *payload, size_t done, size_t total);
	void *payload;
};

#define TOL_SESSION_OPTIONS_INIT                                                                   \
	{                                                                                          \
		sizeof(struct tol_session_options), NULL, 0, TOL_ZONE_CHINA, TOL_ENGLISH, 0, NULL, \
			NULL                                                                       \
	}

/* The strings are copied. TOL_ENOMEM leaves *out NULL. */
TOL_API int tol_session_new(struct tol_session **out, const struct tol_session_options *options);
/* Frees the answers it gave as well. session may be NULL. */
TOL_API void tol_session_free(struct tol_session *session);
/* Why the last call on the session failed: one line; "" where none did. Borrowed until the next
 * call on the session. */
TOL_API const char *tol_session_error(const struct tol_session *session);
/* What could be done about it; "" where nothing is known. Borrowed likewise. */
TOL_API const char *tol_session_hint(const struct tol_session *session);

/* -- What is asked and answered -- */

struct tol_answer;

/* A text in memory that stands for a file, or in its place where there is one. */
struct tol_text {
	const char *path; /* as it is to be named; "-": standard input */
	const char *bytes;
	size_t length; /* bytes */
};

#ifdef __cplusplus
}
#endif

#endif
