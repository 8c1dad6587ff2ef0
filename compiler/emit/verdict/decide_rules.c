/* Which rules a verdict is told by: what is established first, then what is supposed, then the
 * rest; and with them which effects and versions. */
#include "emit/verdict/decide_rules.h"

#include "base/text/utf8.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide.h"

static bool settles(const struct ir_rule *rule, enum decide_outcome outcome)
{
	switch (outcome) {
	case DECIDE_TOLERATED:
		return rule->kind == IR_TOLERATE;
	case DECIDE_BARRED:
		return rule->kind == IR_BAR || rule->kind == IR_REDLINE;
	case DECIDE_CONFLICT:
		return rule->kind < IR_MITIGATE;
	case DECIDE_SILENT:
		break;
	}
	return false;
}

static bool plays(const struct decide_scenario *scenario, uint32_t list, const struct ir_rule *rule,
		  enum told_role role)
{
	if (role == TOLD_BESIDE)
		return rule->kind >= IR_MITIGATE;
	return scenario->prevails[list] && settles(rule, scenario->outcome);
}

static enum eval_truth truth(const struct eval_result *lanes, const struct answer_state *state,
			     size_t rule)
{
	enum eval_truth scope = eval_truth(lanes, state->compiled->scope, 0);
	enum eval_truth fires = eval_truth(lanes, state->compiled->rules[rule].fires, 0);
	if (scope == EVAL_FALSE || fires == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE ? fires : EVAL_OPEN;
}

static bool is_open(const struct decide_verdict *verdict)
{
	return verdict->scenario_count > 1 && (verdict->outcomes & (verdict->outcomes - 1)) != 0;
}

/* Whether it is told, and how; where there are several ways, only what one of them needs. A rule
 * that holds whatever is found may be beaten all the same, as long as the outcome is open. */
static bool weigh(struct told_rule *told, const struct decide_verdict *verdict, size_t rule)
{
	enum eval_truth now = truth(&verdict->now, told->state, rule);
	enum eval_truth then = truth(&told->scenario->lanes, told->state, rule);
	bool several = verdict->scenario_count > 1;
	told->certainty = now == EVAL_TRUE && !is_open(verdict) ? TOLD_CERTAIN
			  : several				? TOLD_SUPPOSED
								: TOLD_PERHAPS;
	return then == EVAL_TRUE || (then == EVAL_OPEN && !several);
}

static bool is_told(const struct told_rule *told, size_t count, const struct told_rule *one)
{
	for (size_t i = 0; i < count; i++)
		if (told[i].rule == one->rule && told[i].state == one->state)
			return true;
	return false;
}

struct telling {
	const struct answer_decide *decide;
	struct told_rule *out;
	size_t count;
	enum told_role role;
	enum told_certainty certainty; /* of those that are added now */
};

static void tell_list(struct telling *t, const struct decide_scenario *scenario, uint32_t list)
{
	uint32_t taken = scenario->taken[list];
	if (taken == NO_STATE)
		return;
	const struct answer_state *state = &t->decide->states[taken];
	for (size_t i = 0; i < state->text->rule_count; i++) {
		struct told_rule one = {list, state, &state->text->rules[i], scenario,
					TOLD_CERTAIN};
		if (state->in_force[i] && plays(scenario, list, one.rule, t->role) &&
		    weigh(&one, &t->decide->verdict, i) && one.certainty == t->certainty &&
		    !is_told(t->out, t->count, &one))
			t->out[t->count++] = one;
	}
}

static size_t rules_most(const struct answer_decide *decide)
{
	size_t most = 1;
	for (size_t i = 0; i < decide->state_count; i++)
		most += decide->states[i].text->rule_count;
	return most;
}

struct told_rule *decide_rules_told(size_t *count, struct mem *mem,
				    const struct answer_decide *decide, enum told_role role)
{
	struct telling t = {.decide = decide, .role = role};
	t.out = mem_alloc(mem, rules_most(decide) * sizeof(*t.out));
	for (int certainty = TOLD_CERTAIN; certainty <= TOLD_PERHAPS; certainty++) {
		t.certainty = (enum told_certainty)certainty;
		for (size_t i = 0; i < decide->verdict.scenario_count; i++)
			for (uint32_t list = 0; list < decide->list_count; list++)
				tell_list(&t, &decide->verdict.scenarios[i], list);
	}
	*count = t.count;
	return t.out;
}

/* -- effects -- */

/* Of one rule all that it gives; of the verdict what holds whatever is found. */
static bool gives(const struct told_rule *told, const struct answer_decide *decide,
		  const struct decide_effect *effect)
{
	if (!told)
		return effect->is_certain;
	return told->scenario == decide->verdict.scenarios && told->list == effect->list &&
	       told->rule == &told->state->text->rules[effect->rule];
}

/* Whether another one that is told is as strong; of two that are equal the first. */
static bool is_covered(const struct told_rule *told, const struct answer_decide *decide,
		       size_t index)
{
	const struct decide_effect *own = &decide->verdict.effects[index];
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *other = &decide->verdict.effects[i];
		bool stronger = other->strength > own->strength;
		bool before = other->strength == own->strength && i < index;
		if (other->effect == own->effect && (stronger || before) &&
		    gives(told, decide, other))
			return true;
	}
	return false;
}

static void add_effects(struct buf *out, const struct told_rule *told,
			const struct answer_decide *decide, enum word_id between,
			enum language language)
{
	bool any = false;
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *effect = &decide->verdict.effects[i];
		if (!gives(told, decide, effect) || is_covered(told, decide, i))
			continue;
		if (any)
			buf_add(out, word_text(language, between));
		any = true;
		word_add(out, language, effect_word(effect->effect),
			 ARGS(word_text(language,
					effect->strength == IR_MUST ? WORD_MUST : WORD_MAY)));
	}
}

void decide_show_rule_effects(struct buf *out, const struct answer_decide *decide,
			      const struct told_rule *told, enum language language)
{
	add_effects(out, told, decide, WORD_COMMA, language);
}

void decide_show_effects(struct buf *out, const struct answer_decide *decide,
			 enum language language)
{
	bool open = is_open(&decide->verdict);
	add_effects(out, NULL, decide, open ? WORD_AND : WORD_COMMA, language);
	if (!open || out->len == 0)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, WORD_IF_OUTCOME,
		 ARGS(decide_outcome_shown(DECIDE_TOLERATED, language)));
}

/* -- versions -- */

static bool is_taken(const struct answer_decide *decide, uint32_t state)
{
	const struct decide_verdict *verdict = &decide->verdict;
	uint32_t list = decide->states[state].list;
	for (size_t i = 0; i < verdict->scenario_count; i++)
		if (verdict->scenarios[i].taken[list] == state)
			return verdict->scenario_count > 1 || decide_rests_on(verdict, list, state);
	return false;
}

/* It can be taken instead of one that is, and that matters. */
static bool is_other(const struct answer_decide *decide, uint32_t state)
{
	for (size_t i = 0; i < decide->verdict.choice_count; i++) {
		const struct decide_choice *choice = &decide->verdict.choices[i];
		if (choice->matters && choice->is_sure && choice->other == state)
			return true;
	}
	return false;
}

static bool has_say(const struct answer_decide *decide, uint32_t state)
{
	const char *says = decide_says(decide, state, &decide->verdict.now);
	bool is_silent = says && strcmp(says, "silent") == 0;
	if (decide->verdict.outcomes == 1u << DECIDE_SILENT)
		return decide->verdict.in_play[state];
	return !is_silent && (is_taken(decide, state) || is_other(decide, state));
}

bool *decide_versions_told(struct mem *mem, const struct answer_decide *decide)
{
	size_t count = 0;
	bool *versions = mem_alloc(mem, decide->state_count + 1);
	struct told_rule *told = NULL;
	for (uint32_t i = 0; i < decide->state_count; i++)
		versions[i] = has_say(decide, i);
	if (decide->verdict.scenario_count == 1)
		told = decide_rules_told(&count, mem, decide, TOLD_BESIDE);
	for (size_t i = 0; i < count; i++)
		versions[told[i].state - decide->states] = true;
	mem_free(mem, told);
	return versions;
}

void decide_open_choices(struct buf *out, const struct answer_decide *decide,
			 enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	uint32_t last = NO_LIST;
	for (size_t i = 0; i < verdict->choice_count; i++) {
		if (verdict->choices[i].is_sure || verdict->choices[i].list == last)
			continue;
		last = verdict->choices[i].list;
		if (out->len)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		utf8_printable(out, decide->lists[last].name);
	}
}

/* Whether the version of the list presumes something of the fact, and can be heard. */
static bool presumes(int64_t *number, const struct answer_decide *decide, uint32_t index,
		     uint32_t fact)
{
	const struct answer_state *state = &decide->states[index];
	const struct decide_verdict *verdict = &decide->verdict;
	return verdict->in_play[index] &&
	       eval_truth(&verdict->now, state->compiled->scope, 0) != EVAL_FALSE &&
	       decide_presumes(number, decide, state->text, fact);
}

static void add_listed(struct buf *out, struct str what, enum word_id between,
		       enum language language)
{
	if (out->len)
		buf_add(out, word_text(language, between));
	utf8_printable(out, what);
}

/* "at_fault = yes (by city.tolerance)"; of versions that presume different things all of them. */
static void add_presumed(struct buf *out, const struct answer_decide *decide, uint32_t fact,
			 enum language language)
{
	struct buf name, values, lists;
	uint32_t list = NO_LIST;
	int64_t number, last = INT64_MIN;
	buf_init(&name, out->mem);
	buf_init(&values, out->mem);
	buf_init(&lists, out->mem);
	for (uint32_t i = 0; i < decide->state_count; i++) {
		if (!presumes(&number, decide, i, fact))
			continue;
		if (decide->states[i].list != list)
			add_listed(&lists, decide->lists[decide->states[i].list].name,
				   WORD_LIST_COMMA, language);
		list = decide->states[i].list;
		if (number == last)
			continue;
		if (values.len)
			buf_add(&values, word_text(language, WORD_OR));
		decide_show_value(&values, decide, fact, number, language);
		last = number;
	}
	utf8_printable(&name, decide_fact_shown(decide, fact, language));
	word_add(out, language, WORD_IS, ARGS(buf_str(&name), buf_str(&values)));
	word_add(out, language, WORD_PRESUMED_BY, ARGS(buf_str(&lists)));
	buf_fini(&name);
	buf_fini(&values);
	buf_fini(&lists);
}

void decide_add_presumed(struct buf *out, const struct answer_decide *decide,
			 const struct decide_facts *facts, enum language language)
{
	for (size_t i = 0; i < facts->count; i++) {
		if (i)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		add_presumed(out, decide, facts->items[i], language);
	}
}
