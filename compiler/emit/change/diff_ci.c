/*
 * Differences as those who check changes by machine read them: SARIF 2.1.0, workflow commands of
 * GitHub, JUnit. A change of meaning is a warning, and in JUnit a failure; wording is a note.
 */
#include "emit/change/diff.h"
#include "emit/enum_word.h"
#include "emit/machine/github.h"
#include "emit/machine/sarif.h"
#include "emit/machine/xml.h"

static void add_message(struct buf *out, const struct diff_record *record, enum language language)
{
	struct buf remark;
	buf_add(out, word_text(language, diff_change_word(record)));
	buf_add(out, word_text(language, WORD_COLON));
	diff_add_name(out, record);
	if (record->part == DIFF_ASPECT) {
		buf_add(out, word_text(language, WORD_COMMA));
		diff_add_aspect(out, record, language);
	}
	buf_add(out, word_text(language, WORD_COMMA));
	diff_add_days(out, record, language);
	for (size_t i = 0; i < record->witness_count; i++) {
		buf_add_char(out, '\n');
		diff_add_case(out, &record->witnesses[i], language);
		buf_add_char(out, '\n');
		diff_add_flip(out, record, &record->witnesses[i], language);
	}
	buf_init(&remark, out->mem);
	for (size_t i = 0; diff_remark(&remark, record, i, language); i++) {
		if (remark.len)
			buf_add_char(out, '\n');
		buf_add(out, buf_str(&remark));
		buf_clear(&remark);
	}
	buf_fini(&remark);
}

static uint32_t line_of(const struct diff_record *record)
{
	const struct ir_place *place = diff_place(record);
	return source_locate(place->source, place->span.start).line;
}

/* -- SARIF -- */

static void add_rule_id(struct json *json, const char *key, enum diff_change change)
{
	struct buf id;
	buf_init(&id, json->out->mem);
	buf_addf(&id, "diff/%s", diff_change_name(change));
	json_member(json, key, buf_str(&id));
	buf_fini(&id);
}

static const char *level_of(enum diff_change change)
{
	return diff_changes_meaning(change) ? "warning" : "note";
}

static void add_kind(struct emit *e, struct json *json, enum diff_change change)
{
	struct str word = word_text(e->style->language, change_word(change));
	json_object(json);
	add_rule_id(json, "id", change);
	sarif_text(json, "shortDescription", word);
	sarif_text(json, "fullDescription", word);
	sarif_text(json, "help", STR("tolc help diff"));
	sarif_default_level(json, level_of(change));
	json_object_end(json);
}

static void add_result(struct emit *e, struct json *json, const struct diff_record *record)
{
	const struct ir_place *place = diff_place(record);
	struct buf text;
	buf_init(&text, e->out->mem);
	add_message(&text, record, e->style->language);
	json_object(json);
	add_rule_id(json, "ruleId", record->change);
	json_member_int(json, "ruleIndex", record->change);
	json_text(json, "level", level_of(record->change));
	sarif_text(json, "message", buf_str(&text));
	json_key(json, "locations");
	json_array(json);
	json_object(json);
	sarif_physical(json, place->source, place->span);
	json_object_end(json);
	json_array_end(json);
	json_object_end(json);
	buf_fini(&text);
}

static void add_notification(struct json *json, const char *level, const struct buf *text)
{
	json_object(json);
	json_text(json, "level", level);
	sarif_text(json, "message", buf_str(text));
	json_object_end(json);
}

/* What could not be compared is told as trouble of the run; what no list says, beside its results.
 */
static void add_invocation(struct emit *e, struct json *json)
{
	const struct answer_diff *diff = e->answer->diff;
	struct buf text;
	buf_init(&text, e->out->mem);
	json_key(json, "invocations");
	json_array(json);
	json_object(json);
	json_member_bool(json, "executionSuccessful", true);
	json_key(json, "toolExecutionNotifications");
	json_array(json);
	for (size_t i = 0; i < diff->doubt_count; i++) {
		buf_clear(&text);
		diff_add_doubt(&text, &diff->doubts[i], e->style->language);
		add_notification(json, "warning", &text);
	}
	for (size_t i = 0; i < diff->question_count; i++) {
		buf_clear(&text);
		diff_add_question(&text, &diff->questions[i], e->style->language);
		add_notification(json, "note", &text);
	}
	json_array_end(json);
	json_object_end(json);
	json_array_end(json);
	buf_fini(&text);
}

void sarif_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	struct json json;
	sarif_begin(&json, e);
	for (int i = 0; i < DIFF_CHANGE_COUNT; i++)
		add_kind(e, &json, (enum diff_change)i);
	sarif_rules_end(&json, e);
	if (diff->doubt_count + diff->question_count > 0)
		add_invocation(e, &json);
	json_key(&json, "results");
	json_array(&json);
	for (size_t i = 0; i < diff->record_count; i++)
		add_result(e, &json, &diff->records[i]);
	json_array_end(&json);
	sarif_end(&json, e);
}

/* -- GitHub -- */

static void github_question(struct emit *e, const struct answer_question *question)
{
	const struct ir_place *place = &question->after->place;
	struct buf text;
	buf_init(&text, e->out->mem);
	diff_add_question(&text, question, e->style->language);
	buf_add_text(e->out, "::notice file=");
	github_text(e->out, place->source->path, ":,");
	buf_addf(e->out,
		 ",line=%u,title=%s::", source_locate(place->source, place->span.start).line,
		 diff_about_name(question->about));
	github_text(e->out, buf_str(&text), "");
	buf_add_char(e->out, '\n');
	buf_fini(&text);
}

void github_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	struct buf text;
	buf_init(&text, e->out->mem);
	for (size_t i = 0; i < diff->doubt_count; i++) {
		buf_clear(&text);
		diff_add_doubt(&text, &diff->doubts[i], e->style->language);
		buf_add_text(e->out, "::warning title=uncertain::");
		github_text(e->out, buf_str(&text), "");
		buf_add_char(e->out, '\n');
	}
	for (size_t i = 0; i < diff->question_count; i++)
		github_question(e, &diff->questions[i]);
	for (size_t i = 0; i < diff->record_count; i++) {
		const struct diff_record *record = &diff->records[i];
		buf_addf(e->out,
			 "::%s file=", diff_changes_meaning(record->change) ? "warning" : "notice");
		github_text(e->out, diff_place(record)->source->path, ":,");
		buf_addf(e->out, ",line=%u,title=%s::", line_of(record),
			 diff_change_name(record->change));
		buf_clear(&text);
		add_message(&text, record, e->style->language);
		github_text(e->out, buf_str(&text), "");
		buf_add_char(e->out, '\n');
	}
	buf_fini(&text);
}

/* -- JUnit -- */

static void add_testcase(struct emit *e, struct buf *text, const struct diff_record *record)
{
	buf_clear(text);
	diff_add_name(text, record);
	if (record->part == DIFF_ASPECT)
		buf_addf(text, " %s", ir_aspect_word(record->aspect));
	buf_add_text(e->out, "    <testcase name=\"");
	xml_text(e->out, buf_str(text));
	buf_addf(e->out, "\" classname=\"%s\">", diff_change_name(record->change));
	if (diff_changes_meaning(record->change)) {
		buf_clear(text);
		add_message(text, record, e->style->language);
		buf_addf(e->out, "<failure message=\"%s\">", diff_change_name(record->change));
		xml_text(e->out, buf_str(text));
		buf_add_text(e->out, "</failure>");
	}
	buf_add_text(e->out, "</testcase>\n");
}

/* It was not compared for these days. */
static void add_skipped(struct emit *e, struct buf *text, const struct answer_doubt *doubt)
{
	buf_clear(text);
	diff_add_doubt(text, doubt, e->style->language);
	buf_add_text(e->out, "    <testcase");
	xml_attribute(e->out, "name", doubt->list);
	buf_add_text(e->out, " classname=\"uncertain\"><skipped");
	xml_attribute(e->out, "message", buf_str(text));
	buf_add_text(e->out, "/></testcase>\n");
}

static void add_question(struct emit *e, struct buf *text, const struct answer_question *question)
{
	buf_clear(text);
	name_add(text, question->vocabulary, question->after->name);
	buf_add_text(e->out, "    <testcase");
	xml_attribute(e->out, "name", buf_str(text));
	buf_addf(e->out, " classname=\"%s\"></testcase>\n", diff_about_name(question->about));
}

void junit_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	struct buf text;
	buf_init(&text, e->out->mem);
	buf_addf(e->out,
		 "  <testsuite name=\"tolc diff\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
		 "skipped=\"%zu\">\n",
		 diff->record_count + diff->doubt_count + diff->question_count, diff->meaning_count,
		 diff->doubt_count);
	for (size_t i = 0; i < diff->doubt_count; i++)
		add_skipped(e, &text, &diff->doubts[i]);
	for (size_t i = 0; i < diff->question_count; i++)
		add_question(e, &text, &diff->questions[i]);
	for (size_t i = 0; i < diff->record_count; i++)
		add_testcase(e, &text, &diff->records[i]);
	buf_add_text(e->out, "  </testsuite>\n");
	buf_fini(&text);
}
