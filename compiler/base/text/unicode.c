/*
 * Properties of code points, from tables that are made at build time, and NFC by utf8proc, which
 * is only asked where a quick look cannot tell.
 */
#include "base/text/utf8.h"
#include "base/vec.h"

#include <utf8proc.h>

#include "unicode_tables.h"

/* The ideographs of the first block, two thirds of what is ever asked for. */
static inline bool is_common_han(uint32_t code_point)
{
	return code_point - 0x4E00 < 0x9FFF - 0x4E00;
}

static inline bool is_ascii_letter(uint32_t code_point)
{
	return (code_point | 0x20) - 'a' < 26;
}

/* The range with the code point in it, or NULL. */
static const struct unicode_range *range_find(const struct unicode_range *ranges, size_t count,
					      uint32_t code_point)
{
	size_t low = 0;
	/* ASCII, most often. */
	if (code_point < ranges[0].first)
		return NULL;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (code_point > ranges[middle].last)
			low = middle + 1;
		else if (code_point < ranges[middle].first)
			count = middle;
		else
			return &ranges[middle];
	}
	return NULL;
}

#define RANGE_FIND(ranges, code_point) range_find((ranges), countof(ranges), (code_point))

bool unicode_is_xid_start(uint32_t code_point)
{
	if (code_point < 0x80)
		return is_ascii_letter(code_point);
	return is_common_han(code_point) || RANGE_FIND(unicode_xid_start, code_point);
}

bool unicode_is_xid_continue(uint32_t code_point)
{
	if (code_point < 0x80)
		return is_ascii_letter(code_point) || code_point - '0' < 10 || code_point == '_';
	return is_common_han(code_point) || RANGE_FIND(unicode_xid_continue, code_point);
}

bool unicode_is_bidi_control(uint32_t code_point)
{
	return RANGE_FIND(unicode_bidi_controls, code_point);
}

bool unicode_is_control(uint32_t code_point)
{
	return (code_point < 0x20 && code_point != '\t' && code_point != '\n' &&
		code_point != '\r') ||
	       (code_point >= 0x7F && code_point < 0xA0);
}

bool unicode_is_invisible(uint32_t code_point)
{
	return !is_common_han(code_point) && RANGE_FIND(unicode_invisible, code_point);
}

enum unicode_script unicode_script(uint32_t code_point)
{
	if (code_point < 0x80)
		return is_ascii_letter(code_point) ? SCRIPT_LATIN : SCRIPT_COMMON;
	if (is_common_han(code_point))
		return SCRIPT_HAN;
	const struct unicode_range *range = RANGE_FIND(unicode_scripts, code_point);
	return range ? (enum unicode_script)range->value : SCRIPT_OTHER;
}

unsigned unicode_width(uint32_t code_point)
{
	if (code_point < 0x7F)
		return code_point >= 0x20;
	if (is_common_han(code_point))
		return 2;
	return (unsigned)utf8proc_charwidth((utf8proc_int32_t)code_point);
}

/* Below U+0300 nothing changes and nothing combines. */
static bool is_nfc_safe(uint32_t code_point)
{
	return code_point < 0x300 || is_common_han(code_point) ||
	       !RANGE_FIND(unicode_nfc_unsure, code_point);
}

bool utf8_is_nfc(struct str text)
{
	while (text.len) {
		size_t size;
		uint32_t code_point = utf8_decode(text, &size);
		if (code_point == UTF8_INVALID || !is_nfc_safe(code_point))
			return false;
		text = str_from_to(text, size, text.len);
	}
	return true;
}

struct code_points {
	utf8proc_int32_t *items;
	size_t count;
	size_t capacity;
};

/* Counts by class, so that a long pile of marks costs no more than a short one. */
static void sort_marks(struct mem *mem, utf8proc_int32_t *marks, size_t count)
{
	size_t starts[257] = {0};
	utf8proc_int32_t *sorted = mem_alloc(mem, count * sizeof(*sorted));
	for (size_t i = 0; i < count; i++)
		starts[utf8proc_get_property(marks[i])->combining_class + 1]++;
	for (size_t i = 1; i < countof(starts); i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++)
		sorted[starts[utf8proc_get_property(marks[i])->combining_class]++] = marks[i];
	memcpy(marks, sorted, count * sizeof(*sorted));
	mem_free(mem, sorted);
}

static void order_marks(struct mem *mem, struct code_points *points)
{
	for (size_t i = 0; i < points->count;) {
		size_t end = i;
		while (end < points->count &&
		       utf8proc_get_property(points->items[end])->combining_class)
			end++;
		if (end - i > 1)
			sort_marks(mem, points->items + i, end - i);
		i = end + 1;
	}
}

static void decompose(struct mem *mem, struct code_points *points, struct str text)
{
	while (text.len) {
		size_t size;
		utf8proc_int32_t parts[8];
		int boundary = 0;
		uint32_t code_point = utf8_decode(text, &size);
		utf8proc_ssize_t count =
			utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, countof(parts),
						UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &boundary);
		for (utf8proc_ssize_t i = 0; i < count; i++)
			VEC_PUSH(mem, points, parts[i]);
		text = str_from_to(text, size, text.len);
	}
}

bool utf8_nfc(struct buf *out, struct str text)
{
	if (utf8_valid_prefix(text) != text.len)
		return false;
	if (utf8_is_nfc(text)) {
		buf_add(out, text);
		return true;
	}
	struct code_points points = {0};
	decompose(out->mem, &points, text);
	order_marks(out->mem, &points);
	utf8proc_ssize_t count = utf8proc_normalize_utf32(
		points.items, (utf8proc_ssize_t)points.count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		char bytes[4];
		buf_add_bytes(out, bytes, utf8_encode(bytes, (uint32_t)points.items[i]));
	}
	VEC_FREE(out->mem, &points);
	return true;
}
