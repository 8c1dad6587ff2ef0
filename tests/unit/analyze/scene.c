#include "unit/analyze/scene.h"

#include "base/value/money.h"

#include <stdlib.h>

static void fail(void *data)
{
	(void)data;
	abort();
}

static void compile(struct scene *s, const char *text)
{
	struct check check = {&s->arena, &s->diags, &s->environment, CHECK_WHOLE};
	syntax_init(&s->syntax, &s->mem);
	diag_list_init(&s->diags, &s->arena);
	source_init(&s->source, &s->mem, STR("scene.tol"), str_from(text));
	unit_parse(&s->unit, &s->syntax, &s->source, &s->arena, &s->diags);
	environment_init(&s->environment, &s->mem);
	check_declare(&check, &s->unit, &s->declarations);
	environment_add(&s->environment, &s->declarations, &s->diags);
	environment_link(&s->environment, &s->diags);
	check_unit(&check, &s->unit, &s->declarations, &s->ir);
}

void scene_init(struct scene *s, const char *text)
{
	*s = (struct scene){0};
	mem_init(&s->mem, fail, NULL);
	arena_init(&s->arena, &s->mem);
	compile(s, text);
	cr_assert_eq(s->diags.errors, 0);
	s->lists = ARENA_ARRAY(&s->arena, const struct ir_list *, s->ir.list_count);
	for (size_t i = 0; i < s->ir.list_count; i++)
		s->lists[i] = &s->ir.lists[i];
	s->analyze = analyze_new(&s->arena, &s->mem, s->lists, s->ir.list_count, NULL);
}

void scene_fini(struct scene *s)
{
	analyze_free(s->analyze);
	environment_fini(&s->environment);
	declarations_fini(&s->declarations);
	unit_fini(&s->unit, &s->arena);
	source_fini(&s->source);
	diag_list_fini(&s->diags);
	syntax_fini(&s->syntax);
	arena_fini(&s->arena);
	cr_assert_eq(s->mem.in_use, 0, "%zu bytes were not given back", s->mem.in_use);
	mem_fini(&s->mem);
}

static void add_set(struct buf *out, const struct analyze_value *value)
{
	const char *comma = "";
	buf_add_char(out, '{');
	for (size_t i = 0; i < value->choice_count; i++) {
		if (!((uint64_t)value->number >> i & 1))
			continue;
		buf_add_text(out, comma);
		buf_add(out, value->choices[i]);
		comma = ",";
	}
	buf_add_char(out, '}');
}

static void add_value(struct buf *out, const struct analyze_value *value)
{
	switch (value->type) {
	case IR_BOOL:
		buf_add_text(out, value->number ? "yes" : "no");
		break;
	case IR_MONEY:
		buf_add_money_decimal(out, value->number);
		break;
	case IR_DATE:
		buf_add_date(out, (int32_t)value->number);
		break;
	case IR_CHOICE:
		buf_add(out, value->choices[value->number]);
		break;
	case IR_SET:
		add_set(out, value);
		break;
	default:
		buf_add_int(out, value->number);
	}
}

const char *scene_case(struct scene *s, const struct analyze_case *found)
{
	struct buf text;
	buf_init(&text, &s->mem);
	for (size_t i = 0; i < found->count; i++) {
		if (i > 0)
			buf_add_char(&text, ' ');
		buf_add(&text, found->values[i].name);
		buf_add_char(&text, found->values[i].given ? '=' : '?');
		if (found->values[i].given)
			add_value(&text, &found->values[i]);
	}
	const char *kept = arena_str(&s->arena, buf_str(&text)).ptr;
	buf_fini(&text);
	return kept;
}

const char *scene_exists(struct scene *s, int32_t formula)
{
	struct analyze_case found;
	switch (analyze_exists(s->analyze, &formula, 1, &found)) {
	case ANALYZE_YES:
		return scene_case(s, &found);
	case ANALYZE_NO:
		return "no";
	default:
		return "undecided";
	}
}
