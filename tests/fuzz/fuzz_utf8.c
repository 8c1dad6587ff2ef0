/*
 * Any bytes, as text: what is quick must agree with what is plain, what is made must be
 * well-formed, and doing it twice must change nothing.
 */
#include "base/diag/source.h"
#include "base/text/utf8.h"

#include <stdlib.h>

static void must(bool condition)
{
	if (!condition)
		abort();
}

typedef void (*text_function)(struct buf *out, struct str text);

static void normalise(struct buf *out, struct str text)
{
	if (!utf8_nfc(out, text))
		buf_add(out, text);
}

/* Returns the text that came out, which holds until the heap is given up. */
static struct str must_settle(struct mem *mem, text_function make, struct str text)
{
	struct buf once, twice;
	buf_init(&once, mem);
	buf_init(&twice, mem);
	make(&once, text);
	make(&twice, buf_str(&once));
	must(str_equal(buf_str(&once), buf_str(&twice)));
	return buf_str(&once);
}

static void walk(struct str text)
{
	size_t valid = 0, length = 0;
	bool ill_formed = false;
	for (struct str rest = text; rest.len;) {
		size_t size;
		char bytes[4];
		uint32_t code_point = utf8_decode(rest, &size);
		must(size >= 1 && size <= 4 && size <= rest.len);
		if (code_point == UTF8_INVALID) {
			ill_formed = true;
			length += size;
		} else {
			must(utf8_encode(bytes, code_point) == size);
			must(memcmp(bytes, rest.ptr, size) == 0);
			length++;
		}
		if (!ill_formed)
			valid += size;
		rest = str_from_to(rest, size, rest.len);
	}
	must(utf8_valid_prefix(text) == valid);
	must(utf8_length(text) == length);
	must(utf8_width(text) <= 2 * length);
}

static void locate(struct mem *mem, struct str text)
{
	struct source source;
	struct location before = {1, 1};
	source_init(&source, mem, STR("-"), text);
	for (uint32_t at = 0; at <= source.size; at++) {
		struct location place = source_locate(&source, at);
		must(place.line > before.line ||
		     (place.line == before.line && place.column + 3 >= before.column));
		must(place.line <= source.line_count);
		must(source_line_start(&source, place.line) <= (at > 3 ? at : 3));
		before = place;
	}
	source_fini(&source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mem mem;
	struct str text = {(const char *)data, size};
	mem_init(&mem, NULL, NULL);
	walk(text);
	if (size < 4096)
		locate(&mem, text);
	struct str composed = must_settle(&mem, normalise, text);
	must(utf8_valid_prefix(text) != size || utf8_valid_prefix(composed) == composed.len);
	must(!utf8_is_nfc(text) || str_equal(text, composed));
	must_settle(&mem, utf8_skeleton, text);
	struct str printed = must_settle(&mem, utf8_printable, text);
	must(utf8_valid_prefix(printed) == printed.len);
	struct buf cut;
	buf_init(&cut, &mem);
	utf8_printable_cut(&cut, text, 20);
	must(utf8_width(buf_str(&cut)) <= 20);
	must(str_distance(text, text, 3) == 0);
	mem_fini(&mem);
	return 0;
}
