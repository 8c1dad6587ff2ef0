/*
 * example_in_force FOLDER DATE: what a program does that wants to know which rules were in force.
 * Uses tolc.h and nothing else; every answer comes through typed functions.
 */
#include <tolc.h>

#include <stdio.h>
#include <time.h>

static void print_rules(const struct tol_list *list)
{
	for (size_t i = 0; i < tol_list_rule_count(list); i++) {
		const struct tol_rule *rule = tol_list_rule(list, i);
		const char *title = tol_rule_title(rule);
		printf("  %s %s %s\n", tol_rule_kind(rule), tol_rule_id(rule), title ? title : "");
	}
}

static void print_list(const struct tol_list *list)
{
	const struct tol_window *window = tol_list_window(list, 0);
	char from[11] = "?", to[11] = "open";
	if (window && tol_window_from(window) != TOL_NO_DATE)
		tol_date_write(from, tol_window_from(window));
	if (window && tol_window_to(window) != TOL_OPEN)
		tol_date_write(to, tol_window_to(window));
	printf("%s [%s, %s)\n", tol_list_name(list), from, to);
	if (tol_list_status(list) == TOL_LIST_UNCERTAIN)
		printf("  uncertain: %s\n", tol_list_reason(list));
	print_rules(list);
}

static int ask(struct tol_session *session, int32_t day)
{
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *answer;
	question.at = day;
	if (tol_effective(&answer, session, &question) != TOL_OK) {
		fprintf(stderr, "%s\n%s\n", tol_session_error(session), tol_session_hint(session));
		return 1;
	}
	for (size_t i = 0; i < tol_answer_list_count(answer); i++)
		print_list(tol_answer_list(answer, i));
	tol_answer_free(answer);
	return 0;
}

int main(int argc, char **argv)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	int32_t day = argc == 3 ? tol_date_parse(argv[2]) : TOL_NO_DATE;
	if (day == TOL_NO_DATE) {
		fprintf(stderr, "usage: %s FOLDER DATE\n", argv[0]);
		return 2;
	}
	options.directory = argv[1];
	options.now = time(NULL);
	if (tol_session_new(&session, &options) != TOL_OK)
		return 2;
	int status = ask(session, day);
	tol_session_free(session);
	return status;
}
