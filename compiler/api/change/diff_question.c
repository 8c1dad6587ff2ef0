/*
 * Questions that are asked otherwise. No list says anything else for it, so nothing of it is on
 * record; but whoever gives the facts of a case is asked something else. What values a fact may have
 * is told here once, not again of every rule that asks it and applies in the same cases. Only files
 * that declare facts and are not the same on both sides are read.
 */
#include "api/change/diff_question.h"

#include "emit/change/diff.h"

struct files {
	const struct view_file *items;
	size_t count;
};

struct asked {
	struct answer_diff *out;
	struct arena *arena;
	struct mem *mem;
	struct load_tree *trees[2];
	VEC(struct answer_question) found;
};

static bool has_file(const struct files *files, const struct view_file *wanted)
{
	for (size_t i = 0; i < files->count; i++)
		if (str_equal(files->items[i].path, wanted->path))
			return memcmp(files->items[i].blob, wanted->blob, OID_SIZE) == 0;
	return false;
}

/* Those that the other side lacks, or has otherwise. */
static struct files own_files(struct arena *arena, const struct files *files,
			      const struct files *others)
{
	struct view_file *own = ARENA_ARRAY(arena, struct view_file, files->count + 1);
	size_t count = 0;
	for (size_t i = 0; i < files->count; i++)
		if (!has_file(others, &files->items[i]))
			own[count++] = files->items[i];
	return (struct files){own, count};
}

static const struct ir_fact *fact_one(const struct ir_vocabulary *vocabulary, struct str identity)
{
	for (size_t i = 0; i < vocabulary->fact_count; i++)
		if (str_equal(vocabulary->facts[i]->identity, identity))
			return vocabulary->facts[i];
	return NULL;
}

static void add(struct asked *asked, enum question_about about, struct str vocabulary,
		const struct ir_fact *was, const struct ir_fact *is)
{
	VEC_PUSH(asked->mem, &asked->found, (struct answer_question){about, vocabulary, was, is});
}

static void compare(struct asked *asked, const struct ir_vocabulary *before,
		    const struct ir_vocabulary *after)
{
	for (size_t i = 0; i < after->fact_count; i++) {
		const struct ir_fact *is = after->facts[i];
		const struct ir_fact *was = fact_one(before, is->identity);
		if (was && !str_equal(was->question, is->question))
			add(asked, ABOUT_QUESTION, after->name, was, is);
		if (was && !str_equal(was->shape, is->shape))
			add(asked, ABOUT_VALUES, after->name, was, is);
	}
}

static void compare_trees(struct asked *asked)
{
	const struct map *before = &asked->trees[0]->environment.vocabularies;
	const struct map *after = &asked->trees[1]->environment.vocabularies;
	for (size_t i = 0; i < after->count; i++) {
		const struct vocabulary_scope *is = after->entries[i].value;
		const struct vocabulary_scope *was = map_get(before, after->entries[i].key);
		if (was)
			compare(asked, was->vocabulary, is->vocabulary);
	}
	asked->out->questions = arena_dup(asked->arena, asked->found.items,
					  asked->found.count * sizeof(*asked->found.items));
	asked->out->question_count = asked->found.count;
	VEC_FREE(asked->mem, &asked->found);
}

/* -- rules that nobody touched -- */

static bool is_told(const struct answer_diff *out, const struct diff_term *term)
{
	for (size_t i = 0; i < out->question_count; i++)
		if (out->questions[i].about == ABOUT_VALUES &&
		    str_equal(out->questions[i].after->identity, term->sides[1].fact->identity) &&
		    str_equal(out->questions[i].after->shape, term->sides[1].fact->shape))
			return true;
	return false;
}

/* Whether all that differs of the rule is what a fact may be. */
static bool is_untouched(const struct answer_diff *out, const struct diff_record *record)
{
	struct diff_wordings wordings;
	if (record->change != DIFF_REWORDED || record->condition_differs || !record->term_count)
		return false;
	for (size_t i = 0; i < record->term_count; i++)
		if (record->terms[i].kind != DIFF_TERM_FACT || !is_told(out, &record->terms[i]))
			return false;
	diff_wordings(&wordings, record);
	return wordings.count == 0;
}

void question_drop_untouched(const struct answer_diff *out, struct diff_records *records)
{
	size_t kept = 0;
	for (size_t i = 0; i < records->items.count; i++)
		if (!is_untouched(out, &records->items.items[i]))
			records->items.items[kept++] = records->items.items[i];
	records->items.count = kept;
}

int question_compare(struct answer_diff *out, struct diff_sides *sides, struct loader *loaders[2])
{
	struct arena *arena = &sides->askings[WEIGH_AFTER]->answer->arena;
	struct asked asked = {.out = out, .arena = arena, .mem = arena->mem};
	struct files files[2];
	for (size_t side = 0; side < 2; side++) {
		int status = diff_sides_told(
			sides, side,
			loader_declaring(loaders[side], &files[side].items, &files[side].count));
		if (status != TOL_OK)
			return status;
	}
	struct files own[] = {own_files(arena, &files[0], &files[1]),
			      own_files(arena, &files[1], &files[0])};
	if (own[0].count == 0 || own[1].count == 0)
		return TOL_OK;
	for (size_t side = 0; side < 2; side++) {
		int status = diff_sides_told(sides, side,
					     loader_add_files(loaders[side], &asked.trees[side],
							      own[side].items, own[side].count));
		if (status != TOL_OK)
			return status;
	}
	compare_trees(&asked);
	return TOL_OK;
}
