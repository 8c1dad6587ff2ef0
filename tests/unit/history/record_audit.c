/* What is reported of a record: texts over scheduled ones, deletions, reverts. */
#include "scene.h"

TestSuite(record_audit);

/* ---- scheduled ---- */

Test(record_audit, a_scheduled_version_takes_effect_unless_withdrawn)
{
	struct scene scene;
	scene_two(&scene);
	scene_resolve(&scene, "2020-06-30");
	claim_equal(scene_at(&scene, "L", "2020-12-31"), "V1");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	scene_fini(&scene);
}

Test(record_audit, both_texts_in_the_tree_say_that_both_are_meant)
{
	struct scene scene;
	scene_two(&scene);
	scene_commit(&scene, "2020-09-16");
	scene_text(&scene, "L", "V3", "2020-09-15", "2021-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record_audit, a_history_written_down_years_later_is_judged_by_its_own_dates)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2026-01-01");
	struct text *v1 = scene_text(&scene, "L", "V1", "2018-02-09", "2018-02-09");
	scene_commit(&scene, "2026-01-02");
	struct text *v2 = scene_text(&scene, "L", "V2", "2020-06-01", "2021-01-01");
	scene_gone(&scene, v1);
	scene_commit(&scene, "2026-01-03");
	scene_text(&scene, "L", "V3", "2020-09-15", "2021-03-01");
	scene_gone(&scene, v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "06");
	scene_fini(&scene);
}

/* The new day of effect is written, the old one of promulgation left: V2 applied from 2021 on, and
 * to withdraw it would leave those days to V1. */
Test(record_audit, over_a_version_that_has_taken_effect_nothing_is_to_be_withdrawn)
{
	static const struct {
		const char *recorded;
		const char *hint;
	} rows[] = {
		{"2020-12-31", "write `withdraws 2021-01-01` if"},
		{"2021-01-01", "that one has taken effect, "},
		{"2022-06-01", "that one has taken effect, "},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct scene scene;
		struct two two = scene_two(&scene);
		scene_commit(&scene, rows[i].recorded);
		scene_text(&scene, "L", "V3", "2020-06-01", "2024-01-01");
		scene_gone(&scene, two.v2);
		scene_resolve(&scene, NULL);
		claim_equal(scene_findings(&scene), "06");
		const char *hint = scene_hint(&scene, LANGUAGE_EN);
		claim(strncmp(hint, rows[i].hint, strlen(rows[i].hint)) == 0, "row %zu: '%s'", i,
		      hint);
		scene_fini(&scene);
	}
}

/* ---- deletions and reverts ---- */

Test(record_audit, a_deleted_text_changes_no_answer_and_is_reported_with_the_words)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2022-01-01");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2022-06-01"), "V2");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"the text of 'L' effective 2021-01-01 was taken away: it stays on record and no "
		"answer changes");
	claim_equal(
		scene_hint(&scene, LANGUAGE_EN),
		"keep it; to end it write `expires DAY` in a new version or `repeals L from DAY` in "
		"another list; to undo a mistake, `corrects \"…\"`");
	scene_fini(&scene);
}

Test(record_audit, a_deleted_scheduled_text_gets_the_word_withdraws)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2022-06-01"), "V2");
	claim_equal(scene_findings(&scene), "05");
	claim_equal(scene_hint(&scene, LANGUAGE_EN),
		    "if it is not to take effect, write `withdraws 2021-01-01` in the text that "
		    "stands");
	scene_fini(&scene);
}

Test(record_audit, a_git_revert_changes_no_answer_and_is_reported_with_the_word)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_again(&scene, two.v1);
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"puts back the text of 'L' effective 2018-02-09: it records nothing, the version "
		"effective 2021-01-01 stays on record");
	claim_equal(
		scene_hint(&scene, LANGUAGE_EN),
		"write `withdraws 2021-01-01` if that one is not to take effect; keep its text in "
		"the tree if both are meant");
	scene_fini(&scene);
}

/* To withdraw V2 would take from 2021 on what it said. */
Test(record_audit, a_version_that_has_taken_effect_is_followed_by_the_older_text_anew)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2022-07-01");
	scene_again(&scene, two.v1);
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "04");
	claim_equal(
		scene_hint(&scene, LANGUAGE_EN),
		"that one has taken effect: if the older text is to apply again, promulgate it as "
		"a new version with `promulgated …` and `effective …`; else put the text of that "
		"one back");
	scene_fini(&scene);
}

Test(record_audit, a_successor_in_place_of_the_text_before_needs_no_word)
{
	struct scene scene;
	scene_two(&scene);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record_audit, an_older_text_in_place_of_a_newer_one_is_a_deletion_of_it)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2022-01-01");
	scene_text(&scene, "L", "V0", "2015-01-01", "2015-02-01");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "05");
	scene_fini(&scene);
}

Test(record_audit, a_withdrawn_or_unreadable_text_is_not_missed)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-07-01", "2022-01-01"), "2021-01-01");
	scene_gone(&scene, two.v2);
	scene_commit(&scene, "2020-08-01");
	scene_gone(&scene, two.v1);
	scene_unreadable(&scene, "L", NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "13");
	scene_fini(&scene);
}

/* V1 stands again and says that V2 is withdrawn. */
static struct text *scene_withdrawn(struct scene *scene, struct two two)
{
	scene_commit(scene, "2020-07-01");
	struct text *v1 = scene_copy(scene, two.v1, "V1");
	text_withdraws(v1, "2021-01-01");
	scene_gone(scene, two.v2);
	return v1;
}

Test(record_audit, a_withdrawn_text_that_is_put_back_wants_the_word_for_itself)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	struct text *v1 = scene_withdrawn(&scene, two);
	scene_commit(&scene, "2020-08-01");
	scene_again(&scene, two.v2);
	scene_gone(&scene, v1);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V1");
	claim_equal(scene_findings(&scene), "10");
	claim_equal(scene_hint(&scene, LANGUAGE_EN),
		    "`reinstates 2021-01-01` puts it back on the timeline");
	scene_fini(&scene);
}

Test(record_audit, a_text_that_reinstates_itself_needs_no_other_word)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	struct text *v1 = scene_withdrawn(&scene, two);
	scene_commit(&scene, "2020-08-01");
	struct text *v2 = scene_copy(&scene, two.v2, "V2");
	text_reinstates(v2, "2021-01-01");
	scene_gone(&scene, v1);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2020-12-31"), "V1");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

/* What was reverted is put right. */
Test(record_audit, the_newer_text_put_back_in_place_of_the_older_is_its_successor)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_again(&scene, two.v1);
	scene_gone(&scene, two.v2);
	scene_commit(&scene, "2020-08-01");
	scene_again(&scene, two.v2);
	scene_gone(&scene, two.v1);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "04");
	scene_fini(&scene);
}

/* V2 is promulgated on 2020-06-01 and effective on 2021-01-01. */
Test(record_audit, scheduled_is_what_was_promulgated_by_then_and_not_yet_effective)
{
	static const struct {
		const char *promulgated;
		const char *findings;
	} rows[] = {
		{"2020-05-31", ""}, {"2020-06-01", "06"}, {"2020-12-31", "06"},
		{"2021-01-01", ""}, {"2021-06-01", ""},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct scene scene;
		struct two two = scene_two(&scene);
		scene_commit(&scene, "2020-07-01");
		scene_text(&scene, "L", "V3", rows[i].promulgated, "2022-01-01");
		scene_gone(&scene, two.v2);
		scene_resolve(&scene, NULL);
		claim(strcmp(scene_findings(&scene), rows[i].findings) == 0, "row %zu: '%s'", i,
		      scene_findings(&scene));
		scene_fini(&scene);
	}
}

Test(record_audit, of_several_texts_the_first_promulgated_one_is_named_over_the_scheduled_one)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_text(&scene, "L", "A", "2021-06-01", "2022-01-01");
	scene_text(&scene, "L", "B", "2020-08-01", "2022-02-01");
	scene_text(&scene, "L", "C", "2020-07-01", "2022-03-01");
	scene_text(&scene, "L", "D", "2019-07-01", "2022-04-01");
	scene_text(&scene, "L", "E", "2022-05-01", "2022-05-01");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "06");
	const struct finding *finding = &scene.findings.items.items[0];
	claim(str_equal(scene_text_of(scene_list(&scene, "L"), finding->entry)->title, STR("C")),
	      "another text");
	claim(finding->date == date_parse(STR("2022-03-01")), "the date of that text");
	scene_fini(&scene);
}

Test(record_audit, a_correction_beside_other_texts_is_no_deletion)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2022-01-01");
	scene_text(&scene, "L", "V0", "2015-01-01", "2015-02-01");
	text_corrects(scene_copy(&scene, two.v2, "V2b"), "a word");
	scene_gone(&scene, two.v2);
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record_audit, a_correction_in_the_commit_that_withdraws_needs_no_reinstatement)
{
	struct scene scene;
	struct two two = scene_two(&scene);
	scene_commit(&scene, "2020-07-01");
	text_corrects(scene_copy(&scene, two.v2, "V2b"), "a word");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-07-01", "2022-01-01"), "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(record_audit, each_finding_has_words_in_both_languages)
{
	for (enum diag_id id = DIAG_RECORD_CORRECTION_UNSAID; id <= DIAG_RECORD_CLOCK_FUTURE;
	     id++) {
		struct scene scene;
		scene_init(&scene);
		scene_commit(&scene, "2020-01-01");
		scene_text(&scene, "L", "V1", "2020-01-01", "2020-01-01");
		scene_resolve(&scene, NULL);
		struct finding finding = {.id = id, .other_list = NO_NAME, .date = DATE_NONE};
		VEC_PUSH(&scene.mem, &scene.findings.items, finding);
		claim(diag_phase(id) == PHASE_RECORD, "phase of %s", diag_code(id));
		const char *english = scene_message(&scene, LANGUAGE_EN);
		const char *chinese = scene_message(&scene, LANGUAGE_ZH);
		claim(!strchr(english, '{') && !strchr(chinese, '{'), "%s: an argument is left",
		      diag_code(id));
		scene_fini(&scene);
	}
}
