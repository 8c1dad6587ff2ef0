/* For people: what weakens the record, where, and what to do about it. */
#include "emit/layout.h"
#include "emit/writer.h"

#include "base/utf8.h"

#define SHORT_OID 12 /* hex digits */

static void add_time(struct buf *out, int64_t time)
{
	if (time != TIME_NONE)
		buf_add_time(out, time);
}

/* An indented line of its own; empties the text. */
static void add_line(struct emit *e, struct buf *text)
{
	if (text->len > 0) {
		buf_add_text(e->out, "  ");
		layout_wrap(e->out, buf_str(text), 2, 2, e->style->columns);
		buf_add_char(e->out, '\n');
	}
	buf_clear(text);
}

static void add_join(struct emit *e, struct buf *text)
{
	if (text->len > 0)
		buf_add(text, word_text(e->style->language, WORD_COMMA));
}

static void describe_place(struct emit *e, const struct answer_finding *finding, struct buf *text)
{
	if (finding->path.len == 0)
		return;
	utf8_printable(text, e->answer->root);
	utf8_printable(text, finding->path);
	if (finding->line > 0)
		buf_addf(text, ":%u", finding->line);
}

static void describe_commit(struct emit *e, const struct answer_finding *finding, struct buf *text)
{
	size_t shown = e->style->verbosity > 0 ? finding->commit.len : SHORT_OID;
	struct buf time;
	if (finding->commit.len == 0) {
		if (e->answer->query.worktree && finding->list.len > 0 && text->len > 0) {
			add_join(e, text);
			buf_add(text, word_text(e->style->language, WORD_UNRECORDED));
		}
		return;
	}
	add_join(e, text);
	word_add(text, e->style->language, WORD_COMMIT,
		 ARGS(str_from_to(finding->commit, 0, shown)));
	if (finding->committed == TIME_NONE)
		return;
	buf_init(&time, e->out->mem);
	add_time(&time, finding->committed);
	add_join(e, text);
	word_add(text, e->style->language, WORD_DOCTOR_COMMITTED, ARGS(buf_str(&time)));
	buf_fini(&time);
}

static void add_finding(struct emit *e, const struct answer_finding *finding)
{
	const struct diag *diag = finding->diag;
	struct buf text;
	buf_init(&text, e->out->mem);
	diag_message(&text, diag, e->style->language);
	emit_labelled(e, severity_word(diag->severity), diag_code(diag->id),
		      severity_paint(diag->severity), buf_str(&text));
	buf_clear(&text);
	describe_place(e, finding, &text);
	describe_commit(e, finding, &text);
	add_line(e, &text);
	if (diag->hint != HINT_NONE) {
		hint_message(&text, diag->hint, &diag->hint_args, e->style->language);
		buf_add_text(e->out, "  ");
		emit_labelled(e, WORD_HELP, NULL, PAINT_GOOD, buf_str(&text));
	}
	buf_add_char(e->out, '\n');
	buf_fini(&text);
}

void human_doctor(struct emit *e)
{
	for (size_t i = 0; i < e->answer->finding_count; i++)
		add_finding(e, &e->answer->findings[i]);
	if (e->answer->finding_count == 0) {
		emit_word(e, WORD_DOCTOR_CLEAN, NO_ARGS);
		buf_add_char(e->out, '\n');
	}
}
