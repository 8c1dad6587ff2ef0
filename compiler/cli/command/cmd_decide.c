/* tolc decide: the verdict on one case. */
#include "cli/cli.h"

#include <string.h>

/* DATE or DATE..DATE */
static bool option_conduct(struct cli *cli, struct tol_decide_options *out)
{
	const char *value = cli->values[OPTION_CONDUCT];
	char first[32];
	const char *dots = value ? strstr(value, "..") : NULL;
	if (!dots || (size_t)(dots - value) >= sizeof(first))
		return option_day(cli, OPTION_CONDUCT, &out->conduct);
	memcpy(first, value, (size_t)(dots - value));
	first[dots - value] = '\0';
	out->conduct = tol_date_parse(first);
	out->conduct_to = tol_date_parse(dots + 2);
	if (out->conduct != TOL_NO_DATE && out->conduct_to != TOL_NO_DATE)
		return true;
	trouble(cli, MESSAGE_BAD_DATE, value, "");
	hint(cli, MESSAGE_SPANS, "");
	return false;
}

static bool decide_options(struct cli *cli, struct tol_decide_options *out)
{
	out->case_name = cli->operand_count ? cli->operands[0] : NULL;
	out->subject = cli->values[OPTION_SUBJECT];
	out->by = cli->values[OPTION_BY];
	out->sets = cli->sets;
	out->set_count = cli->set_count;
	out->revision = cli->values[OPTION_REV];
	out->explain = given(cli, OPTION_EXPLAIN);
	out->worktree = given(cli, OPTION_WORKTREE);
	return option_conduct(cli, out) && option_day(cli, OPTION_ACCOUNTABLE, &out->accountable) &&
	       option_day(cli, OPTION_DECIDED, &out->decided) &&
	       option_day(cli, OPTION_CLOSED, &out->closed) &&
	       option_time(cli, OPTION_KNOWN_AT, &out->known_at);
}

static bool read_facts(struct cli *cli, struct tol_decide_options *out, struct tol_text *facts)
{
	if (!given(cli, OPTION_FACTS))
		return true;
	facts->path = cli->values[OPTION_FACTS];
	facts->bytes = input_read(cli, facts->path, &facts->length);
	out->facts = facts;
	return facts->bytes != NULL;
}

/* A ruling counts before open facts, these before barred, that before silent. */
static int exit_code(const struct cli *cli)
{
	unsigned outcomes = tol_verdict_outcomes(cli->answer);
	if (tol_verdict_ruling_count(cli->answer) > 0 || outcomes & TOL_CONFLICT)
		return EXIT_RULING;
	if (outcomes & (outcomes - 1))
		return EXIT_OPEN;
	if (outcomes == TOL_BARRED)
		return EXIT_BARRED;
	return outcomes == TOL_SILENT ? EXIT_SILENT : EXIT_ANSWERED;
}

/* A batch has no facts of its own, and one form. */
static bool goes_with_cases(struct cli *cli)
{
	static const struct {
		enum option_id id;
		const char *name;
	} rows[] = {
		{OPTION_FACTS, "--facts"},
		{OPTION_SET, "--set"},
		{OPTION_EXPLAIN, "--explain"},
		{OPTION_EXIT_CODE, "--exit-code"},
	};
	const char *format = cli->values[OPTION_FORMAT];
	const char *other = cli->operand_count ? "CASE" : NULL;
	for (size_t i = 0; i < countof(rows); i++)
		other = given(cli, rows[i].id) ? rows[i].name : other;
	if (format && strcmp(format, "jsonl") != 0)
		other = "--format";
	if (!other)
		return true;
	trouble(cli, MESSAGE_EXCLUSIVE, "--cases", other);
	hint(cli, MESSAGE_CASES_FORM, "");
	return false;
}

int cmd_decide(struct cli *cli)
{
	struct tol_decide_options question = TOL_DECIDE_OPTIONS_INIT;
	struct tol_text facts;
	if (given(cli, OPTION_CASES))
		return goes_with_cases(cli) && decide_options(cli, &question)
			       ? batch_run(cli, &question)
			       : EXIT_TROUBLE;
	if (!decide_options(cli, &question) || !read_facts(cli, &question, &facts))
		return EXIT_TROUBLE;
	int status = ask_wanted(cli) ? ask_case(cli, &question)
				     : tol_decide(&cli->answer, cli->session, &question);
	int printed = answer_print(cli, status);
	return printed == EXIT_ANSWERED && given(cli, OPTION_EXIT_CODE) ? exit_code(cli) : printed;
}
