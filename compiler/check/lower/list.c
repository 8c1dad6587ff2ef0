/* Lists: their properties, one row each, then rules, presumptions and procedures. */
#include "check/scope.h"

enum { RULES_MAX = 10000 };

void lower_ref(struct scope *scope, const struct node *node, struct ir_ref *out)
{
	out->list = node->first->name->text;
	out->rule = node->first->next ? node->first->next->name->text : STR("");
	out->place = scope_place(scope, node);
}

static void list_issuer(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->issuer = scope_authority(scope, prop->first);
}

static void list_document(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_list *)out)->document = *prop->first->text;
}

/* A date that was refused breaks the text. */
static int32_t list_date(struct scope *scope, const struct node *date)
{
	if (date->date == DATE_NONE)
		scope_break(scope);
	return date->date;
}

static void list_promulgated(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->promulgated = list_date(scope, prop->first);
}

static void list_effective(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->effective = list_date(scope, prop->first);
}

static void list_pending(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_list *)out)->pending = *prop->first->text;
}

static void list_expires(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->expires = list_date(scope, prop->first);
}

static void list_in_force_since(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->in_force_since = list_date(scope, prop->first);
}

static void list_status(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->status =
		(enum ir_status)scope_word(scope, prop->first, FAMILY_STATUS);
}

static void list_corrects(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	((struct ir_list *)out)->corrects = *prop->first->text;
}

static void list_retroactive(struct scope *scope, const struct node *prop, void *out)
{
	(void)scope;
	(void)prop;
	((struct ir_list *)out)->retroactive = true;
}

/* Appends the dates of a property that may stand several times. */
/* How many items an array of so many has room for: arrays grow by doubling, for a property may be
 * said again and again. */
static size_t room_for(size_t count)
{
	size_t room = count ? 4 : 0;
	while (room < count)
		room *= 2;
	return room;
}

static void *grow(struct scope *scope, void *items, size_t count, size_t more, size_t size)
{
	size_t room = room_for(count + more);
	if (room == room_for(count))
		return items;
	void *grown = arena_zalloc(scope->arena, room * size);
	if (count)
		memcpy(grown, items, count * size);
	return grown;
}

static void add_dates(struct scope *scope, const struct node *prop, struct ir_dates *out)
{
	out->items = grow(scope, out->items, out->count, count_children(prop, NODE_DATE),
			  sizeof(*out->items));
	for (const struct node *date = prop->first; date; date = date->next)
		out->items[out->count++] = list_date(scope, date);
}

static void list_withdraws(struct scope *scope, const struct node *prop, void *out)
{
	add_dates(scope, prop, &((struct ir_list *)out)->withdraws);
}

static void list_reinstates(struct scope *scope, const struct node *prop, void *out)
{
	add_dates(scope, prop, &((struct ir_list *)out)->reinstates);
}

static void list_repeals(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->repeals = grow(scope, list->repeals, list->repeal_count,
			     count_children(prop, NODE_REPEAL), sizeof(*list->repeals));
	for (const struct node *node = prop->first; node; node = node->next) {
		struct ir_repeal *repeal = &list->repeals[list->repeal_count++];
		lower_ref(scope, node->first, &repeal->ref);
		repeal->from = node->first->next ? list_date(scope, node->first->next) : DATE_NONE;
	}
}

static void list_basis(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->basis = grow(scope, list->basis, list->basis_count,
			   count_children(prop, NODE_BASIS), sizeof(*list->basis));
	for (const struct node *node = prop->first; node; node = node->next) {
		struct ir_basis *basis = &list->basis[list->basis_count++];
		const struct node *date = node_child(node, NODE_DATE);
		lower_ref(scope, node->first, &basis->ref);
		basis->at = date ? list_date(scope, date) : DATE_NONE;
		basis->article = node_text(node_child(node, NODE_STRING));
	}
}

static void list_transition(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->transition = (enum ir_transition)scope_word(scope, prop->first, FAMILY_TRANSITION);
	if (!prop->first->next)
		return;
	list->transition_at =
		(enum ir_moment)scope_word(scope, prop->first->next, FAMILY_MOMENT);
	if (list->transition_at == IR_DECISION || list->transition_at == IR_ACCOUNTABILITY ||
	    !list->transition_at)
		return;
	scope_error(scope, prop->first->next->span, DIAG_TRANSITION_MOMENT, NO_ARGS);
}

static void list_continuing(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->continuing = (enum ir_transition)scope_word(scope, prop->first, FAMILY_TRANSITION);
	if (list->continuing != IR_OLD_UNLESS_LIGHTER)
		return;
	struct diag *diag = scope_error(scope, prop->first->span, DIAG_VALUE_UNKNOWN,
					ARGS(prop->first->name->text));
	scope_hint(scope, diag, HINT_VALUES, ARGS(STR("old 从旧, new 从新")));
}

static void list_recognition(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	size_t count = count_children(prop, NODE_RECOGNIZE);
	list->recognitions = ARENA_ARRAY(scope->arena, struct ir_recognition, count);
	for (const struct node *node = prop->first; node; node = node->next) {
		const struct node *whose = node->first->next;
		scope_authority(scope, node->first);
		list->recognitions[list->recognition_count++] = (struct ir_recognition){
			.binding = node->op == KW_BINDING,
			.before = node->first->name->text,
			.whose = whose ? whose->name->text : STR(""),
			.place = scope_place(scope, node),
			.whose_span = whose ? whose->span : node->span,
		};
	}
}

static void list_scope(struct scope *scope, const struct node *prop, void *out)
{
	((struct ir_list *)out)->scope = lower_condition(scope, prop->first);
}

static struct ir_ref *lower_refs(struct scope *scope, const struct node *prop, size_t *count)
{
	struct ir_ref *refs =
		ARENA_ARRAY(scope->arena, struct ir_ref, count_children(prop, NODE_REF));
	for (const struct node *node = prop->first; node; node = node->next)
		lower_ref(scope, node, &refs[(*count)++]);
	return refs;
}

static void list_special_to(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->special_to = lower_refs(scope, prop, &list->special_to_count);
}

static void list_saves(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_list *list = out;
	list->saves = lower_refs(scope, prop, &list->saves_count);
}

/* Levels or authorities. */
static void list_delegates(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_strs *names = &((struct ir_list *)out)->delegates;
	*names = scope_names(scope, prop->first);
	size_t i = 0;
	for (const struct node *name = prop->first; name; name = name->next, i++) {
		enum value_word level = value_find(FAMILY_LEVEL, name->name->text);
		if (level == VALUE_NONE)
			scope_authority(scope, name);
		else
			names->items[i] = str_from(value_infos[level].spelling[LANGUAGE_EN]);
	}
}

static const struct property list_properties[KW_COUNT] = {
	[KW_ISSUER] = {list_issuer, false},
	[KW_DOCUMENT] = {list_document, false},
	[KW_PROMULGATED] = {list_promulgated, false},
	[KW_EFFECTIVE] = {list_effective, false},
	[KW_PENDING] = {list_pending, false},
	[KW_EXPIRES] = {list_expires, false},
	[KW_IN_FORCE_SINCE] = {list_in_force_since, false},
	[KW_STATUS] = {list_status, false},
	[KW_REPEALS] = {list_repeals, true},
	[KW_CORRECTS] = {list_corrects, false},
	[KW_WITHDRAWS] = {list_withdraws, true},
	[KW_REINSTATES] = {list_reinstates, true},
	[KW_RETROACTIVE] = {list_retroactive, false},
	[KW_BASIS] = {list_basis, true},
	[KW_TRANSITION] = {list_transition, false},
	[KW_CONTINUING] = {list_continuing, false},
	[KW_RECOGNITION] = {list_recognition, false},
	[KW_SCOPE] = {list_scope, false},
	[KW_SPECIAL_TO] = {list_special_to, false},
	[KW_SAVES] = {list_saves, false},
	[KW_DELEGATES_TO] = {list_delegates, false},
};

static bool presume_wrong(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, enum diag_id id)
{
	struct diag *diag = scope_error_word(scope, node->span, id, ARGS(fact->name), 1,
					     type_words(fact->type));
	if (id == DIAG_NOT_A_CONDITION)
		scope_hint(scope, diag, HINT_PRESUME_VALUE, ARGS(fact->name));
	return false;
}

/* What is presumed is one value, and it is known. */
static bool presume_value(struct scope *scope, const struct ir_fact *fact,
			  const struct node *node, struct ir_value *out)
{
	const struct node *constant = node->first->next;
	*out = (struct ir_value){true, 1};
	if (fact->type == IR_SET)
		return presume_wrong(scope, fact, node->first, DIAG_NOT_PRESUMABLE);
	if (!constant && fact->type != IR_BOOL)
		return presume_wrong(scope, fact, node->first, DIAG_NOT_A_CONDITION);
	if (constant && !lower_constant(scope, fact, constant, out))
		return false;
	return out->known || presume_wrong(scope, fact, constant, DIAG_PRESUMED_UNKNOWN);
}

static void lower_presume(struct scope *scope, const struct node *node, struct ir_list *out)
{
	const struct ir_fact *fact = scope_fact_asked(scope, node->first);
	struct ir_presume presume = {.fact = fact, .place = scope_place(scope, node->first)};
	if (fact && presume_value(scope, fact, node, &presume.value))
		out->presumes[out->presume_count++] = presume;
}

static void check_presumed_once(struct scope *scope, const struct ir_list *list)
{
	struct map seen;
	map_init(&seen, scope->arena->mem);
	for (size_t i = 0; i < list->presume_count; i++) {
		struct ir_presume *presume = &list->presumes[i];
		const struct ir_presume *first = map_get(&seen, presume->fact->identity);
		if (first)
			scope_note(scope,
				   scope_error(scope, presume->place.span, DIAG_PRESUMED_TWICE,
					       ARGS(presume->fact->name)),
				   first->place.span);
		else
			map_put(&seen, presume->fact->identity, presume);
	}
	map_fini(&seen);
}

static void lower_parts(struct scope *scope, const struct node *node, struct ir_list *out)
{
	for (const struct node *child = node->first; child; child = child->next) {
		if (child->kind == NODE_RULE && !scope->too_many)
			lower_rule(scope, child, &out->rules[out->rule_count++]);
		else if (child->kind == NODE_PROCEDURE)
			lower_procedure(scope, child, &out->procedures[out->procedure_count++]);
		else if (child->kind == NODE_PRESUME)
			lower_presume(scope, child, out);
	}
}

static void check_needed(struct scope *scope, const struct node *node, const struct ir_list *out)
{
	const struct node *pending = node_prop_find(node, KW_PENDING);
	const struct node *effective = node_prop_find(node, KW_EFFECTIVE);
	need_property(scope, node, KW_ISSUER);
	need_property(scope, node, KW_PROMULGATED);
	if (!pending)
		need_property(scope, node, KW_EFFECTIVE);
	if (pending && effective) {
		struct diag *diag = scope_error(scope, pending->span, DIAG_PENDING_AND_DATE,
						ARGS(out->name));
		scope_note(scope, diag, effective->span);
	}
	bool says = count_children(node, NODE_RULE) || node_prop_find(node, KW_REPEALS) ||
		    node_prop_find(node, KW_WITHDRAWS);
	if (!says && !scope->misread)
		scope_error(scope, node->first->span, DIAG_NO_RULES, ARGS(out->name));
}

static void lower_start(struct scope *scope, const struct node *node, struct ir_list *out)
{
	scope_begin(scope);
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	out->whole = node->span;
	out->promulgated = out->effective = out->expires = out->in_force_since = DATE_NONE;
	out->transition_at = IR_ACCOUNTABILITY;
	out->rules = ARENA_ARRAY(scope->arena, struct ir_rule, count_children(node, NODE_RULE));
	out->presumes =
		ARENA_ARRAY(scope->arena, struct ir_presume, count_children(node, NODE_PRESUME));
	out->procedures = ARENA_ARRAY(scope->arena, struct ir_procedure,
				      count_children(node, NODE_PROCEDURE));
}

void lower_list(struct scope *scope, const struct node *node, struct ir_list *out)
{
	lower_start(scope, node, out);
	scope->too_many = count_children(node, NODE_RULE) > RULES_MAX;
	if (scope->too_many)
		scope_error(scope, nth_child(node, NODE_RULE, RULES_MAX)->first->span,
			    DIAG_TOO_MANY, ARGS(STR("10000")));
	check_scripts(scope, node->first);
	declare_defines(scope, node, out);
	lower_properties(scope, node, list_properties, out);
	check_distinct(scope, node, NODE_RULE);
	check_distinct(scope, node, NODE_PROCEDURE);
	lower_parts(scope, node, out);
	check_presumed_once(scope, out);
	check_needed(scope, node, out);
	finish_defines(scope);
	check_list_findings(scope, node, out);
}
