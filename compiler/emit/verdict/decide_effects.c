/* Effects as people are told them: those that are certain, and those that are possible, with the
 * rules and versions that give them. */
#include "emit/verdict/decide_rules.h"

#include "base/text/utf8.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide.h"

/* Of one rule all that it gives; of the verdict what holds whatever is found. */
static bool gives(const struct told_rule *told, const struct answer_decide *decide,
		  const struct decide_effect *effect)
{
	if (!told)
		return effect->is_certain;
	return told->scenario->outcome == DECIDE_TOLERATED &&
	       told->state == &decide->states[effect->state] &&
	       told->rule == decide_rule(decide, effect->state, effect->rule);
}

/* Whether another one that is told is as strong; of two that are equal the first. */
static bool is_covered(const struct told_rule *told, const struct answer_decide *decide,
		       size_t index)
{
	const struct decide_effect *own = &decide->verdict.effects[index];
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *other = &decide->verdict.effects[i];
		bool stronger = other->strength > own->strength;
		bool before = other->strength == own->strength && i < index;
		if (other->effect == own->effect && (stronger || before) &&
		    gives(told, decide, other))
			return true;
	}
	return false;
}

static void add_item(struct buf *out, enum ir_effect effect, enum ir_strength strength,
		     enum language language)
{
	word_add(out, language, effect_word(effect),
		 ARGS(word_text(language, strength == IR_MUST ? WORD_MUST : WORD_MAY)));
}

static void add_effect(struct buf *out, const struct decide_effect *effect, enum language language)
{
	add_item(out, effect->effect, effect->strength, language);
}

bool decide_same_effects(const struct ir_rule *a, const struct ir_rule *b)
{
	bool same = a->effect_count == b->effect_count;
	for (size_t i = 0; same && i < a->effect_count; i++)
		same = a->effects[i].effect == b->effects[i].effect &&
		       a->effects[i].strength == b->effects[i].strength;
	return same;
}

/* A rule that weighs beside the outcome says itself what it is to lead to. */
static void add_said_effects(struct buf *out, const struct ir_rule *rule, enum language language)
{
	for (size_t i = 0; i < rule->effect_count; i++) {
		if (i)
			buf_add(out, word_text(language, WORD_COMMA));
		add_item(out, rule->effects[i].effect, rule->effects[i].strength, language);
	}
}

static void add_effects(struct buf *out, const struct told_rule *told,
			const struct answer_decide *decide, enum word_id between,
			enum language language)
{
	bool any = false;
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *effect = &decide->verdict.effects[i];
		if (!gives(told, decide, effect) || is_covered(told, decide, i))
			continue;
		if (any)
			buf_add(out, word_text(language, between));
		any = true;
		add_effect(out, effect, language);
	}
}

/* The outcome that effects hang on, where it is open. */
static void add_condition(struct buf *out, const struct answer_decide *decide,
			  enum language language)
{
	if (!decide_is_open(&decide->verdict) || out->len == 0)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, WORD_IF_OUTCOME,
		 ARGS(decide_outcome_shown(DECIDE_TOLERATED, language)));
}

void decide_show_rule_effects(struct buf *out, const struct answer_decide *decide,
			      const struct told_rule *told, enum language language)
{
	if (told->rule->kind >= IR_MITIGATE)
		add_said_effects(out, told->rule, language);
	else
		add_effects(out, told, decide, WORD_COMMA, language);
}

void decide_show_effects(struct buf *out, const struct answer_decide *decide,
			 enum language language)
{
	bool open = decide_is_open(&decide->verdict);
	add_effects(out, NULL, decide, open ? WORD_AND : WORD_COMMA, language);
	add_condition(out, decide, language);
}

/* -- what is possible -- */

static bool same_gift(const struct decide_effect *a, const struct decide_effect *b)
{
	return a->effect == b->effect && a->strength == b->strength;
}

bool decide_effect_is_possible(const struct answer_decide *decide, size_t index)
{
	const struct decide_effect *own = &decide->verdict.effects[index];
	if (own->is_certain)
		return false;
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		const struct decide_effect *other = &decide->verdict.effects[i];
		if ((i < index && same_gift(other, own)) ||
		    (other->is_certain && other->effect == own->effect &&
		     other->strength > own->strength))
			return false;
	}
	return true;
}

bool decide_effect_is_told(const struct answer_decide *decide, size_t index)
{
	return decide_effect_is_possible(decide, index) ||
	       (decide->verdict.effects[index].is_certain && !is_covered(NULL, decide, index));
}

bool decide_same_giver(const struct answer_decide *decide, const struct decide_effect *a,
		       const struct decide_effect *b)
{
	return same_gift(a, b) && a->list == b->list &&
	       str_equal(decide_rule(decide, a->state, a->rule)->name,
			 decide_rule(decide, b->state, b->rule)->name);
}

static int32_t day_of(const struct answer_decide *decide, const struct decide_effect *effect)
{
	return decide->states[effect->state].text->effective;
}

/* Whether a version that can be taken does not give it by that rule. */
static bool hangs_on_version(const struct answer_decide *decide, const struct decide_effect *own)
{
	for (uint32_t state = 0; state < decide->state_count; state++) {
		bool found =
			decide->states[state].list != own->list || !decide->verdict.in_play[state];
		for (size_t i = 0; !found && i < decide->verdict.effect_count; i++)
			found = decide->verdict.effects[i].state == state &&
				decide_same_giver(decide, &decide->verdict.effects[i], own);
		if (!found)
			return true;
	}
	return false;
}

static bool was_named(const struct answer_decide *decide, size_t index, bool by_version)
{
	const struct decide_effect *effects = decide->verdict.effects, *own = &effects[index];
	for (size_t i = 0; i < index; i++)
		if (decide_same_giver(decide, &effects[i], own) &&
		    (!by_version || day_of(decide, &effects[i]) == day_of(decide, own)))
			return true;
	return false;
}

static void add_giver_name(struct buf *out, const struct answer_decide *decide,
			   const struct decide_effect *effect, enum decide_naming naming,
			   enum language language)
{
	const struct ir_rule *rule = decide_rule(decide, effect->state, effect->rule);
	if (naming == BY_NAME) {
		name_add(out, decide->lists[effect->list].name, rule->name);
		return;
	}
	utf8_printable(out, decide_list_title(decide, effect->list));
	buf_add_char(out, ' ');
	utf8_printable(out, rule->title.len ? rule->title : rule->name);
	if (rule->clause.article.len) {
		buf_add(out, word_text(language, WORD_COMMA));
		utf8_printable(out, rule->clause.article);
	}
}

static void add_giver(struct buf *out, const struct answer_decide *decide, size_t index,
		      enum decide_naming naming, enum language language)
{
	const struct decide_effect *own = &decide->verdict.effects[index];
	struct day day;
	struct buf name;
	buf_init(&name, out->mem);
	add_giver_name(&name, decide, own, naming, language);
	if (out->len)
		buf_add(out, word_text(language,
				       naming == BY_NAME ? WORD_LIST_COMMA : WORD_SEMICOLON));
	if (hangs_on_version(decide, own))
		word_add(out, language, WORD_RULE_OF_VERSION,
			 ARGS(buf_str(&name), day_text(&day, day_of(decide, own))));
	else
		buf_add(out, buf_str(&name));
	buf_fini(&name);
}

enum { GIVERS_SHOWN = 6 };

/* Where facts are open there can be a hundred; JSON has all. */
static void add_givers(struct buf *out, const struct answer_decide *decide, size_t index,
		       enum decide_naming naming, enum language language)
{
	const struct decide_effect *effects = decide->verdict.effects;
	size_t count = 0;
	for (size_t i = index; i < decide->verdict.effect_count && count <= GIVERS_SHOWN; i++) {
		if (!same_gift(&effects[i], &effects[index]) ||
		    was_named(decide, i, hangs_on_version(decide, &effects[i])))
			continue;
		if (count++ < GIVERS_SHOWN)
			add_giver(out, decide, i, naming, language);
		else
			buf_add(out, word_text(language, WORD_AND_OTHERS));
	}
}

void decide_show_possible(struct buf *out, const struct answer_decide *decide, size_t index,
			  enum decide_naming naming, enum language language)
{
	const struct decide_effect *own = &decide->verdict.effects[index];
	struct buf effect, givers;
	buf_init(&effect, out->mem);
	buf_init(&givers, out->mem);
	add_effect(&effect, own, language);
	add_condition(&effect, decide, language);
	add_givers(&givers, decide, index, naming, language);
	word_add(out, language, WORD_EFFECT_BY, ARGS(buf_str(&effect), buf_str(&givers)));
	buf_fini(&effect);
	buf_fini(&givers);
}

void decide_print_effects(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	decide_show_effects(&parts.text, decide, e->style->language);
	parts_print(&parts, WORD_EFFECTS);
	for (size_t i = 0; i < decide->verdict.effect_count; i++) {
		if (!decide_effect_is_possible(decide, i))
			continue;
		parts_init(&parts, e);
		decide_show_possible(&parts.text, decide, i, BY_NAME, e->style->language);
		parts_print(&parts, WORD_EFFECTS);
	}
}
