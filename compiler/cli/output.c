/*
 * Bytes on the standard streams. A reader who has gone away is no trouble: the run ends quietly
 * with the status of its answer. Everything else that keeps the answer from arriving is.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

void output_begin(void)
{
	int stream;
	do
		stream = open("/dev/null", O_RDONLY);
	while (stream >= 0 && stream <= STDERR_FILENO);
	if (stream >= 0)
		close(stream);
	signal(SIGPIPE, SIG_IGN);
}

int write_all(int stream, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(stream, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return errno;
		bytes += written;
		length -= (size_t)written;
	}
	return 0;
}

bool output_write(struct cli *cli, const char *bytes, size_t length)
{
	int error = cli->broken_pipe ? EPIPE : write_all(STDOUT_FILENO, bytes, length);
	if (error == 0)
		return true;
	if (error == EPIPE)
		cli->broken_pipe = true;
	else
		trouble(cli, MESSAGE_OUTPUT, system_error(cli, error), "");
	return error == EPIPE;
}

void error_write(const char *bytes, size_t length)
{
	write_all(STDERR_FILENO, bytes, length);
}

/* Some file systems only tell now that there was no room. */
int output_end(struct cli *cli, int status)
{
	int copy = dup(STDOUT_FILENO);
	if (copy < 0)
		return status;
	if (close(copy) != 0 && errno != EINTR)
		return trouble(cli, MESSAGE_OUTPUT, system_error(cli, errno), "");
	return status;
}

/* -- Progress: one line on a terminal, rewritten, once something takes long -- */

#define PROGRESS_AFTER 300 /* milliseconds */
#define PROGRESS_EVERY 100

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_time(struct cli *cli)
{
	int64_t now = milliseconds();
	if (cli->progress_at == 0)
		cli->progress_at = now + PROGRESS_AFTER;
	if (now < cli->progress_at)
		return false;
	cli->progress_at = now + PROGRESS_EVERY;
	return true;
}

static void add_number(struct text *line, size_t number)
{
	char digits[24], *at = digits + sizeof(digits);
	*--at = '\0';
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	text_add(line, at);
}

void progress_say(struct cli *cli, enum message what, size_t done, size_t total)
{
	struct text line = {NULL, 0, 0};
	if (!is_time(cli))
		return;
	text_add(&line, "\r\033[K");
	text_add(&line, message_text(cli, what));
	text_add(&line, " ");
	add_number(&line, done);
	if (total > 0) {
		text_add(&line, "/");
		add_number(&line, total);
	}
	error_write(line.bytes, line.length);
	text_free(&line);
	cli->progress = true;
}

void progress_show(void *payload, size_t done, size_t total)
{
	progress_say(payload, MESSAGE_READING_RECORD, done, total);
}

void progress_clear(struct cli *cli)
{
	if (cli->progress)
		error_write("\r\033[K", 4);
	cli->progress = false;
}
