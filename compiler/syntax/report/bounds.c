/* Bounds as sentences write them: 50 万元以上, 三人以上, 50 万元以上不足 500 万元. */
#include "syntax/report/report.h"

#include "base/text/bound.h"

/* 损失 在 50 万元以上 */
static void take_lead(struct str *text)
{
	static const char *const leads[] = {"在", "为", "是", "达", "共计", "共", "累计"};
	for (size_t i = 0; i < countof(leads); i++) {
		if (!str_take(text, str_from(leads[i])))
			continue;
		while (str_take(text, STR(" ")))
			;
		return;
	}
}

/* Whether a word ends before the text. */
static bool is_boundary(struct str rest)
{
	static const char *const marks[] = {"，", "、", "；", "）", "｝", "。"};
	if (!rest.len || strchr(" \t\r\n{}(),;#\"", rest.ptr[0]))
		return true;
	for (size_t i = 0; i < countof(marks); i++) {
		if (str_starts_with(rest, str_from(marks[i])))
			return true;
	}
	return false;
}

void report_condition(const struct refused *r, struct diag *diag, struct span span, bool joined,
		      struct str condition)
{
	struct diag_list *diags = r->p->diags;
	struct buf written;
	bool apart = joined && ends_in_negation((struct str){r->p->source->text, span.start});
	buf_init(&written, r->p->arena->mem);
	buf_add_text(&written, apart ? "(" : "");
	buf_add(&written, condition);
	buf_add_text(&written, apart ? ")" : "");
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&written)));
	diag_edit(diags, diag, span, buf_str(&written));
	buf_fini(&written);
	r->p->unquoted_end = span.end;
}

/* text is what stands from the token on. */
static bool report_bound_in(const struct refused *r, struct str text)
{
	struct parse *p = r->p;
	struct str rest = text, fact = token_text(p, &p->passed);
	struct bounds bounds;
	struct buf condition;
	uint32_t start = r->token.span.start;
	buf_init(&condition, p->arena->mem);
	take_lead(&rest);
	bool found = bounds_take(&bounds, &condition, fact, &rest);
	str_take(&rest, STR("的"));
	/* 不超过 50 万元 alone is a comparison in other words. */
	found = found && is_boundary(rest) && (bounds.count > 1 || bounds.word.ptr != text.ptr);
	if (found) {
		uint32_t word = start + (uint32_t)(bounds.word.ptr - text.ptr);
		struct diag *diag = diag_at(p->diags, p->source,
					    (struct span){word, word + (uint32_t)bounds.word.len},
					    DIAG_WORD_UNKNOWN, ARGS(bounds.word));
		report_condition(r, diag,
				 (struct span){p->passed.span.start,
					       start + (uint32_t)(rest.ptr - text.ptr)},
				 bounds.count > 1, buf_str(&condition));
	}
	buf_fini(&condition);
	return found;
}

bool report_bound(const struct refused *r)
{
	enum { NEAR = 120 };
	struct parse *p = r->p;
	struct buf text;
	if ((r->token.kind != TOK_NUMBER && r->token.kind != TOK_NAME) || r->token.quoted ||
	    p->passed.kind != TOK_NAME || !expects(r, TOK_COMPARE))
		return false;
	buf_init(&text, p->arena->mem);
	for (uint32_t at = r->token.span.start; at < p->source->size && text.len < NEAR; at++)
		buf_add_char(&text, scan_byte_at(p, at));
	bool found = report_bound_in(r, buf_str(&text));
	buf_fini(&text);
	return found;
}

static size_t end_of_unit(struct str text)
{
	size_t longest = 0;
	for (int i = KW_YUAN; i <= KW_YEARS; i++) {
		struct str unit = str_from(keyword_infos[i].spelling[LANGUAGE_ZH]);
		if (unit.len > longest && str_starts_with(text, unit))
			longest = unit.len;
	}
	return longest;
}

/* > 50 万元以上: what the comparison said already, or says otherwise. */

/* Whether the text before the offset ends with one of the comparisons. */
static bool compared_by(const struct parse *p, uint32_t offset, const char *const signs[4])
{
	struct str before = {p->source->text, offset};
	while (before.len && before.ptr[before.len - 1] == ' ')
		before.len--;
	for (size_t i = 0; i < 4; i++) {
		if (str_ends_with(before, str_from(signs[i])))
			return true;
	}
	return false;
}

bool report_bound_twice(const struct refused *r)
{
	static const struct {
		const char *word;
		const char *written;
		const char *signs[4];
	} bounds[] = {
		{"以上", ">=", {">=", "≥", "＞＝", "＞="}},
		{"以下", "<=", {"<=", "≤", "＜＝", "＜="}},
		{"以内", "<=", {"<=", "≤", "＜＝", "＜="}},
	};
	struct parse *p = r->p;
	size_t unit = end_of_unit(r->text);
	if (r->token.kind != TOK_NAME || p->passed.kind != TOK_NUMBER || !unit)
		return false;
	for (size_t i = 0; i < countof(bounds); i++) {
		if (!str_equal(str_from_to(r->text, unit, r->text.len), str_from(bounds[i].word)))
			continue;
		struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
		diag_hint(p->diags, diag, HINT_BOUND_SAID, ARGS(str_from(bounds[i].written)));
		if (compared_by(p, p->passed.span.start, bounds[i].signs))
			diag_edit(p->diags, diag,
				  (struct span){r->token.span.start + (uint32_t)unit,
						r->token.span.end},
				  STR(""));
		return true;
	}
	return false;
}

