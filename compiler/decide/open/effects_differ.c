/*
 * Whether a case that is tolerated either way gets another effect where another version is taken:
 * both are looked at side by side while completions are gone through.
 */
#include "decide/open/effects.h"

#include "decide/open/completions_look.h"
#include "decide/open/gifts.h"
#include "decide/open/lane.h"

struct comparing {
	struct search *search;
	struct givers givers; /* of the states that can be taken, and of the one instead */
	uint32_t list;
	size_t instead;
	bool differs;
};

/* Whether the list alone has a say, and gives the same in every version there is to take. */
static bool gives_the_same(const struct comparing *c)
{
	const struct search *s = c->search;
	const struct pick *pick = &s->picks[c->list];
	struct gifts all = {UINT32_MAX, 0};
	for (uint32_t list = 0; list < s->given->list_count; list++)
		if (list != c->list && s->says[list].may != OUTCOME_BIT(SILENT))
			return false;
	for (size_t i = 0; i < pick->count; i++) {
		struct gifts gifts = gifts_in(s, pick->states[i], s->lane);
		if (!(lane_view(s, pick->states[i])->may & OUTCOME_BIT(TOLERATED)) ||
		    (i != c->instead && !(s->says[c->list].picked.may >> i & 1)))
			continue;
		all.may |= gifts.may;
		all.sure &= gifts.sure;
	}
	return all.may == (all.sure & all.may);
}

static bool is_taken_anyway(const struct comparing *c)
{
	const struct picked *picked = &c->search->says[c->list].picked;
	return !picked->is_open && picked->may == 1u << c->instead;
}

static uint32_t compare(void *data, size_t lane)
{
	struct comparing *c = data;
	struct search *s = c->search;
	struct gifts_seen own, other;
	if (!gifts_look(&own, s, &c->givers, lane) || is_taken_anyway(c) || gives_the_same(c))
		return NO_VAR;
	s->instead_list = c->list;
	s->instead = c->instead;
	bool tolerated = gifts_look(&other, s, &c->givers, lane);
	s->instead_list = NO_LIST;
	if (!tolerated)
		return NO_VAR;
	uint32_t var = own.var != NO_VAR ? own.var : other.var;
	if (var == NO_VAR)
		c->differs |= !s->gave_up && !gifts_equal(&own.gifts, &other.gifts);
	else
		s->gave_up |= s->samples[var].count == 0;
	return var;
}

static bool is_answered(const void *data)
{
	return ((const struct comparing *)data)->differs;
}

enum search_answer effects_instead(struct search *s, uint32_t list, size_t instead)
{
	struct comparing c = {.search = s, .list = list, .instead = instead};
	bool gave_up = s->gave_up;
	givers_find(&c.givers, s, GIVERS_ADMISSIBLE);
	s->gave_up = false;
	completions_look(s, &(struct completions_looking){compare, is_answered, &c});
	enum search_answer answer = c.differs	 ? SEARCH_YES
				    : s->gave_up ? SEARCH_GAVE_UP
						 : SEARCH_NO;
	s->gave_up = gave_up;
	return answer;
}
