/*
 * Verdict model: tries every completion of what is unknown, on each every combination of versions
 * that the clauses leave open, and says what was seen. What facts are needed is found by giving
 * them, every set of them and every value, and asking again.
 */
#include "verdict_try.h"

#include <stddef.h>

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
	struct verdict_trying at;
	int count;
	struct variable variables[VARIABLES];
	bool (*visit)(struct trial *, void *); /* false: no more */
	void *data;
};

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
	int number = trial->at.choices[list].states[state].version;
	return &trial->at.world->lists[list].versions[number];
}

static void state_questions(struct questions *out, const struct trial *trial, int list, int state)
{
	const struct verdict_world *world = trial->at.world;
	struct verdict_asked asked = {0};
	if (state == VERDICT_NONE)
		return;
	const struct verdict_version *version = version_of(trial, list, state);
	verdict_state_asks(&asked, world, &trial->at.choices[list], list, state);
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
	for (int i = 0; i < trial->at.world->list_count; i++) {
		struct verdict_options consulted;
		if (!trial->at.choices[i].in_scope)
			continue;
		verdict_choice_consulted(&consulted, trial->at.world, &trial->at.choices[i], i);
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
	const struct verdict_world *world = trial->at.world;
	const struct verdict_version *version = version_of(trial, list, state);
	int number = trial->at.choices[list].states[state].version;
	struct verdict_asked asked = {0};
	struct verdict_domain own = {0};
	bool may_be_unknown = false;
	verdict_state_asks(&asked, world, &trial->at.choices[list], list, state);
	for (int i = 0; i < values->count; i++)
		may_be_unknown |=
			!verdict_fact_sees(world, fact, version->vocabulary, values->values[i]);
	for (int value = 0; value < VERDICT_VALUES; value++) {
		if (verdict_fact_sees(world, fact, version->vocabulary, value))
			verdict_domain_add(&own, value);
	}
	trial->at.completion.own[list][number][fact] = own.values[0];
	if (!may_be_unknown || !(asked.facts >> fact & 1) || has_own(trial, list, number, fact))
		return;
	struct variable *variable = variable_add(trial, fact);
	variable->list = list;
	variable->version = number;
	variable->domain = own;
}

static void owns_add(struct trial *trial, int fact, const struct verdict_domain *values)
{
	for (int i = 0; i < trial->at.world->list_count; i++) {
		struct verdict_options options;
		if (!trial->at.choices[i].in_scope)
			continue;
		verdict_choice_admissible(&options, &trial->at.choices[i]);
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
	for (int i = 0; i < trial->at.world->list_count; i++) {
		struct verdict_options options;
		if (!trial->at.choices[i].in_scope)
			continue;
		verdict_choice_admissible(&options, &trial->at.choices[i]);
		for (int j = 0; j < options.count; j++)
			verdict_state_asks(&asked, trial->at.world, &trial->at.choices[i], i,
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
	*trial = (struct trial){.at = {.world = world, .proofs = proofs}};
	for (int i = 0; i < world->list_count; i++)
		verdict_choice_make(&trial->at.choices[i], world, i);
	points_make(&points, world);
	unsigned asked = facts_asked(trial, &decision);
	decision &= decision_is_unknown(matter);
	for (int fact = 0; fact < world->fact_count; fact++) {
		struct verdict_domain values = {1, {matter->values[fact]}};
		trial->at.completion.facts[fact] = matter->values[fact];
		if (!(matter->given >> fact & 1) && asked >> fact & 1) {
			struct variable *variable = variable_add(trial, fact);
			verdict_domain_make(&variable->domain, world, fact, &points, 1);
			values = variable->domain;
		}
		if (world->facts[fact].type == VERDICT_CHOICE && asked >> fact & 1)
			owns_add(trial, fact, &values);
	}
	trial->at.completion.decision = decision_of(matter);
	if (decision)
		variable_add(trial, VERDICT_DECISION);
}

/* Where a version knows the value, it has nothing of its own to decide. */
static bool variable_is_idle(const struct trial *trial, const struct variable *variable)
{
	const struct verdict_world *world = trial->at.world;
	if (variable->list == VERDICT_NONE)
		return false;
	bool given = world->matter.given >> variable->fact & 1;
	int64_t value = given ? world->matter.values[variable->fact]
			      : trial->at.completion.facts[variable->fact];
	int vocabulary = world->lists[variable->list].versions[variable->version].vocabulary;
	return verdict_fact_sees(world, variable->fact, vocabulary, value);
}

static void variable_set(struct trial *trial, const struct variable *variable, int64_t value)
{
	if (variable->list != VERDICT_NONE)
		trial->at.completion.own[variable->list][variable->version][variable->fact] = value;
	else if (variable->fact == VERDICT_DECISION)
		trial->at.completion.decision = (int)value;
	else
		trial->at.completion.facts[variable->fact] = value;
}

static bool variables_try(struct trial *trial, int number)
{
	if (number == trial->count)
		return trial->visit(trial, trial->data);
	struct variable *variable = &trial->variables[number];
	if (variable->fact == VERDICT_DECISION)
		verdict_domain_relative(&variable->domain, trial->at.world,
					trial->at.completion.facts);
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
	struct verdict_decided decided;
	verdict_try(&decided, &trial->at, false);
	verdict->outcomes |= decided.outcomes;
	verdict->ruling_certain &= decided.ruling_certain;
	verdict->choice_matters |= decided.choice_matters;
	verdict->choice_changes_effects |= decided.choice_changes_effects;
	verdict_given_join(&verdict->given, &decided.given, decided.outcomes);
	verdict_rulings_join(&verdict->rulings, &decided.rulings);
	return true;
}

static void outcomes_find(struct verdict *out, const struct verdict_world *world,
			  struct verdict_proofs *proofs)
{
	struct trial trial;
	*out = (struct verdict){.ruling_certain = true};
	verdict_given_begin(&out->given);
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
	struct verdict_decided decided;
	verdict_try(&decided, &trial->at, true);
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

/* What a fact can change. */
enum change { CHANGES_OUTCOME = 1 << 0, CHANGES_GIVEN = 1 << 1 };

/* What of a completion would be otherwise if the fact had another value, or were given. */
struct changing {
	int fact;
	struct verdict_world learned;
	struct verdict_domain values;
	unsigned changes;
};

static unsigned changes_of(const struct verdict_decided *before,
			   const struct verdict_decided *after)
{
	if (after->outcomes != before->outcomes)
		return CHANGES_OUTCOME;
	bool tolerated = after->outcomes == VERDICT_TOLERATED;
	return (tolerated && verdict_given_differ(&before->given, &after->given)) ||
			       verdict_beside_differ(&before->given, &after->given)
		       ? CHANGES_GIVEN
		       : 0;
}

static bool changing_visit(struct trial *trial, void *data)
{
	struct changing *changing = data;
	struct verdict_decided before, after;
	verdict_try(&before, &trial->at, true);
	for (int i = 0; i < changing->values.count && !(changing->changes & CHANGES_OUTCOME); i++) {
		struct trial other = *trial;
		other.at.world = &changing->learned;
		learn(&changing->learned.matter, changing->fact, changing->values.values[i]);
		if (changing->fact == VERDICT_DECISION)
			other.at.completion.decision = changing->learned.matter.decision;
		verdict_try(&after, &other.at, true);
		changing->changes |= changes_of(&before, &after);
	}
	return !(changing->changes & CHANGES_OUTCOME);
}

static unsigned fact_changes(const struct verdict_world *world, struct verdict_proofs *proofs,
			     int fact)
{
	struct trial trial;
	struct changing changing = {.fact = fact, .learned = *world};
	values_make(&changing.values, world, fact);
	trial_begin(&trial, world, proofs);
	trial_run(&trial, changing_visit, &changing);
	return changing.changes;
}

/* V4: as the case stands, or once some of the others are learned. */
static unsigned can_change(const struct verdict_world *world, struct verdict_proofs *proofs,
			   int fact, unsigned others)
{
	struct verdict_world learned = *world;
	struct verdict_domain values;
	int other = 0;
	if (others == 0)
		return fact_changes(world, proofs, fact);
	while (!(others >> other & 1))
		other++;
	others &= ~(1u << other);
	unsigned changes = can_change(world, proofs, fact, others);
	values_make(&values, world, other);
	for (int i = 0; i < values.count && !(changes & CHANGES_OUTCOME); i++) {
		learn(&learned.matter, other, values.values[i]);
		changes |= can_change(&learned, proofs, fact, others);
	}
	return changes;
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
		if (!(unknown >> fact & 1))
			continue;
		unsigned changes = can_change(world, &proofs, fact, others);
		out->irrelevant |= changes ? 0 : 1u << fact;
		out->for_effects |= changes == CHANGES_GIVEN ? 1u << fact : 0;
	}
}
