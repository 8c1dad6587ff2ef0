/* What cannot be decided on a side, or comes out in several ways there, shows nothing. */
#include "api/change/diff_case.h"

#include "decide/gives.h"
#include "emit/verdict/decide.h"

/* -- the sides -- */

bool diff_sides_are_days(const struct diff_sides *sides)
{
	return sides->days[WEIGH_BEFORE] != TOL_NO_DATE;
}

int diff_sides_told(const struct diff_sides *sides, size_t side, int status)
{
	bool is_beside = sides->askings[side] != sides->askings[WEIGH_AFTER];
	return status == TOL_OK || !is_beside
		       ? status
		       : answer_beside_fail(sides->askings[WEIGH_AFTER]->answer, status);
}

int diff_sides_open(struct diff_sides *sides)
{
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		if (sides->records[side])
			continue;
		status = diff_sides_told(
			sides, side, deciding_open(&sides->records[side], sides->askings[side]));
		if (sides->askings[WEIGH_BEFORE] == sides->askings[WEIGH_AFTER])
			sides->records[!side] = sides->records[side];
	}
	return status;
}

int diff_sides_state(struct diff_sides *sides, struct decide_state *out, size_t side, uint32_t list,
		     const struct list_state *state)
{
	*out = (struct decide_state){NULL, state->in_force};
	if (!state->window)
		return TOL_OK;
	return diff_sides_told(sides, side,
			       loader_entry(&sides->records[side]->loader, &out->list, list,
					    state->window->entry));
}

/* -- verdicts -- */

static void add_effect(struct diff_says *says, const struct decide_effect *effect)
{
	size_t at = 0;
	while (at < says->effect_count && says->effects[at].effect != effect->effect)
		at++;
	if (at == says->effect_count)
		says->effects[says->effect_count++] =
			(struct ir_effect_item){effect->effect, effect->strength};
	else if (says->effects[at].strength < effect->strength)
		says->effects[at].strength = effect->strength;
}

/* False where it hangs on facts that are not given. */
static bool says_take(struct diff_says *out, const struct decide_verdict *verdict)
{
	static const enum ir_outcome outcomes[] = {
		[1 << DECIDE_TOLERATED] = IR_TOLERATED,
		[1 << DECIDE_BARRED] = IR_BARRED,
		[1 << DECIDE_SILENT] = IR_SILENT,
	};
	uint8_t set = verdict->outcomes;
	bool conflict = set >> DECIDE_CONFLICT & 1;
	if ((!conflict && set & (set - 1)) || (verdict->ruling_count && !verdict->ruling_certain))
		return false;
	*out = (struct diff_says){.outcome = conflict ? IR_NEEDS_RULING : outcomes[set]};
	for (size_t i = 0; i < verdict->effect_count && !conflict; i++)
		if (verdict->effects[i].is_certain)
			add_effect(out, &verdict->effects[i]);
	if (verdict->ruling_count) {
		out->ruling_by = verdict->rulings[0].by;
		out->ruling_why = decide_why_name(verdict->rulings[0].why);
	}
	return true;
}

static bool says_same(const struct diff_says *a, const struct diff_says *b)
{
	if (a->outcome != b->outcome || a->effect_count != b->effect_count ||
	    !str_equal(a->ruling_by, b->ruling_by) || !a->ruling_why != !b->ruling_why ||
	    (a->ruling_why && strcmp(a->ruling_why, b->ruling_why) != 0))
		return false;
	for (size_t i = 0; i < a->effect_count; i++)
		if (a->effects[i].effect != b->effects[i].effect ||
		    a->effects[i].strength != b->effects[i].strength)
			return false;
	return true;
}

/* -- the case -- */

static void values_take(struct diff_witness *out, struct arena *arena, const struct ir_case *block)
{
	out->values = ARENA_ARRAY(arena, struct diff_value, block->given_count);
	out->value_count = block->given_count;
	for (size_t i = 0; i < block->given_count; i++) {
		const struct ir_given *given = &block->givens[i];
		struct str *choices = ARENA_ARRAY(arena, struct str, given->fact->choice_count);
		for (size_t k = 0; k < given->fact->choice_count; k++)
			choices[k] = given->fact->choices[k].name;
		out->values[i] = (struct diff_value){given->fact, true, given->value.number,
						     choices, given->fact->choice_count};
	}
}

/* The case as it is asked about on that side. */
static const struct ir_case *block_of(const struct diff_sides *sides, size_t side,
				      struct arena *arena, const struct ir_case *block)
{
	struct ir_case *own = arena_dup(arena, block, sizeof(*block));
	if (diff_sides_are_days(sides))
		own->conduct_from = own->conduct_to = own->accountable = own->decided =
			sides->days[side];
	return own;
}

static int decide(struct diff_sides *sides, const struct answer_decide **out, size_t side,
		  const struct ir_case *block)
{
	struct arena *arena = &sides->askings[side]->answer->arena;
	return diff_sides_told(sides, side,
			       deciding_outcomes(out, NULL, sides->records[side],
						 block_of(sides, side, arena, block)));
}

/* What hangs on facts that are not given does so on both sides alike. */
static bool same_open(const struct decide_verdict *a, const struct decide_verdict *b)
{
	struct decide_gives before = decide_gives_of(a), after = decide_gives_of(b);
	return decide_same_rulings(a, b) && decide_gives_same(&before, &after);
}

static void witness_add(struct diff_record *record, const struct diff_sides *sides,
			const struct ir_case *block, const struct diff_says says[WEIGH_SIDES])
{
	struct arena *arena = &sides->askings[WEIGH_AFTER]->answer->arena;
	bool days = diff_sides_are_days(sides);
	struct diff_witness *witness = &record->witnesses[record->witness_count++];
	*witness = (struct diff_witness){.subject = arena_str(arena, block->subject),
					 .organ = arena_str(arena, block->accountable_by),
					 .conduct = days ? DATE_NONE : block->conduct_from,
					 .accountable = days ? DATE_NONE : block->accountable,
					 .decided = days ? DATE_NONE : block->decided,
					 .before = says[WEIGH_BEFORE],
					 .after = says[WEIGH_AFTER]};
	values_take(witness, arena, block);
}

int diff_case_add(struct diff_sides *sides, struct diff_record *record, const struct ir_case *block,
		  enum diff_case_found *found)
{
	const struct answer_decide *decided[WEIGH_SIDES];
	struct diff_says says[WEIGH_SIDES];
	bool is_settled = true;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		int status = decide(sides, &decided[side], side, block);
		if (status != TOL_OK)
			return status;
		is_settled &= decided[side] && says_take(&says[side], &decided[side]->verdict);
	}
	*found = DIFF_CASE_OPEN;
	if (!decided[WEIGH_BEFORE] || !decided[WEIGH_AFTER])
		return TOL_OK;
	const struct decide_verdict *was = &decided[WEIGH_BEFORE]->verdict;
	const struct decide_verdict *is = &decided[WEIGH_AFTER]->verdict;
	bool is_same = is_settled ? says_same(&says[WEIGH_BEFORE], &says[WEIGH_AFTER])
				  : same_open(was, is);
	if (is_settled && !is_same) {
		witness_add(record, sides, block, says);
		*found = DIFF_CASE_ADDED;
	} else if (is_same && was->is_exact && is->is_exact && was->outcomes == is->outcomes) {
		*found = DIFF_CASE_SAME;
	}
	return TOL_OK;
}
