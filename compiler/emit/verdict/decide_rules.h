/* What a verdict is told by to people: the rules, their effects, the versions. */
#ifndef TOLC_EMIT_DECIDE_RULES_H
#define TOLC_EMIT_DECIDE_RULES_H

#include "emit/answer_decide.h"
#include "emit/human/parts.h"
#include "emit/verdict/decide.h"
#include "emit/writer.h"

/* Rules that give an outcome that is possible, in a list that prevails; where facts leave it open,
 * the other bars that may apply; or those that weigh beside it. */
enum told_role { TOLD_DECIDES, TOLD_MAY_BAR, TOLD_BESIDE };

enum { BARS_SHOWN = 5 }; /* of those that may bar */

enum told_certainty {
	TOLD_CERTAIN,  /* it holds by what is given alone, and so does the outcome */
	TOLD_VERSION,  /* likewise, but for the version */
	TOLD_SUPPOSED, /* in the scenario, which is one of several */
	TOLD_PERHAPS   /* depending on what is not known, and the outcome is the same without */
};

struct told_rule {
	uint32_t list;
	const struct answer_state *state;
	const struct ir_rule *rule;
	const struct decide_scenario *scenario;
	enum told_certainty certainty;
	bool by_version; /* its version need not be the one to be taken */
};

/* In the order of certainty, each rule of a version once; to be freed. */
struct told_rule *decide_rules_told(size_t *count, struct mem *mem,
				    const struct answer_decide *decide, enum told_role role);

/* How many of so many are shown: of those that may bar not all, unless more is asked for. */
size_t decide_rules_shown(const struct emit *e, enum told_role role, size_t count);

/* What it takes for the rule to hold; nothing where it does. */
void decide_show_certainty(struct parts *parts, const struct told_rule *told);
/* Whether facts leave more than one outcome. */
bool decide_is_open(const struct decide_verdict *verdict);

/* The effects that hold whatever is found, each once and as strong as it is; if the outcome is
 * open, with the outcome that they hang on. Nothing where there are none; out is empty. */
void decide_show_effects(struct buf *out, const struct answer_decide *decide,
			 enum language language);
/* Whether the effect is to be told as one that is not certain: once in each strength, and not where
 * something stronger is certain. */
bool decide_effect_is_possible(const struct answer_decide *decide, size_t index);
/* Whether it is told at all, as such a one or as certain. */
bool decide_effect_is_told(const struct answer_decide *decide, size_t index);
/* That effect, and which rules of which versions give it. */
void decide_show_possible(struct buf *out, const struct answer_decide *decide, size_t index,
			  enum decide_naming naming, enum language language);
/* Both, each as a line of its own. */
void decide_print_effects(struct emit *e, const struct answer_decide *decide);
/* The effects that the rule adds to the verdict, or, where it weighs beside it, that it says; nothing
 * where there are none. */
void decide_show_rule_effects(struct buf *out, const struct answer_decide *decide,
			      const struct told_rule *told, enum language language);

bool decide_same_effects(const struct ir_rule *a, const struct ir_rule *b);

/* The versions that the verdict is told by: those that speak, those that may be taken instead of
 * them, those of the rules beside it and of clauses by which it binds; where all are silent, all
 * that were asked. By state; to be freed. */
bool *decide_versions_told(struct mem *mem, const struct answer_decide *decide);
/* Which of its rules are not in force in that state, as by a repeal by name: nothing where all are. */
void decide_show_absent(struct parts *parts, const struct answer_decide *decide, uint32_t state,
			enum decide_naming naming);
/* What taking another version of the list, which is called that, could change; nothing where it
 * changes nothing. */
void decide_show_choice(struct parts *parts, const struct answer_decide *decide,
			const struct decide_choice *choice, struct str list);
/* Whether that version is one of those between which nothing decides in that way to come out: they
 * clash, or give different effects. */
bool decide_competes(const struct answer_decide *decide, const struct decide_scenario *scenario,
		     const struct decide_choice *choice);
/* What there is to say of all choices together: that none matters, or which took too long. */
void decide_show_choices(struct parts *parts, const struct answer_decide *decide,
			 enum decide_naming naming);
/* Adds what is presumed of the facts, and by which lists: "at_fault = yes (by city.tolerance)". */
void decide_add_presumed(struct buf *out, const struct answer_decide *decide,
			 const struct decide_facts *facts, enum decide_naming naming,
			 enum language language);

#endif
