/* Differences as JSON. */
#include "emit/verdict/decide.h"
#include "emit/change/diff.h"
#include "emit/machine/results.h"

#include "base/map.h"

size_t diff_results(const struct answer *answer)
{
	return answer->diff->record_count;
}

/* Of two facts of a name, where its type is another now, the newer is given: the last. */
static void newest_find(struct map *newest, const struct diff_witness *witness)
{
	for (size_t i = 0; i < witness->value_count; i++)
		map_put(newest, witness->values[i].fact->name, &witness->values[i]);
}

static void add_facts(struct json *json, const char *key, const struct diff_witness *witness,
		      const struct map *newest, bool given)
{
	struct buf name;
	buf_init(&name, json->out->mem);
	json_key(json, key);
	json_object(json);
	for (size_t i = 0; i < witness->value_count; i++) {
		const struct diff_value *value = &witness->values[i];
		if (value->given != given || map_get(newest, value->fact->name) != value)
			continue;
		buf_clear(&name);
		buf_add(&name, value->fact->name);
		json_key(json, buf_str(&name).ptr);
		value_json(json, diff_told_value(value));
	}
	json_object_end(json);
	buf_fini(&name);
}

static void add_effects(struct json *json, const struct ir_effect_item *effects, size_t count)
{
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		json_object(json);
		json_effect(json, effects[i].effect, effects[i].strength);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_ruling(struct json *json, const struct diff_says *says)
{
	if (!says->ruling_why) {
		json_member_null(json, "needs_ruling");
		return;
	}
	json_key(json, "needs_ruling");
	json_object(json);
	json_member(json, "by", says->ruling_by);
	json_text(json, "why", says->ruling_why);
	json_member_bool(json, "certain", true);
	json_object_end(json);
}

static void add_says(struct json *json, const char *key, const struct diff_says *says, bool fires)
{
	json_key(json, key);
	json_object(json);
	json_text(json, "outcome", diff_outcome_name(says->outcome));
	json_key(json, "effects");
	add_effects(json, says->effects, says->effect_count);
	json_member_bool(json, "fires", fires);
	add_ruling(json, says);
	json_object_end(json);
}

static void add_witness(struct json *json, const struct diff_witness *witness)
{
	struct map newest;
	map_init(&newest, json->out->mem);
	newest_find(&newest, witness);
	json_object(json);
	add_facts(json, "facts", witness, &newest, true);
	add_facts(json, "not_given", witness, &newest, false);
	map_fini(&newest);
	json_member_or_null(json, "subject", witness->subject);
	json_member_or_null(json, "by", witness->organ);
	json_member_date(json, "conduct", witness->conduct);
	json_member_date(json, "accountable", witness->accountable);
	json_member_date(json, "decided", witness->decided);
	json_member_bool(json, "supposing", witness->supposing);
	add_says(json, "before", &witness->before, witness->fires_before);
	add_says(json, "after", &witness->after, witness->fires_after);
	json_object_end(json);
}

static void add_place(struct json *json, const char *key, const struct ir_place *place)
{
	if (!place) {
		json_member_null(json, key);
		return;
	}
	json_key(json, key);
	json_object(json);
	json_member(json, "path", place->source->path);
	json_member_int(json, "line", source_locate(place->source, place->span.start).line);
	json_object_end(json);
}

static void add_places(struct json *json, const struct diff_record *record)
{
	const struct ir_place *before = NULL, *after = NULL;
	if (record->part == DIFF_RULE) {
		before = record->before ? &record->before->place : NULL;
		after = record->after ? &record->after->place : NULL;
	} else if (record->part == DIFF_STEPS) {
		before = record->procedure_before ? &record->procedure_before->place : NULL;
		after = record->procedure_after ? &record->procedure_after->place : NULL;
	} else {
		before = &record->list_before->place;
		after = &record->list_after->place;
	}
	add_place(json, "place_before", before);
	add_place(json, "place_after", after);
}

static void add_rule(struct json *json, const char *key, const struct ir_rule *rule)
{
	static const struct ir_effect_item implied = {IR_EXEMPT, IR_MAY};
	if (!rule) {
		json_member_null(json, key);
		return;
	}
	bool says_none = rule->kind == IR_TOLERATE && rule->effect_count == 0;
	json_key(json, key);
	json_object(json);
	json_member(json, "id", rule->name);
	json_text(json, "kind", ir_rule_kind_word(rule->kind));
	json_member_or_null(json, "title", rule->title);
	json_member_or_null(json, "article", rule->clause.article);
	json_member_or_null(json, "provenance",
			    str_from(ir_provenance_word(rule->clause.provenance)));
	json_key(json, "effects");
	add_effects(json, says_none ? &implied : rule->effects, says_none ? 1 : rule->effect_count);
	json_object_end(json);
}

static void add_part(struct json *json, const struct diff_record *record)
{
	struct str name = diff_part_name(record);
	json_member(json, "list", record->list);
	json_text(json, "part", diff_part_word(record->part));
	json_member_or_null(json, "rule", record->part == DIFF_RULE ? name : STR_NONE);
	json_member_or_null(json, "procedure", record->part == DIFF_STEPS ? name : STR_NONE);
	json_member_or_null(json, "property", record->part == DIFF_ASPECT ? name : STR_NONE);
}

static void add_items(struct json *json, const char *key, const struct diff_values *values,
		      size_t side)
{
	json_key(json, key);
	json_array(json);
	for (size_t i = 0; i < values->sides[side].count; i++)
		json_str(json, values->sides[side].items[i]);
	json_array_end(json);
}

/* What a property says on one side alone; with the name of a step, what that step does. */
static void add_sides(struct json *json, struct str step, const struct diff_values *values)
{
	if (values->sides[0].count + values->sides[1].count == 0)
		return;
	json_object(json);
	json_member_or_null(json, "step", step);
	add_items(json, "before", values, 0);
	add_items(json, "after", values, 1);
	json_object_end(json);
}

static void add_step(struct json *json, const struct ir_step *before, const struct ir_step *after,
		     enum language language)
{
	struct diff_values values;
	diff_values_init(&values, json->out->mem);
	diff_values_step(&values, before, after, language);
	add_sides(json, after ? after->name : before->name, &values);
	diff_values_fini(&values);
}

static void add_values(struct json *json, const struct diff_record *record, enum language language)
{
	const struct ir_procedure *before = record->procedure_before;
	const struct ir_procedure *after = record->procedure_after;
	struct diff_values values;
	json_key(json, "values");
	json_array(json);
	diff_values_init(&values, json->out->mem);
	diff_values_record(&values, record, language);
	add_sides(json, STR_NONE, &values);
	diff_values_fini(&values);
	for (size_t i = 0; after && i < after->step_count; i++)
		add_step(json, diff_step_named(before, after->steps[i].name), &after->steps[i],
			 language);
	for (size_t i = 0; before && i < before->step_count; i++)
		if (!diff_step_named(after, before->steps[i].name))
			add_step(json, &before->steps[i], NULL, language);
	json_array_end(json);
}

/* A clause about past conduct is about conduct before the version that says it. */
static void add_days(struct json *json, const struct diff_record *record)
{
	bool is_clause = record->part == DIFF_ASPECT;
	if (diff_is_by_accountability(record)) {
		json_member_span(json, "conduct", DATE_NONE, is_clause ? record->from : DATE_MAX);
		json_member_span(json, "accountable", record->from, record->to);
	} else {
		json_member_span(json, "conduct", record->from, record->to);
		json_member_span(json, "accountable", DATE_NONE, DATE_MAX);
	}
}

static void add_dues(struct json *json, const struct diff_record *record)
{
	json_key(json, "dues");
	json_array(json);
	for (size_t i = 0; i < record->due_count; i++) {
		const struct diff_due *due = &record->dues[i];
		json_object(json);
		json_member(json, "step", due->step->name);
		json_member_date(json, "event", due->event);
		json_member_date(json, "before", due->before);
		json_member_date(json, "after", due->after);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_said(struct json *json, const char *key, const struct diff_record *record,
		     const struct diff_term *term, size_t side, enum language language)
{
	struct buf text;
	buf_init(&text, json->out->mem);
	diff_add_said(&text, record, term, side, language);
	json_member_or_null(json, key, buf_str(&text));
	buf_fini(&text);
}

static void add_terms(struct json *json, const struct diff_record *record, enum language language)
{
	json_key(json, "terms");
	json_array(json);
	for (size_t i = 0; i < record->term_count; i++) {
		const struct diff_term *term = &record->terms[i];
		json_object(json);
		json_text(json, "term", diff_term_name(term->kind));
		json_member_or_null(json, "name", term->name);
		json_member_or_null(json, "title", term->title);
		add_said(json, "before", record, term, 0, language);
		add_said(json, "after", record, term, 1, language);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_wordings(struct json *json, const struct diff_record *record)
{
	struct diff_wordings wordings;
	diff_wordings(&wordings, record);
	json_key(json, "wording");
	json_array(json);
	for (size_t i = 0; i < wordings.count; i++) {
		json_object(json);
		json_text(json, "of", wordings.items[i].name);
		json_member_or_null(json, "before", wordings.items[i].sides[0]);
		json_member_or_null(json, "after", wordings.items[i].sides[1]);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_moved(struct json *json, const struct diff_record *record)
{
	if (!record->moved_list.ptr) {
		json_member_null(json, "same_in");
		return;
	}
	json_key(json, "same_in");
	json_object(json);
	json_member(json, "list", record->moved_list);
	json_member(json, "rule", record->moved_rule);
	json_object_end(json);
}

RESULT(diff_result)
{
	const struct diff_record *record = &answer->diff->records[index];
	json_object(json);
	add_part(json, record);
	json_text(json, "change", diff_change_name(record->change));
	json_member_bool(json, "meaning", diff_changes_meaning(record->change));
	json_member_or_null(json, "renamed_from",
			    record->renamed ? record->before->name : STR_NONE);
	json_member_bool(json, "decided", record->why == DIFF_WHY_NONE);
	json_member_or_null(json, "undecided_by", str_from(diff_why_name(record->why)));
	add_moved(json, record);
	json_member_bool(json, "without_effect", record->without_effect);
	add_rule(json, "before", record->before);
	add_rule(json, "after", record->after);
	json_member_bool(json, "condition_differs", record->condition_differs);
	add_terms(json, record, language);
	add_values(json, record, language);
	add_wordings(json, record);
	add_dues(json, record);
	json_key(json, "witnesses");
	json_array(json);
	for (size_t i = 0; i < record->witness_count; i++)
		add_witness(json, &record->witnesses[i]);
	json_array_end(json);
	add_days(json, record);
	add_places(json, record);
	json_object_end(json);
}

void diff_uncertain(struct json *json, const struct answer *answer)
{
	const struct answer_diff *diff = answer->diff;
	json_key(json, "uncertain");
	json_array(json);
	for (size_t i = 0; i < diff->doubt_count; i++) {
		const struct answer_doubt *doubt = &diff->doubts[i];
		json_object(json);
		json_member(json, "list", doubt->list);
		json_text(json, "side", diff_side_name(doubt->side));
		json_member_date(json, "from", doubt->from);
		json_member_date(json, "to", doubt->to);
		json_member(json, "reason", doubt->reason);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_asked(struct json *json, const char *key, const struct ir_fact *fact,
		      enum question_about about, enum language language)
{
	struct buf type;
	buf_init(&type, json->out->mem);
	if (about == ABOUT_VALUES)
		diff_add_type(&type, fact, language);
	json_member_or_null(json, key, about == ABOUT_VALUES ? buf_str(&type) : fact->question);
	buf_fini(&type);
}

void diff_questions(struct json *json, const struct answer *answer, enum language language)
{
	const struct answer_diff *diff = answer->diff;
	json_key(json, "questions");
	json_array(json);
	for (size_t i = 0; i < diff->question_count; i++) {
		const struct answer_question *question = &diff->questions[i];
		json_object(json);
		json_member(json, "vocabulary", question->vocabulary);
		json_member(json, "fact", question->after->name);
		json_text(json, "about", diff_about_name(question->about));
		add_asked(json, "before", question->before, question->about, language);
		add_asked(json, "after", question->after, question->about, language);
		add_place(json, "place", &question->after->place);
		json_object_end(json);
	}
	json_array_end(json);
}
