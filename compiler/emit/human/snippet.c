/*
 * Source excerpts with marks below them. What is printed and what is marked is worked out in one
 * pass over the line, by display width; of a long line only a window around the mark is shown.
 */
#include "emit/writer.h"

#include "base/text/utf8.h"
#include "base/vec.h"

#include <stdlib.h>

#define TAB_WIDTH   8
#define LINE_SHORT  4096 /* bytes; only shorter lines are measured as a whole */
#define LEAST_ROOM  20
#define GUTTER_SIDE 3 /* " | " */

struct excerpt {
	struct emit *e;
	struct buf shown;
	struct buf marks;
	size_t column; /* of shown, from 0 */
	size_t marked; /* end of marks, in columns */
	char mark;
};

static struct str character_at(struct str line, size_t at)
{
	size_t size;
	utf8_decode(str_from_to(line, at, line.len), &size);
	return (struct str){line.ptr + at, size};
}

/* Appends what stands for one character in a column; returns its width. */
static size_t show_character(struct buf *out, struct str character, size_t column)
{
	size_t start = out->len;
	if (*character.ptr == '\t') {
		size_t width = TAB_WIDTH - column % TAB_WIDTH;
		buf_add_repeat(out, ' ', width);
		return width;
	}
	utf8_printable(out, character);
	return utf8_width((struct str){out->ptr + start, out->len - start});
}

/* Where the character before the offset begins. */
static size_t step_back(struct str line, size_t at)
{
	for (size_t size = at < 4 ? at : 4; size > 1; size--) {
		if (character_at(str_from_to(line, 0, at), at - size).len == size)
			return at - size;
	}
	return at - 1;
}

/* The window: from a character about a third of the room before the mark to as far as the room
 * goes. */
static struct span line_window(struct emit *e, struct str line, struct span span, size_t room)
{
	struct buf scratch;
	buf_init(&scratch, e->out->mem);
	size_t column = 0, start = 0, end = 0;
	bool whole = line.len <= LINE_SHORT;
	for (; whole && end < line.len && column <= room; end += character_at(line, end).len)
		column += show_character(&scratch, character_at(line, end), column);
	if (!whole || column > room) {
		column = 2; /* for an ellipsis at each side */
		start = end = span.start;
		while (start > 0 && column < room / 3 && end - start < 4 * room) {
			start = step_back(line, start);
			column += show_character(&scratch, character_at(line, start), 0);
		}
		while (end < line.len && end - start < 16 * room) {
			column += show_character(&scratch, character_at(line, end), 0);
			if (column > room)
				break;
			end += character_at(line, end).len;
		}
	}
	buf_fini(&scratch);
	return (struct span){(uint32_t)start, (uint32_t)end};
}

static void mark_columns(struct excerpt *x, size_t from, size_t to)
{
	if (from > x->marked) {
		buf_add_repeat(&x->marks, ' ', from - x->marked);
		x->marked = from;
	}
	if (to > x->marked)
		buf_add_repeat(&x->marks, x->mark, to - x->marked);
	x->marked = to > x->marked ? to : x->marked;
}

static void add_ellipsis(struct excerpt *x)
{
	buf_add(&x->shown, STR("…"));
	x->column++;
}

/* Inside a window the columns of tabs are counted from its beginning. */
static void fill_excerpt(struct excerpt *x, struct str line, struct span window, struct span span)
{
	bool any = false;
	if (window.start > 0)
		add_ellipsis(x);
	for (size_t at = window.start; at < window.end;) {
		struct str character = character_at(line, at);
		size_t from = x->column;
		x->column += show_character(&x->shown, character, from);
		if (at >= span.start && at < span.end) {
			/* What has no width of its own is marked where it is drawn. */
			bool drawn = x->column > from;
			if (drawn || !any)
				mark_columns(x, drawn || from == 0 ? from : from - 1,
					     drawn ? x->column : from + (from == 0));
			any = true;
		} else if (at == span.start) {
			mark_columns(x, from, from + 1);
			any = true;
		}
		at += character.len;
	}
	if (!any)
		mark_columns(x, x->column, x->column + 1);
	if (window.end < line.len)
		add_ellipsis(x);
}

static void add_gutter(struct emit *e, uint32_t line, size_t gutter)
{
	struct buf number;
	buf_init(&number, e->out->mem);
	if (line > 0)
		buf_add_int(&number, line);
	emit_paint(e, PAINT_FAINT);
	buf_add_repeat(e->out, ' ', gutter - number.len);
	buf_add(e->out, buf_str(&number));
	buf_add_text(e->out, " |");
	emit_paint(e, PAINT_NONE);
	buf_fini(&number);
}

/* One line with marks below; span is within the line. */
static void add_excerpt(struct emit *e, struct str line, uint32_t number, struct span span,
			size_t gutter, char mark, enum paint paint)
{
	struct excerpt x = {.e = e, .mark = mark};
	size_t side = gutter + GUTTER_SIDE;
	size_t room = e->style->columns > side + LEAST_ROOM ? e->style->columns - side : LEAST_ROOM;
	buf_init(&x.shown, e->out->mem);
	buf_init(&x.marks, e->out->mem);
	fill_excerpt(&x, line, line_window(e, line, span, room), span);
	add_gutter(e, number, gutter);
	if (x.shown.len > 0)
		buf_add_char(e->out, ' ');
	buf_add(e->out, buf_str(&x.shown));
	buf_add_char(e->out, '\n');
	add_gutter(e, 0, gutter);
	buf_add_char(e->out, ' ');
	emit_paint(e, paint);
	buf_add(e->out, buf_str(&x.marks));
	emit_paint(e, PAINT_NONE);
	buf_add_char(e->out, '\n');
	buf_fini(&x.shown);
	buf_fini(&x.marks);
}

void emit_snippet(struct emit *e, struct source *source, struct span span, size_t gutter, char mark,
		  enum paint paint)
{
	uint32_t number = source_locate(source, span.start).line;
	uint32_t base = source_line_start(source, number);
	struct str line = source_line(source, number);
	uint32_t end = span.end - base > line.len ? (uint32_t)line.len : span.end - base;
	add_gutter(e, 0, gutter);
	buf_add_char(e->out, '\n');
	add_excerpt(e, line, number, (struct span){span.start - base, end}, gutter, mark, paint);
}

static bool edit_in_line(const struct diag_edit *edit, uint32_t base, size_t length)
{
	return edit->span.start >= base && edit->span.end <= base + length &&
	       !memchr(edit->text.ptr ? edit->text.ptr : "", '\n', edit->text.len);
}

struct placed_edit {
	const struct diag_edit *edit;
	size_t order; /* in the list */
};

struct placed_edits {
	struct mem *mem;
	VEC(struct placed_edit) items;
};

static int placed_compare(const void *left, const void *right)
{
	const struct placed_edit *a = left, *b = right;
	uint32_t at = a->edit->span.start, other = b->edit->span.start;
	return at == other ? (a->order > b->order) - (a->order < b->order)
			   : (at > other) - (at < other);
}

/* In the order of their places; those of one place in the order of the list. There is one. */
static void edits_place(struct placed_edits *placed, const struct diag_edit *edits)
{
	for (size_t order = 0; edits; edits = edits->next)
		VEC_PUSH(placed->mem, &placed->items, (struct placed_edit){edits, order++});
	qsort(placed->items.items, placed->items.count, sizeof(*placed->items.items),
	      placed_compare);
}

/* Appends the line as the edits would leave it; the span of the first to the last inserted text. */
static struct span patch_line(struct buf *out, struct str line, uint32_t base,
			      const struct placed_edits *placed)
{
	struct span inserted = {UINT32_MAX, 0};
	uint32_t at = base;
	for (size_t i = 0; i < placed->items.count; i++) {
		const struct diag_edit *edit = placed->items.items[i].edit;
		if (!edit_in_line(edit, base, line.len))
			break;
		if (edit->span.start < at)
			continue;
		buf_add(out, str_from_to(line, at - base, edit->span.start - base));
		if (inserted.start == UINT32_MAX)
			inserted.start = (uint32_t)out->len;
		buf_add(out, edit->text);
		inserted.end = (uint32_t)out->len;
		at = edit->span.end;
	}
	buf_add(out, str_from_to(line, at - base, line.len));
	return inserted;
}

static void add_patched(struct emit *e, struct source *source, const struct placed_edits *placed,
			size_t gutter)
{
	const struct diag_edit *first = placed->items.items[0].edit;
	uint32_t number = source_locate(source, first->span.start).line;
	uint32_t base = source_line_start(source, number);
	struct str line = source_line(source, number);
	struct buf patched;
	if (!edit_in_line(first, base, line.len))
		return;
	buf_init(&patched, e->out->mem);
	struct span inserted = patch_line(&patched, line, base, placed);
	add_excerpt(e, buf_str(&patched), number, inserted, gutter, '~', PAINT_GOOD);
	buf_fini(&patched);
}

void emit_patched(struct emit *e, struct source *source, const struct diag_edit *edits,
		  size_t gutter)
{
	struct placed_edits placed = {.mem = e->out->mem};
	edits_place(&placed, edits);
	add_patched(e, source, &placed, gutter);
	VEC_FREE(placed.mem, &placed.items);
}
