/* Texts sorted by list and day, each cut short by the next one, by its own end and by repeals. */
#include "api/text/standing.h"

#include <stdlib.h>

static int text_compare(const void *left, const void *right)
{
	const struct ir_list *a = ((const struct analyze_text *)left)->list;
	const struct ir_list *b = ((const struct analyze_text *)right)->list;
	int order = str_compare(a->name, b->name);
	if (!order)
		order = (a->effective > b->effective) - (a->effective < b->effective);
	if (!order)
		order = str_compare(a->place.source->path, b->place.source->path);
	return order ? order
		     : (a->place.span.start > b->place.span.start) -
			       (a->place.span.start < b->place.span.start);
}

static void gather(struct standings *s, const struct ir_unit *unit)
{
	for (size_t i = 0; i < unit->list_count; i++) {
		const struct ir_list *list = &unit->lists[i];
		if (!list->readable || list->status == IR_DRAFT || list->effective == DATE_NONE)
			continue;
		int32_t to = list->expires == DATE_NONE ? DATE_MAX : list->expires;
		VEC_PUSH(s->mem, &s->texts, (struct analyze_text){list, list->effective, to, NULL});
	}
}

static bool is_withdrawn(const struct standings *s, const struct ir_list *list)
{
	for (size_t i = 0; i < s->texts.count; i++) {
		const struct ir_list *other = s->texts.items[i].list;
		for (size_t k = 0; k < other->withdraws.count; k++)
			if (other->withdraws.items[k] == list->effective &&
			    str_equal(other->name, list->name))
				return true;
	}
	return false;
}

static void leave_out_withdrawn(struct standings *s)
{
	size_t kept = 0;
	bool any = false;
	for (size_t i = 0; i < s->texts.count; i++)
		any |= s->texts.items[i].list->withdraws.count > 0;
	for (size_t i = 0; any && i < s->texts.count; i++)
		if (!is_withdrawn(s, s->texts.items[i].list))
			s->texts.items[kept++] = s->texts.items[i];
	if (any)
		s->texts.count = kept;
}

/* Where texts of the list begin; the number of all where there are none. */
static size_t find(const struct standings *s, struct str list)
{
	size_t low = 0, high = s->texts.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (str_compare(s->texts.items[middle].list->name, list) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void end_by(struct analyze_text *text, int32_t day)
{
	if (day < text->to)
		text->to = day;
}

/* A repeal reaches lists of its issuer and of those below; elsewhere it is a mistake. */
static bool reaches(const struct ir_list *by, const struct ir_list *list)
{
	for (const struct ir_authority *at = list->issuer; at && by->issuer; at = at->parent)
		if (str_equal(at->name, by->issuer->name))
			return true;
	return false;
}

static bool is_named(const struct ir_rule *rule, struct str name)
{
	bool named = str_equal(rule->name, name) || str_equal(rule->identity, name);
	for (size_t i = 0; i < rule->formerly.count; i++)
		named |= str_equal(rule->formerly.items[i], name);
	return named;
}

static void end_rule(struct standings *s, struct analyze_text *text, struct str name, int32_t day)
{
	size_t count = text->list->rule_count;
	int32_t *repealed = ARENA_ARRAY(s->arena, int32_t, count);
	for (size_t i = 0; i < count; i++) {
		repealed[i] = text->repealed ? text->repealed[i] : DATE_MAX;
		if (is_named(&text->list->rules[i], name) && day < repealed[i])
			repealed[i] = day;
	}
	text->repealed = repealed;
}

/* Versions that were promulgated no later than the repeal end with it. */
static void repeal(struct standings *s, const struct ir_list *by, const struct ir_repeal *repeal)
{
	int32_t day = repeal->from == DATE_NONE ? by->effective : repeal->from;
	for (size_t i = find(s, repeal->ref.list);
	     i < s->texts.count && str_equal(s->texts.items[i].list->name, repeal->ref.list); i++) {
		struct analyze_text *text = &s->texts.items[i];
		if (text->list->promulgated > by->promulgated || !reaches(by, text->list))
			continue;
		if (repeal->ref.rule.len)
			end_rule(s, text, repeal->ref.rule, day);
		else
			end_by(text, day);
	}
}

void standings_init(struct standings *s, struct arena *arena, const struct ir_unit *units,
		    size_t count)
{
	*s = (struct standings){.mem = arena->mem, .arena = arena};
	for (size_t i = 0; i < count; i++)
		gather(s, &units[i]);
	leave_out_withdrawn(s);
	if (s->texts.count)
		qsort(s->texts.items, s->texts.count, sizeof(*s->texts.items), text_compare);
	for (size_t i = 0; i + 1 < s->texts.count; i++) {
		const struct ir_list *next = s->texts.items[i + 1].list;
		if (str_equal(s->texts.items[i].list->name, next->name))
			end_by(&s->texts.items[i], next->effective);
	}
	for (size_t i = 0; i < s->texts.count; i++) {
		const struct ir_list *list = s->texts.items[i].list;
		for (size_t k = 0; k < list->repeal_count; k++)
			repeal(s, list, &list->repeals[k]);
	}
}

void standings_add(struct standings *s, const struct analyze_text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(s->mem, &s->texts, texts[i]);
	if (count)
		qsort(s->texts.items, s->texts.count, sizeof(*s->texts.items), text_compare);
}

void standings_fini(struct standings *s)
{
	VEC_FREE(s->mem, &s->texts);
}

const struct analyze_text *standings_on(const struct standings *s, struct str list, int32_t day)
{
	for (size_t i = find(s, list);
	     i < s->texts.count && str_equal(s->texts.items[i].list->name, list); i++)
		if (s->texts.items[i].from <= day && day < s->texts.items[i].to)
			return &s->texts.items[i];
	return NULL;
}
