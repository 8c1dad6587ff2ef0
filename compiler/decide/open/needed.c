/*
 * Sets of facts are tried by size, all of one size before any larger one, each with every value
 * that conditions can tell apart; a set that holds one which settles the verdict already is passed
 * over. So what is found is minimal, and nothing minimal is missed unless the work allowed is used
 * up. Most sets are seen in one run not to settle it: completions that came out differently before
 * still do.
 */
#include "decide/open/needed.h"

#include "decide/open/completions.h"

enum {
	SETTLING_RUNS = 512, /* at least, for one set with one choice of values */
	SHARES_OF_SET = 4,   /* choices of values that may cost so much */
	SETS_MANY = 1 << 20,
	SETS_SHARE = 4,	   /* as much for sets as for the facts one by one */
	FILLED_IN_MAX = 6, /* facts that are presumed, or asked whether they are known */
};

struct needing {
	struct decide_verdict *out;
	struct search *search;
	struct arena *arena;
	size_t budget;
	size_t mattering_runs; /* for one fact */
	size_t settling_runs;  /* for one set with one choice of values */
	VEC(struct decide_facts) sets;
	VEC(struct decide_facts)
	undecided;	   /* sets of which it is not known whether they settle it */
	bool is_undecided; /* the set at hand */
	struct completions completions;
	struct decide_supposed *path;
	uint32_t *chosen; /* the set at hand */
	bool gave_up;
	uint32_t filled_in[FILLED_IN_MAX];
	size_t filled_in_count;
	bool too_many_filled_in;
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

static bool fact_is_asked(const struct needing *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	for (uint32_t i = 0; i < own->var_count; i++)
		if (search_is_open(n->search, own->first_var + i))
			return true;
	return false;
}

static enum search_answer worse(enum search_answer a, enum search_answer b)
{
	return a == SEARCH_NO || b == SEARCH_YES ? b : a;
}

static void find_heard(struct needing *n)
{
	lend(n, 1);
	search_find_heard(n->search);
	take_back(n);
}

/* A version that does not cover the case is silent, whatever the fact is; but one that is filled in
 * may come to be part of a scope. */
static enum search_answer fact_matters_now(struct needing *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	enum search_answer answer = SEARCH_NO;
	for (uint32_t i = 0; answer != SEARCH_YES && i < own->var_count; i++) {
		uint32_t var = own->first_var + i;
		if (!search_is_open(n->search, var) ||
		    (!search_is_heard(n->search, var) && !n->search->is_filled_in[fact]))
			continue;
		lend(n, n->mattering_runs);
		answer = worse(answer, search_matters(n->search, var));
		take_back(n);
	}
	return answer;
}

/* Facts that are filled in, by bits, are taken to be given in those lanes. */
static void learn_filled_in(struct needing *n, uint32_t which, uint64_t lanes)
{
	for (size_t i = 0; i < n->filled_in_count; i++)
		if (which >> i & 1)
			search_learn(n->search, n->filled_in[i], lanes);
}

static void facts_matter_now(struct needing *n, enum search_answer *answers)
{
	find_heard(n);
	for (uint32_t fact = 0; fact < n->search->play->program.facts->facts.count; fact++)
		if (fact_is_asked(n, fact) && answers[fact] != SEARCH_YES)
			answers[fact] = worse(answers[fact], fact_matters_now(n, fact));
}

/* As the case stands, and once others that are filled in are learned. By fact. */
static void facts_matter(struct needing *n, enum search_answer *answers)
{
	for (uint32_t which = 0; which < 1u << n->filled_in_count; which++) {
		learn_filled_in(n, which, UINT64_MAX);
		facts_matter_now(n, answers);
		learn_filled_in(n, which, 0);
	}
}

static void fact_add(struct decide_facts *facts, uint32_t fact)
{
	facts->items[facts->count++] = fact;
}

static void find_filled_in(struct needing *n)
{
	for (uint32_t fact = 0; fact < n->search->play->program.facts->facts.count; fact++) {
		if (!n->search->is_filled_in[fact] || !fact_is_asked(n, fact))
			continue;
		if (n->filled_in_count < FILLED_IN_MAX)
			n->filled_in[n->filled_in_count++] = fact;
		else
			n->too_many_filled_in = true;
	}
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
	enum search_answer *answers = ARENA_ARRAY(n->arena, enum search_answer, count);
	struct decide_verdict *out = n->out;
	find_filled_in(n);
	n->mattering_runs = n->budget / (count_asked(n) + 1) + 1;
	facts_matter(n, answers);
	out->irrelevant.items = ARENA_ARRAY(n->arena, uint32_t, count);
	out->open.items = ARENA_ARRAY(n->arena, uint32_t, count);
	for (uint32_t fact = 0; fact < count; fact++) {
		if (!fact_is_asked(n, fact))
			continue;
		bool is_open = answers[fact] != SEARCH_NO || n->too_many_filled_in;
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

/* One that holds an undecided set may not be minimal. */
static bool is_superset(const struct needing *n, size_t count)
{
	for (size_t i = 0; i < n->sets.count; i++)
		if (set_holds(&n->sets.items[i], n->chosen, count))
			return true;
	for (size_t i = 0; i < n->undecided.count; i++)
		if (set_holds(&n->undecided.items[i], n->chosen, count))
			return true;
	return false;
}

static bool settles(struct needing *n, size_t fact, size_t size, uint32_t at);

/* The fact's variables from one on take each of their values; then come the facts behind it. */
static bool settles_with(struct needing *n, size_t index, size_t size, uint32_t at)
{
	struct search *s = n->search;
	uint32_t var = fact_of(n, n->chosen[index])->first_var + at;
	const struct eval_sample_set *samples = &s->samples[var];
	bool settled = false;
	if (!search_is_open(s, var))
		return settles(n, index, size, at + 1);
	for (size_t i = samples->edge;
	     !settled && !n->gave_up && i + samples->edge < samples->count; i++) {
		search_suppose(s, var, samples->values[i]);
		settled = settles(n, index, size, at + 1);
	}
	search_release(s, var);
	return settled;
}

/* What shows that it is not settled is kept, for the next set. */
static bool ask_settled(struct needing *n)
{
	struct search *s = n->search;
	size_t count = 0;
	if (completions_differ(&n->completions, s))
		return false;
	bool settled = search_settled(s, n->path, &count);
	if (count)
		completions_keep(&n->completions, s, n->path, count);
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
	lend(n, n->settling_runs);
	bool settled = ask_settled(n);
	take_back(n);
	n->gave_up |= s->gave_up && n->budget == 0;
	n->is_undecided |= s->gave_up;
	return settled;
}

static bool settles(struct needing *n, size_t index, size_t size, uint32_t at)
{
	if (index == size)
		return is_settled(n);
	if (at == fact_of(n, n->chosen[index])->var_count)
		return settles(n, index + 1, size, 0);
	if (at > 0)
		return settles_with(n, index, size, at);
	search_learn(n->search, n->chosen[index], UINT64_MAX);
	bool settled = settles_with(n, index, size, 0);
	search_learn(n->search, n->chosen[index], 0);
	return settled;
}

static struct decide_facts set_copy(struct needing *n, size_t size)
{
	return (struct decide_facts){arena_dup(n->arena, n->chosen, size * sizeof(*n->chosen)),
				     size};
}

static void try_set(struct needing *n, size_t size)
{
	struct mem *mem = n->search->play->mem;
	if (is_superset(n, size))
		return;
	n->is_undecided = false;
	if (settles(n, 0, size, 0))
		VEC_PUSH(mem, &n->sets, set_copy(n, size));
	else if (n->is_undecided)
		VEC_PUSH(mem, &n->undecided, set_copy(n, size));
}

/* All sets of the size that begin with the facts chosen so far. */
static void try_sets(struct needing *n, size_t chosen, size_t size, size_t next)
{
	const struct decide_facts *open = &n->out->open;
	if (chosen == size) {
		try_set(n, size);
		return;
	}
	for (size_t i = next; !n->gave_up && i + (size - chosen) <= open->count; i++) {
		n->chosen[chosen] = open->items[i];
		try_sets(n, chosen + 1, size, i + 1);
	}
}

/* The first completions are those by which the case itself comes out differently. */
static void keep_scenarios(struct needing *n)
{
	size_t vars = n->search->play->program.facts->vars.count;
	n->completions.values = ARENA_ARRAY(n->arena, struct spread, vars);
	n->path = ARENA_ARRAY(n->arena, struct decide_supposed, vars + 1);
	for (size_t i = 0; i < n->out->scenario_count; i++)
		completions_keep(&n->completions, n->search, n->out->scenarios[i].supposed,
				 n->out->scenarios[i].supposed_count);
}

/* How many sets there are of the size; once they are too many, any number so large. */
static size_t count_sets(size_t facts, size_t size)
{
	size_t count = 1;
	for (size_t i = 0; i < size && count < SETS_MANY; i++)
		count = count * (facts - i) / (i + 1);
	return count;
}

/* Where sets are few, each may take its time. */
static void try_size(struct needing *n, size_t size)
{
	size_t share = n->budget / (SHARES_OF_SET * count_sets(n->out->open.count, size));
	n->settling_runs = share > SETTLING_RUNS ? share : SETTLING_RUNS;
	try_sets(n, 0, size, 0);
}

static void find_sets(struct needing *n)
{
	n->out->needed_complete = true;
	keep_scenarios(n);
	n->chosen = ARENA_ARRAY(n->arena, uint32_t, n->out->open.count);
	for (size_t size = 1; !n->gave_up && size <= n->out->open.count; size++)
		try_size(n, size);
	n->out->needed_complete &= !n->gave_up && n->undecided.count == 0;
	n->out->needed_count = n->sets.count;
	n->out->needed = arena_dup(n->arena, n->sets.items, n->sets.count * sizeof(*n->sets.items));
	VEC_FREE(n->search->play->mem, &n->sets);
	VEC_FREE(n->search->play->mem, &n->undecided);
}

void needed_find(struct decide_verdict *out, struct search *search, size_t budget, uint32_t endings)
{
	struct needing needing = {
		.out = out, .search = search, .arena = search->arena, .budget = budget};
	sort_facts(&needing);
	needing.budget = SETS_SHARE * budget;
	out->needed_complete = true;
	if (!endings_settled(endings) && out->open.count > 0)
		find_sets(&needing);
}
