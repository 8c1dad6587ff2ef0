/* Escapes of XML 1.0. */
#include "emit/machine/xml.h"

#include "base/text/utf8.h"

/* As a character of a text and of an attribute; false: as it is. */
static bool add_escape(struct buf *out, uint32_t c)
{
	bool is_character = c >= 0x20 || c == '\n' || c == '\t';
	if (!is_character || c == 0x7f || c == 0xfffe || c == 0xffff || c == UTF8_INVALID)
		buf_add_text(out, "&#65533;");
	else if (c < 0x20 || (c < 0x80 && strchr("<>&\"", (int)c)))
		buf_addf(out, "&#%u;", (unsigned)c);
	else
		return false;
	return true;
}

void xml_text(struct buf *out, struct str text)
{
	while (text.len) {
		size_t size;
		uint32_t c = utf8_decode(text, &size);
		if (!add_escape(out, c))
			buf_add_bytes(out, text.ptr, size);
		text = str_from_to(text, size, text.len);
	}
}

void xml_attribute(struct buf *out, const char *name, struct str value)
{
	buf_addf(out, " %s=\"", name);
	xml_text(out, value);
	buf_add_char(out, '"');
}
