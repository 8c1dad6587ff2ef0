/* IR -> steps. Equal steps are found by content, so that conditions are shared between versions. */
#include "eval/program.h"

#include "base/hash.h"

struct compiling {
	struct eval_program *program;
	const struct ir_list *list;
	struct eval_list *out;
};

void eval_program_init(struct eval_program *program, struct mem *mem, struct eval_facts *facts)
{
	*program = (struct eval_program){.mem = mem, .facts = facts, .slot_count = 256};
	program->slots = mem_zalloc(mem, program->slot_count * sizeof(*program->slots));
}

void eval_program_fini(struct eval_program *program)
{
	VEC_FREE(program->mem, &program->steps);
	VEC_FREE(program->mem, &program->args);
	VEC_FREE(program->mem, &program->numbers);
	mem_free(program->mem, program->slots);
}

/* -- steps by content -- */

static uint64_t step_hash(const struct eval_program *program, const struct eval_step *step)
{
	struct eval_step head = *step;
	head.first = 0;
	uint64_t hash = hash_bytes((const char *)&head, sizeof(head));
	if (step->op == EVAL_IN)
		return hash_mix(hash,
				hash_bytes((const char *)(program->numbers.items + step->first),
					   step->count * sizeof(int64_t)));
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		hash = hash_mix(hash, program->args.items[step->first + i]);
	return hash;
}

static bool step_equal(const struct eval_program *program, const struct eval_step *a,
		       const struct eval_step *b)
{
	struct eval_step head = *a, other = *b;
	head.first = other.first = 0;
	if (memcmp(&head, &other, sizeof(head)) != 0)
		return false;
	if (a->op == EVAL_IN)
		return memcmp(program->numbers.items + a->first, program->numbers.items + b->first,
			      a->count * sizeof(int64_t)) == 0;
	return a->op < EVAL_AND || a->count == 0 ||
	       memcmp(program->args.items + a->first, program->args.items + b->first,
		      a->count * sizeof(uint32_t)) == 0;
}

static uint32_t *slot_find(const struct eval_program *program, const struct eval_step *step)
{
	size_t at = step_hash(program, step) & (program->slot_count - 1);
	while (program->slots[at] &&
	       !step_equal(program, &program->steps.items[program->slots[at] - 1], step))
		at = (at + 1) & (program->slot_count - 1);
	return &program->slots[at];
}

static void slots_grow(struct eval_program *program)
{
	mem_free(program->mem, program->slots);
	program->slot_count *= 2;
	program->slots = mem_zalloc(program->mem, program->slot_count * sizeof(*program->slots));
	for (size_t i = 0; i < program->steps.count; i++)
		*slot_find(program, &program->steps.items[i]) = (uint32_t)i + 1;
}

/* What the step names in args or numbers was pushed last; it is taken back where the step is known.
 */
static uint32_t step_put(struct eval_program *program, const struct eval_step *step)
{
	uint32_t *slot = slot_find(program, step);
	if (*slot) {
		if (step->op == EVAL_IN)
			program->numbers.count = step->first;
		else if (step->op >= EVAL_AND)
			program->args.count = step->first;
		return *slot - 1;
	}
	VEC_PUSH(program->mem, &program->steps, *step);
	*slot = (uint32_t)program->steps.count;
	uint32_t reg = *slot - 1;
	if (program->steps.count * 2 > program->slot_count)
		slots_grow(program);
	return reg;
}

static struct eval_step step_new(enum eval_op op)
{
	struct eval_step step;
	memset(&step, 0, sizeof(step)); /* padding too: steps are compared as bytes */
	step.op = (uint8_t)op;
	step.other = step.local = NO_VAR;
	return step;
}

static uint32_t put_const(struct eval_program *program, bool value)
{
	struct eval_step step = step_new(EVAL_CONST);
	step.number = value;
	return step_put(program, &step);
}

static uint32_t put_args(struct eval_program *program, enum eval_op op, const uint32_t *args,
			 size_t count, int64_t number)
{
	struct eval_step step = step_new(op);
	step.first = (uint32_t)program->args.count;
	step.count = (uint32_t)count;
	step.number = number;
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(program->mem, &program->args, args[i]);
	return step_put(program, &step);
}

static uint32_t put_not(struct eval_program *program, uint32_t arg)
{
	return put_args(program, EVAL_NOT, &arg, 1, 0);
}

/* -- atoms -- */

static const struct ir_presume *presume_find(const struct ir_list *list, const struct ir_fact *fact)
{
	for (size_t i = 0; i < list->presume_count; i++)
		if (list->presumes[i].fact == fact && list->presumes[i].value.known)
			return &list->presumes[i];
	return NULL;
}

/* A fact of the version as a joint one. */
struct joined {
	const struct eval_fact *joint;
	uint32_t index;
	const struct ir_presume *presume;
};

static struct joined join(const struct compiling *c, const struct ir_fact *fact)
{
	const struct eval_facts *facts = c->program->facts;
	uint32_t index = eval_facts_find(facts, fact);
	return (struct joined){&facts->facts.items[index], index, presume_find(c->list, fact)};
}

static uint32_t choice_joint(const struct joined *joined, const struct ir_fact *fact, int64_t own)
{
	return eval_choice_of(joined->joint, &fact->choices[own]);
}

static void step_reads(struct eval_step *step, const struct joined *joined)
{
	step->var = joined->joint->first_var;
	step->presumes = joined->presume != NULL;
	if (joined->presume)
		step->presumed = joined->presume->value.number;
}

static uint32_t compile_among(struct compiling *c, const struct ir_fact *fact,
			      const int64_t *choices, size_t count)
{
	struct joined joined = join(c, fact);
	struct eval_step step = step_new(EVAL_AMONG);
	uint64_t among = 0;
	step_reads(&step, &joined);
	if (joined.presume)
		step.presumed = choice_joint(&joined, fact, step.presumed);
	for (size_t i = 0; i < count; i++) {
		uint32_t choice = choice_joint(&joined, fact, choices[i]);
		among |= choice < EVAL_CHOICES_MAX ? UINT64_C(1) << choice : 0;
	}
	step.number = (int64_t)among;
	step.knows = eval_choices_known(joined.joint, fact);
	step.local = eval_local_var(c->program->facts, joined.index, c->list, step.knows);
	return step_put(c->program, &step);
}

static uint32_t moment_var(const struct compiling *c, uint8_t moment)
{
	return c->program->facts->moments[moment];
}

static void step_reads_left(struct compiling *c, struct eval_step *step, const struct ir_expr *expr)
{
	if (expr->left) {
		step->var = moment_var(c, expr->left);
		return;
	}
	struct joined joined = join(c, expr->fact);
	step_reads(step, &joined);
}

static uint32_t compile_fact(struct compiling *c, const struct ir_expr *expr)
{
	struct joined joined = join(c, expr->fact);
	struct eval_step step = step_new(EVAL_YES);
	step_reads(&step, &joined);
	return step_put(c->program, &step);
}

static uint32_t compile_compare(struct compiling *c, const struct ir_expr *expr)
{
	if (!expr->left && expr->fact->type == IR_CHOICE)
		return compile_among(c, expr->fact, &expr->number, 1);
	struct eval_step step = step_new(EVAL_COMPARE);
	step_reads_left(c, &step, expr);
	step.compare = expr->compare;
	if (expr->right)
		step.other = moment_var(c, expr->right);
	else
		step.number = expr->number;
	return step_put(c->program, &step);
}

static uint32_t compile_in(struct compiling *c, const struct ir_expr *expr)
{
	if (!expr->left && expr->fact->type == IR_CHOICE)
		return compile_among(c, expr->fact, expr->numbers, expr->count);
	struct eval_step step = step_new(EVAL_IN);
	step_reads_left(c, &step, expr);
	step.first = (uint32_t)c->program->numbers.count;
	step.count = expr->count;
	for (uint32_t i = 0; i < expr->count; i++)
		VEC_PUSH(c->program->mem, &c->program->numbers, expr->numbers[i]);
	return step_put(c->program, &step);
}

static uint32_t compile_has(struct compiling *c, const struct ir_expr *expr)
{
	struct joined joined = join(c, expr->fact);
	struct eval_step step = step_new(EVAL_YES);
	uint32_t choice = choice_joint(&joined, expr->fact, expr->number);
	step_reads(&step, &joined);
	if (choice >= joined.joint->var_count)
		return put_const(c->program, false);
	step.var += choice;
	step.presumed = (int64_t)((uint64_t)step.presumed >> expr->number & 1);
	return step_put(c->program, &step);
}

static uint32_t compile_known(struct compiling *c, const struct ir_expr *expr)
{
	struct joined joined = join(c, expr->fact);
	struct eval_step step = step_new(EVAL_GIVEN);
	step.var = joined.joint->first_var;
	if (expr->fact->type == IR_CHOICE)
		step.knows = eval_choices_known(joined.joint, expr->fact);
	return step_put(c->program, &step);
}

/* -- joins -- */

static uint32_t compile(struct compiling *c, const struct ir_expr *expr);

static uint32_t compile_args(struct compiling *c, enum eval_op op, const struct ir_expr *expr)
{
	struct mem *mem = c->program->mem;
	uint32_t *args = mem_alloc(mem, expr->count * sizeof(*args));
	for (uint32_t i = 0; i < expr->count; i++)
		args[i] = compile(c, expr->args[i]);
	uint32_t reg =
		put_args(c->program, op, args, expr->count, op == EVAL_AT_LEAST ? expr->number : 0);
	mem_free(mem, args);
	return reg;
}

static uint32_t compile_and(struct compiling *c, const struct ir_expr *expr)
{
	return compile_args(c, EVAL_AND, expr);
}

static uint32_t compile_or(struct compiling *c, const struct ir_expr *expr)
{
	return compile_args(c, EVAL_OR, expr);
}

static uint32_t compile_not(struct compiling *c, const struct ir_expr *expr)
{
	return compile_args(c, EVAL_NOT, expr);
}

static uint32_t compile_at_least(struct compiling *c, const struct ir_expr *expr)
{
	return compile_args(c, EVAL_AT_LEAST, expr);
}

static uint32_t compile_true(struct compiling *c, const struct ir_expr *expr)
{
	(void)expr;
	return put_const(c->program, true);
}

static uint32_t compile_false(struct compiling *c, const struct ir_expr *expr)
{
	(void)expr;
	return put_const(c->program, false);
}

static uint32_t compile_defined(struct compiling *c, const struct ir_expr *expr)
{
	size_t index = (size_t)(expr->define - c->list->defines);
	struct eval_define *define = &c->out->defines[index];
	if (!define->define) {
		define->value = compile(c, expr->define->expr);
		define->define = expr->define;
	}
	return define->value;
}

static uint32_t (*const compiles[IR_OP_COUNT])(struct compiling *, const struct ir_expr *) = {
	[IR_TRUE] = compile_true, [IR_FALSE] = compile_false,	  [IR_AND] = compile_and,
	[IR_OR] = compile_or,	  [IR_NOT] = compile_not,	  [IR_AT_LEAST] = compile_at_least,
	[IR_FACT] = compile_fact, [IR_COMPARE] = compile_compare, [IR_IN] = compile_in,
	[IR_HAS] = compile_has,	  [IR_KNOWN] = compile_known,	  [IR_DEFINED] = compile_defined,
};

static uint32_t compile(struct compiling *c, const struct ir_expr *expr)
{
	return compiles[expr->op](c, expr);
}

/* -- rules -- */

/* fires = when and not (a or b or …) */
static uint32_t compile_fires(struct compiling *c, uint32_t when, const struct eval_clause *excepts,
			      size_t count)
{
	struct mem *mem = c->program->mem;
	if (count == 0)
		return when;
	uint32_t *args = mem_alloc(mem, (count + 1) * sizeof(*args));
	args[0] = when;
	for (size_t i = 0; i < count; i++)
		args[i + 1] = put_not(c->program, excepts[i].fires);
	uint32_t reg = put_args(c->program, EVAL_AND, args, count + 1, 0);
	mem_free(mem, args);
	return reg;
}

static void compile_clause(struct compiling *c, struct eval_clause *out, const struct ir_expr *when,
			   const struct ir_except *excepts, size_t count)
{
	out->when = when ? compile(c, when) : put_const(c->program, true);
	out->except_count = count;
	out->excepts = ARENA_ARRAY(c->program->facts->arena, struct eval_clause, count);
	for (size_t i = 0; i < count; i++)
		compile_clause(c, &out->excepts[i], excepts[i].when, excepts[i].excepts,
			       excepts[i].except_count);
	out->fires = compile_fires(c, out->when, out->excepts, count);
}

void eval_list_compile(struct eval_program *program, struct eval_list *out,
		       const struct ir_list *list)
{
	struct arena *arena = program->facts->arena;
	struct compiling c = {program, list, out};
	*out = (struct eval_list){.list = list};
	out->defines = ARENA_ARRAY(arena, struct eval_define, list->define_count);
	out->rules = ARENA_ARRAY(arena, struct eval_clause, list->rule_count);
	out->scope = list->scope ? compile(&c, list->scope) : put_const(program, true);
	for (size_t i = 0; i < list->rule_count; i++) {
		const struct ir_rule *rule = &list->rules[i];
		compile_clause(&c, &out->rules[i], rule->when, rule->excepts, rule->except_count);
	}
}

uint32_t eval_condition(struct eval_program *program, struct eval_list *compiled,
			const struct ir_expr *expr)
{
	struct compiling c = {program, compiled->list, compiled};
	return compile(&c, expr);
}

void eval_mark(const struct eval_program *program, uint32_t reg, uint64_t *marks)
{
	const struct eval_step *step = &program->steps.items[reg];
	if (marks[reg / 64] >> reg % 64 & 1)
		return;
	marks[reg / 64] |= UINT64_C(1) << reg % 64;
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		eval_mark(program, program->args.items[step->first + i], marks);
}

static bool reads(const struct eval_program *program, const struct eval_step *step, uint32_t var,
		  const uint64_t *marks)
{
	bool found = false;
	if (step->op == EVAL_CONST)
		return false;
	if (step->op < EVAL_AND)
		return step->var == var || step->other == var || step->local == var;
	for (uint32_t i = 0; i < step->count && !found; i++) {
		uint32_t arg = program->args.items[step->first + i];
		found = marks[arg / 64] >> arg % 64 & 1;
	}
	return found;
}

/* What a register is made of comes before it. */
void eval_mark_readers(const struct eval_program *program, uint32_t var, uint64_t *marks)
{
	for (uint32_t reg = 0; reg < program->steps.count; reg++)
		if (reads(program, &program->steps.items[reg], var, marks))
			marks[reg / 64] |= UINT64_C(1) << reg % 64;
}
