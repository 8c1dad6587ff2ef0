/* Which rules a verdict is told by: what is established first, then what is supposed, then the rest. */
#include "emit/verdict/decide_rules.h"

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

/* Whether it is told, and how; where there are several ways, only what one of them needs. */
static bool weigh(struct told_rule *told, const struct decide_verdict *verdict, size_t rule)
{
	enum eval_truth now = truth(&verdict->now, told->state, rule);
	enum eval_truth then = truth(&told->scenario->lanes, told->state, rule);
	bool several = verdict->scenario_count > 1;
	told->certainty = now == EVAL_TRUE ? TOLD_CERTAIN : several ? TOLD_SUPPOSED : TOLD_PERHAPS;
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
		struct told_rule one = {list, state, &state->text->rules[i], scenario, TOLD_CERTAIN};
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
