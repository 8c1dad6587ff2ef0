/*
 * tolc diff: two records, or one on two days. Each side is read with what tolc effective reads; a
 * list is compiled only where its texts, or the rules of them in force, are not the same.
 */
#include "api/change/diff_clause.h"
#include "api/change/diff_due.h"
#include "api/change/diff_property.h"
#include "api/change/diff_question.h"
#include "api/change/diff_repeal.h"
#include "api/decide/workdays.h"
#include "api/record/load.h"
#include "api/record/state.h"

#include "emit/answer_diff.h"

struct side {
	struct asking asking;
	struct loader *loader; /* what is compiled borrows from it */
	uint32_t next;	       /* list, in the order of names */
};

/* A span before its texts are compiled; text NO_ENTRY: there is none. */
struct planned {
	int32_t from;
	int32_t to;
	uint32_t text[2];
	bool *in_force[2];
};

struct planned_list {
	struct str name;
	struct planned *spans;
	size_t count;
};

struct differing {
	struct tol_session *session;
	struct tol_answer *answer;
	struct answer_diff *out;
	struct tol_diff_options options;
	struct side sides[2]; /* one record: the second is asked for both */
	struct side *side[2];
	uint32_t list[2]; /* the one at hand; NO_ENTRY: the side does not know it */
	VEC(struct planned_list) lists;
	VEC(struct answer_doubt) doubts;
	struct diff_sides cases;
	struct calendar calendar; /* once a procedure differs */
	bool has_calendar;
	struct arena scratch;
};

/* -- spans -- */

static int text_add(struct differing *d, uint32_t *out, int side, const struct list_state *state)
{
	*out = NO_ENTRY;
	return state->text ? loader_entry_read(d->side[side]->loader, out, d->list[side],
					       state->window->entry)
			   : TOL_OK;
}

static int span_add(struct differing *d, struct planned_list *list, int32_t from, int32_t to,
		    const int32_t days[2])
{
	struct list_state states[2];
	for (int side = 0; side < 2; side++)
		list_state_at(&states[side], &d->answer->arena, d->side[side]->asking.view,
			      d->list[side], days[side]);
	struct planned *span = &list->spans[list->count];
	if (list_states_same(&states[0], &states[1]))
		return TOL_OK;
	*span = (struct planned){from, to, {0, 0}, {states[0].in_force, states[1].in_force}};
	for (int side = 0; side < 2; side++) {
		int status = text_add(d, &span->text[side], side, &states[side]);
		if (status != TOL_OK)
			return status;
	}
	list->count++;
	return TOL_OK;
}

static int spans_of_all_days(struct differing *d, struct planned_list *list)
{
	struct list_cuts cuts = {.mem = d->scratch.mem};
	int status = TOL_OK;
	for (int side = 0; side < 2; side++)
		list_cuts_add(&cuts, d->side[side]->asking.view, d->list[side]);
	list_cuts_sort(&cuts);
	list->spans = ARENA_ARRAY(&d->scratch, struct planned, cuts.days.count + 1);
	for (size_t i = 0; i + 1 < cuts.days.count && status == TOL_OK; i++) {
		int32_t from = cuts.days.items[i], to = cuts.days.items[i + 1];
		if (from < to)
			status = span_add(d, list, from, to, (int32_t[]){from, from});
	}
	VEC_FREE(cuts.mem, &cuts.days);
	return status;
}

static int spans_of_two_days(struct differing *d, struct planned_list *list)
{
	const int32_t days[] = {d->options.at, d->options.at_after};
	list->spans = ARENA_ARRAY(&d->scratch, struct planned, 1);
	return span_add(d, list, DATE_NONE, DATE_MAX, days);
}

/* -- lists -- */

static bool is_two_days(const struct differing *d)
{
	return d->options.at != TOL_NO_DATE;
}

/* On which sides it makes a day that is asked about uncertain; 0: on none. */
static unsigned doubtful_sides(const struct differing *d, int side, const struct window *doubt)
{
	const int32_t days[] = {d->options.at, d->options.at_after};
	unsigned sides = 0;
	if (!is_two_days(d))
		return 1u << side;
	for (size_t i = 0; i < countof(days); i++)
		if (doubt->from <= days[i] && days[i] < doubt->to)
			sides |= 1u << i;
	return sides;
}

/* What cannot be read for the same days and reason on both sides is one. */
static void add_doubt(struct differing *d, const struct answer_doubt *doubt)
{
	for (size_t i = 0; i < d->doubts.count; i++) {
		struct answer_doubt *known = &d->doubts.items[i];
		if (!str_equal(known->list, doubt->list) || known->from != doubt->from ||
		    known->to != doubt->to || !str_equal(known->reason, doubt->reason))
			continue;
		known->side |= doubt->side;
		return;
	}
	VEC_PUSH(d->scratch.mem, &d->doubts, *doubt);
}

static void add_doubts(struct differing *d, struct str name)
{
	for (int side = is_two_days(d); side < 2; side++) {
		struct asking *asking = &d->side[side]->asking;
		if (d->list[side] == NO_ENTRY)
			continue;
		const struct timeline *timeline = view_timeline(asking->view, d->list[side]);
		for (size_t i = 0; i < timeline->doubt_count; i++) {
			const struct window *window = &timeline->doubts[i];
			struct str reason = asking_doubt(asking, d->list[side], window);
			unsigned sides = doubtful_sides(d, side, window);
			struct answer_doubt doubt = {name, (enum answer_sides)sides, window->from,
						     window->to,
						     arena_str(&d->answer->arena, reason)};
			if (sides)
				add_doubt(d, &doubt);
		}
	}
}

static bool is_wanted(const struct differing *d, struct str name)
{
	for (size_t i = 0; i < d->options.list_count; i++)
		if (str_equal(str_from(d->options.lists[i]), name))
			return true;
	return d->options.list_count == 0;
}

static int plan_list(struct differing *d, struct str name)
{
	struct planned_list list = {.name = arena_str(&d->answer->arena, name)};
	if (name.len == 0 || !is_wanted(d, name))
		return TOL_OK;
	d->out->compared++;
	add_doubts(d, list.name);
	int status = is_two_days(d) ? spans_of_two_days(d, &list) : spans_of_all_days(d, &list);
	if (status == TOL_OK && list.count > 0)
		VEC_PUSH(d->scratch.mem, &d->lists, list);
	return status;
}

/* The next list that the side knows, or NO_ENTRY. */
static uint32_t next_list(struct side *side)
{
	struct history_view *view = side->asking.view;
	while (side->next < view_list_count(view) && !view_list_is_known(view, side->next))
		side->next++;
	return side->next < view_list_count(view) ? side->next : NO_ENTRY;
}

static int plan_two_days(struct differing *d)
{
	int status = TOL_OK;
	for (uint32_t list; status == TOL_OK && (list = next_list(d->side[1])) != NO_ENTRY;) {
		d->list[0] = d->list[1] = list;
		status = plan_list(d, view_list_name(d->side[1]->asking.view, list));
		d->side[1]->next++;
	}
	return status;
}

/* Both sides have their lists in the order of names. */
static int plan_lists(struct differing *d)
{
	int status = TOL_OK;
	if (is_two_days(d))
		return plan_two_days(d);
	while (status == TOL_OK) {
		uint32_t next[] = {next_list(d->side[0]), next_list(d->side[1])};
		struct str names[2] = {STR_NONE, STR_NONE};
		if (next[0] == NO_ENTRY && next[1] == NO_ENTRY)
			break;
		for (int side = 0; side < 2; side++)
			if (next[side] != NO_ENTRY)
				names[side] =
					view_list_name(d->side[side]->asking.view, next[side]);
		int order = next[0] == NO_ENTRY	  ? 1
			    : next[1] == NO_ENTRY ? -1
						  : str_compare(names[0], names[1]);
		d->list[0] = order <= 0 ? next[0] : NO_ENTRY;
		d->list[1] = order >= 0 ? next[1] : NO_ENTRY;
		d->side[0]->next += order <= 0;
		d->side[1]->next += order >= 0;
		status = plan_list(d, names[order > 0]);
	}
	return status;
}

/* -- differences -- */

static int state_compile(struct differing *d, struct diff_state *out, int side,
			 const struct planned *span)
{
	*out = (struct diff_state){NULL, span->in_force[side]};
	return span->text[side] == NO_ENTRY
		       ? TOL_OK
		       : loader_entry_compile(d->side[side]->loader, &out->list, span->text[side]);
}

/* When steps are due whose limits differ, on days on which accountability may start. */
static int show_dues(struct differing *d, struct diff_record *record)
{
	int status = TOL_OK;
	if (!d->has_calendar)
		status = workdays_read(&d->calendar, d->answer, NULL, d->options.known_at);
	d->has_calendar = status == TOL_OK;
	if (status == TOL_OK)
		due_show(record, &d->answer->arena, &d->calendar,
			 is_two_days(d) ? d->options.at_after : record->from);
	return status;
}

/* What another property of the list does; clauses about past conduct say nothing of one day. */
static int show_case(struct differing *d, struct diff_record *record)
{
	if (record->part == DIFF_RULE || !diff_changes_meaning(record->change))
		return TOL_OK;
	if (record->part == DIFF_STEPS)
		return show_dues(d, record);
	if (property_has_cases(record->aspect))
		return property_witness(&d->cases, record);
	if (record->aspect == IR_ASPECT_REPEALS)
		return repeal_witness(&d->cases, record);
	return record->aspect == IR_ASPECT_TRANSITION && !is_two_days(d)
		       ? clause_witness(&d->cases, record)
		       : TOL_OK;
}

static int show_cases(struct differing *d, struct diff_records *records, size_t first)
{
	int status = TOL_OK;
	for (size_t side = 0; side < 2; side++)
		d->cases.askings[side] = &d->side[side]->asking;
	d->cases.days[0] = d->options.at;
	d->cases.days[1] = d->options.at_after;
	for (size_t i = first; i < records->items.count && status == TOL_OK; i++)
		status = show_case(d, &records->items.items[i]);
	return status;
}

static int compare_list(struct differing *d, struct diff_records *records,
			const struct planned_list *list)
{
	struct diff_span *spans = ARENA_ARRAY(&d->scratch, struct diff_span, list->count);
	for (size_t i = 0; i < list->count; i++) {
		spans[i].from = list->spans[i].from;
		spans[i].to = list->spans[i].to;
		int status = state_compile(d, &spans[i].before, 0, &list->spans[i]);
		if (status == TOL_OK)
			status = state_compile(d, &spans[i].after, 1, &list->spans[i]);
		if (status != TOL_OK)
			return status;
	}
	size_t first = records->items.count;
	diff_list(records, list->name, spans, list->count);
	return show_cases(d, records, first);
}

static void out_records(struct differing *d, const struct diff_records *records)
{
	struct answer_diff *out = d->out;
	out->records = arena_dup(&d->answer->arena, records->items.items,
				 records->items.count * sizeof(*records->items.items));
	out->record_count = records->items.count;
	for (size_t i = 0; i < out->record_count; i++)
		out->meaning_count += diff_changes_meaning(out->records[i].change);
	out->doubts = arena_dup(&d->answer->arena, d->doubts.items,
				d->doubts.count * sizeof(*d->doubts.items));
	out->doubt_count = d->doubts.count;
}

/* Of one record all days are asked alike. Where lists are named, nothing but these is told. */
static int compare_questions(struct differing *d)
{
	struct loader *loaders[] = {d->side[0]->loader, d->side[1]->loader};
	for (size_t side = 0; side < 2; side++)
		d->cases.askings[side] = &d->side[side]->asking;
	return is_two_days(d) || d->options.list_count > 0
		       ? TOL_OK
		       : question_compare(d->out, &d->cases, loaders);
}

static int compare_lists(struct differing *d)
{
	struct diff_records records;
	int status = plan_lists(d);
	diff_records_init(&records, &d->answer->arena, d->scratch.mem);
	for (size_t i = 0; i < d->lists.count && status == TOL_OK; i++)
		status = compare_list(d, &records, &d->lists.items[i]);
	if (status == TOL_OK) {
		diff_moves(&records);
		status = compare_questions(d);
		question_drop_untouched(d->out, &records);
		out_records(d, &records);
	}
	diff_records_fini(&records);
	return status;
}

/* -- the sides -- */

/* Who names two revisions one after the other means what lies between them. */
static int no_such_list(struct differing *d, struct str name)
{
	bool meant = !is_two_days(d) && !d->options.head &&
		     asking_is_revision(&d->sides[1].asking, name);
	return session_fail(d->session, TOL_ENOTFOUND, DIAG_LIST_NOT_ON_RECORD, ARGS(name),
			    meant ? HINT_TWO_REVISIONS : HINT_LISTS_ON_RECORD,
			    ARGS(str_from(d->options.base), name));
}

static int check_lists(struct differing *d)
{
	for (size_t i = 0; i < d->options.list_count; i++) {
		struct str name = str_from(d->options.lists[i]);
		bool found = false;
		for (int side = 0; side < 2; side++)
			found |= view_list_find(d->side[side]->asking.view, name) != NO_ENTRY;
		if (!found)
			return no_such_list(d, name);
	}
	return TOL_OK;
}

/* Its record is open beside that of the session. */
static int open_base(struct differing *d)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	int status = asking_base(&d->sides[1].asking, &wanted.revision, &d->options);
	if (status != TOL_OK)
		return status;
	answer_beside(d->answer);
	wanted.known_at = d->options.known_at;
	status = asking_begin(&d->sides[0].asking, d->answer->other, ANSWER_DIFF, &wanted,
			      HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return answer_beside_fail(d->answer, status);
	d->sides[0].loader = loader_new(&d->sides[0].asking);
	d->side[0] = &d->sides[0];
	return TOL_OK;
}

static void out_sides(struct differing *d)
{
	struct answer_diff *out = d->out;
	const struct answer *after = &d->answer->answer;
	const struct answer *before = &d->side[0]->asking.answer->answer;
	out->merge_base = d->options.merge_base;
	out->after = (struct answer_side){after->query.revision, after->history.head,
					  after->query.worktree, d->options.at_after};
	out->before = (struct answer_side){
		is_two_days(d) ? after->query.revision : answer_text(d->answer, d->options.base),
		before->history.head, is_two_days(d) && after->query.worktree, d->options.at};
	answer_names(d->answer, d->options.lists, d->options.list_count);
}

static void close_sides(struct differing *d)
{
	struct tol_answer *kept;
	if (d->sides[0].asking.view)
		asking_end(&d->sides[0].asking, &kept);
	VEC_FREE(d->scratch.mem, &d->lists);
	VEC_FREE(d->scratch.mem, &d->doubts);
	arena_fini(&d->scratch);
}

static int open_sides(struct differing *d)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	wanted.revision = d->options.head;
	wanted.worktree = d->options.worktree;
	wanted.known_at = d->options.known_at;
	int status = asking_begin(&d->sides[1].asking, d->session, ANSWER_DIFF, &wanted,
				  HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return status;
	d->answer = d->sides[1].asking.answer;
	d->sides[1].loader = loader_new(&d->sides[1].asking);
	d->side[0] = d->side[1] = &d->sides[1];
	return is_two_days(d) ? TOL_OK : open_base(d);
}

static int diff(struct tol_answer **out, struct tol_session *session, const void *options)
{
	struct differing d = {.session = session};
	struct tol_diff_options defaults = TOL_DIFF_OPTIONS_INIT;
	const struct tol_diff_options *given = options;
	d.options = defaults;
	if (given)
		memcpy(&d.options, given,
		       given->size < sizeof(defaults) ? given->size : sizeof(defaults));
	if (!d.options.base)
		d.options.base = "HEAD";
	arena_init(&d.scratch, &session->mem);
	int status = open_sides(&d);
	if (!d.answer) {
		arena_fini(&d.scratch);
		return status;
	}
	d.out = d.answer->answer.diff = ARENA_NEW(&d.answer->arena, struct answer_diff);
	if (status == TOL_OK)
		status = check_lists(&d);
	if (status == TOL_OK) {
		out_sides(&d);
		status = compare_lists(&d);
	}
	close_sides(&d);
	return status == TOL_OK ? asking_end(&d.sides[1].asking, out)
				: asking_fail(&d.sides[1].asking, status);
}

int tol_diff(struct tol_answer **out, struct tol_session *session,
	     const struct tol_diff_options *options)
{
	return session_ask(out, session, diff, options);
}
