/*
 * The only file that knows PicoSAT. It takes its memory from the session's heap, so that running
 * out of it leads the same way out as anywhere else.
 */
#include "analyze/solver.h"

#include <picosat/picosat.h>

struct solver {
	struct mem *mem;
	PicoSAT *sat;
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

struct solver *solver_new(struct mem *mem)
{
	struct solver *solver = mem_alloc(mem, sizeof(*solver));
	solver->mem = mem;
	solver->sat = picosat_minit(mem, take, resize, give_back);
	picosat_set_global_default_phase(solver->sat, 0);
	return solver;
}

void solver_free(struct solver *solver)
{
	picosat_reset(solver->sat);
	mem_free(solver->mem, solver);
}

int32_t solver_variable(struct solver *solver)
{
	return picosat_inc_max_var(solver->sat);
}

void solver_clause(struct solver *solver, const int32_t *literals, size_t count)
{
	for (size_t i = 0; i < count; i++)
		picosat_add(solver->sat, literals[i]);
	picosat_add(solver->sat, 0);
}

void solver_prefer(struct solver *solver, int32_t literal)
{
	picosat_set_default_phase_lit(solver->sat, literal < 0 ? -literal : literal,
				      literal < 0 ? -1 : 1);
}

enum solver_answer solver_ask(struct solver *solver, const int32_t *assumed, size_t count,
			      uint64_t steps)
{
	for (size_t i = 0; i < count; i++)
		picosat_assume(solver->sat, assumed[i]);
	uint64_t done = picosat_propagations(solver->sat);
	picosat_set_propagation_limit(solver->sat, steps ? done + steps : UINT64_MAX);
	switch (picosat_sat(solver->sat, -1)) {
	case PICOSAT_SATISFIABLE:
		return SOLVER_YES;
	case PICOSAT_UNSATISFIABLE:
		return SOLVER_NO;
	default:
		return SOLVER_UNDECIDED;
	}
}

bool solver_holds(struct solver *solver, int32_t literal)
{
	return picosat_deref(solver->sat, literal) > 0;
}

bool solver_was_needed(struct solver *solver, int32_t assumed)
{
	return picosat_failed_assumption(solver->sat, assumed);
}
