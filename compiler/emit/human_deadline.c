/* For people: when something is due, and on which notices that rests. */
#include "emit/layout.h"
#include "emit/parts.h"

#include "base/utf8.h"

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
	emit_paint(e, PAINT_STRONG);
	layout_wrap(e->out, buf_str(&parts.text), 0, 2, e->style->columns);
	emit_paint(e, PAINT_NONE);
	buf_add_char(e->out, '\n');
	buf_fini(&parts.text);
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
		parts_day(&parts, WORD_ONE_DAY, deadline->notices[i]);
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
		parts_word(&parts, WORD_COVERED, day_text(&from, calendar->coverage[i].from),
			   day_text(&last, calendar->coverage[i].to - 1));
	if (calendar->coverage_count == 0)
		parts_word(&parts, WORD_COVERS_NOTHING, STR_NONE, STR_NONE);
	parts_print(&parts, WORD_COVERAGE);
}

void human_deadline(struct emit *e)
{
	for (size_t i = 0; i < e->answer->due_count; i++) {
		const struct answer_due *due = &e->answer->dues[i];
		add_limit_line(e, due);
		add_due(e, due);
		add_notices(e, &due->deadline);
	}
	add_calendar(e);
}
