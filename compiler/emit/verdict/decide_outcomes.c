/*
 * Outcomes as people are told them. What competes in a conflict is named with it: by itself it is
 * possible only where the case can come out so without one.
 */
#include "emit/verdict/decide.h"

#include "emit/enum_word.h"
#include "emit/writer.h"

enum { NO_CONFLICT = (1 << DECIDE_CONFLICT) - 1 };

static bool may_clash(const struct decide_verdict *verdict)
{
	return verdict->outcomes >> DECIDE_CONFLICT & 1;
}

/* A search that was given up may have found no way to an outcome that it could not exclude. */
uint8_t decide_outcomes_alone(const struct decide_verdict *verdict)
{
	uint8_t alone = 0;
	if (!may_clash(verdict) || !verdict->is_exact)
		return verdict->outcomes & NO_CONFLICT;
	for (size_t i = 0; i < verdict->scenario_count; i++)
		alone |= (uint8_t)(1u << verdict->scenarios[i].outcome);
	return alone & NO_CONFLICT;
}

uint8_t decide_competing(const struct decide_verdict *verdict)
{
	uint8_t competing = 0;
	for (size_t i = 0; i < verdict->scenario_count; i++)
		if (verdict->scenarios[i].outcome == DECIDE_CONFLICT)
			competing |= verdict->scenarios[i].competing;
	if (competing == 0 && may_clash(verdict))
		return verdict->outcomes & NO_CONFLICT;
	return competing;
}

static struct str competing_word(enum decide_outcome outcome, enum language language)
{
	return outcome == DECIDE_SILENT ? word_text(language, WORD_EXPECT_SILENT)
					: decide_outcome_shown(outcome, language);
}

void decide_add_conflict(struct buf *out, const struct decide_verdict *verdict,
			 enum language language)
{
	uint8_t competing = decide_competing(verdict);
	struct buf all;
	if (!competing)
		return;
	buf_init(&all, out->mem);
	for (int i = 0; i < DECIDE_CONFLICT; i++) {
		if (!(competing >> i & 1))
			continue;
		if (all.len)
			buf_add(&all, word_text(language, WORD_OR));
		buf_add(&all, competing_word((enum decide_outcome)i, language));
	}
	word_add(out, language, WORD_CLASH_BETWEEN, ARGS(buf_str(&all)));
	buf_fini(&all);
}

static void add_alternative(struct buf *out, struct str what, enum language language)
{
	if (out->len)
		buf_add(out, word_text(language, WORD_OR));
	buf_add(out, what);
}

/* Silence is explained, and so comes last. */
static void add_alternatives(struct buf *out, const struct decide_verdict *verdict,
			     enum language language)
{
	static const enum decide_outcome order[] = {DECIDE_TOLERATED, DECIDE_BARRED,
						    DECIDE_CONFLICT, DECIDE_SILENT};
	uint8_t alone = decide_outcomes_alone(verdict);
	struct buf clash;
	buf_init(&clash, out->mem);
	decide_add_conflict(&clash, verdict, language);
	for (size_t i = 0; i < countof(order); i++) {
		if (order[i] == DECIDE_CONFLICT && clash.len)
			add_alternative(out, buf_str(&clash), language);
		else if (alone >> order[i] & 1)
			add_alternative(out, decide_outcome_shown(order[i], language), language);
	}
	buf_fini(&clash);
}

/* -- who must rule -- */

static bool is_on_conflict(const struct decide_ruling *ruling)
{
	return ruling->why != WHY_ADVISORY && ruling->why != WHY_UNDECLARED;
}

static bool is_first(const struct decide_verdict *verdict, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (is_on_conflict(&verdict->rulings[i]) &&
		    str_equal(verdict->rulings[i].by, verdict->rulings[index].by))
			return false;
	return is_on_conflict(&verdict->rulings[index]);
}

/* Who must rule on the conflict, where one is possible. */
static void add_umpires(struct buf *out, const struct answer_decide *decide, enum word_id word,
			enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	struct buf all;
	buf_init(&all, out->mem);
	for (size_t i = 0; i < verdict->ruling_count; i++) {
		if (!is_first(verdict, i))
			continue;
		if (all.len)
			buf_add(&all, word_text(language, WORD_LIST_COMMA));
		decide_show_authority(&all, decide, verdict->rulings[i].by);
	}
	if (all.len)
		word_add(out, language, word, ARGS(buf_str(&all)));
	buf_fini(&all);
}

/* Of an outcome that needs a ruling, though no norms clash. */
static void add_reserve(struct buf *out, const struct decide_verdict *verdict,
			enum language language)
{
	if (verdict->ruling_count > 0)
		word_add(out, language,
			 verdict->ruling_certain ? WORD_BUT_RULING : WORD_BUT_RULING_MAYBE,
			 NO_ARGS);
}

bool decide_is_uncertain(const struct answer_decide *decide)
{
	for (size_t i = 0; i < decide->list_count; i++)
		if (decide->lists[i].uncertain.ptr)
			return true;
	return false;
}

void decide_show_outcomes(struct buf *out, const struct answer_decide *decide,
			  enum language language)
{
	const struct decide_verdict *verdict = &decide->verdict;
	uint8_t alone = decide_outcomes_alone(verdict);
	struct buf all;
	buf_init(&all, out->mem);
	add_alternatives(&all, verdict, language);
	if ((alone & (alone - 1)) || (alone && may_clash(verdict)))
		word_add(out, language, WORD_OPEN_BETWEEN, ARGS(buf_str(&all)));
	else
		buf_add(out, buf_str(&all));
	if (may_clash(verdict))
		add_umpires(out, decide, alone ? WORD_CLASH_RULED_IF : WORD_CLASH_RULED, language);
	else
		add_reserve(out, verdict, language);
	if (decide_is_uncertain(decide))
		buf_add(out, word_text(language, WORD_BUT_UNCERTAIN));
	buf_fini(&all);
}
