/* Where two lines of commits part. */
#ifndef TOLC_HISTORY_ANCESTOR_H
#define TOLC_HISTORY_ANCESTOR_H

#include "history/repo/repo.h"

/* The last commit on the record of a revision, which is the chain of its first parents, that head
 * contains, by whichever parents; the revision itself where head contains none. */
enum repo_status ancestor_shared(uint8_t *out, struct repo *repo, struct mem *mem,
				 const uint8_t *revision, const uint8_t *head,
				 struct repo_error *error);

#endif
