/*
 * Whether a fact can matter is asked of each by itself, with a share of the work: to the outcome,
 * and where it cannot, to the effects and to what weighs beside the outcome. Which sets of them can
 * settle the case is asked of those that can change the outcome (settling.c).
 */
#include "decide/open/needed.h"

#include "decide/open/effects.h"
#include "decide/open/settling.h"

enum {
	FILLED_IN_MAX = 6, /* facts that are presumed, or asked whether they are known */
	SETS_SHARE = 2,	   /* the sets may cost so much less than the facts one by one */
	EFFECTS_SHARE =
		2, /* so may what facts mean to effects, beside what they mean to outcomes */
};

/* Work for asking one thing of every fact. */
struct share {
	size_t budget;
	size_t runs; /* of it, for one fact */
};

struct needing {
	struct decide_verdict *out;
	struct search *search;
	struct arena *arena;
	struct share outcome, effects;
	struct givers givers; /* of the states in play */
	uint32_t filled_in[FILLED_IN_MAX];
	size_t filled_in_count;
	bool too_many_filled_in;
};

static const struct eval_fact *fact_of(const struct needing *n, uint32_t fact)
{
	return &n->search->play->program.facts->facts.items[fact];
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
	search_lend(n->search, &n->outcome.budget, 1);
	search_find_heard(n->search);
	search_take_back(n->search, &n->outcome.budget);
}

/* A version that does not cover the case is silent, whatever the fact is; but one that is filled in
 * may come to be part of a scope. */
static enum search_answer ask_of_fact(struct needing *n, uint32_t fact, struct share *share,
				      enum search_answer (*ask)(struct needing *n, uint32_t var))
{
	const struct eval_fact *own = fact_of(n, fact);
	enum search_answer answer = SEARCH_NO;
	for (uint32_t i = 0; answer != SEARCH_YES && i < own->var_count; i++) {
		uint32_t var = own->first_var + i;
		if (!search_is_open(n->search, var) ||
		    (!search_is_heard(n->search, var) && !n->search->is_filled_in[fact]))
			continue;
		search_lend(n->search, &share->budget, share->runs);
		answer = worse(answer, ask(n, var));
		search_take_back(n->search, &share->budget);
	}
	return answer;
}

static enum search_answer ask_outcome(struct needing *n, uint32_t var)
{
	return search_matters(n->search, var);
}

static enum search_answer ask_effects(struct needing *n, uint32_t var)
{
	return effects_matter(n->search, &n->givers, var);
}

/* What is known of a fact. */
struct mattering {
	enum search_answer outcome;
	enum search_answer effects; /* where it cannot change the outcome */
	bool is_known;		    /* it need not be asked again */
};

static void fact_matters_now(struct needing *n, uint32_t fact, struct mattering *out)
{
	out->outcome = worse(out->outcome, ask_of_fact(n, fact, &n->outcome, ask_outcome));
	if (out->outcome == SEARCH_NO && out->effects != SEARCH_YES)
		out->effects = worse(out->effects, ask_of_fact(n, fact, &n->effects, ask_effects));
}

/* Facts that are filled in, by bits, are taken to be given in those lanes. */
static void learn_filled_in(struct needing *n, uint32_t which, uint64_t lanes)
{
	for (size_t i = 0; i < n->filled_in_count; i++)
		if (which >> i & 1)
			search_learn(n->search, n->filled_in[i], lanes);
}

static bool is_among(const struct needing *n, uint32_t which, uint32_t fact)
{
	for (size_t i = 0; i < n->filled_in_count; i++)
		if (n->filled_in[i] == fact)
			return which >> i & 1;
	return false;
}

/* One that is learned was asked about before it was: to ask would be to take it back. */
static void facts_matter_now(struct needing *n, uint32_t learned, struct mattering *answers)
{
	find_heard(n);
	for (uint32_t fact = 0; fact < n->search->play->program.facts->facts.count; fact++)
		if (fact_is_asked(n, fact) && answers[fact].outcome != SEARCH_YES &&
		    !answers[fact].is_known && !is_among(n, learned, fact))
			fact_matters_now(n, fact, &answers[fact]);
}

/* As the case stands, and once others that are filled in are learned. By fact. */
static void facts_matter(struct needing *n, struct mattering *answers)
{
	for (uint32_t which = 0; which < 1u << n->filled_in_count; which++) {
		learn_filled_in(n, which, UINT64_MAX);
		facts_matter_now(n, which, answers);
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

/* Most facts take less than their share: what is left goes to those that took all of it. */
static void ask_again(struct needing *n, struct mattering *answers)
{
	size_t count = n->search->play->program.facts->facts.count, again = 0;
	for (size_t fact = 0; fact < count; fact++) {
		answers[fact].is_known = answers[fact].outcome != SEARCH_GAVE_UP;
		again += !answers[fact].is_known;
	}
	if (!again || n->outcome.budget / again < 2 * n->outcome.runs)
		return;
	for (size_t fact = 0; fact < count; fact++)
		if (!answers[fact].is_known)
			answers[fact] = (struct mattering){SEARCH_NO, SEARCH_NO, false};
	n->outcome.runs = n->outcome.budget / again;
	facts_matter(n, answers);
}

/* Each is given its share of the work; one that cannot be shown not to matter stays open. */
static void sort_facts(struct needing *n)
{
	size_t count = n->search->play->program.facts->facts.count;
	struct mattering *answers = ARENA_ARRAY(n->arena, struct mattering, count);
	struct decide_verdict *out = n->out;
	find_filled_in(n);
	n->outcome.runs = n->outcome.budget / (count_asked(n) + 1) + 1;
	n->effects.runs = n->effects.budget / (count_asked(n) + 1) + 1;
	facts_matter(n, answers);
	ask_again(n, answers);
	out->irrelevant.items = ARENA_ARRAY(n->arena, uint32_t, count);
	out->for_effects.items = ARENA_ARRAY(n->arena, uint32_t, count);
	out->open.items = ARENA_ARRAY(n->arena, uint32_t, count);
	for (uint32_t fact = 0; fact < count; fact++) {
		if (!fact_is_asked(n, fact))
			continue;
		if (answers[fact].outcome != SEARCH_NO || n->too_many_filled_in)
			fact_add(&out->open, fact);
		else if (answers[fact].effects != SEARCH_NO)
			fact_add(&out->for_effects, fact);
		else
			fact_add(&out->irrelevant, fact);
	}
}

void needed_find(struct decide_verdict *out, struct search *search, size_t budget, uint32_t endings)
{
	struct needing needing = {.out = out, .search = search, .arena = search->arena};
	needing.outcome.budget = budget;
	needing.effects.budget = budget / EFFECTS_SHARE;
	givers_find(&needing.givers, search, GIVERS_IN_PLAY);
	sort_facts(&needing);
	out->needed_complete = true;
	if (!endings_settled(endings) && out->open.count > 0)
		settling_find(out, search, budget / SETS_SHARE);
}
