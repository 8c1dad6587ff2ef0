/*
 * Definitions: declared first, lowered where they are used, and whatever nobody used last. In the
 * IR a definition is one condition that several others share; written out, as evaluation and
 * fingerprints see it, it stands in each of them: what that comes to is limited here.
 */
#include "check/scope.h"

enum {
	CONDITION_PARTS_MAX = 100000, /* of one condition, definitions written out */
	WRITTEN_MAX = 1000000,	      /* what definitions stand for in one list */
};

static void declare_define(struct scope *scope, const struct node *node, struct ir_define *define,
			   struct define_entry *entry)
{
	const struct node *name = node->first;
	const struct ir_fact *fact = scope_fact(scope, name->name->text);
	*define = (struct ir_define){.name = name->name->text, .place = scope_place(scope, name)};
	*entry = (struct define_entry){.node = node, .define = define};
	if (name->next->kind == NODE_STRING)
		define->title = *name->next->text;
	if (fact) {
		struct diag *diag =
			scope_error(scope, name->span, DIAG_DECLARED_TWICE, ARGS(define->name));
		diag_note(scope->diags, diag, fact->place.source, fact->place.span,
			  HINT_DECLARED_HERE, NO_ARGS);
	}
	check_case_day(scope, name);
	if (!scope_define(scope, define->name))
		map_put(&scope->defines, define->name, entry);
}

void declare_defines(struct scope *scope, const struct node *list, struct ir_list *out)
{
	size_t count = count_children(list, NODE_DEFINE);
	struct define_entry *entries = ARENA_ARRAY(scope->arena, struct define_entry, count);
	out->defines = ARENA_ARRAY(scope->arena, struct ir_define, count);
	if (!count)
		return;
	check_distinct(scope, list, NODE_DEFINE);
	for (const struct node *child = list->first; child; child = child->next) {
		size_t i = out->define_count;
		if (child->kind != NODE_DEFINE)
			continue;
		declare_define(scope, child, &out->defines[i], &entries[i]);
		out->define_count++;
	}
}

/* The condition at hand waits while a definition that it uses is lowered. */
static void define_lower(struct scope *scope, struct define_entry *entry)
{
	const struct node *body = entry->node->first->next;
	size_t parts = scope->parts, deepest = scope->deepest;
	entry->state = DEFINE_OPEN;
	scope->deepest = scope->depth;
	entry->define->expr =
		lower_condition(scope, body->kind == NODE_STRING ? body->next : body);
	entry->state = DEFINE_DONE;
	entry->parts = scope->parts;
	entry->depth = scope->deepest - scope->depth;
	scope->parts = parts;
	scope->deepest = deepest > scope->deepest ? deepest : scope->deepest;
}

/* Definitions that use each other twice over grow without bound when written out. */
static bool write_out(struct scope *scope, const struct define_entry *entry,
		      const struct node *use)
{
	scope->parts += entry->parts;
	scope->written += entry->parts;
	size_t limit = scope->parts > CONDITION_PARTS_MAX ? CONDITION_PARTS_MAX
		       : scope->written > WRITTEN_MAX	  ? WRITTEN_MAX
							  : 0;
	if (!limit)
		return true;
	if (!scope->too_large)
		scope_error(scope, use->span, DIAG_EXPANDED,
			    ARGS(entry->define->name,
				 limit == WRITTEN_MAX ? STR("1000000") : STR("100000")));
	scope->too_large = true;
	return false;
}

static bool fits(struct scope *scope, const struct define_entry *entry, const struct node *use)
{
	size_t deepest = scope->depth + entry->depth;
	if (deepest > CONDITION_DEPTH_MAX) {
		report_too_deep(scope, use);
		return false;
	}
	if (deepest > scope->deepest)
		scope->deepest = deepest;
	return write_out(scope, entry, use);
}

static void report_cycle(struct scope *scope, const struct define_entry *entry,
			 const struct node *use)
{
	struct diag *diag =
		scope_error(scope, use->span, DIAG_DEFINITION_CYCLE, ARGS(entry->define->name));
	diag_note(scope->diags, diag, scope->source, entry->define->place.span, HINT_MEANT_HERE,
		  NO_ARGS);
}

struct ir_expr *lower_defined(struct scope *scope, struct define_entry *entry,
			      const struct node *node)
{
	entry->used = true;
	if (entry->state == DEFINE_OPEN) {
		report_cycle(scope, entry, node);
		return NULL;
	}
	if (entry->state == DEFINE_NEW)
		define_lower(scope, entry);
	if (!entry->define->expr || !fits(scope, entry, node)) {
		scope_break(scope);
		return NULL;
	}
	struct ir_expr *expr = expr_new(scope, IR_DEFINED, node);
	expr->define = entry->define;
	return expr;
}

/* Where something was misread or means nothing, it may have been a use. */
void finish_defines(struct scope *scope)
{
	for (size_t i = 0; i < scope->defines.count; i++) {
		struct define_entry *entry = scope->defines.entries[i].value;
		if (entry->state == DEFINE_NEW)
			define_lower(scope, entry);
	}
	for (size_t i = 0; i < scope->defines.count && !scope->broken && !scope->misread; i++) {
		const struct define_entry *entry = scope->defines.entries[i].value;
		if (!entry->used)
			scope_finding(scope, entry->define->place.span, DIAG_DEFINITION_UNUSED,
				      ARGS(entry->define->name));
	}
}
