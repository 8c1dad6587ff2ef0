/* Read off the steps; where there are none, off the clauses. */
#include "emit/verdict/taken.h"

#include "emit/enum_word.h"

static struct taken steps_find(const struct answer_decide *decide, uint32_t list, uint32_t state)
{
	const struct decide_verdict *verdict = &decide->verdict;
	struct taken taken = {0, 0};
	for (size_t i = 0; i < verdict->scenario_count; i++)
		for (size_t k = 0; k < verdict->scenarios[i].step_count; k++) {
			const struct decide_step *step = &verdict->scenarios[i].steps[k];
			if (step->principle >= PRINCIPLE_VERSION_OPEN || step->winner != list)
				continue;
			if (step->winner_state == state)
				taken.by |= 1u << step->principle;
			if (step->loser_state == state)
				taken.not_by |= 1u << step->principle;
		}
	return taken;
}

/* Of conduct that spans a change both ends are old, unless a clause says which. */
static bool is_left_open(const struct decide_list *states)
{
	const struct ir_list *clauses = states->clauses;
	if (!clauses || clauses->transition == IR_TRANSITION_NONE)
		return true;
	return states->old_first != states->old_last && clauses->continuing == IR_TRANSITION_NONE &&
	       clauses->transition != IR_NEW;
}

/* Where nothing had to be chosen, or no clause chooses. */
static enum decide_principle unchosen(const struct decide_list *states)
{
	bool same = states->old_first == states->newer && states->old_last == states->newer;
	return same		      ? PRINCIPLE_SAME_VERSION
	       : is_left_open(states) ? PRINCIPLE_VERSION_OPEN
				      : PRINCIPLE_COUNT;
}

struct taken taken_find(const struct answer_decide *decide, uint32_t state)
{
	uint32_t list = decide->states[state].list;
	struct taken taken = steps_find(decide, list, state);
	enum decide_principle open = unchosen(decide->lists[list].states);
	if (!taken.by && !taken.not_by && open != PRINCIPLE_COUNT && decide->verdict.in_play[state])
		taken.by = 1u << open;
	return taken;
}

enum word_id taken_frame(enum decide_principle principle)
{
	return principle == PRINCIPLE_VERSION_OPEN ? WORD_IDENTITY : WORD_SHEET_TAKEN;
}

void taken_show(struct parts *parts, const struct answer_decide *decide, uint32_t state)
{
	struct taken taken = taken_find(decide, state);
	for (int i = 0; i <= PRINCIPLE_VERSION_OPEN; i++) {
		enum decide_principle principle = (enum decide_principle)i;
		struct str why = word_text(parts->e->style->language, taken_word(principle));
		if (taken.by >> i & 1)
			parts_word(parts, taken_frame(principle), why, STR_NONE);
		if (taken.not_by >> i & 1)
			parts_word(parts, WORD_SHEET_NOT_TAKEN, why, STR_NONE);
	}
}
