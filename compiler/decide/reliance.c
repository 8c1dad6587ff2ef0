/*
 * What a verdict rests on: versions, and beside what is given presumptions, and facts of which it
 * matters that nobody gave them. Told, so that whoever relies on the verdict can look into them.
 */
#include "decide/play.h"

/* By its own clause: who stands below the issuer is bound without one. */
static bool recognizes(const struct decide_scenario *scenario, uint32_t list)
{
	for (size_t i = 0; i < scenario->step_count; i++)
		if (scenario->steps[i].principle == PRINCIPLE_BINDING &&
		    scenario->steps[i].loser != NO_LIST && scenario->steps[i].winner == list)
			return true;
	return false;
}

bool decide_rests_on(const struct decide_verdict *verdict, uint32_t list, uint32_t state)
{
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		if (scenario->taken[list] == state &&
		    (scenario->may_prevail[list] || recognizes(scenario, list)))
			return true;
	}
	return false;
}

struct reliance {
	struct arena *arena;
	const struct decide_play *play;
	const struct decide_verdict *verdict;
	const bool *is_given;
	enum decide_reach reach;
	uint64_t *marks; /* steps that the versions which can be taken are made of */
};

static bool is_heard(const struct reliance *r, const struct play_state *state)
{
	return r->reach == DECIDE_IN_PLAY ||
	       eval_truth(&r->verdict->now, state->compiled.scope, 0) != EVAL_FALSE;
}

static void mark_state(const struct reliance *r, const struct play_state *state)
{
	const struct decide_state *given = state->given;
	eval_mark(&r->play->program, state->compiled.scope, r->marks);
	for (size_t i = 0; is_heard(r, state) && i < given->list->rule_count; i++)
		if (given->in_force[i])
			eval_mark(&r->play->program, state->compiled.rules[i].fires, r->marks);
}

static void mark_steps(struct reliance *r)
{
	size_t words = r->play->program.steps.count / 64 + 1;
	r->marks = ARENA_ARRAY(r->arena, uint64_t, words);
	for (size_t i = 0; i < r->play->state_count; i++)
		if (r->verdict->in_play[i])
			mark_state(r, &r->play->states[i]);
}

static void fact_add(struct decide_facts *facts, uint32_t fact)
{
	for (size_t i = 0; i < facts->count; i++)
		if (facts->items[i] == fact)
			return;
	facts->items[facts->count++] = fact;
}

static void find_facts(const struct reliance *r, struct decide_facts *out,
		       bool (*wanted)(const struct eval_step *step))
{
	const struct eval_program *program = &r->play->program;
	*out = (struct decide_facts){
		ARENA_ARRAY(r->arena, uint32_t, program->facts->facts.count + 1), 0};
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (!(r->marks[i / 64] >> i % 64 & 1) || step->op >= EVAL_AND || !wanted(step))
			continue;
		uint32_t fact = program->facts->vars.items[step->var].fact;
		if (!r->is_given[fact])
			fact_add(out, fact);
	}
}

static bool step_asks_given(const struct eval_step *step)
{
	return step->op == EVAL_GIVEN;
}

void decide_rely(struct decide_reliance *out, struct arena *arena, const struct decide_play *play,
		 const struct decide_verdict *verdict, const bool *is_given,
		 enum decide_reach reach)
{
	struct reliance r = {arena, play, verdict, is_given, reach, NULL};
	mark_steps(&r);
	find_facts(&r, &out->presumed, eval_step_presumes);
	find_facts(&r, &out->unknown, step_asks_given);
}
