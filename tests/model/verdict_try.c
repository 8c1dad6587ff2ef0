/*
 * One completion in the verdict model: every combination of the versions that the clauses leave
 * open.
 */
#include "verdict_try.h"

/* Every combination of the versions that are left to choose from, one after the other. */
struct combining {
	const struct verdict_trying *trying;
	struct verdict_options options[VERDICT_LISTS];
	struct verdict_chosen chosen;
	struct verdict_decided *out;
	bool outcomes_only;
	bool first;
	bool differ;
};

static void weigh(struct verdict_weighed *out, const struct verdict_trying *trying,
		  const struct verdict_chosen *chosen)
{
	verdict_weigh(out, trying->world, trying->choices, chosen, &trying->completion,
		      trying->proofs);
}

/* The lists of which another of the versions to choose from would change the outcome. */
static unsigned lists_that_matter(const struct combining *combining)
{
	const struct verdict_trying *trying = combining->trying;
	struct verdict_weighed taken, instead;
	unsigned lists = 0;
	weigh(&taken, trying, &combining->chosen);
	for (int i = 0; i < trying->world->list_count; i++) {
		for (int j = 0; j < combining->options[i].count; j++) {
			struct verdict_chosen other = combining->chosen;
			other.states[i] = combining->options[i].states[j];
			weigh(&instead, trying, &other);
			if (instead.outcomes != taken.outcomes)
				lists |= 1u << i;
		}
	}
	return lists;
}

static void combination_add(struct combining *combining)
{
	const struct verdict_trying *trying = combining->trying;
	struct verdict_decided *out = combining->out;
	struct verdict_weighed weighed;
	weigh(&weighed, trying, &combining->chosen);
	combining->differ |= !combining->first && weighed.outcomes != out->outcomes;
	combining->first = false;
	out->outcomes |= weighed.outcomes;
	verdict_given_add(&out->given, &weighed);
	out->ruling_certain &= verdict_needs_ruling(&weighed.rulings);
	verdict_rulings_join(&out->rulings, &weighed.rulings);
	unsigned unsettled = combining->outcomes_only ? 0 : lists_that_matter(combining);
	for (int i = 0; i < trying->world->list_count; i++) {
		if (unsettled >> i & 1)
			out->rulings.why[trying->world->lists[i].issuer] |= VERDICT_WHY_VERSION;
	}
}

static void combine(struct combining *combining, int list)
{
	if (list == combining->trying->world->list_count) {
		combination_add(combining);
		return;
	}
	for (int i = 0; i < combining->options[list].count; i++) {
		combining->chosen.states[list] = combining->options[list].states[i];
		combine(combining, list + 1);
	}
}

/* T7: "all the same outcome: that outcome; else conflict plus the competing outcomes". */
static void combinations_decide(struct verdict_decided *out, struct combining *combining)
{
	*out = (struct verdict_decided){.ruling_certain = true};
	verdict_given_begin(&out->given);
	combining->out = out;
	combining->first = true;
	combining->differ = false;
	combine(combining, 0);
	if (combining->differ) {
		out->outcomes |= VERDICT_CONFLICT;
		out->ruling_certain = true;
	}
}

/* T8: the lists of which another admissible version, taken for certain, would end otherwise; V19:
 * or, tolerated too, give another effect. */
static void choices_find(struct verdict_decided *out, const struct combining *combining)
{
	const struct verdict_trying *trying = combining->trying;
	for (int i = 0; i < trying->world->list_count; i++) {
		struct verdict_options admissible = {0};
		if (trying->choices[i].in_scope)
			verdict_choice_admissible(&admissible, &trying->choices[i]);
		for (int j = 0; j < admissible.count; j++) {
			struct combining other = *combining;
			struct verdict_decided instead;
			other.outcomes_only = true;
			other.options[i] = (struct verdict_options){1, {admissible.states[j]}};
			combinations_decide(&instead, &other);
			if (instead.outcomes != out->outcomes)
				out->choice_matters |= 1u << i;
			else if (out->outcomes == VERDICT_TOLERATED &&
				 verdict_given_differ(&out->given, &instead.given))
				out->choice_changes_effects |= 1u << i;
		}
	}
}

void verdict_try(struct verdict_decided *out, const struct verdict_trying *trying,
		 bool outcomes_only)
{
	struct combining combining = {.trying = trying, .outcomes_only = outcomes_only};
	for (int i = 0; i < trying->world->list_count; i++) {
		combining.options[i] = (struct verdict_options){1, {VERDICT_NONE}};
		if (trying->choices[i].in_scope)
			verdict_choice_settle(&combining.options[i], trying->world,
					      &trying->choices[i], i, &trying->completion);
	}
	combinations_decide(out, &combining);
	if (!outcomes_only)
		choices_find(out, &combining);
}
