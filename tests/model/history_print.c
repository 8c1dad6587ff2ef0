/*
 * Shows histories for whoever has to find out why two answers differ. Prints all that the model
 * can see, and judges nothing.
 */
#include "history_print.h"

#include <inttypes.h>
#include <string.h>

static void day_print(FILE *out, const char *name, int day, int first_day)
{
	if (day != MODEL_NO_DAY)
		fprintf(out, " %s %d", name, day - first_day);
}

static void days_print(FILE *out, const char *name, const struct model_days *days, int first_day)
{
	for (int i = 0; i < days->count; i++)
		day_print(out, name, days->at[i], first_day);
}

static void repeals_print(FILE *out, const struct model_text *text, int first_day)
{
	for (int i = 0; i < text->repeal_count; i++) {
		const struct model_repeal *repeal = &text->repeals[i];
		fprintf(out, " repeals L%d", repeal->list);
		if (repeal->rule != MODEL_EVERY_RULE)
			fprintf(out, "/r%d", repeal->rule);
		day_print(out, "from", repeal->from, first_day);
	}
}

static void rules_print(FILE *out, const struct model_text *text, int first_day)
{
	for (int i = 0; i < text->rule_count; i++) {
		fprintf(out, " r%d", text->rules[i].id);
		day_print(out, "effective", text->rules[i].effective, first_day);
		day_print(out, "expires", text->rules[i].expires, first_day);
	}
}

static void unreadable_print(FILE *out, const struct model_text *text, int first_day)
{
	fprintf(out, "unreadable");
	if (text->name_legible)
		fprintf(out, " L%d", text->list);
	if (text->effective_legible)
		day_print(out, "effective", text->effective, first_day);
	fprintf(out, " body %d noise %d\n", text->body, text->noise);
}

static void text_print(FILE *out, const struct model_text *text, int first_day)
{
	fprintf(out, "L%d issuer %d%s%s", text->list, text->issuer, text->draft ? " draft" : "",
		text->retroactive ? " retroactive" : "");
	day_print(out, "promulgated", text->promulgated, first_day);
	if (text->pending)
		fprintf(out, " effective pending (%d)", text->effective - first_day);
	else
		day_print(out, "effective", text->effective, first_day);
	day_print(out, "expires", text->expires, first_day);
	if (text->corrects)
		fprintf(out, " corrects \"%d\"", text->corrects);
	days_print(out, "withdraws", &text->withdraws, first_day);
	days_print(out, "reinstates", &text->reinstates, first_day);
	repeals_print(out, text, first_day);
	fprintf(out, " body %d noise %d", text->body, text->noise);
	rules_print(out, text, first_day);
	fprintf(out, "\n");
}

static const struct model_file *tree_find(const struct model_commit *tree, int path)
{
	for (int i = 0; i < tree->count; i++) {
		if (tree->files[i].path == path)
			return &tree->files[i];
	}
	return NULL;
}

static void file_print(FILE *out, int index, const struct model_file *file, int first_day)
{
	fprintf(out, "    [%d] path %d: ", index, file->path);
	if (file->text.readable)
		text_print(out, &file->text, first_day);
	else
		unreadable_print(out, &file->text, first_day);
}

/* `before` is NULL for the root. Unused bytes may differ: a file is shown too often, then. */
static void commit_print(FILE *out, const struct model_commit *tree,
			 const struct model_commit *before, int first_day)
{
	for (int i = 0; before && i < before->count; i++) {
		if (!tree_find(tree, before->files[i].path))
			fprintf(out, "    path %d: gone\n", before->files[i].path);
	}
	for (int i = 0; i < tree->count; i++) {
		const struct model_file *file = &tree->files[i];
		const struct model_file *old = before ? tree_find(before, file->path) : NULL;
		if (!old || memcmp(&old->text, &file->text, sizeof file->text) != 0)
			file_print(out, i, file, first_day);
	}
}

void history_print(FILE *out, const struct model_history *history, int first_day)
{
	fprintf(out, "  now %" PRId64 ", issuers under", history->now);
	for (int i = 0; i < MODEL_ISSUERS; i++)
		fprintf(out, " %d", history->issuer_parent[i]);
	fprintf(out, "\n");
	for (int i = 0; i < history->count; i++) {
		fprintf(out, "  commit %d at %" PRId64 ", recorded %" PRId64 "\n", i,
			history->commits[i].time, model_recorded(history, i));
		commit_print(out, &history->commits[i], i ? &history->commits[i - 1] : NULL,
			     first_day);
	}
}

void answer_print(FILE *out, const struct model_answer *answer)
{
	static const char *const states[] = {
		[MODEL_GAP] = "gap",
		[MODEL_IN_FORCE] = "in force",
		[MODEL_UNCERTAIN] = "uncertain",
	};
	fprintf(out, "  %s%s%s, commit %d file %d, rules 0x%" PRIx32 "\n", states[answer->state],
		answer->by_text ? " by text" : "", answer->by_clock ? " by clock" : "",
		answer->commit, answer->file, answer->rules);
}
