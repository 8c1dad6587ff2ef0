/*
 * A syntax error in words that teach. What was found and what could stand there become the most
 * useful thing that can be said: two words written as one, a word that nearly is a keyword, a comma
 * that is missing, a keyword used as a name; else plainly what was expected.
 */
#include "syntax/report/report.h"

#define MISTAKES_MAX 100 /* in one file; then reading stops */

struct str token_text(const struct parse *p, const struct token *token)
{
	return token->kind == TOK_NAME && token->value ? ((struct name *)token->value)->text
						       : source_text(p->source, token->span);
}

void add_written(struct buf *out, const struct parse *p, struct span span)
{
	for (uint32_t at = span.start; at < span.end; at++)
		buf_add_char(out, scan_byte_at(p, at));
}

uint32_t end_of_marks(const struct parse *p, uint32_t at, const char *marks)
{
	for (char c; (c = scan_byte_at(p, at)) && strchr(marks, c);)
		at++;
	return at;
}

bool expects(const struct refused *r, int token)
{
	for (size_t i = 0; i < r->count; i++) {
		if (r->expected[i] == token)
			return true;
	}
	return false;
}

struct diag *report_refused(const struct refused *r, enum diag_id id, struct diag_args args)
{
	return diag_at(r->p->diags, r->p->source, r->token.span, id, args);
}

/* Two words written as one. Chinese has no spaces between words. */

enum keyword keyword_prefix(struct str text, size_t *length)
{
	enum keyword best = KW_NONE;
	*length = 0;
	for (int i = KW_NONE + 1; i < KW_COUNT; i++) {
		struct str word = str_from(keyword_infos[i].spelling[LANGUAGE_ZH]);
		if (word.len > *length && word.len < text.len && str_starts_with(text, word) &&
		    (unsigned char)word.ptr[0] >= 0x80) {
			best = (enum keyword)i;
			*length = word.len;
		}
	}
	return best;
}

static bool unit_ends(struct str text, size_t length)
{
	for (int i = KW_YUAN; i <= KW_YEARS; i++) {
		if (str_equal(str_from_to(text, 0, length),
			      str_from(keyword_infos[i].spelling[LANGUAGE_ZH])))
			return true;
	}
	return false;
}

static size_t digits_prefix(struct str text)
{
	size_t len = 0;
	while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
		len++;
	return len;
}

/* 非谋取私利 behind a keyword that conditions follow, unless that is a name. */
static bool negation_follows(const struct parse *p, struct str rest)
{
	struct str not = str_from(keyword_infos[KW_NOT].spelling[LANGUAGE_ZH]);
	return rest.len > not.len && str_starts_with(rest, not) &&
	       !names_find(&p->syntax->names, rest);
}

/* 至少2项 -> 至少 2 项; 施行2018年2月9日 -> 施行 2018年2月9日; 万元且b -> 万元 且 b; 且非a -> 且 非 a */
static void split_words(struct buf *out, const struct parse *p, struct str text, size_t first)
{
	size_t second;
	buf_add(out, str_from_to(text, 0, first));
	struct str rest = str_from_to(text, first, text.len);
	if (negation_follows(p, rest)) {
		buf_add_char(out, ' ');
		buf_add(out, str_from_to(rest, 0, strlen("非")));
		rest = str_from_to(rest, strlen("非"), rest.len);
	}
	/* No name stands behind a unit. */
	if (unit_ends(text, first) && keyword_prefix(rest, &second) != KW_NONE) {
		buf_add_char(out, ' ');
		buf_add(out, str_from_to(rest, 0, second));
		rest = str_from_to(rest, second, rest.len);
	}
	size_t digits = digits_prefix(rest);
	struct str unit = str_from_to(rest, digits, rest.len);
	bool year = digits == 4 && str_starts_with(unit, STR("年")) && unit.len > 3;
	buf_add_char(out, ' ');
	if (digits && digits < rest.len && !year) {
		buf_add(out, str_from_to(rest, 0, digits));
		buf_add_char(out, ' ');
		rest = unit;
	}
	buf_add(out, rest);
}

static void report_split(const struct refused *r, const struct token *token, struct str keyword,
			 struct str split)
{
	struct diag_list *diags = r->p->diags;
	struct diag *diag = diag_at(diags, r->p->source, token->span, DIAG_WORDS_GLUED,
				    ARGS(token_text(r->p, token), keyword));
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(split));
	diag_edit(diags, diag, token->span, split);
}

bool keyword_stands_alone(enum keyword keyword)
{
	static const enum keyword alone[] = {KW_IN_WRITING, KW_COLLECTIVELY, KW_UNLESS_SHOWN,
					     KW_YES,	    KW_NO,	     KW_RETROACTIVE};
	for (size_t i = 0; i < countof(alone); i++) {
		if (alone[i] == keyword)
			return true;
	}
	return keyword_infos[keyword].class == CLASS_UNIT;
}

static bool keyword_takes_day(enum keyword keyword)
{
	static const enum keyword days[] = {KW_PROMULGATED, KW_EFFECTIVE,  KW_EXPIRES,
					    KW_WITHDRAWS,   KW_REINSTATES, KW_IN_FORCE_SINCE};
	for (size_t i = 0; i < countof(days); i++) {
		if (days[i] == keyword)
			return true;
	}
	return false;
}

/* A name that another operand follows on its line is no operand: 当时 甲 is not 当 时. */
static bool operand_follows(struct parse *p, enum keyword keyword)
{
	int next = token_after(p);
	bool condition =
		keyword == KW_WHEN || keyword == KW_AND || keyword == KW_OR || keyword == KW_NOT;
	return condition && (next == TOK_NAME || next == TOK_NUMBER || next == '{') &&
	       !first_on_line(p, p->ahead[p->ahead_count - 2].span.start);
}

/* 书面申请 is not 书面 申请, nor 施行日期 施行 日期. */
static bool is_part_of_name(struct parse *p, enum keyword keyword, struct str rest)
{
	const struct name *name = names_find(&p->syntax->names, rest);
	size_t length;
	if ((name && name->token) || keyword_prefix(rest, &length) != KW_NONE)
		return false;
	if (keyword_takes_day(keyword))
		return !is_like_number(rest);
	return keyword_stands_alone(keyword) || operand_follows(p, keyword);
}

/* 隶属于甲省: a word that is longer than the keyword it begins with, or NULL. */
static const struct meant_word *meant_of_authority(struct str text)
{
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		struct str word = str_from(meant_words[i].word);
		if (str_starts_with(text, word) && word.len < text.len &&
		    str_starts_with(word, str_from(meant_words[i].written)))
			return &meant_words[i];
	}
	return NULL;
}

/* 或者谋取私利 -> 或 谋取私利 */
static bool report_glued_other(const struct refused *r)
{
	const struct meant_word *word =
		r->p->item == KW_AUTHORITY ? meant_of_authority(r->text) : meant_prefix(r->text);
	if (r->token.kind != TOK_NAME || r->token.quoted || !word || !expects_meant(r, word))
		return false;
	struct buf split;
	size_t length = strlen(word->word);
	buf_init(&split, r->p->arena->mem);
	split_words(&split, r->p, r->text, length);
	struct buf meant;
	buf_init(&meant, r->p->arena->mem);
	buf_add_text(&meant, word->written);
	buf_add(&meant, str_from_to(buf_str(&split), length, split.len));
	report_meant(r, r->token.span, r->text, buf_str(&meant));
	buf_fini(&meant);
	buf_fini(&split);
	return true;
}

static bool report_glued(const struct refused *r)
{
	size_t length;
	enum keyword keyword = keyword_prefix(r->text, &length);
	if (r->token.kind != TOK_NAME || keyword == KW_NONE ||
	    !expects(r, keyword_infos[keyword].token) ||
	    is_part_of_name(r->p, keyword, str_from_to(r->text, length, r->text.len)))
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	split_words(&split, r->p, r->text, length);
	report_split(r, &r->token, str_from_to(r->text, 0, length), buf_str(&split));
	buf_fini(&split);
	return true;
}

/* The name before the token that was refused may have swallowed a keyword. */

/* 至少2项 { -> 至少 2 项 { */
static bool split_at_least(struct buf *out, const struct refused *r, struct str text)
{
	struct str at_least = str_from(keyword_infos[KW_AT_LEAST].spelling[LANGUAGE_ZH]);
	struct str of = str_from(keyword_infos[KW_OF].spelling[LANGUAGE_ZH]);
	if ((r->token.kind != '{' && r->token.kind != TOK_OF) || !str_starts_with(text, at_least))
		return false;
	struct str rest = str_from_to(text, at_least.len, text.len);
	size_t digits = digits_prefix(rest);
	struct str unit = str_from_to(rest, digits, rest.len);
	if (!digits || (unit.len && !str_equal(unit, of)))
		return false;
	split_words(out, r->p, text, at_least.len);
	return true;
}

/* 后果属于 { -> 后果 属于 {; the longest keyword that is wanted behind the name and ends it. */
static enum keyword split_suffix(struct buf *out, const struct refused *r, struct str text)
{
	struct str best = STR_NONE;
	enum keyword found = KW_NONE;
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		struct str word = str_from(keyword_infos[keyword].spelling[LANGUAGE_ZH]);
		if (keyword == KW_NONE || word.len <= best.len || word.len >= text.len ||
		    (unsigned char)word.ptr[0] < 0x80 || !str_ends_with(text, word))
			continue;
		best = word;
		found = keyword;
	}
	if (found == KW_NONE)
		return KW_NONE;
	buf_add(out, str_from_to(text, 0, text.len - best.len));
	buf_add_char(out, ' ');
	buf_add(out, best);
	return found;
}

static bool report_glued_before(const struct refused *r)
{
	const struct token *before = &r->p->passed;
	if (before->kind != TOK_NAME || before->quoted)
		return false;
	struct str text = token_text(r->p, before);
	if (report_word_before(r, text))
		return true;
	/* Behind an effect stands another one: 不应当 免责 is not 不应 当. */
	if (r->p->item == KW_EFFECT)
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	enum keyword keyword =
		split_at_least(&split, r, text) ? KW_AT_LEAST : split_suffix(&split, r, text);
	if (keyword != KW_NONE)
		report_split(r, before, str_from(keyword_infos[keyword].spelling[LANGUAGE_ZH]),
			     buf_str(&split));
	buf_fini(&split);
	return keyword != KW_NONE;
}

void report_meant(const struct refused *r, struct span span, struct str found, struct str meant)
{
	struct diag *diag =
		diag_at(r->p->diags, r->p->source, span, DIAG_WORD_UNKNOWN, ARGS(found));
	diag_hint(r->p->diags, diag, HINT_DID_YOU_MEAN, ARGS(meant));
	diag_edit(r->p->diags, diag, span, meant);
}

bool is_name_byte(char c)
{
	unsigned char byte = (unsigned char)c;
	return (byte >= 0xE4 && byte <= 0xE9) || (byte >= 0x80 && byte <= 0xBF) || c == '_' ||
	       (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

uint32_t end_of_text_before(const struct source *source, uint32_t end)
{
	for (;;) {
		struct str before = {source->text, end};
		if (end > 0 && strchr(" \t\r\n", source->text[end - 1]))
			end--;
		else if (str_ends_with(before, STR("\xE3\x80\x80")))
			end -= 3;
		else
			return end;
	}
}

/* A keyword where a name is wanted. */

static bool report_reserved(const struct refused *r)
{
	bool next_item = token_places(r->token.kind) && first_on_line(r->p, r->token.span.start);
	/* Behind another operator a condition is missing. */
	bool joins = r->token.kind == TOK_AND || r->token.kind == TOK_OR;
	if (!expects(r, TOK_NAME) || !keyword_is_reserved(keyword_of_token(r->token.kind)) ||
	    next_item || (joins && expects(r, TOK_NOT)))
		return false;
	if (report_unnamed(r))
		return true;
	struct diag *diag = report_refused(r, DIAG_NAME_RESERVED, ARGS(r->text));
	struct buf quoted;
	buf_init(&quoted, r->p->arena->mem);
	buf_add_char(&quoted, '`');
	buf_add(&quoted, r->text);
	buf_add_char(&quoted, '`');
	diag_hint(r->p->diags, diag, HINT_NAME_RESERVED, ARGS(buf_str(&quoted)));
	buf_fini(&quoted);
	r->p->misnamed = r->token.span.start + 1;
	return true;
}

static void stop_after_many(struct parse *p)
{
	if (++p->mistakes < MISTAKES_MAX)
		return;
	size_t limit = p->diags->limit;
	p->diags->limit = 0; /* this one is told, whatever was told before */
	diag_at(p->diags, p->source, p->given.span, DIAG_TOO_MANY_MISTAKES, ARGS(STR("100")));
	p->diags->limit = limit;
	p->refused = true;
}

/* In the order in which they are sure of what was meant. */
static bool (*const reports[])(const struct refused *r) = {
	report_defining_colon,
	report_opener_colon,
	report_unequal,
	report_doubled,
	report_answered,
	report_kind_behind,
	report_colon,
	report_date,
	report_bound,
	report_bound_twice,
	report_bound_remark,
	report_day_bound,
	report_elliptic,
	report_separated,
	report_parted_sign,
	report_reversed,
	report_million,
	report_counted,
	report_currency,
	report_half_year,
	report_number_in_words,
	report_amount_in_words,
	report_at_least_in_words,
	report_effect,
	report_between, /* before what looks at the token behind the number */
	report_quantity,
	report_listed,
	report_braced_values,
	report_window,
	report_from_day,
	report_recipient,
	report_unnamed_exception,
	report_exclusion,
	report_exception_head,
	report_bare_brace,
	report_limit_order,
	report_quoted_name,
	report_heading_colon,
	report_validity,
	report_condition_number,
	report_numbering,
	report_item_number,
	report_basis,
	report_round_brackets,
	report_unbraced,
	report_heading,
	report_article,
	report_parted,
	report_other_word,
	report_divider,
	report_glued_other,
	report_glued,
	report_glued_before,
	report_unended,
	report_torn,
	report_half,
	report_near,
	report_parted_name,
	report_sentence,
	report_unjoined,
	report_no_day,
	report_unquoted,
	report_uncounted,
	report_quoted_choices,
	report_comma_before_label,
	report_comma,
	report_unit_unknown,
	report_reserved,
};

static void report_best(const struct refused *r)
{
	for (size_t i = 0; i < countof(reports); i++) {
		if (reports[i](r))
			return;
	}
	report_expected(r);
}

static enum panic panic_for(const struct refused *r)
{
	if (r->count == 1 && r->expected[0] == '{')
		return PANIC_BRACE;
	/* Behind its name: before that a property can stand nowhere. */
	bool named = r->p->item == KW_AUTHORITY && expects(r, TOK_LEVEL) && !expects(r, TOK_NAME);
	return named ? PANIC_AUTHORITY : PANIC_NONE;
}

void report_syntax(struct parse *p, const int *expected, size_t count)
{
	struct refused r = {p, p->given, token_text(p, &p->given), expected, count};
	bool again = p->given.span.start + 1 == p->panic_again;
	/* It was part of a word that a character divides of which enough was said, or of a text. */
	bool divided = (p->stray_end > 0 && p->given.span.start == p->stray_end) ||
		       p->given.span.start < p->unquoted_end;
	/* Nobody wrote it: it stands in for one that was missing, which was said. */
	bool put_in = (p->given.kind == '}' || p->given.kind == ')') &&
		      p->given.span.start == p->given.span.end;
	if (p->refused)
		return;
	panic_start(p, panic_for(&r));
	p->misread = true;
	if (again || divided || put_in)
		return;
	report_best(&r);
	stop_after_many(p);
}

void tol_yyerror(struct span *span, struct parse *p, const char *message)
{
	(void)message; /* only "memory exhausted": the stack of the parser is full */
	if (!p->refused)
		diag_at(p->diags, p->source, *span, DIAG_NESTING, ARGS(STR("200")));
	p->misread = p->refused = true;
}
