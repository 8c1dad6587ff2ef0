/*
 * Where a rule says something else, in which of its terms: its condition, its exceptions, whom the
 * list covers, the definitions that it uses, what is presumed of the facts that it asks, what these
 * may be. A condition that is written as it was is not told again for a definition or a fact.
 */
#include "diff/inside.h"

#include "base/map.h"

/* What the rule of one side uses. */
struct uses {
	const struct ir_list *list;
	const struct ir_rule *rule;
	struct map defines; /* by name */
	struct map facts;   /* by identity */
};

struct terms {
	struct arena *arena;
	struct mem *mem;
	struct uses uses[DIFF_SIDES];
	VEC(struct diff_term) items;
};

static struct diff_said said_expr(const struct ir_expr *expr)
{
	return (struct diff_said){.expr = expr};
}

static void add(struct terms *t, enum diff_term_kind kind, struct str name, struct str title,
		const struct diff_said sides[DIFF_SIDES])
{
	VEC_PUSH(t->mem, &t->items,
		 (struct diff_term){kind, name, title, {sides[DIFF_BEFORE], sides[DIFF_AFTER]}});
}

/* A condition in every reading. */
struct prints {
	struct digest by[IR_READINGS];
};

static struct prints prints_of(const struct terms *t, const struct ir_expr *expr)
{
	struct prints prints;
	for (int i = 0; i < IR_READINGS; i++)
		prints.by[i] = ir_condition_digest(expr, (enum ir_reading)i, t->mem);
	return prints;
}

static bool prints_say_other(const struct prints *before, const struct prints *after)
{
	for (int i = 0; i < IR_READINGS; i++)
		if (digest_equal(&before->by[i], &after->by[i]))
			return false;
	return true;
}

/* Either may be missing. */
static bool says_other(const struct terms *t, const struct ir_expr *before,
		       const struct ir_expr *after)
{
	if (!before || !after)
		return before != after;
	struct prints was = prints_of(t, before), is = prints_of(t, after);
	return prints_say_other(&was, &is);
}

static void add_exprs(struct terms *t, enum diff_term_kind kind, struct str name, struct str title,
		      const struct ir_expr *before, const struct ir_expr *after)
{
	const struct diff_said sides[] = {said_expr(before), said_expr(after)};
	if (says_other(t, before, after))
		add(t, kind, name, title, sides);
}

/* -- what is used -- */

static void use_expr(struct uses *uses, const struct ir_expr *expr)
{
	struct ir_parts parts = ir_expr_parts(expr);
	const struct ir_fact *fact = ir_expr_fact(expr);
	if (expr->op == IR_DEFINED)
		map_put(&uses->defines, expr->define->name, (void *)expr->define);
	for (size_t i = 0; i < parts.count; i++)
		use_expr(uses, parts.items[i]);
	if (fact)
		map_put(&uses->facts, fact->identity, (void *)fact);
}

static void use_excepts(struct uses *uses, const struct ir_except *excepts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		use_expr(uses, excepts[i].when);
		use_excepts(uses, excepts[i].excepts, excepts[i].except_count);
	}
}

static void uses_init(struct uses *uses, struct mem *mem, const struct ir_list *list,
		      const struct ir_rule *rule)
{
	*uses = (struct uses){.list = list, .rule = rule};
	map_init(&uses->defines, mem);
	map_init(&uses->facts, mem);
	use_expr(uses, rule->when);
	use_excepts(uses, rule->excepts, rule->except_count);
	if (list->scope)
		use_expr(uses, list->scope);
}

static void uses_fini(struct uses *uses)
{
	map_fini(&uses->defines);
	map_fini(&uses->facts);
}

/* -- exceptions -- */

struct excepts {
	const struct ir_except *items;
	size_t count;
	struct prints *prints; /* of their conditions: each is held against all of the other side */
	bool *paired;
};

static struct excepts excepts_of(const struct terms *t, const struct ir_except *items, size_t count)
{
	struct excepts excepts = {items, count, ARENA_ARRAY(t->arena, struct prints, count),
				  ARENA_ARRAY(t->arena, bool, count)};
	for (size_t i = 0; i < count; i++)
		excepts.prints[i] = prints_of(t, items[i].when);
	return excepts;
}

enum likeness { SAME_NAME_SAME_CONDITION, SAME_CONDITION, SAME_NAME, LIKENESS_COUNT };

static bool are_alike(enum likeness likeness, const struct excepts *before, size_t i,
		      const struct excepts *after, size_t k)
{
	return (likeness == SAME_CONDITION ||
		str_equal(before->items[i].name, after->items[k].name)) &&
	       (likeness == SAME_NAME || !prints_say_other(&before->prints[i], &after->prints[k]));
}

static struct str name_below(struct terms *t, struct str above, struct str name)
{
	struct buf path;
	buf_init(&path, t->mem);
	buf_add(&path, above);
	if (above.len)
		buf_add_char(&path, '/');
	buf_add(&path, name);
	struct str kept = arena_str(t->arena, buf_str(&path));
	buf_fini(&path);
	return kept;
}

static void add_excepts(struct terms *t, struct str above, struct excepts before,
			struct excepts after);

/* Either may be missing. */
static void add_except(struct terms *t, struct str above, const struct ir_except *before,
		       const struct ir_except *after)
{
	static const struct ir_except none = {.except_count = 0};
	const struct ir_except *newest = after ? after : before;
	struct str name = name_below(t, above, newest->name);
	before = before ? before : &none;
	after = after ? after : &none;
	add_exprs(t, DIFF_TERM_EXCEPTION, name, newest->title, before->when, after->when);
	add_excepts(t, name, excepts_of(t, before->excepts, before->except_count),
		    excepts_of(t, after->excepts, after->except_count));
}

static void pair_excepts(struct terms *t, struct str above, enum likeness likeness,
			 struct excepts *before, struct excepts *after)
{
	for (size_t i = 0; i < after->count; i++) {
		for (size_t k = 0; k < before->count && !after->paired[i]; k++) {
			if (before->paired[k] || !are_alike(likeness, before, k, after, i))
				continue;
			after->paired[i] = before->paired[k] = true;
			add_except(t, above, &before->items[k], &after->items[i]);
		}
	}
}

static void add_excepts(struct terms *t, struct str above, struct excepts before,
			struct excepts after)
{
	for (int i = 0; i < LIKENESS_COUNT; i++)
		pair_excepts(t, above, (enum likeness)i, &before, &after);
	for (size_t i = 0; i < after.count; i++)
		if (!after.paired[i])
			add_except(t, above, NULL, &after.items[i]);
	for (size_t i = 0; i < before.count; i++)
		if (!before.paired[i])
			add_except(t, above, &before.items[i], NULL);
}

/* -- definitions -- */

/* As the list has it, used or not. */
static const struct ir_define *define_named(const struct ir_list *list, struct str name)
{
	for (size_t i = 0; i < list->define_count; i++)
		if (str_equal(list->defines[i].name, name))
			return &list->defines[i];
	return NULL;
}

static void add_definition(struct terms *t, struct str name)
{
	const struct ir_define *before = define_named(t->uses[DIFF_BEFORE].list, name);
	const struct ir_define *after = define_named(t->uses[DIFF_AFTER].list, name);
	add_exprs(t, DIFF_TERM_DEFINITION, name, after ? after->title : before->title,
		  before ? before->expr : NULL, after ? after->expr : NULL);
}

static void add_definitions(struct terms *t)
{
	const struct map *before = &t->uses[DIFF_BEFORE].defines;
	const struct map *after = &t->uses[DIFF_AFTER].defines;
	for (size_t i = 0; i < after->count; i++)
		add_definition(t, after->entries[i].key);
	for (size_t i = 0; i < before->count; i++)
		if (!map_get(after, before->entries[i].key))
			add_definition(t, before->entries[i].key);
}

/* -- facts -- */

static const struct ir_value *presumed_of(const struct uses *uses, struct str identity)
{
	for (size_t i = 0; i < uses->list->presume_count; i++)
		if (str_equal(uses->list->presumes[i].fact->identity, identity))
			return &uses->list->presumes[i].value;
	return NULL;
}

/* Choices by their names: their places mean nothing. */
static bool same_values(const struct diff_said *a, const struct diff_said *b)
{
	bool chosen = a->fact->type == IR_CHOICE || a->fact->type == IR_SET;
	if (!a->value || !b->value)
		return a->value == b->value;
	if (a->fact->type != b->fact->type)
		return false;
	return chosen ? str_equal(a->fact->choices[a->value->number].name,
				  b->fact->choices[b->value->number].name)
		      : a->value->number == b->value->number;
}

/* What is presumed of it, where the rule asks it. */
static void add_presumption(struct terms *t, struct str identity)
{
	struct diff_said sides[DIFF_SIDES] = {{.expr = NULL}, {.expr = NULL}};
	const struct ir_fact *newest = NULL;
	for (int side = 0; side < DIFF_SIDES; side++) {
		const struct ir_fact *fact = map_get(&t->uses[side].facts, identity);
		if (!fact)
			continue;
		newest = fact;
		sides[side].fact = fact;
		sides[side].value = presumed_of(&t->uses[side], identity);
	}
	for (int side = 0; side < DIFF_SIDES; side++)
		if (!sides[side].fact)
			sides[side].fact = newest;
	if (!same_values(&sides[DIFF_BEFORE], &sides[DIFF_AFTER]))
		add(t, DIFF_TERM_PRESUMPTION, newest->name, STR_NONE, sides);
}

/* What it may be, where both sides ask it. */
static void add_fact(struct terms *t, struct str identity)
{
	struct diff_said sides[DIFF_SIDES] = {
		{.fact = map_get(&t->uses[DIFF_BEFORE].facts, identity)},
		{.fact = map_get(&t->uses[DIFF_AFTER].facts, identity)}};
	const struct ir_fact *before = sides[DIFF_BEFORE].fact, *after = sides[DIFF_AFTER].fact;
	if (before && after && !str_equal(before->shape, after->shape))
		add(t, DIFF_TERM_FACT, after->name, STR_NONE, sides);
}

static void each_fact(struct terms *t, void (*each)(struct terms *t, struct str identity))
{
	const struct map *before = &t->uses[DIFF_BEFORE].facts;
	const struct map *after = &t->uses[DIFF_AFTER].facts;
	for (size_t i = 0; i < after->count; i++)
		each(t, after->entries[i].key);
	for (size_t i = 0; i < before->count; i++)
		if (!map_get(after, before->entries[i].key))
			each(t, before->entries[i].key);
}

/* -- all of them -- */

void terms_find(struct diff_records *records, struct diff_record *record)
{
	const struct ir_rule *before = record->before, *after = record->after;
	struct terms t = {.arena = records->arena, .mem = records->mem};
	uses_init(&t.uses[DIFF_BEFORE], t.mem, record->list_before, before);
	uses_init(&t.uses[DIFF_AFTER], t.mem, record->list_after, after);
	add_exprs(&t, DIFF_TERM_CONDITION, STR_NONE, STR_NONE, before->when, after->when);
	add_excepts(&t, STR_NONE, excepts_of(&t, before->excepts, before->except_count),
		    excepts_of(&t, after->excepts, after->except_count));
	add_exprs(&t, DIFF_TERM_SCOPE, STR_NONE, STR_NONE, record->list_before->scope,
		  record->list_after->scope);
	add_definitions(&t);
	each_fact(&t, add_presumption);
	each_fact(&t, add_fact);
	record->terms = arena_dup(t.arena, t.items.items, t.items.count * sizeof(*t.items.items));
	record->term_count = t.items.count;
	for (int side = 0; side < DIFF_SIDES; side++)
		uses_fini(&t.uses[side]);
	VEC_FREE(t.mem, &t.items);
}

const char *diff_term_name(enum diff_term_kind kind)
{
	static const char *const names[] = {
#define TERM(id, name) name,
#include "diff/term.def"
#undef TERM
	};
	return names[kind];
}
