/*
 * A verdict in full costs a search. Where one version of one list has a say, and the rules that can
 * give something are settled, it gives what these say. Where every condition is settled, what a case
 * gives hangs on their truth alone: it is searched for once for each such pattern.
 */
#include "api/change/impact_gives.h"

#include "api/decide/gives.h"

enum { MEMO_MOST = 4096 }; /* patterns */

void impact_memo_init(struct impact_memo *memo, struct mem *mem)
{
	memo->mem = mem;
	arena_init(&memo->arena, mem);
	map_init(&memo->known, mem);
}

void impact_memo_fini(struct impact_memo *memo)
{
	map_fini(&memo->known);
	arena_fini(&memo->arena);
}

void impact_memo_rest(struct impact_memo *memo)
{
	if (memo->known.count < MEMO_MOST)
		return;
	map_clear(&memo->known);
	arena_clear(&memo->arena);
}

/* -- the pattern of a lane: the plan, and the truth of scopes and rules -- */

struct pattern {
	struct impact_memo *memo;
	struct batch_plan *plan;
	struct eval_result result;
	VEC(uint32_t) registers;
	struct buf key;
	bool weighs; /* some rule mitigates or aggravates */
};

static void pattern_init(struct pattern *p, struct impact_memo *memo, struct batch_plan *plan)
{
	const struct decide_case *given = &plan->plan->given;
	*p = (struct pattern){.memo = memo, .plan = plan};
	buf_init(&p->key, memo->mem);
	for (uint32_t i = 0; i < given->state_count; i++) {
		const struct eval_list *compiled = decide_compiled(plan->plan->play, i);
		VEC_PUSH(memo->mem, &p->registers, compiled->scope);
		for (size_t k = 0; k < given->states[i].list->rule_count; k++) {
			VEC_PUSH(memo->mem, &p->registers, compiled->rules[k].fires);
			p->weighs |= given->states[i].list->rules[k].kind >= IR_MITIGATE;
		}
	}
	eval_result_init(&p->result, decide_program(plan->plan->play), (plan->rows + 63) / 64);
	eval_run(decide_program(plan->plan->play), &p->result, plan->columns);
}

static void pattern_fini(struct pattern *p)
{
	eval_result_fini(&p->result, p->memo->mem);
	VEC_FREE(p->memo->mem, &p->registers);
	buf_fini(&p->key);
}

/* False where a condition is open. */
static bool pattern_of(struct pattern *p, size_t lane)
{
	buf_clear(&p->key);
	buf_addf(&p->key, "%llu ", (unsigned long long)p->plan->number);
	for (size_t i = 0; i < p->registers.count; i++) {
		enum eval_truth truth = eval_truth(&p->result, p->registers.items[i], lane);
		if (truth == EVAL_OPEN)
			return false;
		buf_add_char(&p->key, truth == EVAL_TRUE ? '1' : '0');
	}
	return true;
}

/* -- one version of one list -- */

/* What bars a case gives nothing, and takes nothing from where it is tolerated. */
static bool can_give(const struct decide_state *state, size_t rule)
{
	enum ir_rule_kind kind = state->list->rules[rule].kind;
	return state->in_force[rule] && (kind == IR_TOLERATE || kind >= IR_MITIGATE);
}

static void weighing_add(struct gives *out, struct arena *arena, const struct decide_state *state,
			 size_t rule)
{
	if (!out->weighing)
		out->weighing =
			ARENA_ARRAY(arena, struct gives_weighing, state->list->rule_count);
	out->weighing[out->weighing_count++] =
		(struct gives_weighing){state->list->name, &state->list->rules[rule], true};
}

/* False where something that can give is open. */
static bool read_off(struct gives *out, struct arena *arena, const struct pattern *p, size_t lane)
{
	const struct decide_many *many = &p->plan->many;
	if (!many->is_block)
		return false;
	const struct decide_state *state = &many->given.states[many->plan.state];
	const struct eval_list *compiled = decide_compiled(p->plan->plan->play, many->plan.state);
	bool tolerated = many->briefs[lane].outcomes >> DECIDE_TOLERATED & 1;
	enum eval_truth scope = eval_truth(&p->result, compiled->scope, lane);
	for (size_t i = 0; i < state->list->rule_count && scope != EVAL_FALSE; i++)
		if (can_give(state, i) &&
		    (scope == EVAL_OPEN ||
		     eval_truth(&p->result, compiled->rules[i].fires, lane) == EVAL_OPEN))
			return false;
	for (size_t i = 0; i < state->list->rule_count && scope == EVAL_TRUE; i++) {
		const struct ir_rule *rule = &state->list->rules[i];
		if (!can_give(state, i) ||
		    eval_truth(&p->result, compiled->rules[i].fires, lane) != EVAL_TRUE)
			continue;
		if (rule->kind >= IR_MITIGATE)
			weighing_add(out, arena, state, i);
		else if (tolerated)
			decide_gives_add(&out->effects, rule);
	}
	decide_gives_settle(&out->effects);
	return true;
}

/* -- a lane -- */

static void search(struct gives *out, struct arena *arena, struct batch_plan *plan, size_t lane)
{
	struct arena scratch;
	struct decide_verdict verdict;
	arena_init(&scratch, arena->mem);
	decide_many_lane(&verdict, &plan->many, plan->columns, lane,
			 &(struct decide_options){.only_outcomes = true, .arena = &scratch});
	gives_take(out, arena, &verdict, &plan->plan->given);
	arena_fini(&scratch);
}

static struct gives gives_in(struct pattern *p, struct arena *arena, size_t lane)
{
	struct gives gives = {.weighing_count = 0};
	if (!p->weighs && !(p->plan->many.briefs[lane].outcomes >> DECIDE_TOLERATED & 1))
		return gives;
	if (read_off(&gives, arena, p, lane))
		return gives;
	if (!pattern_of(p, lane)) {
		search(&gives, arena, p->plan, lane);
		return gives;
	}
	struct gives *known = map_get(&p->memo->known, buf_str(&p->key));
	if (!known) {
		known = ARENA_NEW(&p->memo->arena, struct gives);
		search(known, &p->memo->arena, p->plan, lane);
		map_put(&p->memo->known, arena_str(&p->memo->arena, buf_str(&p->key)), known);
	}
	return *known;
}

struct gives *impact_gives(struct impact_memo *memo, struct arena *arena,
			   const struct tol_batch *batch)
{
	struct gives *out = ARENA_ARRAY(arena, struct gives, batch->row_count);
	for (struct batch_plan *plan = batch->plans; plan; plan = plan->next) {
		struct pattern pattern;
		if (plan->rows == 0)
			continue;
		pattern_init(&pattern, memo, plan);
		for (size_t i = 0; i < batch->row_count; i++)
			if (batch->rows[i].plan == plan)
				out[i] = gives_in(&pattern, arena, batch->rows[i].lane);
		pattern_fini(&pattern);
	}
	return out;
}
