/*
 * Red lines and bars that were tried and do not apply, each with what keeps it from it, in one
 * group: so that a reader sees that nothing was overlooked. Red lines first, for they end the
 * matter.
 */
#include "emit/human/why.h"
#include "emit/verdict/lacking.h"

#include "base/text/utf8.h"

enum { TRIED_SHOWN = 5 };

struct tried {
	struct telling *t;
	enum ir_rule_kind kind; /* that is looked for */
	size_t count;
};

/* A line of those that are shown; the first brings the heading. */
static bool begin_line(struct tried *tried, struct buf *text)
{
	struct telling *t = tried->t;
	if (tried->count++ >= TRIED_SHOWN)
		return false;
	buf_init(text, t->e->out->mem);
	if (tried->count > 1)
		return true;
	buf_add(text, telling_word(t, WORD_TRIED));
	telling_line(t, 0, text);
	buf_clear(text);
	return true;
}

static void end_line(struct tried *tried, struct buf *text, const struct ir_expr *why)
{
	struct telling *t = tried->t;
	lacking_show(text, t->decide, t->scenario, t->state, why, t->e->style->language);
	telling_line(t, 1, text);
	buf_fini(text);
}

static void add_rule(struct tried *tried, uint32_t list, const struct ir_rule *rule)
{
	struct telling *t = tried->t;
	const struct word_row *kind = rule_row(str_from(ir_rule_kind_word(rule->kind)));
	struct buf text;
	if (!begin_line(tried, &text))
		return;
	buf_add(&text, telling_word(t, kind->word));
	buf_add_char(&text, ' ');
	name_add(&text, t->decide->lists[list].name, rule->name);
	if (rule->title.len) {
		buf_add_char(&text, ' ');
		utf8_printable(&text, rule->title);
	}
	buf_add(&text, telling_word(t, WORD_COLON));
	end_line(tried, &text, rule->when);
}

/* All its bars at once. */
static void add_outside(struct tried *tried, uint32_t list)
{
	struct telling *t = tried->t;
	struct buf text;
	if (!begin_line(tried, &text))
		return;
	utf8_printable(&text, t->decide->lists[list].name);
	buf_add(&text, telling_word(t, WORD_COLON));
	buf_add(&text, telling_word(t, WORD_LIST_OUTSIDE));
	buf_add(&text, telling_word(t, WORD_COMMA));
	end_line(tried, &text, t->state->text->scope);
}

static bool has_bars(const struct answer_state *state)
{
	bool has = false;
	for (size_t i = 0; i < state->text->rule_count; i++)
		has |= state->in_force[i] && (state->text->rules[i].kind == IR_BAR ||
					      state->text->rules[i].kind == IR_REDLINE);
	return has;
}

static void try_state(struct tried *tried, uint32_t list, uint32_t state)
{
	struct telling *t = tried->t;
	t->state = &t->decide->states[state];
	if (!telling_covers(t, t->state)) {
		if (tried->kind == IR_BAR && has_bars(t->state) && !telling_has_state(t, state))
			add_outside(tried, list);
		return;
	}
	for (size_t i = 0; i < t->state->text->rule_count; i++)
		if (t->state->text->rules[i].kind == tried->kind && t->state->in_force[i] &&
		    !telling_has_rule(t, t->state, i))
			add_rule(tried, list, &t->state->text->rules[i]);
}

/* In the states that are told, or would be if they said anything. */
static void try_list(struct tried *tried, uint32_t list)
{
	struct telling *t = tried->t;
	const struct decide_verdict *verdict = &t->decide->verdict;
	bool competes = false;
	for (size_t i = 0; i < verdict->choice_count; i++) {
		const struct decide_choice *choice = &verdict->choices[i];
		if (!telling_competes(t, choice, list))
			continue;
		competes = true;
		t->tells_lacking =
			choice->other != NO_STATE && telling_says_silent(t, choice->other);
		if (choice->other != NO_STATE)
			try_state(tried, list, choice->other);
	}
	t->tells_lacking = t->scenario->outcome == DECIDE_SILENT;
	if (!competes && t->scenario->taken[list] != NO_STATE)
		try_state(tried, list, t->scenario->taken[list]);
	t->tells_lacking = false;
}

void human_tried(struct telling *t)
{
	static const enum ir_rule_kind kinds[] = {IR_REDLINE, IR_BAR};
	struct tried tried = {.t = t};
	struct buf text;
	for (size_t i = 0; i < countof(kinds); i++) {
		tried.kind = kinds[i];
		for (uint32_t list = 0; list < t->decide->list_count; list++)
			try_list(&tried, list);
	}
	if (tried.count <= TRIED_SHOWN)
		return;
	buf_init(&text, t->e->out->mem);
	word_count(&text, t->e->style->language, WORD_TRIED_MORE, tried.count - TRIED_SHOWN);
	telling_line(t, 1, &text);
	buf_fini(&text);
}
