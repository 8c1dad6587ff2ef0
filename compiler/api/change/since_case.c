/* Published cases: those of the tree before, decided on both records. */
#include "api/decide/deciding.h"
#include "api/decide/gives.h"
#include "api/change/since.h"
#include "emit/change/impact.h"
#include "emit/verdict/decide.h"
#include "emit/writer.h"

static bool is_published(const struct ir_case *block)
{
	return block->readable && (block->expects || block->source.len > 0);
}

static size_t cases_of(struct since_case *out, const struct program *program)
{
	size_t count = 0;
	for (size_t i = 0; i < program->count; i++) {
		const struct ir_unit *unit = &program->checked[i];
		for (size_t k = 0; k < unit->case_count; k++) {
			if (!is_published(&unit->cases[k]))
				continue;
			if (out)
				out[count] = (struct since_case){.block = &unit->cases[k]};
			count++;
		}
	}
	return count;
}

int since_decide_case(struct deciding_record *record, struct since_case *one)
{
	return deciding_outcomes(&one->decide, NULL, record, one->block);
}

int since_decide(struct since_side *side, const struct since_side *blocks)
{
	struct deciding_record *record;
	size_t count = cases_of(NULL, blocks->program);
	if (count == 0)
		return TOL_OK;
	side->cases = ARENA_ARRAY(&side->asking.answer->arena, struct since_case, count);
	side->case_count = cases_of(side->cases, blocks->program);
	int status = since_record(&record, side);
	for (size_t i = 0; i < count && status == TOL_OK; i++)
		status = since_decide_case(record, &side->cases[i]);
	return status;
}

/* -- what became of them -- */

static bool is_same_verdict(const struct answer_decide *was, const struct answer_decide *is)
{
	return is && was->verdict.outcomes == is->verdict.outcomes &&
	       !was->verdict.ruling_count == !is->verdict.ruling_count &&
	       was->verdict.ruling_certain == is->verdict.ruling_certain;
}

void since_describe(struct buf *out, const struct answer_decide *decide, enum language language)
{
	buf_clear(out);
	if (!decide) {
		buf_add(out, word_text(language, WORD_UNDECIDABLE));
		return;
	}
	const struct decide_verdict *verdict = &decide->verdict;
	uint8_t alone = decide_outcomes_alone(verdict);
	impact_add_outcomes(out, alone, language);
	if (alone && decide_competing(verdict))
		buf_add(out, word_text(language, WORD_OR));
	decide_add_conflict(out, verdict, language);
	if (verdict->ruling_count == 0)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	buf_add(out, word_text(language,
			       verdict->ruling_certain ? WORD_EXPECT_RULING : WORD_RULING_OPEN));
}

/* Where the block stands now, or stood. */
static struct ir_place place_of(const struct since_side *after, const struct ir_case *block)
{
	for (size_t i = 0; i < after->program->count; i++) {
		const struct ir_unit *unit = &after->program->checked[i];
		for (size_t k = 0; k < unit->case_count; k++)
			if (str_equal(unit->cases[k].name, block->name))
				return unit->cases[k].place;
	}
	return block->place;
}

static struct since_place text_place(struct since_side *side, const struct answer_window *window)
{
	uint8_t *blob = ARENA_ARRAY(&side->asking.answer->arena, uint8_t, OID_SIZE);
	if (window->blob.ptr)
		oid_parse(blob, window->blob);
	return (struct since_place){
		.path = window->path,
		.blob = blob,
		.line = window->line,
		.is_unrecorded = window->recorded == TIME_NONE,
		.day = window->recorded == TIME_NONE
			       ? side->asking.answer->answer.today
			       : date_from_time(window->recorded, side->asking.session->zone)};
}

/* The texts that prevail in its first scenario. */
static void note_texts(struct since_side *after, struct diag *diag,
		       const struct answer_decide *decide, enum hint_id label)
{
	const struct decide_scenario *scenario = decide ? decide->verdict.scenarios : NULL;
	for (size_t i = 0; scenario && i < decide->list_count; i++) {
		if (!scenario->prevails[i] || scenario->taken[i] == NO_STATE)
			continue;
		struct since_place place =
			text_place(after, &decide->states[scenario->taken[i]].window);
		since_note(after, diag, &place, label);
	}
}

/* What each side gives. */
struct since_gives {
	struct gives own;
	struct gives other;
};

static struct since_gives gives_of(const struct answer_decide *decide,
				   const struct answer_decide *other, struct arena *arena)
{
	struct since_gives gives;
	gives_take(&gives.own, arena, &decide->verdict, decide->given);
	gives_take(&gives.other, arena, &other->verdict, other->given);
	return gives;
}

static bool is_same_gift(const struct answer_decide *was, const struct answer_decide *is,
			 struct arena *arena)
{
	struct since_gives gives = gives_of(was, is, arena);
	return gives_same_effects(&gives.own, &gives.other) &&
	       gives_same_weighing(&gives.own, &gives.other);
}

/* What differs: the effects, or else what weighs beside the outcome. */
static void describe_gives(struct buf *out, struct arena *arena, const struct answer_decide *decide,
			   const struct answer_decide *other, enum language language)
{
	struct since_gives gives = gives_of(decide, other, arena);
	buf_clear(out);
	if (gives_same_effects(&gives.own, &gives.other))
		gives_show_weighing(out, &gives.own, language);
	else
		gives_show_effects(out, &gives.own, language);
}

static void describe_outcome(struct buf *out, struct arena *arena,
			     const struct answer_decide *decide, const struct answer_decide *other,
			     enum language language)
{
	(void)arena;
	(void)other;
	since_describe(out, decide, language);
}

/* What can differ of a case, and how each side of it is told. */
struct flip {
	enum diag_id diag;
	enum hint_id hint;
	void (*describe)(struct buf *out, struct arena *arena, const struct answer_decide *decide,
			 const struct answer_decide *other, enum language language);
};

static void tell(struct since_side *after, const struct flip *flip, const struct since_case *was,
		 const struct since_case *is)
{
	struct diag_list *diags = &after->asking.answer->answer.diags;
	struct arena *arena = &after->asking.answer->arena;
	struct ir_place place = place_of(after, was->block);
	struct buf before, now;
	buf_init(&before, &after->asking.session->mem);
	buf_init(&now, &after->asking.session->mem);
	flip->describe(&before, arena, was->decide, is->decide, LANGUAGE_EN);
	flip->describe(&now, arena, is->decide, was->decide, LANGUAGE_EN);
	struct diag *diag = diag_at(diags, place.source, place.span, flip->diag,
				    ARGS(was->block->name, buf_str(&before), buf_str(&now)));
	flip->describe(&before, arena, was->decide, is->decide, LANGUAGE_ZH);
	flip->describe(&now, arena, is->decide, was->decide, LANGUAGE_ZH);
	diag_args_zh(diags, diag, ARGS(was->block->name, buf_str(&before), buf_str(&now)));
	diag_hint(diags, diag, flip->hint, ARGS(was->block->name));
	note_texts(after, diag, was->decide, HINT_SINCE_DECIDED);
	note_texts(after, diag, is->decide, HINT_SINCE_DECIDES);
	buf_fini(&before);
	buf_fini(&now);
}

void since_tell_cases(struct since_side *after, const struct since_side *before)
{
	static const struct flip outcome = {DIAG_SINCE_CASE, HINT_SINCE_CASE, describe_outcome};
	static const struct flip effect = {DIAG_SINCE_CASE_EFFECT, HINT_SINCE_CASE_EFFECT,
					   describe_gives};
	for (size_t i = 0; i < before->case_count; i++) {
		const struct since_case *was = &before->cases[i], *is = &after->cases[i];
		if (was->decide && !is_same_verdict(was->decide, is->decide))
			tell(after, &outcome, was, is);
		else if (was->decide && !is_same_gift(was->decide, is->decide,
						      &after->asking.answer->arena))
			tell(after, &effect, was, is);
	}
}
