/*
 * Samples held against all values of small domains: whatever some values make of all conditions
 * together, some samples make as well; and nothing else, for samples are values.
 */
#include "conditions.h"

enum { PROGRAMS = 60, PUT = 4, VARS_MAX = 8 };

/* The values that are tried of each variable, as a counter with one wheel for each. */
struct wheels {
	uint32_t vars[VARS_MAX];
	const int64_t *values[VARS_MAX];
	size_t sizes[VARS_MAX];
	size_t count;
	size_t total;
};

static void wheel_add(struct wheels *wheels, uint32_t var, const int64_t *values, size_t size)
{
	claim(wheels->count < VARS_MAX, "too many variables");
	wheels->vars[wheels->count] = var;
	wheels->values[wheels->count] = values;
	wheels->sizes[wheels->count++] = size;
	wheels->total *= size;
}

static void say_turn(struct conditions *c, const struct wheels *wheels, size_t lane)
{
	size_t turn = lane;
	for (size_t i = 0; i < wheels->count; i++) {
		int64_t value = wheels->values[i][turn % wheels->sizes[i]];
		conditions_say(c, wheels->vars[i], lane, (struct said){false, true, value});
		turn /= wheels->sizes[i];
	}
}

/* What all conditions say in a lane. */
static uint64_t signature(const struct conditions *c, const uint32_t regs[PUT], size_t lane)
{
	uint64_t all = 0;
	for (size_t i = 0; i < PUT; i++)
		all = all * 3 + (uint64_t)eval_truth(&c->result, regs[i], lane);
	return all;
}

/* A bit for each signature that some turn of the wheels gives. */
struct signatures {
	uint64_t bits[2];
};

static struct signatures signatures_of(struct conditions *c, const struct wheels *wheels,
				       const uint32_t regs[PUT])
{
	struct signatures all = {{0, 0}};
	conditions_lanes(c, wheels->total);
	for (size_t lane = 0; lane < wheels->total; lane++)
		say_turn(c, wheels, lane);
	conditions_run(c);
	for (size_t lane = 0; lane < wheels->total; lane++) {
		uint64_t at = signature(c, regs, lane);
		all.bits[at / 64] |= UINT64_C(1) << at % 64;
	}
	return all;
}

/* -- all values: days reach beyond the constants far enough for two in a gap -- */

static const int64_t bits[] = {0, 1}, choices[] = {0, 1, 2}, counts[] = {0, 1, 2, 3, 4, 5, 6};
static const int64_t days[] = {16997, 16998, 16999, 17000, 17001, 17002,
			       17003, 17004, 17005, 17006, 17007, 17008};

static void all_values(struct wheels *wheels, const struct conditions *c)
{
	static const struct {
		const int64_t *values;
		size_t size;
	} domains[] = {
		[IR_BOOL] = {bits, countof(bits)},	   [IR_SET] = {bits, countof(bits)},
		[IR_CHOICE] = {choices, countof(choices)}, [IR_COUNT] = {counts, countof(counts)},
		[IR_DATE] = {days, countof(days)},
	};
	*wheels = (struct wheels){.total = 1};
	for (uint32_t var = 0; var < c->facts.vars.count; var++) {
		enum ir_type type = c->facts.facts.items[c->facts.vars.items[var].fact].type;
		if (var != c->facts.moments[IR_CONDUCT] &&
		    var != c->facts.moments[IR_ACCOUNTABILITY])
			wheel_add(wheels, var, domains[type].values, domains[type].size);
	}
}

static void sample_values(struct wheels *wheels, struct conditions *c)
{
	static const uint64_t none = 0;
	static const int64_t zero = 0;
	size_t count = c->facts.vars.count;
	struct eval_column *columns = ARENA_ARRAY(&c->arena, struct eval_column, count);
	for (size_t i = 0; i < count; i++)
		columns[i] = (struct eval_column){true, &none, &none, &none, &zero};
	const struct eval_sample_set *sets = eval_samples_make(&c->arena, &c->program, columns);
	*wheels = (struct wheels){.total = 1};
	for (uint32_t var = 0; var < count; var++)
		if (sets[var].count)
			wheel_add(wheels, var, sets[var].values, sets[var].count);
}

Test(samples, stand_for_all_values)
{
	struct numbers numbers = {7};
	size_t tried = 0, possible = 0;
	for (size_t program = 0; program < PROGRAMS; program++) {
		struct conditions c;
		struct wheels all, samples;
		uint32_t regs[PUT];
		conditions_init(&c);
		conditions_fact(&c, "a", NULL, IR_BOOL, NULL);
		conditions_fact(&c, "n", NULL, IR_COUNT, NULL);
		conditions_fact(&c, "k", NULL, IR_CHOICE, "p,q,r");
		conditions_fact(&c, "s", NULL, IR_SET, "x");
		conditions_fact(&c, "d", NULL, IR_DATE, NULL);
		conditions_settle(&c);
		for (size_t i = 0; i < PUT; i++)
			regs[i] = conditions_put(&c, condition_random(&c, &numbers, 2));
		all_values(&all, &c);
		sample_values(&samples, &c);
		struct signatures wanted = signatures_of(&c, &all, regs);
		struct signatures got = signatures_of(&c, &samples, regs);
		tried += samples.total;
		possible += all.total;
		claim(memcmp(&wanted, &got, sizeof(got)) == 0,
		      "program %zu: values and samples differ", program);
		conditions_fini(&c);
	}
	claim(tried < possible, "%zu samples of %zu", tried, possible);
}
