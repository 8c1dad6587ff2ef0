/* What becomes of the parts of a list. */
#include "unit/diff/sides.h"

#define HEAD                                                                                       \
	"tol 1\n"                                                                                  \
	"vocabulary facts \"事实\" {\n"                                                          \
	"  fact p : bool \"p?\"\n"                                                                 \
	"  fact q : bool \"q?\"\n"                                                                 \
	"  fact loss : money \"loss?\"\n"                                                          \
	"}\n"                                                                                      \
	"authority a \"甲\" level central\n"                                                      \
	"use facts\n"                                                                              \
	"list a.b \"清单\" {\n"                                                                  \
	"  issuer a\n"                                                                             \
	"  promulgated 2020-01-01\n"                                                               \
	"  effective 2020-01-01\n"
#define OLD HEAD "  transition old\n"
#define ONE(title, condition)                                                                      \
	"  tolerate one \"" title "\" { article \"1\" provenance verified when " condition " }\n"

static void expect(const char *before, const char *after, const char *shown)
{
	struct sides s;
	sides_init(&s, before, after);
	sides_compare(&s);
	cr_expect_str_eq(sides_shown(&s), shown, "%s", sides_shown(&s));
	sides_fini(&s);
}

Test(diff, same_text_differs_in_nothing)
{
	expect(OLD ONE("甲", "p") "}\n", OLD ONE("甲", "p") "}\n", "");
}

Test(diff, order_of_operands_is_nothing)
{
	expect(OLD ONE("甲", "p and q") "}\n", OLD ONE("甲", "q and p") "}\n", "");
}

Test(diff, a_rule_that_fires_more_is_widened)
{
	expect(OLD ONE("甲", "p") "}\n", OLD ONE("甲", "p or q") "}\n", "widened one");
}

Test(diff, a_rule_that_fires_less_is_narrowed)
{
	expect(OLD ONE("甲", "loss < 5 万元") "}\n", OLD ONE("甲", "loss < 3 万元") "}\n",
	       "narrowed one");
}

Test(diff, a_rule_that_does_both_is_changed)
{
	expect(OLD ONE("甲", "p") "}\n", OLD ONE("甲", "q") "}\n", "changed one");
}

Test(diff, what_cannot_fire_otherwise_is_reworded)
{
	expect(OLD ONE("甲", "p") "}\n", OLD ONE("乙", "p") "}\n", "reworded one");
	expect(OLD ONE("甲", "p") "}\n", OLD ONE("甲", "p and (q or not q)") "}\n", "reworded one");
}

/* Which of two lists is the special one is told by conditions without their exceptions. */
Test(diff, a_condition_that_moves_to_an_exception_is_no_rewording)
{
	const char *excepted = OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
				   "when p except two \"乙\" when q }\n}\n";
	struct sides s;
	sides_init(&s, OLD ONE("甲", "p and not q") "}\n", excepted);
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "changed one");
	const struct diff_record *record = sides_record(&s, "one");
	cr_expect(record->condition_differs);
	cr_expect_not(record->undecided);
	cr_expect_eq(record->witness_count, 0);
	sides_fini(&s);
	expect(excepted,
	       OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
		   "when p and p except two \"乙\" when q and p }\n}\n",
	       "reworded one");
}

Test(diff, another_name_is_another_rule_unless_it_says_so)
{
	const char *two =
		OLD "  tolerate two \"甲\" { article \"1\" provenance verified when p }\n}\n";
	const char *renamed = OLD "  tolerate two \"甲\" { formerly one article \"1\" "
				  "provenance verified when p }\n}\n";
	expect(OLD ONE("甲", "p") "}\n", two, "added two, removed one");
	expect(OLD ONE("甲", "p") "}\n", renamed, "");
}

Test(diff, effects_and_strength_are_told_apart_from_conditions)
{
	const char *may = OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
			      "effect may mitigate when p }\n}\n";
	const char *must = OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
			       "effect must mitigate when p }\n}\n";
	struct sides s;
	sides_init(&s, may, must);
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "effect one");
	const struct diff_witness *witness = &sides_record(&s, "one")->witnesses[0];
	cr_expect_eq(witness->before.effects[0].strength, IR_MAY);
	cr_expect_eq(witness->after.effects[0].strength, IR_MUST);
	sides_fini(&s);
}

Test(diff, another_kind_is_a_change)
{
	expect(OLD ONE("甲", "p") "}\n",
	       OLD "  bar one \"甲\" { article \"1\" provenance verified when p }\n}\n",
	       "changed one");
}

Test(diff, scope_counts_for_every_rule)
{
	expect(OLD ONE("甲", "p") "}\n", OLD "  scope when q\n" ONE("甲", "p") "}\n",
	       "narrowed one");
}

Test(diff, definitions_and_presumptions_count_for_the_rules_that_use_them)
{
	expect(OLD "  define d \"定义\" = p\n" ONE("甲", "d") "}\n",
	       OLD "  define d \"定义\" = p or q\n" ONE("甲", "d") "}\n", "widened one");
	expect(OLD ONE("甲", "p") "}\n", OLD "  presume p unless shown\n" ONE("甲", "p") "}\n",
	       "widened one");
	expect(OLD ONE("甲", "q") "}\n", OLD "  presume p unless shown\n" ONE("甲", "q") "}\n", "");
}

Test(diff, what_the_list_says_of_itself)
{
	expect(OLD ONE("甲", "p") "}\n", HEAD "  transition new\n" ONE("甲", "p") "}\n",
	       "changed transition");
	expect(OLD ONE("甲", "p") "}\n",
	       OLD "  recognition { advisory before a }\n" ONE("甲", "p") "}\n",
	       "recognition recognition");
}

Test(diff, a_limit_of_steps_gives_not_decided)
{
	const char *before = OLD ONE("甲", "at least 2 of { p, q, loss < 3 万元 }") "}\n";
	const char *after = OLD ONE("甲", "at least 2 of { p, q, loss < 5 万元 }") "}\n";
	struct sides s;
	expect(before, after, "widened one");
	sides_init(&s, before, after);
	s.records.steps = 1;
	sides_compare(&s);
	cr_expect_str_eq(sides_shown(&s), "changed one?", "%s", sides_shown(&s));
	sides_fini(&s);
}

/* -- days -- */

Test(diff, days_on_which_the_same_texts_meet_are_one_run)
{
	struct sides s;
	sides_init(&s, OLD ONE("甲", "p") "}\n", OLD ONE("甲", "p or q") "}\n");
	struct diff_state before = sides_state(&s, 0), after = sides_state(&s, 1), none = {0};
	struct diff_span spans[] = {
		{100, 200, before, after},
		{200, 300, before, after},
		{300, 400, before, none},
		{500, 600, before, after},
	};
	diff_list(&s.records, STR("a.b"), spans, countof(spans));
	cr_expect_str_eq(sides_shown(&s),
			 "widened one 1970-04-11..1970-10-28, "
			 "removed one 1970-10-28..1971-02-05, "
			 "widened one 1971-05-16..1971-08-24",
			 "%s", sides_shown(&s));
	for (size_t i = 0; i < s.records.items.count; i++) {
		const struct diff_record *record = &s.records.items.items[i];
		cr_assert_eq(record->witness_count, 1);
		cr_expect(record->witnesses[0].conduct >= record->from);
		cr_expect(record->witnesses[0].conduct < record->to);
	}
	sides_fini(&s);
}

Test(diff, only_rules_whose_fingerprints_differ_are_asked_about)
{
	struct buf before, after;
	struct sides s;
	struct mem mem;
	mem_init(&mem, NULL, NULL);
	buf_init(&before, &mem);
	buf_init(&after, &mem);
	buf_add_text(&before, OLD);
	buf_add_text(&after, OLD);
	for (int i = 0; i < 200; i++) {
		static const char rule[] = "  bar r%d \"甲\" { article \"1\" provenance verified "
					   "when loss >= %d 元 and %s }\n";
		buf_addf(&before, rule, i, i + 1, "p");
		buf_addf(&after, rule, i, i + 1, i == 77 ? "q" : "p");
	}
	buf_add_text(&before, "}\n");
	buf_add_text(&after, "}\n");
	sides_init(&s, buf_str(&before).ptr, buf_str(&after).ptr);
	sides_compare(&s);
	cr_expect_str_eq(sides_shown(&s), "changed r77");
	cr_expect_eq(s.records.questions, 1);
	sides_fini(&s);
	buf_fini(&before);
	buf_fini(&after);
	mem_fini(&mem);
}
