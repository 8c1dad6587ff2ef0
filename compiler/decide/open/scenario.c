/*
 * How each outcome comes about: a completion that leads to it, what of it has to be supposed, and
 * the steps by which it does.
 */
#include "decide/open/scenario.h"

struct ways {
	struct decide_verdict *out;
	struct search *search;
	struct trace *rulings; /* of all scenarios */
	size_t budget;	       /* for each */
};

struct eval_result scenario_lanes(const struct search *search)
{
	const struct eval_result *from = &search->result;
	size_t size = search->play->program.steps.count * sizeof(uint64_t);
	return (struct eval_result){arena_dup(search->arena, from->yes, size),
				    arena_dup(search->arena, from->no, size), 1};
}

/* -- what is supposed -- */

/* All but one; SIZE_MAX: all. */
static void suppose_but(struct search *s, const struct decide_supposed *supposed, size_t count,
			size_t without)
{
	for (size_t i = 0; i < count; i++)
		if (i != without)
			search_suppose(s, supposed[i].var, supposed[i].value);
}

static void release_all(struct search *s, const struct decide_supposed *supposed, size_t count)
{
	for (size_t i = 0; i < count; i++)
		search_release(s, supposed[i].var);
}

/* Of so many, the one with that index. */
static void put_last(struct decide_supposed *supposed, size_t count, size_t index)
{
	struct decide_supposed one = supposed[index];
	memmove(supposed + index, supposed + index + 1, (count - index - 1) * sizeof(*supposed));
	supposed[count - 1] = one;
}

/* Whether what is supposed leads to one of these endings, whatever the rest: by the bounds, which
 * leave open what two rules share out between them; or by all completions, for a share of the work.
 */
typedef bool leads_to(struct search *s, uint32_t endings, size_t *budget);

static bool leads_by_bounds(struct search *s, uint32_t endings, size_t *budget)
{
	(void)budget;
	s->budget++;
	return !(search_bound(s) & ~endings);
}

static bool leads_at_all(struct search *s, uint32_t endings, size_t *budget)
{
	if (leads_by_bounds(s, endings, budget))
		return true;
	search_lend(s, budget, *budget / 4);
	enum search_answer other = search_reaches(s, ~endings);
	search_take_back(s, budget);
	return other == SEARCH_NO;
}

/* Puts last what is not needed for the endings; returns how many are. */
static size_t needed_first(struct ways *w, struct decide_supposed *supposed, size_t count,
			   uint32_t endings, leads_to *leads)
{
	size_t budget = w->budget / 4, needed = count;
	for (size_t i = count; i-- > 0;) {
		suppose_but(w->search, supposed, needed, i);
		bool needless = leads(w->search, endings, &budget);
		release_all(w->search, supposed, needed);
		if (needless)
			put_last(supposed, needed--, i);
	}
	return needed;
}

/* -- how it comes about -- */

static bool list_speaks(const struct ways *w, uint32_t list)
{
	const struct pick *pick = &w->search->picks[list];
	for (size_t i = 0; i < pick->count; i++)
		if (pick->states[i] != NO_STATE &&
		    !view_is(&w->search->views[pick->states[i]], DECIDE_SILENT))
			return true;
	return false;
}

static size_t index_taken(const struct ways *w, uint32_t list)
{
	const struct pick *pick = &w->search->picks[list];
	size_t index = 0;
	while (pick->states[index] != w->search->taken[list])
		index++;
	return index;
}

/* Which version of each list that has something to say was taken, and which were not. What no
 * clause settles is written down where it matters (lane.c). */
static void trace_picks(struct ways *w, struct trace *trace)
{
	struct search *s = w->search;
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct pick *pick = &s->picks[list];
		if (pick->count < 2 || !list_speaks(w, list))
			continue;
		size_t taken = index_taken(w, list);
		enum decide_principle principle =
			pick_principle(pick, &s->says[list].picked, taken);
		for (size_t i = 0; principle != PRINCIPLE_VERSION_OPEN && i < pick->count; i++)
			if (i != taken)
				VEC_PUSH(trace->mem, &trace->steps,
					 (struct decide_step){principle, list, NO_LIST, NO_LIST,
							      pick->states[taken],
							      pick->states[i]});
	}
}

/* What is still open changes nothing, but every list must say something for the steps to be told:
 * what is left takes the first of its values. Returns how many were supposed. */
static size_t suppose_rest(struct ways *w, uint32_t *vars)
{
	struct search *s = w->search;
	size_t count = 0;
	for (;;) {
		s->budget++;
		search_bound(s);
		uint32_t var = lane_is_settled(s) ? NO_VAR : search_most_asked_in(s, 0);
		if (var == NO_VAR || s->samples[var].count == 0)
			return count;
		search_suppose(s, var, s->samples[var].values[0]);
		vars[count++] = var;
	}
}

static void scenario_keep(struct ways *w, struct decide_scenario *scenario,
			  const struct trace *trace, uint32_t endings)
{
	struct search *s = w->search;
	size_t lists = s->given->list_count;
	scenario->competing = endings_outcomes(endings) & 7;
	scenario->taken = arena_dup(s->arena, s->taken, lists * sizeof(*s->taken));
	scenario->prevails = arena_dup(s->arena, s->prevails, lists * sizeof(*s->prevails));
	scenario->steps = arena_dup(s->arena, trace->steps.items,
				    trace->steps.count * sizeof(*trace->steps.items));
	scenario->step_count = trace->steps.count;
	for (size_t i = 0; i < trace->rulings.count; i++)
		trace_ruling(w->rulings, trace->rulings.items[i].why, trace->rulings.items[i].by);
}

/* Under what the scenario supposes, with every step to one of those endings written down. */
static void scenario_trace(struct ways *w, struct decide_scenario *scenario, uint32_t endings)
{
	struct search *s = w->search;
	struct trace trace = {.mem = s->play->mem, .wanted = endings};
	uint32_t *rest = ARENA_ARRAY(s->arena, uint32_t, s->play->program.facts->vars.count);
	size_t all = scenario->supposed_count + scenario->example_count;
	suppose_but(s, scenario->supposed, all, SIZE_MAX);
	s->budget++;
	search_bound(s);
	scenario->lanes = scenario_lanes(s);
	size_t count = suppose_rest(w, rest);
	lane_endings(s, 0);
	trace_picks(w, &trace);
	s->trace = &trace;
	scenario_keep(w, scenario, &trace, lane_endings(s, 0));
	s->trace = NULL;
	while (count > 0)
		search_release(s, rest[--count]);
	release_all(s, scenario->supposed, all);
	VEC_FREE(trace.mem, &trace.steps);
	VEC_FREE(trace.mem, &trace.rulings);
}

static void scenario_add(struct ways *w, enum decide_outcome outcome, uint32_t endings)
{
	struct decide_scenario *scenario = &w->out->scenarios[w->out->scenario_count];
	*scenario = (struct decide_scenario){.outcome = outcome};
	w->search->budget = w->budget;
	size_t all;
	if (!search_witness(w->search, endings, &scenario->supposed, &all))
		return;
	all = needed_first(w, scenario->supposed, all, endings, leads_by_bounds);
	scenario->supposed_count = needed_first(w, scenario->supposed, all, endings, leads_at_all);
	scenario->example_count = all - scenario->supposed_count;
	scenario_trace(w, scenario, endings);
	w->out->scenario_count++;
}

/* -- all of them -- */

/* Endings that make up an outcome. */
static uint32_t endings_of(enum decide_outcome outcome)
{
	static const uint32_t endings[] = {
		[DECIDE_TOLERATED] = ENDINGS_TOLERATED,
		[DECIDE_BARRED] = ENDING_BIT(END_BARRED),
		[DECIDE_SILENT] = ENDING_BIT(END_SILENT),
		[DECIDE_CONFLICT] = UINT32_C(0xff) << END_CONFLICT,
	};
	return endings[outcome];
}

/* Where what is tolerated is recognised in one case and not in another, one for each of these. */
void scenarios_find(struct decide_verdict *out, struct search *search, struct trace *rulings,
		    uint32_t endings, size_t budget)
{
	struct ways ways = {out, search, rulings, budget};
	out->scenarios = ARENA_ARRAY(search->arena, struct decide_scenario, ENDING_COUNT);
	for (int outcome = 0; outcome <= DECIDE_CONFLICT; outcome++) {
		uint32_t those = endings & endings_of((enum decide_outcome)outcome);
		for (; those; those &= those - 1)
			scenario_add(&ways, (enum decide_outcome)outcome, those & (~those + 1));
	}
}
