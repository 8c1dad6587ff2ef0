/*
 * Sets of facts are gone through by size, all of one size before any larger one, each with every
 * value that conditions can tell apart; one that holds a set which settles the case already is
 * passed over. So what is found is minimal, and nothing minimal is missed unless the work allowed
 * is used up: what took more than its share is asked again, with all that is left. Most are seen
 * not to settle it without running a condition: two completions that take these values are known
 * to end differently. What is run adds two more.
 */
#include "decide/open/settling.h"

#include "decide/open/counterexamples.h"

#include <stdlib.h>

enum {
	SETTLING_RUNS = 512,	/* at least, for one set with one choice of values */
	SHARES_OF_SET = 4,	/* choices of values that may cost so much, when first asked */
	CHOICES_MOST = 1 << 30, /* that are counted */
	LOOKS_OF_RUN = 256,	/* choices of values that are looked at in the time of a run */
	LEARNING = 2,		/* size up to which a look costs more than at the next */
	COUNTED_MOST = 4096,	/* sets of a size that are counted one by one */
};

/* Of an open variable of a fact of the set at hand. */
struct chosen_value {
	uint32_t var;
	size_t sample;
};

struct settling {
	struct decide_verdict *out;
	struct search *search;
	struct mem *mem;
	struct arena *arena;
	size_t budget;
	size_t looks;
	size_t shares;	    /* choices of values of a set that may use up its part of the work */
	size_t runs_of_set; /* with one choice of values */
	VEC(struct decide_facts) sets;
	VEC(struct decide_facts) undecided; /* of which it is not known whether they settle it */
	size_t undecided_before;	    /* so many of them are smaller */
	struct completions completions;
	struct counterexamples counterexamples;
	struct decide_supposed *path;
	double cost;	  /* in runs, of a choice of values of the size before */
	size_t size;	  /* of the sets at hand */
	uint32_t *chosen; /* facts of the set at hand */
	size_t chosen_count;
	struct chosen_value *values;
	size_t value_count;
	/* By number of values chosen: counterexamples that take them. */
	uint64_t (*against)[COUNTEREXAMPLE_WORDS];
	uint32_t *given_bits; /* by fact that is filled in */
	uint32_t given;	      /* bits of those of the set at hand */
	bool too_many_given;
	bool gave_up;
};

static const struct eval_fact *fact_of(const struct settling *n, uint32_t fact)
{
	return &n->search->play->program.facts->facts.items[fact];
}

/* -- one set, with one choice of values -- */

static void count_look(struct settling *n)
{
	if (++n->looks % LOOKS_OF_RUN)
		return;
	n->gave_up |= n->budget == 0;
	n->budget -= n->budget > 0;
}

/* It takes every value chosen so far, so it counts from none of them on. */
static void add_counterexample(struct settling *n, const struct ended *ended)
{
	size_t word;
	uint64_t bit;
	if (!counterexamples_add(&n->counterexamples, n->search, n->completions.varied, ended,
				 n->given, &word, &bit))
		return;
	for (size_t i = 0; i <= n->value_count; i++)
		n->against[i][word] |= bit;
}

/* Two that end differently make more such pairs. */
static bool differs(struct settling *n)
{
	struct ended two[2], varied[COMPLETIONS_VARIED];
	if (!completions_differ(&n->completions, n->search, two))
		return false;
	if (n->search->gave_up || n->too_many_given || counterexamples_full(&n->counterexamples))
		return true;
	size_t count = completions_vary(&n->completions, n->search, two, varied);
	for (size_t i = 0; i < count; i++)
		add_counterexample(n, &varied[i]);
	return true;
}

/* What shows that it is not settled is kept, for the next set. */
static bool ask_settled(struct settling *n)
{
	size_t count = 0;
	if (differs(n))
		return false;
	bool settled = search_settled(n->search, n->path, &count);
	if (count)
		completions_keep(&n->completions, n->search, n->path, count);
	return settled;
}

static void suppose_chosen(struct settling *n)
{
	struct search *s = n->search;
	for (size_t i = 0; i < n->size; i++)
		search_learn(s, n->chosen[i], UINT64_MAX);
	for (size_t i = 0; i < n->value_count; i++)
		search_suppose(s, n->values[i].var,
			       s->samples[n->values[i].var].values[n->values[i].sample]);
}

static void release_chosen(struct settling *n)
{
	for (size_t i = 0; i < n->value_count; i++)
		search_release(n->search, n->values[i].var);
	for (size_t i = 0; i < n->size; i++)
		search_learn(n->search, n->chosen[i], 0);
}

static enum search_answer is_settled(struct settling *n)
{
	n->search->gave_up = false;
	suppose_chosen(n);
	search_lend(n->search, &n->budget, n->runs_of_set);
	bool settled = ask_settled(n);
	search_take_back(n->search, &n->budget);
	release_chosen(n);
	n->gave_up |= n->search->gave_up && n->budget == 0;
	return settled ? SEARCH_YES : n->search->gave_up ? SEARCH_GAVE_UP : SEARCH_NO;
}

/* -- sets -- */

static bool set_holds(const struct decide_facts *set, const uint32_t *facts, size_t count)
{
	size_t found = 0;
	for (size_t i = 0; i < count && found < set->count; i++)
		found += facts[i] == set->items[found];
	return found == set->count;
}

static bool any_holds(const struct settling *n, const struct decide_facts *sets, size_t count)
{
	uint32_t last = n->chosen[n->chosen_count - 1];
	for (size_t i = 0; i < count; i++)
		if (sets[i].items[sets[i].count - 1] == last &&
		    set_holds(&sets[i], n->chosen, n->chosen_count))
			return true;
	return false;
}

/* With the fact chosen last. One that holds an undecided set may not be minimal. */
static bool is_superset(const struct settling *n)
{
	return any_holds(n, n->sets.items, n->sets.count) ||
	       any_holds(n, n->undecided.items, n->undecided_before);
}

static struct decide_facts set_copy(struct settling *n)
{
	return (struct decide_facts){arena_dup(n->arena, n->chosen, n->size * sizeof(*n->chosen)),
				     n->size};
}

/* With other values of the fact chosen last. */
static bool was_just_found(const struct settling *n)
{
	if (n->sets.count == 0)
		return false;
	const struct decide_facts *last = &n->sets.items[n->sets.count - 1];
	return last->count == n->size && set_holds(last, n->chosen, n->size);
}

static void try_set(struct settling *n)
{
	count_look(n);
	if (was_just_found(n))
		return;
	if (!n->too_many_given &&
	    counterexamples_differ(&n->counterexamples, n->against[n->value_count], n->given))
		return;
	enum search_answer answer = is_settled(n);
	if (answer == SEARCH_YES)
		VEC_PUSH(n->mem, &n->sets, set_copy(n));
	else if (answer == SEARCH_GAVE_UP)
		VEC_PUSH(n->mem, &n->undecided, set_copy(n));
}

static void choose_facts(struct settling *n, size_t next);

/* The fact's variables from one on take each of their values; then come the facts behind it. */
static void choose_values(struct settling *n, size_t index, uint32_t at)
{
	const struct eval_fact *fact = fact_of(n, n->out->open.items[index]);
	while (at < fact->var_count && !search_is_open(n->search, fact->first_var + at))
		at++;
	if (at == fact->var_count) {
		choose_facts(n, index + 1);
		return;
	}
	uint32_t var = fact->first_var + at;
	const struct eval_sample_set *samples = &n->search->samples[var];
	size_t level = n->value_count++;
	for (size_t i = samples->edge; !n->gave_up && i + samples->edge < samples->count; i++) {
		n->values[level] = (struct chosen_value){var, i};
		counterexamples_narrow(&n->counterexamples, n->against[level], var, i,
				       n->against[level + 1]);
		choose_values(n, index, at + 1);
	}
	n->value_count = level;
}

static void choose_fact(struct settling *n, size_t index)
{
	uint32_t fact = n->out->open.items[index];
	uint32_t given = n->given;
	n->chosen[n->chosen_count++] = fact;
	n->given |= n->given_bits[fact];
	if (!is_superset(n))
		choose_values(n, index, 0);
	n->given = given;
	n->chosen_count--;
}

/* All sets of the size that begin with the facts chosen so far, which have their values. */
static void choose_facts(struct settling *n, size_t next)
{
	size_t left = n->size - n->chosen_count;
	if (left == 0) {
		try_set(n);
		return;
	}
	for (size_t i = next; !n->gave_up && i + left <= n->out->open.count; i++)
		choose_fact(n, i);
}

/* -- all of a size -- */

static bool set_is(const struct decide_facts *a, const struct decide_facts *b)
{
	return a->count == b->count && set_holds(a, b->items, b->count);
}

/* Each once, and not those that other values showed to settle it. */
static void drop_decided(struct settling *n)
{
	size_t kept = n->undecided_before;
	for (size_t i = n->undecided_before; i < n->undecided.count; i++) {
		const struct decide_facts *set = &n->undecided.items[i];
		bool is_known = false;
		for (size_t k = 0; k < n->sets.count; k++)
			is_known |= set_is(set, &n->sets.items[k]);
		for (size_t k = n->undecided_before; k < kept; k++)
			is_known |= set_is(set, &n->undecided.items[k]);
		if (!is_known)
			n->undecided.items[kept++] = *set;
	}
	n->undecided.count = n->undecided_before = kept;
}

static int by_facts(const void *left, const void *right)
{
	const struct decide_facts *a = left, *b = right;
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (size_t i = 0; i < a->count; i++)
		if (a->items[i] != b->items[i])
			return a->items[i] < b->items[i] ? -1 : 1;
	return 0;
}

static size_t count_values(const struct settling *n, uint32_t fact)
{
	const struct eval_fact *own = fact_of(n, fact);
	size_t count = 1;
	for (uint32_t var = own->first_var; var < own->first_var + own->var_count; var++)
		if (search_is_open(n->search, var) && count < CHOICES_MOST)
			count *= n->search->samples[var].count - 2 * n->search->samples[var].edge;
	return count;
}

static bool settles_alone(const struct settling *n, uint32_t fact)
{
	for (size_t i = 0; i < n->sets.count && n->sets.items[i].count == 1; i++)
		if (n->sets.items[i].items[0] == fact)
			return true;
	return false;
}

static size_t at_most(double count)
{
	return count < CHOICES_MOST ? (size_t)count : CHOICES_MOST;
}

/* Sets of a size, and with every choice of values. */
struct choices {
	double sets;
	double looks;
};

/* At most: the elementary symmetric polynomial of how many values each fact has, and of ones. */
static struct choices count_at_most(struct settling *n)
{
	struct choices *of_size = ARENA_ARRAY(n->arena, struct choices, n->size + 1);
	of_size[0] = (struct choices){1, 1};
	for (size_t i = 0; i < n->out->open.count; i++) {
		uint32_t fact = n->out->open.items[i];
		if (settles_alone(n, fact))
			continue;
		for (size_t size = n->size; size > 0; size--) {
			of_size[size].sets += of_size[size - 1].sets;
			of_size[size].looks +=
				of_size[size - 1].looks * (double)count_values(n, fact);
		}
	}
	return of_size[n->size];
}

/* Those that will be tried: all that hold none that was found. values: choices of them so far. */
static void count_sets(struct settling *n, size_t next, double values, struct choices *out)
{
	size_t left = n->size - n->chosen_count;
	if (left == 0) {
		out->sets++;
		out->looks += values;
		return;
	}
	for (size_t i = next; i + left <= n->out->open.count; i++) {
		uint32_t fact = n->out->open.items[i];
		n->chosen[n->chosen_count++] = fact;
		if (!is_superset(n))
			count_sets(n, i + 1, values * (double)count_values(n, fact), out);
		n->chosen_count--;
	}
}

static struct choices count_choices(struct settling *n)
{
	struct choices choices = count_at_most(n);
	if (choices.sets > COUNTED_MOST)
		return choices;
	choices = (struct choices){0, 0};
	count_sets(n, 0, 1, &choices);
	return choices;
}

/* Where sets are few, each may take its time. Once there are some, larger ones are left alone that
 * cannot all be looked at. What single facts cost does not tell: by them it is first learned which
 * completions end differently. */
static void try_size(struct settling *n)
{
	struct choices choices = count_choices(n);
	size_t first = n->sets.count, budget = n->budget;
	if (choices.sets < 1)
		return;
	if (first && n->size > LEARNING && choices.looks * n->cost > (double)n->budget) {
		n->gave_up = true;
		return;
	}
	size_t share = n->budget / (n->shares * at_most(choices.sets));
	n->runs_of_set = share > SETTLING_RUNS ? share : SETTLING_RUNS;
	choose_facts(n, 0);
	n->cost = (double)(budget - n->budget) / choices.looks;
	drop_decided(n);
	if (n->sets.count > first)
		qsort(n->sets.items, n->sets.count, sizeof(*n->sets.items), by_facts);
}

/* Those found before stay: what was left undecided lies in none of them. */
static void try_sizes(struct settling *n, size_t shares)
{
	n->shares = shares;
	n->undecided.count = n->undecided_before = 0;
	for (n->size = 1; !n->gave_up && n->size <= n->out->open.count; n->size++)
		try_size(n);
}

/* The first completions are those by which the case itself comes out differently. */
static void keep_scenarios(struct settling *n)
{
	for (size_t i = 0; i < n->out->scenario_count; i++)
		completions_keep(&n->completions, n->search, n->out->scenarios[i].supposed,
				 n->out->scenarios[i].supposed_count);
}

static void find_given(struct settling *n)
{
	size_t facts = n->search->play->program.facts->facts.count, found = 0;
	n->given_bits = ARENA_ARRAY(n->arena, uint32_t, facts);
	for (size_t i = 0; i < n->out->open.count; i++) {
		uint32_t fact = n->out->open.items[i];
		if (n->search->is_filled_in[fact])
			n->given_bits[fact] = UINT32_C(1) << found++ % 32;
	}
	n->too_many_given = found > 32;
}

static void begin(struct settling *n)
{
	size_t vars = n->search->play->program.facts->vars.count;
	n->path = ARENA_ARRAY(n->arena, struct decide_supposed, vars + 1);
	n->chosen = ARENA_ARRAY(n->arena, uint32_t, n->out->open.count);
	n->values = ARENA_ARRAY(n->arena, struct chosen_value, vars);
	n->against = (uint64_t(*)[COUNTEREXAMPLE_WORDS])ARENA_ARRAY(
		n->arena, uint64_t, (vars + 1) * COUNTEREXAMPLE_WORDS);
	counterexamples_init(&n->counterexamples, n->search, n->arena);
	completions_init(&n->completions, vars, n->arena);
	keep_scenarios(n);
	find_given(n);
}

void settling_find(struct decide_verdict *out, struct search *search, size_t budget)
{
	struct settling n = {.out = out, .search = search, .budget = budget};
	n.mem = search->play->mem;
	n.arena = search->arena;
	begin(&n);
	try_sizes(&n, SHARES_OF_SET);
	if (!n.gave_up && n.undecided.count > 0)
		try_sizes(&n, 1);
	out->needed_complete = !n.gave_up && n.undecided.count == 0;
	out->needed_count = n.sets.count;
	out->needed = arena_dup(n.arena, n.sets.items, n.sets.count * sizeof(*n.sets.items));
	VEC_FREE(n.mem, &n.sets);
	VEC_FREE(n.mem, &n.undecided);
}
