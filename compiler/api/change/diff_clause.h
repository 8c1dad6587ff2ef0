/* A case that shows what another clause about past conduct does. Private to api/. */
#ifndef TOLC_API_DIFF_CLAUSE_H
#define TOLC_API_DIFF_CLAUSE_H

#include "api/change/diff_case.h"

/* The record is that of a clause, on days. Adds a witness where some case of conduct from before
 * the version comes out otherwise: decided on both records. Fails where a text cannot be read. */
int clause_witness(struct diff_sides *sides, struct diff_record *record);

#endif
