/* Canonical bytes: numbers, texts, and parts in the order of their bytes. */
#include "ir/canonical.h"

void writer_init(struct writer *w, struct mem *mem, enum depth depth)
{
	*w = (struct writer){.mem = mem, .depth = depth};
	buf_init(&w->out, mem);
}

void writer_fini(struct writer *w)
{
	VEC_FREE(w->mem, &w->pieces);
	buf_fini(&w->out);
}

struct digest writer_finish(struct writer *w)
{
	struct digest digest = digest_of(buf_str(&w->out));
	writer_fini(w);
	return digest;
}

/* Seven bits a byte, the lowest first; the sign is the lowest bit. Most numbers are one byte. */
void put_number(struct writer *w, int64_t number)
{
	uint64_t rest = (uint64_t)number << 1 ^ (uint64_t)(number < 0 ? -1 : 0);
	char *to = buf_reserve(&w->out, 10);
	size_t len = 0;
	for (; rest >= 0x80; rest >>= 7)
		to[len++] = (char)(rest | 0x80);
	to[len++] = (char)rest;
	w->out.len += len;
}

void put_text(struct writer *w, struct str text)
{
	put_number(w, (int64_t)text.len);
	buf_add(&w->out, text);
}

void put_wording(struct writer *w, struct str text)
{
	if (w->depth == WITH_WORDING)
		put_text(w, text);
}

struct unordered unordered_open(struct writer *w, size_t count)
{
	put_number(w, (int64_t)count);
	return (struct unordered){w->out.len, w->pieces.count};
}

void unordered_add(struct writer *w, const struct unordered *unordered)
{
	size_t start = unordered->start;
	if (w->pieces.count > unordered->first) {
		const struct piece *last = &w->pieces.items[w->pieces.count - 1];
		start = last->start + last->len;
	}
	VEC_PUSH(w->mem, &w->pieces, (struct piece){start, w->out.len - start});
}

static int piece_compare(const char *base, const struct piece *a, const struct piece *b)
{
	return str_compare((struct str){base + a->start, a->len},
			   (struct str){base + b->start, b->len});
}

static void piece_swap(struct piece *a, struct piece *b)
{
	struct piece kept = *a;
	*a = *b;
	*b = kept;
}

/* Heap sort: no comparison function of the C library takes a context. */
static void piece_sift(const char *base, struct piece *items, size_t root, size_t count)
{
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && piece_compare(base, &items[child], &items[child + 1]) < 0)
			child++;
		if (piece_compare(base, &items[root], &items[child]) >= 0)
			return;
		piece_swap(&items[root], &items[child]);
	}
}

static void pieces_sort(const char *base, struct piece *items, size_t count)
{
	for (size_t i = count / 2; i > 0; i--)
		piece_sift(base, items, i - 1, count);
	for (size_t end = count; end > 1; end--) {
		piece_swap(&items[0], &items[end - 1]);
		piece_sift(base, items, 0, end - 1);
	}
}

static bool pieces_sorted(const char *base, const struct piece *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (piece_compare(base, &items[i - 1], &items[i]) > 0)
			return false;
	}
	return true;
}

/* The parts in their order are copied behind the text, and then over what stood there. */
static void pieces_move(struct writer *w, size_t start, const struct piece *items, size_t count)
{
	size_t len = w->out.len - start;
	char *copy = buf_reserve(&w->out, len), *to = copy;
	for (size_t i = 0; i < count; i++) {
		memcpy(to, w->out.ptr + items[i].start, items[i].len);
		to += items[i].len;
	}
	memcpy(w->out.ptr + start, copy, len);
}

void unordered_close(struct writer *w, const struct unordered *unordered)
{
	size_t count = w->pieces.count - unordered->first;
	if (count > 1) {
		struct piece *items = &w->pieces.items[unordered->first];
		if (!pieces_sorted(w->out.ptr, items, count)) {
			pieces_sort(w->out.ptr, items, count);
			pieces_move(w, unordered->start, items, count);
		}
	}
	w->pieces.count = unordered->first;
}
