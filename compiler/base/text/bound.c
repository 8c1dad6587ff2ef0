#include "base/text/bound.h"

struct bound_word {
	const char *word;
	const char *sign;
};

static const struct bound_word words_before[] = {
	{"不超过", "<="}, {"不高于", "<="}, {"不大于", "<="}, {"不多于", "<="}, {"不低于", ">="},
	{"不少于", ">="}, {"不小于", ">="}, {"达到", ">="},   {"超过", ">"},	{"高于", ">"},
	{"大于", ">"},	  {"多于", ">"},    {"不满", "<"},    {"不足", "<"},	{"不到", "<"},
	{"未满", "<"},	  {"低于", "<"},    {"小于", "<"},    {"少于", "<"},
};

static const struct bound_word words_behind[] = {
	{"以上", ">="},	      {"及以上", ">="},	    {"以下", "<="}, {"及以下", "<="},
	{"（含）以上", ">="}, {"（含）以下", "<="}, {"以内", "<="}, {"以外", ">"},
};

/* One of them in the text. */
struct bound {
	enum amount kind;
	const char *sign;
	struct str word;
};

static void take_blanks(struct str *text)
{
	static const char *const blanks[] = {" ", "\t"};
	while (str_take_one(text, blanks, countof(blanks)))
		;
}

static bool take_word(struct bound *bound, struct str *text, const struct bound_word *words,
		      size_t count)
{
	struct str before = *text;
	for (size_t i = 0; i < count; i++) {
		if (!str_take(text, str_from(words[i].word)))
			continue;
		bound->sign = words[i].sign;
		bound->word = str_from_to(before, 0, strlen(words[i].word));
		return true;
	}
	return false;
}

/* 不足 50 万元, 50 万元以上; 达到 50 万元以上 says one thing twice. */
static bool bound_take(struct bound *bound, struct buf *amount, struct str *text)
{
	take_blanks(text);
	bool before = take_word(bound, text, words_before, countof(words_before));
	struct bound behind;
	bound->kind = amount_take(amount, text);
	if (!bound->kind)
		return false;
	struct str rest = *text;
	take_blanks(&rest);
	if (!take_word(&behind, &rest, words_behind, countof(words_behind)))
		return before;
	*text = rest;
	if (before)
		return strcmp(behind.sign, bound->sign) == 0;
	bound->sign = behind.sign;
	bound->word = behind.word;
	return true;
}

static void add_bound(struct buf *out, struct str fact, const struct bound *bound,
		      const struct buf *amount)
{
	buf_add(out, fact);
	buf_addf(out, " %s ", bound->sign);
	buf_add(out, buf_str(amount));
}

/* The upper bound behind a lower one, or the other way round. */
static bool other_take(struct bound *bound, struct buf *amount, const struct bound *first,
		       struct str *text)
{
	static const char *const joins[] = {" ", "\t", "、", "，", "且", "并且", "但"};
	struct str rest = *text;
	while (str_take_one(&rest, joins, countof(joins)))
		;
	if (!bound_take(bound, amount, &rest) || bound->sign[0] == first->sign[0] ||
	    bound->kind != first->kind)
		return false;
	*text = rest;
	return true;
}

bool bounds_take(struct bounds *out, struct buf *written, struct str fact, struct str *text)
{
	struct bound first, second;
	struct buf amount;
	struct str rest = *text;
	buf_init(&amount, written->mem);
	bool found = bound_take(&first, &amount, &rest);
	if (found) {
		*out = (struct bounds){first.kind, 1, first.word};
		*text = rest;
		add_bound(written, fact, &first, &amount);
		buf_clear(&amount);
	}
	if (found && other_take(&second, &amount, &first, text)) {
		out->count = 2;
		buf_add_text(written, " 且 ");
		add_bound(written, fact, &second, &amount);
	}
	buf_fini(&amount);
	return found;
}

bool ends_in_negation(struct str text)
{
	while (text.len && strchr(" \t\r\n", text.ptr[text.len - 1]))
		text.len--;
	return str_ends_with(text, STR("非")) || str_ends_with(text, STR("not"));
}
