/* A limit in workdays can only be told from another by a calendar: the days are tried one by one.
 */
#include "api/change/diff_due.h"

#include "eval/deadline.h"

enum { DAYS_TRIED = 400 };

struct due {
	const struct calendar *calendar;
	struct arena scratch;
	struct date_interval days; /* of what the limit is counted from */
};

static const struct ir_step *step_named(const struct ir_procedure *procedure, struct str name)
{
	for (size_t i = 0; procedure && i < procedure->step_count; i++)
		if (str_equal(procedure->steps[i].name, name))
			return &procedure->steps[i];
	return NULL;
}

static struct ir_duration limit_of(const struct ir_step *step)
{
	static const struct ir_duration none = {0, IR_UNIT_NONE};
	return step ? step->within : none;
}

/* False where it is not known; without a limit it is never due. */
static bool due_on(struct due *d, int32_t *out, int32_t event, struct ir_duration within)
{
	*out = DATE_NONE;
	if (within.unit == IR_UNIT_NONE)
		return true;
	*out = deadline_find(d->calendar, &d->scratch, event, within).due;
	arena_clear(&d->scratch);
	return *out != DATE_NONE;
}

static bool find(struct due *d, struct diff_due *out, struct ir_duration before,
		 struct ir_duration after)
{
	for (int tried = 0; tried < DAYS_TRIED && d->days.from + tried < d->days.to; tried++) {
		out->event = d->days.from + tried;
		if (due_on(d, &out->before, out->event, before) &&
		    due_on(d, &out->after, out->event, after) && out->before != out->after)
			return true;
	}
	return false;
}

static void step_add(struct due *d, struct diff_record *record, const struct ir_step *before,
		     const struct ir_step *after)
{
	struct ir_duration was = limit_of(before), is = limit_of(after);
	struct diff_due *due = &record->dues[record->due_count];
	if (was.unit == is.unit && was.length == is.length)
		return;
	*due = (struct diff_due){.step = after ? after : before};
	record->due_count += find(d, due, was, is);
}

void due_show(struct diff_record *record, struct arena *arena, const struct calendar *calendar,
	      int32_t from)
{
	const struct ir_procedure *before = record->procedure_before;
	const struct ir_procedure *after = record->procedure_after;
	size_t most = (before ? before->step_count : 0) + (after ? after->step_count : 0);
	struct due d = {.calendar = calendar, .days = {from, record->to}};
	if (calendar->coverage_count && from < calendar->coverage[0].from)
		d.days.from = calendar->coverage[0].from;
	arena_init(&d.scratch, arena->mem);
	record->dues = ARENA_ARRAY(arena, struct diff_due, most + 1);
	for (size_t i = 0; after && i < after->step_count; i++)
		step_add(&d, record, step_named(before, after->steps[i].name), &after->steps[i]);
	for (size_t i = 0; before && i < before->step_count; i++)
		if (!step_named(after, before->steps[i].name))
			step_add(&d, record, &before->steps[i], NULL);
	arena_fini(&d.scratch);
}
