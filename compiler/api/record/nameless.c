/* A text on record that nobody could read, not even whose it is. */
#include "api/record/asking.h"

static bool window_counts(const struct window *window, const int32_t *days, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if ((window->from == DATE_NONE || window->from <= days[i]) && days[i] < window->to)
			return true;
	return count == 0;
}

/* What belongs to no list makes none uncertain; and yet it may be what was asked for. The doctor
 * names all, here one will do. */
bool asking_tell_nameless(struct asking *asking, const int32_t *days, size_t count)
{
	struct diag_list *diags = &asking->answer->answer.diags;
	uint32_t list = view_list_find(asking->view, STR(""));
	if (list == NO_ENTRY)
		return false;
	const struct timeline *timeline = view_whole_timeline(asking->view, list);
	for (size_t i = 0; i < timeline->side_count; i++) {
		const struct window *side = &timeline->sides[i];
		if (side->state != WINDOW_UNCERTAIN || !window_counts(side, days, count) ||
		    view_cured(asking->view, side->entry) != NO_COMMIT)
			continue;
		struct diag *diag = diag_at(diags, NULL, (struct span){0, 0}, DIAG_RECORD_NAMELESS,
					    ARGS(asking_doubt(asking, list, side)));
		diag_hint(diags, diag, HINT_RECORD_NAMELESS, NO_ARGS);
		return true;
	}
	return false;
}
