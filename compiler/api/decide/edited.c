/*
 * Whether the files as they stand say something else than the record that a case was decided on: a
 * case block is read from the files, lists from the record, and `tolc test` reads both from the
 * files.
 */
#include "api/decide/deciding.h"
#include "api/text/program.h"

/* Whether each file that the text was compiled from has its bytes. What is not there any more takes
 * nothing off the record. */
static bool stands_as_recorded(const struct program *read, const struct view_file *files,
			       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct source *source = program_file(read, files[i].path);
		if (source && !files[i].is_unrecorded &&
		    !blob_has_id((struct str){source->text, source->size}, files[i].blob))
			return false;
	}
	return true;
}

static const struct ir_list *version_in(const struct ir_unit *unit, const struct ir_list *recorded)
{
	for (size_t i = 0; i < unit->list_count; i++)
		if (str_equal(unit->lists[i].name, recorded->name) && unit->lists[i].readable &&
		    unit->lists[i].effective == recorded->effective)
			return &unit->lists[i];
	return NULL;
}

/* What the file says as it stands, against what the others declare as they stand. */
static void check_aside(struct ir_unit *out, struct deciding_record *record, struct program *read,
			struct source *source)
{
	struct declarations declared;
	struct diag_list unheard;
	struct unit unit;
	struct check check = {record->arena, &unheard, &read->environment, CHECK_MEANING};
	diag_list_init(&unheard, record->arena);
	unit_parse(&unit, &record->loader.syntax, source, record->arena, &unheard);
	check_declare(&check, &unit, &declared);
	check_unit(&check, &unit, &declared, out);
	declarations_fini(&declared);
	unit_fini(&unit, record->arena);
	diag_list_fini(&unheard);
}

/* The same version as the file at that path has it; NULL: it has none. */
static const struct ir_list *version_now(struct deciding_record *record, struct program *read,
					 struct str path, const struct ir_list *recorded)
{
	for (size_t i = 0; i < read->count; i++)
		if (str_equal(read->files[i].source->path, path))
			return version_in(&read->checked[i], recorded);
	for (size_t i = 0; i < read->aside_count; i++) {
		if (!str_equal(read->aside[i].source->path, path))
			continue;
		struct ir_unit *unit = ARENA_NEW(record->arena, struct ir_unit);
		check_aside(unit, record, read, read->aside[i].source);
		return version_in(unit, recorded);
	}
	return NULL;
}

static bool same_meaning(const struct ir_list *a, const struct ir_list *b, struct mem *mem)
{
	struct digest one = ir_meaning(a, mem), other = ir_meaning(b, mem);
	return digest_equal(&one, &other);
}

static void tell(struct deciding_record *record, const struct ir_list *list, struct str path)
{
	struct diag_list *diags = &record->asking->answer->answer.diags;
	struct buf day;
	buf_init(&day, record->arena->mem);
	buf_add_date(&day, list->effective);
	struct diag *diag = diag_at(diags, NULL, (struct span){0, 0}, DIAG_RECORD_EDITED,
				    ARGS(path, list->name, buf_str(&day)));
	diag_hint(diags, diag, HINT_RECORD_EDITED, NO_ARGS);
	buf_fini(&day);
}

void deciding_tell_edited(struct deciding_record *record, const struct answer_decide *decided,
			  struct program *read)
{
	for (uint32_t i = 0; i < decided->state_count; i++) {
		const struct answer_state *state = &decided->states[i];
		const struct load_entry *entry = &record->loader.entries.items[state->text_index];
		size_t count;
		const struct view_file *files =
			view_files(record->asking->view, entry->list, entry->entry, &count);
		if (!decided->verdict.in_play[i] || count == 0 ||
		    stands_as_recorded(read, files, count))
			continue;
		const struct ir_list *now = version_now(record, read, files[0].path, state->text);
		if (now && !same_meaning(now, state->text, record->arena->mem))
			tell(record, state->text, files[0].path);
	}
}
