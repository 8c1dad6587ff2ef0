/*
 * Private to analyze/: conditions as literals. A register of the program is turned into clauses
 * when it is first asked for, with all below it, and once only; both ways, so that its literal is
 * true exactly where the condition holds.
 */
#ifndef TOLC_ANALYZE_FORMULA_H
#define TOLC_ANALYZE_FORMULA_H

#include "analyze/solve/domain.h"
#include "eval/run.h"

struct formulas {
	struct domains *domains;
	int32_t *registers; /* 0: not asked for yet */
};

void formulas_init(struct formulas *formulas, struct domains *domains);
int32_t formula_of(struct formulas *formulas, uint32_t reg);
/* A literal that holds exactly where all of them do, or one of them does; those that are known take
 * no clause. */
int32_t formula_all(struct domains *domains, const int32_t *literals, size_t count);
int32_t formula_any(struct domains *domains, const int32_t *literals, size_t count);
/* Exactly where at least so many do; where that would take too much, the literal is left open, and
 * the domains are loose. */
int32_t formula_at_least(struct domains *domains, const int32_t *literals, size_t count,
			 size_t least);

#endif
