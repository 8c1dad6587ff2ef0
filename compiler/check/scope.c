/* What a name can mean in one file, and how mistakes in it are reported. */
#include "check/scope.h"

#include "base/utf8.h"

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

void scope_break(struct scope *scope)
{
	scope->broken = true;
}

void scope_hint(struct scope *scope, struct diag *diag, enum hint_id hint, struct diag_args args)
{
	diag_hint(scope->diags, diag, hint, args);
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

static bool scope_knows(struct scope *scope, struct str name)
{
	return scope_define(scope, name) || scope_fact(scope, name);
}

/* The nearest name that is declared, or STR_NONE. */

struct nearest {
	struct str name;
	struct str best;
	unsigned distance;
};

static void nearest_try(struct nearest *nearest, struct str candidate)
{
	unsigned distance = str_distance(nearest->name, candidate, nearest->distance);
	if (distance > nearest->distance || utf8_length(candidate) <= distance)
		return;
	nearest->best = candidate;
	nearest->distance = distance ? distance - 1 : 0;
}

static void nearest_in_map(struct nearest *nearest, const struct map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		if (map->entries[i].value)
			nearest_try(nearest, map->entries[i].key);
	}
}

static struct nearest nearest_start(struct str name)
{
	return (struct nearest){name, STR_NONE, utf8_length(name) < 5 ? 1 : 2};
}

static struct str nearest_name(struct scope *scope, struct str name)
{
	struct nearest nearest = nearest_start(name);
	nearest_in_map(&nearest, &scope->defines);
	for (size_t i = 0; i < scope->vocabularies.count; i++)
		nearest_in_map(&nearest, &scope->vocabularies.items[i]->facts);
	return nearest.best;
}

/* 勤勉尽责且拒不改正 -> 勤勉尽责 且 拒不改正, where what stands before the operator is declared. */
static bool split_at_operator(struct scope *scope, struct str name, struct buf *out)
{
	static const enum keyword operators[] = {KW_AND, KW_OR, KW_IN, KW_HAS};
	for (size_t at = 3; at < name.len; at += 3) {
		for (size_t i = 0; i < countof(operators); i++) {
			struct str word = str_from(keyword_infos[operators[i]].spelling[1]);
			struct str rest = str_from_to(name, at, name.len);
			if (rest.len <= word.len || !str_starts_with(rest, word) ||
			    !scope_knows(scope, str_from_to(name, 0, at)))
				continue;
			buf_add(out, str_from_to(name, 0, at));
			buf_add_char(out, ' ');
			buf_add(out, word);
			buf_add_char(out, ' ');
			buf_add(out, str_from_to(rest, word.len, rest.len));
			return true;
		}
	}
	return false;
}

/* 非谋取私利, 已知损失: a keyword before a declared name. */
static bool split_at_prefix(struct scope *scope, struct str name, struct buf *out)
{
	static const enum keyword prefixes[] = {KW_NOT, KW_KNOWN, KW_UNKNOWN};
	for (size_t i = 0; i < countof(prefixes); i++) {
		struct str word = str_from(keyword_infos[prefixes[i]].spelling[1]);
		if (!str_starts_with(name, word) || name.len == word.len ||
		    !scope_knows(scope, str_from_to(name, word.len, name.len)))
			continue;
		buf_add(out, word);
		buf_add_char(out, ' ');
		buf_add(out, str_from_to(name, word.len, name.len));
		return true;
	}
	return false;
}

void scope_undefined(struct scope *scope, const struct node *name)
{
	struct str text = name->name->text;
	struct buf split;
	struct diag *diag = scope_error(scope, name->span, DIAG_NAME_UNDEFINED, ARGS(text));
	/* Looking for the nearest of many names, many times, would take its time. */
	if (!diag_is_kept(scope->diags, diag))
		return;
	buf_init(&split, scope->arena->mem);
	struct str near = nearest_name(scope, text);
	if (split_at_prefix(scope, text, &split) || split_at_operator(scope, text, &split)) {
		scope_hint(scope, diag, HINT_WORDS_GLUED, ARGS(buf_str(&split)));
		diag_edit(scope->diags, diag, name->span, buf_str(&split));
	} else if (near.ptr) {
		scope_hint(scope, diag, HINT_DID_YOU_MEAN, ARGS(near));
		diag_edit(scope->diags, diag, name->span, near);
	} else if (scope->vocabularies.count == 0) {
		scope_hint(scope, diag, HINT_NO_VOCABULARY, NO_ARGS);
	}
	buf_fini(&split);
}

const struct ir_authority *scope_authority(struct scope *scope, const struct node *name)
{
	const struct map *authorities = &scope->check->environment->authorities;
	const struct ir_authority *authority = map_get(authorities, name->name->text);
	if (authority && authority->broken)
		scope_break(scope);
	if (authority)
		return authority;
	struct diag *diag = scope_error(scope, name->span, DIAG_AUTHORITY_UNDEFINED,
					ARGS(name->name->text));
	if (!diag_is_kept(scope->diags, diag))
		return NULL;
	struct nearest nearest = nearest_start(name->name->text);
	nearest_in_map(&nearest, authorities);
	if (nearest.best.ptr) {
		scope_hint(scope, diag, HINT_DID_YOU_MEAN, ARGS(nearest.best));
		diag_edit(scope->diags, diag, name->span, nearest.best);
	} else {
		scope_hint(scope, diag, HINT_AUTHORITY, ARGS(name->name->text));
	}
	return NULL;
}

/* All words of a family, for a hint. */
static void list_words(struct buf *out, enum value_family family, enum language language)
{
	for (int i = 0; i < VALUE_COUNT; i++) {
		if (value_infos[i].family != family)
			continue;
		if (out->len)
			buf_add_text(out, language == LANGUAGE_ZH ? "、" : ", ");
		buf_add_text(out, value_infos[i].spelling[language]);
	}
}

static unsigned family_start(enum value_family family)
{
	unsigned start = 0;
	while (value_infos[start].family != family)
		start++;
	return start;
}

unsigned scope_word(struct scope *scope, const struct node *name, enum value_family family)
{
	enum value_word word = value_find(family, name->name->text);
	if (word != VALUE_NONE)
		return (unsigned)word - family_start(family) + 1;
	struct buf words;
	buf_init(&words, scope->arena->mem);
	list_words(&words, family, scope->diags->language);
	struct diag *diag =
		scope_error(scope, name->span, DIAG_VALUE_UNKNOWN, ARGS(name->name->text));
	scope_hint(scope, diag, HINT_VALUES, ARGS(buf_str(&words)));
	struct str near = value_nearest(family, name->name->text, LANGUAGE_EN);
	if (!near.ptr)
		near = value_nearest(family, name->name->text, LANGUAGE_ZH);
	if (near.ptr)
		diag_edit(scope->diags, diag, name->span, near);
	buf_fini(&words);
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

struct str type_word(const struct scope *scope, enum ir_type type)
{
	enum language language = scope->diags->language;
	if (type == IR_CHOICE || type == IR_SET)
		return str_from(keyword_infos[type == IR_SET ? KW_SET_OF : KW_ONE_OF]
					.spelling[language]);
	return str_from(value_infos[VALUE_TYPE_BOOL + (int)type].spelling[language]);
}

size_t count_children(const struct node *node, enum node_kind kind)
{
	size_t count = 0;
	for (const struct node *child = node->first; child; child = child->next)
		count += child->kind == kind;
	return count;
}

void check_distinct(struct scope *scope, const struct node *block, enum node_kind kind)
{
	struct map seen;
	map_init(&seen, scope->arena->mem);
	for (struct node *child = block->first; child; child = child->next) {
		if (child->kind != kind)
			continue;
		struct node *name = node_child(child, NODE_NAME);
		struct node *first = map_get(&seen, name->name->text);
		if (!first) {
			map_put(&seen, name->name->text, name);
			continue;
		}
		struct diag *diag = scope_error(scope, name->span, DIAG_DECLARED_TWICE,
						ARGS(name->name->text));
		diag_note(scope->diags, diag, scope->source, first->span, HINT_DECLARED_HERE,
			  NO_ARGS);
	}
	map_fini(&seen);
}

static void report_twice(struct scope *scope, const struct node *prop, const struct node *first)
{
	struct str word = str_from(keyword_infos[prop->op].spelling[scope->diags->language]);
	struct diag *diag = scope_error(scope, prop->span, DIAG_PROPERTY_TWICE, ARGS(word));
	diag_note(scope->diags, diag, scope->source, first->span, HINT_DECLARED_HERE, NO_ARGS);
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
