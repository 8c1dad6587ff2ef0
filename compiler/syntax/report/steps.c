/* Procedures as sentences write them: 自问责之日起至认定之日止, 向问责机关书面提出. */
#include "syntax/report/report.h"

static bool cut_tail(struct str *text, const char *const *tails, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct str tail = str_from(tails[i]);
		if (text->len <= tail.len || !str_ends_with(*text, tail))
			continue;
		text->len -= tail.len;
		return true;
	}
	return false;
}

static bool is_moment(struct str text)
{
	return value_find(FAMILY_MOMENT, text) != VALUE_NONE;
}

static bool take_from(struct str *text)
{
	return str_take(text, STR("自")) || str_take(text, STR("从"));
}

/* 自问责之日起至认定之日止 -> 自 问责 至 认定; any: though it be no day of a case. */
static bool add_window(struct buf *out, struct str text, bool any)
{
	static const char *const parts[] = {"至", "到"};
	take_from(&text);
	for (size_t at = 1; at < text.len; at++) {
		struct str rest = str_from_to(text, at, text.len);
		bool parted = false;
		for (size_t i = 0; i < countof(parts) && !parted; i++)
			parted = str_take(&rest, str_from(parts[i]));
		struct str from = moment_meant(str_from_to(text, 0, at)), to = moment_meant(rest);
		if (!parted || !to.len || !(any || (is_moment(from) && is_moment(to))))
			continue;
		buf_add_text(out, "自 ");
		buf_add(out, from);
		buf_add_text(out, " 至 ");
		buf_add(out, to);
		return true;
	}
	return false;
}

/* What stands behind the keyword, to the end of its line. */
static struct span window_span(const struct parse *p)
{
	struct str keyword = str_from(keyword_infos[KW_WINDOW].spelling[LANGUAGE_ZH]);
	uint32_t at = p->passed.span.end;
	while (at > 0 && p->source->text[at - 1] != '\n' &&
	       !str_ends_with((struct str){p->source->text, at}, keyword))
		at--;
	struct span span = {end_of_marks(p, at, " \t"), 0};
	span.end = span.start;
	while (span.end < p->source->size && !strchr("\r\n#;{}", scan_byte_at(p, span.end)))
		span.end++;
	span.end = end_of_text_before(p->source, span.end);
	return span;
}

/* At the name that has swallowed the keyword; else at what stands in its place. */
static struct diag *window_refused(const struct refused *r)
{
	bool to = expects(r, TOK_TO);
	const struct token *token = to ? &r->p->passed : &r->token;
	const struct keyword_info *keyword = &keyword_infos[to ? KW_TO : KW_FROM];
	struct str text = token_text(r->p, token), word = str_from(keyword->spelling[LANGUAGE_ZH]);
	if (!str_contains(text, word))
		return report_expected(r);
	return diag_at(r->p->diags, r->p->source, token->span, DIAG_WORDS_GLUED, ARGS(text, word));
}

bool report_window(const struct refused *r)
{
	struct parse *p = r->p;
	/* The next line has begun another item; only a window wants nothing but its end. */
	bool open = r->count == 1 && expects(r, TOK_TO);
	if (!open && (p->item != KW_WINDOW || !expects(r, TOK_FROM)))
		return false;
	struct span span = window_span(p);
	struct buf text, written;
	buf_init(&text, p->arena->mem);
	buf_init(&written, p->arena->mem);
	for (uint32_t at = span.start; at < span.end; at++) {
		if (!strchr(" \t", scan_byte_at(p, at)))
			buf_add_char(&text, scan_byte_at(p, at));
	}
	bool found = add_window(&written, buf_str(&text), false) ||
		     add_window(&written, buf_str(&text), true);
	if (found) {
		struct diag *diag = window_refused(r);
		diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&written)));
		diag_edit(p->diags, diag, span, buf_str(&written));
		p->unquoted_end = span.end;
	}
	buf_fini(&written);
	buf_fini(&text);
	return found;
}

/* 自受理之日起 behind a limit -> 自 受理 */
bool report_from_day(const struct refused *r)
{
	struct str day = r->text;
	if (r->token.kind != TOK_NAME || r->token.quoted || !expects(r, TOK_FROM) ||
	    !take_from(&day) || !is_moment(moment_meant(day)))
		return false;
	struct buf written;
	buf_init(&written, r->p->arena->mem);
	buf_add_text(&written, "自 ");
	buf_add(&written, moment_meant(day));
	report_meant(r, r->token.span, r->text, buf_str(&written));
	buf_fini(&written);
	return true;
}

/* 由 本人 向问责机关书面提出 -> 由 本人 至 问责机关 书面 */
bool report_recipient(const struct refused *r)
{
	static const char *const verbs[] = {"提出", "提交", "提出申请", "申请", "报告", "反馈"};
	static const char *const writing[] = {"书面", "以书面形式"};
	struct str organ = r->text;
	if (r->p->item != KW_STEP || r->token.kind != TOK_NAME || r->token.quoted ||
	    !expects(r, TOK_TO) || !str_take(&organ, STR("向")) || !organ.len)
		return false;
	cut_tail(&organ, verbs, countof(verbs));
	bool written = cut_tail(&organ, writing, countof(writing));
	struct buf meant;
	buf_init(&meant, r->p->arena->mem);
	buf_add_text(&meant, "至 ");
	buf_add(&meant, organ);
	buf_add_text(&meant, written ? " 书面" : "");
	report_meant(r, r->token.span, r->text, buf_str(&meant));
	buf_fini(&meant);
	return true;
}
