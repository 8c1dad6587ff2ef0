/*
 * One pass over the bytes before anything is scanned: ill-formed UTF-8, NUL, and characters that
 * show nothing or turn the direction of the text (CVE-2021-42574), in comments and strings too.
 */
#include "syntax/audit.h"

#include "base/text/utf8.h"

#include <stdio.h>

/* Whether the character must be looked at, by the bytes it begins with: Han, its punctuation and
 * full-width forms pass by. */
static bool is_suspect(const char *text)
{
	unsigned char c = (unsigned char)text[0], next = (unsigned char)text[1];
	if (c == 0xE2)
		return next == 0x80 || next == 0x81;
	if (c == 0xE3)
		return next == 0x85;
	if (c == 0xEF)
		return next >= 0xB8 && next != 0xBC && next != 0xBD;
	return c < 0x80 || c == 0xC2 || c == 0xCD || c == 0xD8 || c == 0xE1 || c >= 0xF0;
}

/* All but controls. */
static bool is_plain_ascii(unsigned char c)
{
	return c - 0x20u < 0x5F || c == '\n' || c == '\t' || c == '\r';
}

/* Where the next character begins that must be looked at or is ill-formed, or the end. */
static size_t skip_plain(struct str text, size_t from)
{
	size_t skip_at = from, size;
	while (from < text.len) {
		struct str rest = str_from_to(text, from, text.len);
		if (from >= skip_at) {
			from = utf8_skip_plain(text, from);
			skip_at = from + UTF8_PLAIN_STEP;
		} else if (is_plain_ascii((unsigned char)rest.ptr[0]))
			from++;
		else if (utf8_is_han(rest))
			from += 3;
		else if (is_suspect(rest.ptr) || utf8_decode(rest, &size) == UTF8_INVALID)
			return from;
		else
			from += size;
	}
	return text.len;
}

/* Shows the first few of a run. */
static void report_bytes(struct diag_list *diags, struct source *source, struct span span)
{
	enum { SHOWN_MAX = 8 };
	struct buf hex;
	buf_init(&hex, diags->arena->mem);
	for (uint32_t i = span.start; i < span.end && i < span.start + SHOWN_MAX; i++)
		buf_addf(&hex, "%s%02X", i > span.start ? " " : "",
			 (unsigned)(unsigned char)source->text[i]);
	if (span.end > span.start + SHOWN_MAX)
		buf_add_text(&hex, " …");
	diag_at(diags, source, span, DIAG_UTF8_INVALID, ARGS(buf_str(&hex)));
	buf_fini(&hex);
}

/* Where the ill-formed bytes end that begin before the offset. */
static uint32_t end_of_invalid(const struct source *source, uint32_t offset)
{
	size_t size;
	while (offset < source->size &&
	       utf8_decode((struct str){source->text + offset, source->size - offset}, &size) ==
		       UTF8_INVALID)
		offset += (uint32_t)size;
	return offset;
}

static void report_hidden(struct diag_list *diags, struct source *source, struct span span,
			  uint32_t code_point)
{
	char text[16];
	snprintf(text, sizeof(text), "U+%04X", (unsigned)code_point);
	enum diag_id id =
		unicode_is_bidi_control(code_point) ? DIAG_BIDI_CONTROL : DIAG_INVISIBLE_CHARACTER;
	struct diag *diag = diag_at(diags, source, span, id, ARGS(str_from(text)));
	diag_edit(diags, diag, span, code_point == '\v' || code_point == '\f' ? STR(" ") : STR(""));
}

/* Reports what stands at the offset, if anything is wrong with it; returns its length. */
static uint32_t audit_character(struct diag_list *diags, struct source *source, uint32_t offset,
				bool *bad)
{
	size_t size;
	struct str rest = {source->text + offset, source->size - offset};
	uint32_t c = utf8_decode(rest, &size);
	struct span span = {offset, offset + (uint32_t)size};
	if (c == UTF8_INVALID)
		span.end = end_of_invalid(source, span.end);
	*bad = true;
	if (c == UTF8_INVALID)
		report_bytes(diags, source, span);
	else if (c == 0)
		diag_at(diags, source, span, DIAG_NUL, NO_ARGS);
	else if (c != 0xFEFF &&
		 (unicode_is_control(c) || unicode_is_bidi_control(c) || unicode_is_invisible(c)))
		report_hidden(diags, source, span, c);
	else
		*bad = false;
	return span.end - span.start;
}

/* Texts in another encoding. */

/* A byte order mark, or ASCII with a NUL beside each letter. */
static bool is_utf16(struct str text)
{
	if (str_starts_with(text, STR("\xFF\xFE")) || str_starts_with(text, STR("\xFE\xFF")))
		return true;
	return text.len >= 4 && (!text.ptr[0] != !text.ptr[1]) && !text.ptr[0] == !text.ptr[2] &&
	       !text.ptr[1] == !text.ptr[3];
}

/* Length of the character of GB18030 beyond ASCII that begins at the byte, or 0. */
static size_t gb18030_size(const unsigned char *at, size_t left)
{
	if (at[0] < 0x81 || at[0] == 0xFF || left < 2)
		return 0;
	if (at[1] >= 0x40 && at[1] != 0x7F && at[1] != 0xFF)
		return 2;
	bool digits = left >= 4 && at[1] >= '0' && at[1] <= '9' && at[2] >= 0x81 && at[2] < 0xFF &&
		      at[3] >= '0' && at[3] <= '9';
	return digits ? 4 : 0;
}

/* Whether all of it is GB18030, and it holds more such characters than what UTF-8 could be told. */
static bool is_gb18030(struct str text)
{
	enum { FEW = 4 }; /* some bytes that are broken are no encoding */
	size_t pairs = 0, wide = 0, size;
	const unsigned char *bytes = (const unsigned char *)text.ptr;
	for (size_t i = 0; i < text.len; i += size) {
		size = bytes[i] < 0x80 ? 1 : gb18030_size(bytes + i, text.len - i);
		if (size == 0)
			return false;
		pairs += size > 1;
	}
	for (size_t i = 0; i < text.len; i += size) {
		uint32_t c = utf8_decode(str_from_to(text, i, text.len), &size);
		/* Two bytes of GB18030 may be a letter that no such text has: 省 is ʡ. */
		wide += c != UTF8_INVALID && c >= 0x800;
	}
	return pairs >= FEW && wide < pairs / 2;
}

/* One report instead of one for each character. */
static bool report_foreign(struct diag_list *diags, struct source *source, uint32_t valid)
{
	struct str text = {source->text, source->size};
	struct str encoding = is_utf16(text) ? STR("UTF-16")
			      : valid < text.len && is_gb18030(text) ? STR("GB18030")
								     : STR_NONE;
	if (!encoding.ptr)
		return false;
	uint32_t at = valid + 2 <= text.len ? valid : 0;
	char hex[8];
	snprintf(hex, sizeof(hex), "%02X %02X", (unsigned)(unsigned char)text.ptr[at],
		 (unsigned)(unsigned char)text.ptr[at + 1]);
	struct diag *diag = diag_at(diags, source, (struct span){at, at + 2},
				    DIAG_UTF8_INVALID, ARGS(str_from(hex)));
	diag_hint(diags, diag, HINT_SAVE_AS_UTF8, ARGS(encoding));
	return true;
}

enum audit source_audit(struct diag_list *diags, struct source *source)
{
	enum { REPORTS_MAX = 20 };
	size_t reports = 0;
	struct str text = {source->text, source->size};
	size_t i = skip_plain(text, 0);
	if (i < text.len && report_foreign(diags, source, (uint32_t)utf8_valid_prefix(text)))
		return AUDIT_FOREIGN;
	while (i < text.len && reports < REPORTS_MAX) {
		bool bad;
		i += audit_character(diags, source, (uint32_t)i, &bad);
		reports += bad;
		i = skip_plain(text, i);
	}
	return reports ? AUDIT_BAD : AUDIT_GOOD;
}
