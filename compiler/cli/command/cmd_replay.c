/* tolc replay: whether a sealed verdict still holds. */
#include "cli/cli.h"

int cmd_replay(struct cli *cli)
{
	struct tol_text text = {.path = cli->operands[0]};
	text.bytes = input_read(cli, text.path, &text.length);
	if (!text.bytes)
		return EXIT_TROUBLE;
	int status = answer_print(cli, tol_replay(&cli->answer, cli->session, &text));
	return status == EXIT_ANSWERED && tol_answer_differs(cli->answer) ? EXIT_FINDINGS : status;
}
