/*
 * example_threads FOLDER CASE…: what a program does that answers many people at once. The record is
 * resolved once; each case is decided by a thread of its own. Uses tolc.h and nothing else.
 */
#include <tolc.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct asked {
	const struct tol_record *record;
	const char *name;
	pthread_t thread;
	char line[256]; /* what came out */
};

static const char *outcome(unsigned outcomes)
{
	switch (outcomes) {
	case TOL_TOLERATED:
		return "tolerated";
	case TOL_BARRED:
		return "barred";
	case TOL_SILENT:
		return "silent";
	case TOL_CONFLICT:
		return "needs a ruling";
	}
	return "open";
}

/* The session is the thread's own, and so is the answer. */
static void *decide(void *data)
{
	struct asked *asked = data;
	struct tol_decide_options question = TOL_DECIDE_OPTIONS_INIT;
	struct tol_session *session;
	struct tol_answer *answer;
	question.case_name = asked->name;
	if (tol_record_session(&session, asked->record) != TOL_OK)
		return NULL;
	const char *said = tol_decide(&answer, session, &question) == TOL_OK
				   ? outcome(tol_verdict_outcomes(answer))
				   : tol_session_error(session);
	snprintf(asked->line, sizeof(asked->line), "%s: %s", asked->name, said);
	tol_answer_free(answer);
	tol_session_free(session);
	return NULL;
}

static void decide_all(const struct tol_record *record, char **names, size_t count)
{
	struct asked *asked = calloc(count, sizeof(*asked));
	size_t started = 0;
	for (; asked && started < count; started++) {
		asked[started] = (struct asked){.record = record, .name = names[started]};
		if (pthread_create(&asked[started].thread, NULL, decide, &asked[started]) != 0)
			break;
	}
	for (size_t i = 0; i < started; i++) {
		pthread_join(asked[i].thread, NULL);
		puts(asked[i].line);
	}
	free(asked);
}

int main(int argc, char **argv)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	struct tol_record *record;
	if (argc < 3) {
		fprintf(stderr, "usage: %s FOLDER CASE…\n", argv[0]);
		return 2;
	}
	options.directory = argv[1];
	options.now = time(NULL);
	if (tol_session_new(&session, &options) != TOL_OK)
		return 2;
	int status = tol_record_new(&record, session, NULL) == TOL_OK ? 0 : 2;
	if (status == 0)
		decide_all(record, argv + 2, (size_t)argc - 2);
	else
		fprintf(stderr, "%s\n", tol_session_error(session));
	tol_record_free(record);
	tol_session_free(session);
	return status;
}
