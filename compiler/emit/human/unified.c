/*
 * Unified difference with three lines of context. The longest run of equal lines at both ends is
 * taken off; what is left is compared with Myers' greedy algorithm, or, where that would need too
 * much memory, given as one replacement, which is as right and only longer.
 */
#include "emit/writer.h"

#include "base/text/utf8.h"
#include "base/vec.h"

#define CONTEXT	  3
#define EDITS_MAX 2048 /* steps of the comparison; its memory grows with their square */

struct lines {
	struct str *items; /* each with its line break */
	size_t count;
};

struct hunk {
	size_t before, before_end;
	size_t after, after_end;
};

struct changes {
	struct mem *mem;
	VEC(struct hunk) items; /* in order; no context */
};

static void split_lines(struct mem *mem, struct lines *lines, struct str text)
{
	VEC(struct str) all = {0};
	for (size_t at = 0, end; at < text.len; at = end) {
		const char *found = memchr(text.ptr + at, '\n', text.len - at);
		end = found ? (size_t)(found - text.ptr) + 1 : text.len;
		VEC_PUSH(mem, &all, str_from_to(text, at, end));
	}
	*lines = (struct lines){all.items, all.count};
}

/* A line that differs joins the change right before it. */
static void change_add(struct changes *changes, size_t before, size_t before_count, size_t after,
		       size_t after_count)
{
	struct hunk *last =
		changes->items.count ? &changes->items.items[changes->items.count - 1] : NULL;
	if (last && last->before_end == before && last->after_end == after) {
		last->before_end += before_count;
		last->after_end += after_count;
		return;
	}
	VEC_PUSH(changes->mem, &changes->items,
		 (struct hunk){before, before + before_count, after, after + after_count});
}

struct comparison {
	const struct lines *a, *b;
	size_t start;			 /* equal lines before */
	ptrdiff_t n, m;			 /* lines that are compared */
	ptrdiff_t *reach[EDITS_MAX + 1]; /* furthest x for each diagonal, after each step */
};

static bool lines_equal(const struct comparison *c, ptrdiff_t x, ptrdiff_t y)
{
	return str_equal(c->a->items[c->start + (size_t)x], c->b->items[c->start + (size_t)y]);
}

static ptrdiff_t step_from(const ptrdiff_t *last, ptrdiff_t d, ptrdiff_t k)
{
	if (d == 0)
		return 0;
	bool down = k == -d || (k != d && last[k - 1] < last[k + 1]);
	return down ? last[k + 1] : last[k - 1] + 1;
}

/* Returns the number of edits, or -1 where there are too many. */
static ptrdiff_t compare_forward(struct mem *mem, struct comparison *c)
{
	for (ptrdiff_t d = 0; d <= EDITS_MAX; d++) {
		ptrdiff_t *row = mem_alloc(mem, (size_t)(2 * d + 3) * sizeof(*row));
		c->reach[d] = row + d + 1;
		for (ptrdiff_t k = -d; k <= d; k += 2) {
			ptrdiff_t x = step_from(d ? c->reach[d - 1] : NULL, d, k);
			while (x < c->n && x - k < c->m && x >= 0 && lines_equal(c, x, x - k))
				x++;
			c->reach[d][k] = x;
			if (x >= c->n && x - k >= c->m)
				return d;
		}
	}
	return -1;
}

/* The edits of the path that compare_forward found, last one first. */
static void trace_back(struct comparison *c, ptrdiff_t d, struct changes *reversed)
{
	ptrdiff_t x = c->n, y = c->m;
	for (; d > 0; d--) {
		const ptrdiff_t *last = c->reach[d - 1];
		ptrdiff_t k = x - y;
		bool down = k == -d || (k != d && last[k - 1] < last[k + 1]);
		ptrdiff_t from_x = down ? last[k + 1] : last[k - 1];
		ptrdiff_t from_y = down ? from_x - (k + 1) : from_x - (k - 1);
		VEC_PUSH(reversed->mem, &reversed->items,
			 (struct hunk){c->start + (size_t)from_x, c->start + (size_t)from_x + !down,
				       c->start + (size_t)from_y,
				       c->start + (size_t)from_y + down});
		x = from_x;
		y = from_y;
	}
}

static void free_rows(struct mem *mem, struct comparison *c, ptrdiff_t rows)
{
	for (ptrdiff_t d = 0; d < rows; d++)
		mem_free(mem, c->reach[d] - d - 1);
}

static void compare_middle(struct changes *changes, struct comparison *c)
{
	struct mem *mem = changes->mem;
	struct changes reversed = {.mem = mem};
	ptrdiff_t d = compare_forward(mem, c);
	if (d < 0)
		change_add(changes, c->start, (size_t)c->n, c->start, (size_t)c->m);
	else
		trace_back(c, d, &reversed);
	for (size_t i = reversed.items.count; i-- > 0;) {
		const struct hunk *edit = &reversed.items.items[i];
		change_add(changes, edit->before, edit->before_end - edit->before, edit->after,
			   edit->after_end - edit->after);
	}
	free_rows(mem, c, d < 0 ? EDITS_MAX + 1 : d + 1);
	VEC_FREE(mem, &reversed.items);
}

static void compare_lines(struct changes *changes, const struct lines *a, const struct lines *b)
{
	size_t start = 0, a_end = a->count, b_end = b->count;
	while (start < a_end && start < b_end && str_equal(a->items[start], b->items[start]))
		start++;
	while (a_end > start && b_end > start &&
	       str_equal(a->items[a_end - 1], b->items[b_end - 1])) {
		a_end--;
		b_end--;
	}
	if (a_end == start && b_end == start)
		return;
	struct comparison *c = mem_zalloc(changes->mem, sizeof(*c));
	*c = (struct comparison){.a = a, .b = b, .start = start};
	c->n = (ptrdiff_t)(a_end - start);
	c->m = (ptrdiff_t)(b_end - start);
	compare_middle(changes, c);
	mem_free(changes->mem, c);
}

static void add_range(struct buf *out, char sign, size_t from, size_t to)
{
	size_t count = to - from;
	buf_addf(out, "%c%zu", sign, count ? from + 1 : from);
	if (count != 1)
		buf_addf(out, ",%zu", count);
}

static void add_lines(struct buf *out, char sign, const struct lines *lines, size_t from, size_t to)
{
	for (; from < to; from++) {
		struct str line = lines->items[from];
		buf_add_char(out, sign);
		buf_add(out, line);
		if (!str_ends_with(line, STR("\n")))
			buf_add_text(out, "\n\\ No newline at end of file\n");
	}
}

/* Changes that stand so near each other that their contexts meet: from first up to, not including,
 * the result. */
static size_t hunk_end(const struct changes *changes, size_t first)
{
	size_t end = first + 1;
	while (end < changes->items.count &&
	       changes->items.items[end].before - changes->items.items[end - 1].before_end <=
		       2 * CONTEXT)
		end++;
	return end;
}

static void add_hunk(struct buf *out, const struct lines *a, const struct lines *b,
		     const struct hunk *changes, size_t count)
{
	const struct hunk *last = &changes[count - 1];
	size_t lead = changes->before < CONTEXT ? changes->before : CONTEXT;
	size_t tail = a->count - last->before_end < CONTEXT ? a->count - last->before_end : CONTEXT;
	size_t at = changes->before - lead;
	buf_add_text(out, "@@ ");
	add_range(out, '-', at, last->before_end + tail);
	buf_add_char(out, ' ');
	add_range(out, '+', changes->after - lead, last->after_end + tail);
	buf_add_text(out, " @@\n");
	for (size_t i = 0; i < count; i++) {
		add_lines(out, ' ', a, at, changes[i].before);
		add_lines(out, '-', a, changes[i].before, changes[i].before_end);
		add_lines(out, '+', b, changes[i].after, changes[i].after_end);
		at = changes[i].before_end;
	}
	add_lines(out, ' ', a, at, at + tail);
}

void unified_diff(struct buf *out, struct str path, struct str before, struct str after)
{
	struct changes changes = {.mem = out->mem};
	struct lines a, b;
	if (str_equal(before, after))
		return;
	split_lines(out->mem, &a, before);
	split_lines(out->mem, &b, after);
	compare_lines(&changes, &a, &b);
	buf_add_text(out, "--- ");
	utf8_printable(out, path);
	buf_add_text(out, "\n+++ ");
	utf8_printable(out, path);
	buf_add_char(out, '\n');
	for (size_t i = 0, end; i < changes.items.count; i = end) {
		end = hunk_end(&changes, i);
		add_hunk(out, &a, &b, &changes.items.items[i], end - i);
	}
	VEC_FREE(out->mem, &changes.items);
	mem_free(out->mem, a.items);
	mem_free(out->mem, b.items);
}
