/* Blanks of other widths, which come with a text from elsewhere. */
#include "syntax/parse_state.h"

/* Blanks that look like a space and are none. */
static bool is_other_blank(uint32_t c)
{
	return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

/* A text pasted from elsewhere is full of them: one report, and one fix for all. */
bool scan_other_blank(struct parse *p, struct span span, uint32_t c)
{
	struct buf code;
	if (!is_other_blank(c))
		return false;
	buf_init(&code, p->arena->mem);
	if (p->other_blanks++ == 0) {
		buf_addf(&code, "U+%04X", (unsigned)c);
		p->other_blank = diag_at(p->diags, p->source, span, DIAG_CHARACTER_STRAY,
					 ARGS(buf_str(&code)));
		diag_hint(p->diags, p->other_blank, HINT_PLAIN_BLANK, NO_ARGS);
	} else if (diag_is_kept(p->diags, p->other_blank)) {
		buf_addf(&code, "%zu", p->other_blanks);
		diag_hint(p->diags, p->other_blank, HINT_PLAIN_BLANKS, ARGS(buf_str(&code)));
	}
	diag_edit(p->diags, p->other_blank, span, STR(" "));
	buf_fini(&code);
	return true;
}
