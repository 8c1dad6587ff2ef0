/* UTF-8 as bytes: decoding, encoding, validity, length, and text made fit for a terminal. */
#include "base/text/utf8.h"

#define ONES  UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)

static inline uint64_t load8(const char *ptr)
{
	uint64_t word;
	memcpy(&word, ptr, sizeof(word));
	return word;
}

/* A lead byte, how long its sequence is, and what its second byte may be (Unicode, table 3-7). */
struct lead {
	unsigned char size, low, high;
};

static inline struct lead lead_of(unsigned char byte)
{
	if (byte < 0xC2)
		return (struct lead){0, 0, 0};
	if (byte < 0xE0)
		return (struct lead){2, 0x80, 0xBF};
	if (byte < 0xF0)
		return (struct lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
	if (byte < 0xF5)
		return (struct lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
	return (struct lead){0, 0, 0};
}

uint32_t utf8_decode(struct str text, size_t *size)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	*size = 1;
	if (bytes[0] < 0x80)
		return bytes[0];
	struct lead lead = lead_of(bytes[0]);
	if (!lead.size || text.len < 2 || bytes[1] < lead.low || bytes[1] > lead.high)
		return UTF8_INVALID;
	uint32_t code_point = (uint32_t)(bytes[0] & (0x7F >> lead.size)) << 6 | (bytes[1] & 0x3F);
	for (*size = 2; *size < lead.size; ++*size) {
		if (*size == text.len || (bytes[*size] & 0xC0) != 0x80)
			return UTF8_INVALID;
		code_point = code_point << 6 | (bytes[*size] & 0x3F);
	}
	return code_point;
}

size_t utf8_encode(char out[4], uint32_t code_point)
{
	size_t size = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
	for (size_t i = size - 1; i > 0; i--, code_point >>= 6)
		out[i] = (char)(0x80 | (code_point & 0x3F));
	out[0] = (char)(leads[size] | code_point);
	return size;
}

/* U+2000 to U+9FFF and U+F000 to U+FFFF, all of three bytes. */
static inline uint8_t leads_plain(uint8_t byte)
{
	return (uint8_t)(byte - 0xE2) < 8 || byte == 0xEF;
}

/* Each byte is judged by itself and the two before it, without branches, so that compilers judge
 * many at once. What is odd among characters of three bytes: U+2000 to U+200F, U+2028 to U+207F,
 * U+3140 to U+317F, U+F000 to U+FEFF, U+FF80 to U+FFFF. */
static bool step_is_plain(const uint8_t *at)
{
	uint8_t odd = 0;
	for (ptrdiff_t i = 0; i < UTF8_PLAIN_STEP; i++) {
		uint8_t byte = at[i], second = at[i - 1], first = at[i - 2];
		uint8_t follows = (byte & 0xC0) == 0x80;
		uint8_t blank = (byte == '\n') | (byte == '\r') | (byte == '\t');
		uint8_t shows = (uint8_t)(byte - 0x20) < 0x5F;
		odd |= follows ^ (leads_plain(second) | leads_plain(first));
		odd |= !(follows | blank | shows | leads_plain(byte));
		odd |= (second == 0xE2) & (byte == 0x81);
		odd |= (first == 0xE2) & (second == 0x80) & ((uint8_t)(byte - 0x90) >= 0x18);
		odd |= (second == 0xE3) & (byte == 0x85);
		odd |= (second == 0xEF) & ((byte | 1) != 0xBD);
	}
	return !odd;
}

size_t utf8_skip_plain(struct str text, size_t from)
{
	const uint8_t *bytes = (const uint8_t *)text.ptr;
	size_t at = from;
	if (from < 2)
		return from;
	while (text.len - at >= UTF8_PLAIN_STEP && step_is_plain(bytes + at))
		at += UTF8_PLAIN_STEP;
	/* What the next step was to finish. */
	if (at > from)
		at -= leads_plain(bytes[at - 1]) ? 1 : leads_plain(bytes[at - 2]) ? 2 : 0;
	return at;
}

size_t utf8_valid_prefix(struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		const unsigned char *bytes = (const unsigned char *)text.ptr + at;
		size_t left = text.len - at;
		size_t size;
		if (bytes[0] < 0x80) {
			if (left >= 8 && !(load8(text.ptr + at) & HIGHS))
				at += 8;
			else
				at++;
			continue;
		}
		/* U+1000 to U+CFFF needs no look at the second byte's range: most of Han. */
		while (left >= 3 && bytes[0] - 0xE1u < 12 && (bytes[1] & 0xC0) == 0x80 &&
		       (bytes[2] & 0xC0) == 0x80) {
			bytes += 3;
			left -= 3;
		}
		at = text.len - left;
		if (!left || bytes[0] < 0x80)
			continue;
		if (utf8_decode((struct str){text.ptr + at, left}, &size) == UTF8_INVALID)
			return at;
		at += size;
	}
	return at;
}

size_t utf8_length(struct str text)
{
	size_t length = 0;
	while (text.len) {
		size_t valid = utf8_valid_prefix(text);
		size_t at = 0;
		/* Every byte but the continuation bytes (10xxxxxx) begins a code point. */
		for (; at + 8 <= valid; at += 8) {
			uint64_t word = load8(text.ptr + at);
			uint64_t follows = (word >> 7) & ~(word >> 6) & ONES;
			length += 8 - (size_t)(follows * ONES >> 56);
		}
		for (; at < valid; at++)
			length += ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
		if (valid < text.len) {
			valid++;
			length++;
		}
		text = str_from_to(text, valid, text.len);
	}
	return length;
}

size_t utf8_width(struct str text)
{
	size_t width = 0;
	for (;;) {
		size_t size, plain = 0;
		while (plain < text.len && utf8_is_printable_ascii(text.ptr[plain]))
			plain++;
		width += plain;
		text = str_from_to(text, plain, text.len);
		if (!text.len)
			return width;
		uint32_t code_point = utf8_decode(text, &size);
		if (code_point == UTF8_INVALID)
			width += size;
		else
			width += code_point == '\t' ? 1 : unicode_width(code_point);
		text = str_from_to(text, size, text.len);
	}
}

static bool is_hidden(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) ||
	       code_point == 0x2028 || code_point == 0x2029 ||
	       (code_point > 0xA0 &&
		(unicode_is_bidi_control(code_point) || unicode_is_invisible(code_point)));
}

/* What stands for the front of the text: size bytes of it become *len bytes in out. */
static size_t printable_next(char out[16], size_t *len, struct str text)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t size;
	uint32_t code_point = utf8_decode(text, &size);
	char *to = out;
	if (code_point == UTF8_INVALID) {
		unsigned char byte = (unsigned char)text.ptr[0];
		*to++ = '<';
		*to++ = digits[byte >> 4];
		*to++ = digits[byte & 15];
		*to++ = '>';
		size = 1;
	} else if (code_point == '\n' || code_point == '\r' || code_point == '\t') {
		*to++ = ' ';
	} else if (is_hidden(code_point)) {
		int shift = 12;
		while (code_point >> shift > 15)
			shift += 4;
		memcpy(to, "<U+", 3);
		to += 3;
		for (; shift >= 0; shift -= 4)
			*to++ = digits[code_point >> shift & 15];
		*to++ = '>';
	} else {
		to += utf8_encode(to, code_point);
	}
	*len = (size_t)(to - out);
	return size;
}

/* How many bytes at the front stand for themselves: nearly always all of them. */
static size_t printable_prefix(struct str text)
{
	size_t at = 0;
	while (at < text.len) {
		if (utf8_is_printable_ascii(text.ptr[at]))
			at++;
		else if (utf8_is_han(str_from_to(text, at, text.len)))
			at += 3;
		else
			break;
	}
	return at;
}

void utf8_printable(struct buf *out, struct str text)
{
	while (text.len) {
		char piece[16];
		size_t len, size = printable_prefix(text);
		buf_add_bytes(out, text.ptr, size);
		text = str_from_to(text, size, text.len);
		if (!text.len)
			return;
		size = printable_next(piece, &len, text);
		buf_add_bytes(out, piece, len);
		text = str_from_to(text, size, text.len);
	}
}

void utf8_printable_cut(struct buf *out, struct str text, size_t columns)
{
	size_t width = 0;
	size_t fits = out->len; /* where the ellipsis would still find room */
	for (size_t pieces = 0; text.len; pieces++) {
		char piece[16];
		size_t len;
		size_t size = printable_next(piece, &len, text);
		width += utf8_width((struct str){piece, len});
		/* Marks have no width: a pile of them is cut as well. */
		if (width > columns || pieces > columns * 4) {
			out->len = fits;
			buf_add_text(out, "…");
			return;
		}
		buf_add_bytes(out, piece, len);
		if (width < columns)
			fits = out->len;
		text = str_from_to(text, size, text.len);
	}
}
