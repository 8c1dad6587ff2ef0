/*
 * A sheet in Markdown that can go with a written application: the case, the facts, the rules and
 * what they rest on, the versions, the procedure. For readers on paper: everything is spelled out.
 */
#include "emit/sheet/sheet.h"

#include "emit/verdict/decide.h"

#include "base/text/utf8.h"

struct str sheet_word(const struct sheet *s, enum word_id id)
{
	return word_text(s->e->style->language, id);
}

/* Text of others must not be read as Markdown, nor end a cell. */
void sheet_text(struct sheet *s, struct str text)
{
	struct buf shown;
	buf_init(&shown, s->e->out->mem);
	utf8_printable(&shown, text);
	for (size_t i = 0; i < shown.len; i++) {
		if (strchr("\\`*_{}[]<>#|~", shown.ptr[i]))
			buf_add_char(s->e->out, '\\');
		buf_add_char(s->e->out, shown.ptr[i]);
	}
	buf_fini(&shown);
}

void sheet_heading(struct sheet *s, enum word_id id)
{
	buf_add_text(s->e->out, "\n## ");
	buf_add(s->e->out, sheet_word(s, id));
	buf_add_text(s->e->out, "\n\n");
}

static void begin_item(struct sheet *s, enum word_id label)
{
	buf_add_text(s->e->out, "- ");
	buf_add(s->e->out, sheet_word(s, label));
	buf_add(s->e->out, sheet_word(s, WORD_COLON));
}

void sheet_item(struct sheet *s, enum word_id label, struct str text)
{
	if (text.len == 0)
		return;
	begin_item(s, label);
	sheet_text(s, text);
	buf_add_char(s->e->out, '\n');
}

/* Commit, when it was recorded, file and line. */
void sheet_origin(struct parts *parts, const struct answer_window *window)
{
	struct buf place;
	parts_recorded(parts, window);
	if (!window->path.len)
		return;
	buf_init(&place, parts->text.mem);
	utf8_printable(&place, window->path);
	buf_addf(&place, ":%u", window->line);
	parts_word(parts, WORD_IDENTITY, buf_str(&place), STR_NONE);
	buf_fini(&place);
}

void sheet_bullet(struct sheet *s, struct parts *parts)
{
	if (parts->text.len) {
		buf_add_text(s->e->out, "- ");
		sheet_text(s, buf_str(&parts->text));
		buf_add_char(s->e->out, '\n');
	}
	buf_fini(&parts->text);
}

/* -- all of it -- */

static void add_foot(struct sheet *s)
{
	const struct answer *answer = s->e->answer;
	buf_add_text(s->e->out, "\n---\n\n");
	emit_word(s->e, WORD_SHEET_FOOT,
		  ARGS(str_from(s->e->style->version),
		       answer->history.head.ptr ? answer->history.head : STR("-")));
	buf_add_char(s->e->out, '\n');
}

void emit_md(struct emit *e)
{
	struct sheet sheet = {e, e->answer->decide};
	if (e->answer->kind == ANSWER_DIFF) {
		md_diff(e);
		return;
	}
	buf_add_text(e->out, "# ");
	buf_add(e->out, sheet_word(&sheet, WORD_SHEET_TITLE));
	buf_add_text(e->out, "\n\n");
	sheet_case(&sheet);
	sheet_heading(&sheet, WORD_VERDICT);
	sheet_verdict(&sheet);
	sheet_facts(&sheet);
	sheet_presumed(&sheet);
	sheet_needed(&sheet);
	sheet_for_effects(&sheet);
	sheet_rules(&sheet);
	sheet_versions(&sheet);
	sheet_procedures(&sheet);
	add_foot(&sheet);
}
