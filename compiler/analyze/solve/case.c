/*
 * What the solver found -> a case. Every fact has its value there; those without which the goal
 * would still hold are left out: first all that the solver did not need to see that the goal cannot
 * fail, then one by one.
 */
#include "analyze/inside.h"

enum {
	LITERALS_MAX = EVAL_CHOICES_MAX + 3, /* of one fact, its being given included */
	FEW = 12,			     /* facts that are tried one by one */
};

/* What is said of one fact. */
struct said {
	uint32_t fact;
	int32_t literals[LITERALS_MAX];
	size_t count;
	bool is_needed;
};

struct drafting {
	struct analyze *a;
	struct said *said;
	size_t count;
	int32_t goal;
};

/* What the question was not about is not needed. */
static void say(struct said *said, struct solver *solver, int32_t literal)
{
	if (solver_concerns(solver, literal))
		said->literals[said->count++] = solver_holds(solver, literal) ? literal : -literal;
}

/* It is in this class, and not in the one before. */
static void say_class(struct said *said, struct solver *solver, const struct domain *domain)
{
	uint32_t class = 0;
	while (!solver_holds(solver, domain->literals[class]))
		class ++;
	if (class + 1 < domain->count)
		say(said, solver, domain->literals[class]);
	if (class > 0)
		say(said, solver, domain->literals[class - 1]);
}

static void say_choice(struct said *said, struct solver *solver, const struct domain *domain)
{
	for (uint32_t i = 0; i < EVAL_CHOICES_MAX; i++)
		if (domain->literals[i] && solver_holds(solver, domain->literals[i]))
			say(said, solver, domain->literals[i]);
}

static void say_var(struct said *said, struct analyze *a, uint32_t var)
{
	const struct domain *domain = &a->domains.of[var];
	enum ir_type type = a->facts.facts.items[said->fact].type;
	if (!domain->is_open)
		return;
	if (type == IR_CHOICE)
		say_choice(said, a->solver, domain);
	else if (domain->count)
		say_class(said, a->solver, domain);
	else
		say(said, a->solver, domain->literals[0]);
}

static void say_fact(struct said *said, struct analyze *a, uint32_t index)
{
	const struct eval_fact *fact = &a->facts.facts.items[index];
	said->fact = index;
	if (a->domains.given[index] != a->domains.truth)
		say(said, a->solver, a->domains.given[index]);
	for (uint32_t i = 0; i < fact->var_count; i++)
		say_var(said, a, fact->first_var + i);
	said->is_needed = said->count > 0;
}

static void say_all(struct drafting *d)
{
	const struct eval_facts *facts = &d->a->facts;
	d->count = facts->facts.count + facts->locals.count;
	d->said = mem_zalloc(d->a->mem, (d->count + 1) * sizeof(*d->said));
	for (uint32_t i = 0; i < facts->facts.count; i++)
		say_fact(&d->said[i], d->a, i);
	for (size_t i = 0; i < facts->locals.count; i++) {
		struct said *said = &d->said[facts->facts.count + i];
		said->fact = facts->locals.items[i].fact;
		say_var(said, d->a, facts->locals.items[i].var);
		said->is_needed = said->count > 0;
	}
}

/* Whether the goal cannot fail of what is needed of the case. */
static bool suffices(struct drafting *d)
{
	struct analyze *a = d->a;
	a->assumed.count = 0;
	VEC_PUSH(a->mem, &a->assumed, -d->goal);
	for (size_t i = 0; i < d->count; i++)
		for (size_t k = 0; d->said[i].is_needed && k < d->said[i].count; k++)
			VEC_PUSH(a->mem, &a->assumed, d->said[i].literals[k]);
	return solver_ask(a->solver, a->assumed.items, a->assumed.count, a->steps) == SOLVER_NO;
}

static bool was_needed(const struct drafting *d, const struct said *said)
{
	for (size_t i = 0; i < said->count; i++)
		if (solver_was_needed(d->a->solver, said->literals[i]))
			return true;
	return false;
}

/* The days of the case are always said. */
static bool is_day(const struct drafting *d, const struct said *said)
{
	return !d->a->facts.facts.items[said->fact].newest;
}

static void leave_out(struct drafting *d)
{
	if (!suffices(d))
		return;
	size_t left = 0;
	for (size_t i = 0; i < d->count; i++) {
		struct said *said = &d->said[i];
		said->is_needed &= is_day(d, said) || was_needed(d, said);
		left += said->is_needed && !is_day(d, said);
	}
	for (size_t i = left <= FEW ? d->count : 0; i-- > 0;) {
		if (!d->said[i].is_needed || is_day(d, &d->said[i]))
			continue;
		d->said[i].is_needed = false;
		d->said[i].is_needed = !suffices(d);
	}
}

/* -- values -- */

static int64_t set_value(struct analyze *a, const struct eval_fact *fact)
{
	uint64_t bits = 0;
	for (uint32_t i = 0; i < fact->var_count; i++)
		bits |= (uint64_t)domain_value(&a->domains, fact->first_var + i) << i;
	return (int64_t)bits;
}

static struct analyze_value value_of(struct analyze *a, uint32_t index)
{
	const struct eval_fact *fact = &a->facts.facts.items[index];
	return (struct analyze_value){
		.name = eval_fact_name(fact),
		.fact = index,
		.type = fact->type,
		.given = solver_holds(a->solver, a->domains.given[index]),
		.number = fact->type == IR_SET ? set_value(a, fact)
					       : domain_value(&a->domains, fact->first_var),
		.choices = arena_dup(a->arena, fact->choices.items,
				     fact->choices.count * sizeof(struct str)),
		.choice_count = fact->choices.count,
	};
}

static int32_t day_of(struct analyze *a, enum ir_moment moment)
{
	return (int32_t)domain_value(&a->domains, a->facts.moments[moment]);
}

/* All values, before anything is asked again. */
static struct analyze_value *values_of(struct analyze *a)
{
	size_t count = a->facts.facts.count;
	struct analyze_value *values = ARENA_ARRAY(a->arena, struct analyze_value, count);
	for (uint32_t i = 0; i < count; i++)
		if (a->facts.facts.items[i].newest)
			values[i] = value_of(a, i);
	return values;
}

void case_make(struct analyze *a, struct analyze_case *out, int32_t goal)
{
	struct drafting d = {.a = a, .goal = goal};
	struct analyze_value *values = values_of(a);
	*out = (struct analyze_case){.values = values,
				     .conduct = day_of(a, IR_CONDUCT),
				     .accountable = day_of(a, IR_ACCOUNTABILITY),
				     .decided = day_of(a, IR_DECISION)};
	say_all(&d);
	leave_out(&d);
	for (size_t i = 0; i < a->facts.facts.count; i++)
		if (d.said[i].is_needed && !is_day(&d, &d.said[i]))
			values[out->count++] = values[i];
	mem_free(a->mem, d.said);
}

/* -- the same by eval/ -- */

struct lane {
	uint64_t given;
	uint64_t bits;
	int64_t number;
};

static const uint64_t all_lanes = UINT64_MAX;

static void lane_set(struct analyze *a, struct lane *lane, uint32_t var)
{
	const struct eval_var *of = &a->facts.vars.items[var];
	int64_t value = domain_value(&a->domains, var);
	bool given = solver_holds(a->solver, a->domains.given[of->fact]);
	*lane = (struct lane){given ? all_lanes : 0, value ? all_lanes : 0, value};
}

bool case_replays(struct analyze *a)
{
	size_t count = a->facts.vars.count;
	struct lane *lanes = mem_alloc(a->mem, (count + 1) * sizeof(*lanes));
	struct eval_column *columns = mem_alloc(a->mem, (count + 1) * sizeof(*columns));
	struct eval_result result;
	bool agrees = true;
	for (uint32_t var = 0; var < count; var++) {
		lane_set(a, &lanes[var], var);
		columns[var] = (struct eval_column){true, &lanes[var].given, &all_lanes,
						    &lanes[var].bits, &lanes[var].number};
	}
	eval_result_init(&result, &a->program, 1);
	eval_run(&a->program, &result, columns);
	for (uint32_t reg = 0; reg < a->program.steps.count; reg++) {
		int32_t literal = a->formulas.registers[reg];
		if (literal && solver_concerns(a->solver, literal))
			agrees &= eval_truth(&result, reg, 0) ==
				  (solver_holds(a->solver, literal) ? EVAL_TRUE : EVAL_FALSE);
	}
	eval_result_fini(&result, a->mem);
	mem_free(a->mem, columns);
	mem_free(a->mem, lanes);
	return agrees;
}

void analyze_case_keep(struct analyze_case *out, struct arena *arena,
		       const struct analyze_case *found)
{
	*out = *found;
	out->values = arena_dup(arena, found->values, found->count * sizeof(*found->values));
	for (size_t i = 0; i < found->count; i++) {
		const struct analyze_value *value = &found->values[i];
		struct str *choices = ARENA_ARRAY(arena, struct str, value->choice_count);
		for (size_t k = 0; k < value->choice_count; k++)
			choices[k] = arena_str(arena, value->choices[k]);
		out->values[i].name = arena_str(arena, value->name);
		out->values[i].choices = choices;
	}
}
