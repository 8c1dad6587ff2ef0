/* The weight of what a list says, as formulas, and of verdicts. */
#include "api/change/weigh.h"

#include "api/record/together.h"

/* In the order of the effects, then these. */
enum { WEIGHT_SILENT = IR_NO_NEGATIVE + 1, WEIGHT_OPEN, WEIGHT_BARRED };

struct weighing {
	const struct weigh_question *question;
	struct together lists;
};

/* -- formulas -- */

/* A tolerate that does not say what it gives may exempt. */
static bool gives(const struct ir_rule *rule, size_t weight)
{
	bool found = rule->effect_count == 0 || weight == IR_NO_NEGATIVE;
	for (size_t i = 0; i < rule->effect_count; i++)
		found |= (size_t)rule->effects[i].effect <= weight;
	return found;
}

/* That the state tolerates, and gives an effect at least as light. */
static int32_t tolerates(struct weighing *w, const struct decide_state *state, size_t weight)
{
	const struct ir_list *list = state->list;
	size_t index = together_index(&w->lists, list), count = 0;
	int32_t *fires = ARENA_ARRAY(w->lists.arena, int32_t, list->rule_count + 1);
	for (size_t i = 0; i < list->rule_count; i++)
		if (state->in_force[i] && list->rules[i].kind == IR_TOLERATE &&
		    gives(&list->rules[i], weight))
			fires[count++] = analyze_fires(w->lists.analyze, index, i);
	int32_t both[] = {
		analyze_outcome(w->lists.analyze, index, IR_TOLERATED, state->in_force),
		analyze_any(w->lists.analyze, fires, count),
	};
	return analyze_all(w->lists.analyze, both, countof(both));
}

/* That what the state says weighs no more than this; below WEIGHT_BARRED. */
static int32_t weighs(struct weighing *w, const struct decide_state *state, size_t weight)
{
	int32_t truth = analyze_true(w->lists.analyze);
	if (!state->list)
		return weight == WEIGHT_SILENT ? truth : -truth;
	if (weight == WEIGHT_SILENT)
		return -analyze_outcome(w->lists.analyze, together_index(&w->lists, state->list),
					IR_BARRED, state->in_force);
	return tolerates(w, state, weight);
}

/* The same of what is chosen; where either may be, of both. */
static int32_t choice_weighs(struct weighing *w, const struct weigh_choice *choice, size_t weight)
{
	if (choice->by == IR_OLD)
		return weighs(w, &choice->old, weight);
	if (choice->by == IR_NEW)
		return weighs(w, &choice->newer, weight);
	int32_t both[] = {weighs(w, &choice->old, weight), weighs(w, &choice->newer, weight)};
	return choice->by == IR_OLD_UNLESS_LIGHTER
		       ? analyze_any(w->lists.analyze, both, countof(both))
		       : analyze_all(w->lists.analyze, both, countof(both));
}

/* -- the question -- */

/* Those that tell most come first. */
static const size_t weights[] = {IR_NO_NEGATIVE, IR_EXEMPT,  IR_NO_ACCOUNTABILITY,
				 IR_MITIGATED,	 IR_LENIENT, WEIGHT_SILENT};

static void put_together(struct weighing *w, struct arena *arena)
{
	const struct weigh_question *q = w->question;
	const struct date_interval days[] = {q->conduct, q->accountable};
	together_init(&w->lists, arena, 3 * WEIGH_SIDES + 1 + q->silent_count);
	for (size_t i = 0; i < q->silent_count; i++)
		together_add(&w->lists, q->silent[i].list);
	if (q->speaks)
		together_add(&w->lists, q->speaks->list);
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		together_add(&w->lists, q->choices[side].old.list);
		together_add(&w->lists, q->choices[side].newer.list);
		together_add(&w->lists, q->law[side].list);
	}
	together_make(&w->lists, days, countof(days));
}

/* What the case is to be, as to that weight. */
static int32_t kind_formula(struct weighing *w, enum weigh_kind kind, size_t weight)
{
	const struct weigh_question *q = w->question;
	int32_t was = choice_weighs(w, &q->choices[WEIGH_BEFORE], weight);
	int32_t is = choice_weighs(w, &q->choices[WEIGH_AFTER], weight);
	int32_t heavier[] = {was, -is}, lighter[] = {-was, is};
	if (kind == WEIGH_HEAVIER) {
		int32_t parts[] = {was, -is, weighs(w, &q->law[0], weight),
				   weighs(w, &q->law[1], weight)};
		return analyze_all(w->lists.analyze, parts, countof(parts));
	}
	int32_t either[] = {analyze_all(w->lists.analyze, heavier, 2),
			    analyze_all(w->lists.analyze, lighter, 2)};
	return analyze_any(w->lists.analyze, either, countof(either));
}

static enum analyze_answer ask(struct weighing *w, struct analyze_case *out, enum weigh_kind kind,
			       size_t weight)
{
	const struct weigh_question *q = w->question;
	int32_t truth = analyze_true(w->lists.analyze);
	int32_t goal[] = {
		kind_formula(w, kind, weight),
		together_silent(&w->lists, q->silent, q->silent_count),
		q->speaks ? together_outcome(&w->lists, q->speaks, q->says) : truth,
		analyze_day(w->lists.analyze, IR_CONDUCT, q->conduct.from, q->conduct.to),
		analyze_day(w->lists.analyze, IR_ACCOUNTABILITY, q->accountable.from,
			    q->accountable.to),
		analyze_day(w->lists.analyze, IR_DECISION, q->accountable.from, q->accountable.to),
	};
	return analyze_exists(w->lists.analyze, goal, countof(goal), out);
}

/* -- the case -- */

/* The newest of the fact, with the choices of all versions. */
static const struct ir_fact *fact_of(struct arena *arena, const struct eval_facts *facts,
				     const struct analyze_value *value)
{
	const struct ir_fact *newest = facts->facts.items[value->fact].newest;
	struct ir_fact *fact = arena_dup(arena, newest, sizeof(*newest));
	fact->choices = ARENA_ARRAY(arena, struct ir_choice, value->choice_count);
	fact->choice_count = value->choice_count;
	for (size_t i = 0; i < value->choice_count; i++) {
		for (size_t k = 0; k < newest->choice_count; k++)
			if (str_equal(newest->choices[k].name, value->choices[i]))
				fact->choices[i] = newest->choices[k];
		fact->choices[i].name = arena_str(arena, value->choices[i]);
	}
	return fact;
}

void weigh_block(struct ir_case *block, struct arena *arena, const struct eval_facts *facts,
		 const struct analyze_case *found)
{
	*block = (struct ir_case){.conduct_from = found->conduct,
				  .conduct_to = found->conduct,
				  .accountable = found->accountable,
				  .decided = found->decided,
				  .closed = DATE_NONE,
				  .readable = true};
	block->givens = ARENA_ARRAY(arena, struct ir_given, found->count);
	for (size_t i = 0; i < found->count; i++)
		if (found->values[i].given)
			block->givens[block->given_count++] =
				(struct ir_given){.fact = fact_of(arena, facts, &found->values[i]),
						  .value = {true, found->values[i].number}};
}

enum analyze_answer weigh_find(struct weigh_case *out, struct arena *arena,
			       const struct weigh_question *question, enum weigh_kind kind)
{
	struct weighing w = {.question = question};
	struct analyze_case found;
	struct arena scratch;
	enum analyze_answer answer = ANALYZE_NO;
	arena_init(&scratch, arena->mem);
	put_together(&w, &scratch);
	for (size_t i = 0; i < countof(weights) && answer != ANALYZE_YES; i++) {
		enum analyze_answer asked = ask(&w, &found, kind, weights[i]);
		answer = asked == ANALYZE_NO ? answer : asked;
	}
	if (answer == ANALYZE_YES) {
		analyze_case_keep(&out->shown, arena, &found);
		weigh_block(&out->block, arena, analyze_program(w.lists.analyze)->facts, &found);
	}
	together_free(&w.lists);
	arena_fini(&scratch);
	return answer;
}

/* -- verdicts -- */

/* The lightest effect that the case gets for certain; where none is, no heavier than the heaviest of
 * those that are possible. */
static size_t effect_weight(const struct decide_verdict *verdict)
{
	size_t certain = IR_NO_NEGATIVE, heaviest = 0;
	for (size_t i = 0; i < verdict->effect_count; i++) {
		size_t effect = verdict->effects[i].effect;
		if (verdict->effects[i].is_certain && effect < certain)
			certain = effect;
		heaviest = effect > heaviest ? effect : heaviest;
	}
	return certain == IR_NO_NEGATIVE && verdict->effect_count ? heaviest : certain;
}

static size_t verdict_weight(const struct decide_verdict *verdict)
{
	static const size_t rows[] = {
		[DECIDE_TOLERATED] = 0,
		[DECIDE_SILENT] = WEIGHT_SILENT,
		[DECIDE_CONFLICT] = WEIGHT_OPEN,
		[DECIDE_BARRED] = WEIGHT_BARRED,
	};
	size_t weight = verdict->ruling_count ? WEIGHT_OPEN : 0;
	for (size_t i = 0; i < countof(rows); i++)
		if (verdict->outcomes >> i & 1 && weight < rows[i])
			weight = rows[i];
	return weight ? weight : effect_weight(verdict);
}

bool weigh_is_heavier(const struct decide_verdict *was, const struct decide_verdict *is)
{
	return verdict_weight(was) < verdict_weight(is);
}
