/* A condition hangs on a variable where it reads it, and comes out otherwise in one lane than in
 * another, or still can. */
#include "decide/open/hanging.h"

static bool register_hangs(struct search *s, uint32_t reg, uint32_t var, size_t count, size_t *open)
{
	const uint64_t *readers = search_readers(s, var);
	if (!(readers[reg / 64] >> reg % 64 & 1))
		return false;
	bool hangs = false;
	for (size_t lane = 0; lane < count; lane++) {
		enum eval_truth truth = eval_truth(&s->result, reg, lane);
		hangs |= truth == EVAL_OPEN || truth != eval_truth(&s->result, reg, 0);
		if (truth == EVAL_OPEN)
			*open = lane;
	}
	return hangs;
}

static bool is_out_of_scope(const struct search *s, const struct play_state *state, size_t count)
{
	for (size_t lane = 0; lane < count; lane++)
		if (eval_truth(&s->result, state->compiled.scope, lane) != EVAL_FALSE)
			return false;
	return true;
}

bool rule_hangs_on(struct search *s, uint32_t state, uint32_t rule, uint32_t var, size_t count,
		   size_t *open)
{
	const struct play_state *own = &s->play->states[state];
	return !is_out_of_scope(s, own, count) &&
	       (register_hangs(s, own->compiled.scope, var, count, open) ||
		register_hangs(s, own->compiled.rules[rule].fires, var, count, open));
}

bool state_hangs_on(struct search *s, uint32_t state, uint32_t var, size_t count, size_t *open)
{
	const struct play_state *own = &s->play->states[state];
	if (is_out_of_scope(s, own, count))
		return false;
	bool hangs = register_hangs(s, own->compiled.scope, var, count, open);
	for (size_t i = 0; !hangs && i < own->given->list->rule_count; i++)
		hangs = own->given->in_force[i] &&
			register_hangs(s, own->compiled.rules[i].fires, var, count, open);
	return hangs;
}

bool hang_on(struct search *s, uint32_t var, size_t count, size_t *open)
{
	*open = 0;
	for (uint32_t i = 0; i < s->play->state_count; i++)
		if (s->in_play[i] && state_hangs_on(s, i, var, count, open))
			return true;
	return false;
}
