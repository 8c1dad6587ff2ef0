/* What a program sees that reads no JSON. */
#include "unit/base/base.h"
#include "unit/history/scratch.h"

#include "tolc.h"

struct scene {
	struct tol_session *session;
	struct tol_answer *answer;
};

static void scene_open(struct scene *scene, const char *script)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	scratch_enter();
	sh(script);
	options.flags = TOL_NO_CACHE;
	options.now = tol_time_parse("2026-01-01", TOL_ZONE_CHINA);
	claim(tol_session_new(&scene->session, &options) == TOL_OK, "no session");
}

static void scene_close(struct scene *scene)
{
	tol_answer_free(scene->answer);
	tol_session_free(scene->session);
	scratch_leave();
}

static const char record[] =
	". \"$SOURCE\"/tests/support/lists.sh; repo_init;"
	"sample_vocabulary; sample_list 2018-02-09 2018-02-09; commit_at 2018-03-01 one;"
	"sample_list 2020-06-01 2021-01-01; commit_at 2020-06-02 two;";

static bool same(const char *a, const char *b)
{
	return a && strcmp(a, b) == 0;
}

Test(walk, what_was_in_force)
{
	struct scene scene;
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	scene_open(&scene, record);
	question.at = tol_date_parse("2019-05-01");
	claim(tol_effective(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_list_count(scene.answer) == 1 && !tol_answer_list(scene.answer, 1), "one");
	const struct tol_list *list = tol_answer_list(scene.answer, 0);
	claim(same(tol_list_name(list), "central.city.sample"), "name");
	claim(same(tol_list_title(list), "示范市容错纠错清单"), "title");
	claim(same(tol_list_issuer(list), "central.city"), "issuer");
	claim(same(tol_list_issuer_title(list), "示范市"), "title of the issuer");
	claim(same(tol_list_level(list), "city"), "level");
	claim(tol_list_status(list) == TOL_LIST_IN_FORCE && !tol_list_reason(list), "status");
	claim(tol_list_window_count(list) == 1, "one window");
	const struct tol_window *window = tol_list_window(list, 0);
	claim(tol_window_from(window) == tol_date_parse("2018-02-09"), "from");
	claim(tol_window_to(window) == tol_date_parse("2021-01-01"), "to");
	claim(tol_window_effective(window) == tol_date_parse("2018-02-09"), "effective");
	claim(tol_window_promulgated(window) == tol_date_parse("2018-02-09"), "promulgated");
	claim(tol_window_recorded(window) == 1519876800, "recorded");
	claim(strlen(tol_window_commit(window)) == 40, "commit");
	claim(strlen(tol_window_blob(window)) == 40, "blob");
	claim(same(tol_window_path(window), "list.tol"), "path");
	claim(same(tol_window_state(window), "in_force"), "state");
	claim(same(tol_window_ended_by(window), "next"), "end");
	claim(same(tol_window_ended_by_name(window), "2021-01-01"), "end");
	claim(tol_list_rule_count(list) == 3 && !tol_list_rule(list, 3), "three rules");
	const struct tol_rule *rule = tol_list_rule(list, 1);
	claim(same(tol_rule_id(rule), "gain") && same(tol_rule_kind(rule), "redline"), "rule");
	claim(same(tol_rule_title(rule), "谋取私利"), "title");
	claim(same(tol_rule_article(rule), "第四条"), "article");
	claim(same(tol_rule_provenance(rule), "reported") && !tol_rule_citation(rule), "mark");
	claim(tol_rule_line(rule) == 13, "line %u", tol_rule_line(rule));
	claim(tol_answer_severity(scene.answer) == TOL_CLEAN, "severity");
	scene_close(&scene);
}

Test(walk, what_is_wrong)
{
	struct scene scene;
	struct tol_check_options question = TOL_CHECK_OPTIONS_INIT;
	scene_open(&scene, "printf 'tol 1\\nauthority 某市 level village\\n' >a.tol");
	claim(tol_check(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_severity(scene.answer) == TOL_ERROR, "severity");
	claim(tol_answer_diagnostic_count(scene.answer) == 1, "one");
	claim(!tol_answer_diagnostic(scene.answer, 1), "one");
	const struct tol_diagnostic *diagnostic = tol_answer_diagnostic(scene.answer, 0);
	claim(same(tol_diagnostic_code(diagnostic), "TOL0207"), "code");
	claim(same(tol_diagnostic_path(diagnostic), "a.tol"), "path");
	claim(tol_diagnostic_line(diagnostic) == 2, "line");
	claim(tol_diagnostic_column(diagnostic) == 20, "column");
	claim(tol_diagnostic_byte(diagnostic) == 29, "byte");
	claim(tol_diagnostic_length(diagnostic) == 7, "length");
	claim(tol_diagnostic_severity(diagnostic) == TOL_ERROR, "severity");
	claim(strstr(tol_diagnostic_message(diagnostic), "village"), "message");
	claim(tol_diagnostic_help(diagnostic) != NULL, "help");
	scene_close(&scene);
}

Test(walk, texts_in_canonical_form)
{
	struct scene scene;
	struct tol_format_options question = TOL_FORMAT_OPTIONS_INIT;
	struct tol_text text = {"-", "tol 1\n authority a level city", 29};
	scene_open(&scene, "printf 'tol' >a.tol");
	question.texts = &text;
	question.text_count = 1;
	claim(tol_format(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_file_count(scene.answer) == 1 && tol_answer_differs(scene.answer), "one");
	const struct tol_file *file = tol_answer_file(scene.answer, 0);
	claim(same(tol_file_path(file), "-") && tol_file_changed(file), "file");
	claim(same(tol_file_text(file), "tol 1\n\nauthority a level city\n"), "text");
	claim(tol_file_length(file) == strlen(tol_file_text(file)), "length");
	scene_close(&scene);
}

/* A text in memory stands for the file of its name, seen from where the session is. */
Test(walk, a_buffer_stands_for_its_file)
{
	struct scene scene;
	struct tol_check_options question = TOL_CHECK_OPTIONS_INIT;
	struct tol_text text = {"list.tol", "tol 1\nlist {\n", 13};
	scene_open(&scene, record);
	question.texts = &text;
	question.text_count = 1;
	claim(tol_check(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_severity(scene.answer) == TOL_ERROR, "severity");
	claim(same(tol_diagnostic_path(tol_answer_diagnostic(scene.answer, 0)), "list.tol"), "path");
	scene_close(&scene);
}

/* Outside a repository too, and what lies beside it is understood. */
Test(walk, a_buffer_is_read_with_what_lies_beside_its_file)
{
	struct scene scene;
	struct tol_check_options question = TOL_CHECK_OPTIONS_INIT;
	struct tol_text text = {"./folder/b.tol", "tol 1\nauthority b under a\n", 26};
	scene_open(&scene, "mkdir folder; printf 'tol 1\nauthority a level city' >folder/a.tol;"
			   "printf 'tol' >folder/b.tol");
	question.texts = &text;
	question.text_count = 1;
	claim(tol_check(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_diagnostic_count(scene.answer) == 0, "%s",
	      tol_diagnostic_message(tol_answer_diagnostic(scene.answer, 0)));
	scene_close(&scene);
}

Test(walk, failures_say_why)
{
	struct scene scene;
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	struct tol_check_options check = TOL_CHECK_OPTIONS_INIT;
	const char *nothing = "nothing";
	scene_open(&scene, record);
	claim(*tol_session_error(scene.session) == 0 && *tol_session_hint(scene.session) == 0, "no");
	question.lists = check.paths = &nothing;
	question.list_count = check.path_count = 1;
	claim(tol_effective(&scene.answer, scene.session, &question) == TOL_ENOTFOUND, "list");
	claim(!scene.answer && strstr(tol_session_error(scene.session), "nothing"), "reason");
	claim(*tol_session_hint(scene.session) != 0, "hint");
	claim(tol_check(&scene.answer, scene.session, &check) == TOL_EREAD, "path");
	question.list_count = 0;
	question.revision = "nothing";
	claim(tol_timeline(&scene.answer, scene.session, &question) == TOL_ENOTFOUND, "revision");
	question.revision = "a..b";
	claim(tol_doctor(&scene.answer, scene.session, &question) == TOL_EUSAGE, "revision");
	sh("rm -rf .git");
	question.revision = "HEAD";
	claim(tol_effective(&scene.answer, scene.session, &question) == TOL_EREPOSITORY, "none");
	claim(!scene.answer && *tol_session_error(scene.session) != 0, "none");
	question.revision = NULL;
	claim(tol_effective(&scene.answer, scene.session, &question) == TOL_OK, "folder");
	const struct tol_diagnostic *told = tol_answer_diagnostic(scene.answer, 0);
	claim(told && strcmp(tol_diagnostic_code(told), "TOL0622") == 0, "folder");
	claim(tol_about(&scene.answer, scene.session) == TOL_OK, "still usable");
	const char *bytes;
	size_t length;
	claim(tol_answer_render(&bytes, &length, scene.answer, TOL_OUTPUT_SARIF, NULL) == TOL_EUSAGE,
	      "format");
	claim(!bytes && length == 0, "nothing");
	scene_close(&scene);
}

Test(walk, when_something_is_due)
{
	struct scene scene;
	struct tol_deadline_options question = TOL_DEADLINE_OPTIONS_INIT;
	scene_open(&scene, ":");
	question.from = tol_date_parse("2020-01-17");
	question.length = 15;
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_due_count(scene.answer) == 1 && !tol_answer_due(scene.answer, 1), "one");
	const struct tol_due *due = tol_answer_due(scene.answer, 0);
	claim(tol_due_length(due) == 15 && tol_due_unit(due) == TOL_WORKDAYS, "limit");
	claim(tol_due_day(due) == tol_date_parse("2020-02-14"), "day");
	claim(tol_due_last_day(due) == tol_due_day(due), "last day");
	claim(tol_due_beyond(due) == TOL_NO_DATE, "known");
	claim(tol_due_notice_count(due) == 2, "notices");
	claim(tol_due_notice(due, 0) == tol_date_parse("2019-11-21"), "the first");
	claim(tol_due_notice(due, 1) == tol_date_parse("2020-01-26"), "the second");
	claim(tol_due_notice(due, 2) == TOL_NO_DATE, "no third");
	tol_answer_free(scene.answer);
	question.unit = TOL_YEARS;
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	due = tol_answer_due(scene.answer, 0);
	claim(tol_due_day(due) == TOL_NO_DATE, "not known");
	claim(tol_due_last_day(due) == tol_date_parse("2035-01-17"), "last day");
	claim(tol_due_beyond(due) == tol_date_parse("2026-12-31"), "beyond");
	scene_close(&scene);
}

/* Which step, of which version: accountability started under the first. */
Test(walk, when_the_steps_of_a_list_are_due)
{
	static const char *const steps =
		". \"$SOURCE\"/tests/support/lists.sh; repo_init; sample_vocabulary;"
		"sample_list 2018-02-09 2018-02-09 'procedure handling { step apply by official "
		"step find \"finding\" by organ, accountable_organ within 15 workdays from "
		"acceptance }'; commit_at 2018-03-01 one;"
		"sample_list 2020-06-01 2021-01-01; commit_at 2020-06-02 two;";
	struct scene scene;
	struct tol_deadline_options question = TOL_DEADLINE_OPTIONS_INIT;
	scene_open(&scene, steps);
	question.from = tol_date_parse("2021-03-01");
	question.list = "central.city.sample";
	question.at = tol_date_parse("2020-12-31");
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_due_count(scene.answer) == 2, "both steps");
	const struct tol_due *apply = tol_answer_due(scene.answer, 0);
	claim(tol_due_unit(apply) == TOL_NO_LIMIT && tol_due_length(apply) == 0, "no limit");
	claim(tol_due_day(apply) == TOL_NO_DATE && !tol_due_event(apply), "never due");
	claim(tol_due_by(apply) == TOL_OFFICIAL && !tol_due_title(apply), "who applies");
	const struct tol_due *find = tol_answer_due(scene.answer, 1);
	claim(same(tol_due_procedure(find), "handling") && same(tol_due_step(find), "find"), "name");
	claim(same(tol_due_title(find), "finding") && tol_due_line(find) == 8, "place");
	claim(tol_due_by(find) == (TOL_ORGAN | TOL_ACCOUNTABLE_ORGAN), "who finds");
	claim(same(tol_due_event(find), "acceptance"), "event");
	claim(tol_due_day(find) == tol_date_parse("2021-03-22"), "day");
	const struct tol_list *list = tol_answer_list(scene.answer, 0);
	claim(tol_window_effective(tol_list_window(list, 0)) == tol_date_parse("2018-02-09"),
	      "version");
	tol_answer_free(scene.answer);
	question.at = TOL_NO_DATE;
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	claim(tol_answer_due_count(scene.answer) == 0, "the second sets no procedure");
	tol_answer_free(scene.answer);
	question.step = "find";
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_ENOTFOUND, "no step");
	question.length = 15;
	question.size = offsetof(struct tol_deadline_options, list);
	claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_OK, "an older header");
	claim(!tol_due_step(tol_answer_due(scene.answer, 0)), "a limit of no list");
	scene_close(&scene);
}

Test(walk, limits_that_cannot_be_counted_are_refused)
{
	static const struct {
		int32_t from;
		int unit;
		int length;
	} rows[] = {
		{TOL_NO_DATE, TOL_DAYS, 1}, {TOL_OPEN, TOL_DAYS, 1},	{18000, TOL_DAYS, 0},
		{18000, TOL_DAYS, -1},	    {18000, TOL_DAYS, 10000},	{18000, 0, 1},
		{18000, TOL_YEARS + 1, 1},
	};
	struct scene scene;
	struct tol_deadline_options question = TOL_DEADLINE_OPTIONS_INIT;
	scene_open(&scene, ":");
	claim(tol_deadline(&scene.answer, scene.session, NULL) == TOL_EUSAGE, "nothing was asked");
	for (size_t i = 0; i < countof(rows); i++) {
		question.from = rows[i].from;
		question.unit = (enum tol_unit)rows[i].unit;
		question.length = rows[i].length;
		claim(tol_deadline(&scene.answer, scene.session, &question) == TOL_EUSAGE,
		      "row %zu", i);
		claim(!scene.answer && *tol_session_error(scene.session), "row %zu", i);
	}
	scene_close(&scene);
}

/* Structures of an older header end earlier; what they do not hold has its default. */
Test(walk, options_may_be_older_than_the_library)
{
	struct scene scene;
	struct tol_record_options question = TOL_RECORD_OPTIONS_INIT;
	scene_open(&scene, record);
	question.revision = "nothing";
	question.size = offsetof(struct tol_record_options, revision);
	claim(tol_timeline(&scene.answer, scene.session, &question) == TOL_OK, "%s",
	      tol_session_error(scene.session));
	scene_close(&scene);
}

Test(walk, dates_times_and_zones)
{
	char text[11];
	int32_t zone = 1;
	tol_date_write(text, tol_date_parse("2020-02-29"));
	claim(same(text, "2020-02-29"), "%s", text);
	claim(tol_date_parse("2019-02-29") == TOL_NO_DATE, "no such day");
	claim(tol_date_parse("2019-2-9") == TOL_NO_DATE, "two digits");
	claim(tol_time_parse("1970-01-01", 0) == 86399, "the end of the day");
	claim(tol_time_parse("1970-01-01", TOL_ZONE_CHINA) == 86399 - 28800, "in the zone");
	claim(tol_time_parse("1970-01-01T08:00:00+08:00", 0) == 0, "a time");
	claim(tol_time_parse("soon", 0) == TOL_NO_TIME, "neither");
	claim(tol_zone_parse(&zone, "-03:30") == TOL_OK && zone == -12600, "zone");
	claim(tol_zone_parse(&zone, "China") == TOL_EUSAGE && zone == -12600, "unchanged");
	claim(same(tol_version(), TOL_VERSION), "version");
	claim(same(tol_output_name(TOL_OUTPUT_GITHUB), "github"), "name");
	claim(!tol_output_name(TOL_OUTPUT_COUNT), "past the last");
}
