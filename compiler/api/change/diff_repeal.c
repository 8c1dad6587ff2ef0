/*
 * A repeal does something to another list: that on the days on which it ended it, or one of its
 * rules, on one side alone, what it says is lost or kept. Those are the days that the record tells
 * of; the case is one of the other list. Nothing is lost where no day is, or where the other list
 * says as little without what was repealed as with it.
 */
#include "api/change/diff_repeal.h"

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
	bool is_open;
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

struct states {
	struct mem *mem;
	VEC(struct decide_state) items;
};

static bool has_a_say(const struct text *text, const struct text *other)
{
	for (size_t i = 0; i < text->issuer_count; i++)
		if (str_equal(text->issuers[i], other->issuer))
			return true;
	return false;
}

/* What other lists say on the day that have a say where this text has one. */
static int others_take(struct repealing *r, struct states *out, const struct text *text,
		       size_t side, int32_t day)
{
	struct history_view *view = view_of(r, side);
	int status = TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++) {
		struct list_state state;
		struct decide_state compiled;
		if (i == r->list[side] || !view_list_is_known(view, i))
			continue;
		state_on(r, &state, side, i, day);
		if (!state.text || !has_a_say(text, state.text))
			continue;
		status = diff_sides_state(r->sides, &compiled, side, i, &state);
		if (status == TOL_OK)
			VEC_PUSH(out->mem, &out->items, compiled);
	}
	return status;
}

static int look(struct repealing *r, const struct weigh_question *question, const struct text *text,
		enum analyze_answer *answer)
{
	struct weigh_case found;
	*answer = weigh_find(&found, r->arena, question, WEIGH_DIFFERENT);
	if (*answer != ANALYZE_YES)
		return TOL_OK;
	found.block.subject = found.block.accountable_by = arena_str(r->arena, text->issuer);
	return diff_case_add(r->sides, r->record, &found.block, &r->is_shown);
}

/* Another list decides the case that was found: one about which all others are silent. */
static int look_apart(struct repealing *r, const struct weigh_question *question,
		      const struct text *text, int32_t day)
{
	struct weigh_question apart = *question;
	struct states others = {.mem = r->mem};
	enum analyze_answer answer;
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		status = others_take(r, &others, text, side, day);
	apart.silent = others.items.items;
	apart.silent_count = others.items.count;
	if (status == TOL_OK && others.items.count > 0)
		status = look(r, &apart, text, &answer);
	VEC_FREE(others.mem, &others.items);
	return status;
}

static int show(struct repealing *r, const struct list_state states[WEIGH_SIDES],
		struct date_interval days)
{
	struct weigh_question question = {.conduct = days, .accountable = days};
	const struct text *text = states[!r->side].text;
	enum analyze_answer answer = ANALYZE_NO;
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		struct weigh_choice *choice = &question.choices[side];
		choice->by = IR_OLD;
		status = diff_sides_state(r->sides, &choice->old, side, r->list[side],
					  &states[side]);
		choice->newer = choice->old;
	}
	if (status == TOL_OK)
		status = look(r, &question, text, &answer);
	if (status != TOL_OK || r->is_shown || answer == ANALYZE_NO)
		return status;
	r->is_open = true;
	return look_apart(r, &question, text, days.from);
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

static int ask_repeal(struct repealing *r, const struct ir_ref *ref, size_t side)
{
	r->ref = *ref;
	r->side = side;
	r->is_shown = false;
	for (size_t i = 0; i < WEIGH_SIDES; i++)
		r->list[i] = view_list_find(view_of(r, i), ref->list);
	return ask_all(r);
}

/* Where no day changes, that it repeals the list still tells a general list from a special one. */
static bool may_count(struct repealing *r)
{
	const struct ir_list *lists[] = {r->record->list_before, r->record->list_after};
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		for (size_t i = 0; i < lists[side]->repeal_count; i++) {
			struct list_state state;
			const struct ir_repeal *repeal = &lists[side]->repeals[i];
			uint32_t list = view_list_find(view_of(r, side), repeal->ref.list);
			state_on(r, &state, side, list, lists[side]->promulgated);
			if (!says(lists[!side], lists[side], i) && !repeal->ref.rule.len &&
			    state.text && lists[side]->issuer &&
			    str_equal(state.text->issuer, lists[side]->issuer->name))
				return true;
		}
	return false;
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
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		for (size_t i = 0; i < lists[side]->repeal_count && status == TOL_OK; i++)
			if (!says(lists[!side], lists[side], i))
				status = ask_repeal(&r, &lists[side]->repeals[i].ref, side);
	if (r.from < r.to) {
		record->from = r.from;
		record->to = r.to;
	}
	record->undecided = record->witness_count == 0 && (r.is_open || may_count(&r));
	record->without_effect = record->witness_count == 0 && !record->undecided;
	return status;
}
