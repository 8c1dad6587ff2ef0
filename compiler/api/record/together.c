/* A list that stands on both sides, or in several states, is put in once. */
#include "api/record/together.h"

void together_init(struct together *together, struct arena *arena, size_t count)
{
	*together = (struct together){.arena = arena};
	together->lists = ARENA_ARRAY(arena, const struct ir_list *, count + 1);
}

void together_add(struct together *together, const struct ir_list *list)
{
	size_t at = together->count;
	for (size_t i = 0; i < together->count; i++)
		if (together->lists[i] == list)
			return;
	if (!list)
		return;
	for (; at > 0 && together->lists[at - 1]->effective > list->effective; at--)
		together->lists[at] = together->lists[at - 1];
	together->lists[at] = list;
	together->count++;
}

void together_make(struct together *together, const struct date_interval *days, size_t count)
{
	struct arena *arena = together->arena;
	struct ir_dates named = {ARENA_ARRAY(arena, int32_t, 2 * count + 1), 0};
	for (size_t i = 0; i < count; i++) {
		if (days[i].from != DATE_NONE)
			named.items[named.count++] = days[i].from;
		if (days[i].to != DATE_MAX)
			named.items[named.count++] = days[i].to;
	}
	together->analyze =
		analyze_new(arena, arena->mem, together->lists, together->count, &named);
}

void together_free(struct together *together)
{
	analyze_free(together->analyze);
}

size_t together_index(const struct together *together, const struct ir_list *list)
{
	size_t at = 0;
	while (together->lists[at] != list)
		at++;
	return at;
}

int32_t together_outcome(struct together *together, const struct decide_state *state,
			 enum ir_outcome outcome)
{
	int32_t truth = analyze_true(together->analyze);
	if (!state->list)
		return outcome == IR_SILENT ? truth : -truth;
	return analyze_outcome(together->analyze, together_index(together, state->list), outcome,
			       state->in_force);
}

int32_t together_silent(struct together *together, const struct decide_state *states, size_t count)
{
	int32_t *silent = ARENA_ARRAY(together->arena, int32_t, count + 1);
	for (size_t i = 0; i < count; i++)
		silent[i] = together_outcome(together, &states[i], IR_SILENT);
	return analyze_all(together->analyze, silent, count);
}

int32_t together_both(struct together *together, int32_t one, int32_t other)
{
	int32_t formulas[] = {one, other};
	return analyze_all(together->analyze, formulas, countof(formulas));
}

int32_t together_either(struct together *together, int32_t one, int32_t other)
{
	int32_t formulas[] = {one, other};
	return analyze_any(together->analyze, formulas, countof(formulas));
}
