/* Which effects a case gets where it is tolerated, what weighs beside the outcome, and whether
 * either is certain: given in every completion, by every version that may be taken. */
#ifndef TOLC_DECIDE_EFFECTS_H
#define TOLC_DECIDE_EFFECTS_H

#include "decide/open/gifts.h"

/* Fills in effects, beside and effects_exact. budget: runs. */
void effects_find(struct decide_verdict *out, struct search *search, size_t budget);

/* Whether some completion is tolerated either way, but gets another effect where the list is taken
 * in that of its pick's states. */
enum search_answer effects_instead(struct search *search, uint32_t list, size_t instead);

/* Whether the effects of some completion, or what weighs beside its outcome, can depend on the
 * variable, all else being equal, or on its being given. The outcome must not. givers: of the
 * states in play. */
enum search_answer effects_matter(struct search *search, const struct givers *givers, uint32_t var);

#endif
