/*
 * tolc/1: the envelope of every answer, as one object (json) or as a head and a line for each
 * result and diagnostic (jsonl). tolc-1.schema.json describes both.
 */
#include "base/digest.h"
#include "emit/answer_decide.h"
#include "emit/answer_diff.h"
#include "emit/machine/place.h"
#include "emit/machine/results.h"

static void add_tool(struct emit *e, struct json *json)
{
	json_text(json, "schema", "tolc/1");
	json_key(json, "tool");
	json_object(json);
	json_text(json, "name", "tolc");
	json_text(json, "version", e->style->version);
	json_object_end(json);
}

static void add_names(struct json *json, const char *key, const struct answer_query *query)
{
	json_key(json, key);
	json_array(json);
	for (size_t i = 0; i < query->name_count; i++)
		json_str(json, query->names[i]);
	json_array_end(json);
}

static void query_record(struct json *json, const struct answer *answer)
{
	const struct answer_query *query = &answer->query;
	if (answer->kind == ANSWER_EFFECTIVE || answer->kind == ANSWER_RULE) {
		json_member_date(json, "at", query->at);
		json_member_bool(json, "at_default", query->at_default);
	}
	json_member_time(json, "known_at", query->known_at);
	json_member(json, "rev", query->revision);
	json_member_bool(json, "worktree", query->worktree);
	if (answer->kind != ANSWER_DOCTOR)
		json_member_or_null(json, "issuer", query->issuer);
	add_names(json, "lists", query);
}

static void query_deadline(struct json *json, const struct answer *answer)
{
	const struct answer_query *query = &answer->query;
	json_member_date(json, "from", query->from);
	json_member_time(json, "known_at", query->known_at);
	json_member_or_null(json, "calendar", query->calendar);
	if (query->name_count == 0)
		return;
	json_member_date(json, "at", query->at);
	json_member_bool(json, "at_default", query->at_default);
	json_member(json, "rev", query->revision);
	json_member_bool(json, "worktree", query->worktree);
	add_names(json, "lists", query);
	json_member_or_null(json, "step", query->step);
}

static void query_decide(struct json *json, const struct answer *answer)
{
	const struct answer_query *query = &answer->query;
	json_member_or_null(json, "case", answer->decide->name);
	json_member_time(json, "now", answer->now);
	json_text(json, "language", answer->diags.language == LANGUAGE_ZH ? "zh" : "en");
	json_member_time(json, "known_at", query->known_at);
	json_member(json, "rev", query->revision);
	json_member_bool(json, "worktree", query->worktree);
}

static void query_test(struct json *json, const struct answer *answer)
{
	const struct answer_query *query = &answer->query;
	json_member_time(json, "known_at", query->known_at);
	json_member(json, "rev", query->revision);
	add_names(json, "paths", query);
}

static void add_side(struct json *json, const char *key, const struct answer_side *side)
{
	json_key(json, key);
	json_object(json);
	json_member_or_null(json, "rev", side->revision);
	json_member_or_null(json, "head", side->head);
	json_member_bool(json, "worktree", side->worktree);
	json_member_date(json, "at", side->at);
	json_object_end(json);
}

static void query_diff(struct json *json, const struct answer *answer)
{
	const struct answer_diff *diff = answer->diff;
	add_side(json, "base", &diff->before);
	add_side(json, "head", &diff->after);
	json_member_bool(json, "merge_base", diff->merge_base);
	json_member_time(json, "known_at", answer->query.known_at);
	add_names(json, "lists", &answer->query);
}

static void query_paths(struct json *json, const struct answer *answer)
{
	add_names(json, "paths", &answer->query);
}

static void query_check(struct json *json, const struct answer *answer)
{
	const struct answer_query *query = &answer->query;
	add_names(json, "paths", query);
	if (!query->since.ptr)
		return;
	json_member(json, "since", query->since);
	json_member(json, "since_commit", query->since_commit);
	json_member(json, "rev", query->revision);
	json_member_bool(json, "worktree", query->worktree);
}

static void query_dump(struct json *json, const struct answer *answer)
{
	json_member(json, "after", answer->query.variant);
	add_names(json, "paths", &answer->query);
}

static void query_code(struct json *json, const struct answer *answer)
{
	json_member(json, "code", answer->query.names[0]);
}

static void query_rule(struct json *json, const struct answer *answer)
{
	query_record(json, answer);
	json_member(json, "rule", answer->query.variant);
}

static void query_nothing(struct json *json, const struct answer *answer)
{
	(void)json;
	(void)answer;
}

struct answer_json {
	void (*query)(struct json *json, const struct answer *answer);
	size_t (*count)(const struct answer *answer);
	void (*result)(struct json *json, struct answer *answer, size_t index,
		       enum language language);
};

static const struct answer_json kinds[] = {
	[ANSWER_CHECK] = {query_check, no_results, NULL},
	[ANSWER_FORMAT] = {query_paths, file_results, file_result},
	[ANSWER_EFFECTIVE] = {query_record, list_results, effective_result},
	[ANSWER_TIMELINE] = {query_record, list_results, timeline_result},
	[ANSWER_DOCTOR] = {query_record, finding_results, finding_result},
	[ANSWER_DEADLINE] = {query_deadline, due_results, deadline_result},
	[ANSWER_DIFF] = {query_diff, diff_results, diff_result},
	[ANSWER_DECIDE] = {query_decide, one_result, decide_result},
	[ANSWER_TEST] = {query_test, test_results, test_result},
	[ANSWER_REPLAY] = {query_paths, one_result, replay_result},
	[ANSWER_DUMP] = {query_dump, one_result, dump_result},
	[ANSWER_EXPLAIN] = {query_code, one_result, page_result},
	[ANSWER_RULE] = {query_rule, one_result, rule_result},
	[ANSWER_VERSION] = {query_nothing, no_results, NULL},
};

static void add_query(struct emit *e, struct json *json)
{
	json_key(json, "query");
	json_object(json);
	json_text(json, "command", answer_command(e->answer->kind));
	kinds[e->answer->kind].query(json, e->answer);
	json_object_end(json);
}

static void add_history(struct json *json, const struct answer_history *history)
{
	struct buf zone;
	if (!history->read) {
		json_member_null(json, "history");
		return;
	}
	buf_init(&zone, json->out->mem);
	buf_add_zone(&zone, history->zone);
	json_key(json, "history");
	json_object(json);
	json_member_or_null(json, "head", history->head);
	json_member_bool(json, "complete", history->complete);
	json_member(json, "zone", buf_str(&zone));
	json_object_end(json);
	buf_fini(&zone);
}

static void add_head(struct emit *e, struct json *json)
{
	add_tool(e, json);
	add_query(e, json);
	add_history(json, &e->answer->history);
	if (e->answer->kind == ANSWER_DIFF) {
		diff_uncertain(json, e->answer);
		diff_questions(json, e->answer, e->style->language);
	}
}

static void add_results(struct emit *e, struct json *json)
{
	const struct answer_json *kind = &kinds[e->answer->kind];
	size_t count = kind->count(e->answer);
	json_key(json, "results");
	json_array(json);
	for (size_t i = 0; i < count; i++)
		kind->result(json, e->answer, i, e->style->language);
	json_array_end(json);
}

/* SHA-256 of every byte of the answer before the comma that precedes this. */
static void add_seal(struct json *json, size_t from)
{
	struct str answer = buf_str(json->out);
	struct digest digest = digest_of(str_from_to(answer, from, answer.len));
	struct buf seal;
	buf_init(&seal, json->out->mem);
	buf_add_text(&seal, "sha256:");
	buf_add_hex(&seal, digest.bytes, sizeof(digest.bytes));
	json_member(json, "seal", buf_str(&seal));
	buf_fini(&seal);
}

/* What the files say beside the record would be another answer tomorrow: nothing is sealed that could
 * not be asked again. */
static bool is_told(const struct diag *diag)
{
	return !diag->suppressed && diag->id != DIAG_RECORD_EDITED;
}

void emit_json(struct emit *e)
{
	size_t from = e->out->len;
	const struct diag_list *diags = &e->answer->diags;
	struct json json;
	json_init(&json, e->out, JSON_INDENTED);
	json_object(&json);
	add_head(e, &json);
	add_results(e, &json);
	json_key(&json, "diagnostics");
	json_array(&json);
	for (size_t i = 0; i < diags->items.count; i++)
		if (is_told(diags->items.items[i]))
			json_diagnostic(&json, diags->items.items[i], e->style->language);
	json_array_end(&json);
	if (diags->dropped > 0)
		json_member_int(&json, "diagnostics_dropped", (int64_t)diags->dropped);
	if (e->answer->kind == ANSWER_DECIDE)
		add_seal(&json, from);
	json_object_end(&json);
	buf_add_char(e->out, '\n');
}

static void begin_line(struct json *json, struct emit *e, const char *key)
{
	json_init(json, e->out, JSON_ONE_LINE);
	json_object(json);
	if (key)
		json_key(json, key);
}

static void end_line(struct json *json)
{
	json_object_end(json);
	buf_add_char(json->out, '\n');
}

void emit_jsonl(struct emit *e)
{
	const struct answer_json *kind = &kinds[e->answer->kind];
	const struct diag_list *diags = &e->answer->diags;
	size_t count = kind->count(e->answer);
	struct json json;
	begin_line(&json, e, NULL);
	add_head(e, &json);
	end_line(&json);
	for (size_t i = 0; i < count; i++) {
		begin_line(&json, e, "result");
		kind->result(&json, e->answer, i, e->style->language);
		end_line(&json);
	}
	for (size_t i = 0; i < diags->items.count; i++) {
		if (diags->items.items[i]->suppressed)
			continue;
		begin_line(&json, e, "diagnostic");
		json_diagnostic(&json, diags->items.items[i], e->style->language);
		end_line(&json);
	}
}
