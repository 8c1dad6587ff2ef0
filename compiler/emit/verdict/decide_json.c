/* A verdict as JSON. The reasons are in decide_why.c. */
#include "emit/verdict/decide.h"
#include "emit/verdict/decide_rules.h"
#include "emit/verdict/recognized.h"
#include "emit/machine/results.h"

/* -- the case -- */

static void key_fact(struct json *json, const struct answer_decide *decide, uint32_t fact)
{
	struct buf name;
	buf_init(&name, json->out->mem);
	buf_add(&name, decide_fact_name(decide, fact));
	json_key(json, name.ptr);
	buf_fini(&name);
}

static void add_givens(struct json *json, const struct answer_decide *decide)
{
	json_key(json, "facts");
	json_object(json);
	for (size_t i = 0; i < decide->given_count; i++) {
		const struct answer_given *given = &decide->givens[i];
		key_fact(json, decide, given->fact);
		if (given->is_known)
			decide_json_value(json, decide, given->fact, given->number);
		else
			json_null(json);
	}
	json_object_end(json);
}

static void add_days(struct json *json, const struct answer_decide *decide)
{
	struct buf day;
	buf_init(&day, json->out->mem);
	json_key(json, "conduct");
	json_array(json);
	buf_add_date(&day, decide->conduct_from);
	json_str(json, buf_str(&day));
	buf_clear(&day);
	buf_add_date(&day, decide->conduct_to);
	json_str(json, buf_str(&day));
	json_array_end(json);
	buf_fini(&day);
	json_member_date(json, "accountable", decide->accountable);
	json_member(json, "by", decide->organ);
	json_member_date(json, "decided", decide->decided);
	json_member_date(json, "closed", decide->closed);
}

static void add_case(struct json *json, const struct answer_decide *decide)
{
	json_key(json, "case");
	json_object(json);
	json_member_or_null(json, "name", decide->name);
	json_member_or_null(json, "title", decide->title);
	json_member(json, "subject", decide->subject);
	add_days(json, decide);
	add_givens(json, decide);
	json_member_or_null(json, "published_outcome", decide->published);
	json_member_or_null(json, "source", decide->source);
	json_member_bool(json, "made_up", decide->made_up);
	json_object_end(json);
}

/* -- the verdict -- */

void json_outcome_names(struct json *json, uint8_t outcomes)
{
	json_array(json);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (outcomes >> i & 1)
			json_str(json, str_from(decide_outcome_name((enum decide_outcome)i)));
	json_array_end(json);
}

void json_outcomes(struct json *json, uint8_t outcomes)
{
	json_key(json, "outcomes");
	json_outcome_names(json, outcomes);
}

void json_effect(struct json *json, enum ir_effect effect, enum ir_strength strength)
{
	json_text(json, "effect", effect_name(effect));
	json_text(json, "strength", strength_name(strength));
}

void json_effects(struct json *json, const struct ir_effect_item *items, size_t count)
{
	json_key(json, "effects");
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		json_object(json);
		json_effect(json, items[i].effect, items[i].strength);
		json_object_end(json);
	}
	json_array_end(json);
}

static void json_rule(struct json *json, const struct answer_decide *decide, uint32_t list,
		      const struct ir_rule *rule)
{
	json_member_name(json, "rule", decide->lists[list].name, rule->name);
}

/* One rule gives it in several versions: told once. */
static void add_effect(struct json *json, const struct answer_decide *decide, size_t index)
{
	const struct decide_effect *effects = decide->verdict.effects, *own = &effects[index];
	for (size_t i = 0; i < index; i++)
		if (decide_same_giver(decide, &effects[i], own))
			return;
	json_object(json);
	json_effect(json, own->effect, own->strength);
	json_rule(json, decide, own->list, decide_rule(decide, own->state, own->rule));
	json_member_bool(json, "certain", own->is_certain);
	json_key(json, "versions");
	json_array(json);
	for (size_t i = index; i < decide->verdict.effect_count; i++)
		if (decide_same_giver(decide, &effects[i], own))
			json_int(json, effects[i].state);
	json_array_end(json);
	json_object_end(json);
}

static void add_effects(struct json *json, const struct answer_decide *decide)
{
	json_key(json, "effects");
	json_array(json);
	for (size_t i = 0; i < decide->verdict.effect_count; i++)
		add_effect(json, decide, i);
	json_array_end(json);
	json_member_bool(json, "effects_exact", decide->verdict.effects_exact);
}

/* Rules that make an outcome, as people are told them: of every version that may apply. */
static void add_grounds(struct json *json, const struct answer_decide *decide)
{
	static const char *const certainties[] = {[TOLD_CERTAIN] = "certain",
						  [TOLD_VERSION] = "certain",
						  [TOLD_SUPPOSED] = "supposed",
						  [TOLD_PERHAPS] = "possible"};
	size_t count;
	struct mem *mem = json->out->mem;
	struct told_rule *told = decide_rules_told(&count, mem, decide, TOLD_DECIDES);
	json_key(json, "grounds");
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		struct str article = told[i].rule->clause.article;
		json_object(json);
		json_rule(json, decide, told[i].list, told[i].rule);
		json_member(json, "article", article.len ? article : STR_NONE);
		json_member_int(json, "state", told[i].state - decide->states);
		json_text(json, "outcome", decide_outcome_name(told[i].scenario->outcome));
		json_text(json, "holds", certainties[told[i].certainty]);
		json_member_bool(json, "if_version", told[i].by_version);
		json_object_end(json);
	}
	json_array_end(json);
	mem_free(mem, told);
}

static bool same_beside(const struct answer_decide *decide, const struct decide_beside *a,
			const struct decide_beside *b)
{
	const struct ir_rule *one = decide_rule(decide, a->state, a->rule);
	const struct ir_rule *other = decide_rule(decide, b->state, b->rule);
	return a->list == b->list && one->kind == other->kind &&
	       str_equal(one->name, other->name) && decide_same_effects(one, other);
}

static void add_beside(struct json *json, const struct answer_decide *decide, size_t index)
{
	const struct decide_beside *beside = decide->verdict.beside, *own = &beside[index];
	for (size_t i = 0; i < index; i++)
		if (same_beside(decide, &beside[i], own))
			return;
	const struct ir_rule *rule = decide_rule(decide, own->state, own->rule);
	json_object(json);
	json_rule(json, decide, own->list, rule);
	json_effects(json, rule->effects, rule->effect_count);
	json_member_bool(json, "certain", own->is_certain);
	json_key(json, "versions");
	json_array(json);
	for (size_t i = index; i < decide->verdict.beside_count; i++)
		if (same_beside(decide, &beside[i], own))
			json_int(json, beside[i].state);
	json_array_end(json);
	json_object_end(json);
}

/* Rules that weigh beside the outcome, of every version that can be taken. */
static void add_weighing(struct json *json, const char *key, const struct answer_decide *decide,
			 enum ir_rule_kind kind)
{
	const struct decide_verdict *verdict = &decide->verdict;
	json_key(json, key);
	json_array(json);
	for (size_t i = 0; i < verdict->beside_count; i++)
		if (decide_rule(decide, verdict->beside[i].state, verdict->beside[i].rule)->kind ==
		    kind)
			add_beside(json, decide, i);
	json_array_end(json);
}

static void add_ruling(struct json *json, const struct decide_ruling *ruling, bool certain)
{
	json_object(json);
	json_member(json, "by", ruling->by);
	json_text(json, "why", decide_why_name(ruling->why));
	json_member_bool(json, "certain", certain);
	json_object_end(json);
}

void json_rulings(struct json *json, const struct decide_verdict *verdict)
{
	json_key(json, "needs_ruling");
	if (verdict->ruling_count)
		add_ruling(json, &verdict->rulings[0], verdict->ruling_certain);
	else
		json_null(json);
	json_key(json, "rulings");
	json_array(json);
	for (size_t i = 0; i < verdict->ruling_count; i++)
		add_ruling(json, &verdict->rulings[i], verdict->ruling_certain);
	json_array_end(json);
}

static void json_facts(struct json *json, const struct answer_decide *decide,
		       const uint32_t *facts, size_t count)
{
	json_array(json);
	for (size_t i = 0; i < count; i++)
		json_str(json, decide_fact_name(decide, facts[i]));
	json_array_end(json);
}

static bool is_needed(const struct decide_verdict *verdict, uint32_t fact)
{
	for (size_t i = 0; i < verdict->needed_count; i++)
		for (size_t k = 0; k < verdict->needed[i].count; k++)
			if (verdict->needed[i].items[k] == fact)
				return true;
	return false;
}

static void add_needed(struct json *json, const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	json_key(json, "facts_needed");
	json_array(json);
	for (size_t i = 0; i < verdict->open.count; i++)
		if (is_needed(verdict, verdict->open.items[i]))
			json_str(json, decide_fact_name(decide, verdict->open.items[i]));
	json_array_end(json);
	json_key(json, "facts_needed_sets");
	json_array(json);
	for (size_t i = 0; i < verdict->needed_count; i++)
		json_facts(json, decide, verdict->needed[i].items, verdict->needed[i].count);
	json_array_end(json);
	json_member_bool(json, "facts_needed_complete", verdict->needed_complete);
	json_key(json, "open_facts");
	json_facts(json, decide, verdict->open.items, verdict->open.count);
	json_key(json, "facts_for_effects");
	json_facts(json, decide, verdict->for_effects.items, verdict->for_effects.count);
	json_key(json, "irrelevant_facts");
	json_facts(json, decide, verdict->irrelevant.items, verdict->irrelevant.count);
}

static void add_reliance(struct json *json, const struct answer_decide *decide)
{
	const struct decide_reliance *relies = &decide->relies[DECIDE_IN_PLAY];
	json_key(json, "presumed");
	json_facts(json, decide, relies->presumed.items, relies->presumed.count);
	json_key(json, "counted_unknown");
	json_facts(json, decide, relies->unknown.items, relies->unknown.count);
}

/* Lists of which a day that counts cannot be read, and why. */
static void add_uncertain(struct json *json, const struct answer_decide *decide)
{
	json_key(json, "uncertain");
	json_array(json);
	for (size_t i = 0; i < decide->list_count; i++) {
		if (!decide->lists[i].uncertain.ptr)
			continue;
		json_object(json);
		json_member(json, "list", decide->lists[i].name);
		json_member(json, "reason", decide->lists[i].uncertain);
		json_object_end(json);
	}
	json_array_end(json);
}

void json_verdict(struct json *json, const struct answer_decide *decide)
{
	const struct decide_verdict *verdict = &decide->verdict;
	json_key(json, "verdict");
	json_object(json);
	json_outcomes(json, verdict->outcomes);
	json_member_bool(json, "exact", verdict->is_exact);
	add_grounds(json, decide);
	add_effects(json, decide);
	add_weighing(json, "mitigate", decide, IR_MITIGATE);
	add_weighing(json, "aggravate", decide, IR_AGGRAVATE);
	json_rulings(json, verdict);
	json_recognition(json, decide);
	add_needed(json, decide);
	json_member_bool(json, "version_choice_matters", verdict->choice_matters);
	json_member_bool(json, "version_choice_changes_effects", verdict->choice_changes_effects);
	add_reliance(json, decide);
	json_member_bool(json, "illustrative", decide->illustrative);
	add_uncertain(json, decide);
	json_object_end(json);
}

/* -- versions -- */

static void add_state(struct json *json, const struct answer_decide *decide, uint32_t index)
{
	const struct answer_state *state = &decide->states[index];
	json_object(json);
	json_member_int(json, "state", index);
	json_member(json, "list", decide->lists[state->list].name);
	json_member_or_null(json, "title", state->text->title);
	json_member(json, "issuer", state->text->issuer->name);
	json_version(json, "version", &state->window);
	json_key(json, "not_in_force");
	json_array(json);
	for (size_t i = 0; i < state->text->rule_count; i++)
		if (!state->in_force[i])
			json_str(json, state->text->rules[i].name);
	json_array_end(json);
	json_object_end(json);
}

static void json_state(struct json *json, const char *key, uint32_t state)
{
	if (state == NO_STATE)
		json_member_null(json, key);
	else
		json_member_int(json, key, state);
}

static void add_choice(struct json *json, const struct answer_decide *decide,
		       const struct decide_choice *choice)
{
	json_object(json);
	json_member(json, "list", decide->lists[choice->list].name);
	json_state(json, "taken", choice->taken);
	json_state(json, "other", choice->other);
	json_member_bool(json, "matters", choice->matters);
	json_member_bool(json, "sure", choice->is_sure);
	json_member_bool(json, "changes_effects", choice->changes_effects);
	json_member_bool(json, "effects_sure", choice->effects_sure);
	json_member_bool(json, "changes_ruling", choice->changes_ruling);
	json_object_end(json);
}

static void add_versions(struct json *json, const struct answer_decide *decide)
{
	json_key(json, "versions");
	json_array(json);
	for (uint32_t i = 0; i < decide->state_count; i++)
		add_state(json, decide, i);
	json_array_end(json);
	json_key(json, "version_choices");
	json_array(json);
	for (size_t i = 0; i < decide->verdict.choice_count; i++)
		add_choice(json, decide, &decide->verdict.choices[i]);
	json_array_end(json);
}

RESULT(decide_result)
{
	const struct answer_decide *decide = answer->decide;
	(void)index;
	(void)language;
	json_object(json);
	add_case(json, decide);
	json_verdict(json, decide);
	json_why(json, decide);
	add_versions(json, decide);
	json_object_end(json);
}
