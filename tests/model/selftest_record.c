/*
 * What is recorded, when, and which recording answers: the sentences on the clocks, on texts and
 * trees, on corrections, withdrawals and drafts, each by a history written by hand.
 */
#include "selftest.h"

/* ---- the clock ---- */

static void clock_running_maximum(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	static const int64_t times[] = {100, 500, 300, 600};
	static const int64_t recorded[] = {100, 500, 500, 600};
	for (int i = 0; i < countof(times); i++)
		commit_begin_at(test, times[i]);
	for (int i = 0; i < countof(times); i++)
		expect_true(test, model_recorded(&test->history, i) == recorded[i]);
	test->history.count = 2;
	commit_write(test, 0, &v1);
	commit_begin_at(test, 300);
	commit_write(test, 0, &v2);
	expect_known(test, 0, 25, 299, EXPECT_GAP);
	expect_known(test, 0, 25, 500, 2);
}

static void clock_regression(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	commit_begin_at(test, 100);
	commit_write(test, 0, &v1);
	commit_begin_at(test, 500);
	commit_begin_at(test, 300);
	commit_begin_at(test, 600);
	expect_known(test, 0, 15, 299, 0);
	expect_known(test, 0, 15, 300, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 499, EXPECT_UNCERTAIN);
	expect_known(test, 7, 15, 400, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 500, 0);
	expect(test, 0, 15, 0);
}

static void clock_long_regression(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	static const int64_t times[] = {100, 500, 200, 300, 600, 600};
	commit_begin_at(test, 100);
	commit_write(test, 0, &v1);
	for (int i = 1; i < countof(times); i++)
		commit_begin_at(test, times[i]);
	expect_known(test, 0, 15, 199, 0);
	expect_known(test, 0, 15, 200, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 350, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 500, 0);
	expect_known(test, 0, 15, 600, 0);
}

static void clock_after_now(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	test->history.now = 350;
	commit_text(test, 0, &v1);
	commit_begin_at(test, 400);
	commit_write(test, 0, &v2);
	expect_known(test, 0, 15, 349, 0);
	expect_known(test, 0, 15, 350, EXPECT_UNCERTAIN);
	expect_known(test, 0, 15, 399, EXPECT_UNCERTAIN);
	expect_known(test, 0, 25, 400, 1);
	expect(test, 0, 25, 1);
}

static void clock_says_what_is_under_it(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	commit_text(test, 0, &v1);
	commit_begin_at(test, 500);
	commit_begin_at(test, 300);
	struct model_question question = {.list = 0, .day = 15, .known_at = 400};
	struct model_answer answer = model_ask(&test->history, &question);
	expect_true(test, answer.by_clock && !answer.by_text && answer.commit == 0);
}

static void known_at_is_inclusive(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 10, 10);
	v2.body = 1;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect_known(test, 0, 15, 99, EXPECT_GAP);
	expect_known(test, 0, 15, 100, 0);
	expect_known(test, 0, 15, 199, 0);
	expect_known(test, 0, 15, 200, 1);
}

static void known_at_bare_date(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	expect_true(test, model_day_end(0, 0) == 86399);
	expect_true(test, model_day_end(0, 8 * 3600) == 57599);
	expect_true(test, model_day_end(1, -3600) == 2 * 86400 + 3599);
	commit_begin_at(test, 57599);
	commit_write(test, 0, &v1);
	commit_begin_at(test, 57600);
	commit_write(test, 0, &v2);
	expect_known(test, 0, 25, model_day_end(0, 8 * 3600), 0);
	expect_known(test, 0, 25, model_day_end(1, 8 * 3600), 1);
}

/* ---- texts and trees ---- */

static void move_changes_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text other = text_of(1, 10, 10);
	commit_text(test, 0, &v1);
	commit_deletion(test, 0);
	commit_write(test, 5, &v1);
	commit_text(test, 0, &other);
	expect(test, 0, 15, 0);
	expect(test, 1, 15, 2);
}

static void reformat_records_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	v1.withdraws = (struct model_days){2, {3, 4}};
	v1.reinstates = (struct model_days){2, {3, 4}};
	v1.rules[0] = (struct model_rule){0, MODEL_NO_DAY, MODEL_NO_DAY};
	v1.rules[1] = (struct model_rule){1, MODEL_NO_DAY, 20};
	v1.rule_count = 2;
	v1.repeals[0] = (struct model_repeal){1, MODEL_EVERY_RULE, 30};
	v1.repeals[1] = (struct model_repeal){2, 0, 30};
	v1.repeal_count = 2;
	struct model_text same = v1;
	same.noise = 1;
	same.withdraws = (struct model_days){2, {4, 3}};
	same.reinstates = (struct model_days){2, {4, 3}};
	same.rules[0] = v1.rules[1];
	same.rules[1] = v1.rules[0];
	same.repeals[0] = v1.repeals[1];
	same.repeals[1] = v1.repeals[0];
	commit_text(test, 0, &v1);
	commit_text(test, 0, &same);
	expect_true(test, model_form_same(&v1, &same));
	expect(test, 0, 15, 0);
}

/* Each property of a list is part of its compiled form. */
static void properties_are_part_of_the_form(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text texts[10];
	for (int i = 0; i < countof(texts); i++)
		texts[i] = v1;
	texts[0].promulgated = 9;
	texts[1].expires = 40;
	texts[2].corrects = 1;
	texts[3].retroactive = true;
	texts[4].body = 1;
	texts[5].issuer = 1;
	texts[6].repeals[texts[6].repeal_count++] = (struct model_repeal){1, 0, 30};
	texts[7].rules[texts[7].rule_count++] = (struct model_rule){0, MODEL_NO_DAY, MODEL_NO_DAY};
	texts[8].rules[texts[8].rule_count++] = (struct model_rule){0, MODEL_NO_DAY, 20};
	texts[9].rules[texts[9].rule_count++] = (struct model_rule){0, 5, MODEL_NO_DAY};
	commit_text(test, 0, &v1);
	for (int i = 0; i < countof(texts); i++) {
		commit_text(test, 0, &texts[i]);
		expect(test, 0, 15, i + 1);
	}
}

/* Each differs from the first and from each other, whichever is asked about. */
static void forms_differ(struct test *test)
{
	struct model_text texts[14];
	for (int i = 0; i < countof(texts); i++)
		texts[i] = text_of(0, 10, 10);
	texts[1].draft = true;
	texts[2].pending = true;
	texts[3].withdraws = (struct model_days){1, {3}};
	texts[4].withdraws = (struct model_days){2, {3, 4}};
	texts[5].reinstates = (struct model_days){1, {3}};
	texts[6].rules[texts[6].rule_count++] = (struct model_rule){0, 5, 9};
	texts[7].rules[texts[7].rule_count++] = (struct model_rule){1, 5, 9};
	texts[8] = texts[7];
	texts[8].rules[texts[8].rule_count++] = (struct model_rule){2, 5, 9};
	texts[9].repeals[texts[9].repeal_count++] = (struct model_repeal){1, 0, 9};
	texts[10].repeals[texts[10].repeal_count++] = (struct model_repeal){2, 0, 9};
	texts[11].repeals[texts[11].repeal_count++] = (struct model_repeal){2, 1, 9};
	texts[12].repeals[texts[12].repeal_count++] = (struct model_repeal){2, 1, 8};
	texts[13] = texts[12];
	texts[13].repeals[texts[13].repeal_count++] = (struct model_repeal){2, 1, 7};
	for (int i = 0; i < countof(texts); i++) {
		for (int j = 0; j < countof(texts); j++)
			expect_true(test, model_form_same(&texts[i], &texts[j]) == (i == j));
	}
}

static void definition_change_is_recorded(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	commit_text(test, 0, &v1);
	v1.body = 7;
	commit_text(test, 0, &v1);
	expect(test, 0, 15, 1);
}

static void several_texts_in_one_tree(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	commit_text(test, 0, &v1);
	commit_write(test, 1, &v2);
	expect(test, 0, 15, 0);
	expect(test, 0, 25, 0);
	struct model_question question = {.list = 0, .day = 25, .known_at = MODEL_NO_TIME};
	expect_true(test, model_ask(&test->history, &question).file == 1);
}

static void same_date_twice(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text first = text_of(0, 10, 10);
	struct model_text second = text_of(0, 10, 10);
	struct model_text third = text_of(0, 20, 20);
	first.body = 1;
	second.body = 2;
	first.withdraws = (struct model_days){1, {10}};
	commit_text(test, 0, &v1);
	commit_text(test, 0, &first);
	commit_write(test, 1, &second);
	commit_write(test, 2, &third);
	expect(test, 0, 15, 0);
	expect(test, 0, 25, 1);
	commit_deletion(test, 0);
	expect(test, 0, 15, 2);
}

static void same_date_twice_of_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	commit_text(test, 0, &v1);
	commit_write(test, 1, &v1);
	expect(test, 0, 15, EXPECT_GAP);
	commit_deletion(test, 1);
	expect(test, 0, 15, 1);
	commit_text(test, 1, &v1);
	expect(test, 0, 15, 1);
}

static void drafts_collide_with_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text draft = text_of(0, 10, 10);
	struct model_text pending = text_of(0, 10, 10);
	draft.draft = true;
	pending.pending = true;
	commit_text(test, 0, &draft);
	commit_write(test, 1, &v1);
	commit_write(test, 2, &pending);
	expect(test, 0, 15, 0);
	draft = v1;
	draft.readable = false;
	draft.name_legible = draft.effective_legible = true;
	v1.body = 1;
	commit_text(test, 0, &draft);
	commit_write(test, 1, &v1);
	commit_begin(test);
	v1.effective = 20;
	commit_write(test, 3, &v1);
	expect(test, 0, 15, 1);
}

/* ---- append only, versions and corrections ---- */

static void edit_adds_a_version(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	expect(test, 0, 15, 0);
	expect(test, 0, 25, 1);
}

static void deletion_changes_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	v2.withdraws = (struct model_days){1, {10}};
	commit_text(test, 0, &v1);
	commit_text(test, 1, &v2);
	commit_deletion(test, 0);
	commit_deletion(test, 1);
	expect(test, 0, 15, EXPECT_GAP);
	expect(test, 0, 25, 1);
	commit_text(test, 0, &v1);
	expect(test, 0, 15, EXPECT_GAP);
}

static void old_text_found_later(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	struct model_text v3 = text_of(0, 30, 30);
	commit_text(test, 0, &v3);
	commit_text(test, 1, &v1);
	commit_text(test, 2, &v2);
	expect(test, 0, 15, 1);
	expect(test, 0, 25, 2);
	expect(test, 0, 35, 0);
}

static void correction(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text silent = text_of(0, 10, 10);
	struct model_text said = text_of(0, 10, 10);
	silent.body = 1;
	said.body = 2;
	said.corrects = 1;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &silent);
	expect(test, 0, 15, 1);
	commit_text(test, 1, &said);
	commit_delete(test, 0);
	expect(test, 0, 15, 2);
}

static void revert_records_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 10, 10);
	v2.corrects = 1;
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	commit_text(test, 0, &v1);
	expect(test, 0, 15, 1);
	commit_text(test, 0, &v2);
	expect(test, 0, 15, 1);
	v1.corrects = 2;
	commit_text(test, 0, &v1);
	expect(test, 0, 15, 4);
	v1.corrects = 1;
	commit_text(test, 0, &v1);
	expect(test, 0, 15, 4);
}

/* ---- withdrawals ---- */

/* V1 from 10, V2 from 20, V3 from 30, which withdraws V2. */
static void withdrawal_commit(struct test *test, struct model_text *v3)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 15, 20);
	*v3 = text_of(0, 18, 30);
	v3->withdraws = (struct model_days){1, {20}};
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	commit_text(test, 0, v3);
}

static void withdrawal(struct test *test)
{
	struct model_text v3;
	withdrawal_commit(test, &v3);
	expect(test, 0, 25, 0);
	expect(test, 0, 30, 2);
	expect_known(test, 0, 25, 250, 1);
}

static void withdrawal_stands(struct test *test)
{
	struct model_text v3;
	withdrawal_commit(test, &v3);
	v3.withdraws.count = 0;
	v3.body = 1;
	commit_text(test, 0, &v3);
	expect(test, 0, 25, 0);
	expect(test, 0, 30, 3);
}

static void withdrawal_takes_all_recordings(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 10, 10);
	struct model_text v3 = text_of(0, 30, 30);
	v2.body = 1;
	v3.withdraws = (struct model_days){1, {10}};
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	commit_text(test, 0, &v3);
	expect(test, 0, 15, EXPECT_GAP);
	v1.corrects = 1;
	commit_text(test, 0, &v1);
	expect(test, 0, 15, EXPECT_GAP);
}

static void reinstatement(struct test *test)
{
	struct model_text v3;
	withdrawal_commit(test, &v3);
	struct model_text v2 = text_of(0, 15, 20);
	v2.corrects = 1;
	commit_text(test, 1, &v2);
	expect(test, 0, 25, 0);
	v3.withdraws.count = 0;
	v3.reinstates = (struct model_days){1, {20}};
	commit_text(test, 0, &v3);
	expect(test, 0, 25, 3);
	expect(test, 0, 30, 2);
	commit_text(test, 0, &v3);
	v3.reinstates.count = 0;
	v3.withdraws = (struct model_days){1, {20}};
	commit_text(test, 0, &v3);
	expect(test, 0, 25, 3);
	v3.corrects = 1;
	commit_text(test, 0, &v3);
	expect(test, 0, 25, 0);
}

static void withdrawal_of_what_is_not_on_record(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	struct model_text other = text_of(1, 20, 20);
	v1.withdraws = (struct model_days){1, {20}};
	commit_text(test, 0, &other);
	commit_text(test, 0, &v1);
	commit_text(test, 1, &v2);
	expect(test, 0, 25, 2);
	expect(test, 1, 25, 0);
	v1.body = 1;
	commit_text(test, 0, &v1);
	expect(test, 0, 25, 3);
}

/* What a commit itself puts on record can be withdrawn by it, and reinstated. */
static void withdrawal_within_one_commit(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	struct model_text v3 = text_of(0, 30, 30);
	v1.withdraws = (struct model_days){2, {20, 30}};
	v3.reinstates = (struct model_days){1, {30}};
	commit_text(test, 0, &v3);
	commit_write(test, 1, &v1);
	commit_write(test, 2, &v2);
	expect(test, 0, 25, 0);
	expect(test, 0, 35, 0);
	struct model_question question = {.list = 0, .day = 35, .known_at = MODEL_NO_TIME};
	expect_true(test, model_ask(&test->history, &question).file == 0);
	question.day = 25;
	expect_true(test, model_ask(&test->history, &question).file == 1);
}

static void withdrawal_of_the_withdrawing(struct test *test)
{
	struct model_text v3;
	withdrawal_commit(test, &v3);
	struct model_text v4 = text_of(0, 40, 40);
	v4.withdraws = (struct model_days){1, {30}};
	commit_text(test, 0, &v4);
	expect(test, 0, 35, 0);
}

static void withdrawal_alone_corrects_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 20, 20);
	struct model_text corrected = text_of(0, 20, 20);
	corrected.body = 1;
	commit_text(test, 0, &v1);
	commit_text(test, 1, &v2);
	commit_text(test, 1, &corrected);
	v2.withdraws = (struct model_days){1, {10}};
	commit_text(test, 1, &v2);
	expect(test, 0, 15, EXPECT_GAP);
	expect(test, 0, 25, 2);
	corrected.reinstates = (struct model_days){1, {10}};
	commit_text(test, 1, &corrected);
	expect(test, 0, 15, 0);
	expect(test, 0, 25, 2);
}

/* ---- drafts and pending texts ---- */

static void drafts_are_never_on_the_timeline(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text draft = text_of(0, 20, 20);
	struct model_text pending = text_of(0, 20, 20);
	draft.draft = true;
	pending.pending = true;
	commit_text(test, 0, &v1);
	commit_text(test, 1, &draft);
	commit_text(test, 2, &pending);
	expect(test, 0, 25, 0);
	draft.draft = false;
	commit_text(test, 1, &draft);
	expect(test, 0, 25, 3);
	draft.draft = true;
	draft.body = 1;
	commit_text(test, 1, &draft);
	expect(test, 0, 25, 3);
}

static void drafts_withdraw_nothing(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text draft = text_of(0, 20, 20);
	struct model_text pending = text_of(0, 20, 20);
	draft.draft = true;
	pending.pending = true;
	draft.withdraws = pending.withdraws = (struct model_days){1, {10}};
	commit_text(test, 0, &v1);
	commit_text(test, 1, &draft);
	commit_text(test, 2, &pending);
	expect(test, 0, 15, 0);
}

/* ---- scheduled texts ---- */

static void scheduled_takes_effect(struct test *test)
{
	struct model_text v1 = text_of(0, 10, 10);
	struct model_text v2 = text_of(0, 12, 40);
	struct model_text v3 = text_of(0, 15, 20);
	commit_text(test, 0, &v1);
	commit_text(test, 0, &v2);
	commit_text(test, 0, &v3);
	expect(test, 0, 39, 2);
	expect(test, 0, 40, 1);
	v3.withdraws = (struct model_days){1, {40}};
	commit_text(test, 0, &v3);
	expect(test, 0, 40, 2);
}

static const struct claim claims[] = {
	{"recorded time is the running maximum of committer times", clock_running_maximum},
	{"known_at inside the span of a regression is uncertain", clock_regression},
	{"several commits before their predecessors make one span", clock_long_regression},
	{"known_at between now and a commit dated after it is uncertain", clock_after_now},
	{"an answer under a distorted clock still says what is recorded",
	 clock_says_what_is_under_it},
	{"known_at drops what is recorded after it, not at it", known_at_is_inclusive},
	{"a bare date means the end of that day in the zone", known_at_bare_date},
	{"a list is known by its name: moves change nothing", move_changes_nothing},
	{"reformatting and reordering record nothing", reformat_records_nothing},
	{"list properties are part of the compiled form", properties_are_part_of_the_form},
	{"forms differ in what the properties say, both ways", forms_differ},
	{"a definition that changes the meaning is recorded", definition_change_is_recorded},
	{"several texts of a list stand in one tree", several_texts_in_one_tree},
	{"the same date twice replaces nothing on record", same_date_twice},
	{"the same date twice records nothing", same_date_twice_of_nothing},
	{"drafts and pending texts collide with nothing", drafts_collide_with_nothing},
	{"editing a file to a new date adds a version", edit_adds_a_version},
	{"deleting files changes no answer", deletion_changes_nothing},
	{"an old text found later is simply committed", old_text_found_later},
	{"the later recorded text answers, with or without corrects", correction},
	{"a form already recorded records nothing, a new corrects does", revert_records_nothing},
	{"withdraws: the version before it goes on", withdrawal},
	{"a withdrawal stands though a later text does not say it", withdrawal_stands},
	{"a withdrawal takes all recordings, later ones too", withdrawal_takes_all_recordings},
	{"reinstates brings back the latest recording", reinstatement},
	{"withdrawing what is not on record does nothing, ever",
	 withdrawal_of_what_is_not_on_record},
	{"within a commit: record, withdraw, reinstate", withdrawal_within_one_commit},
	{"a withdrawal outlives the version that says it", withdrawal_of_the_withdrawing},
	{"withdraws or reinstates alone corrects nothing", withdrawal_alone_corrects_nothing},
	{"drafts and pending texts are never on the timeline", drafts_are_never_on_the_timeline},
	{"drafts and pending texts withdraw nothing", drafts_withdraw_nothing},
	{"a scheduled version takes effect unless withdrawn", scheduled_takes_effect},
};

int record_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
