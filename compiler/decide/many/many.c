/* Side by side where one version of one list has a say; else so far as conditions go. */
#include "decide/many/many.h"

#include "base/bits.h"
#include "base/square.h"
#include "decide/play.h"

struct many_lane {
	uint64_t known;
	uint64_t given;
	uint64_t bits;
	int64_t number;
};

static void set_bit(uint64_t *words, size_t bit)
{
	words[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* -- rooms -- */

enum { NO_RULING = UINT8_MAX, STRIP_BYTES = 1 << 18, STRIP_LEAST = 256 /* lanes */ };

/* The only list that has versions, where it can be asked in but one; NO_STATE: there is none such.
 */
static uint32_t only_state(const struct decide_case *given)
{
	uint32_t state = NO_STATE;
	for (size_t i = 0; i < given->list_count; i++) {
		const struct decide_list *list = &given->lists[i];
		uint32_t own = list->newer;
		if (list->old_first != own || list->old_last != own)
			return NO_STATE;
		if (own == NO_STATE)
			continue;
		if (state != NO_STATE)
			return NO_STATE;
		state = own;
	}
	return state;
}

/* So many lanes that what conditions say of them stays near the processor. */
static size_t strip_lanes(const struct decide_play *play, size_t lanes)
{
	size_t words = STRIP_BYTES / (2 * sizeof(uint64_t) * (play->program.steps.count + 1));
	size_t strip = words * 64 < STRIP_LEAST ? STRIP_LEAST : words * 64;
	return strip < lanes ? strip : lanes;
}

static void block_make(struct decide_many *many, struct arena *arena, size_t lanes)
{
	bool *in_play = ARENA_ARRAY(arena, bool, many->play->state_count + 1);
	uint32_t state = only_state(&many->given);
	if (state == NO_STATE)
		return;
	many->is_block = true;
	many->tolerated = NO_RULING;
	many->strip = strip_lanes(many->play, lanes);
	block_plan_make(&many->plan, arena, many->play, state);
	block_init(&many->block, &many->plan, many->mem, many->strip);
	in_play[state] = true;
	presumed_init(&many->presumed, arena, many->play, in_play, lanes);
	if (many->presumed.facts)
		eval_result_init(&many->scopes, &many->play->program, (many->strip + 63) / 64);
}

/* The search is told what a lane gives by the conditions alone. */
static void looking_make(struct decide_many *many, struct arena *arena, size_t lanes)
{
	static const uint64_t none[1];
	static const int64_t zero[1];
	struct search *s = &many->search;
	for (size_t var = 0; var < many->play->program.facts->vars.count; var++)
		many->columns[var] = (struct eval_column){true, none, none, none, zero};
	many->strip = lanes < STRIP_LEAST ? lanes : STRIP_LEAST;
	many->given.columns = many->columns;
	many->trace.mem = many->mem;
	search_init(s, arena, many->play, &many->given, 0);
	eval_result_fini(&s->result, many->mem);
	eval_result_init(&s->result, &many->play->program, (many->strip + 63) / 64);
	s->trace = &many->trace;
	presumed_init(&many->presumed, arena, many->play, s->in_play, lanes);
}

void decide_many_init(struct decide_many *many, struct arena *arena, struct decide_play *play,
		      const struct decide_case *given, size_t lanes)
{
	struct mem *mem = play->mem;
	size_t rules = 0, vars = play->program.facts->vars.count;
	*many = (struct decide_many){.mem = mem, .play = play, .given = *given};
	arena_init(&many->scratch, mem);
	many->first_rule = mem_zalloc(mem, (play->state_count + 1) * sizeof(*many->first_rule));
	for (size_t i = 0; i < play->state_count; i++) {
		many->first_rule[i] = (uint32_t)rules;
		rules += play->states[i].given->list->rule_count;
	}
	many->rule_words = rules / 64 + 1;
	many->fact_words = play->program.facts->facts.count / 64 + 1;
	many->briefs = mem_zalloc(mem, lanes * sizeof(*many->briefs));
	many->rules = mem_zalloc(mem, lanes * many->rule_words * sizeof(*many->rules));
	many->facts = mem_zalloc(mem, lanes * many->fact_words * sizeof(*many->facts));
	many->columns = mem_zalloc(mem, (vars + 1) * sizeof(*many->columns));
	many->values = mem_zalloc(mem, (vars + 1) * sizeof(*many->values));
	block_make(many, arena, lanes);
	if (!many->is_block)
		looking_make(many, arena, lanes);
}

void decide_many_fini(struct decide_many *many)
{
	mem_free(many->mem, many->first_rule);
	mem_free(many->mem, many->briefs);
	mem_free(many->mem, many->rules);
	mem_free(many->mem, many->facts);
	mem_free(many->mem, many->columns);
	mem_free(many->mem, many->values);
	VEC_FREE(many->mem, &many->rulings);
	presumed_fini(&many->presumed);
	arena_fini(&many->scratch);
	if (many->is_block) {
		block_fini(&many->block);
		eval_result_fini(&many->scopes, many->mem);
		return;
	}
	search_fini(&many->search);
	VEC_FREE(many->mem, &many->trace.steps);
	VEC_FREE(many->mem, &many->trace.rulings);
}

/* -- one lane -- */

static uint64_t lane_word(const struct eval_column *column, const uint64_t *words, size_t lane)
{
	return words[column->is_uniform ? 0 : lane / 64] >> (column->is_uniform ? 0 : lane % 64) & 1
		       ? UINT64_MAX
		       : 0;
}

static void take_lane(struct decide_many *many, const struct eval_column *columns, size_t lane)
{
	size_t vars = many->play->program.facts->vars.count;
	for (size_t var = 0; var < vars; var++) {
		const struct eval_column *column = &columns[var];
		struct many_lane *value = &many->values[var];
		*value = (struct many_lane){
			.known = lane_word(column, column->known, lane),
			.given = lane_word(column, column->given, lane),
			.bits = lane_word(column, column->bits, lane),
			.number = column->numbers[column->is_uniform ? 0 : lane],
		};
		many->columns[var] = (struct eval_column){true, &value->given, &value->known,
							  &value->bits, &value->number};
	}
}

static uint8_t ruling_number(struct decide_many *many, const struct decide_ruling *ruling)
{
	size_t i = 0;
	while (i < many->rulings.count && !(many->rulings.items[i].why == ruling->why &&
					    str_equal(many->rulings.items[i].by, ruling->by)))
		i++;
	if (i == many->rulings.count)
		VEC_PUSH(many->mem, &many->rulings, *ruling);
	return (uint8_t)(i + 1);
}

/* Kinds of rules that lead to an outcome. */
static bool leads_to(enum ir_rule_kind kind, const struct decide_scenario *scenario)
{
	uint8_t outcomes = scenario->outcome == DECIDE_CONFLICT ? scenario->competing
								: 1u << scenario->outcome;
	if (kind == IR_TOLERATE)
		return outcomes & OUTCOME_BIT(TOLERATED);
	return (kind == IR_BAR || kind == IR_REDLINE) && outcomes & OUTCOME_BIT(BARRED);
}

static void scenario_rules(struct decide_many *many, uint64_t *rules, const struct eval_result *now,
			   size_t lane, const struct decide_scenario *scenario)
{
	for (size_t list = 0; list < many->given.list_count; list++) {
		uint32_t taken = scenario->taken[list];
		if (!scenario->prevails[list] || taken == NO_STATE)
			continue;
		const struct play_state *state = &many->play->states[taken];
		if (eval_truth(now, state->compiled.scope, lane) != EVAL_TRUE)
			continue;
		for (size_t i = 0; i < state->given->list->rule_count; i++)
			if (state->given->in_force[i] &&
			    leads_to(state->given->list->rules[i].kind, scenario) &&
			    eval_truth(now, state->compiled.rules[i].fires, lane) == EVAL_TRUE)
				set_bit(rules, many->first_rule[taken] + i);
	}
}

void decide_many_lane(struct decide_verdict *out, struct decide_many *many,
		      const struct eval_column *columns, size_t lane,
		      const struct decide_options *options)
{
	struct decide_case given = many->given;
	take_lane(many, columns, lane);
	given.columns = many->columns;
	decide_run(out, many->play, &given, options);
}

static void decide_lane(struct decide_many *many, const struct eval_column *columns, size_t lane)
{
	struct decide_options options = {
		.only_outcomes = true, .no_effects = true, .arena = &many->scratch};
	struct decide_verdict verdict;
	uint64_t *rules = many->rules + lane * many->rule_words;
	uint64_t *facts = many->facts + lane * many->fact_words;
	decide_many_lane(&verdict, many, columns, lane, &options);
	many->briefs[lane] = (struct decide_brief){
		.outcomes = verdict.outcomes,
		.is_exact = verdict.is_exact,
		.ruling_certain = verdict.ruling_certain,
		.ruling = verdict.ruling_count ? ruling_number(many, verdict.rulings) : 0,
	};
	memset(rules, 0, many->rule_words * sizeof(*rules));
	memset(facts, 0, many->fact_words * sizeof(*facts));
	for (size_t i = 0; i < verdict.scenario_count; i++)
		scenario_rules(many, rules, &verdict.now, 0, &verdict.scenarios[i]);
	for (size_t i = 0; i < verdict.asked.count; i++)
		set_bit(facts, verdict.asked.items[i]);
	arena_clear(&many->scratch);
}

/* -- side by side -- */

/* Lanes in which the rule fires for certain, and makes an outcome that is possible. */
static uint64_t rule_lanes(const struct decide_many *many, size_t index, size_t word)
{
	const struct play_state *state = &many->play->states[many->plan.state];
	const struct eval_result *result = block_result(&many->block);
	const struct block_masks *masks = &many->block.masks[word];
	enum ir_rule_kind kind = state->given->list->rules[index].kind;
	uint64_t lanes = kind == IR_TOLERATE			? masks->may[DECIDE_TOLERATED]
			 : kind == IR_BAR || kind == IR_REDLINE ? masks->may[DECIDE_BARRED]
								: 0;
	if (!state->given->in_force[index])
		return 0;
	return lanes & result->yes[state->compiled.scope * result->words + word] &
	       result->yes[state->compiled.rules[index].fires * result->words + word];
}

/* Squares of 64 rules, or facts, and 64 lanes are turned into words for each lane. */
static void put_square(uint64_t *to, size_t words, size_t at, uint64_t square[64], size_t lanes)
{
	square_transpose(square);
	for (size_t lane = 0; lane < lanes; lane++)
		to[lane * words + at] = square[lane];
}

static void put_rules(struct decide_many *many, size_t first, size_t word, size_t lanes)
{
	size_t before = many->first_rule[many->plan.state];
	size_t count = many->play->states[many->plan.state].given->list->rule_count;
	uint64_t *to = many->rules + (first + word * 64) * many->rule_words;
	for (size_t at = 0; at < many->rule_words; at++) {
		uint64_t square[64] = {0};
		for (size_t i = 0; i < 64; i++)
			if (at * 64 + i >= before && at * 64 + i < before + count)
				square[i] = rule_lanes(many, at * 64 + i - before, word);
		put_square(to, many->rule_words, at, square, lanes);
	}
}

static uint64_t open_lanes(const struct block_masks *masks)
{
	const uint64_t *may = masks->may;
	return (may[0] & may[1]) | (may[1] & may[2]) | (may[0] & may[2]);
}

static void put_facts(struct decide_many *many, size_t first, size_t word, size_t lanes)
{
	const struct eval_facts *facts = many->play->program.facts;
	const uint64_t *asked = many->block.asked + word * many->plan.var_count;
	uint64_t open = open_lanes(&many->block.masks[word]);
	uint64_t *to = many->facts + (first + word * 64) * many->fact_words;
	for (size_t at = 0; at < many->fact_words; at++) {
		uint64_t square[64] = {0};
		for (size_t i = 0; i < many->plan.var_count && open; i++) {
			uint32_t fact = facts->vars.items[many->plan.vars[i].var].fact;
			if (fact / 64 == at)
				square[fact % 64] |= asked[i] & open;
		}
		put_square(to, many->fact_words, at, square, lanes);
	}
}

static void put_briefs(struct decide_many *many, size_t first, size_t word, size_t lanes)
{
	const struct block_masks *masks = &many->block.masks[word];
	for (size_t lane = 0; lane < lanes; lane++) {
		uint8_t outcomes = 0;
		for (int i = 0; i < BLOCK_OUTCOMES; i++)
			outcomes |= (uint8_t)((masks->may[i] >> lane & 1) << i);
		bool tolerated = outcomes & OUTCOME_BIT(TOLERATED) && many->tolerated;
		many->briefs[first + word * 64 + lane] = (struct decide_brief){
			outcomes, true, tolerated && outcomes == OUTCOME_BIT(TOLERATED),
			tolerated ? many->tolerated : 0};
	}
}

/* Whether what is tolerated needs a ruling is the same in all lanes: one is asked singly. */
static void find_ruling(struct decide_many *many, const struct eval_column *columns, size_t first,
			size_t word)
{
	uint64_t tolerated =
		many->block.masks[word].may[DECIDE_TOLERATED] & ~many->block.unsettled[word];
	if (many->tolerated != NO_RULING || !tolerated)
		return;
	size_t lane = first + word * 64 + bits_lowest(tolerated);
	decide_lane(many, columns, lane);
	many->tolerated = many->briefs[lane].ruling;
}

/* Only outcomes are: rules and facts can be read off the columns. */
static void settle_singly(struct decide_many *many, const struct eval_column *columns, size_t first,
			  size_t word)
{
	struct block_masks *masks = &many->block.masks[word];
	for (uint64_t left = many->block.unsettled[word]; left; left &= left - 1) {
		unsigned bit = bits_lowest(left);
		size_t lane = first + word * 64 + bit;
		decide_lane(many, columns, lane);
		for (int i = 0; i < BLOCK_OUTCOMES; i++)
			masks->may[i] = (masks->may[i] & ~(UINT64_C(1) << bit)) |
					(uint64_t)(many->briefs[lane].outcomes >> i & 1) << bit;
	}
}

static void shift_columns(struct decide_many *many, const struct eval_column *columns, size_t first)
{
	for (size_t var = 0; var < many->play->program.facts->vars.count; var++) {
		struct eval_column *to = &many->columns[var];
		*to = columns[var];
		if (to->is_uniform)
			continue;
		to->given += first / 64;
		to->known += first / 64;
		to->bits += first / 64;
		to->numbers += first;
	}
}

/* -- one lane of a strip, where conditions settle every list -- */

static struct decide_scenario lane_scenario(const struct search *s, uint8_t outcomes)
{
	bool clash = outcomes & OUTCOME_BIT(CONFLICT);
	return (struct decide_scenario){
		.outcome = clash ? DECIDE_CONFLICT : (enum decide_outcome)bits_lowest(outcomes),
		.competing = outcomes & (OUTCOME_BIT(CONFLICT) - 1),
		.taken = s->taken,
		.prevails = s->prevails,
	};
}

static void put_settled(struct decide_many *many, size_t first, size_t lane, uint32_t endings)
{
	uint32_t without = ENDING_BIT(END_BARRED) | ENDING_BIT(END_SILENT) | ENDING_BIT(END_BOUND);
	const struct search *s = &many->search;
	uint64_t *rules = many->rules + (first + lane) * many->rule_words;
	uint8_t outcomes = endings_outcomes(endings);
	bool ruled = many->trace.rulings.count > 0;
	struct decide_scenario scenario = lane_scenario(s, outcomes);
	many->briefs[first + lane] =
		(struct decide_brief){outcomes, true, ruled && !(endings & without),
				      ruled ? ruling_number(many, many->trace.rulings.items) : 0};
	memset(rules, 0, many->rule_words * sizeof(*rules));
	memset(many->facts + (first + lane) * many->fact_words, 0,
	       many->fact_words * sizeof(*many->facts));
	scenario_rules(many, rules, &s->result, lane, &scenario);
}

/* False where it must be searched. */
static bool look_at_lane(struct decide_many *many, size_t first, size_t lane)
{
	struct search *s = &many->search;
	s->gave_up = false;
	many->trace.steps.count = many->trace.rulings.count = 0;
	uint32_t endings = lane_endings(s, lane);
	if (!lane_is_settled(s) || s->gave_up || (endings & (endings - 1)))
		return false;
	put_settled(many, first, lane, endings);
	return true;
}

static void look_at_strip(struct decide_many *many, const struct eval_column *columns, size_t first,
			  size_t lanes)
{
	struct eval_result *result = &many->search.result;
	shift_columns(many, columns, first);
	result->words = (lanes + 63) / 64;
	eval_run(&many->play->program, result, many->columns);
	presumed_run(&many->presumed, many->columns, result, first, lanes);
	for (size_t lane = 0; lane < lanes; lane++)
		if (!look_at_lane(many, first, lane))
			decide_lane(many, columns, first + lane);
}

/* -- all of it -- */

static void presume_in_block(struct decide_many *many, size_t first, size_t lanes)
{
	if (!many->presumed.facts)
		return;
	many->scopes.words = (lanes + 63) / 64;
	eval_run_marked(&many->play->program, &many->scopes, many->columns, many->presumed.scopes);
	presumed_run(&many->presumed, many->columns, &many->scopes, first, lanes);
}

static void run_strip(struct decide_many *many, const struct eval_column *columns, size_t first,
		      size_t lanes)
{
	shift_columns(many, columns, first);
	presume_in_block(many, first, lanes);
	block_run(&many->block, many->columns, lanes);
	for (size_t word = 0; word * 64 < lanes; word++) {
		size_t some = lanes - word * 64 < 64 ? lanes - word * 64 : 64;
		find_ruling(many, columns, first, word);
		put_briefs(many, first, word, some);
		settle_singly(many, columns, first, word);
		put_rules(many, first, word, some);
		put_facts(many, first, word, some);
	}
}

void decide_many_run(struct decide_many *many, const struct eval_column *columns, size_t lanes)
{
	for (size_t first = 0; first < lanes; first += many->strip) {
		size_t some = lanes - first < many->strip ? lanes - first : many->strip;
		if (many->is_block)
			run_strip(many, columns, first, some);
		else
			look_at_strip(many, columns, first, some);
	}
}
