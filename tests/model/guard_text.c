/* Every rule has a name of its own, so that a message tells which texts it is about. */
#include "guard_text.h"

#include "tolc.h"

#include <stdlib.h>

enum { SECONDS = 86400 };

int32_t guard_first_day(void)
{
	return tol_date_parse("2024-01-01");
}

static void write_day(FILE *out, const char *word, int day)
{
	char text[11];
	tol_date_write(text, guard_first_day() + day);
	fprintf(out, " %s %s", word, text);
}

void guard_write_base(FILE *out)
{
	fprintf(out, "tol 1\nvocabulary facts {\n");
	for (int i = 0; i < GUARD_FACTS; i++)
		fprintf(out, "  fact f%d : bool\n", i);
	fprintf(out, "}\n");
	for (int i = 0; i < GUARD_AUTHORITIES; i++) {
		fprintf(out, "authority a%d", i);
		if (guard_parents[i] != GUARD_NONE)
			fprintf(out, " under a%d", guard_parents[i]);
		fprintf(out, " level %s\n", guard_levels[i]);
	}
}

static void write_condition(FILE *out, const struct guard_condition *condition)
{
	for (int i = 0; i < 2; i++)
		fprintf(out, " %s%sf%d",
			i == 0		   ? ""
			: condition->is_or ? "or "
					   : "and ",
			condition->negated[i] ? "not " : "", condition->facts[i]);
}

static void write_rule(FILE *out, const struct guard_rule *rule, int text, int number)
{
	static const char *const kinds[] = {"tolerate", "bar", "bar redline"};
	fprintf(out, "  %s t%d_r%d { article \"%d\"", kinds[rule->kind], text, number, number);
	if (rule->from != GUARD_NONE)
		write_day(out, "effective", rule->from);
	if (rule->to != GUARD_EVER)
		write_day(out, "expires", rule->to);
	fprintf(out, " when");
	write_condition(out, &rule->when);
	if (rule->has_except) {
		fprintf(out, " except e%d_%d when", text, number);
		write_condition(out, &rule->except);
	}
	fprintf(out, " }\n");
}

static void write_repeal(FILE *out, const struct guard_repeal *repeal)
{
	fprintf(out, " repeals l%d", repeal->list);
	if (repeal->text != GUARD_NONE)
		fprintf(out, "/t%d_r%d", repeal->text, repeal->rule);
	write_day(out, "from", repeal->from);
}

void guard_write_text(FILE *out, const struct guard_world *world, int number)
{
	const struct guard_text *text = &world->texts[number];
	fprintf(out, "tol 1\nuse facts\nlist l%d {\n  issuer a%d", text->list,
		world->issuers[text->list]);
	write_day(out, "promulgated", text->promulgated);
	write_day(out, "effective", text->effective);
	if (text->expires != GUARD_EVER)
		write_day(out, "expires", text->expires);
	if (text->withdraws != GUARD_NONE)
		write_day(out, "withdraws", text->withdraws);
	for (int i = 0; i < text->repeal_count; i++)
		write_repeal(out, &text->repeals[i]);
	if (text->has_scope) {
		fprintf(out, " scope when");
		write_condition(out, &text->scope);
	}
	fprintf(out, "\n");
	for (int i = 0; i < text->rule_count; i++)
		write_rule(out, &text->rules[i], number, i);
	fprintf(out, "}\n");
}

void guard_path(char out[16], const struct guard_text *text)
{
	snprintf(out, 16, "l%d_%d.tol", text->list, text->file);
}

/* -- commits -- */

static void write_file(FILE *out, const char *path, const struct guard_world *world, int text)
{
	char *bytes = NULL;
	size_t length = 0;
	FILE *memory = open_memstream(&bytes, &length);
	if (!memory)
		abort();
	if (text == GUARD_NONE)
		guard_write_base(memory);
	else
		guard_write_text(memory, world, text);
	fclose(memory);
	fprintf(out, "M 644 inline %s\ndata %zu\n%s\n", path, length, bytes);
	free(bytes);
}

static void write_commit(FILE *out, const struct guard_world *world, int number)
{
	const struct guard_text *text = &world->texts[number];
	int day = guard_first_day() + (number + 1) * 7;
	char path[16];
	fprintf(out, "commit refs/heads/main\ncommitter T <t@example.org> %lld +0800\n",
		(long long)day * SECONDS + 1);
	fprintf(out, "data 1\nx\n");
	guard_path(path, text);
	if (number == 0)
		write_file(out, "base.tol", world, GUARD_NONE);
	if (text->deletes)
		fprintf(out, "D %s\n", path);
	else
		write_file(out, path, world, number);
	fprintf(out, "\n");
}

void guard_write_commits(FILE *out, const struct guard_world *world, int count)
{
	for (int i = 0; i < count; i++)
		write_commit(out, world, i);
}
