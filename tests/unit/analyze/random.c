/*
 * Small lists at random: every question is answered by going through all cases, and analyze/ must
 * answer the same; every case that it shows must show it, whatever the facts are that it leaves
 * out.
 */
#include "unit/analyze/making.h"

enum { LISTS = 3000 };

/* -- questions about cases -- */

enum question { FIRES, TOLERATED, BARRED, SILENT, QUESTIONS };

static bool is_so(const struct making *m, enum question question, size_t rule,
		  const struct oracle_case *c)
{
	static const enum ir_outcome outcomes[] = {
		[TOLERATED] = IR_TOLERATED, [BARRED] = IR_BARRED, [SILENT] = IR_SILENT};
	if (question == FIRES)
		return oracle_fires(&m->oracle, rule, c);
	return oracle_outcome(&m->oracle, c) == outcomes[question];
}

static bool exists(const struct making *m, enum question question, size_t rule)
{
	struct oracle_walk walk = {.begun = false};
	while (oracle_next(&m->oracle, &walk))
		if (is_so(m, question, rule, &walk.at))
			return true;
	return false;
}

static void fix(const struct making *m, struct oracle_walk *walk, const struct analyze_case *shown)
{
	walk->are_days_fixed = true;
	walk->at.days[IR_CONDUCT] = shown->conduct;
	walk->at.days[IR_ACCOUNTABILITY] = shown->accountable;
	walk->at.days[IR_DECISION] = shown->decided;
	for (size_t i = 0; i < shown->count; i++)
		for (size_t k = 0; k < ORACLE_FACTS; k++) {
			if (!str_equal(m->facts[k].name, shown->values[i].name))
				continue;
			walk->is_fixed[k] = true;
			walk->at.given[k] = shown->values[i].given;
			walk->at.value[k] = shown->values[i].number;
		}
}

/* Whatever the other facts are. */
static bool shows(const struct making *m, enum question question, size_t rule,
		  const struct analyze_case *shown)
{
	struct oracle_walk walk = {.begun = false};
	fix(m, &walk, shown);
	while (oracle_next(&m->oracle, &walk))
		if (!is_so(m, question, rule, &walk.at))
			return false;
	return shown->conduct <= shown->accountable && shown->accountable <= shown->decided;
}

static int32_t formula(struct analyze *a, enum question question, size_t rule)
{
	static const enum ir_outcome outcomes[] = {
		[TOLERATED] = IR_TOLERATED, [BARRED] = IR_BARRED, [SILENT] = IR_SILENT};
	return question == FIRES ? analyze_fires(a, 0, rule)
				 : analyze_outcome(a, 0, outcomes[question], NULL);
}

static void ask(struct making *m, struct analyze *a, enum question question, size_t rule,
		size_t seed)
{
	struct analyze_case shown;
	int32_t asked = formula(a, question, rule);
	enum analyze_answer answer = analyze_exists(a, &asked, 1, &shown);
	claim(answer == (exists(m, question, rule) ? ANALYZE_YES : ANALYZE_NO),
	      "list %zu, question %d, rule %zu: answer %d", seed, question, rule, answer);
	claim(answer != ANALYZE_YES || shows(m, question, rule, &shown),
	      "list %zu, question %d, rule %zu: the case does not show it", seed, question, rule);
}

Test(random_lists, cases_exist_where_one_is_found_by_going_through_all)
{
	for (size_t seed = 1; seed <= LISTS; seed++) {
		struct making m;
		const struct ir_list *list = &m.list;
		making_init(&m, seed);
		struct analyze *a = analyze_new(&m.arena, &m.mem, &list, 1, NULL);
		for (size_t rule = 0; rule < RULES; rule++)
			ask(&m, a, FIRES, rule, seed);
		for (enum question question = TOLERATED; question < QUESTIONS; question++)
			ask(&m, a, question, 0, seed);
		analyze_free(a);
		making_fini(&m);
	}
}

/* -- findings -- */

/* By rule: what is so of it in some case. */
struct seen {
	bool covered; /* by the scope */
	bool holds;
	bool fails; /* within the scope */
	bool fires;
	bool unbarred; /* fires where no rule bars */
};

static bool covers(const struct making *m, const struct oracle_case *c)
{
	return !m->list.scope || oracle_holds(&m->oracle, m->list.scope, c);
}

static void see(const struct making *m, struct seen *seen, size_t rule)
{
	struct oracle_walk walk = {.begun = false};
	while (oracle_next(&m->oracle, &walk)) {
		bool holds = oracle_holds(&m->oracle, m->list.rules[rule].when, &walk.at);
		bool fires = oracle_fires(&m->oracle, rule, &walk.at);
		if (!covers(m, &walk.at))
			continue;
		seen->covered = true;
		seen->holds |= holds;
		seen->fails |= !holds;
		seen->fires |= fires;
		seen->unbarred |= fires && oracle_outcome(&m->oracle, &walk.at) != IR_BARRED;
	}
}

static bool is_swallowed(const struct making *m, const struct seen *seen, size_t rule)
{
	return m->list.rules[rule].kind == IR_TOLERATE && seen->fires && !seen->unbarred;
}

static void hold_rule(struct making *m, const struct analyze_findings *findings, size_t rule,
		      size_t seed)
{
	struct seen seen = {0};
	see(m, &seen, rule);
	const struct analyze_finding *overridden = making_found(findings, FOUND_OVERRIDDEN, rule);
	bool or_told = making_found(findings, FOUND_OR_FOR_AND, RULES) != NULL;
	claim(!making_found(findings, FOUND_NEVER, rule) == seen.holds, "list %zu, rule %zu: never",
	      seed, rule);
	/* or it was told that `or` stands there for `and` */
	claim(or_told || !making_found(findings, FOUND_ALWAYS, rule) == (seen.fails || !seen.fires),
	      "list %zu, rule %zu: always", seed, rule);
	claim(!making_found(findings, FOUND_EXCEPTED, rule) == (seen.fires || !seen.holds),
	      "list %zu, rule %zu: excepted", seed, rule);
	claim(!overridden == !is_swallowed(m, &seen, rule), "list %zu, rule %zu: overridden", seed,
	      rule);
	claim(!overridden || (overridden->has_case && shows(m, BARRED, rule, &overridden->example)),
	      "list %zu, rule %zu: the case is not barred", seed, rule);
}

Test(random_lists, findings_about_one_rule_are_those_found_by_going_through_all_cases)
{
	for (size_t seed = 1; seed <= LISTS; seed++) {
		struct making m;
		struct analyze_findings findings;
		making_init(&m, seed);
		analyze_findings_init(&findings, &m.arena, &m.mem);
		analyze_rules(&findings, &m.list);
		struct seen seen = {0};
		see(&m, &seen, 0);
		claim(!making_found(&findings, FOUND_SCOPE_NEVER, 0) == seen.covered,
		      "list %zu: scope", seed);
		for (size_t i = 0; i < RULES && seen.covered; i++)
			hold_rule(&m, &findings, i, seed);
		analyze_findings_fini(&findings);
		making_fini(&m);
	}
}
