/*
 * What a commit did to the record without saying so, or said without effect. Reads the replay after
 * each commit and changes nothing in it.
 */
#include "history/record/finding.h"
#include "history/record/record_replay.h"

#include <stdlib.h>

struct audit {
	const struct replay *replay;
	uint32_t first; /* entries of the commit */
	uint32_t end;
	uint32_t commit;
};

static const struct entry *entry_at(const struct audit *audit, uint32_t at)
{
	return &audit->replay->list->entries[at];
}

static const struct slot *slot_of(const struct audit *audit, uint32_t at)
{
	uint32_t slot = entry_at(audit, at)->slot;
	return slot == NO_SLOT ? NULL : &audit->replay->slots[slot];
}

static uint8_t fate_of(const struct audit *audit, uint32_t at)
{
	return audit->replay->record->fates[at];
}

/* Borrowed from the list of findings until the next one. */
static struct finding *report(const struct audit *audit, uint32_t at, enum diag_id id)
{
	struct finding_list *findings = audit->replay->findings;
	VEC_PUSH(findings->mem, &findings->items,
		 (struct finding){
			 .id = id,
			 .list = audit->replay->list->list,
			 .commit = audit->commit,
			 .entry = at,
			 .other_entry = NO_ENTRY,
			 .other_commit = NO_COMMIT,
			 .other_list = NO_NAME,
			 .other_rule = NO_NAME,
			 .date = entry_at(audit, at)->effective,
			 .other_date = DATE_NONE,
		 });
	return &findings->items.items[findings->items.count - 1];
}

static struct finding *report_hint(const struct audit *audit, uint32_t at, enum diag_id id,
				   enum hint_id hint)
{
	struct finding *finding = report(audit, at, id);
	finding->hint = hint;
	return finding;
}

static struct finding *report_other(const struct audit *audit, uint32_t at, enum diag_id id,
				    enum hint_id hint, int32_t other_date)
{
	struct finding *finding = report_hint(audit, at, id, hint);
	finding->other_date = other_date;
	return finding;
}

/* ---- a text that is put on record ---- */

static bool slot_was_withdrawn(const struct audit *audit, const struct slot *slot)
{
	return slot->withdrawn_by != NO_ENTRY &&
	       entry_at(audit, slot->withdrawn_by)->commit < audit->commit;
}

static void audit_stays_withdrawn(const struct audit *audit, uint32_t at)
{
	report_hint(audit, at, DIAG_RECORD_STAYS_WITHDRAWN, HINT_RECORD_REINSTATES)->other_entry =
		slot_of(audit, at)->withdrawn_by;
}

static void audit_correction(const struct audit *audit, uint32_t at)
{
	const struct slot *slot = slot_of(audit, at);
	bool says = entry_at(audit, at)->flags & ENTRY_CORRECTS;
	if (says && slot->count == 1)
		report(audit, at, DIAG_RECORD_CORRECTS_NOTHING);
	if (!says && slot->count > 1)
		report_hint(audit, at, DIAG_RECORD_CORRECTION_UNSAID, HINT_RECORD_CORRECTS)
			->other_entry = slot->before;
	if (slot->count > 1 && slot_was_withdrawn(audit, slot))
		audit_stays_withdrawn(audit, at);
}

static void audit_retroactive(const struct audit *audit, uint32_t at)
{
	const struct entry *entry = entry_at(audit, at);
	if (entry->effective < entry->promulgated && !(entry->flags & ENTRY_RETROACTIVE))
		report_other(audit, at, DIAG_RECORD_RETROACTIVE_UNSAID, HINT_RECORD_RETROACTIVE,
			     entry->promulgated);
}

static void audit_withdraws(const struct audit *audit, uint32_t at)
{
	const struct list_entries *list = audit->replay->list;
	const struct entry *entry = entry_at(audit, at);
	for (uint32_t i = 0; i < entry->withdraw_count; i++) {
		struct entry_word word = list->words[entry->word_first + i];
		if (word.slot == NO_SLOT || !audit->replay->slots[word.slot].count)
			report_other(audit, at, DIAG_RECORD_WITHDRAWS_UNKNOWN, HINT_NONE,
				     word.date);
	}
}

static void audit_reinstates(const struct audit *audit, uint32_t at)
{
	const struct list_entries *list = audit->replay->list;
	const struct entry *entry = entry_at(audit, at);
	uint32_t first = entry->word_first + entry->withdraw_count;
	for (uint32_t i = 0; i < entry->reinstate_count; i++) {
		struct entry_word word = list->words[first + i];
		if (word.slot == NO_SLOT || !audit->replay->slots[word.slot].count)
			report_other(audit, at, DIAG_RECORD_REINSTATES_UNKNOWN, HINT_NONE,
				     word.date);
		else if (!audit->replay->slots[word.slot].ever_withdrawn)
			report_other(audit, at, DIAG_RECORD_REINSTATES_IDLE, HINT_NONE, word.date);
	}
}

/* The substance is on record for that date, but a later one answers. */
static void audit_revert(const struct audit *audit, uint32_t at)
{
	uint32_t answers = slot_of(audit, at)->answers;
	if (entry_at(audit, answers)->substance == entry_at(audit, at)->substance)
		return;
	struct finding *finding =
		report_hint(audit, at, DIAG_RECORD_REVERT, HINT_RECORD_CORRECTS_BACK);
	finding->other_entry = answers;
	finding->other_commit = entry_at(audit, answers)->commit;
}

static void audit_aside(const struct audit *audit, uint32_t at)
{
	const struct entry *entry = entry_at(audit, at);
	if (entry->withdraw_count || entry->reinstate_count || entry->repeal_count)
		report(audit, at, DIAG_RECORD_ASIDE_WORDS);
}

static void audit_text(const struct audit *audit, uint32_t at)
{
	uint8_t fate = fate_of(audit, at);
	if (fate == FATE_ASIDE) {
		audit_aside(audit, at);
		return;
	}
	if (entry_at(audit, at)->flags & (ENTRY_DRAFT | ENTRY_PENDING))
		return;
	if (fate == FATE_RECORDED) {
		audit_correction(audit, at);
		audit_retroactive(audit, at);
	} else if (slot_was_withdrawn(audit, slot_of(audit, at))) {
		audit_stays_withdrawn(audit, at);
	} else {
		audit_revert(audit, at);
	}
	if (fate_acts(fate)) {
		audit_withdraws(audit, at);
		audit_reinstates(audit, at);
	}
}

/* ---- a text that no longer stands ---- */

/* What else the commit holds, as far as it explains why texts are gone. */
struct company {
	bool unreadable;	       /* is reported where it stands */
	const struct entry **recorded; /* by promulgation */
	size_t count;
	int32_t latest; /* effective date that a text has; DATE_NONE: none has */
	uint32_t back;	/* a text that was on record already */
};

static void company_add(struct company *company, const struct audit *audit, uint32_t at)
{
	const struct entry *entry = entry_at(audit, at);
	uint8_t fate = fate_of(audit, at);
	if (entry->kind == OBSERVED_UNREADABLE)
		company->unreadable = true;
	if (fate == FATE_NOTHING || entry->flags & (ENTRY_DRAFT | ENTRY_PENDING))
		return;
	company->latest = entry->effective;
	if (fate == FATE_RECORDED)
		company->recorded[company->count++] = entry;
	else if (fate == FATE_REPEATED)
		company->back = at;
}

static int compare_promulgated(const void *left, const void *right)
{
	const struct entry *const *a = left, *const *b = right;
	if ((*a)->promulgated != (*b)->promulgated)
		return (*a)->promulgated < (*b)->promulgated ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

static struct company company_make(const struct audit *audit)
{
	size_t size = (audit->end - audit->first) * sizeof(const struct entry *);
	struct company company = {.recorded = mem_alloc(audit->replay->findings->mem, size),
				  .latest = DATE_NONE,
				  .back = NO_ENTRY};
	for (uint32_t at = audit->first; at < audit->end; at++)
		company_add(&company, audit, at);
	if (company.count)
		qsort(company.recorded, company.count, sizeof(*company.recorded),
		      compare_promulgated);
	return company;
}

/* A text that was recorded while the one that is gone was promulgated but not yet effective. */
static const struct entry *company_over(const struct company *company, const struct entry *gone)
{
	size_t low = 0, high = company->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (company->recorded[middle]->promulgated < gone->promulgated)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == company->count || company->recorded[low]->promulgated >= gone->effective)
		return NULL;
	return company->recorded[low];
}

/* When the commit was recorded: only then can it be withdrawn without taking days an answer. */
static bool entry_is_scheduled(const struct audit *audit, uint32_t at)
{
	return entry_at(audit, at)->effective >
	       finding_day(audit->replay->findings, audit->commit);
}

static void audit_deleted(const struct audit *audit, uint32_t at)
{
	report_hint(audit, at, DIAG_RECORD_DELETED,
		    entry_is_scheduled(audit, at) ? HINT_RECORD_WITHDRAWS : HINT_RECORD_ENDS);
}

/* by: what stands in its place. */
static void audit_replaced(const struct audit *audit, uint32_t gone, uint32_t by, enum diag_id id,
			   enum hint_id in_force)
{
	enum hint_id hint =
		entry_is_scheduled(audit, gone) ? HINT_RECORD_WITHDRAWS_OTHER : in_force;
	report_other(audit, by, id, hint, entry_at(audit, gone)->effective)->other_entry =
		slot_of(audit, gone)->answers;
}

/* What was probably meant; an ordinary successor needs no word. */
static void audit_gone(const struct audit *audit, uint32_t at, const struct company *company)
{
	const struct entry *gone = entry_at(audit, at);
	const struct entry *over = company_over(company, gone);
	if (over)
		audit_replaced(audit, at, (uint32_t)(over - audit->replay->list->entries),
			       DIAG_RECORD_OVER_SCHEDULED, HINT_RECORD_PROMULGATED);
	else if (company->latest > gone->effective)
		return;
	else if (company->back != NO_ENTRY)
		audit_replaced(audit, at, company->back, DIAG_RECORD_REVERT_VERSION,
			       HINT_RECORD_ANEW);
	else
		audit_deleted(audit, at);
}

/* Something of the same date stands there now, or two of them: that is reported already. */
static bool entry_is_replaced(const struct audit *audit, uint32_t gone)
{
	uint32_t slot = entry_at(audit, gone)->slot;
	int32_t effective = entry_at(audit, gone)->effective;
	uint32_t at = gone;
	while (at > audit->first && entry_at(audit, at - 1)->effective == effective)
		at--;
	for (; at < audit->end && entry_at(audit, at)->effective == effective; at++) {
		if (entry_at(audit, at)->kind != OBSERVED_GONE && entry_at(audit, at)->slot == slot)
			return true;
	}
	return false;
}

/* Only the text that answers for a version is missed. */
static bool entry_is_missed(const struct audit *audit, uint32_t at)
{
	const struct entry *entry = entry_at(audit, at);
	const struct slot *slot = slot_of(audit, at);
	return entry->kind == OBSERVED_GONE && slot && slot->count &&
	       slot->withdrawn_by == NO_ENTRY &&
	       entry_at(audit, slot->answers)->substance == entry->substance &&
	       !entry_is_replaced(audit, at);
}

static void audit_absences(const struct audit *audit)
{
	struct company company = company_make(audit);
	for (uint32_t at = audit->first; at < audit->end && !company.unreadable; at++) {
		if (entry_is_missed(audit, at))
			audit_gone(audit, at, &company);
	}
	mem_free(audit->replay->findings->mem, company.recorded);
}

void audit_commit(struct replay *replay, uint32_t first, uint32_t end)
{
	struct audit audit = {replay, first, end, replay->list->entries[first].commit};
	bool gone = false;
	for (uint32_t at = first; at < end; at++) {
		uint8_t kind = entry_at(&audit, at)->kind;
		gone |= kind == OBSERVED_GONE;
		if (kind == OBSERVED_TEXT)
			audit_text(&audit, at);
		else if (kind == OBSERVED_DUPLICATE)
			report(&audit, at, DIAG_RECORD_SAME_DATE);
	}
	if (gone)
		audit_absences(&audit);
}

void audit_unreadable(struct replay *replay)
{
	const struct record *record = replay->record;
	for (size_t i = 0; i < record->unreadable_count; i++) {
		struct unreadable event = record->unreadable[i];
		struct audit audit = {.replay = replay,
				      .commit = replay->list->entries[event.entry].commit};
		bool ended = event.until != NO_COMMIT;
		struct finding *finding =
			report(&audit, event.entry,
			       ended ? DIAG_RECORD_WAS_UNREADABLE : DIAG_RECORD_UNREADABLE);
		finding->other_commit = event.until;
	}
}
