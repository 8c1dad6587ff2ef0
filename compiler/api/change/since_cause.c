/* What brought about that a list says something else about past conduct, and when it was issued. */
#include "api/change/since_harm.h"

bool harm_is_new_version(const struct harming *h, const struct text *text)
{
	const struct since_list *was = since_side_list(h->sides[WEIGH_BEFORE], text->list);
	return !was || !since_has_version(was, text->effective);
}

/* Of several the last that was issued. */
static void cause_take(struct cause *cause, const struct cause *found)
{
	struct since_place was = cause->was;
	if (found->issued <= cause->issued)
		return;
	*cause = *found;
	cause->was = was;
}

/* What changes what was on record: issued when it is recorded. */
static struct cause cause_recorded(struct harming *h, uint32_t list, uint32_t entry)
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct since_place place = since_entry_place(after, list, entry);
	bool is_added = place.day > h->sides[WEIGH_BEFORE]->day;
	return (struct cause){.issued = is_added ? place.day : after->day, .place = place};
}

static void cause_text(struct harming *h, struct cause *cause, uint32_t list, uint32_t entry)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	const struct text *text = view_text(view, list, entry).text;
	struct cause found = cause_recorded(h, list, entry);
	found.is_new = harm_is_new_version(h, text);
	if (found.is_new)
		found.issued = text->promulgated;
	cause_take(cause, &found);
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

/* The version that answered before, withdrawn; NULL where it was not. */
static const struct window *withdrawn(struct harming *h, const struct list_state *was)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	if (!was->window)
		return NULL;
	const struct timeline *timeline = view_whole_timeline(view, h->list[WEIGH_AFTER]);
	for (size_t i = 0; i < timeline->side_count; i++)
		if (timeline->sides[i].state == WINDOW_WITHDRAWN &&
		    timeline->sides[i].from == was->text->effective)
			return &timeline->sides[i];
	return NULL;
}

/* By a new version that was promulgated before what it withdraws took effect, nobody acted under
 * that. */
static void cause_withdrawn(struct harming *h, struct cause *cause, const struct window *taken)
{
	struct history_view *view = h->sides[WEIGH_AFTER]->asking.view;
	const struct text *by = view_text(view, h->list[WEIGH_AFTER], taken->cause).text;
	struct cause found = cause_recorded(h, h->list[WEIGH_AFTER], taken->cause);
	found.is_withdrawn = true;
	if (harm_is_new_version(h, by) && by->promulgated < taken->from)
		found.issued = by->promulgated;
	cause_take(cause, &found);
}

static void cause_span(struct harming *h, struct cause *cause, const struct harm_span *span)
{
	const struct list_state *was = &span->sides[WEIGH_BEFORE].state;
	const struct list_state *is = &span->sides[WEIGH_AFTER].state;
	if (!harm_span_differs(span))
		return;
	if (was->window)
		cause->was = since_entry_place(h->sides[WEIGH_BEFORE], h->list[WEIGH_BEFORE],
					       was->window->entry);
	const struct window *taken = withdrawn(h, was);
	if (taken)
		cause_withdrawn(h, cause, taken);
	else if (!is->window)
		cause_end(h, cause, span->sides[WEIGH_AFTER].clauses);
	else if (was->window && digest_equal(&was->text->form, &is->text->form))
		cause_repeals(h, cause, is, span->days.from);
	else
		cause_text(h, cause, h->list[WEIGH_AFTER], is->window->entry);
}

struct cause harm_cause(struct harming *h, const struct harm_days *days)
{
	struct cause cause = {.issued = DATE_NONE, .place.path = STR(""), .was.path = STR("")};
	cause_span(h, &cause, days->first);
	if (days->last != days->first)
		cause_span(h, &cause, days->last);
	cause_span(h, &cause, days->accountable);
	return cause;
}
