/*
 * The trees of the newest commits, read by a thread of its own while the chain is still being read:
 * from the newest back, as the chain comes. What it finds is what tree_move would tell of each commit;
 * where it got no further, the walk reads trees itself.
 */
#ifndef TOLC_HISTORY_AHEAD_H
#define TOLC_HISTORY_AHEAD_H

#include "base/arena.h"
#include "base/vec.h"
#include "history/repo/tree.h"

#include <pthread.h>
#include <setjmp.h>

struct ahead_change {
	struct str path;
	enum file_kind kind;
	uint8_t oid[OID_SIZE];
};

enum { AHEAD_BATCH = 64 };

/* Tree ids, the newest first. */
struct ahead_batch {
	struct ahead_batch *next; /* NULL: not handed over yet */
	uint8_t trees[AHEAD_BATCH][OID_SIZE];
};

struct ahead {
	struct mem *mem;
	const struct repo *repo; /* how objects are reached; NULL: nothing is read ahead */
	uint32_t said;		 /* commits that were told of */
	struct ahead_batch *first;
	struct ahead_batch *filling; /* not handed over yet, and with room; NULL: none is */
	struct ahead_batch **last;   /* where the next one is handed over */
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* guards the links between batches, and what follows */
	pthread_cond_t news;
	bool is_over;
	/* The thread's own; to be read when it was stopped. */
	struct mem own;
	jmp_buf escape;
	struct arena arena;
	struct map paths;
	VEC(struct ahead_change) changes; /* commit by commit, the newest first */
	VEC(size_t) ends;		  /* by commit: where its changes end */
};

/* Reads nothing until it is told how. */
void ahead_init(struct ahead *ahead, struct mem *mem);
/* Safe at any time, also after mem has run out. */
void ahead_fini(struct ahead *ahead);
/* repo is borrowed until it is stopped. */
void ahead_start(struct ahead *ahead, const struct repo *repo);
/* The tree of the next commit back. A thread is only started for a chain that is worth it. */
void ahead_add(struct ahead *ahead, const uint8_t *tree);
/* Waits for the thread to end; nothing is read any more. */
void ahead_stop(struct ahead *ahead);
/* Of so many commits, the newest ones, it is known what changed. */
size_t ahead_known(const struct ahead *ahead);
/* What changed in the commit with so many newer ones. */
void ahead_tell(const struct ahead *ahead, size_t newer, const struct tree_sink *sink);

#endif
