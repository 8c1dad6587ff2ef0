/*
 * Effects: what is given whatever version is taken and whatever is unknown, what is only possible,
 * and where the choice of a version changes the effect alone.
 */
#include "verdict_selftest.h"

#include "verdict_effects.h"

enum {
	MAY_EXEMPT = VERDICT_GIFT(VERDICT_EXEMPT, VERDICT_MAY),
	MUST_EXEMPT = VERDICT_GIFT(VERDICT_EXEMPT, VERDICT_MUST),
	MAY_MITIGATE = VERDICT_GIFT(VERDICT_MITIGATE, VERDICT_MAY),
};

static struct verdict_given given_of(struct test *test)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	return verdict.given;
}

static bool changes_effects(struct test *test, int list)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	return verdict.choice_changes_effects >> list & 1;
}

static void gives(struct verdict_version *version, enum verdict_effect effect,
		  enum verdict_strength strength)
{
	version->rules[0].effects[effect] = strength;
}

/* May exempt from day 0; from day 150 may mitigate. */
static struct verdict_version *change(struct test *test, enum verdict_transition transition)
{
	int list = list_by(test, COUNTY);
	tolerates(test, list, 0);
	struct verdict_version *new = tolerates(test, list, 150);
	gives(new, VERDICT_MITIGATE, VERDICT_MAY);
	new->transition = transition;
	return new;
}

/* Neither version's effect is certain: the issuer's clause, which would choose, is missing. */
static void effect_of_open_version(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_UNSAID);
	struct verdict_given given = given_of(test);
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	expect(test, given.by[0][0] == (MAY_EXEMPT | MAY_MITIGATE) && given.certain == 0);
	expect(test, changes_effects(test, 0));
	gives(new, VERDICT_EXEMPT, VERDICT_MAY);
	given = given_of(test);
	expect(test, given.by[0][0] == (MAY_EXEMPT | MAY_MITIGATE));
	expect(test, given.certain == MAY_EXEMPT && changes_effects(test, 0));
	new->rules[0].effects[VERDICT_MITIGATE] = VERDICT_NOT_GIVEN;
	given = given_of(test);
	expect(test, given.by[0][0] == MAY_EXEMPT && given.certain == MAY_EXEMPT);
	expect(test, !changes_effects(test, 0));
}

/* What may be given is not what must be: neither is certain of the other's sake. */
static void strength_of_open_version(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_UNSAID);
	new->rules[0].effects[VERDICT_MITIGATE] = VERDICT_NOT_GIVEN;
	gives(new, VERDICT_EXEMPT, VERDICT_MUST);
	struct verdict_given given = given_of(test);
	expect(test, given.by[0][0] == (MAY_EXEMPT | MUST_EXEMPT) && given.certain == 0);
	expect(test, changes_effects(test, 0));
}

/* The clause settles which effect it is; the answer still says that the other version would have
 * given another, as semantics 3.2 ends. */
static void effect_of_chosen_version(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_OLD);
	struct verdict_given given = given_of(test);
	expect(test, given.by[0][0] == MAY_EXEMPT && given.certain == MAY_EXEMPT);
	expect(test, changes_effects(test, 0));
	new->transition = VERDICT_TRANSITION_NEW;
	given = given_of(test);
	expect(test, given.by[0][0] == MAY_MITIGATE && given.certain == MAY_MITIGATE);
	/* To mitigate is heavier than to exempt, so the old one stays. */
	new->transition = VERDICT_TRANSITION_LIGHTER;
	given = given_of(test);
	expect(test, given.by[0][0] == MAY_EXEMPT && given.certain == MAY_EXEMPT);
	expect(test, changes_effects(test, 0));
}

/* A second rule that fires for want of a fact adds its effect; the weaker one is given with it. */
static void effect_of_open_fact(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	verdict_add_rule(version, VERDICT_RULE_TOLERATE, verdict_put_is(version, PILOT))
		->effects[VERDICT_EXEMPT] = VERDICT_MUST;
	struct verdict_given given = given_of(test);
	expect(test, given.by[0][0] == MAY_EXEMPT && given.by[0][1] == MUST_EXEMPT);
	expect(test, given.certain == MAY_EXEMPT);
	verdict_give(&test->world, PILOT, 1);
	given = given_of(test);
	expect(test, given.certain == (MAY_EXEMPT | MUST_EXEMPT));
	verdict_give(&test->world, PILOT, 0);
	given = given_of(test);
	expect(test, given.by[0][1] == 0 && given.certain == MAY_EXEMPT);
}

/* Barred or tolerated by one fact: of what is tolerated the effect is certain. Two rules of which
 * one or the other fires give it for certain, though neither does by itself. */
static void effect_if_tolerated(struct test *test)
{
	struct verdict_version *version =
		says(test, list_by(test, COUNTY), 0, VERDICT_RULE_TOLERATE, PILOT);
	expect_outcomes(test, TOLERATED | SILENT);
	expect(test, given_of(test).certain == MAY_EXEMPT);
	verdict_add_rule(version, VERDICT_RULE_TOLERATE,
			 verdict_put_not(version, verdict_put_is(version, PILOT)));
	expect_outcomes(test, TOLERATED);
	expect(test, given_of(test).certain == MAY_EXEMPT);
}

/* The superior's effects hold: what is beaten gives nothing. */
static void effect_of_beaten_list(struct test *test)
{
	tolerates(test, list_by(test, PROVINCE), 0);
	gives(tolerates(test, list_by(test, COUNTY), 0), VERDICT_EXEMPT, VERDICT_MUST);
	struct verdict_given given = given_of(test);
	expect(test, given.by[0][0] == MAY_EXEMPT && given.by[1][0] == 0);
	expect(test, given.certain == MAY_EXEMPT);
}

/* What weighs beside the outcome is asked of every version that may be taken, and of lists that do
 * not decide. */
static void beside(struct test *test)
{
	int list = list_by(test, COUNTY);
	unsigned mitigates = VERDICT_BESIDE(1, VERDICT_RULE_MITIGATE);
	struct verdict_version *old = tolerates(test, list, 0);
	verdict_add_rule(old, VERDICT_RULE_MITIGATE, verdict_put_always(old));
	struct verdict_version *new = tolerates(test, list, 150);
	struct verdict_given given = given_of(test);
	expect(test, given.beside[list] == mitigates && given.beside_certain[list] == 0);
	verdict_add_rule(new, VERDICT_RULE_MITIGATE, verdict_put_always(new));
	expect(test, given_of(test).beside_certain[list] == mitigates);
	bars(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, BARRED);
	expect(test, given_of(test).beside_certain[list] == mitigates);
	new->rules[1].when = verdict_put_is(new, PILOT);
	expect(test, given_of(test).beside_certain[list] == 0);
	new->transition = VERDICT_TRANSITION_OLD;
	expect(test, given_of(test).beside_certain[list] == mitigates);
}

static struct verdict decide(struct test *test)
{
	struct verdict verdict;
	verdict_decide(&verdict, &test->world);
	return verdict;
}

/* V21: the pilot adds an effect to what is tolerated anyway; private gain adds the one that is
 * given already. */
static void fact_for_effects(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	struct verdict_rule *rule =
		verdict_add_rule(version, VERDICT_RULE_TOLERATE, verdict_put_is(version, PILOT));
	verdict_add_rule(version, VERDICT_RULE_TOLERATE, verdict_put_is(version, GAIN));
	rule->effects[VERDICT_EXEMPT] = VERDICT_MUST;
	struct verdict verdict = decide(test);
	expect(test, verdict.for_effects == FACT(PILOT) && verdict.irrelevant == FACT(GAIN));
	bars(test, list_by(test, CENTRAL), 0);
	verdict = decide(test);
	expect(test, verdict.for_effects == 0);
	expect(test, verdict.irrelevant == (FACT(GAIN) | FACT(PILOT)));
}

/* V21: where the superior's rule fires, its effect holds and the county's must exempt falls. */
static void fact_that_caps(struct test *test)
{
	says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_TOLERATE, PILOT);
	gives(tolerates(test, list_by(test, COUNTY), 0), VERDICT_EXEMPT, VERDICT_MUST);
	expect_outcomes(test, TOLERATED);
	expect(test, decide(test).for_effects == FACT(PILOT));
	verdict_give(&test->world, PILOT, 1);
	expect(test, given_of(test).certain == MAY_EXEMPT);
	verdict_give(&test->world, PILOT, 0);
	expect(test, given_of(test).certain == MUST_EXEMPT);
}

/* V21: whatever the outcome, what weighs beside it is told; a fact that decides both is open. */
static void fact_for_beside(struct test *test)
{
	struct verdict_version *version =
		says(test, list_by(test, COUNTY), 0, VERDICT_RULE_MITIGATE, PILOT);
	verdict_add_rule(version, VERDICT_RULE_BAR, verdict_put_always(version));
	expect_outcomes(test, BARRED);
	expect(test, decide(test).for_effects == FACT(PILOT));
	version->rules[1].when = verdict_put_is(version, PILOT);
	struct verdict verdict = decide(test);
	expect(test, verdict.for_effects == 0 && verdict.irrelevant == 0);
}

static const struct claim claims[] = {
	{"V18: without a clause neither version's effect is certain", effect_of_open_version},
	{"V18: an effect in one strength is not it in the other", strength_of_open_version},
	{"V19: the version chosen gives its effect, the other would change it",
	 effect_of_chosen_version},
	{"V18: a rule that may fire may give more", effect_of_open_fact},
	{"V18: certain is what is given whenever it is tolerated", effect_if_tolerated},
	{"L2: who is beaten gives nothing", effect_of_beaten_list},
	{"V20: what weighs beside the outcome", beside},
	{"V21: a fact that changes the effects alone", fact_for_effects},
	{"V21: a fact by which a superior list takes them away", fact_that_caps},
	{"V21: a fact that changes what weighs beside the outcome", fact_for_beside},
};

int effect_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
