/*
 * a implies b where no completion makes a true and b not. Completions are gone through as in
 * search.c, but of all facts and days, none being given.
 */
#include "decide/relate.h"

#include "eval/samples.h"

enum { PROOF_BUDGET = 4000 }; /* runs for one proof */

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
	uint64_t known;
	uint64_t bits;
	int64_t number;
};

struct prover {
	struct decide_play *play;
	struct eval_column *columns;
	struct free_value *values;
	struct eval_sample_set *samples;
	struct eval_result result;
	size_t budget;
	VEC(struct proof) proofs;
};

static const uint64_t all_lanes = UINT64_MAX;

static void column_free(struct prover *prover, uint32_t var)
{
	struct free_value *value = &prover->values[var];
	prover->columns[var] = (struct eval_column){true, &all_lanes, &value->known, &value->bits,
						    &value->number};
}

struct prover *prover_new(struct arena *arena, struct decide_play *play)
{
	struct prover *prover = ARENA_NEW(arena, struct prover);
	size_t count = play->program.facts->vars.count;
	prover->play = play;
	prover->columns = ARENA_ARRAY(arena, struct eval_column, count);
	prover->values = ARENA_ARRAY(arena, struct free_value, count);
	for (uint32_t var = 0; var < count; var++)
		column_free(prover, var);
	prover->samples = eval_samples_make(arena, &play->program, prover->columns);
	eval_result_init(&prover->result, &play->program, 1);
	return prover;
}

void prover_fini(struct prover *prover)
{
	eval_result_fini(&prover->result, prover->play->mem);
	VEC_FREE(prover->play->mem, &prover->proofs);
}

/* -- implication -- */

static void suppose(struct prover *prover, uint32_t var, int64_t value)
{
	prover->values[var] = (struct free_value){UINT64_MAX, value ? UINT64_MAX : 0, value};
}

static void release(struct prover *prover, uint32_t var)
{
	prover->values[var] = (struct free_value){0};
}

static uint32_t open_var(const struct prover *prover, uint32_t reg)
{
	const struct eval_program *program = &prover->play->program;
	const struct eval_step *step = &program->steps.items[reg];
	if (step->op < EVAL_AND) {
		if (!prover->values[step->var].known)
			return step->var;
		return step->other != NO_VAR ? step->other : step->local;
	}
	for (uint32_t i = 0; i < step->count; i++) {
		uint32_t arg = program->args.items[step->first + i];
		if (eval_truth(&prover->result, arg, 0) == EVAL_OPEN)
			return open_var(prover, arg);
	}
	return NO_VAR;
}

static enum eval_truth truth_of(const struct prover *prover, struct condition condition,
				uint32_t *open)
{
	enum eval_truth scope = eval_truth(&prover->result, condition.scope, 0);
	enum eval_truth when = eval_truth(&prover->result, condition.when, 0);
	if (scope == EVAL_FALSE || when == EVAL_FALSE)
		return EVAL_FALSE;
	if (scope == EVAL_TRUE && when == EVAL_TRUE)
		return EVAL_TRUE;
	*open = scope == EVAL_OPEN ? condition.scope : condition.when;
	return EVAL_OPEN;
}

/* Whether some completion makes a true and b false. */
static bool is_refuted(struct prover *prover, struct condition a, struct condition b)
{
	uint32_t open = 0;
	if (prover->budget == 0)
		return false;
	prover->budget--;
	eval_run(&prover->play->program, &prover->result, prover->columns);
	enum eval_truth its = truth_of(prover, b, &open), own = truth_of(prover, a, &open);
	if (own == EVAL_FALSE || its == EVAL_TRUE)
		return false;
	if (own == EVAL_TRUE && its == EVAL_FALSE)
		return true;
	uint32_t var = open_var(prover, open);
	bool refuted = false;
	for (size_t i = 0; !refuted && i < prover->samples[var].count; i++) {
		suppose(prover, var, prover->samples[var].values[i]);
		refuted = is_refuted(prover, a, b);
	}
	release(prover, var);
	return refuted;
}

enum implied { IMPLIED_NO, IMPLIED_YES, IMPLIED_UNDECIDED };

static enum implied implies(struct prover *prover, struct condition a, struct condition b)
{
	prover->budget = PROOF_BUDGET;
	if (is_refuted(prover, a, b))
		return IMPLIED_NO;
	return prover->budget ? IMPLIED_YES : IMPLIED_UNDECIDED;
}

/* What is asked of being given is not a matter of the case alone. */
static bool asks_given(const struct eval_program *program, uint32_t reg)
{
	const struct eval_step *step = &program->steps.items[reg];
	if (step->op == EVAL_GIVEN)
		return true;
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		if (asks_given(program, program->args.items[step->first + i]))
			return true;
	return false;
}

static bool is_provable(const struct eval_program *program, struct condition condition)
{
	return !asks_given(program, condition.scope) && !asks_given(program, condition.when);
}

static enum relation prove(struct prover *prover, struct condition a, struct condition b)
{
	static const enum relation relations[3][3] = {
		[IMPLIED_NO] = {RELATION_NONE, RELATION_GENERAL, RELATION_UNKNOWN},
		[IMPLIED_YES] = {RELATION_SPECIAL, RELATION_NONE, RELATION_UNKNOWN},
		[IMPLIED_UNDECIDED] = {RELATION_UNKNOWN, RELATION_UNKNOWN, RELATION_UNKNOWN},
	};
	const struct eval_program *program = &prover->play->program;
	if (!is_provable(program, a) || !is_provable(program, b))
		return RELATION_NONE;
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

static bool fires_in(const struct relating *r, uint32_t list, size_t rule)
{
	const struct play_state *state = &r->play->states[r->taken[list]];
	return state->given->in_force[rule] && says(&state->given->list->rules[rule], &r->views[list]) &&
	       eval_truth(r->result, state->compiled.rules[rule].fires, r->lane) == EVAL_TRUE;
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
	unsigned found = 0;
	for (size_t i = 0; i < own->given->list->rule_count; i++)
		for (size_t k = 0; fires_in(r, list, i) && k < its->given->list->rule_count; k++)
			if (fires_in(r, other, k))
				found |= 1u << relation_of(r->prover, condition_of(own, i),
							   condition_of(its, k));
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

static bool vars_within(const uint64_t *a, const uint64_t *b, size_t words)
{
	for (size_t i = 0; i < words; i++)
		if (a[i] & ~b[i])
			return false;
	return true;
}

static bool is_outcome_rule(enum ir_rule_kind kind)
{
	return kind == IR_TOLERATE || kind == IR_BAR || kind == IR_REDLINE;
}

/* A rule can be special only to one that asks nothing beyond what it asks itself; rules that ask
 * something in vain are rare, and proved then. */
static bool may_be_special(struct prover *prover, const struct play_state *own,
			   const struct play_state *its)
{
	struct mem *mem = prover->play->mem;
	size_t words = prover->play->program.facts->vars.count / 64 + 1;
	size_t marks = prover->play->program.steps.count / 64 + 1;
	uint64_t *room = mem_alloc(mem, (2 * words + marks) * sizeof(*room));
	bool may = false;
	for (size_t i = 0; !may && i < own->given->list->rule_count; i++) {
		if (!is_outcome_rule(own->given->list->rules[i].kind))
			continue;
		vars_of(prover, condition_of(own, i), room, room + 2 * words);
		for (size_t k = 0; !may && k < its->given->list->rule_count; k++) {
			if (!is_outcome_rule(its->given->list->rules[k].kind))
				continue;
			vars_of(prover, condition_of(its, k), room + words, room + 2 * words);
			may = vars_within(room + words, room, words);
		}
	}
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

bool states_may_clash(struct prover *prover, uint32_t state, struct str list, uint32_t other,
		      struct str other_list)
{
	if (state == NO_STATE || other == NO_STATE)
		return false;
	if (prover->play->states[state].given->list->effective ==
	    prover->play->states[other].given->list->effective)
		return true;
	return older_special_may_clash(prover, state, other, other_list) ||
	       older_special_may_clash(prover, other, state, list);
}
