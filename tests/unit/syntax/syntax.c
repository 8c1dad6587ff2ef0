#include "syntax.h"

void reading_init(struct reading *r, struct str text)
{
	mem_init(&r->mem, NULL, NULL);
	arena_init(&r->arena, &r->mem);
	syntax_init(&r->syntax, &r->mem);
	diag_list_init(&r->diags, &r->arena);
	source_init(&r->source, &r->mem, STR("a.tol"), text);
	buf_init(&r->out, &r->mem);
	unit_parse(&r->unit, &r->syntax, &r->source, &r->arena, &r->diags);
	diag_list_sort(&r->diags);
}

void reading_fini(struct reading *r)
{
	buf_fini(&r->out);
	unit_fini(&r->unit, &r->arena);
	source_fini(&r->source);
	diag_list_fini(&r->diags);
	syntax_fini(&r->syntax);
	arena_fini(&r->arena);
	expect(r->mem.in_use == 0, "left over");
	mem_fini(&r->mem);
}

static const char *written(struct reading *r)
{
	return buf_str(&r->out).ptr;
}

const char *reading_dump(struct reading *r)
{
	buf_clear(&r->out);
	unit_dump(&r->out, &r->unit);
	return written(r);
}

const char *reading_format(struct reading *r, enum format_keywords keywords)
{
	buf_clear(&r->out);
	expect(!r->unit.misread, "misread: %s", reading_diags(r, LANGUAGE_EN));
	buf_clear(&r->out);
	if (!r->unit.misread)
		unit_format(&r->out, &r->unit, keywords);
	return written(r);
}

static void add_edits(struct reading *r, const struct diag *diag)
{
	for (const struct diag_edit *edit = diag->edits; edit; edit = edit->next) {
		buf_addf(&r->out, " | '%.*s' -> '", (int)(edit->span.end - edit->span.start),
			 r->source.text + edit->span.start);
		buf_add(&r->out, edit->text);
		buf_add_char(&r->out, '\'');
	}
}

static void add_diag(struct reading *r, const struct diag *diag, enum language language)
{
	struct location at = source_locate(&r->source, diag->span.start);
	buf_addf(&r->out, "%u:%u %s ", at.line, at.column, diag_code(diag->id));
	diag_message(&r->out, diag, language);
	if (diag->hint) {
		buf_add_text(&r->out, " | ");
		hint_message(&r->out, diag->hint, &diag->hint_args, language);
	}
	for (const struct diag_note *note = diag->notes; note; note = note->next) {
		at = source_locate(&r->source, note->span.start);
		buf_addf(&r->out, " | %u:%u ", at.line, at.column);
		hint_message(&r->out, note->label, &note->args, language);
	}
	add_edits(r, diag);
	buf_add_char(&r->out, '\n');
}

const char *reading_diags(struct reading *r, enum language language)
{
	buf_clear(&r->out);
	for (size_t i = 0; i < r->diags.items.count; i++)
		add_diag(r, r->diags.items.items[i], language);
	return written(r);
}

const char *reading_codes(struct reading *r)
{
	buf_clear(&r->out);
	for (size_t i = 0; i < r->diags.items.count; i++) {
		const struct diag *diag = r->diags.items.items[i];
		buf_addf(&r->out, "%s%s '", i ? " " : "", diag_code(diag->id));
		buf_add(&r->out, source_text(&r->source, diag->span));
		buf_add_char(&r->out, '\'');
	}
	return written(r);
}

void expect_format(const char *text, const char *formatted, enum format_keywords keywords)
{
	struct reading first, second;
	reading_init(&first, str_from(text));
	const char *once = reading_format(&first, keywords);
	expect(strcmp(once, formatted) == 0, "--- text\n%s\n--- expected\n%s\n--- got\n%s", text,
	       formatted, once);
	reading_init(&second, str_from(once));
	const char *twice = reading_format(&second, keywords);
	expect(strcmp(once, twice) == 0, "--- once\n%s\n--- twice\n%s", once, twice);
	reading_fini(&second);
	reading_fini(&first);
}

void expect_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_format(rows[i].text, rows[i].formatted, FORMAT_KEYWORDS_AS_WRITTEN);
}

/* The condition of one rule. */
static void expect_condition(const char *condition, const char *formatted)
{
	struct mem mem;
	struct buf text, wanted;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	buf_init(&wanted, &mem);
	buf_addf(&text, "tol 1 list l { bar r { when ");
	buf_add_text(&text, condition);
	buf_addf(&text, "}}");
	buf_addf(&wanted, "tol 1\n\nlist l {\n  bar r {\n    when       ");
	buf_add_text(&wanted, formatted);
	buf_addf(&wanted, "\n  }\n}\n");
	expect_format(buf_str(&text).ptr, buf_str(&wanted).ptr, FORMAT_KEYWORDS_AS_WRITTEN);
	buf_fini(&text);
	buf_fini(&wanted);
	mem_fini(&mem);
}

void expect_conditions(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		expect_condition(rows[i].text, rows[i].formatted);
}
