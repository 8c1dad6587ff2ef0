/* Which terms of a rule say something else, "condition: pilot -> pilot and not gain"; and what is
 * asked otherwise. */
#include "emit/change/diff.h"
#include "emit/enum_word.h"
#include "emit/verdict/condition.h"

#include "base/text/utf8.h"

static const struct ir_list *list_of(const struct diff_record *record, size_t side)
{
	return side ? record->list_after : record->list_before;
}

static void add_choices(struct buf *out, const struct ir_fact *fact, enum language language)
{
	for (size_t i = 0; i < fact->choice_count; i++) {
		struct str word = choice_word(&fact->choices[i], language);
		if (i > 0)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		utf8_printable(out, word.len ? word : fact->choices[i].name);
	}
}

void diff_add_type(struct buf *out, const struct ir_fact *fact, enum language language)
{
	static const enum word_id words[] = {
		[IR_BOOL] = WORD_TYPE_BOOL,	[IR_MONEY] = WORD_TYPE_MONEY,
		[IR_COUNT] = WORD_TYPE_COUNT,	[IR_DATE] = WORD_TYPE_DATE,
		[IR_CHOICE] = WORD_TYPE_CHOICE, [IR_SET] = WORD_TYPE_SET,
	};
	struct buf choices;
	buf_init(&choices, out->mem);
	add_choices(&choices, fact, language);
	word_add(out, language, words[fact->type], ARGS(buf_str(&choices)));
	buf_fini(&choices);
}

static void add_presumed(struct buf *out, const struct diff_said *said, enum language language)
{
	struct str choices[64];
	const struct ir_fact *fact = said->fact;
	for (size_t i = 0; i < fact->choice_count; i++)
		choices[i] = fact->choices[i].name;
	struct diff_value value = {fact, true, said->value->number, choices, fact->choice_count};
	diff_show_value(out, &value, language);
}

void diff_add_said(struct buf *out, const struct diff_record *record, const struct diff_term *term,
		   size_t side, enum language language)
{
	const struct diff_said *said = &term->sides[side];
	if (said->expr)
		condition_show(out, NULL, list_of(record, side)->place.source, said->expr,
			       language);
	else if (said->value)
		add_presumed(out, said, language);
	else if (term->kind == DIFF_TERM_FACT)
		diff_add_type(out, said->fact, language);
}

static void add_name(struct buf *out, const struct diff_term *term, enum language language)
{
	const struct ir_fact *fact = term->sides[1].fact;
	struct str name = fact		    ? fact_shown(fact, language)
			  : term->title.len ? term->title
					    : term->name;
	buf_add(out, word_text(language, term_word(term->kind)));
	if (name.len == 0)
		return;
	buf_add_char(out, ' ');
	utf8_printable(out, name);
}

void diff_add_term(struct buf *out, const struct diff_record *record, const struct diff_term *term,
		   enum language language)
{
	struct buf name, sides[2];
	buf_init(&name, out->mem);
	add_name(&name, term, language);
	for (size_t side = 0; side < 2; side++) {
		buf_init(&sides[side], out->mem);
		diff_add_said(&sides[side], record, term, side, language);
		if (sides[side].len == 0)
			buf_add(&sides[side], word_text(language, term->kind == DIFF_TERM_SCOPE
									  ? WORD_TERM_EVERYONE
									  : WORD_DIFF_NO_EFFECT));
	}
	word_add(out, language, WORD_DIFF_WORDING,
		 ARGS(buf_str(&name), buf_str(&sides[0]), buf_str(&sides[1])));
	for (size_t side = 0; side < 2; side++)
		buf_fini(&sides[side]);
	buf_fini(&name);
}

const char *diff_about_name(enum question_about about)
{
	return about == ABOUT_VALUES ? "values" : "question";
}

static void add_asked(struct buf *out, const struct ir_fact *fact, enum question_about about,
		      enum language language)
{
	if (about == ABOUT_VALUES)
		diff_add_type(out, fact, language);
	else if (fact->question.len)
		utf8_printable(out, fact->question);
	else
		buf_add(out, word_text(language, WORD_DIFF_NO_EFFECT));
}

void diff_add_question(struct buf *out, const struct answer_question *question,
		       enum language language)
{
	struct buf name, before, after;
	buf_init(&name, out->mem);
	buf_init(&before, out->mem);
	buf_init(&after, out->mem);
	utf8_printable(&name, fact_shown(question->after, language));
	add_asked(&before, question->before, question->about, language);
	add_asked(&after, question->after, question->about, language);
	word_add(out, language,
		 question->about == ABOUT_VALUES ? WORD_DIFF_MAY_BE : WORD_DIFF_ASKED,
		 ARGS(buf_str(&name), buf_str(&before), buf_str(&after)));
	buf_fini(&name);
	buf_fini(&before);
	buf_fini(&after);
}
