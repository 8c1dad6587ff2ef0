/* A word is taken into use when the others of its ending are full. */
#include "decide/open/counterexamples.h"

void counterexamples_init(struct counterexamples *all, const struct search *s, struct arena *arena)
{
	size_t vars = s->play->program.facts->vars.count;
	*all = (struct counterexamples){.takes = ARENA_ARRAY(arena, uint64_t *, vars)};
	for (uint32_t var = 0; var < vars; var++)
		if (search_is_open(s, var))
			all->takes[var] = ARENA_ARRAY(arena, uint64_t,
						      s->samples[var].count * COUNTEREXAMPLE_WORDS);
}

static uint64_t *who_takes(const struct counterexamples *all, uint32_t var, size_t sample)
{
	return all->takes[var] + sample * COUNTEREXAMPLE_WORDS;
}

bool counterexamples_full(const struct counterexamples *all)
{
	return all->words == COUNTEREXAMPLE_WORDS;
}

static size_t word_with_room(struct counterexamples *all, uint32_t ending, uint32_t given)
{
	for (size_t word = 0; word < all->words; word++)
		if (all->endings[word] == ending && all->given[word] == given &&
		    all->used[word] != UINT64_MAX)
			return word;
	if (all->words == COUNTEREXAMPLE_WORDS)
		return COUNTEREXAMPLE_WORDS;
	all->endings[all->words] = ending;
	all->given[all->words] = given;
	return all->words++;
}

static size_t sample_of(const struct eval_sample_set *samples, int64_t value)
{
	size_t i = 0;
	while (i < samples->count && samples->values[i] != value)
		i++;
	return i;
}

static int64_t value_of(const struct search *s, uint32_t var, const struct spread *values,
			size_t lane)
{
	return search_is_known(s, var) ? s->values[var].numbers[0] : values[var].numbers[lane];
}

bool counterexamples_add(struct counterexamples *all, const struct search *s,
			 const struct spread *values, const struct ended *ended, uint32_t given,
			 size_t *word, uint64_t *bit)
{
	*word = word_with_room(all, ended->ending, given);
	if (*word == COUNTEREXAMPLE_WORDS)
		return false;
	*bit = all->used[*word] + 1; /* bits are used from the lowest on */
	all->used[*word] |= *bit;
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++) {
		const struct eval_sample_set *samples = &s->samples[var];
		if (!all->takes[var])
			continue;
		size_t sample = sample_of(samples, value_of(s, var, values, ended->lane));
		if (sample < samples->count)
			who_takes(all, var, sample)[*word] |= *bit;
	}
	return true;
}

void counterexamples_narrow(const struct counterexamples *all, const uint64_t *from, uint32_t var,
			    size_t sample, uint64_t *to)
{
	const uint64_t *takes = who_takes(all, var, sample);
	for (size_t word = 0; word < all->words; word++)
		to[word] = from[word] & takes[word];
}

bool counterexamples_differ(const struct counterexamples *all, const uint64_t *words,
			    uint32_t given)
{
	uint32_t found = 0;
	for (size_t word = 0; word < all->words && (found & (found - 1)) == 0; word++)
		found |= words[word] && all->given[word] == given ? all->endings[word] : 0;
	return (found & (found - 1)) != 0;
}
