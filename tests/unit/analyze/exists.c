/* Whether a case exists, by all kinds of conditions, and which one is shown. */
#include "unit/analyze/scene.h"

#include <stdio.h>

#define HEAD                                                                                       \
	"tol 1 authority a level city vocabulary v { fact gain : bool fact diligent : bool "       \
	"fact loss : money fact times : count fact told : date fact moved : date "                 \
	"fact harm : one of { none, minor, serious } fact fields : set of { reform, rescue } }\n"
#define LIST "list a.l { issuer a promulgated 2020-01-01 effective 2020-02-01 transition old "

/* The case in which a rule with this condition fires. */
static void shows(const char *condition, const char *expected)
{
	struct scene s;
	char text[2000];
	snprintf(text, sizeof(text), HEAD LIST "tolerate r { article \"1\" when %s } }", condition);
	scene_init(&s, text);
	const char *found = scene_exists(&s, analyze_fires(s.analyze, 0, 0));
	cr_expect_str_eq(found, expected, "%s: %s, not %s", condition, found, expected);
	scene_fini(&s);
}

Test(analyze, yes_and_no)
{
	shows("gain", "gain=yes");
	shows("not gain", "gain=no");
	shows("gain and diligent", "gain=yes diligent=yes");
	shows("gain and not gain", "no");
	shows("gain or not gain", "");
	shows("(gain or diligent) and not gain", "gain=no diligent=yes");
	shows("at least 2 of { gain, diligent, not gain } and not diligent", "no");
	shows("at least 2 of { gain, diligent, not gain }", "diligent=yes");
}

Test(analyze, amounts_and_counts)
{
	shows("loss >= 50 万元", "loss=500000");
	shows("loss > 50 万元", "loss=600000");
	shows("loss < 50 万元", "loss=0");
	shows("loss > 50 万元 and loss < 50.01 万元", "loss=500010");
	shows("loss >= 50 万元 and loss < 50 万元", "no");
	shows("times > 2 and times < 3", "no");
	shows("times > 2 and times < 4", "times=3");
	shows("times in { 3, 5 } and times > 3", "times=5");
	shows("times in { 3, 5 } and times != 3 and times != 5", "no");
	shows("times < 0", "no");
	shows("times >= 0", "");
}

Test(analyze, choices_and_sets)
{
	shows("harm = minor", "harm=minor");
	shows("harm != none and harm != minor", "harm=serious");
	shows("harm != none and harm != minor and harm != serious", "no");
	shows("harm in { none, minor } or harm = serious", "");
	shows("fields has rescue", "fields={rescue}");
	shows("not fields has reform and not fields has rescue", "fields={}");
}

Test(analyze, days_in_order)
{
	shows("told < conduct and told > accountability", "no");
	shows("accountability < conduct", "no");
	shows("decision < conduct", "no");
	shows("told > conduct and told < accountability and conduct = 2020-02-28 and "
	      "accountability = 2020-03-01",
	      "told=2020-02-29");
	shows("told > conduct and told < accountability and conduct = 2020-02-29 and "
	      "accountability = 2020-03-01",
	      "no");
	shows("told < conduct and moved > accountability and moved < decision and "
	      "conduct > 2020-05-01 and decision < 2020-05-05 and told > 2020-05-01",
	      "no");
}

Test(analyze, the_last_gap_that_is_wide_enough)
{
	shows("told > conduct and told < accountability and moved > accountability and "
	      "moved < decision and conduct >= 2020-05-01 and decision <= 2020-05-05",
	      "told=2020-05-02 moved=2020-05-04");
	shows("told > conduct and told < accountability and moved > accountability and "
	      "moved < decision and conduct >= 2020-05-01 and decision <= 2020-05-04",
	      "no");
}

Test(analyze, what_is_known)
{
	shows("known gain", "gain=no");
	shows("unknown gain", "gain?");
	shows("unknown gain and gain", "gain?");
	shows("unknown gain and known gain", "no");
	shows("known harm and harm = minor", "harm=minor");
}

Test(analyze, presumptions_are_read_where_nothing_is_given)
{
	struct scene s;
	scene_init(&s,
		   HEAD LIST "presume diligent unless shown "
			     "tolerate a { article \"1\" when diligent and unknown diligent } "
			     "tolerate b { article \"2\" when not diligent and unknown diligent } "
			     "tolerate c { article \"3\" when not diligent } }");
	cr_expect_str_eq(scene_exists(&s, analyze_fires(s.analyze, 0, 0)), "diligent?");
	cr_expect_str_eq(scene_exists(&s, analyze_fires(s.analyze, 0, 1)), "no");
	cr_expect_str_eq(scene_exists(&s, analyze_fires(s.analyze, 0, 2)), "diligent=no");
	scene_fini(&s);
}

Test(analyze, exceptions_of_exceptions)
{
	struct scene s;
	scene_init(&s, HEAD LIST "tolerate r { article \"1\" when diligent "
				 "except ban when gain { except rescue when fields has rescue } } "
				 "bar b { article \"2\" when gain } }");
	struct analyze *a = s.analyze;
	int32_t fires = analyze_fires(a, 0, 0), when = analyze_when(a, 0, 0);
	int32_t gain = analyze_when(a, 0, 1);
	int32_t excepted[] = {when, -fires}, spared[] = {fires, gain};
	cr_expect_str_eq(scene_exists(&s, analyze_all(a, excepted, 2)),
			 "diligent=yes gain=yes fields={}");
	cr_expect_str_eq(scene_exists(&s, analyze_all(a, spared, 2)),
			 "diligent=yes gain=yes fields={rescue}");
	scene_fini(&s);
}

Test(analyze, outcomes)
{
	struct scene s;
	scene_init(&s, HEAD LIST "scope when harm = minor "
				 "tolerate r { article \"1\" when diligent } "
				 "bar b { article \"2\" when gain } }");
	struct analyze *a = s.analyze;
	cr_expect_str_eq(scene_exists(&s, analyze_outcome(a, 0, IR_TOLERATED, NULL)),
			 "harm=minor diligent=yes gain=no");
	cr_expect_str_eq(scene_exists(&s, analyze_outcome(a, 0, IR_BARRED, NULL)),
			 "harm=minor gain=yes");
	cr_expect_str_eq(scene_exists(&s, analyze_outcome(a, 0, IR_SILENT, NULL)), "harm=none");
	bool without[] = {true, false};
	int32_t barred = analyze_outcome(a, 0, IR_BARRED, without);
	cr_expect_str_eq(scene_exists(&s, barred), "no");
	scene_fini(&s);
}

Test(analyze, two_versions_share_their_facts)
{
	struct scene s;
	scene_init(&s, HEAD LIST "bar b { article \"1\" when loss >= 100 元 } }\n"
				 "list a.l { issuer a promulgated 2021-01-01 effective 2021-02-01 "
				 "transition old bar b { article \"1\" when loss >= 200 元 } }");
	struct analyze *a = s.analyze;
	int32_t differ[] = {analyze_fires(a, 0, 0), -analyze_fires(a, 1, 0)};
	int32_t other[] = {-analyze_fires(a, 0, 0), analyze_fires(a, 1, 0)};
	cr_expect_str_eq(scene_exists(&s, analyze_all(a, differ, 2)), "loss=100");
	cr_expect_str_eq(scene_exists(&s, analyze_all(a, other, 2)), "no");
	scene_fini(&s);
}

Test(analyze, what_made_it_impossible)
{
	struct scene s;
	scene_init(&s, HEAD LIST "tolerate r { article \"1\" when gain } "
				 "tolerate t { article \"2\" when diligent } "
				 "bar b { article \"3\" when not gain } }");
	struct analyze *a = s.analyze;
	int32_t all[] = {analyze_fires(a, 0, 0), analyze_fires(a, 0, 1), analyze_fires(a, 0, 2)};
	cr_assert_eq(analyze_exists(a, all, 3, NULL), ANALYZE_NO);
	cr_expect(analyze_was_needed(a, all[0]) && analyze_was_needed(a, all[2]));
	cr_expect(!analyze_was_needed(a, all[1]));
	scene_fini(&s);
}

Test(analyze, days_of_the_case_in_a_window)
{
	struct scene s;
	scene_init(&s, HEAD LIST "tolerate r { article \"1\" when gain expires 2021-01-01 } }");
	struct analyze *a = s.analyze;
	struct analyze_case found;
	int32_t late[] = {analyze_fires(a, 0, 0), analyze_day(a, IR_CONDUCT, 18628, DATE_MAX)};
	cr_assert_eq(analyze_exists(a, late, 2, &found), ANALYZE_YES);
	cr_expect_eq(found.conduct, 18628); /* 2021-01-01 */
	cr_expect(found.accountable >= found.conduct && found.decided >= found.accountable);
	int32_t never[] = {analyze_day(a, IR_CONDUCT, 18628, DATE_MAX),
			   analyze_day(a, IR_ACCOUNTABILITY, DATE_NONE, 18628)};
	cr_expect_eq(analyze_exists(a, never, 2, NULL), ANALYZE_NO);
	scene_fini(&s);
}

/* So many pigeons, each in one of the holes, no two in one: it cannot be, and is hard to see. */
static void pigeons(struct buf *text, size_t holes)
{
	buf_add_text(text, "tol 1 authority a level city vocabulary v {");
	for (size_t i = 0; i <= holes; i++)
		for (size_t k = 0; k < holes; k++)
			buf_addf(text, " fact p%zu_%zu : bool", i, k);
	buf_add_text(text, " }\n" LIST "tolerate r { article \"1\" when all of {");
	for (size_t i = 0; i <= holes; i++) {
		buf_add_text(text, " any of {");
		for (size_t k = 0; k < holes; k++)
			buf_addf(text, " p%zu_%zu,", i, k);
		buf_add_text(text, " },");
	}
	for (size_t k = 0; k < holes; k++)
		for (size_t i = 0; i <= holes; i++)
			for (size_t other = 0; other < i; other++)
				buf_addf(text, " not p%zu_%zu or not p%zu_%zu,", i, k, other, k);
	buf_add_text(text, " } } }");
}

static enum analyze_answer pigeons_fit(size_t holes, uint64_t steps)
{
	struct scene s;
	struct mem mem;
	struct buf text;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	pigeons(&text, holes);
	scene_init(&s, text.ptr);
	analyze_bound(s.analyze, steps);
	int32_t fires = analyze_fires(s.analyze, 0, 0);
	/* the bound is that of each question, not of all */
	enum analyze_answer first = analyze_exists(s.analyze, &fires, 1, NULL);
	cr_expect_eq(analyze_exists(s.analyze, &(int32_t){analyze_true(s.analyze)}, 1, NULL),
		     ANALYZE_YES);
	scene_fini(&s);
	mem_fini(&mem);
	return first;
}

Test(analyze, a_bound_leaves_hard_questions_undecided)
{
	cr_expect_eq(pigeons_fit(4, 2000000), ANALYZE_NO);
	cr_expect_eq(pigeons_fit(9, 20000), ANALYZE_UNDECIDED);
}

Test(analyze, counting_too_much_is_undecided_unless_it_cannot_be_all_the_same)
{
	struct scene s;
	struct mem mem;
	struct buf text;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	buf_add_text(&text, HEAD LIST "tolerate r { article \"1\" when at least 600 of {");
	for (size_t i = 0; i < 1200; i++)
		buf_addf(&text, " times = %zu,", i);
	buf_add_text(&text, " } } tolerate t { article \"2\" when gain and not gain } }");
	scene_init(&s, text.ptr);
	cr_expect_str_eq(scene_exists(&s, analyze_fires(s.analyze, 0, 0)), "undecided");
	cr_expect_str_eq(scene_exists(&s, analyze_fires(s.analyze, 0, 1)), "no");
	scene_fini(&s);
	mem_fini(&mem);
}
