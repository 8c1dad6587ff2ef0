/*
 * A fact with what it is compared with, written as one name: 损失50万元以下, 次数3次以上, 后果较轻.
 * Such a name is never to be declared as a fact of its own: what is known of the one would say
 * nothing of the other.
 */
#include "check/scope.h"

#include "base/text/bound.h"

/* 损失在50万元以下, 后果为较轻 */
static void take_lead(struct str *text)
{
	static const char *const leads[] = {"在", "为", "是", "达", "共计", "累计", "共", "属于"};
	for (size_t i = 0; i < countof(leads); i++) {
		if (str_take(text, str_from(leads[i])))
			return;
	}
}

/* The fact with the longest name that the text begins with and that something follows. */
static const struct ir_fact *fact_before(struct scope *scope, struct str text, struct str *rest)
{
	for (size_t at = text.len; at-- > 1;) {
		struct str name = str_from_to(text, 0, at);
		const struct ir_fact *fact =
			scope_define(scope, name) ? NULL : scope_fact(scope, name);
		if (!fact)
			continue;
		*rest = str_from_to(text, at, text.len);
		return fact;
	}
	return NULL;
}

/* How much of the comparison a negation before the name takes. */
enum reach { REACH_ONE, REACH_ALL, REACH_UNSURE };

static void offer_condition(struct scope *scope, struct diag *diag, enum reach reach,
			    struct str condition)
{
	struct buf written;
	bool negated = reach != REACH_ONE &&
		       ends_in_negation((struct str){scope->source->text, diag->span.start});
	bool apart = negated && reach == REACH_ALL;
	buf_init(&written, scope->arena->mem);
	buf_add_text(&written, apart ? "(" : "");
	buf_add(&written, condition);
	buf_add_text(&written, apart ? ")" : "");
	scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&written)));
	if (!negated || apart)
		diag_edit(scope->diags, diag, diag->span, buf_str(&written));
	buf_fini(&written);
}

/* 且勤勉尽责 behind a bound. */
static bool add_rest(struct buf *out, struct str rest)
{
	static const enum keyword joins[] = {KW_AND, KW_OR};
	str_take(&rest, STR("的"));
	for (size_t i = 0; i < countof(joins); i++) {
		struct str join = str_from(keyword_infos[joins[i]].spelling[LANGUAGE_ZH]);
		if (rest.len <= join.len || !str_take(&rest, join))
			continue;
		buf_add_char(out, ' ');
		buf_add(out, join);
		buf_add_char(out, ' ');
		buf_add(out, rest);
		return true;
	}
	return rest.len == 0;
}

static bool is_of_type(const struct ir_fact *fact, enum amount kind)
{
	return (fact->type == IR_MONEY && kind == AMOUNT_MONEY) ||
	       (fact->type == IR_COUNT && kind == AMOUNT_COUNT);
}

/* 50万元以下 -> 损失 <= 50 万元 */
static bool offer_bounds(struct scope *scope, struct diag *diag, const struct ir_fact *fact,
			 struct str name, struct str rest)
{
	struct bounds bounds;
	struct buf written;
	buf_init(&written, scope->arena->mem);
	bool found = bounds_take(&bounds, &written, name, &rest) && is_of_type(fact, bounds.kind) &&
		     add_rest(&written, rest);
	enum reach reach = rest.len ? REACH_UNSURE : bounds.count > 1 ? REACH_ALL : REACH_ONE;
	if (found)
		offer_condition(scope, diag, reach, buf_str(&written));
	buf_fini(&written);
	return found;
}

/* 较轻 -> 后果 = 较轻 */
static bool offer_value(struct scope *scope, struct diag *diag, const struct ir_fact *fact,
			struct str name, struct str rest)
{
	struct buf written;
	bool found = false;
	for (size_t i = 0; fact->type == IR_CHOICE && i < fact->choice_count; i++)
		found |= choice_is(&fact->choices[i], rest);
	if (!found)
		return false;
	buf_init(&written, scope->arena->mem);
	buf_add(&written, name);
	buf_add_text(&written, " = ");
	buf_add(&written, rest);
	offer_condition(scope, diag, REACH_ONE, buf_str(&written));
	buf_fini(&written);
	return true;
}

/* What is glued to it is an amount, but of another type, or says neither more nor less. */
static bool offer_comparison(struct scope *scope, struct diag *diag, const struct ir_fact *fact,
			     struct str name, struct str rest)
{
	bool compared = fact->type == IR_MONEY || fact->type == IR_COUNT || fact->type == IR_DATE;
	bool figure = rest.len && rest.ptr[0] >= '0' && rest.ptr[0] <= '9';
	if (!compared || !(figure || numeral_take(&rest) >= 0))
		return false;
	scope_hint(scope, diag, HINT_COMPARE_FACT, ARGS(name));
	return true;
}

bool offer_bounded(struct scope *scope, struct diag *diag, struct str text)
{
	struct str rest;
	const struct ir_fact *fact = fact_before(scope, text, &rest);
	if (!fact)
		return false;
	struct str name = str_from_to(text, 0, text.len - rest.len);
	take_lead(&rest);
	return offer_bounds(scope, diag, fact, name, rest) ||
	       offer_value(scope, diag, fact, name, rest) ||
	       offer_comparison(scope, diag, fact, name, rest);
}
