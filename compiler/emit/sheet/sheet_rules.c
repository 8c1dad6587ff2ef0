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

static void add_rules(struct sheet *s, enum told_role role, bool begun)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, s->e->out->mem, s->decide, role);
	size_t shown = decide_rules_shown(s->e, role, count);
	for (size_t i = 0; i < shown; i++) {
		if (i || begun)
			buf_add_char(s->e->out, '\n');
		add_rule(s, &told[i]);
	}
	if (shown < count) {
		buf_add_char(s->e->out, '\n');
		word_count(s->e->out, s->e->style->language, WORD_BARS_MORE, count - shown);
		buf_add_char(s->e->out, '\n');
	}
	mem_free(s->e->out->mem, told);
}

static bool any_told(struct sheet *s, enum told_role role)
{
	size_t count;
	mem_free(s->e->out->mem, decide_rules_told(&count, s->e->out->mem, s->decide, role));
	return count > 0;
}

void sheet_rules(struct sheet *s)
{
	bool decides = any_told(s, TOLD_DECIDES);
	if (decides || any_told(s, TOLD_MAY_BAR))
		sheet_heading(s, WORD_RULES);
	add_rules(s, TOLD_DECIDES, false);
	add_rules(s, TOLD_MAY_BAR, decides);
	if (s->decide->verdict.scenario_count > 1 || !any_told(s, TOLD_BESIDE))
		return;
	sheet_heading(s, WORD_SHEET_BESIDE);
	add_rules(s, TOLD_BESIDE, false);
}
