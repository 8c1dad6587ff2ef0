/*
 * A repeal does something to another list: that on the days on which it ended it, or one of its
 * rules, on one side alone, what it says is lost or kept. Those are the days that the record tells
 * of; the case is one of the other list. Nothing is lost where no day is, or where the other list
 * says as little without what was repealed as with it.
 */
#include "api/change/diff_repeal.h"

#include "api/change/diff_meet.h"
#include "api/record/state.h"

struct repealing {
	struct diff_sides *sides;
	struct diff_record *record;
	struct arena *arena; /* the answer's */
	struct mem *mem;
	struct ir_ref ref; /* what is repealed, */
	size_t side;	   /* and on which side alone */
	bool is_shown;	   /* by a case of its own */
	uint32_t list[WEIGH_SIDES];
	int32_t from; /* days on which it does something so far */
	int32_t to;
	struct meet search;
};

static struct history_view *view_of(const struct repealing *r, size_t side)
{
	return r->sides->askings[side]->view;
}

static int32_t day_of(const struct repealing *r, size_t side, int32_t day)
{
	return diff_sides_are_days(r->sides) ? r->sides->days[side] : day;
}

static void state_on(struct repealing *r, struct list_state *out, size_t side, uint32_t list,
		     int32_t day)
{
	list_state_at(out, r->arena, view_of(r, side), list, day_of(r, side, day));
}

/* -- whether it was the repeal -- */

static bool is_by_own(const struct repealing *r, uint32_t name)
{
	return name != NO_NAME && str_equal(view_name(view_of(r, r->side), name), r->record->list);
}

/* The version that was in force last by that day was ended by it. */
static bool ended_list(const struct repealing *r, int32_t day)
{
	const struct window *last = NULL;
	if (r->list[r->side] == NO_ENTRY)
		return false;
	const struct timeline *timeline = view_timeline(view_of(r, r->side), r->list[r->side]);
	for (size_t i = 0; i < timeline->window_count; i++)
		if (window_answers(&timeline->windows[i]) && timeline->windows[i].from <= day)
			last = &timeline->windows[i];
	return last && last->to <= day && last->end == END_REPEAL && is_by_own(r, last->by_list);
}

/* One of its rules was, that the other side still has. */
static bool ended_rule(const struct repealing *r, const struct list_state states[WEIGH_SIDES])
{
	const struct list_state *state = &states[r->side], *other = &states[!r->side];
	if (!state->text || !other->text || !digest_equal(&state->text->form, &other->text->form))
		return false;
	for (size_t i = 0; i < state->text->rule_count; i++) {
		const struct rule_window rule =
			view_rule(view_of(r, r->side), r->list[r->side], state->window, state->text,
				  &state->text->rules[i]);
		if (!state->in_force[i] && other->in_force[i] && rule.repealed &&
		    is_by_own(r, rule.repealed->by_list))
			return true;
	}
	return false;
}

static bool is_its_doing(const struct repealing *r, const struct list_state states[WEIGH_SIDES],
			 int32_t day)
{
	if (list_states_same(&states[WEIGH_BEFORE], &states[WEIGH_AFTER]))
		return false;
	return r->ref.rule.len ? ended_rule(r, states)
			       : !states[r->side].text && states[!r->side].text &&
					 ended_list(r, day_of(r, r->side, day));
}

/* -- a case -- */

static int show(struct repealing *r, const struct list_state states[WEIGH_SIDES],
		struct date_interval days)
{
	struct weigh_question question = {.conduct = days, .accountable = days};
	struct weigh_case found;
	enum diff_case_found how;
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		struct weigh_choice *choice = &question.choices[side];
		choice->by = IR_OLD;
		status = diff_sides_state(r->sides, &choice->old, side, r->list[side],
					  &states[side]);
		choice->newer = choice->old;
	}
	if (status != TOL_OK ||
	    weigh_find(&found, r->arena, &question, WEIGH_DIFFERENT) != ANALYZE_YES)
		return status;
	found.block.subject = found.block.accountable_by =
		arena_str(r->arena, states[!r->side].text->issuer);
	status = diff_case_add(r->sides, r->record, &found.block, &how);
	r->is_shown |= status == TOL_OK && how == DIFF_CASE_ADDED;
	return status;
}

/* -- days -- */

static int ask(struct repealing *r, struct date_interval days)
{
	struct list_state states[WEIGH_SIDES];
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		state_on(r, &states[side], side, r->list[side], days.from);
	if (!is_its_doing(r, states, days.from))
		return TOL_OK;
	r->from = days.from < r->from ? days.from : r->from;
	r->to = days.to > r->to ? days.to : r->to;
	return r->is_shown || r->record->witness_count == DIFF_WITNESSES ? TOL_OK
									 : show(r, states, days);
}

static int ask_all(struct repealing *r)
{
	struct list_cuts cuts = {.mem = r->mem};
	int status = TOL_OK;
	if (diff_sides_are_days(r->sides))
		return ask(r, (struct date_interval){DATE_NONE, DATE_MAX});
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		list_cuts_add(&cuts, view_of(r, side), r->list[side]);
	list_cuts_sort(&cuts);
	for (size_t i = 0; i + 1 < cuts.days.count && status == TOL_OK; i++)
		if (cuts.days.items[i] < cuts.days.items[i + 1])
			status = ask(r, (struct date_interval){cuts.days.items[i],
							       cuts.days.items[i + 1]});
	VEC_FREE(cuts.mem, &cuts.days);
	return status;
}

/* -- repeals -- */

static bool says(const struct ir_list *list, const struct ir_list *other, size_t index)
{
	const struct ir_repeal *wanted = &other->repeals[index];
	for (size_t i = 0; i < list->repeal_count; i++) {
		const struct ir_repeal *said = &list->repeals[i];
		int32_t from = said->from == DATE_NONE ? list->effective : said->from;
		if (str_equal(said->ref.list, wanted->ref.list) &&
		    str_equal(said->ref.rule, wanted->ref.rule) &&
		    from == (wanted->from == DATE_NONE ? other->effective : wanted->from))
			return true;
	}
	return false;
}

/* -- all cases -- */

static enum meet_day day_is(void *data, int32_t day)
{
	struct repealing *r = data;
	struct list_state states[WEIGH_SIDES];
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		state_on(r, &states[side], side, r->list[side], day);
	if (is_its_doing(r, states, day))
		return MEET_DAY_DIFFERS;
	return list_states_same(&states[WEIGH_BEFORE], &states[WEIGH_AFTER]) ? MEET_DAY_SAME
									     : MEET_DAY_OTHERWISE;
}

/* The cases of the list that is repealed. */
static int search(struct repealing *r, const struct text *text)
{
	struct meet *search = &r->search;
	search->goal = MEET_OTHER;
	search->stays = false;
	search->day = day_is;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		search->own[side] = view_list_find(view_of(r, side), r->record->list);
		search->other[side] = r->list[side];
		search->issuers[side] = arena_str(r->arena, text->issuer);
	}
	return meet_search(search);
}

/* Where no day changes, that it repeals the list still tells a general list from a special one. */
static enum meet_day day_says(void *data, int32_t day)
{
	const struct repealing *r = data;
	const struct diff_record *record = r->record;
	return record->from <= day && day < record->to ? MEET_DAY_DIFFERS : MEET_DAY_SAME;
}

static int search_special(struct repealing *r)
{
	struct meet *search = &r->search;
	search->goal = MEET_BOTH;
	search->stays = true;
	search->day = day_says;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		search->own[side] = view_list_find(view_of(r, side), r->record->list);
		search->other[side] = r->list[side];
		search->issuers[side] = r->record->list_after->issuer->name;
	}
	return meet_search(search);
}

/* A text of the list, as either side has it; NULL: none answers. */
static const struct text *some_text(const struct repealing *r)
{
	for (size_t side = WEIGH_SIDES; side-- > 0;) {
		if (r->list[side] == NO_ENTRY)
			continue;
		const struct timeline *timeline = view_timeline(view_of(r, side), r->list[side]);
		for (size_t i = timeline->window_count; i-- > 0;)
			if (window_answers(&timeline->windows[i]))
				return view_text(view_of(r, side), r->list[side],
						 timeline->windows[i].entry)
					.text;
	}
	return NULL;
}

static int search_repeal(struct repealing *r)
{
	const struct ir_authority *issuer = r->record->list_after->issuer;
	const struct text *text = some_text(r);
	int status = TOL_OK;
	if (r->is_shown || r->record->witness_count == DIFF_WITNESSES || !text)
		return status;
	status = search(r, text);
	if (status == TOL_OK && r->record->witness_count == r->search.shown && !r->ref.rule.len &&
	    issuer && str_equal(text->issuer, issuer->name))
		status = search_special(r);
	return status;
}

/* -- one repeal -- */

static int ask_repeal(struct repealing *r, const struct ir_ref *ref, size_t side)
{
	r->ref = *ref;
	r->side = side;
	r->is_shown = false;
	for (size_t i = 0; i < WEIGH_SIDES; i++)
		r->list[i] = view_list_find(view_of(r, i), ref->list);
	int status = ask_all(r);
	return status == TOL_OK ? search_repeal(r) : status;
}

int repeal_witness(struct diff_sides *sides, struct diff_record *record)
{
	struct repealing r = {.sides = sides, .record = record, .from = DATE_MAX, .to = DATE_NONE};
	const struct ir_list *lists[] = {record->list_before, record->list_after};
	int status = diff_sides_open(sides);
	if (status != TOL_OK)
		return status;
	r.arena = &sides->askings[WEIGH_AFTER]->answer->arena;
	r.mem = r.arena->mem;
	r.search = (struct meet){.sides = sides,
				 .record = record,
				 .data = &r,
				 .questions = MEET_QUESTIONS,
				 .decisions = MEET_DECISIONS};
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		for (size_t i = 0; i < lists[side]->repeal_count && status == TOL_OK; i++)
			if (!says(lists[!side], lists[side], i))
				status = ask_repeal(&r, &lists[side]->repeals[i].ref, side);
	if (r.from < r.to) {
		record->from = r.from;
		record->to = r.to;
	}
	meet_settle(record);
	return status;
}
