/* For people: the commands about texts, and about the tool itself. */
#include "emit/writer.h"

struct counts {
	size_t of[SEVERITY_ERROR + 1];
};

static void count_diagnostics(struct counts *counts, const struct diag_list *diags)
{
	*counts = (struct counts){{0}};
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		counts->of[diag->severity] += !diag->suppressed;
	}
}

static void add_count(struct emit *e, struct buf *out, enum word_id word, size_t count)
{
	if (count == 0)
		return;
	if (out->len > 0)
		buf_add(out, word_text(e->style->language, WORD_LIST_COMMA));
	word_count(out, e->style->language, word, count);
}

void human_check(struct emit *e)
{
	struct counts counts;
	struct buf found, files;
	if (e->style->verbosity < 0)
		return;
	buf_init(&found, e->out->mem);
	buf_init(&files, e->out->mem);
	count_diagnostics(&counts, &e->answer->diags);
	add_count(e, &found, WORD_COUNT_ERRORS, counts.of[SEVERITY_ERROR]);
	add_count(e, &found, WORD_COUNT_WARNINGS, counts.of[SEVERITY_WARNING]);
	add_count(e, &found, WORD_COUNT_NOTES, counts.of[SEVERITY_NOTE]);
	struct str since = e->answer->query.since;
	enum word_id sentence = found.len > 0 ? WORD_FOUND : WORD_FOUND_NOTHING;
	if (found.len == 0 && e->answer->read_files == 0)
		sentence = WORD_FOUND_NO_FILE;
	if (since.ptr)
		sentence = found.len > 0 ? WORD_NEW_FOUND : WORD_NEW_NOTHING;
	if (found.len == 0)
		word_count(&found, e->style->language, WORD_COUNT_LISTS, e->answer->read_lists);
	word_count(&files, e->style->language, WORD_COUNT_FILES, e->answer->read_files);
	emit_word(e, sentence, ARGS(buf_str(&found), buf_str(&files), since));
	buf_add_char(e->out, '\n');
	buf_fini(&found);
	buf_fini(&files);
}

/* A text goes out as it is, for whoever asked for it wants the bytes; but not to a terminal, which
 * it could drive. */
static void add_bytes(struct emit *e, struct str text)
{
	if (e->style->terminal)
		emit_lines(e, text);
	else
		buf_add(e->out, text);
}

static void add_difference(struct emit *e, struct str path, struct str before, struct str after)
{
	struct buf text;
	buf_init(&text, e->out->mem);
	unified_diff(&text, path, before, after);
	add_bytes(e, buf_str(&text));
	buf_fini(&text);
}

static void format_file(struct emit *e, const struct answer_file *file)
{
	struct str before = {file->source->text, file->source->size};
	if (e->answer->show == SHOW_TEXT)
		add_bytes(e, file->text.ptr ? file->text : before);
	else if (e->answer->show == SHOW_DIFF && file->text.ptr)
		add_difference(e, file->path, before, file->text);
	else if (file->changed) {
		emit_text(e, file->path);
		buf_add_char(e->out, '\n');
	}
}

void human_format(struct emit *e)
{
	for (size_t i = 0; i < e->answer->file_count; i++)
		format_file(e, &e->answer->files[i]);
}

void human_dump(struct emit *e)
{
	emit_lines(e, e->answer->dump);
}

void human_explain(struct emit *e)
{
	struct diag diag = {.id = e->answer->page.id,
			    .args = ARGS(STR("…"), STR("…"), STR("…"), STR("…"))};
	enum diag_severity severity = diag_default_severity(diag.id);
	if (e->answer->page.text.len > 0) {
		buf_add(e->out, e->answer->page.text);
		return;
	}
	emit_paint(e, severity_paint(severity));
	emit_word(e, severity_word(severity), NO_ARGS);
	buf_addf(e->out, "[%s]", diag_code(diag.id));
	emit_paint(e, PAINT_NONE);
	emit_word(e, WORD_COLON, NO_ARGS);
	diag_message(e->out, &diag, e->style->language);
	buf_add_char(e->out, '\n');
	emit_word(e, WORD_NO_PAGE, NO_ARGS);
	buf_add_char(e->out, '\n');
}

void human_version(struct emit *e)
{
	buf_addf(e->out, "tolc %s\n", e->style->version);
}
