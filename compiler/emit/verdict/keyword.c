/* Spellings of the keyword table, for readers. */
#include "emit/verdict/keyword.h"

#define SPELLED(word)                                                                              \
	{                                                                                          \
		(word), sizeof(word) - 1                                                           \
	}

static const struct keyword_row keyword_rows[] = {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)                               \
	{#class, {SPELLED(english), SPELLED(chinese)}},
#define SPELLING(token, word)
#define VALUE(family, id, english, chinese, meaning, meaning_zh)                                   \
	{#family, {SPELLED(english), SPELLED(chinese)}},
#define VALUE_SPELLING(family, id, word)
#include "keywords.def"
};

/* second: of a keyword of two words, which may stand on two lines; empty: there is but the first.
 */
static bool is_spelled(struct str spelling, struct str first, struct str second)
{
	if (second.len == 0)
		return str_equal(spelling, first);
	return spelling.len == first.len + 1 + second.len && str_starts_with(spelling, first) &&
	       spelling.ptr[first.len] == ' ' && str_ends_with(spelling, second);
}

const struct keyword_row *keyword_row_find(const char *kind, struct str first, struct str second)
{
	for (size_t i = 0; i < countof(keyword_rows); i++) {
		const struct keyword_row *row = &keyword_rows[i];
		if (strcmp(row->kind, kind) == 0 &&
		    (is_spelled(row->spelling[LANGUAGE_EN], first, second) ||
		     is_spelled(row->spelling[LANGUAGE_ZH], first, second)))
			return row;
	}
	return NULL;
}
