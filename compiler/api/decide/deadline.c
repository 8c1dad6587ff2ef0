/* tolc deadline: when something is due, by a limit that is given or by the steps of a list. */
#include "api/decide/deciding.h"
#include "api/decide/workdays.h"

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
	out->list = GIVEN(list) ? options->list : out->list;
	out->step = GIVEN(step) ? options->step : out->step;
	out->at = GIVEN(at) ? options->at : out->at;
	out->revision = GIVEN(revision) ? options->revision : out->revision;
	out->worktree = GIVEN(worktree) ? options->worktree : out->worktree;
#undef GIVEN
	if (!is_civil(out->from))
		return session_fail(session, TOL_EUSAGE, DIAG_DEADLINE_EVENT, NO_ARGS,
				    out->list ? HINT_DEADLINE_STEPS : HINT_DEADLINE_EVENT,
				    ARGS(str_from(out->list ? out->list : "")));
	if (!out->list && (out->length < 1 || out->length > DEADLINE_LENGTH_MAX ||
			   out->unit < TOL_WORKDAYS || out->unit > TOL_YEARS))
		return fail_length(session, out->length);
	return TOL_OK;
}

static void fill_query(struct answer_query *query, struct tol_answer *answer,
		       const struct tol_deadline_options *options)
{
	query->from = options->from;
	query->known_at = options->known_at;
	query->calendar = answer_text(answer, options->calendar);
	if (!options->list)
		return;
	query->step = answer_text(answer, options->step);
	query->at_default = options->at == TOL_NO_DATE;
	query->at = query->at_default ? options->from : options->at;
}

static void add_due(struct tol_answer *answer, const struct answer_step *step,
		    struct ir_duration within)
{
	struct answer *plain = &answer->answer;
	struct answer_due *due = &plain->dues[plain->due_count++];
	*due = (struct answer_due){
		.step = step,
		.within = within,
		.deadline = {.due = DATE_NONE, .ends = DATE_NONE, .missing = DATE_NONE},
		.beyond = DATE_NONE,
	};
	if (within.unit == IR_UNIT_NONE)
		return;
	due->deadline = deadline_find(&plain->calendar, &answer->arena, plain->query.from, within);
	due->beyond = deadline_beyond(&plain->calendar, &due->deadline);
}

static size_t step_count(const struct ir_list *text)
{
	size_t count = 0;
	for (size_t i = 0; i < text->procedure_count; i++)
		count += text->procedures[i].step_count;
	return count;
}

/* -- a limit that is given -- */

static int given_limit(struct tol_answer **out, struct tol_session *session,
		       const struct tol_deadline_options *options)
{
	struct tol_answer *answer = answer_new(session, ANSWER_DEADLINE);
	fill_query(&answer->answer.query, answer, options);
	answer_tell_ahead(answer, options->known_at);
	int status = workdays_read(&answer->answer.calendar, answer, options->calendar,
				   options->known_at);
	if (status != TOL_OK) {
		tol_answer_free(answer);
		return status;
	}
	answer->answer.dues = ARENA_NEW(&answer->arena, struct answer_due);
	add_due(answer, NULL,
		(struct ir_duration){options->length, (enum ir_time_unit)options->unit});
	answer_finish(answer);
	*out = answer;
	return TOL_OK;
}

/* -- the steps of a list: of the version in force when accountability started -- */

/* A refusal that names the list and the day. */
static int fail_version(struct asking *asking, enum diag_id id, struct str what, enum hint_id hint,
			struct str hint_arg)
{
	struct answer_query *query = &asking->answer->answer.query;
	struct buf day;
	buf_init(&day, &asking->session->mem);
	buf_add_date(&day, query->at);
	int status = session_fail(asking->session,
				  id == DIAG_STEP_AMBIGUOUS ? TOL_EUSAGE : TOL_ENOTFOUND, id,
				  ARGS(query->names[0], buf_str(&day), what), hint, ARGS(hint_arg));
	buf_fini(&day);
	return status;
}

static int find_version(struct asking *asking, uint32_t *list, const struct window **window)
{
	const struct answer_query *query = &asking->answer->answer.query;
	uint32_t *lists;
	size_t count;
	int status = asking_lists(asking, &lists, &count);
	if (status != TOL_OK)
		return status;
	*list = lists[0];
	const struct timeline *timeline = view_timeline(asking->view, *list);
	const struct window *doubt = timeline_doubt(timeline, query->at);
	*window = timeline_at(timeline, query->at);
	if (doubt)
		return fail_version(asking, DIAG_DEADLINE_UNCERTAIN,
				    asking_doubt(asking, *list, doubt), HINT_DEADLINE_DOUBT,
				    STR_NONE);
	if (!window_answers(*window))
		return fail_version(asking, DIAG_DEADLINE_NOT_IN_FORCE, STR_NONE,
				    HINT_DEADLINE_WINDOWS, query->names[0]);
	return TOL_OK;
}

static void add_version(struct asking *asking, uint32_t list, const struct window *window)
{
	struct answer *answer = &asking->answer->answer;
	answer->lists = ARENA_NEW(&asking->answer->arena, struct answer_list);
	answer->list_count = 1;
	asking_list(asking, answer->lists, list, view_text(asking->view, list, window->entry).text);
	answer->lists->windows = ARENA_NEW(&asking->answer->arena, struct answer_window);
	answer->lists->window_count = 1;
	asking_window(asking, answer->lists->windows, list, window);
}

/* "handling/investigate" */
static struct str qualified_name(struct asking *asking, const struct ir_procedure *procedure,
				 const struct ir_step *step)
{
	struct buf name;
	buf_init(&name, &asking->session->mem);
	buf_add_name(&name, procedure->name, step->name);
	struct str text = asking_text(asking, buf_str(&name));
	buf_fini(&name);
	return text;
}

static void add_step(struct asking *asking, const struct ir_procedure *procedure,
		     const struct ir_step *step)
{
	struct answer_step *out = ARENA_NEW(&asking->answer->arena, struct answer_step);
	*out = (struct answer_step){
		.procedure = asking_text(asking, procedure->name),
		.name = asking_text(asking, step->name),
		.title = asking_text(asking, step->title),
		.provenance = procedure->clause.provenance,
		.by = step->by,
		.from = step->from,
		.line = source_locate(step->place.source, step->place.span.start).line,
	};
	add_due(asking->answer, out, step->within);
}

/* The nearest step so far. */
struct near {
	struct str wanted;
	struct str name;
	unsigned limit;
};

static void near_look(struct near *near, struct str name)
{
	unsigned distance = str_distance(near->wanted, name, near->limit);
	if (distance > near->limit || distance >= name.len)
		return;
	near->name = name;
	near->limit = distance ? distance - 1 : 0;
}

/* All steps in the order of the text, or those that have the name. */
static void add_steps(struct asking *asking, const struct ir_list *text, struct near *near)
{
	struct str wanted = near->wanted;
	asking->answer->answer.dues =
		ARENA_ARRAY(&asking->answer->arena, struct answer_due, step_count(text));
	for (size_t i = 0; i < text->procedure_count; i++) {
		const struct ir_procedure *procedure = &text->procedures[i];
		for (size_t k = 0; k < procedure->step_count; k++) {
			const struct ir_step *step = &procedure->steps[k];
			struct str qualified = qualified_name(asking, procedure, step);
			if (!wanted.ptr || str_equal(wanted, step->name) ||
			    str_equal(wanted, qualified))
				add_step(asking, procedure, step);
			near_look(near, step->name);
			near_look(near, qualified);
		}
	}
}

static int fail_ambiguous(struct asking *asking)
{
	const struct answer *answer = &asking->answer->answer;
	struct buf names;
	buf_init(&names, &asking->session->mem);
	for (size_t i = 0; i < answer->due_count; i++) {
		const struct answer_step *step = answer->dues[i].step;
		buf_add_text(&names, i ? ", " : "");
		buf_add_name(&names, step->procedure, step->name);
	}
	int status = fail_version(asking, DIAG_STEP_AMBIGUOUS, answer->query.step, HINT_VALUES,
				  buf_str(&names));
	buf_fini(&names);
	return status;
}

static int pick_steps(struct asking *asking, const struct ir_list *text)
{
	const struct answer *answer = &asking->answer->answer;
	struct near near = {answer->query.step, STR_NONE, 3};
	add_steps(asking, text, &near);
	if (!near.wanted.ptr || answer->due_count == 1)
		return TOL_OK;
	if (answer->due_count > 1)
		return fail_ambiguous(asking);
	return fail_version(asking, DIAG_STEP_UNKNOWN, near.wanted,
			    near.name.ptr ? HINT_DID_YOU_MEAN : HINT_STEPS_OF_LIST,
			    near.name.ptr ? near.name : answer->query.names[0]);
}

static int list_steps(struct asking *asking)
{
	struct deciding_record *record;
	const struct ir_list *text;
	const struct window *window;
	uint32_t list;
	int status = find_version(asking, &list, &window);
	if (status == TOL_OK)
		status = deciding_open(&record, asking);
	if (status == TOL_OK)
		status = loader_entry(&record->loader, &text, list, window->entry);
	if (status != TOL_OK)
		return status;
	add_version(asking, list, window);
	return pick_steps(asking, text);
}

static int list_limits(struct tol_answer **out, struct tol_session *session,
		       const struct tol_deadline_options *options)
{
	struct tol_record_options wanted = TOL_RECORD_OPTIONS_INIT;
	struct asking asking;
	wanted.lists = &options->list;
	wanted.list_count = 1;
	wanted.known_at = options->known_at;
	wanted.revision = options->revision;
	wanted.worktree = options->worktree;
	int status = asking_begin(&asking, session, ANSWER_DEADLINE, &wanted, HISTORY_IN_FORCE);
	if (status != TOL_OK)
		return status;
	struct answer *answer = &asking.answer->answer;
	fill_query(&answer->query, asking.answer, options);
	status = workdays_read(&answer->calendar, asking.answer, options->calendar,
			       options->known_at);
	if (status == TOL_OK)
		status = list_steps(&asking);
	return status == TOL_OK ? asking_end(&asking, out) : asking_fail(&asking, status);
}

static int deadline(struct tol_answer **out, struct tol_session *session, const void *data)
{
	struct tol_deadline_options options;
	int status = fill_options(&options, session, data);
	if (status != TOL_OK)
		return status;
	return options.list ? list_limits(out, session, &options)
			    : given_limit(out, session, &options);
}

/* -- the steps beside a verdict -- */

/* The day of the event, as the case says it; DATE_NONE: it does not. */
static int32_t event_day(const struct answer_decide *decide, enum ir_moment event)
{
	const int32_t days[] = {
		[IR_MOMENT_NONE] = DATE_NONE,
		[IR_CONDUCT] = decide->conduct_to,
		[IR_ACCOUNTABILITY] = decide->accountable,
		[IR_ACCEPTANCE] = DATE_NONE,
		[IR_DECISION] = decide->decided,
	};
	return days[event];
}

/* Known where the day is from which it is counted, as far as notices cover it. */
static int32_t step_due(struct tol_answer *answer, const struct ir_step *step)
{
	int32_t from = event_day(answer->answer.decide, step->from);
	if (step->within.unit == IR_UNIT_NONE || from == DATE_NONE)
		return DATE_NONE;
	return deadline_find(&answer->answer.calendar, &answer->arena, from, step->within).due;
}

static const int32_t *dues_of(struct tol_answer *answer, const struct ir_list *text)
{
	int32_t *dues = ARENA_ARRAY(&answer->arena, int32_t, step_count(text));
	size_t count = 0;
	for (size_t i = 0; i < text->procedure_count; i++)
		for (size_t k = 0; k < text->procedures[i].step_count; k++)
			dues[count++] = step_due(answer, &text->procedures[i].steps[k]);
	return dues;
}

/* Without a procedure nobody asks for workdays. */
static bool any_procedure(const struct answer_decide *decide)
{
	for (size_t i = 0; i < decide->list_count; i++)
		if (decide->lists[i].procedure != NO_STATE)
			return true;
	return false;
}

int deadline_add_dues(struct tol_answer *answer)
{
	struct answer_decide *decide = answer->answer.decide;
	if (!any_procedure(decide))
		return TOL_OK;
	int status = workdays_read(&answer->answer.calendar, answer, NULL,
				   answer->answer.query.known_at);
	for (size_t i = 0; status == TOL_OK && i < decide->list_count; i++) {
		struct answer_in_play *list = &decide->lists[i];
		if (list->procedure != NO_STATE)
			list->dues = dues_of(answer, decide->states[list->procedure].text);
	}
	return status;
}

int tol_deadline(struct tol_answer **out, struct tol_session *session,
		 const struct tol_deadline_options *options)
{
	return session_ask(out, session, deadline, options);
}
