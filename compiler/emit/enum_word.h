/*
 * Words of enumerations. They stand in word.def one after another, in the order of the enumeration;
 * that both ends meet is checked when this is compiled.
 */
#ifndef TOLC_EMIT_ENUM_WORD_H
#define TOLC_EMIT_ENUM_WORD_H

#include "decide/decide.h"
#include "diff/diff.h"
#include "emit/answer_rule.h"
#include "emit/writer.h"

/* function: enum word_id function(enum type value) */
#define ENUM_WORDS(function, type, first, first_word, last, last_word)                             \
	_Static_assert((int)WORD_##last_word - (int)WORD_##first_word == (int)(last) - (int)(first), \
		       "words and values are in one order");                                       \
	static inline enum word_id function(enum type value)                                       \
	{                                                                                          \
		return (enum word_id)((int)WORD_##first_word + (int)value - (int)(first));         \
	}

ENUM_WORDS(outcome_word, decide_outcome, DECIDE_TOLERATED, OUTCOME_TOLERATED, DECIDE_CONFLICT,
	   OUTCOME_CONFLICT)
ENUM_WORDS(why_word, decide_why, WHY_VERSION, WHY_VERSION, WHY_COUNT - 1, WHY_UNDECLARED)
/* Of the principles that choose a version. */
ENUM_WORDS(taken_word, decide_principle, PRINCIPLE_SAME_VERSION, TAKEN_SAME_VERSION,
	   PRINCIPLE_VERSION_OPEN, TAKEN_VERSION_OPEN)
ENUM_WORDS(principle_word, decide_principle, PRINCIPLE_SAME_VERSION, STEP_SAME_VERSION,
	   PRINCIPLE_COUNT - 1, STEP_UNDECLARED)
ENUM_WORDS(effect_word, ir_effect, IR_EXEMPT, EFFECT_EXEMPT, IR_NO_NEGATIVE, EFFECT_NO_NEGATIVE)
ENUM_WORDS(actor_word, ir_actor, IR_OFFICIAL, ACTOR_OFFICIAL, IR_ACTOR_COUNT - 1,
	   ACTOR_ACCOUNTABLE_ORGAN)
/* Not of IR_MOMENT_NONE. */
ENUM_WORDS(moment_word, ir_moment, IR_CONDUCT, MOMENT_CONDUCT, IR_DECISION, MOMENT_DECISION)
ENUM_WORDS(change_word, diff_change, DIFF_ADDED, DIFF_ADDED, DIFF_CHANGE_COUNT - 1, DIFF_RENAMED)
ENUM_WORDS(term_word, diff_term_kind, DIFF_TERM_CONDITION, TERM_CONDITION, DIFF_TERM_COUNT - 1,
	   TERM_FACT)
ENUM_WORDS(aspect_word, ir_aspect, IR_ASPECT_ISSUER, ASPECT_ISSUER, IR_ASPECT_COUNT - 1, ASPECT_TITLE)
ENUM_WORDS(says_word, ir_rule_kind, IR_TOLERATE, SAYS_TOLERATE, IR_AGGRAVATE, SAYS_AGGRAVATE)
ENUM_WORDS(likeness_word, answer_likeness, LIKENESS_TOLD, LIKENESS_TOLD, LIKENESS_COUNT - 1,
	   LIKENESS_ABSENT)

#endif
