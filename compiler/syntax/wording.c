/* Keywords by all their spellings. Nothing is parsed: a word in a text counts as well as any. */
#include "syntax/wording.h"

#include "base/text/utf8.h"
#include "syntax/keywords.h"

struct spelling {
	const char *text;
	int number;
};

/* Values go behind the keywords. */
static const struct spelling spellings[] = {
#define KEYWORD(token, english, chinese, class, meaning, meaning_zh)                               \
	{english, KW_##token}, {chinese, KW_##token},
#define SPELLING(token, word)	   {word, KW_##token},
#define VALUE(family, id, english, chinese, meaning, meaning_zh)                                   \
	{english, KW_COUNT + VALUE_##family##_##id}, {chinese, KW_COUNT + VALUE_##family##_##id},
#define VALUE_SPELLING(family, id, word) {word, KW_COUNT + VALUE_##family##_##id},
#include "keywords.def"
};

/* Blanks and punctuation, in the width of either script. */
static bool divides(uint32_t c)
{
	bool is_ascii = c < 0x80 && c != '_' && !(c >= '0' && c <= '9') &&
			!((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return is_ascii || (c >= 0x2010 && c <= 0x205f) || (c >= 0x3000 && c <= 0x303f) ||
	       (c >= 0xff01 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20) ||
	       (c >= 0xff3b && c <= 0xff40) || (c >= 0xff5b && c <= 0xff65);
}

/* How many bytes at the start do, or do not, divide. */
static size_t run(struct str text, bool dividing)
{
	size_t at = 0, size;
	while (at < text.len &&
	       divides(utf8_decode(str_from_to(text, at, text.len), &size)) == dividing)
		at += size;
	return at;
}

/* The longest spelling that the text begins with and that ends where a word does, or NULL. */
static const struct spelling *spelling_at(struct str text)
{
	const struct spelling *found = NULL;
	size_t longest = 0;
	for (size_t i = 0; i < countof(spellings); i++) {
		if (text.len == 0 || spellings[i].text[0] != *text.ptr)
			continue;
		size_t size = strlen(spellings[i].text);
		if (size <= longest || !str_starts_with(text, str_from(spellings[i].text)) ||
		    (size < text.len && run(str_from_to(text, size, text.len), true) == 0))
			continue;
		found = &spellings[i];
		longest = size;
	}
	return found;
}

void wording_add(struct buf *out, struct str line)
{
	while (line.len) {
		line = str_from_to(line, run(line, true), line.len);
		const struct spelling *spelling = spelling_at(line);
		size_t size = spelling ? strlen(spelling->text) : run(line, false);
		if (spelling)
			buf_addf(out, " #%d", spelling->number);
		else if (size) {
			buf_add_char(out, ' ');
			buf_add(out, str_from_to(line, 0, size));
		}
		line = str_from_to(line, size, line.len);
	}
}
