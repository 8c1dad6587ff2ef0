/*
 * Replays the entries of one list, commit by commit. Within one commit all texts go on record
 * first, then what they withdraw, then what they reinstate. Nothing is ever taken off the record.
 * What is reported on the way stands in record_audit.c.
 */
#include "history/record/record_replay.h"

#include <assert.h>

static uint32_t entries_known(const struct list_entries *list, uint32_t commit_count)
{
	uint32_t low = 0, high = list->entry_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (list->entries[middle].commit < commit_count)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* An array of entries, none yet. */
static uint32_t *array_of_none(struct arena *arena, size_t count)
{
	uint32_t *array = arena_alloc(arena, count * sizeof(*array));
	memset(array, 0xff, count * sizeof(*array));
	return array;
}

static void replay_init(struct replay *replay, struct record *out, struct arena *arena)
{
	const struct list_entries *list = replay->list;
	replay->record = out;
	replay->slots = arena_alloc(arena, list->slot_count * sizeof(*replay->slots));
	for (uint32_t i = 0; i < list->slot_count; i++)
		replay->slots[i] = (struct slot){
			.answers = NO_ENTRY, .before = NO_ENTRY, .withdrawn_by = NO_ENTRY};
	replay->by_form = array_of_none(arena, list->form_count);
	replay->by_substance = array_of_none(arena, list->substance_count);
	out->fates = arena_zalloc(arena, out->known);
	out->asides = arena_alloc(arena, out->known * sizeof(*out->asides));
	out->unreadable = arena_alloc(arena, out->known * sizeof(*out->unreadable));
}

/* The fate of a text, given what is on record before its commit. */
static enum entry_fate text_fate(const struct replay *replay, const struct entry *entry)
{
	if (replay->by_form[entry->form] != NO_ENTRY)
		return FATE_REPEATED;
	if (entry->flags & (ENTRY_DRAFT | ENTRY_PENDING))
		return FATE_ASIDE;
	return replay->by_substance[entry->substance] == NO_ENTRY ? FATE_RECORDED : FATE_WORDS;
}

static void text_put(struct replay *replay, uint32_t at)
{
	const struct entry *entry = &replay->list->entries[at];
	enum entry_fate fate = text_fate(replay, entry);
	replay->record->fates[at] = (uint8_t)fate;
	if (fate == FATE_REPEATED)
		return;
	replay->by_form[entry->form] = at;
	if (fate == FATE_ASIDE)
		replay->record->asides[replay->record->aside_count++] = at;
	if (fate != FATE_RECORDED)
		return;
	replay->by_substance[entry->substance] = at;
	struct slot *slot = &replay->slots[entry->slot];
	slot->before = slot->answers;
	slot->answers = at;
	slot->count++;
}

/* A date that is not on record by now is an error, and without effect for ever. */
static void slot_withdraw(struct replay *replay, uint32_t slot, uint32_t by)
{
	if (slot == NO_SLOT || !replay->slots[slot].count)
		return;
	if (replay->slots[slot].withdrawn_by == NO_ENTRY)
		replay->slots[slot].withdrawn_by = by;
	replay->slots[slot].ever_withdrawn = true;
}

static void slot_reinstate(struct replay *replay, uint32_t slot)
{
	if (slot != NO_SLOT)
		replay->slots[slot].withdrawn_by = NO_ENTRY;
}

bool fate_acts(uint8_t fate)
{
	return fate == FATE_RECORDED || fate == FATE_WORDS;
}

static void commit_withdraw(struct replay *replay, uint32_t first, uint32_t end)
{
	for (uint32_t at = first; at < end; at++) {
		const struct entry *entry = &replay->list->entries[at];
		const struct entry_word *words = replay->list->words + entry->word_first;
		for (uint32_t i = 0;
		     fate_acts(replay->record->fates[at]) && i < entry->withdraw_count; i++)
			slot_withdraw(replay, words[i].slot, at);
	}
}

static void commit_reinstate(struct replay *replay, uint32_t first, uint32_t end)
{
	for (uint32_t at = first; at < end; at++) {
		const struct entry *entry = &replay->list->entries[at];
		const struct entry_word *words =
			replay->list->words + entry->word_first + entry->withdraw_count;
		for (uint32_t i = 0;
		     fate_acts(replay->record->fates[at]) && i < entry->reinstate_count; i++)
			slot_reinstate(replay, words[i].slot);
	}
}

/* A readable text ends what was unreadable in earlier commits, not in its own. */
static void commit_read(struct replay *replay, uint32_t first, uint32_t end, uint32_t texts)
{
	struct record *record = replay->record;
	for (; texts > 0 && replay->ended < record->unreadable_count; replay->ended++)
		record->unreadable[replay->ended].until = replay->list->entries[first].commit;
	for (uint32_t at = first; at < end; at++) {
		if (replay->list->entries[at].kind == OBSERVED_UNREADABLE)
			record->unreadable[record->unreadable_count++] =
				(struct unreadable){at, NO_COMMIT};
	}
}

static void commit_replay(struct replay *replay, uint32_t first, uint32_t end)
{
	uint32_t texts = 0;
	for (uint32_t at = first; at < end; at++) {
		if (replay->list->entries[at].kind != OBSERVED_TEXT)
			continue;
		text_put(replay, at);
		texts++;
	}
	if (replay->list->word_count > 0) {
		commit_withdraw(replay, first, end);
		commit_reinstate(replay, first, end);
	}
	commit_read(replay, first, end, texts);
	if (replay->findings)
		audit_commit(replay, first, end);
}

/* Slots with recordings become versions; fills in where their recordings begin. */
static void versions_make(struct replay *replay, struct arena *arena)
{
	const struct list_entries *list = replay->list;
	struct record *record = replay->record;
	record->versions = arena_alloc(arena, list->slot_count * sizeof(*record->versions));
	uint32_t recordings = 0;
	for (uint32_t i = 0; i < list->slot_count; i++) {
		struct slot *slot = &replay->slots[i];
		if (!slot->count)
			continue;
		record->versions[record->version_count++] = (struct version){
			.effective = list->slots[i],
			.recording_first = recordings,
			.recording_count = slot->count,
			.answers = slot->answers,
			.withdrawn_by = slot->withdrawn_by,
		};
		slot->next_recording = recordings;
		recordings += slot->count;
	}
	record->recordings = arena_alloc(arena, recordings * sizeof(*record->recordings));
}

static void recordings_fill(struct replay *replay)
{
	for (uint32_t at = 0; at < replay->record->known; at++) {
		if (replay->record->fates[at] != FATE_RECORDED)
			continue;
		struct slot *slot = &replay->slots[replay->list->entries[at].slot];
		replay->record->recordings[slot->next_recording++] = at;
	}
}

void record_resolve(struct record *out, struct arena *arena, const struct list_entries *list,
		    uint32_t commit_count, struct finding_list *findings)
{
	struct replay replay = {.list = list, .findings = findings};
	*out = (struct record){.known = entries_known(list, commit_count)};
	replay_init(&replay, out, arena);
	for (uint32_t first = 0, end; first < out->known; first = end) {
		uint32_t commit = list->entries[first].commit;
		for (end = first + 1; end < out->known && list->entries[end].commit == commit;
		     end++)
			;
		commit_replay(&replay, first, end);
	}
	versions_make(&replay, arena);
	recordings_fill(&replay);
	if (findings)
		audit_unreadable(&replay);
}
