/* What a step rests on, for people. */
#ifndef TOLC_EMIT_GROUND_H
#define TOLC_EMIT_GROUND_H

#include "emit/answer_decide.h"
#include "emit/writer.h"

/* The clause of a list, and the law. Nothing where it rests on neither. */
void ground_add(struct buf *out, const struct answer_decide *decide,
		const struct decide_scenario *scenario, const struct decide_step *step,
		enum language language);
/* The same in brackets, as it stands behind a sentence. */
void ground_show(struct buf *out, const struct answer_decide *decide,
		 const struct decide_scenario *scenario, const struct decide_step *step,
		 enum language language);
/* How the step is told: {0} the winner, {1} the loser, {2} who must rule, {3} what ground_show adds.
 */
enum word_id step_word(const struct decide_step *step);

#endif
