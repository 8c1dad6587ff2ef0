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

/* The name that ends before the sign of a comparison. */
static struct str fact_before_sign(struct str text)
{
	while (text.len && strchr(" \t", text.ptr[text.len - 1]))
		text.len--;
	size_t start = text.len;
	while (start > 0 && (is_name_byte(text.ptr[start - 1]) || text.ptr[start - 1] == '.'))
		start--;
	return str_from_to(text, start, text.len);
}

/* The values in braces. */
static bool listed_in_braces(struct listed *out, struct str text, size_t brace, size_t *end)
{
	const char *close = memchr(text.ptr + brace, '}', text.len - brace);
	if (!close)
		return false;
	*end = (size_t)(close - text.ptr) + 1;
	struct str values = str_from_to(text, brace + 1, *end - 1);
	while (values.len && strchr(" \t\r\n", values.ptr[0]))
		values = str_from_to(values, 1, values.len);
	while (values.len && strchr(" \t\r\n", values.ptr[values.len - 1]))
		values.len--;
	out->values = values;
	return values.len > 0;
}

/* 领域 含 { 甲, 乙 }, 后果 = { 甲, 乙 }: whether that is a set, is not known here. */
bool report_braced_values(const struct refused *r)
{
	enum { BEFORE = 120, BEHIND = 240 };
	struct parse *p = r->p;
	int sign = p->passed.kind;
	bool has = sign == TOK_HAS;
	if (r->token.kind != '{' || !(has || sign == '=' || sign == TOK_COMPARE) ||
	    !expects(r, TOK_NUMBER))
		return false;
	struct diag *diag = report_expected(r);
	uint32_t at = r->token.span.start, from = at > BEFORE ? at - BEFORE : 0;
	struct buf text, written;
	struct listed listed = {0};
	size_t end;
	buf_init(&text, p->arena->mem);
	buf_init(&written, p->arena->mem);
	add_written(&text, p, (struct span){from, at + BEHIND});
	struct str fact =
		fact_before_sign(str_from_to(buf_str(&text), 0, p->passed.span.start - from));
	if (fact.len && listed_in_braces(&listed, buf_str(&text), at - from, &end)) {
		listed.fact = fact;
		bool chinese = (unsigned char)fact.ptr[0] >= 0x80;
		buf_add(&written, fact);
		buf_add_text(&written, chinese ? " 含 " : " has ");
		struct str before = arena_str(p->arena, buf_str(&written));
		buf_clear(&written);
		listed_add(&written, before, listed.values);
		struct str each = arena_str(p->arena, buf_str(&written));
		buf_clear(&written);
		buf_add(&written, fact);
		buf_add_text(&written, chinese ? " 属于 { " : " in { ");
		listed_add(&written, STR(""), listed.values);
		buf_add_text(&written, " }");
		diag_hint(p->diags, diag, has ? HINT_LISTED_SET : HINT_LISTED_IN,
			  has ? ARGS(each) : ARGS(buf_str(&written), each));
		p->unquoted_end = from + (uint32_t)end;
	}
	buf_fini(&written);
	buf_fini(&text);
	return true;
}
