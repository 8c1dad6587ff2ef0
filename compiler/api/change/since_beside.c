/*
 * Past conduct that two lists make heavier together: the one says something else than before, be it
 * lighter, and so the other one no longer stands, or not with all that it gave. Where no other list
 * says anything else on these days than before, so that it is the one that did it, for each other
 * list a case is tried, on the last of the days of conduct; what is found is decided on both
 * records, and as the side before would have decided it when the conduct took place.
 */
#include "api/change/since_harm.h"

#include "api/decide/deciding.h"

/* No more lists beside one, and no more pairs of lists and days for all that changes; beyond that
 * it is told as not decided. */
enum { BESIDE_ONE = 40, BESIDE_ALL = 4000 };

/* Whose case both lists have a say in; empty: nobody's. */
static struct str subject_of(const struct text *text, const struct text *other)
{
	if (harm_has_a_say(text, other))
		return text->issuer;
	return harm_has_a_say(other, text) ? other->issuer : STR_NONE;
}

int harm_is_unlawful(struct harming *h, const struct since_case decided[WEIGH_SIDES],
		     const struct ir_case *block, bool *out)
{
	struct tol_answer *answer = h->sides[WEIGH_AFTER]->asking.answer;
	struct ir_case *then = arena_dup(&answer->arena, block, sizeof(*block));
	struct since_case law[WEIGH_SIDES] = {{.block = then}, decided[WEIGH_AFTER]};
	then->accountable = then->decided = block->conduct_to;
	int status = since_decide_case(h->records[WEIGH_BEFORE], &law[WEIGH_BEFORE]);
	*out = status == TOL_OK && harm_is_heavier(law);
	return status == TOL_OK ? TOL_OK : answer_beside_fail(answer, status);
}

static int try_case(struct harming *h, struct weigh_case *found, struct str subject,
		    struct since_case decided[WEIGH_SIDES], bool *is_found)
{
	struct arena *arena = &h->sides[WEIGH_AFTER]->asking.answer->arena;
	struct ir_case *block = arena_dup(arena, &found->block, sizeof(found->block));
	block->subject = block->accountable_by = arena_str(arena, subject);
	if (h->began != DATE_NONE) {
		block->conduct_from = h->began;
		found->shown.lasted = found->shown.conduct - h->began;
	}
	int status = harm_decide(h, decided, block);
	if (status != TOL_OK || !harm_is_heavier(decided))
		return status;
	return harm_is_unlawful(h, decided, block, is_found);
}

/* The last day of conduct, and the first on which it is called to account. */
static void one_day(struct weigh_question *question)
{
	int32_t conduct = question->conduct.to - 1;
	int32_t accountable = question->accountable.from;
	if (accountable < conduct)
		accountable = conduct;
	question->conduct = (struct date_interval){conduct, conduct + 1};
	question->accountable = (struct date_interval){accountable, accountable + 1};
}

/* Beside what the other list tolerates, then beside what it bars. */
static int try_state(struct harming *h, const struct weigh_question *question,
		     const struct decide_state *state, struct str subject, struct weigh_case *found,
		     struct since_case decided[WEIGH_SIDES], bool *is_found)
{
	static const enum ir_outcome outcomes[] = {IR_TOLERATED, IR_BARRED};
	struct arena *arena = &h->sides[WEIGH_AFTER]->asking.answer->arena;
	struct weigh_question beside = *question;
	int status = TOL_OK;
	beside.speaks = state;
	for (size_t i = 0; i < countof(outcomes) && status == TOL_OK && !*is_found; i++) {
		beside.says = outcomes[i];
		if (weigh_find(found, arena, &beside, WEIGH_DIFFERENT) == ANALYZE_YES)
			status = try_case(h, found, subject, decided, is_found);
	}
	return status;
}

static bool differs_on(const struct harm_list *list, int32_t day)
{
	for (size_t i = 0; i < list->differs_count; i++)
		if (list->differs[i].from <= day && day < list->differs[i].to)
			return true;
	return false;
}

/* Whether all other lists are on the day what they were. */
static bool others_stay(const struct harming *h, int32_t day)
{
	uint32_t count = view_list_count(h->sides[WEIGH_AFTER]->asking.view);
	for (uint32_t i = 0; i < count; i++)
		if (i != h->list[WEIGH_AFTER] && differs_on(&h->lists[i], day))
			return false;
	return true;
}

int harm_beside(struct harming *h, const struct weigh_question *question, const struct text *text,
		struct weigh_case *found, struct since_case decided[WEIGH_SIDES], bool *is_found)
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct history_view *view = after->asking.view;
	struct weigh_question day = *question;
	size_t beside = 0;
	int status = TOL_OK;
	one_day(&day);
	if (!others_stay(h, day.conduct.from) || !others_stay(h, day.accountable.from))
		return TOL_OK;
	for (uint32_t i = 0; i < view_list_count(view) && status == TOL_OK && !*is_found; i++) {
		struct decide_state state;
		struct list_state at;
		if (i == h->list[WEIGH_AFTER] || !harm_is_near(h, i, text))
			continue;
		list_state_at(&at, &after->asking.answer->arena, view, i, day.conduct.from);
		struct str subject = at.window ? subject_of(text, at.text) : STR_NONE;
		if (!subject.len)
			continue;
		if (beside++ >= BESIDE_ONE || h->beside++ >= BESIDE_ALL) {
			harm_leave_open(h, HINT_SINCE_OPEN_BOUND);
			break;
		}
		status = loader_entry(&h->records[WEIGH_AFTER]->loader, &state.list, i,
				      at.window->entry);
		state.in_force = at.in_force;
		if (status == TOL_OK)
			status = try_state(h, &day, &state, subject, found, decided, is_found);
	}
	return status;
}
