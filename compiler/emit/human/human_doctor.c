/* For people: what weakens the record, where, and what to do about it. */
#include "emit/human/layout.h"
#include "emit/writer.h"

#include "base/text/utf8.h"

#include <stdlib.h>

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

static void describe_put_back(struct emit *e, const struct answer_finding *finding,
			      struct buf *text)
{
	size_t shown = e->style->verbosity > 0 ? finding->put_back.len : SHORT_OID;
	if (finding->put_back.len == 0)
		return;
	add_join(e, text);
	word_add(text, e->style->language, WORD_DOCTOR_PUT_BACK,
		 ARGS(str_from_to(finding->put_back, 0, shown)));
}

static void add_message(struct emit *e, const struct diag *diag, struct buf *text)
{
	emit_labelled(e, severity_word(diag->severity), diag_code(diag->id),
		      severity_paint(diag->severity), buf_str(text));
	buf_clear(text);
}

static void add_help(struct emit *e, const struct diag *diag, struct buf *text)
{
	if (diag->hint != HINT_NONE) {
		hint_message(text, diag->hint, &diag->hint_args, e->style->language);
		buf_add_text(e->out, "  ");
		emit_labelled(e, WORD_HELP, NULL, PAINT_GOOD, buf_str(text));
	}
	buf_add_char(e->out, '\n');
}

static void add_finding(struct emit *e, const struct answer_finding *finding)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	diag_message(&text, finding->diag, e->style->language);
	add_message(e, finding->diag, &text);
	describe_place(e, finding, &text);
	describe_commit(e, finding, &text);
	describe_put_back(e, finding, &text);
	add_line(e, &text);
	add_help(e, finding->diag, &text);
	buf_fini(&text);
}

/* -- many alike about one commit are one entry, or what else there is would drown in them -- */

enum { ALIKE_LEAST = 4, ALIKE_SHOWN = 3 };

static int compare_alike(const void *left, const void *right)
{
	const struct answer_finding *a = *(const struct answer_finding *const *)left;
	const struct answer_finding *b = *(const struct answer_finding *const *)right;
	int order = (a->diag->id > b->diag->id) - (a->diag->id < b->diag->id);
	if (order == 0)
		order = str_compare(a->commit, b->commit);
	return order ? order : (a > b) - (a < b);
}

static bool is_alike(const struct answer_finding *a, const struct answer_finding *b)
{
	return a->diag->id == b->diag->id && a->commit.len > 0 && str_equal(a->commit, b->commit);
}

static void add_count(struct emit *e, struct buf *text, enum word_id word, struct str first,
		      size_t number)
{
	struct buf count;
	buf_init(&count, e->out->mem);
	buf_add_int(&count, (int64_t)number);
	word_add(text, e->style->language, word,
		 first.ptr ? ARGS(first, buf_str(&count)) : ARGS(buf_str(&count)));
	buf_fini(&count);
}

static void add_places(struct emit *e, const struct answer_finding **alike, size_t count)
{
	struct buf few, text;
	buf_init(&few, e->out->mem);
	buf_init(&text, e->out->mem);
	for (size_t i = 0; i < ALIKE_SHOWN; i++) {
		add_join(e, &few);
		describe_place(e, alike[i], &few);
	}
	add_count(e, &text, WORD_DOCTOR_FEW, buf_str(&few), count - ALIKE_SHOWN);
	add_line(e, &text);
	buf_fini(&text);
	buf_fini(&few);
}

static void add_back(struct emit *e, const struct answer_finding **alike, size_t count)
{
	struct buf text;
	size_t back = 0;
	for (size_t i = 0; i < count; i++)
		back += alike[i]->put_back.len > 0;
	buf_init(&text, e->out->mem);
	if (back == count)
		buf_add(&text, word_text(e->style->language, WORD_DOCTOR_ALL_BACK));
	else if (back > 0)
		add_count(e, &text, WORD_DOCTOR_SOME_BACK, STR_NONE, back);
	add_line(e, &text);
	buf_fini(&text);
}

static void add_alike(struct emit *e, const struct answer_finding **alike, size_t count)
{
	struct buf text, first, number;
	buf_init(&text, e->out->mem);
	buf_init(&first, e->out->mem);
	buf_init(&number, e->out->mem);
	buf_add_int(&number, (int64_t)count);
	diag_message(&first, alike[0]->diag, e->style->language);
	word_add(&text, e->style->language, WORD_DOCTOR_ALIKE,
		 ARGS(buf_str(&number), buf_str(&first)));
	add_message(e, alike[0]->diag, &text);
	describe_commit(e, alike[0], &text);
	add_line(e, &text);
	add_places(e, alike, count);
	add_back(e, alike, count);
	add_help(e, alike[0]->diag, &text);
	buf_fini(&number);
	buf_fini(&first);
	buf_fini(&text);
}

/* How many from there on are alike. */
static size_t count_alike(const struct answer_finding **sorted, size_t count)
{
	size_t alike = 1;
	while (alike < count && is_alike(sorted[0], sorted[alike]))
		alike++;
	return alike;
}

/* Each where the first of those that are alike stands. */
static void add_findings(struct emit *e, const struct answer_finding **sorted, size_t *alike)
{
	const struct answer *answer = e->answer;
	for (size_t i = 0, many; i < answer->finding_count; i += many) {
		many = count_alike(sorted + i, answer->finding_count - i);
		if (many < ALIKE_LEAST || e->style->verbosity > 0)
			continue;
		for (size_t k = 0; k < many; k++)
			alike[sorted[i + k] - answer->findings] = k ? SIZE_MAX : i + 1;
	}
	for (size_t i = 0; i < answer->finding_count; i++)
		if (!alike[i])
			add_finding(e, &answer->findings[i]);
		else if (alike[i] != SIZE_MAX)
			add_alike(e, sorted + alike[i] - 1,
				  count_alike(sorted + alike[i] - 1,
					      answer->finding_count - alike[i] + 1));
}

void human_doctor(struct emit *e)
{
	size_t count = e->answer->finding_count;
	const struct answer_finding **sorted = mem_alloc(e->out->mem, count * sizeof(*sorted) + 1);
	size_t *alike = mem_zalloc(e->out->mem, count * sizeof(*alike) + 1);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &e->answer->findings[i];
	qsort(sorted, count, sizeof(*sorted), compare_alike);
	add_findings(e, sorted, alike);
	mem_free(e->out->mem, alike);
	mem_free(e->out->mem, sorted);
	if (e->answer->finding_count == 0) {
		emit_word(e, WORD_DOCTOR_CLEAN, NO_ARGS);
		buf_add_char(e->out, '\n');
	}
}
