/* Variables that are supposed keep their value in every lane; the others take that of the lane. */
#include "decide/open/completions.h"

enum { LANES_VARIED = 32 };

void completions_init(struct completions *kept, size_t var_count, struct arena *arena)
{
	*kept = (struct completions){.random = 1};
	kept->values = ARENA_ARRAY(arena, struct spread, var_count);
	kept->varied = ARENA_ARRAY(arena, struct spread, var_count);
}

/* The first are kept longest: they led to the outcomes of the case itself. */
static size_t next_lane(struct completions *kept)
{
	if (kept->count < COMPLETIONS_MOST)
		return kept->count++;
	kept->next = kept->next + 1 < COMPLETIONS_MOST ? kept->next + 1 : COMPLETIONS_MOST / 4;
	return kept->next;
}

static void set_lane(struct spread *own, size_t lane, int64_t value)
{
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
			set_lane(&kept->values[var], lane,
				 search_is_known(s, var) ? s->values[var].numbers[0]
							 : s->samples[var].values[0]);
	for (size_t i = 0; i < count; i++)
		set_lane(&kept->values[path[i].var], lane, path[i].value);
}

static bool lane_ends(struct search *s, size_t lane, struct ended *out)
{
	uint32_t ending = endings_outline(lane_endings(s, lane));
	*out = (struct ended){lane, ending};
	return endings_settled(ending);
}

static bool lanes_differ(struct search *s, size_t count, struct ended two[2])
{
	size_t found = 0;
	for (size_t lane = 0; lane < count && found < 2; lane++)
		found += lane_ends(s, lane, &two[found]) &&
			 (found == 0 || two[0].ending != two[1].ending);
	return found == 2;
}

static void spread_all(struct search *s, const struct spread *values)
{
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (search_is_open(s, var))
			search_spread(s, var, &values[var]);
}

static void release_all(struct search *s, const struct spread *values)
{
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (s->columns[var].known == &values[var].known)
			search_release(s, var);
}

bool completions_differ(const struct completions *kept, struct search *s, struct ended two[2])
{
	spread_all(s, kept->values);
	bool differ = search_run(s) && lanes_differ(s, kept->count, two);
	release_all(s, kept->values);
	return differ;
}

/* -- at random -- */

/* Marsaglia, Xorshift RNGs, 2003. The same every time. */
static uint64_t draw(struct completions *kept)
{
	kept->random ^= kept->random << 13;
	kept->random ^= kept->random >> 7;
	return kept->random ^= kept->random << 17;
}

/* Every other pair takes another value half as often; some of those that differ in little still
 * come out differently where those that differ in much do not. */
static void vary_var(struct completions *kept, const struct eval_sample_set *samples, uint32_t var,
		     const struct ended two[2])
{
	const int64_t *values = kept->values[var].numbers;
	struct spread *to = &kept->varied[var];
	for (size_t lane = 0; lane < LANES_VARIED; lane += 2) {
		uint64_t random = draw(kept);
		bool is_other = (random & 255) < 128u >> lane / 2 % 4;
		int64_t other = samples->values[(random >> 8) % samples->count];
		for (size_t i = 0; i < 2; i++)
			set_lane(to, lane + i, is_other ? other : values[two[i].lane]);
	}
}

static size_t varied_differ(struct search *s, struct ended *found)
{
	size_t count = 0;
	for (size_t lane = 0; lane < LANES_VARIED && count < COMPLETIONS_VARIED; lane += 2)
		if (lane_ends(s, lane, &found[count]) &&
		    lane_ends(s, lane + 1, &found[count + 1]) &&
		    found[count].ending != found[count + 1].ending)
			count += 2;
	return count;
}

size_t completions_vary(struct completions *kept, struct search *s, const struct ended two[2],
			struct ended *found)
{
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (search_is_open(s, var))
			vary_var(kept, &s->samples[var], var, two);
	spread_all(s, kept->varied);
	size_t count = search_run(s) ? varied_differ(s, found) : 0;
	release_all(s, kept->varied);
	return count;
}
