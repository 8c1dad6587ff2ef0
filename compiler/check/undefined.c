/*
 * Names that mean nothing: words that were written as one, a declaration that an earlier mistake
 * swallowed, of which nothing more is said, or what offer.c finds to be near.
 */
#include "check/scope.h"

/* Words that were written as one. */

static bool scope_knows(struct scope *scope, struct str name)
{
	return scope_define(scope, name) || scope_fact(scope, name);
}

static void write_split(struct buf *out, struct str left, struct str word, struct str right)
{
	buf_add(out, left);
	if (left.len)
		buf_add_char(out, ' ');
	buf_add(out, word);
	buf_add_char(out, ' ');
	buf_add(out, right);
}

/* The operator, or another word for one, that the text begins with and that something follows: how
 * long it is, or 0, and what is written. */
static size_t operator_prefix(struct str text, struct str *written)
{
	static const enum keyword operators[] = {KW_AND, KW_OR, KW_IN, KW_HAS};
	const struct meant_word *meant = meant_prefix(text);
	if (meant) {
		*written = str_from(meant->written);
		return strlen(meant->word);
	}
	for (size_t i = 0; i < countof(operators); i++) {
		*written = str_from(keyword_infos[operators[i]].spelling[LANGUAGE_ZH]);
		if (text.len > written->len && str_starts_with(text, *written))
			return written->len;
	}
	return 0;
}

/* 勤勉尽责且拒不改正 -> 勤勉尽责 且 拒不改正, where what stands before the operator is declared. */
static bool split_at_operator(struct scope *scope, struct str name, struct buf *out)
{
	for (size_t at = 1; at < name.len; at++) {
		struct str written, left = str_from_to(name, 0, at);
		struct str rest = str_from_to(name, at, name.len);
		size_t length = operator_prefix(rest, &written);
		if (!length || !scope_knows(scope, left))
			continue;
		write_split(out, left, written, str_from_to(rest, length, rest.len));
		return true;
	}
	return false;
}

/* 非谋取私利, 已知损失, 未谋取私利: a keyword, or another word for it, before a declared name. */
static bool split_at_prefix(struct scope *scope, struct str name, struct buf *out)
{
	static const struct {
		const char *word;
		enum keyword keyword;
	} prefixes[] = {
		{"非", KW_NOT},	      {"已知", KW_KNOWN},	{"未知", KW_UNKNOWN},
		{"未", KW_NOT},	      {"未曾", KW_NOT},		{"没有", KW_NOT},
		{"没", KW_NOT},	      {"不", KW_NOT},		{"并未", KW_NOT},
		{"并非", KW_NOT},     {"不是", KW_NOT},		{"无", KW_NOT},
		{"not_", KW_NOT},     {"no_", KW_NOT},		{"non_", KW_NOT},
		{"known_", KW_KNOWN}, {"unknown_", KW_UNKNOWN},
	};
	for (size_t i = 0; i < countof(prefixes); i++) {
		struct str word = str_from(prefixes[i].word);
		struct str rest = str_from_to(name, word.len < name.len ? word.len : 0, name.len);
		if (!str_starts_with(name, word) || !scope_knows(scope, rest))
			continue;
		bool english = str_ends_with(word, STR("_"));
		write_split(out, STR(""),
			    str_from(keyword_infos[prefixes[i].keyword]
					     .spelling[english ? LANGUAGE_EN : LANGUAGE_ZH]),
			    rest);
		return true;
	}
	return false;
}

static bool offer_split(struct scope *scope, struct diag *diag, struct str name)
{
	struct buf split;
	buf_init(&split, scope->arena->mem);
	bool found = split_at_prefix(scope, name, &split) || split_at_operator(scope, name, &split);
	if (found) {
		scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
		diag_edit(scope->diags, diag, diag->span, buf_str(&split));
	}
	buf_fini(&split);
	return found;
}

/* Declarations that an earlier mistake swallowed. */

static bool ends_in_any(struct str text, const char *const *words, size_t count)
{
	while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
		text.len--;
	for (size_t i = 0; i < count; i++) {
		if (str_ends_with(text, str_from(words[i])))
			return true;
	}
	return false;
}

/* The first place of the part at or behind from; text.len where there is none. */
static size_t find(struct str text, size_t from, struct str part)
{
	while (from + part.len <= text.len) {
		const char *at = memchr(text.ptr + from, part.ptr[0], text.len - from);
		if (!at)
			break;
		from = (size_t)(at - text.ptr);
		if (str_starts_with(str_from_to(text, from, text.len), part))
			return from;
		from++;
	}
	return text.len;
}

/* Whether the name stands behind a word that declares it, however the text around it was read. */
static bool source_declares(const struct source *source, struct str name)
{
	static const char *const words[] = {"define", "定义", "fact", "事实", "|", "｜"};
	struct str text = {source->text, source->size};
	for (size_t at = find(text, 0, name); at < text.len; at = find(text, at + name.len, name)) {
		if (ends_in_any(str_from_to(text, 0, at), words, countof(words)))
			return true;
	}
	return false;
}

/* How often a file looks for what was swallowed; beyond that all counts as swallowed. */
enum { SEARCHES_MAX = 100 };

static bool declaration_lost(struct scope *scope, struct str name)
{
	bool gaps = scope->misread;
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		gaps |= scope->vocabularies.items[i]->misread;
		/* The other one of two may declare it. */
		if (scope->vocabularies.items[i]->unsure)
			return true;
	}
	if (scope->blind || (gaps && scope->searches++ >= SEARCHES_MAX))
		return true;
	if (scope->misread && source_declares(scope->source, name))
		return true;
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct vocabulary_scope *vocabulary = scope->vocabularies.items[i];
		const struct source *source = vocabulary->vocabulary->place.source;
		if (vocabulary->misread && ((vocabulary->told && source != scope->source) ||
					    source_declares(source, name)))
			return true;
	}
	return false;
}

/* Length of what stands around a name: parentheses, blanks and comments; 0: the name does. */
static uint32_t around_name(struct str rest)
{
	static const char *const words[] = {"(", ")", "（", "）", " ", "\t", "\r", "\n", "　"};
	const char *end = rest.len && rest.ptr[0] == '#' ? memchr(rest.ptr, '\n', rest.len) : NULL;
	if (end)
		return (uint32_t)(end - rest.ptr);
	for (size_t i = 0; i < countof(words); i++) {
		if (str_starts_with(rest, str_from(words[i])))
			return (uint32_t)strlen(words[i]);
	}
	return 0;
}

/* A name in parentheses spans them. They stay: 非（甲或乙） is not 非 甲 或 乙. */
static struct span name_span(const struct source *source, struct span span)
{
	struct span own = span;
	uint32_t around;
	while (own.start < span.end && (around = around_name(source_text(source, own))))
		own.start += around;
	own.end = own.start;
	while (own.end < span.end &&
	       !around_name(source_text(source, (struct span){own.end, span.end})))
		own.end++;
	return own;
}

/* 损失1,000万元: of a number that the parser refused, the front was taken for a part of the name.
 */
static bool is_cut_number(const struct scope *scope, struct span span)
{
	const char *end = scope->source->text + span.end;
	bool digit = end[-1] >= '0' && end[-1] <= '9';
	return scope->misread && digit && (end[0] == ',' || end[0] == '.') && end[1] >= '0' &&
	       end[1] <= '9';
}

void scope_undefined(struct scope *scope, const struct node *name)
{
	struct span span = name_span(scope->source, name->span);
	struct str text = name->name->text;
	if (declaration_lost(scope, text) || listed_told(scope, span) ||
	    is_cut_number(scope, span)) {
		scope_break(scope);
		return;
	}
	struct diag *diag = scope_error(scope, span, DIAG_NAME_UNDEFINED, ARGS(text));
	if (!diag_is_kept(scope->diags, diag) || offer_listed(scope, diag, span) ||
	    offer_bounded(scope, diag, text) || offer_split(scope, diag, text))
		return;
	if (offer_vocabulary(scope, diag, name) || offer_name(scope, diag, span, text) ||
	    offer_choice(scope, diag, text))
		return;
	if (scope->vocabularies.count)
		scope_hint(scope, diag, HINT_FACT, ARGS(text));
	else
		scope_hint(scope, diag, HINT_NO_VOCABULARY, NO_ARGS);
}
