/*
 * How each outcome comes about: a completion that leads to it, what of it has to be supposed, and
 * the steps by which it does.
 */
#include "decide/open/lane.h"
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
							      pick->states[taken], pick->states[i],
							      0, 0});
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

/* -- what is still open -- */

/* What may be said under what a scenario supposes, whatever it was told by. */
struct leeway {
	struct search *search;
	struct trace *trace;
	uint8_t *lists; /* bits of outcomes */
	uint8_t *picks; /* by list: bits of indexes of the states that can be taken */
	struct view *states;
	bool *is_settled;  /* by list */
	bool *prevails;	   /* by list: as the steps are told */
	bool *may_prevail; /* by list */
};

/* Of the lane that was looked at last. */
static void leeway_init(struct leeway *l, struct search *s, struct trace *trace)
{
	size_t lists = s->given->list_count;
	*l = (struct leeway){.search = s, .trace = trace};
	l->lists = ARENA_ARRAY(s->arena, uint8_t, lists);
	l->picks = ARENA_ARRAY(s->arena, uint8_t, lists);
	l->is_settled = ARENA_ARRAY(s->arena, bool, lists);
	l->states = arena_dup(s->arena, s->views, s->play->state_count * sizeof(*s->views));
	for (size_t i = 0; i < lists; i++) {
		l->lists[i] = s->says[i].may;
		l->picks[i] = s->says[i].picked.may;
		l->is_settled[i] = s->says[i].settled;
	}
}

/* What the list was made to say, where it could say something else; else 0. */
static uint8_t proviso(const struct leeway *l, uint32_t list)
{
	bool is_open = list != NO_LIST && (l->lists[list] & (l->lists[list] - 1)) != 0;
	return is_open ? l->search->chosen[list].may : 0;
}

/* A step holds as far as lists that are open say what they were made to say. What a list says in
 * its clauses it says in any case. */
static void mark_provisos(struct leeway *l)
{
	for (size_t i = 0; i < l->trace->steps.count; i++) {
		struct decide_step *step = &l->trace->steps.items[i];
		bool by_clause = step->principle == PRINCIPLE_BINDING && step->loser != NO_LIST;
		if (step->principle < PRINCIPLE_RED_LINE)
			continue;
		step->if_winner = by_clause ? 0 : proviso(l, step->winner);
		step->if_loser = proviso(l, step->loser);
	}
}

/* By rank; specialty cannot be told of a list of which no rule fires. */
static bool is_beaten_by_rank(const struct decide_step *step, uint32_t list)
{
	return step->loser == list && (step->principle == PRINCIPLE_SUPERIOR ||
				       step->principle == PRINCIPLE_RED_LINE_OVER);
}

/* Before recognition, of which the last steps are. One that is there already holds for more. */
static void step_join(struct trace *trace, struct decide_step step)
{
	size_t at = 0;
	for (; at < trace->steps.count && trace->steps.items[at].principle < PRINCIPLE_BINDING;
	     at++) {
		struct decide_step *own = &trace->steps.items[at];
		if (own->principle != step.principle || own->winner != step.winner ||
		    own->loser != step.loser)
			continue;
		own->if_loser |= step.if_loser;
		return;
	}
	VEC_PUSH(trace->mem, &trace->steps, step);
	for (size_t i = trace->steps.count - 1; i > at; i--)
		trace->steps.items[i] = trace->steps.items[i - 1];
	trace->steps.items[at] = step;
}

/* The list comes out so instead, by that state. What cannot be, for it would end otherwise, is not
 * told. */
static void trace_instead(struct leeway *l, uint32_t list, uint32_t state, const struct view *view)
{
	struct search *s = l->search;
	struct trace instead = {.mem = l->trace->mem};
	s->trace = &instead;
	bool can_be = ENDING_BIT(lane_resolve_as(s, list, state, view)) & l->trace->wanted;
	s->trace = NULL;
	for (size_t i = 0; can_be && i < instead.steps.count; i++) {
		struct decide_step step = instead.steps.items[i];
		step.if_winner = proviso(l, step.winner);
		step.if_loser = view->may;
		if (is_beaten_by_rank(&step, list))
			step_join(l->trace, step);
	}
	for (size_t i = 0; can_be && i < s->given->list_count; i++)
		l->may_prevail[i] |= s->prevails[i];
	VEC_FREE(instead.mem, &instead.steps);
	VEC_FREE(instead.mem, &instead.rulings);
}

/* Each outcome that the state was not made to give; barred by a red line is one more. */
static void trace_state(struct leeway *l, uint32_t list, uint32_t state)
{
	const struct search *s = l->search;
	const struct view red_line = {.may = OUTCOME_BIT(BARRED),
				      .red_line_may = true,
				      .red_line = true,
				      .settled = true};
	uint8_t others = l->states[state].may;
	if (state == s->taken[list])
		others &= (uint8_t)~s->chosen[list].may;
	for (; others; others &= (uint8_t)(others - 1)) {
		struct view view = {.may = others & (uint8_t)-others, .settled = true};
		trace_instead(l, list, state, &view);
	}
	if (l->states[state].red_line_may && !s->chosen[list].red_line)
		trace_instead(l, list, state, &red_line);
}

static void trace_otherwise(struct leeway *l, uint32_t list)
{
	const struct pick *pick = &l->search->picks[list];
	for (size_t i = 0; i < pick->count; i++)
		if (l->picks[list] >> i & 1 && pick->states[i] != NO_STATE)
			trace_state(l, list, pick->states[i]);
}

static uint32_t whose_finding(const struct decide_step *step)
{
	return step->loser == NO_LIST ? step->winner : step->loser;
}

/* Where what an open list finds is recognised, that of a settled one mostly is as well, whether the
 * open one speaks or not: then that is told. */
static void trace_recognition(struct leeway *l)
{
	struct search *s = l->search;
	size_t count = l->trace->steps.count;
	struct decide_step *step = count ? &l->trace->steps.items[count - 1] : NULL;
	struct trace instead = {.mem = l->trace->mem};
	const struct view silent = {.may = OUTCOME_BIT(SILENT), .settled = true};
	if (!step || step->principle < PRINCIPLE_BINDING || !proviso(l, whose_finding(step)))
		return;
	uint32_t list = whose_finding(step);
	s->trace = &instead;
	bool can_be =
		ENDING_BIT(lane_resolve_as(s, list, s->taken[list], &silent)) & l->trace->wanted;
	s->trace = NULL;
	for (size_t i = 0; can_be && i < instead.steps.count; i++) {
		const struct decide_step *own = &instead.steps.items[i];
		if (own->principle == step->principle && l->prevails[whose_finding(own)] &&
		    !proviso(l, whose_finding(own)))
			*step = *own;
	}
	VEC_FREE(instead.mem, &instead.steps);
	VEC_FREE(instead.mem, &instead.rulings);
}

/* Who is open is told with what would beat it, whatever it was made to say. */
static void trace_open(struct leeway *l)
{
	mark_provisos(l);
	trace_recognition(l);
	for (uint32_t list = 0; list < l->search->given->list_count; list++)
		if (!l->is_settled[list])
			trace_otherwise(l, list);
}

/* -- the way told -- */

static void scenario_keep(struct ways *w, struct decide_scenario *scenario,
			  const struct trace *trace)
{
	struct search *s = w->search;
	scenario->steps = arena_dup(s->arena, trace->steps.items,
				    trace->steps.count * sizeof(*trace->steps.items));
	scenario->step_count = trace->steps.count;
	for (size_t i = 0; i < trace->rulings.count; i++)
		trace_ruling(w->rulings, trace->rulings.items[i].why, trace->rulings.items[i].by);
}

/* Every version by which another outcome would be reached, and every list that clashes. */
static void mark_competing(struct ways *w, struct decide_scenario *scenario, const struct trace *trace)
{
	struct search *s = w->search;
	for (uint32_t list = 0; list < s->given->list_count; list++)
		for (size_t i = 0; i < s->picks[list].count; i++) {
			uint32_t state = s->picks[list].states[i];
			if (!(s->says[list].picked.may >> i & 1))
				continue;
			lane_resolve_as(s, list, state, lane_view(s, state));
			for (uint32_t other = 0; other < s->given->list_count; other++) {
				uint32_t own = other == list ? state : scenario->taken[other];
				if (own != NO_STATE)
					scenario->speaks[own] |= s->prevails[other];
			}
		}
	for (size_t i = 0; i < trace->steps.count; i++) {
		const struct decide_step *step = &trace->steps.items[i];
		const uint32_t lists[] = {step->winner, step->loser};
		bool clash = step->by != NO_LIST && step->principle > PRINCIPLE_VERSION_OPEN;
		for (size_t k = 0; clash && k < countof(lists); k++)
			if (lists[k] != NO_LIST && scenario->taken[lists[k]] != NO_STATE)
				scenario->speaks[scenario->taken[lists[k]]] = true;
	}
}

/* Each version by itself, the others staying as they were taken. */
static void mark_speaking(struct ways *w, struct decide_scenario *scenario,
			  const struct trace *trace)
{
	struct search *s = w->search;
	scenario->speaks = ARENA_ARRAY(s->arena, bool, s->play->state_count);
	if (scenario->outcome == DECIDE_CONFLICT) {
		mark_competing(w, scenario, trace);
		return;
	}
	for (uint32_t list = 0; list < s->given->list_count; list++) {
		const struct pick *pick = &s->picks[list];
		uint32_t taken = scenario->taken[list];
		for (size_t i = 0; i < pick->count; i++) {
			uint32_t state = pick->states[i];
			if (state == NO_STATE || !(s->says[list].picked.may >> i & 1))
				continue;
			uint32_t ending = ENDING_BIT(
				lane_resolve_as(s, list, state, lane_view(s, state)));
			scenario->speaks[state] |= s->prevails[list] &&
						   endings_outcomes(ending) ==
							   1u << scenario->outcome;
		}
		if (taken != NO_STATE)
			scenario->speaks[taken] = scenario->prevails[list];
	}
}

/* Every list says one thing now: which versions are taken, which lists prevail, and by which steps.
 */
static void trace_settled(struct ways *w, struct decide_scenario *scenario, struct leeway *leeway)
{
	struct search *s = w->search;
	size_t lists = s->given->list_count;
	lane_endings(s, 0);
	trace_picks(w, leeway->trace);
	s->trace = leeway->trace;
	uint32_t endings = lane_endings(s, 0);
	s->trace = NULL;
	scenario->competing = endings_outcomes(endings) & 7;
	scenario->taken = arena_dup(s->arena, s->taken, lists * sizeof(*s->taken));
	scenario->prevails = arena_dup(s->arena, s->prevails, lists * sizeof(*s->prevails));
	scenario->may_prevail = arena_dup(s->arena, s->prevails, lists * sizeof(*s->prevails));
	leeway->prevails = scenario->prevails;
	leeway->may_prevail = scenario->may_prevail;
	trace_open(leeway);
	mark_speaking(w, scenario, leeway->trace);
	scenario_keep(w, scenario, leeway->trace);
}

/* Under what the scenario supposes, with every step to one of those endings written down. */
static void scenario_trace(struct ways *w, struct decide_scenario *scenario, uint32_t endings)
{
	struct search *s = w->search;
	struct trace trace = {.mem = s->play->mem, .wanted = endings};
	struct leeway leeway;
	uint32_t *rest = ARENA_ARRAY(s->arena, uint32_t, s->play->program.facts->vars.count);
	size_t all = scenario->supposed_count + scenario->example_count;
	suppose_but(s, scenario->supposed, all, SIZE_MAX);
	s->budget++;
	search_bound(s);
	scenario->lanes = scenario_lanes(s);
	leeway_init(&leeway, s, &trace);
	size_t count = suppose_rest(w, rest);
	trace_settled(w, scenario, &leeway);
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
