/* Conditions as people are shown them. */
#ifndef TOLC_EMIT_CONDITION_H
#define TOLC_EMIT_CONDITION_H

#include "emit/answer_decide.h"

/* As the source has it, on one line and without its comments; but keywords and names are those of
 * the reader's language, as far as there are such. decide NULL: facts have the names of the text.
 */
void condition_show(struct buf *out, const struct answer_decide *decide, struct source *source,
		    const struct ir_expr *expr, enum language language);
/* A name in the reader's script where the vocabulary has one. */
struct str fact_shown(const struct ir_fact *fact, enum language language);
/* Empty where it has no other than its own. */
struct str choice_word(const struct ir_choice *choice, enum language language);

#endif
