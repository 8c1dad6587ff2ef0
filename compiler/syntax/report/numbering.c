/* What a document has and a list has not: numbers before its parts, headings, sentences. */
#include "syntax/report/report.h"

#include "base/text/numeral.h"

/* （一）甲；（二）乙 in braces. */

/* Where the number in parentheses begins that ends before the offset, or UINT32_MAX. */
static uint32_t start_of_numbering(const struct parse *p, uint32_t end)
{
	struct str before = {p->source->text, end};
	struct str close = str_ends_with(before, STR("）")) ? STR("）") : STR(")");
	size_t at = end - close.len;
	while (at > 0 && !strchr("(\n", p->source->text[at - 1]) &&
	       !str_ends_with((struct str){p->source->text, at}, STR("（")))
		at--;
	struct str number = {p->source->text + at, end - close.len - at};
	if (numeral_take(&number) < 0 || number.len)
		return UINT32_MAX;
	return (uint32_t)(at - (p->source->text[at - 1] == '(' ? 1 : 3));
}

bool report_numbering(const struct refused *r)
{
	struct parse *p = r->p;
	uint32_t end = p->passed.span.end;
	if (p->passed.kind != ')' || !expects(r, ',') || !token_is_word(r->token.kind))
		return false;
	uint32_t start = start_of_numbering(p, end);
	if (start == UINT32_MAX)
		return false;
	struct span span = {start, end};
	struct diag *diag = diag_at(p->diags, p->source, span, DIAG_WORD_UNKNOWN,
				    ARGS(source_text(p->source, span)));
	diag_hint(p->diags, diag, HINT_NO_NUMBERING, NO_ARGS);
	diag_edit(p->diags, diag, span, STR(""));
	return true;
}

/* （五）减责, 五、减责, 5.减责, 第五条 减责 -> 减责, where an item begins. */

/* Takes the number of an item from the front, and what parts it from the item. */
static bool take_item_number(struct str *text)
{
	static const char *const opens[] = {"(", "（"}, *const closes[] = {")", "）"};
	static const char *const units[] = {"条", "款", "项", "章", "节"};
	static const char *const marks[] = {"、", ".", "．", ",", "，", ")", "）", " "};
	bool open = str_take_one(text, opens, countof(opens));
	bool article = !open && str_take(text, STR("第"));
	if (numeral_take(text) < 0)
		return false;
	if (open ? !str_take_one(text, closes, countof(closes))
		 : article && !str_take_one(text, units, countof(units)))
		return false;
	bool marked = open || str_take_one(text, marks, countof(marks));
	while (str_take(text, STR(" ")))
		;
	return article || marked;
}

static uint32_t end_of_line(const struct parse *p, uint32_t at)
{
	while (at < p->source->size && !strchr("\r\n", scan_byte_at(p, at)))
		at++;
	return at;
}

/* Whether a heading of the document stands there or a sentence of it: no item of a list has such a
 * number before what is no keyword, and no braces. */
static bool is_heading(const struct refused *r, struct span number)
{
	struct parse *p = r->p;
	uint32_t end = end_of_line(p, number.end), word = number.end;
	if (!(block_current(p) & (BLOCK_FILE | BLOCK_LIST)))
		return false;
	while (word < end && is_name_byte(scan_byte_at(p, word)))
		word++;
	struct buf text;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, (struct span){number.end, word});
	const struct name *name = names_find(&p->syntax->names, buf_str(&text));
	bool keyword = name && name->token;
	buf_clear(&text);
	add_written(&text, p, (struct span){number.start, end});
	struct str line = buf_str(&text);
	bool chapter = str_contains(source_text(p->source, number), STR("章"));
	bool bare = !memchr(line.ptr, '{', line.len) && !memchr(line.ptr, '"', line.len) &&
		    !str_contains(line, STR("｛")) && !str_contains(line, STR("“"));
	buf_fini(&text);
	return bare && word > number.end && (chapter || !keyword);
}

static void report_comment(const struct refused *r, uint32_t start)
{
	struct parse *p = r->p;
	struct span line = {start, end_of_line(p, start)};
	struct buf text;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, line);
	struct diag *diag =
		diag_at(p->diags, p->source, line, DIAG_WORD_UNKNOWN, ARGS(buf_str(&text)));
	diag_hint(p->diags, diag, HINT_HEADING, NO_ARGS);
	diag_edit(p->diags, diag, (struct span){start, start}, STR("# "));
	p->unquoted_end = line.end;
	buf_fini(&text);
}

bool report_item_number(const struct refused *r)
{
	enum { NEAR = 40 };
	struct parse *p = r->p;
	struct span span = r->token.span;
	if (!first_on_line(p, span.start) || expects(r, TOK_NOT) || expects(r, TOK_STRING))
		return false;
	struct buf written;
	buf_init(&written, p->arena->mem);
	add_written(&written, p, (struct span){span.start, span.start + NEAR});
	struct str rest = buf_str(&written);
	bool numbered = take_item_number(&rest);
	span.end = span.start + (uint32_t)(written.len - rest.len);
	if (numbered && is_heading(r, span)) {
		report_comment(r, span.start);
	} else if (numbered) {
		struct span number = {span.start, end_of_text_before(p->source, span.end)};
		buf_clear(&written);
		add_written(&written, p, number);
		struct diag *diag = diag_at(p->diags, p->source, number, DIAG_WORD_UNKNOWN,
					    ARGS(buf_str(&written)));
		diag_hint(p->diags, diag, HINT_LEAVE_OUT, NO_ARGS);
		diag_edit(p->diags, diag, span, STR(""));
		p->unquoted_end = span.end;
	}
	buf_fini(&written);
	return numbered;
}

/* 1. 甲, 2、乙 in braces */
bool report_condition_number(const struct refused *r)
{
	enum { NEAR = 24 };
	struct parse *p = r->p;
	struct span span = r->token.span;
	bool first = p->passed.kind == '{' || p->passed.kind == ',' || p->passed.kind == ';';
	if (r->token.kind != TOK_NUMBER || !first || expects(r, TOK_NUMBER))
		return false;
	struct buf written;
	buf_init(&written, p->arena->mem);
	add_written(&written, p, (struct span){span.start, span.start + NEAR});
	struct str rest = buf_str(&written);
	/* 50 万元以上 is an amount. */
	bool numbered = scan_byte_at(p, span.end) != ' ' && take_item_number(&rest);
	span.end = span.start + (uint32_t)(written.len - rest.len);
	buf_fini(&written);
	if (!numbered)
		return false;
	struct diag *diag = report_refused(r, DIAG_WORD_UNKNOWN, ARGS(r->text));
	diag_hint(p->diags, diag, HINT_NO_NUMBERING, NO_ARGS);
	diag_edit(p->diags, diag, span, STR(""));
	p->unquoted_end = span.end;
	return true;
}

/* 因缺乏经验造成损失的，可以容错。 where a property stands: nothing else has such marks in its
 * line. */
bool report_sentence(const struct refused *r)
{
	struct parse *p = r->p;
	struct span line = {r->token.span.start, end_of_line(p, r->token.span.start)};
	if (r->token.kind != TOK_NAME || !first_on_line(p, line.start) || expects(r, TOK_NOT) ||
	    block_current(p) == BLOCK_VALUES || block_current(p) == BLOCK_VOCABULARY)
		return false;
	struct buf text;
	buf_init(&text, p->arena->mem);
	add_written(&text, p, line);
	struct str words = buf_str(&text);
	bool stops = str_contains(words, STR("。")) || str_contains(words, STR("，")) ||
		     str_contains(words, STR("；"));
	bool found = stops && !memchr(words.ptr, '"', words.len) &&
		     !memchr(words.ptr, '{', words.len) && !str_contains(words, STR("“"));
	buf_fini(&text);
	if (!found)
		return false;
	struct diag *diag = report_expected(r);
	diag_hint(p->diags, diag, HINT_SENTENCE, NO_ARGS);
	p->unquoted_end = line.end;
	return true;
}
