/*
 * make_cases PART RULES [CASES [SEED]]: a list of so many rules over 20 facts, and cases for it, the
 * same for the same arguments everywhere. PART: tol, the vocabulary, an authority and the list;
 * cases, one JSON object a line, a tenth of the facts missing, 409 bytes on the average; rules, the
 * list once more as JSON for the peers, each condition [op, …].
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FACTS = 20, BOOLS = 12, CONDITIONS_MAX = 9 };

enum kind { KIND_BOOL, KIND_MONEY, KIND_COUNT, KIND_DATE, KIND_CHOICE };

struct fact {
	const char *name;
	enum kind kind;
};

static const struct fact facts[FACTS] = {
	{"pilot", KIND_BOOL},	       {"diligent", KIND_BOOL},
	{"reported", KIND_BOOL},       {"remedied", KIND_BOOL},
	{"panel", KIND_BOOL},     {"gain", KIND_BOOL},
	{"banned", KIND_BOOL},	       {"concealed", KIND_BOOL},
	{"emergency", KIND_BOOL},      {"novel", KIND_BOOL},
	{"obstructed", KIND_BOOL},     {"historical", KIND_BOOL},
	{"loss", KIND_MONEY},	       {"recovered", KIND_MONEY},
	{"budget", KIND_MONEY},	       {"prior", KIND_COUNT},
	{"people", KIND_COUNT},	       {"reported_on", KIND_DATE},
	{"harm", KIND_CHOICE},  {"field", KIND_CHOICE},
};

static const char *const choices[] = {"none", "minor", "serious", "grave"};

struct condition {
	const struct fact *fact;
	int below; /* yes/no: whether no is asked; numbers: < instead of >= */
	int64_t number;
};

enum rule_kind { TOLERATE, BAR };

struct rule {
	enum rule_kind kind;
	struct condition when[CONDITIONS_MAX];
	int count;
	int except; /* 1: the last condition is an exception's */
};

static uint64_t state;

static uint64_t next(uint64_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (state >> 33) % below;
}

/* -- rules -- */

static int64_t number_of(enum kind kind)
{
	switch (kind) {
	case KIND_MONEY:
		return (int64_t)(1 + next(100)) * 100000;
	case KIND_COUNT:
		return (int64_t)(1 + next(9));
	case KIND_DATE:
		return (int64_t)(2012 + next(10)); /* January 1st of the year */
	case KIND_CHOICE:
		return (int64_t)next(4);
	case KIND_BOOL:
		break;
	}
	return 0;
}

static struct condition condition_make(void)
{
	struct condition condition = {.fact = &facts[next(FACTS)]};
	condition.below = next(2) == 0;
	if (condition.fact->kind == KIND_CHOICE)
		condition.below = 0;
	condition.number = number_of(condition.fact->kind);
	return condition;
}

/* Three conditions a rule, and two more with each four times as many rules, so that as many cases as
 * before meet some of them. */
static struct rule rule_make(int number, int rules)
{
	struct rule rule = {.kind = number % 3 == 2 ? BAR : TOLERATE, .count = 3};
	for (; rules >= 96 && rule.count + 2 <= CONDITIONS_MAX; rules /= 4)
		rule.count += 2;
	rule.except = rule.kind == TOLERATE && next(2) == 0;
	for (int i = 0; i < rule.count; i++)
		rule.when[i] = condition_make();
	return rule;
}

/* -- as a list -- */

static void tol_condition(const struct condition *c)
{
	const char *name = c->fact->name, *compare = c->below ? "<" : ">=";
	switch (c->fact->kind) {
	case KIND_BOOL:
		printf("%s%s", c->below ? "not " : "", name);
		break;
	case KIND_MONEY:
		printf("%s %s %" PRId64 " 元", name, compare, c->number);
		break;
	case KIND_COUNT:
		printf("%s %s %" PRId64, name, compare, c->number);
		break;
	case KIND_DATE:
		printf("%s %s %" PRId64 "-01-01", name, compare, c->number);
		break;
	case KIND_CHOICE:
		printf("%s = %s", name, choices[c->number]);
		break;
	}
}

static void tol_rule(const struct rule *rule, int number)
{
	int plain = rule->count - rule->except;
	printf("\n\t%s r%d \"第%d项\" {\n\t\tarticle \"第%d条\"\n\t\tprovenance illustrative\n\t\twhen ",
	       rule->kind == BAR ? "bar" : "tolerate", number, number, number);
	for (int i = 0; i < plain; i++) {
		printf("%s", i ? " and " : "");
		tol_condition(&rule->when[i]);
	}
	printf("\n");
	if (rule->except) {
		printf("\t\texcept unless \"除外\" when ");
		tol_condition(&rule->when[plain]);
		printf("\n");
	}
	printf("\t}\n");
}

static void tol_facts(void)
{
	static const char *const types[] = {"bool", "money", "count", "date",
					    "one of { none, minor, serious, grave }"};
	printf("tol 1\n\nvocabulary duty \"履职事实\" {\n");
	for (int i = 0; i < FACTS; i++)
		printf("\tfact %s : %s\n", facts[i].name, types[facts[i].kind]);
	printf("}\n");
}

static void write_tol(int rules)
{
	tol_facts();
	printf("\nauthority city \"某市\" level city\n\nuse duty\n\nlist city.tolerance \"容错清单\" {\n"
	       "\tissuer city\n\tdocument \"第1号\"\n\tpromulgated 2010-01-01\n\teffective 2010-01-01\n"
	       "\ttransition old_unless_lighter\n");
	for (int i = 0; i < rules; i++) {
		struct rule rule = rule_make(i, rules);
		tol_rule(&rule, i);
	}
	printf("}\n");
}

/* -- for peers -- */

static void json_condition(const struct condition *c)
{
	const char *name = c->fact->name, *compare = c->below ? "<" : ">=";
	switch (c->fact->kind) {
	case KIND_BOOL:
		printf("[\"%s\",\"%s\"]", c->below ? "no" : "yes", name);
		break;
	case KIND_MONEY:
	case KIND_COUNT:
		printf("[\"%s\",\"%s\",%" PRId64 "]", compare, name, c->number);
		break;
	case KIND_DATE:
		printf("[\"%s\",\"%s\",\"%" PRId64 "-01-01\"]", compare, name, c->number);
		break;
	case KIND_CHOICE:
		printf("[\"=\",\"%s\",\"%s\"]", name, choices[c->number]);
		break;
	}
}

static void json_rule(const struct rule *rule)
{
	int plain = rule->count - rule->except;
	printf("{\"kind\":\"%s\",\"when\":[", rule->kind == BAR ? "bar" : "tolerate");
	for (int i = 0; i < plain; i++) {
		printf("%s", i ? "," : "");
		json_condition(&rule->when[i]);
	}
	printf("],\"except\":");
	if (rule->except)
		json_condition(&rule->when[plain]);
	else
		printf("null");
	printf("}");
}

static void write_rules(int rules)
{
	printf("[");
	for (int i = 0; i < rules; i++) {
		struct rule rule = rule_make(i, rules);
		printf("%s", i ? ",\n" : "");
		json_rule(&rule);
	}
	printf("]\n");
}

/* -- cases -- */

static void day(int from, int years)
{
	printf("\"%04d-%02d-%02d\"", from + (int)next((uint64_t)years), 1 + (int)next(12),
	       1 + (int)next(28));
}

static void value(const struct fact *fact)
{
	switch (fact->kind) {
	case KIND_BOOL:
		printf("%s", next(2) ? "true" : "false");
		break;
	case KIND_MONEY:
		printf("\"%" PRIu64 ".%02" PRIu64 "\"", next(10000000), next(100));
		break;
	case KIND_COUNT:
		printf("%" PRIu64, next(10));
		break;
	case KIND_DATE:
		day(2012, 10);
		break;
	case KIND_CHOICE:
		printf("\"%s\"", choices[next(4)]);
		break;
	}
}

static void write_case(long number)
{
	int said = 0;
	printf("{\"id\":\"%08ld\",\"subject\":\"city\",\"conduct\":", number);
	day(2012, 8);
	printf(",\"accountable\":");
	day(2021, 3);
	printf(",\"by\":\"city\",\"facts\":{");
	for (int i = 0; i < FACTS; i++) {
		if (next(10) == 0)
			continue;
		printf("%s\"%s\":", said++ ? "," : "", facts[i].name);
		value(&facts[i]);
	}
	printf("}}\n");
}

int main(int argc, char **argv)
{
	int rules = argc > 2 ? atoi(argv[2]) : 0;
	long cases = argc > 3 ? atol(argv[3]) : 0;
	state = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
	if (argc > 2 && strcmp(argv[1], "tol") == 0)
		write_tol(rules);
	else if (argc > 2 && strcmp(argv[1], "rules") == 0)
		write_rules(rules);
	else if (argc > 2 && strcmp(argv[1], "cases") == 0)
		for (long i = 0; i < cases; i++)
			write_case(i);
	else
		return 2;
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
