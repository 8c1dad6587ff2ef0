/* Whether a case is complete, and its days in order. */
#include "api/decide/deciding.h"

struct lacking {
	bool lacks;
	const char *name[2]; /* by language */
	const char *member; /* of a line in a batch */
};

static bool is_complete(const struct case_input *input)
{
	return input->subject.len && input->organ.len && input->conduct_from != DATE_NONE &&
	       input->accountable != DATE_NONE;
}

static int check_complete(struct tol_session *session, const struct case_input *input)
{
	const struct lacking rows[] = {
		{input->subject.len == 0, {"--subject AUTHORITY", "--subject 机构"}, "subject"},
		{input->conduct_from == DATE_NONE, {"--conduct DATE", "--conduct 日期"}, "conduct"},
		{input->accountable == DATE_NONE, {"--accountable DATE", "--accountable 日期"},
		 "accountable"},
		{input->organ.len == 0, {"--by ORGAN", "--by 机构"}, "by"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (rows[i].lacks)
			return session_fail(session, TOL_EUSAGE, DIAG_CASE_LACKS,
					    ARGS(str_from(input->is_line
								  ? rows[i].member
								  : rows[i].name[session->language])),
					    input->is_line ? HINT_CASE_MEMBERS : HINT_CASE_FORM,
					    NO_ARGS);
	return TOL_OK;
}

static int fail_days(struct tol_session *session, int32_t first, int32_t second, enum diag_id id)
{
	struct buf early, late;
	buf_init(&early, &session->mem);
	buf_init(&late, &session->mem);
	buf_add_date(&early, first);
	buf_add_date(&late, second);
	int status = session_fail(session, TOL_EUSAGE, id, ARGS(buf_str(&early), buf_str(&late)),
				  HINT_NONE, NO_ARGS);
	buf_fini(&early);
	buf_fini(&late);
	return status;
}

/* Both are said, and in the wrong order. */
static bool out_of_order(int32_t early, int32_t late)
{
	return early != DATE_NONE && late != DATE_NONE && late < early;
}

static int check_days(struct tol_session *session, const struct case_input *input)
{
	const struct {
		int32_t early;
		int32_t late;
		enum diag_id id;
	} rows[] = {
		{input->conduct_from, input->conduct_to, DIAG_CONDUCT_ENDS_FIRST},
		{input->conduct_to, input->accountable, DIAG_CONDUCT_AFTER_ACCOUNTABILITY},
		{input->accountable, input->decided, DIAG_DECIDED_BEFORE_ACCOUNTABILITY},
		{input->accountable, input->closed, DIAG_CLOSED_BEFORE_ACCOUNTABILITY},
	};
	for (size_t i = 0; i < countof(rows); i++)
		if (out_of_order(rows[i].early, rows[i].late))
			return fail_days(session, rows[i].early, rows[i].late, rows[i].id);
	return TOL_OK;
}

bool case_is_sound(const struct case_input *input)
{
	return is_complete(input) && !out_of_order(input->conduct_from, input->conduct_to) &&
	       !out_of_order(input->conduct_to, input->accountable) &&
	       !out_of_order(input->accountable, input->decided) &&
	       !out_of_order(input->accountable, input->closed);
}

void case_tell_days(struct tol_answer *answer, const struct case_input *input)
{
	struct buf decided, closed;
	if (!out_of_order(input->decided, input->closed))
		return;
	buf_init(&decided, answer->answer.mem);
	buf_init(&closed, answer->answer.mem);
	buf_add_date(&decided, input->decided);
	buf_add_date(&closed, input->closed);
	struct diag *diag = diag_at(&answer->answer.diags, NULL, (struct span){0, 0},
				    DIAG_CLOSED_BEFORE_DECISION,
				    ARGS(buf_str(&decided), buf_str(&closed)));
	diag_hint(&answer->answer.diags, diag, HINT_CLOSED_BEFORE_DECISION, NO_ARGS);
	buf_fini(&decided);
	buf_fini(&closed);
}

int case_check(struct tol_session *session, const struct case_input *input)
{
	int status = check_complete(session, input);
	return status == TOL_OK ? check_days(session, input) : status;
}

void case_from_block(struct case_input *out, const struct ir_case *block)
{
	*out = (struct case_input){
		.blocks = {[CASE_BLOCK_NAMED] = block},
		.name = block->name,
		.title = block->title,
		.published = block->outcome,
		.source = block->source,
		.made_up = block->clause.provenance == IR_ILLUSTRATIVE,
		.subject = block->subject,
		.organ = block->accountable_by,
		.conduct_from = block->conduct_from,
		.conduct_to = block->conduct_to,
		.accountable = block->accountable,
		.decided = block->decided,
		.closed = block->closed,
	};
}

void case_from_file(struct case_input *out, const struct ir_case *block)
{
	out->blocks[CASE_BLOCK_FILE] = block;
	out->subject = block->subject;
	out->organ = block->accountable_by;
	out->conduct_from = block->conduct_from;
	out->conduct_to = block->conduct_to;
	out->accountable = block->accountable;
	out->decided = block->decided;
	out->closed = block->closed;
}
