/*
 * libtolc: what a list of exemptions says, and which version of it was in force when.
 *
 * A session reads texts and the record of a repository and gives answers; an answer is rendered, or
 * walked with the functions below. The library prints nothing, ends no process, reads no clock, no
 * environment and no locale, and has no state outside its handles. A session and its answers are
 * used by one thread at a time; but functions that take an answer, or a part of one, as const may be
 * called by any number of threads at once. Different sessions are independent; those of several
 * threads can ask one record that was resolved once (tol_record_new).
 *
 * Shapes: text is UTF-8, terminated by NUL. Paths use '/'. A date is a count of days since
 * 1970-01-01 (int32_t), a time a count of seconds since 1970-01-01T00:00:00Z (int64_t), a zone the
 * seconds it is ahead of UTC.
 * Ownership: a handle that comes out of a function through `out` is the caller's and has a _free;
 * everything else that is returned is borrowed from the handle it was asked of.
 * Errors: functions that can fail return 0, or a negative enum tol_status and leave the reason in
 * the session; *out is then NULL. Mistakes in a user's text are no failure: they are diagnostics of
 * the answer. Option structures begin with their own size, so that they can grow.
 */
#ifndef TOLC_H
#define TOLC_H

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

/* -- Questions -- */

struct tol_answer;

/* A text in memory that stands for a file, or in its place where there is one. */
struct tol_text {
	const char *path; /* as it is to be named; "-": standard input */
	const char *bytes;
	size_t length; /* bytes */
};

/* How far the logic of lists is looked into: rules that do nothing, clash or cross a red line above
 * them; besides, cases that a list leaves silent; or not at all. */
enum tol_logic { TOL_LOGIC_RULES, TOL_LOGIC_GAPS, TOL_LOGIC_NONE };

/* Which files: every .tol file of the enclosing repository (without one: below the directory) that
 * .tolignore does not keep off the record, or those named here, folders with all they hold. */
struct tol_check_options {
	size_t size; /* sizeof(struct tol_check_options) */
	const char *const *paths;
	size_t path_count; /* 0, and text_count 0: all */
	const struct tol_text *texts;
	size_t text_count;
	enum tol_logic logic;
	const char *since; /* git's revision syntax; NULL: not about a change. Then nothing above */
	int worktree;	   /* since: 1: uncommitted files count as recorded now */
};

#define TOL_CHECK_OPTIONS_INIT                                                                     \
	{                                                                                          \
		sizeof(struct tol_check_options), NULL, 0, NULL, 0, TOL_LOGIC_RULES, NULL, 0         \
	}

/* What is wrong with the texts. A file on the record is read with the whole tree it belongs to, and
 * what is wrong with it alone is told; files off the record that are named, and texts in memory
 * that stand for no file on it, are read as a tree of their own. Outside a repository what is named
 * is one tree, with what lies beside the files. How grave a finding is, .tolpolicy at the top of the
 * tree may say. Fails: TOL_EREAD where a path cannot be read.
 *
 * since: what the commits from there, or from where the two part, to HEAD do to the record. What is
 * wrong with the texts of HEAD and was not before; what was recorded, taken away or left out without
 * a word; days of the past for which it answers otherwise now; published cases that come out
 * otherwise. Fails as tol_effective. */
TOL_API int tol_check(struct tol_answer **out, struct tol_session *session,
		      const struct tol_check_options *options);

enum tol_keywords { TOL_KEYWORDS_KEEP, TOL_KEYWORDS_ENGLISH, TOL_KEYWORDS_CHINESE };

/* What rendering the answer for a reader shows. */
enum tol_format_show { TOL_SHOW_TEXT, TOL_SHOW_NAMES, TOL_SHOW_DIFF };

struct tol_format_options {
	size_t size; /* sizeof(struct tol_format_options) */
	const char *const *paths;
	size_t path_count; /* 0, and text_count 0: all */
	const struct tol_text *texts;
	size_t text_count;
	enum tol_keywords keywords;
	enum tol_format_show show;
};

#define TOL_FORMAT_OPTIONS_INIT                                                                    \
	{                                                                                          \
		sizeof(struct tol_format_options), NULL, 0, NULL, 0, TOL_KEYWORDS_KEEP,            \
			TOL_SHOW_TEXT                                                              \
	}

/* The texts in canonical form: one tol_file for each. A text that does not parse is told as
 * diagnostics and is left as it is. Fails as tol_check. */
TOL_API int tol_format(struct tol_answer **out, struct tol_session *session,
		       const struct tol_format_options *options);

struct tol_record_options {
	size_t size;		  /* sizeof(struct tol_record_options) */
	const char *const *lists; /* declared names */
	size_t list_count;	  /* 0: all */
	int32_t at;		  /* tol_effective: the day asked about; TOL_NO_DATE: today */
	int64_t known_at;	  /* what the record said then; TOL_NO_TIME: all it says now */
	const char *revision;	  /* git's revision syntax; NULL: HEAD */
	int worktree;		  /* 1: uncommitted files count as recorded now */
	const char *issuer;	  /* of these lists those alone that it, or an authority below it,
				   * issued in any version; NULL: all. Not for tol_doctor */
};

#define TOL_RECORD_OPTIONS_INIT                                                                    \
	{                                                                                          \
		sizeof(struct tol_record_options), NULL, 0, TOL_NO_DATE, TOL_NO_TIME, NULL, 0,     \
			NULL                                                                       \
	}

/* The lists in force on a day, with the version and the rules that were: one tol_list for each,
 * ordered by name. Fails: TOL_EREPOSITORY, TOL_EINCOMPLETE, TOL_ENOTFOUND (revision, list,
 * issuer). */
TOL_API int tol_effective(struct tol_answer **out, struct tol_session *session,
			  const struct tol_record_options *options);
/* Every window of every version of the lists: one tol_list for each. Fails likewise. */
TOL_API int tol_timeline(struct tol_answer **out, struct tol_session *session,
			 const struct tol_record_options *options);
/* What weakens the record: one tol_finding for each. Fails likewise, but an incomplete record is a
 * finding. */
TOL_API int tol_doctor(struct tol_answer **out, struct tol_session *session,
		       const struct tol_record_options *options);

/* A record that was resolved once, for the sessions of any number of threads. It stays as it was when
 * it was opened, whatever is committed since. */
struct tol_record;

/* Opens the record of options->revision and options->worktree; the rest of options is for questions.
 * The record lives on without the session. Fails as tol_effective. */
TOL_API int tol_record_new(struct tol_record **out, struct tol_session *session,
			   const struct tol_record_options *options);
/* A session for one thread, which asks as the record's did. Questions that name neither a revision
 * nor the work tree are answered from the record, all others as in any session. Any thread may call
 * it at any time. TOL_ENOMEM leaves *out NULL. */
TOL_API int tol_record_session(struct tol_session **out, const struct tol_record *record);
/* After the sessions of the record were freed. record may be NULL. */
TOL_API void tol_record_free(struct tol_record *record);

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
struct tol_decide_options {
	size_t size;		 /* sizeof(struct tol_decide_options) */
	const char *case_name;	 /* a case block of the files as they stand; NULL: none */
	const char *subject;	 /* authority; NULL: as the case block says; so all that follows */
	int32_t conduct;	 /* its first day */
	int32_t conduct_to;	 /* its last day; TOL_NO_DATE: the same */
	int32_t accountable;	 /* when accountability started */
	const char *by;		 /* the organ that started it */
	int32_t decided;	 /* TOL_NO_DATE: not yet */
	int32_t closed;		 /* TOL_NO_DATE: not yet */
	const struct tol_text *facts; /* a JSON object of facts; NULL: none */
	const char *const *sets; /* facts, "NAME=VALUE", instead of what is said elsewhere */
	size_t set_count;
	int explain;		 /* 1: readers want the reasons too; other formats always hold them */
	int64_t known_at;	 /* as of tol_record_options */
	const char *revision;
	int worktree;
};

#define TOL_DECIDE_OPTIONS_INIT                                                                    \
	{                                                                                          \
		sizeof(struct tol_decide_options), NULL, NULL, TOL_NO_DATE, TOL_NO_DATE,           \
			TOL_NO_DATE, NULL, TOL_NO_DATE, TOL_NO_DATE, NULL, NULL, 0, 0,     \
			TOL_NO_TIME, NULL, 0                                               \
	}

/* The verdict on one case: which outcomes are possible, under which rules of which versions of which
 * lists, what facts would settle it and whose ruling it needs. Fails as tol_effective;
 * TOL_EUSAGE where the case lacks something or says what cannot be, TOL_ENOTFOUND where there is no
 * such case block. */
TOL_API int tol_decide(struct tol_answer **out, struct tol_session *session,
		       const struct tol_decide_options *options);

/* Whether an answer of tol_decide that was rendered as JSON still holds: its seal, the same question
 * asked again of the same record as of the same moment, held against it byte for byte, and the same
 * case on the record as it is now. tol_answer_differs tells whether any of it differs. Fails as
 * tol_decide; TOL_EUSAGE where the text is no such answer. */
TOL_API int tol_replay(struct tol_answer **out, struct tol_session *session,
		       const struct tol_text *text);

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

/* -- Many cases -- */

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
 * its own what could be done. Borrowed until the next call on the batch. */
TOL_API const char *tol_batch_complaints(const struct tol_batch *batch, size_t *length);
/* Lines so far, blank ones included; and how many were bad. */
TOL_API uint64_t tol_batch_line_count(const struct tol_batch *batch);
TOL_API uint64_t tol_batch_bad_count(const struct tol_batch *batch);
/* batch may be NULL. */
TOL_API void tol_batch_free(struct tol_batch *batch);

/* What a change would have made of cases: each is decided on both sides of tol_diff, and told where
 * it comes out otherwise, as outcome or in the ruling that it needs. */
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
/* impact may be NULL. */
TOL_API void tol_impact_free(struct tol_impact *impact);

struct tol_test_options {
	size_t size; /* sizeof(struct tol_test_options) */
	const char *const *paths;
	size_t path_count;    /* 0: every case block of the tree */
	const char *revision; /* the record that leads there; NULL: HEAD, and on it the files as they
			       * stand, uncommitted changes included */
	int64_t known_at;     /* TOL_NO_TIME: all that is recorded */
	int coverage;	      /* 1: tell which versions, rules and exceptions the cases reached */
	int fail_under;	      /* percent of rules and exceptions that must be; -1: none */
};

#define TOL_TEST_OPTIONS_INIT                                                                      \
	{                                                                                          \
		sizeof(struct tol_test_options), NULL, 0, NULL, TOL_NO_TIME, 0, -1                 \
	}

/* Whether the lists say of each case block what it expects: tol_answer_differs tells whether any
 * failed, or too little was reached. Fails as tol_check and tol_effective. */
TOL_API int tol_test(struct tol_answer **out, struct tol_session *session,
		     const struct tol_test_options *options);

enum tol_stage { TOL_STAGE_PARSE, TOL_STAGE_CHECK, TOL_STAGE_IR };

struct tol_dump_options {
	size_t size; /* sizeof(struct tol_dump_options) */
	const char *path;
	const struct tol_text *text; /* in place of path; NULL: none */
	enum tol_stage stage;
};

#define TOL_DUMP_OPTIONS_INIT                                                                      \
	{                                                                                          \
		sizeof(struct tol_dump_options), NULL, NULL, TOL_STAGE_PARSE                       \
	}

/* What the compiler made of one file after a stage, for those who work on it; not a stable form.
 * Fails as tol_check. */
TOL_API int tol_dump(struct tol_answer **out, struct tol_session *session,
		     const struct tol_dump_options *options);

/* The tool itself: what a program without questions of its own can ask. */
TOL_API int tol_about(struct tol_answer **out, struct tol_session *session);

/* The page of a diagnostic code ("TOL0201", in either case). Fails: TOL_ENOTFOUND. */
TOL_API int tol_explain(struct tol_answer **out, struct tol_session *session, const char *code);

/* -- Answers -- */

/* answer may be NULL. */
TOL_API void tol_answer_free(struct tol_answer *answer);
/* The gravest of its diagnostics and findings; suppressed ones do not count. */
TOL_API enum tol_severity tol_answer_severity(const struct tol_answer *answer);
/* 1 where a file or folder that belongs to what was asked about could not be read. */
TOL_API int tol_answer_unread(const struct tol_answer *answer);
/* 1 where something that was asked to be checked differs: tol_format, and a text is not in
 * canonical form; tol_test, tol_replay, tol_diff as they say. */
TOL_API int tol_answer_differs(const struct tol_answer *answer);
/* tol_check: 1 where a file that was asked about lies in the tree that the record is of; outside a
 * repository there is none. */
TOL_API int tol_answer_on_record(const struct tol_answer *answer);

enum tol_output {
	TOL_OUTPUT_HUMAN,
	TOL_OUTPUT_SHORT,  /* a line for each result or diagnostic */
	TOL_OUTPUT_JSON,   /* one envelope, schema tolc/1 */
	TOL_OUTPUT_JSONL,  /* the envelope without its results, then a line for each of them */
	TOL_OUTPUT_SARIF,  /* 2.1.0; answers of tol_check and tol_diff only */
	TOL_OUTPUT_GITHUB, /* workflow commands; answers of tol_check and tol_diff only */
	TOL_OUTPUT_JUNIT,  /* as JUnit writes it; tol_check, tol_test and tol_diff only */
	TOL_OUTPUT_MD,	   /* a sheet for people; answers of tol_decide and tol_diff only */
	TOL_OUTPUT_COUNT
};

/* "human", "short", …; NULL past the last. Static. */
TOL_API const char *tol_output_name(enum tol_output output);
/* 1 where the answer can be rendered so. */
TOL_API int tol_answer_offers(const struct tol_answer *answer, enum tol_output output);

enum tol_part {
	TOL_PART_RESULTS = 1,
	TOL_PART_DIAGNOSTICS = 2 /* the other formats than human and short always hold both */
};

struct tol_style {
	size_t size;	  /* sizeof(struct tol_style) */
	unsigned parts;	  /* of enum tol_part */
	unsigned columns; /* of the terminal; at least 40 */
	int color;	  /* 1: with ANSI colours */
	int verbosity;	  /* -1: no summaries, 0, 1: every detail of provenance */
	int terminal;	  /* 1: what could drive one is made visible in texts too */
};

#define TOL_STYLE_INIT                                                                             \
	{                                                                                          \
		sizeof(struct tol_style), TOL_PART_RESULTS | TOL_PART_DIAGNOSTICS, 80, 0, 0, 0     \
	}

/* Bytes borrowed from the answer until it is rendered again or freed, terminated by NUL. style may
 * be NULL. Fails: TOL_EUSAGE where the answer does not offer the format. */
TOL_API int tol_answer_render(const char **bytes, size_t *length, struct tol_answer *answer,
			      enum tol_output output, const struct tol_style *style);

/* -- Walking an answer: an index past the end gives NULL; text that was not said is NULL -- */

struct tol_diagnostic;
TOL_API size_t tol_answer_diagnostic_count(const struct tol_answer *answer);
TOL_API const struct tol_diagnostic *tol_answer_diagnostic(const struct tol_answer *answer,
							   size_t index);
TOL_API const char *tol_diagnostic_code(const struct tol_diagnostic *diagnostic);
TOL_API enum tol_severity tol_diagnostic_severity(const struct tol_diagnostic *diagnostic);
TOL_API const char *tol_diagnostic_message(const struct tol_diagnostic *diagnostic);
TOL_API const char *tol_diagnostic_help(const struct tol_diagnostic *diagnostic);
/* NULL: about no place in a text; the numbers below are then 0. */
TOL_API const char *tol_diagnostic_path(const struct tol_diagnostic *diagnostic);
TOL_API uint32_t tol_diagnostic_line(const struct tol_diagnostic *diagnostic); /* from 1 */
/* From 1, in code points. */
TOL_API uint32_t tol_diagnostic_column(const struct tol_diagnostic *diagnostic);
TOL_API uint32_t tol_diagnostic_byte(const struct tol_diagnostic *diagnostic);	 /* from 0 */
TOL_API uint32_t tol_diagnostic_length(const struct tol_diagnostic *diagnostic); /* bytes */

struct tol_file;
TOL_API size_t tol_answer_file_count(const struct tol_answer *answer);
TOL_API const struct tol_file *tol_answer_file(const struct tol_answer *answer, size_t index);
/* As it can be opened from the session's directory. */
TOL_API const char *tol_file_path(const struct tol_file *file);
/* Its canonical form; NULL where it does not parse. May hold NUL: see the length, in bytes. */
TOL_API const char *tol_file_text(const struct tol_file *file);
TOL_API size_t tol_file_length(const struct tol_file *file);
/* 1 where the canonical form is another than the text. */
TOL_API int tol_file_changed(const struct tol_file *file);

enum tol_list_status { TOL_LIST_IN_FORCE, TOL_LIST_UNCERTAIN };

struct tol_list;
struct tol_rule;
struct tol_window;
TOL_API size_t tol_answer_list_count(const struct tol_answer *answer);
TOL_API const struct tol_list *tol_answer_list(const struct tol_answer *answer, size_t index);
TOL_API const char *tol_list_name(const struct tol_list *list);
TOL_API const char *tol_list_title(const struct tol_list *list);
TOL_API const char *tol_list_issuer(const struct tol_list *list);
TOL_API const char *tol_list_level(const struct tol_list *list);
TOL_API enum tol_list_status tol_list_status(const struct tol_list *list);
/* Why it is uncertain. */
TOL_API const char *tol_list_reason(const struct tol_list *list);
/* tol_effective: the rules in force that day, in the order of the text. */
TOL_API size_t tol_list_rule_count(const struct tol_list *list);
TOL_API const struct tol_rule *tol_list_rule(const struct tol_list *list, size_t index);
/* tol_effective: the window that answers, alone (none where the list is uncertain and no text is
 * legible); tol_timeline: all, by their first day. */
TOL_API size_t tol_list_window_count(const struct tol_list *list);
TOL_API const struct tol_window *tol_list_window(const struct tol_list *list, size_t index);

/* "tolerate", "bar", "redline", "mitigate", "aggravate" */
TOL_API const char *tol_rule_kind(const struct tol_rule *rule);
TOL_API const char *tol_rule_id(const struct tol_rule *rule);
TOL_API const char *tol_rule_title(const struct tol_rule *rule);
TOL_API const char *tol_rule_article(const struct tol_rule *rule);
/* "verified", "reported", "illustrative" */
TOL_API const char *tol_rule_provenance(const struct tol_rule *rule);
TOL_API const char *tol_rule_citation(const struct tol_rule *rule);
TOL_API uint32_t tol_rule_line(const struct tol_rule *rule); /* from 1 */

/* "in_force", "corrected", "withdrawn", "displaced", "scheduled", "pending", "draft", "uncertain",
 * "gap" */
TOL_API const char *tol_window_state(const struct tol_window *window);
TOL_API int32_t tol_window_from(const struct tol_window *window);
TOL_API int32_t tol_window_to(const struct tol_window *window); /* excluded; TOL_OPEN */
TOL_API int32_t tol_window_promulgated(const struct tol_window *window);
TOL_API int32_t tol_window_effective(const struct tol_window *window);
/* When the text came on the record, per commit dates; TOL_NO_TIME: it did not. */
TOL_API int64_t tol_window_recorded(const struct tol_window *window);
TOL_API const char *tol_window_commit(const struct tol_window *window); /* 40 hex digits */
TOL_API const char *tol_window_path(const struct tol_window *window);
TOL_API const char *tol_window_blob(const struct tol_window *window); /* 40 hex digits */
/* "next", "expires", "repeal"; NULL: nothing ends it. */
TOL_API const char *tol_window_ended_by(const struct tol_window *window);
/* The list or rule whose repeal ends it. */
TOL_API const char *tol_window_ended_by_name(const struct tol_window *window);

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

/* -- Walking a verdict (tol_decide); of other answers nothing -- */

enum tol_outcome { TOL_TOLERATED = 1, TOL_BARRED = 2, TOL_SILENT = 4, TOL_CONFLICT = 8 };

/* Those that are still possible, of enum tol_outcome; never none. */
TOL_API unsigned tol_verdict_outcomes(const struct tol_answer *answer);
/* 0 where not all completions could be gone through, so that an outcome may be named that cannot be. */
TOL_API int tol_verdict_is_exact(const struct tol_answer *answer);
TOL_API size_t tol_verdict_ruling_count(const struct tol_answer *answer);
TOL_API const char *tol_verdict_ruling_by(const struct tol_answer *answer, size_t index);
/* "version", "same_issuer", "same_level", "advisory", "undeclared" */
TOL_API const char *tol_verdict_ruling_why(const struct tol_answer *answer, size_t index);
/* 1 where no completion of the case does without a ruling. */
TOL_API int tol_verdict_ruling_is_certain(const struct tol_answer *answer);
/* The minimal sets of facts that can settle it, and the facts in each. */
TOL_API size_t tol_verdict_needed_count(const struct tol_answer *answer);
TOL_API size_t tol_verdict_needed_size(const struct tol_answer *answer, size_t set);
TOL_API const char *tol_verdict_needed(const struct tol_answer *answer, size_t set, size_t index);
/* The fact that would tell most, by its name; NULL where nothing is left to ask. */
TOL_API const char *tol_verdict_question(const struct tol_answer *answer);
/* How its vocabulary asks for it; NULL: it does not say. */
TOL_API const char *tol_verdict_question_text(const struct tol_answer *answer);
/* "bool", "money", "count", "date", "one of", "set of" */
TOL_API const char *tol_verdict_question_type(const struct tol_answer *answer);
TOL_API size_t tol_verdict_question_choice_count(const struct tol_answer *answer);
TOL_API const char *tol_verdict_question_choice(const struct tol_answer *answer, size_t index);
/* What people call it; NULL: it has but that name. */
TOL_API const char *tol_verdict_question_choice_label(const struct tol_answer *answer, size_t index);

/* Why: a tree. Its roots are the ways in which the case can come out, one for each outcome. */
enum tol_reason_kind {
	TOL_REASON_WAY,	      /* name: outcome; below it what it supposes, lists, steps */
	TOL_REASON_SUPPOSED,  /* name: a fact that is not given; value: what it takes */
	TOL_REASON_LIST,      /* value: effective date of its version; below it scope, rules in force */
	TOL_REASON_SCOPE,     /* a condition */
	TOL_REASON_RULE,      /* value: its kind; below it its condition, exceptions */
	TOL_REASON_EXCEPTION, /* likewise */
	TOL_REASON_CONDITION, /* text: as written; name and value: of the fact, where it asks one */
	TOL_REASON_STEP	      /* name: principle; text: the law behind it; value: who must rule */
};

struct tol_reason;
TOL_API size_t tol_verdict_reason_count(const struct tol_answer *answer);
TOL_API const struct tol_reason *tol_verdict_reason(const struct tol_answer *answer, size_t index);
TOL_API size_t tol_reason_child_count(const struct tol_reason *reason);
TOL_API const struct tol_reason *tol_reason_child(const struct tol_reason *reason, size_t index);
TOL_API enum tol_reason_kind tol_reason_kind(const struct tol_reason *reason);
TOL_API const char *tol_reason_name(const struct tol_reason *reason);
TOL_API const char *tol_reason_title(const struct tol_reason *reason);
TOL_API const char *tol_reason_article(const struct tol_reason *reason);
TOL_API const char *tol_reason_text(const struct tol_reason *reason);
/* "true", "false", "unknown"; of a list its outcome, NULL where that is open. */
TOL_API const char *tol_reason_is(const struct tol_reason *reason);
TOL_API const char *tol_reason_value(const struct tol_reason *reason);
/* Of a step: the list that goes before the other; of a list, 1 where the outcome rests on it. */
TOL_API const char *tol_reason_winner(const struct tol_reason *reason);
TOL_API const char *tol_reason_loser(const struct tol_reason *reason);
TOL_API int tol_reason_prevails(const struct tol_reason *reason);
/* Within the tree of its commit; NULL and 0: it stands nowhere. */
TOL_API const char *tol_reason_path(const struct tol_reason *reason);
TOL_API uint32_t tol_reason_line(const struct tol_reason *reason);

struct tol_finding;
TOL_API size_t tol_answer_finding_count(const struct tol_answer *answer);
TOL_API const struct tol_finding *tol_answer_finding(const struct tol_answer *answer, size_t index);
TOL_API const char *tol_finding_code(const struct tol_finding *finding); /* "TOL0605" */
TOL_API enum tol_severity tol_finding_severity(const struct tol_finding *finding);
TOL_API const char *tol_finding_message(const struct tol_finding *finding);
TOL_API const char *tol_finding_help(const struct tol_finding *finding);
TOL_API const char *tol_finding_commit(const struct tol_finding *finding); /* 40 hex digits */
TOL_API const char *tol_finding_path(const struct tol_finding *finding);

#ifdef __cplusplus
}
#endif

#endif
