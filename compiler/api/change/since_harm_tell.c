/* How it is told that past conduct comes out heavier. */
#include "api/change/since_harm.h"

#include "api/decide/deciding.h"
#include "emit/writer.h"

/* ": may exempt", the lightest that is certain. */
static void add_effect(struct buf *out, const struct answer_decide *decide, enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	const struct decide_effect *lightest = NULL;
	for (size_t i = 0; i < verdict->effect_count; i++) {
		const struct decide_effect *effect = &verdict->effects[i];
		if (effect->is_certain && (!lightest || effect->effect < lightest->effect))
			lightest = effect;
	}
	if (!lightest)
		return;
	buf_add(out, word_text(language, WORD_COLON));
	word_add(out, language, (enum word_id)(WORD_EFFECT_EXEMPT + (int)lightest->effect),
		 ARGS(word_text(language, lightest->strength == IR_MUST ? WORD_MUST : WORD_MAY)));
}

/* What the case came to on either side; the effects, where nothing else differs. */
static struct diag_args describe(struct buf said[WEIGH_SIDES], const struct since_case *decided,
				 enum language language)
{
	const struct answer_decide *was = decided[WEIGH_BEFORE].decide;
	const struct answer_decide *is = decided[WEIGH_AFTER].decide;
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		since_describe(&said[side], decided[side].decide, language);
		if (was->verdict.outcomes == is->verdict.outcomes)
			add_effect(&said[side], decided[side].decide, language);
	}
	return ARGS(STR_NONE, STR_NONE, buf_str(&said[WEIGH_BEFORE]), buf_str(&said[WEIGH_AFTER]));
}

/* What is lighter by itself is taken by `old_unless_lighter` as well: only `old` keeps it away.
 * What does not say that the new text decides is a correction, or reaches back by its dates. */
static enum hint_id cure_of(const struct cause *cause, enum harm_found how)
{
	if (cause->is_withdrawn)
		return HINT_SINCE_HARM_WITHDRAWN;
	if (cause->is_new && how == HARM_BESIDE)
		return HINT_SINCE_HARM_BESIDE;
	bool is_kept = cause->by == IR_OLD || cause->by == IR_OLD_UNLESS_LIGHTER;
	return is_kept ? HINT_SINCE_HARM_LATER : HINT_SINCE_HARM;
}

void harm_tell(struct harming *h, const struct cause *cause, enum harm_found how,
	       const struct weigh_case *found, const struct since_case decided[WEIGH_SIDES])
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct diag_list *diags = &after->asking.answer->answer.diags;
	struct since_place place = cause->place, was = cause->was;
	struct buf day, said[WEIGH_SIDES];
	buf_init(&day, h->scratch.mem);
	buf_add_date(&day, cause->issued);
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		buf_init(&said[side], h->scratch.mem);
	struct diag_args args = describe(said, decided, LANGUAGE_EN);
	args.arg[0] = h->name;
	args.arg[1] = buf_str(&day);
	since_differ(after, SINCE_SAID, &place, &was);
	struct diag *diag = since_report(after, &place, DIAG_SINCE_HARM, args);
	args = describe(said, decided, LANGUAGE_ZH);
	args.arg[0] = h->name;
	args.arg[1] = buf_str(&day);
	diag_args_zh(diags, diag, args);
	diag_hint(diags, diag, cure_of(cause, how), NO_ARGS);
	since_note(after, diag, &was, HINT_SINCE_WAS);
	struct analyze_case *example =
		arena_dup(&after->asking.answer->arena, &found->shown, sizeof(found->shown));
	example->subject = decided[WEIGH_AFTER].block->subject;
	example->organ = decided[WEIGH_AFTER].block->accountable_by;
	diag->example = example;
	buf_fini(&day);
	for (size_t side = 0; side < WEIGH_SIDES; side++)
		buf_fini(&said[side]);
}

/* Of the last text that answers. */
static struct since_place last_place(struct harming *h, size_t side)
{
	struct history_view *view = h->sides[side]->asking.view;
	const struct window *last = NULL;
	if (h->list[side] != NO_ENTRY)
		last = harm_last_window(view_timeline(view, h->list[side]), DATE_MAX);
	return last ? since_entry_place(h->sides[side], h->list[side], last->entry)
		    : (struct since_place){.path = STR("")};
}

void harm_tell_undecided(struct harming *h)
{
	struct since_side *after = h->sides[WEIGH_AFTER];
	struct since_place place = last_place(h, WEIGH_AFTER), was = last_place(h, WEIGH_BEFORE);
	since_differ(after, SINCE_SAID, &place, &was);
	struct diag *diag =
		since_report(after, &place, DIAG_SINCE_HARM_UNDECIDED, ARGS(h->name));
	diag_hint(&after->asking.answer->answer.diags, diag, h->undecided, NO_ARGS);
}
