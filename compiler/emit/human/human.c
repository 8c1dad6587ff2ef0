/*
 * For people: the results of each kind of answer, then its diagnostics with the lines they are
 * about. Which of the two is printed is the caller's choice, so that they can go different ways.
 */
#include "emit/machine/example.h"
#include "emit/writer.h"

void emit_human(struct emit *e)
{
	static void (*const results[])(struct emit * e) = {
		[ANSWER_CHECK] = human_check,	      [ANSWER_FORMAT] = human_format,
		[ANSWER_EFFECTIVE] = human_effective, [ANSWER_TIMELINE] = human_timeline,
		[ANSWER_DOCTOR] = human_doctor,	      [ANSWER_DUMP] = human_dump,
		[ANSWER_DECIDE] = human_decide,	      [ANSWER_TEST] = human_test,
		[ANSWER_REPLAY] = human_replay,
		[ANSWER_EXPLAIN] = human_explain,     [ANSWER_VERSION] = human_version,
		[ANSWER_RULE] = human_rule,
		[ANSWER_DEADLINE] = human_deadline,   [ANSWER_DIFF] = human_diff,
	};
	if (e->style->parts & EMIT_RESULTS)
		results[e->answer->kind](e);
	if (e->style->parts & EMIT_DIAGNOSTICS)
		human_diagnostics(e);
}

static uint32_t digits_of(uint32_t number)
{
	uint32_t digits = 1;
	while (number >= 10) {
		number /= 10;
		digits++;
	}
	return digits;
}

static uint32_t place_digits(struct source *source, struct span span)
{
	return source ? digits_of(source_locate(source, span.start).line) : 1;
}

/* One width for all excerpts of a diagnostic. */
static size_t gutter_of(const struct diag *diag)
{
	uint32_t digits = place_digits(diag->source, diag->span);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		uint32_t other = place_digits(note->source, note->span);
		digits = other > digits ? other : digits;
	}
	return digits;
}

static void add_message(struct emit *e, const struct diag *diag)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	diag_message(&text, diag, e->style->language);
	emit_labelled(e, severity_word(diag->severity), diag_code(diag->id),
		      severity_paint(diag->severity), buf_str(&text));
	buf_fini(&text);
}

static void add_place(struct emit *e, struct source *source, struct span span, size_t gutter)
{
	struct location at = source_locate(source, span.start);
	buf_add_repeat(e->out, ' ', gutter);
	emit_paint(e, PAINT_FAINT);
	buf_add_text(e->out, "--> ");
	emit_paint(e, PAINT_NONE);
	emit_path(e, source->path);
	buf_addf(e->out, ":%u:%u\n", at.line, at.column);
}

static void add_note(struct emit *e, const struct diag_note *note, size_t gutter)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	hint_message(&text, note->label, &note->args, e->style->language);
	emit_labelled(e, WORD_SEE, NULL, PAINT_NOTE, buf_str(&text));
	buf_fini(&text);
	if (!note->source)
		return;
	add_place(e, note->source, note->span, gutter);
	emit_snippet(e, note->source, note->span, gutter, '-', PAINT_NOTE);
}

static void add_example(struct emit *e, const struct diag *diag)
{
	struct buf text;
	if (!diag->example)
		return;
	buf_init(&text, e->out->mem);
	example_text(&text, diag->example, e->style->language);
	emit_labelled(e, WORD_EXAMPLE, NULL, PAINT_NOTE, buf_str(&text));
	buf_fini(&text);
}

static void add_help(struct emit *e, const struct diag *diag, size_t gutter)
{
	struct buf text;
	if (diag->hint == HINT_NONE && !diag->edits)
		return;
	buf_init(&text, e->out->mem);
	if (diag->hint != HINT_NONE)
		hint_message(&text, diag->hint, &diag->hint_args, e->style->language);
	emit_labelled(e, text.len > 0 ? WORD_HELP : WORD_FIX, NULL, PAINT_GOOD, buf_str(&text));
	buf_fini(&text);
	if (diag->edits && diag->source)
		emit_patched(e, diag->source, diag->edits, gutter);
}

static void add_diagnostic(struct emit *e, const struct diag *diag)
{
	size_t gutter = gutter_of(diag);
	add_message(e, diag);
	if (diag->source) {
		add_place(e, diag->source, diag->span, gutter);
		if (diag->source->size > 0)
			emit_snippet(e, diag->source, diag->span, gutter, '^',
				     severity_paint(diag->severity));
	}
	for (const struct diag_note *note = diag->notes; note; note = note->next)
		add_note(e, note, gutter);
	add_example(e, diag);
	add_help(e, diag, gutter);
	buf_add_char(e->out, '\n');
}

void human_diagnostics(struct emit *e)
{
	const struct diag_list *diags = &e->answer->diags;
	for (size_t i = 0; i < diags->items.count; i++)
		if (!diags->items.items[i]->suppressed)
			add_diagnostic(e, diags->items.items[i]);
	if (diags->dropped > 0) {
		word_count(e->out, e->style->language, WORD_DROPPED, diags->dropped);
		buf_add_char(e->out, '\n');
	}
}
