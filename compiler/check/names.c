/* Mistakes in names that are declared. */
#include "check/scope.h"

#include "base/text/utf8.h"

/* What alone is common in names: ASCII, and U+3000 to U+9FFF. */
static bool is_plain(struct str text)
{
	bool plain = true;
	for (size_t i = 0; plain && i < text.len; i++) {
		unsigned char byte = (unsigned char)text.ptr[i];
		plain = byte < 0xc0 || (byte >= 0xe3 && byte <= 0xe9);
	}
	return plain;
}

bool mixes_scripts(struct str text)
{
	if (is_plain(text))
		return false;
	bool latin = false, alike = false;
	for (size_t i = 0, size; i < text.len; i += size) {
		uint32_t c = utf8_decode(str_from_to(text, i, text.len), &size);
		enum unicode_script script = unicode_script(c);
		latin |= script == SCRIPT_LATIN;
		alike |= script == SCRIPT_CYRILLIC || script == SCRIPT_GREEK;
	}
	return latin && alike;
}

void check_scripts(struct scope *scope, const struct node *name)
{
	if (mixes_scripts(name->name->text))
		scope_error(scope, name->span, DIAG_NAME_SCRIPTS, ARGS(name->name->text));
}

enum ir_moment case_day(const struct node *name)
{
	enum value_word word = value_find(FAMILY_MOMENT, name->name->text);
	return word == VALUE_NONE || word == VALUE_MOMENT_ACCEPTANCE
		       ? IR_MOMENT_NONE
		       : (enum ir_moment)(word - VALUE_MOMENT_CONDUCT + IR_CONDUCT);
}

void check_case_day(struct scope *scope, const struct node *name)
{
	if (case_day(name))
		scope_error(scope, name->span, DIAG_CASE_DAY_DECLARED, ARGS(name->name->text));
}

bool name_comes_back(const struct node *former, struct str name)
{
	return !former->next && str_equal(former->name->text, name);
}

/* A name that is there already is reported. */
static void names_add(struct scope *scope, struct map *names, struct node *name)
{
	const struct node *first = map_get(names, name->name->text);
	if (first)
		scope_twice(scope, name->span, name->name->text, first->span);
	else
		map_put(names, name->name->text, name);
	check_scripts(scope, name);
}

/* Aliases, and names that it had. */
static void names_add_others(struct scope *scope, struct map *names, const struct node *owner)
{
	struct str own = node_child(owner, NODE_NAME)->name->text;
	for (const struct node *child = owner->first; child; child = child->next) {
		bool had = child->kind == NODE_PROP && child->op == KW_FORMERLY;
		bool others = child->kind == NODE_ALIAS || had;
		for (struct node *name = others ? child->first : NULL; name; name = name->next) {
			if (!had || !name_comes_back(name, own))
				names_add(scope, names, name);
		}
	}
}

void check_distinct(struct scope *scope, const struct node *block, enum node_kind kind)
{
	struct map names;
	map_init(&names, scope->arena->mem);
	for (const struct node *child = block->first; child; child = child->next) {
		if (child->kind == kind)
			names_add(scope, &names, node_child(child, NODE_NAME));
	}
	for (const struct node *child = block->first; child; child = child->next) {
		if (child->kind == kind)
			names_add_others(scope, &names, child);
	}
	map_fini(&names);
}
