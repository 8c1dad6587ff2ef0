/* One function for each kind of step, as in eval/run.c, whose meaning it must have. */
#include "analyze/solve/formula.h"

enum { COUNTING_MOST = 1 << 18 }; /* sums in one condition that counts */

void formulas_init(struct formulas *formulas, struct domains *domains)
{
	size_t count = domains->program->steps.count;
	*formulas = (struct formulas){domains, ARENA_ARRAY(domains->arena, int32_t, count + 1)};
}

/* -- joins -- */

/* all ↔ each of them, where several are left after those that always hold. */
static int32_t join(struct domains *domains, const int32_t *literals, size_t count)
{
	int32_t *clause = mem_alloc(domains->mem, (count + 1) * sizeof(*clause));
	int32_t all = solver_variable(domains->solver);
	size_t length = 0;
	clause[length++] = all;
	for (size_t i = 0; i < count; i++) {
		if (literals[i] == domains->truth)
			continue;
		solver_clause(domains->solver, all, (int32_t[]){-all, literals[i]}, 2);
		clause[length++] = -literals[i];
	}
	solver_clause(domains->solver, all, clause, length);
	mem_free(domains->mem, clause);
	return all;
}

int32_t formula_all(struct domains *domains, const int32_t *literals, size_t count)
{
	int32_t only = domains->truth;
	bool several = false;
	for (size_t i = 0; i < count; i++) {
		if (literals[i] == -domains->truth)
			return -domains->truth;
		if (literals[i] == domains->truth || literals[i] == only)
			continue;
		several |= only != domains->truth;
		only = literals[i];
	}
	return several ? join(domains, literals, count) : only;
}

int32_t formula_any(struct domains *domains, const int32_t *literals, size_t count)
{
	int32_t *negated = mem_alloc(domains->mem, (count + 1) * sizeof(*negated));
	for (size_t i = 0; i < count; i++)
		negated[i] = -literals[i];
	int32_t none = formula_all(domains, negated, count);
	mem_free(domains->mem, negated);
	return -none;
}

static int32_t both(struct domains *domains, int32_t a, int32_t b)
{
	return formula_all(domains, (int32_t[]){a, b}, 2);
}

static int32_t either(struct domains *domains, int32_t a, int32_t b)
{
	return formula_any(domains, (int32_t[]){a, b}, 2);
}

/* reached[k]: at least k of those seen so far. */
int32_t formula_at_least(struct domains *domains, const int32_t *literals, size_t count,
			 size_t least)
{
	if (count * least > COUNTING_MOST) {
		domains->is_loose = true;
		return solver_variable(domains->solver);
	}
	int32_t *reached = mem_alloc(domains->mem, (least + 1) * sizeof(*reached));
	reached[0] = domains->truth;
	for (size_t k = 1; k <= least; k++)
		reached[k] = -domains->truth;
	for (size_t i = 0; i < count; i++)
		for (size_t k = least; k > 0; k--)
			reached[k] = either(domains, reached[k],
					    both(domains, reached[k - 1], literals[i]));
	int32_t found = reached[least];
	mem_free(domains->mem, reached);
	return found;
}

/* -- atoms -- */

/* What is read where the case does not give the variable. */
static int32_t presumed_else(struct domains *domains, const struct eval_step *step, int32_t holds,
			     int32_t presumed)
{
	if (!step->presumes)
		return holds;
	int32_t given = domain_given(domains, step->var);
	if (given == domains->truth)
		return holds;
	return either(domains, both(domains, given, holds), both(domains, -given, presumed));
}

static int32_t constant_of(const struct domains *domains, bool value)
{
	return value ? domains->truth : -domains->truth;
}

static int32_t with_presumed(struct domains *domains, const struct eval_step *step, int32_t holds)
{
	bool presumed = step->presumes && eval_holds(domains->program, step, step->presumed);
	return presumed_else(domains, step, holds, constant_of(domains, presumed));
}

static int32_t below(struct domains *domains, uint32_t var, int64_t number)
{
	return number > INT64_MIN ? domain_at_most(domains, var, number - 1) : -domains->truth;
}

static int32_t equals(struct domains *domains, uint32_t var, int64_t number)
{
	return both(domains, domain_at_most(domains, var, number), -below(domains, var, number));
}

static int32_t compares(struct domains *domains, uint32_t var, enum ir_compare compare,
			int64_t number)
{
	switch (compare) {
	case IR_EQ:
		return equals(domains, var, number);
	case IR_LT:
		return below(domains, var, number);
	case IR_LE:
		return domain_at_most(domains, var, number);
	case IR_GT:
		return -domain_at_most(domains, var, number);
	case IR_GE:
		break;
	}
	return -below(domains, var, number);
}

static int32_t compares_other(struct domains *domains, uint32_t var, enum ir_compare compare,
			      uint32_t other)
{
	if (var == other)
		return constant_of(domains,
				   compare == IR_EQ || compare == IR_LE || compare == IR_GE);
	switch (compare) {
	case IR_EQ:
		return both(domains, -domain_below(domains, var, other),
			    -domain_below(domains, other, var));
	case IR_LT:
		return domain_below(domains, var, other);
	case IR_LE:
		return -domain_below(domains, other, var);
	case IR_GT:
		return domain_below(domains, other, var);
	case IR_GE:
		break;
	}
	return -domain_below(domains, var, other);
}

/* A value on the left of a variable is the variable on the right of it. */
static enum ir_compare mirrored(enum ir_compare compare)
{
	static const enum ir_compare mirror[] = {
		[IR_EQ] = IR_EQ, [IR_LT] = IR_GT, [IR_LE] = IR_GE, [IR_GT] = IR_LT, [IR_GE] = IR_LE,
	};
	return mirror[compare];
}

static int32_t of_compare(struct formulas *f, const struct eval_step *step)
{
	enum ir_compare compare = (enum ir_compare)step->compare;
	if (step->other == NO_VAR)
		return with_presumed(f->domains, step,
				     compares(f->domains, step->var, compare, step->number));
	int32_t presumed = step->presumes ? compares(f->domains, step->other, mirrored(compare),
						     step->presumed)
					  : -f->domains->truth;
	return presumed_else(f->domains, step,
			     compares_other(f->domains, step->var, compare, step->other), presumed);
}

static int32_t of_in(struct formulas *f, const struct eval_step *step)
{
	int32_t *some = mem_alloc(f->domains->mem, (step->count + 1) * sizeof(*some));
	for (uint32_t i = 0; i < step->count; i++)
		some[i] = equals(f->domains, step->var,
				 f->domains->program->numbers.items[step->first + i]);
	int32_t holds = formula_any(f->domains, some, step->count);
	mem_free(f->domains->mem, some);
	return with_presumed(f->domains, step, holds);
}

static int32_t of_const(struct formulas *f, const struct eval_step *step)
{
	return constant_of(f->domains, step->number != 0);
}

static int32_t of_yes(struct formulas *f, const struct eval_step *step)
{
	return with_presumed(f->domains, step, domain_yes(f->domains, step->var));
}

static int32_t one_of(struct domains *domains, uint32_t var, uint64_t choices)
{
	int32_t some[EVAL_CHOICES_MAX];
	size_t count = 0;
	choices &= domains->program->facts->vars.items[var].domain;
	for (uint32_t i = 0; i < EVAL_CHOICES_MAX; i++)
		if (choices >> i & 1)
			some[count++] = domain_is(domains, var, i);
	return formula_any(domains, some, count);
}

/* A value that the version does not know is read from what stands for it. */
static int32_t of_among(struct formulas *f, const struct eval_step *step)
{
	uint64_t wanted = (uint64_t)step->number;
	int32_t holds = one_of(f->domains, step->var, wanted & step->knows);
	if (step->local != NO_VAR) {
		int32_t alien = one_of(f->domains, step->var, ~step->knows);
		int32_t instead = one_of(f->domains, step->local, wanted);
		holds = either(f->domains, holds, both(f->domains, alien, instead));
	}
	return with_presumed(f->domains, step, holds);
}

static int32_t of_given(struct formulas *f, const struct eval_step *step)
{
	int32_t given = domain_given(f->domains, step->var);
	if (!step->knows)
		return given;
	return both(f->domains, given, one_of(f->domains, step->var, step->knows));
}

/* -- steps of steps -- */

static int32_t of_args(struct formulas *f, const struct eval_step *step)
{
	const uint32_t *args = f->domains->program->args.items + step->first;
	int32_t *literals = mem_alloc(f->domains->mem, (step->count + 1) * sizeof(*literals));
	int32_t found;
	for (uint32_t i = 0; i < step->count; i++)
		literals[i] = formula_of(f, args[i]);
	if (step->op == EVAL_AND)
		found = formula_all(f->domains, literals, step->count);
	else if (step->op == EVAL_OR)
		found = formula_any(f->domains, literals, step->count);
	else
		found = formula_at_least(f->domains, literals, step->count, (size_t)step->number);
	mem_free(f->domains->mem, literals);
	return found;
}

static int32_t of_not(struct formulas *f, const struct eval_step *step)
{
	return -formula_of(f, f->domains->program->args.items[step->first]);
}

static int32_t (*const kinds[])(struct formulas *f, const struct eval_step *step) = {
	[EVAL_CONST] = of_const,   [EVAL_GIVEN] = of_given,	[EVAL_YES] = of_yes,
	[EVAL_AMONG] = of_among,   [EVAL_COMPARE] = of_compare, [EVAL_IN] = of_in,
	[EVAL_AND] = of_args,	   [EVAL_OR] = of_args,		[EVAL_NOT] = of_not,
	[EVAL_AT_LEAST] = of_args,
};

int32_t formula_of(struct formulas *formulas, uint32_t reg)
{
	const struct eval_step *step = &formulas->domains->program->steps.items[reg];
	if (!formulas->registers[reg])
		formulas->registers[reg] = kinds[step->op](formulas, step);
	return formulas->registers[reg];
}
