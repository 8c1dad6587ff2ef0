/* What a name can mean in one file, and how mistakes in it are reported. */
#include "check/scope.h"

void scope_begin(struct scope *scope)
{
	if (scope->defines.count)
		map_clear(&scope->defines);
	scope->written = 0;
	scope->too_large = scope->too_deep = scope->too_many = scope->broken = false;
}

struct diag *scope_finding(struct scope *scope, struct span span, enum diag_id id,
			   struct diag_args args)
{
	return diag_at(scope->diags, scope->source, span, id, args);
}

struct diag *scope_error(struct scope *scope, struct span span, enum diag_id id,
			 struct diag_args args)
{
	struct diag *diag = scope_finding(scope, span, id, args);
	if (!scope->first && diag_is_kept(scope->diags, diag))
		scope->first = diag;
	scope->broken = true;
	return diag;
}

struct diag *scope_error_word(struct scope *scope, struct span span, enum diag_id id,
			      struct diag_args args, size_t at, const char *const word[2])
{
	struct diag_args chinese = NO_ARGS;
	args.arg[at] = str_from(word[LANGUAGE_EN]);
	chinese.arg[at] = str_from(word[LANGUAGE_ZH]);
	struct diag *diag = scope_error(scope, span, id, args);
	diag_args_zh(scope->diags, diag, chinese);
	return diag;
}

void scope_break(struct scope *scope)
{
	scope->broken = true;
}

void scope_hint(struct scope *scope, struct diag *diag, enum hint_id hint, struct diag_args args)
{
	diag_hint(scope->diags, diag, hint, args);
}

void scope_note(struct scope *scope, struct diag *diag, struct span span)
{
	diag_note(scope->diags, diag, scope->source, span, HINT_DECLARED_HERE, NO_ARGS);
}

void scope_twice(struct scope *scope, struct span span, struct str name, struct span first)
{
	struct diag *diag = scope_error(scope, span, DIAG_DECLARED_TWICE, ARGS(name));
	scope_note(scope, diag, first);
	scope_hint(scope, diag, HINT_RENAME_ONE, NO_ARGS);
}

struct ir_place scope_place(const struct scope *scope, const struct node *node)
{
	return (struct ir_place){scope->source, node->span};
}

const struct ir_fact *scope_fact(struct scope *scope, struct str name)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct ir_fact *fact = map_get(&scope->vocabularies.items[i]->facts, name);
		if (fact) {
			scope->asked.items[i] = true;
			return fact;
		}
	}
	return NULL;
}

struct define_entry *scope_define(struct scope *scope, struct str name)
{
	return map_get(&scope->defines, name);
}

static bool same_choices(const struct ir_fact *a, const struct ir_fact *b)
{
	if (a->choice_count != b->choice_count)
		return false;
	for (size_t i = 0; i < a->choice_count; i++) {
		if (!str_equal(a->choices[i].name, b->choices[i].name))
			return false;
	}
	return true;
}

static bool same_fact(const struct ir_fact *a, const struct ir_fact *b)
{
	return a == b || (a->type == b->type && str_equal(a->identity, b->identity) &&
			  same_choices(a, b));
}

/* Another fact of the file's vocabularies that goes by the name, or was the same once. */
static const struct ir_fact *scope_rival(struct scope *scope, const struct ir_fact *fact,
					 struct str name)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct map *facts = &scope->vocabularies.items[i]->facts;
		const struct ir_fact *other = map_get(facts, name);
		if (other && !same_fact(fact, other))
			return other;
		other = map_get(facts, fact->identity);
		if (other && !same_fact(fact, other))
			return other;
	}
	return NULL;
}

static void report_ambiguous(struct scope *scope, const struct node *name,
			     const struct ir_fact *fact, const struct ir_fact *rival)
{
	struct diag *diag =
		scope_error(scope, name->span, DIAG_FACT_AMBIGUOUS, ARGS(name->name->text));
	diag_note(scope->diags, diag, fact->place.source, fact->place.span, HINT_DECLARED_HERE,
		  NO_ARGS);
	diag_note(scope->diags, diag, rival->place.source, rival->place.span, HINT_DECLARED_ALSO,
		  NO_ARGS);
}

bool scope_usable(struct scope *scope, const struct node *name, const struct ir_fact *fact)
{
	const struct ir_fact *rival =
		scope->vocabularies.count > 1 ? scope_rival(scope, fact, name->name->text) : NULL;
	if (!fact->broken && !rival)
		return true;
	scope_break(scope);
	if (rival && !rival->broken && !fact->broken && !map_get(&scope->ambiguous, fact->name)) {
		map_put(&scope->ambiguous, fact->name, (void *)fact);
		report_ambiguous(scope, name, fact, rival);
	}
	return false;
}

const struct ir_fact *scope_fact_asked(struct scope *scope, const struct node *name)
{
	const struct ir_fact *fact = scope_fact(scope, name->name->text);
	if (fact)
		return scope_usable(scope, name, fact) ? fact : NULL;
	if (scope_define(scope, name->name->text) || case_day(name))
		scope_error(scope, name->span, DIAG_FACT_WANTED, ARGS(name->name->text));
	else
		scope_undefined(scope, name);
	return NULL;
}

const struct ir_authority *scope_authority(struct scope *scope, const struct node *name)
{
	const struct map *authorities = &scope->check->environment->authorities;
	const struct ir_authority *authority = map_get(authorities, name->name->text);
	if (authority && authority->unsure)
		scope_break(scope);
	if (authority)
		return authority;
	struct str text = name->name->text;
	if (scope->check->environment->lost) {
		scope_break(scope);
		return NULL;
	}
	struct diag *diag = scope_error(scope, name->span, DIAG_AUTHORITY_UNDEFINED, ARGS(text));
	static const enum hint_id hints[] = {HINT_AUTHORITY, HINT_AUTHORITIES};
	if (offer_titled(scope, diag, text))
		return NULL;
	offer_declared(scope->diags, diag, text, authorities, hints);
	return NULL;
}

static unsigned family_start(enum value_family family)
{
	unsigned start = 0;
	while (value_infos[start].family != family)
		start++;
	return start;
}

static void offer_values(struct scope *scope, struct diag *diag, struct str word,
			 enum value_family family)
{
	struct buf words;
	buf_init(&words, scope->arena->mem);
	list_values(&words, family, scope->diags->language);
	/* Two types are keywords with their values behind them. */
	if (family == FAMILY_TYPE)
		buf_add_text(&words, scope->diags->language == LANGUAGE_ZH
					     ? "、枚举 { … }、多选 { … }"
					     : ", one of { … }, set of { … }");
	/* So is one outcome. */
	if (family == FAMILY_OUTCOME)
		buf_add_text(&words,
			     scope->diags->language == LANGUAGE_ZH ? "、需裁决" : ", needs ruling");
	scope_hint(scope, diag, family == FAMILY_STATUS ? HINT_NO_STATUS : HINT_VALUES,
		   ARGS(buf_str(&words)));
	struct str meant = value_slip(family, word), day = moment_meant(word);
	for (size_t i = 0; i < MEANT_COUNT && !meant.ptr; i++) {
		struct str written = str_from(meant_words[i].written);
		bool ruling = family == FAMILY_OUTCOME && str_equal(written, STR("需裁决"));
		if (str_equal(word, str_from(meant_words[i].word)) &&
		    (ruling || value_find(family, written) != VALUE_NONE))
			meant = written;
	}
	if (!meant.ptr && family == FAMILY_MOMENT && value_find(family, day) != VALUE_NONE)
		meant = day;
	if (meant.ptr)
		diag_edit(scope->diags, diag, diag->span, meant);
	buf_fini(&words);
}

/* 应当免责 -> 应当 免责: a strength written as one with its effect. */
static bool offer_strength(struct scope *scope, struct diag *diag, struct str word)
{
	static const enum keyword strengths[] = {KW_MUST, KW_MAY};
	for (size_t i = 0; i < countof(strengths); i++) {
		struct str strength = str_from(keyword_infos[strengths[i]].spelling[LANGUAGE_ZH]);
		if (!str_starts_with(word, strength))
			continue;
		struct str effect = str_from_to(word, strength.len, word.len);
		if (value_find(FAMILY_EFFECT, effect) == VALUE_NONE)
			continue;
		struct buf split;
		buf_init(&split, scope->arena->mem);
		buf_add(&split, strength);
		buf_add_char(&split, ' ');
		buf_add(&split, effect);
		scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
		diag_edit(scope->diags, diag, diag->span, buf_str(&split));
		buf_fini(&split);
		return true;
	}
	return false;
}

unsigned scope_word(struct scope *scope, const struct node *name, enum value_family family)
{
	enum value_word word = value_find(family, name->name->text);
	if (word != VALUE_NONE)
		return (unsigned)word - family_start(family) + 1;
	struct diag *diag =
		scope_error(scope, name->span, DIAG_VALUE_UNKNOWN, ARGS(name->name->text));
	if (family != FAMILY_EFFECT || !offer_strength(scope, diag, name->name->text))
		offer_values(scope, diag, name->name->text, family);
	return 0;
}

struct ir_strs scope_names(struct scope *scope, const struct node *first)
{
	size_t count = 0;
	for (const struct node *node = first; node; node = node->next)
		count += node->kind == NODE_NAME;
	struct ir_strs names = {ARENA_ARRAY(scope->arena, struct str, count), 0};
	for (const struct node *node = first; node; node = node->next) {
		if (node->kind == NODE_NAME)
			names.items[names.count++] = node->name->text;
	}
	return names;
}

struct str node_text(const struct node *string)
{
	return string ? *string->text : STR("");
}

const char *const *type_words(enum ir_type type)
{
	if (type == IR_CHOICE || type == IR_SET)
		return keyword_infos[type == IR_SET ? KW_SET_OF : KW_ONE_OF].spelling;
	return value_infos[VALUE_TYPE_BOOL + (int)type].spelling;
}

struct str type_spelling(enum ir_type type, enum language language)
{
	return str_from(type_words(type)[language]);
}

const struct node *nth_child(const struct node *node, enum node_kind kind, size_t n)
{
	const struct node *child = node->first;
	while (child->kind != kind || n-- > 0)
		child = child->next;
	return child;
}

size_t count_children(const struct node *node, enum node_kind kind)
{
	size_t count = 0;
	for (const struct node *child = node->first; child; child = child->next)
		count += child->kind == kind;
	return count;
}

static void report_twice(struct scope *scope, const struct node *prop, const struct node *first)
{
	struct diag *diag = scope_error_word(scope, prop->span, DIAG_PROPERTY_TWICE, NO_ARGS, 0,
					     keyword_infos[prop->op].spelling);
	scope_note(scope, diag, first->span);
}

void lower_properties(struct scope *scope, const struct node *block,
		      const struct property rows[KW_COUNT], void *out)
{
	const struct node *seen[KW_COUNT] = {NULL};
	for (const struct node *prop = block->first; prop; prop = prop->next) {
		if (prop->kind != NODE_PROP || !rows[prop->op].lower)
			continue;
		if (seen[prop->op] && !rows[prop->op].many) {
			report_twice(scope, prop, seen[prop->op]);
			continue;
		}
		seen[prop->op] = prop;
		rows[prop->op].lower(scope, prop, out);
	}
}

void need_property(struct scope *scope, const struct node *block, enum keyword keyword)
{
	const struct node *name = node_child(block, NODE_NAME);
	if (node_prop_find(block, keyword) || scope->misread)
		return;
	const char *const *words = keyword_infos[keyword].spelling;
	struct diag *diag = scope_error_word(scope, name->span, DIAG_PROPERTY_MISSING,
					     ARGS(name->name->text), 1, words);
	scope_hint(scope, diag, HINT_ADD_PROPERTY, ARGS(str_from(words[scope->diags->language])));
}

struct span property_span(const struct node *block, enum keyword keyword)
{
	const struct node *prop = node_prop_find(block, keyword);
	return prop ? prop->span : node_child(block, NODE_NAME)->span;
}
