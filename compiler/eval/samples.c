/* Constants of each variable are gathered, sorted, and the gaps between them filled. */
#include "eval/samples.h"

#include <stdlib.h>

enum { GAP_ALONE = 1, GAP_LINKED = 3, GAP_CHAINED = 5 }; /* values taken from a gap */

struct cuts {
	VEC(int64_t) values;
	bool is_asked;
	bool is_read;	/* not only asked whether it is given */
	bool is_linked; /* held against another that is open */
	bool is_right;	/* on the right */
};

struct sampling {
	struct mem *mem;
	const struct eval_program *program;
	const struct eval_column *columns;
	struct cuts *cuts; /* by variable */
	struct cuts shared;
	size_t lefts; /* variables that are linked */
	size_t rights;
	uint32_t decision;
};

static bool is_known(const struct sampling *s, uint32_t var)
{
	return s->columns[var].known[0] != 0;
}

static void cut(struct sampling *s, uint32_t var, int64_t value)
{
	VEC_PUSH(s->mem, &s->cuts[var].values, value);
}

/* Two variables: what is known cuts the other; what is open on both sides shares all cuts. */
static void cut_between(struct sampling *s, uint32_t var, uint32_t other)
{
	s->cuts[other].is_asked = s->cuts[other].is_read = true;
	if (is_known(s, other))
		cut(s, var, s->columns[other].numbers[0]);
	else if (is_known(s, var))
		cut(s, other, s->columns[var].numbers[0]);
	else
		s->cuts[var].is_linked = s->cuts[other].is_linked = s->cuts[other].is_right = true;
}

static void gather(struct sampling *s, const struct eval_step *step)
{
	if (step->op < EVAL_GIVEN || step->op > EVAL_IN)
		return;
	s->cuts[step->var].is_asked = true;
	if (step->op == EVAL_GIVEN)
		return;
	s->cuts[step->var].is_read = true;
	if (step->local != NO_VAR)
		s->cuts[step->local].is_asked = s->cuts[step->local].is_read = true;
	if (step->op == EVAL_COMPARE && step->other != NO_VAR) {
		cut_between(s, step->var, step->other);
		if (step->presumes)
			cut(s, step->other, step->presumed);
	} else if (step->op == EVAL_COMPARE) {
		cut(s, step->var, step->number);
	}
	for (uint32_t i = 0; step->op == EVAL_IN && i < step->count; i++)
		cut(s, step->var, s->program->numbers.items[step->first + i]);
}

static int number_compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

struct range {
	int64_t least;
	int64_t most;
};

static struct range range_of(enum ir_type type)
{
	if (type == IR_DATE)
		return (struct range){date_from_civil(1, 1, 1), date_from_civil(9999, 12, 31)};
	return (struct range){0, INT64_MAX};
}

/* Up to so many values strictly between two others. */
static size_t gap_fill(int64_t *out, size_t most, int64_t below, int64_t above)
{
	size_t count = 0;
	for (int64_t value = below; count < most && value < above - 1;)
		out[count++] = ++value;
	return count;
}

/* Below, at and above the one that all are held against; where several are, one may stand behind
 * another. */
static size_t gap_of(const struct sampling *s, const struct cuts *cuts)
{
	if (!cuts->is_linked)
		return GAP_ALONE;
	return s->lefts > 1 && s->rights > 1 ? GAP_CHAINED : GAP_LINKED;
}

static void numbers_make(struct eval_sample_set *out, struct arena *arena, const struct sampling *s,
			 uint32_t var, enum ir_type type)
{
	const struct cuts *cuts = &s->cuts[var];
	struct range range = range_of(type);
	size_t gap = gap_of(s, cuts), count = cuts->values.count, edge = cuts->is_linked;
	out->values = ARENA_ARRAY(arena, int64_t, count + gap * (count + 1) + 2 * edge);
	out->edge = edge;
	if (count)
		qsort(cuts->values.items, count, sizeof(int64_t), number_compare);
	int64_t below = range.least - 1;
	for (size_t i = 0; i < count; i++) {
		int64_t value = cuts->values.items[i];
		if (value <= below || value > range.most)
			continue;
		out->count += gap_fill(out->values + out->count, out->count ? gap : gap + edge,
				       below, value);
		out->values[out->count++] = below = value;
	}
	/* above what is asked of the largest; nothing lies beyond INT64_MAX */
	if (below < range.most)
		out->count +=
			gap_fill(out->values + out->count, out->count ? gap + edge : gap + 2 * edge,
				 below, range.most == INT64_MAX ? range.most : range.most + 1);
}

static void bits_make(struct eval_sample_set *out, struct arena *arena, const struct cuts *cuts)
{
	out->values = ARENA_ARRAY(arena, int64_t, 2);
	out->values[1] = 1;
	out->count = cuts->is_read ? 2 : 1;
}

/* Whether some condition tells two choices apart, for this variable or what stands for it. */
static bool choices_differ(const struct sampling *s, uint32_t var, uint64_t a, uint64_t b)
{
	const struct eval_program *program = s->program;
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if ((step->op != EVAL_AMONG && step->op != EVAL_GIVEN) ||
		    (step->var != var && step->local != var))
			continue;
		uint64_t number = (uint64_t)step->number;
		if ((number >> a & 1) != (number >> b & 1) ||
		    (step->knows >> a & 1) != (step->knows >> b & 1))
			return true;
	}
	return false;
}

static void choices_make(struct eval_sample_set *out, struct arena *arena, const struct sampling *s,
			 uint32_t var)
{
	uint64_t domain = s->program->facts->vars.items[var].domain;
	out->values = ARENA_ARRAY(arena, int64_t, EVAL_CHOICES_MAX);
	for (uint64_t choice = 0; choice < EVAL_CHOICES_MAX; choice++) {
		bool is_new = domain >> choice & 1;
		for (size_t i = 0; is_new && i < out->count; i++)
			is_new = choices_differ(s, var, choice, (uint64_t)out->values[i]);
		if (is_new)
			out->values[out->count++] = (int64_t)choice;
	}
}

static void share_cuts(struct sampling *s)
{
	size_t count = s->program->facts->vars.count;
	for (uint32_t var = 0; var < count; var++)
		for (size_t i = 0; s->cuts[var].is_linked && i < s->cuts[var].values.count; i++)
			VEC_PUSH(s->mem, &s->shared.values, s->cuts[var].values.items[i]);
	for (uint32_t var = 0; var < count; var++) {
		if (!s->cuts[var].is_linked)
			continue;
		s->lefts += !s->cuts[var].is_right;
		s->rights += s->cuts[var].is_right;
		s->cuts[var].values.count = 0;
		for (size_t i = 0; i < s->shared.values.count; i++)
			cut(s, var, s->shared.values.items[i]);
	}
	VEC_FREE(s->mem, &s->shared.values);
}

static void sample(struct eval_sample_set *out, struct arena *arena, const struct sampling *s,
		   uint32_t var)
{
	const struct eval_facts *facts = s->program->facts;
	enum ir_type type = facts->facts.items[facts->vars.items[var].fact].type;
	if (!s->cuts[var].is_asked || is_known(s, var))
		return;
	if (type == IR_BOOL || type == IR_SET)
		bits_make(out, arena, &s->cuts[var]);
	else if (type == IR_CHOICE)
		choices_make(out, arena, s, var);
	else
		numbers_make(out, arena, s, var, type);
}

struct eval_sample_set *eval_samples_make(struct arena *arena, const struct eval_program *program,
					  const struct eval_column *columns)
{
	struct mem *mem = program->mem;
	size_t count = program->facts->vars.count;
	struct sampling s = {.mem = mem, .program = program, .columns = columns};
	struct eval_sample_set *sets = ARENA_ARRAY(arena, struct eval_sample_set, count);
	s.cuts = mem_zalloc(mem, (count + 1) * sizeof(*s.cuts));
	for (size_t i = 0; i < program->steps.count; i++)
		gather(&s, &program->steps.items[i]);
	share_cuts(&s);
	for (uint32_t var = 0; var < count; var++) {
		sample(&sets[var], arena, &s, var);
		VEC_FREE(mem, &s.cuts[var].values);
	}
	mem_free(mem, s.cuts);
	return sets;
}
