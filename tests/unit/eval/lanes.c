/* Random conditions over many lanes, held against one lane at a time and against the definition. */
#include "conditions.h"

enum { PROGRAMS = 400, PUT = 6, LANES = 64 * 3 };

static void make_facts(struct conditions *c, bool presumes)
{
	const struct ir_fact *yes = conditions_fact(c, "a", NULL, IR_BOOL, NULL);
	conditions_fact(c, "b", NULL, IR_BOOL, NULL);
	const struct ir_fact *count = conditions_fact(c, "n", NULL, IR_COUNT, NULL);
	const struct ir_fact *choice = conditions_fact(c, "k", NULL, IR_CHOICE, "p,q,r");
	conditions_fact(c, "s", NULL, IR_SET, "x,y");
	const struct ir_fact *date = conditions_fact(c, "d", NULL, IR_DATE, NULL);
	conditions_settle(c);
	if (!presumes)
		return;
	conditions_presume(c, yes, 1);
	conditions_presume(c, count, 2);
	conditions_presume(c, choice, 1);
	conditions_presume(c, date, 17002);
}

static int64_t random_number(const struct conditions *c, uint32_t var, struct numbers *numbers)
{
	enum ir_type type = c->facts.facts.items[c->facts.vars.items[var].fact].type;
	switch (type) {
	case IR_BOOL:
	case IR_SET:
		return (int64_t)numbers_below(numbers, 2);
	case IR_CHOICE:
		return (int64_t)numbers_below(numbers, 3);
	case IR_DATE:
		return 16999 + (int64_t)numbers_below(numbers, 8);
	default:
		return (int64_t)numbers_below(numbers, 8);
	}
}

/* A set is given whole, or not at all. */
static void say_random(struct conditions *c, struct numbers *numbers)
{
	static const struct said ways[] = {{true, true, 0}, {false, true, 0}, {false, false, 0}};
	for (size_t lane = 0; lane < LANES; lane++)
		for (size_t i = 0; i < c->facts.facts.count; i++) {
			const struct eval_fact *fact = &c->facts.facts.items[i];
			struct said said = ways[numbers_below(numbers, countof(ways))];
			for (uint32_t k = 0; k < fact->var_count; k++) {
				uint32_t var = fact->first_var + k;
				said.number = random_number(c, var, numbers);
				conditions_say(c, var, lane, said);
			}
		}
}

static void run_alone(const struct conditions *c, struct eval_result *alone, size_t lane)
{
	size_t count = c->facts.vars.count;
	struct eval_column columns[32];
	uint64_t words[32][3];
	int64_t numbers[32];
	claim(count <= countof(columns), "%zu variables", count);
	for (uint32_t var = 0; var < count; var++) {
		struct said said = conditions_said(c, var, lane);
		words[var][0] = said.given ? UINT64_MAX : 0;
		words[var][1] = said.known ? UINT64_MAX : 0;
		words[var][2] = said.number ? UINT64_MAX : 0;
		numbers[var] = said.number;
		columns[var] = (struct eval_column){true, &words[var][0], &words[var][1],
						    &words[var][2], &numbers[var]};
	}
	eval_run(&c->program, alone, columns);
}

static void check_lanes(struct conditions *c, struct ir_expr *const exprs[PUT],
			const uint32_t regs[PUT], size_t program)
{
	struct eval_result alone;
	eval_result_init(&alone, &c->program, 1);
	for (size_t lane = 0; lane < LANES; lane++) {
		run_alone(c, &alone, lane);
		for (uint32_t reg = 0; reg < c->program.steps.count; reg++)
			claim(eval_truth(&c->result, reg, lane) == eval_truth(&alone, reg, 0),
			      "program %zu, register %u, lane %zu is another alone", program, reg,
			      lane);
		for (size_t i = 0; i < PUT; i++)
			claim(eval_truth(&c->result, regs[i], lane) ==
				      condition_by_definition(c, exprs[i], lane),
			      "program %zu, condition %zu, lane %zu is another by definition",
			      program, i, lane);
	}
	eval_result_fini(&alone, &c->mem);
}

Test(lanes, are_what_each_would_be_alone)
{
	struct numbers numbers = {1};
	for (size_t program = 0; program < PROGRAMS; program++) {
		struct conditions c;
		struct ir_expr *exprs[PUT];
		uint32_t regs[PUT];
		conditions_init(&c);
		make_facts(&c, program % 2);
		for (size_t i = 0; i < PUT; i++) {
			exprs[i] = condition_random(&c, &numbers, 3);
			regs[i] = conditions_put(&c, exprs[i]);
		}
		conditions_lanes(&c, LANES);
		say_random(&c, &numbers);
		conditions_run(&c);
		check_lanes(&c, exprs, regs, program);
		conditions_fini(&c);
	}
}
