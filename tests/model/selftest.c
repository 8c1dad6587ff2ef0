/*
 * Self-test of the timeline model: the worked example with each of its answers, the promises of
 * the meaning one by one, and laws on random histories. Prints what failed; returns nonzero if
 * anything did.
 */
#include "selftest.h"

#include "history_print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int claims_check(const struct claim *claims, int count)
{
	int failures = 0;
	struct test *test = malloc(sizeof *test);
	if (!test)
		return 1;
	for (int i = 0; i < count; i++) {
		*test = (struct test){.claim = claims[i].text};
		test->history.now = INT64_C(4000000000);
		for (int issuer = 0; issuer < MODEL_ISSUERS; issuer++)
			test->history.issuer_parent[issuer] = MODEL_NO_ISSUER;
		claims[i].check(test);
		failures += test->failures;
	}
	free(test);
	return failures;
}

struct model_text text_of(int list, int promulgated, int effective)
{
	return (struct model_text){.readable = true,
				   .list = list,
				   .promulgated = promulgated,
				   .effective = effective,
				   .expires = MODEL_NO_DAY};
}

struct model_commit *commit_begin_at(struct test *test, int64_t time)
{
	struct model_history *history = &test->history;
	struct model_commit *commit = &history->commits[history->count++];
	*commit = (struct model_commit){0};
	if (history->count > 1)
		*commit = commit[-1];
	commit->time = time;
	return commit;
}

struct model_commit *commit_begin(struct test *test)
{
	return commit_begin_at(test, 100 * (INT64_C(1) + test->history.count));
}

static struct model_commit *commit_last(struct test *test)
{
	return &test->history.commits[test->history.count - 1];
}

void commit_delete(struct test *test, int path)
{
	struct model_commit *tree = commit_last(test);
	for (int i = tree->count - 1; i >= 0; i--) {
		if (tree->files[i].path == path)
			tree->files[i] = tree->files[--tree->count];
	}
}

void commit_write(struct test *test, int path, const struct model_text *text)
{
	commit_delete(test, path);
	struct model_commit *tree = commit_last(test);
	tree->files[tree->count++] = (struct model_file){.path = path, .text = *text};
}

void commit_text(struct test *test, int path, const struct model_text *text)
{
	commit_begin(test);
	commit_write(test, path, text);
}

void commit_deletion(struct test *test, int path)
{
	commit_begin(test);
	commit_delete(test, path);
}

static void test_fail(struct test *test, int line)
{
	if (test->failures++ == 0)
		printf("FAILED: %s\n", test->claim);
	printf("  line %d\n", line);
}

void test_expect_true(struct test *test, int line, bool holds)
{
	if (!holds)
		test_fail(test, line);
}

static struct model_answer test_ask(const struct test *test, const struct expectation *expected)
{
	struct model_question question = {
		.list = expected->list, .day = expected->day, .known_at = expected->known_at};
	return model_ask(&test->history, &question);
}

static bool answer_meets(const struct model_answer *answer, int commit)
{
	if (commit == EXPECT_UNCERTAIN)
		return answer->state == MODEL_UNCERTAIN;
	if (commit == EXPECT_GAP)
		return answer->state == MODEL_GAP && answer->commit == MODEL_NOWHERE;
	return answer->state == MODEL_IN_FORCE && answer->commit == commit;
}

void test_expect(struct test *test, const struct expectation *expected)
{
	struct model_answer answer = test_ask(test, expected);
	if (answer_meets(&answer, expected->commit))
		return;
	test_fail(test, expected->line);
	printf("  list %d day %d known at %" PRId64 ": wanted %d, found\n", expected->list,
	       expected->day, expected->known_at, expected->commit);
	answer_print(stdout, &answer);
}

void test_expect_rules(struct test *test, const struct expectation *expected, uint32_t rules)
{
	struct model_answer answer = test_ask(test, expected);
	if (answer.state == MODEL_IN_FORCE && answer.rules == rules)
		return;
	test_fail(test, expected->line);
	printf("  list %d day %d: wanted rules 0x%" PRIx32 ", found\n", expected->list,
	       expected->day, rules);
	answer_print(stdout, &answer);
}

/* ---- the worked example ---- */

/* Days of a date of 2018 to 2021, counted through its years and months. */
static int day_of(int year, int month, int day)
{
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	int leap_days = (year - 1969) / 4 + (year % 4 == 0 && month > 2);
	return (year - 1970) * 365 + leap_days + before[month - 1] + day - 1;
}

enum {
	ZONE = 8 * 3600,
};

static void commit_text_on(struct test *test, const struct model_text *text, int day)
{
	commit_begin_at(test, model_day_end(day, ZONE) - 12 * 3600);
	commit_write(test, 0, text);
}

/* The four texts, each in place of the one before. */
static void example_commit(struct test *test, const struct model_text *v3)
{
	struct model_text v1 = text_of(0, day_of(2018, 2, 9), day_of(2018, 2, 9));
	struct model_text v2 = text_of(0, day_of(2020, 6, 1), day_of(2021, 1, 1));
	struct model_text v4 = text_of(0, day_of(2020, 9, 15), day_of(2021, 3, 1));
	v4.corrects = 1;
	v4.body = 1;
	commit_text_on(test, &v1, day_of(2018, 2, 10));
	commit_text_on(test, &v2, day_of(2020, 6, 2));
	commit_text_on(test, v3, day_of(2020, 9, 16));
	commit_text_on(test, &v4, day_of(2021, 4, 10));
}

static struct model_text example_v3(void)
{
	struct model_text v3 = text_of(0, day_of(2020, 9, 15), day_of(2021, 3, 1));
	v3.withdraws = (struct model_days){1, {day_of(2021, 1, 1)}};
	return v3;
}

static void example_expect(struct test *test)
{
	int64_t before_v3 = model_day_end(day_of(2020, 7, 1), ZONE);
	int64_t before_v4 = model_day_end(day_of(2021, 3, 20), ZONE);
	expect(test, 0, day_of(2019, 5, 1), 0);
	expect(test, 0, day_of(2021, 2, 1), 0);
	expect_known(test, 0, day_of(2021, 2, 1), before_v3, 1);
	expect(test, 0, day_of(2021, 3, 15), 3);
	expect_known(test, 0, day_of(2021, 3, 15), before_v4, 2);
}

static void example_answers(struct test *test)
{
	struct model_text v3 = example_v3();
	expect_true(test, day_of(2018, 2, 9) == 17571 && day_of(2020, 6, 1) == 18414 &&
				  day_of(2021, 3, 1) == 18687);
	example_commit(test, &v3);
	example_expect(test);
	expect(test, 0, day_of(2018, 2, 8), EXPECT_GAP);
}

static void example_without_withdraws(struct test *test)
{
	struct model_text v3 = example_v3();
	v3.withdraws.count = 0;
	example_commit(test, &v3);
	expect(test, 0, day_of(2021, 2, 1), 1);
}

static void example_again(struct test *test, int commit)
{
	struct model_text v3 = example_v3();
	example_commit(test, &v3);
	struct model_text again = test->history.commits[commit].files[0].text;
	commit_text_on(test, &again, day_of(2021, 6, 1));
	example_expect(test);
}

static void example_v3_again(struct test *test)
{
	example_again(test, 2);
}

static void example_v1_again(struct test *test)
{
	example_again(test, 0);
}

static const struct claim examples[] = {
	{"the worked example has its five answers", example_answers},
	{"had V3 not said withdraws, 2021-02-01 would be V2", example_without_withdraws},
	{"recording V3's text again changes none of these", example_v3_again},
	{"recording V1's text again changes none of these", example_v1_again},
};

int main(void)
{
	int failures = claims_check(examples, countof(examples));
	failures += record_claims_check();
	failures += timeline_claims_check();
	failures += repeal_claims_check();
	failures += unreadable_claims_check();
	failures += laws_check();
	failures += random_check();
	printf("%d failures\n", failures);
	return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
