/* The reasons for a verdict as a JSON tree: ways in which the case can come out, steps, lists, rules. */
#include "emit/verdict/decide.h"
#include "emit/verdict/ground.h"
#include "emit/machine/results.h"

struct why {
	struct json *json;
	const struct answer_decide *decide;
	const struct decide_scenario *scenario;
	const struct answer_state *state;
	struct source *source;
};

/* -- conditions -- */

/* The fact that it asks, and its value as --set takes it. */
static void add_reading(struct why *why, const struct ir_expr *expr)
{
	static const char *const origins[] = {"unknown", "given", "supposed", "example",
					      "presumed"};
	struct decide_reading reading;
	struct buf value;
	if (!decide_read(&reading, why->decide, why->scenario, why->state, expr))
		return;
	buf_init(&value, why->json->out->mem);
	if (reading.origin != READ_UNKNOWN)
		decide_add_value(&value, why->decide, reading.fact, reading.number);
	json_member(why->json, "fact", decide_fact_name(why->decide, reading.fact));
	json_text(why->json, "reads", origins[reading.origin]);
	json_key(why->json, "value");
	if (reading.origin == READ_UNKNOWN)
		json_null(why->json);
	else
		json_str(why->json, buf_str(&value));
	buf_fini(&value);
}

static void add_condition(struct why *why, const struct ir_expr *expr)
{
	struct json *json = why->json;
	uint32_t reg = eval_condition(decide_program(why->decide->play), why->state->compiled, expr);
	struct ir_parts parts = ir_expr_parts(expr);
	json_object(json);
	json_member(json, "text", source_text(why->source, expr->span));
	json_text(json, "is", decide_truth(eval_truth(&why->scenario->lanes, reg, 0)));
	add_reading(why, expr);
	if (parts.count) {
		json_key(json, "of");
		json_array(json);
		for (size_t i = 0; i < parts.count; i++)
			add_condition(why, parts.items[i]);
		json_array_end(json);
	}
	json_object_end(json);
}

static void add_when(struct why *why, const struct ir_expr *when)
{
	if (!when)
		return;
	json_key(why->json, "when");
	add_condition(why, when);
}

/* -- rules -- */

static void add_excepts(struct why *why, const struct ir_except *excepts,
			const struct eval_clause *clauses, size_t count)
{
	struct json *json = why->json;
	json_key(json, "exceptions");
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		json_object(json);
		json_member(json, "id", excepts[i].name);
		json_member_or_null(json, "title", excepts[i].title);
		json_text(json, "applies",
			  decide_truth(eval_truth(&why->scenario->lanes, clauses[i].fires, 0)));
		add_when(why, excepts[i].when);
		add_excepts(why, excepts[i].excepts, clauses[i].excepts, excepts[i].except_count);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_rule(struct why *why, size_t index)
{
	struct json *json = why->json;
	const struct ir_rule *rule = &why->state->text->rules[index];
	const struct eval_clause *clause = &why->state->compiled->rules[index];
	json_object(json);
	json_member(json, "id", rule->name);
	json_text(json, "kind", ir_rule_kind_word(rule->kind));
	json_member_or_null(json, "title", rule->title);
	json_member_or_null(json, "article", rule->clause.article);
	json_member_or_null(json, "text", rule->clause.text);
	json_member_or_null(json, "provenance",
			    str_from(ir_provenance_word(rule->clause.provenance)));
	json_member_or_null(json, "citation", rule->clause.citation);
	json_member_count(json, "line", source_locate(rule->place.source, rule->place.span.start).line);
	json_text(json, "fires", decide_truth(eval_truth(&why->scenario->lanes, clause->fires, 0)));
	add_when(why, rule->when);
	add_excepts(why, rule->excepts, clause->excepts, rule->except_count);
	json_object_end(json);
}

/* -- lists -- */

static void add_list(struct why *why, uint32_t list)
{
	struct json *json = why->json;
	uint32_t taken = why->scenario->taken[list];
	if (taken == NO_STATE)
		return;
	why->state = &why->decide->states[taken];
	why->source = why->state->text->place.source;
	const char *says = decide_says(why->decide, taken, &why->scenario->lanes);
	json_object(json);
	json_member(json, "list", why->decide->lists[list].name);
	json_member_int(json, "state", taken);
	json_text(json, "in_scope", decide_truth(eval_truth(&why->scenario->lanes,
							    why->state->compiled->scope, 0)));
	json_member_or_null(json, "says", says ? str_from(says) : STR_NONE);
	json_member_bool(json, "prevails", why->scenario->prevails[list]);
	if (why->state->text->scope) {
		json_key(json, "scope");
		add_condition(why, why->state->text->scope);
	}
	json_key(json, "rules");
	json_array(json);
	for (size_t i = 0; i < why->state->text->rule_count; i++)
		if (why->state->in_force[i])
			add_rule(why, i);
	json_array_end(json);
	json_object_end(json);
}

/* -- steps -- */

static void member_list(struct why *why, const char *key, uint32_t list)
{
	json_member_or_null(why->json, key,
			    list == NO_LIST ? STR_NONE : why->decide->lists[list].name);
}

static void member_proviso(struct json *json, const char *key, uint8_t outcomes)
{
	if (!outcomes)
		return;
	json_key(json, key);
	json_outcome_names(json, outcomes);
}

static void member_ground(struct why *why, const struct decide_step *step)
{
	struct buf text;
	buf_init(&text, why->json->out->mem);
	ground_add(&text, why->decide, why->scenario, step, LANGUAGE_EN);
	json_member_or_null(why->json, "source", buf_str(&text));
	buf_fini(&text);
}

static void add_step(struct why *why, const struct decide_step *step)
{
	struct json *json = why->json;
	json_object(json);
	json_text(json, "principle", decide_principle_name(step->principle));
	member_ground(why, step);
	member_list(why, "winner", step->winner);
	member_list(why, "loser", step->loser);
	json_member_or_null(json, "by",
			    step->by == NO_LIST ? STR_NONE
						: why->decide->given->chain[step->by].name);
	if (step->winner_state != NO_STATE)
		json_member_int(json, "taken", step->winner_state);
	if (step->loser_state != NO_STATE)
		json_member_int(json, "not_taken", step->loser_state);
	member_proviso(json, "if_winner", step->if_winner);
	member_proviso(json, "if_loser", step->if_loser);
	json_object_end(json);
}

/* -- ways in which the case can come out -- */

static void add_supposed(struct why *why)
{
	struct json *json = why->json;
	struct buf text;
	buf_init(&text, json->out->mem);
	json_key(json, "supposing");
	json_array(json);
	for (size_t i = 0; i < why->scenario->supposed_count; i++) {
		const struct decide_supposed *supposed = &why->scenario->supposed[i];
		uint32_t fact = why->decide->facts->vars.items[supposed->var].fact;
		json_object(json);
		json_member(json, "fact", decide_fact_name(why->decide, fact));
		buf_clear(&text);
		decide_add_supposed(&text, why->decide, supposed);
		json_member(json, "is", buf_str(&text));
		json_object_end(json);
	}
	json_array_end(json);
	buf_fini(&text);
}

static void add_scenario(struct why *why)
{
	struct json *json = why->json;
	json_object(json);
	json_text(json, "outcome", decide_outcome_name(why->scenario->outcome));
	add_supposed(why);
	json_key(json, "steps");
	json_array(json);
	for (size_t i = 0; i < why->scenario->step_count; i++)
		add_step(why, &why->scenario->steps[i]);
	json_array_end(json);
	json_key(json, "lists");
	json_array(json);
	for (uint32_t list = 0; list < why->decide->list_count; list++)
		add_list(why, list);
	json_array_end(json);
	json_object_end(json);
}

void json_why(struct json *json, const struct answer_decide *decide)
{
	struct why why = {.json = json, .decide = decide};
	json_key(json, "why");
	json_array(json);
	for (size_t i = 0; i < decide->verdict.scenario_count; i++) {
		why.scenario = &decide->verdict.scenarios[i];
		add_scenario(&why);
	}
	json_array_end(json);
}
