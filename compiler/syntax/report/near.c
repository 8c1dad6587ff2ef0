/* A word that is not quite a keyword: torn apart, half of it, or a slip of the pen. */
#include "syntax/report/report.h"

#include "base/text/slip.h"

/* Where the rest of the word ends that the token begins, however far away; 0: nowhere. */
static uint32_t end_of_torn(const struct refused *r, struct str word)
{
	const struct source *source = r->p->source;
	uint32_t at = r->token.span.end;
	if (word.len <= r->text.len || !str_starts_with(word, r->text))
		return 0;
	/* The scanner keeps a NUL behind the token that it gave last. */
	if (source->text[at] == '\0' && at < source->size)
		at++;
	while (source->text[at] == ' ' || source->text[at] == '\t')
		at++;
	struct str rest = str_from_to(word, r->text.len, word.len);
	uint32_t end = at + (uint32_t)rest.len;
	if (at == r->token.span.end || end > source->size || (unsigned char)rest.ptr[0] < 0x80 ||
	    !str_equal(source_text(source, (struct span){at, end}), rest))
		return 0;
	return (unsigned char)source->text[end] < 0x80 ? end : 0;
}

/* 个 工作日, 50 万 元: a keyword with a blank in it. Of those that fit the longest. */
bool report_torn(const struct refused *r)
{
	struct str best = STR_NONE;
	uint32_t end = 0;
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		struct str word = str_from(keyword_infos[keyword].spelling[LANGUAGE_ZH]);
		uint32_t torn = keyword == KW_NONE ? 0 : end_of_torn(r, word);
		if (torn > end) {
			end = torn;
			best = word;
		}
	}
	if (end == 0)
		return false;
	struct span span = {r->token.span.start, end};
	report_meant(r, span, r->text, best);
	return true;
}

static bool is_first_word_of(struct str text, const char *pair)
{
	struct str both = str_from(pair);
	return both.len > text.len && str_starts_with(both, text) && both.ptr[text.len] == ' ';
}

/* all { -> all of {; special x -> special to x */
bool report_half(const struct refused *r)
{
	const struct token *before = &r->p->passed;
	bool brace = r->token.kind == '{' && before->kind == TOK_NAME && !before->quoted;
	struct str text = brace ? token_text(r->p, before) : r->text;
	for (int i = KW_NONE + 1; i < KW_COUNT; i++) {
		const struct keyword_info *info = &keyword_infos[i];
		const char *word = info->spelling[LANGUAGE_EN];
		if (!is_first_word_of(text, word) ||
		    !(brace ? str_ends_with(str_from(word), STR(" of")) : expects(r, info->token)))
			continue;
		report_meant(r, brace ? before->span : r->token.span, text, str_from(word));
		return true;
	}
	return false;
}

/* Another unit is another amount: none is taken for one with another sign in it. */
static bool is_other_unit(enum keyword keyword, struct str text, struct str word)
{
	return keyword_infos[keyword].class == CLASS_UNIT && (unsigned char)word.ptr[0] >= 0x80 &&
	       !str_starts_with(word, text);
}

/* 50万: only the sign of the currency is missing. */
static bool lacks_yuan(struct str text, struct str word)
{
	return text.len > 0 && str_starts_with(word, text) &&
	       str_equal(str_from_to(word, text.len, word.len), STR("元"));
}

/* A keyword of which the text can only be a slip of the pen. */
static struct str slipped_keyword(const struct refused *r)
{
	for (size_t i = 0; i < r->count; i++) {
		enum keyword keyword = keyword_of_token(r->expected[i]);
		for (int language = 0; keyword != KW_NONE && language < 2; language++) {
			struct str word = str_from(keyword_infos[keyword].spelling[language]);
			if (lacks_yuan(r->text, word) ||
			    (slip_of(r->text, word) && !is_other_unit(keyword, r->text, word)))
				return word;
		}
	}
	return STR_NONE;
}

bool report_near(const struct refused *r)
{
	if (r->token.kind != TOK_NAME)
		return false;
	struct str word = slipped_keyword(r);
	if (!word.ptr)
		return false;
	report_meant(r, r->token.span, r->text, word);
	return true;
}
