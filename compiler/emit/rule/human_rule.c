/* For people: what a rule says, where it stands, and what other versions say. */
#include "emit/answer_rule.h"
#include "emit/enum_word.h"
#include "emit/human/layout.h"
#include "emit/human/parts.h"
#include "emit/rule/sentence.h"
#include "emit/verdict/condition.h"

#include "base/text/utf8.h"

/* Where an entry begins behind its label. */
enum { ENTRY = 12, STEP = 2 };

struct telling {
	struct emit *e;
	struct arena arena; /* of sentences */
	const struct answer_rule_version *version;
};

static struct str word(const struct telling *t, enum word_id id)
{
	return word_text(t->e->style->language, id);
}

static void tell_line(struct telling *t, size_t depth, struct str text)
{
	size_t indent = ENTRY + STEP * depth;
	buf_add_repeat(t->e->out, ' ', indent);
	layout_wrap(t->e->out, text, indent, indent + STEP, t->e->style->columns);
	buf_add_char(t->e->out, '\n');
}

static void tell_sentence(struct telling *t, size_t depth, const struct sentence *sentence)
{
	tell_line(t, depth, sentence->text);
	for (size_t i = 0; i < sentence->part_count; i++)
		tell_sentence(t, depth + 1, &sentence->parts[i]);
}

static void tell_condition(struct telling *t, size_t depth, const struct ir_expr *expr)
{
	struct sentence sentence;
	sentence_make(&sentence, &t->arena, expr, t->e->style->language);
	tell_sentence(t, depth, &sentence);
}

static void tell_excepts(struct telling *t, size_t depth, const struct ir_except *excepts,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct ir_except *except = &excepts[i];
		struct buf name, text;
		buf_init(&name, t->e->out->mem);
		buf_init(&text, t->e->out->mem);
		utf8_printable(&name, except->title.len ? except->title : except->name);
		word_add(&text, t->e->style->language, WORD_SAYS_UNLESS, ARGS(buf_str(&name)));
		tell_line(t, depth, buf_str(&text));
		buf_fini(&text);
		buf_fini(&name);
		tell_condition(t, depth + 1, except->when);
		tell_excepts(t, depth + 1, except->excepts, except->except_count);
	}
}

static void tell_entry(struct telling *t, enum word_id label, struct str text)
{
	struct parts parts;
	parts_init(&parts, t->e);
	utf8_printable(&parts.text, text);
	parts_print(&parts, label);
}

static void tell_says(struct telling *t)
{
	const struct ir_rule *rule = t->version->rule;
	tell_entry(t, WORD_SAYS, word(t, says_word(rule->kind)));
	tell_condition(t, 1, rule->when);
	tell_excepts(t, 0, rule->excepts, rule->except_count);
}

static void tell_scope(struct telling *t)
{
	if (!t->version->text->scope)
		return;
	tell_entry(t, WORD_COVERS, word(t, WORD_COVERS_WHERE));
	tell_condition(t, 1, t->version->text->scope);
}

static bool except_asks(const struct ir_except *excepts, size_t count, const struct ir_fact *fact)
{
	bool asks = false;
	for (size_t i = 0; !asks && i < count; i++)
		asks = sentence_asks(excepts[i].when, fact) ||
		       except_asks(excepts[i].excepts, excepts[i].except_count, fact);
	return asks;
}

static void tell_presumed(struct telling *t)
{
	const struct ir_rule *rule = t->version->rule;
	const struct ir_list *list = t->version->text;
	for (size_t i = 0; i < list->presume_count; i++) {
		const struct ir_fact *fact = list->presumes[i].fact;
		if (!sentence_asks(rule->when, fact) &&
		    !except_asks(rule->excepts, rule->except_count, fact))
			continue;
		struct buf text;
		buf_init(&text, t->e->out->mem);
		word_add(&text, t->e->style->language, WORD_PRESUMED_UNLESS,
			 ARGS(sentence_presumed(&t->arena, &list->presumes[i],
						t->e->style->language)));
		tell_entry(t, WORD_RULE_PRESUMED, buf_str(&text));
		buf_fini(&text);
	}
}

static void tell_effects(struct telling *t)
{
	struct parts parts;
	size_t count;
	const struct ir_effect_item *effects = answer_rule_effects(&count, t->version->rule);
	parts_init(&parts, t->e);
	for (size_t i = 0; i < count; i++)
		parts_word(&parts, effect_word(effects[i].effect),
			   word(t, effects[i].strength == IR_MUST ? WORD_MUST : WORD_MAY),
			   STR_NONE);
	parts_print(&parts, WORD_EFFECTS);
}

static void tell_clause(struct telling *t)
{
	const struct ir_clause *clause = &t->version->rule->clause;
	struct parts parts;
	const struct word_row *mark = mark_row(str_from(ir_provenance_word(clause->provenance)));
	parts_init(&parts, t->e);
	if (clause->article.len)
		parts_word(&parts, WORD_IDENTITY, clause->article, STR_NONE);
	if (mark)
		parts_word(&parts, mark->word, STR_NONE, STR_NONE);
	if (clause->citation.len)
		parts_word(&parts, WORD_IDENTITY, clause->citation, STR_NONE);
	parts_print(&parts, WORD_RULE_ARTICLE);
	tell_entry(t, WORD_RULE_TEXT, clause->text);
}

static void tell_title(struct telling *t)
{
	const struct ir_rule *rule = t->version->rule;
	struct buf title;
	buf_init(&title, t->e->out->mem);
	buf_add(&title, word(t, rule_row(str_from(ir_rule_kind_word(rule->kind)))->word));
	buf_add_char(&title, ' ');
	utf8_printable(&title, rule->name);
	if (rule->title.len) {
		buf_add_text(&title, "  ");
		utf8_printable(&title, rule->title);
	}
	emit_paint(t->e, PAINT_STRONG);
	layout_wrap(t->e->out, buf_str(&title), 0, 2, t->e->style->columns);
	emit_paint(t->e, PAINT_NONE);
	buf_add_char(t->e->out, '\n');
	buf_fini(&title);
}

static void tell_list(struct telling *t)
{
	const struct answer_list *list = &t->e->answer->lists[0];
	struct parts parts;
	struct day day, effective;
	parts_init(&parts, t->e);
	if (list->title.len)
		parts_word(&parts, WORD_NAMED, list->title, list->name);
	else
		utf8_printable(&parts.text, list->name);
	parts_print(&parts, WORD_RULE_LIST);
	parts_init(&parts, t->e);
	if (list->uncertain)
		parts_word(&parts, WORD_UNCERTAIN_REASON, list->reason, STR_NONE);
	if (!t->e->answer->rule->in_force)
		parts_word(&parts, WORD_RULE_NOT_ON, day_text(&day, t->e->answer->query.at),
			   day_text(&effective, t->version->window.effective));
	parts_print(&parts, WORD_WARNING);
}

/* -- versions -- */

static void add_day(struct telling *t, struct table *table, int32_t date)
{
	struct day day;
	table_add(table,
		  date == DATE_NONE  ? word(t, WORD_RULE_NEVER)
		  : date == DATE_MAX ? word(t, WORD_OPEN)
				     : day_text(&day, date),
		  "");
}

static void add_version(struct telling *t, struct table *table,
			const struct answer_rule_version *version)
{
	const struct answer_window *window = &version->window;
	bool recorded = window->recorded != TIME_NONE;
	add_day(t, table, version->from);
	if (version->from == DATE_NONE)
		table_add(table, STR(""), "");
	else
		add_day(t, table, version->to);
	table_add(table, word(t, likeness_word(version->likeness)), "");
	if (recorded)
		add_day(t, table, date_from_time(window->recorded, t->e->answer->history.zone));
	else
		table_add(table, word(t, WORD_UNRECORDED), "");
	table_add(table, str_from_to(window->commit, 0, recorded ? SHORT_OID : 0), "");
}

static void tell_versions(struct telling *t)
{
	static const enum word_id header[] = {WORD_FROM, WORD_TO, WORD_RULE_VERSION,
					      WORD_RECORD_DAY, WORD_COMMIT_ID};
	const struct answer_rule *rule = t->e->answer->rule;
	struct table table;
	table_init(&table, t->e->out->mem, countof(header));
	for (size_t i = 0; i < countof(header); i++)
		table_add(&table, word(t, header[i]), paint_code(t->e, PAINT_FAINT));
	for (size_t i = 0; i < rule->version_count; i++)
		add_version(t, &table, &rule->versions[i]);
	table_print(t->e->out, &table, 2, t->e->style->columns);
	table_fini(&table);
}

void human_rule(struct emit *e)
{
	struct telling t = {.e = e, .version = e->answer->rule->told};
	arena_init(&t.arena, e->out->mem);
	tell_title(&t);
	tell_list(&t);
	tell_clause(&t);
	tell_says(&t);
	tell_scope(&t);
	tell_presumed(&t);
	tell_effects(&t);
	struct answer_window window = t.version->window;
	window.line = answer_rule_line(t.version);
	parts_version(e, &window);
	tell_versions(&t);
	arena_fini(&t.arena);
}

/* One line for each version. */
void short_rule(struct emit *e)
{
	const struct answer_rule *rule = e->answer->rule;
	for (size_t i = 0; i < rule->version_count; i++) {
		const struct answer_rule_version *version = &rule->versions[i];
		const struct answer_window *window = &version->window;
		struct day from, to;
		bool never = version->from == DATE_NONE;
		name_add(e->out, e->answer->lists[0].name, rule->told->rule->name);
		buf_addf(e->out, "\t%s\t", answer_likeness_name(version->likeness));
		buf_add(e->out, never ? STR("-") : day_text(&from, version->from));
		buf_add_char(e->out, '\t');
		buf_add(e->out,
			never || version->to == DATE_MAX ? STR("-") : day_text(&to, version->to));
		buf_add_char(e->out, '\t');
		buf_add(e->out, window->commit.len ? window->commit : STR("-"));
		buf_add_char(e->out, '\t');
		emit_path(e, window->path);
		buf_addf(e->out, ":%u\n", answer_rule_line(version));
	}
}
