/*
 * program_make is the one function in which the stages follow each other: texts are parsed, what
 * they declare is made known throughout their tree, lists are checked against it and then against
 * each other. Parsing and checking look at one file each, so that threads can share the files.
 */
#include "api/program.h"

#include "base/parallel.h"

#include <stdatomic.h>

/* Below this much text a thread costs more than it gains. */
#define WORTH_THREADS ((size_t)1 << 20) /* bytes */

/* What one thread makes. */
struct share {
	struct arena *arena;
	struct mem own_mem; /* where there are several shares */
	struct arena own_arena;
	jmp_buf escape;
	bool failed; /* own_mem ran out */
	struct syntax syntax;
	struct diag_list wanted;
	struct diag_list aside; /* what is wrong with texts that nobody asked about */
};

struct sharing {
	struct program *program;
	struct share *shares;
	unsigned count;
	void (*step)(struct share *share, struct program *program, size_t file);
	atomic_size_t next;
};

static struct diag_list *diags_of(struct share *share, const struct selected *file)
{
	return file->wanted && !file->unread ? &share->wanted : &share->aside;
}

static void parse_file(struct share *share, struct program *program, size_t file)
{
	struct diag_list *diags = diags_of(share, &program->files[file]);
	struct check check = {share->arena, diags, NULL};
	unit_parse(&program->units[file], &share->syntax, program->files[file].source,
		   share->arena, diags);
	check_declare(&check, &program->units[file], &program->declarations[file]);
}

static void check_file(struct share *share, struct program *program, size_t file)
{
	struct check check = {share->arena, diags_of(share, &program->files[file]),
			      &program->environment};
	check_unit(&check, &program->units[file], &program->declarations[file],
		   &program->checked[file]);
}

/* -- Threads -- */

static void share_exhausted(void *data)
{
	struct share *share = data;
	longjmp(share->escape, 1);
}

/* A share alone works in the answer's memory; one of several must not, for running out of that
 * leaves the question while other threads are at work. */
static void share_open(struct share *share, struct tol_answer *answer, bool alone)
{
	share->arena = alone ? &answer->arena : &share->own_arena;
	if (!alone) {
		mem_init(&share->own_mem, share_exhausted, share);
		arena_init(&share->own_arena, &share->own_mem);
	}
	diag_list_init(&share->wanted, share->arena);
	diag_list_init(&share->aside, share->arena);
	share->wanted.language = share->aside.language = answer->answer.diags.language;
}

static void take_files(struct sharing *sharing, struct share *share)
{
	size_t file;
	if (!share->syntax.names.mem)
		syntax_init(&share->syntax, share->arena->mem);
	while ((file = atomic_fetch_add(&sharing->next, 1)) < sharing->program->count)
		sharing->step(share, sharing->program, file);
}

static void share_run(void *data, unsigned worker)
{
	struct sharing *sharing = data;
	struct share *share = &sharing->shares[worker];
	if (sharing->count > 1 && setjmp(share->escape)) {
		share->failed = true;
		return;
	}
	take_files(sharing, share);
}

/* Runs the step on every file. Where a thread's memory ran out the session's has, too. */
static void share_files(struct sharing *sharing,
			void (*step)(struct share *share, struct program *program, size_t file))
{
	sharing->step = step;
	atomic_store(&sharing->next, 0);
	parallel_run(sharing->count, share_run, sharing);
	for (unsigned i = 0; i < sharing->count; i++) {
		if (sharing->shares[i].failed)
			mem_alloc(sharing->program->answer->answer.mem, SIZE_MAX);
	}
}

static unsigned shares_worth(const struct program *program)
{
	size_t bytes = 0;
	for (size_t i = 0; i < program->count; i++)
		bytes += program->files[i].source->size;
	return bytes < WORTH_THREADS ? 1 : parallel_threads();
}

/* Shares live as long as the answer, for its diagnostics speak of what is in them. */
static void sharing_open(struct sharing *sharing, struct program *program)
{
	struct tol_answer *answer = program->answer;
	*sharing = (struct sharing){.program = program, .count = shares_worth(program)};
	sharing->shares = ARENA_ARRAY(&answer->arena, struct share, sharing->count);
	for (unsigned i = 0; i < sharing->count; i++) {
		share_open(&sharing->shares[i], answer, sharing->count == 1);
		if (sharing->count > 1)
			VEC_PUSH(answer->answer.mem, &answer->heaps, &sharing->shares[i].own_mem);
	}
}

static void sharing_close(struct sharing *sharing)
{
	struct diag_list *diags = &sharing->program->answer->answer.diags;
	for (unsigned i = 0; i < sharing->count; i++) {
		diag_list_join(diags, &sharing->shares[i].wanted);
		diag_list_fini(&sharing->shares[i].aside);
	}
}

/* -- The tree as a whole -- */

static bool is_wanted(const struct program *program, const struct source *source)
{
	for (size_t i = 0; i < program->count; i++) {
		if (program->files[i].source == source)
			return program->files[i].wanted;
	}
	return false;
}

static bool all_wanted(const struct program *program)
{
	for (size_t i = 0; i < program->count; i++) {
		if (!program->files[i].wanted)
			return false;
	}
	return true;
}

/* Findings about several texts at once: those that are told at a place that was asked about. */
static void join_wanted(const struct program *program, struct diag_list *diags,
			struct diag_list *found)
{
	bool all = all_wanted(program);
	size_t kept = 0;
	for (size_t i = 0; i < found->items.count && !all; i++) {
		struct diag *diag = found->items.items[i];
		if (is_wanted(program, diag->source))
			found->items.items[kept++] = diag;
		else
			diag_suppress(found, diag); /* no longer counted */
	}
	if (!all)
		found->items.count = kept;
	diag_list_join(diags, found);
}

static void declare_all(struct program *program)
{
	struct tol_answer *answer = program->answer;
	struct diag_list found;
	diag_list_init(&found, &answer->arena);
	found.language = answer->answer.diags.language;
	for (size_t i = 0; i < program->count; i++)
		environment_add(&program->environment, &program->declarations[i], &found);
	environment_link(&program->environment, &found);
	join_wanted(program, &answer->answer.diags, &found);
}

static void hold_against_each_other(struct program *program)
{
	struct tol_answer *answer = program->answer;
	struct diag_list found;
	struct check check = {&answer->arena, &found, &program->environment};
	diag_list_init(&found, &answer->arena);
	found.language = answer->answer.diags.language;
	check_across(&check, program->checked, program->count);
	join_wanted(program, &answer->answer.diags, &found);
}

void program_make(struct program *program, enum tol_stage last)
{
	struct arena *arena = &program->answer->arena;
	struct sharing sharing;
	program->units = ARENA_ARRAY(arena, struct unit, program->count);
	program->declarations = ARENA_ARRAY(arena, struct declarations, program->count);
	program->checked = ARENA_ARRAY(arena, struct ir_unit, program->count);
	environment_init(&program->environment, program->answer->answer.mem);
	sharing_open(&sharing, program);
	program->shares = sharing.shares;
	program->share_count = sharing.count;
	share_files(&sharing, parse_file);
	if (last != TOL_STAGE_PARSE) {
		declare_all(program);
		share_files(&sharing, check_file);
	}
	sharing_close(&sharing);
	if (last != TOL_STAGE_PARSE)
		hold_against_each_other(program);
}

void program_fini(struct program *program)
{
	environment_fini(&program->environment);
	for (size_t i = 0; i < program->count; i++) {
		if (program->share_count == 1)
			unit_fini(&program->units[i], &program->answer->arena);
		declarations_fini(&program->declarations[i]);
	}
	/* Names live in the keyword tables, and with them all that was checked. */
	for (unsigned i = 0; i < program->share_count; i++)
		syntax_fini(&program->shares[i].syntax);
}
