/* For people: when something is due, and on which notices that rests. */
#include "emit/human/parts.h"

#include "base/text/utf8.h"

/* "15 workdays from 2020-01-17" */
static void add_limit(struct parts *parts, struct ir_duration within, int32_t from)
{
	static const enum word_id words[] = {
		[IR_WORKDAYS] = WORD_LIMIT_WORKDAYS,
		[IR_DAYS] = WORD_LIMIT_DAYS,
		[IR_MONTHS] = WORD_LIMIT_MONTHS,
		[IR_YEARS] = WORD_LIMIT_YEARS,
	};
	struct day day;
	struct buf length;
	buf_init(&length, parts->e->out->mem);
	word_count(&length, parts->e->style->language, words[within.unit], (size_t)within.length);
	parts_word(parts, WORD_LIMIT_FROM, buf_str(&length), day_text(&day, from));
	buf_fini(&length);
}

static void add_limit_line(struct emit *e, const struct answer_due *due)
{
	const struct answer_query *query = &e->answer->query;
	struct parts parts;
	parts_init(&parts, e);
	add_limit(&parts, due->within, query->from);
	if (query->known_at != TIME_NONE)
		parts_day(&parts, WORD_PUBLISHED_BY,
			  date_from_time(query->known_at, e->answer->history.zone));
	parts_line(&parts, PAINT_STRONG);
}

static void add_unknown(struct parts *parts, const struct answer_due *due)
{
	if (due->beyond != DATE_NONE)
		parts_day(parts, WORD_DUE_BEYOND, due->beyond);
	else
		parts_word(parts, WORD_DUE_UNKNOWN, STR_NONE, STR_NONE);
	if (due->deadline.missing != DATE_MAX)
		parts_day(parts, WORD_NOT_COVERED, due->deadline.missing);
}

static void add_due(struct emit *e, const struct answer_due *due)
{
	const struct deadline *deadline = &due->deadline;
	struct day day, last;
	struct parts parts;
	parts_init(&parts, e);
	if (deadline->due == DATE_NONE)
		add_unknown(&parts, due);
	else if (deadline->ends != deadline->due)
		parts_word(&parts, WORD_DUE_MOVED, day_text(&day, deadline->due),
			   day_text(&last, deadline->ends));
	else
		parts_day(&parts, WORD_ONE_DAY, deadline->due);
	parts_print(&parts, WORD_DUE);
}

static void add_notices(struct emit *e, const struct deadline *deadline)
{
	struct parts parts;
	parts_init(&parts, e);
	for (size_t i = 0; i < deadline->notice_count; i++)
		parts_day(&parts, i ? WORD_ONE_DAY : WORD_NOTICE_OF, deadline->notices[i]);
	parts_print(&parts, WORD_NOTICES);
}

static void add_calendar(struct emit *e)
{
	const struct calendar *calendar = &e->answer->calendar;
	struct day from, last;
	struct parts parts;
	parts_init(&parts, e);
	utf8_printable(&parts.text, e->answer->query.calendar);
	parts_print(&parts, WORD_CALENDAR);
	parts_init(&parts, e);
	for (size_t i = 0; i < calendar->coverage_count; i++)
		parts_word(&parts, i ? WORD_COVERED : WORD_COVERED_FIRST,
			   day_text(&from, calendar->coverage[i].from),
			   day_text(&last, calendar->coverage[i].to - 1));
	if (calendar->coverage_count == 0)
		parts_word(&parts, WORD_COVERS_NOTHING, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_COVERAGE);
}

/* -- the steps of a list -- */

static void add_question(struct emit *e)
{
	const struct answer_query *query = &e->answer->query;
	struct parts parts;
	parts_init(&parts, e);
	parts_day(&parts, query->at_default ? WORD_STARTED_DEFAULT : WORD_STARTED_ON, query->at);
	parts_record_asked(&parts);
	parts_line(&parts, PAINT_NONE);
}

static void add_step_title(struct emit *e, const struct answer_step *step)
{
	struct parts parts;
	parts_init(&parts, e);
	utf8_printable(&parts.text, step->title);
	if (step->title.len > 0)
		buf_add_text(&parts.text, "  ");
	name_add(&parts.text, step->procedure, step->name);
	parts_line(&parts, PAINT_STRONG);
}

static void add_actors(struct emit *e, const struct answer_step *step)
{
	static const enum word_id words[] = {
		[IR_OFFICIAL] = WORD_ACTOR_OFFICIAL,
		[IR_ORGAN] = WORD_ACTOR_ORGAN,
		[IR_ACCOUNTABLE_ORGAN] = WORD_ACTOR_ACCOUNTABLE_ORGAN,
	};
	struct parts parts;
	parts_init(&parts, e);
	for (size_t i = 0; i < countof(words); i++)
		if (step->by.set & (1u << i))
			parts_word(&parts, words[i], STR_NONE, STR_NONE);
	parts_print(&parts, WORD_ACTORS);
}

static void add_step_limit(struct emit *e, const struct answer_due *due)
{
	static const enum word_id events[] = {
		[IR_CONDUCT] = WORD_TAKEN_FOR_CONDUCT,
		[IR_ACCOUNTABILITY] = WORD_TAKEN_FOR_ACCOUNTABILITY,
		[IR_ACCEPTANCE] = WORD_TAKEN_FOR_ACCEPTANCE,
		[IR_DECISION] = WORD_TAKEN_FOR_DECISION,
	};
	struct parts parts;
	parts_init(&parts, e);
	if (due->within.unit == IR_UNIT_NONE) {
		parts_word(&parts, WORD_NO_LIMIT, STR_NONE, STR_NONE);
	} else {
		add_limit(&parts, due->within, e->answer->query.from);
		parts_word(&parts, events[due->step->from], STR_NONE, STR_NONE);
	}
	parts_print(&parts, WORD_LIMIT);
}

static void add_step_source(struct emit *e, const struct answer_step *step)
{
	const struct word_row *mark = mark_row(str_from(ir_provenance_word(step->provenance)));
	struct answer_window at = e->answer->lists->windows[0];
	struct parts parts;
	at.line = step->line;
	parts_init(&parts, e);
	parts_place(&parts, &at);
	if (mark)
		parts_word(&parts, mark->word, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_SOURCE);
}

static void add_step(struct emit *e, const struct answer_due *due)
{
	buf_add_char(e->out, '\n');
	add_step_title(e, due->step);
	add_actors(e, due->step);
	add_step_limit(e, due);
	if (due->within.unit != IR_UNIT_NONE)
		add_due(e, due);
	add_notices(e, &due->deadline);
	add_step_source(e, due->step);
}

static void add_list(struct emit *e)
{
	const struct answer *answer = e->answer;
	add_question(e);
	buf_add_char(e->out, '\n');
	parts_title(e, answer->lists);
	parts_version(e, answer->lists->windows);
	add_calendar(e);
	for (size_t i = 0; i < answer->due_count; i++)
		add_step(e, &answer->dues[i]);
	if (answer->due_count == 0) {
		buf_add_char(e->out, '\n');
		emit_word(e, WORD_NO_STEPS, NO_ARGS);
		buf_add_char(e->out, '\n');
	}
}

void human_deadline(struct emit *e)
{
	if (e->answer->list_count > 0) {
		add_list(e);
		return;
	}
	for (size_t i = 0; i < e->answer->due_count; i++) {
		const struct answer_due *due = &e->answer->dues[i];
		add_limit_line(e, due);
		add_due(e, due);
		add_notices(e, &due->deadline);
	}
	add_calendar(e);
}
