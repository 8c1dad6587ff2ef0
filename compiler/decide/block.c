/* Masks first; then what each outcome demands; what cannot be had at once is unfolded. */
#include "decide/block.h"

/* -- masks -- */

struct fires {
	uint64_t certain;
	uint64_t may;
};

/* What decides in 64 lanes. */
struct parts {
	struct fires scope;
	struct fires bars;
	struct fires tolerates;
};

static struct fires any_fires(const struct play_state *state, const struct eval_result *result,
			      size_t word, bool bars)
{
	struct fires fires = {0, 0};
	for (size_t i = 0; i < state->given->list->rule_count; i++) {
		enum ir_rule_kind kind = state->given->list->rules[i].kind;
		bool wanted = bars ? kind == IR_BAR || kind == IR_REDLINE : kind == IR_TOLERATE;
		size_t at = state->compiled.rules[i].fires * result->words + word;
		if (!wanted || !state->given->in_force[i])
			continue;
		fires.certain |= result->yes[at];
		fires.may |= ~result->no[at];
	}
	return fires;
}

static struct parts parts_of(const struct block_plan *plan, const struct eval_result *result,
			     size_t word)
{
	const struct play_state *state = &plan->play->states[plan->state];
	size_t scope = state->compiled.scope * result->words + word;
	return (struct parts){
		.scope = {result->yes[scope], ~result->no[scope]},
		.bars = any_fires(state, result, word, true),
		.tolerates = any_fires(state, result, word, false),
	};
}

static struct block_masks masks_of(const struct parts *parts)
{
	return (struct block_masks){{
		[DECIDE_TOLERATED] = parts->scope.may & ~parts->bars.certain & parts->tolerates.may,
		[DECIDE_BARRED] = parts->scope.may & parts->bars.may,
		[DECIDE_SILENT] = ~parts->scope.certain |
				  (~parts->bars.certain & ~parts->tolerates.certain),
	}};
}

static uint64_t several(const struct block_masks *masks)
{
	const uint64_t *may = masks->may;
	return (may[0] & may[1]) | (may[1] & may[2]) | (may[0] & may[2]);
}

/* -- levels -- */

struct column_room {
	uint64_t *given;
	uint64_t *known;
	uint64_t *bits;
	int64_t *numbers;
};

/* The lanes of a block: those that were asked about, or ways of completing lanes of the level before. */
struct block_level {
	struct eval_result result;
	size_t words; /* room */
	const struct eval_column *columns;
	/* Of the word at hand, by register: lanes in which the outcome at hand needs it true, or
	 * false; and those in which any outcome does one of both. */
	uint64_t *up;
	uint64_t *down;
	uint64_t *asked;
	uint64_t *doubt; /* by plan's variable: lanes in which no value will do */
	/* Unfolded lanes: */
	struct eval_column *own;
	struct column_room *rooms;
	uint32_t *origin; /* by lane: in the first level */
	uint64_t *filled; /* by word: lanes that stand for something */
	size_t used;
};

struct running {
	struct block *block;
	const struct block_plan *plan;
	const struct eval_program *program;
	size_t depth;
	struct block_level *level;
	size_t word;
	struct parts parts;
	struct block_masks masks;
	uint64_t open; /* lanes with several outcomes */
};

static void level_init(struct block_level *level, const struct block *block, size_t lanes)
{
	const struct eval_program *program = &block->plan->play->program;
	size_t registers = program->steps.count + 1;
	level->words = (lanes + 63) / 64;
	eval_result_init(&level->result, program, level->words);
	level->up = mem_zalloc(block->mem, registers * sizeof(*level->up));
	level->down = mem_zalloc(block->mem, registers * sizeof(*level->down));
	level->asked = mem_zalloc(block->mem, registers * sizeof(*level->asked));
	level->doubt = mem_zalloc(block->mem, (block->plan->var_count + 1) * sizeof(*level->doubt));
}

static void level_rooms(struct block_level *level, const struct block *block)
{
	size_t vars = block->plan->play->program.facts->vars.count, words = level->words;
	level->own = mem_zalloc(block->mem, (vars + 1) * sizeof(*level->own));
	level->rooms = mem_zalloc(block->mem, (vars + 1) * sizeof(*level->rooms));
	level->origin = mem_zalloc(block->mem, words * 64 * sizeof(*level->origin));
	for (size_t i = 0; i < block->plan->read_count; i++) {
		uint32_t var = block->plan->reads[i];
		uint64_t *bits = mem_zalloc(block->mem, 3 * words * sizeof(*bits));
		int64_t *numbers = mem_zalloc(block->mem, words * 64 * sizeof(*numbers));
		level->rooms[var] =
			(struct column_room){bits, bits + words, bits + 2 * words, numbers};
		level->own[var] = (struct eval_column){false, bits, bits + words, bits + 2 * words,
						       numbers};
	}
	level->filled = mem_zalloc(block->mem, words * sizeof(*level->filled));
	level->columns = level->own;
}

static void level_fini(struct block_level *level, const struct block *block)
{
	struct mem *mem = block->mem;
	for (size_t i = 0; level->rooms && i < block->plan->read_count; i++) {
		mem_free(mem, level->rooms[block->plan->reads[i]].given);
		mem_free(mem, level->rooms[block->plan->reads[i]].numbers);
	}
	mem_free(mem, level->own);
	mem_free(mem, level->rooms);
	mem_free(mem, level->origin);
	mem_free(mem, level->filled);
	mem_free(mem, level->up);
	mem_free(mem, level->down);
	mem_free(mem, level->asked);
	mem_free(mem, level->doubt);
	if (level->words)
		eval_result_fini(&level->result, mem);
}

static void level_clear(struct block_level *level)
{
	memset(level->filled, 0, level->words * sizeof(*level->filled));
	level->used = 0;
}

/* Made when they are needed first. */
static struct block_level *level_at(struct block *block, size_t depth)
{
	struct block_level *level = &block->levels[depth];
	if (level->words == 0) {
		level_init(level, block, BLOCK_UNFOLD);
		level_rooms(level, block);
	}
	return level;
}

/* -- what an outcome demands -- */

static void demand(struct block_level *level, uint32_t reg, uint64_t lanes, bool wanted)
{
	if (wanted)
		level->up[reg] |= lanes;
	else
		level->down[reg] |= lanes;
}

static void demand_rules(struct running *r, bool bars, uint64_t lanes, bool wanted)
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
static void demand_parts(struct running *r, enum decide_outcome outcome)
{
	uint32_t scope = r->plan->play->states[r->plan->state].compiled.scope;
	uint64_t lanes = r->open & r->masks.may[outcome];
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

/* From what makes the outcome down to the atoms, through what is open. */
static void demand_below(struct running *r, enum decide_outcome outcome)
{
	struct block_level *level = r->level;
	const struct eval_result *result = &level->result;
	const uint32_t *reach = r->plan->reach[outcome];
	for (size_t i = 0; i < r->plan->reach_count[outcome]; i++)
		level->up[reach[i]] = level->down[reach[i]] = 0;
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

/* Lanes in which no value does. The least and the greatest are the likeliest to do. */
static uint64_t lanes_torn(const struct block_level *level, const struct block_var *var)
{
	uint64_t torn = 0;
	for (size_t i = 0; i < var->atom_count; i++)
		torn |= level->up[var->atoms[i]] | level->down[var->atoms[i]];
	if (torn && var->value_count)
		torn &= ~lanes_content(level, var, var->value_count - 1, torn);
	for (size_t value = 0; torn && value + 1 < var->value_count; value++)
		torn &= ~lanes_content(level, var, value, torn);
	return torn;
}

static void find_doubts(struct running *r)
{
	struct block_level *level = r->level;
	for (size_t i = 0; i < r->plan->reach_count[DECIDE_SILENT]; i++)
		level->asked[r->plan->reach[DECIDE_SILENT][i]] = 0;
	memset(level->doubt, 0, r->plan->var_count * sizeof(*level->doubt));
	for (int outcome = 0; outcome < BLOCK_OUTCOMES; outcome++) {
		if (!(r->open & r->masks.may[outcome]))
			continue;
		demand_below(r, (enum decide_outcome)outcome);
		for (size_t i = 0; i < r->plan->var_count; i++)
			level->doubt[i] |= lanes_torn(level, &r->plan->vars[i]);
	}
}

/* Lanes in which an open atom asks two variables at once, or one that stands for a value which the
 * version does not know. */
static uint64_t lanes_hard(const struct running *r)
{
	uint64_t hard = 0;
	for (size_t i = 0; i < r->plan->var_count; i++) {
		const struct block_var *var = &r->plan->vars[i];
		const struct eval_column *column = &r->level->columns[var->var];
		uint64_t known = column->known[column->is_uniform ? 0 : r->word];
		for (size_t k = 0; k < var->atom_count; k++) {
			uint64_t asked = r->level->asked[var->atoms[k]];
			bool other = r->program->steps.items[var->atoms[k]].other != NO_VAR;
			hard |= other ? asked : asked & known;
		}
	}
	return hard;
}

/* -- unfolding -- */

static bool lane_bit(const struct eval_column *column, const uint64_t *words, size_t lane)
{
	return column->is_uniform ? words[0] & 1 : words[lane / 64] >> lane % 64 & 1;
}

static void set_run(uint64_t *words, size_t first, uint64_t run, bool value)
{
	uint64_t bits = run << first % 64;
	words[first / 64] = (words[first / 64] & ~bits) | (value ? bits : 0);
}

/* A lane of a level, and where its ways of being completed begin in the next one. */
struct unfolding {
	const struct block_var *var;
	int64_t values[64];
	size_t count;
};

/* Bits of the atoms that the lane asks, by which its values differ. */
static uint64_t signature(const struct running *r, const struct block_var *var, size_t value,
			  size_t word, unsigned lane)
{
	uint64_t truth = var->truth[value * var->truth_words + word], mask = 0;
	for (size_t i = word * 64; i < var->atom_count && i < word * 64 + 64; i++)
		mask |= (r->level->asked[var->atoms[i]] >> lane & 1) << i % 64;
	return truth & mask;
}

static bool same_class(const struct running *r, const struct block_var *var, size_t a, size_t b,
		       unsigned lane)
{
	for (size_t word = 0; word < var->truth_words; word++)
		if (signature(r, var, a, word, lane) != signature(r, var, b, word, lane))
			return false;
	return true;
}

/* The values of the variable that the lane's open atoms tell apart; false: too many. */
static bool classes(const struct running *r, struct unfolding *out, const struct block_var *var,
		    unsigned lane)
{
	size_t kept[countof(out->values)];
	*out = (struct unfolding){.var = var};
	for (size_t value = 0; value < var->value_count; value++) {
		bool is_new = true;
		for (size_t i = out->count; is_new && i-- > 0;)
			is_new = !same_class(r, var, kept[i], value, lane);
		if (!is_new)
			continue;
		if (out->count == countof(kept))
			return false;
		kept[out->count] = value;
		out->values[out->count++] = var->values[value];
	}
	return out->count > 0;
}

/* The torn variable with the fewest values. */
static bool choose(const struct running *r, struct unfolding *out, unsigned lane)
{
	struct unfolding other;
	bool found = false;
	for (size_t i = 0; i < r->plan->var_count; i++) {
		if (!(r->level->doubt[i] >> lane & 1))
			continue;
		if (classes(r, &other, &r->plan->vars[i], lane) &&
		    (!found || other.count < out->count)) {
			*out = other;
			found = true;
		}
	}
	return found;
}

static void copy_run(const struct column_room *to, size_t first, size_t count,
		     const struct eval_column *from, size_t lane)
{
	uint64_t run = count == 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
	int64_t number = from->numbers[from->is_uniform ? 0 : lane];
	set_run(to->given, first, run, lane_bit(from, from->given, lane));
	set_run(to->known, first, run, lane_bit(from, from->known, lane));
	set_run(to->bits, first, run, lane_bit(from, from->bits, lane));
	for (size_t i = 0; i < count; i++)
		to->numbers[first + i] = number;
}

static void suppose(const struct column_room *to, size_t at, int64_t value)
{
	set_run(to->known, at, 1, true);
	set_run(to->bits, at, 1, value != 0);
	to->numbers[at] = value;
}

static void level_run(struct block *block, size_t depth, size_t lanes);

static uint32_t origin_of(const struct running *r, size_t lane)
{
	return r->depth ? r->level->origin[lane] : (uint32_t)lane;
}

static void leave_unsettled(struct running *r, size_t lane)
{
	uint32_t origin = origin_of(r, lane);
	r->block->unsettled[origin / 64] |= UINT64_C(1) << origin % 64;
}

/* All ways of one lane lie in one word. */
static void unfold(struct running *r, unsigned bit)
{
	size_t lane = r->word * 64 + bit;
	struct unfolding u;
	if (r->depth + 1 == BLOCK_DEPTH || !choose(r, &u, bit)) {
		leave_unsettled(r, lane);
		return;
	}
	struct block_level *next = level_at(r->block, r->depth + 1);
	if (next->used % 64 + u.count > 64)
		next->used += 64 - next->used % 64;
	if (next->used == next->words * 64) {
		level_run(r->block, r->depth + 1, next->used);
		level_clear(next);
	}
	for (size_t i = 0; i < r->plan->read_count; i++)
		copy_run(&next->rooms[r->plan->reads[i]], next->used, u.count,
			 &r->level->columns[r->plan->reads[i]], lane);
	for (size_t i = 0; i < u.count; i++) {
		suppose(&next->rooms[u.var->var], next->used + i, u.values[i]);
		next->origin[next->used + i] = origin_of(r, lane);
		set_run(next->filled, next->used + i, 1, true);
	}
	next->used += u.count;
}

/* -- a level -- */

static void keep_outcomes(struct running *r, uint64_t lanes)
{
	struct block_masks *masks = r->block->masks;
	if (r->depth == 0) {
		for (int i = 0; i < BLOCK_OUTCOMES; i++)
			masks[r->word].may[i] |= r->masks.may[i] & lanes;
		return;
	}
	for (; lanes; lanes &= lanes - 1) {
		unsigned bit = (unsigned)__builtin_ctzll(lanes);
		uint32_t origin = r->level->origin[r->word * 64 + bit];
		for (int i = 0; i < BLOCK_OUTCOMES; i++)
			masks[origin / 64].may[i] |= (r->masks.may[i] >> bit & 1) << origin % 64;
	}
}

/* What the verdict still hangs on, as seen from what is given. */
static void keep_asked(struct running *r)
{
	uint64_t *asked = r->block->asked + r->word * r->plan->var_count;
	for (size_t i = 0; i < r->plan->var_count; i++) {
		const struct block_var *var = &r->plan->vars[i];
		asked[i] = 0;
		for (size_t k = 0; k < var->atom_count && r->open; k++)
			asked[i] |= r->level->asked[var->atoms[k]];
	}
}

static void word_run(struct running *r, uint64_t lanes)
{
	uint64_t hard = 0, doubt = 0;
	r->parts = parts_of(r->plan, &r->level->result, r->word);
	r->masks = masks_of(&r->parts);
	r->open = several(&r->masks) & lanes;
	if (r->open) {
		find_doubts(r);
		hard = lanes_hard(r);
		for (size_t i = 0; i < r->plan->var_count; i++)
			doubt |= r->level->doubt[i];
	}
	if (r->depth == 0)
		keep_asked(r);
	keep_outcomes(r, lanes & ~(hard | doubt));
	for (uint64_t left = hard; left; left &= left - 1)
		leave_unsettled(r, r->word * 64 + (size_t)__builtin_ctzll(left));
	for (uint64_t left = doubt & ~hard; left; left &= left - 1)
		unfold(r, (unsigned)__builtin_ctzll(left));
}

static uint64_t lanes_of(const struct running *r, size_t lanes)
{
	size_t left = lanes - r->word * 64;
	if (r->depth)
		return r->level->filled[r->word];
	return left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
}

static void level_run(struct block *block, size_t depth, size_t lanes)
{
	struct block_level *level = &block->levels[depth];
	struct running r = {.block = block,
			    .plan = block->plan,
			    .program = &block->plan->play->program,
			    .depth = depth,
			    .level = level};
	level->result.words = (lanes + 63) / 64;
	eval_run(r.program, &level->result, level->columns);
	for (r.word = 0; r.word < level->result.words; r.word++)
		word_run(&r, lanes_of(&r, lanes));
	if (depth + 1 < BLOCK_DEPTH && block->levels[depth + 1].used) {
		struct block_level *next = &block->levels[depth + 1];
		level_run(block, depth + 1, next->used);
		level_clear(next);
	}
}

/* -- all of it -- */

void block_init(struct block *block, const struct block_plan *plan, struct mem *mem, size_t lanes)
{
	size_t words = (lanes + 63) / 64;
	*block = (struct block){.plan = plan, .mem = mem};
	block->levels = mem_zalloc(mem, BLOCK_DEPTH * sizeof(*block->levels));
	block->masks = mem_zalloc(mem, words * sizeof(*block->masks));
	block->unsettled = mem_zalloc(mem, words * sizeof(*block->unsettled));
	block->asked = mem_zalloc(mem, (words * plan->var_count + 1) * sizeof(*block->asked));
	level_init(&block->levels[0], block, lanes);
}

void block_fini(struct block *block)
{
	for (size_t depth = 0; depth < BLOCK_DEPTH; depth++)
		level_fini(&block->levels[depth], block);
	mem_free(block->mem, block->levels);
	mem_free(block->mem, block->masks);
	mem_free(block->mem, block->unsettled);
	mem_free(block->mem, block->asked);
}

void block_run(struct block *block, const struct eval_column *columns, size_t lanes)
{
	size_t words = (lanes + 63) / 64;
	memset(block->masks, 0, words * sizeof(*block->masks));
	memset(block->unsettled, 0, words * sizeof(*block->unsettled));
	block->levels[0].columns = columns;
	level_run(block, 0, lanes);
}

const struct eval_result *block_result(const struct block *block)
{
	return &block->levels[0].result;
}
