/* Rules on the sheet, each with all that it rests on. */
#include "emit/sheet/sheet.h"

#include "emit/enum_word.h"
#include "emit/verdict/decide.h"

/* What it takes for the rule to hold; nothing where it does. */
static void add_certainty(struct sheet *s, const struct told_rule *told)
{
	struct parts parts;
	parts_init(&parts, s->e);
	decide_show_certainty(&parts, told);
	sheet_item(s, WORD_SHEET_HOLDS, buf_str(&parts.text));
	buf_fini(&parts.text);
}

static void add_rule_effects(struct sheet *s, const struct told_rule *told)
{
	struct buf text;
	buf_init(&text, s->e->out->mem);
	decide_show_rule_effects(&text, s->decide, told, s->e->style->language);
	sheet_item(s, WORD_EFFECTS, buf_str(&text));
	buf_fini(&text);
}

static void add_rule(struct sheet *s, const struct told_rule *told)
{
	const struct ir_rule *rule = told->rule;
	const struct word_row *kind = rule_row(str_from(ir_rule_kind_word(rule->kind)));
	const struct word_row *mark =
		mark_row(str_from(ir_provenance_word(rule->clause.provenance)));
	buf_add_text(s->e->out, "### ");
	buf_add(s->e->out, sheet_word(s, kind->word));
	buf_add_char(s->e->out, ' ');
	sheet_text(s, rule->title.len ? rule->title : rule->name);
	buf_add_text(s->e->out, "\n\n");
	add_certainty(s, told);
	add_rule_effects(s, told);
	sheet_item(s, WORD_SHEET_LIST, told->state->text->title);
	sheet_item(s, WORD_DOCUMENT, told->state->text->document);
	sheet_item(s, WORD_SHEET_ARTICLE, rule->clause.article);
	sheet_item(s, WORD_SHEET_TEXT, rule->clause.text);
	if (mark)
		sheet_item(s, WORD_SHEET_MARK, sheet_word(s, mark->word));
	sheet_item(s, WORD_SHEET_CITATION, rule->clause.citation);
}

void sheet_rules(struct sheet *s, enum told_role role, enum word_id heading)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, s->e->out->mem, s->decide, role);
	if (count)
		sheet_heading(s, heading);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(s->e->out, '\n');
		add_rule(s, &told[i]);
	}
	mem_free(s->e->out->mem, told);
}
