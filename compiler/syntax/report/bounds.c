/* Bounds as sentences write them: 50 万元以上, 三人以上, 50 万元以上不足 500 万元. */
#include "syntax/report/report.h"

#include "base/text/bound.h"

/* 损失 在 50 万元以上 */
static void take_lead(struct str *text)
{
	static const char *const leads[] = {"在", "为", "是", "达", "共计", "共", "累计"};
	for (size_t i = 0; i < countof(leads); i++) {
		if (!str_take(text, str_from(leads[i])))
			continue;
		while (str_take(text, STR(" ")))
			;
		return;
	}
}

/* Whether a word ends before the text. */
static bool is_boundary(struct str rest)
{
	static const char *const marks[] = {"，", "、", "；", "）", "｝", "。"};
	if (!rest.len || strchr(" \t\r\n{}(),;#\"", rest.ptr[0]))
		return true;
	for (size_t i = 0; i < countof(marks); i++) {
		if (str_starts_with(rest, str_from(marks[i])))
			return true;
	}
	return false;
}

void report_condition(const struct refused *r, struct diag *diag, struct span span, bool joined,
		      struct str condition)
{
	struct diag_list *diags = r->p->diags;
	struct buf written;
	bool apart = joined && ends_in_negation((struct str){r->p->source->text, span.start});
	buf_init(&written, r->p->arena->mem);
	buf_add_text(&written, apart ? "(" : "");
	buf_add(&written, condition);
	buf_add_text(&written, apart ? ")" : "");
	diag_hint(diags, diag, HINT_WORDS_GLUED, ARGS(buf_str(&written)));
	diag_edit(diags, diag, span, buf_str(&written));
	buf_fini(&written);
	r->p->unquoted_end = span.end;
}

/* text is what stands from the token on. */
static bool report_bound_in(const struct refused *r, struct str text)
{
	struct parse *p = r->p;
	struct str rest = text, fact = token_text(p, &p->passed);
	struct bounds bounds;
	struct buf condition;
	uint32_t start = r->token.span.start;
	buf_init(&condition, p->arena->mem);
	take_lead(&rest);
	bool found = bounds_take(&bounds, &condition, fact, &rest);
	str_take(&rest, STR("的"));
	/* 不超过 50 万元 alone is a comparison in other words. */
	found = found && is_boundary(rest) && (bounds.count > 1 || bounds.word.ptr != text.ptr);
	if (found) {
		uint32_t word = start + (uint32_t)(bounds.word.ptr - text.ptr);
		struct diag *diag = diag_at(p->diags, p->source,
					    (struct span){word, word + (uint32_t)bounds.word.len},
					    DIAG_WORD_UNKNOWN, ARGS(bounds.word));
		report_condition(r, diag,
				 (struct span){p->passed.span.start,
					       start + (uint32_t)(rest.ptr - text.ptr)},
				 bounds.count > 1, buf_str(&condition));
	}
	buf_fini(&condition);
	return found;
}

bool report_bound(const struct refused *r)
{
	enum { NEAR = 120 };
	struct parse *p = r->p;
	struct buf text;
	if ((r->token.kind != TOK_NUMBER && r->token.kind != TOK_NAME) || r->token.quoted ||
	    p->passed.kind != TOK_NAME || !expects(r, TOK_COMPARE))
		return false;
	buf_init(&text, p->arena->mem);
	for (uint32_t at = r->token.span.start; at < p->source->size && text.len < NEAR; at++)
		buf_add_char(&text, scan_byte_at(p, at));
	bool found = report_bound_in(r, buf_str(&text));
	buf_fini(&text);
	return found;
}

static size_t end_of_unit(struct str text)
{
	size_t longest = 0;
	for (int i = KW_YUAN; i <= KW_YEARS; i++) {
		struct str unit = str_from(keyword_infos[i].spelling[LANGUAGE_ZH]);
		if (unit.len > longest && str_starts_with(text, unit))
			longest = unit.len;
	}
	return longest;
}

/* > 50 万元以上: what the comparison said already, or says otherwise. */

/* Whether the text before the offset ends with one of the comparisons. */
static bool compared_by(const struct parse *p, uint32_t offset, const char *const signs[4])
{
	struct str before = {p->source->text, offset};
	while (before.len && before.ptr[before.len - 1] == ' ')
		before.len--;
	for (size_t i = 0; i < 4; i++) {
		if (str_ends_with(before, str_from(signs[i])))
			return true;
	}
	return false;
}

bool report_bound_twice(const struct refused *r)
{
	static const struct {
		const char *word;
		const char *written;
		const char *signs[4];
	} bounds[] = {
		{"以上", ">=", {">=", "≥", "＞＝", "＞="}},
		{"以下", "<=", {"<=", "≤", "＜＝", "＜="}},
		{"以内", "<=", {"<=", "≤", "＜＝", "＜="}},
	};
	struct parse *p = r->p;
	size_t unit = end_of_unit(r->text);
	if (r->token.kind != TOK_NAME || p->passed.kind != TOK_NUMBER || !unit)
		return false;
	for (size_t i = 0; i < countof(bounds); i++) {
		if (!str_equal(str_from_to(r->text, unit, r->text.len), str_from(bounds[i].word)))
			continue;
		struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
		diag_hint(p->diags, diag, HINT_BOUND_SAID, ARGS(str_from(bounds[i].written)));
		if (compared_by(p, p->passed.span.start, bounds[i].signs))
			diag_edit(p->diags, diag,
				  (struct span){r->token.span.start + (uint32_t)unit,
						r->token.span.end},
				  STR(""));
		return true;
	}
	return false;
}

/* <= 50 万元（含）: whether the amount itself is meant too, the comparison says. */

/* Where the number begins behind which the token stands, with or without a unit. */
static uint32_t start_of_amount(const struct parse *p)
{
	uint32_t at = p->passed.span.start;
	if (p->passed.kind != TOK_NUMBER) {
		at = end_of_text_before(p->source, at);
		while (at > 0 && strchr("0123456789.", p->source->text[at - 1]))
			at--;
	}
	return at;
}

/* The remark in parentheses that the text begins with; 0 where there is none. */
static size_t remark_at(struct str text, bool *taken_in)
{
	static const char *const opens[] = {"(", "（"}, *const closes[] = {")", "）"};
	static const struct {
		const char *word;
		bool taken_in;
	} words[] = {{"含本数", true},	  {"包含本数", true},	 {"包括本数", true}, {"含", true},
		     {"不含本数", false}, {"不包括本数", false}, {"不含", false}};
	struct str rest = text;
	for (size_t i = 0; i < countof(words); i++, rest = text) {
		*taken_in = words[i].taken_in;
		if ((str_take(&rest, str_from(opens[0])) || str_take(&rest, str_from(opens[1]))) &&
		    str_take(&rest, str_from(words[i].word)) &&
		    (str_take(&rest, str_from(closes[0])) || str_take(&rest, str_from(closes[1]))))
			return text.len - rest.len;
	}
	return 0;
}

bool report_bound_remark(const struct refused *r)
{
	enum { NEAR = 24 };
	static const char *const with[4] = {"=", "＝", "≤", "≥"}, *const without[4] = {"<", ">",
										       "＜", "＞"};
	struct parse *p = r->p;
	bool amount = p->passed.kind == TOK_NUMBER ||
		      keyword_infos[keyword_of_token(p->passed.kind)].class == CLASS_UNIT;
	if (r->token.kind != '(' || !amount)
		return false;
	struct span span = {r->token.span.start, r->token.span.start};
	struct buf text;
	bool taken_in;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, (struct span){span.start, span.start + NEAR});
	span.end += (uint32_t)remark_at(buf_str(&text), &taken_in);
	if (span.end > span.start) {
		struct str remark = {text.ptr, span.end - span.start};
		struct diag *diag =
			diag_at(p->diags, p->source, span, DIAG_WORD_UNKNOWN, ARGS(remark));
		diag_hint(p->diags, diag, HINT_BOUND_TAKES, NO_ARGS);
		if (compared_by(p, start_of_amount(p), taken_in ? with : without))
			diag_edit(
				p->diags, diag,
				(struct span){end_of_text_before(p->source, span.start), span.end},
				STR(""));
		p->unquoted_end = span.end;
	}
	buf_fini(&text);
	return span.end > span.start;
}

/* 报告时间 在 问责 之前, 报告时间 在2021年3月1日以前 */

struct side {
	const char *word;
	const char *signs[2]; /* without that day, and with it */
};

/* The day before the word that says on which side of it. */
static const struct side *cut_side(struct str *text)
{
	static const struct side sides[] = {
		{"之日前", {" < ", " <= "}}, {"之前", {" < ", " <= "}},	  {"以前", {" < ", " <= "}},
		{"前", {" < ", " <= "}},     {"之日后", {" > ", " >= "}}, {"之后", {" > ", " >= "}},
		{"以后", {" > ", " >= "}},   {"后", {" > ", " >= "}},
	};
	for (size_t i = 0; i < countof(sides); i++) {
		struct str word = str_from(sides[i].word);
		if (text->len <= word.len || !str_ends_with(*text, word))
			continue;
		text->len -= word.len;
		while (text->len && text->ptr[text->len - 1] == ' ')
			text->len--;
		return text->len ? &sides[i] : NULL;
	}
	return NULL;
}

/* Two words from the offset, or one: the day, and the word behind it. */
static uint32_t add_day(struct buf *out, const struct parse *p, uint32_t at)
{
	static const char ends[] = " \t\r\n(){},;#";
	for (int i = 0; i < 2; i++) {
		at = end_of_marks(p, at, " ");
		if (i)
			buf_add_char(out, ' ');
		while (at < p->source->size && !strchr(ends, scan_byte_at(p, at)))
			buf_add_char(out, scan_byte_at(p, at++));
		struct str day = buf_str(out);
		if (cut_side(&day))
			break;
	}
	return at;
}

/* Whether the day itself is meant too, such words leave open: both are told, and no fix. */
bool report_day_bound(const struct refused *r)
{
	struct parse *p = r->p;
	struct buf text, written;
	if (r->token.kind != TOK_NAME || p->passed.kind != TOK_NAME || !expects(r, TOK_COMPARE) ||
	    !str_starts_with(r->text, STR("在")))
		return false;
	buf_init(&text, p->arena->mem);
	uint32_t end = add_day(&text, p, r->token.span.start + (uint32_t)strlen("在"));
	struct str day = buf_str(&text);
	const struct side *side = cut_side(&day);
	if (side) {
		struct str said[2];
		for (size_t i = 0; i < 2; i++) {
			buf_init(&written, p->arena->mem);
			buf_add(&written, token_text(p, &p->passed));
			buf_add_text(&written, side->signs[i]);
			buf_add(&written, day);
			said[i] = arena_str(p->arena, buf_str(&written));
			buf_fini(&written);
		}
		struct diag *diag = report_expected(r);
		diag_hint(p->diags, diag, HINT_DAY_BOUND, ARGS(said[0], said[1]));
		p->unquoted_end = end;
	}
	buf_fini(&text);
	return side != NULL;
}

/* 损失 >= 50 万元 且 <= 500 万元 */

/* The fact of the comparison that the text ends with; STR_NONE where it ends with none. */
static struct str fact_compared(struct str text)
{
	static const char *const signs[] = {"≥", "≤", "≠", "＜", "＞", "＝"};
	size_t at = text.len;
	for (bool sign = false; !sign; at--) {
		if (at == 0 || strchr("\n(){},;\"", text.ptr[at - 1]))
			return STR_NONE;
		struct str before = str_from_to(text, 0, at);
		if (str_ends_with(before, STR("且")) || str_ends_with(before, STR("或")))
			return STR_NONE;
		sign = strchr("<>=", text.ptr[at - 1]);
		for (size_t i = 0; i < countof(signs); i++)
			sign |= str_ends_with(before, str_from(signs[i]));
	}
	while (at > 0 &&
	       (strchr("<>=! ", text.ptr[at - 1]) || (unsigned char)text.ptr[at - 1] == 0xE2 ||
		(unsigned char)text.ptr[at - 1] == 0x89))
		at--;
	size_t end = at;
	while (at > 0 && !strchr(" \t\r\n(){},;\"", text.ptr[at - 1]))
		at--;
	return at < end ? str_from_to(text, at, end) : STR_NONE;
}

/* Past a number and its unit, or a word. */
static uint32_t end_of_comparison(const struct parse *p, uint32_t at)
{
	static const char ends[] = " \t\r\n(){},;#";
	at = end_of_marks(p, at, " ");
	bool number = scan_byte_at(p, at) >= '0' && scan_byte_at(p, at) <= '9';
	while (at < p->source->size && !strchr(ends, scan_byte_at(p, at)))
		at++;
	struct buf rest;
	buf_init(&rest, p->arena->mem);
	uint32_t unit = end_of_marks(p, at, " ");
	for (uint32_t i = unit; i < p->source->size && rest.len < 16; i++)
		buf_add_char(&rest, scan_byte_at(p, i));
	size_t length = number ? end_of_unit(buf_str(&rest)) : 0;
	buf_fini(&rest);
	return length ? unit + (uint32_t)length : at;
}

/* `或` binds less than the `且` that may stand before: 甲 且 (损失 < 5 元 或 损失 > 9 元). */
bool report_elliptic(const struct refused *r)
{
	struct parse *p = r->p;
	bool joined = p->passed.kind == TOK_AND || p->passed.kind == TOK_OR;
	if (!joined || (r->token.kind != TOK_COMPARE && r->token.kind != '='))
		return false;
	struct str fact = fact_compared(
		(struct str){p->source->text, end_of_text_before(p->source, p->passed.span.start)});
	if (!fact.ptr)
		return false;
	uint32_t first = (uint32_t)(fact.ptr - p->source->text), at = r->token.span.start;
	uint32_t end = end_of_comparison(p, r->token.span.end);
	bool apart = p->passed.kind == TOK_OR;
	bool sure = !ends_in_negation((struct str){p->source->text, first});
	struct buf written;
	buf_init(&written, p->arena->mem);
	buf_add_text(&written, apart ? "(" : "");
	add_written(&written, p, (struct span){first, at});
	buf_add(&written, fact);
	buf_add_char(&written, ' ');
	add_written(&written, p, (struct span){at, end});
	buf_add_text(&written, apart ? ")" : "");
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_EACH_COMPARED, ARGS(buf_str(&written)));
	if (sure)
		diag_edit(p->diags, diag, (struct span){first, end}, buf_str(&written));
	buf_fini(&written);
	p->unquoted_end = end;
	return true;
}
