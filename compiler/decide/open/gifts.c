/* Effects as sets. */
#include "decide/open/gifts.h"

uint32_t gift_of(const struct ir_effect_item *item)
{
	return UINT32_C(1) << (2 * item->effect + item->strength);
}

const struct ir_effect_item *gifts_items(const struct ir_rule *rule)
{
	static const struct ir_effect_item unsaid = {IR_EXEMPT, IR_MAY};
	return rule->effect_count ? rule->effects : &unsaid;
}

uint32_t gifts_of(const struct ir_rule *rule)
{
	const struct ir_effect_item *items = gifts_items(rule);
	size_t count = rule->effect_count ? rule->effect_count : 1;
	uint32_t gifts = 0;
	for (size_t i = 0; rule->kind == IR_TOLERATE && i < count; i++)
		gifts |= gift_of(&items[i]);
	return gifts;
}

/* Where it tolerates, one of the rules that may fire does. */
struct gifts gifts_in(const struct search *s, uint32_t state, size_t lane)
{
	struct gifts gifts = {0, 0};
	uint32_t common = UINT32_MAX;
	if (state == NO_STATE)
		return gifts;
	const struct play_state *own = &s->play->states[state];
	for (size_t i = 0; i < own->given->list->rule_count; i++) {
		const struct ir_rule *rule = &own->given->list->rules[i];
		enum eval_truth fires = eval_truth(&s->result, own->compiled.rules[i].fires, lane);
		if (rule->kind != IR_TOLERATE || !own->given->in_force[i] || fires == EVAL_FALSE)
			continue;
		gifts.may |= gifts_of(rule);
		gifts.sure |= fires == EVAL_TRUE ? gifts_of(rule) : 0;
		common &= gifts_of(rule);
	}
	gifts.sure |= gifts.may ? common : 0;
	return gifts;
}

/* -- who gives -- */

const struct ir_rule *giver_rule(const struct search *s, const struct giver *giver)
{
	return &s->play->states[giver->state].given->list->rules[giver->rule];
}

uint32_t giver_register(const struct search *s, const struct giver *giver)
{
	return s->play->states[giver->state].compiled.rules[giver->rule].fires;
}

enum eval_truth giver_fires(const struct search *s, const struct giver *giver)
{
	return eval_truth(&s->result, giver_register(s, giver), s->lane);
}

enum eval_truth giver_weighs(const struct search *s, const struct giver *giver)
{
	if (!giver)
		return EVAL_FALSE;
	enum eval_truth scope =
		eval_truth(&s->result, s->play->states[giver->state].compiled.scope, s->lane);
	enum eval_truth truth = giver_fires(s, giver);
	if (scope == EVAL_FALSE || truth == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE ? truth : EVAL_OPEN;
}

uint32_t giver_open_register(const struct search *s, const struct giver *giver)
{
	uint32_t scope = s->play->states[giver->state].compiled.scope;
	return eval_truth(&s->result, scope, s->lane) == EVAL_OPEN ? scope
								   : giver_register(s, giver);
}

bool giver_is_same_rule(const struct search *s, const struct giver *a, const struct giver *b)
{
	const struct ir_rule *one = giver_rule(s, a), *other = giver_rule(s, b);
	return a->list == b->list && one->kind == other->kind &&
	       str_equal(one->identity, other->identity);
}

static void add_state(struct givers *out, const struct search *s, uint32_t list, uint32_t state)
{
	const struct decide_state *given = s->play->states[state].given;
	for (uint32_t i = 0; i < given->list->rule_count; i++)
		if (given->in_force[i])
			out->items[out->count++] = (struct giver){list, state, i, false, 0};
}

void givers_find(struct givers *out, const struct search *s, enum givers_wanted wanted)
{
	size_t most = 1;
	for (size_t i = 0; i < s->play->state_count; i++)
		most += s->play->states[i].given->list->rule_count;
	*out = (struct givers){ARENA_ARRAY(s->arena, struct giver, most), 0};
	for (uint32_t list = 0; list < s->given->list_count; list++)
		for (size_t i = 0; i < s->picks[list].count; i++) {
			uint32_t state = s->picks[list].states[i];
			if (state != NO_STATE && (wanted == GIVERS_ADMISSIBLE || s->in_play[state]))
				add_state(out, s, list, state);
		}
}
