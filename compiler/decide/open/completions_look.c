/* A tree of suppositions, gone down only where the one who looks asks for a variable. */
#include "decide/open/completions_look.h"

static bool goes_on(const struct search *s, const struct completions_looking *l)
{
	return !s->gave_up && !l->is_answered(l->data);
}

static void go_through(struct search *s, const struct completions_looking *l, uint32_t var);

/* Values side by side; those that leave something open are gone into. */
static void go_through_fan(struct search *s, const struct completions_looking *l, uint32_t var,
			   size_t first, size_t count)
{
	bool open[64];
	if (!search_run(s))
		return;
	for (size_t lane = 0; lane < count; lane++)
		open[lane] = l->look(l->data, lane) != NO_VAR;
	for (size_t lane = 0; lane < count && goes_on(s, l); lane++) {
		if (!open[lane])
			continue;
		search_suppose(s, var, s->samples[var].values[first + lane]);
		if (search_run(s))
			go_through(s, l, l->look(l->data, 0));
	}
}

static void go_through(struct search *s, const struct completions_looking *l, uint32_t var)
{
	if (var == NO_VAR)
		return;
	for (size_t first = 0; first < s->samples[var].count && goes_on(s, l);) {
		size_t count = search_fan(s, var, first);
		go_through_fan(s, l, var, first, count);
		first += count;
	}
	search_release(s, var);
}

void completions_look(struct search *search, const struct completions_looking *looking)
{
	if (search_run(search))
		go_through(search, looking, looking->look(looking->data, 0));
}
