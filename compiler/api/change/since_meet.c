/*
 * Past conduct that comes out heavier by what a list says of itself: whose it is, what it is
 * special to, to whom it leaves the word, and whom its findings bind or it lets others' bind. That
 * counts where lists meet, and before an organ; so all cases in which the list has a say are gone
 * through.
 */
#include "api/change/since_harm.h"

#include "api/change/diff_meet.h"
#include "api/decide/deciding.h"

/* No more questions about all lists of a change; beyond that it is told as not decided. */
enum { MET_MOST = 2000 };

struct harm_meeting {
	struct harming *h;
	struct diff_sides sides;
	struct diff_record aside; /* counts what is found */
	VEC(int32_t) cuts;
};

/* -- whether there is anything to ask -- */

static bool aspect_differs(const struct harming *h, const struct ir_list *was,
			   const struct ir_list *is)
{
	static const enum ir_aspect aspects[] = {IR_ASPECT_ISSUER, IR_ASPECT_SPECIAL,
						 IR_ASPECT_DELEGATES, IR_ASPECT_RECOGNITION};
	bool differs = false;
	for (size_t i = 0; was && is && i < countof(aspects); i++) {
		struct ir_part_fingerprint sides[WEIGH_SIDES];
		ir_aspect_fingerprint(&sides[WEIGH_BEFORE], was, aspects[i], h->scratch.mem);
		ir_aspect_fingerprint(&sides[WEIGH_AFTER], is, aspects[i], h->scratch.mem);
		differs |= !digest_equal(&sides[0].meaning, &sides[1].meaning);
	}
	return differs;
}

/* A list that is new, or has ended, takes these along. */
static bool says_any(const struct ir_list *list)
{
	return list && (list->special_to_count || list->saves_count || list->delegates.count ||
			list->recognition_count);
}

static int span_differs(struct harming *h, const struct harm_span *span, bool *out)
{
	const struct ir_list *lists[WEIGH_SIDES];
	int status = TOL_OK;
	if (!harm_span_differs(span))
		return TOL_OK;
	for (size_t side = 0; side < WEIGH_SIDES && status == TOL_OK; side++)
		status = harm_list(h, &lists[side], side, span->sides[side].state.window);
	if (status == TOL_OK)
		*out |= aspect_differs(h, lists[0], lists[1]) ||
			(!lists[0] != !lists[1] && (says_any(lists[0]) || says_any(lists[1])));
	return status;
}

/* -- one case -- */

static const struct harm_span *span_of(const struct harming *h, int32_t day)
{
	for (size_t i = 0; i < h->count; i++)
		if (h->spans[i].days.from <= day && day < h->spans[i].days.to)
			return &h->spans[i];
	return NULL;
}

static int tell(struct harm_meeting *m, const struct cause *cause, const struct ir_case *block,
		const struct analyze_case *shown, const struct since_case decided[WEIGH_SIDES])
{
	struct harming *h = m->h;
	struct weigh_case found = {.block = *block};
	analyze_case_keep(&found.shown, &h->sides[WEIGH_AFTER]->asking.answer->arena, shown);
	found.shown.lasted = block->conduct_to - block->conduct_from;
	harm_tell(h, cause, HARM_BESIDE, &found, decided);
	VEC_PUSH(h->scratch.mem, &h->told, cause->place);
	m->aside.witness_count++;
	return TOL_OK;
}

/* Past is what took place before that was issued which brings it about. */
static int judge(struct meet *meet, const struct ir_case *block, const struct analyze_case *shown,
		 bool is_its_own)
{
	struct harm_meeting *m = meet->data;
	struct harming *h = m->h;
	struct harm_days days = {span_of(h, block->conduct_from), span_of(h, block->conduct_to),
				 span_of(h, block->accountable)};
	struct since_case decided[WEIGH_SIDES];
	bool is_heavier = false;
	if (!days.first || !days.last || !days.accountable)
		return TOL_OK;
	struct cause cause = harm_cause(h, &days);
	if (cause.issued <= block->conduct_to || harm_is_told(h, &cause.place))
		return TOL_OK;
	int status = harm_decide(h, decided, block);
	if (status == TOL_OK && harm_is_heavier(decided))
		status = harm_is_unlawful(h, decided, block, &is_heavier);
	if (status != TOL_OK || !is_heavier)
		return status;
	if (is_its_own)
		return tell(m, &cause, block, shown, decided);
	harm_leave_open(h, HINT_SINCE_OPEN_CHANGED);
	return TOL_OK;
}

/* -- all cases -- */

static enum meet_day day_is(void *data, int32_t day)
{
	const struct harm_meeting *m = data;
	const struct harm_span *span = span_of(m->h, day);
	return span && harm_span_differs(span) ? MEET_DAY_DIFFERS : MEET_DAY_SAME;
}

/* What is issued on a day parts conduct that is past from such as is not. */
static void cut(struct harm_meeting *m)
{
	struct harming *h = m->h;
	for (size_t i = 0; i < h->count; i++)
		for (size_t k = i; k < h->count; k++) {
			struct harm_days days = {&h->spans[i], &h->spans[i], &h->spans[k]};
			struct cause cause = harm_cause(h, &days);
			if (cause.issued != DATE_NONE)
				VEC_PUSH(h->scratch.mem, &m->cuts, cause.issued);
		}
}

static struct str issuer_of(const struct harming *h, size_t side)
{
	for (size_t i = h->count; i-- > 0;)
		if (h->spans[i].sides[side].state.text)
			return h->spans[i].sides[side].state.text->issuer;
	return STR_NONE;
}

static int search(struct harm_meeting *m)
{
	struct harming *h = m->h;
	struct meet meet = {.sides = &m->sides,
			    .record = &m->aside,
			    .judge = judge,
			    .goal = MEET_ANY,
			    .whole = true,
			    .stays = true,
			    .day = day_is,
			    .data = m,
			    .cuts = m->cuts.items,
			    .cut_count = m->cuts.count,
			    .questions = MEET_QUESTIONS,
			    .decisions = MEET_DECISIONS};
	size_t left = MET_MOST - h->met;
	meet.questions = left < MEET_QUESTIONS ? left : MEET_QUESTIONS;
	size_t most = meet.questions;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		meet.own[side] = h->list[side];
		meet.other[side] = NO_ENTRY;
		meet.issuers[side] = issuer_of(h, side);
	}
	int status = meet_search(&meet);
	h->met += most - meet.questions;
	if (m->aside.why != DIFF_WHY_NONE)
		harm_leave_open(h, HINT_SINCE_OPEN_BOUND);
	return status;
}

int harm_meet(struct harming *h)
{
	struct harm_meeting m = {
		.h = h,
		.sides = {.askings = {&h->sides[WEIGH_BEFORE]->asking,
				      &h->sides[WEIGH_AFTER]->asking},
			  .records = {h->records[WEIGH_BEFORE], h->records[WEIGH_AFTER]},
			  .days = {TOL_NO_DATE, TOL_NO_DATE}}};
	bool differs = false;
	int status = TOL_OK;
	for (size_t i = 0; i < h->count && status == TOL_OK && !differs; i++)
		status = span_differs(h, &h->spans[i], &differs);
	if (status != TOL_OK || !differs)
		return status;
	cut(&m);
	status = search(&m);
	VEC_FREE(h->scratch.mem, &m.cuts);
	return status;
}
