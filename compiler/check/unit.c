/* The lists and cases of one file, lowered against the environment of its tree. */
#include "check/scope.h"

enum { VOCABULARIES_MAX = 100 }; /* that one file sees */

bool scope_see(struct scope *scope, struct vocabulary_scope *vocabulary, struct span span)
{
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		if (scope->vocabularies.items[i] == vocabulary)
			return true;
	}
	if (scope->vocabularies.count == VOCABULARIES_MAX) {
		scope_error(scope, span, DIAG_TOO_MANY, ARGS(STR("100")));
		scope->blind = true;
		return false;
	}
	VEC_PUSH(scope->arena->mem, &scope->vocabularies, vocabulary);
	VEC_PUSH(scope->arena->mem, &scope->asked, false);
	return true;
}

static void use_undefined(struct scope *scope, const struct node *name)
{
	const struct map *known = &scope->check->environment->vocabularies;
	struct str text = name->name->text;
	if (scope->check->environment->lost) {
		scope_break(scope);
		scope->blind = true;
		return;
	}
	struct diag *diag =
		scope_error(scope, name->span, DIAG_VOCABULARY_UNDEFINED, ARGS(text));
	static const enum hint_id hints[] = {HINT_VOCABULARY, HINT_VOCABULARIES};
	offer_declared(scope->diags, diag, text, known, hints);
	scope->blind = true;
}

/* Which of two is meant, nobody knows; whoever asks about neither of their files is told here. */
static void use_twice(struct scope *scope, const struct vocabulary_scope *vocabulary,
		      const struct node *name)
{
	const struct vocabulary_scope *twin = vocabulary->twin;
	if (!twin || vocabulary->told || twin->told)
		return;
	struct ir_place first = vocabulary->vocabulary->place, second = twin->vocabulary->place;
	struct diag *diag =
		scope_error(scope, name->span, DIAG_DECLARED_TWICE, ARGS(name->name->text));
	diag_note(scope->diags, diag, first.source, first.span, HINT_DECLARED_HERE, NO_ARGS);
	diag_note(scope->diags, diag, second.source, second.span, HINT_DECLARED_ALSO, NO_ARGS);
	diag_hint(scope->diags, diag, HINT_DECLARE_ONCE, NO_ARGS);
}

static void use_names(struct scope *scope, const struct node *use)
{
	const struct map *known = &scope->check->environment->vocabularies;
	for (const struct node *name = use->first; name; name = name->next) {
		struct vocabulary_scope *vocabulary = map_get(known, name->name->text);
		if (!vocabulary) {
			use_undefined(scope, name);
			continue;
		}
		scope_see(scope, vocabulary, name->span);
		use_twice(scope, vocabulary, name);
	}
}

/* False where what the file asks cannot be read. */
static bool see_used(struct scope *scope, const struct node *root)
{
	for (const struct node *use = root->first; use; use = use->next) {
		if (use->kind == NODE_USE)
			use_names(scope, use);
	}
	bool good = !scope->broken;
	for (size_t i = 0; i < scope->vocabularies.count; i++) {
		const struct vocabulary_scope *seen = scope->vocabularies.items[i];
		good &= !seen->vocabulary->broken && !seen->unsure;
	}
	return good;
}

static void scope_open(struct scope *scope, struct check *check, const struct unit *unit,
		       const struct declarations *declarations)
{
	*scope = (struct scope){.check = check, .arena = check->arena, .diags = check->diags,
				.source = unit->source, .misread = unit->misread};
	const struct node *edition = node_child(unit->root, NODE_NUMBER);
	scope->edition_end = edition ? edition->span.end : 0;
	map_init(&scope->defines, check->arena->mem);
	map_init(&scope->ambiguous, check->arena->mem);
	bool fits = true;
	for (size_t i = 0; fits && i < declarations->vocabulary_count; i++) {
		struct vocabulary_scope *own = declarations->vocabularies[i];
		fits = scope_see(scope, own, own->vocabulary->place.span);
	}
}

static void scope_close(struct scope *scope)
{
	map_fini(&scope->defines);
	map_fini(&scope->ambiguous);
	VEC_FREE(scope->arena->mem, &scope->vocabularies);
	VEC_FREE(scope->arena->mem, &scope->asked);
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

/* Each returns whether all of them can be read. */

static bool unit_lists(struct scope *scope, const struct unit *unit, bool seen,
		       struct ir_unit *out)
{
	const struct diag *first = scope->first;
	bool good = true;
	for (const struct node *node = unit->root->first; node; node = node->next) {
		if (node->kind != NODE_LIST)
			continue;
		struct ir_list *list = &out->lists[out->list_count++];
		scope->first = first;
		lower_list(scope, node, list);
		list->readable = seen && !scope->broken && !unit->misread;
		list->why = scope->first;
		good &= list->readable;
	}
	return good;
}

static bool unit_cases(struct scope *scope, const struct unit *unit, bool seen,
		       struct ir_unit *out)
{
	bool good = true;
	for (const struct node *node = unit->root->first; node; node = node->next) {
		if (node->kind != NODE_CASE)
			continue;
		struct ir_case *ir = &out->cases[out->case_count++];
		lower_case(scope, node, ir);
		ir->readable = seen && !scope->broken && !unit->misread;
		good &= ir->readable;
	}
	return good;
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
		.misread = unit->misread,
		.lists = ARENA_ARRAY(check->arena, struct ir_list,
				     count_children(root, NODE_LIST)),
		.cases = ARENA_ARRAY(check->arena, struct ir_case,
				     count_children(root, NODE_CASE)),
	};
	unit_declared(check, declarations, out);
	scope_open(&scope, check, unit, declarations);
	bool seen = see_used(&scope, root);
	bool good = unit_lists(&scope, unit, seen, out);
	good &= unit_cases(&scope, unit, seen, out);
	/* What could not be read may have asked. */
	if (seen && good && !unit->misread)
		check_unused(&scope, root);
	scope_close(&scope);
}
