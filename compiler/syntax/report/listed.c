/* Several values behind one comparison: 后果 = 无、较轻. */
#include "syntax/report/report.h"

#include "base/text/listed.h"

/* A set may be asked for any of them or for all. */
static void report_values(const struct refused *r, const struct listed *listed, struct span span)
{
	struct diag_list *diags = r->p->diags;
	struct diag *diag = report_expected(r);
	bool chinese = (unsigned char)listed->fact.ptr[0] >= 0x80;
	struct buf written;
	buf_init(&written, r->p->arena->mem);
	if (listed->sign == LISTED_HAS) {
		buf_add(&written, listed->fact);
		buf_add_text(&written, chinese ? " 含 " : " has ");
		struct str before = arena_str(r->p->arena, buf_str(&written));
		buf_clear(&written);
		listed_add(&written, before, listed->values);
		diag_hint(diags, diag, HINT_LISTED_SET, ARGS(buf_str(&written)));
	} else {
		if (listed->sign == LISTED_UNEQUAL)
			buf_add_text(&written, chinese ? "非 " : "not ");
		buf_add(&written, listed->fact);
		buf_add_text(&written, chinese ? " 属于 { " : " in { ");
		listed_add(&written, STR(""), listed->values);
		buf_add_text(&written, " }");
		bool sure = listed->by == LISTED_MARK;
		diag_hint(diags, diag, sure ? HINT_LISTED : HINT_LISTED_OR_JOINED,
			  ARGS(buf_str(&written), listed->fact));
		if (sure)
			diag_edit(diags, diag, span, buf_str(&written));
	}
	buf_fini(&written);
	r->p->unquoted_end = span.end;
}

bool report_listed(const struct refused *r)
{
	enum { BEFORE = 240, BEHIND = 240 };
	struct parse *p = r->p;
	struct span at = r->token.span,
		    near = {at.start > BEFORE ? at.start - BEFORE : 0, at.end + BEHIND};
	struct listed listed;
	struct str value;
	struct buf text;
	if (r->token.kind != ',' || !expects(r, TOK_AND) || !expects(r, TOK_OR))
		return false;
	if (near.end > p->source->size)
		near.end = p->source->size;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, near);
	bool found = listed_before(&listed, str_from_to(buf_str(&text), 0, at.start - near.start));
	struct str rest = str_from_to(buf_str(&text), at.start - near.start, text.len);
	const char *start = rest.ptr, *end = rest.ptr;
	for (enum listed_by by; found && (by = listed_take(&rest, &value)) && by != LISTED_AND;) {
		listed.by = by > listed.by ? by : listed.by;
		end = rest.ptr;
	}
	found = found && end > start;
	if (found) {
		listed.values.len = (size_t)(end - listed.values.ptr);
		report_values(r, &listed,
			      (struct span){near.start + (uint32_t)(listed.fact.ptr - text.ptr),
					    near.start + (uint32_t)(end - text.ptr)});
	}
	buf_fini(&text);
	return found;
}
