/*
 * Who wins where lists of different issuers clash, and whom a finding binds: by worlds written by
 * hand.
 */
#include "verdict_selftest.h"

static void allow(struct verdict_version *version, enum verdict_effect effect,
		  enum verdict_strength strength)
{
	version->rules[0].effects[effect] = strength;
}

static void recognise(struct verdict_version *version, bool binding, int organ, int list,
		      int authority)
{
	version->recognition[version->recognition_count++] =
		(struct verdict_recognition){binding, organ, list, authority};
}

/* ---- step 3 ---- */

static void redline_binds_below(struct test *test)
{
	struct verdict_version *upper =
		says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_BAR, VERDICT_NONE);
	tolerates(test, list_by(test, COUNTY), 0);
	upper->delegates_authorities = 1u << COUNTY;
	expect_outcomes(test, TOLERATED);
	upper->rules[0].kind = VERDICT_RULE_REDLINE;
	expect_outcomes(test, BARRED);
}

static void redline_is_final(struct test *test)
{
	struct verdict_version *upper =
		says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_BAR, VERDICT_NONE);
	tolerates(test, list_by(test, CENTRAL), 0);
	tolerates(test, list_by(test, PROVINCE), 20);
	tolerates(test, list_by(test, COUNTY), 0);
	expect_outcomes(test, TOLERATED);
	upper->rules[0].kind = VERDICT_RULE_REDLINE;
	expect_outcomes(test, BARRED);
}

/* Of the version that time chose, and only where the list covers the case. */
static void redline_must_fire(struct test *test)
{
	struct verdict_version *upper =
		says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_REDLINE, VERDICT_NONE);
	tolerates(test, list_by(test, COUNTY), 0);
	upper->scope = verdict_put_is(upper, PILOT);
	expect_outcomes(test, TOLERATED | BARRED);
	verdict_give(&test->world, PILOT, 0);
	expect_outcomes(test, TOLERATED);
	verdict_give(&test->world, PILOT, 1);
	expect_outcomes(test, BARRED);
}

/* Of one level on one chain neither is below: step 6. */
static void redline_of_the_same_level(struct test *test)
{
	test->world.authorities[COUNTY].level = LEVEL_PROVINCE;
	says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_REDLINE, VERDICT_NONE);
	tolerates(test, list_by(test, COUNTY), 0);
	expect_outcomes(test, CLASH);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ISSUERS);
}

/* ---- step 4 ---- */

static void superior_wins(struct test *test)
{
	tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	expect_outcomes(test, TOLERATED);
	is_silent(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, TOLERATED);
	bars(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
}

static void delegates(struct test *test)
{
	struct verdict_version *upper = tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	upper->delegates_levels = 1u << LEVEL_CITY;
	expect_outcomes(test, TOLERATED);
	upper->delegates_levels = 1u << LEVEL_COUNTY;
	expect_outcomes(test, BARRED);
	upper->delegates_levels = 0;
	upper->delegates_authorities = 1u << COUNTY;
	expect_outcomes(test, BARRED);
}

/* Once it has yielded it beats nobody; but the one it yielded to does. */
static void delegates_down_the_chain(struct test *test)
{
	struct verdict_version *top = bars(test, list_by(test, CENTRAL), 0);
	tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	top->delegates_authorities = 1u << PROVINCE;
	expect_outcomes(test, TOLERATED);
}

/* Seen by whether the county's finding is among those that prevail: it says `advisory`. */
static void effects_beyond(struct test *test)
{
	struct verdict_version *upper = tolerates(test, list_by(test, PROVINCE), 0);
	struct verdict_version *lower = tolerates(test, list_by(test, COUNTY), 0);
	test->world.matter.organ = CENTRAL;
	recognise(lower, false, CENTRAL, VERDICT_NONE, VERDICT_NONE);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ADVISORY);
	allow(lower, VERDICT_LENIENT, VERDICT_MAY);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ADVISORY);
	allow(lower, VERDICT_LENIENT, VERDICT_MUST);
	expect_ruling(test, CENTRAL, VERDICT_WHY_UNDECLARED);
	allow(upper, VERDICT_MITIGATE, VERDICT_MUST);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ADVISORY);
	allow(lower, VERDICT_EXEMPT, VERDICT_MAY);
	expect_ruling(test, CENTRAL, VERDICT_WHY_UNDECLARED);
	allow(lower, VERDICT_EXEMPT, VERDICT_NOT_GIVEN);
	allow(lower, VERDICT_NO_NEGATIVE_EVALUATION, VERDICT_MAY);
	expect_ruling(test, CENTRAL, VERDICT_WHY_UNDECLARED);
	allow(upper, VERDICT_NO_NEGATIVE_EVALUATION, VERDICT_MAY);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ADVISORY);
}

/* ---- step 6 ---- */

static void same_level(struct test *test)
{
	test->world.authorities[COUNTY].level = LEVEL_PROVINCE;
	tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	expect_outcomes(test, CLASH);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ISSUERS);
	test->world.lists[1].versions[0].rules[0].kind = VERDICT_RULE_TOLERATE;
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
}

static void same_level_at_the_top(struct test *test)
{
	test->world.authorities[PROVINCE].level = LEVEL_CENTRAL;
	tolerates(test, list_by(test, CENTRAL), 0);
	bars(test, list_by(test, PROVINCE), 0);
	expect_outcomes(test, CLASH);
	expect_ruling(test, CENTRAL, VERDICT_WHY_ISSUERS);
}

/* L3: a clash above beats whatever is below, and a bar above a clash ends it. */
static void conflict_passes_on(struct test *test)
{
	int below = verdict_add_authority(&test->world, COUNTY, 4);
	test->world.matter.subject = test->world.matter.organ = below;
	test->world.authorities[COUNTY].level = LEVEL_PROVINCE;
	tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	bars(test, list_by(test, below), 0);
	expect_outcomes(test, CLASH);
	bars(test, list_by(test, CENTRAL), 0);
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
}

/* ---- step 7 ---- */

static void binds_at_and_below(struct test *test)
{
	int below = verdict_add_authority(&test->world, COUNTY, 4);
	tolerates(test, list_by(test, COUNTY), 0);
	expect_no_ruling(test);
	test->world.matter.organ = below;
	expect_no_ruling(test);
	test->world.matter.organ = PROVINCE;
	expect_outcomes(test, TOLERATED);
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
}

static void binds_a_superior(struct test *test)
{
	int lower = list_by(test, COUNTY), upper = list_by(test, PROVINCE);
	tolerates(test, lower, 0);
	struct verdict_version *superior = is_silent(test, upper, 0);
	test->world.matter.organ = PROVINCE;
	recognise(superior, true, PROVINCE, VERDICT_NONE, VERDICT_NONE);
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
	recognise(superior, true, PROVINCE, lower, VERDICT_NONE);
	expect_no_ruling(test);
	superior->recognition[1] =
		(struct verdict_recognition){true, PROVINCE, VERDICT_NONE, COUNTY};
	expect_no_ruling(test);
	superior->recognition[1].authority = PROVINCE;
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
	superior->recognition[1] = (struct verdict_recognition){true, CENTRAL, lower, VERDICT_NONE};
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
	test->world.matter.organ = CENTRAL;
	expect_ruling(test, CENTRAL, VERDICT_WHY_UNDECLARED);
	struct verdict_version *top = is_silent(test, list_by(test, CENTRAL), 0);
	recognise(top, true, PROVINCE, lower, VERDICT_NONE);
	test->world.matter.organ = PROVINCE;
	expect_no_ruling(test);
}

static void advice(struct test *test)
{
	struct verdict_version *lower = tolerates(test, list_by(test, COUNTY), 0);
	test->world.matter.organ = PROVINCE;
	recognise(lower, true, PROVINCE, VERDICT_NONE, VERDICT_NONE);
	expect_ruling(test, PROVINCE, VERDICT_WHY_ADVISORY);
	lower->recognition[0].binding = false;
	expect_ruling(test, PROVINCE, VERDICT_WHY_ADVISORY);
	lower->recognition[0].organ = CENTRAL;
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
}

static void one_that_binds_is_enough(struct test *test)
{
	tolerates(test, list_by(test, COUNTY), 0);
	test->world.matter.organ = PROVINCE;
	expect_ruling(test, PROVINCE, VERDICT_WHY_UNDECLARED);
	tolerates(test, list_by(test, PROVINCE), 0);
	expect_no_ruling(test);
}

static void only_what_is_tolerated(struct test *test)
{
	says(test, list_by(test, COUNTY), 0, VERDICT_RULE_TOLERATE, PILOT);
	test->world.matter.organ = PROVINCE;
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	expect(test, verdict.outcomes == (TOLERATED | SILENT));
	expect(test, verdict.rulings.why[PROVINCE] == VERDICT_WHY_UNDECLARED);
	expect(test, !verdict.ruling_certain);
	verdict_give(&test->world, PILOT, 1);
	verdict_outcomes(&verdict, &test->world);
	expect(test, verdict.ruling_certain);
	verdict_give(&test->world, PILOT, 0);
	expect_no_ruling(test);
}

/* An organ that is neither above nor below is not bound. */
static void elsewhere(struct test *test)
{
	int other = verdict_add_authority(&test->world, PROVINCE, LEVEL_COUNTY);
	tolerates(test, list_by(test, COUNTY), 0);
	test->world.matter.organ = other;
	expect_ruling(test, other, VERDICT_WHY_UNDECLARED);
}

static const struct claim claims[] = {
	{"R1: a red line binds below, delegation or not", redline_binds_below},
	{"R1: a red line is final, even to those above", redline_is_final},
	{"R1: a red line out of scope does not fire", redline_must_fire},
	{"R1: of one level neither is below", redline_of_the_same_level},
	{"L1, L3: the superior wins, silence yields", superior_wins},
	{"L1: delegation to a level or a name", delegates},
	{"L1: who has yielded is out", delegates_down_the_chain},
	{"L2: effects within and beyond", effects_beyond},
	{"step 6: the common superior must rule", same_level},
	{"step 6: at the top the topmost must", same_level_at_the_top},
	{"L3: a conflict is passed on", conflict_passes_on},
	{"G1: binds at and below its issuer", binds_at_and_below},
	{"G2: binds a superior that says so", binds_a_superior},
	{"G3: advice", advice},
	{"G3: any list that binds settles it", one_that_binds_is_enough},
	{"step 7: asked only where tolerated", only_what_is_tolerated},
	{"step 7: an organ elsewhere", elsewhere},
};

int rank_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
