/* What an outcome demands goes from conditions to what they are made of, as far as they are open. */
#include "decide/many/block_level.h"

static void demand(struct block_level *level, uint32_t reg, uint64_t lanes, bool wanted)
{
	if (wanted)
		level->up[reg] |= lanes;
	else
		level->down[reg] |= lanes;
}

static void demand_rules(struct block_run *r, bool bars, uint64_t lanes, bool wanted)
{
	const struct play_state *state = &r->plan->play->states[r->plan->state];
	for (size_t i = 0; i < state->given->list->rule_count; i++) {
		enum ir_rule_kind kind = state->given->list->rules[i].kind;
		bool is_bar = kind == IR_BAR || kind == IR_REDLINE;
		if (state->given->in_force[i] && (bars ? is_bar : kind == IR_TOLERATE))
			demand(r->level, state->compiled.rules[i].fires, lanes, wanted);
	}
}

/* Where a part is certain already, nothing more is asked of it. */
static void demand_parts(struct block_run *r, enum decide_outcome outcome)
{
	uint32_t scope = r->plan->play->states[r->plan->state].compiled.scope;
	uint64_t lanes = r->left.may[outcome];
	switch (outcome) {
	case DECIDE_TOLERATED:
		demand(r->level, scope, lanes, true);
		demand_rules(r, true, lanes, false);
		demand_rules(r, false, lanes & ~r->parts.tolerates.certain, true);
		break;
	case DECIDE_BARRED:
		demand(r->level, scope, lanes, true);
		demand_rules(r, true, lanes & ~r->parts.bars.certain, true);
		break;
	default:
		lanes &= r->parts.scope.may;
		demand(r->level, scope, lanes, false);
		lanes &= ~r->parts.bars.certain & ~r->parts.tolerates.certain;
		demand_rules(r, true, lanes, false);
		demand_rules(r, false, lanes, false);
		break;
	}
}

void block_demand(struct block_run *r, enum decide_outcome outcome)
{
	struct block_level *level = r->level;
	const struct eval_result *result = &level->result;
	const uint32_t *reach = r->plan->reach[outcome], *all = r->plan->reach[DECIDE_SILENT];
	for (size_t i = 0; i < r->plan->reach_count[DECIDE_SILENT]; i++)
		level->up[all[i]] = level->down[all[i]] = 0;
	demand_parts(r, outcome);
	for (size_t i = 0; i < r->plan->reach_count[outcome]; i++) {
		uint32_t reg = reach[i];
		size_t at = reg * result->words + r->word;
		uint64_t open = ~(result->yes[at] | result->no[at]);
		uint64_t up = level->up[reg] &= open, down = level->down[reg] &= open;
		const struct eval_step *step = &r->program->steps.items[reg];
		level->asked[reg] |= up | down;
		if (!(up | down) || step->op < EVAL_AND)
			continue;
		const uint32_t *args = &r->program->args.items[step->first];
		bool flip = step->op == EVAL_NOT;
		for (uint32_t k = 0; k < step->count; k++) {
			level->up[args[k]] |= flip ? down : up;
			level->down[args[k]] |= flip ? up : down;
		}
	}
}

/* Lanes in which the value gives every atom what is wanted of it. */
static uint64_t lanes_content(const struct block_level *level, const struct block_var *var,
			      size_t value, uint64_t lanes)
{
	const uint64_t *truth = var->truth + value * var->truth_words;
	for (size_t i = 0; i < var->atom_count && lanes; i++)
		lanes &= truth[i / 64] >> i % 64 & 1 ? ~level->down[var->atoms[i]]
						     : ~level->up[var->atoms[i]];
	return lanes;
}

/* Whom each value leaves wanting, where truths change once: those before[p] for p above it, for what
 * they want comes from there on only, and those after[p] for p up to it. */
static uint64_t lanes_torn_smooth(const struct block_level *level, const struct block_var *var,
				  uint64_t torn)
{
	uint64_t *before = level->sweep, *after = before + var->value_count + 1, passed = 0;
	memset(before, 0, 2 * (var->value_count + 1) * sizeof(*before));
	for (size_t i = 0; i < var->atom_count; i++) {
		uint64_t up = level->up[var->atoms[i]], down = level->down[var->atoms[i]];
		bool first = var->truth[i / 64] >> i % 64 & 1;
		before[var->flips[i]] |= first ? down : up;
		after[var->flips[i]] |= first ? up : down;
	}
	for (size_t value = var->value_count; value-- > 0;)
		before[value] |= before[value + 1];
	for (size_t value = 0; value < var->value_count && torn; value++) {
		passed |= after[value];
		torn &= before[value + 1] | passed;
	}
	return torn;
}

uint64_t block_torn(const struct block_level *level, const struct block_var *var)
{
	uint64_t torn = 0;
	for (size_t i = 0; i < var->atom_count; i++)
		torn |= level->up[var->atoms[i]] | level->down[var->atoms[i]];
	if (torn && var->flips && var->value_count)
		return lanes_torn_smooth(level, var, torn);
	for (size_t value = 0; torn && value < var->value_count; value++)
		torn &= ~lanes_content(level, var, value, torn);
	return torn;
}

uint64_t block_hard(const struct block_run *r, const struct block_var *var)
{
	const struct block_level *level = r->level;
	const struct eval_column *column = &level->columns[var->var];
	uint64_t known = column->known[column->is_uniform ? 0 : r->word], hard = 0;
	for (size_t i = 0; i < var->atom_count; i++) {
		uint32_t atom = var->atoms[i];
		uint64_t asked = level->up[atom] | level->down[atom];
		hard |= r->program->steps.items[atom].other != NO_VAR ? asked : asked & known;
	}
	return hard;
}
