/*
 * Small lists at random, over so few facts that all cases are soon gone through. A rule is known by
 * its place: it begins where its number says; that of a condition is RULES.
 */
#ifndef TOLC_TESTS_ANALYZE_MAKING_H
#define TOLC_TESTS_ANALYZE_MAKING_H

#include "unit/analyze/oracle.h"

#include "analyze/finding.h"
#include "unit/base/base.h"

enum { RULES = 4, DEFINES = 2 };
enum { YES_A, YES_B, CHOICE, SET, COUNT, DAY };

struct making {
	struct mem mem;
	struct arena arena;
	struct numbers numbers;
	struct ir_fact facts[ORACLE_FACTS];
	struct ir_list list;
	struct oracle oracle;
	size_t played[3];
	size_t played_count;
};

void making_init(struct making *m, uint64_t seed);
void making_fini(struct making *m);
size_t making_below(struct making *m, size_t bound);

/* Of a rule; NULL: there is none of that kind. */
const struct analyze_finding *making_found(const struct analyze_findings *findings,
					   enum analyze_kind kind, size_t rule);

#endif
