/*
 * Which version of a list decides: each clause, each day, by worlds written by hand.
 */
#include "verdict_selftest.h"

static bool choice_matters(struct test *test, int list)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	return verdict.choice_matters >> list & 1;
}

/* Tolerated from day 0, barred from day 150 with the clause. */
static struct verdict_version *change(struct test *test, enum verdict_transition transition)
{
	int list = list_by(test, COUNTY);
	tolerates(test, list, 0);
	struct verdict_version *new = bars(test, list, 150);
	new->transition = transition;
	return new;
}

static void only_above(struct test *test)
{
	test->world.matter.subject = PROVINCE;
	bars(test, list_by(test, COUNTY), 0);
	expect_outcomes(test, SILENT);
	test->world.matter.organ = PROVINCE;
	tolerates(test, list_by(test, PROVINCE), 0);
	expect_outcomes(test, TOLERATED);
	verdict_add_authority(&test->world, CENTRAL, LEVEL_PROVINCE);
	bars(test, list_by(test, 3), 0);
	expect_outcomes(test, TOLERATED);
	bars(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, BARRED);
}

static void transition_old(struct test *test)
{
	change(test, VERDICT_TRANSITION_OLD);
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	expect(test, choice_matters(test, 0));
}

static void transition_new(struct test *test)
{
	change(test, VERDICT_TRANSITION_NEW);
	expect_outcomes(test, BARRED);
	expect(test, choice_matters(test, 0));
}

static void transition_unsaid(struct test *test)
{
	change(test, VERDICT_TRANSITION_UNSAID);
	expect_outcomes(test, CLASH);
	expect_ruling(test, COUNTY, VERDICT_WHY_VERSION);
}

/* A clash above that is final leaves nothing to rule on. */
static void unsettled_without_consequence(struct test *test)
{
	change(test, VERDICT_TRANSITION_UNSAID);
	bars(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
	expect(test, !choice_matters(test, 0));
}

static void old_unless_lighter(struct test *test)
{
	change(test, VERDICT_TRANSITION_LIGHTER);
	expect_outcomes(test, TOLERATED);
	struct verdict_version *old = &test->world.lists[0].versions[0];
	old->rules[0].kind = VERDICT_RULE_BAR;
	test->world.lists[0].versions[1].rules[0].kind = VERDICT_RULE_AGGRAVATE;
	expect_outcomes(test, SILENT);
	old->rules[0].kind = VERDICT_RULE_AGGRAVATE;
	test->world.lists[0].versions[1].rules[0].kind = VERDICT_RULE_BAR;
	expect_outcomes(test, SILENT);
}

/* The lighter effect counts, not its strength. Which was taken is seen by its advice. */
static void lighter_by_effect(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_LIGHTER);
	struct verdict_rule *before = &test->world.lists[0].versions[0].rules[0];
	struct verdict_rule *after = &new->rules[0];
	test->world.matter.organ = PROVINCE;
	new->recognition_count = 1;
	new->recognition[0] =
		(struct verdict_recognition){false, PROVINCE, VERDICT_NONE, VERDICT_NONE};
	after->kind = VERDICT_RULE_TOLERATE;
	before->effects[VERDICT_LENIENT] = VERDICT_MUST;
	after->effects[VERDICT_MITIGATE] = VERDICT_MAY;
	expect_ruling(test, PROVINCE, VERDICT_WHY_ADVISORY);
	before->effects[VERDICT_MITIGATE] = VERDICT_MAY;
	after->effects[VERDICT_MITIGATE] = VERDICT_MUST;
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
	after->effects[VERDICT_EXEMPT] = VERDICT_MAY;
	expect_ruling(test, PROVINCE, VERDICT_WHY_ADVISORY);
	before->effects[VERDICT_MITIGATE] = before->effects[VERDICT_LENIENT] = VERDICT_NOT_GIVEN;
	before->effects[VERDICT_NO_NEGATIVE_EVALUATION] = VERDICT_MUST;
	after->effects[VERDICT_MITIGATE] = after->effects[VERDICT_EXEMPT] = VERDICT_NOT_GIVEN;
	after->effects[VERDICT_LENIENT] = VERDICT_MAY;
	expect_ruling(test, PROVINCE, VERDICT_WHY_ADVISORY);
}

static void completion_by_completion(struct test *test)
{
	int list = list_by(test, COUNTY);
	says(test, list, 0, VERDICT_RULE_TOLERATE, PILOT);
	says(test, list, 150, VERDICT_RULE_TOLERATE, GAIN)->transition = VERDICT_TRANSITION_LIGHTER;
	expect_outcomes(test, TOLERATED | SILENT);
	verdict_give(&test->world, GAIN, 1);
	expect_outcomes(test, TOLERATED);
}

static void ended_list(struct test *test)
{
	int list = list_by(test, COUNTY);
	struct verdict_version *only = bars(test, list, 0);
	only->expires = 150;
	only->transition = VERDICT_TRANSITION_OLD;
	expect_outcomes(test, BARRED);
	only->transition = VERDICT_TRANSITION_LIGHTER;
	expect_outcomes(test, SILENT);
	only->transition = VERDICT_TRANSITION_UNSAID;
	expect_outcomes(test, VERDICT_CONFLICT | SILENT | BARRED);
	expect_ruling(test, COUNTY, VERDICT_WHY_VERSION);
}

static void not_begun(struct test *test)
{
	int list = list_by(test, COUNTY);
	bars(test, list, 150)->transition = VERDICT_TRANSITION_NEW;
	expect_outcomes(test, BARRED);
	test->world.lists[0].versions[0].effective = 250;
	expect_outcomes(test, SILENT);
	expect_no_ruling(test);
}

static void as_of_decision(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_NEW);
	new->effective = new->promulgated = 250;
	expect_outcomes(test, TOLERATED);
	new->as_of_decision = true;
	expect_outcomes(test, BARRED);
	test->world.matter.decided = 240;
	expect_outcomes(test, TOLERATED);
	test->world.matter.decided = 250;
	expect_outcomes(test, BARRED);
	test->world.matter.closed = 249;
	expect_outcomes(test, TOLERATED);
}

/* It is said by the version at the accountability, and gone at the decision. */
static void as_of_decision_said_before(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_NEW);
	struct verdict_version *old = &test->world.lists[0].versions[0];
	old->transition = VERDICT_TRANSITION_NEW;
	old->as_of_decision = true;
	new->effective = new->promulgated = 250;
	test->world.matter.closed = 300;
	expect_outcomes(test, BARRED);
}

static void closed_case(struct test *test)
{
	change(test, VERDICT_TRANSITION_NEW);
	test->world.matter.closed = 149;
	expect_outcomes(test, TOLERATED);
	test->world.matter.closed = 150;
	expect_outcomes(test, BARRED);
}

/* Conduct from 100 to 160, and the change on 150. */
static void continuing_new(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_OLD);
	test->world.matter.conduct_last = 160;
	new->continuing = VERDICT_CONTINUING_NEW;
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
	new->continuing = VERDICT_CONTINUING_OLD;
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	new->transition = VERDICT_TRANSITION_NEW;
	expect_outcomes(test, BARRED);
}

/* Compared with nothing: not even with a lighter version in force at accountability. */
static void continuing_is_final(struct test *test)
{
	change(test, VERDICT_TRANSITION_NEW);
	test->world.matter.conduct_last = 160;
	struct verdict_version *third = tolerates(test, 0, 190);
	third->transition = VERDICT_TRANSITION_NEW;
	third->continuing = VERDICT_CONTINUING_NEW;
	expect_outcomes(test, BARRED);
	third->continuing = VERDICT_CONTINUING_UNSAID;
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	expect(test, choice_matters(test, 0));
}

static void continuing_unsaid(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_OLD);
	test->world.matter.conduct_last = 160;
	expect_outcomes(test, CLASH);
	expect_ruling(test, COUNTY, VERDICT_WHY_VERSION);
	new->transition = VERDICT_TRANSITION_NEW;
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
	new->transition = VERDICT_TRANSITION_OLD;
	test->world.matter.conduct_last = 149;
	expect_outcomes(test, TOLERATED);
}

/* What lay between conduct and accountability is not considered. */
static void in_between(struct test *test)
{
	int list = list_by(test, COUNTY);
	is_silent(test, list, 0);
	bars(test, list, 120);
	is_silent(test, list, 180);
	expect_outcomes(test, SILENT);
	expect_no_ruling(test);
	expect(test, !choice_matters(test, 0));
}

/* Two unsettled lists of which each would decide alone: every combination is tried. */
static void combinations(struct test *test)
{
	change(test, VERDICT_TRANSITION_UNSAID);
	int superior = list_by(test, PROVINCE);
	is_silent(test, superior, 0);
	tolerates(test, superior, 150);
	test->world.matter.organ = COUNTY;
	expect_outcomes(test, CLASH);
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	expect(test, verdict.rulings.why[COUNTY] == VERDICT_WHY_VERSION);
	expect(test, verdict.rulings.why[PROVINCE] == VERDICT_WHY_VERSION);
	expect(test, verdict.ruling_certain);
}

static void rule_days(struct test *test)
{
	int list = list_by(test, COUNTY);
	struct verdict_version *old = bars(test, list, 0);
	old->rules[0].effective = 101;
	is_silent(test, list, 150)->transition = VERDICT_TRANSITION_OLD;
	expect_outcomes(test, SILENT);
	old->rules[0].effective = 100;
	expect_outcomes(test, BARRED);
	old->rules[0].expires = 100;
	expect_outcomes(test, SILENT);
	old->rules[0].expires = VERDICT_NO_DAY;
	old->rules[0].effective = 105;
	test->world.matter.conduct_last = 104;
	expect_outcomes(test, SILENT);
	test->world.matter.conduct_last = 105;
	expect_outcomes(test, SILENT | BARRED | VERDICT_CONFLICT);
}

/* A version whose rules change between the conduct and accountability is two states. */
static void rule_days_make_states(struct test *test)
{
	struct verdict_version *version = bars(test, list_by(test, COUNTY), 0);
	version->rules[0].expires = 150;
	version->transition = VERDICT_TRANSITION_OLD;
	expect_outcomes(test, BARRED);
	version->transition = VERDICT_TRANSITION_NEW;
	expect_outcomes(test, SILENT);
	version->rules[0].expires = VERDICT_NO_DAY;
	expect_outcomes(test, BARRED);
}

static void rule_days_of_new(struct test *test)
{
	struct verdict_version *new = change(test, VERDICT_TRANSITION_NEW);
	new->rules[0].expires = 200;
	expect_outcomes(test, SILENT);
	new->rules[0].expires = 201;
	expect_outcomes(test, BARRED);
}

static void repealed(struct test *test)
{
	int list = list_by(test, COUNTY);
	bars(test, list, 0)->transition = VERDICT_TRANSITION_OLD;
	struct verdict_version *by = is_silent(test, list_by(test, PROVINCE), 50);
	by->repeals[by->repeal_count++] = (struct verdict_repeal){list, 0, 101};
	expect_outcomes(test, BARRED);
	by->repeals[0].from = 100;
	expect_outcomes(test, SILENT);
	by->repeals[0].rule = VERDICT_NONE;
	expect_outcomes(test, SILENT);
	test->world.lists[list].versions[0].promulgated = 51;
	expect_outcomes(test, BARRED);
}

static const struct claim claims[] = {
	{"step 1: only lists of the subject's authority and above", only_above},
	{"T6: transition old", transition_old},
	{"T6: transition new", transition_new},
	{"T6, T7: without a clause the issuer must rule", transition_unsaid},
	{"T7: an open choice without consequence is none", unsettled_without_consequence},
	{"T6: tolerated < silent < barred", old_unless_lighter},
	{"T6: of two tolerated the lighter effect, not the stronger", lighter_by_effect},
	{"T6: completion by completion", completion_by_completion},
	{"T2: an ended list has its last clause", ended_list},
	{"T2: a list that began after the conduct", not_begun},
	{"T1: as of decision", as_of_decision},
	{"T1: as of decision, said by the version at accountability", as_of_decision_said_before},
	{"T1: a closed case takes nothing effective later", closed_case},
	{"T4: continuing new and old", continuing_new},
	{"T4: continuing new is final", continuing_is_final},
	{"T4: without a continuing clause both are old", continuing_unsaid},
	{"T5: the same version twice, and none in between", in_between},
	{"T7: every combination of open choices", combinations},
	{"V1: days of a rule count on the day of the conduct", rule_days},
	{"V1': other rules in force are another state", rule_days_make_states},
	{"V1: and of a new version on the day of the new", rule_days_of_new},
	{"repealed rules and lists", repealed},
};

int time_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
