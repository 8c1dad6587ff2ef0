#include "conditions.h"

/* -- one fact across versions -- */

Test(facts, a_rename_joins_in_both_directions)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *old = conditions_fact(&c, "a", NULL, IR_BOOL, NULL);
	const struct ir_fact *renamed = conditions_fact(&c, "b", "a", IR_BOOL, NULL);
	const struct ir_fact *other = conditions_fact(&c, "c", NULL, IR_BOOL, NULL);
	conditions_settle(&c);
	uint32_t fact = eval_facts_find(&c.facts, old);
	claim(fact == eval_facts_find(&c.facts, renamed), "two facts");
	claim(fact != eval_facts_find(&c.facts, other), "one fact");
	claim(fact == eval_facts_named(&c.facts, STR("a")), "the old name is another");
	claim(fact == eval_facts_named(&c.facts, STR("b")), "the new name is another");
	claim(eval_facts_named(&c.facts, STR("d")) == NO_FACT, "found what nobody knows");
	claim(str_equal(eval_fact_name(&c.facts.facts.items[fact]), STR("b")),
	      "not the newest name");
	conditions_fini(&c);
}

Test(facts, the_order_of_versions_joins_the_same)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *renamed = conditions_fact(&c, "b", "a", IR_BOOL, NULL);
	const struct ir_fact *old = conditions_fact(&c, "a", NULL, IR_BOOL, NULL);
	conditions_settle(&c);
	claim(eval_facts_find(&c.facts, old) == eval_facts_find(&c.facts, renamed), "two facts");
	claim(eval_facts_named(&c.facts, STR("b")) == eval_facts_find(&c.facts, old),
	      "lost a name");
	conditions_fini(&c);
}

/* A name that went from one fact to another is, for those who ask today, the later one's. */
Test(facts, a_name_used_again_is_the_later_fact)
{
	struct conditions c;
	conditions_init(&c);
	conditions_fact(&c, "a", NULL, IR_BOOL, NULL);
	const struct ir_fact *renamed = conditions_fact(&c, "b", "a", IR_BOOL, NULL);
	const struct ir_fact *again = conditions_fact(&c, "a", "z", IR_BOOL, NULL);
	conditions_settle(&c);
	claim(eval_facts_named(&c.facts, STR("a")) == eval_facts_find(&c.facts, again),
	      "the old one");
	claim(eval_facts_named(&c.facts, STR("b")) == eval_facts_find(&c.facts, renamed), "lost");
	conditions_fini(&c);
}

Test(facts, another_type_is_another_fact)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *count = conditions_fact(&c, "loss", NULL, IR_COUNT, NULL);
	const struct ir_fact *money = conditions_fact(&c, "loss", NULL, IR_MONEY, NULL);
	conditions_settle(&c);
	claim(eval_facts_find(&c.facts, count) != eval_facts_find(&c.facts, money), "one fact");
	claim(conditions_var(&c, count) != conditions_var(&c, money), "one variable");
	claim(eval_facts_named(&c.facts, STR("loss")) == eval_facts_find(&c.facts, money),
	      "the name is not that of the later type");
	uint32_t few = conditions_put(&c, condition_compare(&c, count, IR_LT, 5));
	uint32_t little = conditions_put(&c, condition_compare(&c, money, IR_LT, 5));
	conditions_lanes(&c, 1);
	conditions_say(&c, conditions_var(&c, money), 0, (struct said){true, true, 3});
	conditions_run(&c);
	claim(eval_truth(&c.result, few, 0) == EVAL_OPEN, "the old version read the new value");
	claim(eval_truth(&c.result, little, 0) == EVAL_TRUE, "the new version did not");
	conditions_fini(&c);
}

/* -- choices -- */

/* Joined by name or alias; what a version does not know it reads from what stands for it. */
Test(facts, a_choice_that_appears_later_is_unknown_to_the_older)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *old = conditions_fact(&c, "harm", NULL, IR_CHOICE, "none,slight");
	const struct ir_fact *later =
		conditions_fact(&c, "harm", NULL, IR_CHOICE, "minor|slight,none,serious");
	conditions_settle(&c);
	const struct eval_fact *joint = &c.facts.facts.items[eval_facts_find(&c.facts, old)];
	claim(joint->choices.count == 3, "%zu choices", joint->choices.count);
	claim(eval_choice_of(joint, &old->choices[1]) == eval_choice_of(joint, &later->choices[0]),
	      "an alias did not join");
	claim(eval_choices_known(joint, old) == 3 && eval_choices_known(joint, later) == 7,
	      "versions know other choices");
	uint32_t older = conditions_put(&c, condition_compare(&c, old, IR_EQ, 0));
	uint32_t newer = conditions_put(&c, condition_compare(&c, later, IR_EQ, 2));
	uint32_t known = conditions_put(&c, condition(&c, IR_KNOWN, old, 0));
	claim(c.facts.locals.count == 1, "nothing stands for it");
	uint32_t local = c.facts.locals.items[0].var;
	claim(c.facts.vars.items[local].domain == 3, "it stands for other choices");
	conditions_lanes(&c, 4);
	uint32_t var = conditions_var(&c, old);
	for (size_t lane = 0; lane < 3; lane++) /* serious */
		conditions_say(&c, var, lane, (struct said){true, true, 2});
	conditions_say(&c, local, 1, (struct said){false, true, 0});
	conditions_say(&c, local, 2, (struct said){false, true, 1});
	conditions_say(&c, var, 3, (struct said){true, true, 0});
	conditions_run(&c);
	static const enum eval_truth wanted[] = {EVAL_OPEN, EVAL_TRUE, EVAL_FALSE, EVAL_TRUE};
	for (size_t lane = 0; lane < 4; lane++) {
		expect(eval_truth(&c.result, older, lane) == wanted[lane], "older, lane %zu", lane);
		expect(eval_truth(&c.result, newer, lane) == (lane < 3 ? EVAL_TRUE : EVAL_FALSE),
		       "newer, lane %zu", lane);
		expect(eval_truth(&c.result, known, lane) == (lane < 3 ? EVAL_FALSE : EVAL_TRUE),
		       "known, lane %zu", lane);
	}
	conditions_fini(&c);
}

/* The case is taken to give it, and what it gives is open: so is whether the older version knows
 * that, whatever stood there before. */
Test(facts, a_choice_that_is_given_but_open_may_be_unknown_to_the_older)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *old = conditions_fact(&c, "harm", NULL, IR_CHOICE, "none,slight");
	const struct ir_fact *later =
		conditions_fact(&c, "harm", NULL, IR_CHOICE, "none,slight,serious");
	conditions_settle(&c);
	uint32_t older = conditions_put(&c, condition(&c, IR_KNOWN, old, 0));
	uint32_t newer = conditions_put(&c, condition(&c, IR_KNOWN, later, 0));
	conditions_lanes(&c, 4);
	uint32_t var = conditions_var(&c, old);
	for (size_t lane = 0; lane < 2; lane++)
		conditions_say(&c, var, lane, (struct said){true, false, lane ? 2 : 0});
	conditions_say(&c, var, 2, (struct said){false, true, 0});
	conditions_run(&c);
	for (size_t lane = 0; lane < 4; lane++) {
		expect(eval_truth(&c.result, older, lane) == (lane < 2 ? EVAL_OPEN : EVAL_FALSE),
		       "older, lane %zu", lane);
		expect(eval_truth(&c.result, newer, lane) == (lane < 2 ? EVAL_TRUE : EVAL_FALSE),
		       "newer, lane %zu", lane);
	}
	conditions_fini(&c);
}

Test(facts, a_version_that_knows_all_choices_needs_no_stand_in)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *fact = conditions_fact(&c, "harm", NULL, IR_CHOICE, "none,minor");
	conditions_settle(&c);
	conditions_put(&c, condition_compare(&c, fact, IR_EQ, 1));
	claim(c.facts.locals.count == 0, "one stands for it");
	conditions_fini(&c);
}

/* Of a set each version sees the choices that it knows. */
Test(facts, a_set_is_one_variable_for_each_choice)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *old = conditions_fact(&c, "fields", NULL, IR_SET, "reform,rescue");
	const struct ir_fact *later =
		conditions_fact(&c, "fields", NULL, IR_SET, "rescue,research");
	conditions_settle(&c);
	const struct eval_fact *joint = &c.facts.facts.items[eval_facts_find(&c.facts, later)];
	claim(joint->var_count == 3, "%u variables", joint->var_count);
	uint32_t rescue = conditions_put(&c, condition(&c, IR_HAS, old, 1));
	claim(rescue == conditions_put(&c, condition(&c, IR_HAS, later, 0)), "two rescues");
	uint32_t research = conditions_put(&c, condition(&c, IR_HAS, later, 1));
	conditions_lanes(&c, 1);
	conditions_say(&c, joint->first_var + 2, 0, (struct said){true, true, 1});
	conditions_run(&c);
	claim(eval_truth(&c.result, research, 0) == EVAL_TRUE, "the third is not research");
	claim(eval_truth(&c.result, rescue, 0) == EVAL_OPEN, "research is no rescue");
	conditions_fini(&c);
}
