/*
 * The keyword table as data. A keyword's token hangs on its interned name, so that the scanner asks
 * one hash table once for each word; words of values are looked up only where they can stand.
 */
#include "syntax/keywords.h"

#include "base/text/slip.h"

#include "syntax/parse_state.h"
#include "tol.tab.h"

const struct keyword_info keyword_infos[KW_COUNT] = {
	[KW_NONE] = {0, {"", ""}, CLASS_OPER, {"", ""}},
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)                               \
	[KW_##token] = {TOK_##token, {english, chinese}, CLASS_##class, {meaning, meaning_zh}},
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh)
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
};

const struct value_info value_infos[VALUE_COUNT] = {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh)                                   \
	[VALUE_##family##_##id] = {FAMILY_##family, {english, chinese}, {meaning, meaning_zh}},
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
};

const struct meant_word meant_words[MEANT_COUNT] = {
#define MEANT(kind, word, written) {word, written, MEANT_##kind},
#include "meant.def"
};

static const struct {
	int token;
	const char *word;
} spellings[] = {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)
#define SPELLING(token, word) {TOK_##token, word},
#define VALUE(family, id, english, chinese, meaning, meaning_zh)
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
};

static void keyword_add(struct syntax *syntax, int token, struct str word)
{
	const char *space = memchr(word.ptr, ' ', word.len);
	struct name *name = names_intern(&syntax->names, word);
	name->token = (uint16_t)token;
	if (!space)
		return;
	size_t split = (size_t)(space - word.ptr);
	struct name *first = names_intern(&syntax->names, str_from_to(word, 0, split));
	struct name *second =
		names_intern(&syntax->names, str_from_to(word, split + 1, word.len));
	first->joins = 1;
	VEC_PUSH(syntax->arena.mem, &syntax->pairs, (struct keyword_pair){first, second, name});
}

void syntax_init(struct syntax *syntax, struct mem *mem)
{
	memset(syntax, 0, sizeof(*syntax));
	arena_init(&syntax->arena, mem);
	names_init(&syntax->names, &syntax->arena);
	for (int i = KW_NONE + 1; i < KW_COUNT; i++) {
		keyword_add(syntax, keyword_infos[i].token, str_from(keyword_infos[i].spelling[0]));
		keyword_add(syntax, keyword_infos[i].token, str_from(keyword_infos[i].spelling[1]));
	}
	for (size_t i = 0; i < countof(spellings); i++)
		keyword_add(syntax, spellings[i].token, str_from(spellings[i].word));
}

void syntax_fini(struct syntax *syntax)
{
	VEC_FREE(syntax->arena.mem, &syntax->pairs);
	names_fini(&syntax->names);
	arena_fini(&syntax->arena);
}

struct name *syntax_pair(const struct syntax *syntax, const struct name *first,
			 const struct name *second)
{
	for (size_t i = 0; i < syntax->pairs.count; i++) {
		const struct keyword_pair *pair = &syntax->pairs.items[i];
		if (pair->first == first && pair->second == second)
			return pair->both;
	}
	return NULL;
}

static const uint8_t keyword_by_token[] = {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)                               \
	[TOK_##token - TOK_TOL] = KW_##token,
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh)
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
};

enum keyword keyword_of_token(int token)
{
	size_t index = (size_t)token - TOK_TOL;
	return token >= TOK_TOL && index < countof(keyword_by_token)
		       ? (enum keyword)keyword_by_token[index]
		       : KW_NONE;
}

bool keyword_is_reserved(enum keyword keyword)
{
	return keyword != KW_NONE && keyword_infos[keyword].class != CLASS_WORD &&
	       keyword_infos[keyword].class != CLASS_UNIT;
}

/* 大于 is not all of 不大于, so neither is <= a part of it. */
static bool is_word(struct str text)
{
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		if (str_equal(text, str_from(meant_words[i].word)))
			return true;
	}
	return false;
}

static const struct meant_word *longest_at(struct str text,
					   bool (*stands_at)(struct str text, struct str word))
{
	const struct meant_word *best = NULL;
	for (size_t i = 0; i < MEANT_COUNT; i++) {
		struct str word = str_from(meant_words[i].word);
		if (meant_words[i].kind == MEANT_OPERATOR && word.len < text.len &&
		    stands_at(text, word) && (!best || word.len > strlen(best->word)))
			best = &meant_words[i];
	}
	return best && !is_word(text) ? best : NULL;
}

const struct meant_word *meant_prefix(struct str text)
{
	return longest_at(text, str_starts_with);
}

const struct meant_word *meant_suffix(struct str text)
{
	return longest_at(text, str_ends_with);
}

enum value_word value_find(enum value_family family, struct str word)
{
	for (int i = 0; i < VALUE_COUNT; i++) {
		const struct value_info *info = &value_infos[i];
		if (info->family == family && (str_equal(str_from(info->spelling[0]), word) ||
					       str_equal(str_from(info->spelling[1]), word)))
			return (enum value_word)i;
	}
	return VALUE_NONE;
}

struct str moment_meant(struct str text)
{
	static const char *const tails[] = {"起", "止", "为止", "时", "之日", "之时"};
	for (size_t i = 0; i < countof(tails);) {
		struct str tail = str_from(tails[i]);
		bool there = text.len > tail.len && str_ends_with(text, tail);
		text.len -= there ? tail.len : 0;
		i = there ? 0 : i + 1;
	}
	return text;
}

void list_values(struct buf *out, enum value_family family, enum language language)
{
	for (int i = 0; i < VALUE_COUNT; i++) {
		if (value_infos[i].family != family)
			continue;
		if (out->len)
			buf_add_text(out, language == LANGUAGE_ZH ? "、" : ", ");
		buf_add_text(out, value_infos[i].spelling[language]);
	}
}

struct str value_slip(enum value_family family, struct str word)
{
	struct str best = STR_NONE;
	for (int i = 0; i < 2 * VALUE_COUNT; i++) {
		const struct value_info *info = &value_infos[i / 2];
		struct str spelling = str_from(info->spelling[i % 2]);
		if (info->family != family || !slip_of(word, spelling))
			continue;
		if (best.ptr)
			return STR_NONE;
		best = spelling;
	}
	return best;
}
