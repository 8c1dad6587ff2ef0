/* Small worlds in which the lists, the versions or the facts hang together in more than one way; in
 * each something is unknown, and what may come out was worked out by hand. */
#include "unit/decide/scene.h"

#include "unit/base/base.h"

#include <stdio.h>

enum {
	T = 1 << DECIDE_TOLERATED,
	S = 1 << DECIDE_SILENT,
	B = 1 << DECIDE_BARRED,
	C = 1 << DECIDE_CONFLICT
};

static const char head[] =
	"tol 1\n"
	"vocabulary v { fact f : bool fact g : bool fact h : bool fact i : bool fact d : date "
	"}\n"
	"authority central \"c\" level central\n"
	"authority city \"s\" under central level city\n"
	"authority county \"x\" under city level county\n";

struct world {
	const char *name;
	const char *lists;
	int states[4]; /* of each list one for all its days; -1: no more */
	const char *yes;
	const char *no;
	unsigned outcomes;
	size_t needed[6]; /* sizes of the sets; 0: no more */
};

#define DATED(date) " promulgated " date " effective " date " "

static const struct world worlds[] = {
	{"a red line above the subject counts whatever stands above it",
	 "list a { issuer central" DATED(
		 "2018-01-01") "tolerate t { when yes } }\n"
			       "list b { issuer city" DATED(
				       "2018-01-01") "bar redline r { when f } }\n",
	 {0, 1, -1},
	 NULL,
	 NULL,
	 T | B,
	 {1}},
	{"who speaks for certain may be beaten by one above that leaves the word to those below",
	 "list a { issuer central" DATED(
		 "2018-01-01") "delegates to county tolerate t { when f effect may exempt } }\n"
			       "list b { issuer city" DATED(
				       "2018-01-01") "tolerate t { when yes effect must exempt } }\n"
						     "list c { issuer county" DATED(
							     "2018-01-01") "bar r { when g } }\n",
	 {0, 1, 2, -1},
	 NULL,
	 NULL,
	 T | B,
	 {1, 1}},
	{"a wider condition may ask more than the narrow one",
	 "list a { issuer county" DATED(
		 "2018-01-01") "tolerate t { when f } }\n"
			       "list b { issuer county" DATED(
				       "2019-01-01") "bar r { when f or g } }\n",
	 {0, 1, -1},
	 "f",
	 NULL,
	 T | B | C,
	 {0}},
	{"what is known is as free in a proof as what is so",
	 "list a { issuer county" DATED(
		 "2018-01-01") "tolerate t { when f } }\n"
			       "list b { issuer county" DATED(
				       "2019-01-01") "bar r { when f or known g } }\n",
	 {0, 1, -1},
	 "f",
	 "g",
	 T | B | C,
	 {0}},
	{"a rule that is open may be the special one",
	 "list a { issuer county" DATED(
		 "2018-01-01") "bar r { when g } bar s { when g and f } }\n"
			       "list b { issuer county" DATED(
				       "2019-01-01") "tolerate t { when g } }\n",
	 {0, 1, -1},
	 "g",
	 NULL,
	 T | B | C,
	 {1}},
	{"what is asked only whether it is known can be needed",
	 "list a { issuer county" DATED("2018-01-01") "bar r { when f or known g } }\n",
	 {0, -1},
	 NULL,
	 NULL,
	 S | B,
	 {1, 1}},
	{"what took more than its share of the work is asked again",
	 "list a { issuer central promulgated 2010-01-01 effective 2010-01-01\n"
	 "tolerate t { when not g or d = 2016-01-31 or d >= 2020-01-31 } }\n"
	 "list b { issuer city promulgated 2011-01-01 effective 2011-01-01\n"
	 "bar r { when h or d = decision or not h }\n"
	 "bar s { when d < decision or d > decision } }\n"
	 "list c { issuer city promulgated 2012-01-01 effective 2012-01-01\n"
	 "tolerate t { when d > decision or f } }\n",
	 {0, 1, 2, -1},
	 NULL,
	 NULL,
	 T | B,
	 {1, 1, 1}},
	{"what single facts cost does not tell what two do",
	 "list a { issuer central promulgated 2010-01-01 effective 2010-01-01\n"
	 "bar r { when d <= decision and d >= decision and not g }\n"
	 "bar s { when d <= decision or g or d = decision } }\n"
	 "list b { issuer central promulgated 2011-01-01 effective 2011-01-01\n"
	 "tolerate t { when d <= decision or h } tolerate u { when d != decision or h } }\n"
	 "list c { issuer central promulgated 2012-01-01 effective 2012-01-01\n"
	 "tolerate t { when not f }\n"
	 "tolerate u { when d < 2022-01-31 and i and d >= 2018-01-31 } }\n",
	 {0, 1, 2, -1},
	 NULL,
	 NULL,
	 T | B | C,
	 {1, 1, 2, 2, 2}},
	{"no day is so late that the decision must come before it",
	 "list a { issuer county" DATED("2018-01-01") "tolerate t { when d > decision } }\n",
	 {0, -1},
	 NULL,
	 NULL,
	 T | S,
	 {2}},
	{"where each list of an issuer is beaten none is",
	 "list a { issuer county special to b" DATED(
		 "2018-01-01") "tolerate t { when yes } }\n"
			       "list b { issuer county special to c" DATED(
				       "2018-01-01") "bar r { when yes } }\n"
						     "list c { issuer county special to e" DATED(
							     "2018-01-01") "tolerate t { when yes "
									   "} }\n"
									   "list e { issuer county "
									   "special to a" DATED(
										   "2018-01-01") "b"
												 "a"
												 "r"
												 " "
												 "r"
												 " "
												 "{"
												 " "
												 "w"
												 "h"
												 "e"
												 "n"
												 " "
												 "y"
												 "e"
												 "s"
												 " "
												 "}"
												 " "
												 "}"
												 "\n",
	 {0, 1, 2, 3},
	 NULL,
	 NULL,
	 T | B | C,
	 {0}},
};

static void check_needed(const struct scene *scene, const struct world *world)
{
	const struct decide_verdict *verdict = &scene->verdict;
	size_t count = 0;
	for (; count < countof(world->needed) && world->needed[count]; count++)
		expect(count < verdict->needed_count &&
			       verdict->needed[count].count == world->needed[count],
		       "%s: set %zu", world->name, count);
	expect(verdict->needed_count == count, "%s: %zu sets", world->name, verdict->needed_count);
	expect(verdict->needed_complete, "%s: some sets are missing", world->name);
}

static void check_world(const struct world *world)
{
	char text[4096];
	struct scene scene;
	snprintf(text, sizeof(text), "%s%s", head, world->lists);
	scene_init(&scene, text, "county", "county");
	for (size_t i = 0; i < countof(world->states) && world->states[i] >= 0; i++)
		scene_list(&scene, world->states[i], world->states[i], world->states[i]);
	if (world->yes)
		scene_yes(&scene, world->yes, true);
	if (world->no)
		scene_yes(&scene, world->no, false);
	scene_run(&scene);
	expect(scene.verdict.outcomes == world->outcomes, "%s: %u", world->name,
	       scene.verdict.outcomes);
	check_needed(&scene, world);
	scene_fini(&scene);
}

Test(decide_worlds, each)
{
	for (size_t i = 0; i < countof(worlds); i++)
		check_world(&worlds[i]);
}

/* The versions say the same of the case, but only the old one leaves the word to the county. */
Test(decide_worlds, versions_that_say_the_same_may_delegate_differently)
{
	char text[4096];
	struct scene scene;
	snprintf(text, sizeof(text),
		 "%s"
		 "list a { issuer city" DATED(
			 "2018-01-01") "delegates to county tolerate t { when f } }\n"
				       "list a { issuer city" DATED(
					       "2019-01-01") "tolerate t { when f } }\n"
							     "list b { issuer county" DATED(
								     "2018-01-01") "bar r { when f "
										   "} }\n",
		 head);
	scene_init(&scene, text, "county", "county");
	scene_list(&scene, 0, 0, 1);
	scene_list(&scene, 2, 2, 2);
	scene_yes(&scene, "f", true);
	scene_run(&scene);
	expect(scene.verdict.outcomes == (T | B | C), "%u", scene.verdict.outcomes);
	expect(scene.verdict.ruling_count == 1, "the city must rule");
	scene_fini(&scene);
}

/* Both versions of the list above leave the case tolerated, but under the new one it is the county
 * that finds so, which does not bind the city. */
Test(decide_worlds, a_choice_of_versions_may_leave_open_whom_the_finding_binds)
{
	char text[4096];
	struct scene scene;
	snprintf(text, sizeof(text),
		 "%s"
		 "list a { issuer central" DATED(
			 "2018-01-01") "tolerate t { when f effect may exempt } }\n"
				       "list a { issuer central" DATED(
					       "2019-01-01") "bar r { when g } }\n"
							     "list b { issuer county" DATED(
								     "2018-01-01") "tolerate t { when "
										   "f effect must "
										   "exempt } }\n",
		 head);
	scene_init(&scene, text, "county", "city");
	scene_list(&scene, 0, 0, 1);
	scene_list(&scene, 2, 2, 2);
	scene_yes(&scene, "f", true);
	scene_yes(&scene, "g", false);
	scene_run(&scene);
	expect(scene.verdict.outcomes == T, "%u", scene.verdict.outcomes);
	expect(scene.verdict.ruling_count == 1, "%zu rulings", scene.verdict.ruling_count);
	scene_fini(&scene);
}

/* No clause decides between the red line and the bar that took its place, and only the red line
 * counts under a list above that tolerates. */
Test(decide_worlds, a_choice_of_versions_reaches_a_red_line_under_what_is_certain)
{
	char text[4096];
	struct scene scene;
	snprintf(text, sizeof(text),
		 "%s"
		 "list a { issuer central" DATED(
			 "2018-01-01") "tolerate t { when yes } }\n"
				       "list b { issuer city" DATED(
					       "2018-01-01") "bar redline r { when f } }\n"
							     "list b { issuer city" DATED(
								     "2019-01-01") "bar r { when f "
										   "} }\n",
		 head);
	scene_init(&scene, text, "county", "county");
	scene_list(&scene, 0, 0, 0);
	scene_list(&scene, 1, 1, 2);
	scene_run(&scene);
	expect(scene.verdict.outcomes == (T | B | C), "%u", scene.verdict.outcomes);
	scene_fini(&scene);
}

/* Only once it is shown that f does not hold, and known whether g does, can h change anything. */
Test(decide_worlds, two_that_are_filled_in_may_hide_a_third_together)
{
	char text[4096];
	struct scene scene;
	snprintf(text, sizeof(text),
		 "%s"
		 "list a { issuer county" DATED(
			 "2018-01-01") "presume f unless shown\n"
				       "bar r { when any of { f, h, unknown g } } }\n",
		 head);
	scene_init(&scene, text, "county", "county");
	scene_list(&scene, 0, 0, 0);
	scene_run(&scene);
	expect(scene.verdict.outcomes == B, "%u", scene.verdict.outcomes);
	expect(scene.verdict.irrelevant.count == 0, "%zu cannot matter",
	       scene.verdict.irrelevant.count);
	expect(scene.verdict.open.count == 3, "%zu may matter", scene.verdict.open.count);
	scene_fini(&scene);
}
