/*
 * A property decides where a list meets something else: another list of its issuer, one below it,
 * an organ. For each meeting that the change concerns, days on which nothing changes are gone
 * through; what is found is decided on both records. Where that shows nothing, though the lists can
 * meet like this in some of their versions, all cases in which they do are gone through.
 */
#include "api/change/diff_property.h"

#include "api/change/clash.h"
#include "api/change/diff_meet.h"
#include "api/record/named.h"
#include "api/record/state.h"

/* After so many questions a property is not decided. */
enum { QUESTIONS_MOST = 400 };

/* Two lists, and whose case it is. */
struct meeting {
	enum clash_kind kind;
	uint32_t other[WEIGH_SIDES]; /* NO_ENTRY: there is none */
	struct str subject;
	struct str organ;
};

struct property {
	struct diff_sides *sides;
	struct diff_record *record;
	struct arena *arena; /* the answer's */
	struct mem *mem;
	uint32_t own[WEIGH_SIDES];
	const struct map *authorities; /* as declared now */
	struct list_cuts cuts;	       /* of the list */
	size_t asked;
	bool may_meet; /* the lists at hand */
	struct meet search;
};

static bool is_done(const struct property *p)
{
	return p->record->witness_count > 0 || p->asked >= QUESTIONS_MOST || p->search.gave_up;
}

static struct history_view *view_of(const struct property *p, size_t side)
{
	return p->sides->askings[side]->view;
}

/* -- who -- */

static const struct ir_authority *authority(const struct property *p, struct str name)
{
	return map_get(p->authorities, name);
}

static bool is_at_or_above(const struct property *p, struct str above, struct str below)
{
	for (const struct ir_authority *at = authority(p, below); at; at = at->parent)
		if (str_equal(at->name, above))
			return true;
	return false;
}

/* The newest text of the list, which says whose it is; NULL: none answers. */
static const struct text *newest_text(const struct property *p, size_t side, uint32_t list)
{
	if (list == NO_ENTRY)
		return NULL;
	const struct timeline *timeline = view_timeline(view_of(p, side), list);
	for (size_t i = timeline->window_count; i-- > 0;)
		if (window_answers(&timeline->windows[i]))
			return view_text(view_of(p, side), list, timeline->windows[i].entry).text;
	return NULL;
}

/* -- states -- */

static int state_take(struct property *p, struct decide_state *out, size_t side, uint32_t list,
		      int32_t day)
{
	struct list_state state;
	list_state_at(&state, p->arena, view_of(p, side), list, day);
	return diff_sides_state(p->sides, out, side, list, &state);
}

static int32_t day_of(const struct property *p, size_t side, int32_t day)
{
	return diff_sides_are_days(p->sides) ? p->sides->days[side] : day;
}

/* -- one meeting on days on which nothing changes -- */

static int look(struct property *p, const struct clash_question *question,
		const struct meeting *meeting)
{
	struct weigh_case found;
	enum diff_case_found how;
	p->asked++;
	enum analyze_answer answer = clash_find(&found, p->arena, question);
	p->may_meet |= answer != ANALYZE_NO;
	if (answer != ANALYZE_YES)
		return TOL_OK;
	found.block.subject = meeting->subject;
	found.block.accountable_by = meeting->organ;
	return diff_case_add(p->sides, p->record, &found.block, &how);
}

static int meet_on(struct property *p, const struct meeting *meeting, int32_t from, int32_t to)
{
	struct clash_question question = {.kind = meeting->kind, .days = {from, to}};
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++) {
		int32_t day = day_of(p, side, from);
		status = state_take(p, &question.own[side], side, p->own[side], day);
		if (status == TOL_OK)
			status = state_take(p, &question.other[side], side, meeting->other[side],
					    day);
	}
	return status == TOL_OK ? look(p, &question, meeting) : status;
}

/* Where one of the two lists changes. */
static void cuts_take(struct property *p, struct list_cuts *cuts, const struct meeting *meeting)
{
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		list_cuts_add(cuts, view_of(p, side), p->own[side]);
		list_cuts_add(cuts, view_of(p, side), meeting->other[side]);
	}
	list_cuts_sort(cuts);
}

static int meet_on_days(struct property *p, const struct meeting *meeting)
{
	struct list_cuts cuts = {.mem = p->mem};
	int32_t from = p->record->from, end = p->record->to;
	int status = TOL_OK;
	cuts_take(p, &cuts, meeting);
	for (size_t i = 0; i < cuts.days.count && status == TOL_OK && !is_done(p); i++) {
		int32_t to = cuts.days.items[i];
		if (to <= from || to >= end)
			continue;
		status = meet_on(p, meeting, from, to);
		from = to;
	}
	if (status == TOL_OK && !is_done(p))
		status = meet_on(p, meeting, from, end);
	VEC_FREE(cuts.mem, &cuts.days);
	return status;
}

/* -- whether they can meet at all -- */

/* The list on that day against the other one as it was on any. */
static int meet_any(struct property *p, const struct meeting *meeting,
		    struct clash_question *question, const struct list_cuts *cuts)
{
	int status = TOL_OK;
	for (size_t i = 0; i < cuts->days.count && status == TOL_OK && !p->may_meet; i++) {
		struct decide_state state;
		status = state_take(p, &state, WEIGH_AFTER, meeting->other[WEIGH_AFTER],
				    cuts->days.items[i]);
		if (status != TOL_OK || !state.list)
			continue;
		question->other[WEIGH_BEFORE] = question->other[WEIGH_AFTER] = state;
		p->may_meet = ++p->asked >= QUESTIONS_MOST ||
			      clash_find(NULL, p->arena, question) != ANALYZE_NO;
	}
	return status;
}

static int meet_own(struct property *p, const struct meeting *meeting, const struct list_cuts *cuts,
		    int32_t day)
{
	struct clash_question question = {.kind = meeting->kind, .days = {DATE_NONE, DATE_MAX}};
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		status = state_take(p, &question.own[side], side, p->own[side], day);
	if (status != TOL_OK || meeting->kind != CLASH_SPEAKS)
		return status == TOL_OK ? meet_any(p, meeting, &question, cuts) : status;
	p->may_meet =
		++p->asked >= QUESTIONS_MOST || clash_find(NULL, p->arena, &question) != ANALYZE_NO;
	return TOL_OK;
}

/* Conduct and accountability need not lie between the same changes. */
static int meet_ever(struct property *p, const struct meeting *meeting)
{
	struct list_cuts cuts = {.mem = p->mem};
	if (diff_sides_are_days(p->sides))
		return TOL_OK;
	list_cuts_add(&cuts, view_of(p, WEIGH_AFTER), meeting->other[WEIGH_AFTER]);
	int status = meet_own(p, meeting, &cuts, p->record->from);
	for (size_t i = 0; i < p->cuts.days.count && status == TOL_OK && !p->may_meet; i++)
		if (p->cuts.days.items[i] > p->record->from &&
		    p->cuts.days.items[i] < p->record->to)
			status = meet_own(p, meeting, &cuts, p->cuts.days.items[i]);
	VEC_FREE(cuts.mem, &cuts.days);
	return status;
}

/* -- all cases -- */

/* On which the list has the property that changes. */
static enum meet_day day_is(void *data, int32_t day)
{
	const struct property *p = data;
	const struct diff_record *record = p->record;
	return record->from <= day && day < record->to ? MEET_DAY_DIFFERS : MEET_DAY_SAME;
}

/* A property of the list counts where it speaks itself; recognition, whoever it is that does. */
static enum meet_goal goal_of(const struct property *p, const struct meeting *meeting)
{
	const struct ir_list *was = p->record->list_before, *is = p->record->list_after;
	if (meeting->kind == CLASH_TOLERATES)
		return MEET_OTHER;
	if (meeting->kind != CLASH_SPEAKS)
		return MEET_BOTH;
	return was->recognition_count + is->recognition_count > 0 ? MEET_ANY : MEET_OWN;
}

static int search(struct property *p, const struct meeting *meeting)
{
	struct meet *search = &p->search;
	search->goal = goal_of(p, meeting);
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		search->own[side] = p->own[side];
		search->other[side] = meeting->other[side];
		search->issuers[side] = meeting->subject;
	}
	return meet_search(search);
}

static int meet(struct property *p, const struct meeting *meeting)
{
	if (is_done(p))
		return TOL_OK;
	p->may_meet = false;
	int status = meet_on_days(p, meeting);
	if (status == TOL_OK && !is_done(p) && !p->may_meet)
		status = meet_ever(p, meeting);
	if (status == TOL_OK && !is_done(p) && (p->may_meet || goal_of(p, meeting) == MEET_ANY))
		status = search(p, meeting);
	return status;
}

/* -- what the change concerns -- */

static bool has_name(struct ir_strs names, struct str name)
{
	for (size_t i = 0; i < names.count; i++)
		if (str_equal(names.items[i], name))
			return true;
	return false;
}

static bool has_ref(const struct ir_ref *refs, size_t count, struct str list)
{
	for (size_t i = 0; i < count; i++)
		if (refs[i].rule.len == 0 && str_equal(refs[i].list, list))
			return true;
	return false;
}

static bool is_delegated(const struct ir_list *list, const struct text *other)
{
	return has_name(list->delegates, other->issuer) || has_name(list->delegates, other->level);
}

/* Of one issuer: which is the special one, and whether the general one leaves it. */
static bool concerns_special(const struct property *p, const struct text *own, struct str name,
			     const struct text *other)
{
	const struct ir_list *was = p->record->list_before, *is = p->record->list_after;
	return str_equal(own->issuer, other->issuer) &&
	       (has_ref(was->special_to, was->special_to_count, name) !=
			has_ref(is->special_to, is->special_to_count, name) ||
		has_ref(was->saves, was->saves_count, name) !=
			has_ref(is->saves, is->saves_count, name));
}

static bool concerns_delegates(const struct property *p, const struct text *own, struct str name,
			       const struct text *other)
{
	(void)name;
	return !str_equal(own->issuer, other->issuer) &&
	       is_at_or_above(p, own->issuer, other->issuer) &&
	       is_delegated(p->record->list_before, other) !=
		       is_delegated(p->record->list_after, other);
}

/* Whose case both lists have a say in: the lower one's. */
static struct str lower_issuer(const struct property *p, const struct text *own,
			       const struct text *other)
{
	return is_at_or_above(p, own->issuer, other->issuer) ? other->issuer : own->issuer;
}

/* Every list of the record that the change concerns. */
static int meet_lists(struct property *p, enum clash_kind kind,
		      bool (*concerns)(const struct property *p, const struct text *own,
				       struct str name, const struct text *other))
{
	struct history_view *view = view_of(p, WEIGH_AFTER);
	const struct text *own = newest_text(p, WEIGH_AFTER, p->own[WEIGH_AFTER]);
	int status = TOL_OK;
	for (uint32_t i = 0; own && i < view_list_count(view) && status == TOL_OK; i++) {
		struct str name = view_list_name(view, i);
		const struct text *other = newest_text(p, WEIGH_AFTER, i);
		if (i == p->own[WEIGH_AFTER] || !other || !view_list_is_known(view, i) ||
		    !concerns(p, own, name, other))
			continue;
		struct str subject = lower_issuer(p, own, other);
		struct meeting meeting = {
			.kind = kind, .other = {0, i}, .subject = subject, .organ = subject};
		meeting.other[WEIGH_BEFORE] = view_list_find(view_of(p, WEIGH_BEFORE), name);
		status = meet(p, &meeting);
	}
	return status;
}

static int show_special(struct property *p)
{
	return meet_lists(p, CLASH_DIFFERS, concerns_special);
}

static int show_delegates(struct property *p)
{
	return meet_lists(p, CLASH_BEYOND, concerns_delegates);
}

/* It has a say about whoever is below one of the issuers. */
static int show_issuer(struct property *p)
{
	const struct str issuers[] = {p->record->list_before->issuer->name,
				      p->record->list_after->issuer->name};
	int status = TOL_OK;
	for (size_t i = 0; i < countof(issuers) && status == TOL_OK; i++) {
		struct meeting meeting = {.kind = CLASH_SPEAKS,
					  .other = {NO_ENTRY, NO_ENTRY},
					  .subject = issuers[i],
					  .organ = issuers[i]};
		status = meet(p, &meeting);
	}
	return status;
}

/* -- recognition -- */

/* What a list says that counts: its own is advice, whatever the word. */
static bool says_recognition(const struct ir_list *list, const struct ir_recognition *wanted)
{
	for (size_t i = 0; i < list->recognition_count; i++) {
		const struct ir_recognition *said = &list->recognitions[i];
		if (str_equal(said->before, wanted->before) &&
		    str_equal(said->whose, wanted->whose) &&
		    (said->whose.len == 0 || said->binding == wanted->binding))
			return true;
	}
	return false;
}

/* A list whose finding the organ is told of; bound already where it is at the issuer or below. */
static int meet_recognized(struct property *p, const struct ir_recognition *said, uint32_t list)
{
	const struct text *own = newest_text(p, WEIGH_AFTER, p->own[WEIGH_AFTER]);
	const struct text *text = newest_text(p, WEIGH_AFTER, list);
	struct str name = view_list_name(view_of(p, WEIGH_AFTER), list);
	if (!text || is_at_or_above(p, text->issuer, said->before) ||
	    !is_at_or_above(p, own->issuer, text->issuer))
		return TOL_OK;
	struct meeting meeting = {.kind = CLASH_TOLERATES,
				  .other = {0, list},
				  .subject = text->issuer,
				  .organ = said->before};
	meeting.other[WEIGH_BEFORE] = view_list_find(view_of(p, WEIGH_BEFORE), name);
	return meet(p, &meeting);
}

static int meet_organ(struct property *p, const struct ir_recognition *said)
{
	struct history_view *view = view_of(p, WEIGH_AFTER);
	const struct text *own = newest_text(p, WEIGH_AFTER, p->own[WEIGH_AFTER]);
	int status = TOL_OK;
	if (!own || !authority(p, said->before))
		return TOL_OK;
	if (said->whose.len == 0)
		return meet_recognized(p, said, p->own[WEIGH_AFTER]);
	if (!said->binding || !is_at_or_above(p, own->issuer, said->before))
		return TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK; i++) {
		const struct text *text = newest_text(p, WEIGH_AFTER, i);
		if (view_list_is_known(view, i) && text &&
		    (str_equal(view_list_name(view, i), said->whose) ||
		     str_equal(text->issuer, said->whose)))
			status = meet_recognized(p, said, i);
	}
	return status;
}

static int show_recognition(struct property *p)
{
	const struct ir_list *lists[] = {p->record->list_before, p->record->list_after};
	int status = TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		for (size_t i = 0; i < lists[side]->recognition_count && status == TOL_OK; i++)
			if (!says_recognition(lists[!side], &lists[side]->recognitions[i]))
				status = meet_organ(p, &lists[side]->recognitions[i]);
	return status;
}

/* -- basis -- */

/* It tells where a list comes from; no verdict rests on it. */
static int show_basis(struct property *p)
{
	(void)p;
	return TOL_OK;
}

/* -- the question -- */

static int (*const shows[IR_ASPECT_COUNT])(struct property *p) = {
	[IR_ASPECT_ISSUER] = show_issuer,	[IR_ASPECT_SPECIAL] = show_special,
	[IR_ASPECT_DELEGATES] = show_delegates, [IR_ASPECT_RECOGNITION] = show_recognition,
	[IR_ASPECT_BASIS] = show_basis,
};

bool property_has_cases(enum ir_aspect aspect)
{
	return shows[aspect] != NULL;
}

static void property_init(struct property *p)
{
	static const struct map none = {0};
	const struct deciding_record *after = p->sides->records[WEIGH_AFTER];
	p->authorities = after->declaring ? &after->declaring->environment.authorities : &none;
	p->cuts.mem = p->mem;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		p->own[side] = view_list_find(view_of(p, side), p->record->list);
		list_cuts_add(&p->cuts, view_of(p, side), p->own[side]);
	}
}

int property_witness(struct diff_sides *sides, struct diff_record *record)
{
	struct property p = {.sides = sides, .record = record};
	int status = diff_sides_open(sides);
	if (status != TOL_OK)
		return status;
	p.arena = &sides->askings[WEIGH_AFTER]->answer->arena;
	p.mem = p.arena->mem;
	p.search = (struct meet){.sides = sides,
				 .record = record,
				 .stays = true,
				 .day = day_is,
				 .data = &p,
				 .questions = MEET_QUESTIONS,
				 .decisions = MEET_DECISIONS};
	property_init(&p);
	status = shows[record->aspect](&p);
	if (p.asked >= QUESTIONS_MOST)
		diff_leave_open(record, DIFF_WHY_LIMIT);
	meet_settle(record);
	VEC_FREE(p.cuts.mem, &p.cuts.days);
	return status;
}
