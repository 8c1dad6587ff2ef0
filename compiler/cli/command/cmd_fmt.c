/* tolc fmt: shows texts in canonical form, or writes them back, each file whole
 * or not at all. */
#include "cli/cli.h"

#include <string.h>

static enum tol_keywords wanted_keywords(const struct cli *cli)
{
	const char *language = cli->values[OPTION_KEYWORDS];
	if (!language)
		return TOL_KEYWORDS_KEEP;
	return strcmp(language, "zh") == 0 ? TOL_KEYWORDS_CHINESE : TOL_KEYWORDS_ENGLISH;
}

static enum tol_format_show wanted_show(const struct cli *cli)
{
	if (given(cli, OPTION_DIFF))
		return TOL_SHOW_DIFF;
	return given(cli, OPTION_WRITE) || given(cli, OPTION_CHECK) ? TOL_SHOW_NAMES
								    : TOL_SHOW_TEXT;
}

static bool write_files(struct cli *cli)
{
	bool written = true;
	for (size_t i = 0; i < tol_answer_file_count(cli->answer); i++) {
		const struct tol_file *file = tol_answer_file(cli->answer, i);
		const char *path = tol_file_path(file);
		if (!tol_file_changed(file))
			continue;
		int error = file_replace(path, tol_file_text(file), tol_file_length(file));
		if (error) {
			trouble(cli, MESSAGE_REPLACE, path, system_error(cli, error));
			written = false;
		}
	}
	return written;
}

static bool go_together(struct cli *cli, bool from_input)
{
	if (given(cli, OPTION_WRITE) && given(cli, OPTION_CHECK))
		trouble(cli, MESSAGE_EXCLUSIVE, "--write", "--check");
	else if (given(cli, OPTION_WRITE) && given(cli, OPTION_DIFF))
		trouble(cli, MESSAGE_EXCLUSIVE, "--write", "--diff");
	else if (given(cli, OPTION_WRITE) && from_input)
		trouble(cli, MESSAGE_INPUT_WRITE, "", "");
	else
		return true;
	return false;
}

int cmd_fmt(struct cli *cli)
{
	struct tol_format_options question = TOL_FORMAT_OPTIONS_INIT;
	struct tol_text input = {"-", NULL, 0};
	if (!input_operand(cli, &input) || !go_together(cli, input.bytes != NULL))
		return EXIT_TROUBLE;
	question.paths = cli->operands;
	question.path_count = cli->operand_count;
	question.texts = &input;
	question.text_count = input.bytes != NULL;
	question.keywords = wanted_keywords(cli);
	question.show = wanted_show(cli);
	int status = tol_format(&cli->answer, cli->session, &question);
	if (status == TOL_OK && given(cli, OPTION_WRITE) && !write_files(cli))
		return EXIT_TROUBLE;
	status = answer_print(cli, status);
	if (status == EXIT_ANSWERED && given(cli, OPTION_CHECK) && tol_answer_differs(cli->answer))
		return EXIT_FINDINGS;
	return status;
}
