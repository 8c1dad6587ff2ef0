/*
 * Days of the past for which a change makes the record answer otherwise. Where another text answers
 * now, both are asked what they say of the day: a correction of words, or an end that is still to
 * come, rewrites nothing.
 */
#include "api/change/since.h"

#include "api/decide/deciding.h"
#include "api/record/state.h"

#include <stdlib.h>

enum { BEFORE, AFTER, SIDES };

struct rewriting {
	struct since_side *sides[SIDES];
	struct str name;       /* of the list at hand */
	uint32_t lists[SIDES]; /* its number; NO_ENTRY: the side does not know it */
	const struct since_list *known[SIDES];
	struct arena scratch;
};

/* -- what a text says of a day -- */

struct said {
	struct mem *mem;
	VEC(struct digest) parts;
};

static void said_add(struct said *said, struct digest part)
{
	VEC_PUSH(said->mem, &said->parts, part);
}

/* What it repeals is asked of the list that is repealed. */
static void said_of_itself(struct said *said, const struct ir_list *list)
{
	struct ir_part_fingerprint part;
	for (size_t i = 0; i < IR_ASPECT_COUNT; i++) {
		if (i == IR_ASPECT_REPEALS)
			continue;
		ir_aspect_fingerprint(&part, list, (enum ir_aspect)i, said->mem);
		said_add(said, part.meaning);
	}
}

static void said_of_cases(struct said *said, const struct ir_list *list, const bool *in_force)
{
	struct ir_part_fingerprint part;
	for (size_t i = 0; i < list->rule_count; i++) {
		if (!in_force[i])
			continue;
		ir_norm_fingerprint(&part, list, &list->rules[i], said->mem);
		said_add(said, part.meaning);
	}
	for (size_t i = 0; i < list->procedure_count; i++) {
		ir_procedure_fingerprint(&part, &list->procedures[i], said->mem);
		said_add(said, part.meaning);
	}
}

static int compare_parts(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(struct digest));
}

/* Titles, articles and wording change no answer; nor do the days on which it ends. */
static struct digest said_on(struct rewriting *r, const struct ir_list *list, const bool *in_force)
{
	struct said said = {.mem = r->scratch.mem};
	struct buf all;
	buf_init(&all, said.mem);
	said_of_itself(&said, list);
	said_of_cases(&said, list, in_force);
	qsort(said.parts.items, said.parts.count, sizeof(*said.parts.items), compare_parts);
	buf_add_int(&all, list->promulgated);
	buf_add_bytes(&all, said.parts.items, said.parts.count * sizeof(*said.parts.items));
	struct digest digest = digest_of(buf_str(&all));
	buf_fini(&all);
	VEC_FREE(said.mem, &said.parts);
	return digest;
}

static int side_on(struct rewriting *r, struct digest *out, size_t side, int32_t day)
{
	struct deciding_record *record;
	const struct ir_list *list = NULL;
	struct list_state state;
	int status = since_record(&record, r->sides[side]);
	list_state_at(&state, &r->scratch, r->sides[side]->asking.view, r->lists[side], day);
	if (status == TOL_OK)
		status = loader_entry(&record->loader, &list, r->lists[side], state.window->entry);
	if (status == TOL_OK)
		*out = said_on(r, list, state.in_force);
	return status == TOL_OK || side == AFTER
		       ? status
		       : answer_beside_fail(r->sides[AFTER]->asking.answer, status);
}

static int differs_on(struct rewriting *r, bool *out, int32_t day)
{
	struct digest said[SIDES];
	int status = side_on(r, &said[BEFORE], BEFORE, day);
	if (status == TOL_OK)
		status = side_on(r, &said[AFTER], AFTER, day);
	*out = status == TOL_OK && !digest_equal(&said[BEFORE], &said[AFTER]);
	return status;
}

/* -- telling -- */

/* Borrowed from the buffer. */
static struct str day_text(struct buf *buf, int32_t day)
{
	buf_add_date(buf, day);
	return buf_str(buf);
}

static void tell_days(struct rewriting *r, const struct change_past *past,
		      struct date_interval days)
{
	struct since_side *side = r->sides[AFTER];
	struct since_place was = r->known[BEFORE]->places[past->before];
	bool ended = past->after == NO_WINDOW;
	struct since_place is = ended ? was : r->known[AFTER]->places[past->after];
	struct diag_list *diags = &side->asking.answer->answer.diags;
	struct buf from, last;
	since_differ(side, SINCE_SAID, &is, &was);
	buf_init(&from, r->scratch.mem);
	buf_init(&last, r->scratch.mem);
	struct diag *diag = since_report(
		side, &is, ended ? DIAG_SINCE_PAST_ENDED : DIAG_SINCE_PAST_REWRITTEN,
		ARGS(r->name, day_text(&from, days.from), day_text(&last, days.to - 1)));
	diag_hint(diags, diag, HINT_SINCE_PAST, NO_ARGS);
	if (!ended)
		since_note(side, diag, &was, HINT_SINCE_WAS);
	buf_fini(&from);
	buf_fini(&last);
}

/* Days on which one rule or the other is in force are asked apart; what follows without a break is
 * told as one. */
static int tell_differing(struct rewriting *r, const struct change_past *past,
			  const struct list_cuts *cuts)
{
	struct date_interval run = {past->days.from, past->days.from};
	bool differs = false;
	int status = differs_on(r, &differs, past->days.from);
	for (size_t i = 0; i < cuts->days.count && status == TOL_OK; i++) {
		int32_t day = cuts->days.items[i];
		bool was = differs;
		if (day <= run.to || day >= past->days.to)
			continue;
		run.to = day;
		status = differs_on(r, &differs, day);
		if (was && !differs && status == TOL_OK)
			tell_days(r, past, run);
		run.from = was && differs ? run.from : day;
	}
	run.to = past->days.to;
	if (differs && status == TOL_OK)
		tell_days(r, past, run);
	return status;
}

static int tell_past(struct rewriting *r, const struct change_past *past,
		     const struct list_cuts *cuts)
{
	if (past->after != NO_WINDOW)
		return tell_differing(r, past, cuts);
	tell_days(r, past, past->days);
	return TOL_OK;
}

static int tell_list(struct rewriting *r, const struct change_past *past, size_t count)
{
	struct list_cuts cuts = {.mem = r->scratch.mem};
	int status = TOL_OK;
	if (count == 0)
		return status;
	for (size_t side = 0; side < SIDES; side++) {
		struct history_view *view = r->sides[side]->asking.view;
		r->lists[side] = view_list_find(view, r->name);
		list_cuts_add(&cuts, view, r->lists[side]);
	}
	list_cuts_sort(&cuts);
	for (size_t i = 0; i < count && status == TOL_OK; i++)
		status = tell_past(r, &past[i], &cuts);
	VEC_FREE(cuts.mem, &cuts.days);
	return status;
}

static int look_at(struct rewriting *r, const struct since_list *was)
{
	static const struct since_list nothing = {.window_count = 0};
	const struct since_list *is = since_side_list(r->sides[AFTER], was->name);
	is = is ? is : &nothing;
	r->name = was->name;
	r->known[BEFORE] = was;
	r->known[AFTER] = is;
	size_t most = 3 * (was->window_count + is->window_count) + 1;
	struct change_past *past = mem_alloc(r->scratch.mem, most * sizeof(*past));
	size_t count = change_of_past(past, was->windows, was->window_count, is->windows,
				      is->window_count, r->sides[AFTER]->day);
	int status = tell_list(r, past, count);
	mem_free(r->scratch.mem, past);
	return status;
}

int since_tell_past(struct since_side *after, struct since_side *before)
{
	struct rewriting r = {.sides = {before, after}};
	int status = TOL_OK;
	arena_init(&r.scratch, &after->asking.session->mem);
	for (size_t i = 0; i < before->list_count && status == TOL_OK; i++)
		status = look_at(&r, &before->lists[i]);
	arena_fini(&r.scratch);
	return status;
}
