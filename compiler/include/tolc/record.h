/*
 * Questions about the record: which version of a list was in force when, and what weakens the
 * record; and a record that many threads ask.
 */
#ifndef TOLC_RECORD_H
#define TOLC_RECORD_H

#include "session.h"

#ifdef __cplusplus
extern "C" {
#endif

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
/* What a rule says, in sentences, where it stands, and in which versions: "LIST/RULE". options->at
 * is the day; where it was not in force then, the last version before that has it is told, or the
 * first after. options->lists is not asked. Fails likewise; TOL_ENOTFOUND also where no version has
 * the rule. */
TOL_API int tol_explain_rule(struct tol_answer **out, struct tol_session *session, const char *rule,
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

/* -- Walking lists -- */

enum tol_list_status { TOL_LIST_IN_FORCE, TOL_LIST_UNCERTAIN };

struct tol_list;
struct tol_rule;
struct tol_window;
TOL_API size_t tol_answer_list_count(const struct tol_answer *answer);
TOL_API const struct tol_list *tol_answer_list(const struct tol_answer *answer, size_t index);
TOL_API const char *tol_list_name(const struct tol_list *list);
TOL_API const char *tol_list_title(const struct tol_list *list);
TOL_API const char *tol_list_issuer(const struct tol_list *list);
TOL_API const char *tol_list_issuer_title(const struct tol_list *list);
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

#ifdef __cplusplus
}
#endif

#endif
