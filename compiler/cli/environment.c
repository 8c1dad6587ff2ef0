/* What surrounds the run: locale, terminal, clock, standard input. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

/* POSIX: the first of these that is set and not empty decides. No locale is loaded for it. */
static enum tol_language locale_language(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < countof(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) == 0 ? TOL_CHINESE : TOL_ENGLISH;
	}
	return TOL_ENGLISH;
}

static bool may_color(int stream)
{
	const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
	if (none && *none)
		return false;
	return isatty(stream) && terminal && strcmp(terminal, "dumb") != 0;
}

void environment_colors(struct cli *cli)
{
	const char *when = cli->values[OPTION_COLOR];
	bool always = when && strcmp(when, "always") == 0;
	bool never = when && strcmp(when, "never") == 0;
	cli->color = always || (!never && may_color(STDOUT_FILENO));
	cli->color_errors = always || (!never && may_color(STDERR_FILENO));
}

static unsigned terminal_columns(void)
{
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col < 40 ? 40 : size.ws_col > 120 ? 120 : size.ws_col;
}

void environment_read(struct cli *cli)
{
	cli->language = locale_language();
	cli->columns = terminal_columns();
	cli->now = (int64_t)time(NULL);
	cli->zone = TOL_ZONE_CHINA;
}

#define INPUT_STEP 65536

/* errno, or 0. */
static int read_all(struct text *text, int file)
{
	char bytes[INPUT_STEP];
	ssize_t got;
	text_add(text, "");
	while ((got = read(file, bytes, sizeof(bytes))) != 0) {
		if (got < 0 && errno != EINTR)
			return errno;
		if (got > 0)
			text_add_bytes(text, bytes, (size_t)got);
	}
	return 0;
}

const char *input_read(struct cli *cli, const char *path, size_t *length)
{
	struct text text = {NULL, 0, 0};
	bool is_input = strcmp(path, "-") == 0;
	int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int error = file < 0 ? errno : read_all(&text, file);
	if (!is_input && file >= 0)
		close(file);
	if (error) {
		if (is_input)
			trouble(cli, MESSAGE_INPUT, system_error(cli, error), "");
		else
			trouble(cli, MESSAGE_READ, path, system_error(cli, error));
		text_free(&text);
		return NULL;
	}
	free(cli->input);
	cli->input = text.bytes;
	*length = text.length;
	return text.bytes;
}

bool input_operand(struct cli *cli, struct tol_text *text)
{
	size_t kept = 0;
	bool wanted = false;
	for (size_t i = 0; i < cli->operand_count; i++) {
		if (strcmp(cli->operands[i], "-") == 0)
			wanted = true;
		else
			cli->operands[kept++] = cli->operands[i];
	}
	cli->operand_count = kept;
	if (wanted)
		text->bytes = input_read(cli, "-", &text->length);
	return !wanted || text->bytes;
}
