/* What a file declares for others: vocabularies with their facts, and authorities. */
#include "check/scope.h"

#include "base/text/utf8.h"

enum { CHOICES_MAX = 64 };

static struct ir_strs lower_aliases(struct scope *scope, const struct node *owner)
{
	size_t count = count_children(owner, NODE_ALIAS);
	struct ir_strs names = {ARENA_ARRAY(scope->arena, struct str, count), 0};
	for (const struct node *child = owner->first; child; child = child->next) {
		if (child->kind == NODE_ALIAS)
			names.items[names.count++] = child->first->name->text;
	}
	return names;
}

/* Vocabularies. */

static void lower_choice(struct scope *scope, const struct node *node, struct ir_choice *out)
{
	out->name = node->first->name->text;
	out->label = node_text(node_child(node, NODE_STRING));
	out->aliases = lower_aliases(scope, node);
}

static void lower_choices(struct scope *scope, const struct node *type, struct ir_fact *fact)
{
	size_t count = count_children(type, NODE_CHOICE);
	fact->type = type->op == KW_SET_OF ? IR_SET : IR_CHOICE;
	if (count > CHOICES_MAX) {
		scope_error(scope, nth_child(type, NODE_CHOICE, CHOICES_MAX)->span, DIAG_TOO_MANY,
			    ARGS(STR("64")));
		fact->broken = true;
		count = CHOICES_MAX;
	}
	check_distinct(scope, type, NODE_CHOICE);
	fact->choices = ARENA_ARRAY(scope->arena, struct ir_choice, count);
	for (const struct node *node = type->first; node && fact->choice_count < count;
	     node = node->next)
		lower_choice(scope, node, &fact->choices[fact->choice_count++]);
}

static void lower_type(struct scope *scope, const struct node *type, struct ir_fact *fact)
{
	if (type->op) {
		lower_choices(scope, type, fact);
		return;
	}
	unsigned word = scope_word(scope, type->first, FAMILY_TYPE);
	fact->type = word ? (enum ir_type)(word - 1) : IR_BOOL;
	fact->broken = !word;
}

static struct ir_fact *lower_fact(struct scope *scope, const struct node *node)
{
	struct ir_fact *fact = ARENA_NEW(scope->arena, struct ir_fact);
	const struct node *formerly = node_child(node, NODE_FORMERLY);
	fact->name = node->first->name->text;
	fact->place = scope_place(scope, node->first);
	fact->aliases = lower_aliases(scope, node);
	fact->formerly = scope_names(scope, formerly ? formerly->first : NULL);
	fact->identity = fact->formerly.count ? fact->formerly.items[fact->formerly.count - 1]
					      : fact->name;
	fact->question = node_text(node_child(node, NODE_STRING));
	lower_type(scope, node_child(node, NODE_TYPE), fact);
	/* Values may have been lost with what could not be read. */
	fact->broken |= scope->misread && fact->type >= IR_CHOICE;
	fact->shape = ir_fact_shape(scope->arena, fact);
	return fact;
}

static void fact_known_as(struct scope *scope, struct vocabulary_scope *vocabulary,
			  struct ir_fact *fact, const struct node *name)
{
	const struct ir_fact *other = map_get(&vocabulary->facts, name->name->text);
	check_scripts(scope, name);
	check_case_day(scope, name);
	if (other)
		scope_twice(scope, name->span, name->name->text, other->place.span);
	else
		map_put(&vocabulary->facts, name->name->text, fact);
}

static void fact_add_names(struct scope *scope, struct vocabulary_scope *vocabulary,
			   struct ir_fact *fact, const struct node *node)
{
	const struct node *formerly = node_child(node, NODE_FORMERLY);
	fact_known_as(scope, vocabulary, fact, node->first);
	for (const struct node *child = node->first; child; child = child->next) {
		if (child->kind == NODE_ALIAS)
			fact_known_as(scope, vocabulary, fact, child->first);
	}
	for (const struct node *name = formerly ? formerly->first : NULL; name; name = name->next) {
		if (!name_comes_back(name, fact->name))
			fact_known_as(scope, vocabulary, fact, name);
	}
}

/* Names that are drawn alike and yet differ. */
static void check_look_alikes(struct scope *scope, const struct vocabulary_scope *vocabulary)
{
	struct map skeletons;
	struct buf skeleton;
	map_init(&skeletons, scope->arena->mem);
	buf_init(&skeleton, scope->arena->mem);
	for (size_t i = 0; i < vocabulary->facts.count; i++) {
		struct map_entry *entry = &vocabulary->facts.entries[i];
		if (mixes_scripts(entry->key)) /* reported */
			continue;
		buf_clear(&skeleton);
		utf8_skeleton(&skeleton, entry->key);
		struct map_entry *other = map_get(&skeletons, buf_str(&skeleton));
		if (!other) {
			map_put(&skeletons, arena_str(scope->arena, buf_str(&skeleton)), entry);
			continue;
		}
		struct ir_fact *fact = entry->value, *first = other->value;
		struct diag *diag = scope_finding(scope, fact->place.span, DIAG_NAMES_ALIKE,
						  ARGS(entry->key, other->key));
		diag_note(scope->diags, diag, scope->source, first->place.span,
			  HINT_DECLARED_HERE, NO_ARGS);
	}
	buf_fini(&skeleton);
	map_fini(&skeletons);
}

/* Two facts that nobody who is asked can tell apart. */
static void check_questions(struct scope *scope, const struct ir_vocabulary *vocabulary)
{
	struct map questions;
	map_init(&questions, scope->arena->mem);
	for (size_t i = 0; i < vocabulary->fact_count; i++) {
		const struct ir_fact *fact = vocabulary->facts[i];
		const struct ir_fact *first = map_get(&questions, fact->question);
		if (!fact->question.len)
			continue;
		if (!first) {
			map_put(&questions, fact->question, vocabulary->facts[i]);
			continue;
		}
		struct diag *diag = scope_finding(scope, fact->place.span, DIAG_QUESTION_TWICE,
						  ARGS(first->name, fact->name));
		diag_note(scope->diags, diag, scope->source, first->place.span,
			  HINT_DECLARED_HERE, NO_ARGS);
		diag_hint(scope->diags, diag, HINT_ASK_APART, NO_ARGS);
	}
	map_fini(&questions);
}

static struct vocabulary_scope *lower_vocabulary(struct scope *scope, const struct node *node)
{
	struct vocabulary_scope *out = ARENA_NEW(scope->arena, struct vocabulary_scope);
	struct ir_vocabulary *ir = ARENA_NEW(scope->arena, struct ir_vocabulary);
	scope->broken = false;
	out->vocabulary = ir;
	out->misread = scope->misread;
	map_init(&out->facts, scope->arena->mem);
	ir->name = node->first->name->text;
	ir->title = node_text(node_child(node, NODE_STRING));
	ir->place = scope_place(scope, node->first);
	ir->facts = ARENA_ARRAY(scope->arena, struct ir_fact *, count_children(node, NODE_FACT));
	for (const struct node *child = node->first; child; child = child->next) {
		if (child->kind != NODE_FACT)
			continue;
		struct ir_fact *fact = lower_fact(scope, child);
		fact_add_names(scope, out, fact, child);
		ir->facts[ir->fact_count++] = fact;
	}
	check_scripts(scope, node->first);
	if (scope->check->depth == CHECK_WHOLE) {
		check_look_alikes(scope, out);
		check_questions(scope, ir);
	}
	ir->broken = scope->broken || scope->misread;
	return out;
}

/* Authorities. */

static void authority_level(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_authority *authority = out;
	authority->level = (enum ir_level)scope_word(scope, prop->first, FAMILY_LEVEL);
}

static void authority_under(struct scope *scope, const struct node *prop, void *out)
{
	struct ir_authority *authority = out;
	(void)scope;
	authority->parent_name = prop->first->name->text;
	authority->parent_span = prop->first->span;
}

static const struct property authority_properties[KW_COUNT] = {
	[KW_LEVEL] = {authority_level, false},
	[KW_UNDER] = {authority_under, false},
};

static struct ir_authority *lower_authority(struct scope *scope, const struct node *node)
{
	struct ir_authority *out = ARENA_NEW(scope->arena, struct ir_authority);
	scope->broken = false;
	out->name = node->first->name->text;
	out->title = node_text(node_child(node, NODE_STRING));
	out->place = scope_place(scope, node->first);
	lower_properties(scope, node, authority_properties, out);
	check_scripts(scope, node->first);
	out->broken = scope->broken || scope->misread;
	return out;
}

void check_declare(struct check *check, const struct unit *unit, struct declarations *out)
{
	struct scope scope = {.check = check, .arena = check->arena, .diags = check->diags,
			      .source = unit->source, .misread = unit->misread};
	const struct node *root = unit->root;
	*out = (struct declarations){
		.vocabularies = ARENA_ARRAY(check->arena, struct vocabulary_scope *,
					    count_children(root, NODE_VOCABULARY)),
		.authorities = ARENA_ARRAY(check->arena, struct ir_authority *,
					   count_children(root, NODE_AUTHORITY)),
	};
	for (const struct node *node = root->first; node; node = node->next) {
		if (node->kind == NODE_VOCABULARY)
			out->vocabularies[out->vocabulary_count++] = lower_vocabulary(&scope, node);
		else if (node->kind == NODE_AUTHORITY)
			out->authorities[out->authority_count++] = lower_authority(&scope, node);
	}
}

void declarations_fini(struct declarations *declarations)
{
	for (size_t i = 0; i < declarations->vocabulary_count; i++)
		map_fini(&declarations->vocabularies[i]->facts);
}
