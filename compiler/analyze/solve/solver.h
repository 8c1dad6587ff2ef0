/*
 * Private to analyze/: clauses over yes/no variables, and whether they can hold together. A literal
 * is a variable's number, with a minus sign where it is to be false. Clauses only ever come in
 * addition; what holds for one question alone is assumed. Each clause belongs to the variable whose
 * meaning it is part of, so that a question about two rules of a long list takes no heed of the
 * rest. The same questions in the same order have the same answers everywhere: the bound is on
 * steps, not on time.
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
/* What the owner, a variable, means. A question takes in what its own variables mean, and those
 * that occur there, and nothing else: a clause that concerns a variable must be reached from it. */
void solver_clause(struct solver *solver, int32_t owner, const int32_t *literals, size_t count);
/* Whoever asks of the variable asks of the other one too. */
void solver_link(struct solver *solver, int32_t owner, int32_t other);
/* What a variable is where nothing asks for either; false unless said. */
void solver_prefer(struct solver *solver, int32_t literal);
/* steps: a bound on the work; 0: none. */
enum solver_answer solver_ask(struct solver *solver, const int32_t *assumed, size_t count,
			      uint64_t steps);
/* The work on all questions so far, in the same steps. */
uint64_t solver_spent(const struct solver *solver);
/* Whether the last question was about the variable. */
bool solver_concerns(const struct solver *solver, int32_t literal);
/* After yes, until the next clause or question; of a variable that it was not about, what is
 * preferred. */
bool solver_holds(struct solver *solver, int32_t literal);
/* After no: whether the assumption was needed for it. */
bool solver_was_needed(struct solver *solver, int32_t assumed);

#endif
