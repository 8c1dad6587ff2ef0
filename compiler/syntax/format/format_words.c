/*
 * Single words of the formatted text. A keyword is written in the language that is asked for, or in
 * the one in which it stands in the source; a name in backquotes where it would be read as a
 * keyword; a word of values by its family.
 */
#include "syntax/format/format.h"

#include "base/value/date.h"

/* Where the words of the source stand. */

static bool is_han(const char *text)
{
	return (unsigned char)text[0] >= 0xE4 && (unsigned char)text[0] <= 0xE9;
}

/* A full-width letter, digit or low line. */
static bool is_full_letter(const char *text)
{
	unsigned char row = (unsigned char)text[1], cell = (unsigned char)text[2];
	if ((unsigned char)text[0] != 0xEF)
		return false;
	return row == 0xBC ? cell == 0xBF || (cell >= 0x90 && cell <= 0x99) ||
				     (cell >= 0xA1 && cell <= 0xBA)
			   : row == 0xBD && cell >= 0x81 && cell <= 0x9A;
}

/* The length of the blank, mark or comment at the start of the text; 0: a word begins there. */
static uint32_t mark_size(const char *text)
{
	if (text[0] == '#' || (text[0] == '\xEF' && memcmp(text, "\xEF\xBC\x83", 3) == 0))
		return (uint32_t)strcspn(text, "\n");
	if ((unsigned char)text[0] < 0x80)
		return text[0] && strchr(" \t\r\n(){},:;|=<>!/.~", text[0]) ? 1 : 0;
	bool mark = memcmp(text, "\xE3\x80", 2) == 0 || memcmp(text, "\xE2\x89", 2) == 0 ||
		    (text[0] == '\xEF' && !is_full_letter(text));
	return mark ? 3 : 0;
}

static uint32_t word_start(const struct format *f, uint32_t offset)
{
	for (uint32_t size; (size = mark_size(f->text + offset)) != 0;)
		offset += size;
	return offset;
}

static uint32_t letter_size(const char *text)
{
	bool plain = (text[0] >= '0' && text[0] <= '9') || text[0] == '_' ||
		     ((text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z');
	return plain ? 1 : is_han(text) || is_full_letter(text) ? 3 : 0;
}

static uint32_t second_word_start(const struct format *f, uint32_t offset)
{
	offset = word_start(f, offset);
	for (uint32_t size; (size = letter_size(f->text + offset)) != 0;)
		offset += size;
	return word_start(f, offset);
}

/* Keywords. */

static enum language language_at(const struct format *f, uint32_t word)
{
	return is_han(f->text + word) ? LANGUAGE_ZH : LANGUAGE_EN;
}

static enum language language_wanted(const struct format *f)
{
	return f->keywords == FORMAT_KEYWORDS_ZH ? LANGUAGE_ZH : LANGUAGE_EN;
}

static void keyword_put_written(struct format *f, enum keyword keyword, uint32_t offset)
{
	enum language language = language_at(f, word_start(f, offset));
	put(f, str_from(keyword_infos[keyword].spelling[language]));
}

void keyword_put(struct format *f, enum keyword keyword, uint32_t offset)
{
	if (f->keywords == FORMAT_KEYWORDS_AS_WRITTEN)
		keyword_put_written(f, keyword, offset);
	else
		put(f, str_from(keyword_infos[keyword].spelling[language_wanted(f)]));
}

void keyword_put_second(struct format *f, enum keyword keyword, uint32_t offset)
{
	bool needed = f->keywords == FORMAT_KEYWORDS_AS_WRITTEN;
	keyword_put(f, keyword, needed ? second_word_start(f, offset) : offset);
}

void link_put(struct format *f, enum keyword keyword, uint32_t end, uint32_t next)
{
	if (!word_place(f, next))
		put_char(f, ' ');
	keyword_put(f, keyword, end);
	put_char(f, ' ');
}

void mark_put(struct format *f, struct str mark, uint32_t next)
{
	if (!word_place(f, next))
		put_char(f, ' ');
	put(f, mark);
	put_char(f, ' ');
}

/* Names and words of values. */

static bool name_needs_quotes(const struct name *name, enum name_place place)
{
	enum keyword keyword = keyword_of_token(name->token);
	bool reserved = keyword_is_reserved(keyword);
	if (keyword == KW_NONE)
		return name->joins != 0;
	switch (place) {
	case PLACE_BAR:
		return reserved || keyword == KW_REDLINE;
	case PLACE_DAY:
		return reserved && keyword != KW_CONDUCT;
	case PLACE_EFFECT:
		return keyword != KW_MITIGATE;
	case PLACE_OUTCOME:
		return keyword != KW_TOLERATE && keyword != KW_BAR;
	default:
		return reserved;
	}
}

/* The word as it is to be written, or STR_NONE where it belongs to no family. */
static struct str value_spelling(const struct format *f, const struct name *name, int family)
{
	enum value_word word = value_find((enum value_family)family, name->text);
	if (word == VALUE_NONE)
		return STR_NONE;
	enum language language = f->keywords != FORMAT_KEYWORDS_AS_WRITTEN ? language_wanted(f)
				 : is_han(name->text.ptr)		   ? LANGUAGE_ZH
									   : LANGUAGE_EN;
	return str_from(value_infos[word].spelling[language]);
}

void name_put(struct format *f, const struct node *node, enum name_place place, int family)
{
	word_place(f, node->span.start);
	bool quoted = name_needs_quotes(node->name, place);
	struct str value =
		quoted || family == FAMILY_NONE ? STR_NONE : value_spelling(f, node->name, family);
	if (quoted)
		put_char(f, '`');
	put(f, value.ptr ? value : node->name->text);
	if (quoted)
		put_char(f, '`');
}

/* Constants. */

static const char *escape_of(char c)
{
	static const char *const escapes[256] = {
		['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\t'] = "\\t"};
	return escapes[(unsigned char)c];
}

void string_put(struct format *f, const struct node *node)
{
	struct str text = *node->text;
	size_t done = 0;
	word_place(f, node->span.start);
	if (f->flat && text.len > FORMAT_FLAT_BYTES) {
		f->failed = true;
		return;
	}
	put_char(f, '"');
	for (size_t i = 0; i < text.len; i++) {
		const char *escape = escape_of(text.ptr[i]);
		if (!escape)
			continue;
		put(f, str_from_to(text, done, i));
		buf_add_text(f->out, escape);
		done = i + 1;
	}
	put(f, str_from_to(text, done, text.len));
	put_char(f, '"');
}

void date_put(struct format *f, const struct node *node)
{
	word_place(f, node->span.start);
	buf_add_date(f->out, node->date);
}

void number_put(struct format *f, const struct node *node)
{
	word_place(f, node->span.start);
	put(f, *node->text);
}

/* Money may be 万元 in English too. */
void amount_put(struct format *f, const struct node *node)
{
	bool money = f->keywords != FORMAT_KEYWORDS_ZH &&
		     (node->op == KW_YUAN || node->op == KW_WAN_YUAN || node->op == KW_YI_YUAN);
	number_put(f, node->first);
	put_char(f, ' ');
	if (money)
		keyword_put_written(f, (enum keyword)node->op, node->first->span.end);
	else
		keyword_put(f, (enum keyword)node->op, node->first->span.end);
}

void word_put(struct format *f, const struct node *node)
{
	word_place(f, node->span.start);
	keyword_put(f, (enum keyword)node->op, node->span.start);
}
