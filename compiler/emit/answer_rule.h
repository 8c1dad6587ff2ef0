/* The answer about one rule of a list, in plain data: what it says, and in which versions. */
#ifndef TOLC_EMIT_ANSWER_RULE_H
#define TOLC_EMIT_ANSWER_RULE_H

#include "emit/answer.h"
#include "ir/ir.h"

/* What a version says, held against the one that is told. */
enum answer_likeness {
	LIKENESS_TOLD,
	LIKENESS_SAME,
	LIKENESS_REWORDED,
	LIKENESS_OTHER,
	LIKENESS_ABSENT, /* it has no such rule */
	LIKENESS_COUNT
};

struct answer_rule_version {
	struct answer_window window; /* of the version */
	const struct ir_list *text;
	const struct ir_rule *rule; /* NULL: it has none */
	int32_t from;		    /* of the rule; DATE_NONE: never in force */
	int32_t to;
	enum answer_likeness likeness;
};

struct answer_rule {
	struct answer_rule_version *versions; /* by their first day */
	size_t version_count;
	const struct answer_rule_version *told;
	bool in_force; /* it was, on the day asked about */
};

/* What it gives; a rule that tolerates and does not say to what effect has one all the same. */
const struct ir_effect_item *answer_rule_effects(size_t *count, const struct ir_rule *rule);
/* Of the rule, in the file of the version; of the list where it has none. */
uint32_t answer_rule_line(const struct answer_rule_version *version);
/* "told", "same", "reworded", "other", "absent" */
const char *answer_likeness_name(enum answer_likeness likeness);

#endif
