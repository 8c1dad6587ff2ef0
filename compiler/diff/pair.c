/* Two versions put together, and the questions that tell what became of a rule. */
#include "diff/inside.h"

/* -- putting together -- */

static bool same_states(const struct diff_pair *pair, const struct diff_span *span)
{
	return pair->analyze && pair->states[DIFF_BEFORE].list == span->before.list &&
	       pair->states[DIFF_AFTER].list == span->after.list;
}

static void put_together(struct diff_pair *pair, const struct ir_dates *days)
{
	const struct ir_list *lists[DIFF_SIDES];
	size_t count = 0;
	for (int side = 0; side < DIFF_SIDES; side++) {
		pair->index[side] = count;
		if (pair->states[side].list)
			lists[count++] = pair->states[side].list;
	}
	arena_init(&pair->arena, pair->records->mem);
	pair->analyze = analyze_new(&pair->arena, pair->records->mem, lists, count, days);
	if (pair->records->steps)
		analyze_bound(pair->analyze, pair->records->steps);
}

/* Formulas about rules in force. */
static void pair_forget(struct diff_pair *pair)
{
	memset(pair->outcomes, 0, sizeof(pair->outcomes));
	pair->differ = pair->same = 0;
}

void pair_open(struct diff_pair *pair, const struct diff_span *span, const struct ir_dates *days)
{
	bool stays = same_states(pair, span);
	if (!stays)
		pair_close(pair);
	if (!stays || pair->states[DIFF_BEFORE].in_force != span->before.in_force ||
	    pair->states[DIFF_AFTER].in_force != span->after.in_force)
		pair_forget(pair);
	pair->states[DIFF_BEFORE] = span->before;
	pair->states[DIFF_AFTER] = span->after;
	pair->from = span->from;
	pair->to = span->to;
	if (!stays)
		put_together(pair, days);
}

void pair_close(struct diff_pair *pair)
{
	if (!pair->analyze)
		return;
	analyze_free(pair->analyze);
	arena_fini(&pair->arena);
	pair->analyze = NULL;
}

/* -- formulas -- */

/* That the side says this of a case. */
static int32_t outcome_formula(struct diff_pair *pair, int side, enum ir_outcome outcome)
{
	int32_t truth = analyze_true(pair->analyze);
	const struct diff_state *state = &pair->states[side];
	if (!state->list)
		return outcome == IR_SILENT ? truth : -truth;
	int32_t *formula = &pair->outcomes[side][outcome];
	if (!*formula)
		*formula =
			analyze_outcome(pair->analyze, pair->index[side], outcome, state->in_force);
	return *formula;
}

static size_t rule_index(const struct diff_pair *pair, int side, const struct ir_rule *rule)
{
	return rule ? (size_t)(rule - pair->states[side].list->rules) : SIZE_MAX;
}

static int32_t fires_formula(struct diff_pair *pair, int side, size_t rule)
{
	return rule == SIZE_MAX ? -analyze_true(pair->analyze)
				: analyze_fires(pair->analyze, pair->index[side], rule);
}

/* -- questions -- */

/* One rule on both sides. */
struct question {
	struct diff_pair *pair;
	struct diff_record *record;
	size_t rules[DIFF_SIDES];
	int32_t fires[DIFF_SIDES];
	int32_t day; /* the conduct lies in the span */
	bool gave_up; /* the solver did */
};

static void question_init(struct question *q, struct diff_pair *pair, struct diff_record *record)
{
	*q = (struct question){.pair = pair, .record = record};
	q->rules[DIFF_BEFORE] = rule_index(pair, DIFF_BEFORE, record->before);
	q->rules[DIFF_AFTER] = rule_index(pair, DIFF_AFTER, record->after);
	for (int side = 0; side < DIFF_SIDES; side++)
		q->fires[side] = fires_formula(pair, side, q->rules[side]);
	q->day = analyze_day(pair->analyze, IR_CONDUCT, pair->from, pair->to);
}

struct outcomes {
	enum ir_outcome before;
	enum ir_outcome after;
};

/* Those that differ come first. */
enum { DIFFERING_ROWS = 6 };

static const struct outcomes outcome_rows[] = {
	{IR_SILENT, IR_TOLERATED},    {IR_TOLERATED, IR_SILENT}, {IR_BARRED, IR_TOLERATED},
	{IR_TOLERATED, IR_BARRED},    {IR_SILENT, IR_BARRED},	 {IR_BARRED, IR_SILENT},
	{IR_TOLERATED, IR_TOLERATED}, {IR_BARRED, IR_BARRED},	 {IR_SILENT, IR_SILENT},
};

static bool witness_take(struct question *q, const struct analyze_case *found,
			 const struct outcomes *claimed, bool before, bool after)
{
	struct diff_record *record = q->record;
	struct diff_witness *witness = &record->witnesses[record->witness_count];
	*witness = (struct diff_witness){.fires_before = before,
					 .fires_after = after,
					 .before.outcome = claimed->before,
					 .after.outcome = claimed->after};
	if (!diff_replay(q->pair, witness, found, q->rules))
		return false;
	record->witness_count++;
	return true;
}

/* That the sides say one of these of a case. */
static int32_t rows_formula(struct diff_pair *pair, const struct outcomes *rows, size_t count)
{
	int32_t any[countof(outcome_rows)];
	for (size_t i = 0; i < count; i++) {
		int32_t both[] = {outcome_formula(pair, DIFF_BEFORE, rows[i].before),
				  outcome_formula(pair, DIFF_AFTER, rows[i].after)};
		any[i] = analyze_all(pair->analyze, both, countof(both));
	}
	return analyze_any(pair->analyze, any, count);
}

/* After yes: what the sides say of the case. */
static const struct outcomes *row_found(struct diff_pair *pair)
{
	for (size_t i = 0; i < countof(outcome_rows); i++) {
		const struct outcomes *row = &outcome_rows[i];
		if (analyze_holds(pair->analyze, outcome_formula(pair, DIFF_BEFORE, row->before)) &&
		    analyze_holds(pair->analyze, outcome_formula(pair, DIFF_AFTER, row->after)))
			return row;
	}
	return NULL;
}

/* A case of which both formulas hold; the case that is told is sure of the second one, and of what
 * the sides say. True where one was told. */
static bool witness_among(struct question *q, bool before, bool after, int32_t formula,
			  int32_t certain)
{
	struct diff_pair *pair = q->pair;
	struct analyze_case found;
	int32_t goal[] = {before ? q->fires[DIFF_BEFORE] : -q->fires[DIFF_BEFORE],
			  after ? q->fires[DIFF_AFTER] : -q->fires[DIFF_AFTER],
			  q->day,
			  certain,
			  formula,
			  0};
	enum analyze_answer answer = analyze_exists(pair->analyze, goal, 5, NULL);
	q->gave_up |= answer == ANALYZE_UNDECIDED;
	if (answer != ANALYZE_YES)
		return false;
	const struct outcomes *row = row_found(pair);
	if (!row)
		return false;
	goal[4] = outcome_formula(pair, DIFF_BEFORE, row->before);
	goal[5] = outcome_formula(pair, DIFF_AFTER, row->after);
	return analyze_exists(pair->analyze, goal, countof(goal), &found) == ANALYZE_YES &&
	       witness_take(q, &found, row, before, after);
}

/* That where the rule fires the list says what the rule does, and the other formula holds too. */
static int32_t own_formula(struct question *q, bool after, int32_t other)
{
	const struct ir_rule *rule = after ? q->record->after : q->record->before;
	int32_t parts[] = {other, other};
	if (rule->kind < IR_MITIGATE)
		parts[1] = outcome_formula(q->pair, after ? DIFF_AFTER : DIFF_BEFORE,
					   rule->kind == IR_TOLERATE ? IR_TOLERATED : IR_BARRED);
	return analyze_all(q->pair->analyze, parts, countof(parts));
}

/* That no other rule that tolerates fires, which may give the same already. */
static int32_t alone_formula(struct question *q)
{
	struct diff_pair *pair = q->pair;
	const struct diff_state *states = pair->states;
	size_t most = states[DIFF_BEFORE].list->rule_count + states[DIFF_AFTER].list->rule_count;
	int32_t *parts = ARENA_ARRAY(&pair->arena, int32_t, most);
	size_t count = 0;
	for (int side = 0; side < DIFF_SIDES; side++)
		for (size_t i = 0; i < states[side].list->rule_count; i++)
			if (i != q->rules[side] && states[side].in_force[i] &&
			    states[side].list->rules[i].kind == IR_TOLERATE)
				parts[count++] = -fires_formula(pair, side, i);
	return analyze_all(pair->analyze, parts, count);
}

static bool gives_the_same(const struct diff_witness *witness)
{
	const struct diff_says *a = &witness->before, *b = &witness->after;
	bool same = a->outcome == b->outcome && a->effect_count == b->effect_count;
	for (size_t i = 0; same && i < a->effect_count; i++)
		same = a->effects[i].effect == b->effects[i].effect &&
		       a->effects[i].strength == b->effects[i].strength;
	return same;
}

/* That each other rule of the side fires on the other side if it does on this one. */
static int32_t others_formula(struct question *q, int side)
{
	struct diff_pair *pair = q->pair;
	const struct diff_state *state = &pair->states[side];
	int32_t *parts = ARENA_ARRAY(&pair->arena, int32_t, state->list->rule_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < state->list->rule_count; i++) {
		if (i == q->rules[side] || !state->in_force[i] ||
		    state->list->rules[i].kind >= IR_MITIGATE)
			continue;
		size_t twin = diff_twin(&pair->states[!side], &state->list->rules[i]);
		int32_t either[] = {-fires_formula(pair, side, i),
				    twin == NO_RULE ? -analyze_true(pair->analyze)
						    : fires_formula(pair, !side, twin)};
		if (either[0] != -either[1])
			parts[count++] = analyze_any(pair->analyze, either, countof(either));
	}
	return analyze_all(pair->analyze, parts, count);
}

/* Instead of a case in which other rules make a difference as well, one in which none does, by one
 * of these formulas. */
static void witness_unmix(struct question *q, bool before, bool after, const int32_t *formulas,
			  size_t count)
{
	struct diff_record *record = q->record;
	struct diff_witness found = record->witnesses[record->witness_count - 1];
	if (!found.by_others)
		return;
	int32_t sides[] = {others_formula(q, DIFF_BEFORE), others_formula(q, DIFF_AFTER)};
	int32_t alike = analyze_all(q->pair->analyze, sides, countof(sides));
	record->witness_count--;
	for (size_t i = 0; i < count; i++)
		if (witness_among(q, before, after, formulas[i], alike))
			return;
	record->witnesses[record->witness_count++] = found;
}

/* What the rule gives otherwise shows where no other rule gives it as well. */
static bool witness_of_effect(struct question *q, int32_t own_same)
{
	struct diff_record *record = q->record;
	struct diff_witness *witness = &record->witnesses[record->witness_count];
	int32_t always = analyze_true(q->pair->analyze);
	if (!witness_among(q, true, true, own_same, always))
		return false;
	struct diff_witness found = *witness;
	if (!gives_the_same(witness))
		return true;
	record->witness_count--;
	if (!witness_among(q, true, true, own_same, alone_formula(q)))
		record->witnesses[record->witness_count++] = found;
	return true;
}

/* A case in which the rule fires on these sides, one that shows it if there is any. It is known
 * that there is one. */
static void witness_find(struct question *q, bool before, bool after)
{
	struct diff_pair *pair = q->pair;
	if (!pair->differ) {
		pair->differ = rows_formula(pair, outcome_rows, DIFFERING_ROWS);
		pair->same = rows_formula(pair, outcome_rows + DIFFERING_ROWS,
					  countof(outcome_rows) - DIFFERING_ROWS);
	}
	int32_t silent = outcome_formula(pair, after ? DIFF_BEFORE : DIFF_AFTER, IR_SILENT);
	int32_t own_same = own_formula(q, after, pair->same);
	int32_t formulas[] = {own_formula(q, after, silent), own_formula(q, after, pair->differ),
			      pair->differ, own_same, pair->same};
	if (q->record->change == DIFF_EFFECT && witness_of_effect(q, own_same))
		return;
	int32_t always = analyze_true(pair->analyze);
	size_t differing = 3;
	for (size_t i = 0; i < countof(formulas); i++) {
		if (!witness_among(q, before, after, formulas[i], always))
			continue;
		witness_unmix(q, before, after, formulas + i, i < differing ? differing - i : 1);
		return;
	}
	diff_leave_open(q->record, q->gave_up ? DIFF_WHY_STEPS : DIFF_WHY_OPEN);
}

static enum analyze_answer fires_in(struct question *q, bool before, bool after)
{
	int32_t goal[] = {before ? q->fires[DIFF_BEFORE] : -q->fires[DIFF_BEFORE],
			  after ? q->fires[DIFF_AFTER] : -q->fires[DIFF_AFTER], q->day};
	enum analyze_answer answer = analyze_exists(q->pair->analyze, goal, countof(goal), NULL);
	if (answer == ANALYZE_UNDECIDED)
		diff_leave_open(q->record, DIFF_WHY_STEPS);
	return answer;
}

/* -- what a rule gives -- */

static bool gives(const struct ir_rule *rule, enum ir_effect effect, enum ir_strength *strength)
{
	bool found = rule->kind == IR_TOLERATE && !rule->effect_count && effect == IR_EXEMPT;
	*strength = IR_MAY;
	for (size_t i = 0; i < rule->effect_count; i++) {
		if (rule->effects[i].effect != effect)
			continue;
		found = true;
		*strength = rule->effects[i].strength > *strength ? rule->effects[i].strength
								  : *strength;
	}
	return found;
}

static bool same_effects(const struct ir_rule *before, const struct ir_rule *after)
{
	for (int i = 0; i < DIFF_EFFECTS; i++) {
		enum ir_strength one, other;
		if (gives(before, (enum ir_effect)i, &one) !=
			    gives(after, (enum ir_effect)i, &other) ||
		    one != other)
			return false;
	}
	return true;
}

/* -- the answer -- */

static void compare_one(struct question *q, enum diff_change change, int side)
{
	q->record->change = change;
	if (fires_in(q, side == DIFF_BEFORE, side == DIFF_AFTER) == ANALYZE_YES)
		witness_find(q, side == DIFF_BEFORE, side == DIFF_AFTER);
}

static int32_t condition_formula(struct diff_pair *pair, int side, size_t rule)
{
	int32_t both[] = {analyze_scope(pair->analyze, pair->index[side]),
			  analyze_when(pair->analyze, pair->index[side], rule)};
	return analyze_all(pair->analyze, both, countof(both));
}

/* Whether some case of any day meets the condition, exceptions aside, on one side alone. */
static enum analyze_answer condition_differs(struct question *q)
{
	struct diff_pair *pair = q->pair;
	int32_t before = condition_formula(pair, DIFF_BEFORE, q->rules[DIFF_BEFORE]);
	int32_t after = condition_formula(pair, DIFF_AFTER, q->rules[DIFF_AFTER]);
	int32_t gained[] = {-before, after}, lost[] = {before, -after};
	enum analyze_answer more = analyze_exists(pair->analyze, gained, countof(gained), NULL);
	enum analyze_answer less = analyze_exists(pair->analyze, lost, countof(lost), NULL);
	if (more == ANALYZE_YES || less == ANALYZE_YES)
		return ANALYZE_YES;
	return more == ANALYZE_NO ? less : more;
}

/* What never fires is held against no rule of another list. */
static void compare_conditions(struct question *q)
{
	enum analyze_answer differs = fires_in(q, true, true);
	if (differs != ANALYZE_NO)
		differs = condition_differs(q);
	q->record->change = differs == ANALYZE_NO ? DIFF_REWORDED : DIFF_CHANGED;
	q->record->condition_differs = differs == ANALYZE_YES;
	if (differs == ANALYZE_UNDECIDED)
		diff_leave_open(q->record, DIFF_WHY_STEPS);
}

/* It fires in the same cases. */
static void compare_equal(struct question *q)
{
	struct diff_record *record = q->record;
	bool same_kind = record->before->kind == record->after->kind;
	if (same_kind && !record->effects_differ) {
		compare_conditions(q);
		return;
	}
	record->change = same_kind ? DIFF_EFFECT : DIFF_CHANGED;
	if (fires_in(q, true, true) == ANALYZE_YES)
		witness_find(q, true, true);
}

static void compare_both(struct question *q)
{
	struct diff_record *record = q->record;
	record->effects_differ = !same_effects(record->before, record->after);
	enum analyze_answer gained = fires_in(q, false, true);
	enum analyze_answer lost = fires_in(q, true, false);
	if (gained == ANALYZE_NO && lost == ANALYZE_NO) {
		compare_equal(q);
		return;
	}
	record->change = DIFF_CHANGED;
	if (gained == ANALYZE_NO && lost == ANALYZE_YES)
		record->change = DIFF_NARROWED;
	if (gained == ANALYZE_YES && lost == ANALYZE_NO)
		record->change = DIFF_WIDENED;
	if (record->before->kind != record->after->kind)
		record->change = DIFF_CHANGED;
	if (gained == ANALYZE_YES)
		witness_find(q, false, true);
	if (lost == ANALYZE_YES)
		witness_find(q, true, false);
}

void pair_compare(struct diff_pair *pair, struct diff_record *record)
{
	struct question q;
	question_init(&q, pair, record);
	pair->records->questions++;
	if (!record->before)
		compare_one(&q, DIFF_ADDED, DIFF_AFTER);
	else if (!record->after)
		compare_one(&q, DIFF_REMOVED, DIFF_BEFORE);
	else
		compare_both(&q);
}
