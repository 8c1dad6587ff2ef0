/* What is odd about one list alone. None of it makes the list unreadable. */
#include "check/scope.h"

#include <stdlib.h>

/* Days. */

static void check_retroactive(struct scope *scope, const struct node *node,
			      const struct ir_list *list)
{
	bool early = list->effective < list->promulgated;
	if (list->effective == DATE_NONE || list->promulgated == DATE_NONE)
		return;
	/* A word behind it may have been meant to deny it. */
	if (scope->misread)
		return;
	if (early && !list->retroactive) {
		struct diag *diag = scope_finding(scope, property_span(node, KW_EFFECTIVE),
						  DIAG_RETROACTIVE_UNSAID, ARGS(list->name));
		scope_hint(scope, diag, HINT_RETROACTIVE, NO_ARGS);
	}
	if (!early && list->retroactive) {
		struct span span = property_span(node, KW_RETROACTIVE);
		struct diag *diag =
			scope_finding(scope, span, DIAG_RETROACTIVE_IDLE, ARGS(list->name));
		scope_hint(scope, diag, HINT_LEAVE_OUT, NO_ARGS);
		diag_edit(scope->diags, diag, span, STR(""));
	}
}

static void check_days(struct scope *scope, const struct node *node, const struct ir_list *list)
{
	if (list->effective == DATE_NONE)
		return;
	if (list->expires != DATE_NONE && list->expires <= list->effective)
		scope_finding(scope, property_span(node, KW_EXPIRES), DIAG_EXPIRES_EARLY,
			      ARGS(list->name));
	if (list->in_force_since != DATE_NONE && list->in_force_since > list->effective)
		scope_finding(scope, property_span(node, KW_IN_FORCE_SINCE),
			      DIAG_IN_FORCE_SINCE_LATE, ARGS(list->name));
}

static int compare_dates(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
	return (x > y) - (x < y);
}

/* The dates of every property of a kind. */
static void check_each_date(struct scope *scope, const struct node *node, enum keyword keyword,
			    const struct ir_dates *refused, enum diag_id id, struct str list)
{
	for (const struct node *prop = node->first; prop; prop = prop->next) {
		bool wanted = prop->kind == NODE_PROP && prop->op == keyword;
		for (const struct node *date = wanted ? prop->first : NULL; date;
		     date = date->next) {
			if (refused->count && date->date != DATE_NONE &&
			    bsearch(&date->date, refused->items, refused->count,
				    sizeof(*refused->items), compare_dates))
				scope_finding(scope, date->span, id, ARGS(list));
		}
	}
}

static void check_withdraws(struct scope *scope, const struct node *node,
			    const struct ir_list *list)
{
	if (!list->withdraws.count)
		return;
	struct ir_dates own = {(int32_t *)&list->effective, 1};
	struct ir_dates sorted = {arena_dup(scope->arena, list->withdraws.items,
					    list->withdraws.count * sizeof(int32_t)),
				  list->withdraws.count};
	qsort(sorted.items, sorted.count, sizeof(*sorted.items), compare_dates);
	check_each_date(scope, node, KW_WITHDRAWS, &own, DIAG_WITHDRAWS_ITSELF, list->name);
	check_each_date(scope, node, KW_REINSTATES, &sorted, DIAG_REINSTATES_WITHDRAWN, list->name);
}

/* Rules. */

static void check_rule_days(struct scope *scope, const struct node *node,
			    const struct ir_rule *rule, const struct ir_list *list)
{
	bool never = list->expires != DATE_NONE && list->expires <= list->effective;
	bool late = rule->effective != DATE_NONE && list->expires != DATE_NONE &&
		    rule->effective >= list->expires;
	bool early = rule->expires != DATE_NONE && list->effective != DATE_NONE &&
		     rule->expires <= list->effective;
	/* Where the list is never in force either, that was said. */
	if (!never && (late || early))
		scope_finding(scope, property_span(node, late ? KW_EFFECTIVE : KW_EXPIRES),
			      DIAG_RULE_NEVER, ARGS(rule->name));
}

static void check_rules(struct scope *scope, const struct node *node, const struct ir_list *list)
{
	size_t i = 0;
	for (const struct node *child = node->first; child && i < list->rule_count;
	     child = child->next) {
		if (child->kind == NODE_RULE)
			check_rule_days(scope, child, &list->rules[i++], list);
	}
	if (node_prop_find(node, KW_TRANSITION) || !list->rule_count || scope->misread)
		return;
	struct diag *diag =
		scope_finding(scope, node->first->span, DIAG_NO_TRANSITION, ARGS(list->name));
	scope_hint(scope, diag, HINT_TRANSITION, NO_ARGS);
}

/* Other lists and authorities. */

static void check_own_refs(struct scope *scope, const struct ir_list *list,
			   const struct ir_ref *refs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (str_equal(refs[i].list, list->name))
			scope_finding(scope, refs[i].place.span, DIAG_REFERS_TO_ITSELF,
				      ARGS(list->name));
	}
}

static void check_refs(struct scope *scope, const struct ir_list *list)
{
	check_own_refs(scope, list, list->special_to, list->special_to_count);
	check_own_refs(scope, list, list->saves, list->saves_count);
	/* A list may rest on an earlier version of itself. */
	for (size_t i = 0; i < list->basis_count; i++) {
		if (list->basis[i].at == DATE_NONE)
			check_own_refs(scope, list, &list->basis[i].ref, 1);
	}
}

/* At or above. */
static bool stands_above(const struct ir_authority *above, const struct ir_authority *below)
{
	while (below && below != above)
		below = below->parent;
	return below != NULL;
}

static bool delegates_down(const struct scope *scope, const struct ir_authority *issuer,
			   struct str name)
{
	enum value_word level = value_find(FAMILY_LEVEL, name);
	const struct map *authorities = &scope->check->environment->authorities;
	if (level != VALUE_NONE)
		return issuer->level == IR_LEVEL_NONE ||
		       (enum ir_level)(level - VALUE_LEVEL_CENTRAL + IR_CENTRAL) > issuer->level;
	const struct ir_authority *authority = map_get(authorities, name);
	return !authority || authority->unsure ||
	       (authority != issuer && stands_above(issuer, authority));
}

static void check_delegates(struct scope *scope, const struct node *node,
			    const struct ir_list *list)
{
	const struct node *prop = node_prop_find(node, KW_DELEGATES_TO);
	for (const struct node *name = prop && list->issuer ? prop->first : NULL; name;
	     name = name->next) {
		if (!delegates_down(scope, list->issuer, name->name->text))
			scope_finding(scope, name->span, DIAG_DELEGATES_UPWARDS,
				      ARGS(name->name->text, list->issuer->name));
	}
}

void check_list_findings(struct scope *scope, const struct node *node, const struct ir_list *list)
{
	check_retroactive(scope, node, list);
	check_days(scope, node, list);
	check_withdraws(scope, node, list);
	check_rules(scope, node, list);
	check_refs(scope, list);
	check_delegates(scope, node, list);
}
