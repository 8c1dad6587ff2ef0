/* What a change does to the record: faults it adds, clauses it leaves out. */
#include "api/change/since.h"

static struct diag_list *diags_of(struct since_side *side)
{
	return &side->asking.answer->answer.diags;
}

/* -- findings -- */

/* What check tells of a text as well, and names the list in that argument of the finding. */
struct twin {
	enum diag_id record;
	enum diag_id check;
	unsigned arg;
};

static const struct twin twins[] = {
	{DIAG_RECORD_RETROACTIVE_UNSAID, DIAG_RETROACTIVE_UNSAID, 0},
	{DIAG_RECORD_SAME_DATE, DIAG_EFFECTIVE_TWICE, 0},
	{DIAG_RECORD_REPEAL_OUT_OF_REACH, DIAG_REPEAL_OUT_OF_REACH, 3},
	{DIAG_RECORD_REPEALS_ITSELF, DIAG_REPEALS_ITSELF, 0},
};

static bool tells_the_same(const struct diag *diag, const struct since_finding *found)
{
	if (!diag->source || !str_equal(diag->source->path, found->place.path))
		return false;
	/* What cannot be read has mistakes, and they were told. */
	if (found->finding.id == DIAG_RECORD_UNREADABLE)
		return diag->severity == SEVERITY_ERROR;
	for (size_t i = 0; i < countof(twins); i++)
		if (twins[i].record == found->finding.id && twins[i].check == diag->id &&
		    str_equal(diag->args.arg[0], found->args.arg[twins[i].arg]))
			return true;
	return false;
}

static bool is_told(const struct since_side *side, size_t checked,
		    const struct since_finding *found)
{
	const struct diag_list *diags = &side->asking.answer->answer.diags;
	for (size_t i = 0; i < checked; i++)
		if (tells_the_same(diags->items.items[i], found))
			return true;
	return false;
}

static void drop(struct diag_list *diags, size_t index)
{
	struct diag **at = diags->items.items + index;
	diag_suppress(diags, *at);
	memmove(at, at + 1, (--diags->items.count - index) * sizeof(*at));
}

/* LIST, or LIST/RULE; what the tree lacks is the list, or its rule. */
static bool names_lacked(struct str name, const struct diag *diag)
{
	struct str list = diag->args.arg[0], rule = diag->args.arg[1];
	if (diag->id == DIAG_LIST_UNDEFINED)
		return str_starts_with(name, list) &&
		       (name.len == list.len || name.ptr[list.len] == '/');
	return diag->id == DIAG_RULE_UNDEFINED && name.len == list.len + 1 + rule.len &&
	       str_starts_with(name, list) && str_ends_with(name, rule);
}

/* Of a repeal in vain the tree said as much, at its place, but it knows only the texts that stand
 * in it. Its index among those checked; or their number. */
static size_t said_by_tree(struct since_side *side, size_t checked,
			   const struct since_finding *found)
{
	struct diag *const *diags = diags_of(side)->items.items;
	for (size_t i = 0; found->finding.id == DIAG_RECORD_REPEAL_VAIN && i < checked; i++)
		if (diags[i]->source && str_equal(diags[i]->source->path, found->place.path) &&
		    names_lacked(found->args.arg[3], diags[i]))
			return i;
	return checked;
}

/* Said with the place, the advice and the fix of the tree's, which goes. How many of those checked
 * are left. */
static size_t tell_instead(struct since_side *side, size_t index, size_t checked,
			   const struct since_finding *found)
{
	struct diag_list *diags = diags_of(side);
	const struct diag *was = diags->items.items[index];
	if (was->suppressed)
		return checked;
	drop(diags, index);
	struct diag *diag =
		diag_at(diags, was->source, was->span, found->finding.id, found->args);
	diag->hint = was->hint;
	diag->hint_args = was->hint_args;
	diag->edits = was->edits;
	return checked - 1;
}

static bool says_same(const struct since_side *side, const struct ir_list *list,
		      const struct digest *substance)
{
	struct ir_fingerprint fingerprint;
	ir_fingerprint(&fingerprint, list, &side->asking.session->mem);
	return digest_equal(&fingerprint.substance, substance);
}

/* What records nothing and was undone within the change does nothing. */
static bool is_undone(const struct since_side *side, const struct since_finding *found)
{
	for (size_t i = 0; found->missed && i < side->program->count; i++) {
		const struct ir_unit *unit = &side->program->checked[i];
		for (size_t k = 0; k < unit->list_count; k++) {
			const struct ir_list *list = &unit->lists[k];
			if (list->readable && str_equal(list->name, found->args.arg[0]) &&
			    says_same(side, list, found->missed))
				return true;
		}
	}
	return false;
}

static const struct view_file *file_at(const struct view_file *files, size_t count, struct str path)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(files[i].path, path))
			return &files[i];
	return NULL;
}

static struct since_place place_in(const struct view_file *file, uint32_t line)
{
	return (struct since_place){.path = file->path,
				    .blob = file->blob,
				    .line = line,
				    .is_unrecorded = file->is_unrecorded};
}

/* The first line that the file had otherwise. */
static uint32_t line_changed(struct since_side *side, const struct view_file *file,
			     const struct view_file *was)
{
	struct since_place now = place_in(file, 1), then = place_in(was, 1);
	struct source *source = since_source(side, &now), *old = since_source(side, &then);
	uint32_t line = 1;
	if (!source || !old)
		return line;
	while (source_line(source, line).ptr && source_line(old, line).ptr &&
	       str_equal(source_line(source, line), source_line(old, line)))
		line++;
	return line;
}

/* A file that is what it was says something else by what it uses of others. */
static void note_declared(struct since_side *side, struct diag *diag,
			  const struct since_finding *found)
{
	struct history_view *view = side->asking.view;
	const struct finding *finding = &found->finding;
	size_t count, was_count;
	if (!found->place.blob || !found->other.blob ||
	    memcmp(found->place.blob, found->other.blob, OID_SIZE) != 0)
		return;
	uint32_t list = view_list_find(view, view_name(view, finding->list));
	const struct view_file *files = view_files(view, list, finding->entry, &count);
	const struct view_file *was = view_files(view, list, finding->other_entry, &was_count);
	for (size_t i = 1; i < count; i++) {
		const struct view_file *old = file_at(was, was_count, files[i].path);
		if (!old || memcmp(old->blob, files[i].blob, OID_SIZE) == 0)
			continue;
		struct since_place place = place_in(&files[i], line_changed(side, &files[i], old));
		since_note(side, diag, &place, HINT_SINCE_DECLARED);
	}
}

static void tell_finding(struct since_side *side, const struct since_finding *found)
{
	struct since_place place = found->place, other = found->other;
	enum diag_id id = found->finding.id;
	if (id == DIAG_RECORD_OVER_SCHEDULED)
		since_differ(side, SINCE_DAYS, &place, &other);
	if (id == DIAG_RECORD_CORRECTION_UNSAID || id == DIAG_RECORD_REVERT)
		since_differ(side, SINCE_SAID, &place, &other);
	struct diag *diag = since_report(side, &place, found->finding.id, found->args);
	if (found->finding.hint != HINT_NONE)
		diag_hint(diags_of(side), diag, found->finding.hint, found->args);
	since_note(side, diag, &other, HINT_SINCE_OTHER);
	note_declared(side, diag, found);
}

static void mark_findings(bool *is_new, const struct since_side *after,
			  const struct since_side *before)
{
	struct mem *mem = &after->asking.session->mem;
	size_t count = before->finding_count + after->finding_count + 1;
	struct digest *keys = mem_alloc(mem, count * sizeof(*keys));
	for (size_t i = 0; i < before->finding_count; i++)
		keys[i] = before->findings[i].key;
	for (size_t i = 0; i < after->finding_count; i++)
		keys[before->finding_count + i] = after->findings[i].key;
	change_new(is_new, mem, keys, before->finding_count, keys + before->finding_count,
		   after->finding_count);
	mem_free(mem, keys);
}

static bool is_to_be_told(struct since_side *after, size_t checked,
			  const struct since_finding *found)
{
	return !is_undone(after, found) && !is_told(after, checked, found);
}

void since_tell_findings(struct since_side *after, const struct since_side *before)
{
	bool *is_new = ARENA_ARRAY(&after->asking.answer->arena, bool, after->finding_count + 1);
	size_t checked = diags_of(after)->items.count;
	mark_findings(is_new, after, before);
	for (size_t i = 0; i < after->finding_count; i++) {
		const struct since_finding *found = &after->findings[i];
		if (!is_new[i] || !is_to_be_told(after, checked, found))
			continue;
		size_t said = said_by_tree(after, checked, found);
		if (said < checked)
			checked = tell_instead(after, said, checked, found);
		else
			tell_finding(after, found);
	}
}

/* -- transitions -- */

/* The window of the version before, or none. */
static const struct since_place *place_before(const struct since_list *list, int32_t effective)
{
	static const struct since_place none = {.path = {"", 0}};
	const struct since_place *found = &none;
	for (size_t i = 0; i < list->window_count; i++)
		if (list->windows[i].days.from < effective)
			found = &list->places[i];
	return found;
}

/* The same is told of it as of any list. */
static void drop_twin(struct diag_list *diags, struct source *source, struct str list)
{
	for (size_t i = 0; i < diags->items.count; i++) {
		struct diag *diag = diags->items.items[i];
		if (diag->id != DIAG_NO_TRANSITION || diag->source != source || diag->suppressed ||
		    !str_equal(diag->args.arg[0], list))
			continue;
		drop(diags, i);
		return;
	}
}

/* Borrowed from the buffer. */
static struct str day_text(struct buf *buf, int32_t day)
{
	buf_add_date(buf, day);
	return buf_str(buf);
}

static void tell_transition(struct since_side *after, const struct since_list *was,
			    const struct ir_list *list)
{
	struct diag_list *diags = diags_of(after);
	struct buf day;
	buf_init(&day, &after->asking.session->mem);
	drop_twin(diags, list->place.source, list->name);
	struct diag *diag =
		diag_at(diags, list->place.source, list->place.span, DIAG_SINCE_NO_TRANSITION,
			ARGS(list->name, day_text(&day, list->effective)));
	diag_hint(diags, diag, HINT_TRANSITION, NO_ARGS);
	since_note(after, diag, place_before(was, list->effective), HINT_SINCE_WAS);
	buf_fini(&day);
}

/* On record before: some version, but not this one. */
static const struct since_list *earlier_versions(const struct since_side *before,
						 const struct ir_list *list)
{
	const struct since_list *was = since_side_list(before, list->name);
	if (!list->readable || list->effective == DATE_NONE || list->status == IR_DRAFT ||
	    list->transition != IR_TRANSITION_NONE)
		return NULL;
	return was && was->version_count && !since_has_version(was, list->effective) ? was : NULL;
}

void since_tell_transitions(struct since_side *after, const struct since_side *before)
{
	for (size_t i = 0; i < after->program->count; i++) {
		const struct ir_unit *unit = &after->program->checked[i];
		for (size_t k = 0; k < unit->list_count; k++) {
			const struct since_list *was = earlier_versions(before, &unit->lists[k]);
			if (was)
				tell_transition(after, was, &unit->lists[k]);
		}
	}
}
