/* Effects as sets. */
#include "decide/open/gifts.h"

#include "base/map.h"
#include "decide/open/lane.h"

uint32_t gift_of(const struct ir_effect_item *item)
{
	return UINT32_C(1) << (2 * item->effect + item->strength);
}

const struct ir_effect_item *gifts_items(const struct ir_rule *rule)
{
	static const struct ir_effect_item unsaid = {IR_EXEMPT, IR_MAY};
	return rule->effect_count ? rule->effects : &unsaid;
}

uint32_t gifts_of(const struct ir_rule *rule)
{
	const struct ir_effect_item *items = gifts_items(rule);
	size_t count = rule->effect_count ? rule->effect_count : 1;
	uint32_t gifts = 0;
	for (size_t i = 0; rule->kind == IR_TOLERATE && i < count; i++)
		gifts |= gift_of(&items[i]);
	return gifts;
}

bool gifts_equal(const struct gifts *a, const struct gifts *b)
{
	return a->may == b->may && a->sure == b->sure;
}

/* Where it tolerates, one of the rules that may fire does. */
struct gifts gifts_in(const struct search *s, uint32_t state, size_t lane)
{
	struct gifts gifts = {0, 0};
	uint32_t common = UINT32_MAX;
	if (state == NO_STATE)
		return gifts;
	const struct play_state *own = &s->play->states[state];
	for (size_t i = 0; i < own->given->list->rule_count; i++) {
		const struct ir_rule *rule = &own->given->list->rules[i];
		enum eval_truth fires = eval_truth(&s->result, own->compiled.rules[i].fires, lane);
		if (rule->kind != IR_TOLERATE || !own->given->in_force[i] || fires == EVAL_FALSE)
			continue;
		gifts.may |= gifts_of(rule);
		gifts.sure |= fires == EVAL_TRUE ? gifts_of(rule) : 0;
		common &= gifts_of(rule);
	}
	gifts.sure |= gifts.may ? common : 0;
	return gifts;
}

/* -- who gives -- */

const struct ir_rule *giver_rule(const struct search *s, const struct giver *giver)
{
	return &s->play->states[giver->state].given->list->rules[giver->rule];
}

uint32_t giver_register(const struct search *s, const struct giver *giver)
{
	return s->play->states[giver->state].compiled.rules[giver->rule].fires;
}

enum eval_truth giver_fires(const struct search *s, const struct giver *giver)
{
	return eval_truth(&s->result, giver_register(s, giver), s->lane);
}

enum eval_truth giver_weighs(const struct search *s, const struct giver *giver)
{
	if (!giver)
		return EVAL_FALSE;
	enum eval_truth scope =
		eval_truth(&s->result, s->play->states[giver->state].compiled.scope, s->lane);
	enum eval_truth truth = giver_fires(s, giver);
	if (scope == EVAL_FALSE || truth == EVAL_FALSE)
		return EVAL_FALSE;
	return scope == EVAL_TRUE ? truth : EVAL_OPEN;
}

uint32_t giver_open_register(const struct search *s, const struct giver *giver)
{
	uint32_t scope = s->play->states[giver->state].compiled.scope;
	return eval_truth(&s->result, scope, s->lane) == EVAL_OPEN ? scope
								   : giver_register(s, giver);
}

bool giver_leads_beside(const struct search *s, const struct giver *giver)
{
	return giver->is_first && giver_rule(s, giver)->kind >= IR_MITIGATE;
}

struct giver *giver_in(struct giver *leader, uint32_t state)
{
	struct giver *giver = leader;
	while (giver && giver->state != state)
		giver = giver->next;
	return giver;
}

static void add_state(struct givers *out, const struct search *s, uint32_t list, uint32_t state)
{
	const struct decide_state *given = s->play->states[state].given;
	for (uint32_t i = 0; i < given->list->rule_count; i++)
		if (given->in_force[i])
			out->items[out->count++] =
				(struct giver){.list = list, .state = state, .rule = i};
}

/* One rule is of one list, of one kind, and has one identity. The last giver of each so far. */
struct last_givers {
	uint32_t list;
	struct map by_kind[IR_AGGRAVATE + 1];
};

static void last_clear(struct last_givers *last, uint32_t list)
{
	last->list = list;
	for (size_t i = 0; i < countof(last->by_kind); i++)
		map_clear(&last->by_kind[i]);
}

static void link_giver(struct last_givers *last, const struct search *s, struct giver *giver)
{
	const struct ir_rule *rule = giver_rule(s, giver);
	if (giver->list != last->list)
		last_clear(last, giver->list);
	struct giver *before = map_get(&last->by_kind[rule->kind], rule->identity);
	giver->is_first = !before;
	if (before)
		before->next = giver;
	map_put(&last->by_kind[rule->kind], rule->identity, giver);
}

static void link_givers(struct givers *givers, const struct search *s)
{
	struct last_givers last = {.list = NO_LIST};
	for (size_t i = 0; i < countof(last.by_kind); i++)
		map_init(&last.by_kind[i], s->arena->mem);
	for (size_t i = 0; i < givers->count; i++)
		link_giver(&last, s, &givers->items[i]);
	for (size_t i = 0; i < countof(last.by_kind); i++)
		map_fini(&last.by_kind[i]);
}

void givers_find(struct givers *out, const struct search *s, enum givers_wanted wanted)
{
	size_t most = 1;
	for (size_t i = 0; i < s->play->state_count; i++)
		most += s->play->states[i].given->list->rule_count;
	*out = (struct givers){ARENA_ARRAY(s->arena, struct giver, most), 0};
	for (uint32_t list = 0; list < s->given->list_count; list++)
		for (size_t i = 0; i < s->picks[list].count; i++) {
			uint32_t state = s->picks[list].states[i];
			if (state != NO_STATE && (wanted == GIVERS_ADMISSIBLE || s->in_play[state]))
				add_state(out, s, list, state);
		}
	link_givers(out, s);
}

/* -- what a lane gives -- */

static bool stands(const struct search *s, const struct giver *giver)
{
	return s->prevails[giver->list] && s->taken[giver->list] == giver->state;
}

/* One combination of versions of a lane that is settled. */
static void see_choice(struct search *s, void *data)
{
	struct gifts_seen *seen = data;
	const struct givers *givers = seen->givers;
	uint32_t given = 0, open = NO_REGISTER;
	for (size_t i = 0; i < givers->count; i++)
		if (stands(s, &givers->items[i]) && giver_fires(s, &givers->items[i]) == EVAL_TRUE)
			given |= gifts_of(giver_rule(s, &givers->items[i]));
	for (size_t i = 0; i < givers->count; i++) {
		const struct giver *giver = &givers->items[i];
		if (stands(s, giver) && giver_fires(s, giver) == EVAL_OPEN &&
		    gifts_of(giver_rule(s, giver)) & ~given)
			open = giver_register(s, giver);
	}
	if (open != NO_REGISTER)
		seen->var = search_most_asked_by(s, s->lane, open);
	seen->gifts.may |= given;
	seen->gifts.sure = seen->any ? seen->gifts.sure & given : given;
	seen->any = true;
}

bool gifts_look(struct gifts_seen *out, struct search *s, const struct givers *givers, size_t lane)
{
	*out = (struct gifts_seen){.givers = givers, .var = NO_VAR};
	if (!(lane_endings(s, lane) & ENDINGS_TOLERATED))
		return false;
	if (lane_is_settled(s)) {
		s->gave_up |= !lane_each_choice(s, see_choice, out);
	} else {
		out->var = search_most_asked_in(s, lane);
		s->gave_up |= out->var == NO_VAR;
	}
	return true;
}
