/*
 * The rules of a list held against each other: one that bars swallow, one that others cover, two
 * that tolerate the same conduct to different effect. Rules with days of their own are compared
 * where they are in force.
 */
#include "analyze/look.h"

enum { EFFECT_COUNT = IR_NO_NEGATIVE + 1 };

/* What a rule gives: strength + 1 by effect; 0: not that. */
struct gives {
	uint8_t strength[EFFECT_COUNT];
};

static bool is_bar(const struct ir_rule *rule)
{
	return rule->kind == IR_BAR || rule->kind == IR_REDLINE;
}

/* A tolerate that does not say what it gives may exempt. */
static struct gives gives_of(const struct ir_rule *rule)
{
	struct gives gives = {{0}};
	if (rule->kind == IR_TOLERATE && rule->effect_count == 0)
		gives.strength[IR_EXEMPT] = IR_MAY + 1;
	for (size_t i = 0; i < rule->effect_count; i++) {
		uint8_t *strength = &gives.strength[rule->effects[i].effect];
		uint8_t own = (uint8_t)(rule->effects[i].strength + 1);
		*strength = own > *strength ? own : *strength;
	}
	return gives;
}

static bool gives_the_same(const struct ir_rule *a, const struct ir_rule *b)
{
	struct gives own = gives_of(a), its = gives_of(b);
	return memcmp(&own, &its, sizeof(own)) == 0;
}

/* -- days -- */

static int32_t end_of(const struct ir_rule *rule)
{
	return rule->expires == DATE_NONE ? DATE_MAX : rule->expires;
}

/* DATE_NONE, from the beginning, is before all days. */
static bool is_in_force_with(const struct ir_rule *rule, const struct ir_rule *other)
{
	return rule->effective < end_of(other) && other->effective < end_of(rule);
}

/* Whenever the rule is in force the other one is. */
static bool is_in_force_under(const struct ir_rule *rule, const struct ir_rule *other)
{
	return other->effective <= rule->effective && end_of(rule) <= end_of(other);
}

/* -- cases at random -- */

/* One in which the rule fires and none of look->rules does. */
static bool shows_uncovered(const struct look *look, size_t rule)
{
	for (size_t word = 0; word < POOL_WORDS; word++) {
		uint64_t left = look_cases(look, rule)[word];
		for (size_t i = 0; left && i < look->rules.count; i++)
			left &= ~look_cases(look, look->rules.items[i])[word];
		if (left)
			return true;
	}
	return false;
}

static bool shows_beyond(const struct look *look, size_t rule, size_t other)
{
	const uint64_t *own = look_cases(look, rule), *its = look_cases(look, other);
	for (size_t word = 0; word < POOL_WORDS; word++)
		if (own[word] & ~its[word])
			return true;
	return false;
}

/* -- one rule and many -- */

static const struct ir_rule *rule_at(const struct look *look, size_t rule)
{
	return &look->list->rules[rule];
}

/* Cases in which the rule fires, if any, are all such in which one of look->rules does. */
static bool is_covered(struct look *look, size_t rule)
{
	struct mem *mem = look->findings->mem;
	if (look->rules.count == 0)
		return false;
	look->asked.count = 0;
	VEC_PUSH(mem, &look->asked, look->fires[rule]);
	for (size_t i = 0; i < look->rules.count; i++)
		VEC_PUSH(mem, &look->asked, -look->fires[look->rules.items[i]]);
	return !shows_uncovered(look, rule) &&
	       look_none(look, look->asked.items, look->asked.count);
}

/* Those without which it would not be so. */
static void tell_needed(struct look *look, struct analyze_finding *finding)
{
	for (size_t i = 0; i < look->rules.count; i++) {
		const struct ir_rule *other = rule_at(look, look->rules.items[i]);
		if (analyze_was_needed(look->analyze, -look->fires[look->rules.items[i]]))
			look_other(look, finding, other->place, other->name);
	}
}

static bool check_overridden(struct look *look, size_t rule)
{
	const struct ir_rule *text = rule_at(look, rule);
	look->rules.count = 0;
	for (uint32_t i = 0; text->kind == IR_TOLERATE && i < look->list->rule_count; i++)
		if (is_bar(rule_at(look, i)) && !look->is_out[i] &&
		    is_in_force_under(text, rule_at(look, i)))
			VEC_PUSH(look->findings->mem, &look->rules, i);
	if (!is_covered(look, rule))
		return false;
	struct analyze_finding *finding =
		look_found(look, FOUND_OVERRIDDEN, text->place, text->name);
	tell_needed(look, finding);
	look_example(look, finding, &look->fires[rule], 1);
	return true;
}

/* Whether the other rule does all that the rule does, as to one effect. */
static bool does_as_much(const struct ir_rule *rule, const struct ir_rule *other, size_t effect)
{
	bool alike =
		rule->kind == other->kind || (rule->kind == IR_BAR && other->kind == IR_REDLINE);
	struct gives own = gives_of(rule), its = gives_of(other);
	return alike && own.strength[effect] <= its.strength[effect] &&
	       is_in_force_under(rule, other);
}

static bool effect_is_covered(struct look *look, size_t rule, size_t effect)
{
	const struct ir_rule *text = rule_at(look, rule);
	look->rules.count = 0;
	for (uint32_t i = 0; i < look->list->rule_count; i++)
		if (i != rule && !look->is_out[i] && does_as_much(text, rule_at(look, i), effect))
			VEC_PUSH(look->findings->mem, &look->rules, i);
	return is_covered(look, rule);
}

/* Every effect that it gives, others give wherever it applies. Bars have none: once is enough. */
static bool check_shadowed(struct look *look, size_t rule)
{
	const struct ir_rule *text = rule_at(look, rule);
	struct gives gives = gives_of(text);
	bool gives_any = false;
	for (size_t effect = 0; effect < EFFECT_COUNT; effect++) {
		if (!gives.strength[effect])
			continue;
		gives_any = true;
		if (!effect_is_covered(look, rule, effect))
			return false;
	}
	if (!gives_any && !effect_is_covered(look, rule, 0))
		return false;
	struct analyze_finding *finding = look_found(look, FOUND_SHADOWED, text->place, text->name);
	tell_needed(look, finding);
	if (finding->other_count > 1)
		finding->kind = FOUND_SHADOWED_BY_SEVERAL;
	look_example(look, finding, &look->fires[rule], 1);
	return true;
}

/* -- two rules -- */

static bool may_clash(const struct look *look, size_t rule, size_t other)
{
	const struct ir_rule *a = rule_at(look, rule), *b = rule_at(look, other);
	return b->kind == IR_TOLERATE && !look->is_out[other] && !gives_the_same(a, b) &&
	       is_in_force_with(a, b);
}

static bool is_within(struct look *look, size_t rule, size_t other)
{
	int32_t beyond[] = {look->fires[rule], -look->fires[other]};
	return !shows_beyond(look, rule, other) && look_none(look, beyond, countof(beyond));
}

/* Days on which both rules are in force and the same bars are. */
struct meeting {
	int32_t from;
	int32_t to;
};

static int32_t later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* The first day after which a bar begins or ends, or the end. */
static int32_t meeting_end(const struct look *look, int32_t from, int32_t to)
{
	for (size_t i = 0; i < look->list->rule_count; i++) {
		const struct ir_rule *rule = rule_at(look, i);
		if (!is_bar(rule))
			continue;
		if (rule->effective > from)
			to = earlier(to, rule->effective);
		if (end_of(rule) > from)
			to = earlier(to, end_of(rule));
	}
	return to;
}

/* By what always bars, or bars on these days. */
static int32_t barred_in(struct look *look, const struct meeting *meeting)
{
	struct mem *mem = look->findings->mem;
	size_t kept = look->asked.count;
	VEC_PUSH(mem, &look->asked, look->barred);
	for (size_t i = 0; i < look->list->rule_count; i++) {
		const struct ir_rule *rule = rule_at(look, i);
		bool is_dated = rule->effective != DATE_NONE || rule->expires != DATE_NONE;
		if (is_bar(rule) && is_dated && rule->effective <= meeting->from &&
		    meeting->from < end_of(rule))
			VEC_PUSH(mem, &look->asked, look->fires[i]);
	}
	int32_t barred = look->asked.count == kept + 1
				 ? look->barred
				 : analyze_any(look->analyze, look->asked.items + kept,
					       look->asked.count - kept);
	look->asked.count = kept;
	return barred;
}

/* Both days on which the case may be asked about lie there, while the list is in force. */
static int32_t within(const struct look *look, const struct meeting *meeting)
{
	int32_t ends = look->list->expires == DATE_NONE ? DATE_MAX : look->list->expires;
	int32_t from = later(meeting->from, look->list->effective), to = earlier(meeting->to, ends);
	if (meeting->from == DATE_NONE && meeting->to == DATE_MAX)
		return analyze_true(look->analyze);
	int32_t days[] = {analyze_day(look->analyze, IR_CONDUCT, from, to),
			  analyze_day(look->analyze, IR_ACCOUNTABILITY, from, to)};
	return analyze_all(look->analyze, days, countof(days));
}

static bool tell_meeting(struct look *look, enum analyze_kind kind, size_t rule, size_t other,
			 const struct meeting *meeting)
{
	const struct ir_rule *text = rule_at(look, rule), *its = rule_at(look, other);
	int32_t meet[] = {look->fires[rule], look->fires[other], -barred_in(look, meeting),
			  within(look, meeting)};
	enum analyze_answer answer = analyze_exists(look->analyze, meet, countof(meet), NULL);
	look->is_undecided |= answer == ANALYZE_UNDECIDED;
	if (answer != ANALYZE_YES)
		return false;
	struct analyze_finding *finding = look_found(look, kind, text->place, text->name);
	look_other(look, finding, its->place, its->name);
	look_example(look, finding, meet, countof(meet));
	return true;
}

/* Where no rule has days of its own there is one meeting, on all days. */
static bool tell_effects(struct look *look, enum analyze_kind kind, size_t rule, size_t other)
{
	const struct ir_rule *text = rule_at(look, rule), *its = rule_at(look, other);
	int32_t from = later(text->effective, its->effective);
	int32_t end = earlier(end_of(text), end_of(its));
	while (from < end) {
		struct meeting meeting = {from, meeting_end(look, from, end)};
		if (tell_meeting(look, kind, rule, other, &meeting))
			return true;
		from = meeting.to;
	}
	return false;
}

static bool check_within(struct look *look, size_t rule)
{
	for (size_t i = 0; i < rule; i++) {
		if (!may_clash(look, rule, i))
			continue;
		if ((is_within(look, rule, i) || is_within(look, i, rule)) &&
		    tell_effects(look, FOUND_EFFECTS_WITHIN, rule, i))
			return true;
	}
	return false;
}

static bool shows_meeting(const struct look *look, size_t rule, size_t other)
{
	const uint64_t *own = look_cases(look, rule), *its = look_cases(look, other);
	for (size_t word = 0; word < POOL_WORDS; word++)
		if (own[word] & its[word] & ~look->barred_cases[word])
			return true;
	return false;
}

/* After yes: the pair that was found first; another one, where its days say otherwise. */
static bool tell_one(struct look *look, size_t rule)
{
	size_t first = 0;
	while (!analyze_holds(look->analyze, look->fires[look->rules.items[first]]))
		first++;
	for (size_t i = 0; i < look->rules.count; i++) {
		size_t at = (first + i) % look->rules.count;
		if (tell_effects(look, FOUND_EFFECTS_MEET, rule, look->rules.items[at]))
			return true;
	}
	return false;
}

static bool check_meet(struct look *look, size_t rule)
{
	struct mem *mem = look->findings->mem;
	for (size_t i = 0; i < rule; i++)
		if (may_clash(look, rule, i) && shows_meeting(look, rule, i) &&
		    tell_effects(look, FOUND_EFFECTS_MEET, rule, i))
			return true;
	look->rules.count = look->asked.count = 0;
	for (uint32_t i = 0; i < rule; i++) {
		if (!may_clash(look, rule, i))
			continue;
		VEC_PUSH(mem, &look->rules, i);
		VEC_PUSH(mem, &look->asked, look->fires[i]);
	}
	if (look->rules.count == 0)
		return false;
	int32_t meet[] = {look->fires[rule], -look->barred,
			  analyze_any(look->analyze, look->asked.items, look->asked.count)};
	enum analyze_answer answer = analyze_exists(look->analyze, meet, countof(meet), NULL);
	look->is_undecided |= answer == ANALYZE_UNDECIDED;
	if (answer != ANALYZE_YES)
		return false;
	return tell_one(look, rule);
}

static bool check_effects(struct look *look, size_t rule)
{
	return rule_at(look, rule)->kind == IR_TOLERATE &&
	       (check_within(look, rule) || check_meet(look, rule));
}

/* -- all -- */

static void check_each(struct look *look, bool (*check)(struct look *look, size_t rule),
		       bool takes_out)
{
	for (size_t i = look->list->rule_count; i-- > 0;) {
		const struct ir_rule *text = rule_at(look, i);
		if (look->is_out[i])
			continue;
		look->is_undecided = false;
		look->is_out[i] = check(look, i) && takes_out;
		if (look->is_undecided)
			look_found(look, FOUND_UNDECIDED, text->place, text->name);
	}
}

/* From the last on: of two that do the same the later one is told of. What is out covers nothing.
 */
void look_overlaps(struct look *look)
{
	check_each(look, check_overridden, true);
	check_each(look, check_shadowed, true);
	check_each(look, check_effects, false);
}
