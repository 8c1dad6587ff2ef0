/*
 * A record that was resolved once. Its session keeps the history open, whole and checked, so that
 * those who ask it only read; each has its own heap, and its own handle on the repository.
 */
#include "api/record/asking.h"

#include <stdlib.h>

/* The question by which the record is opened has no answer. */
static void asking_leave(struct asking *asking)
{
	history_view_fini(asking->view);
	tol_answer_free(asking->answer);
}

static int open_history(struct tol_session *own, void *data)
{
	struct tol_record *record = data;
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	struct asking asking;
	wanted.revision = record->revision;
	wanted.worktree = record->worktree;
	int status = asking_begin(&asking, own, ANSWER_EFFECTIVE, &wanted, HISTORY_WHOLE);
	if (status == TOL_OK)
		asking_leave(&asking);
	return status;
}

static int keep_revision(struct tol_session *own, void *data)
{
	struct tol_record *record = data;
	size_t size = strlen(record->revision) + 1;
	char *kept = mem_alloc(&own->mem, size);
	memcpy(kept, record->revision, size);
	record->revision = kept;
	return TOL_OK;
}

/* Progress is for whoever opens it, and for him only. */
static int resolve(struct tol_record *record, const struct tol_session *asked)
{
	struct tol_session *own = record->session;
	int status = record->revision ? session_run(own, keep_revision, record) : TOL_OK;
	own->progress = asked->progress;
	own->payload = asked->payload;
	if (status == TOL_OK)
		status = session_run(own, open_history, record);
	own->progress = NULL;
	return status;
}

static int record_make(struct tol_session *session, void *data)
{
	struct tol_record *record = data;
	int status = session_beside(&record->session, session);
	if (status != TOL_OK)
		return status;
	status = resolve(record, session);
	if (status == TOL_OK)
		return TOL_OK;
	session->failed = record->session->failed;
	buf_add_text(&session->error, tol_session_error(record->session));
	buf_add_text(&session->hint, tol_session_hint(record->session));
	return status;
}

int tol_record_new(struct tol_record **out, struct tol_session *session,
		   const struct tol_record_options *options)
{
	struct tol_record_options filled;
	struct tol_record *record = calloc(1, sizeof(*record));
	*out = NULL;
	if (!record)
		return TOL_ENOMEM;
	record_options_fill(&filled, options);
	record->revision = filled.revision;
	record->worktree = filled.worktree;
	int status = session_run(session, record_make, record);
	if (status == TOL_OK)
		*out = record;
	else
		tol_record_free(record);
	return status;
}

int tol_record_session(struct tol_session **out, const struct tol_record *record)
{
	int status = session_beside(out, record->session);
	if (status == TOL_OK)
		(*out)->record = record;
	return status;
}

void tol_record_free(struct tol_record *record)
{
	if (!record)
		return;
	tol_session_free(record->session);
	free(record);
}
