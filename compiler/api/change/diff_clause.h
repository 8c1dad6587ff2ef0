/* A case that shows what another clause about past conduct does. Private to api/. */
#ifndef TOLC_API_DIFF_CLAUSE_H
#define TOLC_API_DIFF_CLAUSE_H

#include "api/record/asking.h"
#include "diff/diff.h"

struct deciding_record;

/* Both sides of a difference; zeroed but for the questions. */
struct clause_sides {
	struct asking *askings[2];
	struct deciding_record *records[2]; /* NULL: not opened yet */
};

/* The record is that of a clause, on days. Adds a witness where some case of conduct from before
 * the version comes out otherwise: decided on both records. Fails where a text cannot be read. */
int clause_witness(struct clause_sides *sides, struct diff_record *record);

#endif
