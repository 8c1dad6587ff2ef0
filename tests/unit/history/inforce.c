/* Rules in force: their own dates, and repeals of single rules. */
#include "scene.h"

TestSuite(inforce);

static struct text *version(struct scene *scene, const char *list, const char *label,
			    const char *promulgated, const char *effective)
{
	scene_commit(scene, promulgated);
	return scene_text(scene, list, label, promulgated, effective);
}

static void repealer(struct scene *scene, const char *promulgated, const char *rule,
		     const char *from)
{
	text_repeals(version(scene, "R", "R1", promulgated, promulgated), "L", rule, from);
}

Test(inforce, rules_are_in_force_where_their_own_dates_meet_the_window)
{
	struct scene scene;
	scene_init(&scene);
	struct text *v1 = version(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "always", NULL, NULL, NULL);
	text_rule(v1, "late", NULL, "2020-06-01", NULL);
	text_rule(v1, "short", NULL, NULL, "2020-06-01");
	text_rule(v1, "wide", NULL, "2010-01-01", "2030-01-01");
	text_rule(v1, "never", NULL, "2020-06-01", "2020-06-01");
	version(&scene, "L", "V2", "2021-01-01", "2021-01-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_rules(&scene, "L", "2020-05-31"), "always short wide");
	claim_equal(scene_rules(&scene, "L", "2020-06-01"), "always late wide");
	claim_equal(scene_rules(&scene, "L", "2019-12-31"), "");
	claim_equal(scene_rules(&scene, "L", "2021-01-01"), "");
	scene_fini(&scene);
}

Test(inforce, no_older_rule_stands_in_for_one_that_has_not_begun)
{
	struct scene scene;
	scene_init(&scene);
	text_rule(version(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "a", NULL, NULL, NULL);
	text_rule(version(&scene, "L", "V2", "2021-01-01", "2021-01-01"), "a", NULL, "2021-06-01",
		  NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_rules(&scene, "L", "2020-12-31"), "a");
	claim_equal(scene_rules(&scene, "L", "2021-05-31"), "");
	claim_equal(scene_rules(&scene, "L", "2021-06-01"), "a");
	scene_fini(&scene);
}

Test(inforce, a_rule_is_repealed_in_versions_promulgated_no_later)
{
	struct scene scene;
	scene_init(&scene);
	struct text *v1 = version(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "a", NULL, NULL, NULL);
	text_rule(v1, "b", NULL, NULL, NULL);
	repealer(&scene, "2020-05-01", "a", "2020-06-01");
	struct text *v2 = version(&scene, "L", "V2", "2021-01-01", "2021-01-01");
	text_rule(v2, "a", NULL, NULL, NULL);
	scene_resolve(&scene, NULL);
	claim_equal(scene_rules(&scene, "L", "2020-05-31"), "a b");
	claim_equal(scene_rules(&scene, "L", "2020-06-01"), "b");
	claim_equal(scene_rules(&scene, "L", "2021-01-01"), "a");
	claim_equal(scene_windows(&scene, "L"),
		    "V1 2020-01-01..2021-01-01 next V2; V2 2021-01-01..");
	scene_fini(&scene);
}

Test(inforce, the_window_of_a_repealed_rule_says_by_whom)
{
	struct scene scene;
	scene_init(&scene);
	struct text *v1 = version(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "a", NULL, NULL, NULL);
	text_rule(v1, "b", NULL, NULL, "2020-03-01");
	repealer(&scene, "2020-05-01", "a", "2020-06-01");
	scene_resolve(&scene, NULL);
	const struct scene_list *list = scene_list(&scene, "L");
	const struct window *window = &list->timeline.windows[0];
	struct rule_window a = rule_in_force(&list->rules, window, v1, &v1->rules[0]);
	struct rule_window b = rule_in_force(&list->rules, window, v1, &v1->rules[1]);
	claim(a.end == END_REPEAL && a.repealed && a.repealed->by_entry == 0, "repealed");
	claim(b.end == END_EXPIRES && !b.repealed, "expired");
	scene_fini(&scene);
}

Test(inforce, a_repeal_by_the_old_or_the_new_name_ends_the_renamed_rule)
{
	static const char *const names[] = {"old", "new"};
	for (size_t i = 0; i < countof(names); i++) {
		struct scene scene;
		scene_init(&scene);
		text_rule(version(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "old", NULL, NULL,
			  NULL);
		text_rule(version(&scene, "L", "V2", "2020-02-01", "2021-01-01"), "new", "old",
			  NULL, NULL);
		repealer(&scene, "2020-03-01", names[i], "2020-06-01");
		scene_resolve(&scene, NULL);
		claim_equal(scene_rules(&scene, "L", "2020-05-31"), "old");
		claim_equal(scene_rules(&scene, "L", "2020-06-01"), "");
		claim_equal(scene_rules(&scene, "L", "2021-01-01"), "");
		scene_fini(&scene);
	}
}

Test(inforce, a_rule_that_has_the_name_is_meant_rather_than_one_that_had_it)
{
	struct scene scene;
	scene_init(&scene);
	struct text *v1 = version(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "new", "old", NULL, NULL);
	text_rule(v1, "old", NULL, NULL, NULL);
	repealer(&scene, "2020-03-01", "old", "2020-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_rules(&scene, "L", "2020-06-01"), "new");
	scene_fini(&scene);
}

Test(inforce, a_repeal_of_a_rule_needs_reach_like_any_other)
{
	struct scene scene;
	scene_init(&scene);
	text_rule(version(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "a", NULL, NULL, NULL);
	struct text *other = version(&scene, "R", "R1", "2020-03-01", "2020-03-01");
	text_issuers(other, "county central");
	text_repeals(other, "L", "a", "2020-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_rules(&scene, "L", "2020-06-01"), "a");
	claim_equal(scene_findings(&scene), "15");
	scene_fini(&scene);
}

static struct rule_window first_rule(struct scene *scene)
{
	const struct scene_list *list = scene_list(scene, "L");
	const struct window *window = &list->timeline.windows[0];
	const struct text *text = scene_text_of(list, window->entry);
	return rule_in_force(&list->rules, window, text, &text->rules[0]);
}

Test(inforce, of_several_repeals_of_a_rule_the_first_day_counts)
{
	struct scene scene;
	scene_init(&scene);
	text_rule(version(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "a", NULL, NULL, NULL);
	repealer(&scene, "2020-03-01", "a", "2020-08-01");
	repealer(&scene, "2020-04-01", "a", "2020-06-01");
	repealer(&scene, "2020-05-01", "a", "2020-07-01");
	repealer(&scene, "2020-05-02", "b", "2020-02-01");
	scene_resolve(&scene, NULL);
	struct rule_window a = first_rule(&scene);
	claim(a.in_force.to == date_parse(STR("2020-06-01")), "the earliest");
	claim(scene_list(&scene, "L")->rules.count == 2, "two names");
	scene_fini(&scene);
}

Test(inforce, a_rule_is_never_in_force_outside_the_window_of_its_version)
{
	struct scene scene;
	scene_init(&scene);
	struct text *v1 = version(&scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "wide", NULL, "2010-01-01", "2030-01-01");
	version(&scene, "L", "V2", "2021-01-01", "2021-01-01");
	scene_resolve(&scene, NULL);
	struct rule_window wide = first_rule(&scene);
	claim(wide.in_force.from == date_parse(STR("2020-01-01")), "from");
	claim(wide.in_force.to == date_parse(STR("2021-01-01")) && wide.end == END_NEXT, "to");
	scene_fini(&scene);
}

Test(inforce, a_rule_that_expires_on_the_day_of_its_repeal_has_expired)
{
	struct scene scene;
	scene_init(&scene);
	text_rule(version(&scene, "L", "V1", "2020-01-01", "2020-01-01"), "a", NULL, NULL,
		  "2020-06-01");
	repealer(&scene, "2020-03-01", "a", "2020-06-01");
	scene_resolve(&scene, NULL);
	claim(first_rule(&scene).end == END_EXPIRES, "");
	scene_fini(&scene);
}

/* ---- repeals in vain ---- */

/* L in force from 2020-01-01 with the rules a and, until 2020-06-01, b; V2 of 2021 calls a c. */
static void scene_of_rules(struct scene *scene)
{
	scene_init(scene);
	struct text *v1 = version(scene, "L", "V1", "2020-01-01", "2020-01-01");
	text_rule(v1, "a", NULL, NULL, NULL);
	text_rule(v1, "b", NULL, NULL, "2020-06-01");
	struct text *v2 = version(scene, "L", "V2", "2021-01-01", "2021-01-01");
	text_rule(v2, "c", "a", NULL, NULL);
	text_expires(v2, "2022-01-01");
}

Test(inforce, a_repeal_of_a_rule_that_was_in_force_is_not_in_vain)
{
	static const struct {
		const char *promulgated, *rule, *from;
	} cases[] = {
		{"2020-05-01", "a", "2020-06-01"}, {"2021-02-01", "a", "2021-03-01"},
		{"2021-02-01", "c", "2021-03-01"}, {"2020-05-01", "b", "2020-05-31"},
		{"2021-02-01", "c", "2019-01-01"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		struct scene scene;
		scene_of_rules(&scene);
		repealer(&scene, cases[i].promulgated, cases[i].rule, cases[i].from);
		scene_resolve(&scene, NULL);
		claim_equal(scene_findings(&scene), "");
		scene_fini(&scene);
	}
}

Test(inforce, a_repeal_of_a_rule_that_was_not_in_force_is_in_vain)
{
	static const struct {
		const char *promulgated, *rule, *from;
	} cases[] = {
		{"2021-02-01", "d", "2021-03-01"}, /* there never was one */
		{"2021-02-01", "a", "2022-01-01"}, /* the list has ended */
		{"2020-05-01", "b", "2020-06-01"}, /* the rule has */
		{"2019-05-01", "a", "2020-06-01"}, /* promulgated later than the repeal */
	};
	for (size_t i = 0; i < countof(cases); i++) {
		struct scene scene;
		scene_of_rules(&scene);
		repealer(&scene, cases[i].promulgated, cases[i].rule, cases[i].from);
		scene_resolve(&scene, NULL);
		claim_equal(scene_findings(&scene), "23");
		scene_fini(&scene);
	}
}

Test(inforce, to_say_a_repeal_again_is_not_in_vain)
{
	struct scene scene;
	scene_of_rules(&scene);
	repealer(&scene, "2020-05-01", "a", "2020-06-01");
	text_repeals(version(&scene, "R", "R2", "2020-09-01", "2020-09-01"), "L", "a",
		     "2020-06-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "");
	scene_fini(&scene);
}

Test(inforce, a_text_that_cannot_be_read_may_have_any_rule)
{
	struct scene scene;
	scene_of_rules(&scene);
	scene_commit(&scene, "2021-01-15");
	scene_unreadable(&scene, "L", "2021-06-01");
	repealer(&scene, "2021-02-01", "d", "2021-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "13");
	scene_fini(&scene);
}

Test(inforce, a_repeal_that_may_not_be_said_is_reported_once)
{
	struct scene scene;
	scene_of_rules(&scene);
	struct text *other = version(&scene, "R", "R1", "2021-02-01", "2021-02-01");
	text_issuers(other, "stranger");
	text_repeals(other, "L", "a", "2021-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_findings(&scene), "15");
	scene_fini(&scene);
}

Test(inforce, the_message_names_the_rule)
{
	struct scene scene;
	scene_of_rules(&scene);
	repealer(&scene, "2021-02-01", "d", "2021-03-01");
	scene_resolve(&scene, NULL);
	claim_equal(scene_message(&scene, LANGUAGE_EN),
		    "'R' repeals 'L/d' from 2021-03-01, but nothing of that name was in force then: "
		    "nothing is repealed");
	scene_fini(&scene);
}
