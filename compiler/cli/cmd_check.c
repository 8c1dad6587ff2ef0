/* tolc check: tells what is wrong with texts. */
#include "cli/cli.h"

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
	return answer_print(cli, tol_check(&cli->answer, cli->session, &question));
}
