/* tolc check --since: a record before, a record after, and what the change between them does. */
#include "api/change/since.h"
#include "api/text/policy.h"

/* Where the revision has gone on, what it has and HEAD has not is none of the change's. Its record
 * is open beside that of the session. */
static int open_before(struct since_side *before, struct tol_answer *answer,
		       const struct tol_check_options *given)
{
	const char *revision = given->since;
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	char shared[OID_HEX_SIZE];
	answer_beside(answer);
	options.revision = asking_shared(shared, answer->other, revision) ? shared : revision;
	int status = since_side_open(before, answer->other, &options, given->logic);
	return status == TOL_OK ? status : answer_beside_fail(answer, status);
}

static int open_after(struct since_side *after, struct tol_session *session,
		      const struct tol_check_options *options)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	wanted.worktree = options->worktree;
	return since_side_open(after, session, &wanted, options->logic);
}

static int decide_cases(struct since_side *after, struct since_side *before)
{
	int status = since_decide(before, before);
	if (status != TOL_OK)
		return answer_beside_fail(after->asking.answer, status);
	return since_decide(after, before);
}

static int tell(struct since_side *after, struct since_side *before)
{
	since_tell_findings(after, before);
	since_drop_old(after, before);
	crossings_join(&after->asking.answer->answer.diags);
	since_tell_transitions(after, before);
	int status = since_tell_past(after, before);
	if (status != TOL_OK)
		return status;
	since_tell_cases(after, before);
	return since_tell_harm(after, before);
}

static int hold(struct since_side *after, struct since_side *before,
		const struct tol_check_options *options)
{
	struct answer_query *query = &after->asking.answer->answer.query;
	struct tol_answer *kept; /* the other session has it */
	int status = asking_plain(&after->asking, options->since);
	if (status == TOL_OK)
		status = open_before(before, after->asking.answer, options);
	if (status == TOL_OK)
		status = decide_cases(after, before);
	if (status != TOL_OK)
		return status;
	query->since = answer_text(after->asking.answer, options->since);
	query->since_commit = before->asking.answer->answer.history.head;
	status = tell(after, before);
	return status == TOL_OK ? asking_end(&before->asking, &kept) : status;
}

int since_ask(struct tol_answer **out, struct tol_session *session,
	      const struct tol_check_options *options)
{
	struct since_side before, after;
	int status = open_after(&after, session, options);
	if (status != TOL_OK)
		return status;
	status = hold(&after, &before, options);
	if (status != TOL_OK)
		return asking_fail(&after.asking, status);
	policy_apply(after.asking.answer, POLICY_CHANGE);
	return asking_end(&after.asking, out);
}
