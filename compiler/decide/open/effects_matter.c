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
	bool any;	    /* a combination of versions was looked at */
	struct gifts gifts; /* of every combination of versions, and of any; bounds, if hidden */
	uint32_t var;	    /* what hides them; NO_VAR: nothing */
};

struct mattering {
	struct search *search;
	uint32_t var;
	size_t behind; /* the samples that are looked at come behind that one */
	struct givers givers;
	struct giver **group; /* one rule, in its versions; NULL: effects are what is looked at */
	size_t group_count;
	struct sight *sight; /* of the lane at hand */
	bool matters;
};

/* -- effects -- */

static bool stands(const struct search *s, const struct giver *giver)
{
	return s->prevails[giver->list] && s->taken[giver->list] == giver->state;
}

/* One combination of versions of a lane that is settled. */
static void add_choice(struct search *s, void *data)
{
	struct mattering *m = data;
	struct sight *sight = m->sight;
	uint32_t given = 0;
	for (size_t i = 0; i < m->givers.count; i++)
		if (stands(s, &m->givers.items[i]) &&
		    giver_fires(s, &m->givers.items[i]) == EVAL_TRUE)
			given |= gifts_of(giver_rule(s, &m->givers.items[i]));
	for (size_t i = 0; i < m->givers.count; i++) {
		const struct giver *giver = &m->givers.items[i];
		if (stands(s, giver) && giver_fires(s, giver) == EVAL_OPEN &&
		    gifts_of(giver_rule(s, giver)) & ~given)
			sight->var = search_most_asked_by(s, s->lane, giver_register(s, giver));
	}
	sight->gifts.may |= given;
	sight->gifts.sure = sight->any ? sight->gifts.sure & given : given;
	sight->any = true;
}

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

static void look_at_effects(struct mattering *m, size_t lane)
{
	struct search *s = m->search;
	struct sight *sight = m->sight;
	sight->counts = (lane_endings(s, lane) & ENDINGS_TOLERATED) != 0;
	if (!sight->counts)
		return;
	if (lane_is_settled(s)) {
		s->gave_up |= !lane_each_choice(s, add_choice, m);
	} else {
		sight->var = search_most_asked_in(s, lane);
		s->gave_up |= sight->var == NO_VAR;
	}
	if (sight->var != NO_VAR)
		sight->gifts = bounds_of(s);
}

/* -- what weighs beside the outcome -- */

static const struct giver *giver_in(const struct mattering *m, uint32_t state)
{
	for (size_t i = 0; i < m->group_count; i++)
		if (m->group[i]->state == state)
			return m->group[i];
	return NULL;
}

/* Which version is taken may have to be found out first, unless they all say the same. */
static uint32_t hidden_by_pick(const struct mattering *m, size_t lane)
{
	struct search *s = m->search;
	uint32_t list = m->group[0]->list;
	if (!s->says[list].picked.is_open || m->sight->gifts.sure == m->sight->gifts.may)
		return m->sight->var;
	uint32_t var = search_most_asked_about(s, lane, &(struct search_about){list, NO_VAR});
	s->gave_up |= var == NO_VAR;
	return var;
}

static void look_beside(struct mattering *m, size_t lane)
{
	struct search *s = m->search;
	struct sight *sight = m->sight;
	const struct pick *pick = &s->picks[m->group[0]->list];
	lane_endings(s, lane);
	*sight = (struct sight){true, true, {1, 0}, NO_VAR};
	for (size_t i = 0; i < pick->count; i++) {
		const struct giver *giver = giver_in(m, pick->states[i]);
		enum eval_truth truth = giver_weighs(s, giver);
		if (!(s->says[m->group[0]->list].picked.may >> i & 1))
			continue;
		sight->gifts.may |= truth != EVAL_FALSE;
		sight->gifts.sure &= truth == EVAL_TRUE;
		if (truth == EVAL_OPEN)
			sight->var = search_most_asked_by(s, lane, giver_open_register(s, giver));
	}
	sight->var = hidden_by_pick(m, lane);
}

/* Which version is taken may hang on it, where that depends on what they say. */
static bool group_hangs(struct mattering *m, size_t count, size_t *open)
{
	struct search *s = m->search;
	const struct pick *pick = &s->picks[m->group[0]->list];
	for (size_t i = 0; i < m->group_count; i++)
		if (rule_hangs_on(s, m->group[i]->state, m->group[i]->rule, m->var, count, open))
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
	return m->group ? group_hangs(m, count, open) : hang_on(m->search, m->var, count, open);
}

static struct sight look(struct mattering *m, size_t lane)
{
	struct sight sight = {.var = NO_VAR};
	m->sight = &sight;
	if (m->group)
		look_beside(m, lane);
	else
		look_at_effects(m, lane);
	return sight;
}

static bool is_same(const struct gifts *a, const struct gifts *b)
{
	return a->may == b->may && a->sure == b->sure;
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
			 (!held->any || is_same(&held->first.gifts, &own->gifts));
	held->differ |= held->any && own->var == NO_VAR && held->first.var == NO_VAR &&
			!is_same(&held->first.gifts, &own->gifts);
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
static void go_through_groups(struct mattering *m)
{
	struct search *s = m->search;
	const struct givers *all = &m->givers;
	m->group = ARENA_ARRAY(s->arena, struct giver *, all->count + 1);
	for (size_t i = 0; i < all->count && !m->matters && !s->gave_up; i++) {
		bool is_first = giver_rule(s, &all->items[i])->kind >= IR_MITIGATE;
		for (size_t k = 0; k < i; k++)
			is_first &= !giver_is_same_rule(s, &all->items[k], &all->items[i]);
		m->group_count = 0;
		for (size_t k = i; is_first && k < all->count; k++)
			if (giver_is_same_rule(s, &all->items[k], &all->items[i]))
				m->group[m->group_count++] = &all->items[k];
		if (m->group_count > 0)
			go_through_samples(m);
	}
}

enum search_answer effects_matter(struct search *s, uint32_t var)
{
	struct mattering m = {.search = s, .var = var};
	uint32_t fact = s->play->program.facts->vars.items[var].fact;
	bool gave_up = s->gave_up;
	if (s->samples[var].count < 2 && !s->is_filled_in[fact])
		return SEARCH_NO;
	givers_find(&m.givers, s, GIVERS_IN_PLAY);
	s->gave_up = false;
	go_through_samples(&m);
	if (!m.matters && !s->gave_up)
		go_through_groups(&m);
	enum search_answer answer = m.matters	 ? SEARCH_YES
				    : s->gave_up ? SEARCH_GAVE_UP
						 : SEARCH_NO;
	search_release(s, var);
	search_learn(s, fact, 0);
	s->gave_up = gave_up;
	return answer;
}
