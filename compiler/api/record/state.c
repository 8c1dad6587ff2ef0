/* Windows, and the rules in force in them, as a list is asked day by day. */
#include "api/record/state.h"

#include <stdlib.h>

void list_state_at(struct list_state *out, struct arena *arena, struct history_view *view,
		   uint32_t list, int32_t day)
{
	*out = (struct list_state){NULL, NULL, NULL, 0};
	if (list == NO_ENTRY)
		return;
	const struct window *window = timeline_at(view_timeline(view, list), day);
	if (!window_answers(window))
		return;
	out->window = window;
	out->text = view_text(view, list, window->entry).text;
	out->in_force = ARENA_ARRAY(arena, bool, out->text->rule_count);
	for (size_t i = 0; i < out->text->rule_count; i++) {
		struct rule_window rule =
			view_rule(view, list, window, out->text, &out->text->rules[i]);
		out->in_force[i] = rule.in_force.from <= day && day < rule.in_force.to;
		out->rules += out->in_force[i];
	}
}

static bool is_in_force(const struct list_state *state, struct str identity)
{
	for (size_t i = 0; i < state->text->rule_count; i++)
		if (state->in_force[i] && str_equal(state->text->rules[i].identity, identity))
			return true;
	return false;
}

bool list_states_same(const struct list_state *a, const struct list_state *b)
{
	if (!a->text || !b->text)
		return a->text == b->text;
	if (!digest_equal(&a->text->form, &b->text->form) || a->rules != b->rules)
		return false;
	for (size_t i = 0; a->rules < a->text->rule_count && i < a->text->rule_count; i++)
		if (a->in_force[i] && !is_in_force(b, a->text->rules[i].identity))
			return false;
	return true;
}

static void cut_window(struct list_cuts *cuts, struct history_view *view, uint32_t list,
		       const struct window *window)
{
	VEC_PUSH(cuts->mem, &cuts->days, window->from);
	VEC_PUSH(cuts->mem, &cuts->days, window->to);
	const struct text *text = view_text(view, list, window->entry).text;
	for (size_t i = 0; i < text->rule_count; i++) {
		struct rule_window rule = view_rule(view, list, window, text, &text->rules[i]);
		if (rule.in_force.from >= rule.in_force.to)
			continue;
		if (rule.in_force.from != window->from)
			VEC_PUSH(cuts->mem, &cuts->days, rule.in_force.from);
		if (rule.in_force.to != window->to)
			VEC_PUSH(cuts->mem, &cuts->days, rule.in_force.to);
	}
}

void list_cuts_add(struct list_cuts *cuts, struct history_view *view, uint32_t list)
{
	if (list == NO_ENTRY)
		return;
	const struct timeline *timeline = view_timeline(view, list);
	for (size_t i = 0; i < timeline->window_count; i++)
		if (window_answers(&timeline->windows[i]))
			cut_window(cuts, view, list, &timeline->windows[i]);
}

static int compare_days(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return a < b ? -1 : a > b;
}

void list_cuts_sort(struct list_cuts *cuts)
{
	if (cuts->days.count > 0)
		qsort(cuts->days.items, cuts->days.count, sizeof(*cuts->days.items), compare_days);
}
