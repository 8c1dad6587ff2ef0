/*
 * Conduct of the past that a change makes heavier. For each list that says something else on some
 * day, days of conduct from before the change was issued are held against days on which
 * accountability may start: which states each side chooses from, and whether a case of these days
 * comes out heavier, also than the list said at the time of the conduct. What is found is decided
 * on both records before it is told.
 *
 * A version that is new is issued when it is promulgated, and so is what it repeals; whatever
 * changes what was on record, when it is recorded. That a new version leaves open which version
 * decides is told by another finding.
 */
#include "api/change/weigh.h"

#include "api/decide/deciding.h"
#include "api/change/since.h"
#include "api/record/state.h"
#include "emit/writer.h"

/* What a side says from one day until another. */
struct span_side {
	struct list_state state;
	const struct window *clauses; /* whose clauses choose; NULL: there are none */
};

struct harm_span {
	struct date_interval days;
	struct span_side sides[WEIGH_SIDES];
};

struct harming {
	struct since_side *sides[WEIGH_SIDES];
	struct deciding_record *records[WEIGH_SIDES];
	struct arena scratch;
	struct str name;	    /* of the list at hand */
	uint32_t list[WEIGH_SIDES]; /* NO_ENTRY: the side does not know it */
	struct harm_span *spans;
	size_t count;
	VEC(struct since_place) told; /* of this list */
	bool is_undecided;
};

/* What brought about that a list says something else. */
struct cause {
	int32_t issued;
	struct since_place place;
	struct since_place was; /* what answered before; no place: nothing did */
};

/* -- spans -- */

static const struct window *last_window(const struct timeline *timeline, int32_t day)
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
		out->clauses = last_window(view_timeline(view, h->list[side]), day);
}

static void span_add(struct harming *h, int32_t from, int32_t to)
{
	struct harm_span *span = &h->spans[h->count++];
	*span = (struct harm_span){.days = {from, to}};
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		side_on(h, &span->sides[side], side, from);
}

static bool span_differs(const struct harm_span *span)
{
	return !list_states_same(&span->sides[WEIGH_BEFORE].state, &span->sides[WEIGH_AFTER].state);
}

/* False where both sides say the same on all days. */
static bool cut(struct harming *h)
{
	struct list_cuts cuts = {.mem = h->scratch.mem};
	int32_t from = DATE_NONE;
	bool differs = false;
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
	for (size_t i = 0; i < h->count; i++)
		differs |= span_differs(&h->spans[i]);
	return differs;
}

/* -- what a side chooses from -- */

static int list_of(struct harming *h, const struct ir_list **out, size_t side,
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

/* How a state is chosen; where there is but one, as if it were the old one. */
static int clause_of(struct harming *h, enum ir_transition *out, size_t side,
		     const struct harm_span *conduct, const struct harm_span *accountable)
{
	const struct span_side *old = &conduct->sides[side], *newer = &accountable->sides[side];
	const struct ir_list *clauses;
	*out = IR_OLD;
	if (list_states_same(&old->state, &newer->state))
		return TOL_OK;
	int status = list_of(h, &clauses, side, newer->clauses);
	if (status == TOL_OK)
		*out = clauses ? clauses->transition : IR_TRANSITION_NONE;
	return status;
}

static int state_of(struct harming *h, struct decide_state *out, size_t side,
		    const struct harm_span *span)
{
	out->in_force = span->sides[side].state.in_force;
	return list_of(h, &out->list, side, span->sides[side].state.window);
}

static int choose_clauses(struct harming *h, struct weigh_question *question,
			  const struct harm_span *conduct, const struct harm_span *accountable)
{
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		status = clause_of(h, &question->choices[side].by, side, conduct, accountable);
	return status;
}

static int choose_states(struct harming *h, struct weigh_question *question,
			 const struct harm_span *conduct, const struct harm_span *accountable)
{
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		struct weigh_choice *choice = &question->choices[side];
		status = state_of(h, &choice->old, side, conduct);
		if (status == TOL_OK)
			status = state_of(h, &choice->newer, side, accountable);
	}
	return status;
}

/* Nothing need be asked to know that it cannot be heavier. */
static bool is_harmless(const struct weigh_choice choices[WEIGH_SIDES],
			const struct harm_span *conduct, const struct harm_span *accountable)
{
	enum ir_transition was = choices[WEIGH_BEFORE].by, is = choices[WEIGH_AFTER].by;
	bool same_old = !span_differs(conduct), same_newer = !span_differs(accountable);
	if (was == IR_OLD && (is == IR_OLD || is == IR_OLD_UNLESS_LIGHTER))
		return same_old;
	if (was == IR_NEW && is == IR_NEW)
		return same_newer;
	return was == is && same_old && same_newer;
}

/* -- what brought it about -- */

/* A text that makes its version, which the side before does not have; else something that was on
 * record is changed by it. */
static bool is_new_version(const struct harming *h, const struct text *text)
{
	const struct since_list *was = since_side_list(h->sides[WEIGH_BEFORE], text->list);
	return !was || !since_has_version(was, text->effective);
}

static void cause_text(struct harming *h, struct cause *cause, uint32_t list, uint32_t entry)
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	const struct text *text = view_text(after->asking.view, list, entry).text;
	struct since_place place = since_entry_place(after, list, entry);
	int32_t issued = place.day > h->sides[WEIGH_BEFORE]->day ? place.day : after->day;
	if (is_new_version(h, text))
		issued = text->promulgated;
	if (issued > cause->issued)
		*cause = (struct cause){issued, place, cause->was};
}

static void cause_entry(struct harming *h, struct cause *cause, uint32_t by_list, uint32_t entry)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	cause_text(h, cause, view_list_find(view, view_name(view, by_list)), entry);
}

/* The repeals of rules that act by then. */
static void cause_repeals(struct harming *h, struct cause *cause, const struct list_state *state,
			  int32_t day)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	for (size_t i = 0; i < state->text->rule_count; i++) {
		const struct repeal *repeal = view_rule(view, h->list[WEIGH_AFTER], state->window,
							state->text, &state->text->rules[i])
						      .repealed;
		if (repeal && repeal->from <= day)
			cause_entry(h, cause, repeal->by_list, repeal->by_entry);
	}
}

/* Nothing answers any more: what ended the window before did it. */
static void cause_end(struct harming *h, struct cause *cause, const struct window *last)
{
	if (last && last->end == END_REPEAL)
		cause_entry(h, cause, last->by_list, last->by_entry);
	else if (last)
		cause_text(h, cause, h->list[WEIGH_AFTER], last->entry);
}

static void cause_span(struct harming *h, struct cause *cause, const struct harm_span *span)
{
	const struct list_state *was = &span->sides[WEIGH_BEFORE].state;
	const struct list_state *is = &span->sides[WEIGH_AFTER].state;
	if (!span_differs(span))
		return;
	if (was->window)
		cause->was = since_entry_place(h->sides[WEIGH_BEFORE], h->list[WEIGH_BEFORE],
					       was->window->entry);
	if (!is->window)
		cause_end(h, cause, span->sides[WEIGH_AFTER].clauses);
	else if (was->window && digest_equal(&was->text->form, &is->text->form))
		cause_repeals(h, cause, is, span->days.from);
	else
		cause_text(h, cause, h->list[WEIGH_AFTER], is->window->entry);
}

static struct cause cause_of(struct harming *h, const struct harm_span *conduct,
			     const struct harm_span *accountable)
{
	struct cause cause = {.issued = DATE_NONE, .place.path = STR(""), .was.path = STR("")};
	cause_span(h, &cause, conduct);
	cause_span(h, &cause, accountable);
	return cause;
}

static bool is_told(const struct harming *h, const struct since_place *place)
{
	for (size_t i = 0; i < h->told.count; i++)
		if (str_equal(h->told.items[i].path, place->path) &&
		    h->told.items[i].line == place->line)
			return true;
	return false;
}

/* -- telling -- */

static struct diag *tell(struct harming *h, enum diag_id id, const struct cause *cause,
			 struct diag_args args)
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct source *source = since_source(after, &cause->place);
	struct span span = source ? since_span(source, &cause->place) : (struct span){0, 0};
	return diag_at(&after->asking.answer->answer.diags, source, span, id, args);
}

/* ": may exempt", the lightest that is certain. */
static void add_effect(struct buf *out, const struct answer_decide *decide, enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	const struct decide_effect *lightest = NULL;
	for (size_t i = 0; i < verdict->effect_count; i++) {
		const struct decide_effect *effect = &verdict->effects[i];
		if (effect->is_certain && (!lightest || effect->effect < lightest->effect))
			lightest = effect;
	}
	if (!lightest)
		return;
	buf_add(out, word_text(language, WORD_COLON));
	word_add(out, language, (enum word_id)(WORD_EFFECT_EXEMPT + (int)lightest->effect),
		 ARGS(word_text(language, lightest->strength == IR_MUST ? WORD_MUST : WORD_MAY)));
}

/* What the case came to on either side; the effects, where nothing else differs. */
static struct diag_args describe(struct buf said[WEIGH_SIDES], const struct since_case *decided,
				 enum language language)
{
	const struct answer_decide *was = decided[WEIGH_BEFORE].decide;
	const struct answer_decide *is = decided[WEIGH_AFTER].decide;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		since_describe(&said[side], decided[side].decide, language);
		if (was->verdict.outcomes == is->verdict.outcomes)
			add_effect(&said[side], decided[side].decide, language);
	}
	return ARGS(STR_NONE, STR_NONE, buf_str(&said[WEIGH_BEFORE]), buf_str(&said[WEIGH_AFTER]));
}

static void tell_harm(struct harming *h, const struct cause *cause, const struct weigh_case *found,
		      const struct since_case decided[WEIGH_SIDES])
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct diag_list *diags = &after->asking.answer->answer.diags;
	struct buf day, said[WEIGH_SIDES];
	buf_init(&day, h->scratch.mem);
	buf_add_date(&day, cause->issued);
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		buf_init(&said[side], h->scratch.mem);
	struct diag_args args = describe(said, decided, LANGUAGE_EN);
	args.arg[0] = h->name;
	args.arg[1] = buf_str(&day);
	struct diag *diag = tell(h, DIAG_SINCE_HARM, cause, args);
	args = describe(said, decided, LANGUAGE_ZH);
	args.arg[0] = h->name;
	args.arg[1] = buf_str(&day);
	diag_args_zh(diags, diag, args);
	diag_hint(diags, diag, HINT_SINCE_HARM, NO_ARGS);
	since_note(after, diag, &cause->was, HINT_SINCE_WAS);
	diag->example =
		arena_dup(&after->asking.answer->arena, &found->shown, sizeof(found->shown));
	buf_fini(&day);
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		buf_fini(&said[side]);
}

/* -- asking -- */

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

/* A case of these days that comes out heavier, if there is one, decided on both records. */
static int look_for(struct harming *h, struct weigh_case *found,
		    struct since_case decided[WEIGH_SIDES], const struct weigh_question *question,
		    enum analyze_answer *answer)
{
	*answer = weigh_find(found, &h->sides[WEIGH_AFTER]->asking.answer->arena, question,
			     WEIGH_HEAVIER);
	return *answer == ANALYZE_YES ? decide_both(h, decided, found, question) : TOL_OK;
}

static bool is_heavier(const struct since_case decided[WEIGH_SIDES])
{
	const struct answer_decide *was = decided[WEIGH_BEFORE].decide;
	const struct answer_decide *is = decided[WEIGH_AFTER].decide;
	return was && is && weigh_is_heavier(&was->verdict, &is->verdict);
}

/* Whether the other text is of the issuer of this one, or of an authority above it. */
static bool has_a_say(const struct text *text, const struct text *other)
{
	for (size_t i = 0; i < text->issuer_count; i++)
		if (str_equal(text->issuers[i], other->issuer))
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
		if (i == h->list[WEIGH_AFTER] || !view_list_is_known(view, i))
			continue;
		list_state_at(&at, &h->sides[WEIGH_AFTER]->asking.answer->arena, view, i, day);
		if (!at.window || !has_a_say(text, at.text))
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
	h->is_undecided |= answer == ANALYZE_UNDECIDED;
	if (status != TOL_OK || answer != ANALYZE_YES)
		return status;
	if (!is_heavier(decided))
		status = look_apart(h, &found, decided, question, text);
	if (status != TOL_OK)
		return status;
	if (!is_heavier(decided)) {
		h->is_undecided = true;
		return TOL_OK;
	}
	tell_harm(h, cause, &found, decided);
	VEC_PUSH(h->scratch.mem, &h->told, cause->place);
	return TOL_OK;
}

/* A text of the list that one of the sides takes. */
static const struct text *some_text(const struct harm_span *conduct,
				    const struct harm_span *accountable)
{
	const struct harm_span *spans[] = {accountable, conduct};
	for (size_t i = 0; i < countof(spans); i++)
		for (size_t side = WEIGH_SIDES; side-- > 0;)
			if (spans[i]->sides[side].state.text)
				return spans[i]->sides[side].state.text;
	return NULL;
}

/* Told already: it does not say which version decides. */
static bool is_left_open(const struct harming *h, const struct weigh_choice *choice,
			 const struct harm_span *accountable)
{
	const struct window *newer = accountable->sides[WEIGH_AFTER].state.window;
	return choice->by == IR_TRANSITION_NONE && newer &&
	       is_new_version(h, accountable->sides[WEIGH_AFTER].state.text);
}

/* Conduct of these days, where accountability starts on those. */
static int hold(struct harming *h, const struct harm_span *conduct,
		const struct harm_span *accountable)
{
	struct weigh_question question = {.conduct = conduct->days,
					  .accountable = accountable->days};
	if (!span_differs(conduct) && !span_differs(accountable))
		return TOL_OK;
	struct cause cause = cause_of(h, conduct, accountable);
	if (cause.issued < question.conduct.to)
		question.conduct.to = cause.issued;
	if (question.conduct.from >= question.conduct.to || is_told(h, &cause.place))
		return TOL_OK;
	int status = choose_clauses(h, &question, conduct, accountable);
	if (status != TOL_OK || is_harmless(question.choices, conduct, accountable) ||
	    is_left_open(h, &question.choices[WEIGH_AFTER], accountable))
		return status;
	status = choose_states(h, &question, conduct, accountable);
	return status == TOL_OK ? ask(h, &question, &cause, some_text(conduct, accountable))
				: status;
}

static void tell_undecided(struct harming *h, uint32_t list)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	const struct timeline *timeline = view_timeline(view, list);
	const struct window *last = last_window(timeline, DATE_MAX);
	struct cause cause = {.place.path = STR("")};
	if (last)
		cause.place = since_entry_place(h->sides[WEIGH_AFTER], list, last->entry);
	tell(h, DIAG_SINCE_HARM_UNDECIDED, &cause, ARGS(h->name));
}

/* The newest conduct first, and with it the first day on which it can be called to account. */
static int hold_list(struct harming *h, uint32_t list)
{
	int status = TOL_OK;
	h->told.count = 0;
	h->is_undecided = false;
	for (size_t i = h->count; i-- > 0;)
		for (size_t k = i; k < h->count && status == TOL_OK; k++)
			status = hold(h, &h->spans[i], &h->spans[k]);
	if (status == TOL_OK && h->is_undecided && h->told.count == 0)
		tell_undecided(h, list);
	return status;
}

static int open_records(struct harming *h)
{
	int status = since_record(&h->records[WEIGH_BEFORE], h->sides[WEIGH_BEFORE]);
	if (status != TOL_OK)
		return answer_beside_fail(h->sides[WEIGH_AFTER]->asking.answer, status);
	return since_record(&h->records[WEIGH_AFTER], h->sides[WEIGH_AFTER]);
}

static int look_at(struct harming *h, uint32_t list)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	h->name =
		arena_str(&h->sides[WEIGH_AFTER]->asking.answer->arena, view_list_name(view, list));
	h->list[WEIGH_AFTER] = list;
	h->list[WEIGH_BEFORE] = view_list_find(h->sides[WEIGH_BEFORE]->asking.view, h->name);
	if (!cut(h))
		return TOL_OK;
	int status = open_records(h);
	return status == TOL_OK ? hold_list(h, list) : status;
}

int since_tell_harm(struct since_side *after, struct since_side *before)
{
	struct harming h = {.sides = {before, after}};
	struct history_view *view = after->asking.view;
	int status = TOL_OK;
	arena_init(&h.scratch, &after->asking.session->mem);
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++)
		if (view_list_is_known(view, i))
			status = look_at(&h, i);
	VEC_FREE(h.scratch.mem, &h.told);
	arena_fini(&h.scratch);
	return status;
}
