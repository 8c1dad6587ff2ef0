/*
 * A case that the solver found, evaluated as any case is: what it leaves out stays open. Where that
 * settles nothing, as with "p or not p", or with a value that one version does not know and takes
 * for one of its own, ways to complete the case are tried beside it.
 */
#include "diff/inside.h"

#include "base/bits.h"
#include "eval/run.h"

enum { LANES = 64 };

struct replay {
	struct diff_pair *pair;
	const struct eval_facts *facts;
	struct eval_result result;
	struct eval_column *columns;
	uint64_t *bits;	  /* by variable: given, known, value */
	int64_t *numbers; /* by variable, LANES each */
};

/* -- columns -- */

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 31) * UINT64_C(0x9e3779b97f4a7c15);
	return x ^ x >> 29;
}

/* Lane 0 leaves it open; each other one completes it in its own way. */
static void leave_open(struct replay *r, uint32_t var)
{
	const struct eval_var *of = &r->facts->vars.items[var];
	uint64_t *bits = &r->bits[(size_t)var * 3];
	int64_t *numbers = &r->numbers[(size_t)var * LANES];
	bits[0] = 0;
	bits[1] = ~UINT64_C(1);
	bits[2] = mix(var + UINT64_C(1));
	for (uint64_t lane = 0; of->domain && lane < LANES; lane++)
		numbers[lane] = bits_nth(of->domain, lane + var * (lane >> 5));
	r->columns[var] = (struct eval_column){false, &bits[0], &bits[1], &bits[2], numbers};
}

static void give(struct replay *r, uint32_t var, bool given, int64_t number)
{
	uint64_t *bits = &r->bits[(size_t)var * 3];
	int64_t *numbers = &r->numbers[(size_t)var * LANES];
	bits[0] = given ? UINT64_MAX : 0;
	bits[1] = UINT64_MAX;
	bits[2] = number ? UINT64_MAX : 0;
	for (size_t lane = 0; lane < LANES; lane++)
		numbers[lane] = number;
}

static void give_value(struct replay *r, const struct analyze_value *value)
{
	const struct eval_fact *fact = &r->facts->facts.items[value->fact];
	for (uint32_t i = 0; i < fact->var_count; i++)
		give(r, fact->first_var + i, value->given,
		     fact->type == IR_SET ? value->number >> i & 1 : value->number);
}

static void replay_init(struct replay *r, struct diff_pair *pair, const struct analyze_case *found)
{
	const struct eval_program *program = analyze_program(pair->analyze);
	struct mem *mem = pair->records->mem;
	*r = (struct replay){.pair = pair, .facts = program->facts};
	size_t count = r->facts->vars.count;
	r->columns = mem_zalloc(mem, count * sizeof(*r->columns));
	r->bits = mem_zalloc(mem, count * 3 * sizeof(*r->bits));
	r->numbers = mem_zalloc(mem, count * LANES * sizeof(*r->numbers));
	for (uint32_t var = 0; var < count; var++)
		leave_open(r, var);
	for (size_t i = 0; i < found->count; i++)
		give_value(r, &found->values[i]);
	give(r, r->facts->moments[IR_CONDUCT], true, found->conduct);
	give(r, r->facts->moments[IR_ACCOUNTABILITY], true, found->accountable);
	give(r, r->facts->moments[IR_DECISION], true, found->decided);
	eval_result_init(&r->result, program, 1);
	eval_run(program, &r->result, r->columns);
}

static void replay_fini(struct replay *r)
{
	struct mem *mem = r->pair->records->mem;
	eval_result_fini(&r->result, mem);
	mem_free(mem, r->columns);
	mem_free(mem, r->bits);
	mem_free(mem, r->numbers);
}

/* -- what came out -- */

static enum eval_truth rule_fires(const struct replay *r, int side, size_t rule, size_t lane)
{
	const struct eval_list *list = analyze_compiled(r->pair->analyze, r->pair->index[side]);
	enum eval_truth scope = eval_truth(&r->result, list->scope, lane);
	enum eval_truth fires = eval_truth(&r->result, list->rules[rule].fires, lane);
	if (scope == EVAL_FALSE || fires == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE && fires == EVAL_TRUE ? EVAL_TRUE : EVAL_OPEN;
}

static bool is_outcome(const struct replay *r, int side, enum ir_outcome claimed, size_t lane)
{
	const struct diff_state *state = &r->pair->states[side];
	enum eval_truth bars = EVAL_FALSE, tolerates = EVAL_FALSE;
	for (size_t i = 0; state->list && i < state->list->rule_count; i++) {
		enum ir_rule_kind kind = state->list->rules[i].kind;
		enum eval_truth *any = kind == IR_TOLERATE ? &tolerates : &bars;
		if (!state->in_force[i] || kind >= IR_MITIGATE || *any == EVAL_TRUE)
			continue;
		enum eval_truth fires = rule_fires(r, side, i, lane);
		*any = fires == EVAL_FALSE ? *any : fires;
	}
	if (claimed == IR_BARRED)
		return bars == EVAL_TRUE;
	return bars == EVAL_FALSE &&
	       tolerates == (claimed == IR_TOLERATED ? EVAL_TRUE : EVAL_FALSE);
}

static bool is_claimed(const struct replay *r, const struct diff_witness *witness,
		       const size_t rules[DIFF_SIDES], size_t lane)
{
	const bool fires[DIFF_SIDES] = {witness->fires_before, witness->fires_after};
	const enum ir_outcome says[DIFF_SIDES] = {witness->before.outcome, witness->after.outcome};
	for (int side = 0; side < DIFF_SIDES; side++) {
		enum eval_truth wanted = fires[side] ? EVAL_TRUE : EVAL_FALSE;
		if (rules[side] != SIZE_MAX && rule_fires(r, side, rules[side], lane) != wanted)
			return false;
		if (!is_outcome(r, side, says[side], lane))
			return false;
	}
	return true;
}

/* -- whose doing it is -- */

size_t diff_twin(const struct diff_state *other, const struct ir_rule *rule)
{
	for (size_t i = 0; other->list && i < other->list->rule_count; i++)
		if (other->in_force[i] && other->list->rules[i].kind == rule->kind &&
		    str_equal(other->list->rules[i].identity, rule->identity))
			return i;
	return NO_RULE;
}

/* A rule of one side, not asked about, that says of the case what it does not say on the other. */
static bool any_alone(const struct replay *r, int side, const size_t rules[DIFF_SIDES], size_t lane)
{
	const struct diff_state *state = &r->pair->states[side];
	const struct diff_state *other = &r->pair->states[!side];
	for (size_t i = 0; state->list && other->list && i < state->list->rule_count; i++) {
		const struct ir_rule *rule = &state->list->rules[i];
		if (i == rules[side] || !state->in_force[i] || rule->kind >= IR_MITIGATE ||
		    rule_fires(r, side, i, lane) != EVAL_TRUE)
			continue;
		size_t twin = diff_twin(other, rule);
		if (twin == NO_RULE || rule_fires(r, !side, twin, lane) != EVAL_TRUE)
			return true;
	}
	return false;
}

/* -- effects -- */

static void effect_add(struct diff_says *says, struct ir_effect_item item)
{
	for (size_t i = 0; i < says->effect_count; i++) {
		if (says->effects[i].effect != item.effect)
			continue;
		if (item.strength > says->effects[i].strength)
			says->effects[i].strength = item.strength;
		return;
	}
	says->effects[says->effect_count++] = item;
}

static void add_effects(const struct replay *r, int side, struct diff_says *says, size_t lane)
{
	const struct diff_state *state = &r->pair->states[side];
	if (says->outcome != IR_TOLERATED)
		return;
	for (size_t i = 0; i < state->list->rule_count; i++) {
		const struct ir_rule *rule = &state->list->rules[i];
		if (!state->in_force[i] || rule->kind != IR_TOLERATE ||
		    rule_fires(r, side, i, lane) != EVAL_TRUE)
			continue;
		for (size_t k = 0; k < rule->effect_count; k++)
			effect_add(says, rule->effects[k]);
		if (rule->effect_count == 0)
			effect_add(says, (struct ir_effect_item){IR_EXEMPT, IR_MAY});
	}
}

/* -- the case -- */

static void value_keep(const struct replay *r, struct diff_value *out,
		       const struct analyze_value *value)
{
	struct arena *arena = r->pair->records->arena;
	const struct eval_fact *fact = &r->facts->facts.items[value->fact];
	struct str *choices = ARENA_ARRAY(arena, struct str, fact->choices.count);
	for (size_t i = 0; i < fact->choices.count; i++)
		choices[i] = fact->choices.items[i];
	*out = (struct diff_value){fact->newest, value->given, value->number, choices,
				   fact->choices.count};
}

/* Whether a condition reads a day of the case. */
static bool asks_day(const struct replay *r, enum ir_moment moment)
{
	const struct eval_program *program = analyze_program(r->pair->analyze);
	uint32_t var = r->facts->moments[moment];
	for (size_t i = 0; i < program->steps.count; i++) {
		const struct eval_step *step = &program->steps.items[i];
		if (step->op == EVAL_COMPARE && (step->var == var || step->other == var))
			return true;
		if (step->op == EVAL_IN && step->var == var)
			return true;
	}
	return false;
}

static void days_keep(const struct replay *r, struct diff_witness *witness,
		      const struct analyze_case *found)
{
	bool is_bounded = r->pair->from != DATE_NONE || r->pair->to != DATE_MAX;
	witness->conduct = is_bounded || asks_day(r, IR_CONDUCT) ? found->conduct : DATE_NONE;
	witness->accountable = asks_day(r, IR_ACCOUNTABILITY) ? found->accountable : DATE_NONE;
	witness->decided = asks_day(r, IR_DECISION) ? found->decided : DATE_NONE;
}

static void case_keep(const struct replay *r, struct diff_witness *witness,
		      const struct analyze_case *found)
{
	witness->values = ARENA_ARRAY(r->pair->records->arena, struct diff_value, found->count);
	witness->value_count = found->count;
	for (size_t i = 0; i < found->count; i++)
		value_keep(r, &witness->values[i], &found->values[i]);
}

bool diff_replay(struct diff_pair *pair, struct diff_witness *witness,
		 const struct analyze_case *found, const size_t rules[DIFF_SIDES])
{
	struct replay r;
	size_t lane = 0;
	replay_init(&r, pair, found);
	while (lane < LANES && !is_claimed(&r, witness, rules, lane))
		lane++;
	if (lane < LANES) {
		witness->supposing = lane > 0;
		witness->by_others = any_alone(&r, DIFF_BEFORE, rules, lane) ||
				     any_alone(&r, DIFF_AFTER, rules, lane);
		add_effects(&r, DIFF_BEFORE, &witness->before, lane);
		add_effects(&r, DIFF_AFTER, &witness->after, lane);
		case_keep(&r, witness, found);
		days_keep(&r, witness, found);
	}
	replay_fini(&r);
	return lane < LANES;
}
