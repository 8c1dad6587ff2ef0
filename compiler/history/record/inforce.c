/*
 * Rules in force: windows of single rules. A repeal names a rule; in a text that has a rule of that
 * name it means that one, else the rule that is the same one under an older or newer name.
 */
#include "history/record/inforce.h"

#include <stdlib.h>

/* A rule that some version calls by a repealed name, or the name itself: the identity it has. */
struct rule_identity {
	struct str identity;
	uint32_t repeal; /* in items */
};

static int compare_identities(const void *left, const void *right)
{
	const struct rule_identity *a = left, *b = right;
	int order = str_compare(a->identity, b->identity);
	return order ? order : a->repeal < b->repeal ? -1 : a->repeal > b->repeal;
}

static int compare_rules(const void *left, const void *right)
{
	const struct rule_repeal *a = left, *b = right;
	return str_compare(a->rule, b->rule);
}

/* One item for each name that is repealed. */
static void repeals_group(struct rule_repeals *out, struct arena *arena, const struct str *names)
{
	size_t count;
	const struct repeal *all = repeals_of_rules(out->repeals, out->list->list, &count);
	out->items = arena_alloc(arena, count * sizeof(*out->items));
	for (size_t i = 0; i < count; i++) {
		if (!i || all[i].rule != all[i - 1].rule)
			out->items[out->count++] =
				(struct rule_repeal){names[all[i].rule], all[i].rule};
	}
	if (out->count)
		qsort(out->items, out->count, sizeof(*out->items), compare_rules);
}

static const struct rule_repeal *repeal_named(const struct rule_repeals *repeals, struct str rule)
{
	struct rule_repeal key = {.rule = rule};
	return bsearch(&key, repeals->items, repeals->count, sizeof(key), compare_rules);
}

struct identities {
	struct mem *mem;
	VEC(struct rule_identity) items;
};

static void identities_add(struct identities *identities, const struct rule_repeals *repeals,
			   const struct rule_repeal *repeal, struct str identity)
{
	VEC_PUSH(identities->mem, &identities->items,
		 (struct rule_identity){identity, (uint32_t)(repeal - repeals->items)});
}

static void identities_add_text(struct identities *identities, const struct rule_repeals *repeals,
				const struct text *text)
{
	for (size_t i = 0; i < text->rule_count; i++) {
		const struct rule_repeal *repeal = repeal_named(repeals, text->rules[i].id);
		if (repeal)
			identities_add(identities, repeals, repeal, text->rules[i].identity);
	}
}

static void identities_keep(struct rule_repeals *out, struct arena *arena,
			    struct identities *identities)
{
	size_t count = identities->items.count, kept = 0;
	struct rule_identity *items = identities->items.items;
	qsort(items, count, sizeof(*items), compare_identities);
	for (size_t i = 0; i < count; i++) {
		if (!kept || compare_identities(&items[kept - 1], &items[i]) != 0)
			items[kept++] = items[i];
	}
	out->identities = arena_dup(arena, items, kept * sizeof(*items));
	out->identity_count = kept;
	VEC_FREE(identities->mem, &identities->items);
}

void rule_repeals_make(struct rule_repeals *out, struct arena *arena, const struct repeals *repeals,
		       const struct list_entries *list, const struct record *record,
		       const struct str *names, struct text_source source)
{
	struct identities identities = {.mem = arena->mem};
	*out = (struct rule_repeals){.repeals = repeals, .list = list};
	repeals_group(out, arena, names);
	if (!out->count)
		return;
	for (size_t i = 0; i < out->count; i++)
		identities_add(&identities, out, &out->items[i], out->items[i].rule);
	for (size_t i = 0; i < record->version_count; i++) {
		if (record->versions[i].withdrawn_by == NO_ENTRY)
			identities_add_text(
				&identities, out,
				source.text_of(source.data, record->versions[i].answers));
	}
	identities_keep(out, arena, &identities);
}

static bool text_has_rule(const struct text *text, struct str id)
{
	for (size_t i = 0; i < text->rule_count; i++) {
		if (str_equal(text->rules[i].id, id))
			return true;
	}
	return false;
}

static void rule_end_at(struct rule_window *window, const struct rule_repeals *repeals,
			uint32_t entry, const struct rule_repeal *named)
{
	const struct repeal *repeal =
		repeal_reaching(repeals->repeals, repeals->list, entry, named->name);
	if (!repeal || repeal->from >= window->in_force.to)
		return;
	window->in_force.to = repeal->from;
	window->end = END_REPEAL;
	window->repealed = repeal;
}

/* The first of those with this identity. */
static size_t identity_first(const struct rule_repeals *repeals, struct str identity)
{
	size_t low = 0, high = repeals->identity_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(repeals->identities[middle].identity, identity) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void rule_repeal(struct rule_window *window, const struct rule_repeals *repeals,
			uint32_t entry, const struct text *text, const struct text_rule *rule)
{
	const struct rule_repeal *named = repeals->count ? repeal_named(repeals, rule->id) : NULL;
	if (named)
		rule_end_at(window, repeals, entry, named);
	for (size_t i = identity_first(repeals, rule->identity);
	     i < repeals->identity_count &&
	     str_equal(repeals->identities[i].identity, rule->identity);
	     i++) {
		named = &repeals->items[repeals->identities[i].repeal];
		if (!text_has_rule(text, named->rule))
			rule_end_at(window, repeals, entry, named);
	}
}

struct rule_window rule_in_force(const struct rule_repeals *repeals, const struct window *window,
				 const struct text *text, const struct text_rule *rule)
{
	struct rule_window found = {{window->from, window->to}, window->end, NULL};
	if (rule->effective != DATE_NONE && rule->effective > found.in_force.from)
		found.in_force.from = rule->effective;
	if (rule->expires != DATE_NONE && rule->expires < found.in_force.to) {
		found.in_force.to = rule->expires;
		found.end = END_EXPIRES;
	}
	rule_repeal(&found, repeals, window->entry, text, rule);
	return found;
}
