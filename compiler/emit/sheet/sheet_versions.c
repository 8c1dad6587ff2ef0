/* The versions on the sheet, and whether another one matters. */
#include "emit/sheet/sheet.h"

#include "emit/verdict/decide.h"

#include "base/text/utf8.h"

static void add_version(struct sheet *s, uint32_t index)
{
	const struct answer_state *state = &s->decide->states[index];
	struct parts parts;
	parts_init(&parts, s->e);
	utf8_printable(&parts.text, state->text->title.len ? state->text->title
							   : s->decide->lists[state->list].name);
	parts_day(&parts, WORD_PROMULGATED, state->window.promulgated);
	parts_day(&parts, WORD_EFFECTIVE, state->window.effective);
	parts_window(&parts, &state->window);
	if (state->text->rule_count == 0)
		parts_word(&parts, WORD_TEXT_NO_RULES, STR_NONE, STR_NONE);
	decide_show_absent(&parts, s->decide, index, BY_TITLE);
	sheet_origin(&parts, &state->window);
	sheet_bullet(s, &parts);
}

static void add_choices(struct sheet *s)
{
	const struct decide_verdict *verdict = &s->decide->verdict;
	struct parts parts;
	for (size_t i = 0; i < verdict->choice_count; i++) {
		const struct decide_choice *choice = &verdict->choices[i];
		parts_init(&parts, s->e);
		decide_show_choice(&parts, s->decide, choice,
				   decide_list_title(s->decide, choice->list));
		sheet_bullet(s, &parts);
	}
	parts_init(&parts, s->e);
	decide_show_choices(&parts, s->decide, BY_TITLE);
	sheet_bullet(s, &parts);
}

/* Those that the verdict is told by, and those that the procedures are taken from. */
void sheet_versions(struct sheet *s)
{
	bool *told = decide_versions_told(s->e->out->mem, s->decide);
	sheet_heading(s, WORD_VERSIONS);
	for (uint32_t i = 0; i < s->decide->list_count; i++)
		if (sheet_tells_procedures(s, i))
			told[s->decide->lists[i].procedure] = true;
	for (uint32_t i = 0; i < s->decide->state_count; i++) {
		if (!told[i])
			continue;
		add_version(s, i);
		sheet_taken(s, i);
	}
	sheet_silent_lists(s, told);
	mem_free(s->e->out->mem, told);
	add_choices(s);
}
