/*
 * A text below held against the red lines above it, on days on which both are in force. A red line
 * of a superior ends the matter before anything is asked of the list, so it can only be an error
 * that the list tolerates what the red line bars. Where conduct and accountability fall into the
 * same span, no clause of transition has anything to choose from.
 */
#include "analyze/finding.h"

#include <stdlib.h>

struct guarding {
	struct analyze_findings *findings;
	struct analyze *analyze;
	const struct analyze_text *below;
	size_t list;	/* the index of the text below: the last */
	bool *in_force; /* rules of the text below, in the span at hand */
	bool *is_told;	/* of the same rules, for the red line at hand */
	bool is_undecided;
	VEC(int32_t) days; /* on which the text below changes; sorted */
};

struct span_of_days {
	int32_t from;
	int32_t to;
};

/* A rule ends where it says so, or where it is repealed. */
static int32_t end_of(const struct analyze_text *text, size_t rule)
{
	int32_t expires = text->list->rules[rule].expires;
	int32_t repealed = text->repealed ? text->repealed[rule] : DATE_MAX;
	return expires == DATE_NONE || repealed < expires ? repealed : expires;
}

static struct span_of_days span_meet(struct span_of_days a, int32_t from, int32_t to)
{
	return (struct span_of_days){a.from > from ? a.from : from, a.to < to ? a.to : to};
}

static int day_compare(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return (a > b) - (a < b);
}

static void gather_days(struct guarding *g)
{
	const struct ir_list *list = g->below->list;
	for (size_t i = 0; i < list->rule_count; i++) {
		VEC_PUSH(g->findings->mem, &g->days, list->rules[i].effective);
		VEC_PUSH(g->findings->mem, &g->days, end_of(g->below, i));
	}
	if (g->days.count)
		qsort(g->days.items, g->days.count, sizeof(int32_t), day_compare);
}

/* Both days on which the case may be asked about lie in the span. */
static int32_t within(struct guarding *g, struct span_of_days span)
{
	int32_t days[] = {analyze_day(g->analyze, IR_CONDUCT, span.from, span.to),
			  analyze_day(g->analyze, IR_ACCOUNTABILITY, span.from, span.to)};
	return analyze_all(g->analyze, days, countof(days));
}

/* -- one red line, one span -- */

static void tell(struct guarding *g, const struct analyze_text *above, const struct ir_rule *line,
		 const struct ir_rule *rule, const struct analyze_case *example)
{
	bool is_later = above->list->promulgated > g->below->list->promulgated;
	struct analyze_finding finding = {
		.kind = is_later ? FOUND_RED_LINE_LATER : FOUND_RED_LINE,
		.place = rule->place,
		.name = rule->name,
		.about = g->below->list->name,
		.others = ARENA_NEW(g->findings->arena, struct analyze_other),
		.other_count = 1,
		.has_case = true,
		.example = *example,
	};
	finding.others[0] = (struct analyze_other){line->place, line->name, above->list->name};
	VEC_PUSH(g->findings->mem, &g->findings->items, finding);
}

static void hold_rules(struct guarding *g, const struct analyze_text *above,
		       const struct ir_rule *line, const int32_t *crossed, size_t count)
{
	const struct ir_list *list = g->below->list;
	int32_t asked[4];
	memcpy(asked, crossed, count * sizeof(*asked));
	for (size_t i = 0; i < list->rule_count; i++) {
		struct analyze_case example;
		if (list->rules[i].kind != IR_TOLERATE || !g->in_force[i] || g->is_told[i])
			continue;
		asked[count] = analyze_fires(g->analyze, g->list, i);
		if (analyze_exists(g->analyze, asked, count + 1, &example) != ANALYZE_YES)
			continue;
		g->is_told[i] = true;
		tell(g, above, line, &list->rules[i], &example);
	}
}

static void hold_in_span(struct guarding *g, const struct analyze_text *above, size_t index,
			 size_t line, struct span_of_days span)
{
	const struct ir_list *list = g->below->list;
	for (size_t i = 0; i < list->rule_count; i++)
		g->in_force[i] =
			list->rules[i].effective <= span.from && end_of(g->below, i) > span.from;
	int32_t crossed[] = {
		analyze_outcome(g->analyze, g->list, IR_TOLERATED, g->in_force),
		analyze_fires(g->analyze, index, line),
		within(g, span),
	};
	enum analyze_answer answer = analyze_exists(g->analyze, crossed, countof(crossed), NULL);
	g->is_undecided |= answer == ANALYZE_UNDECIDED;
	if (answer == ANALYZE_YES)
		hold_rules(g, above, &above->list->rules[line], crossed, countof(crossed));
}

/* Span by span, in which the same rules of the text below are in force. */
static void hold_against(struct guarding *g, const struct analyze_text *above, size_t index,
			 size_t line)
{
	const struct ir_rule *rule = &above->list->rules[line];
	struct span_of_days all = {g->below->from, g->below->to};
	all = span_meet(all, above->from, above->to);
	all = span_meet(all, rule->effective, end_of(above, line));
	memset(g->is_told, 0, g->below->list->rule_count * sizeof(*g->is_told));
	for (size_t i = 0; i < g->days.count && all.from < all.to; i++) {
		int32_t day = g->days.items[i];
		if (day <= all.from)
			continue;
		hold_in_span(g, above, index, line, span_meet(all, DATE_NONE, day));
		all.from = day;
	}
}

/* -- all -- */

static bool has_red_line(const struct ir_list *list)
{
	for (size_t i = 0; i < list->rule_count; i++)
		if (list->rules[i].kind == IR_REDLINE)
			return true;
	return false;
}

static void hold_against_each(struct guarding *g, const struct analyze_text *above, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < above[i].list->rule_count; k++)
			if (above[i].list->rules[k].kind == IR_REDLINE)
				hold_against(g, &above[i], i, k);
}

static void tell_undecided(struct guarding *g)
{
	struct analyze_finding finding = {.kind = FOUND_UNDECIDED,
					  .place = g->below->list->place,
					  .name = g->below->list->name};
	if (g->is_undecided)
		VEC_PUSH(g->findings->mem, &g->findings->items, finding);
}

static void ends_add(struct ir_dates *ends, const struct analyze_text *text)
{
	ends->items[ends->count++] = text->from;
	ends->items[ends->count++] = text->to;
	for (size_t i = 0; text->repealed && i < text->list->rule_count; i++)
		ends->items[ends->count++] = text->repealed[i];
}

static struct ir_dates ends_of(struct arena *arena, const struct analyze_text *below,
			       const struct analyze_text *above, size_t count)
{
	size_t rules = below->list->rule_count;
	for (size_t i = 0; i < count; i++)
		rules += above[i].list->rule_count;
	struct ir_dates ends = {ARENA_ARRAY(arena, int32_t, 2 * count + 2 + rules), 0};
	ends_add(&ends, below);
	for (size_t i = 0; i < count; i++)
		ends_add(&ends, &above[i]);
	return ends;
}

void analyze_red_lines(struct analyze_findings *findings, const struct analyze_text *below,
		       const struct analyze_text *above, size_t count)
{
	struct arena *arena = findings->arena;
	struct guarding g = {.findings = findings, .below = below};
	const struct ir_list **lists = ARENA_ARRAY(arena, const struct ir_list *, count + 1);
	struct analyze_text *lined = ARENA_ARRAY(arena, struct analyze_text, count);
	for (size_t i = 0; i < count; i++) {
		if (!has_red_line(above[i].list))
			continue;
		lined[g.list] = above[i];
		lists[g.list++] = above[i].list;
	}
	if (g.list == 0 || below->list->rule_count == 0)
		return;
	lists[g.list] = below->list;
	g.in_force = ARENA_ARRAY(arena, bool, below->list->rule_count);
	g.is_told = ARENA_ARRAY(arena, bool, below->list->rule_count);
	struct ir_dates ends = ends_of(arena, below, lined, g.list);
	g.analyze = analyze_new(arena, findings->mem, lists, g.list + 1, &ends);
	if (findings->steps)
		analyze_bound(g.analyze, findings->steps);
	gather_days(&g);
	hold_against_each(&g, lined, g.list);
	tell_undecided(&g);
	VEC_FREE(findings->mem, &g.days);
	analyze_free(g.analyze);
}
