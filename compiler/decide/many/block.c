/* Masks first; then what each outcome demands; what cannot be had at once is unfolded. */
#include "decide/many/block_level.h"

#include "base/bits.h"

/* -- masks -- */

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

static void level_init(struct block_level *level, const struct block *block, size_t lanes)
{
	const struct eval_program *program = &block->plan->play->program;
	size_t registers = program->steps.count + 1;
	level->words = (lanes + 63) / 64;
	eval_result_init(&level->result, program, level->words);
	level->up = mem_zalloc(block->mem, registers * sizeof(*level->up));
	level->down = mem_zalloc(block->mem, registers * sizeof(*level->down));
	level->asked = mem_zalloc(block->mem, registers * sizeof(*level->asked));
	level->sweep = mem_zalloc(block->mem,
				  2 * (block->plan->value_most + 1) * sizeof(*level->sweep));
	level->torn = mem_zalloc(block->mem, (BLOCK_OUTCOMES * block->plan->var_count + 1) *
						     sizeof(*level->torn));
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
	mem_free(mem, level->torn);
	mem_free(mem, level->sweep);
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

/* -- lanes and where they come from -- */

static uint32_t origin_of(const struct block_run *r, size_t lane)
{
	return r->depth ? r->level->origin[lane] : (uint32_t)lane;
}

/* What was found possible so far, in the words of this level. */
static struct block_masks found_so_far(const struct block_run *r, uint64_t lanes)
{
	const struct block_masks *found = r->block->masks;
	struct block_masks here = {{0}};
	if (r->depth == 0)
		return found[r->word];
	for (; lanes; lanes &= lanes - 1) {
		unsigned bit = bits_lowest(lanes);
		uint32_t origin = r->level->origin[r->word * 64 + bit];
		for (int i = 0; i < BLOCK_OUTCOMES; i++)
			here.may[i] |= (found[origin / 64].may[i] >> origin % 64 & 1) << bit;
	}
	return here;
}

static void keep(struct block_run *r, enum decide_outcome outcome, uint64_t lanes)
{
	struct block_masks *masks = r->block->masks;
	if (r->depth == 0)
		masks[r->word].may[outcome] |= lanes;
	for (; r->depth && lanes; lanes &= lanes - 1) {
		uint32_t origin = origin_of(r, r->word * 64 + bits_lowest(lanes));
		masks[origin / 64].may[outcome] |= UINT64_C(1) << origin % 64;
	}
}

static void leave_unsettled(struct block_run *r, uint64_t lanes)
{
	for (; lanes; lanes &= lanes - 1) {
		uint32_t origin = origin_of(r, r->word * 64 + bits_lowest(lanes));
		r->block->unsettled[origin / 64] |= UINT64_C(1) << origin % 64;
	}
}

/* Keeps the outcome where it is possible; what is left then must be unfolded. */
static void show(struct block_run *r, enum decide_outcome outcome)
{
	uint64_t *torn = r->level->torn + outcome * r->plan->var_count;
	uint64_t doubt = 0, hard = 0;
	block_demand(r, outcome);
	for (size_t i = 0; i < r->plan->var_count; i++) {
		torn[i] = block_torn(r->level, &r->plan->vars[i]);
		doubt |= torn[i];
		hard |= block_hard(r, &r->plan->vars[i]);
	}
	keep(r, outcome, r->left.may[outcome] & ~(doubt | hard));
	leave_unsettled(r, hard);
	r->left.may[outcome] = doubt & ~hard;
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
enum { MASK_WORDS = 8 }; /* of bits by atom */

struct unfolding {
	const struct block_var *var;
	int64_t values[64];
	size_t count;
};

/* By which atoms the lane's values differ: those that it asks. */
static void classes_mask(uint64_t *mask, const struct block_run *r, const struct block_var *var,
			 unsigned lane)
{
	memset(mask, 0, var->truth_words * sizeof(*mask));
	for (size_t i = 0; i < var->atom_count; i++)
		mask[i / 64] |= (r->level->asked[var->atoms[i]] >> lane & 1) << i % 64;
}

static bool same_class(const struct block_var *var, const uint64_t *mask, size_t a, size_t b)
{
	uint64_t differ = 0;
	for (size_t word = 0; word < var->truth_words; word++)
		differ |= (var->truth[a * var->truth_words + word] ^
			   var->truth[b * var->truth_words + word]) &
			  mask[word];
	return differ == 0;
}

/* The values of the variable that the lane's open atoms tell apart; false: too many. */
static bool classes(const struct block_run *r, struct unfolding *out, const struct block_var *var,
		    unsigned lane)
{
	uint64_t mask[MASK_WORDS];
	size_t kept[countof(out->values)];
	out->var = var;
	out->count = 0;
	if (var->truth_words > countof(mask))
		return false;
	classes_mask(mask, r, var, lane);
	for (size_t value = 0; value < var->value_count; value++) {
		bool is_new = true;
		for (size_t i = out->count; is_new && i-- > 0;)
			is_new = !same_class(var, mask, kept[i], value);
		if (!is_new)
			continue;
		if (out->count == countof(kept))
			return false;
		kept[out->count] = value;
		out->values[out->count++] = var->values[value];
	}
	return out->count > 0;
}

static void unfolding_copy(struct unfolding *to, const struct unfolding *from)
{
	to->var = from->var;
	to->count = from->count;
	memcpy(to->values, from->values, from->count * sizeof(*to->values));
}

/* The torn variable with the fewest values, for an outcome that is still left. */
static bool choose(const struct block_run *r, struct unfolding *out, unsigned lane)
{
	struct unfolding other;
	bool found = false;
	for (size_t i = 0; i < r->plan->var_count; i++) {
		bool torn = false;
		for (size_t k = 0; k < BLOCK_OUTCOMES; k++)
			torn |= r->left.may[k] >> lane & 1 &&
				r->level->torn[k * r->plan->var_count + i] >> lane & 1;
		if (torn && classes(r, &other, &r->plan->vars[i], lane) &&
		    (!found || other.count < out->count)) {
			unfolding_copy(out, &other);
			found = true;
		}
	}
	return found;
}

static void copy_run(const struct column_room *to, size_t first, size_t count,
		     const struct eval_column *from, size_t lane, bool has_numbers)
{
	uint64_t run = count == 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
	set_run(to->given, first, run, lane_bit(from, from->given, lane));
	set_run(to->known, first, run, lane_bit(from, from->known, lane));
	if (!has_numbers) {
		set_run(to->bits, first, run, lane_bit(from, from->bits, lane));
		return;
	}
	int64_t number = from->numbers[from->is_uniform ? 0 : lane];
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

/* Whether nothing is left to be shown of the lane: other ways of completing its origin did. */
static bool is_done(const struct block_run *r, unsigned bit)
{
	uint32_t origin = origin_of(r, r->word * 64 + bit);
	const struct block_masks *found = &r->block->masks[origin / 64];
	for (int i = 0; i < BLOCK_OUTCOMES; i++)
		if (r->left.may[i] >> bit & 1 && !(found->may[i] >> origin % 64 & 1))
			return false;
	return true;
}

/* All ways of one lane lie in one word. */
static void unfold(struct block_run *r, unsigned bit)
{
	size_t lane = r->word * 64 + bit;
	struct unfolding u;
	if (is_done(r, bit))
		return;
	if (r->depth + 1 == BLOCK_DEPTH || !choose(r, &u, bit)) {
		leave_unsettled(r, UINT64_C(1) << bit);
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
			 &r->level->columns[r->plan->reads[i]], lane, r->plan->read_numbers[i]);
	for (size_t i = 0; i < u.count; i++) {
		suppose(&next->rooms[u.var->var], next->used + i, u.values[i]);
		next->origin[next->used + i] = origin_of(r, lane);
		set_run(next->filled, next->used + i, 1, true);
	}
	next->used += u.count;
}

/* -- a level -- */

/* What the verdict still hangs on, as seen from what is given. */
static void keep_asked(struct block_run *r, bool any_left)
{
	uint64_t *asked = r->block->asked + r->word * r->plan->var_count;
	for (size_t i = 0; i < r->plan->var_count; i++) {
		const struct block_var *var = &r->plan->vars[i];
		asked[i] = 0;
		for (size_t k = 0; k < var->atom_count && any_left; k++)
			asked[i] |= r->level->asked[var->atoms[k]];
	}
}

static void asked_clear(struct block_run *r)
{
	for (size_t i = 0; i < r->plan->reach_count[DECIDE_SILENT]; i++)
		r->level->asked[r->plan->reach[DECIDE_SILENT][i]] = 0;
}

static void word_run(struct block_run *r, uint64_t lanes)
{
	struct block_masks found = found_so_far(r, lanes);
	r->parts = parts_of(r->plan, &r->level->result, r->word);
	r->masks = masks_of(&r->parts);
	uint64_t open = several(&r->masks) & lanes, doubt = 0;
	if (open)
		asked_clear(r);
	for (int i = 0; i < BLOCK_OUTCOMES; i++) {
		keep(r, (enum decide_outcome)i, r->masks.may[i] & lanes & ~open & ~found.may[i]);
		r->left.may[i] = r->masks.may[i] & open & ~found.may[i];
		if (r->left.may[i])
			show(r, (enum decide_outcome)i);
		doubt |= r->left.may[i];
	}
	if (r->depth == 0)
		keep_asked(r, open);
	for (; doubt; doubt &= doubt - 1)
		unfold(r, bits_lowest(doubt));
}

static uint64_t lanes_of(const struct block_run *r, size_t lanes)
{
	size_t left = lanes - r->word * 64;
	if (r->depth)
		return r->level->filled[r->word];
	return left < 64 ? (UINT64_C(1) << left) - 1 : UINT64_MAX;
}

static void level_run(struct block *block, size_t depth, size_t lanes)
{
	struct block_level *level = &block->levels[depth];
	struct block_run r = {.block = block,
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
