/* Effects: what is certain first, then what is possible; and what weighs beside the outcome. */
#include "emit/verdict/gives.h"

#include "emit/enum_word.h"
#include "emit/human/parts.h"
#include "emit/verdict/decide.h"

static void show_item(struct buf *out, const struct ir_effect_item *item, enum language language)
{
	if (out->len)
		buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, effect_word(item->effect),
		 ARGS(word_text(language, item->strength == IR_MUST ? WORD_MUST : WORD_MAY)));
}

static void show_open(struct buf *out, const struct ir_effect_item *item, enum language language)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	show_item(&shown, item, language);
	if (out->len)
		buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, WORD_NAMED,
		 ARGS(buf_str(&shown), word_text(language, WORD_NOT_CERTAIN)));
	buf_fini(&shown);
}

/* What was gathered, or that it is nothing. */
static void show_all(struct buf *out, struct buf *shown, enum language language)
{
	buf_add(out, shown->len ? buf_str(shown) : word_text(language, WORD_DIFF_NO_EFFECT));
	buf_fini(shown);
}

void gives_show_effects(struct buf *out, const struct gives *gives, enum language language)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	for (size_t i = 0; i < 2 * (size_t)GIVES_COUNT; i++) {
		bool certain = i < GIVES_COUNT;
		struct ir_effect_item item = decide_gives_item(i % GIVES_COUNT);
		if (certain && gives->effects.certain >> i & 1)
			show_item(&shown, &item, language);
		if (!certain && gives->effects.possible >> (i - GIVES_COUNT) & 1)
			show_open(&shown, &item, language);
	}
	show_all(out, &shown, language);
}

void gives_show_one(struct buf *out, const struct gives_weighing *one, enum language language)
{
	struct buf rule, items;
	buf_init(&rule, out->mem);
	buf_init(&items, out->mem);
	buf_add(&rule,
		word_text(language, rule_row(str_from(ir_rule_kind_word(one->rule->kind)))->word));
	buf_add_char(&rule, ' ');
	name_add(&rule, one->list, one->rule->name);
	for (size_t i = 0; i < one->rule->effect_count; i++)
		show_item(&items, &one->rule->effects[i], language);
	if (!one->is_certain && items.len)
		buf_add(&items, word_text(language, WORD_COMMA));
	if (!one->is_certain)
		buf_add(&items, word_text(language, WORD_NOT_CERTAIN));
	if (items.len)
		word_add(out, language, WORD_NAMED, ARGS(buf_str(&rule), buf_str(&items)));
	else
		buf_add(out, buf_str(&rule));
	buf_fini(&rule);
	buf_fini(&items);
}

void gives_show_weighing(struct buf *out, const struct gives *gives, enum language language)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	for (size_t i = 0; i < gives->weighing_count; i++) {
		if (i)
			buf_add(&shown, word_text(language, WORD_COMMA));
		gives_show_one(&shown, &gives->weighing[i], language);
	}
	show_all(out, &shown, language);
}

/* -- as JSON -- */

static void json_bits(struct json *json, uint32_t bits, bool certain)
{
	for (size_t i = 0; i < GIVES_COUNT; i++) {
		if (!(bits >> i & 1))
			continue;
		struct ir_effect_item item = decide_gives_item(i);
		json_object(json);
		json_effect(json, item.effect, item.strength);
		json_member_bool(json, "certain", certain);
		json_object_end(json);
	}
}

static void json_weighing(struct json *json, const struct gives_weighing *one)
{
	json_object(json);
	json_member_name(json, "rule", one->list, one->rule->name);
	json_text(json, "kind", ir_rule_kind_word(one->rule->kind));
	json_member_bool(json, "certain", one->is_certain);
	json_effects(json, one->rule->effects, one->rule->effect_count);
	json_object_end(json);
}

void json_gives(struct json *json, const struct gives *gives)
{
	json_key(json, "effects");
	json_array(json);
	json_bits(json, gives->effects.certain, true);
	json_bits(json, gives->effects.possible, false);
	json_array_end(json);
	json_key(json, "weighing");
	json_array(json);
	for (size_t i = 0; i < gives->weighing_count; i++)
		json_weighing(json, &gives->weighing[i]);
	json_array_end(json);
}
