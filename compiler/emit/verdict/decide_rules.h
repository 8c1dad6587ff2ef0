/* The rules by which a verdict is told to people. */
#ifndef TOLC_EMIT_DECIDE_RULES_H
#define TOLC_EMIT_DECIDE_RULES_H

#include "emit/answer_decide.h"

/* Rules that give an outcome that is possible, in a list that prevails; or that weigh beside it. */
enum told_role { TOLD_DECIDES, TOLD_BESIDE };

enum told_certainty {
	TOLD_CERTAIN,  /* it holds by what is given alone */
	TOLD_SUPPOSED, /* in the scenario, which is one of several */
	TOLD_PERHAPS   /* depending on what is not known, and the outcome is the same without */
};

struct told_rule {
	uint32_t list;
	const struct answer_state *state;
	const struct ir_rule *rule;
	const struct decide_scenario *scenario;
	enum told_certainty certainty;
};

/* In the order of certainty, each rule of a version once; to be freed. */
struct told_rule *decide_rules_told(size_t *count, struct mem *mem,
				    const struct answer_decide *decide, enum told_role role);

#endif
