#include "base.h"

#include "base/diag/diag.h"
#include "base/text/utf8.h"

#include <ctype.h>

struct fixture {
	struct mem mem;
	struct arena arena;
	struct diag_list list;
	struct source a, b;
	struct buf buf;
};

static void setup(struct fixture *f)
{
	mem_init(&f->mem, NULL, NULL);
	arena_init(&f->arena, &f->mem);
	diag_list_init(&f->list, &f->arena);
	source_init(&f->a, &f->mem, STR("a.tol"), STR("text"));
	source_init(&f->b, &f->mem, STR("b.tol"), STR("text"));
	buf_init(&f->buf, &f->mem);
}

static void teardown(struct fixture *f)
{
	buf_fini(&f->buf);
	source_fini(&f->a);
	source_fini(&f->b);
	diag_list_fini(&f->list);
	arena_fini(&f->arena);
	claim(f->mem.in_use == 0, "left over");
	mem_fini(&f->mem);
}

static struct diag *add(struct fixture *f, struct source *source, uint32_t start)
{
	return diag_at(&f->list, source, (struct span){start, start + 1}, (enum diag_id)0, NO_ARGS);
}

static const char *const languages[] = {[LANGUAGE_EN] = "en", [LANGUAGE_ZH] = "zh"};

/* Which of {0} to {3} a message has, as bits. */
static unsigned places_of(const char *text)
{
	unsigned places = 0;
	for (; *text; text++) {
		if (text[0] == '{' && text[1] >= '0' && text[1] <= '3' && text[2] == '}')
			places |= 1u << (text[1] - '0');
	}
	return places;
}

static void expect_wording(const char *name, const char *en, const char *zh)
{
	expect(*en && *zh, "%s has no wording", name);
	expect(places_of(en) == places_of(zh), "%s: the languages differ in their arguments", name);
	expect(!isupper((unsigned char)en[0]) || isupper((unsigned char)en[1]), "%s: upper case",
	       name);
	expect(!str_ends_with(str_from(en), STR(".")), "%s: full stop", name);
	expect(!str_ends_with(str_from(zh), STR("。")), "%s: full stop", name);
	expect(!strchr(en, '\n') && !strchr(zh, '\n'), "%s: two lines", name);
	expect(utf8_valid_prefix(str_from(zh)) == strlen(zh), "%s: ill-formed", name);
}

Test(diag, wordings_agree_in_both_languages)
{
#define DIAG(id, code, severity, phase, en, zh) expect_wording(code, en, zh);
#include "base/diag/diag.def"
#undef DIAG
#define HINT(id, en, zh) expect_wording(#id, en, zh);
#include "base/diag/hint.def"
#undef HINT
}

Test(diag, definitions_are_told)
{
#define DIAG(id, code, severity, phase, en, zh)                                                    \
	expect(diag_phase(DIAG_##id) == (phase) &&                                                 \
		       diag_default_severity(DIAG_##id) == (severity) &&                           \
		       strcmp(diag_code(DIAG_##id), (code)) == 0,                                  \
	       "%s", code);
#include "base/diag/diag.def"
#undef DIAG
}

Test(diag, codes_are_four_digits_and_used_once)
{
	size_t count = (size_t)DIAG_COUNT;
	for (size_t i = 0; i < count; i++) {
		const char *code = diag_code((enum diag_id)i);
		expect(strlen(code) == 7 && memcmp(code, "TOL", 3) == 0, "%s", code);
		for (size_t k = 3; k < 7; k++)
			expect(isdigit((unsigned char)code[k]), "%s", code);
		expect(diag_from_code(str_from(code)) == (enum diag_id)i, "%s is used twice", code);
	}
	static const char *const none[] = {"", "TOL", "TOL9999x", "tol0001", "TOL00001"};
	for (size_t i = 0; i < countof(none); i++)
		expect(diag_from_code(str_from(none[i])) == DIAG_COUNT, "%s", none[i]);
}

Test(diag, arguments_are_filled_in)
{
	static const struct {
		const char *text, *filled;
	} rows[] = {
		{"", ""},
		{"nothing", "nothing"},
		{"'{0}' and '{1}'", "'甲' and '乙'"},
		{"{1}{0}{1}", "乙甲乙"},
		{"{2}{3}", "\xE4\xB8\x99"},
		/* what is no argument stays */
		{"{4} {a} {} { {0 {", "{4} {a} {} { {0 {"},
		{"{{0}}", "{甲}"},
		{"{!} {/} {:}", "{!} {/} {:}"},
		{"{0}{", "甲{"},
	};
	struct diag_args args = ARGS(STR("甲"), STR("乙"), STR("丙"));
	for (size_t i = 0; i < countof(rows); i++) {
		struct fixture f;
		setup(&f);
		diag_fill(&f.buf, rows[i].text, &args);
		expect(str_equal(buf_str(&f.buf), str_from(rows[i].filled)), "row %zu: %s", i,
		       f.buf.ptr);
		teardown(&f);
	}
}

Test(diag, arguments_are_printable_and_cut)
{
	struct fixture f;
	char text[61];
	setup(&f);
	memset(text, 'x', sizeof(text));
	diag_fill(&f.buf, "{0}", &ARGS(STR("a\nb\xE2\x80\xAE")));
	claim_text(&f.buf, "a b<U+202E>");
	buf_clear(&f.buf);
	diag_fill(&f.buf, "{0}", &ARGS({text, 60}));
	claim(f.buf.len == 60 && f.buf.ptr[59] == 'x', "60 columns: %s", f.buf.ptr);
	buf_clear(&f.buf);
	diag_fill(&f.buf, "{0}", &ARGS({text, 61}));
	claim(f.buf.len == 59 + strlen("…") && str_ends_with(buf_str(&f.buf), STR("…")),
	      "61 columns: %s", f.buf.ptr);
	teardown(&f);
}

Test(diag, unknown_and_no_hint_are_empty)
{
	struct fixture f;
	setup(&f);
	struct diag diag = {.id = DIAG_COUNT};
	diag_message(&f.buf, &diag, LANGUAGE_EN);
	hint_message(&f.buf, HINT_NONE, &NO_ARGS, LANGUAGE_ZH);
	claim(f.buf.len == 0 && diag_code(DIAG_COUNT)[0] == 0, "%s", f.buf.ptr);
	teardown(&f);
}

Test(diag, messages_are_worded_in_the_language_asked_for)
{
	for (size_t i = 0; i < (size_t)DIAG_COUNT; i++) {
		for (size_t k = 0; k < countof(languages); k++) {
			struct fixture f;
			setup(&f);
			struct diag diag = {.id = (enum diag_id)i};
			diag_message(&f.buf, &diag, (enum language)k);
			expect(f.buf.len > 0, "%s %s", diag_code(diag.id), languages[k]);
			teardown(&f);
		}
	}
}

Test(diag, arguments_are_copied)
{
	struct fixture f;
	char name[] = "甲";
	setup(&f);
	struct diag *diag =
		diag_at(&f.list, &f.a, (struct span){1, 2}, (enum diag_id)0, ARGS(str_from(name)));
	diag_hint(&f.list, diag, HINT_NONE, ARGS(str_from(name), str_from(name)));
	diag_note(&f.list, diag, &f.b, (struct span){0, 1}, HINT_NONE, ARGS(str_from(name)));
	diag_edit(&f.list, diag, (struct span){0, 0}, str_from(name));
	memset(name, 'x', 3);
	claim(str_equal(diag->args.arg[0], STR("甲")) && !diag->args.arg[1].len, "message");
	claim(str_equal(diag->hint_args.arg[1], STR("甲")), "hint");
	claim(str_equal(diag->notes->args.arg[0], STR("甲")), "note");
	claim(str_equal(diag->edits->text, STR("甲")), "edit");
	teardown(&f);
}

Test(diag, notes_and_edits_stay_in_order)
{
	struct fixture f;
	setup(&f);
	struct diag *diag = add(&f, &f.a, 0);
	for (uint32_t i = 0; i < 3; i++) {
		diag_note(&f.list, diag, &f.b, (struct span){i, i}, HINT_NONE, NO_ARGS);
		diag_edit(&f.list, diag, (struct span){i, i}, STR_NONE);
	}
	const struct diag_note *note = diag->notes;
	const struct diag_edit *edit = diag->edits;
	for (uint32_t i = 0; i < 3; i++, note = note->next, edit = edit->next)
		claim(note->span.start == i && edit->span.start == i, "number %u", i);
	claim(!note && !edit, "too many");
	teardown(&f);
}

Test(diag, errors_and_warnings_are_counted)
{
	struct fixture f;
	setup(&f);
	for (int i = 0; i < 3; i++)
		diag_grade(&f.list, add(&f, &f.a, 0), SEVERITY_ERROR);
	claim(f.list.errors == 3 && f.list.warnings == 0, "errors");
	diag_grade(&f.list, f.list.items.items[0], SEVERITY_WARNING);
	diag_grade(&f.list, f.list.items.items[1], SEVERITY_NOTE);
	claim(f.list.errors == 1 && f.list.warnings == 1, "graded");
	diag_suppress(&f.list, f.list.items.items[2]);
	diag_suppress(&f.list, f.list.items.items[2]);
	claim(f.list.errors == 0 && f.list.warnings == 1, "suppressed");
	diag_grade(&f.list, f.list.items.items[2], SEVERITY_WARNING);
	claim(f.list.errors == 0 && f.list.warnings == 1, "graded though suppressed");
	teardown(&f);
}

static size_t count_of(const struct fixture *f, const struct source *source)
{
	size_t count = 0;
	for (size_t i = 0; i < f->list.items.count; i++)
		count += f->list.items.items[i]->source == source;
	return count;
}

Test(diag, limit_holds_for_each_source)
{
	struct fixture f;
	setup(&f);
	f.list.limit = 3;
	for (int i = 0; i < 10; i++) {
		add(&f, &f.a, 0);
		add(&f, &f.b, 0);
		add(&f, NULL, 0);
	}
	claim(count_of(&f, &f.a) == 3 && count_of(&f, &f.b) == 3 && count_of(&f, NULL) == 3,
	      "kept");
	claim(f.list.dropped == 21 && f.list.items.count == 9, "dropped %zu", f.list.dropped);
	claim(f.list.errors + f.list.warnings == 30, "dropped ones are not counted");
	teardown(&f);
}

Test(diag, limit_is_a_hundred_and_none_is_none)
{
	for (size_t limit = 0; limit <= 100; limit += 100) {
		struct fixture f;
		setup(&f);
		claim(f.list.limit == 100, "default %zu", f.list.limit);
		f.list.limit = limit;
		for (int i = 0; i < 101; i++)
			add(&f, &f.a, 0);
		claim(f.list.dropped == (limit ? 1 : 0), "limit %zu", limit);
		teardown(&f);
	}
}

Test(diag, warnings_do_not_use_up_the_room_of_errors)
{
	struct fixture f;
	setup(&f);
	f.list.limit = 2;
	for (int i = 0; i < 2; i++)
		diag_grade(&f.list, add(&f, &f.a, 0), SEVERITY_NOTE);
	add(&f, &f.a, 7);
	claim(f.list.dropped == 0 && f.list.items.count == 3, "dropped");
	/* and once more, after another source was at it */
	add(&f, &f.b, 0);
	add(&f, &f.a, 8);
	claim(f.list.dropped == 0 && f.list.items.count == 5, "dropped");
	add(&f, &f.a, 9);
	claim(f.list.dropped == 1, "kept");
	teardown(&f);
}

Test(diag, what_is_added_to_a_dropped_one_is_lost)
{
	struct fixture f;
	setup(&f);
	f.list.limit = 1;
	struct diag *kept = add(&f, &f.a, 0);
	struct diag *dropped = add(&f, &f.a, 1);
	size_t requests = f.mem.allocations;
	claim(dropped && dropped != kept, "the kept one");
	diag_hint(&f.list, dropped, HINT_NONE, NO_ARGS);
	diag_note(&f.list, dropped, &f.a, dropped->span, HINT_NONE, NO_ARGS);
	diag_edit(&f.list, dropped, dropped->span, STR("x"));
	claim(!dropped->notes && !dropped->edits && f.mem.allocations == requests, "kept");
	claim(add(&f, &f.a, 2) == dropped && f.list.dropped == 2, "another");
	diag_suppress(&f.list, dropped);
	claim(f.list.errors + f.list.warnings == 2, "suppressed");
	teardown(&f);
}

Test(diag, sorted_by_path_and_place_and_otherwise_as_queued)
{
	struct fixture f;
	struct numbers numbers = {14};
	for (size_t count = 0; count < 70; count++) {
		setup(&f);
		struct source *sources[] = {NULL, &f.a, &f.b};
		for (size_t i = 0; i < count; i++) {
			struct diag *diag = add(&f, sources[numbers_below(&numbers, 3)],
						(uint32_t)numbers_below(&numbers, 4));
			diag->span.end += (uint32_t)numbers_below(&numbers, 2);
			/* Which one it was. */
			diag->hint_args.arg[0].len = i;
		}
		diag_list_sort(&f.list);
		claim(f.list.items.count == count, "lost");
		for (size_t i = 1; i < count; i++) {
			const struct diag *x = f.list.items.items[i - 1];
			const struct diag *y = f.list.items.items[i];
			int path = !x->source || !y->source
					   ? (x->source != NULL) - (y->source != NULL)
					   : str_compare(x->source->path, y->source->path);
			claim(path <= 0, "%zu: path", i);
			claim(path || x->span.start <= y->span.start, "%zu: start", i);
			bool same = !path && x->span.start == y->span.start;
			claim(!same || x->span.end <= y->span.end, "%zu: end", i);
			same = same && x->span.end == y->span.end;
			claim(!same || x->hint_args.arg[0].len < y->hint_args.arg[0].len,
			      "%zu: order", i);
		}
		teardown(&f);
	}
}

Test(diag, at_one_place_the_code_decides)
{
	struct fixture f;
	setup(&f);
	for (size_t i = (size_t)DIAG_COUNT; i-- > 0;)
		diag_at(&f.list, &f.a, (struct span){0, 0}, (enum diag_id)i, NO_ARGS);
	diag_list_sort(&f.list);
	for (size_t i = 1; i < f.list.items.count; i++)
		claim(strcmp(diag_code(f.list.items.items[i - 1]->id),
			     diag_code(f.list.items.items[i]->id)) < 0,
		      "%s", diag_code(f.list.items.items[i]->id));
	teardown(&f);
}

Test(diag, what_leaves_a_text_unread_cannot_be_made_lighter)
{
	static const char *const fixed[] = {"TOL0001", "TOL0101", "TOL0201", "TOL0506", "TOL0902"};
	static const char *const free[] = {"TOL0224", "TOL0301", "TOL0303",
					   "TOL0601", "TOL0634", "TOL0637"};
	for (size_t i = 0; i < countof(fixed); i++)
		expect(!diag_can_be_lowered(diag_from_code(str_from(fixed[i]))), "%s", fixed[i]);
	for (size_t i = 0; i < countof(free); i++)
		expect(diag_can_be_lowered(diag_from_code(str_from(free[i]))), "%s", free[i]);
}
