/*
 * Windows from versions: a sweep to the right finds what is displaced, one to the left what comes
 * next, one more to the right lays the windows side by side.
 */
#include "history/record/timeline.h"

#include "base/value/date.h"

#include <assert.h>
#include <stdlib.h>

struct builder {
	struct timeline *out;
	const struct list_entries *list;
	const struct record *record;
	const struct repeals *repeals;
	uint32_t *displaced_by; /* by version: entry, or NO_ENTRY */
	uint32_t *next;		/* by version: the next version on the timeline, or NO_VERSION */
	size_t side_capacity;
};

#define NO_VERSION UINT32_MAX

static const struct entry *builder_entry(const struct builder *builder, uint32_t entry)
{
	return &builder->list->entries[entry];
}

/*
 * A version is displaced by one effective before it and promulgated after it and after its
 * effective date. Of all versions to its left the one promulgated last decides.
 */
static void builder_displace(struct builder *builder)
{
	const struct entry *latest = NULL;
	for (size_t i = 0; i < builder->record->version_count; i++) {
		const struct version *version = &builder->record->versions[i];
		const struct entry *entry = builder_entry(builder, version->answers);
		bool displaced = latest && latest->promulgated > version->effective &&
				 latest->promulgated > entry->promulgated;
		builder->displaced_by[i] =
			displaced ? (uint32_t)(latest - builder->list->entries) : NO_ENTRY;
		if (version->withdrawn_by == NO_ENTRY &&
		    (!latest || entry->promulgated > latest->promulgated))
			latest = entry;
	}
}

static bool builder_has(const struct builder *builder, size_t version)
{
	return builder->record->versions[version].withdrawn_by == NO_ENTRY &&
	       builder->displaced_by[version] == NO_ENTRY;
}

static void builder_order(struct builder *builder)
{
	uint32_t next = NO_VERSION;
	for (size_t i = builder->record->version_count; i-- > 0;) {
		builder->next[i] = next;
		if (builder_has(builder, i))
			next = (uint32_t)i;
	}
}

/* ---- one window ---- */

static void window_end_at(struct window *window, int32_t to, enum window_end end, uint32_t by_list,
			  uint32_t by_entry)
{
	if (to >= window->to)
		return;
	window->to = to;
	window->end = (uint8_t)end;
	window->by_list = by_list;
	window->by_entry = by_entry;
}

/* Ended before it began: an empty window. */
static void window_settle(struct window *window)
{
	if (window->to < window->from)
		window->to = window->from;
}

/* The window that the text of an entry has, or would have, in the place of a version. What merely
 * ends on the day on which the next one begins is ended by that one. */
static struct window window_make(const struct builder *builder, size_t version, uint32_t entry)
{
	const struct record *record = builder->record;
	const struct entry *text = builder_entry(builder, entry);
	struct window window = {.from = record->versions[version].effective,
				.to = DATE_MAX,
				.entry = entry,
				.by_list = NO_NAME,
				.by_entry = NO_ENTRY,
				.cause = NO_ENTRY};
	uint32_t next = builder->next[version];
	if (next != NO_VERSION)
		window_end_at(&window, record->versions[next].effective, END_NEXT,
			      builder->list->list, record->versions[next].answers);
	if (text->expires != DATE_NONE)
		window_end_at(&window, text->expires, END_EXPIRES, builder->list->list, entry);
	const struct repeal *repeal =
		repeal_reaching(builder->repeals, builder->list, entry, NO_NAME);
	if (repeal)
		window_end_at(&window, repeal->from, END_REPEAL, repeal->by_list, repeal->by_entry);
	window_settle(&window);
	return window;
}

/* ---- the timeline itself ---- */

static void builder_side(struct builder *builder, struct window window, enum window_state state,
			 uint32_t cause)
{
	assert(builder->out->side_count < builder->side_capacity);
	window.state = (uint8_t)state;
	window.cause = cause;
	builder->out->sides[builder->out->side_count++] = window;
}

/* What follows a gap without a window of its own only makes the gap longer. */
static void builder_gap(struct builder *builder, int32_t from, int32_t to)
{
	struct timeline *out = builder->out;
	struct window *last = out->window_count ? &out->windows[out->window_count - 1] : NULL;
	if (from >= to)
		return;
	if (last && last->state == WINDOW_GAP)
		last->to = to;
	else
		out->windows[out->window_count++] = (struct window){.from = from,
								    .to = to,
								    .entry = NO_ENTRY,
								    .state = WINDOW_GAP,
								    .by_list = NO_NAME,
								    .by_entry = NO_ENTRY,
								    .cause = NO_ENTRY};
}

static void builder_lay(struct builder *builder, size_t version)
{
	const struct version *versions = builder->record->versions;
	struct window window = window_make(builder, version, versions[version].answers);
	uint32_t next = builder->next[version];
	if (window.from < window.to)
		builder->out->windows[builder->out->window_count++] = window;
	else
		builder_side(builder, window, WINDOW_IN_FORCE, NO_ENTRY);
	builder_gap(builder, window.to, next == NO_VERSION ? DATE_MAX : versions[next].effective);
}

/* ---- what stands beside it ---- */

static void builder_add_corrected(struct builder *builder, size_t version)
{
	const struct version *of = &builder->record->versions[version];
	const uint32_t *recordings = builder->record->recordings + of->recording_first;
	for (uint32_t i = 0; i + 1 < of->recording_count; i++)
		builder_side(builder, window_make(builder, version, recordings[i]),
			     WINDOW_CORRECTED, recordings[i + 1]);
}

static void builder_add_withdrawn(struct builder *builder, size_t version)
{
	const struct version *of = &builder->record->versions[version];
	if (of->withdrawn_by != NO_ENTRY)
		builder_side(builder, window_make(builder, version, of->answers), WINDOW_WITHDRAWN,
			     of->withdrawn_by);
}

static void builder_add_displaced(struct builder *builder, size_t version)
{
	const struct version *of = &builder->record->versions[version];
	if (of->withdrawn_by == NO_ENTRY && builder->displaced_by[version] != NO_ENTRY)
		builder_side(builder, window_make(builder, version, of->answers), WINDOW_DISPLACED,
			     builder->displaced_by[version]);
}

static void builder_add_asides(struct builder *builder, bool pending)
{
	for (size_t i = 0; i < builder->record->aside_count; i++) {
		uint32_t at = builder->record->asides[i];
		const struct entry *entry = builder_entry(builder, at);
		if (!(entry->flags & ENTRY_PENDING) == pending)
			continue;
		struct window window = {.from = entry->effective,
					.to = DATE_MAX,
					.entry = at,
					.by_list = NO_NAME,
					.by_entry = NO_ENTRY};
		if (entry->expires != DATE_NONE)
			window_end_at(&window, entry->expires, END_EXPIRES, builder->list->list,
				      at);
		window_settle(&window);
		builder_side(builder, window, pending ? WINDOW_PENDING : WINDOW_DRAFT, NO_ENTRY);
	}
}

/* ---- doubts ---- */

/* From the legible date until the next version on the timeline, else every day. */
static struct window doubt_make(const struct builder *builder, uint32_t entry)
{
	const struct record *record = builder->record;
	struct window window = {.from = builder_entry(builder, entry)->effective,
				.to = DATE_MAX,
				.entry = entry,
				.state = WINDOW_UNCERTAIN,
				.by_list = NO_NAME,
				.by_entry = NO_ENTRY,
				.cause = NO_ENTRY};
	size_t low = 0, high = window.from == DATE_NONE ? 0 : record->version_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (record->versions[middle].effective <= window.from)
			low = middle + 1;
		else
			high = middle;
	}
	if (window.from == DATE_NONE || low == record->version_count)
		return window;
	uint32_t next = builder_has(builder, low) ? (uint32_t)low : builder->next[low];
	if (next != NO_VERSION)
		window_end_at(&window, record->versions[next].effective, END_NEXT,
			      builder->list->list, record->versions[next].answers);
	return window;
}

static int compare_doubts(const void *left, const void *right)
{
	const struct window *a = left, *b = right;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

/* Each one that no readable text has ended stands beside the timeline; their union answers. */
static void builder_add_doubts(struct builder *builder, struct arena *arena)
{
	const struct record *record = builder->record;
	struct timeline *out = builder->out;
	out->doubts = arena_alloc(arena, record->unreadable_count * sizeof(*out->doubts));
	size_t count = 0, kept = 0;
	for (size_t i = 0; i < record->unreadable_count; i++) {
		if (record->unreadable[i].until != NO_COMMIT)
			continue;
		out->doubts[count] = doubt_make(builder, record->unreadable[i].entry);
		builder_side(builder, out->doubts[count++], WINDOW_UNCERTAIN, NO_ENTRY);
	}
	if (count)
		qsort(out->doubts, count, sizeof(*out->doubts), compare_doubts);
	for (size_t i = 0; i < count; i++) {
		if (!kept || out->doubts[kept - 1].to <= out->doubts[i].from)
			out->doubts[kept++] = out->doubts[i];
	}
	out->doubt_count = kept;
}

/* ---- all of it ---- */

static void builder_reserve(struct builder *builder, struct arena *arena)
{
	const struct record *record = builder->record;
	size_t recordings = 0;
	for (size_t i = 0; i < record->version_count; i++)
		recordings += record->versions[i].recording_count;
	builder->side_capacity = recordings + record->aside_count + record->unreadable_count;
	struct timeline *out = builder->out;
	out->sides = arena_alloc(arena, builder->side_capacity * sizeof(*out->sides));
	out->windows = arena_alloc(arena, 2 * record->version_count * sizeof(*out->windows));
	builder->displaced_by = arena_alloc(arena, record->version_count * sizeof(uint32_t));
	builder->next = arena_alloc(arena, record->version_count * sizeof(uint32_t));
}

static void builder_each(struct builder *builder, void (*add)(struct builder *, size_t))
{
	for (size_t i = 0; i < builder->record->version_count; i++)
		add(builder, i);
}

void timeline_build(struct timeline *out, struct arena *arena, const struct list_entries *list,
		    const struct record *record, const struct repeals *repeals)
{
	struct builder builder = {.out = out, .list = list, .record = record, .repeals = repeals};
	*out = (struct timeline){0};
	builder_reserve(&builder, arena);
	builder_displace(&builder);
	builder_order(&builder);
	for (size_t i = 0; i < record->version_count; i++) {
		if (builder_has(&builder, i))
			builder_lay(&builder, i);
	}
	builder_each(&builder, builder_add_corrected);
	builder_each(&builder, builder_add_withdrawn);
	builder_each(&builder, builder_add_displaced);
	builder_add_asides(&builder, true);
	builder_add_asides(&builder, false);
	builder_add_doubts(&builder, arena);
}

/* ---- reading it ---- */

/* The last window that begins on the day or before, if it holds the day. */
static const struct window *windows_at(const struct window *windows, size_t count, int32_t day)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (windows[middle].from <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low && day < windows[low - 1].to ? &windows[low - 1] : NULL;
}

const struct window *timeline_at(const struct timeline *timeline, int32_t day)
{
	return windows_at(timeline->windows, timeline->window_count, day);
}

bool window_answers(const struct window *window)
{
	return window && window->state == WINDOW_IN_FORCE && window->entry != NO_ENTRY;
}

const struct window *timeline_doubt(const struct timeline *timeline, int32_t day)
{
	return windows_at(timeline->doubts, timeline->doubt_count, day);
}

bool timeline_superseded(const struct timeline *timeline, int32_t meant, int32_t day)
{
	const struct window *then = timeline_at(timeline, meant);
	return then && then->state != WINDOW_GAP && day > meant &&
	       timeline_at(timeline, day) != then;
}

uint32_t *timeline_corrected(const struct timeline *timeline, struct arena *arena,
			     uint32_t entry_count)
{
	uint32_t *corrected = arena_alloc(arena, entry_count * sizeof(*corrected));
	for (uint32_t i = 0; i < entry_count; i++)
		corrected[i] = NO_ENTRY;
	for (size_t i = timeline->side_count; i-- > 0;)
		if (timeline->sides[i].state == WINDOW_CORRECTED)
			corrected[timeline->sides[i].cause] = timeline->sides[i].entry;
	return corrected;
}

enum window_state window_state_on(const struct window *window, int32_t today)
{
	if (window->state == WINDOW_IN_FORCE && window->from > today)
		return WINDOW_SCHEDULED;
	return window->state;
}

const char *window_state_name(enum window_state state)
{
	static const char *const names[] = {
		[WINDOW_IN_FORCE] = "in_force",	  [WINDOW_GAP] = "gap",
		[WINDOW_CORRECTED] = "corrected", [WINDOW_WITHDRAWN] = "withdrawn",
		[WINDOW_DISPLACED] = "displaced", [WINDOW_SCHEDULED] = "scheduled",
		[WINDOW_PENDING] = "pending",	  [WINDOW_DRAFT] = "draft",
		[WINDOW_UNCERTAIN] = "uncertain",
	};
	return names[state];
}

const char *window_end_name(enum window_end end)
{
	static const char *const names[] = {
		[END_OPEN] = NULL,
		[END_NEXT] = "next",
		[END_EXPIRES] = "expires",
		[END_REPEAL] = "repeal",
	};
	return names[end];
}
