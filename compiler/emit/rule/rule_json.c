/* A rule as JSON: what it says as a tree of sentences, where it stands, and in which versions. */
#include "emit/answer_rule.h"
#include "emit/machine/results.h"
#include "emit/rule/sentence.h"
#include "emit/verdict/condition.h"
#include "emit/verdict/decide.h"

struct telling {
	struct json *json;
	struct arena arena;
	enum language language;
	const struct answer_rule_version *version;
};

const char *answer_likeness_name(enum answer_likeness likeness)
{
	static const char *const names[] = {"told", "same", "reworded", "other", "absent"};
	return names[likeness];
}

const struct ir_effect_item *answer_rule_effects(size_t *count, const struct ir_rule *rule)
{
	static const struct ir_effect_item unsaid = {IR_EXEMPT, IR_MAY};
	bool implied = rule->kind == IR_TOLERATE && rule->effect_count == 0;
	*count = implied ? 1 : rule->effect_count;
	return implied ? &unsaid : rule->effects;
}

uint32_t answer_rule_line(const struct answer_rule_version *version)
{
	if (!version->rule)
		return version->window.line;
	return source_locate(version->text->place.source, version->rule->place.span.start).line;
}

static void tell_sentence(struct json *json, const struct sentence *sentence)
{
	json_object(json);
	json_member(json, "text", sentence->text);
	json_key(json, "parts");
	json_array(json);
	for (size_t i = 0; i < sentence->part_count; i++)
		tell_sentence(json, &sentence->parts[i]);
	json_array_end(json);
	json_object_end(json);
}

/* Members "condition" and "says". */
static void tell_condition(struct telling *t, const struct ir_expr *expr)
{
	struct buf shown;
	struct sentence sentence;
	buf_init(&shown, t->json->out->mem);
	condition_show(&shown, NULL, t->version->text->place.source, expr, t->language);
	json_member(t->json, "condition", buf_str(&shown));
	buf_fini(&shown);
	sentence_make(&sentence, &t->arena, expr, t->language);
	json_key(t->json, "says");
	tell_sentence(t->json, &sentence);
}

static void tell_excepts(struct telling *t, const struct ir_except *excepts, size_t count)
{
	json_key(t->json, "exceptions");
	json_array(t->json);
	for (size_t i = 0; i < count; i++) {
		json_object(t->json);
		json_member(t->json, "id", excepts[i].name);
		json_member_or_null(t->json, "title", excepts[i].title);
		json_member_or_null(t->json, "article", excepts[i].clause.article);
		tell_condition(t, excepts[i].when);
		tell_excepts(t, excepts[i].excepts, excepts[i].except_count);
		json_object_end(t->json);
	}
	json_array_end(t->json);
}

static void tell_scope(struct telling *t)
{
	json_key(t->json, "scope");
	if (!t->version->text->scope) {
		json_null(t->json);
		return;
	}
	json_object(t->json);
	tell_condition(t, t->version->text->scope);
	json_object_end(t->json);
}

static void tell_effects(struct telling *t)
{
	size_t count;
	const struct ir_effect_item *effects = answer_rule_effects(&count, t->version->rule);
	json_effects(t->json, effects, count);
}

static void tell_versions(struct json *json, const struct answer_rule *rule)
{
	json_key(json, "versions");
	json_array(json);
	for (size_t i = 0; i < rule->version_count; i++) {
		const struct answer_rule_version *version = &rule->versions[i];
		json_object(json);
		json_text(json, "rule", answer_likeness_name(version->likeness));
		json_member_date(json, "from", version->from);
		json_member_date(json, "to", version->to);
		json_version(json, "version", &version->window);
		json_object_end(json);
	}
	json_array_end(json);
}

static void tell_clause(struct json *json, const struct answer_rule_version *version)
{
	const struct ir_rule *rule = version->rule;
	const struct ir_clause *clause = &rule->clause;
	json_member(json, "id", rule->name);
	json_text(json, "kind", ir_rule_kind_word(rule->kind));
	json_member_or_null(json, "title", rule->title);
	json_member_or_null(json, "article", clause->article);
	json_member_or_null(json, "provenance", str_from(ir_provenance_word(clause->provenance)));
	json_member_or_null(json, "citation", clause->citation);
	json_member_or_null(json, "text", clause->text);
	json_member_count(json, "line", answer_rule_line(version));
}

RESULT(rule_result)
{
	const struct answer_rule *rule = answer->rule;
	const struct answer_list *list = &answer->lists[0];
	struct telling t = {.json = json, .language = language, .version = rule->told};
	(void)index;
	arena_init(&t.arena, json->out->mem);
	json_object(json);
	json_member(json, "list", list->name);
	json_member_or_null(json, "list_title", list->title);
	json_text(json, "status",
		  list->uncertain  ? "uncertain"
		  : rule->in_force ? "in_force"
				   : "not_in_force");
	if (list->uncertain)
		json_member(json, "reason", list->reason);
	tell_clause(json, rule->told);
	tell_condition(&t, rule->told->rule->when);
	tell_excepts(&t, rule->told->rule->excepts, rule->told->rule->except_count);
	tell_scope(&t);
	tell_effects(&t);
	json_version(json, "version", &rule->told->window);
	tell_versions(json, rule);
	json_object_end(json);
	arena_fini(&t.arena);
}
