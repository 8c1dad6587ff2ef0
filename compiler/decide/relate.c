/*
 * a implies b where no completion makes a true and b not. Completions are gone through as in
 * search.c, but of all facts and days, none being given; nothing is presumed, and whether the case
 * gives a fact is as open as its value.
 */
#include "decide/relate.h"

#include "base/bits.h"
#include "eval/samples.h"

enum {
	PROOF_BUDGET = 16000, /* runs for one proof */
	KNOWN_MAX = 8,	     /* variables that two conditions ask whether they are given */
};

#define ALWAYS UINT32_MAX /* instead of a register */

struct condition {
	uint32_t scope; /* registers */
	uint32_t when;
};

struct proof {
	struct condition a;
	struct condition b;
	enum relation answer; /* of a to b: special where it is narrower */
};

struct free_value {
	uint64_t given;
	uint64_t known;
	uint64_t bits;
	int64_t number;
};

struct prover {
	struct decide_play *play;
	struct eval_program program; /* the play's; presumes nothing */
	struct eval_column *columns;
	struct free_value *values;
	struct eval_sample_set *samples;
	struct eval_result result;
	uint64_t fan_bits; /* of the variable that is spread */
	int64_t fan_numbers[64];
	size_t var_words;
	uint64_t *open; /* three times var_words */
	size_t budget;
	VEC(struct proof) proofs;
};

static void column_free(struct prover *prover, uint32_t var)
{
	struct free_value *value = &prover->values[var];
	prover->columns[var] = (struct eval_column){true, &value->given, &value->known,
						    &value->bits, &value->number};
}

static bool reads_case(const struct eval_step *step)
{
	return step->op == EVAL_GIVEN ||
	       (step->op < EVAL_AND && (step->presumes || step->local != NO_VAR));
}

/* Steps are copied where they presume something, tell by its value whether a choice is given, or
 * read a value that the version does not know: in a proof it is none of those that it names. */
static void program_make(struct prover *prover, struct arena *arena)
{
	const struct eval_program *program = &prover->play->program;
	size_t count = program->steps.count, at = 0;
	prover->program = *program;
	while (at < count && !reads_case(&program->steps.items[at]))
		at++;
	if (at == count)
		return;
	prover->program.steps.items =
		arena_dup(arena, program->steps.items, count * sizeof(*program->steps.items));
	for (; at < count; at++) {
		struct eval_step *step = &prover->program.steps.items[at];
		step->presumes = 0;
		step->local = NO_VAR;
		if (step->op == EVAL_GIVEN)
			step->knows = 0;
	}
}

static struct prover *prover_new(struct decide_play *play)
{
	struct arena *arena = play->arena;
	struct prover *prover = ARENA_NEW(arena, struct prover);
	size_t count = play->program.facts->vars.count;
	prover->play = play;
	prover->var_words = count / 64 + 1;
	prover->open = ARENA_ARRAY(arena, uint64_t, 3 * prover->var_words);
	program_make(prover, arena);
	prover->columns = ARENA_ARRAY(arena, struct eval_column, count);
	prover->values = ARENA_ARRAY(arena, struct free_value, count);
	for (uint32_t var = 0; var < count; var++)
		column_free(prover, var);
	prover->samples = eval_samples_make(arena, &play->program, prover->columns);
	eval_result_init(&prover->result, &play->program, 1);
	return prover;
}

static struct prover *prover_of(struct decide_play *play)
{
	if (!play->prover)
		play->prover = prover_new(play);
	return play->prover;
}

void prover_fini(struct prover *prover)
{
	if (!prover)
		return;
	eval_result_fini(&prover->result, prover->play->mem);
	VEC_FREE(prover->play->mem, &prover->proofs);
}

/* -- implication -- */

static void suppose(struct prover *prover, uint32_t var, int64_t value)
{
	struct free_value *own = &prover->values[var];
	*own = (struct free_value){own->given, UINT64_MAX, value ? UINT64_MAX : 0, value};
}

static void release(struct prover *prover, uint32_t var)
{
	prover->values[var] = (struct free_value){.given = prover->values[var].given};
}

/* The variables that open atoms below the register ask, as bits. */
static void mark_open(const struct prover *prover, uint32_t reg, uint64_t *vars)
{
	const struct eval_program *program = &prover->program;
	const struct eval_step *step = &program->steps.items[reg];
	if (eval_truth(&prover->result, reg, 0) != EVAL_OPEN)
		return;
	if (step->op < EVAL_AND) {
		uint32_t var = step->var;
		if (prover->values[var].known)
			var = step->other != NO_VAR ? step->other : step->local;
		vars[var / 64] |= UINT64_C(1) << var % 64;
	}
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		mark_open(prover, program->args.items[step->first + i], vars);
}

static uint32_t first_var(const uint64_t *vars, size_t words)
{
	for (size_t i = 0; i < words; i++)
		if (vars[i])
			return (uint32_t)(i * 64) + bits_lowest(vars[i]);
	return NO_VAR;
}

static void mark_condition(struct prover *prover, struct condition condition, uint64_t *vars)
{
	memset(vars, 0, prover->var_words * sizeof(*vars));
	if (condition.when == ALWAYS)
		return;
	mark_open(prover, condition.scope, vars);
	mark_open(prover, condition.when, vars);
}

/* One that both conditions leave open tells most; else one of the wider, or of the other. */
static uint32_t open_var(struct prover *prover, struct condition a, struct condition b)
{
	uint64_t *own = prover->open, *its = prover->open + prover->var_words;
	uint64_t *both = its + prover->var_words;
	mark_condition(prover, a, own);
	mark_condition(prover, b, its);
	for (size_t i = 0; i < prover->var_words; i++)
		both[i] = own[i] & its[i];
	uint32_t var = first_var(both, prover->var_words);
	if (var == NO_VAR)
		var = first_var(its, prover->var_words);
	return var == NO_VAR ? first_var(own, prover->var_words) : var;
}

static enum eval_truth truth_of(const struct prover *prover, struct condition condition,
				size_t lane)
{
	if (condition.when == ALWAYS)
		return EVAL_TRUE;
	enum eval_truth scope = eval_truth(&prover->result, condition.scope, lane);
	enum eval_truth when = eval_truth(&prover->result, condition.when, lane);
	if (scope == EVAL_FALSE || when == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE && when == EVAL_TRUE ? EVAL_TRUE : EVAL_OPEN;
}

static bool run(struct prover *prover)
{
	if (prover->budget == 0)
		return false;
	prover->budget--;
	eval_run(&prover->program, &prover->result, prover->columns);
	return true;
}

/* In a lane: whether a is true and b false, whatever is open; or neither can be; or not yet. */
enum refuted { REFUTED_NO, REFUTED_YES, REFUTED_OPEN };

static enum refuted refuted_in(const struct prover *prover, struct condition a, struct condition b,
			       size_t lane)
{
	enum eval_truth own = truth_of(prover, a, lane), its = truth_of(prover, b, lane);
	if (own == EVAL_FALSE || its == EVAL_TRUE)
		return REFUTED_NO;
	return own == EVAL_TRUE && its == EVAL_FALSE ? REFUTED_YES : REFUTED_OPEN;
}

/* The values of the variable from one on, side by side. */
static size_t fan(struct prover *prover, uint32_t var, size_t first)
{
	const struct eval_sample_set *samples = &prover->samples[var];
	size_t left = samples->count - first, count = left < 64 ? left : 64;
	static const uint64_t all_lanes = UINT64_MAX;
	prover->fan_bits = 0;
	for (size_t lane = 0; lane < count; lane++) {
		prover->fan_numbers[lane] = samples->values[first + lane];
		prover->fan_bits |= (uint64_t)(samples->values[first + lane] != 0) << lane;
	}
	prover->columns[var] = (struct eval_column){false, &prover->values[var].given, &all_lanes,
						    &prover->fan_bits, prover->fan_numbers};
	return count;
}

static bool is_refuted(struct prover *prover, struct condition a, struct condition b);

/* What the lanes of a fan leave open is gone into one by one. */
static bool is_refuted_by(struct prover *prover, struct condition a, struct condition b,
			  uint32_t var, size_t first)
{
	enum refuted found[64];
	size_t count = fan(prover, var, first);
	bool refuted = false, ran = run(prover);
	column_free(prover, var);
	for (size_t lane = 0; ran && lane < count; lane++) {
		found[lane] = refuted_in(prover, a, b, lane);
		refuted |= found[lane] == REFUTED_YES;
	}
	for (size_t lane = 0; ran && !refuted && lane < count; lane++) {
		if (found[lane] != REFUTED_OPEN)
			continue;
		suppose(prover, var, prover->samples[var].values[first + lane]);
		refuted = is_refuted(prover, a, b);
	}
	release(prover, var);
	return refuted;
}

/* Whether some completion makes a true and b false. */
static bool is_refuted(struct prover *prover, struct condition a, struct condition b)
{
	if (!run(prover))
		return false;
	enum refuted found = refuted_in(prover, a, b, 0);
	if (found != REFUTED_OPEN)
		return found == REFUTED_YES;
	uint32_t var = open_var(prover, a, b);
	bool refuted = false;
	for (size_t first = 0; !refuted && first < prover->samples[var].count; first += 64)
		refuted = is_refuted_by(prover, a, b, var, first);
	return refuted;
}

/* Variables that are asked whether they are given; true: these are too many. */
struct known {
	uint32_t vars[KNOWN_MAX];
	size_t count;
	bool too_many;
};

static void known_add(struct known *known, uint32_t var)
{
	for (size_t i = 0; i < known->count; i++)
		if (known->vars[i] == var)
			return;
	known->too_many |= known->count == KNOWN_MAX;
	if (!known->too_many)
		known->vars[known->count++] = var;
}

static void known_find(struct known *known, const struct eval_program *program, uint32_t reg)
{
	const struct eval_step *step = &program->steps.items[reg];
	if (step->op == EVAL_GIVEN)
		known_add(known, step->var);
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		known_find(known, program, program->args.items[step->first + i]);
}

static void known_of(struct known *known, const struct eval_program *program,
		     struct condition condition)
{
	if (condition.when == ALWAYS)
		return;
	known_find(known, program, condition.scope);
	known_find(known, program, condition.when);
}

enum implied { IMPLIED_NO, IMPLIED_YES, IMPLIED_UNDECIDED };

/* Whatever is given, and whatever it is. */
static enum implied implies(struct prover *prover, struct condition a, struct condition b)
{
	struct known known = {.count = 0};
	bool refuted = false;
	known_of(&known, &prover->program, a);
	known_of(&known, &prover->program, b);
	prover->budget = PROOF_BUDGET;
	for (uint32_t given = 0; !refuted && given < 1u << known.count; given++) {
		for (size_t i = 0; i < known.count; i++)
			prover->values[known.vars[i]].given = given >> i & 1 ? UINT64_MAX : 0;
		refuted = is_refuted(prover, a, b);
	}
	if (refuted)
		return IMPLIED_NO;
	return prover->budget && !known.too_many ? IMPLIED_YES : IMPLIED_UNDECIDED;
}

static enum relation prove(struct prover *prover, struct condition a, struct condition b)
{
	static const enum relation relations[3][3] = {
		[IMPLIED_NO] = {RELATION_NONE, RELATION_GENERAL, RELATION_UNKNOWN},
		[IMPLIED_YES] = {RELATION_SPECIAL, RELATION_NONE, RELATION_UNKNOWN},
		[IMPLIED_UNDECIDED] = {RELATION_UNKNOWN, RELATION_UNKNOWN, RELATION_UNKNOWN},
	};
	enum implied onto = implies(prover, a, b);
	return relations[onto][implies(prover, b, a)];
}

static bool condition_equal(struct condition a, struct condition b)
{
	return a.scope == b.scope && a.when == b.when;
}

static enum relation relation_of(struct prover *prover, struct condition a, struct condition b)
{
	for (size_t i = 0; i < prover->proofs.count; i++) {
		const struct proof *proof = &prover->proofs.items[i];
		if (condition_equal(proof->a, a) && condition_equal(proof->b, b))
			return proof->answer;
	}
	enum relation answer = prove(prover, a, b);
	VEC_PUSH(prover->play->mem, &prover->proofs, (struct proof){a, b, answer});
	return answer;
}

/* -- what two states say in a lane -- */

static bool says(const struct ir_rule *rule, const struct view *view)
{
	bool bars = rule->kind == IR_BAR || rule->kind == IR_REDLINE;
	return view_is(view, DECIDE_BARRED) ? bars : rule->kind == IR_TOLERATE;
}

static enum eval_truth fires_in(const struct relating *r, uint32_t list, size_t rule)
{
	const struct play_state *state = &r->play->states[r->taken[list]];
	if (!state->given->in_force[rule] ||
	    !says(&state->given->list->rules[rule], &r->views[list]))
		return EVAL_FALSE;
	return eval_truth(r->result, state->compiled.rules[rule].fires, r->lane);
}

static struct condition condition_of(const struct play_state *state, size_t rule)
{
	return (struct condition){state->compiled.scope, state->compiled.rules[rule].when};
}

enum relation relate(void *data, uint32_t list, uint32_t other)
{
	struct relating *r = data;
	const struct play_state *own = &r->play->states[r->taken[list]];
	const struct play_state *its = &r->play->states[r->taken[other]];
	unsigned found = 0, may = 0;
	for (size_t i = 0; i < own->given->list->rule_count; i++) {
		enum eval_truth fires = fires_in(r, list, i);
		for (size_t k = 0; fires != EVAL_FALSE && k < its->given->list->rule_count; k++) {
			enum eval_truth both = fires_in(r, other, k);
			if (both == EVAL_FALSE)
				continue;
			unsigned bit = 1u << relation_of(prover_of(r->play), condition_of(own, i),
							 condition_of(its, k));
			may |= bit;
			found |= fires == EVAL_TRUE && both == EVAL_TRUE ? bit : 0;
		}
	}
	r->is_open |= (may & ~found & ~(1u << RELATION_NONE)) != 0;
	bool special = found >> RELATION_SPECIAL & 1, general = found >> RELATION_GENERAL & 1;
	if (special != general)
		return special ? RELATION_SPECIAL : RELATION_GENERAL;
	return found >> RELATION_UNKNOWN & 1 ? RELATION_UNKNOWN : RELATION_NONE;
}

/* -- bounds -- */

/* The variables that a condition asks, as a set of bits. */
static void vars_of(const struct prover *prover, struct condition condition, uint64_t *vars,
		    uint64_t *marks)
{
	const struct eval_program *program = &prover->play->program;
	size_t words = program->steps.count / 64 + 1;
	memset(marks, 0, words * sizeof(*marks));
	memset(vars, 0, (program->facts->vars.count / 64 + 1) * sizeof(*vars));
	eval_mark(program, condition.scope, marks);
	eval_mark(program, condition.when, marks);
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (!(marks[i / 64] >> i % 64 & 1) || step->op < EVAL_GIVEN || step->op >= EVAL_AND)
			continue;
		vars[step->var / 64] |= UINT64_C(1) << step->var % 64;
		if (step->other != NO_VAR)
			vars[step->other / 64] |= UINT64_C(1) << step->other % 64;
	}
}

static bool vars_any(const uint64_t *vars, size_t words)
{
	uint64_t any = 0;
	for (size_t i = 0; i < words; i++)
		any |= vars[i];
	return any != 0;
}

static bool vars_meet(const uint64_t *a, const uint64_t *b, size_t words)
{
	uint64_t both = 0;
	for (size_t i = 0; i < words; i++)
		both |= a[i] & b[i];
	return both != 0;
}

static bool is_outcome_rule(enum ir_rule_kind kind)
{
	return kind == IR_TOLERATE || kind == IR_BAR || kind == IR_REDLINE;
}

/* Whether it holds whatever the facts, or may. */
static bool may_always_hold(struct prover *prover, struct condition condition)
{
	return implies(prover, (struct condition){ALWAYS, ALWAYS}, condition) != IMPLIED_NO;
}

static bool are_opposed(enum ir_rule_kind a, enum ir_rule_kind b)
{
	return is_outcome_rule(a) && is_outcome_rule(b) && (a == IR_TOLERATE) != (b == IR_TOLERATE);
}

/* Whether a rule of the state may be special to that one: it is implied by what asks something of
 * what it asks itself; by anything only where it always holds. room: twice the words of vars, and
 * marks. */
static bool may_be_special_to(struct prover *prover, const struct play_state *own,
			      const struct play_state *its, size_t rule, uint64_t *room)
{
	size_t words = prover->play->program.facts->vars.count / 64 + 1;
	uint64_t *marks = room + 2 * words;
	struct condition general = condition_of(its, rule);
	bool opposed = false, may = false;
	vars_of(prover, general, room, marks);
	for (size_t i = 0; !may && i < own->given->list->rule_count; i++) {
		if (!are_opposed(own->given->list->rules[i].kind,
				 its->given->list->rules[rule].kind))
			continue;
		opposed = true;
		vars_of(prover, condition_of(own, i), room + words, marks);
		may = vars_meet(room, room + words, words);
	}
	return may || (opposed && (!vars_any(room, words) || may_always_hold(prover, general)));
}

static bool may_be_special(struct prover *prover, const struct play_state *own,
			   const struct play_state *its)
{
	struct mem *mem = prover->play->mem;
	size_t words = prover->play->program.facts->vars.count / 64 + 1;
	size_t marks = prover->play->program.steps.count / 64 + 1;
	uint64_t *room = mem_alloc(mem, (2 * words + marks) * sizeof(*room));
	bool may = false;
	for (size_t i = 0; !may && i < its->given->list->rule_count; i++)
		may = may_be_special_to(prover, own, its, i, room);
	mem_free(mem, room);
	return may;
}

static bool names(const struct ir_ref *refs, size_t count, struct str list)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(refs[i].list, list))
			return true;
	return false;
}

static bool older_special_may_clash(struct prover *prover, uint32_t special, uint32_t general,
				    struct str general_list)
{
	const struct play_state *own = &prover->play->states[special];
	const struct play_state *its = &prover->play->states[general];
	const struct ir_list *text = own->given->list;
	if (its->given->list->promulgated <= text->promulgated)
		return false;
	return names(text->special_to, text->special_to_count, general_list) ||
	       may_be_special(prover, own, its);
}

bool states_may_clash(struct decide_play *play, uint32_t state, struct str list, uint32_t other,
		      struct str other_list)
{
	if (state == NO_STATE || other == NO_STATE)
		return false;
	if (play->states[state].given->list->effective ==
	    play->states[other].given->list->effective)
		return true;
	struct prover *prover = prover_of(play);
	return older_special_may_clash(prover, state, other, other_list) ||
	       older_special_may_clash(prover, other, state, list);
}
