/*
 * UTF-8 and the properties of code points that the language needs (Unicode 15, UAX #31, #39, #11).
 * The tables are generated at build time from Debian's unicode-data; NFC comes from utf8proc.
 */
#ifndef TOLC_BASE_UTF8_H
#define TOLC_BASE_UTF8_H

#include "base/buf.h"
#include "base/str.h"

#define UTF8_INVALID ((uint32_t)-1)

/* The code point at text.ptr and, in *size, its length in bytes. Overlong forms, surrogates, stray
 * or missing continuation bytes and values above U+10FFFF give UTF8_INVALID with the length of the
 * maximal ill-formed part (at least 1). text must not be empty. */
uint32_t utf8_decode(struct str text, size_t *size);
/* Stands for itself and takes one column. */
static inline bool utf8_is_printable_ascii(char byte)
{
	return byte >= 0x20 && byte < 0x7F;
}
/* Whether it begins with one of U+4000 to U+9FFF: Han, and nothing that is not drawn. */
static inline bool utf8_is_han(struct str text)
{
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	return text.len >= 3 && bytes[0] - 0xE4u < 6 && (bytes[1] & 0xC0) == 0x80 &&
	       (bytes[2] & 0xC0) == 0x80;
}
/* Writes 1 to 4 bytes; returns how many. */
size_t utf8_encode(char out[4], uint32_t code_point);
/* Offset of the first ill-formed byte, or text.len. Fast on ASCII and Han. */
size_t utf8_valid_prefix(struct str text);
/* Skips text that is certain to be well-formed, without controls, bidi controls and invisible
 * characters, in steps of so many bytes; stops a step or less before a character that may be
 * anything else. Where from begins a character so does the offset that is returned. */
#define UTF8_PLAIN_STEP 64
size_t utf8_skip_plain(struct str text, size_t from);
/* How many code points; ill-formed bytes count one each. */
size_t utf8_length(struct str text);

bool unicode_is_xid_start(uint32_t code_point);
bool unicode_is_xid_continue(uint32_t code_point);
bool unicode_is_bidi_control(uint32_t code_point);
/* Default-ignorable or format characters that show nothing, zero-width space among them. */
bool unicode_is_invisible(uint32_t code_point);
/* Controls, C1 too, but for tabs and ends of lines. */
bool unicode_is_control(uint32_t code_point);

enum unicode_script {
	SCRIPT_COMMON, /* Common and Inherited */
	SCRIPT_LATIN,
	SCRIPT_HAN, /* with Bopomofo, Hiragana, Katakana, Hangul: what one East Asian text mixes */
	SCRIPT_CYRILLIC,
	SCRIPT_GREEK,
	SCRIPT_OTHER,
};
enum unicode_script unicode_script(uint32_t code_point);

/* Columns on a terminal: 0, 1 or 2. East Asian ambiguous width counts 1. Controls count 0. */
unsigned unicode_width(uint32_t code_point);
/* Sum over the text; a tab counts 1, ill-formed bytes count 1 each. */
size_t utf8_width(struct str text);

/* Appends the NFC form. Returns false, and appends nothing, where the text is ill-formed. */
bool utf8_nfc(struct buf *out, struct str text);
/* True where the text certainly is in NFC already (quick check). False where it holds a mark. */
bool utf8_is_nfc(struct str text);

/* Appends the skeleton: two names look alike exactly when their skeletons are equal. Letters that
 * are drawn alike (Latin, Cyrillic, Greek; l 1 I, O 0; and Han pairs such as 日 曰, 未 末, 己 已) fold to one. */
void utf8_skeleton(struct buf *out, struct str text);

/* Appends text for a terminal: control characters, bidi controls, invisible characters and
 * ill-formed bytes as <U+202E> or <FF>; line breaks and tabs become a space. */
void utf8_printable(struct buf *out, struct str text);
/* The same in at most so many columns; what is too long ends in "…". */
void utf8_printable_cut(struct buf *out, struct str text, size_t columns);

#endif
