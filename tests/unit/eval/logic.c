#include "conditions.h"

static const char letters[] = {[EVAL_FALSE] = 'F', [EVAL_TRUE] = 'T', [EVAL_OPEN] = '?'};

/* Lanes 0 to 26: every truth of three facts, the first turns slowest. */
static const struct said turns[] = {{true, true, 0}, {true, true, 1}, {false, false, 0}};

static void say_all(struct conditions *c, const struct ir_fact *const facts[3])
{
	static const size_t weights[] = {9, 3, 1};
	conditions_lanes(c, 27);
	for (size_t lane = 0; lane < 27; lane++)
		for (size_t i = 0; i < 3; i++)
			conditions_say(c, conditions_var(c, facts[i]), lane,
				       turns[lane / weights[i] % 3]);
	conditions_run(c);
}

static const struct {
	const char *name;
	enum ir_op op;
	uint32_t count;
	int64_t number;
	const char *table; /* F, T, ? of the first, by those of the second, by those of the third */
} joins[] = {
	{"and", IR_AND, 2, 0, "FFF FFF FFF  FFF TTT ???  FFF ??? ???"},
	{"or", IR_OR, 2, 0, "FFF TTT ???  TTT TTT TTT  ??? TTT ???"},
	{"not", IR_NOT, 1, 0, "TTT TTT TTT  FFF FFF FFF  ??? ??? ???"},
	{"and of three", IR_AND, 3, 0, "FFF FFF FFF  FFF FT? F??  FFF F?? F??"},
	{"or of three", IR_OR, 3, 0, "FT? TTT ?T?  TTT TTT TTT  ?T? TTT ?T?"},
	{"one of three", IR_AT_LEAST, 3, 1, "FT? TTT ?T?  TTT TTT TTT  ?T? TTT ?T?"},
	{"two of three", IR_AT_LEAST, 3, 2, "FFF FT? F??  FT? TTT ?T?  F?? ?T? ???"},
	{"three of three", IR_AT_LEAST, 3, 3, "FFF FFF FFF  FFF FT? F??  FFF F?? F??"},
};

Test(logic, joins_follow_their_tables)
{
	struct conditions c;
	struct ir_expr *args[3];
	uint32_t regs[countof(joins)];
	conditions_init(&c);
	const struct ir_fact *const facts[] = {conditions_fact(&c, "a", NULL, IR_BOOL, NULL),
					       conditions_fact(&c, "b", NULL, IR_BOOL, NULL),
					       conditions_fact(&c, "c", NULL, IR_BOOL, NULL)};
	conditions_settle(&c);
	for (size_t i = 0; i < 3; i++)
		args[i] = condition(&c, IR_FACT, facts[i], 0);
	for (size_t i = 0; i < countof(joins); i++)
		regs[i] = conditions_put(
			&c, condition_join(&c, joins[i].op, args, joins[i].count, joins[i].number));
	say_all(&c, facts);
	for (size_t i = 0; i < countof(joins); i++) {
		char got[28] = "", wanted[28] = "";
		for (size_t lane = 0; lane < 27; lane++)
			got[lane] = letters[eval_truth(&c.result, regs[i], lane)];
		for (const char *at = joins[i].table; *at; at++)
			if (*at != ' ')
				strncat(wanted, at, 1);
		expect(strcmp(got, wanted) == 0, "%s: %s, not %s", joins[i].name, got, wanted);
	}
	conditions_fini(&c);
}

Test(logic, equal_conditions_are_one_step)
{
	struct conditions c;
	conditions_init(&c);
	const struct ir_fact *loss = conditions_fact(&c, "loss", NULL, IR_MONEY, NULL);
	conditions_settle(&c);
	uint32_t first = conditions_put(&c, condition_compare(&c, loss, IR_LT, 5));
	claim(first == conditions_put(&c, condition_compare(&c, loss, IR_LT, 5)), "two steps");
	claim(first != conditions_put(&c, condition_compare(&c, loss, IR_LT, 6)), "one step");
	claim(first != conditions_put(&c, condition_compare(&c, loss, IR_LE, 5)), "one step");
	conditions_fini(&c);
}

/* given, supposed or open; then yes or no */
static const struct {
	struct said said;
	const char *plain;
	const char *presumed_yes;
	const char *known;
} readings[] = {
	{{true, true, 1}, "T", "T", "T"},   {{true, true, 0}, "F", "F", "T"},
	{{false, true, 1}, "T", "T", "F"},  {{false, true, 0}, "F", "T", "F"},
	{{false, false, 0}, "?", "T", "F"},
};

/* What is presumed holds in every completion; what is known is a matter of the case as given. */
Test(logic, presumed_and_known_read_what_is_given)
{
	struct conditions plain, presuming;
	struct conditions *both[] = {&plain, &presuming};
	uint32_t reads[2], known[2];
	for (size_t k = 0; k < 2; k++) {
		conditions_init(both[k]);
		const struct ir_fact *fact = conditions_fact(both[k], "a", NULL, IR_BOOL, NULL);
		conditions_settle(both[k]);
		if (k)
			conditions_presume(both[k], fact, 1);
		reads[k] = conditions_put(both[k], condition(both[k], IR_FACT, fact, 0));
		known[k] = conditions_put(both[k], condition(both[k], IR_KNOWN, fact, 0));
		conditions_lanes(both[k], countof(readings));
		for (size_t i = 0; i < countof(readings); i++)
			conditions_say(both[k], conditions_var(both[k], fact), i, readings[i].said);
		conditions_run(both[k]);
	}
	for (size_t i = 0; i < countof(readings); i++) {
		expect(letters[eval_truth(&plain.result, reads[0], i)] == *readings[i].plain,
		       "row %zu, read", i);
		expect(letters[eval_truth(&presuming.result, reads[1], i)] ==
			       *readings[i].presumed_yes,
		       "row %zu, presumed", i);
		for (size_t k = 0; k < 2; k++)
			expect(letters[eval_truth(&both[k]->result, known[k], i)] ==
				       *readings[i].known,
			       "row %zu, known", i);
	}
	conditions_fini(&plain);
	conditions_fini(&presuming);
}

static const struct {
	enum ir_compare compare;
	const char *table; /* below, equal, above */
} compares[] = {{IR_EQ, "FTF"}, {IR_LT, "TFF"}, {IR_LE, "TTF"}, {IR_GT, "FFT"}, {IR_GE, "FTT"}};

/* With a constant, with the day of the decision, and presumed beside that day; open with it. */
Test(logic, comparisons_follow_their_tables)
{
	for (size_t i = 0; i < countof(compares); i++) {
		struct conditions c;
		uint32_t regs[3];
		conditions_init(&c);
		const struct ir_fact *day = conditions_fact(&c, "day", NULL, IR_DATE, NULL);
		const struct ir_fact *mark = conditions_fact(&c, "mark", NULL, IR_DATE, NULL);
		conditions_settle(&c);
		conditions_presume(&c, mark, 101);
		const struct ir_fact *asked[] = {day, day, mark};
		for (size_t k = 0; k < 3; k++) {
			struct ir_expr *expr =
				condition_compare(&c, asked[k], compares[i].compare, 101);
			expr->right = k ? IR_DECISION : IR_MOMENT_NONE;
			regs[k] = conditions_put(&c, expr);
		}
		conditions_lanes(&c, 4);
		for (size_t lane = 0; lane < 3; lane++) {
			struct said said = {true, true, 100 + (int64_t)lane};
			conditions_say(&c, conditions_var(&c, day), lane, said);
			said.number = 101;
			conditions_say(&c, c.facts.moments[IR_DECISION], lane, said);
		}
		conditions_run(&c);
		for (size_t lane = 0; lane < 3; lane++)
			for (size_t k = 0; k < 2; k++)
				expect(letters[eval_truth(&c.result, regs[k], lane)] ==
					       compares[i].table[lane],
				       "compare %zu, lane %zu, form %zu", i, lane, k);
		for (size_t lane = 0; lane < 3; lane++)
			conditions_say(&c, c.facts.moments[IR_DECISION], lane,
				       (struct said){false, true, 102 - (int64_t)lane});
		conditions_run(&c);
		for (size_t lane = 0; lane < 3; lane++)
			expect(letters[eval_truth(&c.result, regs[2], lane)] ==
				       compares[i].table[lane],
			       "compare %zu, lane %zu, presumed", i, lane);
		for (size_t k = 0; k < 3; k++)
			expect(eval_truth(&c.result, regs[k], 3) == EVAL_OPEN, "form %zu", k);
		conditions_fini(&c);
	}
}

/* fires = when and not (any exception fires), and so for the exceptions of an exception. */
static const struct {
	const char *name;
	size_t excepts; /* beside each other: b, then c; else c is an exception to b */
	const char *table;
} clauses[] = {
	{"an exception to an exception", 1, "FFF FFF FFF  TTT FT? ?T?  ??? F?? ???"},
	{"two exceptions", 2, "FFF FFF FFF  TF? FFF ?F?  ?F? FFF ?F?"},
};

Test(logic, exceptions_take_away_and_give_back)
{
	for (size_t i = 0; i < countof(clauses); i++) {
		struct conditions c;
		struct eval_list compiled;
		conditions_init(&c);
		const struct ir_fact *const facts[] = {
			conditions_fact(&c, "a", NULL, IR_BOOL, NULL),
			conditions_fact(&c, "b", NULL, IR_BOOL, NULL),
			conditions_fact(&c, "c", NULL, IR_BOOL, NULL)};
		conditions_settle(&c);
		struct ir_except inner = {.when = condition(&c, IR_FACT, facts[2], 0)};
		struct ir_except excepts[] = {{.when = condition(&c, IR_FACT, facts[1], 0)}, inner};
		excepts[0].excepts = &inner;
		excepts[0].except_count = clauses[i].excepts == 1;
		struct ir_rule rule = {.when = condition(&c, IR_FACT, facts[0], 0),
				       .excepts = excepts,
				       .except_count = clauses[i].excepts};
		struct ir_list list = {.rules = &rule, .rule_count = 1};
		eval_list_compile(&c.program, &compiled, &list);
		say_all(&c, facts);
		size_t lane = 0;
		for (const char *at = clauses[i].table; *at; at++)
			if (*at != ' ') {
				char got = letters[eval_truth(&c.result, compiled.rules[0].fires,
							      lane)];
				expect(got == *at, "%s, lane %zu: %c, not %c", clauses[i].name,
				       lane, got, *at);
				lane++;
			}
		claim(lane == 27, "%zu lanes", lane);
		conditions_fini(&c);
	}
}
