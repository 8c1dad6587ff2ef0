#include "emit/rule/sentence.h"

#include "emit/enum_word.h"
#include "emit/verdict/condition.h"

#include "base/buf.h"
#include "base/text/utf8.h"
#include "base/value/money.h"

struct saying {
	struct arena *arena;
	enum language language;
};

static struct str kept(const struct saying *s, struct buf *text)
{
	struct str copy = arena_str(s->arena, buf_str(text));
	buf_fini(text);
	return copy;
}

static struct str worded(const struct saying *s, enum word_id word, struct diag_args args)
{
	struct buf text;
	buf_init(&text, s->arena->mem);
	word_add(&text, s->language, word, args);
	return kept(s, &text);
}

/* -- what is asked, and what is answered -- */

static bool is_question(struct str text)
{
	return str_ends_with(text, STR("?")) || str_ends_with(text, STR("？"));
}

/* The question as it is asked, or the name where there is none. */
static struct str answered(const struct saying *s, const struct ir_fact *fact, struct str answer)
{
	struct buf asked;
	buf_init(&asked, s->arena->mem);
	utf8_printable(&asked, fact->question.len ? fact->question : fact_shown(fact, s->language));
	enum word_id word = is_question(buf_str(&asked)) ? WORD_SAID_TO_QUESTION : WORD_SAID_OF;
	struct str text = worded(s, word, ARGS(buf_str(&asked), answer));
	buf_fini(&asked);
	return text;
}

static void add_value(const struct saying *s, struct buf *out, const struct ir_fact *fact,
		      int64_t number)
{
	if (fact->type == IR_MONEY) {
		buf_add_money(out, number);
	} else if (fact->type == IR_DATE) {
		buf_add_date(out, (int32_t)number);
	} else if (fact->type == IR_COUNT) {
		buf_addf(out, "%lld", (long long)number);
	} else {
		const struct ir_choice *choice = &fact->choices[number];
		struct str word = choice_word(choice, s->language);
		utf8_printable(out, word.len ? word : choice->name);
	}
}

static struct str value_text(const struct saying *s, const struct ir_fact *fact, int64_t number)
{
	struct buf text;
	buf_init(&text, s->arena->mem);
	add_value(s, &text, fact, number);
	return kept(s, &text);
}

static struct str day_of_case(const struct saying *s, unsigned moment)
{
	return word_text(s->language, moment_word((enum ir_moment)moment));
}

/* -- comparisons -- */

/* As the words of comparisons stand in word.def; = and != are apart from these. */
static enum word_id bound_word(enum ir_compare compare, bool denied, bool is_day)
{
	static const enum ir_compare contrary[] = {
		[IR_LT] = IR_GE, [IR_LE] = IR_GT, [IR_GT] = IR_LE, [IR_GE] = IR_LT};
	enum ir_compare meant = denied && compare != IR_EQ ? contrary[compare] : compare;
	if (meant == IR_EQ && is_day)
		return denied ? WORD_DAY_OTHER : WORD_DAY_ON;
	if (meant == IR_EQ)
		return denied ? WORD_VALUE_OTHER : WORD_VALUE_IS;
	return (enum word_id)((is_day ? WORD_DAY_BEFORE : WORD_VALUE_BELOW) + (meant - IR_LT));
}

/* The left side may be a day of the case instead of a fact. */
static struct str subject_said(const struct saying *s, const struct ir_expr *expr,
			       struct str answer)
{
	if (!expr->left)
		return answered(s, expr->fact, answer);
	return worded(s, WORD_SAID_OF, ARGS(day_of_case(s, expr->left), answer));
}

static struct str constant_text(const struct saying *s, const struct ir_expr *expr, int64_t number)
{
	struct buf text;
	if (!expr->left)
		return value_text(s, expr->fact, number);
	buf_init(&text, s->arena->mem);
	buf_add_date(&text, (int32_t)number);
	return kept(s, &text);
}

static struct str say_compare(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	bool is_day = expr->left || expr->fact->type == IR_DATE;
	struct str value =
		expr->right ? day_of_case(s, expr->right) : constant_text(s, expr, expr->number);
	enum word_id word = bound_word((enum ir_compare)expr->compare, denied, is_day);
	return subject_said(s, expr, worded(s, word, ARGS(value)));
}

static struct str say_in(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	struct buf values;
	buf_init(&values, s->arena->mem);
	for (uint32_t i = 0; i < expr->count; i++) {
		if (i)
			buf_add(&values, word_text(s->language, WORD_LIST_COMMA));
		buf_add(&values, constant_text(s, expr, expr->numbers[i]));
	}
	struct str answer =
		worded(s, denied ? WORD_VALUE_NONE_OF : WORD_VALUE_ONE_OF, ARGS(buf_str(&values)));
	buf_fini(&values);
	return subject_said(s, expr, answer);
}

static struct str say_has(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	struct str value = value_text(s, expr->fact, expr->number);
	return answered(s, expr->fact,
			worded(s, denied ? WORD_VALUE_NOT_AMONG : WORD_VALUE_AMONG, ARGS(value)));
}

static struct str say_fact(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	return answered(s, expr->fact,
			word_text(s->language, denied ? WORD_ANSWER_NO : WORD_ANSWER_YES));
}

static struct str say_known(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	return answered(s, expr->fact,
			word_text(s->language, denied ? WORD_ANSWER_OPEN : WORD_ANSWER_ANY));
}

static struct str say_always(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	bool always = (expr->op == IR_TRUE) != denied;
	return word_text(s->language, always ? WORD_SAID_ALWAYS : WORD_SAID_NEVER);
}

/* -- what joins others -- */

static struct str say_and(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	(void)expr;
	return word_text(s->language, denied ? WORD_NOT_ALL_OF : WORD_ALL_OF);
}

static struct str say_or(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	(void)expr;
	return word_text(s->language, denied ? WORD_NONE_OF : WORD_ANY_OF);
}

static struct str say_at_least(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	struct buf number;
	buf_init(&number, s->arena->mem);
	buf_addf(&number, "%lld", (long long)expr->number);
	struct str text =
		worded(s, denied ? WORD_FEWER_OF : WORD_AT_LEAST_OF, ARGS(buf_str(&number)));
	buf_fini(&number);
	return text;
}

static struct str say_defined(const struct saying *s, const struct ir_expr *expr, bool denied)
{
	const struct ir_define *define = expr->define;
	struct buf name;
	buf_init(&name, s->arena->mem);
	utf8_printable(&name, define->title.len ? define->title : define->name);
	struct str text = worded(s, denied ? WORD_NOT_DEFINED : WORD_DEFINED, ARGS(buf_str(&name)));
	buf_fini(&name);
	return text;
}

static struct str (*const says[IR_OP_COUNT])(const struct saying *s, const struct ir_expr *expr,
					     bool denied) = {
	[IR_TRUE] = say_always,	      [IR_FALSE] = say_always,
	[IR_AND] = say_and,	      [IR_OR] = say_or,
	[IR_AT_LEAST] = say_at_least, [IR_FACT] = say_fact,
	[IR_COMPARE] = say_compare,   [IR_IN] = say_in,
	[IR_HAS] = say_has,	      [IR_KNOWN] = say_known,
	[IR_DEFINED] = say_defined,
};

static bool joins(const struct ir_expr *expr)
{
	return expr->op == IR_AND || expr->op == IR_OR || expr->op == IR_AT_LEAST;
}

static void make(struct sentence *out, const struct saying *s, const struct ir_expr *expr)
{
	bool denied = false;
	for (; expr->op == IR_NOT; expr = expr->args[0])
		denied = !denied;
	size_t count = joins(expr) ? expr->count : expr->op == IR_DEFINED;
	*out = (struct sentence){says[expr->op](s, expr, denied),
				 ARENA_ARRAY(s->arena, struct sentence, count), count};
	for (size_t i = 0; i < count; i++)
		make(&out->parts[i], s,
		     expr->op == IR_DEFINED ? expr->define->expr : expr->args[i]);
}

void sentence_make(struct sentence *out, struct arena *arena, const struct ir_expr *expr,
		   enum language language)
{
	const struct saying s = {arena, language};
	make(out, &s, expr);
}

struct str sentence_presumed(struct arena *arena, const struct ir_presume *presume,
			     enum language language)
{
	const struct saying s = {arena, language};
	const struct ir_fact *fact = presume->fact;
	int64_t number = presume->value.number;
	if (fact->type != IR_BOOL)
		return answered(&s, fact, value_text(&s, fact, number));
	return answered(&s, fact, word_text(language, number ? WORD_ANSWER_YES : WORD_ANSWER_NO));
}

bool sentence_asks(const struct ir_expr *expr, const struct ir_fact *fact)
{
	bool asks = false;
	if (expr->op == IR_DEFINED)
		return sentence_asks(expr->define->expr, fact);
	if (!joins(expr) && expr->op != IR_NOT)
		return expr->op != IR_TRUE && expr->op != IR_FALSE && expr->fact == fact;
	for (uint32_t i = 0; !asks && i < expr->count; i++)
		asks = sentence_asks(expr->args[i], fact);
	return asks;
}
