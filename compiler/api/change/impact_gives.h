/* Private to api/: what each case of a block gives beside its outcome. */
#ifndef TOLC_API_IMPACT_GIVES_H
#define TOLC_API_IMPACT_GIVES_H

#include "api/batch/batch.h"
#include "emit/verdict/gives.h"

/* What was found of cases of which every condition is settled, by how they are. */
struct impact_memo {
	struct mem *mem;
	struct arena arena;
	struct map known; /* key to struct gives */
};

void impact_memo_init(struct impact_memo *memo, struct mem *mem);
void impact_memo_fini(struct impact_memo *memo);

/* Forgets, if it is too much; nothing that was taken from it may be in use. */
void impact_memo_rest(struct impact_memo *memo);

/* By row of a block that was decided; made in the arena. Rules are borrowed from the record. */
struct gives *impact_gives(struct impact_memo *memo, struct arena *arena,
			   const struct tol_batch *batch);

#endif
