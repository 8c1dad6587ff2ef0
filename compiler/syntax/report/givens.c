/* Words of answers where a sign is wanted, or none: 改革 是, 且且, 溯及 否. */
#include "syntax/report/report.h"

/* Whether a value stands there: 是, 未知, a name, a number, a day. */
static bool is_value(int kind)
{
	return kind == TOK_YES || kind == TOK_NO || kind == TOK_UNKNOWN || kind == TOK_NAME ||
	       kind == TOK_NUMBER || kind == TOK_DATE;
}

static void replace_colon(const struct parse *p, struct diag *diag, struct span span)
{
	static const char *const written[2][2] = {{" = ", " ="}, {"= ", "="}};
	bool before = strchr(" \t", p->source->text[span.start - 1]);
	bool behind = strchr(" \t", scan_byte_at(p, span.end));
	diag_edit(p->diags, diag, span, str_from(written[before][behind]));
}

/* 改革：是, 改革 是 -> 改革 = 是 */
bool report_unequal(const struct refused *r)
{
	struct parse *p = r->p;
	struct span span = r->token.span;
	bool given = r->count == 1 && expects(r, '=') && block_current(p) == BLOCK_VALUES;
	bool asked = p->passed.kind == TOK_NAME && expects(r, TOK_COMPARE);
	bool answer = r->token.kind == TOK_YES || r->token.kind == TOK_NO;
	/* 态度 是 明令禁止: the word stands for the sign. */
	if (r->token.kind == TOK_YES && is_value(token_after(p)))
		return false;
	if (!given && !(asked && (answer || r->token.kind == ':')))
		return false;
	bool colon = r->token.kind == ':', same = !first_on_line(p, span.start);
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_GIVEN, ARGS(token_text(p, &p->passed)));
	if (colon && is_value(token_after(p)))
		replace_colon(p, diag, span);
	else if (same && is_value(r->token.kind))
		diag_edit(p->diags, diag, (struct span){span.start, span.start}, STR("= "));
	return true;
}

static bool joins(int kind)
{
	return kind == TOK_AND || kind == TOK_OR;
}

/* 甲、或 乙: between values the comma is enough; between conditions it may be too much. */
static bool report_joined_twice(const struct refused *r)
{
	struct parse *p = r->p;
	bool conditions = expects(r, TOK_NOT);
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, conditions ? HINT_JOIN_CONDITIONS : HINT_LEAVE_OUT, NO_ARGS);
	if (!conditions)
		diag_edit(p->diags, diag, (struct span){p->passed.span.end, r->token.span.end},
			  STR(""));
	return true;
}

/* 甲、或者 乙: the same with a word that was read as a name. */
static bool report_connective(const struct refused *r)
{
	static const char *const words[] = {"或者", "抑或", "并且", "而且", "以及", "及", "和", "与"};
	static const char *const commas[] = {",", "，", "、"};
	struct parse *p = r->p;
	struct span span = p->passed.span;
	struct str before = {p->source->text, end_of_text_before(p->source, span.start)};
	struct str text = token_text(p, &p->passed);
	bool word = false, comma = false;
	for (size_t i = 0; i < countof(words) && p->passed.kind == TOK_NAME; i++)
		word |= str_equal(text, str_from(words[i]));
	for (size_t i = 0; i < countof(commas) && word; i++)
		comma |= str_ends_with(before, str_from(commas[i]));
	if (!comma || !token_is_word(r->token.kind))
		return false;
	bool conditions = expects(r, TOK_AND);
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_WORD_UNKNOWN, ARGS(text));
	diag_hint(p->diags, diag, conditions ? HINT_JOIN_CONDITIONS : HINT_LEAVE_OUT, NO_ARGS);
	if (!conditions)
		diag_edit(p->diags, diag, (struct span){span.start, r->token.span.start}, STR(""));
	return true;
}

/* 且且, 且 且 -> 且 */
bool report_doubled(const struct refused *r)
{
	struct parse *p = r->p;
	static const enum keyword words[] = {KW_AND, KW_OR};
	if (joins(r->token.kind) && p->passed.kind == r->token.kind) {
		struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
		diag_hint(p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
		diag_edit(p->diags, diag, (struct span){p->passed.span.end, r->token.span.end},
			  STR(""));
		return true;
	}
	if (joins(r->token.kind) && p->passed.kind == ',')
		return report_joined_twice(r);
	if (report_connective(r))
		return true;
	for (size_t i = 0; i < countof(words) && r->token.kind == TOK_NAME; i++) {
		struct str word = str_from(keyword_infos[words[i]].spelling[LANGUAGE_ZH]);
		if (!expects(r, keyword_infos[words[i]].token) || r->text.len != 2 * word.len ||
		    !str_starts_with(r->text, word) || !str_ends_with(r->text, word))
			continue;
		report_meant(r, r->token.span, r->text, word);
		return true;
	}
	return false;
}

/* 溯及 否 is no property that says no: the line is left out. */
bool report_answered(const struct refused *r)
{
	struct parse *p = r->p;
	bool yes = r->token.kind == TOK_YES;
	if (p->passed.kind != TOK_RETROACTIVE || (!yes && r->token.kind != TOK_NO))
		return false;
	struct str word = token_text(p, &p->passed);
	struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	diag_hint(p->diags, diag, HINT_SAID_BY_ITSELF, ARGS(word));
	diag_edit(p->diags, diag,
		  (struct span){yes ? p->passed.span.end : p->passed.span.start, r->token.span.end},
		  STR(""));
	return true;
}

/* 不容 谋利 红线 { -> 不容 红线 谋利 { */
bool report_kind_behind(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != TOK_REDLINE || p->passed.kind != TOK_NAME || p->item != KW_BAR ||
	    !expects(r, '{') || first_on_line(p, r->token.span.start))
		return false;
	struct buf turned;
	buf_init(&turned, p->arena->mem);
	buf_add(&turned, r->text);
	buf_add_char(&turned, ' ');
	buf_add(&turned, source_text(p->source, p->passed.span));
	struct span span = span_join(p->passed.span, r->token.span);
	report_meant(r, span, source_text(p->source, span), buf_str(&turned));
	buf_fini(&turned);
	return true;
}
