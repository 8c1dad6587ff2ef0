/* Day by day, case by case. */
#include "guard_world.h"

const int guard_parents[GUARD_AUTHORITIES] = {GUARD_NONE, 0, 1, 0};
const char *const guard_levels[GUARD_AUTHORITIES] = {"central", "city", "county", "central"};

/* -- who stands above whom -- */

static bool is_at_or_above(int above, int below)
{
	for (int at = below; at != GUARD_NONE; at = guard_parents[at])
		if (at == above)
			return true;
	return false;
}

static bool is_superior(int above, int below)
{
	return above != below && is_at_or_above(above, below) &&
	       guard_levels[above] != guard_levels[below];
}

/* -- when a text is in force -- */

/* The text that was recorded last for the list and day answers for both. */
static bool answers(const struct guard_world *world, int text)
{
	const struct guard_text *own = &world->texts[text];
	if (own->deletes)
		return false;
	for (int i = text + 1; i < world->text_count; i++)
		if (!world->texts[i].deletes && world->texts[i].list == own->list &&
		    world->texts[i].effective == own->effective)
			return false;
	return true;
}

static bool is_withdrawn(const struct guard_world *world, const struct guard_text *text)
{
	for (int i = 0; i < world->text_count; i++)
		if (!world->texts[i].deletes && world->texts[i].list == text->list &&
		    world->texts[i].withdraws == text->effective)
			return true;
	return false;
}

static bool is_version(const struct guard_world *world, int text)
{
	return answers(world, text) && !is_withdrawn(world, &world->texts[text]);
}

static bool hits(const struct guard_world *world, int by, int text, const struct guard_repeal *said)
{
	const struct guard_text *own = &world->texts[text];
	return is_version(world, by) && said->list == own->list &&
	       own->promulgated <= world->texts[by].promulgated &&
	       world->texts[by].list != own->list &&
	       is_at_or_above(world->issuers[world->texts[by].list], world->issuers[own->list]);
}

static bool is_repealed(const struct guard_world *world, int text, int rule, int day)
{
	for (int by = 0; by < world->text_count; by++) {
		const struct guard_text *other = &world->texts[by];
		for (int i = 0; i < other->repeal_count; i++) {
			const struct guard_repeal *said = &other->repeals[i];
			bool is_meant = said->text == GUARD_NONE ||
					(said->text == text && said->rule == rule);
			if (is_meant && said->from <= day && hits(world, by, text, said))
				return true;
		}
	}
	return false;
}

/* The newest version that has taken effect, until it ends. */
static bool is_in_force(const struct guard_world *world, int text, int day)
{
	const struct guard_text *own = &world->texts[text];
	if (!is_version(world, text) || own->effective > day || own->expires <= day)
		return false;
	for (int i = 0; i < world->text_count; i++)
		if (world->texts[i].list == own->list && is_version(world, i) &&
		    world->texts[i].effective > own->effective && world->texts[i].effective <= day)
			return false;
	return true;
}

static bool rule_in_force(const struct guard_world *world, int text, int rule, int day)
{
	const struct guard_rule *own = &world->texts[text].rules[rule];
	return (own->from == GUARD_NONE || own->from <= day) && day < own->to &&
	       is_in_force(world, text, day) && !is_repealed(world, text, rule, day);
}

/* -- what it says of a case -- */

static bool holds(const struct guard_condition *condition, unsigned facts)
{
	bool sides[2];
	for (int i = 0; i < 2; i++)
		sides[i] = (facts >> condition->facts[i] & 1) != condition->negated[i];
	return condition->is_or ? sides[0] || sides[1] : sides[0] && sides[1];
}

static bool fires(const struct guard_world *world, int text, int rule, int day, unsigned facts)
{
	const struct guard_text *own = &world->texts[text];
	const struct guard_rule *said = &own->rules[rule];
	return rule_in_force(world, text, rule, day) &&
	       (!own->has_scope || holds(&own->scope, facts)) && holds(&said->when, facts) &&
	       !(said->has_except && holds(&said->except, facts));
}

static bool bars(const struct guard_world *world, int text, int day, unsigned facts)
{
	for (int i = 0; i < world->texts[text].rule_count; i++)
		if (world->texts[text].rules[i].kind != GUARD_TOLERATE &&
		    fires(world, text, i, day, facts))
			return true;
	return false;
}

bool guard_shows(const struct guard_world *world, const struct guard_pair *pair, int day,
		 unsigned facts)
{
	return fires(world, pair->below_text, pair->below_rule, day, facts) &&
	       fires(world, pair->above_text, pair->above_rule, day, facts) &&
	       !bars(world, pair->below_text, day, facts);
}

/* -- all of them -- */

/* Nothing changes after the last day that anything names. */
static int last_day(const struct guard_world *world)
{
	int last = world->today;
	for (int i = 0; i < world->text_count; i++) {
		const struct guard_text *text = &world->texts[i];
		int days[2 + GUARD_REPEALS + 2 * GUARD_RULES] = {text->effective, text->expires};
		int count = 2;
		for (int k = 0; k < text->repeal_count; k++)
			days[count++] = text->repeals[k].from;
		for (int k = 0; k < text->rule_count; k++) {
			days[count++] = text->rules[k].from;
			days[count++] = text->rules[k].to;
		}
		for (int k = 0; k < count; k++)
			if (days[k] < GUARD_EVER && days[k] > last)
				last = days[k];
	}
	return last;
}

static bool is_crossed(const struct guard_world *world, const struct guard_pair *pair)
{
	for (int day = world->today; day <= last_day(world); day++)
		for (unsigned facts = 0; facts < 1u << GUARD_FACTS; facts++)
			if (guard_shows(world, pair, day, facts))
				return true;
	return false;
}

static void hold_texts(struct guard_crossings *out, const struct guard_world *world, int below,
		       int above)
{
	const struct guard_text *lower = &world->texts[below], *upper = &world->texts[above];
	for (int rule = 0; rule < lower->rule_count; rule++)
		for (int line = 0; line < upper->rule_count; line++) {
			struct guard_pair pair = {below, rule, above, line};
			if (lower->rules[rule].kind == GUARD_TOLERATE &&
			    upper->rules[line].kind == GUARD_REDLINE && is_crossed(world, &pair))
				out->pairs[out->count++] = pair;
		}
}

void guard_crossings(struct guard_crossings *out, const struct guard_world *world)
{
	out->count = 0;
	for (int below = 0; below < world->text_count; below++)
		for (int above = 0; above < world->text_count; above++)
			if (is_superior(world->issuers[world->texts[above].list],
					world->issuers[world->texts[below].list]) &&
			    out->count + GUARD_RULES * GUARD_RULES <= GUARD_PAIRS)
				hold_texts(out, world, below, above);
}
