/*
 * Self-test of the verdict model: a small way of writing worlds by hand and of saying what is
 * expected of them. Every test begins with the same authorities, facts and case.
 */
#ifndef TOL_TESTS_VERDICT_SELFTEST_H
#define TOL_TESTS_VERDICT_SELFTEST_H

#include "verdict_build.h"

#define countof(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* The authorities of a new test, one below the other; the case is of COUNTY's people before
 * COUNTY, conduct on day 100, accountable on day 200. */
enum { CENTRAL, PROVINCE, COUNTY };
enum { LEVEL_CENTRAL, LEVEL_PROVINCE, LEVEL_CITY, LEVEL_COUNTY };

/* Its facts: two of yes and no, money, a date, a choice and a set of three. */
enum { GAIN, PILOT, LOSS, TOLD, HARM, FIELDS };

#define FACT(fact) (1u << (fact))

enum {
	SILENT = VERDICT_SILENT,
	TOLERATED = VERDICT_TOLERATED,
	BARRED = VERDICT_BARRED,
	CLASH = VERDICT_CONFLICT | VERDICT_TOLERATED | VERDICT_BARRED,
};

/* One claim, with a world of its own. */
struct test {
	const char *claim;
	int failures;
	struct verdict_world world;
};

struct claim {
	const char *text;
	void (*check)(struct test *);
};

/* Checks the claims one by one; the number of failures comes back. */
int claims_check(const struct claim *claims, int count);

/* The tables of claims, one function a file. */
int time_claims_check(void);
int rank_claims_check(void);
int issuer_claims_check(void);
int fact_claims_check(void);
int effect_claims_check(void);
int laws_check(void);

/* A list of the issuer, by number. */
int list_by(struct test *test, int issuer);
/* A version from that day with one rule, which asks the bool fact (VERDICT_NONE: always fires). */
struct verdict_version *says(struct test *test, int list, int day, enum verdict_rule_kind kind,
			     int fact);
#define tolerates(test, list, day) says(test, list, day, VERDICT_RULE_TOLERATE, VERDICT_NONE)
#define bars(test, list, day)	   says(test, list, day, VERDICT_RULE_BAR, VERDICT_NONE)
/* A version that says nothing of the case. */
struct verdict_version *is_silent(struct test *test, int list, int day);

void expect_at(struct test *test, int line, bool holds);
void expect_outcomes_at(struct test *test, int line, unsigned outcomes);
/* That authority must rule for that reason, and nobody else for any. */
void expect_ruling_at(struct test *test, int line, int authority, unsigned why);
void expect_none_at(struct test *test, int line);

#define expect(test, holds)		expect_at(test, __LINE__, holds)
#define expect_outcomes(test, outcomes) expect_outcomes_at(test, __LINE__, outcomes)
#define expect_ruling(test, by, why)	expect_ruling_at(test, __LINE__, by, why)
#define expect_no_ruling(test)		expect_none_at(test, __LINE__)

#endif
