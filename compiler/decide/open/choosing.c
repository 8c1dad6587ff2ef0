/*
 * One lane in which every list is settled: what comes of it, by every combination of versions that
 * the clauses leave to choose from.
 */
#include "decide/open/lane.h"

#include "base/bits.h"

void lane_take(struct search *s, uint32_t list, size_t index)
{
	s->taken[list] = s->picks[list].states[index];
	s->chosen[list] = *lane_view(s, s->taken[list]);
}

enum ending lane_resolve_taken(struct search *s)
{
	struct relating relating = {s->play, &s->result, s->lane, s->taken, s->chosen, false};
	struct resolving resolving = {
		.play = s->play,
		.given = s->given,
		.taken = s->taken,
		.views = s->chosen,
		.related = relate,
		.data = &relating,
		.prevails = s->prevails,
		.trace = s->trace,
	};
	enum ending ending = resolve(&resolving);
	s->relation_open |= relating.is_open;
	return ending;
}

enum ending lane_resolve_as(struct search *s, uint32_t list, uint32_t state,
			    const struct view *view)
{
	struct view own = s->chosen[list];
	uint32_t taken = s->taken[list];
	s->chosen[list] = *view;
	s->taken[list] = state;
	enum ending ending = lane_resolve_taken(s);
	s->chosen[list] = own;
	s->taken[list] = taken;
	return ending;
}

/* Lists without a clause whose versions differ; where there are more, the answer is not exact. */
enum { CHOICES_MAX = 12 };

struct choosing {
	uint32_t lists[CHOICES_MAX];
	uint8_t may[CHOICES_MAX];
	size_t count;
};

static uint32_t endings_merge(uint32_t endings)
{
	uint32_t outline = endings_outline(endings);
	if ((outline & (outline - 1)) == 0)
		return endings;
	return ENDING_BIT(END_CONFLICT + (endings_outcomes(endings) & 7));
}

/* Every combination of versions between which no clause decides. */
static uint32_t resolve_choices(struct search *s, const struct choosing *choosing, size_t at)
{
	uint32_t endings = 0;
	if (at == choosing->count)
		return ENDING_BIT(lane_resolve_taken(s));
	for (size_t i = 0; i < STATES_OF_LIST; i++) {
		if (!(choosing->may[at] >> i & 1))
			continue;
		lane_take(s, choosing->lists[at], i);
		endings |= resolve_choices(s, choosing, at + 1);
	}
	return endings;
}

static uint32_t endings_with(struct search *s, struct choosing choosing, size_t at, size_t index)
{
	choosing.may[at] = (uint8_t)(1u << index);
	return endings_outline(resolve_choices(s, &choosing, 0));
}

/* Whose choice makes a difference must be ruled on by whoever issued it. */
static void note_choices(struct search *s, const struct choosing *choosing, struct trace *trace)
{
	for (size_t i = 0; i < choosing->count; i++) {
		uint32_t list = choosing->lists[i], issuer = s->given->lists[list].issuer;
		uint32_t first = endings_with(s, *choosing, i, bits_lowest(choosing->may[i]));
		bool differs = false;
		for (size_t k = 0; k < STATES_OF_LIST; k++)
			differs |= choosing->may[i] >> k & 1 &&
				   endings_with(s, *choosing, i, k) != first;
		if (!differs)
			continue;
		VEC_PUSH(trace->mem, &trace->steps,
			 (struct decide_step){PRINCIPLE_VERSION_OPEN, NO_LIST, list, issuer,
					      NO_STATE, NO_STATE, 0, 0});
		trace_ruling(trace, WHY_VERSION, s->given->chain[issuer].name);
	}
}

/* Takes a combination that ends so; false where none does. */
static bool take_ending(struct search *s, const struct choosing *choosing, size_t at,
			uint32_t ending)
{
	if (at == choosing->count)
		return ENDING_BIT(lane_resolve_taken(s)) == ending;
	for (size_t i = 0; i < STATES_OF_LIST; i++) {
		if (!(choosing->may[at] >> i & 1))
			continue;
		lane_take(s, choosing->lists[at], i);
		if (take_ending(s, choosing, at + 1, ending))
			return true;
	}
	return false;
}

/* One that is wanted, else one that leaves open whether a finding binds; 0: there is none. */
static uint32_t ending_shown(uint32_t endings, const struct trace *trace)
{
	uint32_t open = endings & ENDINGS_TOLERATED & ~ENDING_BIT(END_BOUND);
	uint32_t wanted = trace ? endings & trace->wanted : 0;
	uint32_t those = wanted ? wanted : open;
	return those & (~those + 1);
}

/* The versions that are shown: the first ones, or such as end so. */
static void take_shown(struct search *s, const struct choosing *choosing, uint32_t endings,
		       const struct trace *trace)
{
	uint32_t shown = ending_shown(endings, trace);
	for (size_t i = 0; i < choosing->count; i++)
		lane_take(s, choosing->lists[i], bits_lowest(choosing->may[i]));
	if (endings_settled(endings) && shown && endings != shown)
		take_ending(s, choosing, 0, shown);
}

/* Nothing is written down until it is known whether the choice of versions makes a difference. */
static uint32_t resolve_chosen(struct search *s, const struct choosing *choosing)
{
	struct trace *trace = s->trace;
	s->trace = NULL;
	uint32_t endings = resolve_choices(s, choosing, 0);
	if (trace && !endings_settled(endings))
		note_choices(s, choosing, trace);
	take_shown(s, choosing, endings, trace);
	s->trace = trace;
	if (endings_settled(endings))
		lane_resolve_taken(s);
	return endings_merge(endings);
}

uint32_t lane_resolve(struct search *s)
{
	struct choosing choosing = {.count = 0};
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct saying *saying = &s->says[list];
		lane_take(s, list, bits_lowest(saying->picked.may));
		bool fits = choosing.count < CHOICES_MAX;
		s->gave_up |= saying->has_choice && !fits;
		if (!saying->has_choice || !fits)
			continue;
		choosing.lists[choosing.count] = list;
		choosing.may[choosing.count++] = saying->picked.may;
	}
	return choosing.count ? resolve_chosen(s, &choosing) : ENDING_BIT(lane_resolve_taken(s));
}

/* -- every combination, one by one -- */

static void each_choice(struct search *s, const struct choosing *choosing, size_t at,
			lane_visit visit, void *data)
{
	if (at == choosing->count) {
		lane_resolve_taken(s);
		visit(s, data);
		return;
	}
	for (size_t i = 0; i < STATES_OF_LIST; i++) {
		if (!(choosing->may[at] >> i & 1))
			continue;
		lane_take(s, choosing->lists[at], i);
		each_choice(s, choosing, at + 1, visit, data);
	}
}

bool lane_each_choice(struct search *s, lane_visit visit, void *data)
{
	struct choosing choosing = {.count = 0};
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct saying *saying = &s->says[list];
		uint8_t may = saying->picked.may;
		lane_take(s, list, bits_lowest(may));
		if (!(may & (may - 1)) || saying->may == OUTCOME_BIT(SILENT))
			continue;
		if (choosing.count == CHOICES_MAX)
			return false;
		choosing.lists[choosing.count] = list;
		choosing.may[choosing.count++] = may;
	}
	each_choice(s, &choosing, 0, visit, data);
	return true;
}
