/* tolc deadline: when something is due. */
#include "api/workdays.h"

#include <stdio.h>

static int fail_length(struct tol_session *session, int length)
{
	char text[16];
	snprintf(text, sizeof(text), "%d", length);
	return session_fail(session, TOL_EUSAGE, DIAG_DEADLINE_LENGTH, ARGS(str_from(text)),
			    HINT_DEADLINE_LENGTH, NO_ARGS);
}

static bool is_civil(int32_t date)
{
	int year, month, day;
	date_to_civil(date, &year, &month, &day);
	return year > 0;
}

/* What can be counted; the options become a complete copy. */
static int fill_options(struct tol_deadline_options *out, struct tol_session *session,
			const struct tol_deadline_options *options)
{
	*out = (struct tol_deadline_options)TOL_DEADLINE_OPTIONS_INIT;
#define GIVEN(member) OPTION_GIVEN(options, struct tol_deadline_options, member)
	out->from = GIVEN(from) ? options->from : out->from;
	out->unit = GIVEN(unit) ? options->unit : out->unit;
	out->length = GIVEN(length) ? options->length : out->length;
	out->known_at = GIVEN(known_at) ? options->known_at : out->known_at;
	out->calendar = GIVEN(calendar) ? options->calendar : out->calendar;
#undef GIVEN
	if (!is_civil(out->from))
		return session_fail(session, TOL_EUSAGE, DIAG_DEADLINE_EVENT, NO_ARGS,
				    HINT_DEADLINE_EVENT, NO_ARGS);
	if (out->length < 1 || out->length > DEADLINE_LENGTH_MAX || out->unit < TOL_WORKDAYS ||
	    out->unit > TOL_YEARS)
		return fail_length(session, out->length);
	return TOL_OK;
}

static void fill_query(struct answer_query *query, struct tol_answer *answer,
		       const struct tol_deadline_options *options)
{
	query->from = options->from;
	query->known_at = options->known_at;
	query->calendar = answer_text(answer, options->calendar);
}

/* Notices are known by their day: those of the day of the time count as published. */
static int32_t published_by(const struct tol_session *session, int64_t known_at)
{
	return known_at == TOL_NO_TIME ? DATE_MAX : date_from_time(known_at, session->zone);
}

static void add_due(struct tol_answer *answer, struct ir_duration within)
{
	struct answer *plain = &answer->answer;
	struct answer_due *due = &plain->dues[plain->due_count++];
	due->within = within;
	due->deadline = deadline_find(&plain->calendar, &answer->arena, plain->query.from, within);
	due->beyond = deadline_beyond(&plain->calendar, &due->deadline);
}

static int deadline(struct tol_answer **out, struct tol_session *session, const void *data)
{
	struct tol_deadline_options options;
	int status = fill_options(&options, session, data);
	if (status != TOL_OK)
		return status;
	struct tol_answer *answer = answer_new(session, ANSWER_DEADLINE);
	fill_query(&answer->answer.query, answer, &options);
	status = workdays_read(&answer->answer.calendar, answer, options.calendar,
			       published_by(session, options.known_at));
	if (status != TOL_OK) {
		tol_answer_free(answer);
		return status;
	}
	answer->answer.dues = ARENA_NEW(&answer->arena, struct answer_due);
	add_due(answer, (struct ir_duration){options.length, (enum ir_time_unit)options.unit});
	answer_finish(answer);
	*out = answer;
	return TOL_OK;
}

int tol_deadline(struct tol_answer **out, struct tol_session *session,
		 const struct tol_deadline_options *options)
{
	return session_ask(out, session, deadline, options);
}
