/*
 * One line for each result or diagnostic. Diagnostics look like a compiler's; results are fields
 * that tabs divide, "-" where nothing was said.
 */
#include "emit/machine/place.h"

static void add_position(struct emit *e, const struct diag *diag)
{
	struct location at = source_locate(diag->source, diag->span.start);
	emit_path(e, diag->source->path);
	buf_addf(e->out, ":%u:%u: ", at.line, at.column);
}

static void add_finding_text(struct emit *e, const struct diag *diag)
{
	emit_paint(e, severity_paint(diag->severity));
	buf_addf(e->out, "%s %s", severity_name(diag->severity), diag_code(diag->id));
	emit_paint(e, PAINT_NONE);
	buf_add_text(e->out, ": ");
	diag_message(e->out, diag, e->style->language);
	buf_add_char(e->out, '\n');
}

static void short_diagnostics(struct emit *e)
{
	const struct diag_list *diags = &e->answer->diags;
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (diag->suppressed)
			continue;
		if (diag->source)
			add_position(e, diag);
		add_finding_text(e, diag);
	}
}

static void add_field(struct emit *e, struct str text)
{
	if (text.len > 0)
		emit_text(e, text);
	else
		buf_add_char(e->out, '-');
	buf_add_char(e->out, '\t');
}

static void add_day(struct emit *e, int32_t date)
{
	if (date == DATE_NONE || date == DATE_MAX)
		buf_add_char(e->out, '-');
	else
		buf_add_date(e->out, date);
	buf_add_char(e->out, '\t');
}

static void add_window(struct emit *e, const struct answer_window *window)
{
	add_day(e, window->from);
	add_day(e, window->to);
	add_day(e, window->effective);
	add_field(e, window->commit);
	if (window->path.len > 0) {
		emit_path(e, window->path);
		buf_addf(e->out, ":%u", window->line);
	} else {
		buf_add_char(e->out, '-');
	}
}

static void short_effective(struct emit *e)
{
	static const struct answer_window none = {
		.from = DATE_NONE, .to = DATE_NONE, .effective = DATE_NONE};
	for (size_t i = 0; i < e->answer->list_count; i++) {
		const struct answer_list *list = &e->answer->lists[i];
		add_field(e, list->name);
		add_field(e, list->uncertain ? STR("uncertain") : STR("in_force"));
		add_window(e, list->window_count > 0 ? &list->windows[0] : &none);
		buf_add_char(e->out, '\t');
		emit_text(e, list->title);
		buf_add_char(e->out, '\n');
	}
}

static void short_timeline(struct emit *e)
{
	for (size_t i = 0; i < e->answer->list_count; i++) {
		const struct answer_list *list = &e->answer->lists[i];
		for (size_t w = 0; w < list->window_count; w++) {
			const struct answer_window *window = &list->windows[w];
			add_field(e, list->name);
			add_field(e, str_from(window_state_name(window->state)));
			add_window(e, window);
			buf_add_char(e->out, '\t');
			add_field(e, str_from(window_end_name(window->end)));
			e->out->ptr[e->out->len - 1] = '\n';
		}
	}
}

static void short_doctor(struct emit *e)
{
	for (size_t i = 0; i < e->answer->finding_count; i++) {
		const struct answer_finding *finding = &e->answer->findings[i];
		if (finding->path.len > 0) {
			emit_path(e, finding->path);
			if (finding->line > 0)
				buf_addf(e->out, ":%u", finding->line);
			buf_add_text(e->out, ": ");
		} else if (finding->commit.len > 0) {
			emit_text(e, finding->commit);
			buf_add_text(e->out, ": ");
		}
		add_finding_text(e, finding->diag);
	}
}

/* Which step it is, from which event its limit is counted, and where it stands. */
static void add_step(struct emit *e, const struct answer_step *step)
{
	name_add(e->out, step->procedure, step->name);
	buf_add_char(e->out, '\t');
	add_field(e, str_from(ir_moment_word(step->from)));
	emit_path(e, e->answer->lists->windows[0].path);
	buf_addf(e->out, ":%u\t", step->line);
}

static struct str due_state(const struct answer_due *due)
{
	if (due->within.unit == IR_UNIT_NONE)
		return STR("none");
	return due->deadline.due == DATE_NONE ? STR("unknown") : STR("known");
}

static void short_deadline(struct emit *e)
{
	for (size_t i = 0; i < e->answer->due_count; i++) {
		const struct answer_due *due = &e->answer->dues[i];
		add_field(e, due_state(due));
		add_day(e, due->deadline.due);
		add_day(e, due->deadline.ends);
		add_day(e, due->beyond);
		if (due->step)
			add_step(e, due->step);
		e->out->ptr[e->out->len - 1] = '\n';
	}
}

static void short_nothing(struct emit *e)
{
	(void)e;
}

void emit_short(struct emit *e)
{
	static void (*const results[])(struct emit * e) = {
		[ANSWER_CHECK] = short_nothing,	      [ANSWER_FORMAT] = human_format,
		[ANSWER_EFFECTIVE] = short_effective, [ANSWER_TIMELINE] = short_timeline,
		[ANSWER_DOCTOR] = short_doctor,	      [ANSWER_DUMP] = human_dump,
		[ANSWER_DECIDE] = short_decide,	      [ANSWER_TEST] = short_test,
		[ANSWER_REPLAY] = human_replay,
		[ANSWER_EXPLAIN] = human_explain,     [ANSWER_VERSION] = human_version,
		[ANSWER_RULE] = short_rule,
		[ANSWER_DEADLINE] = short_deadline,   [ANSWER_DIFF] = short_diff,
	};
	if (e->style->parts & EMIT_RESULTS)
		results[e->answer->kind](e);
	if (e->style->parts & EMIT_DIAGNOSTICS)
		short_diagnostics(e);
}
