/* tolc diff: what two records, or one on two days, say differently. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>

/* The two ends of BASE, BASE..HEAD or BASE...HEAD. */
struct range {
	char *base; /* to be freed */
	const char *head;
};

static struct range range_split(const char *text, struct tol_diff_options *out)
{
	struct range range = {must_alloc(NULL, strlen(text) + 1), NULL};
	strcpy(range.base, text);
	char *dots = strstr(range.base, "..");
	if (dots) {
		out->merge_base = dots[2] == '.';
		range.head = dots + 2 + out->merge_base;
		*dots = '\0';
	}
	out->base = *range.base ? range.base : "HEAD";
	out->head = range.head && *range.head ? range.head : NULL;
	return range;
}

/* --at D1 --at D2 */
static bool two_days(struct cli *cli, struct tol_diff_options *out)
{
	out->head = cli->values[OPTION_REV];
	out->at = tol_date_parse(cli->at);
	if (out->at != TOL_NO_DATE)
		return option_day(cli, OPTION_AT, &out->at_after);
	trouble(cli, MESSAGE_BAD_DATE, cli->at, "");
	hint(cli, MESSAGE_DATES, "");
	return false;
}

static bool diff_options(struct cli *cli, struct tol_diff_options *out, struct range *range)
{
	size_t first = !cli->at;
	if (cli->at ? !two_days(cli, out) : cli->operand_count == 0 || given(cli, OPTION_AT)) {
		if (!cli->at) {
			trouble(cli, MESSAGE_TWO_SIDES, "", "");
			hint(cli, MESSAGE_SEE_HELP, cli->command->name);
		}
		return false;
	}
	if (!cli->at)
		*range = range_split(cli->operands[0], out);
	out->worktree = given(cli, OPTION_WORKTREE);
	out->lists = cli->operands + first;
	out->list_count = cli->operand_count - first;
	return option_time(cli, OPTION_KNOWN_AT, &out->known_at);
}

/* Flips are lines, and the days are those of the cases. */
static bool goes_with_cases(struct cli *cli)
{
	const char *format = cli->values[OPTION_FORMAT];
	const char *other = cli->operand_count > 1 ? "LIST" : NULL;
	if (given(cli, OPTION_AT))
		other = "--at";
	if (format && strcmp(format, "jsonl") != 0 && strcmp(format, "human") != 0)
		other = "--format";
	if (other)
		trouble(cli, MESSAGE_EXCLUSIVE, "--cases", other);
	return !other;
}

static int answer(struct cli *cli, const struct tol_diff_options *question)
{
	int status = answer_print(cli, tol_diff(&cli->answer, cli->session, question));
	bool differs = status == EXIT_ANSWERED && given(cli, OPTION_EXIT_CODE) &&
		       tol_answer_differs(cli->answer);
	return differs ? EXIT_FINDINGS : status;
}

int cmd_diff(struct cli *cli)
{
	struct tol_diff_options question = TOL_DIFF_OPTIONS_INIT;
	struct range range = {NULL, NULL};
	bool has_cases = given(cli, OPTION_CASES);
	int status = EXIT_TROUBLE;
	if ((!has_cases || goes_with_cases(cli)) && diff_options(cli, &question, &range))
		status = has_cases ? impact_run(cli, &question) : answer(cli, &question);
	free(range.base);
	return status;
}
