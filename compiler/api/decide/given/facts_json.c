/* Facts as JSON: an object of names and values, each by its fact's type. */
#include "api/decide/deciding.h"

#include "base/text/json_read.h"

struct reading {
	struct json_read json;
	struct given_facts *given;
	const struct json_text *text;
	struct str name; /* of the member at hand */
	bool *seen;	 /* by fact */
};

static int fail_json(struct reading *r)
{
	return json_text_fail(r->given->plan->asking->session, r->text, &r->json);
}

static int fail_member(struct reading *r, enum diag_id id, enum hint_id hint)
{
	return json_text_fail_at(r->given->plan->asking->session, r->text,
				 json_read_offset(&r->json), id, r->name, hint);
}

/* A name or a value that was refused, which stands where the reader does. */
static int placed(struct reading *r, int status)
{
	return json_text_placed(r->given->plan->asking->session, r->text,
				json_read_offset(&r->json), status);
}

/* -- values -- */

/* What stands for the value on the command line; false where JSON has no such value of the type. */
static bool scalar_text(struct reading *r, enum json_read_token token, enum ir_type type,
			struct str *out)
{
	*out = r->json.text;
	switch (token) {
	case JSON_READ_TRUE:
	case JSON_READ_FALSE:
		*out = token == JSON_READ_TRUE ? STR("yes") : STR("no");
		return type == IR_BOOL;
	case JSON_READ_NUMBER:
		return type == IR_COUNT || type == IR_MONEY;
	case JSON_READ_STRING:
		return type == IR_MONEY || type == IR_DATE || type == IR_CHOICE;
	default:
		return false;
	}
}

static int read_set(struct reading *r, uint32_t fact)
{
	struct buf names;
	buf_init(&names, r->given->plan->mem);
	int status = TOL_OK;
	while (status == TOL_OK && json_read_element(&r->json)) {
		if (json_read_next(&r->json) != JSON_READ_STRING)
			status = r->json.error ? fail_json(r)
					       : fail_member(r, DIAG_FACT_JSON_TYPE, HINT_JSON_SET);
		else if (names.len)
			buf_add_char(&names, ',');
		if (status == TOL_OK)
			buf_add(&names, r->json.text);
	}
	if (status == TOL_OK && r->json.error)
		status = fail_json(r);
	if (status == TOL_OK)
		status = placed(r, given_value(r->given, fact, buf_str(&names)));
	buf_fini(&names);
	return status;
}

static int read_value(struct reading *r, uint32_t fact)
{
	const struct eval_fact *joint = &r->given->plan->facts.facts.items[fact];
	enum json_read_token token = json_read_next(&r->json);
	struct str text;
	if (token == JSON_READ_ERROR)
		return fail_json(r);
	if (token == JSON_READ_NULL) {
		given_unknown(r->given, fact);
		return TOL_OK;
	}
	if (joint->type == IR_SET && token == JSON_READ_ARRAY)
		return read_set(r, fact);
	if (!scalar_text(r, token, joint->type, &text))
		return fail_member(r, DIAG_FACT_JSON_TYPE,
				   joint->type == IR_SET ? HINT_JSON_SET : HINT_JSON_VALUES);
	return placed(r, given_value(r->given, fact, text));
}

static int read_member(struct reading *r)
{
	uint32_t fact;
	r->name = arena_str(r->given->arena, r->json.text);
	int status = given_named(r->given, &fact, r->name);
	if (status != TOL_OK)
		return placed(r, status);
	if (r->seen[fact])
		return fail_member(r, DIAG_FACT_TWICE, HINT_NONE);
	r->seen[fact] = true;
	return read_value(r, fact);
}

int facts_json(struct given_facts *given, const struct json_text *text)
{
	struct reading r = {.given = given, .text = text};
	int status = TOL_OK;
	r.seen = ARENA_ARRAY(given->arena, bool, given->plan->facts.facts.count);
	json_read_init(&r.json, text->text, given->arena);
	if (json_read_next(&r.json) != JSON_READ_OBJECT)
		return r.json.error ? fail_json(&r)
				    : fail_member(&r, DIAG_FACTS_OBJECT, HINT_JSON_FACTS);
	while (status == TOL_OK && json_read_key(&r.json))
		status = read_member(&r);
	if (status == TOL_OK && json_read_next(&r.json) != JSON_READ_END)
		status = fail_json(&r);
	return status;
}
