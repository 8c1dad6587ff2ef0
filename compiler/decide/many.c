/* Case by case. */
#include "decide/many.h"

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

void decide_many_init(struct decide_many *many, struct decide_play *play,
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
	arena_fini(&many->scratch);
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

static void scenario_rules(struct decide_many *many, uint64_t *rules,
			   const struct decide_verdict *verdict,
			   const struct decide_scenario *scenario)
{
	for (size_t list = 0; list < many->given.list_count; list++) {
		uint32_t taken = scenario->taken[list];
		if (!scenario->prevails[list] || taken == NO_STATE)
			continue;
		const struct play_state *state = &many->play->states[taken];
		if (eval_truth(&verdict->now, state->compiled.scope, 0) != EVAL_TRUE)
			continue;
		for (size_t i = 0; i < state->given->list->rule_count; i++)
			if (state->given->in_force[i] &&
			    leads_to(state->given->list->rules[i].kind, scenario) &&
			    eval_truth(&verdict->now, state->compiled.rules[i].fires, 0) ==
				    EVAL_TRUE)
				set_bit(rules, many->first_rule[taken] + i);
	}
}

static void decide_lane(struct decide_many *many, const struct eval_column *columns, size_t lane)
{
	struct decide_options options = {.only_outcomes = true, .arena = &many->scratch};
	struct decide_verdict verdict;
	struct decide_case given = many->given;
	uint64_t *rules = many->rules + lane * many->rule_words;
	uint64_t *facts = many->facts + lane * many->fact_words;
	take_lane(many, columns, lane);
	given.columns = many->columns;
	decide_run(&verdict, many->play, &given, &options);
	many->briefs[lane] = (struct decide_brief){
		.outcomes = verdict.outcomes,
		.is_exact = verdict.is_exact,
		.ruling_certain = verdict.ruling_certain,
		.ruling = verdict.ruling_count ? ruling_number(many, verdict.rulings) : 0,
	};
	memset(rules, 0, many->rule_words * sizeof(*rules));
	memset(facts, 0, many->fact_words * sizeof(*facts));
	for (size_t i = 0; i < verdict.scenario_count; i++)
		scenario_rules(many, rules, &verdict, &verdict.scenarios[i]);
	for (size_t i = 0; i < verdict.asked.count; i++)
		set_bit(facts, verdict.asked.items[i]);
	arena_clear(&many->scratch);
}

void decide_many_run(struct decide_many *many, const struct eval_column *columns, size_t lanes)
{
	for (size_t lane = 0; lane < lanes; lane++)
		decide_lane(many, columns, lane);
}
