/*
 * program_make is the one function in which the stages follow each other: texts are parsed, what
 * they declare is made known throughout their tree, lists are checked against it and then against
 * each other. Parsing and checking look at one file each, so that threads can share the files.
 * Where trees are dropped, files that seem to declare nothing are parsed when they are checked, so
 * that one tree after another takes the same memory, which stays in the cache of the processor.
 */
#include "api/text/program.h"

#include <assert.h>

static void read_file(struct share *share, struct program *program, size_t file, struct arena *tree)
{
	struct diag_list *diags = share_diags(share, &program->files[file]);
	struct check check = {share->arena, diags, NULL, program->depth};
	unit_parse_apart(&program->units[file], share_syntax(share), program->files[file].source,
			 tree, share->arena, diags);
	struct declarations *declared = &program->declarations[file];
	check_declare(&check, &program->units[file], declared);
	declared->lost = program->units[file].foreign && program->files[file].wanted;
	for (size_t i = 0; i < declared->vocabulary_count; i++)
		declared->vocabularies[i]->told = program->files[file].wanted;
}

static void parse_file(struct share *share, void *data, size_t file)
{
	struct program *program = data;
	if (program->trees == PROGRAM_KEEPS_TREES ||
	    source_seems_to_declare(program->files[file].source))
		read_file(share, program, file, share->arena);
}

static void check_file(struct share *share, void *data, size_t file)
{
	struct program *program = data;
	struct unit *unit = &program->units[file];
	bool drops = !unit->root;
	if (drops) {
		arena_clear(&share->scratch);
		read_file(share, program, file, &share->scratch);
	}
	struct check check = {share->arena, share_diags(share, &program->files[file]),
			      &program->environment, program->depth};
	check_unit(&check, unit, &program->declarations[file], &program->checked[file]);
	assert(!ir_verify(&program->checked[file]));
	if (drops)
		unit->root = NULL;
}

/* -- The tree as a whole -- */

static const struct source *source_at(const struct selected *files, size_t count, struct str path)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(files[i].source->path, path))
			return files[i].source;
	return NULL;
}

const struct source *program_file(const struct program *program, struct str path)
{
	const struct source *found = source_at(program->files, program->count, path);
	return found ? found : source_at(program->aside, program->aside_count, path);
}

const struct unit *program_unit(const struct program *program, const struct source *source)
{
	for (size_t i = 0; i < program->count; i++)
		if (program->files[i].source == source)
			return &program->units[i];
	return NULL;
}

bool program_is_wanted(const struct program *program, const struct source *source)
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

bool program_is_told(const struct program *program, const struct source *source)
{
	const struct source *file = program_file(program, source->path);
	if (file == source)
		return program_is_wanted(program, source);
	return file ? program_is_wanted(program, file) : all_wanted(program);
}

/* What two files declare is said of the second, but it is as wrong in the first. */
static bool turn_to_told(const struct program *program, struct diag *diag)
{
	struct diag_note *note = diag->notes;
	if (!note || note->label != HINT_DECLARED_HERE || !program_is_told(program, note->source))
		return false;
	const struct diag_note first = *note;
	note->source = diag->source;
	note->span = diag->span;
	note->label = HINT_DECLARED_ALSO;
	diag->source = first.source;
	diag->span = first.span;
	return true;
}

void program_join(const struct program *program, struct diag_list *found)
{
	bool all = all_wanted(program);
	size_t kept = 0;
	for (size_t i = 0; i < found->items.count && !all; i++) {
		struct diag *diag = found->items.items[i];
		if (program_is_told(program, diag->source) || turn_to_told(program, diag))
			found->items.items[kept++] = diag;
		else
			diag_suppress(found, diag); /* no longer counted */
	}
	if (!all)
		found->items.count = kept;
	diag_list_join(&program->answer->answer.diags, found);
}

static void declare_all(struct program *program)
{
	struct diag_list *found = &program->declared;
	diag_list_like(found, &program->answer->arena, &program->answer->answer.diags);
	for (size_t i = 0; i < program->count; i++)
		environment_add(&program->environment, &program->declarations[i], found);
	environment_link(&program->environment, found);
}

/* How much is declared by the files that were parsed. */
static size_t declaration_count(const struct program *program)
{
	size_t count = 0;
	for (size_t i = 0; i < program->count; i++)
		count += program->declarations[i].vocabulary_count +
			 program->declarations[i].authority_count;
	return count;
}

static void drop_declarations(struct program *program)
{
	environment_clear(&program->environment);
	for (size_t i = 0; i < program->count; i++)
		declarations_fini(&program->declarations[i]);
}

static void drop_comments(struct program *program)
{
	for (size_t i = 0; i < program->count && program->sharing.share_count == 1; i++)
		unit_fini(&program->units[i], &program->answer->arena);
}

/* A file declares something for others that did not seem to: all that was told is forgotten, and
 * begun again with all trees. */
static void begin_again(struct program *program)
{
	drop_comments(program);
	drop_declarations(program);
	diag_list_fini(&program->declared);
	sharing_forget(&program->sharing);
	for (size_t i = 0; i < program->count; i++) {
		struct source *source = program->files[i].source;
		memset(source->told, 0, sizeof(source->told));
		program->units[i] = (struct unit){0};
		program->declarations[i] = (struct declarations){0};
	}
	program->trees = PROGRAM_KEEPS_TREES;
}

/* False where declarations were missed. */
static bool check_all(struct program *program)
{
	struct sharing *sharing = &program->sharing;
	sharing_run(sharing, parse_file, program);
	size_t declared = declaration_count(program);
	declare_all(program);
	sharing_run(sharing, check_file, program);
	return declaration_count(program) == declared;
}

static void hold_against_each_other(struct program *program)
{
	struct tol_answer *answer = program->answer;
	struct diag_list found;
	struct check check = {&answer->arena, &found, &program->environment, CHECK_WHOLE};
	diag_list_like(&found, &answer->arena, &answer->answer.diags);
	check_across(&check, program->checked, program->count);
	program_join(program, &found);
}

void program_make(struct program *program, enum tol_stage last)
{
	struct arena *arena = &program->answer->arena;
	struct sharing *sharing = &program->sharing;
	program->units = ARENA_ARRAY(arena, struct unit, program->count);
	program->declarations = ARENA_ARRAY(arena, struct declarations, program->count);
	program->checked = ARENA_ARRAY(arena, struct ir_unit, program->count);
	environment_init(&program->environment, program->answer->answer.mem);
	sharing_open(sharing, program->answer, program->count,
		     selected_bytes(program->files, program->count));
	if (last == TOL_STAGE_PARSE) {
		sharing_run(sharing, parse_file, program);
	} else {
		while (!check_all(program))
			begin_again(program);
		program_join(program, &program->declared);
	}
	sharing_report(sharing);
	if (last != TOL_STAGE_PARSE && program->depth == CHECK_WHOLE)
		hold_against_each_other(program);
}

void program_fini(struct program *program)
{
	drop_comments(program);
	drop_declarations(program);
	environment_fini(&program->environment);
	sharing_close(&program->sharing);
}

static void program_free(void *data)
{
	program_fini(data);
}

void program_keep(struct program *program, struct tol_answer *answer)
{
	answer_hold(answer, program_free, program);
}

/* -- what is wrong, in a line -- */

/* For a reader who never saw the first bytes of the text, its frame, which end on line 1. What is
 * wrong in the frame, where something behind it ended it, is told at its end. */
static struct location mistake_place(struct source *source, uint32_t offset, uint32_t frame)
{
	struct location at = source_locate(source, offset < frame ? frame : offset);
	if (at.line == 1)
		at.column -= source_locate(source, frame).column - 1;
	return at;
}

/* The first one from the block on, or of the text where none is. */
static const struct diag *first_error(const struct diag_list *diags, const struct ir_place *block)
{
	const struct diag *first = NULL;
	for (size_t i = 0; i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (diag->source != block->source || diag->severity != SEVERITY_ERROR)
			continue;
		if (diag->span.start >= block->span.start)
			return diag;
		first = first ? first : diag;
	}
	return first;
}

struct str program_mistake(struct tol_answer *read, const struct ir_place *block, uint32_t frame)
{
	const struct diag *diag = first_error(&read->answer.diags, block);
	struct buf text;
	buf_init(&text, read->answer.mem);
	buf_add(&text, block->source->path);
	if (diag) {
		struct location at = mistake_place(block->source, diag->span.start, frame);
		buf_addf(&text, ":%u:%u: ", at.line, at.column);
		diag_message(&text, diag, read->session->language);
	}
	struct str mistake = arena_str(&read->arena, buf_str(&text));
	buf_fini(&text);
	return mistake;
}
