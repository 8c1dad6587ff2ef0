/*
 * Whether what a case gets beside its outcome hangs on a fact: its values are looked at side by
 * side while completions of the rest are gone through, for effects first, then rule by rule for
 * what weighs beside the outcome.
 */
#include "decide/open/effects.h"

#include "decide/open/gifts.h"
#include "decide/open/hanging.h"
#include "decide/open/lane.h"

/* What there is to see in a lane. */
struct sight {
	bool counts;	    /* it gets something: with effects, it is tolerated */
	struct gifts gifts; /* of every combination of versions, and of any; bounds, if hidden */
	uint32_t var;	    /* what hides them; NO_VAR: nothing */
};

struct mattering {
	struct search *search;
	uint32_t var;
	size_t behind; /* the samples that are looked at come behind that one */
	const struct givers *givers;
	struct giver *leader; /* of one rule; NULL: effects are what is looked at */
	bool matters;
};

/* -- effects -- */

/* Bounds: what is given in every version by every list that may tolerate, and in any by any. */
static struct gifts bounds_of(const struct search *s)
{
	struct gifts all = {UINT32_MAX, 0};
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct pick *pick = &s->picks[list];
		for (size_t i = 0; i < pick->count; i++) {
			if (!(s->says[list].picked.may >> i & 1) ||
			    !(lane_view(s, pick->states[i])->may & OUTCOME_BIT(TOLERATED)))
				continue;
			struct gifts gifts = gifts_in(s, pick->states[i], s->lane);
			all.sure &= gifts.sure;
			all.may |= gifts.may;
		}
	}
	return all;
}

static struct sight look_at_effects(struct mattering *m, size_t lane)
{
	struct gifts_seen seen;
	if (!gifts_look(&seen, m->search, m->givers, lane))
		return (struct sight){.var = NO_VAR};
	return (struct sight){true, seen.var == NO_VAR ? seen.gifts : bounds_of(m->search),
			      seen.var};
}

/* -- what weighs beside the outcome -- */

/* Which version is taken may have to be found out first, unless they all say the same. */
static uint32_t hidden_by_pick(const struct mattering *m, const struct sight *sight, size_t lane)
{
	struct search *s = m->search;
	uint32_t list = m->leader->list;
	if (!s->says[list].picked.is_open || sight->gifts.sure == sight->gifts.may)
		return sight->var;
	uint32_t var = search_most_asked_about(s, lane, &(struct search_about){list, NO_VAR});
	s->gave_up |= var == NO_VAR;
	return var;
}

static struct sight look_beside(struct mattering *m, size_t lane)
{
	struct search *s = m->search;
	struct sight sight = {true, {1, 0}, NO_VAR};
	const struct pick *pick = &s->picks[m->leader->list];
	lane_endings(s, lane);
	for (size_t i = 0; i < pick->count; i++) {
		const struct giver *giver = giver_in(m->leader, pick->states[i]);
		enum eval_truth truth = giver_weighs(s, giver);
		if (!(s->says[m->leader->list].picked.may >> i & 1))
			continue;
		sight.gifts.may |= truth != EVAL_FALSE;
		sight.gifts.sure &= truth == EVAL_TRUE;
		if (truth == EVAL_OPEN)
			sight.var = search_most_asked_by(s, lane, giver_open_register(s, giver));
	}
	sight.var = hidden_by_pick(m, &sight, lane);
	return sight;
}

/* Which version is taken may hang on it, where that depends on what they say. */
static bool rule_hangs(struct mattering *m, size_t count, size_t *open)
{
	struct search *s = m->search;
	const struct pick *pick = &s->picks[m->leader->list];
	for (const struct giver *giver = m->leader; giver; giver = giver->next)
		if (rule_hangs_on(s, giver->state, giver->rule, m->var, count, open))
			return true;
	for (size_t i = 0; pick->mode == PICK_LIGHTER && i < pick->count; i++)
		if (pick->states[i] != NO_STATE &&
		    state_hangs_on(s, pick->states[i], m->var, count, open))
			return true;
	return false;
}

/* -- lanes side by side -- */

static bool hangs(struct mattering *m, size_t count, size_t *open)
{
	return m->leader ? rule_hangs(m, count, open) : hang_on(m->search, m->var, count, open);
}

static struct sight look(struct mattering *m, size_t lane)
{
	return m->leader ? look_beside(m, lane) : look_at_effects(m, lane);
}

/* Lanes that count, held against the first of them: what is hidden differs from nothing yet, and
 * is the same where its bounds are. */
struct held {
	struct sight first;
	bool any;
	bool differ;
	bool uniform;
	uint32_t var;
};

static void hold(struct held *held, const struct sight *own)
{
	if (!own->counts)
		return;
	held->uniform &= own->gifts.may == own->gifts.sure &&
			 (!held->any || gifts_equal(&held->first.gifts, &own->gifts));
	held->differ |= held->any && own->var == NO_VAR && held->first.var == NO_VAR &&
			!gifts_equal(&held->first.gifts, &own->gifts);
	if (own->var != NO_VAR)
		held->var = own->var;
	if (!held->any || held->first.var != NO_VAR)
		held->first = *own;
	held->any = true;
}

/* Under what is supposed; the variable to go on with, or NO_VAR. */
static uint32_t hold_lanes(struct mattering *m)
{
	struct search *s = m->search;
	struct held held = {.uniform = true, .var = NO_VAR};
	size_t count = search_fan_learned(s, m->var, m->behind), open = 0;
	if (!search_run(s) || !hangs(m, count, &open))
		return NO_VAR;
	for (size_t lane = 0; lane < count; lane++) {
		struct sight sight = look(m, lane);
		hold(&held, &sight);
	}
	m->matters |= held.differ && !s->gave_up;
	if (m->matters || held.uniform || held.var == NO_VAR)
		return NO_VAR;
	lane_endings(s, open);
	uint32_t var = search_most_asked_about(s, open, &(struct search_about){NO_LIST, m->var});
	return var == NO_VAR ? held.var : var;
}

static void go_through(struct mattering *m)
{
	struct search *s = m->search;
	uint32_t var = hold_lanes(m);
	if (var == NO_VAR)
		return;
	s->gave_up |= s->samples[var].count == 0;
	for (size_t i = 0; !m->matters && !s->gave_up && i < s->samples[var].count; i++) {
		search_suppose(s, var, s->samples[var].values[i]);
		go_through(m);
	}
	search_release(s, var);
}

static void go_through_samples(struct mattering *m)
{
	struct search *s = m->search;
	size_t most = search_fan_most(s, m->var);
	m->behind = 0;
	do {
		go_through(m);
		m->behind += most - 1;
	} while (!m->matters && !s->gave_up && m->behind + 1 < s->samples[m->var].count);
}

/* Each rule once, in all its versions. */
static void go_through_rules(struct mattering *m)
{
	for (size_t i = 0; i < m->givers->count && !m->matters && !m->search->gave_up; i++) {
		m->leader = &m->givers->items[i];
		if (giver_leads_beside(m->search, m->leader))
			go_through_samples(m);
	}
}

enum search_answer effects_matter(struct search *s, const struct givers *givers, uint32_t var)
{
	struct mattering m = {.search = s, .var = var, .givers = givers};
	uint32_t fact = s->play->program.facts->vars.items[var].fact;
	bool gave_up = s->gave_up;
	if (s->samples[var].count < 2 && !s->is_filled_in[fact])
		return SEARCH_NO;
	s->gave_up = false;
	go_through_samples(&m);
	if (!m.matters && !s->gave_up)
		go_through_rules(&m);
	enum search_answer answer = m.matters	 ? SEARCH_YES
				    : s->gave_up ? SEARCH_GAVE_UP
						 : SEARCH_NO;
	search_release(s, var);
	search_learn(s, fact, 0);
	s->gave_up = gave_up;
	return answer;
}
