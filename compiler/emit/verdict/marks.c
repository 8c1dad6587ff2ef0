/* Where a verdict may be read for more than it says. */
#include "emit/verdict/marks.h"

#include "base/text/utf8.h"
#include "emit/verdict/decide.h"

struct marking {
	struct emit *e;
	const struct answer_decide *decide;
	void (*tell)(struct emit *e, struct parts *parts);
};

static void tell_word(const struct marking *m, enum word_id word, struct str first)
{
	struct parts parts;
	parts_init(&parts, m->e);
	parts_word(&parts, word, first, STR_NONE);
	m->tell(m->e, &parts);
}

/* Whoever it is that started accountability may have nothing to say here. */
static void tell_organ(const struct marking *m)
{
	struct parts parts;
	parts_init(&parts, m->e);
	decide_parts_about(&parts, WORD_ORGAN_APART, STR_NONE, m->decide, m->decide->organ);
	m->tell(m->e, &parts);
}

/* Whether the conduct took place before the list was there, or after it, for certain. */
static bool is_beside_conduct(const struct answer_in_play *list)
{
	return !list->uncertain.ptr && list->states->old_first == NO_STATE &&
	       list->states->old_last == NO_STATE;
}

/* No list said anything on a day of the conduct; some may have later. */
static void tell_conduct(const struct marking *m)
{
	const struct answer_decide *decide = m->decide;
	struct buf later;
	for (size_t i = 0; i < decide->list_count; i++)
		if (!is_beside_conduct(&decide->lists[i]))
			return;
	buf_init(&later, m->e->out->mem);
	for (size_t i = 0; i < decide->list_count; i++) {
		if (decide->lists[i].states->newer == NO_STATE)
			continue;
		if (later.len)
			buf_add(&later, word_text(m->e->style->language, WORD_LIST_COMMA));
		utf8_printable(&later, decide->lists[i].name);
	}
	tell_word(m, later.len ? WORD_CONDUCT_LISTS_LATER : WORD_CONDUCT_NO_LIST, buf_str(&later));
	buf_fini(&later);
}

/* Days that are not given are before all others. */
static bool lies_ahead(const struct answer_decide *decide, int32_t today)
{
	return decide->conduct_to > today || decide->accountable > today ||
	       decide->decided > today || decide->closed > today;
}

void marks_tell(struct emit *e, const struct answer_decide *decide,
		void (*tell)(struct emit *e, struct parts *parts))
{
	const struct marking m = {e, decide, tell};
	const struct {
		bool holds;
		enum word_id word;
	} plain[] = {
		{!decide->verdict.is_exact, WORD_NOT_EXACT},
		{decide->illustrative, WORD_VERDICT_ILLUSTRATIVE},
		{!decide->verdict.effects_exact, WORD_EFFECTS_NOT_EXACT},
		{decide->lacks_decision_day, WORD_NO_DECISION_DAY},
		{lies_ahead(decide, e->answer->today), WORD_CASE_AHEAD},
	};
	for (size_t i = 0; i < countof(plain); i++)
		if (plain[i].holds)
			tell_word(&m, plain[i].word, STR_NONE);
	if (!decide_organ_stands_over(decide))
		tell_organ(&m);
	tell_conduct(&m);
	for (size_t i = 0; i < decide->list_count; i++)
		if (decide_doubts_first(decide, i))
			tell_word(&m, WORD_UNCERTAIN_REASON, decide->lists[i].uncertain);
}
