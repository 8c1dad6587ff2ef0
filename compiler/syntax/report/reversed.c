/* Comparisons as mathematics has them: the amount first, two signs around a fact, a sign in parts.
 */
#include "syntax/report/report.h"

bool report_parted_sign(const struct refused *r)
{
	struct parse *p = r->p;
	const struct token *sign = p->passed.kind == TOK_COMPARE ? &p->passed : &r->token;
	const struct token *equal = p->passed.kind == TOK_COMPARE ? &r->token : &p->passed;
	if (sign->kind != TOK_COMPARE || equal->kind != '=' ||
	    (sign->compare != COMPARE_LT && sign->compare != COMPARE_GT))
		return false;
	struct refused parted = *r;
	struct span span = span_join(p->passed.span, r->token.span);
	parted.text = source_text(p->source, span);
	report_mark(&parted, span, sign->compare == COMPARE_LT ? STR("<=") : STR(">="));
	return true;
}

/* Takes the comparison at the front; NULL where there is none. */
static const char *take_sign(struct str *text)
{
	static const struct {
		const char *sign;
		const char *written;
	} signs[] = {{"<=", "<="},   {"＜＝", "<="}, {"＜=", "<="}, {"≤", "<="},   {">=", ">="},
		     {"＞＝", ">="}, {"＞=", ">="},  {"≥", ">="},   {"<", "<"},	   {"＜", "<"},
		     {"‹=", "<="},   {"‹", "<"},     {"〈=", "<="}, {"〈", "<"},   {">", ">"},
		     {"＞", ">"},    {"›=", ">="},   {"›", ">"},    {"〉=", ">="}, {"〉", ">"}};
	for (size_t i = 0; i < countof(signs); i++) {
		if (str_take(text, str_from(signs[i].sign)))
			return signs[i].written;
	}
	return NULL;
}

static void take_blanks(struct str *text)
{
	while (str_take(text, STR(" ")) || str_take(text, STR("\t")))
		;
}

/* A number and its unit, or a day: up to a sign, a blank before one, or what ends a condition. */
static struct str take_amount(struct str *text)
{
	struct str amount = *text, none;
	size_t at = 0, end = 0;
	while (at < text->len && !strchr("\r\n(){},;#\"", text->ptr[at])) {
		none = str_from_to(*text, at, text->len);
		if (take_sign(&none))
			break;
		if (text->ptr[at++] != ' ')
			end = at;
	}
	*text = str_from_to(*text, end, text->len);
	return str_from_to(amount, 0, end);
}

static struct str take_name(struct str *text)
{
	struct str name = *text;
	size_t end = 0;
	while (end < text->len && is_name_byte(text->ptr[end]))
		end++;
	*text = str_from_to(*text, end, text->len);
	return str_from_to(name, 0, end);
}

/* < behind the fact where > stood before it. */
static const char *turned(const char *sign)
{
	static const char *const signs[][2] = {{"<", ">"}, {"<=", ">="}, {">", "<"}, {">=", "<="}};
	size_t i = 0;
	while (strcmp(signs[i][0], sign) != 0)
		i++;
	return signs[i][1];
}

static void add_compared(struct buf *out, struct str fact, const char *sign, struct str amount)
{
	buf_add(out, fact);
	buf_add_char(out, ' ');
	buf_add_text(out, sign);
	buf_add_char(out, ' ');
	buf_add(out, amount);
}

/* Adds the comparisons that the text begins with, and how many; what is left of it is text. */
static unsigned add_reversed(struct buf *out, struct str *text)
{
	struct str low = take_amount(text), rest;
	take_blanks(text);
	const char *first = take_sign(text), *second;
	take_blanks(text);
	struct str fact = take_name(text);
	if (!low.len || !first || !fact.len)
		return 0;
	add_compared(out, fact, turned(first), low);
	rest = *text;
	take_blanks(&rest);
	if (!(second = take_sign(&rest)))
		return 1;
	take_blanks(&rest);
	struct str high = take_amount(&rest);
	buf_add_text(out, (unsigned char)fact.ptr[0] >= 0x80 ? " 且 " : " and ");
	add_compared(out, fact, second, high);
	*text = rest;
	return high.len && second[0] == first[0] ? 2 : 0;
}

bool report_reversed(const struct refused *r)
{
	enum { NEAR = 120 };
	struct parse *p = r->p;
	uint32_t start = r->token.span.start;
	if ((r->token.kind != TOK_NUMBER && r->token.kind != TOK_DATE) || !expects(r, TOK_NOT))
		return false;
	struct buf text, written;
	buf_init(&text, p->arena->mem);
	buf_init(&written, p->arena->mem);
	add_written(&text, p, (struct span){start, start + NEAR});
	struct str rest = buf_str(&text);
	unsigned count = add_reversed(&written, &rest);
	if (count) {
		struct diag *diag = report_expected(r);
		struct span span = {start, start + (uint32_t)(rest.ptr - text.ptr)};
		report_condition(r, diag, span, count > 1, buf_str(&written));
	}
	buf_fini(&written);
	buf_fini(&text);
	return count > 0;
}
