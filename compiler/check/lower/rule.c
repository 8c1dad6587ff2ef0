/* Rules, their exceptions and their effects. */
#include "check/scope.h"

void lower_clause(struct scope *scope, const struct node *prop, struct ir_clause *out)
{
	switch (prop->op) {
	case KW_ARTICLE:
		out->article = *prop->first->text;
		break;
	case KW_TEXT:
		out->text = *prop->first->text;
		break;
	default:
		out->provenance = (enum ir_provenance)scope_word(scope, prop->first,
								 FAMILY_PROVENANCE);
		out->citation = node_text(prop->first->next);
	}
}

static void rule_clause(struct scope *scope, const struct node *prop, void *out)
{
	lower_clause(scope, prop, &((struct ir_rule *)out)->clause);
}

static void rule_when(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_rule *)out)->when = lower_condition(scope, prop->first);
}

static bool effect_twice(struct scope *scope, const struct node *effect, const struct node **first)
{
	const struct node *name = effect->first;
	if (!*first) {
		*first = name;
		return false;
	}
	struct diag *diag =
		scope_error(scope, name->span, DIAG_PROPERTY_TWICE, ARGS(name->name->text));
	scope_note(scope, diag, (*first)->span);
	return true;
}

/* A strength holds for the effects behind it until another is said; may at first. */
static void rule_effect(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_rule *rule = out;
	enum ir_strength strength = IR_MAY;
	const struct node *seen[IR_NO_NEGATIVE + 1] = {NULL};
	rule->effects = ARENA_ARRAY(scope->arena, struct ir_effect_item,
				    count_children(prop, NODE_EFFECT));
	for (const struct node *node = prop->first; node; node = node->next) {
		unsigned word = scope_word(scope, node->first, FAMILY_EFFECT);
		if (node->op)
			strength = node->op == KW_MUST ? IR_MUST : IR_MAY;
		if (!word || effect_twice(scope, node, &seen[word - 1]))
			continue;
		rule->effects[rule->effect_count++] =
			(struct ir_effect_item){(enum ir_effect)(word - 1), strength};
	}
}

static void rule_effective(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_rule *)out)->effective = prop->first->date;
}

static void rule_expires(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_rule *)out)->expires = prop->first->date;
}

static void rule_formerly(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_rule *rule = out;
	rule->formerly = scope_names(scope, prop->first);
	rule->identity = rule->formerly.items[rule->formerly.count - 1];
}

static const struct property rule_properties[KW_COUNT] = {
	[KW_ARTICLE] = {rule_clause, false},	   [KW_TEXT] = {rule_clause, false},
	[KW_PROVENANCE] = {rule_clause, false},	   [KW_WHEN] = {rule_when, false},
	[KW_EFFECT] = {rule_effect, false},	   [KW_EFFECTIVE] = {rule_effective, false},
	[KW_EXPIRES] = {rule_expires, false},	   [KW_FORMERLY] = {rule_formerly, false},
};

static void except_clause(struct scope *scope, const struct node *prop, void *out)
{
	lower_clause(scope, prop, &((struct ir_except *)out)->clause);
}

static void except_when(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_except *)out)->when = lower_condition(scope, prop->first);
}

static const struct property except_properties[KW_COUNT] = {
	[KW_ARTICLE] = {except_clause, false},
	[KW_TEXT] = {except_clause, false},
	[KW_PROVENANCE] = {except_clause, false},
	[KW_WHEN] = {except_when, false},
};

static struct ir_except *lower_excepts(struct scope *scope, const struct node *block,
				       size_t *count);

static void lower_except(struct scope *scope, const struct node *node, struct ir_except *out)
{
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	lower_properties(scope, node, except_properties, out);
	out->excepts = lower_excepts(scope, node, &out->except_count);
}

static struct ir_except *lower_excepts(struct scope *scope, const struct node *block,
				       size_t *count)
{
	struct ir_except *excepts = ARENA_ARRAY(scope->arena, struct ir_except,
						count_children(block, NODE_EXCEPT));
	check_distinct(scope, block, NODE_EXCEPT);
	for (const struct node *node = block->first; node; node = node->next) {
		if (node->kind == NODE_EXCEPT)
			lower_except(scope, node, &excepts[(*count)++]);
	}
	return excepts;
}

static enum ir_rule_kind rule_kind(enum keyword keyword)
{
	switch (keyword) {
	case KW_BAR:
		return IR_BAR;
	case KW_REDLINE:
		return IR_REDLINE;
	case KW_MITIGATE:
		return IR_MITIGATE;
	case KW_AGGRAVATE:
		return IR_AGGRAVATE;
	default:
		return IR_TOLERATE;
	}
}

/* Documents say 不予追究责任 without 可以 and leave no discretion: `may` is the weaker reading. */
static void check_strength(struct scope *scope, const struct node *effect)
{
	const struct node *first = effect->first;
	if (first->op || value_find(FAMILY_EFFECT, first->first->name->text) == VALUE_NONE)
		return;
	struct str word = first->first->name->text;
	struct diag *diag = scope_finding(scope, first->span, DIAG_STRENGTH_UNSAID, ARGS(word));
	scope_hint(scope, diag, HINT_STRENGTH, ARGS(word));
}

/* What weighs against somebody has nothing to give. */
static void check_effect(struct scope *scope, const struct node *node, const struct ir_rule *rule)
{
	const struct node *effect = node_prop_find(node, KW_EFFECT);
	if (!effect)
		return;
	if (rule->kind == IR_TOLERATE || rule->kind == IR_MITIGATE) {
		check_strength(scope, effect);
		return;
	}
	struct diag *diag =
		scope_finding(scope, effect->span, DIAG_EFFECT_IDLE, ARGS(rule->name));
	scope_hint(scope, diag, HINT_LEAVE_OUT, NO_ARGS);
	diag_edit(scope->diags, diag, effect->span, STR(""));
}

/* 不容 红线谋利 { -> 不容 红线 谋利 {. Only Chinese is written without spaces; 红线_复核 and redline_gain
 * are names on purpose. */
static void check_redline(struct scope *scope, const struct node *node, const struct ir_rule *rule)
{
	struct str word = str_from(keyword_infos[KW_REDLINE].spelling[LANGUAGE_ZH]);
	if (rule->kind != IR_BAR || rule->name.len <= word.len ||
	    !str_starts_with(rule->name, word) || (unsigned char)rule->name.ptr[word.len] < 0x80)
		return;
	struct buf split;
	buf_init(&split, scope->arena->mem);
	buf_add(&split, word);
	buf_add_char(&split, ' ');
	buf_add(&split, str_from_to(rule->name, word.len, rule->name.len));
	struct diag *diag =
		scope_finding(scope, node->first->span, DIAG_REDLINE_GLUED, ARGS(rule->name));
	scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
	diag_edit(scope->diags, diag, node->first->span, buf_str(&split));
	buf_fini(&split);
}

static void check_rule(struct scope *scope, const struct node *node, const struct ir_rule *rule)
{
	need_property(scope, node, KW_WHEN);
	if (rule->effective != DATE_NONE && rule->expires != DATE_NONE &&
	    rule->expires <= rule->effective)
		scope_finding(scope, property_span(node, KW_EXPIRES), DIAG_EXPIRES_EARLY,
			      ARGS(rule->name));
	if (!node_prop_find(node, KW_PROVENANCE) && !rule->clause.article.len && !scope->misread)
		scope_finding(scope, node->first->span, DIAG_NO_ORIGIN, ARGS(rule->name));
	check_effect(scope, node, rule);
	check_redline(scope, node, rule);
}

void lower_rule(struct scope *scope, const struct node *node, struct ir_rule *out)
{
	out->name = out->identity = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->kind = rule_kind(node->op);
	out->place = scope_place(scope, node->first);
	out->effective = out->expires = DATE_NONE;
	lower_properties(scope, node, rule_properties, out);
	out->excepts = lower_excepts(scope, node, &out->except_count);
	check_rule(scope, node, out);
}
