/*
 * Each effect, in each strength, by itself: completions are gone through until it was seen given by
 * every rule that can, and withheld, or neither can be any more. What weighs beside the outcome
 * likewise, list by list.
 */
#include "decide/open/effects.h"

#include "decide/open/completions_look.h"
#include "decide/open/gifts.h"
#include "decide/open/lane.h"

struct asking {
	struct search *search;
	struct giver **givers;
	size_t count;
	uint32_t gift; /* one bit; 0: what weighs beside the outcome */
	uint32_t list; /* of which it does */
	bool withheld; /* some completion does without */
	uint32_t open; /* register that hides one or the other */
};

static bool is_picked(const struct search *s, uint32_t list, uint32_t state)
{
	const struct pick *pick = &s->picks[list];
	for (size_t i = 0; i < pick->count; i++)
		if (pick->states[i] == state)
			return s->says[list].picked.may >> i & 1;
	return false;
}

/* Nothing is left to find out where no condition is left that could tell. */
static uint32_t next_var(struct search *s, uint32_t var)
{
	s->gave_up |= var == NO_VAR || s->samples[var].count == 0;
	return s->gave_up ? NO_VAR : var;
}

/* -- an effect -- */

/* One combination of versions of a lane that is settled. */
static void look_at_choice(struct search *s, void *data)
{
	struct asking *a = data;
	bool given = false, may = false;
	for (size_t i = 0; i < a->count; i++) {
		struct giver *giver = a->givers[i];
		if (s->taken[giver->list] != giver->state || !s->prevails[giver->list])
			continue;
		enum eval_truth truth = giver_fires(s, giver);
		giver->seen |= truth == EVAL_TRUE;
		given |= truth == EVAL_TRUE;
		may |= truth == EVAL_OPEN;
	}
	a->withheld |= !given && !may;
	for (size_t i = 0; may && i < a->count; i++) {
		const struct giver *giver = a->givers[i];
		if (s->taken[giver->list] == giver->state && s->prevails[giver->list] &&
		    giver_fires(s, giver) == EVAL_OPEN &&
		    (!giver->seen || (!given && !a->withheld)))
			a->open = giver_register(s, giver);
	}
}

/* Whether what is tolerated here gets it, whatever the rest. */
static bool is_sure(const struct search *s, uint32_t gift)
{
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct pick *pick = &s->picks[list];
		for (size_t i = 0; i < pick->count; i++)
			if (s->says[list].picked.may >> i & 1 &&
			    lane_view(s, pick->states[i])->may & OUTCOME_BIT(TOLERATED) &&
			    !(gifts_in(s, pick->states[i], s->lane).sure & gift))
				return false;
	}
	return true;
}

/* Whether a completion of what is supposed can tell more. */
static bool can_tell(const struct asking *a)
{
	const struct search *s = a->search;
	for (size_t i = 0; i < a->count; i++) {
		const struct giver *giver = a->givers[i];
		if (!giver->seen && is_picked(s, giver->list, giver->state) &&
		    s->views[giver->state].may & OUTCOME_BIT(TOLERATED) &&
		    giver_fires(s, giver) != EVAL_FALSE)
			return true;
	}
	return !a->withheld && !is_sure(s, a->gift);
}

/* Under what is supposed; the variable to go on with, or NO_VAR. */
static uint32_t look_for_effect(struct asking *a, size_t lane)
{
	struct search *s = a->search;
	if (!(lane_endings(s, lane) & ENDINGS_TOLERATED))
		return NO_VAR;
	if (!lane_is_settled(s))
		return can_tell(a) ? next_var(s, search_most_asked_in(s, lane)) : NO_VAR;
	a->open = NO_REGISTER;
	s->gave_up |= !lane_each_choice(s, look_at_choice, a);
	return a->open == NO_REGISTER ? NO_VAR
				      : next_var(s, search_most_asked_by(s, lane, a->open));
}

/* -- what weighs beside the outcome -- */

static void look_at_state(struct asking *a, uint32_t state, bool is_open)
{
	const struct search *s = a->search;
	struct giver *giver = giver_in(a->givers[0], state);
	enum eval_truth truth = giver_weighs(s, giver);
	bool unseen = giver && !giver->seen;
	if (is_open || truth == EVAL_OPEN) {
		if (!(truth != EVAL_FALSE && unseen) && !(truth != EVAL_TRUE && !a->withheld))
			return;
		a->open = giver ? giver_open_register(s, giver) : 0;
		return;
	}
	if (giver)
		giver->seen |= truth == EVAL_TRUE;
	a->withheld |= truth == EVAL_FALSE;
}

/* Which version is taken may have to be found out first. */
static uint32_t look_beside(struct asking *a, size_t lane)
{
	struct search *s = a->search;
	const struct pick *pick = &s->picks[a->list];
	lane_endings(s, lane);
	struct picked picked = s->says[a->list].picked;
	a->open = NO_REGISTER;
	for (size_t i = 0; i < pick->count; i++)
		if (picked.may >> i & 1)
			look_at_state(a, pick->states[i], picked.is_open);
	if (a->open == NO_REGISTER)
		return NO_VAR;
	return next_var(s, picked.is_open
				   ? search_most_asked_about(
					     s, lane, &(struct search_about){a->list, NO_VAR})
				   : search_most_asked_by(s, lane, a->open));
}

/* -- going through completions -- */

static bool is_answered(const void *data)
{
	const struct asking *a = data;
	bool answered = a->withheld;
	for (size_t i = 0; i < a->count; i++)
		answered &= a->givers[i]->seen;
	return answered;
}

static uint32_t look(void *data, size_t lane)
{
	struct asking *a = data;
	return a->gift ? look_for_effect(a, lane) : look_beside(a, lane);
}

/* Whether what is given alone leaves it possible: a list that does not cover the case gives nothing,
 * nor does one that cannot tolerate it give effects. */
static bool is_possible(const struct decide_verdict *out, const struct asking *a,
			const struct giver *giver)
{
	const struct search *s = a->search;
	uint32_t scope = s->play->states[giver->state].compiled.scope;
	return eval_truth(&out->now, scope, 0) != EVAL_FALSE &&
	       eval_truth(&out->now, giver_register(s, giver), 0) != EVAL_FALSE &&
	       (!a->gift || decide_may_say(s->play, giver->state, &out->now) &
				    OUTCOME_BIT(TOLERATED));
}

/* What could not be excluded is kept as possible. */
static void ask(struct decide_verdict *out, struct asking *a)
{
	struct search *s = a->search;
	bool gave_up = s->gave_up;
	s->gave_up = false;
	completions_look(s, &(struct completions_looking){look, is_answered, a});
	out->effects_exact &= !s->gave_up;
	a->withheld |= s->gave_up;
	for (size_t i = 0; i < a->count; i++)
		a->givers[i]->seen |= s->gave_up && is_possible(out, a, a->givers[i]);
	s->gave_up = gave_up;
}

/* -- what there is to ask about -- */

/* What was seen of one effect is kept with who gives it. */
static void ask_effect(struct decide_verdict *out, struct asking *a, const struct givers *rules)
{
	struct search *s = a->search;
	a->withheld = false;
	a->count = 0;
	for (size_t i = 0; i < rules->count; i++) {
		rules->items[i].seen = false;
		if (gifts_of(giver_rule(s, &rules->items[i])) & a->gift)
			a->givers[a->count++] = &rules->items[i];
	}
	if (a->count > 0)
		ask(out, a);
	for (size_t i = 0; i < a->count; i++)
		a->givers[i]->gifts |= a->givers[i]->seen ? a->gift : 0;
}

static void effects_add(struct decide_verdict *out, const struct search *s,
			const struct giver *giver, uint32_t certain)
{
	const struct ir_rule *rule = giver_rule(s, giver);
	const struct ir_effect_item *items = gifts_items(rule);
	size_t count = rule->effect_count ? rule->effect_count : 1;
	for (size_t i = 0; i < count; i++)
		if (giver->gifts & gift_of(&items[i]))
			out->effects[out->effect_count++] = (struct decide_effect){
				.effect = items[i].effect,
				.strength = items[i].strength,
				.list = giver->list,
				.state = giver->state,
				.rule = giver->rule,
				.is_certain = (certain & gift_of(&items[i])) != 0,
			};
}

static void find_effects(struct decide_verdict *out, struct search *s, const struct givers *rules,
			 size_t budget)
{
	struct asking a = {.search = s};
	uint32_t certain = 0;
	size_t most = 1;
	a.givers = ARENA_ARRAY(s->arena, struct giver *, rules->count + 1);
	for (size_t gift = 0; gift < GIFT_COUNT; gift++) {
		a.gift = UINT32_C(1) << gift;
		search_lend(s, &budget, budget / 2 + 1);
		ask_effect(out, &a, rules);
		search_take_back(s, &budget);
		certain |= a.withheld ? 0 : a.gift;
	}
	for (size_t i = 0; i < rules->count; i++)
		most += giver_rule(s, &rules->items[i])->effect_count + 1;
	out->effects = ARENA_ARRAY(s->arena, struct decide_effect, most);
	for (size_t i = 0; i < rules->count; i++)
		effects_add(out, s, &rules->items[i], certain);
}

static void beside_add(struct decide_verdict *out, const struct asking *a)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->givers[i]->seen)
			out->beside[out->beside_count++] =
				(struct decide_beside){a->givers[i]->list, a->givers[i]->state,
						       a->givers[i]->rule, !a->withheld};
}

static void find_beside(struct decide_verdict *out, struct search *s, struct givers *rules,
			size_t budget)
{
	struct asking a = {.search = s};
	a.givers = ARENA_ARRAY(s->arena, struct giver *, rules->count + 1);
	out->beside = ARENA_ARRAY(s->arena, struct decide_beside, rules->count + 1);
	for (size_t i = 0; i < rules->count; i++) {
		if (!giver_leads_beside(s, &rules->items[i]))
			continue;
		a.list = rules->items[i].list;
		a.withheld = false;
		a.count = 0;
		for (struct giver *giver = &rules->items[i]; giver; giver = giver->next)
			a.givers[a.count++] = giver;
		search_lend(s, &budget, budget / 2 + 1);
		ask(out, &a);
		search_take_back(s, &budget);
		beside_add(out, &a);
	}
}

void effects_find(struct decide_verdict *out, struct search *s, size_t budget)
{
	struct givers rules;
	givers_find(&rules, s, GIVERS_IN_PLAY);
	if (out->outcomes >> DECIDE_TOLERATED & 1)
		find_effects(out, s, &rules, budget);
	for (size_t i = 0; i < rules.count; i++)
		rules.items[i].seen = false;
	find_beside(out, s, &rules, budget / 2);
}
