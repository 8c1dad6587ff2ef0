/*
 * Self-test of the verdict model: what the meaning promises, one by one, on worlds worked out by
 * hand, and laws on random worlds. Prints what failed; returns nonzero if anything did.
 */
#include "verdict_selftest.h"

#include "verdict_text.h"

#include <stdlib.h>

static void world_begin(struct verdict_world *world)
{
	*world = (struct verdict_world){.today = 1000};
	int central = verdict_add_authority(world, VERDICT_NONE, LEVEL_CENTRAL);
	int province = verdict_add_authority(world, central, LEVEL_PROVINCE);
	verdict_add_authority(world, province, LEVEL_COUNTY);
	verdict_add_fact(world, VERDICT_BOOL, 0);
	verdict_add_fact(world, VERDICT_BOOL, 0);
	verdict_add_fact(world, VERDICT_MONEY, 0);
	verdict_add_fact(world, VERDICT_DATE, 0);
	verdict_add_fact(world, VERDICT_CHOICE, 3);
	verdict_add_fact(world, VERDICT_SET, 3);
	verdict_set_case(world, COUNTY, COUNTY, 100, 200);
}

int claims_check(const struct claim *claims, int count)
{
	int failures = 0;
	struct test *test = malloc(sizeof *test);
	if (!test)
		return 1;
	for (int i = 0; i < count; i++) {
		*test = (struct test){.claim = claims[i].text};
		world_begin(&test->world);
		claims[i].check(test);
		failures += test->failures;
	}
	free(test);
	return failures;
}

int list_by(struct test *test, int issuer)
{
	return verdict_add_list(&test->world, issuer);
}

struct verdict_version *says(struct test *test, int list, int day, enum verdict_rule_kind kind,
			     int fact)
{
	struct verdict_version *version = verdict_add_version(&test->world, list, day);
	int when =
		fact == VERDICT_NONE ? verdict_put_always(version) : verdict_put_is(version, fact);
	verdict_add_rule(version, kind, when);
	return version;
}

struct verdict_version *is_silent(struct test *test, int list, int day)
{
	struct verdict_version *version = verdict_add_version(&test->world, list, day);
	int when = verdict_put_not(version, verdict_put_always(version));
	verdict_add_rule(version, VERDICT_RULE_BAR, when);
	return version;
}

void expect_at(struct test *test, int line, bool holds)
{
	if (holds)
		return;
	struct verdict verdict;
	if (test->failures++ == 0)
		printf("FAILED: %s\n", test->claim);
	verdict_decide(&verdict, &test->world);
	printf("  line %d\n", line);
	verdict_show(stdout, &verdict);
}

void expect_outcomes_at(struct test *test, int line, unsigned outcomes)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	expect_at(test, line, verdict.outcomes == outcomes);
}

void expect_ruling_at(struct test *test, int line, int authority, unsigned why)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	for (int i = 0; i < VERDICT_AUTHORITIES; i++)
		expect_at(test, line, verdict.rulings.why[i] == (i == authority ? why : 0));
}

void expect_none_at(struct test *test, int line)
{
	struct verdict verdict;
	verdict_outcomes(&verdict, &test->world);
	expect_at(test, line, !verdict_needs_ruling(&verdict.rulings) && !verdict.ruling_certain);
}

int main(void)
{
	int failures = time_claims_check() + rank_claims_check() + issuer_claims_check() +
		       fact_claims_check() + effect_claims_check() + laws_check();
	printf("%s\n", failures ? "the verdict model is wrong" : "the verdict model holds");
	return failures != 0;
}
