/*
 * tolc decide --cases: text goes to the library in chunks and verdicts come back, until the text
 * ends, nobody reads them any more, or a signal asks to stop. What was read by then is answered.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

struct batch_run {
	struct cli *cli;
	struct tol_batch *batch; /* NULL: impact */
	struct tol_impact *impact;
	int input;
	bool progress;
	sigset_t held; /* signals that ask to stop */
};

/* -- signals -- */

static const int stop_signals[] = {SIGINT, SIGTERM, SIGHUP};

/* The one that asked to stop; 0: none did. A handler can tell nobody else. */
static volatile sig_atomic_t stopped;

static void stop(int number)
{
	stopped = number;
}

/* They are let in while one works, and held back between looking and waiting. */
static void signals_catch(struct batch_run *run)
{
	sigemptyset(&run->held);
	for (size_t i = 0; i < countof(stop_signals); i++) {
		struct sigaction old, action = {.sa_handler = stop};
		sigaction(stop_signals[i], NULL, &old);
		if (old.sa_handler == SIG_IGN)
			continue;
		sigaction(stop_signals[i], &action, NULL);
		sigaddset(&run->held, stop_signals[i]);
	}
}

static void wait_for_input(const struct batch_run *run)
{
	fd_set inputs;
	sigset_t before;
	FD_ZERO(&inputs);
	FD_SET(run->input, &inputs);
	sigprocmask(SIG_BLOCK, &run->held, &before);
	if (!stopped)
		pselect(run->input + 1, &inputs, NULL, NULL, NULL, &before);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* -- one record or two -- */

static int run_feed(const struct batch_run *run, const char *bytes, size_t length, const char **out,
		    size_t *out_length)
{
	return run->batch ? tol_batch_feed(run->batch, bytes, length, out, out_length)
			  : tol_impact_feed(run->impact, bytes, length, out, out_length);
}

static int run_finish(const struct batch_run *run, const char **out, size_t *out_length)
{
	return run->batch ? tol_batch_finish(run->batch, out, out_length)
			  : tol_impact_finish(run->impact, out, out_length);
}

static const char *run_complaints(const struct batch_run *run, size_t *length)
{
	return run->batch ? tol_batch_complaints(run->batch, length)
			  : tol_impact_complaints(run->impact, length);
}

static uint64_t run_lines(const struct batch_run *run)
{
	return run->batch ? tol_batch_line_count(run->batch) : tol_impact_line_count(run->impact);
}

/* Bad lines; and where it is asked for, cases that come out otherwise. */
static uint64_t run_findings(const struct batch_run *run)
{
	if (run->batch)
		return tol_batch_bad_count(run->batch);
	uint64_t changed =
		tol_impact_flip_count(run->impact) + tol_impact_effect_count(run->impact);
	return tol_impact_bad_count(run->impact) +
	       (given(run->cli, OPTION_EXIT_CODE) ? changed : 0);
}

/* -- text in, verdicts out -- */

/* False where there is nobody left to write to. */
static bool write_out(struct batch_run *run, int status, const char *out, size_t length)
{
	struct cli *cli = run->cli;
	size_t said;
	const char *complaints = run_complaints(run, &said);
	if (run->progress && status == TOL_OK)
		progress_say(cli, MESSAGE_DECIDING_CASES, run_lines(run), 0);
	if (said > 0) {
		progress_clear(cli);
		error_write(complaints, said);
	}
	if (length > 0 && !output_write(cli, out, length))
		return false;
	if (status != TOL_OK)
		session_trouble(cli);
	return status == TOL_OK && !cli->broken_pipe;
}

static bool feed(struct batch_run *run, const char *bytes, size_t length)
{
	const char *out;
	size_t out_length;
	int status = run_feed(run, bytes, length, &out, &out_length);
	return write_out(run, status, out, out_length);
}

static bool finish(struct batch_run *run)
{
	const char *out;
	size_t out_length;
	int status = run_finish(run, &out, &out_length);
	return write_out(run, status, out, out_length);
}

/* Whoever feeds a line and waits gets its verdict. False: stop. */
static bool wait_for_text(struct batch_run *run)
{
	struct pollfd input = {.fd = run->input, .events = POLLIN};
	if (poll(&input, 1, 0) != 0)
		return true;
	if (!feed(run, "", 0))
		return false;
	wait_for_input(run);
	return true;
}

/* True at the end of the text. */
static bool read_all(struct batch_run *run)
{
	char bytes[CHUNK];
	for (;;) {
		if (!wait_for_text(run))
			return false;
		if (stopped)
			return feed(run, "", 0) && false;
		ssize_t got = read(run->input, bytes, sizeof(bytes));
		if (got == 0)
			return finish(run);
		if (got < 0 && errno != EINTR) {
			trouble(run->cli, MESSAGE_READ, run->cli->values[OPTION_CASES],
				system_error(run->cli, errno));
			return false;
		}
		if (got > 0 && !feed(run, bytes, (size_t)got))
			return false;
	}
}

static void batch_options(struct tol_batch_options *out, const struct tol_decide_options *question,
			  const char *path)
{
	out->path = path;
	out->subject = question->subject;
	out->conduct = question->conduct;
	out->conduct_to = question->conduct_to;
	out->accountable = question->accountable;
	out->by = question->by;
	out->decided = question->decided;
	out->closed = question->closed;
	out->known_at = question->known_at;
	out->revision = question->revision;
	out->worktree = question->worktree;
}

static int run_status(struct batch_run *run)
{
	bool whole = read_all(run);
	int status = run_findings(run) > 0 ? EXIT_FINDINGS : EXIT_ANSWERED;
	progress_clear(run->cli);
	if (stopped)
		return EXIT_SIGNAL + (int)stopped;
	return whole || run->cli->broken_pipe ? status : EXIT_TROUBLE;
}

static int run_begin(struct batch_run *run, const struct tol_decide_options *question,
		     const struct tol_diff_options *sides)
{
	struct tol_batch_options wanted = TOL_BATCH_OPTIONS_INIT;
	struct tol_impact_options impact = TOL_IMPACT_OPTIONS_INIT;
	struct cli *cli = run->cli;
	const char *path = cli->values[OPTION_CASES];
	if (question) {
		batch_options(&wanted, question, path);
		return tol_batch_new(&run->batch, cli->session, &wanted);
	}
	impact.sides = sides;
	impact.path = path;
	impact.json = given(cli, OPTION_FORMAT) && strcmp(cli->values[OPTION_FORMAT], "jsonl") == 0;
	return tol_impact_new(&run->impact, cli->session, &impact);
}

static int run_cases(struct cli *cli, const struct tol_decide_options *question,
		     const struct tol_diff_options *sides)
{
	const char *path = cli->values[OPTION_CASES];
	bool is_input = strcmp(path, "-") == 0;
	struct batch_run run = {.cli = cli};
	run.input = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (run.input < 0)
		return trouble(cli, MESSAGE_READ, path, system_error(cli, errno));
	run.progress = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) && !given(cli, OPTION_QUIET);
	int status = run_begin(&run, question, sides);
	progress_clear(cli);
	if (status == TOL_OK) {
		signals_catch(&run);
		status = run_status(&run);
		tol_batch_free(run.batch);
		tol_impact_free(run.impact);
	} else {
		status = session_trouble(cli);
	}
	if (!is_input)
		close(run.input);
	return status;
}

int batch_run(struct cli *cli, const struct tol_decide_options *question)
{
	return run_cases(cli, question, NULL);
}

int impact_run(struct cli *cli, const struct tol_diff_options *sides)
{
	return run_cases(cli, NULL, sides);
}
