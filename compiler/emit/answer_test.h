/* The answer of tolc test: what became of each case block, and what of the lists they reached. */
#ifndef TOLC_EMIT_ANSWER_TEST_H
#define TOLC_EMIT_ANSWER_TEST_H

#include "emit/answer_decide.h"

enum test_status {
	TEST_PASSED,
	TEST_FAILED,
	TEST_UNSTATED, /* nothing was expected */
	TEST_BROKEN,   /* it has mistakes, or cannot be decided */
	TEST_STATUS_COUNT
};

struct answer_test_case {
	const struct ir_case *block;
	enum test_status status;
	struct str trouble; /* TEST_BROKEN: why */
	bool wrong_rule;    /* TEST_FAILED: the outcome is right, the rule is another */
	const struct answer_decide *decide; /* NULL where it is broken */
};

/* A rule of a version, or an exception of it. */
struct answer_coverage {
	struct str list;
	int32_t effective;  /* of the version */
	const struct ir_rule *rule;	/* NULL: the version itself */
	const struct ir_except *except; /* NULL: the rule itself */
	size_t cases; /* in which it was taken, fired or applied */
};

struct answer_test {
	struct answer_test_case *cases; /* by path and place */
	size_t case_count;
	size_t counts[TEST_STATUS_COUNT];
	bool wants_coverage;
	struct answer_coverage *coverage; /* by list, version and place */
	size_t coverage_count;
	size_t covered; /* rules and exceptions that fired or applied in some case */
	size_t coverable;
	int fail_under; /* percent; -1: not asked */
};

/* What a case block may expect, by enum ir_outcome. */
enum { TEST_EXPECTS = IR_NEEDS_RULING + 1 };
extern const char *const test_expect_names[TEST_EXPECTS];
/* The first one from a place on that is expected; TEST_EXPECTS: none. */
size_t test_expect_next(const struct ir_case *block, size_t from);

#endif
