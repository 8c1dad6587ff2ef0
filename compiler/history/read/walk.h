/*
 * From a commit to the root by first parents, and from the root back up: which texts each tree
 * holds. A long chain is split between threads, for the texts of a tree depend on that tree only.
 */
#ifndef TOLC_HISTORY_WALK_H
#define TOLC_HISTORY_WALK_H

#include "history/read/ahead.h"
#include "history/read/snapshot.h"

/* done of total commits; called now and then, on the caller's thread. */
struct walk_progress {
	void *data;
	void (*report)(void *data, uint32_t done, uint32_t total);
};

/* Oldest first. */
struct chain {
	struct mem *mem;
	VEC(struct recorded_commit) commits;
	VEC(uint8_t) trees; /* ids */
	bool stopped;	    /* before next, which is not in the chain */
	uint8_t next[OID_SIZE];
};

void chain_init(struct chain *chain, struct mem *mem);
void chain_fini(struct chain *chain);
/* Appends; recorded is not filled in. */
void chain_add(struct chain *chain, const uint8_t *oid, const uint8_t *tree, int64_t committed);

struct chain_stop {
	void *data;
	bool (*knows)(void *data, const uint8_t *oid);
};
/* Puts the commits from head back to the root, or to the first that stop knows, before what is in
 * the chain already. Their trees are told to ahead. */
enum repo_status chain_read(struct chain *chain, struct repo *repo, const uint8_t *head,
			    const struct chain_stop *stop, struct ahead *ahead,
			    struct repo_error *error);
static inline const uint8_t *chain_tree(const struct chain *chain, size_t index)
{
	return chain->trees.items + index * OID_SIZE;
}

#define WALK_THREADS_MAX 16

/* A run of commits and what became of the files in them. */
struct walk_range {
	struct mem mem; /* where it has a thread to itself */
	struct snapshot snapshot;
	struct tree tree;
	struct text_compiler compiler;
	struct repo *repo; /* borrowed, or its own where it has a thread */
	bool has_thread;
	bool is_ready;
	uint32_t first;
	uint32_t end;
};

struct walk {
	struct mem *mem;
	const struct text_compiler_factory *factory;
	struct walk_range *ranges;
	size_t range_count;
};

void walk_init(struct walk *walk, struct mem *mem, const struct text_compiler_factory *factory);
/* Safe at any time, also after mem has run out. */
void walk_fini(struct walk *walk);
/* Where the chain goes on from a known tree, seed tells the files of it; NULL: from nothing. */
struct walk_seed {
	const uint8_t *tree;
	struct heap_view view;
	const struct file_row *files;
	size_t file_count;
};
/* Into a snapshot and a tree that know nothing yet. */
enum repo_status walk_seed_load(const struct walk_seed *seed, struct snapshot *snapshot,
				struct tree *tree, struct repo_error *error);
/* As struct blob_reader wants it; data is the repository. */
enum repo_status walk_blob(void *data, struct blob *out, struct str path, const uint8_t *oid,
			   struct repo_error *error);
/* How many threads, at most so many, the chain may be worth. */
size_t walk_threads(const struct chain *chain, unsigned threads);
/* What there is to read, beside the chain. */
struct walk_options {
	uint32_t first;		      /* number of the chain's first commit */
	const struct walk_seed *seed; /* NULL: none */
	const struct ahead *ahead;    /* what is known of the chain's end; stopped */
	unsigned threads;	      /* at most so many */
	const struct walk_progress *progress; /* NULL: nobody asks */
};
enum repo_status walk_run(struct walk *walk, struct repo *repo, const struct chain *chain,
			  const struct walk_options *options, struct repo_error *error);

#endif
