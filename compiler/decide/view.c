/*
 * What one state of a list says in one lane, and which state of it is taken (grammar/README.md,
 * chapter 12, "Old version or new").
 */
#include "decide/play.h"

/* -- views -- */

static const uint8_t rule_outcome[] = {
	[IR_TOLERATE] = OUTCOME_BIT(TOLERATED),
	[IR_BAR] = OUTCOME_BIT(BARRED),
	[IR_REDLINE] = OUTCOME_BIT(BARRED),
	[IR_MITIGATE] = 0,
	[IR_AGGRAVATE] = 0,
};

/* A tolerate that does not say what it gives may exempt. */
static void effects_join(uint8_t gives[EFFECT_COUNT], const struct ir_rule *rule)
{
	static const struct ir_effect_item unsaid = {IR_EXEMPT, IR_MAY};
	const struct ir_effect_item *items = rule->effect_count ? rule->effects : &unsaid;
	size_t count = rule->effect_count ? rule->effect_count : 1;
	for (size_t i = 0; i < count; i++) {
		uint8_t strength = (uint8_t)(items[i].strength + 1);
		if (gives[items[i].effect] < strength)
			gives[items[i].effect] = strength;
	}
}

struct tally {
	uint8_t certain; /* bits of outcomes that a rule gives for certain */
	uint8_t may;
};

static void rule_count(struct view *view, struct tally *tally, const struct ir_rule *rule,
		       enum eval_truth fires)
{
	if (fires == EVAL_FALSE)
		return;
	tally->may |= rule_outcome[rule->kind];
	view->red_line_may |= rule->kind == IR_REDLINE;
	if (rule->kind == IR_TOLERATE)
		effects_join(view->most, rule);
	if (fires == EVAL_OPEN)
		return;
	tally->certain |= rule_outcome[rule->kind];
	view->red_line |= rule->kind == IR_REDLINE;
	if (rule->kind == IR_TOLERATE)
		effects_join(view->least, rule);
}

static uint8_t outcomes_of(const struct tally *tally, enum eval_truth scope)
{
	uint8_t may = tally->may & OUTCOME_BIT(BARRED);
	if (!(tally->certain & OUTCOME_BIT(BARRED))) {
		may |= tally->may & OUTCOME_BIT(TOLERATED);
		if (!tally->certain)
			may |= OUTCOME_BIT(SILENT);
	}
	return scope == EVAL_TRUE ? may : may | OUTCOME_BIT(SILENT);
}

bool view_is(const struct view *view, enum decide_outcome outcome)
{
	return view->may == 1u << outcome;
}

static bool view_settled(const struct view *view)
{
	if (view_is(view, DECIDE_SILENT))
		return true;
	if (view_is(view, DECIDE_BARRED))
		return view->red_line == view->red_line_may;
	return view_is(view, DECIDE_TOLERATED) &&
	       memcmp(view->least, view->most, sizeof(view->least)) == 0;
}

void view_make(struct view *out, const struct decide_play *play, uint32_t state,
	       const struct eval_result *result, size_t lane)
{
	struct tally tally = {0};
	*out = (struct view){.may = OUTCOME_BIT(SILENT), .settled = true};
	if (state == NO_STATE)
		return;
	const struct play_state *own = &play->states[state];
	enum eval_truth scope = eval_truth(result, own->compiled.scope, lane);
	if (scope == EVAL_FALSE)
		return;
	for (size_t i = 0; i < own->given->list->rule_count; i++)
		if (own->given->in_force[i])
			rule_count(out, &tally, &own->given->list->rules[i],
				   eval_truth(result, own->compiled.rules[i].fires, lane));
	out->may = outcomes_of(&tally, scope);
	out->red_line &= scope == EVAL_TRUE;
	out->settled = view_settled(out);
}

unsigned decide_may_say(const struct decide_play *play, uint32_t state,
			const struct eval_result *lanes)
{
	struct view view;
	view_make(&view, play, state, lanes, 0);
	return view.may;
}

/* -- which state is taken -- */

static size_t state_add(struct pick *pick, uint32_t state)
{
	for (size_t i = 0; i < pick->count; i++)
		if (pick->states[i] == state)
			return i;
	pick->states[pick->count] = state;
	return pick->count++;
}

static enum pick_mode mode_of(const struct decide_list *list, const struct pick *pick)
{
	static const enum pick_mode modes[] = {
		[IR_TRANSITION_NONE] = PICK_ANY,
		[IR_OLD_UNLESS_LIGHTER] = PICK_LIGHTER,
		[IR_OLD] = PICK_OLD,
		[IR_NEW] = PICK_NEW,
	};
	const struct ir_list *clauses = list->clauses;
	if (pick->olds > 1 && clauses && clauses->continuing == IR_NEW)
		return PICK_LAST;
	return clauses ? modes[clauses->transition] : PICK_ANY;
}

/* continuing old: what came into force during the conduct is not an old one. */
void pick_make(struct pick *out, const struct decide_list *list)
{
	*out = (struct pick){0};
	state_add(out, list->old_first);
	bool spans = list->old_last != list->old_first;
	bool first_only = spans && list->clauses && list->clauses->continuing == IR_OLD;
	if (!first_only)
		out->last = state_add(out, list->old_last);
	out->olds = out->count;
	out->newer = state_add(out, list->newer);
	if (first_only)
		out->last = state_add(out, list->old_last);
	out->mode = mode_of(list, out);
}

static size_t lightest(const uint8_t gives[EFFECT_COUNT])
{
	size_t effect = 0;
	while (effect < IR_NO_NEGATIVE && !gives[effect])
		effect++;
	return effect;
}

/* Places in the order tolerated (by lightest effect) < silent < barred; least and most possible. */
struct weight {
	size_t least;
	size_t most;
};

enum { WEIGHT_SILENT = EFFECT_COUNT, WEIGHT_BARRED };

static struct weight weight_of(const struct view *view)
{
	struct weight weight = {WEIGHT_BARRED, 0};
	if (view->may & OUTCOME_BIT(TOLERATED))
		weight = (struct weight){lightest(view->most), lightest(view->least)};
	if (view->may & OUTCOME_BIT(SILENT)) {
		weight.least = weight.least < WEIGHT_SILENT ? weight.least : WEIGHT_SILENT;
		weight.most = WEIGHT_SILENT;
	}
	if (view->may & OUTCOME_BIT(BARRED))
		weight.most = WEIGHT_BARRED;
	return weight;
}

/* -1: certainly lighter; 1: certainly not; 0: open. */
static int is_lighter(const struct view *newer, const struct view *old)
{
	struct weight a = weight_of(newer), b = weight_of(old);
	if (a.most < b.least)
		return -1;
	return a.least >= b.most ? 1 : 0;
}

uint8_t pick_most(const struct pick *pick)
{
	uint8_t olds = (uint8_t)((1u << pick->olds) - 1), newer = (uint8_t)(1u << pick->newer);
	const uint8_t most[] = {
		[PICK_ANY] = olds | newer,     [PICK_OLD] = olds,
		[PICK_NEW] = newer,	       [PICK_LIGHTER] = olds | newer,
		[PICK_LAST] = (uint8_t)(1u << pick->last),
	};
	return most[pick->mode];
}

static struct picked pick_lighter(const struct pick *pick, const struct view *const *views)
{
	struct picked picked = {0};
	for (size_t i = 0; i < pick->olds; i++) {
		int lighter = i == pick->newer ? 1 : is_lighter(views[pick->newer], views[i]);
		if (lighter <= 0)
			picked.may |= (uint8_t)(1u << pick->newer);
		if (lighter >= 0)
			picked.may |= (uint8_t)(1u << i);
		picked.is_open |= lighter == 0;
	}
	return picked;
}

struct picked pick_in(const struct pick *pick, const struct view *const *views)
{
	switch (pick->mode) {
	case PICK_LIGHTER:
		return pick_lighter(pick, views);
	case PICK_NEW:
		return (struct picked){.may = (uint8_t)(1u << pick->newer)};
	case PICK_LAST:
		return (struct picked){.may = (uint8_t)(1u << pick->last)};
	case PICK_OLD:
		return (struct picked){.may = (uint8_t)((1u << pick->olds) - 1)};
	case PICK_ANY:
		break;
	}
	return (struct picked){.may = (uint8_t)(((1u << pick->olds) - 1) | 1u << pick->newer)};
}

enum decide_principle pick_principle(const struct pick *pick, const struct picked *picked,
				     size_t index)
{
	static const enum decide_principle principles[] = {
		[PICK_ANY] = PRINCIPLE_VERSION_OPEN, [PICK_OLD] = PRINCIPLE_OLD,
		[PICK_NEW] = PRINCIPLE_NEW,	     [PICK_LIGHTER] = PRINCIPLE_OLD_KEPT,
		[PICK_LAST] = PRINCIPLE_CONTINUING_NEW,
	};
	if (pick->count == 1)
		return PRINCIPLE_SAME_VERSION;
	if (picked->may & (picked->may - 1))
		return PRINCIPLE_VERSION_OPEN;
	if (pick->mode == PICK_LIGHTER && index == pick->newer && index >= pick->olds)
		return PRINCIPLE_NEW_LIGHTER;
	return principles[pick->mode];
}
