/*
 * GitHub workflow commands: one annotation for each diagnostic. A line break or a comma in a text
 * must not end the command or begin another.
 */
#include "emit/machine/github.h"
#include "emit/machine/example.h"
#include "emit/machine/place.h"

static const char *const levels[] = {
	[SEVERITY_NOTE] = "notice",
	[SEVERITY_WARNING] = "warning",
	[SEVERITY_ERROR] = "error",
};

void github_text(struct buf *out, struct str text, const char *also)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c < 0x20 || c == 0x7f || c == '%' || strchr(also, c))
			buf_addf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

static void add_property(struct buf *out, const char *name, struct str text)
{
	buf_addf(out, "%s=", name);
	github_text(out, text, ":,");
}

static void add_location(struct buf *out, const struct diag *diag)
{
	struct location start = source_locate(diag->source, diag->span.start);
	struct location end = source_locate(diag->source, diag->span.end);
	add_property(out, "file", diag->source->path);
	buf_addf(out, ",line=%u,endLine=%u,", start.line, end.line);
	/* Columns are only understood within one line. */
	if (start.line == end.line)
		buf_addf(out, "col=%u,endColumn=%u,", start.column, end.column);
}

/* Of the message, after its first. */
static void add_line(struct buf *out, struct str text)
{
	if (text.len == 0)
		return;
	buf_add_text(out, "%0A");
	github_text(out, text, "");
}

static void add_annotation(struct emit *e, struct buf *scratch, const struct diag *diag)
{
	buf_addf(e->out, "::%s ", levels[diag->severity]);
	if (diag->source)
		add_location(e->out, diag);
	add_property(e->out, "title", str_from(diag_code(diag->id)));
	buf_add_text(e->out, "::");
	github_text(e->out, diag_text(scratch, diag, e->style->language), "");
	add_line(e->out, notes_text(scratch, diag, e->style->language));
	if (diag->example) {
		buf_clear(scratch);
		example_line(scratch, diag->example, e->style->language);
		add_line(e->out, buf_str(scratch));
	}
	add_line(e->out, hint_text(scratch, diag, e->style->language));
	buf_add_char(e->out, '\n');
}

void emit_github(struct emit *e)
{
	const struct diag_list *diags = &e->answer->diags;
	struct buf scratch;
	if (e->answer->kind == ANSWER_DIFF)
		github_diff(e);
	buf_init(&scratch, e->out->mem);
	for (size_t i = 0; i < diags->items.count; i++)
		if (!diags->items.items[i]->suppressed)
			add_annotation(e, &scratch, diags->items.items[i]);
	buf_fini(&scratch);
}
