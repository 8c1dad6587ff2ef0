/* Depth first; the variable that most open conditions ask is supposed next. */
#include "decide/open/search.h"

static const uint64_t no_lane = 0;

const uint64_t *search_readers(struct search *s, uint32_t var)
{
	uint64_t **readers = &s->play->readers[var];
	if (!*readers) {
		*readers = ARENA_ARRAY(s->play->arena, uint64_t,
				       s->play->program.steps.count / 64 + 1);
		eval_mark_readers(&s->play->program, var, *readers);
	}
	return *readers;
}

/* What reads the variable must be run again. */
static void var_changed(struct search *s, uint32_t var)
{
	if (!s->was_run)
		return;
	const uint64_t *readers = search_readers(s, var);
	for (size_t i = 0; i < s->play->program.steps.count / 64 + 1; i++)
		s->stale[i] |= readers[i];
}

static void column_spread(struct search *s, uint32_t var, const struct spread *spread, bool uniform)
{
	struct eval_column *column = &s->columns[var];
	column->is_uniform = uniform;
	column->known = &spread->known;
	column->bits = &spread->bits;
	column->numbers = spread->numbers;
	var_changed(s, var);
}

static void columns_copy(struct search *s)
{
	size_t count = s->play->program.facts->vars.count;
	for (uint32_t var = 0; var < count; var++) {
		s->columns[var] = s->given->columns[var];
		if (!s->columns[var].given)
			s->columns[var].given = &no_lane;
		if (s->columns[var].known[0] != 0)
			continue;
		column_spread(s, var, &s->values[var], true);
		s->columns[var].given = &s->learned[var];
	}
}

static bool any_recognition(const struct decide_play *play)
{
	for (size_t i = 0; i < play->state_count; i++)
		if (play->states[i].given->list->recognition_count > 0)
			return true;
	return false;
}

static void mark_state(const struct search *s, uint32_t state, uint64_t *marks)
{
	const struct play_state *own = &s->play->states[state];
	eval_mark(&s->play->program, own->compiled.scope, marks);
	for (size_t i = 0; i < own->given->list->rule_count; i++)
		if (own->given->in_force[i])
			eval_mark(&s->play->program, own->compiled.rules[i].fires, marks);
}

static void ask_var(uint64_t *vars, uint32_t var)
{
	if (var != NO_VAR)
		vars[var / 64] |= UINT64_C(1) << var % 64;
}

/* Variables, as bits, that the steps marked read. */
static void ask_marked(const struct search *s, const uint64_t *marks, uint64_t *vars)
{
	const struct eval_program *program = &s->play->program;
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (!(marks[i / 64] >> i % 64 & 1) || step->op < EVAL_GIVEN || step->op >= EVAL_AND)
			continue;
		ask_var(vars, step->var);
		ask_var(vars, step->other);
		ask_var(vars, step->local);
	}
}

static void mark_filled_in(struct search *s, const uint64_t *marks)
{
	const struct eval_program *program = &s->play->program;
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		bool is_atom = step->op >= EVAL_GIVEN && step->op < EVAL_AND;
		if (marks[i / 64] >> i % 64 & 1 && is_atom &&
		    (step->op == EVAL_GIVEN || step->presumes))
			s->is_filled_in[program->facts->vars.items[step->var].fact] = true;
	}
}

/* Which states can be taken, and what these ask. */
static void find_asked(struct search *s)
{
	uint64_t *marks = ARENA_ARRAY(s->arena, uint64_t, s->play->program.steps.count / 64 + 1);
	for (size_t list = 0; list < s->given->list_count; list++)
		for (size_t i = 0; i < s->picks[list].count; i++)
			if (s->picks[list].states[i] != NO_STATE &&
			    pick_most(&s->picks[list]) >> i & 1)
				s->in_play[s->picks[list].states[i]] = true;
	for (uint32_t state = 0; state < s->play->state_count; state++)
		if (s->in_play[state])
			mark_state(s, state, marks);
	ask_marked(s, marks, s->asked);
	mark_filled_in(s, marks);
}

void search_find_heard(struct search *s)
{
	size_t words = s->play->program.steps.count / 64 + 1;
	memset(s->seen, 0, words * sizeof(*s->seen));
	memset(s->heard, 0, (s->play->program.facts->vars.count / 64 + 1) * sizeof(*s->heard));
	search_bound(s);
	for (uint32_t state = 0; state < s->play->state_count; state++)
		if (s->in_play[state] &&
		    eval_truth(&s->result, s->play->states[state].compiled.scope, 0) != EVAL_FALSE)
			mark_state(s, state, s->seen);
	ask_marked(s, s->seen, s->heard);
}

bool search_is_heard(const struct search *s, uint32_t var)
{
	return s->heard[var / 64] >> var % 64 & 1;
}

bool search_is_asked(const struct search *s, uint32_t var)
{
	return s->asked[var / 64] >> var % 64 & 1;
}

void search_init(struct search *s, struct arena *arena, struct decide_play *play,
		 const struct decide_case *given, size_t budget)
{
	size_t vars = play->program.facts->vars.count, lists = given->list_count;
	*s = (struct search){.play = play, .given = given, .arena = arena, .budget = budget};
	s->columns = ARENA_ARRAY(arena, struct eval_column, vars);
	s->values = ARENA_ARRAY(arena, struct spread, vars);
	s->learned = ARENA_ARRAY(arena, uint64_t, vars);
	s->scores = ARENA_ARRAY(arena, uint32_t, vars);
	s->stale = ARENA_ARRAY(arena, uint64_t, play->program.steps.count / 64 + 1);
	s->seen = ARENA_ARRAY(arena, uint64_t, play->program.steps.count / 64 + 1);
	s->picks = ARENA_ARRAY(arena, struct pick, lists);
	s->views = ARENA_ARRAY(arena, struct view, play->state_count);
	s->chosen = ARENA_ARRAY(arena, struct view, lists);
	s->says = ARENA_ARRAY(arena, struct saying, lists);
	s->taken = ARENA_ARRAY(arena, uint32_t, lists);
	s->prevails = ARENA_ARRAY(arena, bool, lists);
	s->may_clash = ARENA_ARRAY(arena, uint8_t, lists * lists);
	s->in_play = ARENA_ARRAY(arena, bool, play->state_count);
	s->asked = ARENA_ARRAY(arena, uint64_t, vars / 64 + 1);
	s->heard = ARENA_ARRAY(arena, uint64_t, vars / 64 + 1);
	s->is_filled_in = ARENA_ARRAY(arena, bool, play->program.facts->facts.count);
	s->instead_list = NO_LIST;
	s->any_recognition = any_recognition(play);
	columns_copy(s);
	s->samples = eval_samples_make(arena, &play->program, s->columns);
	eval_result_init(&s->result, &play->program, 1);
	for (size_t i = 0; i < lists; i++)
		pick_make(&s->picks[i], &given->lists[i]);
	find_asked(s);
}

void search_fini(struct search *s)
{
	eval_result_fini(&s->result, s->play->mem);
}

void search_lend(struct search *s, size_t *budget, size_t runs)
{
	s->budget = *budget < runs ? *budget : runs;
	*budget -= s->budget;
}

void search_take_back(struct search *s, size_t *budget)
{
	*budget += s->budget;
	s->budget = 0;
}

/* -- supposing -- */

void search_suppose(struct search *s, uint32_t var, int64_t value)
{
	struct spread *spread = &s->values[var];
	spread->known = UINT64_MAX;
	spread->bits = value ? UINT64_MAX : 0;
	spread->numbers[0] = value;
	column_spread(s, var, spread, true);
}

void search_learn(struct search *s, uint32_t fact, uint64_t lanes)
{
	const struct eval_fact *own = &s->play->program.facts->facts.items[fact];
	for (uint32_t i = 0; i < own->var_count; i++)
		s->learned[own->first_var + i] = lanes;
	for (uint32_t i = 0; i < own->var_count; i++)
		var_changed(s, own->first_var + i);
}

void search_release(struct search *s, uint32_t var)
{
	s->values[var].known = 0;
	column_spread(s, var, &s->values[var], true);
}

void search_spread(struct search *s, uint32_t var, const struct spread *lanes)
{
	column_spread(s, var, lanes, false);
}

bool search_is_known(const struct search *s, uint32_t var)
{
	return s->columns[var].known[0] != 0;
}

bool search_is_open(const struct search *s, uint32_t var)
{
	return search_is_asked(s, var) && s->samples[var].count > 0 && !search_is_known(s, var);
}

bool search_run(struct search *s)
{
	if (s->budget == 0) {
		s->gave_up = true;
		return false;
	}
	s->budget--;
	if (s->was_run)
		eval_run_marked(&s->play->program, &s->result, s->columns, s->stale);
	else
		eval_run(&s->play->program, &s->result, s->columns);
	s->was_run = true;
	memset(s->stale, 0, (s->play->program.steps.count / 64 + 1) * sizeof(*s->stale));
	return true;
}

/* So many samples side by side, over and over: the anchor, and those behind the first. */
static void fan_spread(struct search *s, uint32_t var, size_t anchor, size_t first, size_t count)
{
	s->fan = (struct spread){.known = UINT64_MAX};
	for (size_t lane = 0; lane < 64; lane++) {
		size_t at = lane % count;
		int64_t value = s->samples[var].values[at ? first + at : anchor];
		s->fan.numbers[lane] = value;
		s->fan.bits |= (uint64_t)(value != 0) << lane;
	}
	column_spread(s, var, &s->fan, false);
}

size_t search_fan(struct search *s, uint32_t var, size_t first)
{
	size_t left = s->samples[var].count - first;
	fan_spread(s, var, first, first, left < 64 ? left : 64);
	return left < 64 ? left : 64;
}

size_t search_fan_most(const struct search *s, uint32_t var)
{
	return s->is_filled_in[s->play->program.facts->vars.items[var].fact] ? 32 : 64;
}

size_t search_fan_learned(struct search *s, uint32_t var, size_t behind)
{
	uint32_t fact = s->play->program.facts->vars.items[var].fact;
	size_t most = search_fan_most(s, var), left = s->samples[var].count - behind;
	size_t count = left < most ? left : most;
	fan_spread(s, var, 0, behind, count);
	if (!s->is_filled_in[fact])
		return count;
	search_learn(s, fact, UINT64_MAX << count);
	return 2 * count;
}

/* -- what is asked -- */

static void score_var(struct search *s, const struct eval_step *step)
{
	uint32_t var = step->var;
	if (search_is_known(s, var))
		var = step->other != NO_VAR ? step->other : step->local;
	s->scores[var]++;
}

static void score_open(struct search *s, uint32_t reg, size_t lane)
{
	const struct eval_program *program = &s->play->program;
	const struct eval_step *step = &program->steps.items[reg];
	if (eval_truth(&s->result, reg, lane) != EVAL_OPEN || s->seen[reg / 64] >> reg % 64 & 1)
		return;
	s->seen[reg / 64] |= UINT64_C(1) << reg % 64;
	if (step->op < EVAL_AND)
		score_var(s, step);
	for (uint32_t i = 0; step->op >= EVAL_AND && i < step->count; i++)
		score_open(s, program->args.items[step->first + i], lane);
}

static bool is_among(const uint64_t *readers, uint32_t reg)
{
	return !readers || readers[reg / 64] >> reg % 64 & 1;
}

/* Rules that a bar which fires leaves no say are not asked about. */
static bool rule_counts(const struct search *s, const struct view *view, enum ir_rule_kind kind)
{
	return kind == IR_REDLINE ||
	       (kind == IR_BAR && (s->relation_open || view->may & ~OUTCOME_BIT(BARRED))) ||
	       (kind == IR_TOLERATE && view->may & OUTCOME_BIT(TOLERATED));
}

/* Conditions that are among the readers (NULL: all), and the scope of such. */
static void score_state(struct search *s, uint32_t state, size_t lane, const uint64_t *readers)
{
	const struct play_state *own = &s->play->states[state];
	const struct view *view = &s->views[state];
	bool any = is_among(readers, own->compiled.scope);
	if (view->settled && !s->relation_open)
		return;
	for (size_t i = 0; i < own->given->list->rule_count; i++) {
		uint32_t fires = own->compiled.rules[i].fires;
		if (!own->given->in_force[i] || !is_among(readers, fires) ||
		    !rule_counts(s, view, own->given->list->rules[i].kind))
			continue;
		any = true;
		score_open(s, fires, lane);
	}
	if (any)
		score_open(s, own->compiled.scope, lane);
}

static void score_list(struct search *s, uint32_t list, size_t lane, const uint64_t *readers)
{
	size_t words = s->play->program.steps.count / 64 + 1;
	const struct pick *pick = &s->picks[list];
	for (size_t i = 0; i < pick->count; i++) {
		if (pick->states[i] == NO_STATE || (list == s->instead_list && i != s->instead))
			continue;
		memset(s->seen, 0, words * sizeof(*s->seen));
		score_state(s, pick->states[i], lane, readers);
	}
}

static void score_lists(struct search *s, size_t lane, const struct search_about *about)
{
	const uint64_t *readers = about->var == NO_VAR ? NULL : search_readers(s, about->var);
	memset(s->scores, 0, s->play->program.facts->vars.count * sizeof(*s->scores));
	for (uint32_t list = 0; list < s->given->list_count; list++)
		if (about->list == NO_LIST || about->list == list)
			score_list(s, list, lane, readers);
}

void search_scores(struct search *s, size_t lane)
{
	score_lists(s, lane, &(struct search_about){NO_LIST, NO_VAR});
}

static uint32_t most_asked(const struct search *s)
{
	uint32_t best = NO_VAR;
	for (uint32_t var = 0; var < s->play->program.facts->vars.count; var++)
		if (s->scores[var] && (best == NO_VAR || s->scores[var] > s->scores[best]))
			best = var;
	return best;
}

uint32_t search_most_asked_about(struct search *s, size_t lane, const struct search_about *about)
{
	score_lists(s, lane, about);
	return most_asked(s);
}

uint32_t search_most_asked_by(struct search *s, size_t lane, uint32_t reg)
{
	memset(s->seen, 0, (s->play->program.steps.count / 64 + 1) * sizeof(*s->seen));
	memset(s->scores, 0, s->play->program.facts->vars.count * sizeof(*s->scores));
	score_open(s, reg, lane);
	return most_asked(s);
}

uint32_t search_most_asked_in(struct search *s, size_t lane)
{
	return search_most_asked_about(s, lane, &(struct search_about){NO_LIST, NO_VAR});
}

/* -- going through completions -- */

uint32_t search_bound(struct search *s)
{
	return search_run(s) ? lane_endings(s, 0) : (1u << ENDING_COUNT) - 1;
}

/* What a walk is after. */
struct walk {
	uint32_t found;	 /* endings seen to be possible */
	uint32_t wanted; /* stop as soon as one of these is found */
	bool outline;	 /* recognition apart; stop where two outcomes were found */
	bool stopped;
	struct decide_supposed *path; /* NULL: not kept */
	size_t depth;
	size_t kept; /* depth at which it stopped */
};

static bool is_single(uint32_t endings)
{
	return (endings & (endings - 1)) == 0;
}

static void walk_find(struct walk *walk, uint32_t endings)
{
	walk->found |= endings;
	if (walk->stopped ||
	    !(endings & walk->wanted || (walk->outline && !endings_settled(walk->found))))
		return;
	walk->stopped = true;
	walk->kept = walk->depth;
}

static void walk_on(struct search *s, struct walk *walk, size_t lane);

/* Every lane of a fan is a node; what it leaves open is gone into with the value supposed. */
static void walk_fan(struct search *s, struct walk *walk, uint32_t var, size_t first, size_t count)
{
	uint32_t endings[64];
	if (!search_run(s)) {
		walk->found |= walk->outline ? 0 : UINT32_MAX;
		return;
	}
	for (size_t lane = 0; lane < count; lane++)
		endings[lane] = lane_endings(s, lane);
	for (size_t lane = 0; lane < count && !walk->stopped && !s->gave_up; lane++) {
		if (walk->path)
			walk->path[walk->depth] =
				(struct decide_supposed){var, s->samples[var].values[first + lane]};
		walk->depth++;
		if (is_single(endings[lane])) {
			walk_find(walk, endings[lane]);
		} else if (endings[lane] & ~walk->found) {
			search_suppose(s, var, s->samples[var].values[first + lane]);
			if (search_run(s) && lane_endings(s, 0))
				walk_on(s, walk, 0);
		}
		walk->depth--;
	}
}

/* The lane was run, and leaves several endings possible. */
static void walk_on(struct search *s, struct walk *walk, size_t lane)
{
	uint32_t var = search_most_asked_in(s, lane);
	if (var == NO_VAR || s->samples[var].count == 0) {
		walk_find(walk, lane_endings(s, lane));
		return;
	}
	for (size_t first = 0; first < s->samples[var].count && !walk->stopped && !s->gave_up;) {
		size_t count = search_fan(s, var, first);
		walk_fan(s, walk, var, first, count);
		first += count;
	}
	search_release(s, var);
}

static void walk_run(struct search *s, struct walk *walk)
{
	uint32_t endings = search_bound(s);
	if (s->gave_up || is_single(endings))
		walk_find(walk, endings);
	else
		walk_on(s, walk, 0);
}

uint32_t search_endings(struct search *s)
{
	struct walk walk = {0};
	uint32_t bound = search_bound(s);
	if (is_single(bound))
		return bound;
	walk_run(s, &walk);
	return s->gave_up ? bound : walk.found;
}

enum search_answer search_reaches(struct search *s, uint32_t endings)
{
	struct walk walk = {.wanted = endings};
	bool gave_up = s->gave_up;
	s->gave_up = false;
	walk_run(s, &walk);
	enum search_answer answer = s->gave_up	   ? SEARCH_GAVE_UP
				    : walk.stopped ? SEARCH_YES
						   : SEARCH_NO;
	s->gave_up = gave_up;
	return answer;
}

bool search_settled(struct search *s, struct decide_supposed *path, size_t *count)
{
	struct walk walk = {.outline = true, .path = path};
	bool gave_up = s->gave_up;
	walk_run(s, &walk);
	bool settled = !walk.stopped && !s->gave_up && endings_settled(walk.found);
	if (path)
		*count = walk.stopped ? walk.kept : 0;
	s->gave_up |= gave_up;
	return settled;
}

bool search_witness(struct search *s, uint32_t endings, struct decide_supposed **out, size_t *count)
{
	struct walk walk = {.wanted = endings};
	*out = ARENA_ARRAY(s->arena, struct decide_supposed,
			   s->play->program.facts->vars.count + 1);
	walk.path = *out;
	walk_run(s, &walk);
	*count = walk.kept;
	return walk.stopped;
}
