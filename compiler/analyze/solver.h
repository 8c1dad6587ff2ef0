/*
 * Private to analyze/: clauses over yes/no variables, and whether they can hold together. A literal
 * is a variable's number, with a minus sign where it is to be false. Clauses only ever come in
 * addition; what holds for one question alone is assumed. The same questions in the same order have
 * the same answers everywhere: the bound is on steps, not on time.
 */
#ifndef TOLC_ANALYZE_SOLVER_H
#define TOLC_ANALYZE_SOLVER_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

struct solver;

enum solver_answer { SOLVER_NO, SOLVER_YES, SOLVER_UNDECIDED };

struct solver *solver_new(struct mem *mem);
void solver_free(struct solver *solver);
/* Greater than 0. */
int32_t solver_variable(struct solver *solver);
void solver_clause(struct solver *solver, const int32_t *literals, size_t count);
/* What a variable is where nothing asks for either; false unless said. */
void solver_prefer(struct solver *solver, int32_t literal);
/* steps: a bound on the work; 0: none. */
enum solver_answer solver_ask(struct solver *solver, const int32_t *assumed, size_t count,
			      uint64_t steps);
/* After yes, until the next clause or question. */
bool solver_holds(struct solver *solver, int32_t literal);
/* After no: whether the assumption was needed for it. */
bool solver_was_needed(struct solver *solver, int32_t assumed);

#endif
