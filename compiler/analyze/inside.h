/* Private to analyze/: what a question is asked of. */
#ifndef TOLC_ANALYZE_INSIDE_H
#define TOLC_ANALYZE_INSIDE_H

#include "analyze/analyze.h"
#include "analyze/solve/formula.h"

struct analyze {
	struct arena *arena;
	struct mem *mem;
	struct eval_facts facts;
	struct eval_program program;
	struct eval_list *lists;
	size_t list_count;
	struct solver *solver;
	struct domains domains;
	struct formulas formulas;
	uint64_t steps;
	int32_t all_given; /* a formula */
	VEC(int32_t) assumed;
};

/* analyze_outcome, and that of a rule, with conditions as these formulas have them. */
int32_t outcome_with(struct formulas *formulas, const struct eval_list *list,
		     enum ir_outcome outcome, const bool *in_force);
int32_t fires_with(struct formulas *formulas, const struct eval_list *list, size_t rule);
/* After yes: the case that was found, as far as it is needed for the goal. Asks again. */
void case_make(struct analyze *analyze, struct analyze_case *out, int32_t goal);
/* After yes: the model replayed by eval/ agrees with every register that has a literal. */
bool case_replays(struct analyze *analyze);

#endif
