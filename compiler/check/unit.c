/* The lists and cases of one file, lowered against the environment of its tree. */
#include "check/scope.h"

static void scope_see(struct scope *scope, struct vocabulary_scope *vocabulary)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		if (scope->vocabularies.items[i] == vocabulary)
			return;
	}
	VEC_PUSH(scope->arena->mem, &scope->vocabularies, vocabulary);
	VEC_PUSH(scope->arena->mem, &scope->asked, false);
}

/* Vocabularies that the file names by use; one that is broken breaks what asks it. */
static bool see_used(struct scope *scope, const struct node *root)
{
	const struct map *known = &scope->check->environment->vocabularies;
	bool good = true;
	for (const struct node *use = root->first; use; use = use->next) {
		for (const struct node *name = use->kind == NODE_USE ? use->first : NULL; name;
		     name = name->next) {
			struct vocabulary_scope *vocabulary = map_get(known, name->name->text);
			if (vocabulary) {
				good &= !vocabulary->vocabulary->broken;
				scope_see(scope, vocabulary);
				continue;
			}
			good = false;
			struct diag *diag = scope_error(scope, name->span,
							DIAG_VOCABULARY_UNDEFINED,
							ARGS(name->name->text));
			scope_hint(scope, diag, HINT_VOCABULARY, ARGS(name->name->text));
		}
	}
	return good;
}

static void scope_open(struct scope *scope, struct check *check, const struct unit *unit,
		       const struct declarations *declarations)
{
	*scope = (struct scope){.check = check, .arena = check->arena, .diags = check->diags,
				.source = unit->source, .misread = unit->misread};
	map_init(&scope->defines, check->arena->mem);
	for (size_t i = 0; i < declarations->vocabulary_count; i++)
		scope_see(scope, declarations->vocabularies[i]);
	for (size_t i = 0; i < declarations->vocabulary_count; i++)
		scope->asked.items[i] = true;
}

static void scope_close(struct scope *scope)
{
	map_fini(&scope->defines);
	VEC_FREE(scope->arena->mem, &scope->vocabularies);
	VEC_FREE(scope->arena->mem, &scope->asked);
}

/* A fact that two vocabularies of the file declare differently has no one meaning. */
static void check_ambiguous(struct scope *scope, const struct node *root)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct map *facts = &scope->vocabularies.items[i]->facts;
		for (size_t j = 0; i > 0 && j < facts->count; j++) {
			const struct ir_fact *fact = facts->entries[j].value;
			const struct ir_fact *first = scope_fact(scope, facts->entries[j].key);
			if (first == fact || (first->type == fact->type &&
					      str_equal(first->identity, fact->identity)))
				continue;
			struct diag *diag = scope_error(scope, root->first->span,
							DIAG_FACT_AMBIGUOUS, ARGS(fact->name));
			diag_note(scope->diags, diag, first->place.source, first->place.span,
				  HINT_DECLARED_HERE, NO_ARGS);
			diag_note(scope->diags, diag, fact->place.source, fact->place.span,
				  HINT_DECLARED_HERE, NO_ARGS);
		}
	}
	for (size_t i = 0; i < scope->asked.count; i++)
		scope->asked.items[i] = false;
}

static void check_unused(struct scope *scope, const struct node *root)
{
	for (const struct node *use = root->first; use; use = use->next) {
		for (const struct node *name = use->kind == NODE_USE ? use->first : NULL; name;
		     name = name->next) {
			for (size_t i = 0; i < scope->vocabularies.count; i++) {
				struct str known = scope->vocabularies.items[i]->vocabulary->name;
				if (!scope->asked.items[i] && str_equal(known, name->name->text))
					scope_finding(scope, name->span, DIAG_VOCABULARY_UNUSED,
						      ARGS(known));
			}
		}
	}
}

static void unit_lists(struct scope *scope, const struct unit *unit, bool seen,
		       struct ir_unit *out)
{
	const struct diag *first = scope->first;
	for (const struct node *node = unit->root->first; node; node = node->next) {
		if (node->kind != NODE_LIST)
			continue;
		struct ir_list *list = &out->lists[out->list_count++];
		scope->broken = false;
		scope->first = first;
		lower_list(scope, node, list);
		list->readable = seen && !scope->broken && !unit->misread;
		list->why = scope->first;
		if (list->readable)
			ir_fingerprint(&list->fingerprint, list, scope->arena->mem);
	}
}

static void unit_cases(struct scope *scope, const struct unit *unit, struct ir_unit *out)
{
	for (const struct node *node = unit->root->first; node; node = node->next) {
		if (node->kind == NODE_CASE)
			lower_case(scope, node, &out->cases[out->case_count++]);
	}
}

static void unit_declared(struct check *check, const struct declarations *declarations,
			  struct ir_unit *out)
{
	out->vocabulary_count = declarations->vocabulary_count;
	out->vocabularies =
		ARENA_ARRAY(check->arena, struct ir_vocabulary *, out->vocabulary_count);
	for (size_t i = 0; i < out->vocabulary_count; i++)
		out->vocabularies[i] = declarations->vocabularies[i]->vocabulary;
	out->authorities = declarations->authorities;
	out->authority_count = declarations->authority_count;
}

void check_unit(struct check *check, const struct unit *unit,
		const struct declarations *declarations, struct ir_unit *out)
{
	struct scope scope;
	const struct node *root = unit->root;
	*out = (struct ir_unit){
		.source = unit->source,
		.lists = ARENA_ARRAY(check->arena, struct ir_list,
				     count_children(root, NODE_LIST)),
		.cases = ARENA_ARRAY(check->arena, struct ir_case,
				     count_children(root, NODE_CASE)),
	};
	unit_declared(check, declarations, out);
	scope_open(&scope, check, unit, declarations);
	bool seen = see_used(&scope, root);
	check_ambiguous(&scope, root);
	seen &= !scope.broken;
	unit_lists(&scope, unit, seen, out);
	unit_cases(&scope, unit, out);
	if (seen && !unit->misread)
		check_unused(&scope, root);
	scope_close(&scope);
}
