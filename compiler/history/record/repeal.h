/*
 * The repeals that count, said by the versions of all lists of one query, in an order in which the
 * one that ends a given version is found by bisection. Pure, like the timeline.
 */
#ifndef TOLC_HISTORY_REPEAL_H
#define TOLC_HISTORY_REPEAL_H

#include "history/record/finding.h"

struct repeal {
	uint32_t list;	     /* repealed; name */
	uint32_t rule;	     /* name; NO_NAME: the whole list */
	uint32_t issuer;     /* of the text that says it; name */
	int32_t promulgated; /* of the text that says it */
	int32_t from;
	uint32_t by_list;   /* name */
	uint32_t by_entry;  /* in the entries of by_list */
	uint32_t by_commit; /* that recorded it */
	uint32_t order;	    /* in which it was added */
	uint32_t best;	    /* set by repeals_sort: see repeal.c */
};

struct repeals {
	struct mem *mem;
	VEC(struct repeal) items;
};

void repeals_fini(struct repeals *repeals);
/* Appends what the versions of one list repeal: those that are not withdrawn, in the words of the
 * texts that answer for them. A list repeals neither itself nor a rule of its own; that is
 * reported. findings may be NULL. */
void repeals_add(struct repeals *repeals, const struct list_entries *list,
		 const struct record *record, struct finding_list *findings);
/* Once, after the last repeals_add and before the first use. Equal ones stay in the order in which
 * they were added, which settles by whom a version counts as ended. */
void repeals_sort(struct repeals *repeals);
/* Reports repeals that would end versions of this list, did they not come from an issuer that may
 * not. The findings are about the lists that say so. */
void repeals_audit(const struct repeals *repeals, const struct list_entries *list,
		   const struct record *record, struct finding_list *findings);
/* That there is something wrong with it, at the entry that says it. */
struct finding repeal_finding(const struct repeal *repeal, enum diag_id id);

/* Those of single rules of a list, all of a rule together. */
const struct repeal *repeals_of_rules(const struct repeals *repeals, uint32_t list, size_t *count);
/* The one that ends the text of an entry, or a rule of it, first; NULL where none does. Of several
 * from one day, the one promulgated first. */
const struct repeal *repeal_reaching(const struct repeals *repeals, const struct list_entries *list,
				     uint32_t entry, uint32_t rule);

#endif
