/*
 * A condition word by word: keywords and days of the case by grammar/keywords.def, facts by the
 * name that the vocabulary has in the reader's language, choices by their labels. Signs, numbers
 * and brackets stay as they were written. The text was read before: nothing here is a mistake.
 */
#include "emit/verdict/condition.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/keyword.h"

#include "base/text/utf8.h"

struct showing {
	struct buf *out;
	const struct answer_decide *decide;
	const struct ir_expr *expr;
	enum language language;
	struct str text;
	size_t start; /* of what is shown, in out */
	bool after_number;
	bool after_word; /* put in English for another: no sign need stand before what follows */
};

/* -- words of the text -- */

static uint32_t code_point_at(struct str text, size_t at, size_t *size)
{
	*size = 0;
	return at < text.len ? utf8_decode(str_from_to(text, at, text.len), size) : 0;
}

static bool begins_name(struct str text, size_t at)
{
	size_t size;
	uint32_t c = code_point_at(text, at, &size);
	return c == '_' || unicode_is_xid_start(c);
}

static size_t name_end(struct str text, size_t at)
{
	size_t size;
	for (uint32_t c; c = code_point_at(text, at, &size), size > 0; at += size) {
		bool is_dot = (c == '.' || c == 0xFF0E) && begins_name(text, at + size);
		if (!is_dot && !unicode_is_xid_continue(c))
			break;
	}
	return at;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A day too. */
static size_t number_end(struct str text, size_t at)
{
	while (at < text.len &&
	       (is_digit(text.ptr[at]) || ((text.ptr[at] == '.' || text.ptr[at] == '-') &&
					   at + 1 < text.len && is_digit(text.ptr[at + 1]))))
		at++;
	return at;
}

static size_t sign_end(struct str text, size_t at)
{
	size_t size;
	code_point_at(text, at, &size);
	return at + size;
}

static bool is_quote(uint32_t c)
{
	return c == '`' || c == 0xFF40;
}

/* Where a name in backquotes ends, its closing one included. */
static size_t quoted_end(struct str text, size_t at)
{
	size_t size;
	do
		at = sign_end(text, at);
	while (at < text.len && !is_quote(code_point_at(text, at, &size)));
	return sign_end(text, at);
}

static size_t blank_end(struct str text, size_t at)
{
	bool comment = false;
	size_t size;
	for (uint32_t c; c = code_point_at(text, at, &size), size > 0; at += size) {
		comment = c == '#' || c == 0xFF03 || (comment && c != '\n');
		if (!comment && c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0x3000)
			break;
	}
	return at;
}

/* -- names in the reader's language -- */

static bool is_called(struct str own, const struct ir_strs *aliases, struct str name)
{
	bool is = str_equal(own, name);
	for (size_t i = 0; !is && i < aliases->count; i++)
		is = str_equal(aliases->items[i], name);
	return is;
}

struct str fact_shown(const struct ir_fact *fact, enum language language)
{
	for (size_t i = 0; i < fact->aliases.count; i++)
		if (str_is_ascii(fact->name) == (language == LANGUAGE_ZH) &&
		    str_is_ascii(fact->aliases.items[i]) != (language == LANGUAGE_ZH))
			return fact->aliases.items[i];
	return fact->name;
}

struct str choice_word(const struct ir_choice *choice, enum language language)
{
	if (language == LANGUAGE_ZH)
		return choice->label;
	for (size_t i = 0; !str_is_ascii(choice->name) && i < choice->aliases.count; i++)
		if (str_is_ascii(choice->aliases.items[i]))
			return choice->aliases.items[i];
	return choice->name;
}

static struct str fact_word(const struct showing *s, const struct ir_fact *fact, struct str name)
{
	if (is_called(fact->name, &fact->aliases, name) && !s->decide)
		return fact_shown(fact, s->language);
	if (is_called(fact->name, &fact->aliases, name))
		return decide_fact_shown(s->decide, eval_facts_find(s->decide->facts, fact),
					 s->language);
	for (size_t i = 0; i < fact->choice_count; i++)
		if (is_called(fact->choices[i].name, &fact->choices[i].aliases, name))
			return choice_word(&fact->choices[i], s->language);
	return STR_NONE;
}

static struct str define_word(const struct showing *s, const struct ir_define *define,
			      struct str name)
{
	return s->language == LANGUAGE_ZH && str_equal(define->name, name) ? define->title
									   : STR_NONE;
}

/* A day of the case that the condition compares with; NULL: the word is none. */
static const struct keyword_row *day_row(const struct ir_expr *expr, struct str name)
{
	bool has_day = (expr->op == IR_COMPARE && (expr->left || expr->right)) ||
		       (expr->op == IR_IN && expr->left);
	return has_day ? keyword_row_find("MOMENT", name, STR_NONE) : NULL;
}

/* The innermost condition that stands there; what a definition stands for stands elsewhere. */
static const struct ir_expr *leaf_at(const struct ir_expr *expr, size_t offset)
{
	struct ir_parts parts = ir_expr_parts(expr);
	for (size_t i = 0; expr->op != IR_DEFINED && i < parts.count; i++) {
		const struct ir_expr *part = parts.items[i];
		if (part->span.start <= offset && offset < part->span.end)
			return leaf_at(part, offset);
	}
	return expr;
}

/* What people are shown for the name that stands there in the text. In English what is written in
 * Latin letters is left as it is. */
static struct str name_shown(const struct showing *s, struct str name)
{
	size_t offset = s->expr->span.start + (size_t)(name.ptr - s->text.ptr);
	const struct ir_expr *leaf = leaf_at(s->expr, offset);
	const struct keyword_row *day = day_row(leaf, name);
	struct str found = STR_NONE;
	if (s->language == LANGUAGE_EN && str_is_ascii(name))
		return name;
	if (day)
		return day->spelling[s->language];
	if (leaf->op == IR_DEFINED)
		found = define_word(s, leaf->define, name);
	else if (ir_expr_fact(leaf))
		found = fact_word(s, leaf->fact, name);
	return found.len ? found : name;
}

/* -- putting them -- */

/* An English word for a Chinese one that leaned on a sign stands apart from it. */
static void put(struct showing *s, struct str shown, bool gap, bool is_word)
{
	static const char closing[] = "),}";
	bool is_first = s->out->len == s->start;
	char last = is_first ? ' ' : s->out->ptr[s->out->len - 1];
	bool leans = (s->after_word && !strchr(closing, shown.ptr[0])) ||
		     (is_word && last != '(' && last != '{');
	if (last != ' ' && (gap || leans))
		buf_add_char(s->out, ' ');
	utf8_printable(s->out, shown);
	s->after_word = is_word;
}

/* Amounts have their Chinese units in either language, as their values have. Returns where the word
 * ends, or the keyword of two. */
static size_t put_name(struct showing *s, size_t at, bool gap)
{
	size_t end = name_end(s->text, at), next = blank_end(s->text, end);
	struct str name = str_from_to(s->text, at, end), second = STR_NONE;
	const struct keyword_row *unit =
		s->after_number ? keyword_row_find("UNIT", name, STR_NONE) : NULL;
	if (begins_name(s->text, next))
		second = str_from_to(s->text, next, name_end(s->text, next));
	const struct keyword_row *pair = second.len ? keyword_row_find("OPER", name, second) : NULL;
	const struct keyword_row *own = pair ? pair : keyword_row_find("OPER", name, STR_NONE);
	if (unit)
		put(s, unit->spelling[LANGUAGE_ZH], gap, false);
	else if (own)
		put(s, own->spelling[s->language], gap,
		    s->language == LANGUAGE_EN && !str_is_ascii(name));
	else
		put(s, name_shown(s, name), gap, false);
	return pair ? next + second.len : end;
}

static size_t put_quoted(struct showing *s, size_t at, bool gap)
{
	size_t end = quoted_end(s->text, at), open = sign_end(s->text, at) - at;
	struct str whole = str_from_to(s->text, at, end);
	struct str name = str_from_to(whole, open, whole.len > 2 * open ? whole.len - open : open);
	struct str shown = name_shown(s, name);
	put(s, str_equal(shown, name) ? whole : shown, gap, false);
	return end;
}

static size_t put_next(struct showing *s, size_t at, bool gap)
{
	size_t size, end;
	if (begins_name(s->text, at))
		return put_name(s, at, gap);
	if (is_quote(code_point_at(s->text, at, &size)))
		return put_quoted(s, at, gap);
	end = is_digit(s->text.ptr[at]) ? number_end(s->text, at) : sign_end(s->text, at);
	put(s, str_from_to(s->text, at, end), gap, false);
	return end;
}

void condition_show(struct buf *out, const struct answer_decide *decide, struct source *source,
		    const struct ir_expr *expr, enum language language)
{
	struct showing s = {
		.out = out,
		.decide = decide,
		.expr = expr,
		.language = language,
		.text = source_text(source, expr->span),
		.start = out->len,
	};
	for (size_t at = blank_end(s.text, 0), end = at; at < s.text.len;) {
		bool is_number = is_digit(s.text.ptr[at]);
		size_t next = put_next(&s, at, at > end);
		s.after_number = is_number;
		end = next;
		at = blank_end(s.text, end);
	}
}
