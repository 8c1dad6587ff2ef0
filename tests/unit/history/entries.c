/* Entries: numbers instead of texts, in the order in which they are replayed. */
#include "scene.h"

TestSuite(entries);

static const struct list_entries *entries_of(struct scene *scene)
{
	scene_resolve(scene, NULL);
	return &scene_list(scene, "L")->entries;
}

Test(entries, stand_by_commit_then_effective_date_then_as_observed)
{
	static const char *const wanted[] = {"P", "A", "B", "b", "C"};
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	scene_text(&scene, "L", "B", "2020-01-01", "2021-01-01");
	struct text *draft = scene_text(&scene, "L", "b", "2020-01-01", "2021-01-01");
	draft->draft = true;
	scene_text(&scene, "L", "A", "2020-01-01", "2020-01-01");
	scene_text(&scene, "L", "P", "2020-01-01", NULL);
	scene_commit(&scene, "2020-02-01");
	scene_text(&scene, "L", "C", "2020-01-01", "2019-01-01");
	const struct list_entries *entries = entries_of(&scene);
	for (uint32_t i = 0; i < countof(wanted); i++)
		claim(str_equal(scene_text_of(scene_list(&scene, "L"), i)->title,
				str_from(wanted[i])),
		      "entry %u", i);
	claim(entries->slot_count == 3, "a draft has no place on the timeline");
	scene_fini(&scene);
}

Test(entries, equal_forms_have_equal_numbers)
{
	struct scene scene;
	scene_init(&scene);
	scene_commit(&scene, "2020-01-01");
	struct text *first = scene_text(&scene, "L", "A", "2020-01-01", "2020-01-01");
	scene_commit(&scene, "2020-02-01");
	struct text *second = scene_copy(&scene, first, "A");
	text_withdraws(second, "2020-01-01");
	scene_commit(&scene, "2020-03-01");
	scene_again(&scene, first);
	const struct entry *entries = entries_of(&scene)->entries;
	claim(entries[0].form == entries[2].form && entries[0].form != entries[1].form, "form");
	claim(entries[0].substance == entries[1].substance, "substance");
	scene_fini(&scene);
}

Test(entries, the_same_digest_for_another_date_is_another_form)
{
	struct text texts[] = {{.readable = true, .effective = 1},
			       {.readable = true, .effective = 2}};
	struct observation observations[] = {{.text = &texts[0]}, {.text = &texts[1]}};
	struct scene scene;
	struct list_entries entries;
	scene_init(&scene);
	list_entries_make(&entries, &scene.arena, &scene.mem, &scene.names, STR("L"), observations,
			  countof(observations));
	claim(entries.form_count == 2 && entries.substance_count == 2, "");
	scene_fini(&scene);
}

Test(entries, issuers_that_do_not_change_are_kept_once)
{
	struct scene scene;
	scene_init(&scene);
	for (int i = 0; i < 3; i++) {
		scene_commit(&scene, "2020-01-01");
		text_issuers(scene_text(&scene, "L", i ? "B" : "A", "2020-01-01",
					i ? "2021-01-01" : "2020-01-01"),
			     i < 2 ? "county central" : "central");
	}
	const struct list_entries *entries = entries_of(&scene);
	claim(entries->issuer_count == 3, "%u", entries->issuer_count);
	claim(entries->entries[1].issuer_first == entries->entries[0].issuer_first, "shared");
	claim(entries->entries[2].issuer_count == 1, "its own");
	scene_fini(&scene);
}
