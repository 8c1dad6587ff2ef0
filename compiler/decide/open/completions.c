/* Variables that are supposed keep their value in every lane; the others take that of the lane. */
#include "decide/open/completions.h"

/* The first are kept longest: they led to the outcomes of the case itself. */
static size_t next_lane(struct completions *kept)
{
	if (kept->count < COMPLETIONS_MOST)
		return kept->count++;
	kept->next = kept->next + 1 < COMPLETIONS_MOST ? kept->next + 1 : COMPLETIONS_MOST / 4;
	return kept->next;
}

static void set_value(struct completions *kept, uint32_t var, size_t lane, int64_t value)
{
	struct spread *own = &kept->values[var];
	own->known = UINT64_MAX;
	own->numbers[lane] = value;
	own->bits &= ~(UINT64_C(1) << lane);
	own->bits |= (uint64_t)(value != 0) << lane;
}

void completions_keep(struct completions *kept, const struct search *s,
		      const struct decide_supposed *path, size_t count)
{
	size_t lane = next_lane(kept);
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (search_is_asked(s, var) && s->samples[var].count > 0)
			set_value(kept, var, lane,
				  search_is_known(s, var) ? s->values[var].numbers[0]
							  : s->samples[var].values[0]);
	for (size_t i = 0; i < count; i++)
		set_value(kept, path[i].var, lane, path[i].value);
}

static bool lanes_differ(struct search *s, size_t count)
{
	uint32_t found = 0;
	for (size_t lane = 0; lane < count; lane++) {
		uint32_t endings = endings_outline(lane_endings(s, lane));
		if ((endings & (endings - 1)) != 0)
			continue;
		found |= endings;
		if (!endings_settled(found))
			return true;
	}
	return false;
}

static void spread_kept(const struct completions *kept, struct search *s)
{
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (search_is_open(s, var))
			search_spread(s, var, &kept->values[var]);
}

static void release_kept(const struct completions *kept, struct search *s)
{
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (s->columns[var].known == &kept->values[var].known)
			search_release(s, var);
}

bool completions_differ(const struct completions *kept, struct search *s)
{
	spread_kept(kept, s);
	bool differ = search_run(s) && lanes_differ(s, kept->count);
	release_kept(kept, s);
	return differ;
}
