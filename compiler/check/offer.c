/*
 * What is offered in place of a name that is not declared: the nearest one that is, as a fix where
 * it can only be a slip of the pen; the vocabulary that declares it; the fact of which it is a
 * value.
 */
#include "check/scope.h"

#include "base/text/slip.h"
#include "base/text/utf8.h"

/* The nearest name that is declared. */

struct nearest {
	struct str name;
	struct str best; /* or STR_NONE */
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

static void nearest_in(struct nearest *nearest, const struct map *map)
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

void offer_word(struct diag_list *diags, struct diag *diag, struct span span, struct str found,
		struct str meant)
{
	bool slip = slip_of(found, meant);
	diag_hint(diags, diag, slip ? HINT_DID_YOU_MEAN : HINT_DECLARED_NEAR, ARGS(meant));
	if (slip)
		diag_edit(diags, diag, span, meant);
}

bool offer_name(struct scope *scope, struct diag *diag, struct span span, struct str name)
{
	struct nearest nearest = nearest_start(name);
	nearest_in(&nearest, &scope->defines);
	for (size_t i = 0; i < scope->vocabularies.count; i++)
		nearest_in(&nearest, &scope->vocabularies.items[i]->facts);
	if (nearest.best.ptr)
		offer_word(scope->diags, diag, span, name, nearest.best);
	return nearest.best.ptr != NULL;
}

/* Vocabularies and authorities: what is near may be another one. */

/* The nearest first; then, where there are few, all. */
static void list_declared(struct buf *out, const struct map *declared, struct str nearest,
			  enum language language)
{
	enum { LISTED_MAX = 6 };
	buf_add(out, nearest);
	for (size_t i = 0; declared->count <= LISTED_MAX && i < declared->count; i++) {
		struct str name = declared->entries[i].key;
		if (!declared->entries[i].value || str_equal(name, nearest))
			continue;
		if (out->len)
			buf_add_text(out, language == LANGUAGE_ZH ? "、" : ", ");
		buf_add(out, name);
	}
}

void offer_declared(struct diag_list *diags, struct diag *diag, struct str name,
		    const struct map *declared, const enum hint_id hints[2])
{
	struct nearest nearest = nearest_start(name);
	/* What is not kept costs no search either. */
	if (!diag_is_kept(diags, diag))
		return;
	nearest_in(&nearest, declared);
	if (nearest.best.ptr && slip_of(name, nearest.best)) {
		offer_word(diags, diag, diag->span, name, nearest.best);
		return;
	}
	struct buf names;
	buf_init(&names, declared->mem);
	list_declared(&names, declared, nearest.best, diags->language);
	diag_hint(diags, diag, hints[names.len > 0], ARGS(name, buf_str(&names)));
	buf_fini(&names);
}

void offer_near(struct diag_list *diags, struct diag *diag, struct span span, struct str name,
		const struct map *declared)
{
	struct nearest nearest = nearest_start(name);
	if (!diag_is_kept(diags, diag))
		return;
	nearest_in(&nearest, declared);
	if (nearest.best.ptr)
		offer_word(diags, diag, span, name, nearest.best);
}

/* 云水县 for 江州省.宁安市.云水县. */

static bool is_called(const struct ir_authority *authority, struct str text)
{
	struct str name = authority->name;
	return str_equal(authority->title, text) ||
	       (name.len > text.len && str_ends_with(name, text) &&
		name.ptr[name.len - text.len - 1] == '.');
}

bool offer_titled(struct scope *scope, struct diag *diag, struct str text)
{
	const struct map *declared = &scope->check->environment->authorities;
	struct buf names;
	size_t found = 0;
	if (!diag_is_kept(scope->diags, diag))
		return false;
	buf_init(&names, scope->arena->mem);
	for (size_t i = 0; i < declared->count; i++) {
		const struct ir_authority *authority = declared->entries[i].value;
		if (!authority || !is_called(authority, text))
			continue;
		if (found++)
			buf_add_text(&names,
				     scope->diags->language == LANGUAGE_ZH ? "`、`" : "`, `");
		buf_add(&names, authority->name);
	}
	if (found)
		scope_hint(scope, diag, HINT_TITLE_OF, ARGS(text, buf_str(&names)));
	if (found == 1)
		diag_edit(scope->diags, diag, diag->span, buf_str(&names));
	buf_fini(&names);
	return found > 0;
}

/* The vocabulary that declares the name and that the file does not use. */

static bool is_seen(const struct scope *scope, const struct vocabulary_scope *vocabulary)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		if (scope->vocabularies.items[i] == vocabulary)
			return true;
	}
	return false;
}

/* NULL where there is none, or several. */
static struct vocabulary_scope *vocabulary_of(const struct scope *scope, struct str name)
{
	const struct map *known = &scope->check->environment->vocabularies;
	struct vocabulary_scope *found = NULL;
	for (size_t i = 0; i < known->count; i++) {
		struct vocabulary_scope *vocabulary = known->entries[i].value;
		if (!vocabulary || is_seen(scope, vocabulary) || !map_get(&vocabulary->facts, name))
			continue;
		if (found)
			return NULL;
		found = vocabulary;
	}
	return found;
}

/* `use` on a line of its own, in the language of the facts. */
static void edit_use(struct scope *scope, struct diag *diag, struct str vocabulary)
{
	struct buf use;
	if (scope->misread)
		return;
	buf_init(&use, scope->arena->mem);
	buf_add_text(&use, "\n\n");
	buf_add_text(&use, keyword_infos[KW_USE].spelling[(unsigned char)vocabulary.ptr[0] >= 0x80
								  ? LANGUAGE_ZH
								  : LANGUAGE_EN]);
	buf_add_char(&use, ' ');
	buf_add(&use, vocabulary);
	diag_edit(scope->diags, diag, (struct span){scope->edition_end, scope->edition_end},
		  buf_str(&use));
	buf_fini(&use);
}

bool offer_vocabulary(struct scope *scope, struct diag *diag, const struct node *name)
{
	struct vocabulary_scope *vocabulary = vocabulary_of(scope, name->name->text);
	if (!vocabulary)
		return false;
	struct str meant = vocabulary->vocabulary->name;
	scope_hint(scope, diag, HINT_USE_VOCABULARY, ARGS(meant));
	edit_use(scope, diag, meant);
	/* As if it were used: said once, and what else is wrong is found. */
	scope_see(scope, vocabulary, name->span);
	return true;
}

/* A value that stands where a condition is wanted: harm = none or slight. */

static const struct ir_fact *fact_of_choice(const struct map *facts, struct str name)
{
	for (size_t i = 0; i < facts->count; i++) {
		const struct ir_fact *fact = facts->entries[i].value;
		for (size_t j = 0; fact && j < fact->choice_count; j++) {
			if (str_equal(fact->choices[j].name, name))
				return fact;
		}
	}
	return NULL;
}

bool offer_choice(struct scope *scope, struct diag *diag, struct str name)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct ir_fact *fact =
			fact_of_choice(&scope->vocabularies.items[i]->facts, name);
		if (!fact)
			continue;
		scope_hint(scope, diag, fact->type == IR_SET ? HINT_VALUE_OF_SET : HINT_VALUE_OF,
			   ARGS(name, fact->name));
		return true;
	}
	return false;
}
