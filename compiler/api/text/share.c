/*
 * Threads that take one file after another until none is left. Each has a heap of its own, since
 * running out of memory jumps out of the question while the others are still at work.
 */
#include "api/text/share.h"

#include "base/parallel.h"

/* Below this much text a thread costs more than it gains. */
#define WORTH_THREADS ((size_t)1 << 20) /* bytes */

struct diag_list *share_diags(struct share *share, const struct selected *file)
{
	return file->wanted && !file->error ? &share->wanted : &share->aside;
}

struct syntax *share_syntax(struct share *share)
{
	if (!share->syntax.names.mem)
		syntax_init(&share->syntax, share->arena->mem);
	return &share->syntax;
}

static void share_exhausted(void *data)
{
	struct share *share = data;
	longjmp(share->escape, 1);
}

static void share_listen(struct share *share, const struct tol_answer *answer)
{
	diag_list_like(&share->wanted, share->arena, &answer->answer.diags);
	diag_list_like(&share->aside, share->arena, &answer->answer.diags);
}

/* A share alone works in the answer's memory, and with what its session has open. */
static void share_open(struct share *share, struct tol_answer *answer, bool alone)
{
	share->arena = alone ? &answer->arena : &share->own_arena;
	share->disk = alone ? &answer->session->disk : &share->own_disk;
	if (!alone) {
		mem_init(&share->own_mem, share_exhausted, share);
		arena_init(&share->own_arena, &share->own_mem);
		disk_init(&share->own_disk, &share->own_mem);
	}
	buf_init(&share->bytes, share->arena->mem);
	arena_init(&share->scratch, share->arena->mem);
	share_listen(share, answer);
}

/* Shares live as long as the answer, for its diagnostics speak of what is in them. */
void sharing_open(struct sharing *sharing, struct tol_answer *answer, size_t count, size_t bytes)
{
	*sharing = (struct sharing){.answer = answer, .count = count};
	sharing->share_count = bytes < WORTH_THREADS ? 1 : parallel_threads();
	sharing->shares = ARENA_ARRAY(&answer->arena, struct share, sharing->share_count);
	for (unsigned i = 0; i < sharing->share_count; i++) {
		share_open(&sharing->shares[i], answer, sharing->share_count == 1);
		if (sharing->share_count > 1)
			VEC_PUSH(answer->answer.mem, &answer->heaps, &sharing->shares[i].own_mem);
	}
}

static void take_files(struct sharing *sharing, struct share *share)
{
	size_t file;
	while ((file = atomic_fetch_add(&sharing->next, 1)) < sharing->count)
		sharing->step(share, sharing->data, file);
}

static void share_run(void *data, unsigned worker)
{
	struct sharing *sharing = data;
	struct share *share = &sharing->shares[worker];
	if (sharing->share_count > 1 && setjmp(share->escape)) {
		share->failed = true;
		disk_fini(share->disk);
		return;
	}
	take_files(sharing, share);
}

/* Where a thread's memory ran out the session's has, too. */
void sharing_run(struct sharing *sharing,
		 void (*step)(struct share *share, void *data, size_t file), void *data)
{
	sharing->step = step;
	sharing->data = data;
	atomic_store(&sharing->next, 0);
	parallel_run(sharing->share_count, share_run, sharing);
	for (unsigned i = 0; i < sharing->share_count; i++) {
		if (sharing->shares[i].failed)
			mem_alloc(sharing->answer->answer.mem, SIZE_MAX);
	}
}

void sharing_forget(struct sharing *sharing)
{
	for (unsigned i = 0; i < sharing->share_count; i++) {
		diag_list_fini(&sharing->shares[i].wanted);
		diag_list_fini(&sharing->shares[i].aside);
		share_listen(&sharing->shares[i], sharing->answer);
	}
}

void sharing_report(struct sharing *sharing)
{
	for (unsigned i = 0; i < sharing->share_count; i++) {
		diag_list_join(&sharing->answer->answer.diags, &sharing->shares[i].wanted);
		diag_list_fini(&sharing->shares[i].aside);
	}
}

void sharing_close(struct sharing *sharing)
{
	for (unsigned i = 0; i < sharing->share_count; i++) {
		if (sharing->shares[i].syntax.names.mem)
			syntax_fini(&sharing->shares[i].syntax);
		buf_fini(&sharing->shares[i].bytes);
		arena_fini(&sharing->shares[i].scratch);
	}
}
