/* tolc check: tells what is wrong with texts. */
#include "cli/cli.h"

#include <string.h>

/* Whether the record takes amiss what is not committed yet, which no text shows by itself. */
static bool record_objects(struct cli *cli)
{
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *answer;
	const struct tol_finding *finding;
	bool found = false;
	question.worktree = true;
	if (tol_doctor(&answer, cli->session, &question) != TOL_OK)
		return false;
	for (size_t i = 0; (finding = tol_answer_finding(answer, i)); i++)
		found |= tol_finding_path(finding) && !tol_finding_commit(finding) &&
			 strncmp(tol_finding_code(finding), "TOL06", 5) == 0;
	tol_answer_free(answer);
	return found;
}

int cmd_check(struct cli *cli)
{
	struct tol_check_options question = TOL_CHECK_OPTIONS_INIT;
	struct tol_text input = {"-", NULL, 0};
	if (!input_operand(cli, &input))
		return EXIT_TROUBLE;
	question.paths = cli->operands;
	question.path_count = cli->operand_count;
	question.texts = &input;
	question.text_count = input.bytes != NULL;
	if (given(cli, OPTION_GAPS))
		question.logic = TOL_LOGIC_GAPS;
	if (given(cli, OPTION_NO_LOGIC))
		question.logic = TOL_LOGIC_NONE;
	question.since = cli->values[OPTION_SINCE];
	question.worktree = given(cli, OPTION_WORKTREE);
	if (question.since && (cli->operand_count > 0 || question.text_count > 0)) {
		trouble(cli, MESSAGE_SINCE_PATHS, "", "");
		return EXIT_TROUBLE;
	}
	int status = answer_print(cli, tol_check(&cli->answer, cli->session, &question));
	if (status == EXIT_ANSWERED && !cli->values[OPTION_FORMAT] && !given(cli, OPTION_QUIET) &&
	    !question.since && !input.bytes && tol_answer_on_record(cli->answer) &&
	    record_objects(cli))
		hint(cli, MESSAGE_CHECK_RECORD, "");
	return status;
}
