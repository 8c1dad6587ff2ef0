/*
 * Self-test of the timeline model: a small way of writing histories by hand and of saying what
 * is expected of them. Without a time given, commit n is dated 100 * (n + 1), and now is later
 * than everything.
 */
#ifndef TOL_TESTS_MODEL_SELFTEST_H
#define TOL_TESTS_MODEL_SELFTEST_H

#include "timeline_model.h"

#define countof(array) ((int)(sizeof(array) / sizeof((array)[0])))

/* What may be expected instead of the commit that recorded the answer. */
enum {
	EXPECT_GAP = -1,
	EXPECT_UNCERTAIN = -2,
};

/* One claim, with a history of its own. */
struct test {
	const char *claim;
	int failures;
	struct model_history history;
};

struct claim {
	const char *text;
	void (*check)(struct test *);
};

struct expectation {
	int line;
	int list;
	int day;
	int64_t known_at;
	int commit; /* or EXPECT_... */
};

/* Checks the claims one by one; the number of failures comes back. */
int claims_check(const struct claim *claims, int count);

/* The tables of claims, one function a file. */
int record_claims_check(void);
int timeline_claims_check(void);
int repeal_claims_check(void);
int unreadable_claims_check(void);
int laws_check(void);
int random_check(void);

/* A readable text of that list without rules, by issuer 0. */
struct model_text text_of(int list, int promulgated, int effective);

/* A new commit with the tree of the one before, and its time. */
struct model_commit *commit_begin(struct test *test);
struct model_commit *commit_begin_at(struct test *test, int64_t time);

/* Changes the tree of the last commit. */
void commit_write(struct test *test, int path, const struct model_text *text);
void commit_delete(struct test *test, int path);

/* A new commit that writes or deletes one file. */
void commit_text(struct test *test, int path, const struct model_text *text);
void commit_deletion(struct test *test, int path);

void test_expect(struct test *test, const struct expectation *expected);
void test_expect_rules(struct test *test, const struct expectation *expected, uint32_t rules);
void test_expect_true(struct test *test, int line, bool holds);

#define expect(test, list, day, commit)                                                            \
	test_expect(test, &(struct expectation){__LINE__, list, day, MODEL_NO_TIME, commit})
#define expect_known(test, list, day, known_at, commit)                                            \
	test_expect(test, &(struct expectation){__LINE__, list, day, known_at, commit})
#define expect_rules(test, list, day, rules)                                                       \
	test_expect_rules(test, &(struct expectation){__LINE__, list, day, MODEL_NO_TIME, 0}, rules)
#define expect_true(test, holds) test_expect_true(test, __LINE__, holds)

#endif
