/*
 * Lines of the formatted text: where they end, which blank lines stay, where comments go. A comment
 * stays between the two words between which it stood; only words that the tree keeps count, so that
 * formatting the result once more changes nothing.
 */
#include "syntax/format/format.h"

#include "base/text/utf8.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The length of the blank that ends at the offset, or 0. */
static uint32_t blank_behind(const struct format *f, uint32_t offset)
{
	if (offset > 0 && is_blank(f->text[offset - 1]))
		return 1;
	bool wide = offset >= 3 && memcmp(f->text + offset - 3, "\xE3\x80\x80", 3) == 0;
	return wide ? 3 : 0;
}

static uint32_t blanks_skip_back(const struct format *f, uint32_t offset)
{
	for (uint32_t size; (size = blank_behind(f, offset)) != 0;)
		offset -= size;
	return offset;
}

static bool blank_line_before(const struct format *f, uint32_t offset)
{
	offset = blanks_skip_back(f, offset);
	if (offset == 0 || f->text[offset - 1] != '\n')
		return false;
	offset = blanks_skip_back(f, offset - 1);
	return offset > 0 && f->text[offset - 1] == '\n';
}

static bool comment_trails(const struct format *f, uint32_t offset)
{
	offset = blanks_skip_back(f, offset);
	return offset > 0 && f->text[offset - 1] != '\n';
}

static void trim(struct format *f)
{
	while (f->out->len > f->line && f->out->ptr[f->out->len - 1] == ' ')
		f->out->len--;
}

void line_break(struct format *f, uint32_t column, enum blank blank, uint32_t offset)
{
	if (f->out->len > f->start) {
		trim(f);
		put_char(f, '\n');
		if (!f->opened && (blank == BLANK_ALWAYS ||
				   (blank == BLANK_KEPT && blank_line_before(f, offset))))
			put_char(f, '\n');
	}
	f->line = f->out->len;
	f->ended = f->opened = false;
	buf_add_repeat(f->out, ' ', column);
}

/* Without the mark, which may be full-width, and the blanks at its end. */
static struct str comment_text(const struct format *f, struct span span)
{
	uint32_t mark = f->text[span.start] == '#' ? 1 : 3;
	uint32_t end = span.end;
	for (uint32_t size; end > span.start + mark && (size = blank_behind(f, end)) != 0;)
		end -= size;
	return source_text(f->unit->source, (struct span){span.start + mark, end});
}

static void comment_next(struct format *f)
{
	f->comment++;
	f->comment_at = f->comment < f->unit->comments.count
				? f->unit->comments.items[f->comment].start
				: UINT32_MAX;
}

/* Returns what holds for the blank line before whatever follows. */
static enum blank comment_write(struct format *f, uint32_t column, enum blank blank)
{
	bool behind = !f->ended && f->out->len > f->start && comment_trails(f, f->comment_at);
	if (behind) {
		trim(f);
		put(f, STR("  "));
	} else {
		line_break(f, column, blank, f->comment_at);
		blank = blank == BLANK_ALWAYS ? BLANK_KEPT : blank;
	}
	put_char(f, '#');
	put(f, comment_text(f, f->unit->comments.items[f->comment]));
	comment_next(f);
	f->ended = true;
	return blank;
}

enum blank comments_flush(struct format *f, uint32_t offset, uint32_t column, enum blank blank)
{
	while (f->comment_at < offset) {
		if (f->flat) {
			f->failed = true;
			return blank;
		}
		blank = comment_write(f, column, blank);
	}
	return blank;
}

bool word_place(struct format *f, uint32_t offset)
{
	comments_flush(f, offset, f->margins.hang, BLANK_NEVER);
	if (!f->ended)
		return false;
	line_break(f, f->margins.hang, BLANK_NEVER, offset);
	return true;
}

void continue_line(struct format *f, uint32_t next)
{
	comments_flush(f, next, f->margins.hang, BLANK_NEVER);
	line_break(f, f->margins.hang, BLANK_NEVER, next);
}

static bool line_fits(const struct format *f)
{
	struct str line = {f->out->ptr + f->line, f->out->len - f->line};
	size_t columns = FORMAT_COLUMNS - f->margins.reserve;
	/* No character is wider than the bytes it takes. */
	return line.len <= columns ||
	       (line.len <= FORMAT_FLAT_BYTES && utf8_width(line) <= columns);
}

bool flat_overflows(const struct format *f)
{
	return f->flat && (f->failed || f->out->len - f->line > FORMAT_FLAT_BYTES);
}

void group_write(struct format *f, const struct node *node, format_writer *writer)
{
	if (!f->flat) {
		size_t before = f->out->len;
		f->flat = true;
		f->failed = false;
		writer(f, node);
		f->flat = false;
		if (!f->failed && line_fits(f))
			return;
		f->out->len = before;
	}
	writer(f, node);
}
