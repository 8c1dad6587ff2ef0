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
#define RULE(name, article, condition)                                                             \
	"  tolerate " name " \"甲\" { article \"" article "\" provenance verified when " condition \
	" }\n"
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

/* Both are presumed on either side, so nothing of the rule is another. */
Test(diff, order_of_presumptions_is_nothing)
{
	expect(OLD
	       "  presume p unless shown\n  presume q unless shown\n" ONE("甲", "p and q") "}\n",
	       OLD
	       "  presume q unless shown\n  presume p unless shown\n" ONE("甲", "p and q") "}\n",
	       "");
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
	cr_expect_eq((int)record->why, DIFF_WHY_NONE);
	cr_expect_eq(record->witness_count, 0);
	sides_fini(&s);
	expect(excepted,
	       OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
		   "when p and p except two \"乙\" when q and p }\n}\n",
	       "reworded one");
}

Test(diff, another_name_is_told_unless_the_rule_says_so)
{
	const char *two =
		OLD "  tolerate two \"甲\" { article \"1\" provenance verified when p }\n}\n";
	const char *renamed = OLD "  tolerate two \"甲\" { formerly one article \"1\" "
				  "provenance verified when p }\n}\n";
	expect(OLD ONE("甲", "p") "}\n", two, "renamed two=one");
	expect(OLD ONE("甲", "p") "}\n", renamed, "");
}

/* By what they say one would be the other; so would they by their names. Each fires as before. */
Test(diff, rules_that_exchange_their_names_are_renamed)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") "}\n",
	       OLD RULE("b", "1", "p") RULE("a", "2", "q") "}\n", "renamed b=a, renamed a=b");
}

Test(diff, names_that_are_handed_on_are_renamed)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") "}\n",
	       OLD RULE("b", "1", "p") RULE("c", "2", "q") "}\n", "renamed b=a, renamed c=b");
}

/* What b said is said by a, but then nothing is what a was: it is a that changed, and b is gone. */
Test(diff, a_name_that_stays_is_not_given_away_for_one_other)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") "}\n", OLD RULE("a", "2", "q") "}\n",
	       "changed a, removed b");
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("a", "2", "q") RULE("b", "1", "p") "}\n",
	       "changed a, added b");
}

/* Numbered anew for one that came first, or went: the others say what they said. */
Test(diff, rules_that_are_numbered_anew_are_renamed)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") "}\n",
	       OLD RULE("a", "9", "p and q") RULE("b", "1", "p") RULE("c", "2", "q") "}\n",
	       "added a, renamed b=a, renamed c=b");
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") RULE("c", "3", "p and q") "}\n",
	       OLD RULE("a", "2", "q") RULE("b", "3", "p and q") "}\n",
	       "renamed a=b, renamed b=c, removed a");
	expect(OLD RULE("a", "1", "p") RULE("b", "2", "q") RULE("c", "3", "p and q") "}\n",
	       OLD RULE("b", "1", "p and loss < 1 元") RULE("c", "2", "q")
		       RULE("d", "3", "p and q") "}\n",
	       "narrowed b=a, renamed c=b, renamed d=c");
}

/* Either could be either. */
Test(diff, which_of_two_alike_was_renamed_is_not_guessed)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "1", "p") "}\n",
	       OLD RULE("c", "1", "p") RULE("d", "1", "p") "}\n",
	       "added c, added d, removed a, removed b");
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("c", "1", "p") RULE("d", "1", "p") "}\n",
	       "added c, added d, removed a");
}

/* One that stays takes no part: only b can be c. */
Test(diff, a_rule_that_stays_is_no_twin)
{
	expect(OLD RULE("a", "1", "p") RULE("b", "1", "p") "}\n",
	       OLD RULE("a", "1", "p") RULE("c", "1", "p") "}\n", "renamed c=b");
}

Test(diff, a_rule_may_be_renamed_and_changed)
{
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("b", "1", "p or q") "}\n", "widened b=a");
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("b", "1", "p and q") "}\n", "narrowed b=a");
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("b", "1", "p and (q or not q)") "}\n",
	       "renamed b=a");
}

/* Another rule of the same article, though it stays what it was, could have been split. */
Test(diff, an_article_tells_no_rule_where_two_have_it)
{
	expect(OLD RULE("a", "1", "p") RULE("x", "1", "loss < 1 元") "}\n",
	       OLD RULE("b", "1", "p or q") RULE("x", "1", "loss < 1 元") "}\n",
	       "added b, removed a");
	expect(OLD RULE("a", "1", "p") "}\n", OLD RULE("b", "2", "p or q") "}\n",
	       "added b, removed a");
}

/* What tolerated does not become what bars by its article. */
Test(diff, a_rule_of_another_kind_is_not_the_one_that_is_gone)
{
	expect(OLD RULE("a", "1", "p") "}\n",
	       OLD "  bar b \"甲\" { article \"1\" provenance verified when p }\n}\n",
	       "added b, removed a");
}

/* The scope counts for every rule, and is no reason to lose sight of one. */
Test(diff, a_rule_is_renamed_and_narrowed_by_the_scope)
{
	expect(OLD RULE("a", "1", "p") "}\n", OLD "  scope when q\n" RULE("b", "2", "p") "}\n",
	       "narrowed b=a");
}

#define BAR "  bar x \"乙\" { article \"2\" provenance verified when q }\n"

/* A case that both sides bar would show nothing of what the rule gives. */
Test(diff, another_effect_is_shown_where_the_list_tolerates)
{
	const char *may = OLD ONE("甲", "p or q") BAR "}\n";
	const char *must = OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
			       "effect must exempt when p or q }\n" BAR "}\n";
	struct sides s;
	sides_init(&s, may, must);
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "effect one");
	const struct diff_witness *witness = &sides_record(&s, "one")->witnesses[0];
	cr_expect_eq(witness->before.outcome, IR_TOLERATED);
	cr_expect_eq(witness->after.outcome, IR_TOLERATED);
	sides_fini(&s);
}

/* Another rule gives as much where q holds: a case shows what changed where it does not. */
Test(diff, another_effect_is_shown_where_no_other_rule_gives_it)
{
#define OTHER                                                                                      \
	"  tolerate other \"乙\" { article \"2\" provenance verified "                            \
	"effect must exempt when q }\n}\n"
	const char *may = OLD ONE("甲", "p or q") OTHER;
	const char *must = OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
			       "effect must exempt when p or q }\n" OTHER;
	struct sides s;
	sides_init(&s, may, must);
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "effect one");
	const struct diff_witness *witness = &sides_record(&s, "one")->witnesses[0];
	cr_assert_eq(witness->before.effect_count, 1);
	cr_expect_eq(witness->before.effects[0].strength, IR_MAY);
	cr_expect_eq(witness->after.effects[0].strength, IR_MUST);
	sides_fini(&s);
}

/* Nothing shows it where the other rule always gives as much. */
Test(diff, another_effect_without_effect_is_told_all_the_same)
{
	struct sides s;
	sides_init(&s, OLD ONE("甲", "p and q") OTHER,
		   OLD "  tolerate one \"甲\" { article \"1\" provenance verified "
		       "effect must exempt when p and q }\n" OTHER);
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "effect one");
	cr_expect_eq(sides_record(&s, "one")->witness_count, 1);
	sides_fini(&s);
}

static int64_t value_of(const struct diff_witness *witness, const char *fact)
{
	for (size_t i = 0; i < witness->value_count; i++)
		if (str_equal(witness->values[i].fact->name, str_from(fact)))
			return witness->values[i].number;
	cr_assert(false, "the case does not say '%s'", fact);
	return 0;
}

/* Where the loss lies between the two amounts, `one` is what makes the difference: of `two` a case
 * is shown in which it does not fire on one side alone, and of `one` likewise. The bar that stays
 * may fire or not. */
Test(diff, a_case_shows_what_no_other_change_does)
{
#define TWO(kind)                                                                                  \
	"  " kind " two \"乙\" { article \"2\" provenance verified "                               \
	"effect may lenient when p and loss >= 1 万元 }\n"                                        \
	"  bar never \"丙\" { article \"3\" provenance verified when q }\n}\n"
	struct sides s;
	sides_init(&s, OLD ONE("甲", "loss < 3 万元") TWO("mitigate"),
		   OLD ONE("甲", "loss < 5 万元") TWO("tolerate"));
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "widened one, changed two");
	const struct diff_witness *one = &sides_record(&s, "one")->witnesses[0];
	const struct diff_witness *two = &sides_record(&s, "two")->witnesses[0];
	cr_expect_eq(one->after.outcome, IR_TOLERATED);
	cr_expect_eq(one->after.effect_count, 1, "%zu effects", one->after.effect_count);
	cr_expect_eq(two->before.outcome, IR_SILENT);
	cr_expect_eq(two->after.outcome, IR_TOLERATED);
	cr_expect_geq(value_of(two, "loss"), 5000000);
	sides_fini(&s);
}

/* `two` now tolerates where `one` does as well, from this change on: nothing shows it apart. */
Test(diff, a_case_that_shows_more_than_one_change_is_better_than_none)
{
	struct sides s;
	sides_init(&s, OLD ONE("甲", "p and q") "}\n",
		   OLD ONE("甲", "p") RULE("two", "2", "p and not q") "}\n");
	sides_compare(&s);
	cr_assert_str_eq(sides_shown(&s), "widened one, added two");
	cr_expect_eq(sides_record(&s, "two")->witness_count, 1);
	sides_fini(&s);
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
