/*
 * example_verdict FOLDER SUBJECT CONDUCT ACCOUNTABLE ORGAN [NAME=VALUE…]: what a program does that
 * wants a verdict and its reasons. Uses tolc.h and nothing else; walks the tree of reasons.
 */
#include <tolc.h>

#include <stdio.h>
#include <time.h>

static const char *or_blank(const char *text)
{
	return text ? text : "";
}

static void print_condition(const struct tol_reason *reason)
{
	printf("%s: %s", tol_reason_text(reason), tol_reason_is(reason));
	if (tol_reason_value(reason))
		printf(" (%s = %s)", tol_reason_name(reason), tol_reason_value(reason));
}

static void print_step(const struct tol_reason *reason)
{
	printf("step %s", tol_reason_name(reason));
	if (tol_reason_winner(reason))
		printf(", %s", tol_reason_winner(reason));
	if (tol_reason_loser(reason))
		printf(" over %s", tol_reason_loser(reason));
	if (tol_reason_text(reason))
		printf(", by %s", tol_reason_text(reason));
	if (tol_reason_value(reason))
		printf(", %s rules", tol_reason_value(reason));
}

static void print_clause(const struct tol_reason *reason, const char *what)
{
	printf("%s %s %s: %s, %s:%u", what, tol_reason_name(reason),
	       or_blank(tol_reason_title(reason)), tol_reason_is(reason), tol_reason_path(reason),
	       (unsigned)tol_reason_line(reason));
}

static void print_reason(const struct tol_reason *reason)
{
	switch (tol_reason_kind(reason)) {
	case TOL_REASON_WAY:
		printf("%s", tol_reason_name(reason));
		break;
	case TOL_REASON_SUPPOSED:
		printf("supposing %s = %s", tol_reason_name(reason), tol_reason_value(reason));
		break;
	case TOL_REASON_LIST:
		printf("list %s of %s: %s%s", tol_reason_name(reason), tol_reason_value(reason),
		       tol_reason_is(reason) ? tol_reason_is(reason) : "open",
		       tol_reason_prevails(reason) ? ", prevails" : "");
		break;
	case TOL_REASON_RULE:
		print_clause(reason, tol_reason_value(reason));
		break;
	case TOL_REASON_EXCEPTION:
		print_clause(reason, "except");
		break;
	case TOL_REASON_SCOPE:
	case TOL_REASON_CONDITION:
		print_condition(reason);
		break;
	case TOL_REASON_STEP:
		print_step(reason);
		break;
	}
}

static void print_tree(const struct tol_reason *reason, int depth)
{
	printf("%*s", 2 * depth, "");
	print_reason(reason);
	putchar('\n');
	for (size_t i = 0; i < tol_reason_child_count(reason); i++)
		print_tree(tol_reason_child(reason, i), depth + 1);
}

static void print_verdict(const struct tol_answer *answer)
{
	for (size_t i = 0; i < tol_verdict_reason_count(answer); i++)
		print_tree(tol_verdict_reason(answer, i), 0);
	for (size_t i = 0; i < tol_verdict_effect_count(answer); i++)
		printf("%s: %s %s by %s/%s\n",
		       tol_verdict_effect_is_certain(answer, i) ? "certain" : "possible",
		       tol_verdict_effect_strength(answer, i), tol_verdict_effect(answer, i),
		       tol_verdict_effect_list(answer, i), tol_verdict_effect_rule(answer, i));
	for (size_t i = 0; i < tol_verdict_ruling_count(answer); i++)
		printf("ruling by %s: %s\n", tol_verdict_ruling_by(answer, i),
		       tol_verdict_ruling_why(answer, i));
	for (size_t set = 0; set < tol_verdict_needed_count(answer); set++) {
		printf("would settle it:");
		for (size_t i = 0; i < tol_verdict_needed_size(answer, set); i++)
			printf(" %s", tol_verdict_needed(answer, set, i));
		putchar('\n');
	}
}

static int ask(struct tol_session *session, char **words, int count)
{
	struct tol_decide_options question = TOL_DECIDE_OPTIONS_INIT;
	struct tol_answer *answer;
	question.subject = words[0];
	question.conduct = tol_date_parse(words[1]);
	question.accountable = tol_date_parse(words[2]);
	question.by = words[3];
	question.sets = (const char *const *)words + 4;
	question.set_count = (size_t)count - 4;
	if (tol_decide(&answer, session, &question) != TOL_OK) {
		fprintf(stderr, "%s\n%s\n", tol_session_error(session), tol_session_hint(session));
		return 1;
	}
	print_verdict(answer);
	tol_answer_free(answer);
	return 0;
}

int main(int argc, char **argv)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	if (argc < 6) {
		fprintf(stderr,
			"usage: %s FOLDER SUBJECT CONDUCT ACCOUNTABLE ORGAN [NAME=VALUE…]\n",
			argv[0]);
		return 2;
	}
	options.directory = argv[1];
	options.now = time(NULL);
	if (tol_session_new(&session, &options) != TOL_OK)
		return 2;
	int status = ask(session, argv + 2, argc - 2);
	tol_session_free(session);
	return status;
}
