/*
 * The only file that knows PicoSAT, which gives every variable that it has a value in every answer,
 * and so takes longer the more there are. Clauses are kept here; PicoSAT is given those that a
 * question needs. A small engine serves questions about little, and is begun anew when it has
 * grown; a large one keeps all that it was given, for questions about many rules.
 *
 * It takes its memory from the session's heap: running out of it leads the same way out as
 * anywhere.
 */
#include "analyze/solve/solver.h"

#include "base/vec.h"

#include <picosat/picosat.h>
#include <string.h>

enum {
	ENGINE_LARGE = 1200, /* variables: no small one has more */
	ENGINE_GROWN = 230,  /* so many, and it is begun anew */
	FEW_ASSUMED = 16,
};

struct clause {
	uint32_t first; /* in literals */
	uint32_t count;
	uint32_t previous; /* of the same owner, + 1 */
	bool is_link;
};

struct variable {
	uint32_t last; /* clause that it owns, + 1 */
	bool preferred;
};

struct engine {
	PicoSAT *sat;
	VEC(int32_t) names; /* by variable: what it is called there; 0: it is not there */
	uint32_t count;
};

struct solver {
	struct mem *mem;
	VEC(struct variable) variables; /* the first one is none */
	VEC(struct clause) clauses;
	VEC(int32_t) literals;
	VEC(int32_t) open; /* variables of which the clauses are still to be given */
	struct engine small;
	struct engine large;
	struct engine *used; /* for the last question */
	uint64_t spent;
};

static void *take(void *mem, size_t size)
{
	return mem_alloc(mem, size);
}

static void *resize(void *mem, void *block, size_t old_size, size_t size)
{
	(void)old_size;
	return mem_realloc(mem, block, size);
}

static void give_back(void *mem, void *block, size_t size)
{
	(void)size;
	mem_free(mem, block);
}

static int32_t variable_of(int32_t literal)
{
	return literal < 0 ? -literal : literal;
}

/* -- engines -- */

static void engine_begin(struct engine *engine, struct mem *mem)
{
	if (engine->sat)
		picosat_reset(engine->sat);
	engine->sat = picosat_minit(mem, take, resize, give_back);
	picosat_set_global_default_phase(engine->sat, 0);
	engine->count = 0;
	if (engine->names.count)
		memset(engine->names.items, 0, engine->names.count * sizeof(int32_t));
}

static void engine_end(struct engine *engine, struct mem *mem)
{
	if (engine->sat)
		picosat_reset(engine->sat);
	VEC_FREE(mem, &engine->names);
}

static int32_t name_of(const struct engine *engine, int32_t literal)
{
	size_t variable = (size_t)variable_of(literal);
	int32_t name = variable < engine->names.count ? engine->names.items[variable] : 0;
	return literal < 0 ? -name : name;
}

static void engine_add(struct solver *s, struct engine *engine, int32_t literal)
{
	int32_t variable = variable_of(literal);
	while (engine->names.count <= (size_t)variable)
		VEC_PUSH(s->mem, &engine->names, 0);
	if (engine->names.items[variable])
		return;
	int32_t name = engine->names.items[variable] = picosat_inc_max_var(engine->sat);
	if (s->variables.items[variable].preferred)
		picosat_set_default_phase_lit(engine->sat, name, 1);
	engine->count++;
	VEC_PUSH(s->mem, &s->open, variable);
}

static void engine_give(struct solver *s, struct engine *engine, const struct clause *clause)
{
	const int32_t *literals = s->literals.items + clause->first;
	for (uint32_t i = 0; i < clause->count; i++)
		engine_add(s, engine, literals[i]);
	for (uint32_t i = 0; !clause->is_link && i < clause->count; i++)
		picosat_add(engine->sat, name_of(engine, literals[i]));
	if (!clause->is_link)
		picosat_add(engine->sat, 0);
}

/* All that the literals mean; false where it would be more than so many variables. */
static bool engine_cover(struct solver *s, struct engine *engine, const int32_t *literals,
			 size_t count, uint32_t most)
{
	s->open.count = 0;
	for (size_t i = 0; i < count; i++)
		engine_add(s, engine, literals[i]);
	while (s->open.count > 0 && engine->count <= most) {
		int32_t variable = s->open.items[--s->open.count];
		for (uint32_t i = s->variables.items[variable].last; i;
		     i = s->clauses.items[i - 1].previous)
			engine_give(s, engine, &s->clauses.items[i - 1]);
	}
	return s->open.count == 0;
}

static bool engine_has(const struct engine *engine, const int32_t *literals, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!name_of(engine, literals[i]))
			return false;
	return engine->sat != NULL;
}

static struct engine *engine_for(struct solver *s, const int32_t *literals, size_t count)
{
	if (engine_has(&s->small, literals, count))
		return &s->small;
	if (count <= FEW_ASSUMED) {
		if (!s->small.sat || s->small.count > ENGINE_GROWN)
			engine_begin(&s->small, s->mem);
		if (engine_cover(s, &s->small, literals, count, ENGINE_LARGE))
			return &s->small;
		engine_begin(&s->small, s->mem);
	}
	if (!s->large.sat)
		engine_begin(&s->large, s->mem);
	engine_cover(s, &s->large, literals, count, UINT32_MAX);
	return &s->large;
}

/* -- solvers -- */

struct solver *solver_new(struct mem *mem)
{
	struct solver *solver = mem_zalloc(mem, sizeof(*solver));
	solver->mem = mem;
	VEC_PUSH(mem, &solver->variables, (struct variable){0, false});
	return solver;
}

void solver_free(struct solver *solver)
{
	struct mem *mem = solver->mem;
	engine_end(&solver->small, mem);
	engine_end(&solver->large, mem);
	VEC_FREE(mem, &solver->variables);
	VEC_FREE(mem, &solver->clauses);
	VEC_FREE(mem, &solver->literals);
	VEC_FREE(mem, &solver->open);
	mem_free(mem, solver);
}

int32_t solver_variable(struct solver *solver)
{
	VEC_PUSH(solver->mem, &solver->variables, (struct variable){0, false});
	return (int32_t)solver->variables.count - 1;
}

static void clause_add(struct solver *solver, int32_t owner, const int32_t *literals, size_t count,
		       bool is_link)
{
	struct variable *variable = &solver->variables.items[variable_of(owner)];
	struct clause clause = {(uint32_t)solver->literals.count, (uint32_t)count, variable->last,
				is_link};
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(solver->mem, &solver->literals, literals[i]);
	VEC_PUSH(solver->mem, &solver->clauses, clause);
	variable->last = (uint32_t)solver->clauses.count;
}

void solver_clause(struct solver *solver, int32_t owner, const int32_t *literals, size_t count)
{
	clause_add(solver, owner, literals, count, false);
}

void solver_link(struct solver *solver, int32_t owner, int32_t other)
{
	clause_add(solver, owner, &other, 1, true);
}

void solver_prefer(struct solver *solver, int32_t literal)
{
	solver->variables.items[variable_of(literal)].preferred = literal > 0;
}

enum solver_answer solver_ask(struct solver *solver, const int32_t *assumed, size_t count,
			      uint64_t steps)
{
	struct engine *engine = solver->used = engine_for(solver, assumed, count);
	for (size_t i = 0; i < count; i++)
		picosat_assume(engine->sat, name_of(engine, assumed[i]));
	uint64_t done = picosat_propagations(engine->sat);
	picosat_set_propagation_limit(engine->sat, steps ? done + steps : UINT64_MAX);
	int found = picosat_sat(engine->sat, -1);
	solver->spent += picosat_propagations(engine->sat) - done + engine->count + count;
	if (found == PICOSAT_UNKNOWN)
		return SOLVER_UNDECIDED;
	return found == PICOSAT_SATISFIABLE ? SOLVER_YES : SOLVER_NO;
}

uint64_t solver_spent(const struct solver *solver)
{
	return solver->spent;
}

bool solver_concerns(const struct solver *solver, int32_t literal)
{
	return name_of(solver->used, literal) != 0;
}

bool solver_holds(struct solver *solver, int32_t literal)
{
	int32_t name = name_of(solver->used, literal);
	if (!name)
		return solver->variables.items[variable_of(literal)].preferred == (literal > 0);
	return picosat_deref(solver->used->sat, name) > 0;
}

bool solver_was_needed(struct solver *solver, int32_t assumed)
{
	int32_t name = name_of(solver->used, assumed);
	return name && picosat_failed_assumption(solver->used->sat, name);
}
