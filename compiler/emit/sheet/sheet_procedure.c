/* The procedure on the sheet: that of the version in force when accountability started. */
#include "emit/sheet/sheet.h"

#include "emit/enum_word.h"
#include "emit/verdict/decide.h"

#include "base/text/utf8.h"

static bool list_prevails(const struct sheet *s, uint32_t list)
{
	for (size_t i = 0; i < s->decide->verdict.scenario_count; i++)
		if (s->decide->verdict.scenarios[i].prevails[list])
			return true;
	return false;
}

bool sheet_tells_procedures(const struct sheet *s, uint32_t list)
{
	uint32_t state = s->decide->lists[list].procedure;
	return state != NO_STATE && list_prevails(s, list) &&
	       s->decide->states[state].text->procedure_count > 0;
}

static const enum word_id unit_words[] = {
	[IR_UNIT_NONE] = WORD_NO_LIMIT, [IR_WORKDAYS] = WORD_WITHIN_WORKDAYS,
	[IR_DAYS] = WORD_WITHIN_DAYS,	[IR_MONTHS] = WORD_WITHIN_MONTHS,
	[IR_YEARS] = WORD_WITHIN_YEARS,
};

static const enum word_id event_words[] = {
	[IR_MOMENT_NONE] = WORD_IDENTITY,
	[IR_CONDUCT] = WORD_FROM_CONDUCT,
	[IR_ACCOUNTABILITY] = WORD_FROM_ACCOUNTABILITY,
	[IR_ACCEPTANCE] = WORD_FROM_ACCEPTANCE,
	[IR_DECISION] = WORD_FROM_DECISION,
};

/* How long it may take, and from when. */
static void parts_limit(struct parts *parts, const struct ir_step *step)
{
	struct buf limit;
	buf_init(&limit, parts->text.mem);
	word_count(&limit, parts->e->style->language, unit_words[step->within.unit],
		   (size_t)step->within.length);
	parts_word(parts, event_words[step->from], buf_str(&limit), STR_NONE);
	buf_fini(&limit);
}

/* "by the official, the organ of the official"; nothing where nobody is named. */
static void parts_actors(struct parts *parts, enum word_id word, struct ir_actors actors)
{
	enum language language = parts->e->style->language;
	struct buf names;
	buf_init(&names, parts->text.mem);
	for (int i = 0; i < IR_ACTOR_COUNT; i++) {
		if (!(actors.set >> i & 1))
			continue;
		if (names.len)
			buf_add(&names, word_text(language, WORD_LIST_COMMA));
		buf_add(&names, word_text(language, actor_word((enum ir_actor)i)));
	}
	if (names.len)
		parts_word(parts, word, buf_str(&names), STR_NONE);
	buf_fini(&names);
}

/* Who may start it, and until when. */
static void add_start(struct sheet *s, const struct ir_procedure *procedure)
{
	struct parts parts;
	parts_init(&parts, s->e);
	parts_actors(&parts, WORD_VALUE_BY, procedure->initiate);
	if (procedure->window_from && procedure->window_to)
		parts_word(&parts, WORD_VALUE_WINDOW,
			   sheet_word(s, moment_word(procedure->window_from)),
			   sheet_word(s, moment_word(procedure->window_to)));
	sheet_item(s, WORD_SHEET_START, buf_str(&parts.text));
	buf_fini(&parts.text);
}

static void add_step(struct sheet *s, const struct ir_step *step, int32_t due)
{
	struct parts parts;
	parts_init(&parts, s->e);
	utf8_printable(&parts.text, step->title.len ? step->title : step->name);
	parts_actors(&parts, WORD_VALUE_BY, step->by);
	parts_actors(&parts, WORD_VALUE_TO, step->to);
	parts_limit(&parts, step);
	parts_day(&parts, WORD_DUE_ON, due);
	if (step->in_writing)
		parts_word(&parts, WORD_IN_WRITING, STR_NONE, STR_NONE);
	if (step->collectively)
		parts_word(&parts, WORD_VALUE_COLLECTIVELY, STR_NONE, STR_NONE);
	if (step->produces.len)
		parts_word(&parts, WORD_VALUE_PRODUCES, step->produces, STR_NONE);
	buf_add_text(s->e->out, "1. ");
	sheet_text(s, buf_str(&parts.text));
	buf_add_char(s->e->out, '\n');
	buf_fini(&parts.text);
}

/* Which list and which version of it says so, and how it begins. */
static void add_procedure_source(struct sheet *s, const struct answer_state *state,
				 const struct ir_procedure *procedure)
{
	const struct ir_clause *clause = &procedure->clause;
	const struct word_row *mark = mark_row(str_from(ir_provenance_word(clause->provenance)));
	struct parts parts;
	parts_init(&parts, s->e);
	parts_day(&parts, WORD_EFFECTIVE, state->window.effective);
	sheet_origin(&parts, &state->window);
	sheet_item(s, WORD_SHEET_LIST, state->text->title);
	sheet_item(s, WORD_VERSION, buf_str(&parts.text));
	sheet_item(s, WORD_SHEET_ARTICLE, clause->article);
	sheet_item(s, WORD_SHEET_TEXT, clause->text);
	if (mark)
		sheet_item(s, WORD_SHEET_MARK, sheet_word(s, mark->word));
	sheet_item(s, WORD_SHEET_CITATION, clause->citation);
	add_start(s, procedure);
	buf_add_char(s->e->out, '\n');
	buf_fini(&parts.text);
}

static void add_procedures_of(struct sheet *s, const struct answer_in_play *list)
{
	const struct answer_state *state = &s->decide->states[list->procedure];
	const int32_t *due = list->dues;
	for (size_t i = 0; i < state->text->procedure_count; i++) {
		const struct ir_procedure *procedure = &state->text->procedures[i];
		buf_add_text(s->e->out, i ? "\n### " : "### ");
		sheet_text(s, procedure->title.len ? procedure->title : procedure->name);
		buf_add_text(s->e->out, "\n\n");
		add_procedure_source(s, state, procedure);
		for (size_t k = 0; k < procedure->step_count; k++)
			add_step(s, &procedure->steps[k], *due++);
	}
}

void sheet_procedures(struct sheet *s)
{
	bool any = false;
	for (uint32_t i = 0; i < s->decide->list_count; i++) {
		if (!sheet_tells_procedures(s, i))
			continue;
		if (any)
			buf_add_char(s->e->out, '\n');
		else
			sheet_heading(s, WORD_SHEET_PROCEDURE);
		any = true;
		add_procedures_of(s, &s->decide->lists[i]);
	}
}
