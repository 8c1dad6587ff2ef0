/*
 * A rule that is gone from one list and new in another, where it says the same: whom it covers is
 * another list's matter, so it is told on either side as what it is, and where the other stands.
 * Of two that could be it none is told.
 */
#include "diff/diff.h"

#include "base/map.h"

/* Rules that say the same, by side: one that is gone, and one that is new. */
struct same {
	const struct diff_record *records[2];
	bool several[2];
};

static bool comes_or_goes(const struct diff_record *record)
{
	return record->part == DIFF_RULE &&
	       (record->change == DIFF_ADDED || record->change == DIFF_REMOVED);
}

static const struct ir_rule *rule_of(const struct diff_record *record)
{
	return record->after ? record->after : record->before;
}

static struct digest said_by(const struct diff_record *record, struct mem *mem)
{
	struct ir_nameless print;
	ir_nameless_fingerprint(&print, record->after ? record->list_after : record->list_before,
				rule_of(record), mem);
	return print.own;
}

static bool is_one(const struct diff_record *a, const struct diff_record *b)
{
	return str_equal(a->list, b->list) && str_equal(rule_of(a)->identity, rule_of(b)->identity);
}

static void same_add(struct same *same, const struct diff_record *record)
{
	size_t side = record->after != NULL;
	if (same->records[side] && !is_one(same->records[side], record))
		same->several[side] = true;
	same->records[side] = record;
}

static void link_record(struct diff_record *record, const struct same *same)
{
	const struct diff_record *other = same->records[record->after == NULL];
	if (!other || same->several[0] || same->several[1] ||
	    str_equal(other->list, record->list) || other->from >= record->to ||
	    record->from >= other->to)
		return;
	record->moved_list = other->list;
	record->moved_rule = rule_of(other)->name;
}

void diff_moves(struct diff_records *records)
{
	size_t count = records->items.count;
	struct same **found = ARENA_ARRAY(records->arena, struct same *, count);
	struct map all;
	map_init(&all, records->mem);
	for (size_t i = 0; i < count; i++) {
		struct diff_record *record = &records->items.items[i];
		if (!comes_or_goes(record))
			continue;
		struct digest said = said_by(record, records->mem);
		struct str key = {(const char *)said.bytes, DIGEST_SIZE};
		found[i] = map_get(&all, key);
		if (!found[i]) {
			found[i] = ARENA_NEW(records->arena, struct same);
			map_put(&all, arena_str(records->arena, key), found[i]);
		}
		same_add(found[i], record);
	}
	for (size_t i = 0; i < count; i++)
		if (found[i])
			link_record(&records->items.items[i], found[i]);
	map_fini(&all);
}
