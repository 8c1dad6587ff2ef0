/*
 * What a drafter would have typed. Days become dates, `body` becomes the document number, `noise` a
 * comment; what cannot be read is broken where the model says so: a list without a legible name, a
 * date that is none, or an issuer that nobody declared.
 */
#include "repository_text.h"

#include "base/value/date.h"

#include <string.h>

static void put_date(FILE *out, const char *word, int day)
{
	int year, month, day_of_month;
	date_to_civil(day, &year, &month, &day_of_month);
	fprintf(out, "  %s %04d-%02d-%02d\n", word, year, month, day_of_month);
}

static void put_days(FILE *out, const char *word, const struct model_days *days)
{
	for (int i = 0; i < days->count; i++)
		put_date(out, word, days->at[i]);
}

static void put_repeals(FILE *out, const struct model_text *text)
{
	for (int i = 0; i < text->repeal_count; i++) {
		const struct model_repeal *repeal = &text->repeals[i];
		fprintf(out, "  repeals l%d", repeal->list);
		if (repeal->rule != MODEL_EVERY_RULE)
			fprintf(out, "/r%d", repeal->rule);
		put_date(out, "from", repeal->from);
	}
}

static void put_rules(FILE *out, const struct model_text *text)
{
	for (int i = 0; i < text->rule_count; i++) {
		const struct model_rule *rule = &text->rules[i];
		fprintf(out, "  tolerate r%d {\n  when yes\n", rule->id);
		if (rule->effective != MODEL_NO_DAY)
			put_date(out, "effective", rule->effective);
		if (rule->expires != MODEL_NO_DAY)
			put_date(out, "expires", rule->expires);
		fputs("  }\n", out);
	}
	fputs("  bar base { when no }\n", out);
}

static void put_effective(FILE *out, const struct model_text *text)
{
	if (text->pending)
		fputs("  effective pending \"another notice\"\n", out);
	else
		put_date(out, "effective", text->effective);
}

static void put_readable(FILE *out, const struct model_text *text)
{
	fprintf(out, "list l%d \"list %d\" {\n  issuer i%d\n  document \"b%d\"\n", text->list,
		text->list, text->issuer, text->body);
	put_date(out, "promulgated", text->promulgated);
	put_effective(out, text);
	if (text->expires != MODEL_NO_DAY)
		put_date(out, "expires", text->expires);
	if (text->draft)
		fputs("  status draft\n", out);
	if (text->retroactive)
		fputs("  retroactive\n", out);
	if (text->corrects)
		fprintf(out, "  corrects \"c%d\"\n", text->corrects);
	put_days(out, "withdraws", &text->withdraws);
	put_days(out, "reinstates", &text->reinstates);
	put_repeals(out, text);
	put_rules(out, text);
	fputs("}\n", out);
}

static void put_unreadable(FILE *out, const struct model_text *text)
{
	if (text->name_legible)
		fprintf(out, "list l%d \"list\" {\n  issuer nobody\n", text->list);
	else
		fputs("list \"\" {\n  issuer nobody\n", out);
	put_date(out, "promulgated", 18262);
	if (text->effective_legible)
		put_date(out, "effective", text->effective);
	else
		fputs("  effective 2020-13-45\n", out);
	fprintf(out, "  document \"b%d\"\n  bar base { when no }\n}\n", text->body);
}

void text_type(FILE *out, const struct model_text *text)
{
	fprintf(out, "tol 1\n# %d\n", text->noise);
	if (text->readable)
		put_readable(out, text);
	else
		put_unreadable(out, text);
}

static void put_data(FILE *out, const char *bytes, size_t size)
{
	fprintf(out, "data %zu\n", size);
	fwrite(bytes, 1, size, out);
	fputc('\n', out);
}

static void put_authorities(FILE *out, const struct model_history *history)
{
	char bytes[1024];
	size_t size = (size_t)snprintf(bytes, sizeof(bytes), "tol 1\n");
	for (int i = 0; i < MODEL_ISSUERS; i++) {
		int parent = history->issuer_parent[i];
		size += (size_t)snprintf(bytes + size, sizeof(bytes) - size,
					 parent == MODEL_NO_ISSUER ? "authority i%d\n"
								   : "authority i%d under i%d\n",
					 i, parent);
	}
	fputs("M 100644 inline authorities.tol\n", out);
	put_data(out, bytes, size);
}

static void put_file(FILE *out, const struct model_file *file)
{
	char bytes[4096];
	FILE *memory = fmemopen(bytes, sizeof(bytes), "w");
	/* To the model an unreadable file that moves is new; to the record moving changes nothing. */
	if (!file->text.readable)
		fprintf(memory, "# at %d\n", file->path);
	text_type(memory, &file->text);
	long size = ftell(memory);
	fclose(memory);
	fprintf(out, "M 100644 inline p%d.tol\n", file->path);
	put_data(out, bytes, (size_t)size);
}

void history_write(FILE *out, const struct model_history *history)
{
	for (int i = 0; i < history->count; i++) {
		const struct model_commit *commit = &history->commits[i];
		fprintf(out, "commit refs/heads/main\nmark :%d\n", i + 1);
		fprintf(out, "committer t <t@example.org> %lld +0000\n", (long long)commit->time);
		put_data(out, "c", 1);
		if (i)
			fprintf(out, "from :%d\n", i);
		fputs("deleteall\n", out);
		put_authorities(out, history);
		for (int j = 0; j < commit->count; j++)
			put_file(out, &commit->files[j]);
	}
}
