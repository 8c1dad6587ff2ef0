/*
 * Which version decides past conduct is said by the newer one, so a clause shows only with conduct
 * from before it: each run of days on which the list was as it was then is held against the first
 * days on which the clauses differ, the newest conduct first.
 */
#include "api/change/diff_clause.h"

#include "api/change/diff_meet.h"
#include "api/record/state.h"

struct clause {
	struct diff_sides *sides;
	struct diff_record *record;
	struct arena scratch;
	uint32_t list[WEIGH_SIDES];
	struct list_cuts cuts;
	struct list_state newer[WEIGH_SIDES];
	struct weigh_question question;
};

/* What the conduct meets on a side, and how it is chosen from. */
static int choice_take(struct clause *c, size_t side, int32_t conduct)
{
	struct weigh_choice *choice = &c->question.choices[side];
	struct list_state old;
	list_state_at(&old, &c->sides->askings[side]->answer->arena, c->sides->askings[side]->view,
		      c->list[side], conduct);
	int status = diff_sides_state(c->sides, &choice->old, side, c->list[side], &old);
	if (status == TOL_OK)
		status = diff_sides_state(c->sides, &choice->newer, side, c->list[side],
					  &c->newer[side]);
	choice->by = list_states_same(&old, &c->newer[side]) ? IR_OLD
		     : choice->newer.list		     ? choice->newer.list->transition
							     : IR_TRANSITION_NONE;
	return status;
}

static int case_take(struct clause *c, const struct weigh_case *found)
{
	struct arena *arena = &c->sides->askings[WEIGH_AFTER]->answer->arena;
	struct ir_case *block = arena_dup(arena, &found->block, sizeof(found->block));
	enum diff_case_found how;
	block->subject = block->accountable_by = c->record->list_after->issuer->name;
	int status = diff_case_add(c->sides, c->record, block, &how);
	if (how != DIFF_CASE_ADDED)
		diff_leave_open(c->record, DIFF_WHY_OPEN);
	else
		c->record->why = DIFF_WHY_NONE;
	return status;
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
	if (answer == ANALYZE_UNDECIDED)
		diff_leave_open(c->record, DIFF_WHY_STEPS);
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

/* -- all cases -- */

/* On which accountability starts where the clauses differ. */
static enum meet_day day_is(void *data, int32_t day)
{
	const struct diff_record *record = data;
	return record->from <= day && day < record->to ? MEET_DAY_DIFFERS : MEET_DAY_SAME;
}

/* Of conduct that lasts too, and where other lists have a say. */
static int search(const struct clause *c)
{
	struct meet search = {.sides = c->sides,
			      .record = c->record,
			      .goal = MEET_OWN,
			      .stays = true,
			      .across = true,
			      .day = day_is,
			      .data = c->record,
			      .questions = MEET_QUESTIONS,
			      .decisions = MEET_DECISIONS};
	c->record->why = DIFF_WHY_NONE;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		search.own[side] = c->list[side];
		search.other[side] = NO_ENTRY;
	}
	search.issuers[WEIGH_BEFORE] = c->record->list_before->issuer->name;
	search.issuers[WEIGH_AFTER] = c->record->list_after->issuer->name;
	return meet_search(&search);
}

int clause_witness(struct diff_sides *sides, struct diff_record *record)
{
	struct clause c = {.sides = sides, .record = record};
	int status = diff_sides_open(sides);
	if (status != TOL_OK)
		return status;
	arena_init(&c.scratch, &sides->askings[WEIGH_AFTER]->session->mem);
	c.cuts.mem = c.scratch.mem;
	sides_take(&c);
	status = ask_all(&c);
	if (status == TOL_OK && record->witness_count == 0)
		status = search(&c);
	meet_settle(record);
	VEC_FREE(c.cuts.mem, &c.cuts.days);
	arena_fini(&c.scratch);
	return status;
}
