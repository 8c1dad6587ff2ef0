/* The questions about texts. The stages follow each other in program.c. */
#include "api/text/policy.h"
#include "api/text/program.h"
#include "api/text/recorded.h"
#include "api/change/since.h"
#include "api/text/work.h"

static void work_init(struct work *work, struct tol_answer *answer)
{
	*work = (struct work){.answer = answer, .selection = {.mem = answer->answer.mem}};
}

static void work_fini(struct work *work)
{
	selection_fini(&work->selection);
}

/* -- tolc check -- */

static bool any_wanted(const struct program *program)
{
	for (size_t i = 0; i < program->count; i++)
		if (program->files[i].wanted)
			return true;
	return false;
}

static bool all_wanted(const struct program *program)
{
	for (size_t i = 0; i < program->count; i++)
		if (!program->files[i].wanted)
			return false;
	return true;
}

/* That makes anything unreadable. */
static bool any_mistake(const struct diag_list *diags)
{
	for (size_t i = 0; i < diags->items.count; i++)
		if (diag_phase(diags->items.items[i]->id) <= PHASE_RESOLVE)
			return true;
	return false;
}

static void tell_needs(struct diag_list *diags, struct str name, struct ir_place place)
{
	struct diag *diag =
		diag_at(diags, place.source, place.span, DIAG_NEEDS_MISTAKEN, ARGS(name));
	diag_hint(diags, diag, HINT_CHECK_TREE, NO_ARGS);
}

/* All that was asked about may be right but for what it needs, and the mistake in that be told of
 * nowhere. */
static void tell_unread(const struct program *program)
{
	struct diag_list *diags = &program->answer->answer.diags;
	if (all_wanted(program) || any_mistake(diags))
		return;
	for (size_t i = 0; i < program->count; i++) {
		const struct ir_unit *unit = &program->checked[i];
		for (size_t k = 0; program->files[i].wanted && k < unit->list_count; k++)
			if (!unit->lists[k].readable)
				tell_needs(diags, unit->lists[k].name, unit->lists[k].place);
		for (size_t k = 0; program->files[i].wanted && k < unit->case_count; k++)
			if (!unit->cases[k].readable)
				tell_needs(diags, unit->cases[k].name, unit->cases[k].place);
	}
}

static void check_program(struct work *work, struct selected *files, size_t count,
			  enum tol_logic logic)
{
	struct answer *answer = &work->answer->answer;
	struct program program = {.answer = work->answer,
				  .files = files,
				  .count = count,
				  .trees = PROGRAM_DROPS_TREES};
	struct check check = {&work->answer->arena, &answer->diags, &program.environment,
			      CHECK_WHOLE};
	if (count == 0)
		return;
	program_make(&program, TOL_STAGE_IR);
	tell_unread(&program);
	if (work->selection.repository && files[0].on_record && logic != TOL_LOGIC_NONE &&
	    any_wanted(&program))
		recorded_take_here(&program);
	program_reason(&program, logic);
	for (size_t i = 0; i < count; i++) {
		if (!files[i].wanted)
			continue;
		check_suppress(&check, &program.units[i], 1, answer->today);
		answer->read_files++;
		answer->record_files += work->selection.repository && files[i].on_record;
		answer->read_lists += program.checked[i].list_count;
	}
	crossings_join(&answer->diags);
	program_fini(&program);
}

/* What is on the record is one tree; what is not makes another. */
static void check_trees(struct work *work, enum tol_logic logic)
{
	struct selected *files = work->selection.files.items;
	size_t count = work->selection.files.count, on_record = 0;
	while (on_record < count && files[on_record].on_record)
		on_record++;
	check_program(work, files, on_record, logic);
	if (on_record < count)
		check_program(work, files + on_record, count - on_record, logic);
}

int work_begin(struct work *work, struct tol_session *session, enum answer_kind kind,
	       const struct selection_options *wanted)
{
	work_init(work, answer_new(session, kind));
	answer_names(work->answer, wanted->paths, wanted->path_count);
	int status = selection_read(&work->selection, work->answer, wanted);
	if (status != TOL_OK) {
		work_fini(work);
		tol_answer_free(work->answer);
	}
	return status;
}

int work_program(struct program **out, struct tol_session *session,
		 const struct selection_options *wanted)
{
	struct work work;
	int status = work_begin(&work, session, ANSWER_CHECK, wanted);
	if (status != TOL_OK)
		return status;
	struct arena *arena = &work.answer->arena;
	struct program *program = ARENA_NEW(arena, struct program);
	program->answer = work.answer;
	program->count = work.selection.files.count;
	program->files = arena_dup(arena, work.selection.files.items,
				   program->count * sizeof(*program->files));
	work_fini(&work);
	*out = program;
	return TOL_OK;
}

int work_end(struct work *work, struct tol_answer **out)
{
	answer_finish(work->answer);
	work_fini(work);
	*out = work->answer;
	return TOL_OK;
}

static int check(struct tol_answer **out, struct tol_session *session, const void *data)
{
	const struct tol_check_options *given = data;
	struct tol_check_options options = TOL_CHECK_OPTIONS_INIT;
	struct work work;
	if (given)
		memcpy(&options, given,
		       given->size < sizeof(options) ? given->size : sizeof(options));
	if (options.since)
		return since_ask(out, session, &options);
	struct selection_options wanted = {.paths = options.paths,
					   .path_count = options.path_count,
					   .texts = options.texts,
					   .text_count = options.text_count,
					   .whole = true,
					   .alike = true};
	int status = work_begin(&work, session, ANSWER_CHECK, &wanted);
	if (status != TOL_OK)
		return status;
	check_trees(&work, options.logic);
	policy_apply(work.answer, POLICY_TEXTS);
	return work_end(&work, out);
}

int tol_check(struct tol_answer **out, struct tol_session *session,
	      const struct tol_check_options *options)
{
	return session_ask(out, session, check, options);
}

/* -- tolc dump -- */

static void add_digest(struct buf *out, const char *name, struct digest digest)
{
	buf_addf(out, "  %s ", name);
	buf_add_hex(out, digest.bytes, sizeof(digest.bytes));
	buf_add_char(out, '\n');
}

static void dump_fingerprints(struct buf *out, const struct ir_unit *unit)
{
	for (size_t i = 0; i < unit->list_count; i++) {
		const struct ir_list *list = &unit->lists[i];
		struct ir_fingerprint fingerprint;
		if (!list->readable)
			continue;
		ir_fingerprint(&fingerprint, list, out->mem);
		buf_add_text(out, "fingerprint ");
		buf_add(out, list->name);
		buf_add_char(out, '\n');
		add_digest(out, "form", fingerprint.form);
		add_digest(out, "substance", fingerprint.substance);
		add_digest(out, "meaning", ir_meaning(list, out->mem));
	}
}

static void dump_unit(struct buf *out, const struct program *program, size_t index,
		      enum tol_stage stage)
{
	if (stage == TOL_STAGE_PARSE) {
		unit_dump(out, &program->units[index]);
		return;
	}
	ir_print(out, &program->checked[index]);
	if (stage == TOL_STAGE_IR)
		dump_fingerprints(out, &program->checked[index]);
}

static void dump_wanted(struct work *work, enum tol_stage stage)
{
	struct program program = {.answer = work->answer, .files = work->selection.files.items};
	struct buf text;
	size_t count = work->selection.files.count;
	/* The file is in the tree on the record, or else one of its own, after it. */
	while (program.count < count && program.files[program.count].on_record)
		program.count++;
	if (program.count < count) {
		program.files += program.count;
		program.count = count - program.count;
	}
	buf_init(&text, work->answer->answer.mem);
	program_make(&program, stage);
	for (size_t i = 0; i < program.count; i++)
		if (program.files[i].wanted)
			dump_unit(&text, &program, i, stage);
	work->answer->answer.dump = arena_str(&work->answer->arena, buf_str(&text));
	program_fini(&program);
	buf_fini(&text);
}

static int dump(struct tol_answer **out, struct tol_session *session, const void *data)
{
	static const char *const stages[] = {
		[TOL_STAGE_PARSE] = "parse",
		[TOL_STAGE_CHECK] = "check",
		[TOL_STAGE_IR] = "ir",
	};
	const struct tol_dump_options *options = data;
	struct selection_options wanted = {.paths = &options->path,
					   .path_count = !options->text,
					   .texts = options->text,
					   .text_count = !!options->text,
					   .whole = true};
	struct work work;
	int status = work_begin(&work, session, ANSWER_DUMP, &wanted);
	if (status != TOL_OK)
		return status;
	work.answer->answer.query.variant = str_from(stages[options->stage]);
	dump_wanted(&work, options->stage);
	return work_end(&work, out);
}

int tol_dump(struct tol_answer **out, struct tol_session *session,
	     const struct tol_dump_options *options)
{
	return session_ask(out, session, dump, options);
}
