/* The case on the sheet: days, facts, what is presumed and what is missing. */
#include "emit/sheet/sheet.h"

#include "emit/verdict/decide.h"

#include "base/text/utf8.h"

void sheet_case(struct sheet *s)
{
	const struct answer_decide *decide = s->decide;
	struct parts parts;
	struct day from, to;
	parts_init(&parts, s->e);
	if (decide->conduct_from == decide->conduct_to)
		parts_day(&parts, WORD_CONDUCT_ON, decide->conduct_from);
	else
		parts_word(&parts, WORD_CONDUCT_FROM_TO, day_text(&from, decide->conduct_from),
			   day_text(&to, decide->conduct_to));
	parts_word(&parts, WORD_ACCOUNTABLE_ON, day_text(&from, decide->accountable),
		   decide_authority_title(decide, decide->organ));
	parts_day(&parts, WORD_DECIDED_ON, decide->decided);
	parts_day(&parts, WORD_CLOSED_ON, decide->closed);
	sheet_item(s, WORD_SHEET_CASE_TITLE, decide->title);
	sheet_item(s, WORD_SHEET_SUBJECT, decide_authority_title(decide, decide->subject));
	sheet_item(s, WORD_CASE, buf_str(&parts.text));
	sheet_item(s, WORD_PUBLISHED, decide->published);
	sheet_item(s, WORD_SHEET_CASE_SOURCE, decide->source);
	buf_clear(&parts.text);
	parts_record_asked(&parts);
	sheet_item(s, WORD_RECORD_ASKED, buf_str(&parts.text));
	buf_fini(&parts.text);
}

static struct str question(const struct eval_fact *fact)
{
	return fact->newest && fact->newest->question.len ? fact->newest->question
							  : eval_fact_name(fact);
}

static void add_given(struct sheet *s, const struct answer_given *given)
{
	const struct eval_fact *fact = &s->decide->facts->facts.items[given->fact];
	struct buf value;
	buf_init(&value, s->e->out->mem);
	if (!given->is_known)
		buf_add(&value, sheet_word(s, WORD_UNKNOWN));
	else
		decide_show_value(&value, s->decide, given->fact, given->number,
				  s->e->style->language);
	buf_add_text(s->e->out, "| ");
	sheet_text(s, question(fact));
	buf_add_text(s->e->out, " | ");
	sheet_text(s, buf_str(&value));
	buf_add_text(s->e->out, " |\n");
	buf_fini(&value);
}

void sheet_facts(struct sheet *s)
{
	sheet_heading(s, WORD_TEST_FACTS);
	buf_add_text(s->e->out, "| ");
	buf_add(s->e->out, sheet_word(s, WORD_SHEET_QUESTION));
	buf_add_text(s->e->out, " | ");
	buf_add(s->e->out, sheet_word(s, WORD_SHEET_ANSWER));
	buf_add_text(s->e->out, " |\n|---|---|\n");
	for (size_t i = 0; i < s->decide->given_count; i++)
		add_given(s, &s->decide->givens[i]);
}

void sheet_presumed(struct sheet *s)
{
	const struct decide_facts *facts = &s->decide->relies[DECIDE_IN_SCOPE].presumed;
	struct parts parts;
	struct buf all;
	buf_init(&all, s->e->out->mem);
	decide_add_presumed(&all, s->decide, facts, BY_TITLE, s->e->style->language);
	parts_init(&parts, s->e);
	if (facts->count)
		parts_word(&parts, WORD_PRESUMED_FACTS, buf_str(&all), STR_NONE);
	buf_add_text(s->e->out, facts->count ? "\n" : "");
	sheet_bullet(s, &parts);
	buf_fini(&all);
}

void sheet_for_effects(struct sheet *s)
{
	const struct decide_facts *facts = &s->decide->verdict.for_effects;
	struct parts parts;
	struct buf names;
	buf_init(&names, s->e->out->mem);
	decide_show_facts(&names, s->decide, facts, WORD_LIST_COMMA, s->e->style->language);
	parts_init(&parts, s->e);
	if (facts->count)
		parts_word(&parts, WORD_FACTS_FOR_EFFECTS, buf_str(&names), STR_NONE);
	buf_add_text(s->e->out, facts->count ? "\n" : "");
	sheet_bullet(s, &parts);
	buf_fini(&names);
}

/* -- what is missing -- */

enum { SETS_SHOWN = 8 };

static void add_needed_set(struct sheet *s, const struct decide_facts *set)
{
	buf_add_text(s->e->out, "- ");
	for (size_t i = 0; i < set->count; i++) {
		if (i)
			buf_add(s->e->out, sheet_word(s, WORD_SHEET_NEEDED_AND));
		sheet_text(s, question(&s->decide->facts->facts.items[set->items[i]]));
	}
	buf_add_char(s->e->out, '\n');
}

void sheet_needed(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	size_t shown = verdict->needed_count < SETS_SHOWN ? verdict->needed_count : SETS_SHOWN;
	if (verdict->needed_count == 0 && verdict->needed_complete)
		return;
	sheet_heading(s, WORD_SHEET_NEEDED);
	for (size_t i = 0; i < shown; i++)
		add_needed_set(s, &verdict->needed[i]);
	if (verdict->needed_count == 0)
		word_count(s->e->out, s->e->style->language, WORD_NEEDED_NOT_FOUND,
			   verdict->open.count);
	else if (shown < verdict->needed_count || !verdict->needed_complete)
		buf_add(s->e->out, sheet_word(s, WORD_NEEDED_MORE));
	if (shown < verdict->needed_count || !verdict->needed_complete)
		buf_add_char(s->e->out, '\n');
}
