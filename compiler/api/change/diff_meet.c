/*
 * For each subject the days are cut where any list that has a say changes, and each choice of days
 * for conduct, accountability and decision is a question of its own. In it a case is found, and
 * which rules apply in it; such a case is decided on both records, and all that are like it are let
 * be from then on. When no further case is found, none comes out otherwise.
 */
#include "api/change/diff_meet.h"

#include "api/record/together.h"

/* Conduct from its first day to its last, the start of accountability, the decision. */
enum moment { MOMENT_FIRST, MOMENT_LAST, MOMENT_ACCOUNTABLE, MOMENT_DECIDED, MOMENTS };

struct meeting {
	struct meet *meet;
	struct arena *arena;  /* the answer's */
	struct arena scratch; /* of the subject */
	struct str subject;
	struct meet_lists lists;
	struct meet_names organs;
	struct list_cuts cuts;
	struct date_interval *spans;
	enum meet_day *days; /* by span */
	size_t span_count;
	struct decide_state *states; /* by span, list and side */
	bool *same;		     /* by span and list: it is on either side as on the other */
	bool as_of_decision;	     /* a list says so */
};

/* One choice of days. */
struct choosing {
	struct meeting *m;
	size_t at[MOMENTS];
	struct arena scratch;
	struct together together;
	VEC(int32_t) rules; /* that they apply; the first is that nothing else makes a difference */
	int32_t left;	    /* what was not gone through yet */
};

static bool is_over(const struct meet *meet)
{
	return meet->record->witness_count > meet->shown || meet->gave_up;
}

static void give_up(struct meet *meet)
{
	meet->gave_up = true;
	diff_leave_open(meet->record, DIFF_WHY_LIMIT);
}

/* -- states -- */

static const struct decide_state *state_at(const struct meeting *m, size_t span, size_t list,
					   size_t side)
{
	return &m->states[(span * m->lists.items.count + list) * WEIGH_SIDES + side];
}

static bool is_list(const struct meeting *m, size_t list, const uint32_t numbers[WEIGH_SIDES])
{
	const struct meet_list *one = &m->lists.items.items[list];
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		if (numbers[side] != NO_ENTRY && one->number[side] == numbers[side])
			return true;
	return false;
}

static bool was_taken(const struct choosing *c, size_t moment)
{
	for (size_t i = 0; i < moment; i++)
		if (c->at[i] == c->at[moment])
			return true;
	return false;
}

static void add_states(struct choosing *c, size_t span)
{
	const struct meeting *m = c->m;
	for (size_t list = 0; list < m->lists.items.count; list++)
		for (size_t side = 0; side < WEIGH_SIDES; side++)
			together_add(&c->together, state_at(m, span, list, side)->list);
}

static void put_together(struct choosing *c)
{
	const struct meeting *m = c->m;
	together_init(&c->together, &c->scratch, MOMENTS * WEIGH_SIDES * m->lists.items.count);
	for (size_t i = 0; i < MOMENTS; i++)
		if (!was_taken(c, i))
			add_states(c, c->at[i]);
	struct date_interval days[MOMENTS];
	for (size_t i = 0; i < MOMENTS; i++)
		days[i] = m->spans[c->at[i]];
	together_make(&c->together, days, MOMENTS);
}

/* -- formulas -- */

/* Of properties but the one that is asked about. */
static bool is_alone(const struct choosing *c, const struct ir_list *was, const struct ir_list *is)
{
	bool same = true, is_asked = !c->m->meet->whole && was && is && was != is;
	for (size_t i = 0; is_asked && i < IR_ASPECT_COUNT; i++) {
		struct ir_part_fingerprint sides[WEIGH_SIDES];
		if (i == c->m->meet->record->aspect || i == IR_ASPECT_BASIS)
			continue;
		ir_aspect_fingerprint(&sides[0], was, (enum ir_aspect)i, c->scratch.mem);
		ir_aspect_fingerprint(&sides[1], is, (enum ir_aspect)i, c->scratch.mem);
		same &= digest_equal(&sides[0].meaning, &sides[1].meaning);
	}
	return same;
}

/* That nothing else which differs has a say: no other property of the list. */
static int32_t own_alone(struct choosing *c, size_t list)
{
	int32_t truth = analyze_true(c->together.analyze);
	for (size_t i = 0; i < MOMENTS; i++)
		if (!is_alone(c, state_at(c->m, c->at[i], list, WEIGH_BEFORE)->list,
			      state_at(c->m, c->at[i], list, WEIGH_AFTER)->list))
			return -truth;
	return truth;
}

/* And no other list. */
static int32_t silent(struct choosing *c, size_t list)
{
	const struct meeting *m = c->m;
	int32_t all = analyze_true(c->together.analyze);
	for (size_t i = 0; i < MOMENTS; i++)
		if (!m->same[c->at[i] * m->lists.items.count + list])
			all = together_both(
				&c->together, all,
				together_silent(&c->together,
						state_at(m, c->at[i], list, WEIGH_BEFORE),
						WEIGH_SIDES));
	return all;
}

static int32_t nothing_else(struct choosing *c)
{
	const struct meet *meet = c->m->meet;
	int32_t all = analyze_true(c->together.analyze);
	for (size_t list = 0; list < c->m->lists.items.count; list++) {
		if (is_list(c->m, list, meet->own))
			all = together_both(&c->together, all, own_alone(c, list));
		else if (meet->stays || !is_list(c->m, list, meet->other))
			all = together_both(&c->together, all, silent(c, list));
	}
	return all;
}

/* On one of the days, on one side. */
static int32_t speaks(struct choosing *c, const uint32_t numbers[WEIGH_SIDES])
{
	const struct meeting *m = c->m;
	int32_t any = -analyze_true(c->together.analyze);
	for (size_t list = 0; list < m->lists.items.count; list++) {
		if (!is_list(m, list, numbers))
			continue;
		for (size_t i = 0; i < MOMENTS * WEIGH_SIDES; i++) {
			const struct decide_state *state =
				state_at(m, c->at[i / WEIGH_SIDES], list, i % WEIGH_SIDES);
			any = together_either(&c->together, any,
					      -together_outcome(&c->together, state, IR_SILENT));
		}
	}
	return any;
}

static int32_t says_the_same(struct choosing *c, const struct decide_state *was,
			     const struct decide_state *is)
{
	static const enum ir_outcome outcomes[] = {IR_TOLERATED, IR_BARRED, IR_SILENT};
	int32_t same = -analyze_true(c->together.analyze);
	for (size_t i = 0; i < countof(outcomes); i++)
		same = together_either(
			&c->together, same,
			together_both(&c->together,
				      together_outcome(&c->together, was, outcomes[i]),
				      together_outcome(&c->together, is, outcomes[i])));
	return same;
}

static int32_t stays(struct choosing *c, const uint32_t numbers[WEIGH_SIDES])
{
	const struct meeting *m = c->m;
	int32_t all = analyze_true(c->together.analyze);
	for (size_t list = 0; list < m->lists.items.count; list++)
		for (size_t i = 0; i < MOMENTS && is_list(m, list, numbers); i++)
			all = together_both(
				&c->together, all,
				says_the_same(c, state_at(m, c->at[i], list, WEIGH_BEFORE),
					      state_at(m, c->at[i], list, WEIGH_AFTER)));
	return all;
}

static int32_t on_day(struct choosing *c, enum ir_moment moment, size_t at)
{
	const struct date_interval *days = &c->m->spans[c->at[at]];
	return analyze_day(c->together.analyze, moment, days->from, days->to);
}

static int32_t goal(struct choosing *c)
{
	const struct meet *meet = c->m->meet;
	int32_t truth = analyze_true(c->together.analyze);
	bool own = meet->goal == MEET_OWN || meet->goal == MEET_BOTH;
	bool other = meet->goal == MEET_OTHER || meet->goal == MEET_BOTH;
	int32_t parts[] = {
		own ? speaks(c, meet->own) : truth,
		other ? speaks(c, meet->other) : truth,
		meet->whole ? truth : stays(c, meet->own),
		meet->stays ? stays(c, meet->other) : truth,
		on_day(c, IR_CONDUCT, MOMENT_LAST),
		on_day(c, IR_ACCOUNTABILITY, MOMENT_ACCOUNTABLE),
		on_day(c, IR_DECISION, MOMENT_DECIDED),
	};
	return analyze_all(c->together.analyze, parts, countof(parts));
}

static bool decides(const struct ir_rule *rule)
{
	return rule->kind == IR_TOLERATE || rule->kind == IR_BAR || rule->kind == IR_REDLINE;
}

static bool is_in_force(const struct choosing *c, const struct ir_list *text, size_t rule)
{
	const struct meeting *m = c->m;
	for (size_t list = 0; list < m->lists.items.count; list++)
		for (size_t i = 0; i < MOMENTS * WEIGH_SIDES; i++) {
			const struct decide_state *state =
				state_at(m, c->at[i / WEIGH_SIDES], list, i % WEIGH_SIDES);
			if (state->list == text && state->in_force[rule])
				return true;
		}
	return false;
}

static void take_rules(struct choosing *c)
{
	VEC_PUSH(c->scratch.mem, &c->rules, nothing_else(c));
	for (size_t i = 0; i < c->together.count; i++) {
		const struct ir_list *text = c->together.lists[i];
		for (size_t k = 0; k < text->rule_count; k++)
			if (decides(&text->rules[k]) && is_in_force(c, text, k))
				VEC_PUSH(c->scratch.mem, &c->rules,
					 analyze_fires(c->together.analyze, i, k));
	}
}

/* -- one class of cases -- */

/* What something else may have brought about shows nothing. */
static int show(struct meet *meet, const struct ir_case *block, const struct analyze_case *shown,
		bool is_its_own)
{
	struct diff_record aside = {.witness_count = 0};
	enum diff_case_found found;
	(void)shown;
	int status = diff_case_add(meet->sides, is_its_own ? meet->record : &aside, block, &found);
	if (status != TOL_OK)
		return status;
	if (found == DIFF_CASE_OPEN)
		diff_leave_open(meet->record, DIFF_WHY_OPEN);
	if (found == DIFF_CASE_ADDED && !is_its_own)
		diff_leave_open(meet->record, DIFF_WHY_BESIDE);
	return TOL_OK;
}

static int try_organs(struct choosing *c, const struct ir_case *block,
		      const struct analyze_case *shown, bool is_its_own)
{
	struct meeting *m = c->m;
	struct meet *meet = m->meet;
	meet_judge *judge = meet->judge ? meet->judge : show;
	int status = TOL_OK;
	for (size_t i = 0; i < m->organs.items.count && status == TOL_OK; i++) {
		struct ir_case *own = arena_dup(m->arena, block, sizeof(*block));
		if (meet->decisions == 0)
			give_up(meet);
		if (is_over(meet))
			break;
		meet->decisions--;
		own->subject = m->subject;
		own->accountable_by = m->organs.items.items[i];
		status = judge(meet, own, shown, is_its_own);
	}
	return status;
}

static int try_case(struct choosing *c, const struct analyze_case *found, bool is_its_own)
{
	struct ir_case block;
	weigh_block(&block, c->m->arena, analyze_program(c->together.analyze)->facts, found);
	if (c->at[MOMENT_FIRST] != c->at[MOMENT_LAST])
		block.conduct_from = c->m->spans[c->at[MOMENT_FIRST]].to - 1;
	return try_organs(c, &block, found, is_its_own);
}

static bool ask(struct choosing *c, const int32_t *formulas, size_t count, struct analyze_case *out)
{
	struct meet *meet = c->m->meet;
	if (meet->questions == 0) {
		give_up(meet);
		return false;
	}
	meet->questions--;
	enum analyze_answer answer = analyze_exists(c->together.analyze, formulas, count, out);
	if (answer == ANALYZE_UNDECIDED)
		diff_leave_open(meet->record, DIFF_WHY_STEPS);
	return answer == ANALYZE_YES;
}

/* False where there is none left. */
static bool take_class(struct choosing *c, struct analyze_case *out, bool *is_its_own)
{
	int32_t *alike = ARENA_ARRAY(&c->scratch, int32_t, c->rules.count + 1);
	if (!ask(c, &c->left, 1, NULL))
		return false;
	for (size_t i = 0; i < c->rules.count; i++)
		alike[i] = analyze_holds(c->together.analyze, c->rules.items[i])
				   ? c->rules.items[i]
				   : -c->rules.items[i];
	*is_its_own = alike[0] == c->rules.items[0];
	alike[c->rules.count] = c->left;
	if (!ask(c, alike, c->rules.count + 1, out))
		return false;
	c->left = together_both(&c->together, c->left,
				-analyze_all(c->together.analyze, alike, c->rules.count));
	return true;
}

static int choose(struct meeting *m, const size_t at[MOMENTS])
{
	struct choosing c = {.m = m};
	struct analyze_case found;
	bool is_its_own;
	int status = TOL_OK;
	memcpy(c.at, at, sizeof(c.at));
	arena_init(&c.scratch, m->scratch.mem);
	put_together(&c);
	if (c.together.count > 0) {
		take_rules(&c);
		c.left = goal(&c);
		while (status == TOL_OK && !is_over(m->meet) && take_class(&c, &found, &is_its_own))
			status = try_case(&c, &found, is_its_own);
	}
	together_free(&c.together);
	VEC_FREE(c.scratch.mem, &c.rules);
	arena_fini(&c.scratch);
	return status;
}

/* -- days -- */

static bool is_concerned(const struct meeting *m, const size_t at[MOMENTS])
{
	bool differs = false;
	for (size_t i = 0; i < MOMENTS; i++) {
		if (m->days[at[i]] == MEET_DAY_OTHERWISE)
			return false;
		differs |= m->days[at[i]] == MEET_DAY_DIFFERS;
	}
	return differs;
}

/* The next choice of days in order of time; false after the last one. Where nothing is asked as of
 * the decision, that is on the day of accountability. */
static bool next_days(const struct meeting *m, size_t at[MOMENTS])
{
	size_t i = m->as_of_decision ? MOMENTS : MOMENT_DECIDED;
	while (i-- > 0) {
		if (at[i] + 1 == m->span_count)
			continue;
		for (size_t k = i, next = at[i] + 1; k < MOMENTS; k++)
			at[k] = next;
		return true;
	}
	return false;
}

static bool are_one(const size_t at[MOMENTS])
{
	return at[MOMENT_FIRST] == at[MOMENT_DECIDED];
}

/* Between changes first, which is the plainest case. */
static int choose_days(struct meeting *m, bool across)
{
	size_t at[MOMENTS] = {0};
	int status = TOL_OK;
	do {
		if (are_one(at) != across && is_concerned(m, at))
			status = choose(m, at);
	} while (status == TOL_OK && !is_over(m->meet) && next_days(m, at));
	return status;
}

static void cut(struct meeting *m)
{
	int32_t from = DATE_NONE;
	for (size_t i = 0; i < m->lists.items.count; i++)
		for (size_t side = 0; side < WEIGH_SIDES; side++)
			list_cuts_add(&m->cuts, m->meet->sides->askings[side]->view,
				      m->lists.items.items[i].number[side]);
	for (size_t i = 0; i < m->meet->cut_count; i++)
		VEC_PUSH(m->cuts.mem, &m->cuts.days, m->meet->cuts[i]);
	list_cuts_sort(&m->cuts);
	bool all = diff_sides_are_days(m->meet->sides);
	m->spans = ARENA_ARRAY(&m->scratch, struct date_interval, m->cuts.days.count + 1);
	for (size_t i = 0; i < m->cuts.days.count && !all; i++) {
		int32_t to = m->cuts.days.items[i];
		if (to <= from || to == DATE_MAX)
			continue;
		m->spans[m->span_count++] = (struct date_interval){from, to};
		from = to;
	}
	m->spans[m->span_count++] = (struct date_interval){from, DATE_MAX};
}

static int take_state(struct meeting *m, size_t span, size_t list)
{
	struct diff_sides *sides = m->meet->sides;
	struct list_state states[WEIGH_SIDES];
	size_t at = span * m->lists.items.count + list;
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		struct decide_state *out = &m->states[at * WEIGH_SIDES + side];
		int32_t day = diff_sides_are_days(sides) ? sides->days[side] : m->spans[span].from;
		uint32_t number = m->lists.items.items[list].number[side];
		list_state_at(&states[side], m->arena, sides->askings[side]->view, number, day);
		status = diff_sides_state(sides, out, side, number, &states[side]);
		if (status == TOL_OK && out->list)
			m->as_of_decision |= out->list->transition_at == IR_DECISION;
	}
	m->same[at] = list_states_same(&states[WEIGH_BEFORE], &states[WEIGH_AFTER]);
	return status;
}

static int take_states(struct meeting *m)
{
	size_t lists = m->lists.items.count;
	int status = TOL_OK;
	m->states = ARENA_ARRAY(&m->scratch, struct decide_state,
				m->span_count * lists * WEIGH_SIDES + 1);
	m->same = ARENA_ARRAY(&m->scratch, bool, m->span_count *lists + 1);
	m->days = ARENA_ARRAY(&m->scratch, enum meet_day, m->span_count);
	for (size_t span = 0; span < m->span_count; span++) {
		m->days[span] = m->meet->day(m->meet->data, m->spans[span].from);
		for (size_t i = 0; i < lists && status == TOL_OK; i++)
			status = take_state(m, span, i);
	}
	return status;
}

/* -- all -- */

static int search_subject(struct meet *meet, struct str subject)
{
	struct arena *arena = &meet->sides->askings[WEIGH_AFTER]->answer->arena;
	struct mem *mem = arena->mem;
	struct meeting m = {.meet = meet,
			    .arena = arena,
			    .subject = subject,
			    .lists.mem = mem,
			    .organs.mem = mem,
			    .cuts.mem = mem};
	arena_init(&m.scratch, mem);
	meet_in_play(meet, &m.lists, subject);
	cut(&m);
	int status = take_states(&m);
	if (status == TOL_OK) {
		meet_organs(meet, &m.organs, subject);
		if (!meet->across)
			status = choose_days(&m, false);
	}
	if (status == TOL_OK && !is_over(meet))
		status = choose_days(&m, true);
	VEC_FREE(mem, &m.organs.items);
	VEC_FREE(mem, &m.cuts.days);
	VEC_FREE(mem, &m.lists.items);
	arena_fini(&m.scratch);
	return status;
}

int meet_search(struct meet *meet)
{
	struct meet_names subjects = {.mem = meet->sides->askings[WEIGH_AFTER]->answer->arena.mem};
	int status = TOL_OK;
	meet->shown = meet->record->witness_count;
	meet_subjects(meet, &subjects);
	for (size_t i = 0; i < subjects.items.count && status == TOL_OK && !is_over(meet); i++)
		status = search_subject(meet, subjects.items.items[i]);
	VEC_FREE(subjects.mem, &subjects.items);
	return status;
}

void meet_settle(struct diff_record *record)
{
	if (record->witness_count > 0)
		record->why = DIFF_WHY_NONE;
	record->without_effect = record->witness_count == 0 && record->why == DIFF_WHY_NONE;
}
