/*
 * The inside of the public handles. A session owns one heap; running out of it in the middle of
 * anything leads back to the entry point, after which the session can only be freed.
 */
#ifndef TOLC_API_SESSION_H
#define TOLC_API_SESSION_H

#include "tolc.h"

#include "api/session/disk.h"
#include "emit/emit.h"
#include "history/history.h"

#include <setjmp.h>

struct tol_session {
	struct mem mem;
	struct disk disk;
	jmp_buf escape;
	bool spent;	    /* memory ran out */
	bool may_restart;   /* what is being done can be done again from its beginning */
	bool index_damaged; /* that was seen when it was done for the first time */
	char *directory;
	int64_t now;
	int32_t zone;
	enum language language;
	unsigned flags;
	void (*progress)(void *payload, size_t done, size_t total);
	void *payload;
	struct buf error;
	enum diag_id failed; /* what the error is */
	struct buf hint;
	struct text_compiler_factory compiler;
	struct history history; /* while a question about the record is being answered */
	bool history_open;
	const struct tol_record *record; /* asked where a question names none; NULL: HEAD is */
	struct tol_answer *answers; /* not freed yet */
};

/* A record that sessions of several threads ask. */
struct tol_record {
	struct tol_session *session; /* its history is open, and only read */
	const char *revision;	     /* NULL: HEAD */
	int worktree;
};

/* What an answer borrows from and gives back when it is freed, the last first. */
struct answer_holding {
	void (*release)(void *data);
	void *data;
};

struct tol_answer {
	struct answer answer; /* first: emit/ sees no more */
	struct tol_session *session;
	struct tol_answer *previous;
	struct tol_answer *next;
	struct arena arena;
	VEC(struct source *) sources;
	struct tol_session *other; /* the left side of a difference is held by it; NULL: none */
	VEC(struct mem *) heaps; /* of threads, with what they made; apart from the session's */
	struct buf rendered;
	VEC(struct answer_holding) holdings;
	struct tol_reason *reasons; /* of a verdict (reason.h) */
	size_t reason_count;
};

/* Runs work where running out of memory is caught. Clears the last error. */
int session_run(struct tol_session *session, int (*work)(struct tol_session *session, void *data),
		void *data);
/* The same for a question: *out is NULL where it fails. */
typedef int session_question(struct tol_answer **out, struct tol_session *session,
			     const void *options);
int session_ask(struct tol_answer **out, struct tol_session *session, session_question *question,
		const void *options);
/* How a question reads the index of a record, which may turn out to be damaged at any time. The
 * question is then asked again; what was made for it until then goes with the session. */
enum history_cache session_cache(const struct tol_session *session);
struct block_alarm session_alarm(struct tol_session *session);
void session_close_history(struct tol_session *session);
/* Keeps the message and hint of a diagnostic as the reason of a failure; returns the status. */
int session_fail(struct tol_session *session, enum tol_status status, enum diag_id id,
		 struct diag_args args, enum hint_id hint, struct diag_args hint_args);
/* What the system said, in the session's language. Static. */
struct str session_errno(const struct tol_session *session, int error);

/* Another one that asks as this one does, so that two records can be open. */
int session_beside(struct tol_session **out, const struct tol_session *session);

/* Empty, and on the session's list. */
struct tol_answer *answer_new(struct tol_session *session, enum answer_kind kind);
/* A text that lives as long as the answer; takes nothing over. */
struct source *answer_source(struct tol_answer *answer, struct str path, struct str text);
/* Gives back the heaps of threads. */
void answer_give_back(struct tol_answer *answer);
/* Copies into the answer. ptr NULL for NULL. */
struct str answer_text(struct tol_answer *answer, const char *text);
void answer_names(struct tol_answer *answer, const char *const *names, size_t count);
/* Gives the answer a session for the other side of a comparison. Where memory runs out in it, that of
 * the answer has run out. */
void answer_beside(struct tol_answer *answer);
/* What failed in that one becomes the reason in this; returns the status. */
int answer_beside_fail(struct tol_answer *answer, int status);
/* Says that what will be known at a time to come is not known yet; TOL_NO_TIME: none is asked
 * about. */
void answer_tell_ahead(struct tol_answer *answer, int64_t known_at);
/* data lives as long as the answer; release must not fail. */
void answer_hold(struct tol_answer *answer, void (*release)(void *data), void *data);
/* Sorts the diagnostics; the last step of every question. */
void answer_finish(struct tol_answer *answer);

/* Whether an option structure of so many bytes holds the member. */
#define OPTION_GIVEN(options, type, member)                                                        \
	((options) && (options)->size >= offsetof(type, member) + sizeof((options)->member))

#endif
