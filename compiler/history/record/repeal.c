/*
 * Repeals sorted by what they repeal, by issuer, then the last promulgated first. `best` of each is
 * the one that ends things earliest among those of its group up to it, so the last one promulgated
 * no earlier than a version knows what ends that version.
 */
#include "history/record/repeal.h"
#include "history/record/finding.h"

#include <stdlib.h>

void repeals_fini(struct repeals *repeals)
{
	VEC_FREE(repeals->mem, &repeals->items);
}

/* ---- what counts ---- */

struct finding repeal_finding(const struct repeal *repeal, enum diag_id id)
{
	return (struct finding){
		.id = id,
		.list = repeal->by_list,
		.commit = repeal->by_commit,
		.entry = repeal->by_entry,
		.other_entry = NO_ENTRY,
		.other_commit = NO_COMMIT,
		.other_list = repeal->list,
		.other_rule = repeal->rule,
		.date = repeal->from,
		.other_date = DATE_NONE,
	};
}

/* It is told of the list, were it but a rule that is meant. */
static void repeal_report(struct finding_list *findings, const struct repeal *repeal,
			  enum diag_id id, enum hint_id hint)
{
	struct finding finding = repeal_finding(repeal, id);
	finding.hint = hint;
	finding.other_rule = NO_NAME;
	VEC_PUSH(findings->mem, &findings->items, finding);
}

static struct repeal repeal_make(const struct list_entries *list, const struct entry *entry,
				 const struct entry_repeal *said)
{
	return (struct repeal){
		.list = said->list,
		.rule = said->rule,
		.issuer = entry->issuer_count ? list->issuers[entry->issuer_first] : NO_NAME,
		.promulgated = entry->promulgated,
		.from = said->from,
		.by_list = list->list,
		.by_entry = (uint32_t)(entry - list->entries),
		.by_commit = entry->commit,
	};
}

static void repeal_add(struct repeals *repeals, struct repeal repeal, struct finding_list *findings)
{
	if (repeal.list != repeal.by_list) {
		repeal.order = (uint32_t)repeals->items.count;
		VEC_PUSH(repeals->mem, &repeals->items, repeal);
	} else if (findings) {
		repeal_report(findings, &repeal, DIAG_RECORD_REPEALS_ITSELF, HINT_RECORD_EXPIRES);
	}
}

void repeals_add(struct repeals *repeals, const struct list_entries *list,
		 const struct record *record, struct finding_list *findings)
{
	for (size_t i = 0; i < record->version_count; i++) {
		const struct version *version = &record->versions[i];
		const struct entry *entry = &list->entries[version->answers];
		if (version->withdrawn_by != NO_ENTRY)
			continue;
		for (uint32_t j = 0; j < entry->repeal_count; j++)
			repeal_add(
				repeals,
				repeal_make(list, entry, &list->repeals[entry->repeal_first + j]),
				findings);
	}
}

/* ---- their order ---- */

/* List, rule and issuer. */
static int compare_groups(const struct repeal *a, const struct repeal *b)
{
	if (a->list != b->list)
		return a->list < b->list ? -1 : 1;
	if (a->rule != b->rule)
		return a->rule < b->rule ? -1 : 1;
	return a->issuer < b->issuer ? -1 : a->issuer > b->issuer;
}

static int compare_repeals(const void *left, const void *right)
{
	const struct repeal *a = left, *b = right;
	int groups = compare_groups(a, b);
	if (groups)
		return groups;
	if (a->promulgated != b->promulgated)
		return a->promulgated > b->promulgated ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Which of two that both reach a version is said to have ended it. */
static const struct repeal *repeal_first(const struct repeal *a, const struct repeal *b)
{
	if (a->from != b->from)
		return a->from < b->from ? a : b;
	if (a->promulgated != b->promulgated)
		return a->promulgated < b->promulgated ? a : b;
	return a->order < b->order ? a : b;
}

void repeals_sort(struct repeals *repeals)
{
	struct repeal *items = repeals->items.items;
	if (repeals->items.count)
		qsort(items, repeals->items.count, sizeof(*items), compare_repeals);
	for (size_t i = 0; i < repeals->items.count; i++) {
		items[i].best = (uint32_t)i;
		if (i && compare_groups(&items[i - 1], &items[i]) == 0)
			items[i].best =
				(uint32_t)(repeal_first(&items[items[i - 1].best], &items[i]) -
					   items);
	}
}

/* How many stand before the key. */
static size_t repeals_before(const struct repeals *repeals, const struct repeal *key)
{
	size_t low = 0, high = repeals->items.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_repeals(&repeals->items.items[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Behind everything that a key with these members could be equal to. */
#define KEY_LAST UINT32_MAX

const struct repeal *repeals_of_rules(const struct repeals *repeals, uint32_t list, size_t *count)
{
	struct repeal first = {.list = list, .promulgated = INT32_MAX};
	struct repeal end = {.list = list, .rule = NO_NAME, .promulgated = INT32_MAX};
	size_t begin = repeals_before(repeals, &first);
	*count = repeals_before(repeals, &end) - begin;
	return *count ? repeals->items.items + begin : NULL;
}

/* That of one issuer; NULL where none is promulgated late enough. */
static const struct repeal *repeal_by(const struct repeals *repeals, struct repeal key)
{
	const struct repeal *items = repeals->items.items;
	size_t end = repeals_before(repeals, &key);
	if (!end || compare_groups(&items[end - 1], &key) != 0)
		return NULL;
	return &items[items[end - 1].best];
}

const struct repeal *repeal_reaching(const struct repeals *repeals, const struct list_entries *list,
				     uint32_t at, uint32_t rule)
{
	const struct entry *entry = &list->entries[at];
	const struct repeal *found = NULL;
	for (uint32_t i = 0; repeals->items.count && i < entry->issuer_count; i++) {
		const struct repeal *repeal =
			repeal_by(repeals, (struct repeal){
						   .list = list->list,
						   .rule = rule,
						   .issuer = list->issuers[entry->issuer_first + i],
						   .promulgated = entry->promulgated,
						   .order = KEY_LAST,
					   });
		if (repeal)
			found = found ? repeal_first(found, repeal) : repeal;
	}
	return found;
}

/* ---- out of reach ---- */

static int compare_promulgated(const void *left, const void *right)
{
	const struct entry *const *a = left, *const *b = right;
	if ((*a)->promulgated != (*b)->promulgated)
		return (*a)->promulgated < (*b)->promulgated ? -1 : 1;
	return (*a)->effective < (*b)->effective ? -1 : (*a)->effective > (*b)->effective;
}

/* The texts that answer, by promulgation; versions that are withdrawn need no repeal. */
static const struct entry **entries_promulgated(size_t *count, struct mem *mem,
						const struct list_entries *list,
						const struct record *record)
{
	const struct entry **entries = mem_alloc(mem, record->version_count * sizeof(*entries));
	*count = 0;
	for (size_t i = 0; i < record->version_count; i++) {
		if (record->versions[i].withdrawn_by == NO_ENTRY)
			entries[(*count)++] = &list->entries[record->versions[i].answers];
	}
	if (*count)
		qsort(entries, *count, sizeof(*entries), compare_promulgated);
	return entries;
}

/* The last text that the repeal would end. */
static const struct entry *repeal_target(const struct repeal *repeal,
					 const struct entry *const *entries, size_t count)
{
	size_t low = 0;
	while (low < count) {
		size_t middle = low + (count - low) / 2;
		if (entries[middle]->promulgated <= repeal->promulgated)
			low = middle + 1;
		else
			count = middle;
	}
	return low ? entries[low - 1] : NULL;
}

static bool repeal_may_reach(const struct repeal *repeal, const struct list_entries *list,
			     const struct entry *entry)
{
	for (uint32_t i = 0; i < entry->issuer_count; i++) {
		if (list->issuers[entry->issuer_first + i] == repeal->issuer)
			return true;
	}
	return false;
}

void repeals_audit(const struct repeals *repeals, const struct list_entries *list,
		   const struct record *record, struct finding_list *findings)
{
	size_t count;
	const struct entry **entries = entries_promulgated(&count, findings->mem, list, record);
	struct repeal first = {.list = list->list, .promulgated = INT32_MAX};
	const struct repeal *items = repeals->items.items;
	for (size_t i = repeals_before(repeals, &first);
	     i < repeals->items.count && items[i].list == list->list; i++) {
		const struct entry *target = repeal_target(&items[i], entries, count);
		if (target && !repeal_may_reach(&items[i], list, target))
			repeal_report(findings, &items[i], DIAG_RECORD_REPEAL_OUT_OF_REACH,
				      HINT_NONE);
	}
	mem_free(findings->mem, entries);
}
