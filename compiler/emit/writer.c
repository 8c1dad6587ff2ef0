/* What the formats share: words, colours, and the way of text from a file to a reader. */
#include "emit/writer.h"

#include "base/text/utf8.h"
#include "emit/human/layout.h"

static const char *const word_table[WORD_COUNT][2] = {
#define WORD(id, en, zh) [WORD_##id] = {en, zh},
#include "emit/word.def"
#undef WORD
};

struct str word_text(enum language language, enum word_id id)
{
	return str_from(word_table[id][language]);
}

static bool is_argument(struct str text)
{
	return text.len >= 3 && text.ptr[0] == '{' && text.ptr[2] == '}' && text.ptr[1] >= '0' &&
	       text.ptr[1] < '0' + DIAG_ARGS_MAX;
}

static void fill(struct buf *out, struct str text, struct diag_args args)
{
	for (size_t at = 0; at < text.len; at++) {
		struct str rest = str_from_to(text, at, text.len);
		if (!is_argument(rest)) {
			buf_add_char(out, *rest.ptr);
			continue;
		}
		buf_add(out, args.arg[rest.ptr[1] - '0']);
		at += 2;
	}
}

void word_add(struct buf *out, enum language language, enum word_id id, struct diag_args args)
{
	fill(out, word_text(language, id), args);
}

void word_count(struct buf *out, enum language language, enum word_id id, size_t count)
{
	struct str text = word_text(language, id);
	const char *bar = memchr(text.ptr, '|', text.len);
	struct buf number;
	if (bar && count == 1)
		text = str_from_to(text, 0, (size_t)(bar - text.ptr));
	else if (bar)
		text = str_from_to(text, (size_t)(bar - text.ptr) + 1, text.len);
	buf_init(&number, out->mem);
	buf_add_int(&number, (int64_t)count);
	fill(out, text, ARGS(buf_str(&number)));
	buf_fini(&number);
}

void name_add(struct buf *out, struct str whole, struct str part)
{
	struct buf name;
	buf_init(&name, out->mem);
	buf_add_name(&name, whole, part);
	utf8_printable(out, buf_str(&name));
	buf_fini(&name);
}

void emit_word(struct emit *e, enum word_id id, struct diag_args args)
{
	word_add(e->out, e->style->language, id, args);
}

void emit_counts(struct emit *e, size_t column, enum word_id id, size_t a, size_t b)
{
	struct buf first, second, text;
	buf_init(&first, e->out->mem);
	buf_init(&second, e->out->mem);
	buf_init(&text, e->out->mem);
	buf_add_int(&first, (int64_t)a);
	buf_add_int(&second, (int64_t)b);
	word_add(&text, e->style->language, id, ARGS(buf_str(&first), buf_str(&second)));
	layout_wrap(e->out, buf_str(&text), column, column, e->style->columns);
	buf_fini(&first);
	buf_fini(&second);
	buf_fini(&text);
}

void emit_labelled(struct emit *e, enum word_id label, const char *code, enum paint paint,
		   struct str text)
{
	struct buf line;
	buf_init(&line, e->out->mem);
	buf_add(&line, word_text(e->style->language, label));
	if (code)
		buf_addf(&line, "[%s]", code);
	emit_paint(e, paint);
	buf_add(e->out, buf_str(&line));
	emit_paint(e, PAINT_NONE);
	struct str colon = word_text(e->style->language, WORD_COLON);
	buf_add(e->out, colon);
	layout_wrap(e->out, text, utf8_width(buf_str(&line)) + utf8_width(colon), 2,
		    e->style->columns);
	buf_add_char(e->out, '\n');
	buf_fini(&line);
}

void emit_text(struct emit *e, struct str text)
{
	utf8_printable(e->out, text);
}

void emit_lines(struct emit *e, struct str text)
{
	for (size_t start = 0, i = 0; i <= text.len; i++) {
		bool end = i == text.len;
		if (!end && text.ptr[i] != '\n' && text.ptr[i] != '\t')
			continue;
		emit_text(e, str_from_to(text, start, i));
		if (!end)
			buf_add_char(e->out, text.ptr[i]);
		start = i + 1;
	}
}

void emit_path(struct emit *e, struct str path)
{
	bool within = path.len > 0 && path.ptr[0] != '/' && !str_equal(path, STR("-"));
	if (within)
		emit_text(e, e->answer->root);
	emit_text(e, path);
}

const char *paint_code(const struct emit *e, enum paint paint)
{
	static const char *const codes[] = {
		[PAINT_NONE] = "\033[0m",	[PAINT_STRONG] = "\033[1m",
		[PAINT_FAINT] = "\033[2m",	[PAINT_ERROR] = "\033[1;31m",
		[PAINT_WARNING] = "\033[1;33m", [PAINT_NOTE] = "\033[1;36m",
		[PAINT_GOOD] = "\033[32m",
	};
	return e->style->color ? codes[paint] : "";
}

void emit_paint(struct emit *e, enum paint paint)
{
	buf_add_text(e->out, paint_code(e, paint));
}

struct severity_row {
	const char *name;
	enum word_id word;
	enum paint paint;
};

static const struct severity_row severity_rows[] = {
	[SEVERITY_NOTE] = {"note", WORD_NOTE, PAINT_NOTE},
	[SEVERITY_WARNING] = {"warning", WORD_WARNING, PAINT_WARNING},
	[SEVERITY_ERROR] = {"error", WORD_ERROR, PAINT_ERROR},
};

enum paint severity_paint(enum diag_severity severity)
{
	return severity_rows[severity].paint;
}

enum word_id severity_word(enum diag_severity severity)
{
	return severity_rows[severity].word;
}

const char *severity_name(enum diag_severity severity)
{
	return severity_rows[severity].name;
}
