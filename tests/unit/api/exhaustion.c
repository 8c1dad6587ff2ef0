/* Each request for memory of a whole question fails once: the caller is told, and all is given
 * back. */
#include "api/session/session.h"
#include "unit/base/base.h"
#include "unit/history/scratch.h"

typedef int ask(struct tol_answer **out, struct tol_session *session);

static const char *const texts[] = {"vocabulary.tol", "list.tol"};

static int ask_check(struct tol_answer **out, struct tol_session *session)
{
	struct tol_check_options options = TOL_CHECK_OPTIONS_INIT;
	return tol_check(out, session, &options);
}

static int ask_named(struct tol_answer **out, struct tol_session *session)
{
	struct tol_check_options options = TOL_CHECK_OPTIONS_INIT;
	struct tol_text text = {"-", "tol 1\nlist x {\n", 15};
	options.paths = texts;
	options.path_count = countof(texts);
	options.texts = &text;
	options.text_count = 1;
	return tol_check(out, session, &options);
}

static int ask_format(struct tol_answer **out, struct tol_session *session)
{
	struct tol_format_options options = TOL_FORMAT_OPTIONS_INIT;
	options.show = TOL_SHOW_DIFF;
	options.keywords = TOL_KEYWORDS_CHINESE;
	return tol_format(out, session, &options);
}

static int ask_dump(struct tol_answer **out, struct tol_session *session)
{
	struct tol_dump_options options = TOL_DUMP_OPTIONS_INIT;
	options.path = "list.tol";
	options.stage = TOL_STAGE_IR;
	return tol_dump(out, session, &options);
}

static int ask_explain(struct tol_answer **out, struct tol_session *session)
{
	return tol_explain(out, session, "tol0101");
}

static int ask_rule(struct tol_answer **out, struct tol_session *session)
{
	return tol_explain_rule(out, session, "central.city.sample/gain", NULL);
}

static int ask_effective(struct tol_answer **out, struct tol_session *session)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	options.at = tol_date_parse("2019-05-01");
	return tol_effective(out, session, &options);
}

static int ask_timeline(struct tol_answer **out, struct tol_session *session)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	options.known_at = tol_time_parse("2024-01-01", TOL_ZONE_CHINA);
	return tol_timeline(out, session, &options);
}

static int ask_doctor(struct tol_answer **out, struct tol_session *session)
{
	return tol_doctor(out, session, NULL);
}

static int ask_deadline(struct tol_answer **out, struct tol_session *session)
{
	struct tol_deadline_options options = TOL_DEADLINE_OPTIONS_INIT;
	options.from = tol_date_parse("2020-01-17");
	options.length = 15;
	return tol_deadline(out, session, &options);
}

static int ask_diff(struct tol_answer **out, struct tol_session *session)
{
	struct tol_diff_options options = TOL_DIFF_OPTIONS_INIT;
	options.base = "HEAD~2";
	options.head = "HEAD~1";
	options.merge_base = 1;
	return tol_diff(out, session, &options);
}

static int ask_steps(struct tol_answer **out, struct tol_session *session)
{
	struct tol_deadline_options options = TOL_DEADLINE_OPTIONS_INIT;
	options.list = "central.city.sample";
	options.from = tol_date_parse("2020-01-17");
	return tol_deadline(out, session, &options);
}

/* Facts as a text and as arguments, an open verdict, every reason. */
static int ask_decide(struct tol_answer **out, struct tol_session *session)
{
	static const char facts[] = "facts { pilot = yes, gain = unknown }";
	static const char *const sets[] = {"loss=10000"};
	const struct tol_text text = {"-", facts, sizeof(facts) - 1};
	struct tol_decide_options options = TOL_DECIDE_OPTIONS_INIT;
	options.subject = "central.city";
	options.conduct = tol_date_parse("2019-05-01");
	options.conduct_to = tol_date_parse("2021-05-01");
	options.accountable = tol_date_parse("2021-06-01");
	options.by = "central";
	options.facts = &text;
	options.sets = sets;
	options.set_count = countof(sets);
	options.explain = 1;
	return tol_decide(out, session, &options);
}

static int ask_decide_case(struct tol_answer **out, struct tol_session *session)
{
	static const char facts[] = "{\"gain\": true, \"loss\": null}";
	const struct tol_text text = {"facts.json", facts, sizeof(facts) - 1};
	struct tol_decide_options options = TOL_DECIDE_OPTIONS_INIT;
	options.case_name = "open";
	options.facts = &text;
	return tol_decide(out, session, &options);
}

static int ask_test(struct tol_answer **out, struct tol_session *session)
{
	struct tol_test_options options = TOL_TEST_OPTIONS_INIT;
	options.coverage = 1;
	return tol_test(out, session, &options);
}

static void make_record(void)
{
	sh(". \"$SOURCE\"/tests/support/lists.sh; repo_init;"
	   "sample_vocabulary; sample_list 2018-02-09 2018-02-09 'procedure handling "
	   "{ step find by organ within 15 workdays from acceptance }'; commit_at 2018-03-01 one;"
	   "sample_list 2020-06-01 2021-01-01; commit_at 2020-06-02 two;"
	   "sample_list 2020-06-01 2021-01-01 '' 'gain or pilot'; commit_at 2020-05-02 three;"
	   "sample_list 2020-06-01 2022-01-01 nonsense; commit_at 2022-05-02 four;"
	   "printf 'tol 1 use facts case open { subject central.city conduct 2019-05-01 "
	   "accountable 2020-03-05 by central facts { pilot = yes } expect barred }' >case.tol;");
}

static int render_all(struct tol_answer *answer)
{
	int status = TOL_OK;
	for (int output = 0; status == TOL_OK && output < TOL_OUTPUT_COUNT; output++) {
		const char *bytes;
		size_t length;
		if (!tol_answer_offers(answer, (enum tol_output)output))
			continue;
		status = tol_answer_render(&bytes, &length, answer, (enum tol_output)output, NULL);
		claim(status != TOL_OK || strlen(bytes) <= length, "format %d", output);
	}
	return status;
}

/* How many requests were made, all told; 0 where memory ran out. */
static size_t run(ask *question, size_t fail_at)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	struct tol_answer *answer;
	options.flags = TOL_NO_CACHE;
	options.now = 1700000000;
	claim(tol_session_new(&session, &options) == TOL_OK, "no session");
	session->mem.fail_at = fail_at;
	int status = question(&answer, session);
	claim((status == TOL_OK) == (answer != NULL), "status %d", status);
	if (status == TOL_OK)
		status = render_all(answer);
	size_t requests = session->mem.allocations;
	claim(status == TOL_OK || status == TOL_ENOMEM, "status %d: %s", status,
	      tol_session_error(session));
	if (status == TOL_ENOMEM) {
		claim(strcmp(tol_session_error(session), "out of memory") == 0, "no reason");
		claim(tol_explain(&answer, session, "TOL0101") == TOL_ENOMEM, "still at work");
	}
	tol_session_free(session);
	return status == TOL_OK ? requests : 0;
}

static void sweep(ask *question)
{
	scratch_enter();
	make_record();
	size_t requests = run(question, 0);
	claim(requests > 3, "%zu requests", requests);
	for (size_t fail_at = 2; fail_at <= requests; fail_at++)
		run(question, fail_at);
	claim(run(question, requests + 1) == requests, "not the same number every time");
	scratch_leave();
}

#define SWEEP(name)                                                                                \
	Test(exhaustion, name)                                                                     \
	{                                                                                          \
		sweep(ask_##name);                                                                 \
	}

SWEEP(diff)
SWEEP(check)
SWEEP(named)
SWEEP(format)
SWEEP(dump)
SWEEP(explain)
SWEEP(rule)
SWEEP(effective)
SWEEP(timeline)
SWEEP(doctor)
SWEEP(deadline)
SWEEP(steps)
SWEEP(decide)
SWEEP(decide_case)
SWEEP(test)
