/* The verdict on the sheet: outcomes, effects, and what there is to rule on. */
#include "emit/sheet/sheet.h"

#include "emit/enum_word.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/ground.h"
#include "emit/verdict/marks.h"
#include "emit/verdict/recognized.h"

#include "base/text/utf8.h"

static void add_mark(struct emit *e, struct parts *parts)
{
	struct sheet sheet = {e, e->answer->decide};
	buf_add_text(e->out, "\n> ");
	sheet_text(&sheet, buf_str(&parts->text));
	buf_add_text(e->out, "\n");
	buf_fini(&parts->text);
}

static void add_effects(struct sheet *s)
{
	struct buf text;
	buf_init(&text, s->e->out->mem);
	decide_show_effects(&text, s->decide, s->e->style->language);
	if (text.len)
		buf_add_char(s->e->out, '\n');
	sheet_item(s, WORD_EFFECTS, buf_str(&text));
	bool any = text.len > 0;
	for (size_t i = 0; i < s->decide->verdict.effect_count; i++) {
		if (!decide_effect_is_possible(s->decide, i))
			continue;
		buf_clear(&text);
		decide_show_possible(&text, s->decide, i, BY_TITLE, s->e->style->language);
		buf_add_text(s->e->out, any ? "" : "\n");
		sheet_item(s, WORD_EFFECTS, buf_str(&text));
		any = true;
	}
	buf_fini(&text);
}

static void add_list_title(struct sheet *s, struct buf *out, uint32_t list)
{
	if (list == NO_LIST)
		return;
	struct str title = decide_list_title(s->decide, list);
	utf8_printable(out, title);
	if (str_equal(title, s->decide->lists[list].name))
		return;
	buf_add_text(out, " (");
	utf8_printable(out, s->decide->lists[list].name);
	buf_add_char(out, ')');
}

/* A step that could not be taken, so that there is something to rule on; or one by which there is
 * nothing, by a clause. */
static bool is_told_here(const struct decide_step *step)
{
	return step->by != NO_LIST || step->principle == PRINCIPLE_ADVISORY ||
	       step->principle == PRINCIPLE_UNDECLARED ||
	       (step->principle == PRINCIPLE_BINDING && step->loser != NO_LIST);
}

static void tell_step(struct sheet *s, struct buf *out, const struct decide_scenario *scenario,
		      const struct decide_step *step)
{
	struct buf winner, loser, source;
	enum language language = s->e->style->language;
	buf_init(&winner, out->mem);
	buf_init(&loser, out->mem);
	buf_init(&source, out->mem);
	add_list_title(s, &winner, step->winner);
	add_list_title(s, &loser, step->loser);
	ground_show(&source, s->decide, scenario, step, language);
	struct str by = STR("");
	if (step->by != NO_LIST)
		by = decide_authority_title(s->decide, s->decide->given->chain[step->by].name);
	word_add(out, language, step_word(step),
		 ARGS(buf_str(&winner), buf_str(&loser), by, buf_str(&source)));
	buf_fini(&winner);
	buf_fini(&loser);
	buf_fini(&source);
}

/* A clause can be looked up. */
static void add_step(struct sheet *s, const struct decide_scenario *scenario,
		     const struct decide_step *step)
{
	struct recognized recognized;
	struct parts parts;
	parts_init(&parts, s->e);
	tell_step(s, &parts.text, scenario, step);
	if (recognized_by(&recognized, s->decide, scenario, step)) {
		struct answer_window window = recognized_window(s->decide, &recognized);
		sheet_origin(&parts, &window);
	}
	sheet_bullet(s, &parts);
}

/* Whether an earlier way in which the case can come out, or an earlier step, says the same. */
static bool is_told(const struct decide_verdict *verdict, const struct decide_step *own)
{
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		for (size_t k = 0; k < scenario->step_count; k++) {
			const struct decide_step *step = &scenario->steps[k];
			if (step == own)
				return false;
			if (step->principle == own->principle && step->winner == own->winner &&
			    step->loser == own->loser && step->by == own->by)
				return true;
		}
	}
	return false;
}

static void add_steps(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	bool any = false;
	for (size_t i = 0; i < verdict->scenario_count; i++) {
		const struct decide_scenario *scenario = &verdict->scenarios[i];
		for (size_t k = 0; k < scenario->step_count; k++) {
			const struct decide_step *step = &scenario->steps[k];
			if (!is_told_here(step) || is_told(verdict, step))
				continue;
			buf_add_text(s->e->out, any ? "" : "\n");
			add_step(s, scenario, step);
			any = true;
		}
	}
}

static void add_rulings(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	for (size_t i = 0; i < verdict->ruling_count; i++) {
		struct parts parts;
		parts_init(&parts, s->e);
		parts_word(&parts, verdict->ruling_certain ? WORD_RULING_BY : WORD_RULING_MAYBE,
			   decide_authority_title(s->decide, verdict->rulings[i].by),
			   sheet_word(s, why_word(verdict->rulings[i].why)));
		buf_add_text(s->e->out, "\n");
		sheet_text(s, buf_str(&parts.text));
		buf_add_text(s->e->out, "\n");
		buf_fini(&parts.text);
	}
	add_steps(s);
}

void sheet_verdict(struct sheet *s)
{
	struct buf outcomes;
	buf_init(&outcomes, s->e->out->mem);
	decide_show_outcomes(&outcomes, s->decide, s->e->style->language);
	buf_add_text(s->e->out, "**");
	sheet_text(s, buf_str(&outcomes));
	buf_add_text(s->e->out, "**\n");
	buf_fini(&outcomes);
	add_effects(s);
	add_rulings(s);
	marks_tell(s->e, s->decide, add_mark);
}
