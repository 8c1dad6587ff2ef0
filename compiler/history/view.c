/*
 * Looking at the record as known at a time. What is known now lies ready in the image; what was
 * known before is resolved list by list, when it is asked for.
 */
#include "history/history.h"

#include "history/index/commits.h"

struct view_list {
	struct list_entries entries;
	struct record record;
	struct timeline timeline;
	struct rule_repeals rule_repeals;
	struct view_text last; /* asked for; most ask for it more than once */
	uint32_t last_entry;
	uint32_t *corrected; /* by entry, once one that does not live is asked for */
	const struct view_text **texts; /* by entry, once a second one is asked for */
	bool has_record;
	bool has_timeline;
	bool has_rules;
};

static bool view_is_now(const struct history_view *view)
{
	return view->commit_count == view->history->image.commit_count;
}

static const struct image_list *view_image_list(const struct history_view *view, uint32_t list)
{
	return &view->history->image.lists[list];
}

static void view_resolve(struct history_view *view, uint32_t list, struct finding_list *findings)
{
	struct view_list *own = &view->lists[list];
	if (own->has_record && !findings)
		return;
	image_entries(&own->entries, view_image_list(view, list), view->commit_count);
	record_resolve(&own->record, &view->arena, &own->entries, view->commit_count, findings);
	own->has_record = true;
}

/* Of all lists, for any may end what any other says. */
static void view_gather_repeals(struct history_view *view)
{
	for (uint32_t i = 0; i < view->history->image.list_count; i++) {
		if (view_image_list(view, i)->row->repeals.count == 0)
			continue;
		view_resolve(view, i, NULL);
		repeals_add(&view->repeals, &view->lists[i].entries, &view->lists[i].record, NULL);
	}
	repeals_sort(&view->repeals);
}

static void view_copy_repeals(struct history_view *view)
{
	const struct segment *top = image_top(&view->history->image);
	segment_need(top, top->repeals, top->repeals_count);
	for (uint32_t i = 0; i < top->repeals_count; i++)
		VEC_PUSH(view->repeals.mem, &view->repeals.items, top->repeals[i]);
}

void history_view_init(struct history_view *view, const struct history *history, int64_t known_at)
{
	*view = (struct history_view){.history = history, .repeals = {.mem = history->mem}};
	arena_init(&view->arena, history->mem);
	view->commit_count = history->commit_count;
	if (known_at != KNOWN_NOW)
		view->commit_count =
			commits_known(&history->image, history->commit_count, known_at);
	view->lists = ARENA_ARRAY(&view->arena, struct view_list, history->image.list_count);
	if (view_is_now(view))
		view_copy_repeals(view);
	else
		view_gather_repeals(view);
}

void history_view_fini(struct history_view *view)
{
	repeals_fini(&view->repeals);
	arena_fini(&view->arena);
}

uint32_t view_list_count(const struct history_view *view)
{
	return view->history->image.list_count;
}

struct str view_list_name(const struct history_view *view, uint32_t list)
{
	return view_image_list(view, list)->name;
}

uint32_t view_list_find(const struct history_view *view, struct str name)
{
	const struct image_list *found = image_find(&view->history->image, name);
	return found ? (uint32_t)(found - view->history->image.lists) : NO_ENTRY;
}

bool view_list_is_known(struct history_view *view, uint32_t list)
{
	if (view_list_name(view, list).len == 0)
		return false;
	if (view_is_now(view))
		return true;
	view_resolve(view, list, NULL);
	return view->lists[list].record.known > 0;
}

const struct timeline *view_timeline(struct history_view *view, uint32_t list)
{
	struct view_list *own = &view->lists[list];
	if (own->has_timeline)
		return &own->timeline;
	if (view_is_now(view)) {
		image_timeline(&own->timeline, view_image_list(view, list));
	} else {
		view_resolve(view, list, NULL);
		timeline_build(&own->timeline, &view->arena, &own->entries, &own->record,
			       &view->repeals);
	}
	own->has_timeline = true;
	return &own->timeline;
}

const struct timeline *view_whole_timeline(struct history_view *view, uint32_t list)
{
	view_timeline(view, list);
	if (view_is_now(view))
		image_sides(&view->lists[list].timeline, view_image_list(view, list));
	return &view->lists[list].timeline;
}

const struct record *view_record(struct history_view *view, uint32_t list)
{
	view_resolve(view, list, NULL);
	return &view->lists[list].record;
}

/* ---- texts ---- */

static const struct observed_row *entry_observed(const struct image_list *list, uint32_t entry)
{
	const struct segment *segment = list->segment;
	const struct entry *resolved = &segment->entries[list->row->entries.first + entry];
	segment_need(segment, resolved, 1);
	return image_observed(list, resolved->observation);
}

/* What was known before is seldom what lives on, and is all in one place. */
static const struct live_row *view_live(const struct history_view *view, uint32_t list,
					uint32_t entry)
{
	return view_is_now(view) ? image_live(view_image_list(view, list), entry) : NULL;
}

int64_t view_corrected(struct history_view *view, uint32_t list, uint32_t by_entry)
{
	const struct live_row *live = view_live(view, list, by_entry);
	if (live)
		return live->corrected;
	const struct image_list *found = view_image_list(view, list);
	struct view_list *own = &view->lists[list];
	if (!own->corrected)
		own->corrected = timeline_corrected(view_whole_timeline(view, list), &view->arena,
						    found->row->entries.count);
	uint32_t corrected = own->corrected[by_entry];
	return corrected == NO_ENTRY ? TIME_NONE
				     : image_commit(&view->history->image,
						    entry_observed(found, corrected)->commit)
					       ->recorded;
}

static struct view_text text_of_live(struct history_view *view, const struct image_list *list,
				     const struct live_row *live)
{
	struct heap_view hot = segment_hot(list->segment);
	return (struct view_text){
		.text = text_unpack(&view->arena, hot, live->text),
		.path = heap_str(hot, live->path),
		.blob = live->blob,
		.commit = live->oid,
		.commit_number = live->commit,
		.recorded = live->recorded,
	};
}

static struct view_text text_of_observed(struct history_view *view, const struct image_list *list,
					 uint32_t entry)
{
	const struct segment *segment = list->segment;
	const struct observed_row *observed = entry_observed(list, entry);
	const struct recorded_commit *commit =
		image_commit(&view->history->image, observed->commit);
	return (struct view_text){
		.text = text_unpack(&view->arena, segment_cold(segment), observed->text),
		.path = heap_str(segment_cold(segment), observed->path),
		.blob = observed->blob,
		.commit = commit->oid,
		.commit_number = observed->commit,
		.recorded = commit->recorded,
	};
}

static struct view_text text_make(struct history_view *view, uint32_t list, uint32_t entry)
{
	const struct image_list *found = view_image_list(view, list);
	const struct live_row *live = view_live(view, list, entry);
	struct view_text text =
		live ? text_of_live(view, found, live) : text_of_observed(view, found, entry);
	text.is_unrecorded = text.commit_number == view->history->unrecorded;
	return text;
}

/* Who goes through the windows of a list comes back to them. */
static void text_keep(struct history_view *view, uint32_t list, const struct view_text *text,
		      uint32_t entry)
{
	struct view_list *own = &view->lists[list];
	if (!own->texts)
		own->texts = ARENA_ARRAY(&view->arena, const struct view_text *,
					 view_image_list(view, list)->row->entries.count);
	own->texts[entry] = arena_dup(&view->arena, text, sizeof(*text));
}

struct view_text view_text(struct history_view *view, uint32_t list, uint32_t entry)
{
	struct view_list *own = &view->lists[list];
	if (own->last.text && own->last_entry == entry)
		return own->last;
	if (own->last.text && !(own->texts && own->texts[own->last_entry]))
		text_keep(view, list, &own->last, own->last_entry);
	own->last =
		own->texts && own->texts[entry] ? *own->texts[entry] : text_make(view, list, entry);
	own->last_entry = entry;
	return own->last;
}

/* ---- texts of which nobody knows whose they are ---- */

static bool stands_at(const struct image_list *list, const struct observed_row *row,
		      struct str path)
{
	return (row->kind == OBSERVED_TEXT || row->kind == OBSERVED_DUPLICATE) &&
	       str_equal(heap_str(segment_cold(list->segment), row->path), path);
}

/* The first commit behind the one given, and before end, that brought a text of the list there. */
static uint32_t list_came(const struct image_list *list, struct str path, uint32_t behind,
			  uint32_t end)
{
	for (uint32_t i = 0; i < list->row->observed.count; i++) {
		const struct observed_row *row = image_observed(list, i);
		if (row->commit >= end)
			return NO_COMMIT;
		if (row->commit > behind && stands_at(list, row, path))
			return row->commit;
	}
	return NO_COMMIT;
}

uint32_t view_cured(struct history_view *view, uint32_t entry)
{
	uint32_t nameless = view_list_find(view, STR(""));
	struct view_text text = view_text(view, nameless, entry);
	uint32_t cured = view->commit_count;
	for (uint32_t i = 0; i < view_list_count(view); i++) {
		uint32_t came =
			list_came(view_image_list(view, i), text.path, text.commit_number, cured);
		if (came != NO_COMMIT)
			cured = came;
	}
	return cured < view->commit_count ? cured : NO_COMMIT;
}

/* ---- rules ---- */

struct text_asker {
	struct history_view *view;
	uint32_t list;
};

static const struct text *text_of_entry(void *data, uint32_t entry)
{
	struct text_asker *asker = data;
	return view_text(asker->view, asker->list, entry).text;
}

static void view_make_rules(struct history_view *view, uint32_t list)
{
	struct view_list *own = &view->lists[list];
	struct text_asker asker = {view, list};
	size_t count;
	uint32_t name = view_image_list(view, list)->row->name;
	if (own->has_rules)
		return;
	own->has_rules = true;
	/* Most lists have none, and need not be resolved to know that. */
	own->rule_repeals = (struct rule_repeals){.repeals = &view->repeals};
	if (!repeals_of_rules(&view->repeals, name, &count) || count == 0)
		return;
	view_resolve(view, list, NULL);
	rule_repeals_make(&own->rule_repeals, &view->arena, &view->repeals, &own->entries,
			  &own->record, view->history->image.names,
			  (struct text_source){&asker, text_of_entry});
}

struct rule_window view_rule(struct history_view *view, uint32_t list, const struct window *window,
			     const struct text *text, const struct text_rule *rule)
{
	view_make_rules(view, list);
	return rule_in_force(&view->lists[list].rule_repeals, window, text, rule);
}

struct str view_name(const struct history_view *view, uint32_t number)
{
	const struct image *image = &view->history->image;
	return number < image->name_count ? image->names[number] : STR("");
}

/* No later text of the list cures what has no list. */
static void audit_nameless(struct history_view *view, struct finding_list *findings, size_t first)
{
	for (size_t i = first; i < findings->items.count; i++) {
		struct finding *finding = &findings->items.items[i];
		if (finding->id != DIAG_RECORD_UNREADABLE)
			continue;
		finding->other_commit = view_cured(view, finding->entry);
		if (finding->other_commit != NO_COMMIT)
			finding->id = DIAG_RECORD_WAS_UNREADABLE;
	}
}

/* A text that cannot be read, of nobody knows which list. */
static bool any_nameless(const struct history_view *view, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->items.count; i++) {
		const struct finding *finding = &findings->items.items[i];
		if (finding->id == DIAG_RECORD_UNREADABLE &&
		    view_name(view, finding->list).len == 0)
			return true;
	}
	return false;
}

/* Repeals of lists that were never on record. */
static void audit_unheard(struct history_view *view, struct finding_list *findings)
{
	if (any_nameless(view, findings))
		return;
	for (size_t i = 0; i < view->repeals.items.count; i++) {
		const struct repeal *repeal = &view->repeals.items.items[i];
		uint32_t list = view_list_find(view, view_name(view, repeal->list));
		if (list == NO_ENTRY || !view_list_is_known(view, list))
			VEC_PUSH(findings->mem, &findings->items,
				 repeal_finding(repeal, DIAG_RECORD_REPEAL_VAIN));
	}
}

void view_audit(struct history_view *view, struct finding_list *findings)
{
	struct repeals said = {.mem = view->history->mem};
	findings->names = view->history->image.names;
	findings->chain = history_chain(view->history, &view->arena);
	for (uint32_t i = 0; i < view->history->image.list_count; i++) {
		struct view_list *own = &view->lists[i];
		size_t first = findings->items.count;
		view_resolve(view, i, findings);
		if (view_list_name(view, i).len == 0)
			audit_nameless(view, findings, first);
		repeals_add(&said, &own->entries, &own->record, findings);
	}
	for (uint32_t i = 0; i < view->history->image.list_count; i++)
		repeals_audit(&view->repeals, &view->lists[i].entries, &view->lists[i].record,
			      findings);
	for (uint32_t i = 0; i < view->history->image.list_count; i++) {
		struct text_asker asker = {view, i};
		rule_repeals_audit(&view->arena, &view->repeals, &view->lists[i].entries,
				   &view->lists[i].record, view->history->image.names,
				   (struct text_source){&asker, text_of_entry}, findings);
	}
	audit_unheard(view, findings);
	repeals_fini(&said);
}
