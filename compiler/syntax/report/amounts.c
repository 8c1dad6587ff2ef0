/*
 * Amounts and counts as sentences write them: separators inside a number, numbers in words,
 * millions.
 */
#include "syntax/report/report.h"

#include "base/text/numeral.h"

/* Where the groups of three digits end that follow a number behind commas, or the offset itself. */
static uint32_t end_of_groups(const struct parse *p, uint32_t at, struct buf *digits)
{
	for (;;) {
		uint32_t comma = at;
		if (scan_byte_at(p, at) == ',')
			comma = at + 1;
		else if ((unsigned char)scan_byte_at(p, at) == 0xEF &&
			 (unsigned char)scan_byte_at(p, at + 1) == 0xBC &&
			 (unsigned char)scan_byte_at(p, at + 2) == 0x8C)
			comma = at + 3;
		char group[3];
		for (uint32_t i = 0; i < 3; i++)
			group[i] = comma == at ? '\0' : scan_byte_at(p, comma + i);
		bool full = true;
		for (size_t i = 0; i < 3; i++)
			full &= group[i] >= '0' && group[i] <= '9';
		char next = full ? scan_byte_at(p, comma + 3) : '\0';
		if (!full || (next >= '0' && next <= '9'))
			return at;
		buf_add(digits, (struct str){group, 3});
		at = comma + 3;
	}
}

/* { 次数 < 1,000 }, 损失1,000万元: in braces the comma was taken for one between conditions. */
static bool report_separated_before(const struct refused *r)
{
	struct parse *p = r->p;
	uint32_t comma = p->passed.span.start, start = comma;
	if (r->token.kind != TOK_NUMBER || p->passed.kind != ',' || expects(r, TOK_NUMBER) ||
	    p->passed.span.end != r->token.span.start)
		return false;
	while (start > 0 && comma - start < 4 && p->source->text[start - 1] >= '0' &&
	       p->source->text[start - 1] <= '9')
		start--;
	bool glued = start > 0 && !strchr(" \t=<>", p->source->text[start - 1]);
	struct buf digits;
	buf_init(&digits, p->arena->mem);
	buf_add_text(&digits, glued ? " " : "");
	add_written(&digits, p, (struct span){start, comma});
	uint32_t end = end_of_groups(p, comma, &digits);
	bool found = comma > start && comma - start <= 3 && end > comma;
	if (found) {
		struct refused mark = *r;
		mark.text = source_text(p->source, p->passed.span);
		report_mark(&mark, (struct span){start, end}, buf_str(&digits));
		p->unquoted_end = end;
	}
	buf_fini(&digits);
	return found;
}

/* 1,000 万元 -> 1000 万元 */
bool report_separated(const struct refused *r)
{
	if (report_separated_before(r))
		return true;
	struct parse *p = r->p;
	struct span number = p->passed.span;
	if (r->token.kind != ',' || p->passed.kind != TOK_NUMBER ||
	    number.end != r->token.span.start || number.end - number.start > 3)
		return false;
	struct buf digits;
	buf_init(&digits, p->arena->mem);
	buf_add(&digits, source_text(p->source, number));
	uint32_t end = end_of_groups(p, number.end, &digits);
	bool found = end > number.end;
	if (found)
		report_mark(r, (struct span){number.start, end}, buf_str(&digits));
	buf_fini(&digits);
	return found;
}

/* 10 million -> 10000000, 500 千元 -> 500000 元 */
bool report_million(const struct refused *r)
{
	static const struct {
		const char *word;
		const char *zeros;
	} words[] = {{"thousand", "000"},   {"million", "000000"}, {"billion", "000000000"},
		     {"百元", "00 元"},	    {"千元", "000 元"},	   {"十万元", "0 万元"},
		     {"百万元", "00 万元"}, {"千万元", "000 万元"}};
	struct parse *p = r->p;
	struct str number = source_text(p->source, p->passed.span);
	if (p->passed.kind != TOK_NUMBER || memchr(number.ptr, '.', number.len))
		return false;
	for (size_t i = 0; i < countof(words); i++) {
		if (!str_equal(r->text, str_from(words[i].word)))
			continue;
		struct buf digits;
		buf_init(&digits, p->arena->mem);
		buf_add(&digits, number);
		buf_add_text(&digits, words[i].zeros);
		report_meant(r, span_join(p->passed.span, r->token.span), r->text,
			     buf_str(&digits));
		buf_fini(&digits);
		return true;
	}
	return false;
}

/* 2次, 3 项: what is counted has no unit. */
bool report_counted(const struct refused *r)
{
	static const char *const words[] = {"次", "个", "项", "件", "起", "人",
					    "名", "户", "条", "笔", "times"};
	struct diag_list *diags = r->p->diags;
	uint32_t end = r->p->passed.span.end;
	bool counted = false, word = r->token.kind == TOK_NAME || r->token.kind == TOK_OF;
	for (size_t i = 0; i < countof(words); i++)
		counted |= str_equal(r->text, str_from(words[i]));
	if (!counted || !word || r->token.quoted || r->p->passed.kind != TOK_NUMBER ||
	    !(expects(r, TOK_AND) || expects(r, ',')))
		return false;
	struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	diag_hint(diags, diag, HINT_LEAVE_OUT, NO_ARGS);
	diag_edit(diags, diag, (struct span){end, r->token.span.end}, STR(""));
	return true;
}

static bool unit_stands_at(const struct parse *p, uint32_t at)
{
	char next = scan_byte_at(p, end_of_marks(p, at, " "));
	return (unsigned char)next >= 0x80 || next == 'y' || next == 'w';
}

/* RMB 10000000 -> 10000000 yuan, RMB 50 万元 -> 50 万元 */
bool report_currency(const struct refused *r)
{
	const struct token *before = &r->p->passed;
	struct str currency = token_text(r->p, before);
	if (r->token.kind != TOK_NUMBER || before->kind != TOK_NAME || before->quoted ||
	    !(str_equal(currency, STR("RMB")) || str_equal(currency, STR("CNY"))))
		return false;
	if (unit_stands_at(r->p, r->token.span.end)) {
		struct diag *diag = diag_at(r->p->diags, r->p->source, before->span,
					    DIAG_WORD_UNKNOWN, ARGS(currency));
		diag_hint(r->p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
		diag_edit(r->p->diags, diag,
			  (struct span){before->span.start, r->token.span.start}, STR(""));
		return true;
	}
	struct buf amount;
	buf_init(&amount, r->p->arena->mem);
	buf_add(&amount, r->text);
	buf_add_text(&amount, " yuan");
	report_meant(r, span_join(before->span, r->token.span), currency, buf_str(&amount));
	buf_fini(&amount);
	return true;
}

/* Figures are numbers to the scanner already. */
static int take_count(struct str *text)
{
	bool figure = text->len && text->ptr[0] >= '0' && text->ptr[0] <= '9';
	return figure ? -1 : numeral_take(text);
}

bool is_like_number(struct str text)
{
	return numeral_take(&text) >= 0;
}

/* 半年 -> 6 个月 */
bool report_half_year(const struct refused *r)
{
	if (r->token.kind != TOK_NAME || !expects(r, TOK_NUMBER) || expects(r, TOK_NAME) ||
	    !(str_equal(r->text, STR("半年")) || str_equal(r->text, STR("半年内"))))
		return false;
	report_meant(r, r->token.span, r->text, STR("6 个月"));
	return true;
}

/* 十五日 -> 15 日, two -> 2 */
bool report_number_in_words(const struct refused *r)
{
	static const char *const words[] = {"zero", "one",   "two",   "three", "four", "five",
					    "six",  "seven", "eight", "nine",  "ten"};
	struct str rest = r->text;
	int number = r->token.kind == TOK_NAME ? take_count(&rest) : -1;
	for (size_t i = 0; i < countof(words) && r->token.kind == TOK_NAME && number < 0; i++) {
		if (str_equal(r->text, str_from(words[i])))
			number = (int)i, rest = STR("");
	}
	/* Where a value stands, a name can too. */
	if (number < 0 || !expects(r, TOK_NUMBER))
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	buf_addf(&split, "%d", number);
	if (rest.len)
		buf_add_char(&split, ' ');
	buf_add(&split, rest);
	report_meant(r, r->token.span, r->text, buf_str(&split));
	buf_fini(&split);
	return true;
}

/* 至少两项 { -> 至少 2 项 { */
bool report_at_least_in_words(const struct refused *r)
{
	struct str text = token_text(r->p, &r->p->passed), least = STR("至少");
	if (r->token.kind != '{' || r->p->passed.kind != TOK_NAME || !str_starts_with(text, least))
		return false;
	struct str rest = str_from_to(text, least.len, text.len);
	int number = take_count(&rest);
	if (number < 0 || !str_equal(rest, STR("项")))
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	buf_addf(&split, "至少 %d 项", number);
	report_meant(r, r->p->passed.span, text, buf_str(&split));
	buf_fini(&split);
	return true;
}

bool report_amount_in_words(const struct refused *r)
{
	struct parse *p = r->p;
	bool unit = keyword_infos[keyword_of_token(r->token.kind)].class == CLASS_UNIT;
	if (!unit || p->passed.kind != TOK_NAME || p->passed.quoted)
		return false;
	struct span span = span_join(p->passed.span, r->token.span);
	struct buf joined, meant;
	buf_init(&joined, p->arena->mem);
	buf_init(&meant, p->arena->mem);
	buf_add(&joined, token_text(p, &p->passed));
	buf_add(&joined, r->text);
	bool known = amount_meant(&meant, buf_str(&joined));
	if (known)
		report_meant(r, span, source_text(p->source, span), buf_str(&meant));
	buf_fini(&meant);
	buf_fini(&joined);
	return known;
}

/* 50 万美元 */
bool report_unit_unknown(const struct refused *r)
{
	struct parse *p = r->p;
	if (r->token.kind != TOK_NAME || p->passed.kind != TOK_NUMBER ||
	    !expects(r, TOK_WAN_YUAN) || !expects(r, ',') || first_on_line(p, r->token.span.start))
		return false;
	struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	diag_hint(p->diags, diag, HINT_AMOUNTS, NO_ARGS);
	return true;
}
