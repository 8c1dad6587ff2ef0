/* What the formats share when they tell of differences. Text that they add is printable. */
#ifndef TOLC_EMIT_DIFF_H
#define TOLC_EMIT_DIFF_H

#include "emit/answer_diff.h"
#include "emit/human/parts.h"
#include "emit/value.h"

const char *diff_part_word(enum diff_part part);	/* "rule", "procedure", "list" */
const char *diff_outcome_name(enum ir_outcome outcome); /* "tolerated" */
/* Where the newer side says it. */
const struct ir_place *diff_place(const struct diff_record *record);
struct str diff_article(const struct diff_record *record);
/* Whether a rule reaches further or less far to the disadvantage of people. */
bool diff_is_stricter(const struct diff_record *record);
/* What became of it. Of a rule that bars or aggravates it says for whom that is good: "widened"
 * alone would be taken for the contrary. */
enum word_id diff_change_word(const struct diff_record *record);
/* "red line " where it is a rule. */
void diff_add_kind(struct buf *out, const struct diff_record *record, enum language language);

/* What of the list's own it is about: "transition", "title, status". */
void diff_add_aspect(struct buf *out, const struct diff_record *record, enum language language);
/* "the list itself: transition" */
void diff_add_itself(struct buf *out, const struct diff_record *record, enum language language);
/* "LIST/RULE", "LIST/PROCEDURE"; "LIST" alone where it is about the list itself. */
void diff_add_name(struct buf *out, const struct diff_record *record);
/* The step of that name; NULL where there is none, or no procedure. */
const struct ir_step *diff_step_named(const struct ir_procedure *procedure, struct str name);
struct told_value diff_told_value(const struct diff_value *value);
/* For people: "60 万元", "轻微". */
void diff_show_value(struct buf *out, const struct diff_value *value, enum language language);
/* Whether its days are those on which accountability starts: procedures follow them, and clauses
 * about past conduct. Else they are days of conduct. */
bool diff_is_by_accountability(const struct diff_record *record);
/* For people: the case, what the list says of it, the days that are concerned. */
void diff_add_case(struct buf *out, const struct diff_witness *witness, enum language language);
/* "may exempt, must mitigate", or "nothing". */
void diff_add_effects(struct buf *out, const struct ir_effect_item *effects, size_t count,
		      enum language language);
void diff_add_says(struct buf *out, const struct diff_says *says, enum language language);
void diff_add_flip(struct buf *out, const struct diff_record *record,
		   const struct diff_witness *witness, enum language language);
void diff_add_days(struct buf *out, const struct diff_record *record, enum language language);
/* diff_value.c: what a property or a step says on either side and not on the other, item by item;
 * before is 0. */
struct diff_values {
	struct mem *mem;
	struct arena arena;
	VEC(struct str) sides[2];
};

void diff_values_init(struct diff_values *values, struct mem *mem);
void diff_values_fini(struct diff_values *values);
/* Of a property of the list, or of a procedure but for its steps. */
void diff_values_record(struct diff_values *values, const struct diff_record *record,
			enum language language);
/* Either may be NULL. */
void diff_values_step(struct diff_values *values, const struct ir_step *before,
		      const struct ir_step *after, enum language language);
/* "10 workdays, collectively", or "nothing". */
void diff_values_add(struct buf *out, const struct diff_values *values, size_t side,
		     enum language language);

/* diff_words.c: what a rule or a procedure that is only reworded says otherwise of itself. */
struct diff_wording {
	enum word_id word;
	const char *name;    /* "provenance" */
	struct str sides[2]; /* before, after; empty: nothing */
};

struct diff_wordings {
	struct diff_wording items[5];
	size_t count;
};

void diff_wordings(struct diff_wordings *out, const struct diff_record *record);
/* "article: 2 -> 3"; of long texts what differs. */
void diff_add_wording(struct buf *out, const struct diff_wording *wording, enum language language);

/* diff_terms.c: what the term says on the side; nothing where it says nothing. */
void diff_add_said(struct buf *out, const struct diff_record *record, const struct diff_term *term,
		   size_t side, enum language language);
void diff_add_term(struct buf *out, const struct diff_record *record, const struct diff_term *term,
		   enum language language);

/* That a list cannot be read, on which days and why. */
void diff_add_doubt(struct buf *out, const struct answer_doubt *doubt, enum language language);
/* "yes or no", "one of none, minor" */
void diff_add_type(struct buf *out, const struct ir_fact *fact, enum language language);
/* What is asked for a fact, or what it may be, before and after. */
void diff_add_question(struct buf *out, const struct answer_question *question,
		       enum language language);
const char *diff_about_name(enum question_about about); /* "question", "values" */
const char *diff_side_name(enum answer_sides side); /* "before", "after", "both" */
/* diff_remark.c: what a record says beside its cases, one remark after the other; false past the
 * last. */
bool diff_remark(struct buf *out, const struct diff_record *record, size_t index,
		 enum language language);
/* "before" or "after" of the question: a revision, a day. */
void diff_add_side(struct buf *out, const struct answer_side *side, enum language language);

#endif
