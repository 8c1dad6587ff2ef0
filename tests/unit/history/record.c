/* What goes on record, what answers for it, and what is taken off the timeline: the promises of the
 * semantics about the record, one test each. */
#include "scene.h"

TestSuite(record);

/* ---- the worked example ---- */

static struct text *example_v3(struct scene *scene, const struct two *two)
{
	scene_commit(scene, "2020-09-16");
	struct text *v3 = scene_text(scene, "L", "V3", "2020-09-15", "2021-03-01");
	scene_gone(scene, two->v2);
	return v3;
}

static struct text *example_v4(struct scene *scene, const struct text *v3)
{
	scene_commit(scene, "2021-04-10");
	struct text *v4 = scene_copy(scene, v3, "V4");
	text_corrects(v4, "article 3");
	scene_gone(scene, v3);
	return v4;
}

static void claim_example(struct scene *scene)
{
	scene_resolve(scene, NULL);
	claim_equal(scene_at(scene, "L", "2019-05-01"), "V1");
	claim_equal(scene_at(scene, "L", "2021-02-01"), "V1");
	claim_equal(scene_at(scene, "L", "2021-03-15"), "V4");
	scene_resolve(scene, "2020-07-01");
	claim_equal(scene_at(scene, "L", "2021-02-01"), "V2");
	scene_resolve(scene, "2021-03-20");
	claim_equal(scene_at(scene, "L", "2021-03-15"), "V3");
	claim_equal(scene_at(scene, "L", "2021-02-01"), "V1");
}

Test(record, the_worked_example_answers_as_written)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	struct text *v3 = example_v3(&scene, &two);
	text_withdraws(v3, "2021-01-01");
	example_v4(&scene, v3);
	claim_example(&scene);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-09..2021-03-01 next V4; V4 2021-03-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_WITHDRAWN),
		    "V2 2021-01-01..2021-03-01 next V4 (V3)");
	claim_equal(scene_sides(&scene, "L", WINDOW_CORRECTED), "V3 2021-03-01.. (V4)");
	scene_fini(&scene);
}

Test(record, without_withdraws_the_scheduled_version_takes_effect_and_the_check_says_so)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	example_v3(&scene, &two);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-02-01"), "V2");
	claim_equal(scene_findings(&scene), "06");
	claim_equal(scene_message(&scene, LANGUAGE_EN),
		    "was promulgated while the version of 'L' effective 2021-01-01 was still to take "
		    "effect, and replaces its text without saying which is meant: that one applies "
		    "from 2021-01-01 until the next one does");
	scene_fini(&scene);
}

Test(record, recording_the_texts_of_v3_or_v1_again_changes_no_answer)
{
	for (int which = 0; which < 2; which++) {
		struct scene scene;
		struct two two = scene_two(&scene);
		struct text *v3 = example_v3(&scene, &two);
		text_withdraws(v3, "2021-01-01");
		struct text *v4 = example_v4(&scene, v3);
		scene_commit(&scene, "2021-05-01");
		scene_again(&scene, which ? v3 : two.v1);
		scene_gone(&scene, v4);
		claim_example(&scene);
		scene_resolve(&scene, NULL);
		claim_equal(scene_findings(&scene), which ? "03" : "04");
		scene_fini(&scene);
	}
}

/* ---- what a text adds ---- */

Test(record, an_old_text_found_later_takes_its_place)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	(void)two;
	scene_commit(&scene, "2026-01-01");
	scene_text(&scene, "L", "V0", "2015-01-01", "2015-02-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V0 2015-02-01..2018-02-09 next V1; V1 2018-02-09..2021-01-01 next V2; "
		    "V2 2021-01-01..");
	claim_equal(scene_findings(&scene), "");
	scene_resolve(&scene, "2025-12-31");
	claim_equal(scene_at(&scene, "L", "2016-01-01"), "none");
	scene_fini(&scene);
}

Test(record, order_of_recording_does_not_matter_to_where_a_version_stands)
{
	static const char *const dates[] = {"2018-01-01", "2015-01-01", "2021-01-01", "2019-01-01"};
	static const char *const labels[] = {"B", "A", "D", "C"};
	struct scene scene;
	scene_init(&scene);
	for (size_t i = 0; i < countof(dates); i++) {
		scene_commit(&scene, "2022-01-01");
		scene_text(&scene, "L", labels[i], dates[i], dates[i]);
	}
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "A 2015-01-01..2018-01-01 next B; B 2018-01-01..2019-01-01 next C; "
		    "C 2019-01-01..2021-01-01 next D; D 2021-01-01..");
	scene_fini(&scene);
}

Test(record, a_text_that_was_moved_records_nothing)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_again(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim(scene_list(&scene, "L")->record.versions[1].recording_count == 1, "recorded twice");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

/* ---- corrections ---- */

Test(record, the_later_recorded_text_answers_for_its_date)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	struct text *corrected = scene_copy(&scene, two.v2, "V2b");
	text_corrects(corrected, "a word");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2b");
	claim_equal(scene_findings(&scene), "");
	scene_resolve(&scene, "2020-06-30");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	scene_fini(&scene);
}

Test(record, a_change_without_corrects_is_read_as_a_correction_and_reported)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_copy(&scene, two.v2, "V2b");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2b");
	claim_equal(scene_findings(&scene), "01");
	claim_equal(scene_message(&scene, LANGUAGE_EN),
		    "changes the text of 'L' on record for 2021-01-01 without saying 'corrects'");
	scene_fini(&scene);
}

Test(record, corrects_where_nothing_is_on_record_is_reported)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	text_corrects(scene_text(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "x");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2020-01-01"), "V1");
	claim_equal(scene_findings(&scene), "02");
	scene_fini(&scene);
}

Test(record, going_back_to_an_earlier_text_records_nothing_and_is_reported)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	struct text *corrected = scene_copy(&scene, two.v2, "V2b");
	text_corrects(corrected, "a word");
	scene_gone(&scene, two.v2);
	scene_commit(&scene, "2020-08-01");
	scene_again(&scene, two.v2);
	scene_gone(&scene, corrected);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2b");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"goes back to an earlier text of 'L' for 2021-01-01: it records nothing, the text "
		"recorded on 2020-07-01 still answers");
	claim_equal(scene_hint(&scene, LANGUAGE_EN),
		    "to go back on purpose, write a new `corrects \"…\"`");
	scene_fini(&scene);
}

Test(record, a_new_corrects_goes_back_on_purpose)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	text_corrects(scene_copy(&scene, two.v2, "V2b"), "a word");
	scene_commit(&scene, "2020-08-01");
	text_corrects(scene_copy(&scene, two.v2, "V2"), "the correction was wrong");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_findings(&scene), "");
	claim(scene_list(&scene, "L")->record.versions[1].recording_count == 3, "three texts");
	scene_fini(&scene);
}

Test(record, two_texts_of_one_date_in_one_tree_are_not_recorded)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_gone(&scene, two.v2);
	scene_same_date(&scene, two.v2);
	struct text other = *two.v2;
	other.title = STR("other");
	scene_same_date(&scene, &other);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_findings(&scene), "11 11");
	scene_fini(&scene);
}

/* ---- withdrawals ---- */

Test(record, withdraws_takes_a_version_off_with_all_its_recordings)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	text_corrects(scene_copy(&scene, two.v2, "V2b"), "a word");
	scene_commit(&scene, "2020-08-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01"), "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-09..2022-01-01 next V3; V3 2022-01-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_WITHDRAWN),
		    "V2b 2021-01-01..2022-01-01 next V3 (V3)");
	scene_fini(&scene);
}

Test(record, a_withdrawal_stands_though_a_later_text_no_longer_says_so)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	(void)two;
	scene_commit(&scene, "2020-08-01");
	struct text *v3 = scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01");
	text_withdraws(v3, "2021-01-01");
	scene_commit(&scene, "2020-09-01");
	struct text *corrected = scene_copy(&scene, v3, "V3b");
	corrected->withdraw_count = 0;
	text_corrects(corrected, "a word");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-06-01"), "V1");
	scene_commit(&scene, "2020-10-01");
	struct text *back = scene_copy(&scene, corrected, "V3b");
	text_reinstates(back, "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-06-01"), "V2");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record, a_withdrawal_outlives_the_version_that_said_it)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	(void)two;
	scene_commit(&scene, "2020-08-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01"), "2021-01-01");
	scene_commit(&scene, "2020-09-01");
	text_withdraws(scene_text(&scene, "L", "V4", "2020-09-01", "2023-01-01"), "2022-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-09..2023-01-01 next V4; V4 2023-01-01..");
	scene_fini(&scene);
}

Test(record, withdrawing_what_is_not_on_record_is_an_error_and_has_no_effect_for_ever)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	text_withdraws(two.v2, "2022-01-01");
	scene_commit(&scene, "2020-08-01");
	scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2022-01-01"), "V3");
	claim_equal(scene_findings(&scene), "07");
	claim(diag_default_severity(scene.findings.items.items[0].id) == SEVERITY_ERROR, "");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"withdraws 2022-01-01, but no version of 'L' effective on that day is on record");
	scene_fini(&scene);
}

Test(record, reinstating_what_is_not_on_record_is_an_error)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	text_reinstates(two.v2, "2030-01-01");
	text_reinstates(two.v2, "2018-02-09");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "08 09");
	scene_fini(&scene);
}

Test(record, a_text_that_differs_only_by_withdraws_corrects_nothing)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	struct text *corrected = scene_copy(&scene, two.v2, "V2b");
	text_corrects(corrected, "a word");
	/* An older substance with a new word: the word acts, the text does not come back. */
	scene_commit(&scene, "2020-08-01");
	text_withdraws(scene_copy(&scene, two.v2, "V2"), "2018-02-09");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V2b 2021-01-01..");
	claim_equal(scene_findings(&scene), "03");
	claim(scene_list(&scene, "L")->record.versions[1].recording_count == 2, "two recordings");
	scene_fini(&scene);
}

Test(record, the_same_words_again_act_no_second_time)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	text_withdraws(two.v2, "2018-02-09");
	scene_commit(&scene, "2020-08-01");
	text_reinstates(scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01"), "2018-02-09");
	scene_commit(&scene, "2020-09-01");
	scene_again(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1");
	scene_fini(&scene);
}

Test(record, a_later_recording_of_a_withdrawn_version_stays_withdrawn)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-08-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01"), "2021-01-01");
	scene_commit(&scene, "2020-09-01");
	text_corrects(scene_copy(&scene, two.v2, "V2b"), "a word");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-06-01"), "V1");
	claim_equal(scene_findings(&scene), "10");
	scene_commit(&scene, "2020-10-01");
	text_reinstates(scene_text(&scene, "L", "V4", "2020-10-01", "2023-01-01"), "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-06-01"), "V2b");
	scene_fini(&scene);
}

Test(record, within_a_commit_texts_go_first_then_withdrawals_then_reinstatements)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	struct text *first = scene_text(&scene, "L", "A", "2020-01-01", "2020-01-01");
	text_withdraws(first, "2020-02-01");
	text_withdraws(first, "2020-03-01");
	scene_text(&scene, "L", "B", "2020-01-01", "2020-02-01");
	struct text *last = scene_text(&scene, "L", "C", "2020-01-01", "2020-03-01");
	text_reinstates(last, "2020-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "A 2020-01-01..2020-03-01 next C; C 2020-03-01..");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record, a_text_may_withdraw_itself)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	text_withdraws(two.v2, "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V1 2018-02-09..");
	scene_fini(&scene);
}

/* ---- retroactive ---- */

Test(record, retroactive_without_the_word_is_reported_and_displaces_all_the_same)
{
	for (int says = 0; says < 2; says++) {
		struct scene scene;
		scene_init(&scene);
		scene_commit(&scene, "2020-01-01");
		scene_text(&scene, "L", "V1", "2018-01-01", "2018-01-01");
		scene_text(&scene, "L", "V2", "2019-06-01", "2019-07-01");
		scene_commit(&scene, "2020-02-01");
		struct text *v3 = scene_text(&scene, "L", "V3", "2020-02-01", "2019-01-01");
		v3->retroactive = says;
		scene_resolve(&scene, NULL);
		claim_equal(scene_windows(&scene, "L"),
			    "V1 2018-01-01..2019-01-01 next V3; V3 2019-01-01..");
		claim_equal(scene_sides(&scene, "L", WINDOW_DISPLACED), "V2 2019-07-01.. (V3)");
		claim_equal(scene_findings(&scene), says ? "" : "12");
		scene_fini(&scene);
	}
}

/* ---- drafts and pending texts ---- */

Test(record, drafts_and_pending_texts_are_never_on_the_timeline)
{
	struct scene scene;
	scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_text(&scene, "L", "D", "2020-07-01", "2020-08-01")->draft = true;
	scene_text(&scene, "L", "P", "2020-07-01", NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-09..2021-01-01 next V2; V2 2021-01-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_DRAFT), "D 2020-08-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_PENDING), "P ..");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record, drafts_and_pending_texts_neither_withdraw_nor_reinstate)
{
	struct scene scene;
	scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	struct text *draft = scene_text(&scene, "L", "D", "2020-07-01", "2020-08-01");
	draft->draft = true;
	text_withdraws(draft, "2021-01-01");
	scene_commit(&scene, "2020-08-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01"), "2018-02-09");
	scene_commit(&scene, "2020-09-01");
	text_reinstates(scene_text(&scene, "L", "P", "2020-07-01", NULL), "2018-02-09");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V2 2021-01-01..2022-01-01 next V3; V3 2022-01-01..");
	claim_equal(scene_findings(&scene), "17 17");
	scene_fini(&scene);
}

Test(record, a_draft_that_becomes_final_is_recorded)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	struct text *draft = scene_text(&scene, "L", "V1", "2020-01-01", "2020-03-01");
	draft->draft = true;
	scene_commit(&scene, "2020-02-01");
	scene_copy(&scene, draft, "V1")->draft = false;
	scene_gone(&scene, draft);
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V1 2020-03-01..");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

/* ---- names of lists ---- */

Test(record, lists_do_not_meddle_with_each_other)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	scene_text(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	scene_text(&scene, "M", "W1", "2020-01-01", "2020-01-01");
	scene_commit(&scene, "2020-02-01");
	text_withdraws(scene_text(&scene, "M", "W2", "2020-02-01", "2020-03-01"), "2020-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V1 2020-01-01..");
	claim_equal(scene_windows(&scene, "M"), "W2 2020-03-01..");
	scene_fini(&scene);
}

Test(record, a_list_that_was_never_read_has_no_windows)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	scene_unreadable(&scene, "L", NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "");
	claim_equal(scene_at(&scene, "L", "2020-01-01"), "none?");
	scene_fini(&scene);
}
