/* The same numbers in every process: a Weyl sequence, multiplied and folded. */
#include "analyze/solve/pool.h"

#include "analyze/inside.h"
#include "base/bits.h"

enum { LANES = POOL_WORDS * 64 };

struct filling {
	struct analyze *a;
	uint64_t state;
	struct eval_column *columns; /* by variable */
	uint64_t *words;	     /* by variable: given, then bits */
	int64_t *numbers;	     /* by variable */
};

static uint64_t next(struct filling *f)
{
	uint64_t x = f->state += UINT64_C(0x9E3779B97F4A7C15);
	x = (x ^ x >> 31) * UINT64_C(0xD6E8FEB86659FD93);
	x = (x ^ x >> 29) * UINT64_C(0xD6E8FEB86659FD93);
	return x ^ x >> 32;
}

static uint64_t *given_of(const struct filling *f, uint32_t var)
{
	return f->words + (size_t)var * 2 * POOL_WORDS;
}

static uint64_t *bits_of(const struct filling *f, uint32_t var)
{
	return given_of(f, var) + POOL_WORDS;
}

static int64_t *numbers_of(const struct filling *f, uint32_t var)
{
	return f->numbers + (size_t)var * LANES;
}

static void fill_numbers(struct filling *f, uint32_t var)
{
	const struct domain *domain = &f->a->domains.of[var];
	uint64_t choices = f->a->facts.vars.items[var].domain;
	int64_t *numbers = numbers_of(f, var);
	for (size_t lane = 0; lane < LANES; lane++)
		numbers[lane] = domain->count ? domain->stands[next(f) % domain->count]
					      : bits_nth(choices, next(f));
}

/* Facts that some case may lack are given in three cases out of four. */
static void fill_given(struct filling *f, const struct eval_fact *fact, bool always)
{
	uint64_t given[POOL_WORDS];
	for (size_t i = 0; i < POOL_WORDS; i++)
		given[i] = always ? UINT64_MAX : next(f) | next(f);
	for (uint32_t i = 0; i < fact->var_count; i++)
		memcpy(given_of(f, fact->first_var + i), given, sizeof(given));
}

static void fill(struct filling *f)
{
	struct analyze *a = f->a;
	static const uint64_t all[POOL_WORDS] = {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
						 UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX};
	for (uint32_t i = 0; i < a->facts.facts.count; i++)
		fill_given(f, &a->facts.facts.items[i], a->domains.given[i] == a->domains.truth);
	for (uint32_t var = 0; var < a->facts.vars.count; var++) {
		fill_numbers(f, var);
		for (size_t i = 0; i < POOL_WORDS; i++)
			bits_of(f, var)[i] = next(f);
		if (a->facts.vars.items[var].is_local)
			memcpy(given_of(f, var),
			       given_of(f, a->facts.facts.items[a->facts.vars.items[var].fact]
						   .first_var),
			       sizeof(all));
		f->columns[var] = (struct eval_column){false, given_of(f, var), all,
						       bits_of(f, var), numbers_of(f, var)};
	}
}

static void swap_if_late(int64_t *early, int64_t *late)
{
	int64_t kept = *early;
	if (*early <= *late)
		return;
	*early = *late;
	*late = kept;
}

/* Conduct, accountability, decision. */
static void put_days_in_order(struct filling *f)
{
	const uint32_t *moments = f->a->facts.moments;
	int64_t *conduct = numbers_of(f, moments[IR_CONDUCT]);
	int64_t *accountability = numbers_of(f, moments[IR_ACCOUNTABILITY]);
	int64_t *decision = numbers_of(f, moments[IR_DECISION]);
	for (size_t lane = 0; lane < LANES; lane++) {
		swap_if_late(&conduct[lane], &accountability[lane]);
		swap_if_late(&accountability[lane], &decision[lane]);
		swap_if_late(&conduct[lane], &accountability[lane]);
	}
}

void pool_init(struct pool *pool, struct analyze *a)
{
	size_t count = a->facts.vars.count + 1;
	struct filling f = {.a = a};
	pool->mem = a->mem;
	f.columns = mem_alloc(a->mem, count * sizeof(*f.columns));
	f.words = mem_alloc(a->mem, count * 2 * POOL_WORDS * sizeof(*f.words));
	f.numbers = mem_alloc(a->mem, count * LANES * sizeof(*f.numbers));
	fill(&f);
	put_days_in_order(&f);
	eval_result_init(&pool->result, &a->program, POOL_WORDS);
	eval_run(&a->program, &pool->result, f.columns);
	mem_free(a->mem, f.numbers);
	mem_free(a->mem, f.words);
	mem_free(a->mem, f.columns);
}

void pool_fini(struct pool *pool)
{
	eval_result_fini(&pool->result, pool->mem);
}
