/* For people: what changes, list by list, with cases before and after. */
#include "emit/change/diff.h"
#include "emit/enum_word.h"
#include "emit/human/layout.h"

#include "base/text/utf8.h"

enum { LABEL_WIDTH = 10, TEXT_COLUMN = 2 + LABEL_WIDTH };

static const enum paint change_paints[] = {
	[DIFF_ADDED] = PAINT_GOOD,	[DIFF_REMOVED] = PAINT_ERROR,
	[DIFF_WIDENED] = PAINT_GOOD,	[DIFF_NARROWED] = PAINT_GOOD,
	[DIFF_CHANGED] = PAINT_WARNING, [DIFF_EFFECT] = PAINT_WARNING,
	[DIFF_PROCEDURE] = PAINT_NOTE,	[DIFF_RECOGNITION] = PAINT_NOTE,
	[DIFF_REWORDED] = PAINT_FAINT,	[DIFF_RENAMED] = PAINT_NOTE,
};

static void add_line(struct emit *e, struct buf *text, size_t indent)
{
	if (text->len > 0) {
		buf_add_repeat(e->out, ' ', indent);
		layout_wrap(e->out, buf_str(text), indent, indent + 2, e->style->columns);
		buf_add_char(e->out, '\n');
	}
	buf_clear(text);
}

/* "widened   tolerate pioneering  title (article)" */
static void add_head(struct emit *e, const struct diff_record *record)
{
	struct str word = word_text(e->style->language, diff_change_word(record));
	size_t width = utf8_width(word);
	struct buf text;
	buf_init(&text, e->out->mem);
	diff_add_kind(&text, record, e->style->language);
	if (record->part == DIFF_ASPECT) {
		diff_add_itself(&text, record, e->style->language);
	} else {
		utf8_printable(&text, diff_part_name(record));
		buf_add_char(&text, ' ');
		utf8_printable(&text, diff_part_title(record));
	}
	if (diff_article(record).len > 0) {
		buf_add_char(&text, ' ');
		utf8_printable(&text, diff_article(record));
	}
	buf_add_text(e->out, "  ");
	emit_paint(e, diff_is_stricter(record) ? PAINT_ERROR : change_paints[record->change]);
	buf_add(e->out, word);
	emit_paint(e, PAINT_NONE);
	buf_add_repeat(e->out, ' ', width < LABEL_WIDTH ? LABEL_WIDTH - width : 1);
	layout_wrap(e->out, buf_str(&text), TEXT_COLUMN, TEXT_COLUMN, e->style->columns);
	buf_add_char(e->out, '\n');
	buf_fini(&text);
}

static void add_witness(struct emit *e, struct buf *text, const struct diff_record *record,
			const struct diff_witness *witness)
{
	struct buf shown;
	buf_init(&shown, e->out->mem);
	diff_add_case(&shown, witness, e->style->language);
	word_add(text, e->style->language, WORD_DIFF_CASE, ARGS(buf_str(&shown)));
	add_line(e, text, TEXT_COLUMN);
	diff_add_flip(text, record, witness, e->style->language);
	add_line(e, text, TEXT_COLUMN + 2);
	buf_fini(&shown);
}

static void add_record(struct emit *e, const struct diff_record *record)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	add_head(e, record);
	diff_add_days(&text, record, e->style->language);
	add_line(e, &text, TEXT_COLUMN);
	for (size_t i = 0; diff_remark(&text, record, i, e->style->language); i++)
		add_line(e, &text, TEXT_COLUMN);
	for (size_t i = 0; i < record->witness_count; i++)
		add_witness(e, &text, record, &record->witnesses[i]);
	buf_fini(&text);
}

static void add_list(struct emit *e, const struct diff_record *record)
{
	const struct ir_list *list = record->list_after ? record->list_after : record->list_before;
	struct answer_list shown = {.name = record->list, .title = list->title};
	buf_add_char(e->out, '\n');
	parts_title(e, &shown);
}

static void add_question(struct emit *e, const struct answer_diff *diff)
{
	struct buf before, after, text;
	buf_init(&before, e->out->mem);
	buf_init(&after, e->out->mem);
	buf_init(&text, e->out->mem);
	diff_add_side(&before, &diff->before, e->style->language);
	diff_add_side(&after, &diff->after, e->style->language);
	word_add(&text, e->style->language, WORD_DIFF_BETWEEN,
		 ARGS(buf_str(&before), buf_str(&after)));
	add_line(e, &text, 0);
	buf_fini(&before);
	buf_fini(&after);
	buf_fini(&text);
}

static void add_totals(struct emit *e, const struct answer_diff *diff)
{
	if (diff->record_count > 0)
		emit_counts(e, 0, WORD_DIFF_TOTALS, diff->meaning_count,
			    diff->record_count - diff->meaning_count);
	else
		emit_word(e, WORD_DIFF_NONE, NO_ARGS);
	buf_add_char(e->out, '\n');
}

static void add_doubts(struct emit *e, const struct answer_diff *diff)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	for (size_t i = 0; i < diff->doubt_count; i++) {
		diff_add_doubt(&text, &diff->doubts[i], e->style->language);
		emit_paint(e, PAINT_WARNING);
		add_line(e, &text, 0);
		emit_paint(e, PAINT_NONE);
	}
	buf_fini(&text);
}

static void add_questions(struct emit *e, const struct answer_diff *diff)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	for (size_t i = 0; i < diff->question_count; i++) {
		diff_add_question(&text, &diff->questions[i], e->style->language);
		add_line(e, &text, 0);
	}
	buf_fini(&text);
}

void human_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	add_question(e, diff);
	add_totals(e, diff);
	add_doubts(e, diff);
	add_questions(e, diff);
	for (size_t i = 0; i < diff->record_count; i++) {
		if (i == 0 || !str_equal(diff->records[i].list, diff->records[i - 1].list))
			add_list(e, &diff->records[i]);
		add_record(e, &diff->records[i]);
	}
}

static void add_day(struct emit *e, int32_t date)
{
	buf_add_char(e->out, '\t');
	if (date == DATE_NONE || date == DATE_MAX)
		buf_add_char(e->out, '-');
	else
		buf_add_date(e->out, date);
}

static void short_doubt(struct emit *e, const struct answer_doubt *doubt)
{
	buf_add_text(e->out, "uncertain\t");
	utf8_printable(e->out, doubt->list);
	add_day(e, doubt->from);
	add_day(e, doubt->to);
	buf_add_char(e->out, '\t');
	utf8_printable(e->out, doubt->reason);
	buf_add_char(e->out, '\n');
}

static void short_question(struct emit *e, const struct answer_question *question)
{
	const struct ir_place *place = &question->after->place;
	buf_addf(e->out, "%s\t", diff_about_name(question->about));
	name_add(e->out, question->vocabulary, question->after->name);
	buf_add_text(e->out, "\t-\t-\t");
	emit_path(e, place->source->path);
	buf_addf(e->out, ":%u\n", source_locate(place->source, place->span.start).line);
}

/* Under which name, or where, it stood before or stands now. */
static void short_other_name(struct emit *e, const struct diff_record *record)
{
	if (!record->renamed && !record->moved_list.ptr)
		return;
	buf_add_text(e->out, record->after ? "\twas " : "\tnow ");
	name_add(e->out, record->renamed ? record->list : record->moved_list,
		 record->renamed ? record->before->name : record->moved_rule);
}

void short_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	for (size_t i = 0; i < diff->doubt_count; i++)
		short_doubt(e, &diff->doubts[i]);
	for (size_t i = 0; i < diff->question_count; i++)
		short_question(e, &diff->questions[i]);
	for (size_t i = 0; i < diff->record_count; i++) {
		const struct diff_record *record = &diff->records[i];
		const struct ir_place *place = diff_place(record);
		buf_add_text(e->out, diff_change_name(record->change));
		buf_add_char(e->out, '\t');
		diff_add_name(e->out, record);
		if (record->part == DIFF_ASPECT)
			buf_addf(e->out, " %s", ir_aspect_word(record->aspect));
		add_day(e, record->from);
		add_day(e, record->to);
		buf_add_char(e->out, '\t');
		emit_path(e, place->source->path);
		buf_addf(e->out, ":%u", source_locate(place->source, place->span.start).line);
		if (record->why != DIFF_WHY_NONE)
			buf_addf(e->out, "\tundecided: %s", diff_why_name(record->why));
		short_other_name(e, record);
		buf_add_char(e->out, '\n');
	}
}
