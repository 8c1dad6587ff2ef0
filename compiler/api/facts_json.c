/* Facts as JSON: an object of names and values, each by its fact's type. */
#include "api/deciding.h"

#include "base/json_read.h"
#include "base/source.h"

struct reading {
	struct json_read json;
	struct given_facts *given;
	const struct case_input *input;
	struct str name; /* of the member at hand */
	bool *seen;	 /* by fact */
};

/* -- what is wrong, and where -- */

static struct str place_text(struct reading *r, size_t offset)
{
	struct deciding *d = r->given->deciding;
	struct source source;
	struct buf place;
	source_init(&source, d->facts.mem, r->input->facts_path, r->input->facts);
	struct location at = source_locate(&source, (uint32_t)offset);
	buf_init(&place, d->facts.mem);
	buf_add(&place, r->input->facts_path);
	buf_addf(&place, ":%u:%u", at.line, at.column);
	struct str text = arena_str(d->arena, buf_str(&place));
	buf_fini(&place);
	source_fini(&source);
	return text;
}

/* Which errors of the reader have the same way out. */
static enum hint_id json_hint(enum json_read_error error)
{
	static const enum hint_id hints[JSON_READ_ERRORS] = {
		[JSON_READ_BYTE_ORDER_MARK] = HINT_JSON_MARK,
		[JSON_READ_TRAILING_COMMA] = HINT_JSON_TRAILING_COMMA,
		[JSON_READ_NO_COMMA] = HINT_JSON_COMMA,
		[JSON_READ_NO_COLON] = HINT_JSON_COLON,
		[JSON_READ_NO_KEY] = HINT_JSON_KEY,
		[JSON_READ_WORD] = HINT_JSON_WORD,
		[JSON_READ_NO_VALUE] = HINT_JSON_WORD,
		[JSON_READ_LEADING_ZERO] = HINT_JSON_NUMBER,
		[JSON_READ_NO_DIGIT] = HINT_JSON_NUMBER,
		[JSON_READ_UNTERMINATED] = HINT_JSON_STRING,
		[JSON_READ_CONTROL_CHARACTER] = HINT_JSON_STRING,
		[JSON_READ_ILL_FORMED] = HINT_JSON_STRING,
		[JSON_READ_BAD_ESCAPE] = HINT_JSON_STRING,
		[JSON_READ_BAD_HEX] = HINT_JSON_STRING,
		[JSON_READ_NUL] = HINT_JSON_STRING,
		[JSON_READ_LONE_SURROGATE] = HINT_JSON_STRING,
		[JSON_READ_TRUNCATED] = HINT_JSON_TRUNCATED,
		[JSON_READ_EMPTY] = HINT_JSON_TRUNCATED,
		[JSON_READ_TRAILING] = HINT_JSON_TRAILING,
		[JSON_READ_TOO_DEEP] = HINT_JSON_DEEP,
	};
	return hints[error];
}

static int fail_json(struct reading *r)
{
	return session_fail(r->given->deciding->asking->session, TOL_EUSAGE, DIAG_FACTS_JSON,
			    ARGS(place_text(r, r->json.error_at)), json_hint(r->json.error),
			    NO_ARGS);
}

static int fail_member(struct reading *r, enum diag_id id, enum hint_id hint)
{
	return session_fail(r->given->deciding->asking->session, TOL_EUSAGE, id,
			    ARGS(place_text(r, json_read_offset(&r->json)), r->name), hint, NO_ARGS);
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
	struct deciding *d = r->given->deciding;
	buf_init(&names, d->facts.mem);
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
		status = given_value(r->given, fact, buf_str(&names));
	buf_fini(&names);
	return status;
}

static int read_value(struct reading *r, uint32_t fact)
{
	const struct eval_fact *joint = &r->given->deciding->facts.facts.items[fact];
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
	return given_value(r->given, fact, text);
}

static int read_member(struct reading *r)
{
	uint32_t fact;
	r->name = arena_str(r->given->deciding->arena, r->json.text);
	int status = given_named(r->given, &fact, r->name);
	if (status != TOL_OK)
		return status;
	if (r->seen[fact])
		return fail_member(r, DIAG_FACT_TWICE, HINT_NONE);
	r->seen[fact] = true;
	return read_value(r, fact);
}

int facts_json(struct given_facts *given, const struct case_input *input)
{
	struct deciding *d = given->deciding;
	struct reading r = {.given = given, .input = input};
	int status = TOL_OK;
	r.seen = ARENA_ARRAY(d->arena, bool, d->facts.facts.count);
	json_read_init(&r.json, input->facts, d->arena);
	if (json_read_next(&r.json) != JSON_READ_OBJECT)
		return r.json.error ? fail_json(&r)
				    : fail_member(&r, DIAG_FACTS_OBJECT, HINT_JSON_FACTS);
	while (status == TOL_OK && json_read_key(&r.json))
		status = read_member(&r);
	if (status == TOL_OK && json_read_next(&r.json) != JSON_READ_END)
		status = fail_json(&r);
	return status;
}
