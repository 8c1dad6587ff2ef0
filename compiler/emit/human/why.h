/* Private to the reasons for a verdict: a way in which the case can come out, while it is told. */
#ifndef TOLC_EMIT_WHY_H
#define TOLC_EMIT_WHY_H

#include "emit/enum_word.h"
#include "emit/human/parts.h"
#include "emit/verdict/decide.h"

struct telling {
	struct emit *e;
	const struct answer_decide *decide;
	const struct decide_scenario *scenario;
	const struct answer_state *state;
	bool tells_lacking; /* of rules that do not apply */
};

/* A line of the tree; text is printable. */
void telling_line(struct telling *t, size_t depth, const struct buf *text);
struct str telling_word(const struct telling *t, enum word_id id);
/* Whether the scope may cover the case. */
bool telling_covers(const struct telling *t, const struct answer_state *state);
bool telling_says_silent(const struct telling *t, uint32_t state);
/* Whether the rule, or anything of the state, is told with its conditions. */
bool telling_has_rule(const struct telling *t, const struct answer_state *state, size_t index);
bool telling_has_state(const struct telling *t, uint32_t state);
/* Whether the other version of that choice is one of those of which it is not settled which
 * applies.
 */
bool telling_competes(const struct telling *t, const struct decide_choice *choice, uint32_t list);
/* The red lines and bars that are told of nowhere else (human_tried.c). */
void human_tried(struct telling *t);

#endif
