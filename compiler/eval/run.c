/*
 * One function for each kind of step, each a plain loop over words. An atom is read in three parts:
 * which lanes know the value, what the value says, and what is presumed where nothing is given.
 */
#include "eval/run.h"

#include "base/bits.h"

struct running {
	const struct eval_program *program;
	struct eval_result *result;
	const struct eval_column *columns;
	const struct eval_step *step;
	uint64_t *yes;
	uint64_t *no;
	size_t words;
};

void eval_result_init(struct eval_result *result, const struct eval_program *program, size_t words)
{
	size_t size = program->steps.count * words * sizeof(uint64_t);
	result->yes = mem_zalloc(program->mem, size);
	result->no = mem_zalloc(program->mem, size);
	result->words = words;
}

void eval_result_fini(struct eval_result *result, struct mem *mem)
{
	mem_free(mem, result->yes);
	mem_free(mem, result->no);
	*result = (struct eval_result){0};
}

static uint64_t column_word(const struct eval_column *column, const uint64_t *words, size_t word)
{
	return words[column->is_uniform ? 0 : word];
}

/* -- atoms: what the values of 64 lanes say -- */

/* Bits of the lanes whose number satisfies the test. */
#define LANES_WHERE(column, word, test)                                                            \
	do {                                                                                       \
		const int64_t *numbers = (column)->numbers + ((column)->is_uniform ? 0 : (word) * 64); \
		size_t lanes = (column)->is_uniform ? 1 : 64;                                      \
		for (size_t lane = 0; lane < lanes; lane++) {                                      \
			int64_t value = numbers[lane];                                             \
			holds |= (uint64_t)(test) << lane;                                         \
		}                                                                                  \
		if ((column)->is_uniform)                                                          \
			holds = holds ? UINT64_MAX : 0;                                            \
	} while (0)

static bool number_holds(int64_t value, enum ir_compare compare, int64_t number)
{
	switch (compare) {
	case IR_EQ:
		return value == number;
	case IR_LT:
		return value < number;
	case IR_LE:
		return value <= number;
	case IR_GT:
		return value > number;
	case IR_GE:
		break;
	}
	return value >= number;
}

static uint64_t compare_number(const struct running *r, size_t word)
{
	const struct eval_column *column = &r->columns[r->step->var];
	int64_t number = r->step->number;
	uint64_t holds = 0;
	switch ((enum ir_compare)r->step->compare) {
	case IR_EQ:
		LANES_WHERE(column, word, value == number);
		break;
	case IR_LT:
		LANES_WHERE(column, word, value < number);
		break;
	case IR_LE:
		LANES_WHERE(column, word, value <= number);
		break;
	case IR_GT:
		LANES_WHERE(column, word, value > number);
		break;
	case IR_GE:
		LANES_WHERE(column, word, value >= number);
		break;
	}
	return holds;
}

static uint64_t compare_other(const struct running *r, size_t word)
{
	const struct eval_column *left = &r->columns[r->step->var];
	const struct eval_column *right = &r->columns[r->step->other];
	uint64_t holds = 0;
	for (size_t lane = 0; lane < 64; lane++) {
		int64_t value = left->numbers[left->is_uniform ? 0 : word * 64 + lane];
		int64_t number = right->numbers[right->is_uniform ? 0 : word * 64 + lane];
		holds |= (uint64_t)number_holds(value, (enum ir_compare)r->step->compare, number)
			 << lane;
	}
	return holds;
}

static bool number_in(const int64_t *numbers, uint32_t count, int64_t value)
{
	bool found = false;
	for (uint32_t i = 0; i < count; i++)
		found |= numbers[i] == value;
	return found;
}

static uint64_t atom_in(const struct running *r, size_t word)
{
	const struct eval_column *column = &r->columns[r->step->var];
	const int64_t *wanted = r->program->numbers.items + r->step->first;
	uint64_t holds = 0;
	LANES_WHERE(column, word, number_in(wanted, r->step->count, value));
	return holds;
}

static uint64_t atom_compare(const struct running *r, size_t word)
{
	return r->step->other == NO_VAR ? compare_number(r, word) : compare_other(r, word);
}

static uint64_t atom_yes(const struct running *r, size_t word)
{
	const struct eval_column *column = &r->columns[r->step->var];
	return column_word(column, column->bits, word);
}

static uint64_t choices_hold(const struct eval_column *column, uint64_t choices, size_t word)
{
	uint64_t holds = 0;
	LANES_WHERE(column, word, choices >> (value & 63) & 1);
	return holds;
}

bool eval_holds(const struct eval_program *program, const struct eval_step *step, int64_t value)
{
	switch (step->op) {
	case EVAL_YES:
		return value != 0;
	case EVAL_AMONG:
		return (uint64_t)step->number >> (value & 63) & 1;
	case EVAL_IN:
		return number_in(program->numbers.items + step->first, step->count, value);
	default:
		return number_holds(value, (enum ir_compare)step->compare, step->number);
	}
}

/* What the value presumed says. */
static bool presumed_holds(const struct running *r)
{
	return eval_holds(r->program, r->step, r->step->presumed);
}

static void atom_write(struct running *r, size_t word, uint64_t known, uint64_t holds)
{
	const struct eval_column *column = &r->columns[r->step->var];
	if (r->step->presumes) {
		uint64_t given = column_word(column, column->given, word);
		holds = (holds & given) | (presumed_holds(r) ? ~given : 0);
		known = (known & given) | ~given;
	}
	r->yes[word] = known & holds;
	r->no[word] = known & ~holds;
}

static uint64_t known_word(const struct running *r, uint32_t var, size_t word)
{
	return column_word(&r->columns[var], r->columns[var].known, word);
}

static void run_yes(struct running *r)
{
	for (size_t word = 0; word < r->words; word++)
		atom_write(r, word, known_word(r, r->step->var, word), atom_yes(r, word));
}

static void run_in(struct running *r)
{
	for (size_t word = 0; word < r->words; word++)
		atom_write(r, word, known_word(r, r->step->var, word), atom_in(r, word));
}

/* A presumed value beside another variable: the variable may be unknown all the same. */
static void presumed_against_other(struct running *r, size_t word)
{
	const struct eval_column *left = &r->columns[r->step->var];
	const struct eval_column *right = &r->columns[r->step->other];
	uint64_t absent = ~column_word(left, left->given, word);
	uint64_t known = known_word(r, r->step->other, word);
	for (size_t lane = 0; lane < 64; lane++) {
		uint64_t bit = UINT64_C(1) << lane;
		int64_t number = right->numbers[right->is_uniform ? 0 : word * 64 + lane];
		if (!(absent & bit))
			continue;
		bool holds = number_holds(r->step->presumed, (enum ir_compare)r->step->compare,
					  number);
		r->yes[word] = (r->yes[word] & ~bit) | (holds ? known & bit : 0);
		r->no[word] = (r->no[word] & ~bit) | (holds ? 0 : known & bit);
	}
}

static void run_compare(struct running *r)
{
	for (size_t word = 0; word < r->words; word++) {
		uint64_t known = known_word(r, r->step->var, word);
		if (r->step->other != NO_VAR)
			known &= known_word(r, r->step->other, word);
		atom_write(r, word, known, atom_compare(r, word));
		if (r->step->other != NO_VAR && r->step->presumes)
			presumed_against_other(r, word);
	}
}

/* A value that the version does not know is read from what stands for it. */
static void run_among(struct running *r)
{
	const struct eval_column *column = &r->columns[r->step->var];
	for (size_t word = 0; word < r->words; word++) {
		uint64_t known = known_word(r, r->step->var, word);
		uint64_t holds = choices_hold(column, (uint64_t)r->step->number, word);
		if (r->step->local != NO_VAR) {
			const struct eval_column *local = &r->columns[r->step->local];
			uint64_t alien = known & ~choices_hold(column, r->step->knows, word);
			uint64_t instead = known_word(r, r->step->local, word);
			holds &= ~alien;
			holds |= alien & choices_hold(local, (uint64_t)r->step->number, word);
			known = (known & ~alien) | (alien & instead);
		}
		atom_write(r, word, known, holds);
	}
}

/* Where the case is taken to give it, but not yet what, it is open whether the version knows that.
 */
static void run_given(struct running *r)
{
	const struct eval_column *column = &r->columns[r->step->var];
	uint64_t alien = r->step->knows ? r->program->facts->vars.items[r->step->var].domain &
						  ~r->step->knows
					: 0;
	for (size_t word = 0; word < r->words; word++) {
		uint64_t given = column_word(column, column->given, word);
		uint64_t known = known_word(r, r->step->var, word);
		uint64_t holds = alien ? choices_hold(column, r->step->knows, word) : UINT64_MAX;
		r->yes[word] = given & holds & (alien ? known : UINT64_MAX);
		r->no[word] = ~given | (known & ~holds);
	}
}

static void run_const(struct running *r)
{
	memset(r->yes, r->step->number ? 0xff : 0, r->words * sizeof(uint64_t));
	memset(r->no, r->step->number ? 0 : 0xff, r->words * sizeof(uint64_t));
}

/* -- joins -- */

static const uint64_t *arg_yes(const struct running *r, uint32_t index)
{
	return r->result->yes + r->program->args.items[r->step->first + index] * r->words;
}

static const uint64_t *arg_no(const struct running *r, uint32_t index)
{
	return r->result->no + r->program->args.items[r->step->first + index] * r->words;
}

static void run_and(struct running *r)
{
	memset(r->yes, 0xff, r->words * sizeof(uint64_t));
	memset(r->no, 0, r->words * sizeof(uint64_t));
	for (uint32_t i = 0; i < r->step->count; i++) {
		const uint64_t *yes = arg_yes(r, i), *no = arg_no(r, i);
		for (size_t word = 0; word < r->words; word++) {
			r->yes[word] &= yes[word];
			r->no[word] |= no[word];
		}
	}
}

static void run_or(struct running *r)
{
	memset(r->yes, 0, r->words * sizeof(uint64_t));
	memset(r->no, 0xff, r->words * sizeof(uint64_t));
	for (uint32_t i = 0; i < r->step->count; i++) {
		const uint64_t *yes = arg_yes(r, i), *no = arg_no(r, i);
		for (size_t word = 0; word < r->words; word++) {
			r->yes[word] |= yes[word];
			r->no[word] &= no[word];
		}
	}
}

static void run_not(struct running *r)
{
	memcpy(r->yes, arg_no(r, 0), r->words * sizeof(uint64_t));
	memcpy(r->no, arg_yes(r, 0), r->words * sizeof(uint64_t));
}

/* Lanes in which at least so many of the words hold; bits beyond the number of lanes do not matter.
 * reached[k]: at least k + 1 of those seen so far. */
static uint64_t at_least(const struct running *r, size_t word, bool certainly)
{
	enum { FEW = 32 };
	uint64_t few[FEW];
	size_t need = (size_t)r->step->number;
	uint64_t *reached =
		need <= FEW ? few : mem_alloc(r->program->mem, need * sizeof(*reached));
	memset(reached, 0, need * sizeof(*reached));
	for (uint32_t i = 0; i < r->step->count; i++) {
		uint64_t holds = certainly ? arg_yes(r, i)[word] : ~arg_no(r, i)[word];
		for (size_t k = need; k-- > 1;)
			reached[k] |= reached[k - 1] & holds;
		reached[0] |= holds;
	}
	uint64_t all = reached[need - 1];
	if (reached != few)
		mem_free(r->program->mem, reached);
	return all;
}

static void run_at_least(struct running *r)
{
	for (size_t word = 0; word < r->words; word++) {
		r->yes[word] = at_least(r, word, true);
		r->no[word] = ~at_least(r, word, false);
	}
}

static void (*const runs[])(struct running *r) = {
	[EVAL_CONST] = run_const, [EVAL_GIVEN] = run_given,	[EVAL_YES] = run_yes,
	[EVAL_AMONG] = run_among, [EVAL_COMPARE] = run_compare, [EVAL_IN] = run_in,
	[EVAL_AND] = run_and,	  [EVAL_OR] = run_or,		[EVAL_NOT] = run_not,
	[EVAL_AT_LEAST] = run_at_least,
};

static void run_step(struct running *r, size_t reg)
{
	r->step = &r->program->steps.items[reg];
	r->yes = r->result->yes + reg * r->words;
	r->no = r->result->no + reg * r->words;
	runs[r->step->op](r);
}

void eval_run(const struct eval_program *program, struct eval_result *result,
	      const struct eval_column *columns)
{
	struct running r = {program, result, columns, NULL, NULL, NULL, result->words};
	for (size_t reg = 0; reg < program->steps.count; reg++)
		run_step(&r, reg);
}

void eval_run_marked(const struct eval_program *program, struct eval_result *result,
		     const struct eval_column *columns, const uint64_t *marks)
{
	struct running r = {program, result, columns, NULL, NULL, NULL, result->words};
	for (size_t first = 0; first < program->steps.count; first += 64)
		for (uint64_t left = marks[first / 64]; left; left &= left - 1)
			run_step(&r, first + bits_lowest(left));
}
