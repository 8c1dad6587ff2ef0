/* What can be said of a state's conditions before any case is known. */
#include "decide/many/block.h"

struct planning {
	struct block_plan *out;
	struct arena *arena;
	const struct eval_program *program;
	const struct play_state *state;
	uint64_t *marks; /* by register */
};

static bool is_marked(const uint64_t *marks, uint32_t at)
{
	return marks[at / 64] >> at % 64 & 1;
}

/* -- registers -- */

static bool rule_counts(enum ir_rule_kind kind, enum decide_outcome outcome)
{
	bool bars = kind == IR_BAR || kind == IR_REDLINE;
	return bars || (kind == IR_TOLERATE && outcome != DECIDE_BARRED);
}

static void reach(struct planning *p, enum decide_outcome outcome)
{
	const struct ir_list *text = p->state->given->list;
	uint32_t steps = (uint32_t)p->program->steps.count;
	uint32_t *out = ARENA_ARRAY(p->arena, uint32_t, steps);
	size_t count = 0;
	memset(p->marks, 0, (steps / 64 + 1) * sizeof(*p->marks));
	eval_mark(p->program, p->state->compiled.scope, p->marks);
	for (size_t i = 0; i < text->rule_count; i++)
		if (p->state->given->in_force[i] && rule_counts(text->rules[i].kind, outcome))
			eval_mark(p->program, p->state->compiled.rules[i].fires, p->marks);
	for (uint32_t reg = steps; reg-- > 0;)
		if (is_marked(p->marks, reg))
			out[count++] = reg;
	p->out->reach[outcome] = out;
	p->out->reach_count[outcome] = count;
}

/* -- variables -- */

static bool is_atom(const struct eval_step *step)
{
	return step->op >= EVAL_YES && step->op < EVAL_AND;
}

/* A choice that the version does not know would be read from another variable; the values it does
 * know stand for all that can come of that. */
static bool is_usable(const struct planning *p, const struct block_var *var, int64_t value)
{
	for (size_t i = 0; i < var->atom_count; i++) {
		const struct eval_step *step = &p->program->steps.items[var->atoms[i]];
		if (step->local != NO_VAR && !(step->knows >> value & 1))
			return false;
	}
	return true;
}

static void var_values(struct planning *p, struct block_var *var,
		       const struct eval_sample_set *samples)
{
	int64_t *values = ARENA_ARRAY(p->arena, int64_t, samples->count);
	var->truth_words = var->atom_count / 64 + 1;
	var->truth = ARENA_ARRAY(p->arena, uint64_t, samples->count * var->truth_words);
	for (size_t i = 0; i < samples->count; i++) {
		int64_t value = samples->values[i];
		uint64_t *truth = var->truth + var->value_count * var->truth_words;
		if (!is_usable(p, var, value))
			continue;
		for (size_t k = 0; k < var->atom_count; k++)
			if (eval_holds(p->program, &p->program->steps.items[var->atoms[k]], value))
				truth[k / 64] |= UINT64_C(1) << k % 64;
		values[var->value_count++] = value;
	}
	var->values = values;
}

static bool holds_at(const struct block_var *var, size_t atom, size_t value)
{
	return var->truth[value * var->truth_words + atom / 64] >> atom % 64 & 1;
}

/* Values ascend: what compares with one number changes once. */
static void var_flips(struct planning *p, struct block_var *var)
{
	uint32_t *flips = ARENA_ARRAY(p->arena, uint32_t, var->atom_count);
	for (size_t atom = 0; atom < var->atom_count; atom++) {
		size_t changes = 0;
		flips[atom] = (uint32_t)var->value_count;
		for (size_t value = var->value_count; value-- > 1;) {
			if (holds_at(var, atom, value) == holds_at(var, atom, value - 1))
				continue;
			flips[atom] = (uint32_t)value;
			changes++;
		}
		if (changes > 1)
			return;
	}
	var->flips = flips;
}

static void var_add(struct planning *p, uint32_t number, const struct eval_sample_set *samples)
{
	struct block_var *var = &p->out->vars[p->out->var_count];
	size_t count = 0;
	for (uint32_t reg = 0; reg < p->program->steps.count; reg++)
		count += is_marked(p->marks, reg) && is_atom(&p->program->steps.items[reg]) &&
			 p->program->steps.items[reg].var == number;
	if (count == 0)
		return;
	*var = (struct block_var){.var = number, .atoms = ARENA_ARRAY(p->arena, uint32_t, count)};
	for (uint32_t reg = 0; reg < p->program->steps.count; reg++)
		if (is_marked(p->marks, reg) && is_atom(&p->program->steps.items[reg]) &&
		    p->program->steps.items[reg].var == number)
			var->atoms[var->atom_count++] = reg;
	var_values(p, var, &samples[number]);
	var_flips(p, var);
	if (var->value_count > p->out->value_most)
		p->out->value_most = var->value_count;
	p->out->var_count++;
}

/* Every atom that any outcome asks is marked: silence asks them all. */
static void vars_make(struct planning *p)
{
	static const uint64_t none[1];
	static const int64_t zero[1];
	size_t count = p->program->facts->vars.count;
	struct eval_column *unknown = ARENA_ARRAY(p->arena, struct eval_column, count);
	for (size_t var = 0; var < count; var++)
		unknown[var] = (struct eval_column){true, none, none, none, zero};
	struct eval_sample_set *samples = eval_samples_make(p->arena, p->program, unknown);
	p->out->vars = ARENA_ARRAY(p->arena, struct block_var, count);
	for (uint32_t var = 0; var < count; var++)
		var_add(p, var, samples);
}

static void reads_make(struct planning *p)
{
	size_t count = p->program->facts->vars.count;
	bool *read = ARENA_ARRAY(p->arena, bool, count);
	p->out->reads = ARENA_ARRAY(p->arena, uint32_t, count);
	p->out->read_numbers = ARENA_ARRAY(p->arena, bool, count);
	for (size_t i = 0; i < p->program->steps.count; i++) {
		const struct eval_step *step = &p->program->steps.items[i];
		uint32_t vars[] = {step->var, step->other, step->local};
		for (size_t k = 0; step->op >= EVAL_GIVEN && step->op < EVAL_AND && k < countof(vars);
		     k++)
			if (vars[k] != NO_VAR)
				read[vars[k]] = true;
	}
	for (uint32_t var = 0; var < count; var++) {
		const struct eval_facts *facts = p->program->facts;
		enum ir_type type = facts->facts.items[facts->vars.items[var].fact].type;
		if (!read[var])
			continue;
		p->out->read_numbers[p->out->read_count] = type != IR_BOOL && type != IR_SET;
		p->out->reads[p->out->read_count++] = var;
	}
}

void block_plan_make(struct block_plan *out, struct arena *arena, struct decide_play *play,
		     uint32_t state)
{
	struct planning p = {out, arena, &play->program, &play->states[state], NULL};
	*out = (struct block_plan){.play = play, .state = state};
	p.marks = ARENA_ARRAY(arena, uint64_t, play->program.steps.count / 64 + 1);
	reach(&p, DECIDE_TOLERATED);
	reach(&p, DECIDE_BARRED);
	reach(&p, DECIDE_SILENT);
	vars_make(&p);
	reads_make(&p);
}
