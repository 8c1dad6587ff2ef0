/*
 * What is wrong with a record, as data: which diagnostic, at which commit and entry, which dates.
 * Where it stands in a file is found through the entry's observation; wording stands in diag.def.
 */
#ifndef TOLC_HISTORY_FINDING_H
#define TOLC_HISTORY_FINDING_H

#include "base/diag/diag.h"
#include "history/record/record.h"

struct finding {
	enum diag_id id;
	enum hint_id hint;
	uint32_t list; /* name: the list whose entry it is */
	uint32_t commit;
	uint32_t entry;
	uint32_t other_entry;  /* of the same list, that it clashes with; NO_ENTRY: none */
	uint32_t other_commit; /* that it clashes with, or that ended it; NO_COMMIT: none */
	uint32_t other_list;   /* name: what is repealed in vain; NO_NAME: none */
	uint32_t other_rule;   /* name: of that list's; NO_NAME: the whole list */
	int32_t date;	       /* that it is about; DATE_NONE: not legible */
	int32_t other_date;    /* DATE_NONE: none */
};

struct finding_list {
	struct mem *mem;
	const struct recorded_commit *chain;
	int32_t zone;		 /* of the record, seconds ahead of UTC */
	const struct str *names; /* by number */
	VEC(struct finding) items;
};

/* The day on which a commit was recorded, in the record's zone. */
int32_t finding_day(const struct finding_list *findings, uint32_t commit);

/* For message and hint alike: {0} the list, {1} the date, {2} the other date, {3} the other list or LIST/RULE,
 * else the day on which the other commit was recorded. Borrowed from the arena. */
struct diag_args finding_args(struct arena *arena, const struct finding_list *findings,
			      const struct finding *finding);

#endif
