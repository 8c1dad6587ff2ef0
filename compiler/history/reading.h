/* Private to history/: a history while what its index does not know is read. */
#ifndef TOLC_HISTORY_READING_H
#define TOLC_HISTORY_READING_H

#include "history/history.h"

/* The commits down to one that the index knows, or the root; the index is written. REPO_OK, or
 * error says what is wrong. */
enum repo_status reading_commits(struct history *history, const struct history_options *options,
				 struct repo_error *error);
/* The files below root, as if all had been committed now: seconds since 1970 UTC. */
enum repo_status reading_files(struct history *history, struct str root, int64_t now,
			       struct repo_error *error);
/* The image becomes what the index holds. */
void history_load_image(struct history *history);

#endif
