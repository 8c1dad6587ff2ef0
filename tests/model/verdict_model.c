/*
 * Verdict model: tries every completion of what is unknown, on each every combination of versions
 * that the clauses leave open, and says what was seen. What facts are needed is found by giving
 * them, every set of them and every value, and asking again.
 */
#include "verdict_norms.h"

#include <stddef.h>

/* What one completion leads to. */
struct decided {
	unsigned outcomes;
	struct verdict_rulings rulings;
	bool ruling_certain;	 /* whatever versions are taken */
	unsigned choice_matters; /* lists */
};

/* One thing that is unknown: a fact, the day of the decision, or what one version makes of a value
 * that it does not know. */
struct variable {
	int fact; /* or VERDICT_DECISION */
	int list; /* whose version it is; VERDICT_NONE: everyone's */
	int version;
	struct verdict_domain domain;
};

enum { VARIABLES = 16 };

struct trial {
	const struct verdict_world *world;
	struct verdict_proofs *proofs;
	struct verdict_choice choices[VERDICT_LISTS];
	int count;
	struct variable variables[VARIABLES];
	struct verdict_completion completion;
	bool (*visit)(struct trial *, void *); /* false: no more */
	void *data;
};

/* ---- one completion ---- */

/* Every combination of the versions that are left to choose from, one after the other. */
struct combining {
	const struct trial *trial;
	struct verdict_options options[VERDICT_LISTS];
	struct verdict_chosen chosen;
	struct decided *out;
	bool outcomes_only;
	bool first;
	bool differ;
};

static void weigh(struct verdict_weighed *out, const struct trial *trial,
		  const struct verdict_chosen *chosen)
{
	verdict_weigh(out, trial->world, trial->choices, chosen, &trial->completion, trial->proofs);
}

/* The lists of which another of the versions to choose from would change the outcome. */
static unsigned lists_that_matter(const struct combining *combining)
{
	const struct trial *trial = combining->trial;
	struct verdict_weighed taken, instead;
	unsigned lists = 0;
	weigh(&taken, trial, &combining->chosen);
	for (int i = 0; i < trial->world->list_count; i++) {
		for (int j = 0; j < combining->options[i].count; j++) {
			struct verdict_chosen other = combining->chosen;
			other.states[i] = combining->options[i].states[j];
			weigh(&instead, trial, &other);
			if (instead.outcomes != taken.outcomes)
				lists |= 1u << i;
		}
	}
	return lists;
}

static void combination_add(struct combining *combining)
{
	const struct trial *trial = combining->trial;
	struct decided *out = combining->out;
	struct verdict_weighed weighed;
	weigh(&weighed, trial, &combining->chosen);
	combining->differ |= !combining->first && weighed.outcomes != out->outcomes;
	combining->first = false;
	out->outcomes |= weighed.outcomes;
	out->ruling_certain &= verdict_needs_ruling(&weighed.rulings);
	verdict_rulings_join(&out->rulings, &weighed.rulings);
	unsigned unsettled = combining->outcomes_only ? 0 : lists_that_matter(combining);
	for (int i = 0; i < trial->world->list_count; i++) {
		if (unsettled >> i & 1)
			out->rulings.why[trial->world->lists[i].issuer] |= VERDICT_WHY_VERSION;
	}
}

static void combine(struct combining *combining, int list)
{
	if (list == combining->trial->world->list_count) {
		combination_add(combining);
		return;
	}
	for (int i = 0; i < combining->options[list].count; i++) {
		combining->chosen.states[list] = combining->options[list].states[i];
		combine(combining, list + 1);
	}
}

/* T7: "all the same outcome: that outcome; else conflict plus the competing outcomes". */
static void combinations_decide(struct decided *out, struct combining *combining)
{
	*out = (struct decided){.ruling_certain = true};
	combining->out = out;
	combining->first = true;
	combining->differ = false;
	combine(combining, 0);
	if (combining->differ) {
		out->outcomes |= VERDICT_CONFLICT;
		out->ruling_certain = true;
	}
}

/* T8: the lists of which another admissible version, taken for certain, would end otherwise. */
static unsigned choices_that_matter(const struct combining *combining, unsigned outcomes)
{
	const struct trial *trial = combining->trial;
	unsigned lists = 0;
	for (int i = 0; i < trial->world->list_count; i++) {
		struct verdict_options admissible = {0};
		if (trial->choices[i].in_scope)
			verdict_choice_admissible(&admissible, &trial->choices[i]);
		for (int j = 0; j < admissible.count; j++) {
			struct combining other = *combining;
			struct decided instead;
			other.outcomes_only = true;
			other.options[i] = (struct verdict_options){1, {admissible.states[j]}};
			combinations_decide(&instead, &other);
			if (instead.outcomes != outcomes)
				lists |= 1u << i;
		}
	}
	return lists;
}

static void completion_decide(struct decided *out, const struct trial *trial, bool outcomes_only)
{
	struct combining combining = {.trial = trial, .outcomes_only = outcomes_only};
	for (int i = 0; i < trial->world->list_count; i++) {
		combining.options[i] = (struct verdict_options){1, {VERDICT_NONE}};
		if (trial->choices[i].in_scope)
			verdict_choice_settle(&combining.options[i], trial->world,
					      &trial->choices[i], i, &trial->completion);
	}
	combinations_decide(out, &combining);
	if (!outcomes_only)
		out->choice_matters = choices_that_matter(&combining, out->outcomes);
}

/* ---- all completions ---- */

/* What the versions in play ask; `presumed` and `rests` as in the verdict. */
struct questions {
	unsigned asked;
	unsigned presumed;
	unsigned rests;
	unsigned touchy; /* presumed or asked by `known`: to learn them is more than to have a value
			  */
	bool decision;
};

static const struct verdict_version *version_of(const struct trial *trial, int list, int state)
{
	int number = trial->choices[list].states[state].version;
	return &trial->world->lists[list].versions[number];
}

static void state_questions(struct questions *out, const struct trial *trial, int list, int state)
{
	const struct verdict_world *world = trial->world;
	struct verdict_asked asked = {0};
	if (state == VERDICT_NONE)
		return;
	const struct verdict_version *version = version_of(trial, list, state);
	verdict_state_asks(&asked, world, &trial->choices[list], list, state);
	out->asked |= asked.facts | asked.known;
	out->presumed |= asked.facts & version->presumes & ~world->matter.given;
	out->touchy |= asked.known | (asked.facts & version->presumes);
	out->decision |= asked.moments >> VERDICT_AT_DECISION & 1;
	for (int fact = 0; fact < world->fact_count; fact++) {
		bool given = world->matter.given >> fact & 1;
		if (asked.known >> fact & 1 &&
		    (!given || !verdict_fact_sees(world, fact, version->vocabulary,
						  world->matter.values[fact])))
			out->rests |= 1u << fact;
	}
}

static void questions_make(struct questions *out, const struct trial *trial)
{
	*out = (struct questions){0};
	for (int i = 0; i < trial->world->list_count; i++) {
		struct verdict_options consulted;
		if (!trial->choices[i].in_scope)
			continue;
		verdict_choice_consulted(&consulted, trial->world, &trial->choices[i], i);
		for (int j = 0; j < consulted.count; j++)
			state_questions(out, trial, i, consulted.states[j]);
	}
}

static bool decision_is_unknown(const struct verdict_case *matter)
{
	return matter->decided == VERDICT_NO_DAY && matter->closed == VERDICT_NO_DAY &&
	       matter->decision == VERDICT_NO_DAY;
}

static int decision_of(const struct verdict_case *matter)
{
	if (matter->decision != VERDICT_NO_DAY)
		return matter->decision;
	return matter->decided != VERDICT_NO_DAY ? matter->decided : matter->closed;
}

/* The days of the case, and given dates, which stand on one side of an unknown decision. */
static void points_make(struct verdict_domain *out, const struct verdict_world *world)
{
	const struct verdict_case *matter = &world->matter;
	*out = (struct verdict_domain){0};
	verdict_domain_add(out, matter->conduct_last);
	verdict_domain_add(out, matter->accountable);
	if (!decision_is_unknown(matter))
		verdict_domain_add(out, decision_of(matter));
	for (int fact = 0; fact < world->fact_count; fact++) {
		if (world->facts[fact].type == VERDICT_DATE && matter->given >> fact & 1)
			verdict_domain_add(out, matter->values[fact]);
	}
}

static struct variable *variable_add(struct trial *trial, int fact)
{
	struct variable *variable = &trial->variables[trial->count++];
	*variable = (struct variable){.fact = fact, .list = VERDICT_NONE};
	return variable;
}

static bool has_own(const struct trial *trial, int list, int version, int fact)
{
	for (int i = 0; i < trial->count; i++) {
		const struct variable *variable = &trial->variables[i];
		if (variable->list == list && variable->version == version &&
		    variable->fact == fact)
			return true;
	}
	return false;
}

/* What a version sees of a choice whose value it may not know: any value of its own, the same in
 * all its states. */
static void own_add(struct trial *trial, int list, int state, int fact,
		    const struct verdict_domain *values)
{
	const struct verdict_world *world = trial->world;
	const struct verdict_version *version = version_of(trial, list, state);
	int number = trial->choices[list].states[state].version;
	struct verdict_asked asked = {0};
	struct verdict_domain own = {0};
	bool may_be_unknown = false;
	verdict_state_asks(&asked, world, &trial->choices[list], list, state);
	for (int i = 0; i < values->count; i++)
		may_be_unknown |=
			!verdict_fact_sees(world, fact, version->vocabulary, values->values[i]);
	for (int value = 0; value < VERDICT_VALUES; value++) {
		if (verdict_fact_sees(world, fact, version->vocabulary, value))
			verdict_domain_add(&own, value);
	}
	trial->completion.own[list][number][fact] = own.values[0];
	if (!may_be_unknown || !(asked.facts >> fact & 1) || has_own(trial, list, number, fact))
		return;
	struct variable *variable = variable_add(trial, fact);
	variable->list = list;
	variable->version = number;
	variable->domain = own;
}

static void owns_add(struct trial *trial, int fact, const struct verdict_domain *values)
{
	for (int i = 0; i < trial->world->list_count; i++) {
		struct verdict_options options;
		if (!trial->choices[i].in_scope)
			continue;
		verdict_choice_admissible(&options, &trial->choices[i]);
		for (int j = 0; j < options.count; j++) {
			if (options.states[j] != VERDICT_NONE)
				own_add(trial, i, options.states[j], fact, values);
		}
	}
}

/* The facts that no version of a list in scope asks stay as they are. */
static unsigned facts_asked(const struct trial *trial, bool *decision)
{
	struct verdict_asked asked = {0};
	for (int i = 0; i < trial->world->list_count; i++) {
		struct verdict_options options;
		if (!trial->choices[i].in_scope)
			continue;
		verdict_choice_admissible(&options, &trial->choices[i]);
		for (int j = 0; j < options.count; j++)
			verdict_state_asks(&asked, trial->world, &trial->choices[i], i,
					   options.states[j]);
	}
	*decision = asked.moments >> VERDICT_AT_DECISION & 1;
	return asked.facts;
}

static void trial_begin(struct trial *trial, const struct verdict_world *world,
			struct verdict_proofs *proofs)
{
	const struct verdict_case *matter = &world->matter;
	struct verdict_domain points;
	bool decision;
	*trial = (struct trial){.world = world, .proofs = proofs};
	for (int i = 0; i < world->list_count; i++)
		verdict_choice_make(&trial->choices[i], world, i);
	points_make(&points, world);
	unsigned asked = facts_asked(trial, &decision);
	decision &= decision_is_unknown(matter);
	for (int fact = 0; fact < world->fact_count; fact++) {
		struct verdict_domain values = {1, {matter->values[fact]}};
		trial->completion.facts[fact] = matter->values[fact];
		if (!(matter->given >> fact & 1) && asked >> fact & 1) {
			struct variable *variable = variable_add(trial, fact);
			verdict_domain_make(&variable->domain, world, fact, &points, 1);
			values = variable->domain;
		}
		if (world->facts[fact].type == VERDICT_CHOICE && asked >> fact & 1)
			owns_add(trial, fact, &values);
	}
	trial->completion.decision = decision_of(matter);
	if (decision)
		variable_add(trial, VERDICT_DECISION);
}

/* Where a version knows the value, it has nothing of its own to decide. */
static bool variable_is_idle(const struct trial *trial, const struct variable *variable)
{
	const struct verdict_world *world = trial->world;
	if (variable->list == VERDICT_NONE)
		return false;
	bool given = world->matter.given >> variable->fact & 1;
	int64_t value = given ? world->matter.values[variable->fact]
			      : trial->completion.facts[variable->fact];
	int vocabulary = world->lists[variable->list].versions[variable->version].vocabulary;
	return verdict_fact_sees(world, variable->fact, vocabulary, value);
}

static void variable_set(struct trial *trial, const struct variable *variable, int64_t value)
{
	if (variable->list != VERDICT_NONE)
		trial->completion.own[variable->list][variable->version][variable->fact] = value;
	else if (variable->fact == VERDICT_DECISION)
		trial->completion.decision = (int)value;
	else
		trial->completion.facts[variable->fact] = value;
}

static bool variables_try(struct trial *trial, int number)
{
	if (number == trial->count)
		return trial->visit(trial, trial->data);
	struct variable *variable = &trial->variables[number];
	if (variable->fact == VERDICT_DECISION)
		verdict_domain_relative(&variable->domain, trial->world, trial->completion.facts);
	int count = variable_is_idle(trial, variable) ? 1 : variable->domain.count;
	bool more = true;
	for (int i = 0; i < count && more; i++) {
		variable_set(trial, variable, variable->domain.values[i]);
		more = variables_try(trial, number + 1);
	}
	return more;
}

static void trial_run(struct trial *trial, bool (*visit)(struct trial *, void *), void *data)
{
	trial->visit = visit;
	trial->data = data;
	variables_try(trial, 0);
}

/* What is left to count. */
static bool count_visit(struct trial *trial, void *data)
{
	(void)trial;
	return --*(int *)data >= 0;
}

bool verdict_completions_within(const struct verdict_world *world, int limit)
{
	struct trial trial;
	trial_begin(&trial, world, NULL);
	trial_run(&trial, count_visit, &limit);
	return limit >= 0;
}

/* ---- the verdict ---- */

static bool outcomes_visit(struct trial *trial, void *data)
{
	struct verdict *verdict = data;
	struct decided decided;
	completion_decide(&decided, trial, false);
	verdict->outcomes |= decided.outcomes;
	verdict->ruling_certain &= decided.ruling_certain;
	verdict->choice_matters |= decided.choice_matters;
	verdict_rulings_join(&verdict->rulings, &decided.rulings);
	return true;
}

static void outcomes_find(struct verdict *out, const struct verdict_world *world,
			  struct verdict_proofs *proofs)
{
	struct trial trial;
	*out = (struct verdict){.ruling_certain = true};
	trial_begin(&trial, world, proofs);
	trial_run(&trial, outcomes_visit, out);
}

void verdict_outcomes(struct verdict *out, const struct verdict_world *world)
{
	struct verdict_proofs proofs = {{{0}}};
	outcomes_find(out, world, &proofs);
}

static bool settled_visit(struct trial *trial, void *data)
{
	unsigned *first = data;
	struct decided decided;
	completion_decide(&decided, trial, true);
	if (*first == 0)
		*first = decided.outcomes;
	return *first == decided.outcomes;
}

/* "One outcome, or the same conflict set, whatever the other facts are." */
static bool is_settled(const struct verdict_world *world, struct verdict_proofs *proofs)
{
	struct trial trial;
	unsigned first = 0;
	trial_begin(&trial, world, proofs);
	trial.visit = settled_visit;
	trial.data = &first;
	return variables_try(&trial, 0);
}

static void learn(struct verdict_case *matter, int fact, int64_t value)
{
	if (fact == VERDICT_DECISION) {
		matter->decision = (int)value;
		return;
	}
	matter->given |= 1u << fact;
	matter->values[fact] = value;
}

/* What could be learned of a fact; it is asked before anything is learned. */
static void values_make(struct verdict_domain *out, const struct verdict_world *world, int fact)
{
	struct verdict_domain points;
	points_make(&points, world);
	if (fact == VERDICT_DECISION)
		verdict_domain_days(out, world, &points, 3);
	else
		verdict_domain_make(out, world, fact, &points, 3);
}

/* "SOME values of the facts in N settle the verdict." */
static bool can_settle(struct verdict_world *learned, struct verdict_proofs *proofs, unsigned facts,
		       const struct verdict_domain *values)
{
	if (facts == 0)
		return is_settled(learned, proofs);
	int fact = __builtin_ctz(facts);
	for (int i = 0; i < values[fact].count; i++) {
		learn(&learned->matter, fact, values[fact].values[i]);
		if (can_settle(learned, proofs, facts & ~(1u << fact), values))
			return true;
	}
	return false;
}

static bool has_subset(const struct verdict *verdict, unsigned facts)
{
	for (int i = 0; i < verdict->set_count; i++) {
		if ((verdict->sets[i] & ~facts) == 0)
			return true;
	}
	return false;
}

/* Every set of facts, the small ones first; a superset of one that settles is not minimal. The
 * empty set comes out where nothing is needed. */
static void sets_find(struct verdict *out, const struct verdict_world *world,
		      struct verdict_proofs *proofs, unsigned unknown)
{
	struct verdict_world learned = *world;
	struct verdict_domain values[VERDICT_FACTS + 1];
	for (int fact = 0; fact <= VERDICT_FACTS; fact++) {
		if (unknown >> fact & 1)
			values_make(&values[fact], world, fact);
	}
	for (int size = 0; size <= VERDICT_FACTS + 1; size++) {
		for (unsigned facts = 0; facts <= unknown; facts++) {
			if (facts & ~unknown || __builtin_popcount(facts) != size ||
			    has_subset(out, facts))
				continue;
			learned.matter = world->matter;
			if (can_settle(&learned, proofs, facts, values))
				out->sets[out->set_count++] = facts;
		}
	}
}

/* Whether a completion would end otherwise if the fact had another value, or were given. */
struct changing {
	int fact;
	struct verdict_world learned;
	struct verdict_domain values;
	bool changes;
};

static bool changing_visit(struct trial *trial, void *data)
{
	struct changing *changing = data;
	struct decided before, after;
	completion_decide(&before, trial, true);
	for (int i = 0; i < changing->values.count && !changing->changes; i++) {
		struct trial other = *trial;
		other.world = &changing->learned;
		learn(&changing->learned.matter, changing->fact, changing->values.values[i]);
		if (changing->fact == VERDICT_DECISION)
			other.completion.decision = changing->learned.matter.decision;
		completion_decide(&after, &other, true);
		changing->changes = after.outcomes != before.outcomes;
	}
	return !changing->changes;
}

static bool is_irrelevant(const struct verdict_world *world, struct verdict_proofs *proofs,
			  int fact)
{
	struct trial trial;
	struct changing changing = {.fact = fact, .learned = *world};
	values_make(&changing.values, world, fact);
	trial_begin(&trial, world, proofs);
	trial_run(&trial, changing_visit, &changing);
	return !changing.changes;
}

/* V4: as the case stands, or once some of the others are learned. */
static bool can_matter(const struct verdict_world *world, struct verdict_proofs *proofs, int fact,
		       unsigned others)
{
	struct verdict_world learned = *world;
	struct verdict_domain values;
	int other = 0;
	if (others == 0)
		return !is_irrelevant(world, proofs, fact);
	while (!(others >> other & 1))
		other++;
	others &= ~(1u << other);
	if (can_matter(world, proofs, fact, others))
		return true;
	values_make(&values, world, other);
	for (int i = 0; i < values.count; i++) {
		learn(&learned.matter, other, values.values[i]);
		if (can_matter(&learned, proofs, fact, others))
			return true;
	}
	return false;
}

void verdict_decide(struct verdict *out, const struct verdict_world *world)
{
	struct trial trial;
	struct questions questions;
	struct verdict_proofs proofs = {{{0}}};
	outcomes_find(out, world, &proofs);
	trial_begin(&trial, world, &proofs);
	questions_make(&questions, &trial);
	unsigned unknown = questions.asked & ~world->matter.given;
	if (questions.decision && decision_is_unknown(&world->matter))
		unknown |= 1u << VERDICT_DECISION;
	out->presumed = questions.presumed;
	out->rests_on_unknown = questions.rests;
	sets_find(out, world, &proofs, unknown);
	for (int fact = 0; fact <= VERDICT_FACTS; fact++) {
		unsigned others = questions.touchy & ~world->matter.given & ~(1u << fact);
		if (unknown >> fact & 1 && !can_matter(world, &proofs, fact, others))
			out->irrelevant |= 1u << fact;
	}
}
