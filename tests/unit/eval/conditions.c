#include "conditions.h"

#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

void conditions_init(struct conditions *c)
{
	memset(c, 0, sizeof(*c));
	mem_init(&c->mem, fail, NULL);
	arena_init(&c->arena, &c->mem);
	eval_facts_init(&c->facts, &c->mem, &c->arena);
	c->list.presumes = c->presumes;
}

void conditions_fini(struct conditions *c)
{
	eval_result_fini(&c->result, &c->mem);
	eval_program_fini(&c->program);
	eval_facts_fini(&c->facts);
	arena_fini(&c->arena);
	claim(c->mem.in_use == 0, "%zu bytes were not given back", c->mem.in_use);
	mem_fini(&c->mem);
}

/* -- facts -- */

static struct str word_until(const char **text, char end)
{
	size_t length = strcspn(*text, ",|");
	struct str word = {*text, length};
	*text += length + ((*text)[length] == end && end != '\0');
	return word;
}

static void add_choices(struct conditions *c, struct ir_fact *fact, const char *text)
{
	fact->choices = ARENA_ARRAY(&c->arena, struct ir_choice, EVAL_CHOICES_MAX);
	while (*text) {
		struct ir_choice *choice = &fact->choices[fact->choice_count++];
		choice->name = word_until(&text, ',');
		if (*text == '|') {
			text++;
			choice->aliases.items = ARENA_NEW(&c->arena, struct str);
			choice->aliases.items[0] = word_until(&text, ',');
			choice->aliases.count = 1;
		}
	}
}

const struct ir_fact *conditions_fact(struct conditions *c, const char *name, const char *oldest,
				      enum ir_type type, const char *choices)
{
	struct ir_fact *fact = ARENA_NEW(&c->arena, struct ir_fact);
	fact->name = str_from(name);
	fact->identity = str_from(oldest ? oldest : name);
	fact->type = type;
	if (oldest) {
		fact->formerly.items = ARENA_NEW(&c->arena, struct str);
		fact->formerly.items[0] = fact->identity;
		fact->formerly.count = 1;
	}
	if (choices)
		add_choices(c, fact, choices);
	eval_facts_add(&c->facts, fact);
	c->own[c->own_count++] = fact;
	return fact;
}

void conditions_settle(struct conditions *c)
{
	eval_facts_settle(&c->facts);
	eval_program_init(&c->program, &c->mem, &c->facts);
	eval_list_compile(&c->program, &c->compiled, &c->list);
}

void conditions_presume(struct conditions *c, const struct ir_fact *fact, int64_t number)
{
	c->presumes[c->list.presume_count++] =
		(struct ir_presume){.fact = fact, .value = {true, number}};
}

/* -- conditions -- */

struct ir_expr *condition(struct conditions *c, enum ir_op op, const struct ir_fact *fact,
			  int64_t number)
{
	struct ir_expr *expr = ARENA_NEW(&c->arena, struct ir_expr);
	expr->op = (uint8_t)op;
	expr->fact = fact;
	expr->number = number;
	return expr;
}

struct ir_expr *condition_compare(struct conditions *c, const struct ir_fact *fact,
				  enum ir_compare compare, int64_t number)
{
	struct ir_expr *expr = condition(c, IR_COMPARE, fact, number);
	expr->compare = (uint8_t)compare;
	return expr;
}

struct ir_expr *condition_join(struct conditions *c, enum ir_op op, struct ir_expr **args,
			       uint32_t count, int64_t number)
{
	struct ir_expr *expr = condition(c, op, NULL, number);
	expr->args = ARENA_ARRAY(&c->arena, struct ir_expr *, count);
	memcpy(expr->args, args, count * sizeof(*args));
	expr->count = count;
	return expr;
}

enum { NUMBERS_FROM = 17000, NUMBERS = 6 }; /* constants of days; counts begin at 0 */

static int64_t constant(const struct ir_fact *fact, struct numbers *numbers)
{
	if (fact->type == IR_CHOICE || fact->type == IR_SET)
		return (int64_t)numbers_below(numbers, fact->choice_count);
	return (int64_t)numbers_below(numbers, NUMBERS) +
	       (fact->type == IR_DATE ? NUMBERS_FROM : 0);
}

static struct ir_expr *random_in(struct conditions *c, const struct ir_fact *fact,
				 struct numbers *numbers)
{
	struct ir_expr *expr = condition(c, IR_IN, fact, 0);
	int64_t a = constant(fact, numbers), b = constant(fact, numbers);
	expr->numbers = ARENA_ARRAY(&c->arena, int64_t, 2);
	expr->numbers[0] = a < b ? a : b;
	expr->numbers[1] = a < b ? b : a;
	expr->count = a == b ? 1 : 2;
	return expr;
}

static struct ir_expr *random_atom(struct conditions *c, struct numbers *numbers)
{
	const struct ir_fact *fact = c->own[numbers_below(numbers, c->own_count)];
	if (numbers_below(numbers, 8) == 0)
		return condition(c, IR_KNOWN, fact, 0);
	if (fact->type == IR_BOOL)
		return condition(c, IR_FACT, fact, 0);
	if (fact->type == IR_SET)
		return condition(c, IR_HAS, fact, constant(fact, numbers));
	if (numbers_below(numbers, 3) == 0)
		return random_in(c, fact, numbers);
	enum ir_compare compare = fact->type == IR_CHOICE
					  ? IR_EQ
					  : (enum ir_compare)numbers_below(numbers, IR_GE + 1);
	struct ir_expr *expr = condition_compare(c, fact, compare, constant(fact, numbers));
	if (fact->type == IR_DATE && numbers_below(numbers, 2))
		expr->right = IR_DECISION;
	return expr;
}

struct ir_expr *condition_random(struct conditions *c, struct numbers *numbers, unsigned depth)
{
	static const enum ir_op joins[] = {IR_AND, IR_OR, IR_AT_LEAST, IR_NOT};
	struct ir_expr *args[3];
	if (depth == 0 || numbers_below(numbers, 4) == 0)
		return random_atom(c, numbers);
	enum ir_op op = joins[numbers_below(numbers, countof(joins))];
	uint32_t count = op == IR_NOT ? 1 : 2 + (uint32_t)numbers_below(numbers, 2);
	for (uint32_t i = 0; i < count; i++)
		args[i] = condition_random(c, numbers, depth - 1);
	return condition_join(c, op, args, count, 1 + (int64_t)numbers_below(numbers, count));
}

uint32_t conditions_put(struct conditions *c, const struct ir_expr *expr)
{
	return eval_condition(&c->program, &c->compiled, expr);
}

/* -- lanes -- */

void conditions_lanes(struct conditions *c, size_t lanes)
{
	size_t count = c->facts.vars.count;
	c->words = (lanes + 63) / 64;
	c->columns = ARENA_ARRAY(&c->arena, struct eval_column, count);
	for (size_t i = 0; i < count; i++)
		c->columns[i] =
			(struct eval_column){false, ARENA_ARRAY(&c->arena, uint64_t, c->words),
					     ARENA_ARRAY(&c->arena, uint64_t, c->words),
					     ARENA_ARRAY(&c->arena, uint64_t, c->words),
					     ARENA_ARRAY(&c->arena, int64_t, 64 * c->words)};
	eval_result_fini(&c->result, &c->mem);
	eval_result_init(&c->result, &c->program, c->words);
}

static void bit_put(const uint64_t *words, size_t lane, bool value)
{
	uint64_t *word = (uint64_t *)words + lane / 64;
	*word = (*word & ~(UINT64_C(1) << lane % 64)) | (uint64_t)value << lane % 64;
}

void conditions_say(struct conditions *c, uint32_t var, size_t lane, struct said said)
{
	const struct eval_column *column = &c->columns[var];
	bit_put(column->given, lane, said.given);
	bit_put(column->known, lane, said.known);
	bit_put(column->bits, lane, said.number != 0);
	((int64_t *)column->numbers)[lane] = said.number;
}

struct said conditions_said(const struct conditions *c, uint32_t var, size_t lane)
{
	const struct eval_column *column = &c->columns[var];
	return (struct said){column->given[lane / 64] >> lane % 64 & 1,
			     column->known[lane / 64] >> lane % 64 & 1, column->numbers[lane]};
}

void conditions_run(struct conditions *c)
{
	eval_run(&c->program, &c->result, c->columns);
}

uint32_t conditions_var(const struct conditions *c, const struct ir_fact *fact)
{
	return c->facts.facts.items[eval_facts_find(&c->facts, fact)].first_var;
}

/* -- by definition -- */

static enum eval_truth truth_of(bool holds)
{
	return holds ? EVAL_TRUE : EVAL_FALSE;
}

/* At least so many hold: certainly, or never, or open. */
static enum eval_truth count_truth(const struct conditions *c, const struct ir_expr *expr,
				   size_t lane, int64_t need)
{
	int64_t hold = 0, may = 0;
	for (uint32_t i = 0; i < expr->count; i++) {
		enum eval_truth truth = condition_by_definition(c, expr->args[i], lane);
		hold += truth == EVAL_TRUE;
		may += truth != EVAL_FALSE;
	}
	return hold >= need ? EVAL_TRUE : may < need ? EVAL_FALSE : EVAL_OPEN;
}

static bool compare_holds(int64_t value, enum ir_compare compare, int64_t number)
{
	const bool holds[] = {
		[IR_EQ] = value == number,
		[IR_LT] = value<number, [IR_LE] = value <= number, [IR_GT] = value> number,
		[IR_GE] = value >= number};
	return holds[compare];
}

/* What the list reads: the value, or what it presumes. */
static struct said read_fact(const struct conditions *c, const struct ir_fact *fact, uint32_t var,
			     size_t lane)
{
	struct said said = conditions_said(c, var, lane);
	for (size_t i = 0; i < c->list.presume_count; i++)
		if (c->presumes[i].fact == fact && !said.given)
			said = (struct said){false, true, c->presumes[i].value.number};
	return said;
}

static enum eval_truth atom_truth(const struct conditions *c, const struct ir_expr *expr,
				  size_t lane)
{
	uint32_t var = conditions_var(c, expr->fact);
	struct said said = read_fact(c, expr->fact, var, lane);
	int64_t number = expr->number;
	bool in = false;
	if (expr->op == IR_KNOWN)
		return truth_of(conditions_said(c, var, lane).given);
	if (expr->op == IR_HAS)
		said = conditions_said(c, var + (uint32_t)number, lane);
	if (expr->op == IR_COMPARE && expr->right) {
		struct said other = conditions_said(c, c->facts.moments[expr->right], lane);
		said.known &= other.known;
		number = other.number;
	}
	if (!said.known)
		return EVAL_OPEN;
	for (uint32_t i = 0; expr->op == IR_IN && i < expr->count; i++)
		in |= said.number == expr->numbers[i];
	if (expr->op == IR_COMPARE)
		return truth_of(compare_holds(said.number, (enum ir_compare)expr->compare, number));
	return truth_of(expr->op == IR_IN ? in : said.number != 0);
}

enum eval_truth condition_by_definition(const struct conditions *c, const struct ir_expr *expr,
					size_t lane)
{
	static const enum eval_truth turned[] = {EVAL_TRUE, EVAL_FALSE, EVAL_OPEN};
	switch ((enum ir_op)expr->op) {
	case IR_AND:
		return count_truth(c, expr, lane, expr->count);
	case IR_OR:
		return count_truth(c, expr, lane, 1);
	case IR_AT_LEAST:
		return count_truth(c, expr, lane, expr->number);
	case IR_NOT:
		return turned[condition_by_definition(c, expr->args[0], lane)];
	case IR_TRUE:
	case IR_FALSE:
		return truth_of(expr->op == IR_TRUE);
	default:
		return atom_truth(c, expr, lane);
	}
}
