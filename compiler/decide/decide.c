/* The verdict put together: outcomes first, then how each comes about, what is needed, what else
 * could have been taken. */
#include "decide/open/effects.h"
#include "decide/open/needed.h"
#include "decide/open/scenario.h"

const char *decide_principle_name(enum decide_principle principle)
{
	static const char *const names[] = {
#define PRINCIPLE(id, name) [PRINCIPLE_##id] = name,
#include "decide/principle.def"
#undef PRINCIPLE
	};
	return names[principle];
}

const char *decide_outcome_name(enum decide_outcome outcome)
{
	static const char *const names[] = {"tolerated", "barred", "silent", "conflict"};
	return names[outcome];
}

/* -- what is in play -- */

struct decide_play *decide_play_new(struct arena *arena, struct mem *mem, struct eval_facts *facts,
				    const struct decide_state *states, size_t count)
{
	struct decide_play *play = ARENA_NEW(arena, struct decide_play);
	*play = (struct decide_play){.arena = arena, .mem = mem, .state_count = count};
	play->states = ARENA_ARRAY(arena, struct play_state, count);
	eval_program_init(&play->program, mem, facts);
	for (size_t i = 0; i < count; i++) {
		play->states[i].given = &states[i];
		eval_list_compile(&play->program, &play->states[i].compiled, states[i].list);
	}
	/* Compiling adds variables for values that a version does not know. */
	play->readers = ARENA_ARRAY(arena, uint64_t *, facts->vars.count);
	return play;
}

void decide_play_free(struct decide_play *play)
{
	prover_fini(play->prover);
	eval_program_fini(&play->program);
}

struct eval_program *decide_program(struct decide_play *play)
{
	return &play->program;
}

struct eval_list *decide_compiled(struct decide_play *play, uint32_t state)
{
	return &play->states[state].compiled;
}

bool decide_same_rulings(const struct decide_verdict *a, const struct decide_verdict *b)
{
	bool same = a->ruling_count == b->ruling_count && a->ruling_certain == b->ruling_certain;
	for (size_t i = 0; same && i < a->ruling_count; i++)
		same = a->rulings[i].why == b->rulings[i].why &&
		       str_equal(a->rulings[i].by, b->rulings[i].by);
	return same;
}

/* -- the verdict -- */

struct verdict {
	struct decide_verdict *out;
	struct search search;
	struct arena *arena;
	const struct decide_case *given;
	struct decide_play *play;
	struct trace rulings; /* of all scenarios */
	size_t budget;
};

/* -- other versions -- */

static void choice_add(struct verdict *v, uint32_t list, size_t instead)
{
	const struct pick *pick = &v->search.picks[list];
	struct decide_choice *choice = &v->out->choices[v->out->choice_count];
	v->search.budget = v->budget / 8;
	enum search_answer answer = search_instead(&v->search, list, instead);
	v->search.budget = v->budget / 8;
	enum search_answer effects = effects_instead(&v->search, list, instead);
	v->search.budget = v->budget / 8;
	enum search_answer ruled = answer == SEARCH_NO
					   ? search_ruled_instead(&v->search, list, instead)
					   : SEARCH_NO;
	*choice = (struct decide_choice){
		.list = list,
		.taken = v->out->scenario_count ? v->out->scenarios[0].taken[list] : NO_STATE,
		.other = pick->states[instead],
		.matters = answer != SEARCH_NO,
		.is_sure = answer != SEARCH_GAVE_UP,
		.changes_effects = effects != SEARCH_NO,
		.effects_sure = effects != SEARCH_GAVE_UP,
		.changes_ruling = ruled == SEARCH_YES,
	};
	v->out->choice_count++;
	v->out->choice_matters |= choice->matters;
	v->out->choice_changes_effects |= choice->changes_effects && choice->effects_sure;
}

/* Whether it is taken in any way that the case can come out does not count: for a completion in
 * which it is, nothing changes. */
static void choices_find(struct verdict *v)
{
	v->out->choices =
		ARENA_ARRAY(v->arena, struct decide_choice, v->given->list_count * STATES_OF_LIST);
	for (uint32_t list = 0; list < v->given->list_count; list++)
		for (size_t i = 0; i < v->search.picks[list].count; i++)
			if (v->search.picks[list].count > 1)
				choice_add(v, list, i);
}

/* -- all of it -- */

static void rulings_find(struct verdict *v, uint32_t endings)
{
	uint32_t without = ENDING_BIT(END_BARRED) | ENDING_BIT(END_SILENT) | ENDING_BIT(END_BOUND);
	v->out->rulings = arena_dup(v->arena, v->rulings.rulings.items,
				    v->rulings.rulings.count * sizeof(*v->rulings.rulings.items));
	v->out->ruling_count = v->rulings.rulings.count;
	v->out->ruling_certain = v->out->ruling_count > 0 && !(endings & without);
	VEC_FREE(v->rulings.mem, &v->rulings.rulings);
	VEC_FREE(v->rulings.mem, &v->rulings.steps);
}

static void find_more(struct verdict *v, uint32_t endings)
{
	v->search.gave_up = false;
	needed_find(v->out, &v->search, v->budget / 4, endings);
	choices_find(v);
}

static size_t runs_allowed(const struct decide_play *play, size_t budget)
{
	size_t steps = play->program.steps.count;
	budget = budget ? budget : DECIDE_BUDGET;
	return steps > DECIDE_STEPS ? budget / (steps / DECIDE_STEPS) + 1 : budget;
}

static void asked_find(struct verdict *v, uint32_t endings)
{
	const struct eval_facts *facts = v->play->program.facts;
	uint32_t *items = ARENA_ARRAY(v->arena, uint32_t, facts->vars.count);
	v->out->asked.items = items;
	if (endings_settled(endings))
		return;
	v->search.budget++;
	search_bound(&v->search);
	search_scores(&v->search, 0);
	for (uint32_t var = 0; var < facts->vars.count; var++) {
		uint32_t fact = facts->vars.items[var].fact;
		size_t count = v->out->asked.count;
		if (v->search.scores[var] && !facts->vars.items[var].is_local &&
		    (count == 0 || items[count - 1] != fact))
			items[v->out->asked.count++] = fact;
	}
}

void decide_run(struct decide_verdict *out, struct decide_play *play,
		const struct decide_case *given, const struct decide_options *options)
{
	size_t budget = runs_allowed(play, options ? options->budget : 0);
	struct verdict v = {.out = out, .given = given, .play = play, .budget = budget};
	v.arena = options && options->arena ? options->arena : play->arena;
	*out = (struct decide_verdict){.needed_complete = true, .effects_exact = true};
	v.rulings.mem = play->mem;
	search_init(&v.search, v.arena, play, given, budget);
	out->in_play = v.search.in_play;
	search_bound(&v.search);
	out->now = scenario_lanes(&v.search);
	uint32_t endings = search_endings(&v.search);
	out->outcomes = endings_outcomes(endings);
	out->is_exact = !v.search.gave_up;
	v.search.gave_up = false;
	scenarios_find(out, &v.search, &v.rulings, endings, budget);
	if (!options || !options->no_effects)
		effects_find(out, &v.search, v.budget / 4);
	rulings_find(&v, endings);
	asked_find(&v, endings);
	if (!options || !options->only_outcomes)
		find_more(&v, endings);
	search_fini(&v.search);
}

/* -- asking -- */

static uint32_t most_telling(struct search *search, const bool *skip)
{
	const struct eval_facts *facts = search->play->program.facts;
	uint32_t best = NO_FACT, most = 0;
	search->gave_up = false;
	search->budget = 1;
	search_bound(search);
	search_scores(search, 0);
	for (uint32_t var = 0; var < facts->vars.count; var++) {
		uint32_t fact = facts->vars.items[var].fact;
		if (skip[fact] || facts->vars.items[var].is_local || search->scores[var] <= most)
			continue;
		most = search->scores[var];
		best = fact;
	}
	return best;
}

uint32_t decide_next_question(struct decide_play *play, const struct decide_case *given,
			      const bool *skip)
{
	struct search search;
	search_init(&search, play->arena, play, given, runs_allowed(play, 0));
	uint32_t fact = search_settled(&search, NULL, NULL) ? NO_FACT : most_telling(&search, skip);
	search_fini(&search);
	return fact;
}
