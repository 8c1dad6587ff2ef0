/*
 * Several threads decide on one record, resolved once or by each of them, every thread in a session
 * of its own, and all of them walk one answer. What each finds is what one alone finds. The thread
 * sanitizer has something to say of this program only when it is built with it.
 */
#include "unit/base/base.h"
#include "unit/history/scratch.h"

#include "tolc.h"

#include <pthread.h>

enum { THREADS = 6, ROUNDS = 4 };

static void make_record(void)
{
	scratch_enter();
	sh(". \"$SOURCE\"/tests/support/lists.sh; repo_init; verdict_vocabulary;"
	   "verdict_list 2018-02-09 100; commit_at 2018-02-10 one;"
	   "verdict_list 2021-01-01 50; commit_at 2021-01-02 two;");
}

static struct tol_session *session_open(void)
{
	struct tol_session_options options = TOL_SESSION_OPTIONS_INIT;
	struct tol_session *session;
	options.now = tol_time_parse("2026-01-01", TOL_ZONE_CHINA);
	claim(tol_session_new(&session, &options) == TOL_OK, "no session");
	return session;
}

static struct tol_session *session_on(const struct tol_record *record)
{
	struct tol_session *session;
	claim(tol_record_session(&session, record) == TOL_OK, "no session");
	return session;
}

static struct tol_record *record_open(const char *revision)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_session *session = session_open();
	struct tol_record *record;
	options.revision = revision;
	claim(tol_record_new(&record, session, &options) == TOL_OK, "%s",
	      tol_session_error(session));
	tol_session_free(session);
	return record;
}

/* One of two cases: within the first version, or across the change. */
static struct tol_answer *ask(struct tol_session *session, size_t which)
{
	static const char *const facts[] = {"pilot=yes", "diligent=yes", "loss=600000"};
	struct tol_decide_options question = TOL_DECIDE_OPTIONS_INIT;
	struct tol_answer *answer;
	question.subject = "central.city.ward";
	question.conduct = tol_date_parse("2019-05-01");
	question.conduct_to = tol_date_parse(which ? "2021-05-01" : "2019-06-01");
	question.accountable = tol_date_parse("2021-06-01");
	question.by = "central.city";
	question.sets = facts;
	question.set_count = countof(facts);
	int status = tol_decide(&answer, session, &question);
	claim(status == TOL_OK, "%s", tol_session_error(session));
	return answer;
}

/* -- what is found -- */

static void fold(uint64_t *sum, const char *text)
{
	for (; text && *text; text++)
		*sum = (*sum ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
}

static void fold_reason(uint64_t *sum, const struct tol_reason *reason)
{
	fold(sum, tol_reason_name(reason));
	fold(sum, tol_reason_text(reason));
	fold(sum, tol_reason_is(reason));
	fold(sum, tol_reason_value(reason));
	*sum += tol_reason_line(reason);
	for (size_t i = 0; i < tol_reason_child_count(reason); i++)
		fold_reason(sum, tol_reason_child(reason, i));
}

static uint64_t walk(const struct tol_answer *answer)
{
	uint64_t sum = tol_verdict_outcomes(answer);
	for (size_t i = 0; i < tol_verdict_reason_count(answer); i++)
		fold_reason(&sum, tol_verdict_reason(answer, i));
	for (size_t i = 0; i < tol_verdict_needed_count(answer); i++)
		fold(&sum, tol_verdict_needed(answer, i, 0));
	fold(&sum, tol_verdict_question(answer));
	return sum;
}

static uint64_t decide(struct tol_session *session, size_t which)
{
	struct tol_answer *answer = ask(session, which);
	const char *bytes;
	size_t length;
	claim(tol_answer_render(&bytes, &length, answer, TOL_OUTPUT_JSON, NULL) == TOL_OK, "%s",
	      tol_session_error(session));
	uint64_t sum = walk(answer);
	fold(&sum, bytes);
	tol_answer_free(answer);
	return sum;
}

/* -- threads -- */

struct worker {
	pthread_t thread;
	size_t number;
	const struct tol_record *record; /* NULL: resolves its own */
	const struct tol_answer *shared;
	uint64_t walked;
	uint64_t decided[2];
	bool differs;
};

static void *work(void *data)
{
	struct worker *worker = data;
	struct tol_session *session = worker->record ? session_on(worker->record)
						     : session_open();
	worker->walked = walk(worker->shared);
	for (size_t round = 0; round < 2 * ROUNDS; round++) {
		size_t which = (round + worker->number) % 2;
		uint64_t sum = decide(session, which);
		worker->differs |= round >= 2 && sum != worker->decided[which];
		worker->differs |= walk(worker->shared) != worker->walked;
		worker->decided[which] = sum;
	}
	tol_session_free(session);
	return NULL;
}

/* record: what all of them ask; NULL: each resolves its own. */
static void run_threads(const struct tol_record *record)
{
	struct worker workers[THREADS];
	struct tol_session *session = session_open();
	uint64_t alone[] = {decide(session, 0), decide(session, 1)};
	claim(alone[0] != alone[1], "two cases that do not differ");
	struct tol_answer *shared = ask(session, 1);
	uint64_t walked = walk(shared);
	for (size_t i = 0; i < THREADS; i++) {
		workers[i] = (struct worker){.number = i, .record = record, .shared = shared};
		claim(pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0, "thread");
	}
	for (size_t i = 0; i < THREADS; i++) {
		pthread_join(workers[i].thread, NULL);
		expect(!workers[i].differs, "thread %zu: not the same every time", i);
		expect(workers[i].walked == walked, "thread %zu: walked another tree", i);
		expect(workers[i].decided[0] == alone[0] && workers[i].decided[1] == alone[1],
		       "thread %zu: another verdict than alone", i);
	}
	tol_answer_free(shared);
	tol_session_free(session);
}

Test(threads, resolve_one_record_each_and_walk_one_answer)
{
	make_record();
	run_threads(NULL);
	scratch_leave();
}

Test(threads, ask_a_record_that_was_resolved_once)
{
	make_record();
	struct tol_record *record = record_open(NULL);
	run_threads(record);
	tol_record_free(record);
	scratch_leave();
}

/* -- what is asked of a record that was resolved once -- */

static size_t versions(struct tol_session *session, const char *revision, int64_t known_at)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_answer *answer;
	options.revision = revision;
	options.known_at = known_at;
	int status = tol_timeline(&answer, session, &options);
	claim(status == TOL_OK, "%s", tol_session_error(session));
	size_t count = 0;
	for (size_t i = 0; i < tol_answer_list_count(answer); i++)
		count += tol_list_window_count(tol_answer_list(answer, i));
	tol_answer_free(answer);
	return count;
}

Test(threads, a_record_stays_as_it_was)
{
	make_record();
	struct tol_record *record = record_open(NULL), *first = record_open("HEAD~1");
	sh(". \"$SOURCE\"/tests/support/lists.sh;"
	   "verdict_list 2023-01-01 20; commit_at 2023-01-02 three");
	struct tol_session *on = session_on(record), *before = session_on(first);
	expect(versions(before, NULL, TOL_NO_TIME) == 1, "the one before");
	expect(versions(on, NULL, TOL_NO_TIME) == 2, "as it was opened");
	expect(versions(on, NULL, tol_time_parse("2020-01-01", TOL_ZONE_CHINA)) == 1,
	       "as it was known earlier");
	expect(versions(on, "HEAD", TOL_NO_TIME) == 3, "another revision is another record");
	expect(versions(on, NULL, TOL_NO_TIME) == 2, "as it was opened, once more");
	tol_session_free(before);
	tol_session_free(on);
	tol_record_free(first);
	tol_record_free(record);
	scratch_leave();
}

Test(threads, a_record_is_opened_or_the_session_says_why_not)
{
	struct tol_record_options options = TOL_RECORD_OPTIONS_INIT;
	struct tol_record *record;
	make_record();
	struct tol_session *session = session_open();
	options.revision = "nowhere";
	expect(tol_record_new(&record, session, &options) == TOL_ENOTFOUND, "a revision");
	expect(!record && strstr(tol_session_error(session), "nowhere"), "%s",
	       tol_session_error(session));
	expect(tol_record_new(&record, session, NULL) == TOL_OK, "HEAD");
	expect(tol_session_error(session)[0] == '\0', "%s", tol_session_error(session));
	tol_record_free(record);
	tol_session_free(session);
	scratch_leave();
}
