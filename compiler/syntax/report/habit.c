/* What is written from habit: a colon behind a keyword, numbering as sentences have it. */
#include "syntax/report/report.h"

#include "base/value/date.h"

bool report_colon(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != ':' || keyword_of_token(p->passed.kind) == KW_NONE)
		return false;
	struct span span = r->token.span;
	char next = scan_byte_at(p, span.end);
	bool blank = next && strchr(" \t\r\n", next);
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_NO_COLON, NO_ARGS);
	diag_edit(p->diags, diag, span, blank ? STR("") : STR(" "));
	return true;
}

/* 定义 甲：乙 -> 定义 甲 = 乙 */
bool report_defining_colon(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != ':' || p->item != KW_DEFINE || !expects(r, '='))
		return false;
	bool blank = strchr(" \t", scan_byte_at(p, r->token.span.end)) != NULL;
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_DEFINED_BY, NO_ARGS);
	diag_edit(p->diags, diag, r->token.span, blank ? STR(" =") : STR(" = "));
	return true;
}

/* 推定 甲, and nothing behind it: at the presumption, not at what comes next. */
bool report_unended(const struct refused *r)
{
	struct parse *p = r->p;
	if (!expects(r, TOK_UNLESS_SHOWN) || r->count > 2 ||
	    (r->token.kind != '}' && !first_on_line(p, r->token.span.start)))
		return false;
	struct str text = source_text(p->source, p->passed.span);
	uint32_t start = p->passed.span.start;
	while (start > 0 && p->source->text[start - 1] != '\n')
		start--;
	bool english = str_contains(source_text(p->source, (struct span){start, p->passed.span.end}),
				    STR("presume"));
	struct str end = str_from(
		keyword_infos[KW_UNLESS_SHOWN].spelling[english ? LANGUAGE_EN : LANGUAGE_ZH]);
	struct buf written;
	buf_init(&written, p->arena->mem);
	buf_add(&written, text);
	buf_add_char(&written, ' ');
	buf_add(&written, end);
	struct diag *diag = report_expected(r);
	diag->span = p->passed.span;
	diag_hint(p->diags, diag, HINT_UNLESS_SHOWN, ARGS(buf_str(&written)));
	diag_edit(p->diags, diag, p->passed.span, buf_str(&written));
	buf_fini(&written);
	return true;
}

/* 除非 甲, and nothing behind it */
bool report_unnamed_exception(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->passed.kind != TOK_NAME || !expects(r, TOK_WHEN) || !expects(r, TOK_STRING) ||
	    r->count > 2 || (r->token.kind != '}' && !first_on_line(p, r->token.span.start)))
		return false;
	struct diag *diag = report_expected(r);
	diag->span = p->passed.span;
	diag_hint(p->diags, diag, HINT_NAME_EXCEPTION, NO_ARGS);
	return true;
}

/* 有效期 2年, 有效期至 2023-03-31: which day that is, must be counted. */
bool report_validity(const struct refused *r)
{
	if (r->token.kind != TOK_NAME || !expects(r, TOK_EXPIRES) ||
	    !str_starts_with(r->text, STR("有效期")))
		return false;
	struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	struct token day = {0};
	if (token_after(r->p) == TOK_DATE)
		day = r->p->ahead[r->p->ahead_count - 2];
	struct buf next;
	buf_init(&next, r->p->arena->mem);
	if (day.kind && ((struct node *)day.value)->date != DATE_NONE)
		buf_add_date(&next, ((struct node *)day.value)->date + 1);
	diag_hint(r->p->diags, diag, next.len ? HINT_EXPIRES_AFTER : HINT_EXPIRES_DAY,
		  ARGS(buf_str(&next)));
	buf_fini(&next);
	return true;
}

/* 施行 公布之日 */
bool report_no_day(const struct refused *r)
{
	if (r->token.kind != TOK_NAME || !expects(r, TOK_DATE) || r->count > 2 ||
	    first_on_line(r->p, r->token.span.start))
		return false;
	struct diag *diag = report_expected(r);
	diag_hint(r->p->diags, diag, HINT_DATE_FORM, NO_ARGS);
	return true;
}

void report_mark(const struct refused *r, struct span span, struct str written)
{
	struct diag_list *diags = r->p->diags;
	struct diag *diag = diag_at(diags, r->p->source, span, DIAG_CHARACTER_STRAY, ARGS(r->text));
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(written));
	diag_edit(diags, diag, span, written);
}

/* Where the slash ends that stands there, or 0. */
static uint32_t slash_at(const struct parse *p, uint32_t at)
{
	bool wide = (unsigned char)scan_byte_at(p, at) == 0xEF &&
		    (unsigned char)scan_byte_at(p, at + 1) == 0xBC &&
		    (unsigned char)scan_byte_at(p, at + 2) == 0x8F;
	return scan_byte_at(p, at) == '/' ? at + 1 : wide ? at + 3 : 0;
}

/* a/b/c in braces of values */
static bool report_slashes(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != '/' || p->passed.kind != TOK_NAME || !expects(r, ',') ||
	    block_current(p) != BLOCK_VALUES || token_after(p) != TOK_NAME)
		return false;
	struct diag *diag = report_refused(r, DIAG_CHARACTER_STRAY, ARGS(r->text));
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(STR(",")));
	uint32_t at = r->token.span.start, end = 0;
	for (; (end = slash_at(p, at)) || scan_byte_at(p, at) == ' ' ||
	       is_name_byte(scan_byte_at(p, at));
	     at = end ? end : at + 1) {
		if (end)
			diag_edit(p->diags, diag, (struct span){at, end},
				  scan_byte_at(p, end) == ' ' ? STR(",") : STR(", "));
	}
	p->unquoted_end = at;
	return true;
}

/* a; b in braces of values */
bool report_divider(const struct refused *r)
{
	if (report_slashes(r))
		return true;
	if (r->token.kind != ';' || !expects(r, ','))
		return false;
	report_mark(r, r->token.span, STR(","));
	return true;
}

/* by the official */
bool report_article(const struct refused *r)
{
	struct parse *p = r->p;
	const struct token *before = &p->passed;
	struct str text = token_text(p, before);
	if (before->kind != TOK_NAME || before->quoted || !str_equal(text, STR("the")) ||
	    !token_is_word(r->token.kind))
		return false;
	struct diag *diag =
		diag_at(p->diags, p->source, before->span, DIAG_WORD_UNKNOWN, ARGS(text));
	diag_hint(p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
	diag_edit(p->diags, diag, (struct span){before->span.start, r->token.span.start}, STR(""));
	return true;
}

static bool is_written_as(struct str both, struct str first, struct str second)
{
	return both.len == first.len + second.len && str_starts_with(both, first) &&
	       str_ends_with(both, second);
}

/* red line -> redline */
bool report_parted(const struct refused *r)
{
	const struct token *before = &r->p->passed;
	if (before->kind != TOK_NAME || before->quoted || r->token.kind != TOK_NAME)
		return false;
	struct str first = token_text(r->p, before);
	struct span span = span_join(before->span, r->token.span);
	for (int i = KW_NONE + 1; i < KW_COUNT; i++) {
		struct str word = str_from(keyword_infos[i].spelling[LANGUAGE_EN]);
		if (!is_written_as(word, first, r->text))
			continue;
		report_meant(r, span, source_text(r->p->source, span), word);
		return true;
	}
	return false;
}

/* 轻微 损失 {: which of the two it is, nobody but the drafter knows. */
static void hint_name_or_title(const struct refused *r, struct diag *diag, struct str name)
{
	struct buf titled;
	buf_init(&titled, r->p->arena->mem);
	buf_add(&titled, token_text(r->p, &r->p->passed));
	buf_add_text(&titled, " \"");
	buf_add(&titled, r->text);
	buf_add_char(&titled, '"');
	diag_hint(r->p->diags, diag, HINT_NAME_OR_TITLE, ARGS(name, buf_str(&titled)));
	buf_fini(&titled);
}

/* 屡次 违规 "屡犯" { -> 屡次违规 "屡犯" { */
bool report_parted_name(const struct refused *r)
{
	struct parse *p = r->p;
	const struct token *before = &p->passed;
	if (before->kind != TOK_NAME || before->quoted || r->token.kind != TOK_NAME ||
	    !expects(r, TOK_STRING) || !expects(r, '{') || first_on_line(p, r->token.span.start))
		return false;
	bool latin = (unsigned char)r->text.ptr[0] < 0x80;
	bool alike = latin == ((unsigned char)token_text(p, before).ptr[0] < 0x80);
	int next = token_after(p);
	if (next != TOK_STRING && !(next == '{' && alike && !latin))
		return false;
	struct buf name;
	buf_init(&name, p->arena->mem);
	buf_add(&name, token_text(p, before));
	buf_add_text(&name, latin ? "_" : "");
	buf_add(&name, r->text);
	struct diag *diag = report_expected(r);
	if (next == TOK_STRING) {
		diag_hint(p->diags, diag, HINT_NAME_NO_BLANKS, ARGS(buf_str(&name)));
		diag_edit(p->diags, diag, span_join(before->span, r->token.span), buf_str(&name));
	} else {
		hint_name_or_title(r, diag, buf_str(&name));
	}
	buf_fini(&name);
	return true;
}

/* 依据 《某办法》 */
bool report_basis(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->item != KW_BASIS || p->passed.kind != TOK_BASIS || r->token.kind != TOK_STRING)
		return false;
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_BASIS_NAME, NO_ARGS);
	return true;
}

/* 限 15 个工作日 形成 "报告" */
bool report_uncounted(const struct refused *r)
{
	if (keyword_infos[keyword_of_token(r->p->passed.kind)].class != CLASS_UNIT ||
	    !expects(r, TOK_FROM) || expects(r, TOK_AND))
		return false;
	struct diag *diag = report_expected(r);
	if (first_on_line(r->p, r->token.span.start))
		diag->span = r->p->passed.span;
	diag_hint(r->p->diags, diag, HINT_LIMIT_FROM, NO_ARGS);
	return true;
}

/* A text without quotes ends where a blank, a brace or a quote stands. */
static uint32_t end_of_unquoted(const struct parse *p, uint32_t at)
{
	while (at < p->source->size && scan_byte_at(p, at) &&
	       !strchr(" \t\r\n{};\"", scan_byte_at(p, at)))
		at++;
	return at;
}

/* Nothing else is expected; or a title, which no word in Latin letters is taken for. */
static bool expects_text(const struct refused *r)
{
	struct parse *p = r->p;
	/* A title is one text; what stands behind it, or before another word, is none. */
	if (p->passed.kind == TOK_STRING || (p->item == KW_AUTHORITY && token_after(p) == TOK_NAME))
		return false;
	bool wide = r->text.len && (unsigned char)r->text.ptr[0] >= 0x80;
	return expects(r, TOK_STRING) &&
	       (r->count == 1 || (r->count == 2 && wide && expects(r, '{')) ||
		(wide && p->item == KW_AUTHORITY));
}

/* article 第三条 -> article "第三条" */
bool report_unquoted(const struct refused *r)
{
	struct parse *p = r->p;
	struct span span = r->token.span;
	if ((r->token.kind != TOK_NAME && r->token.kind != TOK_NUMBER) || !expects_text(r))
		return false;
	span.end = end_of_unquoted(p, span.end);
	struct buf quoted;
	buf_init(&quoted, p->arena->mem);
	buf_add_char(&quoted, '"');
	add_written(&quoted, p, span);
	buf_add_char(&quoted, '"');
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&quoted)));
	diag_edit(p->diags, diag, span, buf_str(&quoted));
	buf_fini(&quoted);
	p->unquoted_end = span.end;
	return true;
}
