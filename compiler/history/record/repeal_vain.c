/*
 * Repeals of single rules that hit nothing. Each is tried alone, on the windows as they would be if
 * nothing were repealed: to say again what an earlier version said is not in vain.
 */
#include "history/record/finding.h"
#include "history/record/inforce.h"

struct vain {
	const struct list_entries *list;
	const struct record *record;
	const struct str *names;
	struct text_source source;
	struct timeline timeline; /* without repeals */
	struct finding_list *findings;
};

/* A text that cannot be read may have any rule. */
static bool any_unreadable(const struct record *record)
{
	for (size_t i = 0; i < record->unreadable_count; i++)
		if (record->unreadable[i].until == NO_COMMIT)
			return true;
	return false;
}

static bool ends_rule(const struct vain *vain, const struct rule_repeals *alone,
		      const struct window *window)
{
	if (!window_answers(window))
		return false;
	const struct text *text = vain->source.text_of(vain->source.data, window->entry);
	for (size_t i = 0; i < text->rule_count; i++)
		if (rule_in_force(alone, window, text, &text->rules[i]).repealed)
			return true;
	return false;
}

static bool hits(const struct vain *vain, struct arena *arena, struct repeal repeal)
{
	struct repeals one = {.mem = arena->mem};
	struct rule_repeals alone;
	bool hit = false;
	VEC_PUSH(one.mem, &one.items, repeal);
	repeals_sort(&one);
	rule_repeals_make(&alone, arena, &one, vain->list, vain->record, vain->names,
			  vain->source);
	for (size_t i = 0; i < vain->timeline.window_count && !hit; i++)
		hit = ends_rule(vain, &alone, &vain->timeline.windows[i]);
	repeals_fini(&one);
	return hit;
}

/* Why it hits nothing was said: its issuer may not. */
static bool is_reported(const struct finding_list *findings, const struct repeal *repeal)
{
	for (size_t i = 0; i < findings->items.count; i++) {
		const struct finding *finding = &findings->items.items[i];
		if (finding->id == DIAG_RECORD_REPEAL_OUT_OF_REACH &&
		    finding->list == repeal->by_list && finding->entry == repeal->by_entry &&
		    finding->other_list == repeal->list)
			return true;
	}
	return false;
}

void rule_repeals_audit(struct arena *arena, const struct repeals *repeals,
			const struct list_entries *list, const struct record *record,
			const struct str *names, struct text_source source,
			struct finding_list *findings)
{
	static const struct repeals none = {.mem = NULL};
	struct vain vain = {.list = list,
			    .record = record,
			    .names = names,
			    .source = source,
			    .findings = findings};
	size_t count;
	const struct repeal *items = repeals_of_rules(repeals, list->list, &count);
	if (!items || any_unreadable(record))
		return;
	timeline_build(&vain.timeline, arena, list, record, &none);
	for (size_t i = 0; i < count; i++)
		if (!hits(&vain, arena, items[i]) && !is_reported(findings, &items[i]))
			VEC_PUSH(findings->mem, &findings->items,
				 repeal_finding(&items[i], DIAG_RECORD_REPEAL_VAIN));
}
