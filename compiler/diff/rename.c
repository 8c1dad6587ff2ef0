/*
 * Rules that are one although their names differ. What a rule says tells it from all others, else
 * the words of its clause, else its article; what fits two is not guessed. Where rules only
 * exchanged their names, or handed them on, those are told, not that each says something else.
 */
#include "diff/inside.h"

#include "base/map.h"

struct renaming {
	struct rule_pairs *pairs;
	struct arena *arena;
	struct mem *mem;
	size_t *twins[DIFF_SIDES]; /* by rule: that of the other side; NO_RULE: there is none */
	bool *kept;    /* by rule of the side after: it is one by its name with that before */
	bool *settled; /* likewise: that is known */
};

static const struct ir_list *list_of(const struct renaming *r, int side)
{
	return r->pairs->states[side]->list;
}

static bool is_in_force(const struct renaming *r, int side, size_t rule)
{
	return r->pairs->states[side]->in_force[rule];
}

static bool is_open(const struct renaming *r, int side, size_t rule)
{
	return is_in_force(r, side, rule) && !r->pairs->stays[side][rule];
}

/* -- twins -- */

/* Rules with the same key. */
struct alike {
	size_t count[DIFF_SIDES];
	size_t rule[DIFF_SIDES]; /* the last */
};

static struct str key_of(const struct renaming *r, const struct ir_rule *rule, struct str text)
{
	struct buf key;
	if (text.len == 0)
		return STR_NONE;
	buf_init(&key, r->mem);
	buf_add_char(&key, (char)('0' + rule->kind));
	buf_add(&key, text);
	struct str kept = arena_str(r->arena, buf_str(&key));
	buf_fini(&key);
	return kept;
}

/* Those that stay what they are have no part in it. */
static struct str key_meaning(const struct renaming *r, int side, size_t rule)
{
	const struct ir_list *list = list_of(r, side);
	struct ir_nameless print;
	if (!is_open(r, side, rule))
		return STR_NONE;
	ir_nameless_fingerprint(&print, list, &list->rules[rule], r->mem);
	struct str bytes = {(const char *)print.own.bytes, DIGEST_SIZE};
	return key_of(r, &list->rules[rule], bytes);
}

static struct str key_text(const struct renaming *r, int side, size_t rule)
{
	const struct ir_rule *of = &list_of(r, side)->rules[rule];
	return key_of(r, of, of->clause.text);
}

static struct str key_article(const struct renaming *r, int side, size_t rule)
{
	const struct ir_rule *of = &list_of(r, side)->rules[rule];
	return key_of(r, of, of->clause.article);
}

static void alike_add(struct renaming *r, struct map *all, int side, size_t rule, struct str key)
{
	struct alike *alike = key.len ? map_get(all, key) : NULL;
	if (key.len == 0)
		return;
	if (!alike) {
		alike = ARENA_NEW(r->arena, struct alike);
		map_put(all, key, alike);
	}
	alike->count[side]++;
	alike->rule[side] = rule;
}

static void twins_take(struct renaming *r, const struct alike *alike)
{
	if (alike->count[DIFF_BEFORE] != 1 || alike->count[DIFF_AFTER] != 1)
		return;
	for (int side = 0; side < DIFF_SIDES; side++)
		if (!is_open(r, side, alike->rule[side]))
			return;
	for (int side = 0; side < DIFF_SIDES; side++)
		r->twins[side][alike->rule[side]] = alike->rule[!side];
}

static void twins_find(struct renaming *r,
		       struct str (*key)(const struct renaming *r, int side, size_t rule))
{
	struct map all;
	map_init(&all, r->mem);
	for (int side = 0; side < DIFF_SIDES; side++) {
		for (size_t i = 0; i < list_of(r, side)->rule_count; i++) {
			r->twins[side][i] = NO_RULE;
			if (is_in_force(r, side, i))
				alike_add(r, &all, side, i, key(r, side, i));
		}
	}
	for (size_t i = 0; i < all.count; i++)
		twins_take(r, all.entries[i].value);
	map_fini(&all);
}

/* -- names that were handed on -- */

/* The rule that has the name of the twin; NO_RULE: there is no twin, or its name is gone. */
static size_t handed_to(const struct renaming *r, size_t after)
{
	size_t twin = r->twins[DIFF_AFTER][after];
	return twin == NO_RULE ? NO_RULE : r->pairs->partners[DIFF_BEFORE][twin];
}

/* The twin of the rule that had the name before. */
static size_t handed_by(const struct renaming *r, size_t after)
{
	size_t before = r->pairs->partners[DIFF_AFTER][after];
	return before == NO_RULE ? NO_RULE : r->twins[DIFF_BEFORE][before];
}

static size_t first_of(const struct renaming *r, size_t after)
{
	size_t first = after, earlier = handed_by(r, after);
	while (earlier != NO_RULE && earlier != after) {
		first = earlier;
		earlier = handed_by(r, first);
	}
	return first;
}

/* From one rule to the next, names were handed on; of a single one it is a name that stays, and
 * the rule that says something else. */
static void settle(struct renaming *r, size_t first)
{
	size_t twins = 0, names = 0;
	for (size_t i = first; i != NO_RULE && !r->settled[i]; i = handed_to(r, i)) {
		r->settled[i] = true;
		twins += r->twins[DIFF_AFTER][i] != NO_RULE;
		names += r->pairs->partners[DIFF_AFTER][i] != NO_RULE;
	}
	bool kept = twins < 2 && names > 0;
	size_t i = first;
	do {
		r->kept[i] = kept;
		i = handed_to(r, i);
	} while (i != NO_RULE && i != first);
}

static void keep(struct renaming *r)
{
	size_t count = list_of(r, DIFF_AFTER)->rule_count;
	for (size_t i = 0; i < count; i++)
		r->kept[i] = true;
	for (size_t i = 0; i < count; i++)
		if (r->twins[DIFF_AFTER][i] != NO_RULE && !r->settled[i])
			settle(r, first_of(r, i));
}

static void part(struct renaming *r)
{
	for (size_t i = 0; i < list_of(r, DIFF_AFTER)->rule_count; i++) {
		size_t *partner = &r->pairs->partners[DIFF_AFTER][i];
		if (*partner == NO_RULE || r->kept[i])
			continue;
		r->pairs->partners[DIFF_BEFORE][*partner] = NO_RULE;
		*partner = NO_RULE;
	}
}

/* -- pairs -- */

static void join(struct renaming *r)
{
	for (size_t i = 0; i < list_of(r, DIFF_AFTER)->rule_count; i++) {
		size_t *partner = &r->pairs->partners[DIFF_AFTER][i];
		size_t twin = r->twins[DIFF_AFTER][i];
		if (twin == NO_RULE || *partner != NO_RULE ||
		    r->pairs->partners[DIFF_BEFORE][twin] != NO_RULE)
			continue;
		*partner = twin;
		r->pairs->partners[DIFF_BEFORE][twin] = i;
	}
}

/* Rules that have none by their name; 0: all are told. */
static size_t lonely(const struct renaming *r, int side)
{
	size_t count = 0;
	for (size_t i = 0; i < list_of(r, side)->rule_count; i++)
		count += is_open(r, side, i) && r->pairs->partners[side][i] == NO_RULE;
	return count;
}

static size_t open_rules(const struct renaming *r, int side)
{
	size_t count = 0;
	for (size_t i = 0; i < list_of(r, side)->rule_count; i++)
		count += is_open(r, side, i);
	return count;
}

void rename_pair(struct rule_pairs *pairs, struct arena *arena)
{
	static struct str (*const keys[])(const struct renaming *r, int side,
					  size_t rule) = {key_text, key_article};
	struct renaming r = {.pairs = pairs, .arena = arena, .mem = arena->mem};
	if (open_rules(&r, DIFF_BEFORE) == 0 || open_rules(&r, DIFF_AFTER) == 0)
		return;
	for (int side = 0; side < DIFF_SIDES; side++)
		r.twins[side] = ARENA_ARRAY(arena, size_t, list_of(&r, side)->rule_count);
	r.kept = ARENA_ARRAY(arena, bool, list_of(&r, DIFF_AFTER)->rule_count);
	r.settled = ARENA_ARRAY(arena, bool, list_of(&r, DIFF_AFTER)->rule_count);
	twins_find(&r, key_meaning);
	keep(&r);
	part(&r);
	join(&r);
	for (size_t i = 0; i < countof(keys); i++) {
		if (lonely(&r, DIFF_BEFORE) == 0 || lonely(&r, DIFF_AFTER) == 0)
			return;
		twins_find(&r, keys[i]);
		join(&r);
	}
}
