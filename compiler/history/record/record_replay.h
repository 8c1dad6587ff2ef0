/*
 * What record.c (which decides) shows to record_audit.c (which reports): the state of a replay
 * after a commit. Internal to these two.
 */
#ifndef TOLC_HISTORY_RECORD_REPLAY_H
#define TOLC_HISTORY_RECORD_REPLAY_H

#include "history/record/record.h"

struct slot {
	uint32_t answers; /* entry */
	uint32_t before;  /* entry that answered before it; NO_ENTRY: none did */
	uint32_t count;	  /* recordings so far */
	uint32_t withdrawn_by;
	uint32_t next_recording;
	bool ever_withdrawn;
};

struct replay {
	const struct list_entries *list;
	struct record *record;
	struct slot *slots;	       /* by slot */
	uint32_t *by_form;	       /* the entry that put a form on record */
	uint32_t *by_substance;	       /* likewise its substance */
	size_t ended;		       /* unreadable ones before this have their end */
	struct finding_list *findings; /* NULL: nobody wants them */
};

/* The text is new, so what it withdraws and reinstates counts. */
bool fate_acts(uint8_t fate);

/* For the entries of one commit, when all of it is on record. */
void audit_commit(struct replay *replay, uint32_t first, uint32_t end);
/* At the end of the chain. */
void audit_unreadable(struct replay *replay);

#endif
