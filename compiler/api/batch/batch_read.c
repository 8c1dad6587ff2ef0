/*
 * A line to a row. A line that says nothing odd is read by batch_quick.c; every other one here,
 * token by token, with a place for whatever is wrong.
 */
#include "api/batch/batch.h"

#include "base/text/json_read.h"
#include "emit/machine/json.h"

struct reading {
	struct tol_batch *batch;
	struct json_read json;
	struct json_text text;
	struct case_input input;
	struct str name; /* of the member at hand */
	uint32_t seen;	 /* members, bits */
	struct str id;	 /* as JSON; ptr NULL: none */
};

static int fail_json(struct reading *r)
{
	return json_text_fail(r->batch->session, &r->text, &r->json);
}

static int fail_value(struct reading *r, enum hint_id hint)
{
	return r->json.error ? fail_json(r)
			     : json_text_fail_at(r->batch->session, &r->text,
						 json_read_offset(&r->json), DIAG_FACT_JSON_TYPE,
						 r->name, hint);
}

/* -- members -- */

static struct str token_text(const struct reading *r)
{
	return (struct str){r->json.token, (size_t)(r->json.at - r->json.token)};
}

static struct str json_copy(struct reading *r, struct str text)
{
	struct buf word;
	struct json json;
	buf_init(&word, &r->batch->session->mem);
	json_init(&json, &word, JSON_ONE_LINE);
	json_str(&json, text);
	struct str copy = arena_str(&r->batch->scratch, buf_str(&word));
	buf_fini(&word);
	return copy;
}

static int read_id(struct reading *r, enum json_read_token token)
{
	if (token == JSON_READ_NUMBER)
		r->id = token_text(r);
	else if (token == JSON_READ_STRING)
		r->id = json_copy(r, r->json.text);
	else
		return fail_value(r, HINT_CASE_ID);
	return TOL_OK;
}

static int read_name(struct reading *r, enum json_read_token token, struct str *out)
{
	if (token != JSON_READ_STRING)
		return fail_value(r, HINT_CASE_NAME);
	*out = r->json.text;
	return TOL_OK;
}

static int read_subject(struct reading *r, enum json_read_token token)
{
	return read_name(r, token, &r->input.subject);
}

static int read_organ(struct reading *r, enum json_read_token token)
{
	return read_name(r, token, &r->input.organ);
}

static int read_day(struct reading *r, enum json_read_token token, int32_t *out, enum hint_id hint)
{
	int32_t day = token == JSON_READ_STRING ? date_parse(r->json.text) : DATE_NONE;
	if (day == DATE_NONE)
		return fail_value(r, hint);
	*out = day;
	return TOL_OK;
}

static int read_accountable(struct reading *r, enum json_read_token token)
{
	return read_day(r, token, &r->input.accountable, HINT_CASE_DAY);
}

static int read_decided(struct reading *r, enum json_read_token token)
{
	return read_day(r, token, &r->input.decided, HINT_CASE_DAY);
}

static int read_closed(struct reading *r, enum json_read_token token)
{
	return read_day(r, token, &r->input.closed, HINT_CASE_DAY);
}

/* One day, or the first and the last. */
static int read_conduct(struct reading *r, enum json_read_token token)
{
	int32_t *const days[] = {&r->input.conduct_from, &r->input.conduct_to};
	size_t count = 0;
	int status = TOL_OK;
	if (token != JSON_READ_ARRAY) {
		status = read_day(r, token, days[0], HINT_CASE_CONDUCT);
		r->input.conduct_to = r->input.conduct_from;
		return status;
	}
	while (status == TOL_OK && json_read_element(&r->json)) {
		token = json_read_next(&r->json);
		status = count < countof(days) ? read_day(r, token, days[count], HINT_CASE_CONDUCT)
					       : fail_value(r, HINT_CASE_CONDUCT);
		count++;
	}
	if (status == TOL_OK && (count == 0 || r->json.error))
		return fail_value(r, HINT_CASE_CONDUCT);
	if (count == 1)
		r->input.conduct_to = r->input.conduct_from;
	return status;
}

/* Read when it is known which versions are asked. */
static int read_facts(struct reading *r, enum json_read_token token)
{
	const char *from = r->json.token;
	if (token != JSON_READ_OBJECT)
		return r->json.error ? fail_json(r)
				     : json_text_fail_at(r->batch->session, &r->text,
							 json_read_offset(&r->json),
							 DIAG_FACTS_OBJECT, STR_NONE,
							 HINT_JSON_FACTS);
	if (!json_read_skip(&r->json))
		return fail_json(r);
	r->input.facts = (struct str){from, (size_t)(r->json.at - from)};
	return TOL_OK;
}

static const struct member {
	const char *name;
	int (*read)(struct reading *r, enum json_read_token token);
} members[] = {
	{"id", read_id},	   {"subject", read_subject},
	{"conduct", read_conduct}, {"accountable", read_accountable},
	{"by", read_organ},	   {"decided", read_decided},
	{"closed", read_closed},   {"facts", read_facts},
};

static int fail_member(struct reading *r)
{
	const char *nearest = NULL;
	unsigned limit = 3;
	for (size_t i = 0; i < countof(members); i++) {
		unsigned distance = str_distance(r->name, str_from(members[i].name), limit);
		if (distance > limit || distance >= strlen(members[i].name))
			continue;
		nearest = members[i].name;
		limit = distance ? distance - 1 : 0;
	}
	return session_fail(r->batch->session, TOL_EUSAGE, DIAG_CASE_MEMBER, ARGS(r->name),
			    nearest ? HINT_DID_YOU_MEAN : HINT_CASE_MEMBERS,
			    ARGS(str_from(nearest)));
}

static int read_member(struct reading *r)
{
	size_t i = 0;
	r->name = r->json.text;
	while (i < countof(members) && !str_equal(r->name, str_from(members[i].name)))
		i++;
	if (i == countof(members))
		return fail_member(r);
	if (r->seen >> i & 1)
		return json_text_fail_at(r->batch->session, &r->text, json_read_offset(&r->json),
					 DIAG_FACT_TWICE, r->name, HINT_NONE);
	r->seen |= 1u << i;
	enum json_read_token token = json_read_next(&r->json);
	return token == JSON_READ_NULL ? TOL_OK : members[i].read(r, token);
}

static int read_case(struct reading *r)
{
	int status = TOL_OK;
	json_read_init(&r->json, r->text.text, &r->batch->scratch);
	if (json_read_next(&r->json) != JSON_READ_OBJECT)
		return r->json.error ? fail_json(r)
				     : json_text_fail_at(r->batch->session, &r->text, 0,
							 DIAG_CASE_OBJECT, STR_NONE,
							 HINT_CASE_MEMBERS);
	while (status == TOL_OK && json_read_key(&r->json))
		status = read_member(r);
	if (status == TOL_OK && json_read_next(&r->json) != JSON_READ_END)
		status = fail_json(r);
	return status == TOL_OK ? case_check(r->batch->session, &r->input) : status;
}

/* -- rows -- */

static struct batch_row *row_add(struct tol_batch *batch, struct str id)
{
	struct batch_row *row = &batch->rows[batch->row_count++];
	*row = (struct batch_row){
		.line = batch->line + 1, .id_at = batch->text.len, .id_length = id.len};
	buf_add(&batch->text, id);
	return row;
}

void batch_refuse(struct tol_batch *batch, struct str id)
{
	struct tol_session *session = batch->session;
	struct batch_row *row = row_add(batch, id);
	row->trouble = session->failed;
	row->message_at = batch->text.len;
	row->message_length = session->error.len;
	buf_add(&batch->text, buf_str(&session->error));
	batch->bad++;
	batch_complain(batch);
}

void batch_row_add(struct tol_batch *batch, struct str id, struct batch_plan *plan, size_t lane)
{
	struct batch_row *row = row_add(batch, id);
	row->plan = plan;
	row->lane = (uint32_t)lane;
}

static void row_give(struct reading *r, struct batch_plan *plan, const struct given_facts *given)
{
	size_t lane = batch_plan_row(plan);
	batch_row_add(r->batch, r->id, plan, lane);
	batch_plan_days(plan, lane, &r->input);
	for (uint32_t fact = 0; fact < plan->plan->facts.facts.count; fact++)
		if (given->is_given[fact] && given->givens[fact].is_known)
			batch_plan_give(plan, lane, fact, given->givens[fact].number);
}

static int read_row(struct reading *r)
{
	struct arena *arena = &r->batch->scratch;
	struct batch_plan *plan;
	int status = batch_plan_find(&plan, r->batch, &r->input);
	if (status != TOL_OK)
		return status;
	size_t count = plan->plan->facts.facts.count;
	struct given_facts given = {plan->plan, arena,
				    ARENA_ARRAY(arena, struct answer_given, count),
				    ARENA_ARRAY(arena, bool, count)};
	struct json_text facts = r->text;
	facts.text = r->input.facts;
	if (facts.text.ptr)
		status = facts_json(&given, &facts);
	if (status == TOL_OK)
		row_give(r, plan, &given);
	return status;
}

int batch_read_line(struct tol_batch *batch, struct str line)
{
	struct reading r = {.batch = batch,
			    .text = {batch->path, line, line, true},
			    .input = batch->defaults};
	buf_clear(&batch->session->error);
	buf_clear(&batch->session->hint);
	int status = read_case(&r);
	if (status == TOL_OK)
		status = read_row(&r);
	if (status == TOL_EUSAGE) {
		batch_refuse(batch, r.id);
		status = TOL_OK;
	}
	arena_clear(&batch->scratch);
	return status;
}
