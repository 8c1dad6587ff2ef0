#include "unit/diff/sides.h"

#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

static void compile(struct sides *s, struct side_text *side, const char *text)
{
	struct check check = {&s->arena, &side->diags, &side->environment, CHECK_WHOLE};
	syntax_init(&side->syntax, &s->mem);
	diag_list_init(&side->diags, &s->arena);
	source_init(&side->source, &s->mem, STR("side.tol"), str_from(text));
	unit_parse(&side->unit, &side->syntax, &side->source, &s->arena, &side->diags);
	environment_init(&side->environment, &s->mem);
	check_declare(&check, &side->unit, &side->declarations);
	environment_add(&side->environment, &side->declarations, &side->diags);
	environment_link(&side->environment, &side->diags);
	check_unit(&check, &side->unit, &side->declarations, &side->ir);
	cr_assert_eq(side->diags.errors, 0, "%s", text);
	cr_assert_eq(side->ir.list_count, 1);
	size_t count = side->ir.lists[0].rule_count;
	side->in_force = ARENA_ARRAY(&s->arena, bool, count + 1);
	memset(side->in_force, true, count);
}

void sides_init(struct sides *s, const char *before, const char *after)
{
	*s = (struct sides){0};
	mem_init(&s->mem, fail, NULL);
	arena_init(&s->arena, &s->mem);
	compile(s, &s->texts[0], before);
	compile(s, &s->texts[1], after);
	diff_records_init(&s->records, &s->arena, &s->mem);
}

static void side_fini(struct sides *s, struct side_text *side)
{
	environment_fini(&side->environment);
	declarations_fini(&side->declarations);
	unit_fini(&side->unit, &s->arena);
	source_fini(&side->source);
	diag_list_fini(&side->diags);
	syntax_fini(&side->syntax);
}

void sides_fini(struct sides *s)
{
	diff_records_fini(&s->records);
	side_fini(s, &s->texts[0]);
	side_fini(s, &s->texts[1]);
	arena_fini(&s->arena);
	cr_assert_eq(s->mem.in_use, 0, "%zu bytes were not given back", s->mem.in_use);
	mem_fini(&s->mem);
}

struct diff_state sides_state(const struct sides *s, int side)
{
	return (struct diff_state){&s->texts[side].ir.lists[0], s->texts[side].in_force};
}

void sides_compare(struct sides *s)
{
	struct diff_span span = {DATE_NONE, DATE_MAX, sides_state(s, 0), sides_state(s, 1)};
	diff_list(&s->records, STR("a.b"), &span, 1);
}

const char *sides_shown(struct sides *s)
{
	struct buf text;
	buf_init(&text, &s->mem);
	for (size_t i = 0; i < s->records.items.count; i++) {
		const struct diff_record *record = &s->records.items.items[i];
		buf_add_text(&text, i ? ", " : "");
		buf_add_text(&text, diff_change_name(record->change));
		buf_add_char(&text, ' ');
		buf_add(&text, diff_part_name(record));
		if (record->renamed) {
			buf_add_char(&text, '=');
			buf_add(&text, record->before->name);
		}
		if (record->why != DIFF_WHY_NONE)
			buf_add_char(&text, '?');
		if (record->to != DATE_MAX) {
			buf_add_char(&text, ' ');
			buf_add_date(&text, record->from);
			buf_add_text(&text, "..");
			buf_add_date(&text, record->to);
		}
	}
	const char *kept = arena_str(&s->arena, buf_str(&text)).ptr;
	buf_fini(&text);
	return kept;
}

const struct diff_record *sides_record(const struct sides *s, const char *name)
{
	for (size_t i = 0; i < s->records.items.count; i++)
		if (str_equal(diff_part_name(&s->records.items.items[i]), str_from(name)))
			return &s->records.items.items[i];
	return NULL;
}
