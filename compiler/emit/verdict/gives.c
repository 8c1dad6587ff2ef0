/* What is certain first, then what is possible. */
#include "emit/verdict/gives.h"

#include "emit/enum_word.h"
#include "emit/verdict/decide.h"

void gives_show_item(struct buf *out, const struct ir_effect_item *item, enum language language)
{
	word_add(out, language, effect_word(item->effect),
		 ARGS(word_text(language, item->strength == IR_MUST ? WORD_MUST : WORD_MAY)));
}

static void show_bits(struct buf *out, uint32_t bits, bool certain, enum language language)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	for (size_t i = 0; i < GIVES_COUNT; i++) {
		if (!(bits >> i & 1))
			continue;
		struct ir_effect_item item = decide_gives_item(i);
		if (out->len)
			buf_add(out, word_text(language, WORD_COMMA));
		buf_clear(&shown);
		gives_show_item(&shown, &item, language);
		if (certain)
			buf_add(out, buf_str(&shown));
		else
			word_add(out, language, WORD_NAMED,
				 ARGS(buf_str(&shown), word_text(language, WORD_NOT_CERTAIN)));
	}
	buf_fini(&shown);
}

void gives_show(struct buf *out, const struct decide_gives *gives, enum language language)
{
	struct buf shown;
	buf_init(&shown, out->mem);
	show_bits(&shown, gives->certain, true, language);
	show_bits(&shown, gives->possible, false, language);
	buf_add(out, buf_str(&shown));
	buf_fini(&shown);
}

/* -- what weighs beside the outcome -- */

void gives_show_rule(struct buf *out, const struct answer_decide *decide,
		     const struct told_rule *told, enum language language)
{
	struct str kind = str_from(ir_rule_kind_word(told->rule->kind));
	buf_add(out, word_text(language, rule_row(kind)->word));
	buf_add_char(out, ' ');
	name_add(out, decide->lists[told->list].name, told->rule->name);
}

static void show_items(struct buf *out, const struct told_rule *told, enum language language)
{
	for (size_t i = 0; i < told->rule->effect_count; i++) {
		if (i)
			buf_add(out, word_text(language, WORD_COMMA));
		gives_show_item(out, &told->rule->effects[i], language);
	}
}

static void show_weighing(struct buf *out, const struct answer_decide *decide,
			  const struct told_rule *told, enum language language)
{
	struct buf rule, items;
	buf_init(&rule, out->mem);
	buf_init(&items, out->mem);
	gives_show_rule(&rule, decide, told, language);
	show_items(&items, told, language);
	if (told->certainty != TOLD_CERTAIN && items.len)
		buf_add(&items, word_text(language, WORD_COMMA));
	if (told->certainty != TOLD_CERTAIN)
		buf_add(&items, word_text(language, WORD_NOT_CERTAIN));
	if (items.len)
		word_add(out, language, WORD_NAMED, ARGS(buf_str(&rule), buf_str(&items)));
	else
		buf_add(out, buf_str(&rule));
	buf_fini(&rule);
	buf_fini(&items);
}

void gives_show_weighing(struct buf *out, const struct answer_decide *decide,
			 enum language language)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, out->mem, decide, TOLD_BESIDE);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add(out, word_text(language, WORD_COMMA));
		show_weighing(out, decide, &told[i], language);
	}
	mem_free(out->mem, told);
}

/* -- as JSON -- */

static void json_bits(struct json *json, uint32_t bits, bool certain)
{
	for (size_t i = 0; i < GIVES_COUNT; i++) {
		if (!(bits >> i & 1))
			continue;
		struct ir_effect_item item = decide_gives_item(i);
		json_object(json);
		json_text(json, "effect", effect_name(item.effect));
		json_text(json, "strength", strength_name(item.strength));
		json_member_bool(json, "certain", certain);
		json_object_end(json);
	}
}

void json_gives(struct json *json, const struct decide_gives *gives)
{
	json_key(json, "effects");
	json_array(json);
	json_bits(json, gives->certain, true);
	json_bits(json, gives->possible, false);
	json_array_end(json);
}
