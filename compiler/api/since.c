/* tolc check --since: a record before, a record after, and what the change between them does. */
#include "api/since.h"
#include "api/policy.h"

static void before_free(void *data)
{
	tol_answer_free(data);
}

/* Where the revision has gone on, what it has and HEAD has not is none of the change's. */
static int open_before(struct since_side *before, struct tol_session *session, const char *revision)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *answer;
	char shared[OID_HEX_SIZE];
	options.revision = asking_shared(shared, session, revision) ? shared : revision;
	int status = since_side_open(before, session, &options);
	if (status != TOL_OK)
		return status;
	status = since_decide(before, before);
	return status == TOL_OK ? asking_end(&before->asking, &answer)
				: asking_fail(&before->asking, status);
}

static int open_after(struct since_side *after, struct tol_session *session,
		      const struct since_side *before, const struct tol_check_options *options)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	wanted.worktree = options->worktree;
	int status = since_side_open(after, session, &wanted);
	if (status != TOL_OK) {
		tol_answer_free(before->asking.answer);
		return status;
	}
	answer_hold(after->asking.answer, before_free, before->asking.answer);
	status = since_decide(after, before);
	return status == TOL_OK ? status : asking_fail(&after->asking, status);
}

static void tell(struct since_side *after, const struct since_side *before)
{
	since_tell_findings(after, before);
	since_drop_old(after, before);
	since_tell_transitions(after, before);
	since_tell_past(after, before);
	since_tell_cases(after, before);
}

int since_ask(struct tol_answer **out, struct tol_session *session,
	      const struct tol_check_options *options)
{
	struct since_side before, after;
	int status = open_before(&before, session, options->since);
	if (status == TOL_OK)
		status = open_after(&after, session, &before, options);
	if (status != TOL_OK)
		return status;
	struct answer_query *query = &after.asking.answer->answer.query;
	query->since = answer_text(after.asking.answer, options->since);
	query->since_commit = before.asking.answer->answer.history.head;
	tell(&after, &before);
	policy_apply(after.asking.answer, POLICY_CHANGE);
	return asking_end(&after.asking, out);
}
