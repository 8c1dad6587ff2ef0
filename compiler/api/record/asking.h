/*
 * One question about the record while it is being answered: the history is open, and seen as known
 * at the time asked about. Private to api/.
 */
#ifndef TOLC_API_ASKING_H
#define TOLC_API_ASKING_H

#include "api/session/session.h"

struct program;

struct asking {
	struct tol_session *session;
	struct tol_answer *answer;
	const struct tol_record_options *options; /* complete: a copy with defaults filled in */
	const struct tol_record *record; /* that is asked; NULL: one is opened */
	int32_t day;
	struct history_view *view;
	struct clock clock;	 /* asking_clock */
	const struct program *read; /* files that were parsed for the question already, or NULL */
	struct repo_error error; /* why the record could not be opened */
};

/* What was given, and what else counts. given may be NULL. */
void record_options_fill(struct tol_record_options *out, const struct tol_record_options *given);
/* Opens the record and begins the answer; where that fails nothing is left behind. */
int asking_begin(struct asking *asking, struct tol_session *session, enum answer_kind kind,
		 const void *options, enum history_extent extent);
/* Closes the record and hands the answer over. Returns TOL_OK. */
int asking_end(struct asking *asking, struct tol_answer **out);
/* The same, but nothing is answered; returns the status. */
int asking_fail(struct asking *asking, int status);

/* The same for an answer to another question that is under way, with which it stays: asking_part
 * only closes the record. What is in force is what can be asked. */
int asking_join(struct asking *asking, struct tol_answer *answer,
		const struct tol_record_options *options);
void asking_part(struct asking *asking);

/* What asking->error says becomes the session's reason; returns the status. */
int asking_fail_repo(struct asking *asking);

/* Where what leads to a revision and what leads to HEAD part: the last commit on the record of the
 * revision that HEAD contains. False where the revision itself has to be taken. */
bool asking_shared(char hex[OID_HEX_SIZE], struct tol_session *session, const char *revision);
/* What is held against something else must be one thing: a tag that was put before the branch that
 * is meant would hide what the change does. Fails where the revision, if it is there, has several
 * meanings; NULL has none. */
int asking_plain(struct asking *asking, const char *revision);
/* Whether the name is one of a revision. */
bool asking_is_revision(struct asking *asking, struct str name);
/* The revision on the left of a difference, whose right side is asked: where the two parted, if
 * that is wanted. Borrowed from the answer or the options. */
int asking_base(struct asking *asking, const char **out, const struct tol_diff_options *options);

/* Copies. ptr NULL where the text is empty. */
struct str asking_text(struct asking *asking, struct str text);
struct str asking_hex(struct asking *asking, const uint8_t *oid);
/* What is in a window and where it stands. */
void asking_window(struct asking *asking, struct answer_window *out, uint32_t list,
		   const struct window *window);
/* Fills in everything but windows and rules, from the text that says it; text may be NULL. */
void asking_list(struct asking *asking, struct answer_list *out, uint32_t list,
		 const struct text *text);
/* The lists that were asked for, by name or issuer; all that were known where none was named. Fails
 * where one is not on the record, or none has the issuer. */
int asking_lists(struct asking *asking, uint32_t **lists, size_t *count);
/* The only list of which a version has that title; NO_ENTRY: there is none, or are several. */
uint32_t asking_list_titled(struct asking *asking, struct str title);
/* For a name of no list on the record: advice on which was meant, and its argument. */
enum hint_id asking_list_meant(struct asking *asking, struct str *out, struct str name);
/* Why a day is uncertain that a text makes so. */
struct str asking_doubt(struct asking *asking, uint32_t list, const struct window *doubt);
/* Warns of a text of which nobody can tell whose it is, if it may be in force on one of the days; no
 * days: on any. Whether there is one. */
bool asking_tell_nameless(struct asking *asking, const int32_t *days, size_t count);
/* Why what was known at the time asked about is uncertain, or STR_NONE: the dates of commits. */
struct str asking_clock(struct asking *asking);

#endif
