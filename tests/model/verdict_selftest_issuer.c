/*
 * Lists of one issuer that clash: special before general, later before earlier, by worlds written
 * by hand.
 */
#include "verdict_selftest.h"

/* A general bar from day 10 and a special tolerance from day 20, by COUNTY. */
struct pair {
	struct verdict_version *general;
	struct verdict_version *special;
};

enum { GENERAL, SPECIAL };

static struct pair pair_of(struct test *test)
{
	struct pair pair;
	pair.general = says(test, list_by(test, COUNTY), 10, VERDICT_RULE_BAR, GAIN);
	pair.special = says(test, list_by(test, COUNTY), 20, VERDICT_RULE_TOLERATE, PILOT);
	verdict_give(&test->world, GAIN, 1);
	verdict_give(&test->world, PILOT, 1);
	return pair;
}

static void later_wins(struct test *test)
{
	struct pair pair = pair_of(test);
	expect_outcomes(test, TOLERATED);
	pair.general->effective = 30;
	expect_outcomes(test, BARRED);
	pair.general->effective = 20;
	expect_outcomes(test, CLASH);
	expect_ruling(test, COUNTY, VERDICT_WHY_SAME_DAY);
}

static void declared_special(struct test *test)
{
	struct pair pair = pair_of(test);
	pair.special->special_to = GENERAL;
	pair.general->effective = 30;
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	pair.general->promulgated = 20;
	expect_outcomes(test, TOLERATED);
	pair.general->promulgated = 30;
	expect_outcomes(test, CLASH);
	expect_ruling(test, COUNTY, VERDICT_WHY_GENERAL);
}

static void new_general_repeals_or_saves(struct test *test)
{
	struct pair pair = pair_of(test);
	pair.special->special_to = GENERAL;
	pair.general->effective = pair.general->promulgated = 30;
	pair.general->saves = SPECIAL;
	expect_outcomes(test, TOLERATED);
	expect_no_ruling(test);
	pair.general->saves = VERDICT_NONE;
	pair.general->repeals[pair.general->repeal_count++] =
		(struct verdict_repeal){SPECIAL, VERDICT_NONE, 150};
	pair.special->transition = VERDICT_TRANSITION_OLD;
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
	pair.general->promulgated = 10;
	expect_outcomes(test, TOLERATED);
}

/* Both conditions by hand: the special one asks more. */
static void proved_special(struct test *test)
{
	struct pair pair = pair_of(test);
	struct verdict_version *special = pair.special;
	pair.general->effective = 30;
	expect_outcomes(test, BARRED);
	special->rules[0].when =
		verdict_put_pair(special, VERDICT_ALL, verdict_put_is(special, GAIN),
				 verdict_put_is(special, PILOT));
	expect_outcomes(test, TOLERATED);
	special->rules[0].when = verdict_put_is(special, GAIN);
	expect_outcomes(test, BARRED);
	special->scope = verdict_put_is(special, PILOT);
	expect_outcomes(test, TOLERATED);
}

/* A rule that says the same as the other proves nothing, one beside it does. */
static void proved_by_one_rule(struct test *test)
{
	struct pair pair = pair_of(test);
	struct verdict_version *special = pair.special;
	pair.general->effective = 30;
	special->rules[0].when = verdict_put_is(special, GAIN);
	expect_outcomes(test, BARRED);
	verdict_add_rule(special, VERDICT_RULE_TOLERATE,
			 verdict_put_pair(special, VERDICT_ALL, verdict_put_is(special, GAIN),
					  verdict_put_is(special, PILOT)));
	expect_outcomes(test, TOLERATED);
}

static void proved_by_numbers(struct test *test)
{
	struct pair pair = pair_of(test);
	pair.general->effective = 30;
	pair.general->rules[0].when = verdict_put_compare(pair.general, LOSS, VERDICT_NO_LESS, 100);
	pair.special->rules[0].when = verdict_put_compare(pair.special, LOSS, VERDICT_MORE, 100);
	verdict_give(&test->world, LOSS, 200);
	expect_outcomes(test, TOLERATED);
	pair.special->nodes[pair.special->rules[0].when].value = 99;
	expect_outcomes(test, BARRED);
	pair.general->rules[0].when =
		verdict_put_moment(pair.general, TOLD, VERDICT_AT_MOST, VERDICT_AT_CONDUCT);
	pair.special->rules[0].when =
		verdict_put_moment(pair.special, TOLD, VERDICT_LESS, VERDICT_AT_CONDUCT);
	verdict_give(&test->world, TOLD, 99);
	expect_outcomes(test, TOLERATED);
	pair.general->rules[0].when =
		verdict_put_moment(pair.general, TOLD, VERDICT_AT_MOST, VERDICT_AT_DECISION);
	test->world.matter.decided = 300;
	expect_outcomes(test, BARRED);
}

/* What is declared goes before what is proved; where both declare, neither is special. */
static void declared_before_proved(struct test *test)
{
	struct pair pair = pair_of(test);
	struct verdict_version *special = pair.special;
	special->rules[0].when =
		verdict_put_pair(special, VERDICT_ALL, verdict_put_is(special, GAIN),
				 verdict_put_is(special, PILOT));
	pair.general->special_to = SPECIAL;
	special->promulgated = special->effective = 5;
	expect_outcomes(test, BARRED);
	pair.general->effective = 4;
	special->special_to = GENERAL;
	expect_outcomes(test, TOLERATED);
}

static void other_issuers_are_not_special(struct test *test)
{
	struct pair pair = pair_of(test);
	pair.special->special_to = GENERAL;
	test->world.lists[GENERAL].issuer = PROVINCE;
	expect_outcomes(test, BARRED);
}

/* Two that agree against one: one of them beats it, and both hold. */
static void three_lists(struct test *test)
{
	struct pair pair = pair_of(test);
	pair.general->effective = 15;
	says(test, list_by(test, COUNTY), 12, VERDICT_RULE_TOLERATE, PILOT);
	expect_outcomes(test, TOLERATED);
	pair.general->effective = 30;
	expect_outcomes(test, BARRED);
	expect_no_ruling(test);
}

static void circle(struct test *test)
{
	struct pair pair = pair_of(test);
	struct verdict_version *late_bar =
		says(test, list_by(test, COUNTY), 22, VERDICT_RULE_BAR, GAIN);
	struct verdict_version *tolerance = tolerates(test, list_by(test, COUNTY), 8);
	/* The special tolerance loses to the late bar, that to the other tolerance as its special
	 * one, that to the general bar as the later, and that to the special tolerance. */
	tolerance->special_to = 2;
	late_bar->promulgated = 7;
	pair.special->special_to = GENERAL;
	expect_outcomes(test, CLASH);
	expect_ruling(test, COUNTY, VERDICT_WHY_CIRCLE);
}

static const struct claim claims[] = {
	{"S3: the later effective day wins, the same day needs ruling", later_wins},
	{"S1, S2: declared special before general, but for a new general", declared_special},
	{"S2: a new general list that saves or repeals", new_general_repeals_or_saves},
	{"S1: proved by condition and scope, one way only", proved_special},
	{"S1: proved by one rule of several", proved_by_one_rule},
	{"S1: proved by numbers and days", proved_by_numbers},
	{"S1: what is declared goes before what is proved", declared_before_proved},
	{"step 5 is for one issuer", other_issuers_are_not_special},
	{"step 5 with three lists", three_lists},
	{"step 5 where each is beaten", circle},
};

int issuer_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
