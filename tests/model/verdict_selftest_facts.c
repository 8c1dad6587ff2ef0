/*
 * What is known, unknown, presumed or not understood, and what should be asked: by worlds written
 * by hand.
 */
#include "verdict_selftest.h"

#include "verdict_read.h"

static struct verdict decide(struct test *test)
{
	struct verdict verdict;
	verdict_decide(&verdict, &test->world);
	return verdict;
}

static bool needs(const struct verdict *verdict, unsigned facts)
{
	for (int i = 0; i < verdict->set_count; i++) {
		if (verdict->sets[i] == facts)
			return true;
	}
	return false;
}

/* ---- within a version ---- */

static void bar_before_tolerate(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	verdict_add_rule(version, VERDICT_RULE_BAR, verdict_put_is(version, GAIN));
	expect_outcomes(test, TOLERATED | BARRED);
	verdict_give(&test->world, GAIN, 1);
	expect_outcomes(test, BARRED);
	version->rules[1].kind = VERDICT_RULE_AGGRAVATE;
	version->rules[0].kind = VERDICT_RULE_MITIGATE;
	expect_outcomes(test, SILENT);
}

static void exceptions(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	struct verdict_rule *rule = &version->rules[0];
	verdict_add_exception(rule, verdict_put_is(version, GAIN), VERDICT_NONE);
	verdict_add_exception(rule, verdict_put_is(version, PILOT), 0);
	verdict_add_exception(rule, verdict_put_of(version, VERDICT_HAS, FIELDS, 1), 1);
	verdict_give(&test->world, GAIN, 0);
	expect_outcomes(test, TOLERATED);
	verdict_give(&test->world, GAIN, 1);
	verdict_give(&test->world, PILOT, 0);
	expect_outcomes(test, SILENT);
	verdict_give(&test->world, PILOT, 1);
	verdict_give(&test->world, FIELDS, 5);
	expect_outcomes(test, TOLERATED);
	verdict_give(&test->world, FIELDS, 7);
	expect_outcomes(test, SILENT);
}

static void scope(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	version->scope = verdict_put_of(version, VERDICT_IN, HARM, 3);
	expect_outcomes(test, TOLERATED | SILENT);
	verdict_give(&test->world, HARM, 2);
	expect_outcomes(test, SILENT);
}

static void conditions(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	struct verdict_node node = {.kind = VERDICT_AT_LEAST, .least = 2, .count = 3};
	node.parts[0] = verdict_put_is(version, GAIN);
	node.parts[1] = verdict_put_is(version, PILOT);
	node.parts[2] = verdict_put_compare(version, LOSS, VERDICT_LESS, 100);
	version->rules[0].when = verdict_put(version, &node);
	verdict_give(&test->world, GAIN, 1);
	verdict_give(&test->world, PILOT, 0);
	expect_outcomes(test, TOLERATED | SILENT);
	verdict_give(&test->world, LOSS, 100);
	expect_outcomes(test, SILENT);
	verdict_give(&test->world, LOSS, 99);
	expect_outcomes(test, TOLERATED);
}

static void settled_though_unknown(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	int is = verdict_put_is(version, GAIN);
	version->definitions[version->definition_count++] = verdict_put_not(version, is);
	version->rules[0].when = verdict_put_pair(version, VERDICT_ANY, is,
						  verdict_put_of(version, VERDICT_DEFINED, 0, 0));
	expect_outcomes(test, TOLERATED);
	struct verdict verdict = decide(test);
	expect(test, verdict.irrelevant == FACT(GAIN));
	expect(test, verdict.set_count == 1 && verdict.sets[0] == 0);
}

/* Both bounds of an amount cannot be missed, and every amount meets one of them. */
static void every_cell(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	int low = verdict_put_compare(version, LOSS, VERDICT_AT_MOST, 100);
	int high = verdict_put_compare(version, LOSS, VERDICT_NO_LESS, 200);
	version->rules[0].when = verdict_put_pair(version, VERDICT_ANY, low, high);
	expect_outcomes(test, TOLERATED | SILENT);
	version->nodes[high].value = 101;
	expect_outcomes(test, TOLERATED);
	version->nodes[high].value = 102;
	expect_outcomes(test, TOLERATED | SILENT);
	version->nodes[low].value = -1;
	version->nodes[high].value = 0;
	expect_outcomes(test, TOLERATED);
}

static void case_days(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	test->world.matter.conduct_last = 110;
	version->rules[0].when =
		verdict_put_moment(version, TOLD, VERDICT_EQUAL, VERDICT_AT_CONDUCT);
	verdict_give(&test->world, TOLD, 100);
	expect_outcomes(test, SILENT);
	verdict_give(&test->world, TOLD, 110);
	expect_outcomes(test, TOLERATED);
	version->nodes[version->rules[0].when].moment = VERDICT_AT_ACCOUNTABILITY;
	verdict_give(&test->world, TOLD, 200);
	expect_outcomes(test, TOLERATED);
}

static void decision_day(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	version->rules[0].when =
		verdict_put_moment(version, TOLD, VERDICT_LESS, VERDICT_AT_DECISION);
	verdict_give(&test->world, TOLD, 220);
	struct verdict verdict = decide(test);
	expect(test, verdict.outcomes == (TOLERATED | SILENT));
	expect(test, verdict.set_count == 1 && verdict.sets[0] == FACT(VERDICT_DECISION));
	test->world.matter.closed = 220;
	expect_outcomes(test, SILENT);
	test->world.matter.decided = 221;
	expect_outcomes(test, TOLERATED);
}

/* ---- F1 to F5 ---- */

/* A value that appears in the second vocabulary, given or possible. */
static void value_unknown_to_a_version(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	test->world.facts[HARM].values[0] = 3;
	version->rules[0].when = verdict_put_of(version, VERDICT_IN, HARM, 1);
	verdict_give(&test->world, HARM, 2);
	expect_outcomes(test, TOLERATED | SILENT);
	version->rules[0].when = verdict_put_of(version, VERDICT_IN, HARM, 3);
	expect_outcomes(test, TOLERATED);
	version->vocabulary = 1;
	expect_outcomes(test, SILENT);
}

/* Two versions do not know the same value: each has its own ideas of it. */
static void unknown_independently(struct test *test)
{
	test->world.authorities[COUNTY].level = LEVEL_PROVINCE;
	test->world.facts[HARM].values[0] = 3;
	struct verdict_version *a = tolerates(test, list_by(test, PROVINCE), 0);
	struct verdict_version *b = bars(test, list_by(test, COUNTY), 0);
	a->rules[0].when = verdict_put_of(a, VERDICT_IN, HARM, 1);
	b->rules[0].when = verdict_put_of(b, VERDICT_IN, HARM, 2);
	verdict_give(&test->world, HARM, 1);
	expect_outcomes(test, BARRED);
	verdict_give(&test->world, HARM, 2);
	expect_outcomes(test, CLASH | SILENT);
	test->world.matter.given = 0;
	expect_outcomes(test, CLASH | SILENT);
}

static void set_is_seen_in_part(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	test->world.facts[FIELDS].values[0] = 3;
	verdict_give(&test->world, FIELDS, 6);
	version->rules[0].when = verdict_put_of(version, VERDICT_HAS, FIELDS, 1);
	expect_outcomes(test, TOLERATED);
	version->rules[0].when = verdict_put_of(version, VERDICT_KNOWN, FIELDS, 0);
	expect_outcomes(test, TOLERATED);
}

static void presumed(struct test *test)
{
	struct verdict_version *version =
		says(test, list_by(test, COUNTY), 0, VERDICT_RULE_TOLERATE, PILOT);
	version->presumes = FACT(PILOT) | FACT(GAIN);
	version->presumed[PILOT] = 1;
	struct verdict verdict = decide(test);
	expect(test, verdict.outcomes == TOLERATED);
	expect(test, verdict.presumed == FACT(PILOT));
	verdict_give(&test->world, PILOT, 0);
	verdict = decide(test);
	expect(test, verdict.outcomes == SILENT);
	expect(test, verdict.presumed == 0);
}

/* Another version reads the fact as unknown. */
static void presumed_by_one_version(struct test *test)
{
	struct verdict_version *upper =
		says(test, list_by(test, PROVINCE), 0, VERDICT_RULE_BAR, PILOT);
	struct verdict_version *lower =
		says(test, list_by(test, COUNTY), 0, VERDICT_RULE_TOLERATE, PILOT);
	lower->presumes = FACT(PILOT);
	lower->presumed[PILOT] = 1;
	expect_outcomes(test, TOLERATED | BARRED);
	upper->presumes = FACT(PILOT);
	expect_outcomes(test, TOLERATED);
}

/* A presumed fact is not thereby known, and what is known does not vary. */
static void known(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	version->rules[0].when = verdict_put_of(version, VERDICT_UNKNOWN, PILOT, 0);
	version->presumes = FACT(PILOT);
	struct verdict verdict = decide(test);
	expect(test, verdict.outcomes == TOLERATED);
	expect(test, verdict.rests_on_unknown == FACT(PILOT));
	expect(test, verdict.presumed == 0);
	verdict_give(&test->world, PILOT, 0);
	verdict = decide(test);
	expect(test, verdict.outcomes == SILENT);
	expect(test, verdict.rests_on_unknown == 0);
}

static void known_value(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	test->world.facts[HARM].values[0] = 3;
	version->rules[0].when = verdict_put_of(version, VERDICT_KNOWN, HARM, 0);
	verdict_give(&test->world, HARM, 2);
	expect_outcomes(test, SILENT);
	verdict_give(&test->world, HARM, 1);
	expect_outcomes(test, TOLERATED);
}

/* ---- what should be asked ---- */

/* gain and pilot: either of them settles it as `no`. */
static void needed(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	version->rules[0].when =
		verdict_put_pair(version, VERDICT_ALL, verdict_put_is(version, GAIN),
				 verdict_put_is(version, PILOT));
	verdict_add_rule(version, VERDICT_RULE_AGGRAVATE, verdict_put_is(version, LOSS));
	struct verdict verdict = decide(test);
	expect(test, verdict.set_count == 2);
	expect(test, needs(&verdict, FACT(GAIN)) && needs(&verdict, FACT(PILOT)));
	expect(test, verdict.irrelevant == FACT(LOSS));
	verdict_give(&test->world, GAIN, 1);
	verdict = decide(test);
	expect(test, verdict.set_count == 1 && verdict.sets[0] == FACT(PILOT));
}

/* One of them is not enough where a third stands against it. */
static void needed_together(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	int is = verdict_put_is(version, GAIN), also = verdict_put_is(version, PILOT);
	int both = verdict_put_pair(version, VERDICT_ALL, is, also);
	int neither = verdict_put_not(version, verdict_put_pair(version, VERDICT_ANY, is, also));
	version->rules[0].when = verdict_put_pair(version, VERDICT_ANY, both, neither);
	struct verdict verdict = decide(test);
	expect(test, verdict.set_count == 1);
	expect(test, verdict.sets[0] == (FACT(GAIN) | FACT(PILOT)));
	expect(test, verdict.irrelevant == 0);
}

/* The same conflict whatever the fact: settled. */
static void conflict_is_settled(struct test *test)
{
	test->world.authorities[COUNTY].level = LEVEL_PROVINCE;
	struct verdict_version *upper = tolerates(test, list_by(test, PROVINCE), 0);
	bars(test, list_by(test, COUNTY), 0);
	verdict_add_rule(upper, VERDICT_RULE_TOLERATE, verdict_put_is(upper, GAIN));
	struct verdict verdict = decide(test);
	expect(test, verdict.outcomes == CLASH);
	expect(test, verdict.set_count == 1 && verdict.sets[0] == 0);
	expect(test, verdict.irrelevant == FACT(GAIN));
}

/* What a version does not know of a given value cannot be learned. */
static void cannot_be_settled(struct test *test)
{
	struct verdict_version *version = tolerates(test, list_by(test, COUNTY), 0);
	test->world.facts[HARM].values[0] = 3;
	version->rules[0].when = verdict_put_of(version, VERDICT_IN, HARM, 1);
	verdict_give(&test->world, HARM, 2);
	struct verdict verdict = decide(test);
	expect(test, verdict.set_count == 0);
}

/* ---- reading an answer ---- */

static void answer_read(struct test *test)
{
	struct verdict_answer answer;
	static const char full[] =
		"{\"schema\": \"tolc/1\", \"query\": {\"results\": [1, {\"a\": \"}\\\"\"}]},\n"
		" \"results\": [{\"verdict\": {\"outcomes\": [\"tolerated\", \"barred\", "
		"\"conflict\"],"
		" \"effects\": [{\"effect\": \"lenient\", \"strength\": \"must\", \"rule\": "
		"\"l1/r2\", \"certain\": true, \"versions\": [0, 1]}, {\"effect\": \"exempt\", "
		"\"strength\": \"may\", \"rule\": \"l0/r0\", \"certain\": false}], \"aggravate\": "
		"[{\"rule\": \"l2/r1\", \"certain\": true}], \"version_choice_changes_effects\": "
		"true,"
		" \"needs_ruling\": {\"by\": \"a3\", \"why\": \"version\", "
		"\"certain\":"
		" true}, \"facts_needed_sets\": [[\"f0\", \"g2\"], [\"decision\"]], "
		"\"irrelevant_facts\":"
		" [\"f1\"], \"facts_for_effects\": [\"f2\"], \"version_choice_matters\": true, "
		"\"presumed\": [\"f5\"]}}]}";
	static const char bare[] = "{\"results\":[{\"verdict\":{\"outcomes\":[\"silent\"],"
				   "\"needs_ruling\":null,\"facts_needed_sets\":[]}}]}";
	expect(test, verdict_read(&answer, full));
	expect(test, answer.outcomes == CLASH && answer.choice_matters);
	expect(test, answer.ruling_by == 3 && answer.ruling_certain);
	expect(test, answer.set_count == 2 && answer.sets[0] == 5);
	expect(test, answer.sets[1] == FACT(VERDICT_DECISION));
	expect(test, answer.irrelevant == 2 && answer.presumed == 32 && answer.for_effects == 4);
	expect(test, answer.given.by[1][2] == VERDICT_GIFT(VERDICT_LENIENT, VERDICT_MUST));
	expect(test, answer.given.certain == VERDICT_GIFT(VERDICT_LENIENT, VERDICT_MUST));
	expect(test, answer.given.by[0][0] == VERDICT_GIFT(VERDICT_EXEMPT, VERDICT_MAY));
	expect(test, answer.given.beside_certain[2] == VERDICT_BESIDE(1, VERDICT_RULE_AGGRAVATE));
	expect(test, answer.choice_changes_effects);
	expect(test, verdict_read(&answer, bare));
	expect(test, answer.outcomes == SILENT && answer.ruling_by == VERDICT_NONE);
	expect(test, answer.set_count == 0 && !answer.choice_matters && !answer.irrelevant);
	expect(test, !verdict_read(&answer, "{\"results\": []}"));
}

static const struct claim claims[] = {
	{"V3: a bar before a tolerate", bar_before_tolerate},
	{"V1: exceptions to exceptions", exceptions},
	{"V2: scope", scope},
	{"at least, and comparisons", conditions},
	{"p or not p is settled", settled_though_unknown},
	{"F5: every cell of an amount is tried", every_cell},
	{"conduct is its last day", case_days},
	{"the day of the decision is a fact where it is unknown", decision_day},
	{"F2: a value that a version does not know", value_unknown_to_a_version},
	{"F2: each version for itself", unknown_independently},
	{"F2: of a set what is known is seen", set_is_seen_in_part},
	{"F3: presumed where not given, and read", presumed},
	{"F3: presumed by its version only", presumed_by_one_version},
	{"F4: known is about the case as given", known},
	{"F4: a value that the version knows", known_value},
	{"needed: minimal sets, and what is irrelevant", needed},
	{"needed: two together", needed_together},
	{"needed: a conflict can be settled", conflict_is_settled},
	{"needed: what cannot be learned", cannot_be_settled},
	{"an answer of the library is read", answer_read},
};

int fact_claims_check(void)
{
	return claims_check(claims, countof(claims));
}
