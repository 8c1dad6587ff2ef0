/* Which rules a verdict is told by: what is established first, then what is supposed, then the rest;
 * and what taking another version would change. */
#include "emit/verdict/decide_rules.h"

#include "base/text/utf8.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/taken.h"

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

static enum eval_truth truth(const struct eval_result *lanes, const struct answer_state *state,
			     size_t rule)
{
	enum eval_truth scope = eval_truth(lanes, state->compiled->scope, 0);
	enum eval_truth fires = eval_truth(lanes, state->compiled->rules[rule].fires, 0);
	if (scope == EVAL_FALSE || fires == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE ? fires : EVAL_OPEN;
}

bool decide_is_open(const struct decide_verdict *verdict)
{
	return verdict->scenario_count > 1 && (verdict->outcomes & (verdict->outcomes - 1)) != 0;
}

/* Whether another version of the list gives the case effects too. */
static bool has_rival(const struct decide_verdict *verdict, uint32_t list, uint32_t state)
{
	for (size_t i = 0; i < verdict->effect_count; i++)
		if (verdict->effects[i].list == list && verdict->effects[i].state != state)
			return true;
	return false;
}

/* Whether nothing decides between that version and another by which the case comes out the same. */
static bool has_other(const struct answer_decide *decide, const struct decide_scenario *scenario,
		      uint32_t list, uint32_t state)
{
	bool other = false;
	for (uint32_t i = 0; i < decide->state_count; i++)
		other |= i != state && decide->states[i].list == list && scenario->speaks[i];
	return other;
}

static bool is_one_of(const struct answer_decide *decide, const struct decide_scenario *scenario,
		      uint32_t list, uint32_t state)
{
	return has_other(decide, scenario, list, state) ||
	       (scenario->outcome == DECIDE_TOLERATED && decide->verdict.scenario_count == 1 &&
		has_rival(&decide->verdict, list, state));
}

/* Whether it is told, and how; where there are several ways, only what one of them needs. A rule
 * that holds whatever is found may be beaten all the same, as long as the outcome is open. */
static bool weigh(struct told_rule *told, const struct answer_decide *decide, size_t rule)
{
	const struct decide_verdict *verdict = &decide->verdict;
	enum eval_truth now = truth(&verdict->now, told->state, rule);
	enum eval_truth then = truth(&told->scenario->lanes, told->state, rule);
	bool several = verdict->scenario_count > 1;
	uint32_t state = (uint32_t)(told->state - decide->states);
	told->by_version = is_one_of(decide, told->scenario, told->list, state) ||
			   (told->scenario->outcome == DECIDE_CONFLICT &&
			    taken_find(decide, state).by >> PRINCIPLE_VERSION_OPEN & 1);
	told->certainty = now != EVAL_TRUE || decide_is_open(verdict)
				  ? several ? TOLD_SUPPOSED : TOLD_PERHAPS
			  : told->by_version ? TOLD_VERSION
					     : TOLD_CERTAIN;
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
	enum told_certainty certainty; /* of those that are added now */
};

static void tell_state(struct telling *t, const struct decide_scenario *scenario, uint32_t index)
{
	const struct answer_state *state = &t->decide->states[index];
	uint32_t list = state->list;
	for (size_t i = 0; i < state->text->rule_count; i++) {
		struct told_rule one = {list, state, &state->text->rules[i], scenario,
					TOLD_CERTAIN, false};
		if (state->in_force[i] && settles(one.rule, scenario->outcome) &&
		    weigh(&one, t->decide, i) && one.certainty == t->certainty &&
		    !is_told(t->out, t->count, &one))
			t->out[t->count++] = one;
	}
}

/* List by list, of each the version that is taken first. */
static void tell_scenario(struct telling *t, const struct decide_scenario *scenario)
{
	for (uint32_t list = 0; list < t->decide->list_count; list++) {
		uint32_t taken = scenario->taken[list];
		if (taken != NO_STATE && scenario->speaks[taken])
			tell_state(t, scenario, taken);
		for (uint32_t i = 0; i < t->decide->state_count; i++)
			if (i != taken && t->decide->states[i].list == list && scenario->speaks[i])
				tell_state(t, scenario, i);
	}
}

static size_t rules_most(const struct answer_decide *decide)
{
	size_t most = 1;
	for (size_t i = 0; i < decide->state_count; i++)
		most += decide->states[i].text->rule_count;
	return most;
}

/* Rules that may give effects in a way of being tolerated that happens not to be the one shown. */
static void tell_rivals(struct telling *t)
{
	const struct decide_verdict *verdict = &t->decide->verdict;
	for (size_t i = 0; i < verdict->effect_count; i++) {
		const struct decide_effect *effect = &verdict->effects[i];
		const struct answer_state *state = &t->decide->states[effect->state];
		struct told_rule one = {effect->list, state, &state->text->rules[effect->rule],
					verdict->scenarios, TOLD_VERSION, true};
		if (verdict->scenarios->taken[effect->list] == effect->state)
			one.by_version = is_one_of(t->decide, verdict->scenarios, effect->list,
						   effect->state);
		if (!one.by_version || truth(&verdict->now, state, effect->rule) != EVAL_TRUE)
			one.certainty = TOLD_PERHAPS;
		if (one.certainty == t->certainty && !is_told(t->out, t->count, &one))
			t->out[t->count++] = one;
	}
}

static void tell_deciding(struct telling *t)
{
	const struct decide_verdict *verdict = &t->decide->verdict;
	for (int certainty = TOLD_CERTAIN; certainty <= TOLD_PERHAPS; certainty++) {
		t->certainty = (enum told_certainty)certainty;
		for (size_t i = 0; i < verdict->scenario_count; i++)
			tell_scenario(t, &verdict->scenarios[i]);
		if (verdict->scenario_count == 1)
			tell_rivals(t);
	}
}

/* Bars that what is given leaves open, of a version by which the case can come out as barred. */
static void tell_bars_of(struct telling *t, const struct decide_scenario *scenario, uint32_t list)
{
	uint32_t taken = scenario->taken[list];
	if (taken == NO_STATE || !scenario->may_prevail[list])
		return;
	const struct answer_state *state = &t->decide->states[taken];
	for (size_t i = 0; i < state->text->rule_count; i++) {
		struct told_rule one = {list, state, &state->text->rules[i], scenario,
					TOLD_SUPPOSED, false};
		if (state->in_force[i] && settles(one.rule, DECIDE_BARRED) &&
		    truth(&t->decide->verdict.now, state, i) != EVAL_FALSE &&
		    !is_told(t->out, t->count, &one))
			t->out[t->count++] = one;
	}
}

/* The way that is shown of being barred is one of several; the rules of that one are left out. */
static void tell_other_bars(struct telling *t)
{
	const struct decide_verdict *verdict = &t->decide->verdict;
	tell_deciding(t);
	size_t told = t->count;
	for (size_t i = 0; verdict->scenario_count > 1 && i < verdict->scenario_count; i++)
		for (uint32_t list = 0; list < t->decide->list_count; list++)
			if (verdict->scenarios[i].outcome == DECIDE_BARRED)
				tell_bars_of(t, &verdict->scenarios[i], list);
	t->count -= told;
	memmove(t->out, t->out + told, t->count * sizeof(*t->out));
}

static bool same_words(const struct ir_rule *a, const struct ir_rule *b)
{
	return str_equal(a->clause.article, b->clause.article) &&
	       str_equal(a->clause.text, b->clause.text) && decide_same_effects(a, b);
}

static bool same_clause(const struct told_rule *a, const struct told_rule *b)
{
	return a->list == b->list && str_equal(a->rule->identity, b->rule->identity) &&
	       same_words(a->rule, b->rule);
}

/* Whether a clause takes that version in every way to come out that is told. */
static bool is_always_taken(const struct answer_decide *decide, uint32_t state)
{
	const struct decide_verdict *verdict = &decide->verdict;
	bool taken = !(taken_find(decide, state).by >> PRINCIPLE_VERSION_OPEN & 1);
	for (size_t i = 0; i < verdict->scenario_count; i++)
		taken &= verdict->scenarios[i].taken[decide->states[state].list] == state;
	return taken;
}

/* A rule that holds, and yet is not certain, is of a version that need not be taken. */
static void tell_uncertain(struct told_rule *told, const struct answer_decide *decide,
			   const struct decide_beside *beside)
{
	bool holds = truth(&decide->verdict.now, told->state, beside->rule) == EVAL_TRUE;
	bool chosen = is_always_taken(decide, beside->state);
	told->certainty = holds ? TOLD_VERSION : TOLD_PERHAPS;
	told->by_version = holds;
	for (uint32_t i = 0; !chosen && i < decide->state_count; i++)
		told->by_version |= i != beside->state && decide->verdict.in_play[i] &&
				    decide->states[i].list == beside->list;
}

/* Whether another version in play weighs the case by the same rule in other words. */
static bool is_worded_otherwise(const struct answer_decide *decide, const struct decide_beside *own)
{
	const struct decide_verdict *verdict = &decide->verdict;
	const struct ir_rule *rule = &decide->states[own->state].text->rules[own->rule];
	for (size_t i = 0; i < verdict->beside_count; i++) {
		const struct decide_beside *beside = &verdict->beside[i];
		const struct ir_rule *other =
			&decide->states[beside->state].text->rules[beside->rule];
		if (beside->list == own->list && str_equal(rule->identity, other->identity) &&
		    !same_words(rule, other))
			return true;
	}
	return false;
}

/* What does so in every version, in the same words, is told once. */
static void tell_beside(struct telling *t)
{
	const struct decide_verdict *verdict = &t->decide->verdict;
	for (size_t i = 0; i < verdict->beside_count; i++) {
		const struct decide_beside *beside = &verdict->beside[i];
		const struct answer_state *state = &t->decide->states[beside->state];
		struct told_rule one = {beside->list, state, &state->text->rules[beside->rule],
					verdict->scenarios, TOLD_CERTAIN, false};
		bool told = false;
		for (size_t k = 0; k < t->count && beside->is_certain; k++)
			told |= same_clause(&t->out[k], &one);
		if (!beside->is_certain)
			tell_uncertain(&one, t->decide, beside);
		one.by_version |= !told && is_worded_otherwise(t->decide, beside);
		if (!told)
			t->out[t->count++] = one;
	}
}

struct told_rule *decide_rules_told(size_t *count, struct mem *mem,
				    const struct answer_decide *decide, enum told_role role)
{
	static void (*const tell[])(struct telling *) = {[TOLD_DECIDES] = tell_deciding,
							 [TOLD_MAY_BAR] = tell_other_bars,
							 [TOLD_BESIDE] = tell_beside};
	struct telling t = {.decide = decide};
	t.out = mem_alloc(mem, rules_most(decide) * sizeof(*t.out));
	tell[role](&t);
	*count = t.count;
	return t.out;
}

size_t decide_rules_shown(const struct emit *e, enum told_role role, size_t count)
{
	bool all = role != TOLD_MAY_BAR || e->style->verbosity > 0 || count <= BARS_SHOWN;
	return all ? count : BARS_SHOWN;
}

void decide_show_certainty(struct parts *parts, const struct told_rule *told)
{
	struct day day;
	if (told->certainty == TOLD_PERHAPS)
		parts_word(parts, WORD_PERHAPS, STR_NONE, STR_NONE);
	if (told->certainty == TOLD_SUPPOSED)
		parts_word(parts, WORD_IF_OUTCOME,
			   decide_outcome_shown(told->scenario->outcome, parts->e->style->language),
			   STR_NONE);
	if (told->by_version)
		parts_word(parts, WORD_IF_VERSION, day_text(&day, told->state->text->effective),
			   STR_NONE);
}

/* -- other versions -- */

void decide_show_choice(struct parts *parts, const struct answer_decide *decide,
			const struct decide_choice *choice, struct str list)
{
	static const enum word_id words[][2] = {{WORD_OTHER_VERSION, WORD_OTHER_NONE},
						{WORD_OTHER_EFFECTS, WORD_OTHER_NONE_EFFECTS},
						{WORD_OTHER_RULING, WORD_OTHER_NONE_RULING}};
	const bool holds[] = {choice->matters && choice->is_sure,
			      choice->changes_effects && choice->effects_sure,
			      choice->changes_ruling};
	size_t row = 0;
	struct day day;
	while (row < countof(holds) && !holds[row])
		row++;
	if (row == countof(holds))
		return;
	if (choice->other == NO_STATE)
		parts_word(parts, words[row][1], list, STR_NONE);
	else
		parts_word(parts, words[row][0], list,
			   day_text(&day, decide->states[choice->other].text->effective));
}

/* Whether a clause chose the version. */
static bool is_chosen(const struct decide_scenario *scenario, uint32_t list)
{
	for (size_t i = 0; i < scenario->step_count; i++)
		if (scenario->steps[i].principle < PRINCIPLE_VERSION_OPEN &&
		    scenario->steps[i].winner == list)
			return true;
	return false;
}

static bool gives_effects(const struct decide_verdict *verdict, uint32_t state)
{
	for (size_t i = 0; i < verdict->effect_count; i++)
		if (verdict->effects[i].state == state)
			return true;
	return false;
}

bool decide_competes(const struct answer_decide *decide, const struct decide_scenario *scenario,
		     const struct decide_choice *choice)
{
	if (scenario->outcome == DECIDE_CONFLICT)
		return choice->matters;
	if (choice->other != NO_STATE && scenario->speaks[choice->other] &&
	    has_other(decide, scenario, choice->list, choice->other))
		return true;
	return scenario->outcome == DECIDE_TOLERATED && choice->changes_effects &&
	       choice->other != NO_STATE && gives_effects(&decide->verdict, choice->other) &&
	       has_rival(&decide->verdict, choice->list, choice->other) &&
	       !is_chosen(scenario, choice->list);
}

/* Lists of which it is not known whether their version matters. */
static void add_open_choices(struct buf *out, const struct answer_decide *decide,
			     enum decide_naming naming, enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	uint32_t last = NO_LIST;
	for (size_t i = 0; i < verdict->choice_count; i++) {
		bool is_sure = verdict->choices[i].is_sure && verdict->choices[i].effects_sure;
		if (is_sure || verdict->choices[i].list == last)
			continue;
		last = verdict->choices[i].list;
		if (out->len)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		utf8_printable(out, decide_list_called(decide, last, naming));
	}
}

void decide_show_choices(struct parts *parts, const struct answer_decide *decide,
			 enum decide_naming naming)
{
	const struct decide_verdict *verdict = &decide->verdict;
	struct buf open;
	buf_init(&open, parts->text.mem);
	add_open_choices(&open, decide, naming, parts->e->style->language);
	if (open.len)
		parts_word(parts, WORD_CHOICE_OPEN, buf_str(&open), STR_NONE);
	else if (verdict->choice_count && !verdict->choice_matters)
		parts_word(parts,
			   verdict->choice_changes_effects ? WORD_ANY_VERSION_OUTCOME
							   : WORD_ANY_VERSION,
			   STR_NONE, STR_NONE);
	buf_fini(&open);
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
			 enum decide_naming naming, enum language language)
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
			add_listed(&lists,
				   decide_list_called(decide, decide->states[i].list, naming),
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
			 const struct decide_facts *facts, enum decide_naming naming,
			 enum language language)
{
	for (size_t i = 0; i < facts->count; i++) {
		if (i)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		add_presumed(out, decide, facts->items[i], naming, language);
	}
}
