/*
 * Time in the verdict model, list by list: the versions in force on the days of the case, the
 * clause that chooses, and the four outcomes of a single state on a completion.
 */
#include "verdict_choice.h"

#include <stddef.h>

/* ---- authorities ---- */

bool verdict_is_ancestor(const struct verdict_world *world, int above, int below)
{
	int at = world->authorities[below].parent;
	while (at != VERDICT_NONE && at != above)
		at = world->authorities[at].parent;
	return at == above;
}

bool verdict_is_above(const struct verdict_world *world, int above, int below)
{
	return verdict_is_ancestor(world, above, below) &&
	       world->authorities[above].level != world->authorities[below].level;
}

/* ---- the timeline ---- */

/* "Ends, at D, the versions promulgated no later than the repealing text"; whether the text that
 * repeals is itself in force does not matter. */
static bool is_repealed(const struct verdict_world *world, int list, int rule, int promulgated,
			int day)
{
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			const struct verdict_version *by = &world->lists[i].versions[j];
			for (int k = 0; k < by->repeal_count; k++) {
				const struct verdict_repeal *repeal = &by->repeals[k];
				if (repeal->list == list && repeal->rule == rule &&
				    repeal->from <= day && promulgated <= by->promulgated)
					return true;
			}
		}
	}
	return false;
}

int verdict_version_on(const struct verdict_world *world, int list, int day)
{
	int found = VERDICT_NONE;
	for (int i = 0; i < world->lists[list].count; i++) {
		if (world->lists[list].versions[i].effective <= day)
			found = i;
	}
	if (found == VERDICT_NONE)
		return VERDICT_NONE;
	const struct verdict_version *version = &world->lists[list].versions[found];
	if (version->expires != VERDICT_NO_DAY && version->expires <= day)
		return VERDICT_NONE;
	if (is_repealed(world, list, VERDICT_NONE, version->promulgated, day))
		return VERDICT_NONE;
	return found;
}

/* ---- which versions ---- */

static int day_capped(const struct verdict_case *matter, int day)
{
	return matter->closed != VERDICT_NO_DAY && matter->closed < day ? matter->closed : day;
}

static int decision_day(const struct verdict_world *world)
{
	const struct verdict_case *matter = &world->matter;
	if (matter->decided != VERDICT_NO_DAY)
		return matter->decided;
	return matter->closed != VERDICT_NO_DAY ? matter->closed : world->today;
}

static bool says_as_of_decision(const struct verdict_world *world, int list, int version)
{
	return version != VERDICT_NONE && world->lists[list].versions[version].as_of_decision;
}

/* T1. */
static int day_of_new(const struct verdict_world *world, int list)
{
	int started = day_capped(&world->matter, world->matter.accountable);
	int decided = day_capped(&world->matter, decision_day(world));
	if (says_as_of_decision(world, list, verdict_version_on(world, list, started)) ||
	    says_as_of_decision(world, list, verdict_version_on(world, list, decided)))
		return decided;
	return started;
}

/* T2: "the last version that was in force before that day", if for a day only. */
static int last_before(const struct verdict_world *world, int list, int day)
{
	int first = day;
	for (int i = 0; i < world->lists[list].count; i++) {
		if (world->lists[list].versions[i].effective < first)
			first = world->lists[list].versions[i].effective;
	}
	for (day--; day >= first; day--) {
		int version = verdict_version_on(world, list, day);
		if (version != VERDICT_NONE)
			return version;
	}
	return VERDICT_NONE;
}

static bool rule_counts(const struct verdict_world *world, int list,
			const struct verdict_version *version, const struct verdict_rule *rule,
			int day)
{
	if (rule->effective != VERDICT_NO_DAY && day < rule->effective)
		return false;
	if (rule->expires != VERDICT_NO_DAY && day >= rule->expires)
		return false;
	return !is_repealed(world, list, rule->id, version->promulgated, day);
}

/* The state on the day; where the rules that count are the same, so is the state. */
static int state_on(struct verdict_choice *choice, const struct verdict_world *world, int list,
		    int day)
{
	struct verdict_state state = {verdict_version_on(world, list, day), 0};
	if (state.version == VERDICT_NONE)
		return VERDICT_NONE;
	const struct verdict_version *version = &world->lists[list].versions[state.version];
	for (int i = 0; i < version->rule_count; i++) {
		if (rule_counts(world, list, version, &version->rules[i], day))
			state.rules |= 1u << i;
	}
	for (int i = 0; i < choice->state_count; i++) {
		if (choice->states[i].version == state.version &&
		    choice->states[i].rules == state.rules)
			return i;
	}
	choice->states[choice->state_count] = state;
	return choice->state_count++;
}

void verdict_choice_make(struct verdict_choice *out, const struct verdict_world *world, int list)
{
	const struct verdict_case *matter = &world->matter;
	int issuer = world->lists[list].issuer;
	int day = day_of_new(world, list);
	out->in_scope =
		issuer == matter->subject || verdict_is_ancestor(world, issuer, matter->subject);
	out->state_count = 0;
	out->old_first = state_on(out, world, list, matter->conduct_first);
	out->old_last = state_on(out, world, list, matter->conduct_last);
	out->newer = state_on(out, world, list, day);
	out->clause = verdict_version_on(world, list, day);
	if (out->clause == VERDICT_NONE)
		out->clause = last_before(world, list, day);
}

/* ---- what a state says ---- */

bool verdict_fact_sees(const struct verdict_world *world, int fact, int vocabulary, int64_t value)
{
	const struct verdict_fact *of = &world->facts[fact];
	return of->type != VERDICT_CHOICE || of->values[vocabulary] >> value & 1;
}

/* F2 to F4. A set is given whatever of it the version knows. */
static int64_t fact_seen(struct verdict_sight *sight, const struct verdict_world *world, int list,
			 int version, int fact, const struct verdict_completion *completion)
{
	const struct verdict_case *matter = &world->matter;
	bool given = matter->given >> fact & 1;
	if (!given && sight->version->presumes >> fact & 1)
		return sight->version->presumed[fact];
	int64_t value = given ? matter->values[fact] : completion->facts[fact];
	int vocabulary = sight->version->vocabulary;
	if (!verdict_fact_sees(world, fact, vocabulary, value))
		return completion->own[list][version][fact];
	if (given)
		sight->known |= 1u << fact;
	if (world->facts[fact].type == VERDICT_SET)
		value &= world->facts[fact].values[vocabulary];
	return value;
}

static void sight_make(struct verdict_sight *out, const struct verdict_world *world, int list,
		       int version, const struct verdict_completion *completion)
{
	const struct verdict_case *matter = &world->matter;
	out->version = &world->lists[list].versions[version];
	out->known = 0;
	for (int fact = 0; fact < world->fact_count; fact++)
		out->values[fact] = fact_seen(out, world, list, version, fact, completion);
	out->days[VERDICT_AT_CONDUCT] = matter->conduct_last;
	out->days[VERDICT_AT_ACCOUNTABILITY] = matter->accountable;
	out->days[VERDICT_AT_DECISION] = completion->decision;
}

/* "Exceptions form a tree": one fires unless one of its own does. */
static bool exception_fires(const struct verdict_sight *sight, const struct verdict_rule *rule,
			    int parent)
{
	for (int i = 0; i < rule->exception_count; i++) {
		if (rule->exceptions[i].parent == parent &&
		    verdict_holds(sight, rule->exceptions[i].when) &&
		    !exception_fires(sight, rule, i))
			return true;
	}
	return false;
}

void verdict_effects_join(enum verdict_strength *into, const enum verdict_strength *from)
{
	for (int i = 0; i < VERDICT_EFFECTS; i++)
		into[i] = from[i] > into[i] ? from[i] : into[i];
}

int verdict_effects_lightest(const enum verdict_strength *effects)
{
	int lightest = VERDICT_EXEMPT;
	while (lightest < VERDICT_NO_NEGATIVE_EVALUATION && !effects[lightest])
		lightest++;
	return lightest;
}

/* "A tolerate without effect means may exempt." */
static void effects_of(enum verdict_strength *out, const struct verdict_rule *rule)
{
	bool said = false;
	for (int i = 0; i < VERDICT_EFFECTS; i++) {
		out[i] = rule->effects[i];
		said |= rule->effects[i] != VERDICT_NOT_GIVEN;
	}
	if (!said)
		out[VERDICT_EXEMPT] = VERDICT_MAY;
}

static bool rule_bars(const struct verdict_rule *rule)
{
	return rule->kind == VERDICT_RULE_BAR || rule->kind == VERDICT_RULE_REDLINE;
}

/* "A bar that fires gives barred, whatever else fires; else a tolerate that fires gives tolerated;
 * the rules that fire join their effects." */
static void firing_weigh(struct verdict_finding *out, const struct verdict_version *version,
			 unsigned firing)
{
	*out = (struct verdict_finding){.outcome = VERDICT_SILENT};
	for (int i = 0; i < version->rule_count; i++) {
		if (firing >> i & 1 && rule_bars(&version->rules[i])) {
			out->outcome = VERDICT_BARRED;
			out->fired |= 1u << i;
			out->redline |= version->rules[i].kind == VERDICT_RULE_REDLINE;
		}
	}
	for (int i = 0; i < version->rule_count && out->outcome != VERDICT_BARRED; i++) {
		if (firing >> i & 1 && version->rules[i].kind == VERDICT_RULE_TOLERATE) {
			enum verdict_strength effects[VERDICT_EFFECTS];
			out->outcome = VERDICT_TOLERATED;
			out->fired |= 1u << i;
			effects_of(effects, &version->rules[i]);
			verdict_effects_join(out->effects, effects);
		}
	}
	for (int i = 0; i < version->rule_count; i++) {
		const struct verdict_rule *rule = &version->rules[i];
		if (firing >> i & 1 &&
		    (rule->kind == VERDICT_RULE_MITIGATE || rule->kind == VERDICT_RULE_AGGRAVATE))
			out->beside |= VERDICT_BESIDE(rule->id, rule->kind);
	}
}

void verdict_state_find(struct verdict_finding *out, const struct verdict_world *world,
			const struct verdict_choice *choice, int list, int number,
			const struct verdict_completion *completion)
{
	struct verdict_sight sight;
	unsigned firing = 0;
	*out = (struct verdict_finding){.outcome = VERDICT_SILENT};
	if (number == VERDICT_NONE)
		return;
	const struct verdict_state *state = &choice->states[number];
	const struct verdict_version *version = &world->lists[list].versions[state->version];
	sight_make(&sight, world, list, state->version, completion);
	if (version->scope != VERDICT_NONE && !verdict_holds(&sight, version->scope))
		return;
	for (int i = 0; i < version->rule_count; i++) {
		const struct verdict_rule *rule = &version->rules[i];
		if (state->rules >> i & 1 && verdict_holds(&sight, rule->when) &&
		    !exception_fires(&sight, rule, VERDICT_NONE))
			firing |= 1u << i;
	}
	firing_weigh(out, version, firing);
}

void verdict_state_asks(struct verdict_asked *asked, const struct verdict_world *world,
			const struct verdict_choice *choice, int list, int number)
{
	if (number == VERDICT_NONE)
		return;
	const struct verdict_state *state = &choice->states[number];
	const struct verdict_version *version = &world->lists[list].versions[state->version];
	verdict_ask_node(asked, version, version->scope);
	for (int i = 0; i < version->rule_count; i++) {
		const struct verdict_rule *rule = &version->rules[i];
		if (!(state->rules >> i & 1))
			continue;
		verdict_ask_node(asked, version, rule->when);
		for (int j = 0; j < rule->exception_count; j++)
			verdict_ask_node(asked, version, rule->exceptions[j].when);
	}
}

/* ---- choosing ---- */

static void option_add(struct verdict_options *options, int state)
{
	for (int i = 0; i < options->count; i++) {
		if (options->states[i] == state)
			return;
	}
	options->states[options->count++] = state;
}

/* "Tolerated < silent < barred, then exempt < no_accountability < mitigate < lenient." */
static int weight(const struct verdict_finding *finding)
{
	if (finding->outcome == VERDICT_TOLERATED)
		return verdict_effects_lightest(finding->effects);
	return finding->outcome == VERDICT_SILENT ? VERDICT_EFFECTS : VERDICT_EFFECTS + 1;
}

static bool new_is_lighter(const struct verdict_world *world, const struct verdict_choice *choice,
			   int list, int old, const struct verdict_completion *completion)
{
	struct verdict_finding before, after;
	verdict_state_find(&before, world, choice, list, old, completion);
	verdict_state_find(&after, world, choice, list, choice->newer, completion);
	return weight(&after) < weight(&before);
}

/* T5, T6. Without a completion: every state that has to be asked. */
static void transition_add(struct verdict_options *options, const struct verdict_world *world,
			   const struct verdict_choice *choice, int list, int old,
			   const struct verdict_completion *completion)
{
	enum verdict_transition transition = VERDICT_TRANSITION_UNSAID;
	if (choice->clause != VERDICT_NONE)
		transition = world->lists[list].versions[choice->clause].transition;
	bool lighter = transition == VERDICT_TRANSITION_LIGHTER && old != choice->newer;
	if (lighter && completion)
		transition = new_is_lighter(world, choice, list, old, completion)
				     ? VERDICT_TRANSITION_NEW
				     : VERDICT_TRANSITION_OLD;
	if (transition != VERDICT_TRANSITION_NEW)
		option_add(options, old);
	if (transition != VERDICT_TRANSITION_OLD)
		option_add(options, choice->newer);
}

/* T3, T4. */
static void options_make(struct verdict_options *out, const struct verdict_world *world,
			 const struct verdict_choice *choice, int list,
			 const struct verdict_completion *completion)
{
	enum verdict_continuing continuing = VERDICT_CONTINUING_UNSAID;
	bool spans = choice->old_first != choice->old_last;
	out->count = 0;
	if (choice->clause != VERDICT_NONE)
		continuing = world->lists[list].versions[choice->clause].continuing;
	if (spans && continuing == VERDICT_CONTINUING_NEW) {
		option_add(out, choice->old_last);
		return;
	}
	transition_add(out, world, choice, list, choice->old_first, completion);
	if (spans && continuing == VERDICT_CONTINUING_UNSAID)
		transition_add(out, world, choice, list, choice->old_last, completion);
}

void verdict_choice_settle(struct verdict_options *out, const struct verdict_world *world,
			   const struct verdict_choice *choice, int list,
			   const struct verdict_completion *completion)
{
	options_make(out, world, choice, list, completion);
}

void verdict_choice_consulted(struct verdict_options *out, const struct verdict_world *world,
			      const struct verdict_choice *choice, int list)
{
	options_make(out, world, choice, list, NULL);
}

/* T8. */
void verdict_choice_admissible(struct verdict_options *out, const struct verdict_choice *choice)
{
	out->count = 0;
	option_add(out, choice->old_first);
	option_add(out, choice->old_last);
	option_add(out, choice->newer);
}
