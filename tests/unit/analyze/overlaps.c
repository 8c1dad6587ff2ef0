/*
 * Rules of small lists held against each other by going through all cases: which add nothing, which
 * tolerate the same conduct to different effect, and what is left silent. analyze/ must say the
 * same. Half of the lists have rules with days of their own.
 */
#include "support/tries.h"
#include "unit/analyze/making.h"

enum { LISTS = 12000, GAP_LISTS = 6000, CASES_MOST = 1 << 16, EFFECTS = IR_NO_NEGATIVE + 1 };

/* What the rules do in every case, and which of them never add anything. */
struct table {
	struct making *m;
	uint8_t *fires; /* by case: bits of rules */
	size_t count;
	bool is_out[RULES];
};

static const struct ir_rule *rule_of(const struct table *t, size_t rule)
{
	return &t->m->list.rules[rule];
}

static bool is_bar(const struct ir_rule *rule)
{
	return rule->kind == IR_BAR || rule->kind == IR_REDLINE;
}

/* -- days -- */

static int32_t end_of(const struct ir_rule *rule)
{
	return rule->expires == DATE_NONE ? DATE_MAX : rule->expires;
}

static bool is_in_force(const struct ir_rule *rule, int32_t day)
{
	return rule->effective <= day && day < end_of(rule);
}

/* Whenever the one is in force the other is. */
static bool is_under(const struct ir_rule *rule, const struct ir_rule *other)
{
	return other->effective <= rule->effective && end_of(rule) <= end_of(other);
}

/* Conditions that ask for days would see that those of the case lie in the span. */
static void date_rules(struct making *m)
{
	for (size_t i = 0; i < RULES && !m->oracle.any_days; i++) {
		size_t kind = making_below(m, 4);
		if (kind == 1 || kind == 2)
			m->list.rules[i].effective = ORACLE_DAY + (int32_t)making_below(m, 3);
		if (kind == 2 || kind == 3)
			m->list.rules[i].expires = ORACLE_DAY + 1 + (int32_t)making_below(m, 3);
	}
}

/* -- the table -- */

static void table_init(struct table *t, struct making *m)
{
	struct oracle_walk walk = {.begun = false};
	*t = (struct table){.m = m, .fires = ARENA_ARRAY(&m->arena, uint8_t, CASES_MOST)};
	for (; oracle_next(&m->oracle, &walk); t->count++) {
		claim(t->count < CASES_MOST, "too many cases");
		for (size_t i = 0; i < RULES; i++)
			if (oracle_fires(&m->oracle, i, &walk.at))
				t->fires[t->count] |= (uint8_t)(1u << i);
	}
}

/* Whether some case has all of these rules firing, and none of those. */
static bool exists(const struct table *t, unsigned all, unsigned none)
{
	for (size_t i = 0; i < t->count; i++)
		if ((t->fires[i] & all) == all && !(t->fires[i] & none))
			return true;
	return false;
}

/* -- what must be told -- */

static unsigned strength_of(const struct ir_rule *rule, size_t effect)
{
	if (rule->kind == IR_TOLERATE && rule->effect_count == 0)
		return effect == IR_EXEMPT;
	for (size_t i = 0; i < rule->effect_count; i++)
		if ((size_t)rule->effects[i].effect == effect)
			return rule->effects[i].strength + 1u;
	return 0;
}

static bool give_the_same(const struct ir_rule *a, const struct ir_rule *b)
{
	for (size_t i = 0; i < EFFECTS; i++)
		if (strength_of(a, i) != strength_of(b, i))
			return false;
	return true;
}

static bool is_overridden(const struct table *t, size_t rule)
{
	unsigned bars = 0;
	for (size_t i = 0; i < RULES; i++)
		if (is_bar(rule_of(t, i)) && !t->is_out[i] &&
		    is_under(rule_of(t, rule), rule_of(t, i)))
			bars |= 1u << i;
	return rule_of(t, rule)->kind == IR_TOLERATE && !exists(t, 1u << rule, bars);
}

static bool is_covered(const struct table *t, size_t rule, size_t effect)
{
	const struct ir_rule *own = rule_of(t, rule);
	unsigned others = 0;
	for (size_t i = 0; i < RULES; i++) {
		const struct ir_rule *other = rule_of(t, i);
		bool alike = own->kind == other->kind ||
			     (own->kind == IR_BAR && other->kind == IR_REDLINE);
		if (i != rule && !t->is_out[i] && alike && is_under(own, other) &&
		    strength_of(own, effect) <= strength_of(other, effect))
			others |= 1u << i;
	}
	return others && !exists(t, 1u << rule, others);
}

static bool is_shadowed(const struct table *t, size_t rule)
{
	bool gives_any = false;
	for (size_t effect = 0; effect < EFFECTS; effect++) {
		if (!strength_of(rule_of(t, rule), effect))
			continue;
		gives_any = true;
		if (!is_covered(t, rule, effect))
			return false;
	}
	return gives_any || is_covered(t, rule, 0);
}

/* On some day while the list is in force, in some case, and nothing bars it. */
static bool meet(const struct table *t, size_t rule, size_t other)
{
	for (int32_t day = ORACLE_DAY; day < ORACLE_DAY + 8; day++) {
		unsigned bars = 0;
		for (size_t i = 0; i < RULES; i++)
			if (is_bar(rule_of(t, i)) && is_in_force(rule_of(t, i), day))
				bars |= 1u << i;
		if (is_in_force(rule_of(t, rule), day) && is_in_force(rule_of(t, other), day) &&
		    exists(t, 1u << rule | 1u << other, bars))
			return true;
	}
	return false;
}

static bool clash(const struct table *t, size_t rule, size_t other)
{
	return rule_of(t, other)->kind == IR_TOLERATE && !t->is_out[other] &&
	       !give_the_same(rule_of(t, rule), rule_of(t, other)) && meet(t, rule, other);
}

static bool is_within(const struct table *t, size_t rule, size_t other)
{
	return !exists(t, 1u << rule, 1u << other) || !exists(t, 1u << other, 1u << rule);
}

/* FOUND_EFFECTS_WITHIN before FOUND_EFFECTS_MEET; FOUND_UNDECIDED: neither. */
static enum analyze_kind clash_of(const struct table *t, size_t rule)
{
	enum analyze_kind kind = FOUND_UNDECIDED;
	for (size_t i = 0; i < rule && rule_of(t, rule)->kind == IR_TOLERATE; i++) {
		if (!clash(t, rule, i))
			continue;
		if (is_within(t, rule, i))
			return FOUND_EFFECTS_WITHIN;
		kind = FOUND_EFFECTS_MEET;
	}
	return kind;
}

/* -- held against what is told -- */

static bool is_told(const struct analyze_findings *findings, enum analyze_kind kind, size_t rule)
{
	return making_found(findings, kind, rule) != NULL;
}

/* From the last rule on, kind by kind: what adds nothing covers nothing. */
static void hold(struct table *t, const struct analyze_findings *findings, size_t seed)
{
	for (size_t i = 0; i < RULES; i++)
		t->is_out[i] = !exists(t, 1u << i, 0);
	for (size_t i = RULES; i-- > 0;) {
		bool expected = !t->is_out[i] && is_overridden(t, i);
		claim(is_told(findings, FOUND_OVERRIDDEN, i) == expected,
		      "list %zu, rule %zu: overridden", seed, i);
		t->is_out[i] |= expected;
	}
	for (size_t i = RULES; i-- > 0;) {
		bool expected = !t->is_out[i] && is_shadowed(t, i);
		claim((is_told(findings, FOUND_SHADOWED, i) ||
		       is_told(findings, FOUND_SHADOWED_BY_SEVERAL, i)) == expected,
		      "list %zu, rule %zu: shadowed", seed, i);
		t->is_out[i] |= expected;
	}
	for (size_t i = RULES; i-- > 0;) {
		enum analyze_kind expected = t->is_out[i] ? FOUND_UNDECIDED : clash_of(t, i);
		claim(is_told(findings, FOUND_EFFECTS_WITHIN, i) ==
			      (expected == FOUND_EFFECTS_WITHIN),
		      "list %zu, rule %zu: effects within", seed, i);
		claim(is_told(findings, FOUND_EFFECTS_MEET, i) == (expected == FOUND_EFFECTS_MEET),
		      "list %zu, rule %zu: effects meet", seed, i);
		claim(!is_told(findings, FOUND_UNDECIDED, i), "list %zu, rule %zu: undecided", seed,
		      i);
	}
}

/* How often each kind was told: what never comes up is not shown to agree. */
static void tally(size_t told[FOUND_COUNT], const struct analyze_findings *findings)
{
	for (size_t i = 0; i < findings->items.count; i++)
		told[findings->items.items[i].kind]++;
}

Test(random_overlaps, rules_beside_each_other_are_those_found_by_going_through_all_cases)
{
	static const enum analyze_kind kinds[] = {FOUND_OVERRIDDEN, FOUND_SHADOWED,
						  FOUND_SHADOWED_BY_SEVERAL, FOUND_EFFECTS_WITHIN,
						  FOUND_EFFECTS_MEET};
	size_t told[FOUND_COUNT] = {0}, lists = tries(LISTS);
	for (size_t seed = 1; seed <= lists; seed++) {
		struct making m;
		struct analyze_findings findings;
		struct table table;
		making_init(&m, seed);
		if (seed % 2)
			date_rules(&m);
		analyze_findings_init(&findings, &m.arena, &m.mem);
		analyze_rules(&findings, &m.list);
		table_init(&table, &m);
		hold(&table, &findings, seed);
		tally(told, &findings);
		analyze_findings_fini(&findings);
		making_fini(&m);
	}
	for (size_t i = 0; i < countof(kinds); i++)
		claim(told[kinds[i]] * 100 > lists, "kind %d was told %zu times", kinds[i],
		      told[kinds[i]]);
}

/* -- gaps -- */

enum { VALUES_MOST = ORACLE_BEFORE + ORACLE_AFTER + 1 };

static bool covers(const struct making *m, const struct oracle_case *c)
{
	return !m->list.scope || oracle_holds(&m->oracle, m->list.scope, c);
}

/* The outcome by the value of one fact, all else being the same; IR_NEEDS_RULING: not covered. */
static size_t outcomes_of(const struct making *m, size_t fact, const struct oracle_case *at,
			  enum ir_outcome out[VALUES_MOST])
{
	size_t count = fact == DAY	? VALUES_MOST
		       : fact == CHOICE ? m->facts[CHOICE].choice_count
					: 5;
	struct oracle_case c = *at;
	for (size_t i = 0; i < count; i++) {
		c.value[fact] = (fact == DAY ? ORACLE_DAY - ORACLE_BEFORE : 0) + (int64_t)i;
		out[i] = covers(m, &c) ? oracle_outcome(&m->oracle, &c) : IR_NEEDS_RULING;
	}
	return count;
}

/* One tolerated, a later one barred, and one between them silent, read in this direction. */
static bool has_between(const enum ir_outcome *out, size_t count, enum ir_outcome first,
			enum ir_outcome last)
{
	bool begun = false, silent = false;
	for (size_t i = 0; i < count; i++) {
		if (silent && out[i] == last)
			return true;
		silent |= begun && out[i] == IR_SILENT;
		begun |= out[i] == first;
	}
	return false;
}

/* Choices stand in no order. */
static bool has_all(const enum ir_outcome *out, size_t count)
{
	unsigned seen = 0, wanted = 1u << IR_TOLERATED | 1u << IR_BARRED | 1u << IR_SILENT;
	for (size_t i = 0; i < count; i++)
		seen |= 1u << out[i];
	return (seen & wanted) == wanted;
}

static bool gap_between(const struct making *m, size_t fact)
{
	struct oracle_walk walk = {.begun = false};
	int64_t least = fact == DAY ? ORACLE_DAY - ORACLE_BEFORE : 0;
	while (oracle_next(&m->oracle, &walk)) {
		enum ir_outcome out[VALUES_MOST];
		if (walk.at.value[fact] != least)
			continue;
		size_t count = outcomes_of(m, fact, &walk.at, out);
		if (fact == CHOICE ? has_all(out, count)
				   : has_between(out, count, IR_TOLERATED, IR_BARRED) ||
					     has_between(out, count, IR_BARRED, IR_TOLERATED))
			return true;
	}
	return false;
}

static bool gap_anywhere(const struct making *m)
{
	struct oracle_walk walk = {.begun = false};
	while (oracle_next(&m->oracle, &walk))
		if (covers(m, &walk.at) && oracle_outcome(&m->oracle, &walk.at) == IR_SILENT)
			return true;
	return false;
}

static size_t between_told(const struct analyze_findings *findings, const char *fact)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->items.count; i++)
		count += findings->items.items[i].kind == FOUND_GAP_BETWEEN &&
			 str_equal(findings->items.items[i].about, str_from(fact));
	return count;
}

static bool is_asked(const struct making *m, size_t fact)
{
	return m->oracle.in_play[fact];
}

/* The case of a gap is silent, whatever the facts are that it leaves out. */
static void hold_example(const struct making *m, const struct analyze_finding *finding, size_t seed)
{
	struct oracle_walk walk = {.are_days_fixed = true};
	const struct analyze_case *shown = &finding->example;
	walk.at.days[IR_CONDUCT] = shown->conduct;
	walk.at.days[IR_ACCOUNTABILITY] = shown->accountable;
	walk.at.days[IR_DECISION] = shown->decided;
	for (size_t i = 0; i < shown->count; i++)
		for (size_t k = 0; k < ORACLE_FACTS; k++) {
			if (!str_equal(m->facts[k].name, shown->values[i].name))
				continue;
			walk.is_fixed[k] = true;
			walk.at.given[k] = shown->values[i].given;
			walk.at.value[k] = shown->values[i].number;
		}
	while (oracle_next(&m->oracle, &walk))
		claim(covers(m, &walk.at) && oracle_outcome(&m->oracle, &walk.at) == IR_SILENT,
		      "list %zu: the case of the gap is not silent", seed);
}

/* The facts that can have a third value. */
static const struct {
	size_t fact;
	const char *name;
} thirds[] = {{CHOICE, "c"}, {COUNT, "n"}, {DAY, "d"}};

Test(random_overlaps, gaps_are_those_found_by_going_through_all_cases)
{
	size_t told[FOUND_COUNT] = {0}, lists = tries(GAP_LISTS);
	for (size_t seed = 1; seed <= lists; seed++) {
		struct making m;
		struct analyze_findings findings;
		bool any = false;
		making_init(&m, seed);
		analyze_findings_init(&findings, &m.arena, &m.mem);
		analyze_gaps(&findings, &m.list);
		for (size_t i = 0; i < countof(thirds); i++) {
			size_t fact = thirds[i].fact;
			bool expected = is_asked(&m, fact) && gap_between(&m, fact);
			claim(between_told(&findings, thirds[i].name) == expected,
			      "list %zu, fact %zu: gap between", seed, fact);
			any |= expected;
		}
		bool expected = !any && gap_anywhere(&m);
		size_t anywhere = 0;
		for (size_t i = 0; i < findings.items.count; i++) {
			anywhere += findings.items.items[i].kind == FOUND_GAP;
			hold_example(&m, &findings.items.items[i], seed);
		}
		claim(anywhere == expected, "list %zu: gap", seed);
		tally(told, &findings);
		analyze_findings_fini(&findings);
		making_fini(&m);
	}
	claim(told[FOUND_GAP] * 100 > lists && told[FOUND_GAP_BETWEEN] * 100 > lists,
	      "%zu gaps, %zu between", told[FOUND_GAP], told[FOUND_GAP_BETWEEN]);
}
