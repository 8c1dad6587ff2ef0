/* What cannot be read makes days uncertain until something readable comes, and is never forgotten.
 */
#include "scene.h"

TestSuite(unreadable);

static void scene_start(struct scene *scene)
{
	scene_init(scene);
	scene_commit(scene, "2018-02-10");
	scene_text(scene, "L", "V1", "2018-02-09", "2018-02-09");
	scene_commit(scene, "2020-06-02");
	scene_text(scene, "L", "V2", "2020-06-01", "2021-01-01");
}

Test(unreadable, every_day_is_uncertain_where_no_date_is_legible)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2017-01-01"), "none?");
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1?");
	claim_equal(scene_at(&scene, "L", "2030-01-01"), "V2?");
	claim_equal(scene_findings(&scene), "13");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"a text of 'L' cannot be read, and none that can was recorded since: its answers "
		"are uncertain");
	scene_fini(&scene);
}

Test(unreadable, a_legible_date_makes_its_own_window_uncertain)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", "2019-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2018-12-31"), "V1");
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1?");
	claim_equal(scene_at(&scene, "L", "2020-12-31"), "V1?");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_sides(&scene, "L", WINDOW_UNCERTAIN),
		    " 2019-01-01..2021-01-01 next V2");
	scene_fini(&scene);
}

Test(unreadable, behind_the_last_version_the_window_is_open)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", "2022-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-12-31"), "V2");
	claim_equal(scene_at(&scene, "L", "9999-12-31"), "V2?");
	scene_fini(&scene);
}

Test(unreadable, neither_expiry_nor_repeal_cuts_an_uncertain_window)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	text_expires(scene_text(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "2020-06-01");
	scene_commit(&scene, "2020-02-01");
	text_repeals(scene_text(&scene, "M", "W", "2020-02-01", "2020-02-01"), "L", "",
		     "2020-05-01");
	scene_commit(&scene, "2020-03-01");
	scene_unreadable(&scene, "L", "2020-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2020-04-30"), "V1?");
	claim_equal(scene_at(&scene, "L", "2020-05-01"), "gap?");
	claim_equal(scene_at(&scene, "L", "2025-01-01"), "gap?");
	scene_fini(&scene);
}

Test(unreadable, a_version_off_the_timeline_does_not_end_an_uncertain_window)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	text_withdraws(scene_text(&scene, "L", "V3", "2020-07-01", "2022-01-01"), "2021-01-01");
	scene_commit(&scene, "2020-08-01");
	scene_unreadable(&scene, "L", "2019-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-06-01"), "V1?");
	claim_equal(scene_at(&scene, "L", "2022-01-01"), "V3");
	scene_fini(&scene);
}

Test(unreadable, the_next_readable_text_ends_it_and_doctor_names_it_for_ever)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", NULL);
	scene_commit(&scene, "2020-08-01");
	scene_text(&scene, "L", "V3", "2020-08-01", "2022-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1");
	claim_equal(scene_findings(&scene), "14");
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"a text of 'L' could not be read until 2020-08-01: what was known until then is "
		"uncertain");
	scene_resolve(&scene, "2020-07-15");
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1?");
	scene_resolve(&scene, "2020-06-30");
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1");
	scene_fini(&scene);
}

Test(unreadable, drafts_pending_texts_and_reverts_can_be_read_too)
{
	for (int which = 0; which < 3; which++) {
		struct scene scene;
		scene_start(&scene);
		scene_commit(&scene, "2020-07-01");
		scene_unreadable(&scene, "L", NULL);
		scene_commit(&scene, "2020-08-01");
		if (which == 0)
			scene_text(&scene, "L", "P", "2020-08-01", NULL);
		else if (which == 1)
			scene_text(&scene, "L", "D", "2020-08-01", "2022-01-01")->draft = true;
		else
			scene_again(&scene, scene.texts.items[0]);
		scene_resolve(&scene, NULL);
		claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1");
		scene_fini(&scene);
	}
}

Test(unreadable, a_readable_text_of_the_same_commit_or_another_list_does_not_end_it)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", NULL);
	scene_text(&scene, "L", "V3", "2020-07-01", "2022-01-01");
	scene_commit(&scene, "2020-08-01");
	scene_text(&scene, "M", "W", "2020-08-01", "2022-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2022-01-01"), "V3?");
	scene_fini(&scene);
}

Test(unreadable, texts_of_one_date_that_are_not_recorded_do_not_end_it)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", NULL);
	scene_commit(&scene, "2020-08-01");
	scene_same_date(&scene, scene.texts.items[0]);
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1?");
	scene_fini(&scene);
}

Test(unreadable, several_uncertain_windows_are_joined_for_answers_and_shown_apart)
{
	struct scene scene;
	scene_start(&scene);
	scene_commit(&scene, "2020-07-01");
	scene_unreadable(&scene, "L", "2019-06-01");
	scene_unreadable(&scene, "L", "2019-01-01");
	scene_unreadable(&scene, "L", "2023-01-01");
	scene_resolve(&scene, NULL);
	const struct timeline *timeline = &scene_list(&scene, "L")->timeline;
	claim(timeline->doubt_count == 2 && timeline->side_count == 3, "%zu of %zu",
	      timeline->doubt_count, timeline->side_count);
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "V1?");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_at(&scene, "L", "2023-01-01"), "V2?");
	scene_fini(&scene);
}
