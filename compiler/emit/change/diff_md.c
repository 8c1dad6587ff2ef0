/* Differences as a comment in Markdown, for those who are asked whether they agree to a change. */
#include "emit/change/diff.h"
#include "emit/enum_word.h"

#include "base/text/utf8.h"

/* Printable text that must not be read as Markdown, nor end a cell. */
static void add_text(struct emit *e, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (strchr("\\`*_{}[]<>#|~@", text.ptr[i]))
			buf_add_char(e->out, '\\');
		buf_add_char(e->out, text.ptr[i]);
	}
}

static void flush(struct emit *e, struct buf *text)
{
	add_text(e, buf_str(text));
	buf_clear(text);
}

static void add_question(struct emit *e, struct buf *text)
{
	const struct answer_diff *diff = e->answer->diff;
	struct buf after;
	buf_init(&after, e->out->mem);
	diff_add_side(text, &diff->before, e->style->language);
	diff_add_side(&after, &diff->after, e->style->language);
	struct buf line;
	buf_init(&line, e->out->mem);
	word_add(&line, e->style->language, WORD_DIFF_BETWEEN,
		 ARGS(buf_str(text), buf_str(&after)));
	buf_clear(text);
	buf_add(text, buf_str(&line));
	flush(e, text);
	buf_add_text(e->out, "  \n**");
	if (diff->record_count > 0)
		emit_counts(e, 0, WORD_DIFF_TOTALS, diff->meaning_count,
			    diff->record_count - diff->meaning_count);
	else
		emit_word(e, WORD_DIFF_NONE, NO_ARGS);
	buf_add_text(e->out, "**\n");
	buf_fini(&after);
	buf_fini(&line);
}

static void add_item(struct emit *e, struct buf *text, const char *mark)
{
	if (text->len == 0)
		return;
	buf_add_text(e->out, mark);
	flush(e, text);
	buf_add_char(e->out, '\n');
}

static void add_record(struct emit *e, struct buf *text, const struct diff_record *record)
{
	enum language language = e->style->language;
	buf_add_text(e->out, "\n### ");
	buf_add(e->out, word_text(language, diff_change_word(record)));
	buf_add(e->out, word_text(language, WORD_COLON));
	diff_add_kind(text, record, language);
	if (record->part == DIFF_ASPECT)
		diff_add_itself(text, record, language);
	else
		utf8_printable(text, diff_part_title(record).len ? diff_part_title(record)
								 : diff_part_name(record));
	if (diff_article(record).len > 0) {
		buf_add_char(text, ' ');
		utf8_printable(text, diff_article(record));
	}
	add_item(e, text, "");
	buf_add_char(e->out, '\n');
	diff_add_days(text, record, language);
	add_item(e, text, "- ");
	for (size_t i = 0; diff_remark(text, record, i, language); i++)
		add_item(e, text, "- ");
	for (size_t i = 0; i < record->witness_count; i++) {
		struct buf shown;
		buf_init(&shown, e->out->mem);
		diff_add_case(&shown, &record->witnesses[i], language);
		word_add(text, language, WORD_DIFF_CASE, ARGS(buf_str(&shown)));
		add_item(e, text, "- ");
		diff_add_flip(text, record, &record->witnesses[i], language);
		add_item(e, text, "  - ");
		buf_fini(&shown);
	}
}

static void add_list(struct emit *e, struct buf *text, const struct diff_record *record)
{
	const struct ir_list *list = record->list_after ? record->list_after : record->list_before;
	utf8_printable(text, list->title);
	buf_add_text(text, " ");
	utf8_printable(text, record->list);
	buf_add_char(e->out, '\n');
	add_item(e, text, "## ");
}

void md_diff(struct emit *e)
{
	const struct answer_diff *diff = e->answer->diff;
	struct buf text;
	buf_init(&text, e->out->mem);
	buf_add_text(e->out, "# ");
	buf_add(e->out, word_text(e->style->language, WORD_SHEET_DIFF));
	buf_add_text(e->out, "\n\n");
	add_question(e, &text);
	for (size_t i = 0; i < diff->doubt_count; i++) {
		diff_add_doubt(&text, &diff->doubts[i], e->style->language);
		add_item(e, &text, "\n> ");
	}
	for (size_t i = 0; i < diff->question_count; i++) {
		diff_add_question(&text, &diff->questions[i], e->style->language);
		add_item(e, &text, "\n> ");
	}
	for (size_t i = 0; i < diff->record_count; i++) {
		if (i == 0 || !str_equal(diff->records[i].list, diff->records[i - 1].list))
			add_list(e, &text, &diff->records[i]);
		add_record(e, &text, &diff->records[i]);
	}
	buf_fini(&text);
}
