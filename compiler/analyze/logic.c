/*
 * Each rule of a list by itself: whether its condition can hold, and can fail; whether its
 * exceptions leave anything of it, and whether they ever apply. Then the rules beside each other
 * (overlap.c).
 */
#include "analyze/look.h"

enum { EXAMPLES = 500 }; /* more findings than are shown of one list */

void analyze_findings_init(struct analyze_findings *findings, struct arena *arena, struct mem *mem)
{
	*findings = (struct analyze_findings){.arena = arena, .mem = mem};
}

void analyze_findings_fini(struct analyze_findings *findings)
{
	VEC_FREE(findings->mem, &findings->items);
}

struct analyze_finding *look_found(struct look *look, enum analyze_kind kind, struct ir_place place,
				   struct str name)
{
	struct analyze_findings *findings = look->findings;
	struct analyze_finding finding = {.kind = kind, .place = place, .name = name};
	finding.others = ARENA_ARRAY(findings->arena, struct analyze_other, ANALYZE_OTHERS);
	VEC_PUSH(findings->mem, &findings->items, finding);
	return &findings->items.items[findings->items.count - 1];
}

void look_other(struct look *look, struct analyze_finding *finding, struct ir_place place,
		struct str name)
{
	(void)look;
	if (finding->other_count < ANALYZE_OTHERS)
		finding->others[finding->other_count++] =
			(struct analyze_other){place, name, {NULL, 0}};
}

void look_example(struct look *look, struct analyze_finding *finding, const int32_t *formulas,
		  size_t count)
{
	if (look->findings->examples++ >= EXAMPLES)
		return;
	finding->has_case =
		analyze_exists(look->analyze, formulas, count, &finding->example) == ANALYZE_YES;
}

bool look_none(struct look *look, const int32_t *formulas, size_t count)
{
	enum analyze_answer answer = analyze_exists(look->analyze, formulas, count, NULL);
	look->is_undecided |= answer == ANALYZE_UNDECIDED;
	return answer == ANALYZE_NO;
}

static struct ir_place place_of(const struct look *look, const struct ir_expr *expr)
{
	return (struct ir_place){look->list->place.source, expr->span};
}

/* -- a condition that never holds -- */

/* The parts of a conjunction that cannot hold together; the condition itself where it is none. */
static void ask_parts(struct look *look, const struct ir_expr *when)
{
	look->asked.count = 0;
	for (uint32_t i = 0; when->op == IR_AND && i < when->count; i++)
		VEC_PUSH(look->findings->mem, &look->asked,
			 analyze_condition(look->analyze, 0, when->args[i]));
	VEC_PUSH(look->findings->mem, &look->asked, look->scope);
	if (when->op != IR_AND)
		VEC_PUSH(look->findings->mem, &look->asked,
			 analyze_condition(look->analyze, 0, when));
}

/* Everything that is asked holds, but for one part of what cannot hold together. */
static void nearest_miss(struct look *look, struct analyze_finding *finding, size_t without)
{
	int32_t kept = look->asked.items[without];
	look->asked.items[without] = analyze_true(look->analyze);
	look_example(look, finding, look->asked.items, look->asked.count);
	look->asked.items[without] = kept;
}

static void tell_never(struct look *look, const struct ir_rule *rule)
{
	struct analyze_finding *finding = look_found(look, FOUND_NEVER, rule->place, rule->name);
	size_t last = 0, parts = rule->when->op == IR_AND ? rule->when->count : 0;
	ask_parts(look, rule->when);
	if (analyze_exists(look->analyze, look->asked.items, look->asked.count, NULL) != ANALYZE_NO)
		return;
	for (size_t i = 0; i < parts; i++) {
		if (!analyze_was_needed(look->analyze, look->asked.items[i]))
			continue;
		const struct ir_expr *part = rule->when->args[i];
		look_other(look, finding, place_of(look, part), rule->name);
		last = i;
	}
	if (finding->other_count == 0)
		look_other(look, finding, place_of(look, rule->when), rule->name);
	nearest_miss(look, finding, finding->other_count > 1 ? last : look->asked.count - 1);
	if (!finding->has_case && parts > 0)
		nearest_miss(look, finding, last);
}

/* -- rules -- */

/* Whether some case at random shows that the condition holds, or that it does not. */
static bool shows_when(const struct look *look, size_t rule, bool holds)
{
	const struct eval_list *compiled = analyze_compiled(look->analyze, 0);
	const uint64_t *scope = pool_yes(&look->pool, compiled->scope);
	const uint64_t *when = pool_yes(&look->pool, compiled->rules[rule].when);
	for (size_t word = 0; word < POOL_WORDS; word++)
		if (scope[word] & (holds ? when[word] : ~when[word]))
			return true;
	return false;
}

static bool check_never(struct look *look, size_t rule)
{
	int32_t holds[] = {look->scope, look->when[rule]};
	if (shows_when(look, rule, true) || !look_none(look, holds, countof(holds)))
		return false;
	tell_never(look, &look->list->rules[rule]);
	return true;
}

static bool check_always(struct look *look, size_t rule)
{
	const struct ir_rule *text = &look->list->rules[rule];
	int32_t fails[] = {look->scope, -look->when[rule]};
	if (shows_when(look, rule, false) || !look_none(look, fails, countof(fails)))
		return false;
	struct analyze_finding *finding = look_found(look, FOUND_ALWAYS, text->place, text->name);
	look_example(look, finding, &look->scope, 1);
	return false;
}

static int32_t excepts(struct look *look, const struct eval_clause *clause)
{
	return analyze_clause(look->analyze, clause);
}

static bool check_excepted(struct look *look, size_t rule)
{
	const struct ir_rule *text = &look->list->rules[rule];
	const struct eval_clause *clause = &analyze_compiled(look->analyze, 0)->rules[rule];
	int32_t holds[] = {look->scope, look->when[rule]};
	look->asked.count = 0;
	for (size_t i = 0; i < clause->except_count; i++)
		VEC_PUSH(look->findings->mem, &look->asked, -excepts(look, &clause->excepts[i]));
	for (size_t i = 0; i < countof(holds); i++)
		VEC_PUSH(look->findings->mem, &look->asked, holds[i]);
	if (clause->except_count == 0 || pool_any(look_cases(look, rule)) ||
	    !look_none(look, look->asked.items, look->asked.count))
		return false;
	struct analyze_finding *finding = look_found(look, FOUND_EXCEPTED, text->place, text->name);
	for (size_t i = 0; i < clause->except_count; i++)
		if (analyze_was_needed(look->analyze, look->asked.items[i]))
			look_other(look, finding, text->excepts[i].place, text->excepts[i].name);
	look_example(look, finding, holds, countof(holds));
	return true;
}

/* -- exceptions -- */

/* What an exception is an exception to, and cases at random in which it holds. */
struct context {
	int32_t holds;
	uint64_t cases[POOL_WORDS];
};

static struct context context_within(struct look *look, const struct context *outer, uint32_t when)
{
	int32_t holds[] = {outer->holds, analyze_register(look->analyze, when)};
	struct context inner = {.holds = analyze_all(look->analyze, holds, countof(holds))};
	for (size_t word = 0; word < POOL_WORDS; word++)
		inner.cases[word] = outer->cases[word] & pool_yes(&look->pool, when)[word];
	return inner;
}

static bool context_shows(const struct look *look, const struct context *context, uint32_t fires)
{
	for (size_t word = 0; word < POOL_WORDS; word++)
		if (context->cases[word] & pool_yes(&look->pool, fires)[word])
			return true;
	return false;
}

/* An exception and those to it. */
static void check_excepts(struct look *look, const struct ir_rule *rule, struct context context,
			  const struct ir_except *text, const struct eval_clause *clauses,
			  size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t holds = context.holds;
		int32_t applies[] = {holds, excepts(look, &clauses[i])};
		if (context_shows(look, &context, clauses[i].fires) ||
		    !look_none(look, applies, countof(applies))) {
			check_excepts(look, rule, context_within(look, &context, clauses[i].when),
				      text[i].excepts, clauses[i].excepts, text[i].except_count);
			continue;
		}
		struct analyze_finding *finding =
			look_found(look, FOUND_EXCEPT_NEVER, text[i].place, text[i].name);
		finding->about = rule->name;
		look_other(look, finding, rule->place, rule->name);
		look_example(look, finding, &holds, 1);
	}
}

static bool check_exceptions(struct look *look, size_t rule)
{
	const struct ir_rule *text = &look->list->rules[rule];
	const struct eval_list *compiled = analyze_compiled(look->analyze, 0);
	struct context list = {.holds = look->scope};
	if (text->except_count == 0)
		return false;
	memcpy(list.cases, pool_yes(&look->pool, compiled->scope), sizeof(list.cases));
	check_excepts(look, text, context_within(look, &list, compiled->rules[rule].when),
		      text->excepts, compiled->rules[rule].excepts, text->except_count);
	return false;
}

static bool check_meant(struct look *look, size_t rule)
{
	return look_or_for_and(look, rule);
}

/* In this order; true ends the matter, for nothing more can be said of the rule. */
static bool (*const checks[])(struct look *look, size_t rule) = {
	check_never, check_excepted, check_exceptions, check_meant, check_always,
};

static void check_rule(struct look *look, size_t rule)
{
	const struct ir_rule *text = &look->list->rules[rule];
	look->is_undecided = false;
	bool (*ends)(struct look *, size_t) = NULL;
	for (size_t i = 0; i < countof(checks) && !ends; i++)
		if (checks[i](look, rule))
			ends = checks[i];
	look->is_out[rule] = ends == check_never || ends == check_excepted;
	if (look->is_undecided)
		look_found(look, FOUND_UNDECIDED, text->place, text->name);
}

/* -- the list -- */

/* It bars, and has no days of its own. */
static bool bars_always(const struct ir_rule *rule)
{
	return (rule->kind == IR_BAR || rule->kind == IR_REDLINE) && rule->effective == DATE_NONE &&
	       rule->expires == DATE_NONE;
}

static void look_bars(struct look *look)
{
	const struct ir_list *list = look->list;
	bool *always = ARENA_ARRAY(look->findings->arena, bool, list->rule_count);
	for (size_t i = 0; i < list->rule_count; i++)
		always[i] = bars_always(&list->rules[i]);
	look->barred = analyze_outcome(look->analyze, 0, IR_BARRED, always);
}

static void look_pool(struct look *look)
{
	const struct eval_list *compiled = analyze_compiled(look->analyze, 0);
	pool_init(&look->pool, look->analyze);
	const uint64_t *scope = pool_yes(&look->pool, compiled->scope);
	look->cases =
		ARENA_ARRAY(look->findings->arena, uint64_t, look->list->rule_count * POOL_WORDS);
	for (size_t i = 0; i < look->list->rule_count; i++) {
		bool bars = bars_always(&look->list->rules[i]);
		for (size_t word = 0; word < POOL_WORDS; word++) {
			uint64_t cases = pool_yes(&look->pool, compiled->rules[i].fires)[word];
			look->cases[i * POOL_WORDS + word] = cases & scope[word];
			look->barred_cases[word] |= bars ? cases & scope[word] : 0;
		}
	}
}

static void look_init(struct look *look, struct analyze_findings *findings,
		      const struct ir_list *list)
{
	struct arena *arena = findings->arena;
	*look = (struct look){.findings = findings, .list = list};
	look->analyze = analyze_new(arena, findings->mem, &list, 1, NULL);
	if (findings->steps)
		analyze_bound(look->analyze, findings->steps);
	look->scope = analyze_scope(look->analyze, 0);
	look->when = ARENA_ARRAY(arena, int32_t, list->rule_count);
	look->fires = ARENA_ARRAY(arena, int32_t, list->rule_count);
	look->is_out = ARENA_ARRAY(arena, bool, list->rule_count);
	for (size_t i = 0; i < list->rule_count; i++) {
		look->when[i] = analyze_when(look->analyze, 0, i);
		look->fires[i] = analyze_fires(look->analyze, 0, i);
	}
	look_bars(look);
	look_pool(look);
}

static void look_fini(struct look *look)
{
	pool_fini(&look->pool);
	VEC_FREE(look->findings->mem, &look->asked);
	VEC_FREE(look->findings->mem, &look->rules);
	analyze_free(look->analyze);
}

/* A case that a rule would decide, if the scope covered anybody. */
static void tell_scope_never(struct look *look)
{
	const struct ir_list *list = look->list;
	struct analyze_finding *finding =
		look_found(look, FOUND_SCOPE_NEVER, list->place, list->name);
	look_other(look, finding, place_of(look, list->scope), list->name);
	for (size_t i = 0; i < list->rule_count && !finding->has_case; i++)
		look_example(look, finding, &look->when[i], 1);
}

void analyze_rules(struct analyze_findings *findings, const struct ir_list *list)
{
	struct look look;
	findings->examples = 0;
	look_init(&look, findings, list);
	if (list->scope && look_none(&look, &look.scope, 1)) {
		tell_scope_never(&look);
	} else {
		for (size_t i = 0; i < list->rule_count; i++)
			check_rule(&look, i);
		look_overlaps(&look);
	}
	look_fini(&look);
}
