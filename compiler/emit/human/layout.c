/* Layout: greedy line breaks, and tables whose widest column gives way first. */
#include "emit/human/layout.h"

#include "base/text/utf8.h"

#include <assert.h>

/* Never at the beginning, and never at the end of a line (GB/T 15834, the common part). */
static const char no_line_begin[] = "、。，．：；？！）〕】」』》〉”’％…—,.:;?!)]}%";
static const char no_line_end[] = "（〔【「『《〈“‘([{";

static bool contains(struct str set, struct str character)
{
	for (size_t at = 0; at + character.len <= set.len; at++)
		if (memcmp(set.ptr + at, character.ptr, character.len) == 0)
			return true;
	return false;
}

struct glyph {
	struct str text;
	unsigned width;
};

static inline struct glyph glyph_at(struct str text, size_t at)
{
	size_t size;
	if (utf8_is_printable_ascii(text.ptr[at]))
		return (struct glyph){{text.ptr + at, 1}, 1};
	uint32_t code_point = utf8_decode(str_from_to(text, at, text.len), &size);
	unsigned width = code_point == UTF8_INVALID ? 1 : unicode_width(code_point);
	return (struct glyph){{text.ptr + at, size}, width};
}

static bool is_space(struct glyph glyph)
{
	return glyph.text.len == 1 && glyph.text.ptr[0] == ' ';
}

static bool may_break(struct glyph before, struct glyph after)
{
	if (is_space(after) || after.width == 0)
		return false;
	if (is_space(before))
		return true;
	if (before.width < 2 && after.width < 2)
		return false;
	return !contains(STR(no_line_begin), after.text) &&
	       !contains(STR(no_line_end), before.text);
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] == ' ')
		at++;
	return at;
}

static size_t without_spaces(struct str text, size_t end)
{
	while (end > 0 && text.ptr[end - 1] == ' ')
		end--;
	return end;
}

/* Whether all of it goes on one line; most text does. No character has more columns than bytes.
 * Reads no more than fits. */
static bool fits(struct str text, size_t width)
{
	size_t used = 0;
	for (size_t at = 0; text.len > width && at < text.len && used <= width;) {
		struct glyph glyph = glyph_at(text, at);
		used += glyph.width;
		at += glyph.text.len;
	}
	return used <= width;
}

size_t layout_fit(struct str text, size_t width, size_t *next)
{
	struct glyph before = {STR_NONE, 0};
	size_t used = 0, last_break = 0, at = fits(text, width) ? text.len : 0;
	while (at < text.len) {
		struct glyph glyph = glyph_at(text, at);
		if (at > 0 && may_break(before, glyph))
			last_break = at;
		if (used + glyph.width > width && !is_space(glyph) && at > 0) {
			size_t end = last_break ? last_break : at;
			*next = skip_spaces(text, end);
			return without_spaces(text, end);
		}
		used += glyph.width;
		at += glyph.text.len;
		before = glyph;
	}
	*next = text.len;
	return without_spaces(text, text.len);
}

void layout_wrap(struct buf *out, struct str text, size_t column, size_t indent, size_t width)
{
	size_t room = column < width ? width - column : 0;
	for (;;) {
		size_t next;
		size_t end = layout_fit(text, room ? room : 1, &next);
		buf_add(out, str_from_to(text, 0, end));
		if (next >= text.len)
			return;
		text = str_from_to(text, next, text.len);
		buf_add_char(out, '\n');
		buf_add_repeat(out, ' ', indent);
		room = indent < width ? width - indent : 0;
	}
}

#define COLUMN_GAP   2
#define COLUMN_LEAST 4

void table_init(struct table *table, struct mem *mem, size_t columns)
{
	assert(columns > 0 && columns <= TABLE_COLUMNS_MAX);
	*table = (struct table){.mem = mem, .columns = columns};
	buf_init(&table->text, mem);
}

void table_fini(struct table *table)
{
	buf_fini(&table->text);
	VEC_FREE(table->mem, &table->cells);
}

void table_add(struct table *table, struct str text, const char *paint)
{
	size_t start = table->text.len;
	utf8_printable(&table->text, text);
	VEC_PUSH(table->mem, &table->cells,
		 (struct table_cell){start, table->text.len - start, paint});
}

static struct str cell_text(const struct table *table, const struct table_cell *cell)
{
	return (struct str){buf_str(&table->text).ptr + cell->start, cell->length};
}

static void natural_widths(const struct table *table, size_t *widths)
{
	memset(widths, 0, sizeof(*widths) * table->columns);
	for (size_t i = 0; i < table->cells.count; i++) {
		size_t width = utf8_width(cell_text(table, &table->cells.items[i]));
		size_t *column = &widths[i % table->columns];
		*column = width > *column ? width : *column;
	}
}

static void narrow(size_t *widths, size_t count, size_t room)
{
	for (;;) {
		size_t total = 0, widest = 0;
		for (size_t i = 0; i < count; i++) {
			total += widths[i] ? widths[i] + COLUMN_GAP : 0;
			widest = widths[i] > widths[widest] ? i : widest;
		}
		if (total <= room + COLUMN_GAP || widths[widest] <= COLUMN_LEAST)
			return;
		widths[widest]--;
	}
}

static void print_cell(struct buf *out, struct str text, const char *paint)
{
	buf_add_text(out, paint);
	buf_add(out, text);
	if (*paint)
		buf_add_text(out, "\033[0m");
}

/* One line of a row; rest: what of each cell is still to be printed. True where something is. */
static bool print_line(struct buf *out, const struct table *table, const struct table_cell *row,
		       struct str *rest, const size_t *widths, size_t indent)
{
	size_t pending = indent; /* spaces, written only before text */
	bool more = false;
	for (size_t i = 0; i < table->columns; i++) {
		size_t next, width = widths[i];
		if (width == 0)
			continue;
		struct str line = {rest[i].ptr, layout_fit(rest[i], width, &next)};
		rest[i] = str_from_to(rest[i], next, rest[i].len);
		more |= rest[i].len > 0;
		if (line.len > 0) {
			buf_add_repeat(out, ' ', pending);
			print_cell(out, line, row[i].paint);
			pending = 0;
		}
		pending += width - utf8_width(line) + COLUMN_GAP;
	}
	buf_add_char(out, '\n');
	return more;
}

void table_print(struct buf *out, const struct table *table, size_t indent, size_t width)
{
	size_t widths[TABLE_COLUMNS_MAX];
	natural_widths(table, widths);
	narrow(widths, table->columns, width > indent ? width - indent : 0);
	for (size_t i = 0; i + table->columns <= table->cells.count; i += table->columns) {
		const struct table_cell *row = &table->cells.items[i];
		struct str rest[TABLE_COLUMNS_MAX];
		for (size_t c = 0; c < table->columns; c++)
			rest[c] = cell_text(table, &row[c]);
		while (print_line(out, table, row, rest, widths, indent))
			;
	}
}
