/*
 * One lane of a result: which endings are possible. Where every list in play is settled they are
 * resolved; else they are bounded, from the highest level down, by what the lists may still say.
 */
#include "decide/open/lane.h"

#include "base/bits.h"

/* -- lists in the lane -- */

static const struct view silent_view = {.may = OUTCOME_BIT(SILENT), .settled = true};

const struct view *lane_view(const struct search *s, uint32_t state)
{
	return state == NO_STATE ? &silent_view : &s->views[state];
}

static struct picked list_picked(const struct search *s, uint32_t list)
{
	const struct pick *pick = &s->picks[list];
	const struct view *views[STATES_OF_LIST];
	if (list == s->instead_list)
		return (struct picked){.may = (uint8_t)(1u << s->instead)};
	for (size_t i = 0; i < pick->count; i++)
		views[i] = lane_view(s, pick->states[i]);
	return pick_in(pick, views);
}

static bool views_equal(const struct view *a, const struct view *b)
{
	return a->settled && b->settled && a->may == b->may && a->red_line == b->red_line &&
	       memcmp(a->least, b->least, sizeof(a->least)) == 0;
}

static const struct ir_list *state_text(const struct search *s, uint32_t state)
{
	return state == NO_STATE ? NULL : s->play->states[state].given->list;
}

static bool recognizes(const struct ir_list *text)
{
	return text && text->recognition_count > 0;
}

static bool delegates(const struct ir_list *text)
{
	return text && text->delegates.count > 0;
}

static bool shares_issuer(const struct search *s, uint32_t list)
{
	for (uint32_t other = 0; other < s->given->list_count; other++)
		if (other != list && s->given->lists[other].issuer == s->given->lists[list].issuer)
			return true;
	return false;
}

/* Whether two states that say the same can still come to different ends: by what their texts say of
 * other lists and of organs, or by their dates. */
static bool texts_may_matter(const struct search *s, uint32_t list, uint32_t a, uint32_t b)
{
	const struct ir_list *one = state_text(s, a), *other = state_text(s, b);
	if (recognizes(one) || recognizes(other))
		return true;
	if (view_is(lane_view(s, a), DECIDE_SILENT))
		return false;
	return delegates(one) || delegates(other) || shares_issuer(s, list);
}

static struct saying list_says(const struct search *s, uint32_t list)
{
	const struct pick *pick = &s->picks[list];
	struct saying saying = {.picked = list_picked(s, list), .settled = true, .red_line = true};
	const struct view *first = NULL;
	uint32_t taken = NO_STATE;
	for (size_t i = 0; i < pick->count; i++) {
		if (!(saying.picked.may >> i & 1))
			continue;
		const struct view *view = lane_view(s, pick->states[i]);
		saying.may |= view->may;
		saying.settled &= view->settled;
		saying.red_line &= view->red_line;
		saying.red_line_may |= view->red_line_may;
		saying.has_choice |= first && (!views_equal(first, view) ||
					       texts_may_matter(s, list, taken, pick->states[i]));
		if (first)
			continue;
		first = view;
		taken = pick->states[i];
	}
	saying.settled &= !saying.picked.is_open;
	return saying;
}

/* -- bounding -- */

static bool may_delegate(const struct search *s, uint32_t list)
{
	const struct pick *pick = &s->picks[list];
	for (size_t i = 0; i < pick->count; i++)
		if (delegates(state_text(s, pick->states[i])))
			return true;
	return false;
}

enum { SAYS = OUTCOME_BIT(TOLERATED) | OUTCOME_BIT(BARRED) };

struct bound {
	uint8_t may;	      /* outcomes of any list so far */
	bool all_silent;      /* all may be silent */
	bool unsettled;	      /* some choice of versions may make a difference */
	bool clash;	      /* two of one level may clash */
	bool delegates;	      /* one that may speak leaves the word to those below */
	uint32_t recognition; /* endings of what may be tolerated */
};

static uint32_t recognition_bound(const struct search *s, uint32_t list)
{
	const struct decide_case *given = s->given;
	if (given->standing(given->data, given->lists[list].issuer) == STANDS_BELOW)
		return ENDING_BIT(END_BOUND);
	return s->any_recognition ? ENDINGS_TOLERATED : ENDING_BIT(END_UNDECLARED);
}

static bool same_level(const struct decide_case *given, uint32_t list, uint32_t other)
{
	uint32_t a = given->lists[list].issuer, b = given->lists[other].issuer;
	return !chain_is_above(given, a, b) && !chain_is_above(given, b, a);
}

/* Of one issuer; kept, for it is asked in every lane. */
static bool lists_may_clash(const struct search *s, uint32_t list, uint32_t other)
{
	uint8_t *kept = &s->may_clash[list * s->given->list_count + other];
	const struct pick *a = &s->picks[list], *b = &s->picks[other];
	if (*kept)
		return *kept == 2;
	*kept = 1;
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++)
			if (states_may_clash(s->play, a->states[i], s->given->lists[list].name,
					     b->states[k], s->given->lists[other].name))
				*kept = 2;
	return *kept == 2;
}

static bool may_clash(const struct search *s, const struct saying *says, uint32_t list,
		      uint32_t other)
{
	uint8_t a = says[list].may & SAYS, b = says[other].may & SAYS;
	if (!a || !b || (a == b && a != SAYS) || !same_level(s->given, list, other))
		return false;
	return s->given->lists[list].issuer != s->given->lists[other].issuer ||
	       lists_may_clash(s, list, other);
}

/* The lists of the level that begins with this one's issuer. True where the levels below cannot
 * change the outcome any more: something speaks here for certain, and nothing that may speak, here
 * or above, leaves the word to those below. Who speaks here may be beaten by what does so above. */
static bool bound_level(struct bound *bound, const struct search *s, const struct saying *says,
			uint32_t issuer)
{
	bool speaks = false;
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		uint32_t own = s->given->lists[list].issuer;
		if (chain_is_above(s->given, own, issuer) || chain_is_above(s->given, issuer, own))
			continue;
		bound->may |= says[list].may & SAYS;
		bound->all_silent &= (says[list].may & OUTCOME_BIT(SILENT)) != 0;
		bound->unsettled |= says[list].has_choice;
		if (says[list].may & OUTCOME_BIT(TOLERATED))
			bound->recognition |= recognition_bound(s, list);
		speaks |= !(says[list].may & OUTCOME_BIT(SILENT));
		bound->delegates |= (says[list].may & SAYS) && may_delegate(s, list);
		for (uint32_t other = 0; other < list && !bound->clash; other++)
			bound->clash = same_level(s->given, list, other) &&
				       may_clash(s, says, list, other);
	}
	return speaks && !bound->delegates;
}

/* What an open choice of versions may come to: two outcomes of these or all beside one another. */
static uint32_t conflicts_among(unsigned outcomes)
{
	uint32_t endings = 0;
	for (unsigned set = 3; set < 8; set++)
		if ((set & outcomes) == set && (set & (set - 1)))
			endings |= ENDING_BIT(END_CONFLICT + set);
	return endings;
}

static uint32_t bound_endings(const struct bound *bound)
{
	uint8_t may = bound->may | (bound->all_silent ? OUTCOME_BIT(SILENT) : 0);
	uint32_t endings = bound->all_silent ? ENDING_BIT(END_SILENT) : 0;
	if (may & OUTCOME_BIT(BARRED))
		endings |= ENDING_BIT(END_BARRED);
	if (may & OUTCOME_BIT(TOLERATED))
		endings |= bound->recognition;
	if (bound->clash)
		endings |= ENDING_BIT(END_CONFLICT + SAYS);
	return bound->unsettled ? endings | conflicts_among(may) : endings;
}

/* How far down, as a place on the chain, every list is settled; chain_count: not even at the top.
 */
static size_t settled_down_to(const struct search *s, const struct saying *says)
{
	const struct decide_case *given = s->given;
	size_t down_to = 0;
	for (uint32_t list = 0; list < given->list_count; list++) {
		size_t above = given->lists[list].issuer + 1;
		while (above < given->chain_count &&
		       given->chain[above].level == given->chain[above - 1].level)
			above++;
		if (!says[list].settled && above > down_to)
			down_to = above;
	}
	return down_to;
}

/* Whether what the settled levels say holds whatever is said below: nobody there who prevails
 * leaves the word to those below. */
static bool prefix_holds(const struct search *s, size_t down_to)
{
	bool holds = false, delegates = false;
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		if (s->given->lists[list].issuer < down_to || !s->prevails[list])
			continue;
		holds = true;
		delegates |= may_delegate(s, list);
	}
	return holds && !delegates;
}

/* The levels that are settled, resolved as if nothing stood below; 0 where something below can
 * still change the outcome. */
static uint32_t prefix_endings(struct search *s, const struct saying *says)
{
	size_t down_to = settled_down_to(s, says);
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		lane_take(s, list, bits_lowest(says[list].picked.may));
		if (s->given->lists[list].issuer < down_to)
			s->chosen[list] = silent_view;
		else if (says[list].has_choice)
			return 0;
	}
	if (down_to >= s->given->chain_count)
		return 0;
	uint32_t endings = ENDING_BIT(lane_resolve_taken(s));
	if (!prefix_holds(s, down_to) || s->relation_open)
		return 0;
	/* Those below can still be recognised. */
	bool may_bind = endings & ENDINGS_TOLERATED && !(endings & ENDING_BIT(END_BOUND)) &&
			s->any_recognition;
	return may_bind ? ENDINGS_TOLERATED : endings;
}

/* Levels from the top down. */
static uint32_t bound_levels(struct search *s, const struct saying *says)
{
	const struct decide_case *given = s->given;
	struct bound bound = {.all_silent = true};
	uint32_t endings = prefix_endings(s, says);
	if (endings)
		return endings;
	for (size_t issuer = given->chain_count; issuer-- > 0;) {
		bool begins = issuer + 1 == given->chain_count ||
			      given->chain[issuer + 1].level != given->chain[issuer].level;
		if (begins && bound_level(&bound, s, says, (uint32_t)issuer))
			break;
	}
	return bound_endings(&bound);
}

/* A red line above the subject counts whatever stands above it, in each version that may be taken.
 */
static uint32_t bound_lane(struct search *s, const struct saying *says)
{
	const struct decide_case *given = s->given;
	uint32_t barred = 0;
	bool unsettled = false;
	for (uint32_t list = 0; list < given->list_count; list++) {
		if (!chain_is_above(given, given->lists[list].issuer, 0))
			continue;
		if (says[list].red_line)
			return ENDING_BIT(END_BARRED);
		barred |= says[list].red_line_may ? ENDING_BIT(END_BARRED) : 0;
		unsettled |= says[list].red_line_may && says[list].has_choice;
	}
	uint32_t endings = bound_levels(s, says) | barred;
	return unsettled ? endings | conflicts_among(endings_outcomes(endings) & 7) : endings;
}

/* -- a lane -- */

/* What may come of two lists that say different things. */
static const uint32_t any_of_two = ENDINGS_TOLERATED | ENDING_BIT(END_BARRED) |
				   ENDING_BIT(END_CONFLICT + SAYS) |
				   ENDING_BIT(END_CONFLICT + SAYS + OUTCOME_BIT(SILENT));

uint32_t lane_endings(struct search *s, size_t lane)
{
	bool settled = true;
	s->lane = lane;
	s->relation_open = false;
	for (uint32_t state = 0; state < s->play->state_count; state++)
		view_make(&s->views[state], s->play, state, &s->result, lane);
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		s->says[list] = list_says(s, list);
		settled &= s->says[list].settled;
	}
	if (!settled)
		return bound_lane(s, s->says);
	uint32_t endings = lane_resolve(s);
	return s->relation_open ? endings | any_of_two : endings;
}

bool lane_is_settled(const struct search *s)
{
	for (size_t list = 0; list < s->given->list_count; list++)
		if (!s->says[list].settled)
			return false;
	return !s->relation_open;
}
