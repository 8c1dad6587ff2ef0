/*
 * Sets of facts are tried by size, all of one size before any larger one, each with every value that
 * conditions can tell apart; a set that holds one which settles the verdict already is passed over.
 * So what is found is minimal, and nothing minimal is missed unless the work allowed is used up.
 */
#include "decide/needed.h"

enum {
	SETTLING_RUNS = 64, /* for one set with one choice of values */
	SETS_SHARE = 4,	    /* as much for sets as for the facts one by one */
};

struct needing {
	struct decide_verdict *out;
	struct search *search;
	struct arena *arena;
	size_t budget;
	size_t mattering_runs; /* for one fact */
	VEC(struct decide_facts) sets;
	uint32_t *chosen; /* the set at hand */
	bool gave_up;
};

static const struct eval_fact *fact_of(const struct needing *n, uint32_t fact)
{
	return &n->search->play->program.facts->facts.items[fact];
}

/* Runs that a question may cost, taken from the budget; what is left comes back. */
static void lend(struct needing *n, size_t runs)
{
	n->search->budget = n->budget < runs ? n->budget : runs;
	n->budget -= n->search->budget;
}

static void take_back(struct needing *n)
{
	n->budget += n->search->budget;
	n->search->budget = 0;
}

/* -- facts -- */

static bool is_asked(const struct search *s, uint32_t var)
{
	return search_is_asked(s, var) && s->samples[var].count > 0 && !search_is_known(s, var);
}

static bool fact_is_asked(const struct needing *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	for (uint32_t i = 0; i < own->var_count; i++)
		if (is_asked(n->search, own->first_var + i))
			return true;
	return false;
}

static enum search_answer fact_matters(struct needing *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	enum search_answer best = SEARCH_NO;
	for (uint32_t i = 0; best != SEARCH_YES && i < own->var_count; i++) {
		if (!is_asked(n->search, own->first_var + i))
			continue;
		lend(n, n->mattering_runs);
		enum search_answer answer = search_matters(n->search, own->first_var + i);
		take_back(n);
		if (answer != SEARCH_NO)
			best = answer;
	}
	return best;
}

static void fact_add(struct decide_facts *facts, uint32_t fact)
{
	facts->items[facts->count++] = fact;
}

/* Whether some version that can be taken reads a value, or the lack of one, for want of it. */
static bool fact_is_filled_in(const struct needing *n, uint32_t fact)
{
	const struct eval_program *program = &n->search->play->program;
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (step->op >= EVAL_GIVEN && step->op < EVAL_AND &&
		    (step->presumes || step->op == EVAL_GIVEN) &&
		    program->facts->vars.items[step->var].fact == fact)
			return true;
	}
	return false;
}

/* Whether the verdict is another once the fact is given, whatever its value: it was presumed, or its
 * lack counted. */
static bool learning_matters(struct needing *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	struct search *s = n->search;
	lend(n, n->mattering_runs);
	for (uint32_t i = 0; i < own->var_count; i++)
		if (is_asked(s, own->first_var + i))
			search_learn(s, own->first_var + i, s->samples[own->first_var + i].values[0]);
	s->gave_up = false;
	uint8_t outcomes = endings_outcomes(search_endings(s));
	for (uint32_t i = 0; i < own->var_count; i++)
		if (s->samples[own->first_var + i].count)
			search_release(s, own->first_var + i);
	take_back(n);
	return outcomes != n->out->outcomes;
}

static size_t count_asked(const struct needing *n)
{
	size_t asked = 0;
	for (uint32_t fact = 0; fact < n->search->play->program.facts->facts.count; fact++)
		asked += fact_is_asked(n, fact);
	return asked;
}

/* Each is given its share of the work; one that cannot be shown not to matter stays open. */
static void sort_facts(struct needing *n)
{
	size_t count = n->search->play->program.facts->facts.count;
	struct decide_verdict *out = n->out;
	n->mattering_runs = n->budget / (count_asked(n) + 1) + 1;
	out->irrelevant.items = ARENA_ARRAY(n->arena, uint32_t, count);
	out->open.items = ARENA_ARRAY(n->arena, uint32_t, count);
	for (uint32_t fact = 0; fact < count; fact++) {
		if (!fact_is_asked(n, fact))
			continue;
		enum search_answer matters = fact_matters(n, fact);
		bool is_open = matters != SEARCH_NO ||
			       (fact_is_filled_in(n, fact) && learning_matters(n, fact));
		fact_add(is_open ? &out->open : &out->irrelevant, fact);
	}
}

/* -- sets -- */

static bool set_holds(const struct decide_facts *set, const uint32_t *facts, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count && found < set->count; i++)
		found += facts[i] == set->items[found];
	return found == set->count;
}

static bool is_superset(const struct needing *n, size_t count)
{
	for (size_t i = 0; i < n->sets.count; i++)
		if (set_holds(&n->sets.items[i], n->chosen, count))
			return true;
	return false;
}

static bool settles(struct needing *n, size_t fact, size_t size, uint32_t at);

/* The fact's variables from one on take each of their values; then come the facts behind it. */
static bool settles_with(struct needing *n, size_t index, size_t size, uint32_t at)
{
	struct search *s = n->search;
	uint32_t var = fact_of(n, n->chosen[index])->first_var + at;
	bool settled = false;
	if (!is_asked(s, var))
		return settles(n, index, size, at + 1);
	for (size_t i = 0; !settled && !n->gave_up && i < s->samples[var].count; i++) {
		search_learn(s, var, s->samples[var].values[i]);
		settled = settles(n, index, size, at + 1);
	}
	search_release(s, var);
	return settled;
}

static bool is_settled(struct needing *n)
{
	struct search *s = n->search;
	if (n->budget == 0) {
		n->gave_up = true;
		return false;
	}
	s->gave_up = false;
	lend(n, SETTLING_RUNS);
	bool settled = search_settled(s);
	take_back(n);
	n->gave_up |= s->gave_up && n->budget == 0;
	n->out->needed_complete &= !s->gave_up;
	return settled;
}

static bool settles(struct needing *n, size_t index, size_t size, uint32_t at)
{
	if (index == size)
		return is_settled(n);
	if (at == fact_of(n, n->chosen[index])->var_count)
		return settles(n, index + 1, size, 0);
	return settles_with(n, index, size, at);
}

static void set_keep(struct needing *n, size_t size)
{
	struct decide_facts set = {arena_dup(n->arena, n->chosen, size * sizeof(*n->chosen)), size};
	VEC_PUSH(n->search->play->mem, &n->sets, set);
}

/* All sets of the size that begin with the facts chosen so far. */
static void try_sets(struct needing *n, size_t chosen, size_t size, size_t next)
{
	const struct decide_facts *open = &n->out->open;
	if (chosen == size) {
		if (!is_superset(n, size) && settles(n, 0, size, 0))
			set_keep(n, size);
		return;
	}
	for (size_t i = next; !n->gave_up && i + (size - chosen) <= open->count; i++) {
		n->chosen[chosen] = open->items[i];
		try_sets(n, chosen + 1, size, i + 1);
	}
}

static void find_sets(struct needing *n)
{
	n->out->needed_complete = true;
	n->chosen = ARENA_ARRAY(n->arena, uint32_t, n->out->open.count);
	for (size_t size = 1; !n->gave_up && size <= n->out->open.count; size++)
		try_sets(n, 0, size, 0);
	n->out->needed_complete &= !n->gave_up;
	n->out->needed_count = n->sets.count;
	n->out->needed = arena_dup(n->arena, n->sets.items, n->sets.count * sizeof(*n->sets.items));
	VEC_FREE(n->search->play->mem, &n->sets);
}

void needed_find(struct decide_verdict *out, struct search *search, size_t budget)
{
	struct needing needing = {
		.out = out, .search = search, .arena = search->arena, .budget = budget};
	sort_facts(&needing);
	needing.budget = SETS_SHARE * budget;
	out->needed_complete = true;
	bool is_open = out->outcomes & (out->outcomes - 1);
	if (is_open && out->open.count > 0)
		find_sets(&needing);
}
