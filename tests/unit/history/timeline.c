/* Windows: where versions begin and end, what repeals reach, what is displaced. */
#include "scene.h"

TestSuite(timeline);

static struct text *version(struct scene *scene, const char *list, const char *label,
			    const char *promulgated, const char *effective)
{
	scene_commit(scene, promulgated);
	return scene_text(scene, list, label, promulgated, effective);
}

/* L in two versions, V1 of 2018 and V2 of 2020. */
static void scene_start(struct scene *scene)
{
	scene_init(scene);
	version(scene, "L", "V1", "2018-01-01", "2018-02-01");
	version(scene, "L", "V2", "2020-01-01", "2020-02-01");
}

/* ---- ends ---- */

Test(timeline, windows_are_half_open_and_each_ends_where_the_next_begins)
{
	struct scene scene;
	scene_start(&scene);
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2020-02-01 next V2; V2 2020-02-01..");
	claim_equal(scene_at(&scene, "L", "2018-01-31"), "none");
	claim_equal(scene_at(&scene, "L", "2018-02-01"), "V1");
	claim_equal(scene_at(&scene, "L", "2020-01-31"), "V1");
	claim_equal(scene_at(&scene, "L", "2020-02-01"), "V2");
	scene_fini(&scene);
}

Test(timeline, what_an_expiry_leaves_uncovered_is_a_gap)
{
	struct scene scene;
	scene_init(&scene);
	text_expires(version(&scene, "L", "V1", "2018-01-01", "2018-02-01"), "2019-01-01");
	text_expires(version(&scene, "L", "V2", "2020-01-01", "2020-02-01"), "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2019-01-01 expires; gap 2019-01-01..2020-02-01; "
		    "V2 2020-02-01..2021-01-01 expires; gap 2021-01-01..");
	claim_equal(scene_at(&scene, "L", "2018-12-31"), "V1");
	claim_equal(scene_at(&scene, "L", "2019-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, an_expiry_on_or_after_the_next_effective_date_ends_nothing)
{
	static const char *const dates[] = {"2020-02-01", "2020-02-02", "2030-01-01"};
	for (size_t i = 0; i < countof(dates); i++) {
		struct scene scene;
		scene_start(&scene);
		text_expires(scene.texts.items[0], dates[i]);
		scene_resolve(&scene, NULL);
		claim_equal(scene_windows(&scene, "L"),
			    "V1 2018-02-01..2020-02-01 next V2; V2 2020-02-01..");
		scene_fini(&scene);
	}
}

Test(timeline, a_version_that_expires_before_it_begins_still_ends_the_one_before)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V1", "2018-01-01", "2018-02-01");
	text_expires(version(&scene, "L", "V2", "2020-01-01", "2020-02-01"), "2020-02-01");
	version(&scene, "L", "V3", "2022-01-01", "2022-02-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V1 2018-02-01..2020-02-01 next V2; "
						"gap 2020-02-01..2022-02-01; V3 2022-02-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_IN_FORCE), "V2 2020-02-01..2020-02-01 expires");
	scene_fini(&scene);
}

Test(timeline, neighbouring_gaps_are_one)
{
	struct scene scene;
	scene_init(&scene);
	text_expires(version(&scene, "L", "V1", "2018-01-01", "2018-02-01"), "2019-01-01");
	text_expires(version(&scene, "L", "V2", "2020-01-01", "2020-02-01"), "2020-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2019-01-01 expires; gap 2019-01-01..");
	scene_fini(&scene);
}

/* ---- repeals ---- */

static struct text *repealer(struct scene *scene, const char *promulgated, const char *from)
{
	struct text *text = version(scene, "R", "R1", promulgated, promulgated);
	text_repeals(text, "L", "", from);
	return text;
}

Test(timeline, a_repeal_ends_what_was_promulgated_no_later_than_it)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2020-01-01", "2021-01-01");
	version(&scene, "L", "V3", "2022-01-01", "2022-02-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2020-02-01 next V2; V2 2020-02-01..2021-01-01 repeal R R1; "
		    "gap 2021-01-01..2022-02-01; V3 2022-02-01..");
	scene_fini(&scene);
}

Test(timeline, a_version_promulgated_a_day_later_opens_a_new_window)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2019-12-31", "2019-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"), "V1 2018-02-01..2019-06-01 repeal R R1; "
						"gap 2019-06-01..2020-02-01; V2 2020-02-01..");
	scene_fini(&scene);
}

Test(timeline, a_version_repealed_before_it_begins_has_an_empty_window)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2020-01-15", "2019-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2019-06-01 repeal R R1; gap 2019-06-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_IN_FORCE),
		    "V2 2020-02-01..2020-02-01 repeal R R1");
	scene_fini(&scene);
}

Test(timeline, a_repeal_outlives_the_end_of_the_version_that_says_it)
{
	struct scene scene;
	scene_start(&scene);
	text_expires(repealer(&scene, "2020-06-01", "2022-01-01"), "2021-01-01");
	version(&scene, "R", "R2", "2020-08-01", "2020-09-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-12-31"), "V2");
	claim_equal(scene_at(&scene, "L", "2022-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, a_repeal_counts_from_its_day_though_its_version_begins_later)
{
	struct scene scene;
	scene_start(&scene);
	text_repeals(version(&scene, "R", "R1", "2020-06-01", "2025-01-01"), "L", "", "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, the_repeal_of_a_withdrawn_version_does_not_count)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2020-06-01", "2021-01-01");
	text_withdraws(version(&scene, "R", "R2", "2020-07-01", "2020-08-01"), "2020-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	scene_resolve(&scene, "2020-06-30");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, a_repeal_that_was_corrected_away_does_not_count)
{
	struct scene scene;
	scene_start(&scene);
	struct text *before = repealer(&scene, "2020-06-01", "2021-01-01");
	scene_commit(&scene, "2020-07-01");
	struct text *corrected = scene_copy(&scene, before, "R1b");
	corrected->repeal_count = 0;
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	scene_resolve(&scene, "2020-06-30");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, the_repeal_of_a_displaced_version_counts)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2020-06-01", "2021-01-01");
	version(&scene, "R", "R2", "2020-07-01", "2020-05-01")->retroactive = true;
	scene_resolve(&scene, NULL);
	claim_equal(scene_sides(&scene, "R", WINDOW_DISPLACED), "R1 2020-06-01.. (R2)");
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "gap");
	scene_fini(&scene);
}

Test(timeline, drafts_and_pending_texts_repeal_nothing)
{
	struct scene scene;
	scene_start(&scene);
	repealer(&scene, "2020-06-01", "2021-01-01")->draft = true;
	text_repeals(version(&scene, "R", "R2", "2020-06-01", NULL), "L", "", "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-01-01"), "V2");
	claim_equal(scene_findings(&scene), "17 17");
	scene_fini(&scene);
}

Test(timeline, a_repeal_reaches_the_same_issuer_or_below_and_elsewhere_is_an_error)
{
	static const struct {
		const char *issuers;
		const char *answer;
		const char *findings;
	} rows[] = {
		{"province central", "gap", ""},
		{"central", "gap", ""},
		{"county province central", "V", "15"},
		{"other central", "V", "15"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct scene scene;
		scene_init(&scene);
		text_issuers(version(&scene, "L", "V", "2018-01-01", "2018-02-01"),
			     "province central");
		text_issuers(repealer(&scene, "2020-06-01", "2021-01-01"), rows[i].issuers);
		scene_resolve(&scene, NULL);
		claim_equal(scene_at(&scene, "L", "2021-01-01"), rows[i].answer);
		claim_equal(scene_findings(&scene), rows[i].findings);
		scene_fini(&scene);
	}
}

Test(timeline, the_finding_about_a_repeal_out_of_reach_names_both_lists)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V", "2018-01-01", "2018-02-01");
	text_issuers(repealer(&scene, "2020-06-01", "2021-01-01"), "county central");
	scene_resolve(&scene, NULL);
	claim_equal(
		scene_message(&scene, LANGUAGE_EN),
		"'R' repeals 'L' from 2021-01-01, but its issuer stands neither at nor above that "
		"list's: nothing is repealed");
	claim(scene.findings.items.items[0].commit == 1, "where it is said");
	scene_fini(&scene);
}

Test(timeline, a_list_repeals_neither_itself_nor_its_rules)
{
	struct scene scene;
	scene_start(&scene);
	struct text *v3 = version(&scene, "L", "V3", "2021-01-01", "2021-02-01");
	text_rule(v3, "a", NULL, NULL, NULL);
	text_repeals(v3, "L", "", "2021-03-01");
	text_repeals(v3, "L", "a", "2021-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_at(&scene, "L", "2021-03-01"), "V3");
	claim_equal(scene_rules(&scene, "L", "2021-03-01"), "a");
	claim_equal(scene_findings(&scene), "16 16");
	scene_fini(&scene);
}

Test(timeline, of_several_repeals_the_first_day_counts_and_of_one_day_the_first_promulgated)
{
	struct scene scene;
	scene_start(&scene);
	text_repeals(version(&scene, "R", "R1", "2020-06-01", "2020-06-01"), "L", "", "2022-01-01");
	text_repeals(version(&scene, "R", "R2", "2020-07-01", "2020-07-01"), "L", "", "2021-01-01");
	text_repeals(version(&scene, "S", "S1", "2020-05-01", "2020-05-01"), "L", "", "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2018-02-01..2020-02-01 next V2; V2 2020-02-01..2021-01-01 repeal S S1; "
		    "gap 2021-01-01..");
	scene_fini(&scene);
}

/* By promulgation V0, V1 and V2; only V1 is of a district below the county that repeals. */
Test(timeline, a_repeal_is_judged_by_the_last_version_that_it_would_end)
{
	static const struct {
		const char *promulgated;
		const char *findings;
	} rows[] = {{"2017-12-31", "15"},
		    {"2018-01-01", ""},
		    {"2019-12-31", ""},
		    {"2020-01-01", "15"},
		    {"2022-01-01", "15"}};
	for (size_t i = 0; i < countof(rows); i++) {
		struct scene scene;
		scene_start(&scene);
		text_issuers(scene.texts.items[0], "district county province central");
		text_issuers(repealer(&scene, rows[i].promulgated, "2023-01-01"),
			     "county province central");
		version(&scene, "L", "V0", "2017-06-01", "2030-01-01");
		scene_resolve(&scene, NULL);
		claim(strcmp(scene_findings(&scene), rows[i].findings) == 0, "row %zu: '%s'", i,
		      scene_findings(&scene));
		scene_fini(&scene);
	}
}

Test(timeline, of_versions_promulgated_together_the_last_effective_one_judges_a_repeal)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V1", "2018-01-01", "2018-02-01");
	text_issuers(version(&scene, "L", "V2", "2018-01-01", "2019-02-01"),
		     "county province central");
	text_issuers(repealer(&scene, "2020-01-01", "2021-01-01"), "county province central");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

/* ---- displacement ---- */

struct displacement {
	const char *promulgated; /* of the version in between */
	const char *effective;
	bool displaced;
};

/* The retroactive one is promulgated on 2021-06-01 and effective on 2020-06-01. */
Test(timeline, a_retroactive_version_displaces_what_lies_between_its_two_dates)
{
	static const struct displacement rows[] = {
		{"2020-07-01", "2020-07-01", true},  {"2020-01-01", "2020-06-02", true},
		{"2021-01-01", "2021-05-31", true},  {"2021-01-01", "2021-06-01", false},
		{"2021-01-01", "2022-01-01", false}, {"2021-06-01", "2021-01-01", false},
		{"2021-06-02", "2021-01-01", false}, {"2020-01-01", "2020-05-31", false},
		{"2021-05-31", "2021-01-01", true},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct scene scene;
		scene_init(&scene);
		version(&scene, "L", "B", rows[i].promulgated, rows[i].effective);
		version(&scene, "L", "R", "2021-06-01", "2020-06-01")->retroactive = true;
		scene_resolve(&scene, NULL);
		const char *sides = scene_sides(&scene, "L", WINDOW_DISPLACED);
		claim((*sides != 0) == rows[i].displaced, "row %zu: '%s'", i, sides);
		scene_fini(&scene);
	}
}

Test(timeline, a_displaced_version_does_not_come_back_when_the_retroactive_one_ends)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V1", "2019-01-01", "2019-01-01");
	version(&scene, "L", "V2", "2020-07-01", "2020-07-01");
	text_expires(version(&scene, "L", "V3", "2021-06-01", "2020-06-01"), "2020-09-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2019-01-01..2020-06-01 next V3; V3 2020-06-01..2020-09-01 expires; "
		    "gap 2020-09-01..");
	scene_fini(&scene);
}

Test(timeline, a_withdrawn_retroactive_version_displaces_nothing)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V2", "2020-07-01", "2020-07-01");
	version(&scene, "L", "V3", "2021-06-01", "2020-06-01");
	text_withdraws(version(&scene, "L", "V4", "2022-01-01", "2022-01-01"), "2020-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V2 2020-07-01..2022-01-01 next V4; V4 2022-01-01..");
	scene_fini(&scene);
}

Test(timeline, a_version_promulgated_later_and_effective_in_between_stays)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V1", "2021-06-01", "2020-06-01")->retroactive = true;
	version(&scene, "L", "V2", "2021-07-01", "2021-01-01")->retroactive = true;
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2020-06-01..2021-01-01 next V2; V2 2021-01-01..");
	scene_fini(&scene);
}

/* ---- side windows ---- */

Test(timeline, corrected_texts_are_shown_in_the_windows_they_would_have)
{
	struct scene scene;
	scene_start(&scene);
	text_expires(scene.texts.items[0], "2019-01-01");
	scene_commit(&scene, "2020-03-01");
	struct text *second = scene_copy(&scene, scene.texts.items[0], "V1b");
	text_expires(second, "2019-06-01");
	scene_commit(&scene, "2020-04-01");
	text_expires(scene_copy(&scene, second, "V1c"), "2025-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_windows(&scene, "L"),
		    "V1c 2018-02-01..2020-02-01 next V2; V2 2020-02-01..");
	claim_equal(scene_sides(&scene, "L", WINDOW_CORRECTED),
		    "V1 2018-02-01..2019-01-01 expires (V1b); "
		    "V1b 2018-02-01..2019-06-01 expires (V1c)");
	scene_fini(&scene);
}

Test(timeline, what_has_not_begun_is_scheduled_as_seen_from_today)
{
	struct window window = {.from = 100, .to = 200, .state = WINDOW_IN_FORCE};
	claim(window_state_on(&window, 99) == WINDOW_SCHEDULED, "the day before");
	claim(window_state_on(&window, 100) == WINDOW_IN_FORCE, "the first day");
	claim(window_state_on(&window, 200) == WINDOW_IN_FORCE, "afterwards it was");
	window.state = WINDOW_WITHDRAWN;
	claim(window_state_on(&window, 99) == WINDOW_WITHDRAWN, "others stay");
}

Test(timeline, states_and_ends_have_the_names_of_the_machine_output)
{
	claim_equal(window_state_name(WINDOW_IN_FORCE), "in_force");
	claim_equal(window_state_name(WINDOW_GAP), "gap");
	claim_equal(window_state_name(WINDOW_UNCERTAIN), "uncertain");
	claim_equal(window_end_name(END_NEXT), "next");
	claim_equal(window_end_name(END_REPEAL), "repeal");
	claim(!window_end_name(END_OPEN), "open");
}

/* ---- basis ---- */

Test(timeline, a_basis_is_superseded_once_another_version_or_none_is_in_force)
{
	struct scene scene;
	scene_init(&scene);
	version(&scene, "L", "V1", "2018-01-01", "2018-02-01");
	text_expires(version(&scene, "L", "V2", "2020-01-01", "2020-02-01"), "2022-01-01");
	scene_resolve(&scene, NULL);
	static const struct {
		const char *meant;
		const char *day;
		bool superseded;
	} rows[] = {
		{"2018-05-01", "2020-01-31", false}, {"2018-05-01", "2020-02-01", true},
		{"2018-05-01", "2022-01-01", true},  {"2020-02-01", "2021-12-31", false},
		{"2020-02-01", "2022-01-01", true},  {"2017-01-01", "2020-02-01", false},
		{"2023-01-01", "2024-01-01", false}, {"2020-03-01", "2019-01-01", false},
	};
	for (size_t i = 0; i < countof(rows); i++)
		claim(timeline_superseded(&scene_list(&scene, "L")->timeline,
					  date_parse(str_from(rows[i].meant)),
					  date_parse(str_from(rows[i].day))) == rows[i].superseded,
		      "row %zu", i);
	scene_fini(&scene);
}
