/*
 * Conduct of the past that a change makes heavier. For each list that says something else on some
 * day, days of conduct from before the change was issued are held against days on which
 * accountability may start: which states each side chooses from, and whether a case of these days
 * comes out heavier, also than the list said at the time of the conduct. What is found is decided
 * on both records before it is told.
 *
 * A version that is new is issued when it is promulgated, and so is what it repeals, or withdraws
 * before it takes effect; whatever changes what was on record, when it is recorded. That a new
 * version leaves open which version decides is told by another finding.
 */
#include "api/change/since_harm.h"

#include "api/decide/deciding.h"

/* -- spans -- */

const struct window *harm_last_window(const struct timeline *timeline, int32_t day)
{
	const struct window *last = NULL;
	for (size_t i = 0; i < timeline->window_count; i++)
		if (window_answers(&timeline->windows[i]) && timeline->windows[i].from <= day)
			last = &timeline->windows[i];
	return last;
}

static void side_on(struct harming *h, struct span_side *out, size_t side, int32_t day)
{
	struct history_view *view = h->sides[side]->asking.view;
	list_state_at(&out->state, &h->sides[side]->asking.answer->arena, view, h->list[side], day);
	out->clauses = out->state.window;
	if (!out->clauses && h->list[side] != NO_ENTRY)
		out->clauses = harm_last_window(view_timeline(view, h->list[side]), day);
}

static void span_add(struct harming *h, int32_t from, int32_t to)
{
	struct harm_span *span = &h->spans[h->count++];
	*span = (struct harm_span){.days = {from, to}};
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		side_on(h, &span->sides[side], side, from);
}

bool harm_span_differs(const struct harm_span *span)
{
	return !list_states_same(&span->sides[WEIGH_BEFORE].state, &span->sides[WEIGH_AFTER].state);
}

static void cut(struct harming *h)
{
	struct list_cuts cuts = {.mem = h->scratch.mem};
	int32_t from = DATE_NONE;
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		list_cuts_add(&cuts, h->sides[side]->asking.view, h->list[side]);
	list_cuts_sort(&cuts);
	h->spans = ARENA_ARRAY(&h->scratch, struct harm_span, cuts.days.count + 1);
	h->count = 0;
	for (size_t i = 0; i < cuts.days.count; from = cuts.days.items[i++])
		if (from < cuts.days.items[i])
			span_add(h, from, cuts.days.items[i]);
	if (from < DATE_MAX)
		span_add(h, from, DATE_MAX);
	VEC_FREE(cuts.mem, &cuts.days);
}

/* -- what a side chooses from -- */

int harm_list(struct harming *h, const struct ir_list **out, size_t side,
	      const struct window *window)
{
	*out = NULL;
	if (!window)
		return TOL_OK;
	int status = loader_entry(&h->records[side]->loader, out, h->list[side], window->entry);
	return status == TOL_OK || side == WEIGH_AFTER
		       ? status
		       : answer_beside_fail(h->sides[WEIGH_AFTER]->asking.answer, status);
}

/* Conduct that lasts across a change is decided by one of its ends. */
static void choose_end(struct side_choice *choice, const struct span_side *first,
		       const struct span_side *last, enum ir_transition continuing)
{
	if (list_states_same(&first->state, &last->state))
		return;
	choice->is_open = continuing == IR_TRANSITION_NONE;
	choice->old = continuing == IR_NEW ? last : first;
	if (continuing == IR_NEW)
		choice->newer = last;
}

/* How a state is chosen; where there is but one, as if it were the old one. */
static int choose(struct harming *h, struct side_choice *out, size_t side,
		  const struct harm_days *days)
{
	const struct span_side *first = &days->first->sides[side];
	const struct span_side *last = &days->last->sides[side];
	const struct ir_list *clauses = NULL;
	*out = (struct side_choice){last, &days->accountable->sides[side], IR_OLD, false};
	if (list_states_same(&first->state, &last->state) &&
	    list_states_same(&last->state, &out->newer->state))
		return TOL_OK;
	int status = harm_list(h, &clauses, side, out->newer->clauses);
	if (status != TOL_OK)
		return status;
	choose_end(out, first, last, clauses ? clauses->continuing : IR_TRANSITION_NONE);
	if (!list_states_same(&out->old->state, &out->newer->state))
		out->by = clauses ? clauses->transition : IR_TRANSITION_NONE;
	return TOL_OK;
}

static int state_of(struct harming *h, struct decide_state *out, size_t side,
		    const struct span_side *of)
{
	out->in_force = of->state.in_force;
	return harm_list(h, &out->list, side, of->state.window);
}

static int choose_states(struct harming *h, struct weigh_question *question,
			 const struct side_choice choices[WEIGH_SIDES],
			 const struct harm_days *days)
{
	int status =
		state_of(h, &question->law[0], WEIGH_BEFORE, &days->first->sides[WEIGH_BEFORE]);
	if (status == TOL_OK)
		status = state_of(h, &question->law[1], WEIGH_BEFORE,
				  &days->last->sides[WEIGH_BEFORE]);
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		struct weigh_choice *choice = &question->choices[side];
		choice->by = choices[side].by;
		status = state_of(h, &choice->old, side, choices[side].old);
		if (status == TOL_OK)
			status = state_of(h, &choice->newer, side, choices[side].newer);
	}
	return status;
}

/* Both sides take the same state in every case. */
static bool is_the_same(const struct side_choice choices[WEIGH_SIDES])
{
	const struct side_choice *before = &choices[WEIGH_BEFORE], *after = &choices[WEIGH_AFTER];
	bool same_old = list_states_same(&before->old->state, &after->old->state);
	bool same_newer = list_states_same(&before->newer->state, &after->newer->state);
	return before->by == after->by && (same_old || before->by == IR_NEW) &&
	       (same_newer || before->by == IR_OLD);
}

/* Nothing need be asked to know that it cannot be heavier. */
static bool is_harmless(const struct side_choice choices[WEIGH_SIDES])
{
	const struct side_choice *before = &choices[WEIGH_BEFORE], *after = &choices[WEIGH_AFTER];
	enum ir_transition was = before->by, is = after->by;
	bool same_old = list_states_same(&before->old->state, &after->old->state);
	bool same_newer = list_states_same(&before->newer->state, &after->newer->state);
	if (was == IR_OLD && (is == IR_OLD || is == IR_OLD_UNLESS_LIGHTER))
		return same_old;
	if (was == IR_NEW && is == IR_NEW)
		return same_newer;
	return was == is && same_old && same_newer;
}

bool harm_is_told(const struct harming *h, const struct since_place *place)
{
	for (size_t i = 0; i < h->told.count; i++)
		if (str_equal(h->told.items[i].path, place->path) &&
		    h->told.items[i].line == place->line)
			return true;
	return false;
}

void harm_leave_open(struct harming *h, enum hint_id why)
{
	if (h->undecided == HINT_NONE)
		h->undecided = why;
}

/* -- asking -- */

int harm_decide(struct harming *h, struct since_case decided[WEIGH_SIDES],
		const struct ir_case *block)
{
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		decided[side] = (struct since_case){.block = block};
		int status = since_decide_case(h->records[side], &decided[side]);
		if (status != TOL_OK && side == WEIGH_BEFORE)
			return answer_beside_fail(h->sides[WEIGH_AFTER]->asking.answer, status);
		if (status != TOL_OK)
			return status;
	}
	return TOL_OK;
}

/* The case as decided on both records, for a subject and an organ that are the issuer. */
static int decide_both(struct harming *h, struct since_case decided[WEIGH_SIDES],
		       struct weigh_case *found, const struct weigh_question *question)
{
	const struct weigh_choice *is = &question->choices[WEIGH_AFTER];
	const struct weigh_choice *was = &question->choices[WEIGH_BEFORE];
	const struct ir_list *lists[] = {is->newer.list, is->old.list, was->newer.list,
					 was->old.list};
	size_t at = 0;
	while (!lists[at])
		at++;
	struct ir_case *block = arena_dup(&h->sides[WEIGH_AFTER]->asking.answer->arena,
					  &found->block, sizeof(found->block));
	block->subject = block->accountable_by = lists[at]->issuer->name;
	return harm_decide(h, decided, block);
}

/* A case of these days that comes out heavier, if there is one, decided on both records. */
static int look_for(struct harming *h, struct weigh_case *found,
		    struct since_case decided[WEIGH_SIDES], const struct weigh_question *question,
		    enum analyze_answer *answer)
{
	*answer = weigh_find(found, &h->sides[WEIGH_AFTER]->asking.answer->arena, question,
			     WEIGH_HEAVIER);
	if (*answer != ANALYZE_YES)
		return TOL_OK;
	if (h->began != DATE_NONE) {
		found->block.conduct_from = h->began;
		found->shown.lasted = found->shown.conduct - h->began;
	}
	return decide_both(h, decided, found, question);
}

bool harm_is_heavier(const struct since_case decided[WEIGH_SIDES])
{
	const struct answer_decide *was = decided[WEIGH_BEFORE].decide;
	const struct answer_decide *is = decided[WEIGH_AFTER].decide;
	return was && is && weigh_is_heavier(&was->verdict, &is->verdict);
}

bool harm_has_a_say(const struct text *text, const struct text *other)
{
	for (size_t i = 0; i < text->issuer_count; i++)
		if (str_equal(text->issuers[i], other->issuer))
			return true;
	return false;
}

bool harm_is_near(const struct harming *h, uint32_t list, const struct text *text)
{
	const struct harm_list *near = &h->lists[list];
	for (size_t i = 0; i < near->text_count; i++)
		if (harm_has_a_say(text, near->texts[i]) || harm_has_a_say(near->texts[i], text))
			return true;
	return false;
}

struct others {
	struct mem *mem;
	VEC(struct decide_state) items;
};

/* What other lists say on a day that have a say where this text has one. */
static int others_add(struct harming *h, struct others *others, const struct text *text,
		      int32_t day)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	int status = TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++) {
		struct decide_state state;
		struct list_state at;
		if (i == h->list[WEIGH_AFTER] || !harm_is_near(h, i, text))
			continue;
		list_state_at(&at, &h->sides[WEIGH_AFTER]->asking.answer->arena, view, i, day);
		if (!at.window || !harm_has_a_say(text, at.text))
			continue;
		status = loader_entry(&h->records[WEIGH_AFTER]->loader, &state.list, i,
				      at.window->entry);
		state.in_force = at.in_force;
		if (status == TOL_OK)
			VEC_PUSH(others->mem, &others->items, state);
	}
	return status;
}

/* Another list decides the case that was found, or would if more of it were known: one of the same
 * days about which all others are silent. */
static int look_apart(struct harming *h, struct weigh_case *found,
		      struct since_case decided[WEIGH_SIDES], const struct weigh_question *question,
		      const struct text *text)
{
	struct weigh_question apart = *question;
	struct others others = {.mem = h->scratch.mem};
	int32_t conduct = found->shown.conduct, accountable = found->shown.accountable;
	enum analyze_answer answer = ANALYZE_NO;
	apart.conduct = (struct date_interval){conduct, conduct + 1};
	apart.accountable = (struct date_interval){accountable, accountable + 1};
	int status = others_add(h, &others, text, conduct);
	if (status == TOL_OK && accountable != conduct)
		status = others_add(h, &others, text, accountable);
	if (status == TOL_OK && h->began != DATE_NONE)
		status = others_add(h, &others, text, h->began);
	apart.silent = others.items.items;
	apart.silent_count = others.items.count;
	if (status == TOL_OK)
		status = look_for(h, found, decided, &apart, &answer);
	VEC_FREE(others.mem, &others.items);
	if (answer != ANALYZE_YES)
		decided[WEIGH_BEFORE].decide = NULL;
	return status;
}

static int ask(struct harming *h, const struct weigh_question *question, const struct cause *cause,
	       const struct text *text)
{
	struct since_case decided[WEIGH_SIDES];
	struct weigh_case found;
	enum analyze_answer answer;
	int status = look_for(h, &found, decided, question, &answer);
	if (answer == ANALYZE_UNDECIDED)
		harm_leave_open(h, HINT_SINCE_OPEN_BOUND);
	if (status != TOL_OK || answer != ANALYZE_YES)
		return status;
	if (!harm_is_heavier(decided))
		status = look_apart(h, &found, decided, question, text);
	if (status != TOL_OK)
		return status;
	if (!harm_is_heavier(decided)) {
		harm_leave_open(h, HINT_SINCE_OPEN_DECIDED);
		return TOL_OK;
	}
	harm_tell(h, cause, HARM_ALONE, &found, decided);
	VEC_PUSH(h->scratch.mem, &h->told, cause->place);
	return TOL_OK;
}

/* No case comes out heavier by the list alone. */
static int ask_beside(struct harming *h, const struct weigh_question *question,
		      const struct cause *cause, const struct text *text)
{
	struct since_case decided[WEIGH_SIDES];
	struct weigh_case found;
	bool is_found = false;
	int status = harm_beside(h, question, text, &found, decided, &is_found);
	if (status != TOL_OK || !is_found)
		return status;
	harm_tell(h, cause, HARM_BESIDE, &found, decided);
	VEC_PUSH(h->scratch.mem, &h->told, cause->place);
	return TOL_OK;
}

/* A text of the list that one of the sides takes. */
static const struct text *some_text(const struct harm_days *days)
{
	const struct harm_span *spans[] = {days->accountable, days->last, days->first};
	for (size_t i = 0; i < countof(spans); i++)
		for (size_t side = WEIGH_SIDES; side-- > 0;)
			if (spans[i]->sides[side].state.text)
				return spans[i]->sides[side].state.text;
	return NULL;
}

/* Told already: it does not say which version decides. */
static bool is_left_open(const struct harming *h, const struct side_choice *choice,
			 const struct harm_span *accountable)
{
	const struct window *newer = accountable->sides[WEIGH_AFTER].state.window;
	return choice->by == IR_TRANSITION_NONE && newer &&
	       harm_is_new_version(h, accountable->sides[WEIGH_AFTER].state.text);
}

static bool any_differs(const struct harm_days *days)
{
	return harm_span_differs(days->first) || harm_span_differs(days->last) ||
	       harm_span_differs(days->accountable);
}

/* Conduct of these days, where accountability starts on those. */
static int hold(struct harming *h, const struct harm_days *days)
{
	struct weigh_question question = {.conduct = days->last->days,
					  .accountable = days->accountable->days};
	struct side_choice choices[WEIGH_SIDES];
	int status = TOL_OK;
	if (!any_differs(days))
		return TOL_OK;
	struct cause cause = harm_cause(h, days);
	if (cause.issued < question.conduct.to)
		question.conduct.to = cause.issued;
	if (question.conduct.from >= question.conduct.to || harm_is_told(h, &cause.place))
		return TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		status = choose(h, &choices[side], side, days);
	if (status != TOL_OK || choices[WEIGH_BEFORE].is_open || choices[WEIGH_AFTER].is_open ||
	    is_the_same(choices) || is_left_open(h, &choices[WEIGH_AFTER], days->accountable))
		return status;
	cause.by = choices[WEIGH_AFTER].by;
	h->began = days->first == days->last ? DATE_NONE : days->first->days.to - 1;
	status = choose_states(h, &question, choices, days);
	if (status == TOL_OK && !is_harmless(choices))
		status = ask(h, &question, &cause, some_text(days));
	if (status == TOL_OK && !harm_is_told(h, &cause.place))
		status = ask_beside(h, &question, &cause, some_text(days));
	return status;
}

/* Whether the list changes between the days, on one of the sides. */
static bool lasts_across(const struct harm_span *first, const struct harm_span *last)
{
	bool stays = true;
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		stays &= list_states_same(&first->sides[side].state, &last->sides[side].state);
	return !stays;
}

/* Conduct that ends on these days and began in an earlier span. */
static int hold_lasting(struct harming *h, size_t last, size_t accountable)
{
	int status = TOL_OK;
	for (size_t i = last; i-- > 0 && status == TOL_OK;) {
		struct harm_days days = {&h->spans[i], &h->spans[last], &h->spans[accountable]};
		if (lasts_across(days.first, days.last))
			status = hold(h, &days);
	}
	return status;
}

/* The newest conduct first, and with it the first day on which it can be called to account; of one
 * day, then such as lasted. */
static int hold_list(struct harming *h)
{
	int status = TOL_OK;
	h->told.count = 0;
	h->undecided = HINT_NONE;
	for (size_t i = h->count; i-- > 0;) {
		for (size_t k = i; k < h->count && status == TOL_OK; k++) {
			struct harm_days days = {&h->spans[i], &h->spans[i], &h->spans[k]};
			status = hold(h, &days);
		}
	}
	for (size_t i = h->count; i-- > 1;)
		for (size_t k = i; k < h->count && status == TOL_OK; k++)
			status = hold_lasting(h, i, k);
	if (status == TOL_OK && h->told.count == 0)
		status = harm_meet(h);
	if (status == TOL_OK && h->undecided && h->told.count == 0)
		harm_tell_undecided(h);
	return status;
}

static int open_records(struct harming *h)
{
	int status = since_record(&h->records[WEIGH_BEFORE], h->sides[WEIGH_BEFORE]);
	if (status != TOL_OK)
		return answer_beside_fail(h->sides[WEIGH_AFTER]->asking.answer, status);
	return since_record(&h->records[WEIGH_AFTER], h->sides[WEIGH_AFTER]);
}

static void turn_to(struct harming *h, uint32_t list)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	h->name = view_list_name(view, list);
	h->list[WEIGH_AFTER] = list;
	h->list[WEIGH_BEFORE] = view_list_find(h->sides[WEIGH_BEFORE]->asking.view, h->name);
}

static bool same_issuers(const struct text *a, const struct text *b)
{
	bool same = a->issuer_count == b->issuer_count;
	for (size_t i = 0; same && i < a->issuer_count; i++)
		same = str_equal(a->issuers[i], b->issuers[i]);
	return same;
}

/* One of the spans for each issuer, with those above it. */
static void keep_issuers(struct harming *h, struct harm_list *list)
{
	list->texts = ARENA_ARRAY(&h->scratch, const struct text *, h->count);
	for (size_t i = 0; i < h->count; i++) {
		const struct text *text = h->spans[i].sides[WEIGH_AFTER].state.text;
		bool is_kept = !text;
		for (size_t k = 0; k < list->text_count && !is_kept; k++)
			is_kept = same_issuers(list->texts[k], text);
		if (!is_kept)
			list->texts[list->text_count++] = text;
	}
}

static void keep_differing(struct harming *h, struct harm_list *list)
{
	list->differs = ARENA_ARRAY(&h->scratch, struct date_interval, h->count);
	for (size_t i = 0; i < h->count; i++)
		if (harm_span_differs(&h->spans[i]))
			list->differs[list->differs_count++] = h->spans[i].days;
}

/* All lists, before any is asked about. */
static void survey(struct harming *h)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	h->lists = ARENA_ARRAY(&h->scratch, struct harm_list, view_list_count(view) + 1);
	for (uint32_t i = 0; i < view_list_count(view); i++) {
		if (!view_list_is_known(view, i))
			continue;
		turn_to(h, i);
		cut(h);
		keep_differing(h, &h->lists[i]);
		keep_issuers(h, &h->lists[i]);
	}
}

static int look_at(struct harming *h, uint32_t list)
{
	turn_to(h, list);
	h->name = arena_str(&h->sides[WEIGH_AFTER]->asking.answer->arena, h->name);
	cut(h);
	int status = open_records(h);
	return status == TOL_OK ? hold_list(h) : status;
}

int since_tell_harm(struct since_side *after, struct since_side *before)
{
	struct harming h = {.sides = {before, after}};
	struct history_view *view = after->asking.view;
	int status = TOL_OK;
	arena_init(&h.scratch, &after->asking.session->mem);
	survey(&h);
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++)
		if (h.lists[i].differs_count > 0)
			status = look_at(&h, i);
	VEC_FREE(h.scratch.mem, &h.told);
	arena_fini(&h.scratch);
	return status;
}
