/*
 * What repeals end, and while which version says so: each sentence by a history written by hand.
 * List 0 repeals, list 1 is repealed.
 */
#include "selftest.h"

/* Promulgated and effective on 12. */
static struct model_text repealing(int rule, int from)
{
	struct model_text text = text_of(0, 12, 12);
	text.repeals[0] = (struct model_repeal){1, rule, from};
	text.repeal_count = 1;
	return text;
}

/* With the rules 0 and 1. */
static struct model_text repealed(int promulgated, int effective)
{
	struct model_text text = text_of(1, promulgated, effective);
	text.rules[0] = (struct model_rule){0, MODEL_NO_DAY, MODEL_NO_DAY};
	text.rules[1] = (struct model_rule){1, MODEL_NO_DAY, MODEL_NO_DAY};
	text.rule_count = 2;
	return text;
}

static void repeal_of_a_list(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	expect_rules(test, 1, 19, 3);
	expect(test, 1, 20, EXPECT_GAP);
	expect(test, 1, 90, EXPECT_GAP);
	expect(test, 0, 20, 1);
	expect_known(test, 1, 20, 150, 0);
}

static void repeal_of_a_rule(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(1, 20);
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	expect_rules(test, 1, 19, 3);
	expect_rules(test, 1, 20, 1);
}

/* Promulgated on the day of the repealing text or before: ended. Later: a new window. */
static void repeal_by_promulgation(struct test *test)
{
	struct model_text same_day = repealed(12, 30);
	struct model_text later = repealed(13, 40);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text target = repealed(10, 10);
	commit_text(test, 0, &by);
	commit_text(test, 1, &target);
	commit_text(test, 1, &same_day);
	commit_text(test, 1, &later);
	expect(test, 1, 19, 1);
	expect(test, 1, 25, EXPECT_GAP);
	expect(test, 1, 35, EXPECT_GAP);
	expect(test, 1, 40, 3);
}

static void repeal_of_a_rule_by_promulgation(struct test *test)
{
	struct model_text later = repealed(13, 40);
	struct model_text by = repealing(0, 20);
	struct model_text target = repealed(10, 10);
	commit_text(test, 0, &by);
	commit_text(test, 1, &target);
	commit_text(test, 1, &later);
	expect_rules(test, 1, 25, 2);
	expect_rules(test, 1, 40, 3);
}

/* A version spared by the repeal lasts until the next one, ended or not. */
static void repeal_between_versions(struct test *test)
{
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text later = repealed(13, 15);
	struct model_text ended = repealed(10, 30);
	commit_text(test, 0, &by);
	commit_text(test, 1, &later);
	commit_text(test, 2, &ended);
	expect(test, 1, 29, 1);
	expect(test, 1, 30, EXPECT_GAP);
}

static void repeal_from_before_its_own_text(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	by.effective = 50;
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	expect(test, 1, 19, 0);
	expect(test, 1, 20, EXPECT_GAP);
}

static void repeal_outlives_its_version(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text next = text_of(0, 18, 18);
	by.expires = 15;
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	commit_text(test, 0, &next);
	expect(test, 0, 16, EXPECT_GAP);
	expect(test, 1, 20, EXPECT_GAP);
}

static void repeal_of_the_repealing(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text above = text_of(2, 13, 13);
	above.repeals[above.repeal_count++] = (struct model_repeal){0, MODEL_EVERY_RULE, 14};
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	commit_text(test, 2, &above);
	expect(test, 0, 14, EXPECT_GAP);
	expect(test, 1, 20, EXPECT_GAP);
}

static void repeal_withdrawn(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text next = text_of(0, 18, 18);
	next.withdraws = (struct model_days){1, {12}};
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	commit_text(test, 0, &next);
	expect(test, 1, 20, 0);
	next.withdraws.count = 0;
	next.reinstates = (struct model_days){1, {12}};
	commit_text(test, 0, &next);
	expect(test, 1, 20, EXPECT_GAP);
}

static void repeal_corrected_away(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	by.body = 1;
	commit_text(test, 0, &by);
	expect(test, 1, 20, EXPECT_GAP);
	by.repeal_count = 0;
	commit_text(test, 0, &by);
	expect(test, 1, 20, 0);
}

static void repeal_by_a_displaced_version(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	struct model_text late = text_of(0, 15, 11);
	late.retroactive = true;
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	commit_text(test, 0, &late);
	expect(test, 0, 13, 2);
	expect(test, 1, 20, EXPECT_GAP);
}

static void repeal_by_drafts(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text draft = repealing(MODEL_EVERY_RULE, 20);
	struct model_text pending = repealing(MODEL_EVERY_RULE, 20);
	draft.draft = true;
	pending.pending = true;
	commit_text(test, 1, &target);
	commit_text(test, 0, &draft);
	commit_text(test, 2, &pending);
	expect(test, 1, 20, 0);
}

/* Issuer 1 is under 0, 2 under 1; 3 is under 0 too. */
static void repeal_reach(struct test *test)
{
	static const struct {
		int issuer;
		int target;
		int commit;
	} cases[] = {
		{0, 0, EXPECT_GAP}, {0, 1, EXPECT_GAP}, {0, 2, EXPECT_GAP}, {1, 2, EXPECT_GAP},
		{1, 0, 0},	    {2, 0, 0},		{1, 3, 0},	    {3, 2, 0},
	};
	test->history.issuer_parent[1] = test->history.issuer_parent[3] = 0;
	test->history.issuer_parent[2] = 1;
	for (int i = 0; i < countof(cases); i++) {
		struct model_text target = repealed(10, 10);
		struct model_text by = repealing(MODEL_EVERY_RULE, 20);
		target.issuer = cases[i].target;
		by.issuer = cases[i].issuer;
		test->history.count = 0;
		commit_text(test, 1, &target);
		commit_text(test, 0, &by);
		expect(test, 1, 20, cases[i].commit);
	}
}

static void repeal_of_itself(struct test *test)
{
	struct model_text text = repealed(10, 10);
	text.repeals[0] = (struct model_repeal){1, MODEL_EVERY_RULE, 20};
	text.repeals[1] = (struct model_repeal){1, 0, 20};
	text.repeal_count = 2;
	commit_text(test, 1, &text);
	expect_rules(test, 1, 20, 3);
}

/* A list that is no longer, or not yet, in the tree; the text that says so is recorded. */
static void repeal_of_what_is_not_there(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	commit_text(test, 1, &target);
	commit_deletion(test, 1);
	commit_text(test, 0, &by);
	expect(test, 0, 20, 2);
	expect(test, 1, 20, EXPECT_GAP);
	test->history.count = 0;
	commit_text(test, 0, &by);
	commit_text(test, 1, &target);
	expect(test, 1, 19, 1);
	expect(test, 1, 20, EXPECT_GAP);
}

/* What counts is the text that answers: corrected to a later promulgation, it is spared. */
static void repeal_of_a_corrected_version(struct test *test)
{
	struct model_text target = repealed(10, 10);
	struct model_text by = repealing(MODEL_EVERY_RULE, 20);
	commit_text(test, 1, &target);
	commit_text(test, 0, &by);
	target.promulgated = 13;
	commit_text(test, 1, &target);
	expect(test, 1, 20, 2);
}

static const struct claim claims[] = {
	{"a repeal ends a list on its day", repeal_of_a_list},
	{"a repeal ends one rule on its day", repeal_of_a_rule},
	{"a version promulgated later opens a new window", repeal_by_promulgation},
	{"a rule of a version promulgated later is spared", repeal_of_a_rule_by_promulgation},
	{"a spared version lasts until the next one's date", repeal_between_versions},
	{"a repeal ends on its day, not when its version begins", repeal_from_before_its_own_text},
	{"a repeal outlives its version's own end", repeal_outlives_its_version},
	{"a repeal outlives the repeal of its list", repeal_of_the_repealing},
	{"a withdrawn version's repeal does not count", repeal_withdrawn},
	{"a repeal corrected away does not count", repeal_corrected_away},
	{"a displaced version's repeal counts", repeal_by_a_displaced_version},
	{"drafts and pending texts repeal nothing", repeal_by_drafts},
	{"a repeal reaches the same issuer and below", repeal_reach},
	{"a list never repeals itself", repeal_of_itself},
	{"a repeal counts for what is on record, in its tree or not", repeal_of_what_is_not_there},
	{"a repeal asks for the promulgation of the answering text", repeal_of_a_corrected_version},
};

int repeal_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
