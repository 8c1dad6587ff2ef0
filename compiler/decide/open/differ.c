/*
 * Whether the outcome can be another if one thing is: the value of a fact, or the version taken of
 * a list. Both are looked at side by side while completions of the rest are gone through.
 */
#include "decide/open/hanging.h"

#include "base/bits.h"

struct differing {
	struct search *search;
	uint32_t var;  /* NO_VAR: a list's version is what differs */
	size_t behind; /* the samples of the variable that are looked at come behind that one */
	uint32_t list;
	size_t instead;
	bool is_ruling; /* of a list's version: whether it binds counts too */
	size_t worst; /* lane that leaves most open */
	size_t open;  /* lane in which a condition that reads the variable is */
};

enum verdict { SAME, DIFFERENT, NOT_YET };

/* Endings side by side: the same whatever is open, different whatever is open, or neither. */
static enum verdict hold_against(const uint32_t *endings, size_t count)
{
	uint32_t all = 0;
	for (size_t i = 0; i < count; i++)
		all |= endings[i];
	if ((all & (all - 1)) == 0)
		return SAME;
	for (size_t i = 0; i < count; i++)
		for (size_t k = i + 1; k < count; k++)
			if (!(endings[i] & endings[k]))
				return DIFFERENT;
	return NOT_YET;
}

static size_t fan(struct differing *d)
{
	struct search *s = d->search;
	return d->var == NO_VAR ? 1 : search_fan_learned(s, d->var, d->behind);
}

/* What is but advice needs a ruling as what nobody declared does. */
static uint32_t need_alike(uint32_t endings)
{
	bool is_advised = endings & ENDING_BIT(END_ADVISED);
	return is_advised ? (endings & ~ENDING_BIT(END_ADVISED)) | ENDING_BIT(END_UNDECLARED)
			  : endings;
}

static uint32_t ends(struct differing *d, size_t lane)
{
	uint32_t endings = lane_endings(d->search, lane);
	return d->is_ruling ? need_alike(endings) : endings_outline(endings);
}

/* Whether every version that can be taken of the list is silent, whatever the rest: then it does
 * not matter which is. */
static bool is_silent(const struct search *s, uint32_t list)
{
	const struct pick *pick = &s->picks[list];
	bool silent = true;
	for (size_t i = 0; i < pick->count; i++)
		silent &= pick->states[i] == NO_STATE ||
			  view_is(&s->views[pick->states[i]], DECIDE_SILENT);
	return silent;
}

static uint32_t outline_instead(struct differing *d)
{
	d->search->instead_list = d->list;
	d->search->instead = d->instead;
	uint32_t endings = ends(d, 0);
	d->search->instead_list = NO_LIST;
	return endings;
}

/* Under what is supposed so far. */
static enum verdict look(struct differing *d)
{
	struct search *s = d->search;
	uint32_t endings[64 + 1];
	size_t count = fan(d), most = 0;
	if (!search_run(s) || (d->var != NO_VAR && !hang_on(s, d->var, count, &d->open)))
		return SAME;
	for (size_t lane = 0; lane < count; lane++) {
		endings[lane] = ends(d, lane);
		if (bits_count(endings[lane]) <= most)
			continue;
		most = bits_count(endings[lane]);
		d->worst = lane;
	}
	if (d->var == NO_VAR && !d->is_ruling && is_silent(s, d->list))
		return SAME;
	if (d->var == NO_VAR)
		endings[count++] = outline_instead(d);
	return hold_against(endings, count);
}

/* What its versions say comes first, for where all are silent it does not matter which is taken. */
static uint32_t next_var_of_list(struct differing *d)
{
	struct search *s = d->search;
	uint32_t var = search_most_asked_about(s, 0, &(struct search_about){d->list, NO_VAR});
	if (var != NO_VAR)
		return var;
	var = search_most_asked_in(s, 0);
	if (var != NO_VAR)
		return var;
	outline_instead(d);
	s->instead_list = d->list;
	s->instead = d->instead;
	var = search_most_asked_in(s, 0);
	s->instead_list = NO_LIST;
	return var;
}

/* What conditions hang on that read the variable comes first: where they are settled the same way,
 * nothing else matters. */
static uint32_t next_var_of_fact(struct differing *d)
{
	struct search *s = d->search;
	lane_endings(s, d->open);
	uint32_t var = search_most_asked_about(s, d->open, &(struct search_about){NO_LIST, d->var});
	if (var != NO_VAR)
		return var;
	lane_endings(s, d->worst);
	return search_most_asked_in(s, d->worst);
}

static uint32_t next_var(struct differing *d)
{
	if (d->var != NO_VAR)
		return next_var_of_fact(d);
	lane_endings(d->search, d->worst);
	return next_var_of_list(d);
}

static bool go_through(struct differing *d)
{
	struct search *s = d->search;
	enum verdict verdict = look(d);
	if (verdict != NOT_YET)
		return verdict == DIFFERENT;
	uint32_t var = next_var(d);
	bool differs = false;
	if (var == NO_VAR)
		return false;
	for (size_t i = 0; !differs && !s->gave_up && i < s->samples[var].count; i++) {
		search_suppose(s, var, s->samples[var].values[i]);
		differs = go_through(d);
	}
	search_release(s, var);
	return differs;
}

static enum search_answer answer(struct differing *d)
{
	struct search *s = d->search;
	bool gave_up = s->gave_up;
	s->gave_up = false;
	bool differs = go_through(d);
	enum search_answer answer = differs ? SEARCH_YES : s->gave_up ? SEARCH_GAVE_UP : SEARCH_NO;
	s->gave_up |= gave_up;
	return answer;
}

enum search_answer search_matters(struct search *s, uint32_t var)
{
	struct differing differing = {.search = s, .var = var};
	uint32_t fact = s->play->program.facts->vars.items[var].fact;
	size_t count = s->samples[var].count;
	if (count < 2 && !s->is_filled_in[fact])
		return SEARCH_NO;
	enum search_answer found = SEARCH_NO;
	size_t most = search_fan_most(s, var);
	do {
		found = answer(&differing);
		differing.behind += most - 1;
	} while (found == SEARCH_NO && differing.behind + 1 < count);
	search_release(s, var);
	search_learn(s, fact, 0);
	return found;
}

enum search_answer search_instead(struct search *s, uint32_t list, size_t instead)
{
	struct differing differing = {.search = s, .var = NO_VAR, .list = list, .instead = instead};
	search_bound(s);
	return is_silent(s, list) ? SEARCH_NO : answer(&differing);
}

/* A list that is silent may still say whose findings bind. */
enum search_answer search_ruled_instead(struct search *s, uint32_t list, size_t instead)
{
	struct differing differing = {
		.search = s, .var = NO_VAR, .list = list, .instead = instead, .is_ruling = true};
	return s->any_recognition ? answer(&differing) : SEARCH_NO;
}
