/* Private to analyze/: the rules of one list while they are looked at. */
#ifndef TOLC_ANALYZE_LOOK_H
#define TOLC_ANALYZE_LOOK_H

#include "analyze/finding.h"
#include "analyze/solve/pool.h"

struct look {
	struct analyze_findings *findings;
	struct analyze *analyze;
	const struct ir_list *list;
	int32_t scope;			   /* formulas */
	int32_t *when;			   /* by rule */
	int32_t *fires;			   /* by rule */
	int32_t barred;			   /* by rules without days of their own */
	struct pool pool;		   /* cases at random */
	uint64_t barred_cases[POOL_WORDS]; /* by the same */
	uint64_t *cases;		   /* by rule: those of the pool in which it fires */
	bool *is_out;	     /* by rule: it was found never to do anything by itself */
	bool is_undecided;   /* some question about the rule at hand was */
	VEC(int32_t) asked;  /* a question that is being put together */
	VEC(uint32_t) rules; /* those whose not firing is asked there, at the end */
};

static inline const uint64_t *look_cases(const struct look *look, size_t rule)
{
	return look->cases + rule * POOL_WORDS;
}

struct analyze_finding *look_found(struct look *look, enum analyze_kind kind, struct ir_place place,
				   struct str name);
/* Another place of a finding; what is too much is left out. */
void look_other(struct look *look, struct analyze_finding *finding, struct ir_place place,
		struct str name);
/* A case of which the formulas hold, to show it. */
void look_example(struct look *look, struct analyze_finding *finding, const int32_t *formulas,
		  size_t count);
/* Whether no case exists; where that is not decided it is noted, and false. */
bool look_none(struct look *look, const int32_t *formulas, size_t count);

/* meant.c: disjunctions in a rule that were probably meant as conjunctions. True where the whole
 * condition is one of which it was told that it always holds. */
bool look_or_for_and(struct look *look, size_t rule);
/* overlap.c */
void look_overlaps(struct look *look);

#endif
