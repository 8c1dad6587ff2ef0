/* Private to api/: the files of a question shared between threads. */
#ifndef TOLC_API_SHARE_H
#define TOLC_API_SHARE_H

#include "api/text/selection.h"
#include "syntax/keywords.h"

#include <stdatomic.h>

/* What one thread makes. */
struct share {
	struct arena *arena;
	struct mem own_mem; /* where there are several shares */
	struct arena own_arena;
	struct arena scratch; /* for what is made of one file and not kept; in the arena's heap */
	struct buf bytes;     /* scratch */
	struct disk *disk;
	struct disk own_disk; /* where there are several shares */
	jmp_buf escape;
	bool failed; /* own_mem ran out */
	struct syntax syntax; /* share_syntax */
	struct diag_list wanted;
	struct diag_list aside; /* what is wrong with texts that nobody asked about */
};

struct sharing {
	struct tol_answer *answer; /* owns all that is made, until it is freed */
	size_t count;
	struct share *shares;
	unsigned share_count;
	/* The step that is running. */
	void (*step)(struct share *share, void *data, size_t file);
	void *data;
	atomic_size_t next;
};

/* As many shares as so many files with so much text are worth. */
void sharing_open(struct sharing *sharing, struct tol_answer *answer, size_t count, size_t bytes);
/* Runs the step on every file; returns when all are done. */
void sharing_run(struct sharing *sharing,
		 void (*step)(struct share *share, void *data, size_t file), void *data);
/* What was wrong is not to be told. */
void sharing_forget(struct sharing *sharing);
/* Hands what was wrong to the answer. */
void sharing_report(struct sharing *sharing);
/* Names live in the keyword tables, and with them all that was parsed and checked. */
void sharing_close(struct sharing *sharing);
struct syntax *share_syntax(struct share *share);
/* Where what is wrong with the file goes. */
struct diag_list *share_diags(struct share *share, const struct selected *file);

#endif
