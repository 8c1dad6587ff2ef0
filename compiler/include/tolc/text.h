/* Questions about texts: what is wrong with them, their canonical form, and the tool itself. */
#ifndef TOLC_TEXT_H
#define TOLC_TEXT_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

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
 * is one tree, with what lies beside the files. In a repository its record, with the files on top,
 * says which texts are in force together; where it cannot be read, a diagnostic says so. How grave
 * a finding is, .tolpolicy at the top of the tree may say. Fails: TOL_EREAD where a path cannot be
 * read.
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

#ifdef __cplusplus
}
#endif

#endif
