/*
 * Which rules of a version were in force, and when: their own dates met with the version's window,
 * cut short by repeals of single rules. The only part of the timeline that looks into texts, and
 * it does so only where a rule of the list is repealed by name.
 */
#ifndef TOLC_HISTORY_INFORCE_H
#define TOLC_HISTORY_INFORCE_H

#include "history/record/timeline.h"

struct text_source {
	void *data;
	const struct text *(*text_of)(void *data, uint32_t entry); /* of the list in question */
};

struct rule_identity;

struct rule_repeal {
	struct str rule; /* as repeals name it */
	uint32_t name;	 /* its number */
};

/* The repeals of single rules of one list. */
struct rule_repeals {
	const struct repeals *repeals;
	const struct list_entries *list;
	struct rule_repeal *items; /* by rule */
	size_t count;
	struct rule_identity *identities;
	size_t identity_count;
};

/* Borrowed from the arena. names: by number. */
void rule_repeals_make(struct rule_repeals *out, struct arena *arena, const struct repeals *repeals,
		       const struct list_entries *list, const struct record *record,
		       const struct str *names, struct text_source source);

struct finding_list; /* finding.h */

/* Reports repeals of single rules of the list that end nothing: no version that they reach has the
 * rule in force then. The findings are about the lists that say so; those of repeals_audit must
 * be there already. Scratch memory is the arena's. */
void rule_repeals_audit(struct arena *arena, const struct repeals *repeals,
			const struct list_entries *list, const struct record *record,
			const struct str *names, struct text_source source,
			struct finding_list *findings);

struct rule_window {
	struct date_interval in_force; /* from >= to: never */
	enum window_end end;	       /* as of the version, unless the rule itself expires or is
					* repealed before that */
	const struct repeal *repealed; /* by whom, where a repeal of the rule ended it; else NULL */
};

/* text is the one that answers in the window. */
struct rule_window rule_in_force(const struct rule_repeals *repeals, const struct window *window,
				 const struct text *text, const struct text_rule *rule);

#endif
