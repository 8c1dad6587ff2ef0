/* What two lists say of a case, side by side, as formulas. */
#include "api/change/clash.h"

#include "api/record/together.h"

struct clashing {
	const struct clash_question *question;
	struct together lists;
};

static void put_together(struct clashing *c, struct arena *arena)
{
	const struct clash_question *q = c->question;
	together_init(&c->lists, arena, 2 * WEIGH_SIDES + q->silent_count);
	for (size_t i = 0; i < q->silent_count; i++)
		together_add(&c->lists, q->silent[i].list);
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		together_add(&c->lists, q->own[side].list);
		together_add(&c->lists, q->other[side].list);
	}
	together_make(&c->lists, &q->days, 1);
}

/* -- formulas -- */

/* Before and after. */
static int32_t stays(struct clashing *c, const struct decide_state states[WEIGH_SIDES],
		     enum ir_outcome said)
{
	return together_both(&c->lists, together_outcome(&c->lists, &states[WEIGH_BEFORE], said),
			     together_outcome(&c->lists, &states[WEIGH_AFTER], said));
}

/* A tolerate that does not say what it gives may exempt. */
static bool rule_gives(const struct ir_rule *rule, enum ir_effect effect, enum ir_strength strength)
{
	bool found = rule->effect_count == 0 && effect == IR_EXEMPT && strength == IR_MAY;
	for (size_t i = 0; i < rule->effect_count; i++)
		found |= rule->effects[i].effect == effect && rule->effects[i].strength >= strength;
	return found;
}

/* That a rule of this kind applies, which gives the effect if it tolerates. */
static int32_t applies(struct clashing *c, const struct decide_state *state, enum ir_rule_kind kind,
		       enum ir_effect effect, enum ir_strength strength)
{
	const struct ir_list *list = state->list;
	size_t count = 0;
	int32_t *fires = ARENA_ARRAY(c->lists.arena, int32_t, (list ? list->rule_count : 0) + 1);
	for (size_t i = 0; list && i < list->rule_count; i++)
		if (state->in_force[i] && list->rules[i].kind == kind &&
		    (kind != IR_TOLERATE || rule_gives(&list->rules[i], effect, strength)))
			fires[count++] =
				analyze_fires(c->lists.analyze, together_index(&c->lists, list), i);
	return analyze_any(c->lists.analyze, fires, count);
}

/* That a list which tolerates gives something as light, and as strongly. */
static int32_t covers(struct clashing *c, const struct decide_state *state, enum ir_effect effect,
		      enum ir_strength strength)
{
	int32_t given = applies(c, state, IR_TOLERATE, effect, strength);
	for (int i = 0; effect != IR_NO_NEGATIVE && i < (int)effect; i++)
		given = together_either(
			&c->lists, given,
			applies(c, state, IR_TOLERATE, (enum ir_effect)i, strength));
	return given;
}

/* Of two that tolerate. */
static int32_t goes_beyond(struct clashing *c, const struct decide_state *lower,
			   const struct decide_state *upper)
{
	int32_t beyond = -analyze_true(c->lists.analyze);
	for (int effect = 0; effect <= IR_NO_NEGATIVE; effect++) {
		for (int strength = IR_MAY; strength <= IR_MUST; strength++) {
			enum ir_effect e = (enum ir_effect)effect;
			enum ir_strength s = (enum ir_strength)strength;
			int32_t more =
				together_both(&c->lists, applies(c, lower, IR_TOLERATE, e, s),
					      -covers(c, upper, e, s));
			beyond = together_either(&c->lists, beyond, more);
		}
	}
	return beyond;
}

static int32_t differs(struct clashing *c)
{
	const struct clash_question *q = c->question;
	int32_t one = together_both(&c->lists, stays(c, q->own, IR_TOLERATED),
				    stays(c, q->other, IR_BARRED));
	int32_t other = together_both(&c->lists, stays(c, q->own, IR_BARRED),
				      stays(c, q->other, IR_TOLERATED));
	return together_either(&c->lists, one, other);
}

static int32_t differs_or_beyond(struct clashing *c)
{
	const struct clash_question *q = c->question;
	int32_t tolerated = together_both(&c->lists, stays(c, q->own, IR_TOLERATED),
					  stays(c, q->other, IR_TOLERATED));
	int32_t beyond = together_either(
		&c->lists, goes_beyond(c, &q->other[WEIGH_BEFORE], &q->own[WEIGH_BEFORE]),
		goes_beyond(c, &q->other[WEIGH_AFTER], &q->own[WEIGH_AFTER]));
	int32_t red =
		together_either(&c->lists, applies(c, &q->own[WEIGH_BEFORE], IR_REDLINE, 0, IR_MAY),
				applies(c, &q->own[WEIGH_AFTER], IR_REDLINE, 0, IR_MAY));
	return together_both(
		&c->lists,
		together_either(&c->lists, differs(c), together_both(&c->lists, tolerated, beyond)),
		-red);
}

static int32_t kind_formula(struct clashing *c)
{
	const struct clash_question *q = c->question;
	switch (q->kind) {
	case CLASH_SPEAKS:
		return together_either(&c->lists, stays(c, q->own, IR_TOLERATED),
				       stays(c, q->own, IR_BARRED));
	case CLASH_TOLERATES:
		return stays(c, q->other, IR_TOLERATED);
	case CLASH_DIFFERS:
		return differs(c);
	case CLASH_BEYOND:
		break;
	}
	return differs_or_beyond(c);
}

/* -- the question -- */

static enum analyze_answer ask(struct clashing *c, struct analyze_case *out)
{
	const struct clash_question *q = c->question;
	struct analyze *analyze = c->lists.analyze;
	int32_t goal[] = {
		kind_formula(c),
		together_silent(&c->lists, q->silent, q->silent_count),
		analyze_day(analyze, IR_CONDUCT, q->days.from, q->days.to),
		analyze_day(analyze, IR_ACCOUNTABILITY, q->days.from, q->days.to),
		analyze_day(analyze, IR_DECISION, q->days.from, q->days.to),
	};
	return analyze_exists(analyze, goal, countof(goal), out);
}

enum analyze_answer clash_find(struct weigh_case *out, struct arena *arena,
			       const struct clash_question *question)
{
	struct clashing c = {.question = question};
	struct analyze_case found;
	struct arena scratch;
	arena_init(&scratch, arena->mem);
	put_together(&c, &scratch);
	enum analyze_answer answer = ask(&c, out ? &found : NULL);
	if (out && answer == ANALYZE_YES) {
		analyze_case_keep(&out->shown, arena, &found);
		weigh_block(&out->block, arena, analyze_program(c.lists.analyze)->facts, &found);
	}
	together_free(&c.lists);
	arena_fini(&scratch);
	return answer;
}
