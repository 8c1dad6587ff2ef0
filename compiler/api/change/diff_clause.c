/*
 * Which version decides past conduct is said by the newer one, so a clause shows only with conduct
 * from before it: each run of days on which the list was as it was then is held against the first
 * days on which the clauses differ, the newest conduct first.
 */
#include "api/change/diff_clause.h"

#include "api/decide/deciding.h"
#include "api/record/state.h"
#include "api/change/weigh.h"

struct clause {
	struct clause_sides *sides;
	struct diff_record *record;
	struct arena scratch;
	uint32_t list[WEIGH_SIDES];
	struct list_cuts cuts;
	struct list_state newer[WEIGH_SIDES];
	struct weigh_question question;
};

/* What failed on the left is the reason on the right. */
static int told(const struct clause_sides *sides, size_t side, int status)
{
	return status == TOL_OK || side == WEIGH_AFTER
		       ? status
		       : answer_beside_fail(sides->askings[WEIGH_AFTER]->answer, status);
}

static int open_records(struct clause_sides *sides)
{
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		if (!sides->records[side])
			status = told(sides, side,
				      deciding_open(&sides->records[side], sides->askings[side]));
	return status;
}

static int state_take(struct clause *c, struct decide_state *out, size_t side,
		      const struct list_state *state)
{
	*out = (struct decide_state){NULL, state->in_force};
	if (!state->window)
		return TOL_OK;
	return told(c->sides, side,
		    loader_entry(&c->sides->records[side]->loader, &out->list, c->list[side],
				 state->window->entry));
}

/* What the conduct meets on a side, and how it is chosen from. */
static int choice_take(struct clause *c, size_t side, int32_t conduct)
{
	struct weigh_choice *choice = &c->question.choices[side];
	struct list_state old;
	list_state_at(&old, &c->sides->askings[side]->answer->arena, c->sides->askings[side]->view,
		      c->list[side], conduct);
	int status = state_take(c, &choice->old, side, &old);
	if (status == TOL_OK)
		status = state_take(c, &choice->newer, side, &c->newer[side]);
	choice->by = list_states_same(&old, &c->newer[side]) ? IR_OLD
		     : choice->newer.list		     ? choice->newer.list->transition
							     : IR_TRANSITION_NONE;
	return status;
}

/* -- the case -- */

/* False where the verdict is none that a list alone could give. */
static bool says_take(struct diff_says *out, const struct decide_verdict *verdict)
{
	static const enum ir_outcome outcomes[] = {
		[1 << DECIDE_TOLERATED] = IR_TOLERATED,
		[1 << DECIDE_BARRED] = IR_BARRED,
		[1 << DECIDE_SILENT] = IR_SILENT,
	};
	uint8_t set = verdict->outcomes;
	if (set & (set - 1) || set >= countof(outcomes) || verdict->ruling_count)
		return false;
	*out = (struct diff_says){.outcome = outcomes[set]};
	for (size_t i = 0; i < verdict->effect_count; i++) {
		const struct decide_effect *effect = &verdict->effects[i];
		size_t at = 0;
		while (at < out->effect_count && out->effects[at].effect != effect->effect)
			at++;
		if (!effect->is_certain)
			continue;
		if (at == out->effect_count)
			out->effects[out->effect_count++] =
				(struct ir_effect_item){effect->effect, effect->strength};
		else if (out->effects[at].strength < effect->strength)
			out->effects[at].strength = effect->strength;
	}
	return true;
}

static bool says_same(const struct diff_says *a, const struct diff_says *b)
{
	if (a->outcome != b->outcome || a->effect_count != b->effect_count)
		return false;
	for (size_t i = 0; i < a->effect_count; i++)
		if (a->effects[i].effect != b->effects[i].effect ||
		    a->effects[i].strength != b->effects[i].strength)
			return false;
	return true;
}

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

/* What cannot be decided is no failure of the question: *out is NULL then. */
static int decide(struct clause *c, const struct answer_decide **out, size_t side,
		  const struct ir_case *block)
{
	static const struct decide_options outcomes = {.only_outcomes = true};
	struct tol_session *session = c->sides->askings[side]->session;
	struct answer_decide *decided;
	struct case_input input;
	case_from_block(&input, block);
	int status = deciding_case(&decided, c->sides->records[side], &input, &outcomes);
	*out = status == TOL_OK ? decided : NULL;
	if (status != TOL_EUSAGE)
		return told(c->sides, side, status);
	buf_clear(&session->error);
	buf_clear(&session->hint);
	return TOL_OK;
}

static int case_take(struct clause *c, const struct weigh_case *found)
{
	struct arena *arena = &c->sides->askings[WEIGH_AFTER]->answer->arena;
	struct ir_case *block = arena_dup(arena, &found->block, sizeof(found->block));
	const struct answer_decide *decided[WEIGH_SIDES];
	struct diff_witness witness = {.conduct = block->conduct_from,
				       .accountable = block->accountable,
				       .decided = block->decided};
	block->subject = block->accountable_by = c->record->list_after->issuer->name;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		int status = decide(c, &decided[side], side, block);
		if (status != TOL_OK)
			return status;
	}
	if (!decided[0] || !decided[1] || !says_take(&witness.before, &decided[0]->verdict) ||
	    !says_take(&witness.after, &decided[1]->verdict) ||
	    says_same(&witness.before, &witness.after)) {
		c->record->undecided = true;
		return TOL_OK;
	}
	values_take(&witness, arena, block);
	c->record->witnesses[c->record->witness_count++] = witness;
	c->record->undecided = false;
	return TOL_OK;
}

/* -- days -- */

/* Conduct from one day until another. */
static int ask(struct clause *c, int32_t from, int32_t to)
{
	struct weigh_case found;
	c->question.conduct = (struct date_interval){from, to};
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		int status = choice_take(c, side, from);
		if (status != TOL_OK)
			return status;
	}
	enum analyze_answer answer =
		weigh_find(&found, &c->sides->askings[WEIGH_AFTER]->answer->arena, &c->question,
			   WEIGH_DIFFERENT);
	c->record->undecided |= answer == ANALYZE_UNDECIDED;
	return answer == ANALYZE_YES ? case_take(c, &found) : TOL_OK;
}

static int ask_all(struct clause *c)
{
	int status = TOL_OK;
	size_t at = 0;
	while (at < c->cuts.days.count && c->cuts.days.items[at] < c->record->from)
		at++;
	int32_t to = c->record->from;
	for (; status == TOL_OK && c->record->witness_count == 0 && to != DATE_NONE; at--) {
		int32_t from = at ? c->cuts.days.items[at - 1] : DATE_NONE;
		if (from < to)
			status = ask(c, from, to);
		to = from;
		if (at == 0)
			break;
	}
	return status;
}

static void sides_take(struct clause *c)
{
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		struct asking *asking = c->sides->askings[side];
		c->list[side] = view_list_find(asking->view, c->record->list);
		list_cuts_add(&c->cuts, asking->view, c->list[side]);
		list_state_at(&c->newer[side], &asking->answer->arena, asking->view, c->list[side],
			      c->record->from);
	}
	list_cuts_sort(&c->cuts);
	c->question.accountable = (struct date_interval){c->record->from, c->record->to};
	for (size_t i = c->cuts.days.count; i-- > 0 && c->cuts.days.items[i] > c->record->from;)
		c->question.accountable.to = c->cuts.days.items[i];
}

int clause_witness(struct clause_sides *sides, struct diff_record *record)
{
	struct clause c = {.sides = sides, .record = record};
	int status = open_records(sides);
	if (status != TOL_OK)
		return status;
	arena_init(&c.scratch, &sides->askings[WEIGH_AFTER]->session->mem);
	c.cuts.mem = c.scratch.mem;
	sides_take(&c);
	status = ask_all(&c);
	VEC_FREE(c.cuts.mem, &c.cuts.days);
	arena_fini(&c.scratch);
	return status;
}
