/*
 * What a list says of a case by the plainest reading of its conditions, and every case there is
 * over a few facts with few values: what analyze/ must agree with. Shares nothing with eval/.
 */
#ifndef TOLC_TESTS_ANALYZE_ORACLE_H
#define TOLC_TESTS_ANALYZE_ORACLE_H

#include "ir/ir.h"

enum { ORACLE_FACTS = 6, ORACLE_DAY = 18000, ORACLE_BEFORE = 4, ORACLE_AFTER = 6 };

/* A value for every fact, whether given or not. */
struct oracle_case {
	bool given[ORACLE_FACTS];
	int64_t value[ORACLE_FACTS];
	int32_t days[IR_DECISION + 1]; /* by enum ir_moment */
};

struct oracle {
	const struct ir_list *list;
	const struct ir_fact *facts; /* of the list; their index is their place here */
	bool in_play[ORACLE_FACTS];  /* others stay as they are */
	bool may_lack[ORACLE_FACTS];
	bool any_days;
};

bool oracle_holds(const struct oracle *o, const struct ir_expr *expr, const struct oracle_case *c);
/* Within the scope; exceptions counted. */
bool oracle_fires(const struct oracle *o, size_t rule, const struct oracle_case *c);
bool oracle_applies(const struct oracle *o, const struct ir_except *except,
		    const struct oracle_case *c);
enum ir_outcome oracle_outcome(const struct oracle *o, const struct oracle_case *c);

/* The first case, and each after another; false after the last. Facts and days that are fixed stay
 * as they are. */
struct oracle_walk {
	struct oracle_case at;
	bool is_fixed[ORACLE_FACTS];
	bool are_days_fixed;
	bool begun;
};
bool oracle_next(const struct oracle *o, struct oracle_walk *walk);

#endif
