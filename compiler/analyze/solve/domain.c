/* Cuts are gathered from all conditions of the program, sorted, and made into classes. */
#include "analyze/solve/domain.h"

#include "analyze/solve/nice.h"

#include <stdlib.h>

/* Three days of the case in one gap between cuts, and a fact before, between or after them. */
enum { SLOTS_OF_DAYS = 3, SLOTS_OF_FACTS = 7 };

struct cuts {
	VEC(int64_t) values; /* the last value below each cut */
	bool is_linked;	     /* held against a day of the case */
};

struct cutting {
	struct mem *mem;
	const struct eval_program *program;
	struct cuts *cuts; /* by variable */
	struct cuts shared;
	size_t slots;
};

static void cut(struct cutting *c, struct cuts *cuts, int64_t value)
{
	VEC_PUSH(c->mem, &cuts->values, value);
}

static void cut_around(struct cutting *c, struct cuts *cuts, int64_t value)
{
	if (value > INT64_MIN)
		cut(c, cuts, value - 1);
	cut(c, cuts, value);
}

static bool is_moment(const struct eval_facts *facts, uint32_t var)
{
	return !facts->facts.items[facts->vars.items[var].fact].newest;
}

static void gather_compare(struct cutting *c, const struct eval_step *step)
{
	struct cuts *cuts = &c->cuts[step->var];
	if (step->other == NO_VAR) {
		bool below = step->compare == IR_LT || step->compare == IR_GE;
		if (step->compare == IR_EQ)
			cut_around(c, cuts, step->number);
		else
			cut(c, cuts, below ? step->number - 1 : step->number);
		return;
	}
	if (!is_moment(c->program->facts, step->var))
		c->slots = SLOTS_OF_FACTS;
	cuts->is_linked = true;
	if (step->presumes)
		cut_around(c, &c->cuts[step->other], step->presumed);
}

static void gather(struct cutting *c, const struct eval_step *step)
{
	if (step->op == EVAL_COMPARE)
		gather_compare(c, step);
	for (uint32_t i = 0; step->op == EVAL_IN && i < step->count; i++)
		cut_around(c, &c->cuts[step->var], c->program->numbers.items[step->first + i]);
}

static int number_compare(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Sorted, each once, and only those that cut something off. */
static void cuts_settle(struct cuts *cuts, enum ir_type type)
{
	size_t kept = 0;
	if (cuts->values.count)
		qsort(cuts->values.items, cuts->values.count, sizeof(int64_t), number_compare);
	for (size_t i = 0; i < cuts->values.count; i++) {
		int64_t value = cuts->values.items[i];
		bool is_new = kept == 0 || cuts->values.items[kept - 1] != value;
		if (is_new && value >= type_least(type) && value < type_most(type))
			cuts->values.items[kept++] = value;
	}
	cuts->values.count = kept;
}

static void class_add(struct domain *domain, int64_t most, int64_t stands)
{
	domain->most[domain->count] = most;
	domain->stands[domain->count++] = stands;
}

static void classes_init(struct domain *domain, struct arena *arena, size_t most)
{
	domain->most = ARENA_ARRAY(arena, int64_t, most);
	domain->stands = ARENA_ARRAY(arena, int64_t, most);
}

static void classes_make(struct domain *domain, struct arena *arena, const struct cuts *cuts,
			 enum ir_type type, int32_t home)
{
	size_t count = cuts->values.count;
	int64_t least = type_least(type);
	classes_init(domain, arena, count + 1);
	for (size_t i = 0; i <= count; i++) {
		int64_t most = i < count ? cuts->values.items[i] : type_most(type);
		class_add(domain, most, nice_value(type, least, most, home));
		least = most + (i < count);
	}
}

/* A gap as single days next to the first cut, and a class of all that are left. */
static void slots_above(struct domain *domain, size_t slots, int64_t least, int64_t most)
{
	for (size_t i = 1; i < slots && least < most; i++, least++)
		class_add(domain, least, least);
	class_add(domain, most, least);
}

/* The same where there is nothing before the gap. */
static void slots_below(struct domain *domain, size_t slots, int64_t least, int64_t most)
{
	int64_t singles = most - least < (int64_t)slots - 1 ? most - least : (int64_t)slots - 1;
	for (int64_t value = most - singles; value <= most; value++)
		class_add(domain, value, value);
}

static void shared_make(struct domain *domain, struct arena *arena, const struct cutting *c)
{
	const int64_t *cuts = c->shared.values.items;
	size_t count = c->shared.values.count;
	classes_init(domain, arena, c->slots * (count + 1));
	if (count == 0) {
		slots_above(domain, c->slots, type_least(IR_DATE), type_most(IR_DATE));
		return;
	}
	slots_below(domain, c->slots, type_least(IR_DATE), cuts[0]);
	for (size_t i = 0; i < count; i++)
		slots_above(domain, c->slots, cuts[i] + 1,
			    i + 1 < count ? cuts[i + 1] : type_most(IR_DATE));
}

static bool is_ordered(enum ir_type type)
{
	return type == IR_MONEY || type == IR_COUNT || type == IR_DATE;
}

static enum ir_type type_of(const struct eval_program *program, uint32_t var)
{
	const struct eval_facts *facts = program->facts;
	return facts->facts.items[facts->vars.items[var].fact].type;
}

static bool is_shared(const struct cutting *c, uint32_t var)
{
	return c->cuts[var].is_linked || is_moment(c->program->facts, var);
}

/* Days of the case lie near home, where no text names a day. */
static void share(struct cutting *c, const struct ir_dates *days)
{
	cut(c, &c->shared, days->items[0]);
	for (size_t i = 0; i < days->count; i++)
		cut(c, &c->shared, (int64_t)days->items[i] - 1);
	for (uint32_t var = 0; var < c->program->facts->vars.count; var++)
		for (size_t i = 0; is_shared(c, var) && i < c->cuts[var].values.count; i++)
			cut(c, &c->shared, c->cuts[var].values.items[i]);
	cuts_settle(&c->shared, IR_DATE);
}

static void domain_make(struct domains *domains, struct cutting *c, uint32_t var)
{
	struct domain *domain = &domains->of[var];
	enum ir_type type = type_of(domains->program, var);
	domain->is_shared = is_shared(c, var);
	if (!is_ordered(type))
		return;
	if (domain->is_shared) {
		shared_make(domain, domains->arena, c);
		return;
	}
	cuts_settle(&c->cuts[var], type);
	classes_make(domain, domains->arena, &c->cuts[var], type, domains->home);
}

/* -- whether facts are given -- */

/* By variable: how its values are read where the case does not give it. */
struct reading {
	bool is_asked; /* whether it is given is asked, or some presume where others do not */
	bool presumes;
	bool is_read;
	int64_t presumed;
};

static void reading_note(struct reading *reading, const struct eval_step *step)
{
	bool same = reading->presumes == step->presumes &&
		    (!step->presumes || reading->presumed == step->presumed);
	reading->is_asked |= step->op == EVAL_GIVEN || (reading->is_read && !same);
	if (step->op == EVAL_GIVEN)
		return;
	reading->is_read = true;
	reading->presumes = step->presumes;
	reading->presumed = step->presumed;
}

static bool is_asked(const struct eval_fact *fact, const struct reading *readings)
{
	for (uint32_t i = 0; i < fact->var_count; i++)
		if (readings[fact->first_var + i].is_asked)
			return true;
	return false;
}

/* A fact is given in all cases, where that nobody could tell the difference. */
static void given_make(struct domains *domains)
{
	const struct eval_program *program = domains->program;
	const struct eval_facts *facts = program->facts;
	struct reading *readings = mem_zalloc(domains->mem, facts->vars.count * sizeof(*readings));
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (step->op >= EVAL_GIVEN && step->op < EVAL_AND)
			reading_note(&readings[step->var], step);
	}
	domains->given = ARENA_ARRAY(domains->arena, int32_t, facts->facts.count);
	for (size_t i = 0; i < facts->facts.count; i++) {
		bool may_lack = is_asked(&facts->facts.items[i], readings);
		domains->given[i] = may_lack ? solver_variable(domains->solver) : domains->truth;
		solver_prefer(domains->solver, domains->given[i]);
	}
	mem_free(domains->mem, readings);
}

void domains_init(struct domains *domains, struct solver *solver,
		  const struct eval_program *program, const struct ir_dates *days)
{
	size_t count = program->facts->vars.count;
	struct cutting c = {.mem = program->mem, .program = program, .slots = SLOTS_OF_DAYS};
	*domains = (struct domains){.mem = program->mem,
				    .arena = program->facts->arena,
				    .solver = solver,
				    .program = program,
				    .home = days->items[0]};
	domains->truth = solver_variable(solver);
	solver_clause(solver, domains->truth, &domains->truth, 1);
	solver_prefer(solver, domains->truth);
	domains->of = ARENA_ARRAY(domains->arena, struct domain, count);
	c.cuts = mem_zalloc(c.mem, (count + 1) * sizeof(*c.cuts));
	for (size_t i = 0; i < program->steps.count; i++)
		gather(&c, &program->steps.items[i]);
	share(&c, days);
	for (uint32_t var = 0; var < count; var++)
		domain_make(domains, &c, var);
	for (size_t i = 0; i < count; i++)
		VEC_FREE(c.mem, &c.cuts[i].values);
	VEC_FREE(c.mem, &c.shared.values);
	mem_free(c.mem, c.cuts);
	given_make(domains);
}

/* -- literals -- */

static void clause_2(struct domains *domains, int32_t owner, int32_t a, int32_t b)
{
	solver_clause(domains->solver, owner, (int32_t[]){a, b}, 2);
}

/* Small amounts, and days of the case at home. */
static void open_ordered(struct domains *domains, struct domain *domain)
{
	uint32_t preferred = domain->is_shared ? domain_class(domain, domains->home) : 0;
	domain->literals = ARENA_ARRAY(domains->arena, int32_t, domain->count);
	for (uint32_t i = 0; i + 1 < domain->count; i++) {
		int32_t literal = domain->literals[i] = solver_variable(domains->solver);
		solver_prefer(domains->solver, i < preferred ? -literal : literal);
		if (i > 0)
			clause_2(domains, literal, -domain->literals[i - 1], literal);
	}
	domain->literals[domain->count - 1] = domains->truth;
}

/* One of its choices, and not two of them. */
static void open_choices(struct domains *domains, struct domain *domain, uint64_t choices)
{
	int32_t some[EVAL_CHOICES_MAX];
	size_t count = 0;
	domain->literals = ARENA_ARRAY(domains->arena, int32_t, EVAL_CHOICES_MAX);
	for (uint32_t i = 0; i < EVAL_CHOICES_MAX; i++) {
		if (!(choices >> i & 1))
			continue;
		domain->literals[i] = some[count] = solver_variable(domains->solver);
		for (size_t k = 0; k < count; k++)
			clause_2(domains, some[0], -some[k], -some[count]);
		if (count > 0)
			solver_link(domains->solver, some[count], some[0]);
		count++;
	}
	if (count == 0)
		return;
	solver_prefer(domains->solver, some[0]);
	solver_clause(domains->solver, some[0], some, count);
}

const struct domain *domain_open(struct domains *domains, uint32_t var)
{
	struct domain *domain = &domains->of[var];
	enum ir_type type = type_of(domains->program, var);
	if (domain->is_open)
		return domain;
	domain->is_open = true;
	if (is_ordered(type)) {
		open_ordered(domains, domain);
	} else if (type == IR_CHOICE) {
		open_choices(domains, domain, domains->program->facts->vars.items[var].domain);
	} else {
		domain->literals = ARENA_ARRAY(domains->arena, int32_t, 1);
		domain->literals[0] = solver_variable(domains->solver);
	}
	return domain;
}

uint32_t domain_class(const struct domain *domain, int64_t value)
{
	uint32_t low = 0, high = domain->count - 1;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (value <= domain->most[middle])
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

int32_t domain_at_most(struct domains *domains, uint32_t var, int64_t number)
{
	const struct domain *domain = domain_open(domains, var);
	if (number < type_least(type_of(domains->program, var)))
		return -domains->truth;
	uint32_t class = domain_class(domain, number);
	if (domain->most[class] <= number)
		return domain->literals[class];
	return class > 0 ? domain->literals[class - 1] : -domains->truth;
}

int32_t domain_is(struct domains *domains, uint32_t var, uint32_t choice)
{
	return domain_open(domains, var)->literals[choice];
}

int32_t domain_yes(struct domains *domains, uint32_t var)
{
	return domain_open(domains, var)->literals[0];
}

int32_t domain_given(struct domains *domains, uint32_t var)
{
	return domains->given[domains->program->facts->vars.items[var].fact];
}

static int64_t choice_value(struct domains *domains, const struct domain *domain, uint64_t choices)
{
	uint32_t first = 0;
	while (first < EVAL_CHOICES_MAX && !(choices >> first & 1))
		first++;
	for (uint32_t i = first; domain->is_open && i < EVAL_CHOICES_MAX; i++)
		if (domain->literals[i] && solver_holds(domains->solver, domain->literals[i]))
			return i;
	return first;
}

int64_t domain_value(struct domains *domains, uint32_t var)
{
	const struct domain *domain = &domains->of[var];
	enum ir_type type = type_of(domains->program, var);
	if (type == IR_CHOICE)
		return choice_value(domains, domain,
				    domains->program->facts->vars.items[var].domain);
	if (!is_ordered(type))
		return domain->is_open && solver_holds(domains->solver, domain->literals[0]);
	uint32_t class = 0;
	if (domain->is_open)
		while (!solver_holds(domains->solver, domain->literals[class]))
			class ++;
	return domain->stands[class];
}

int32_t domain_below(struct domains *domains, uint32_t var, uint32_t other)
{
	return classes_below(domains, domain_open(domains, var), domain_open(domains, other));
}

int32_t classes_below(struct domains *domains, const struct domain *a, const struct domain *b)
{
	int32_t below = solver_variable(domains->solver);
	int32_t before = -domains->truth; /* a is in a class before the one at hand */
	for (uint32_t i = 0; i < a->count; i++) {
		/* below: b at most here asks a before; not below: a at most here asks b so */
		solver_clause(domains->solver, below, (int32_t[]){-below, -b->literals[i], before},
			      3);
		solver_clause(domains->solver, below,
			      (int32_t[]){below, -a->literals[i], b->literals[i]}, 3);
		before = a->literals[i];
	}
	return below;
}
