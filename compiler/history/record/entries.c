/*
 * Observations of one list become entries: digests, dates and names become small numbers, so that
 * replaying needs neither texts nor comparisons. Done once for an index, not for each query.
 */
#include "history/record/record.h"

#include <stdlib.h>

struct maker {
	struct list_entries *out;
	struct arena *arena;
	struct mem *mem;
	struct names *names;
	const struct observation *observations;
	struct entry *entries;
	int32_t *slots;
	struct entry_word *words;
	struct entry_repeal *repeals;
	uint32_t *issuers;
};

struct place {
	uint32_t commit;
	int32_t effective;
	uint32_t observation;
};

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	if (a->commit != b->commit)
		return a->commit < b->commit ? -1 : 1;
	if (a->effective != b->effective)
		return a->effective < b->effective ? -1 : 1;
	return a->observation < b->observation ? -1 : a->observation > b->observation;
}

static bool entry_is_dated_text(const struct entry *entry)
{
	return entry->kind == OBSERVED_TEXT && !(entry->flags & (ENTRY_DRAFT | ENTRY_PENDING));
}

static uint8_t text_flags(const struct text *text)
{
	bool pending = text->readable && text->effective == DATE_NONE;
	return (uint8_t)((text->draft ? ENTRY_DRAFT : 0) | (pending ? ENTRY_PENDING : 0) |
			 (text->retroactive ? ENTRY_RETROACTIVE : 0) |
			 (text->corrects.ptr ? ENTRY_CORRECTS : 0));
}

/* Dates and flags; numbers follow once all entries stand. */
static struct entry entry_of(const struct maker *maker, uint32_t at)
{
	const struct observation *observation = &maker->observations[at];
	const struct text *text = observation->text;
	return (struct entry){
		.commit = observation->commit,
		.observation = at,
		.effective = text->effective,
		.promulgated = text->promulgated,
		.expires = text->expires,
		.slot = NO_SLOT,
		.line = text->line,
		.kind = (uint8_t)observation->kind,
		.flags = text_flags(text),
	};
}

static void entries_place(struct maker *maker, uint32_t count)
{
	struct place *places = mem_alloc(maker->mem, count * sizeof(*places));
	for (uint32_t i = 0; i < count; i++)
		places[i] = (struct place){maker->observations[i].commit,
					   maker->observations[i].text->effective, i};
	if (count)
		qsort(places, count, sizeof(*places), compare_places);
	maker->entries = ARENA_ARRAY(maker->arena, struct entry, count);
	for (uint32_t i = 0; i < count; i++)
		maker->entries[i] = entry_of(maker, places[i].observation);
	mem_free(maker->mem, places);
	maker->out->entries = maker->entries;
	maker->out->entry_count = count;
}

static int compare_dates(const void *left, const void *right)
{
	int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
	return a < b ? -1 : a > b;
}

static void slots_make(struct maker *maker)
{
	struct list_entries *out = maker->out;
	maker->slots = ARENA_ARRAY(maker->arena, int32_t, out->entry_count);
	uint32_t count = 0, kept = 0;
	for (uint32_t i = 0; i < out->entry_count; i++) {
		if (entry_is_dated_text(&maker->entries[i]))
			maker->slots[count++] = maker->entries[i].effective;
	}
	if (count)
		qsort(maker->slots, count, sizeof(*maker->slots), compare_dates);
	for (uint32_t i = 0; i < count; i++) {
		if (!kept || maker->slots[kept - 1] != maker->slots[i])
			maker->slots[kept++] = maker->slots[i];
	}
	out->slots = maker->slots;
	out->slot_count = kept;
}

static uint32_t slot_find(const struct list_entries *list, int32_t date)
{
	uint32_t low = 0, high = list->slot_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list->slots[middle] < date)
			low = middle + 1;
		else
			high = middle;
	}
	return low < list->slot_count && list->slots[low] == date ? low : NO_SLOT;
}

static void entries_find_slots(struct maker *maker)
{
	for (uint32_t i = 0; i < maker->out->entry_count; i++) {
		struct entry *entry = &maker->entries[i];
		if (!(entry->flags & (ENTRY_DRAFT | ENTRY_PENDING)))
			entry->slot = slot_find(maker->out, entry->effective);
	}
}

/* Numbers what is equal alike, by open addressing over the entries seen first. */
struct numbering {
	struct maker *maker;
	size_t digest_at; /* of form or substance in struct text */
	size_t number_at; /* likewise in struct entry */
	uint32_t *table;  /* entry + 1, or 0 */
	size_t mask;
	uint32_t count;
};

static const struct digest *entry_digest(const struct numbering *numbering, uint32_t at)
{
	const struct maker *maker = numbering->maker;
	const struct text *text = maker->observations[maker->entries[at].observation].text;
	return (const struct digest *)((const char *)text + numbering->digest_at);
}

static uint32_t *entry_number(const struct numbering *numbering, uint32_t at)
{
	return (uint32_t *)((char *)&numbering->maker->entries[at] + numbering->number_at);
}

static bool entries_same(const struct numbering *numbering, uint32_t a, uint32_t b)
{
	const struct entry *entries = numbering->maker->entries;
	return entries[a].effective == entries[b].effective &&
	       digest_equal(entry_digest(numbering, a), entry_digest(numbering, b));
}

static void entry_give_number(struct numbering *numbering, uint32_t at)
{
	uint64_t hash;
	memcpy(&hash, entry_digest(numbering, at), sizeof(hash));
	hash ^= (uint64_t)(uint32_t)numbering->maker->entries[at].effective * 0x9e3779b97f4a7c15u;
	size_t slot = (hash ^ hash >> 32) & numbering->mask;
	while (numbering->table[slot] && !entries_same(numbering, numbering->table[slot] - 1, at))
		slot = (slot + 1) & numbering->mask;
	uint32_t *number = entry_number(numbering, at);
	if (numbering->table[slot]) {
		*number = *entry_number(numbering, numbering->table[slot] - 1);
		return;
	}
	numbering->table[slot] = at + 1;
	*number = numbering->count++;
}

/* Returns how many there are. */
static uint32_t entries_number(struct maker *maker, size_t digest_at, size_t number_at)
{
	size_t size = 16;
	while (size < (size_t)maker->out->entry_count * 2)
		size *= 2;
	struct numbering numbering = {.maker = maker,
				      .digest_at = digest_at,
				      .number_at = number_at,
				      .table = mem_zalloc(maker->mem, size * sizeof(uint32_t)),
				      .mask = size - 1};
	for (uint32_t i = 0; i < maker->out->entry_count; i++) {
		if (maker->entries[i].kind != OBSERVED_UNREADABLE)
			entry_give_number(&numbering, i);
	}
	mem_free(maker->mem, numbering.table);
	return numbering.count;
}

static void arrays_reserve(struct maker *maker)
{
	size_t words = 0, repeals = 0, issuers = 0;
	for (uint32_t i = 0; i < maker->out->entry_count; i++) {
		const struct text *text = maker->observations[i].text;
		words += text->withdraw_count + text->reinstate_count;
		repeals += text->repeal_count;
		issuers += text->issuer_count + 1;
	}
	maker->words = ARENA_ARRAY(maker->arena, struct entry_word, words);
	maker->repeals = ARENA_ARRAY(maker->arena, struct entry_repeal, repeals);
	maker->issuers = ARENA_ARRAY(maker->arena, uint32_t, issuers);
	maker->out->words = maker->words;
	maker->out->repeals = maker->repeals;
	maker->out->issuers = maker->issuers;
}

static void words_add(struct maker *maker, const int32_t *dates, size_t count)
{
	struct list_entries *out = maker->out;
	for (size_t i = 0; i < count; i++)
		maker->words[out->word_count++] =
			(struct entry_word){dates[i], slot_find(out, dates[i])};
}

static void entry_add_words(struct maker *maker, struct entry *entry, const struct text *text)
{
	entry->word_first = maker->out->word_count;
	entry->withdraw_count = (uint32_t)text->withdraw_count;
	entry->reinstate_count = (uint32_t)text->reinstate_count;
	words_add(maker, text->withdraws, text->withdraw_count);
	words_add(maker, text->reinstates, text->reinstate_count);
}

static uint32_t name_number(struct maker *maker, struct str name)
{
	return names_intern(maker->names, name)->id;
}

static void entry_add_repeals(struct maker *maker, struct entry *entry, const struct text *text)
{
	struct list_entries *out = maker->out;
	entry->repeal_first = out->repeal_count;
	entry->repeal_count = (uint32_t)text->repeal_count;
	for (size_t i = 0; i < text->repeal_count; i++) {
		const struct text_repeal *repeal = &text->repeals[i];
		maker->repeals[out->repeal_count++] = (struct entry_repeal){
			.list = name_number(maker, repeal->list),
			.rule = repeal->rule.len ? name_number(maker, repeal->rule) : NO_NAME,
			.from = repeal->from,
		};
	}
}

/* Most texts of a list have the issuers of the one before: these are kept once. */
static void entry_add_issuers(struct maker *maker, struct entry *entry, const struct text *text,
			      const struct entry *before)
{
	struct list_entries *out = maker->out;
	uint32_t *to = maker->issuers + out->issuer_count;
	uint32_t count = 0;
	for (size_t i = 0; i < text->issuer_count; i++)
		to[count++] = name_number(maker, text->issuers[i]);
	if (!count && text->issuer.len)
		to[count++] = name_number(maker, text->issuer);
	entry->issuer_first = out->issuer_count;
	entry->issuer_count = count;
	if (before && before->issuer_count == count &&
	    memcmp(maker->issuers + before->issuer_first, to, count * sizeof(*to)) == 0)
		entry->issuer_first = before->issuer_first;
	else
		out->issuer_count += count;
}

static void entries_add_arrays(struct maker *maker)
{
	const struct entry *before = NULL;
	for (uint32_t i = 0; i < maker->out->entry_count; i++) {
		struct entry *entry = &maker->entries[i];
		const struct text *text = maker->observations[entry->observation].text;
		if (entry->kind != OBSERVED_TEXT)
			continue;
		entry_add_words(maker, entry, text);
		entry_add_repeals(maker, entry, text);
		entry_add_issuers(maker, entry, text, before);
		before = entry;
	}
}

void list_entries_make(struct list_entries *out, struct arena *arena, struct mem *mem,
		       struct names *names, struct str list, const struct observation *observations,
		       size_t count)
{
	struct maker maker = {.out = out,
			      .arena = arena,
			      .mem = mem,
			      .names = names,
			      .observations = observations};
	*out = (struct list_entries){.list = name_number(&maker, list)};
	entries_place(&maker, (uint32_t)count);
	slots_make(&maker);
	entries_find_slots(&maker);
	out->form_count =
		entries_number(&maker, offsetof(struct text, form), offsetof(struct entry, form));
	out->substance_count = entries_number(&maker, offsetof(struct text, substance),
					      offsetof(struct entry, substance));
	arrays_reserve(&maker);
	entries_add_arrays(&maker);
}
