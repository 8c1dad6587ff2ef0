/*
 * Other words for what the language has one word for (grammar/meant.def). What is offered means the
 * same: where the word says the contrary of an operator, the fix says so with a negation.
 */
#include "syntax/report/report.h"

#include <ctype.h>

/* Whether the words stand in the text there, with any blanks between them: where they end, or 0. */
static uint32_t end_of_words(const struct parse *p, uint32_t at, const char *words)
{
	for (; *words; words++) {
		if (at >= p->source->size || scan_byte_at(p, at) != *words)
			return 0;
		at++;
		while (*words == ' ' && (scan_byte_at(p, at) == ' ' || scan_byte_at(p, at) == '\t'))
			at++;
	}
	char next = at < p->source->size ? scan_byte_at(p, at) : ' ';
	return next == '_' || isalnum((unsigned char)next) || (unsigned char)next >= 0x80 ? 0 : at;
}

/* The place of the word, which the token begins with or is; false where it is another. */
static bool is_written(const struct refused *r, const struct meant_word *word, struct span *span)
{
	*span = r->token.span;
	if (r->token.quoted || !token_is_word(r->token.kind))
		return false;
	if (str_equal(r->text, str_from(word->word)))
		return true;
	span->end = strchr(word->word, ' ') ? end_of_words(r->p, span->start, word->word) : 0;
	return span->end > 0;
}

static bool is_comparison(const char *written)
{
	return strchr("<>=!", written[0]) != NULL;
}

/* Whether it is the keyword, or begins with it. */
static bool is_keyword(enum keyword keyword, struct str written)
{
	for (int language = 0; language < 2; language++) {
		struct str spelling = str_from(keyword_infos[keyword].spelling[language]);
		if (str_equal(spelling, written) ||
		    (str_starts_with(written, spelling) && written.ptr[spelling.len] == ' '))
			return true;
	}
	return false;
}

bool expects_meant(const struct refused *r, const struct meant_word *word)
{
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		if (keyword != KW_NONE && is_keyword(keyword, str_from(word->written)))
			return true;
	}
	/* Behind a comma a second one says nothing, and 或 for it would say the contrary. */
	if (word->written[0] == ',')
		return expects(r, ',') && r->p->passed.kind != ',';
	if (word->written[0] == '.')
		return expects(r, TOK_RANGE);
	if (strcmp(word->written, "=") == 0 && expects(r, '='))
		return true;
	/* Where one comparison can stand, all can. */
	return is_comparison(word->written) && expects(r, TOK_COMPARE);
}

/* 后果 不属于 { -> 非 后果 属于 {: the span is that of the word behind the fact. */
static void report_contrary(const struct refused *r, struct span span,
			    const struct meant_word *word)
{
	struct diag_list *diags = r->p->diags;
	struct str not = (unsigned char)word->written[0] < 0x80 ? STR("not ") : STR("非 ");
	struct span fact = r->p->passed.span;
	struct buf whole;
	buf_init(&whole, r->p->arena->mem);
	buf_add(&whole, not );
	buf_add(&whole, token_text(r->p, &r->p->passed));
	buf_add_char(&whole, ' ');
	buf_add_text(&whole, word->written);
	struct diag *diag =
		diag_at(diags, r->p->source, span, DIAG_WORD_UNKNOWN, ARGS(str_from(word->word)));
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&whole)));
	diag_edit(diags, diag, (struct span){fact.start, fact.start}, not );
	diag_edit(diags, diag, span, str_from(word->written));
	buf_fini(&whole);
}

bool report_other_word(const struct refused *r)
{
	const struct meant_word *best = NULL;
	struct span span, longest = {0, 0};
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		if (!is_written(r, &meant_words[i], &span) || !expects_meant(r, &meant_words[i]) ||
		    span.end <= longest.end)
			continue;
		best = &meant_words[i];
		longest = span;
	}
	if (!best)
		return false;
	if (best->kind == MEANT_CONTRARY)
		report_contrary(r, longest, best);
	else
		report_meant(r, longest, str_from(best->word), str_from(best->written));
	return true;
}

/* The name before the token may be such a word, or end with one. */

/* 不是 谋取私利 -> 非 谋取私利: the first word was taken for a name. */
static bool report_negation_before(const struct refused *r, struct str text)
{
	/* In a condition: a value may have such a name. */
	for (size_t i = 0; i < MEANT_COUNT && expects(r, TOK_COMPARE); i++) {
		if (!is_keyword(KW_NOT, str_from(meant_words[i].written)) ||
		    !str_equal(text, str_from(meant_words[i].word)) ||
		    (r->token.kind != TOK_NAME && r->token.kind != '('))
			continue;
		report_meant(r, r->p->passed.span, text, str_from(meant_words[i].written));
		return true;
	}
	return false;
}

/* 后果不属于 { -> 非 后果 属于 { */
static bool report_contrary_before(const struct refused *r, struct str text)
{
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		const struct meant_word *word = &meant_words[i];
		struct str tail = str_from(word->word);
		if (word->kind != MEANT_CONTRARY || text.len <= tail.len ||
		    !str_ends_with(text, tail) || !expects_meant(r, word))
			continue;
		struct buf whole;
		buf_init(&whole, r->p->arena->mem);
		buf_add_text(&whole, "非 ");
		buf_add(&whole, str_from_to(text, 0, text.len - tail.len));
		buf_add_char(&whole, ' ');
		buf_add_text(&whole, word->written);
		report_meant(r, r->p->passed.span, text, buf_str(&whole));
		buf_fini(&whole);
		return true;
	}
	return false;
}

/* 损失不满 50 -> 损失 < 50 */
static bool report_operator_before(const struct refused *r, struct str text)
{
	const struct meant_word *word = meant_suffix(text);
	if (!word || !expects_meant(r, word))
		return false;
	struct buf split;
	buf_init(&split, r->p->arena->mem);
	buf_add(&split, str_from_to(text, 0, text.len - strlen(word->word)));
	buf_add_char(&split, ' ');
	buf_add_text(&split, word->written);
	report_meant(r, r->p->passed.span, text, buf_str(&split));
	buf_fini(&split);
	return true;
}

/* 同时满足 { -> 全部 {, 同时满足：{ -> 全部 {, of a type 单选 { -> 枚举 { */
static bool report_opener_before(const struct refused *r, struct str text)
{
	struct parse *p = r->p;
	bool type = p->item == KW_FACT && r->token.kind == '{';
	bool colon = r->token.kind == ':' && expects(r, TOK_COMPARE);
	bool opens = (r->token.kind == '{' || r->token.kind == '(') && expects(r, TOK_COMPARE);
	for (size_t i = 0; i < MEANT_COUNT && (opens || type || colon); i++) {
		struct str written = str_from(meant_words[i].written);
		bool values = is_keyword(KW_ONE_OF, written) || is_keyword(KW_SET_OF, written);
		bool conditions = is_keyword(KW_ALL_OF, written) || is_keyword(KW_ANY_OF, written);
		if (!str_equal(text, str_from(meant_words[i].word)) ||
		    !(type ? values : conditions))
			continue;
		report_meant(r, colon ? span_join(p->passed.span, r->token.span) : p->passed.span,
			     text, written);
		return true;
	}
	return false;
}

/* Before what takes the colon for one behind a fact. */
bool report_opener_colon(const struct refused *r)
{
	return r->token.kind == ':' && r->p->passed.kind == TOK_NAME &&
	       report_opener_before(r, token_text(r->p, &r->p->passed));
}

bool report_word_before(const struct refused *r, struct str text)
{
	return report_opener_before(r, text) || report_negation_before(r, text) ||
	       report_contrary_before(r, text) || report_operator_before(r, text);
}

/* How many of several. */

/* The number that stands there, or -1. */
static int number_at(const struct parse *p, uint32_t at)
{
	enum { LARGEST = 999 };
	int number = -1;
	char c;
	while (at < p->source->size && (c = scan_byte_at(p, at)) >= '0' && c <= '9' &&
	       number <= LARGEST) {
		number = (number < 0 ? 0 : number * 10) + (c - '0');
		at++;
	}
	return number;
}

/* There is no such operator, but at most 2 is not at least 3. */
static bool report_at_most(const struct refused *r, struct span span, struct str text, int number)
{
	struct diag_list *diags = r->p->diags;
	struct buf more;
	buf_init(&more, r->p->arena->mem);
	if (number >= 0)
		buf_addf(&more, "%d", number + 1);
	struct diag *diag = diag_at(diags, r->p->source, span, DIAG_WORD_UNKNOWN, ARGS(text));
	diag_hint(diags, diag, HINT_AT_MOST, ARGS(more.len ? buf_str(&more) : STR("…")));
	buf_fini(&more);
	return true;
}

bool report_quantity(const struct refused *r)
{
	static const struct {
		const char *word;
		bool most;
	} words[] = {{"至多", true},	{"最多", true},	 {"不超过", true}, {"不多于", true},
		     {"不少于", false}, {"最少", false}, {"起码", false},  {"至少有", false}};
	struct parse *p = r->p;
	struct span start = r->token.span;
	uint32_t end = end_of_words(p, start.start, "at most");
	if (end && expects(r, TOK_AT_LEAST))
		return report_at_most(r, (struct span){start.start, end}, STR("at most"),
				      number_at(p, end + 1));
	if (r->token.kind != TOK_NUMBER || p->passed.kind != TOK_NAME || !expects(r, TOK_COMPARE) ||
	    token_after(p) != TOK_OF)
		return false;
	struct str text = token_text(p, &p->passed);
	for (size_t i = 0; i < countof(words); i++) {
		if (!str_equal(text, str_from(words[i].word)))
			continue;
		if (words[i].most)
			return report_at_most(r, p->passed.span, text,
					      number_at(p, r->token.span.start));
		report_meant(r, p->passed.span, text, STR("至少"));
		return true;
	}
	return false;
}

/* Effects: how strong they are, and that none denies anything. */

static void report_effects(const struct refused *r, struct span span, enum hint_id hint)
{
	struct diag_list *diags = r->p->diags;
	struct buf words;
	buf_init(&words, r->p->arena->mem);
	list_values(&words, FAMILY_EFFECT, diags->language);
	struct diag *diag = diag_at(diags, r->p->source, span, DIAG_VALUE_UNKNOWN,
				    ARGS(source_text(r->p->source, span)));
	diag_hint(diags, diag, hint, ARGS(buf_str(&words)));
	buf_fini(&words);
}

/* 必须 免责 -> 应当 免责 */
static bool report_strength(const struct refused *r, struct str text)
{
	static const struct {
		const char *word;
		const char *written; /* NULL: it denies */
	} strengths[] = {
		{"必须", "应当"}, {"应", "应当"},   {"应该", "应当"},  {"须", "应当"},
		{"必", "应当"},	  {"一律", "应当"}, {"shall", "must"}, {"可", "可以"},
		{"得以", "可以"}, {"can", "may"},   {"不得", NULL},    {"不应", NULL},
		{"不应当", NULL}, {"不可", NULL},   {"不可以", NULL},  {"不能", NULL},
		{"不予", NULL},	  {"不", NULL},	    {"禁止", NULL},    {"never", NULL},
	};
	for (size_t i = 0; i < countof(strengths); i++) {
		if (!str_equal(text, str_from(strengths[i].word)))
			continue;
		if (strengths[i].written)
			report_meant(r, r->p->passed.span, text, str_from(strengths[i].written));
		else
			report_effects(r, r->p->passed.span, HINT_EFFECT_DENIED);
		return true;
	}
	return false;
}

/* Whether a comma or nothing follows on the line. */
static bool ends_in_line(const struct parse *p, uint32_t at)
{
	at = end_of_marks(p, at, " \t");
	char next = at < p->source->size ? scan_byte_at(p, at) : '\n';
	bool wide_comma = (unsigned char)next == 0xEF &&
			  (unsigned char)scan_byte_at(p, at + 1) == 0xBC &&
			  (unsigned char)scan_byte_at(p, at + 2) == 0x8C;
	return wide_comma || strchr("\r\n,}#", next);
}

/* 免责 应当 -> 应当 免责, where no strength stands before it and no effect behind. */
static bool report_strength_behind(const struct refused *r)
{
	static const char *const strengths[] = {"应当", "可以", "must", "may"};
	struct parse *p = r->p;
	struct str before = {p->source->text, p->passed.span.start};
	if ((r->token.kind != TOK_MUST && r->token.kind != TOK_MAY) ||
	    p->passed.kind != TOK_NAME || first_on_line(p, r->token.span.start) ||
	    !ends_in_line(p, r->token.span.end))
		return false;
	while (before.len && strchr(" \t", before.ptr[before.len - 1]))
		before.len--;
	for (size_t i = 0; i < countof(strengths); i++) {
		if (str_ends_with(before, str_from(strengths[i])))
			return false;
	}
	struct span span = span_join(p->passed.span, r->token.span);
	struct buf swapped;
	buf_init(&swapped, p->arena->mem);
	buf_add(&swapped, r->text);
	buf_add_char(&swapped, ' ');
	buf_add(&swapped, token_text(p, &p->passed));
	report_meant(r, span, source_text(p->source, span), buf_str(&swapped));
	buf_fini(&swapped);
	return true;
}

bool report_effect(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->item != KW_EFFECT)
		return false;
	if (report_strength_behind(r))
		return true;
	if (p->passed.kind == TOK_NAME && token_is_word(r->token.kind))
		return report_strength(r, token_text(p, &p->passed));
	/* `must not`, and 从重, which is no effect */
	bool wanted = expects(r, TOK_NAME) && keyword_is_reserved(keyword_of_token(r->token.kind));
	if (!wanted || (token_places(r->token.kind) && first_on_line(p, r->token.span.start)))
		return false;
	report_effects(r, r->token.span,
		       r->token.kind == TOK_NOT ? HINT_EFFECT_DENIED : HINT_VALUES);
	return true;
}

/* A keyword where the name before it is missing, or that no declaration may take for its name. */
bool report_unnamed(const struct refused *r)
{
	struct parse *p = r->p;
	if (p->item == KW_EXCEPT && r->token.kind == TOK_WHEN) {
		struct diag *diag = report_expected(r);
		diag_hint(p->diags, diag, HINT_NAME_EXCEPTION, NO_ARGS);
		return true;
	}
	if (p->passed.kind != TOK_FACT || r->token.kind != TOK_CONDUCT)
		return false;
	report_refused(r, DIAG_CASE_DAY_DECLARED, ARGS(r->text));
	return true;
}
