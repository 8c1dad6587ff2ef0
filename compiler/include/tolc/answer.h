/* What is done with any answer: rendering it, and walking its diagnostics, files and findings. */
#ifndef TOLC_ANSWER_H
#define TOLC_ANSWER_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

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

/* -- Walking an answer -- */

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
