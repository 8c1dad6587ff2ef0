/*
 * Constants: what stands beside a fact is read by the fact's type. What is wrong is reported, and
 * the answer is false.
 */
#include "check/scope.h"

#include "base/value/money.h"
#include "base/text/numeral.h"
#include "base/text/slip.h"

/* The values that a fact may take, for a hint. */
static void hint_choices(struct scope *scope, struct diag *diag, const struct ir_fact *fact)
{
	struct buf names;
	if (!diag_is_kept(scope->diags, diag))
		return;
	buf_init(&names, scope->arena->mem);
	for (size_t i = 0; i < fact->choice_count; i++) {
		if (i)
			buf_add_text(&names, scope->diags->language == LANGUAGE_ZH ? "、" : ", ");
		buf_add(&names, fact->choices[i].name);
	}
	scope_hint(scope, diag, HINT_VALUES, ARGS(buf_str(&names)));
	buf_fini(&names);
}

static struct diag *wrong_value(struct scope *scope, const struct ir_fact *fact,
				const struct node *node)
{
	struct str found = source_text(scope->source, node->span);
	return scope_error_word(scope, node->span, DIAG_TYPE_WRONG, ARGS(found, fact->name), 2,
				type_words(fact->type));
}

static bool wrong_type(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	static const enum hint_id hints[] = {
		[IR_BOOL] = HINT_WRITE_BOOL,   [IR_MONEY] = HINT_WRITE_MONEY,
		[IR_COUNT] = HINT_WRITE_COUNT, [IR_DATE] = HINT_DATE_FORM,
		[IR_CHOICE] = HINT_NONE,       [IR_SET] = HINT_NONE,
	};
	struct diag *diag = wrong_value(scope, fact, node);
	if (scope->gives && fact->type == IR_BOOL)
		scope_hint(scope, diag, HINT_GIVE_BOOL, NO_ARGS);
	else if (hints[fact->type])
		scope_hint(scope, diag, hints[fact->type], NO_ARGS);
	else
		hint_choices(scope, diag, fact);
	return false;
}

void unknown_compared(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	struct diag *diag = scope_error(scope, node->span, DIAG_UNKNOWN_COMPARED, NO_ARGS);
	/* The case's own days have no place; they are not asked that way. */
	if (fact->place.source)
		scope_hint(scope, diag, HINT_WRITE_UNKNOWN, ARGS(fact->name));
}

static bool constant_bool(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, int64_t *out)
{
	if (node->kind != NODE_WORD)
		return wrong_type(scope, fact, node);
	*out = node->op == KW_YES;
	return true;
}

/* 一千万元 is read as a name. */
static bool wrong_money(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	struct buf meant;
	buf_init(&meant, scope->arena->mem);
	bool known = amount_meant(&meant, source_text(scope->source, node->span));
	if (known) {
		struct diag *diag = wrong_value(scope, fact, node);
		scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&meant)));
		diag_edit(scope->diags, diag, node->span, buf_str(&meant));
	}
	buf_fini(&meant);
	return known ? false : wrong_type(scope, fact, node);
}

static bool signed_otherwise(const struct scope *scope, struct span span)
{
	static const char *const before[] = {"￥", "¥", "$", "＄"}, *const behind[] = {"%", "％",
										       "‰"};
	const struct source *source = scope->source;
	struct str front = {source->text, span.start};
	struct str rest = {source->text + span.end, source->size - span.end};
	bool found = false;
	while (front.len && front.ptr[front.len - 1] == ' ')
		front.len--;
	for (size_t i = 0; i < countof(before); i++)
		found |= str_ends_with(front, str_from(before[i]));
	for (size_t i = 0; i < countof(behind); i++)
		found |= str_starts_with(rest, str_from(behind[i]));
	return found;
}

static bool constant_money(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, int64_t *out)
{
	/* ￥500 and 10%: the parser refused the sign. */
	if (node->kind == NODE_NUMBER && scope->misread && signed_otherwise(scope, node->span)) {
		scope_break(scope);
		return false;
	}
	if (node->kind == NODE_NUMBER) {
		struct diag *diag = scope_error(scope, node->span, DIAG_MONEY_UNIT,
						ARGS(*node->text, fact->name));
		scope_hint(scope, diag, HINT_WRITE_YUAN, ARGS(*node->text));
		return false;
	}
	if (node->kind != NODE_AMOUNT || node->op < KW_YUAN || node->op > KW_YI_YUAN)
		return wrong_money(scope, fact, node);
	enum money_status status = money_parse(out, *node->first->text,
					       (enum money_unit)(node->op - KW_YUAN));
	if (status == MONEY_OK)
		return true;
	scope_error(scope, node->span,
		    status == MONEY_TOO_FINE ? DIAG_MONEY_FINE : DIAG_NUMBER_LARGE,
		    ARGS(*node->first->text));
	return false;
}

bool parse_count(struct str digits, int64_t *out)
{
	*out = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || digits.len > 9)
			return false;
		*out = *out * 10 + (digits.ptr[i] - '0');
	}
	return true;
}

/* Whether the fact counts by itself what the word measures: 逾期日数 days, 拖延月数 months. */
static bool counts_in(const struct ir_fact *fact, struct str word)
{
	static const char *const families[][3] = {{"日", "天"}, {"个月", "月"}, {"年", "年份"}};
	if (!word.len || counter_take(&word))
		return word.len == 0;
	for (size_t i = 0; i < countof(families); i++) {
		bool named = false, measured = false;
		for (size_t j = 0; j < countof(families[i]) && families[i][j]; j++) {
			named |= str_contains(fact->name, str_from(families[i][j]));
			measured |= str_equal(word, str_from(families[i][j]));
		}
		if (measured)
			return named && !str_contains(fact->name, STR("工作日"));
	}
	return false;
}

/* 三十, 30 天, 三十日: in figures and without what the fact counts anyway. */
static bool wrong_count(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	struct str rest = source_text(scope->source, node->span);
	int number = numeral_take(&rest);
	str_take(&rest, STR(" "));
	if (number < 0 || !counts_in(fact, rest))
		return wrong_type(scope, fact, node);
	struct diag *diag = wrong_value(scope, fact, node);
	struct buf meant;
	buf_init(&meant, scope->arena->mem);
	buf_addf(&meant, "%d", number);
	scope_hint(scope, diag, HINT_WRITE_COUNT, NO_ARGS);
	diag_edit(scope->diags, diag, node->span, buf_str(&meant));
	buf_fini(&meant);
	return false;
}

static bool constant_count(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, int64_t *out)
{
	if (node->kind != NODE_NUMBER)
		return wrong_count(scope, fact, node);
	if (parse_count(*node->text, out))
		return true;
	scope_error(scope, node->span,
		    memchr(node->text->ptr, '.', node->text->len) ? DIAG_NUMBER_WHOLE
								  : DIAG_NUMBER_LARGE,
		    ARGS(*node->text));
	return false;
}

static bool constant_date(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, int64_t *out)
{
	if (node->kind != NODE_DATE)
		return wrong_type(scope, fact, node);
	*out = node->date;
	return true;
}

/* Choices. */

bool choice_is(const struct ir_choice *choice, struct str name)
{
	if (str_equal(choice->name, name))
		return true;
	for (size_t i = 0; i < choice->aliases.count; i++) {
		if (str_equal(choice->aliases.items[i], name))
			return true;
	}
	return false;
}

/* The choice whose label it is or that was misspelled, or STR_NONE. */
static struct str choice_meant(const struct ir_fact *fact, struct str text)
{
	for (size_t i = 0; i < fact->choice_count; i++) {
		if (str_equal(fact->choices[i].label, text) || slip_of(text, fact->choices[i].name))
			return fact->choices[i].name;
	}
	return STR_NONE;
}

static void choice_unknown(struct scope *scope, const struct ir_fact *fact,
			   const struct node *node, struct str text)
{
	struct diag *diag =
		scope_error(scope, node->span, DIAG_CHOICE_UNKNOWN, ARGS(text, fact->name));
	struct str meant = choice_meant(fact, text);
	diag_note(scope->diags, diag, fact->place.source, fact->place.span, HINT_MEANT_HERE,
		  NO_ARGS);
	if (!meant.ptr) {
		hint_choices(scope, diag, fact);
		return;
	}
	scope_hint(scope, diag, HINT_DID_YOU_MEAN, ARGS(meant));
	diag_edit(scope->diags, diag, node->span, meant);
}

static bool constant_choice(struct scope *scope, const struct ir_fact *fact,
			    const struct node *node, int64_t *out)
{
	if (node->kind != NODE_NAME && node->kind != NODE_STRING)
		return wrong_type(scope, fact, node);
	struct str text = node->kind == NODE_NAME ? node->name->text : *node->text;
	for (size_t i = 0; node->kind == NODE_NAME && i < fact->choice_count; i++) {
		if (choice_is(&fact->choices[i], text)) {
			*out = (int64_t)i;
			return true;
		}
	}
	choice_unknown(scope, fact, node, text);
	return false;
}

bool lower_number(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		  int64_t *out)
{
	static bool (*const constants[])(struct scope *, const struct ir_fact *,
					 const struct node *, int64_t *) = {
		[IR_BOOL] = constant_bool,     [IR_MONEY] = constant_money,
		[IR_COUNT] = constant_count,   [IR_DATE] = constant_date,
		[IR_CHOICE] = constant_choice, [IR_SET] = constant_choice,
	};
	if (node->kind == NODE_ERROR || (node->flags & NODE_BROKEN)) {
		scope_break(scope);
		return false;
	}
	if (node->kind == NODE_WORD && node->op == KW_UNKNOWN) {
		unknown_compared(scope, fact, node);
		return false;
	}
	return constants[fact->type](scope, fact, node, out);
}

/* None of its values. */
static bool is_none(const struct ir_fact *fact, struct str value)
{
	static const char *const words[] = {"无", "没有", "none"};
	for (size_t i = 0; i < fact->choice_count; i++) {
		if (choice_is(&fact->choices[i], value))
			return false;
	}
	for (size_t i = 0; i < countof(words); i++) {
		if (str_equal(value, str_from(words[i])))
			return true;
	}
	return false;
}

/* A single value of a set lacks its braces. */
static bool set_unbraced(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	struct str value = source_text(scope->source, node->span);
	struct diag *diag = scope_error_word(scope, node->span, DIAG_TYPE_WRONG,
					     ARGS(value, fact->name), 2, type_words(fact->type));
	struct buf braced;
	buf_init(&braced, scope->arena->mem);
	if (is_none(fact, value)) {
		buf_add_text(&braced, "{}");
		scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&braced)));
	} else {
		buf_add_text(&braced, "{ ");
		buf_add(&braced, value);
		buf_add_text(&braced, " }");
		scope_hint(scope, diag, HINT_WRITE_SET, ARGS(fact->name));
	}
	diag_edit(scope->diags, diag, node->span, buf_str(&braced));
	buf_fini(&braced);
	return false;
}

/* 不详 for 未知, where it is none of the values. */
static bool given_unknown(struct scope *scope, const struct ir_fact *fact, const struct node *node)
{
	static const char *const words[] = {"不详",	"不明",	  "不清",   "不清楚",
					    "不知道",	"不确定", "未查明", "尚未查明",
					    "无法查明", "待查",	  "待核实"};
	struct str text = node->kind == NODE_NAME ? node->name->text : STR_NONE;
	bool meant = false;
	for (size_t i = 0; i < countof(words); i++)
		meant |= str_equal(text, str_from(words[i]));
	for (size_t i = 0; i < fact->choice_count; i++)
		meant &= !choice_is(&fact->choices[i], text);
	if (!meant)
		return false;
	struct diag *diag = wrong_value(scope, fact, node);
	struct str unknown = str_from(keyword_infos[KW_UNKNOWN].spelling[LANGUAGE_ZH]);
	scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(unknown));
	diag_edit(scope->diags, diag, node->span, unknown);
	return true;
}

bool lower_constant(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		    struct ir_value *out)
{
	*out = (struct ir_value){true, 0};
	if (node->kind == NODE_WORD && node->op == KW_UNKNOWN) {
		out->known = false;
		return true;
	}
	if (scope->gives && given_unknown(scope, fact, node))
		return false;
	if (fact->type != IR_SET)
		return lower_number(scope, fact, node, &out->number);
	if (node->kind == NODE_NAME)
		return set_unbraced(scope, fact, node);
	if (node->kind != NODE_VALUES)
		return wrong_type(scope, fact, node);
	bool good = true;
	for (const struct node *value = node->first; value; value = value->next) {
		int64_t index = 0;
		good &= lower_number(scope, fact, value, &index);
		out->number |= (int64_t)((uint64_t)1 << index);
	}
	return good;
}
