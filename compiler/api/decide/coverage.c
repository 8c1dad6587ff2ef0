/* A rule is reached where it fires for certain under what a case gives, an exception where it applies
 * to a rule whose condition holds. */
#include "api/decide/coverage.h"

void coverage_init(struct coverage *coverage, struct deciding_record *record)
{
	*coverage = (struct coverage){.record = record};
}

void coverage_fini(struct coverage *coverage)
{
	if (coverage->record)
		VEC_FREE(coverage->record->loader.mem, &coverage->texts);
}

static size_t count_excepts(const struct ir_except *excepts, size_t count)
{
	size_t all = count;
	for (size_t i = 0; i < count; i++)
		all += count_excepts(excepts[i].excepts, excepts[i].except_count);
	return all;
}

static struct coverage_text *text_at(struct coverage *coverage, uint32_t index,
				     const struct ir_list *list)
{
	struct arena *arena = coverage->record->arena;
	while (coverage->texts.count <= index)
		VEC_PUSH(coverage->record->loader.mem, &coverage->texts,
			 (struct coverage_text){NULL, 0, NULL, NULL});
	struct coverage_text *text = &coverage->texts.items[index];
	if (text->list)
		return text;
	size_t excepts = 0;
	for (size_t i = 0; i < list->rule_count; i++)
		excepts += count_excepts(list->rules[i].excepts, list->rules[i].except_count);
	text->list = list;
	text->rules = ARENA_ARRAY(arena, size_t, list->rule_count);
	text->excepts = ARENA_ARRAY(arena, size_t, excepts);
	return text;
}

/* -- counting -- */

static void count_clause(struct coverage_text *text, size_t *at, const struct eval_clause *clause,
			 const struct eval_result *lanes, bool reached)
{
	bool holds = reached && eval_truth(lanes, clause->when, 0) == EVAL_TRUE;
	for (size_t i = 0; i < clause->except_count; i++) {
		const struct eval_clause *except = &clause->excepts[i];
		text->excepts[*at] +=
			holds && eval_truth(lanes, except->fires, 0) == EVAL_TRUE;
		++*at;
		count_clause(text, at, except, lanes, holds);
	}
}

static bool is_taken(const struct answer_decide *decide, uint32_t state)
{
	for (size_t i = 0; i < decide->verdict.scenario_count; i++)
		if (decide->verdict.scenarios[i].taken[decide->states[state].list] == state)
			return true;
	return false;
}

void coverage_count(struct coverage *coverage, const struct answer_decide *decide)
{
	const struct eval_result *lanes = &decide->verdict.now;
	for (uint32_t i = 0; i < decide->state_count; i++) {
		const struct answer_state *state = &decide->states[i];
		struct coverage_text *text = text_at(coverage, state->text_index, state->text);
		size_t at = 0;
		if (!is_taken(decide, i) ||
		    eval_truth(lanes, state->compiled->scope, 0) != EVAL_TRUE)
			continue;
		text->taken++;
		for (size_t k = 0; k < state->text->rule_count; k++) {
			const struct eval_clause *rule = &state->compiled->rules[k];
			bool counts = state->in_force[k];
			text->rules[k] += counts && eval_truth(lanes, rule->fires, 0) == EVAL_TRUE;
			count_clause(text, &at, rule, lanes, counts);
		}
	}
}

/* -- reporting -- */

struct reporting {
	struct answer_test *out;
	struct mem *mem;
	VEC(struct answer_coverage) rows;
};

static void report_row(struct reporting *r, struct answer_coverage row)
{
	bool counts = row.rule != NULL;
	r->out->coverable += counts;
	r->out->covered += counts && row.cases > 0;
	VEC_PUSH(r->mem, &r->rows, row);
}

static void report_excepts(struct reporting *r, const struct coverage_text *text, size_t *at,
			   struct answer_coverage row, const struct ir_except *excepts,
			   size_t count)
{
	for (size_t i = 0; i < count; i++) {
		row.except = &excepts[i];
		row.cases = text->excepts[(*at)++];
		report_row(r, row);
		report_excepts(r, text, at, row, excepts[i].excepts, excepts[i].except_count);
	}
}

static void report_text(struct reporting *r, const struct coverage_text *text)
{
	struct answer_coverage row = {.list = text->list->name,
				      .effective = text->list->effective,
				      .cases = text->taken};
	size_t at = 0;
	report_row(r, row);
	for (size_t i = 0; i < text->list->rule_count; i++) {
		const struct ir_rule *rule = &text->list->rules[i];
		row.rule = rule;
		row.except = NULL;
		row.cases = text->rules[i];
		report_row(r, row);
		report_excepts(r, text, &at, row, rule->excepts, rule->except_count);
	}
}

static int report_list(struct coverage *coverage, struct reporting *r, uint32_t list)
{
	struct deciding_record *record = coverage->record;
	const struct timeline *timeline = view_timeline(record->asking->view, list);
	for (size_t i = 0; i < timeline->window_count; i++) {
		const struct window *window = &timeline->windows[i];
		const struct ir_list *ir;
		uint32_t index;
		if (window->state != WINDOW_IN_FORCE || window->entry == NO_ENTRY)
			continue;
		int status = loader_entry_read(&record->loader, &index, list, window->entry);
		if (status == TOL_OK)
			status = loader_entry_compile(&record->loader, &ir, index);
		if (status != TOL_OK)
			return status;
		report_text(r, text_at(coverage, index, ir));
	}
	return TOL_OK;
}

int coverage_report(struct coverage *coverage, struct answer_test *out)
{
	struct history_view *view = coverage->record->asking->view;
	struct reporting r = {.out = out, .mem = coverage->record->loader.mem};
	int status = TOL_OK;
	for (uint32_t list = 0; list < view_list_count(view) && status == TOL_OK; list++)
		if (view_list_is_known(view, list))
			status = report_list(coverage, &r, list);
	out->coverage = arena_dup(coverage->record->arena, r.rows.items,
				  r.rows.count * sizeof(*r.rows.items));
	out->coverage_count = r.rows.count;
	VEC_FREE(r.mem, &r.rows);
	return status;
}
