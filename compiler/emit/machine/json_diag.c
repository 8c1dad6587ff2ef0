/* Diagnostics as JSON. */
#include "emit/machine/example.h"
#include "emit/machine/place.h"

struct str diag_text(struct buf *buf, const struct diag *diag, enum language language)
{
	buf_clear(buf);
	diag_message(buf, diag, language);
	return buf_str(buf);
}

struct str hint_text(struct buf *buf, const struct diag *diag, enum language language)
{
	buf_clear(buf);
	if (diag->hint != HINT_NONE)
		hint_message(buf, diag->hint, &diag->hint_args, language);
	return buf_str(buf);
}

struct str notes_text(struct buf *buf, const struct diag *diag, enum language language)
{
	buf_clear(buf);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		if (buf->len > 0)
			buf_add_char(buf, '\n');
		hint_message(buf, note->label, &note->args, language);
		if (!note->source)
			continue;
		buf_add_text(buf, ": ");
		buf_add(buf, note->source->path);
		buf_addf(buf, ":%u", source_locate(note->source, note->span.start).line);
	}
	return buf_str(buf);
}

void json_place(struct json *json, struct source *source, struct span span)
{
	struct location at = source_locate(source, span.start);
	json_member(json, "path", source->path);
	json_member_int(json, "line", at.line);
	json_member_int(json, "column", at.column);
	json_member_int(json, "byte", span.start);
	json_member_int(json, "length", span.end - span.start);
}

static void no_place(struct json *json)
{
	static const char *const keys[] = {"path", "line", "column", "byte", "length"};
	for (size_t i = 0; i < countof(keys); i++)
		json_member_null(json, keys[i]);
}

static void add_related(struct json *json, struct buf *scratch, const struct diag *diag,
			enum language language)
{
	json_key(json, "related");
	json_array(json);
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		buf_clear(scratch);
		hint_message(scratch, note->label, &note->args, language);
		json_object(json);
		json_member(json, "message", buf_str(scratch));
		if (note->source)
			json_place(json, note->source, note->span);
		else
			no_place(json);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_edit(struct json *json, struct source *source, const struct diag_edit *edit)
{
	json_object(json);
	json_place(json, source, edit->span);
	json_member(json, "text", edit->text);
	json_object_end(json);
}

static void add_fix(struct json *json, const struct diag *diag)
{
	if (!diag->edits || !diag->source) {
		json_member_null(json, "fix");
		return;
	}
	json_key(json, "fix");
	json_object(json);
	json_key(json, "edits");
	json_array(json);
	for (const struct diag_edit *edit = diag->edits; edit; edit = edit->next)
		add_edit(json, diag->source, edit);
	json_array_end(json);
	json_object_end(json);
}

void json_diagnostic(struct json *json, struct diag *diag, enum language language)
{
	struct buf scratch;
	buf_init(&scratch, json->out->mem);
	json_object(json);
	json_text(json, "code", diag_code(diag->id));
	json_text(json, "severity", severity_name(diag->severity));
	json_member(json, "message", diag_text(&scratch, diag, language));
	if (diag->source)
		json_place(json, diag->source, diag->span);
	else
		no_place(json);
	add_related(json, &scratch, diag, language);
	json_member_or_null(json, "help", hint_text(&scratch, diag, language));
	add_fix(json, diag);
	if (diag->example)
		json_witness(json, diag->example);
	json_object_end(json);
	buf_fini(&scratch);
}
