/*
 * What the timeline says of a day: the sentences on windows, retroactive versions and rules with
 * dates of their own, each by a history written by hand.
 */
#include "selftest.h"

static void windows_are_half_open(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 30, 30);
	v1.expires = 20;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect(test, 0, 9, EXPECT_GAP);
	expect(test, 0, 10, 0);
	expect(test, 0, 19, 0);
	expect(test, 0, 20, EXPECT_GAP);
	expect(test, 0, 29, EXPECT_GAP);
	expect(test, 0, 30, 1);
	expect(test, 1, 15, EXPECT_GAP);
}

static void each_until_the_next(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	v1.expires = 40;
	v2.expires = 25;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect(test, 0, 19, 0);
	expect(test, 0, 20, 1);
	expect(test, 0, 24, 1);
	expect(test, 0, 25, EXPECT_GAP);
}

/* Withdrawn, it leaves its days to the one before; expired, it leaves a gap. */
static void expired_before_it_began(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	v2.expires = 15;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect(test, 0, 16, 0);
	expect(test, 0, 19, 0);
	expect(test, 0, 20, EXPECT_GAP);
}

/* ---- retroactive versions ---- */

/* V1, V2 and V3 from 10, 20 and 30, promulgated the day before; R from 20, promulgated on 30. */
static struct model_text retroactive_commit(struct test *test, int effective)
{
	static const int days[] = {10, 20, 30};
	for (int i = 0; i < countof(days); i++) {
		struct model_text text = text_of(0, days[i] - 1, days[i]);
		commit_text(test, i, &text);
	}
	struct model_text late = text_of(0, 30, effective);
	late.retroactive = true;
	commit_text(test, 4, &late);
	return late;
}

static void retroactive_displaces(struct test *test)
{
	retroactive_commit(test, 15);
	expect(test, 0, 14, 0);
	expect(test, 0, 15, 3);
	expect(test, 0, 20, 3);
	expect(test, 0, 29, 3);
	expect(test, 0, 30, 2);
	expect_known(test, 0, 20, 350, 1);
}

/* When the retroactive version has ended, the displaced one does not come back. */
static void retroactive_ended(struct test *test)
{
	struct model_text late = retroactive_commit(test, 15);
	late.expires = 22;
	commit_text(test, 4, &late);
	expect(test, 0, 21, 4);
	expect(test, 0, 22, EXPECT_GAP);
	expect(test, 0, 30, 2);
}

static void retroactive_on_the_same_day_corrects(struct test *test)
{
	retroactive_commit(test, 20);
	expect(test, 0, 20, 1);
	commit_deletion(test, 1);
	expect(test, 0, 19, 0);
	expect(test, 0, 20, 4);
	expect(test, 0, 30, 2);
}

static void retroactive_spares_the_later_promulgated(struct test *test)
{
	struct model_text same_day = text_of(0, 30, 21);
	struct model_text later = text_of(0, 31, 25);
	struct model_text other = text_of(1, 5, 25);
	same_day.retroactive = later.retroactive = true;
	retroactive_commit(test, 15);
	commit_text(test, 5, &same_day);
	commit_text(test, 6, &later);
	commit_text(test, 7, &other);
	expect(test, 0, 20, 3);
	expect(test, 0, 22, 4);
	expect(test, 0, 26, 5);
	expect(test, 1, 26, 6);
}

static void retroactive_withdrawn(struct test *test)
{
	struct model_text late = retroactive_commit(test, 15);
	struct model_text v5 = text_of(0, 50, 50);
	v5.withdraws = (struct model_days){1, {15}};
	commit_text(test, 5, &v5);
	expect(test, 0, 16, 0);
	expect(test, 0, 20, 1);
	v5.withdraws.count = 0;
	v5.reinstates = (struct model_days){1, {15}};
	commit_text(test, 5, &v5);
	expect(test, 0, 20, 3);
	late.corrects = 1;
	late.promulgated = 15;
	commit_text(test, 4, &late);
	expect(test, 0, 20, 1);
}

static void retroactive_unsaid(struct test *test)
{
	struct model_text late = retroactive_commit(test, 15);
	late.retroactive = false;
	late.corrects = 1;
	commit_text(test, 4, &late);
	expect(test, 0, 20, 4);
	expect(test, 0, 30, 2);
}

/* A version found later is displaced like one that was there. */
static void retroactive_order_of_recording(struct test *test)
{
	struct model_text found = text_of(0, 16, 22);
	retroactive_commit(test, 15);
	commit_text(test, 5, &found);
	expect(test, 0, 23, 3);
}

/* ---- rules with dates of their own ---- */

static void rules_meet_the_window(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	v1.expires = 40;
	v1.rules[0] = (struct model_rule){0, MODEL_NO_DAY, MODEL_NO_DAY};
	v1.rules[1] = (struct model_rule){1, 5, 20};
	v1.rules[2] = (struct model_rule){2, 20, 50};
	v1.rule_count = 3;
	commit_text(test, 0, &v1);
	expect(test, 0, 9, EXPECT_GAP);
	expect_rules(test, 0, 10, 3);
	expect_rules(test, 0, 19, 3);
	expect_rules(test, 0, 20, 5);
	expect_rules(test, 0, 39, 5);
	expect(test, 0, 40, EXPECT_GAP);
}

static void no_older_rule_stands_in(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	v1.rules[0] = (struct model_rule){0, MODEL_NO_DAY, MODEL_NO_DAY};
	v2.rules[0] = (struct model_rule){0, 25, 30};
	v1.rule_count = v2.rule_count = 1;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect_rules(test, 0, 19, 1);
	expect_rules(test, 0, 20, 0);
	expect_rules(test, 0, 25, 1);
	expect_rules(test, 0, 30, 0);
}

static const struct claim claims[] = {
	{"windows are half-open whole days, gaps are shown", windows_are_half_open},
	{"each version lasts until the next one's effective date", each_until_the_next},
	{"a version expired before it began leaves a gap", expired_before_it_began},
	{"retroactive: what was promulgated before and lies between is displaced",
	 retroactive_displaces},
	{"a displaced version does not come back", retroactive_ended},
	{"retroactive on a date on record corrects it", retroactive_on_the_same_day_corrects},
	{"retroactive: what was promulgated later or that day is spared",
	 retroactive_spares_the_later_promulgated},
	{"a withdrawn or corrected retroactive version displaces nothing", retroactive_withdrawn},
	{"without the word retroactive it displaces all the same", retroactive_unsaid},
	{"displacement does not ask for the order of recording", retroactive_order_of_recording},
	{"a rule is in force where its dates meet the window", rules_meet_the_window},
	{"no older rule stands in", no_older_rule_stands_in},
};

int timeline_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
