/*
 * Laws on random worlds: whatever the lists say, these hold of every verdict. And the random worlds
 * must be worth it: every outcome, every reason and every kind of doubt comes up.
 */
#include "verdict_selftest.h"

#include "verdict_effects.h"

#include "text_random.h"
#include "verdict_random.h"
#include "verdict_text.h"

#include <inttypes.h>

enum { SEEDS = 300 };

static bool rulings_same(const struct verdict_rulings *a, const struct verdict_rulings *b)
{
	for (int i = 0; i < VERDICT_AUTHORITIES; i++) {
		if (a->why[i] != b->why[i])
			return false;
	}
	return true;
}

static bool verdicts_same(const struct verdict *a, const struct verdict *b)
{
	return a->outcomes == b->outcomes && rulings_same(&a->rulings, &b->rulings) &&
	       a->ruling_certain == b->ruling_certain;
}

/* Facts that some version presumes or asks `known` of. */
static unsigned facts_touchy(const struct verdict_world *world)
{
	unsigned facts = 0;
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++) {
			const struct verdict_version *version = &world->lists[i].versions[j];
			facts |= version->presumes;
			for (int n = 0; n < version->node_count; n++) {
				enum verdict_kind kind = version->nodes[n].kind;
				if (kind == VERDICT_KNOWN || kind == VERDICT_UNKNOWN)
					facts |= FACT(version->nodes[n].fact);
			}
		}
	}
	return facts;
}

/* ---- the laws; each may change its world ---- */

static bool learning_adds_nothing(struct verdict_world *world, uint64_t *state)
{
	struct verdict before, after;
	unsigned touchy = facts_touchy(world);
	verdict_outcomes(&before, world);
	for (int fact = 0; fact < world->fact_count; fact++) {
		if ((world->matter.given | touchy) >> fact & 1)
			continue;
		verdict_give(world, fact, verdict_random_value(state, world, fact));
		verdict_outcomes(&after, world);
		if (after.outcomes & ~before.outcomes)
			return false;
		before = after;
	}
	return true;
}

/* The only list bars in every version that could be taken: nothing takes that away. */
static bool bar_of_the_only_list(struct verdict_world *world, uint64_t *state)
{
	struct verdict verdict;
	(void)state;
	world->list_count = 1;
	world->lists[0].issuer = world->matter.subject;
	world->lists[0].versions[0].effective = VERDICT_DAY;
	for (int j = 0; j < world->lists[0].count; j++) {
		struct verdict_version *version = &world->lists[0].versions[j];
		int always = verdict_put_always(version);
		version->scope = VERDICT_NONE;
		version->repeal_count = 0;
		version->expires = VERDICT_NO_DAY;
		version->special_to = version->saves = VERDICT_NONE;
		version->rules[0] = (struct verdict_rule){0};
		version->rules[0].kind = VERDICT_RULE_BAR;
		version->rules[0].when = always;
		version->rules[0].effective = version->rules[0].expires = VERDICT_NO_DAY;
	}
	verdict_outcomes(&verdict, world);
	return verdict.outcomes == VERDICT_BARRED && !verdict_needs_ruling(&verdict.rulings);
}

static bool silent_list_changes_nothing(struct verdict_world *world, uint64_t *state)
{
	struct verdict before, after;
	if (world->list_count == VERDICT_LISTS)
		world->list_count--;
	for (int i = 0; i < world->list_count; i++) {
		for (int j = 0; j < world->lists[i].count; j++)
			world->lists[i].versions[j].repeal_count = 0;
	}
	verdict_outcomes(&before, world);
	int list = verdict_add_list(world, random_below(state, world->authority_count));
	struct verdict_version *version = verdict_add_version(world, list, VERDICT_DAY + 20);
	int never = verdict_put_not(version, verdict_put_always(version));
	verdict_add_rule(version, VERDICT_RULE_REDLINE, never);
	verdict_outcomes(&after, world);
	return verdicts_same(&before, &after);
}

/* The model knows facts by their identity, so this holds as long as it never asks for a name. */
static bool renaming_changes_nothing(struct verdict_world *world, uint64_t *state)
{
	struct verdict before, after;
	verdict_outcomes(&before, world);
	for (int fact = 0; fact < world->fact_count; fact++)
		world->facts[fact].renamed = random_below(state, 2);
	verdict_outcomes(&after, world);
	return verdicts_same(&before, &after);
}

static int moved(int list, int last)
{
	return list == VERDICT_NONE ? VERDICT_NONE : last - list;
}

static bool order_of_lists_does_not_matter(struct verdict_world *world, uint64_t *state)
{
	struct verdict before, after;
	struct verdict_world turned = *world;
	int last = world->list_count - 1;
	(void)state;
	for (int i = 0; i <= last; i++) {
		turned.lists[i] = world->lists[last - i];
		for (int j = 0; j < turned.lists[i].count; j++) {
			struct verdict_version *version = &turned.lists[i].versions[j];
			version->special_to = moved(version->special_to, last);
			version->saves = moved(version->saves, last);
			for (int k = 0; k < version->repeal_count; k++)
				version->repeals[k].list = moved(version->repeals[k].list, last);
			for (int k = 0; k < version->recognition_count; k++)
				version->recognition[k].list =
					moved(version->recognition[k].list, last);
		}
	}
	verdict_outcomes(&before, world);
	verdict_outcomes(&after, &turned);
	return verdicts_same(&before, &after);
}

/* What is irrelevant is in no set that is needed; but where a presumption falls when a fact is
 * learned, others may come to matter. */
static bool needed_is_relevant(struct verdict_world *world, uint64_t *state)
{
	struct verdict verdict;
	(void)state;
	verdict_decide(&verdict, world);
	unsigned never = facts_touchy(world) ? 0 : verdict.irrelevant | verdict.for_effects;
	for (int i = 0; i < verdict.set_count; i++) {
		if (verdict.sets[i] & never)
			return false;
		for (int j = 0; j < verdict.set_count; j++) {
			if (i != j && (verdict.sets[i] & ~verdict.sets[j]) == 0)
				return false;
		}
	}
	return true;
}

/* What every way of choosing gives, and what only some do. */
static bool given_same(const struct verdict *a, const struct verdict *b)
{
	bool tolerated = a->outcomes & VERDICT_TOLERATED;
	return !(tolerated && verdict_given_differ(&a->given, &b->given)) &&
	       !verdict_beside_differ(&a->given, &b->given);
}

/* Learning what is irrelevant changes neither outcomes nor effects nor what weighs beside; learning
 * what is asked for effects, no outcome. */
static bool irrelevant_changes_nothing(struct verdict_world *world, uint64_t *state)
{
	struct verdict before, after;
	verdict_decide(&before, world);
	for (int fact = 0; fact < world->fact_count; fact++) {
		struct verdict_world learned = *world;
		if (!((before.irrelevant | before.for_effects) >> fact & 1))
			continue;
		verdict_give(&learned, fact, verdict_random_value(state, world, fact));
		verdict_outcomes(&after, &learned);
		if (after.outcomes != before.outcomes ||
		    (before.irrelevant >> fact & 1 && !given_same(&before, &after)))
			return false;
	}
	return true;
}

/* Conflict never stands alone, and somebody must rule on it. */
static bool conflict_has_company(struct verdict_world *world, uint64_t *state)
{
	struct verdict verdict;
	(void)state;
	verdict_outcomes(&verdict, world);
	if (!(verdict.outcomes & VERDICT_CONFLICT))
		return verdict.outcomes != 0;
	unsigned rest = verdict.outcomes & ~(unsigned)VERDICT_CONFLICT;
	return (rest & (rest - 1)) != 0 && verdict_needs_ruling(&verdict.rulings);
}

static bool certain_is_possible(struct verdict_world *world, uint64_t *state)
{
	struct verdict verdict;
	(void)state;
	verdict_outcomes(&verdict, world);
	return !verdict.ruling_certain || verdict_needs_ruling(&verdict.rulings);
}

static const struct law {
	const char *text;
	bool (*holds)(struct verdict_world *, uint64_t *);
} laws[] = {
	{"learning a fact never adds an outcome", learning_adds_nothing},
	{"a bar in every version of the only list is never lost", bar_of_the_only_list},
	{"a silent list changes nothing", silent_list_changes_nothing},
	{"renaming facts changes nothing", renaming_changes_nothing},
	{"the order of lists does not matter", order_of_lists_does_not_matter},
	{"what is needed is not irrelevant, and minimal", needed_is_relevant},
	{"what is irrelevant changes nothing", irrelevant_changes_nothing},
	{"a conflict has company, and needs a ruling", conflict_has_company},
	{"a ruling that is certain is possible", certain_is_possible},
};

static int law_check(const struct law *law)
{
	static struct verdict_world world, changed;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		uint64_t state = seed;
		verdict_random(&world, seed, 0);
		changed = world;
		if (!law->holds(&changed, &state)) {
			printf("FAILED: %s\n  seed %" PRIu64 "\n", law->text, seed);
			return 1;
		}
	}
	return 0;
}

/* ---- whether the worlds are worth it ---- */

struct seen {
	unsigned outcomes, whys, never_certain, matters, needed, irrelevant, presumed, rests;
	unsigned for_effects;
	unsigned certain, possible, beside, beside_certain, changes_effects;
};

static void see(struct seen *seen, const struct verdict *verdict)
{
	seen->outcomes |= verdict->outcomes;
	for (int i = 0; i < VERDICT_AUTHORITIES; i++)
		seen->whys |= verdict->rulings.why[i];
	seen->never_certain |=
		verdict_needs_ruling(&verdict->rulings) && !verdict->ruling_certain ? 1 : 0;
	seen->matters |= verdict->choice_matters;
	for (int i = 0; i < verdict->set_count; i++)
		seen->needed |= verdict->sets[i];
	seen->irrelevant |= verdict->irrelevant;
	seen->for_effects |= verdict->for_effects;
	seen->presumed |= verdict->presumed;
	seen->rests |= verdict->rests_on_unknown;
	seen->changes_effects |= verdict->choice_changes_effects;
	for (int i = 0; i < VERDICT_LISTS; i++) {
		for (int k = 0; k < VERDICT_RULES; k++) {
			seen->certain |= verdict->given.by[i][k] & verdict->given.certain;
			seen->possible |= verdict->given.by[i][k] & ~verdict->given.certain;
		}
		seen->beside |= verdict->given.beside[i] & ~verdict->given.beside_certain[i];
		seen->beside_certain |= verdict->given.beside[i] & verdict->given.beside_certain[i];
	}
}

static int worth_check(void)
{
	static struct verdict_world world;
	unsigned all = (1u << (VERDICT_FACTS + 1)) - 1;
	unsigned gifts = (1u << 2 * VERDICT_EFFECTS) - 1;
	unsigned whys = VERDICT_WHY_VERSION | VERDICT_WHY_GENERAL | VERDICT_WHY_SAME_DAY |
			VERDICT_WHY_ISSUERS | VERDICT_WHY_ADVISORY | VERDICT_WHY_UNDECLARED;
	struct seen seen = {0};
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct verdict verdict;
		verdict_random(&world, seed, 0);
		verdict_decide(&verdict, &world);
		see(&seen, &verdict);
	}
	bool worth = seen.outcomes == 15 && (seen.whys & whys) == whys && seen.never_certain &&
		     seen.matters && seen.needed == all && seen.irrelevant && seen.presumed &&
		     seen.rests && seen.certain == gifts && seen.possible == gifts && seen.beside &&
		     seen.beside_certain && seen.changes_effects && seen.for_effects;
	if (!worth)
		printf("FAILED: the random worlds leave something out\n");
	return !worth;
}

int laws_check(void)
{
	int failures = worth_check();
	for (int i = 0; i < countof(laws); i++)
		failures += law_check(&laws[i]);
	return failures;
}
