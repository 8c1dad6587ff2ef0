/* From options to a session, and from an answer to what is printed and the exit status. */
#include "cli/cli.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool option_time(struct cli *cli, enum option_id id, int64_t *out)
{
	const char *value = cli->values[id];
	if (!value)
		return true;
	*out = tol_time_parse(value, cli->zone);
	if (*out != TOL_NO_TIME)
		return true;
	trouble(cli, MESSAGE_BAD_TIME, value, "");
	hint(cli, MESSAGE_TIMES, "");
	return false;
}

/* 2021年2月30日 */
static bool looks_like_chinese_date(const char *text)
{
	static const char *const words[] = {"年", "月", "日"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t digits = strspn(text, "0123456789"), length = strlen(words[i]);
		if (digits == 0 || strncmp(text + digits, words[i], length) != 0)
			return false;
		text += digits + length;
	}
	return !*text;
}

/* Well written, whatever the calendar says. */
static bool looks_like_date(const char *text)
{
	static const char form[] = "0000-00-00";
	size_t at = 0;
	while (form[at] && (form[at] == '0' ? text[at] >= '0' && text[at] <= '9' : text[at] == '-'))
		at++;
	return (at == sizeof(form) - 1 && !text[at]) || looks_like_chinese_date(text);
}

bool option_day(struct cli *cli, enum option_id id, int32_t *out)
{
	const char *value = cli->values[id];
	if (!value)
		return true;
	*out = tol_date_parse(value);
	if (*out != TOL_NO_DATE)
		return true;
	if (looks_like_date(value)) {
		trouble(cli, MESSAGE_NO_SUCH_DAY, value, "");
		return false;
	}
	trouble(cli, MESSAGE_BAD_DATE, value, "");
	hint(cli, MESSAGE_DATES, "");
	return false;
}

static bool option_zone(struct cli *cli)
{
	const char *value = cli->values[OPTION_ZONE];
	if (!value || tol_zone_parse(&cli->zone, value) == TOL_OK)
		return true;
	trouble(cli, MESSAGE_BAD_ZONE, value, "");
	hint(cli, MESSAGE_ZONES, "");
	return false;
}

bool record_options(struct cli *cli, struct tol_record_options *out)
{
	out->lists = cli->operands;
	out->list_count = cli->operand_count;
	out->revision = cli->values[OPTION_REV];
	out->issuer = cli->values[OPTION_ISSUER];
	out->worktree = given(cli, OPTION_WORKTREE);
	return option_day(cli, OPTION_AT, &out->at) &&
	       option_time(cli, OPTION_KNOWN_AT, &out->known_at);
}

bool session_open(struct cli *cli)
{
	struct tol_session_options session_options = TOL_SESSION_OPTIONS_INIT;
	if (!option_zone(cli) || !option_time(cli, OPTION_NOW, &cli->now))
		return false;
	session_options.now = cli->now;
	session_options.zone = cli->zone;
	session_options.language = cli->language;
	session_options.flags = given(cli, OPTION_NO_CACHE) ? TOL_NO_CACHE : 0;
	if (isatty(STDERR_FILENO) && !given(cli, OPTION_QUIET)) {
		session_options.progress = progress_show;
		session_options.payload = cli;
	}
	if (tol_session_new(&cli->session, &session_options) == TOL_OK)
		return true;
	trouble(cli, MESSAGE_MEMORY, "", "");
	return false;
}

static enum tol_output wanted_output(const struct cli *cli)
{
	const char *format = cli->values[OPTION_FORMAT];
	int output = TOL_OUTPUT_HUMAN;
	while (format && output < TOL_OUTPUT_COUNT && strcmp(tol_output_name(output), format) != 0)
		output++;
	return (enum tol_output)output;
}

static enum tol_severity fail_on(const struct cli *cli)
{
	const char *severity = cli->values[OPTION_FAIL_ON];
	if (severity && strcmp(severity, "note") == 0)
		return TOL_NOTE;
	if (severity && strcmp(severity, "warning") == 0)
		return TOL_WARNING;
	return TOL_ERROR;
}

/* Results on stdout, diagnostics on stderr. */
static bool print_part(struct cli *cli, enum tol_output output, unsigned part)
{
	bool results = part & TOL_PART_RESULTS;
	struct tol_style style = TOL_STYLE_INIT;
	const char *bytes;
	size_t length;
	style.parts = part;
	style.columns = cli->columns;
	style.color = results ? cli->color : cli->color_errors;
	style.terminal = isatty(results ? STDOUT_FILENO : STDERR_FILENO);
	style.verbosity = given(cli, OPTION_VERBOSE) - given(cli, OPTION_QUIET);
	if (tol_answer_render(&bytes, &length, cli->answer, output, &style) != TOL_OK) {
		session_trouble(cli);
		return false;
	}
	if (results)
		return output_write(cli, bytes, length);
	error_write(bytes, length);
	return true;
}

int answer_print(struct cli *cli, int status)
{
	enum tol_output output = wanted_output(cli);
	bool apart = output == TOL_OUTPUT_HUMAN || output == TOL_OUTPUT_SHORT;
	progress_clear(cli);
	if (status != TOL_OK)
		return session_trouble(cli);
	if (apart && !print_part(cli, output, TOL_PART_DIAGNOSTICS))
		return EXIT_TROUBLE;
	if (!print_part(cli, output, TOL_PART_RESULTS))
		return EXIT_TROUBLE;
	if (tol_answer_unread(cli->answer))
		return EXIT_TROUBLE;
	return tol_answer_severity(cli->answer) >= fail_on(cli) ? EXIT_FINDINGS : EXIT_ANSWERED;
}
