#include "eval.h"

#include "api/decide/workdays.h"

void fixture_init(struct fixture *f, const char *text, const char *as_of)
{
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
	f->fault =
		calendar_read(&f->calendar, &f->arena, text ? str_from(text) : workdays_built_in(),
			      as_of ? day(as_of) : DATE_MAX);
	claim(text || f->fault.reason == CALENDAR_SOUND, "line %u: reason %d", f->fault.line,
	      f->fault.reason);
}

void fixture_fini(struct fixture *f)
{
	arena_fini(&f->arena);
	claim(f->mem.in_use == 0, "%zu bytes were not given back", f->mem.in_use);
	mem_fini(&f->mem);
}

int32_t day(const char *text)
{
	int32_t date = date_parse(str_from(text));
	claim(date != DATE_NONE, "'%s' is no day", text);
	return date;
}

const char *shown(int32_t date)
{
	static char texts[4][16];
	static unsigned next;
	char *text = texts[next++ % 4];
	if (date == DATE_NONE || date == DATE_MAX)
		return date == DATE_NONE ? "no day" : "none there is";
	tol_date_write(text, date);
	return text;
}

int32_t due(struct fixture *f, int32_t event, int32_t length, enum ir_time_unit unit)
{
	struct ir_duration within = {length, unit};
	return deadline_find(&f->calendar, &f->arena, event, within).due;
}
