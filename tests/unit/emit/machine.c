#include "emit.h"

static void set_path(struct fixture *f, const char *path)
{
	f->source.path = str_from(path);
}

Test(machine, short_is_a_compilers_line)
{
	struct fixture f;
	fixture_init(&f, "tol 1\n机关 未知\n");
	set_path(&f, "a\nb.tol");
	f.answer.root = STR("../");
	fixture_diag(&f, "未知");
	claim(strcmp(fixture_print(&f, EMIT_SHORT),
		     "../a b.tol:2:4: error TOL0101: expected one, found another\n") == 0,
	      "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(machine, annotations_hold_one_line_and_no_other_command)
{
	struct fixture f;
	fixture_init(&f, "tol 1\n机关 未知\n");
	set_path(&f, "a,b:c%\n::error::x.tol");
	struct diag *diag = fixture_diag(&f, "未知");
	diag_hint(&f.answer.diags, diag, HINT_WORDS_GLUED, ARGS(STR("当\n::error:: x")));
	claim(strcmp(fixture_print(&f, EMIT_GITHUB),
		     "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax.tol,line=2,endLine=2,col=4,"
		     "endColumn=6,title=TOL0101::expected one, found another%0Awrite `当 "
		     "::error:: x`\n") == 0,
	      "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(machine, annotations_of_several_lines_have_no_columns)
{
	struct fixture f;
	fixture_init(&f, "ab\ncd\n");
	fixture_diag(&f, "b\nc");
	claim(!strstr(fixture_print(&f, EMIT_GITHUB), "col="), "got:\n%s", f.out.ptr);
	claim(strstr(f.out.ptr, "line=1,endLine=2,title="), "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(machine, uris_are_percent_encoded)
{
	struct fixture f;
	fixture_init(&f, "a\n");
	set_path(&f, "制 度/a:b.tol");
	fixture_diag(&f, "a");
	claim(strstr(fixture_print(&f, EMIT_SARIF), "\"uri\": \"%E5%88%B6%20%E5%BA%A6/a%3Ab.tol\""),
	      "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(machine, diagnostics_without_a_place_have_none)
{
	struct fixture f;
	fixture_init(&f, "a\n");
	diag_at(&f.answer.diags, NULL, (struct span){0, 0}, DIAG_UNEXPECTED, NO_ARGS);
	claim(strstr(fixture_print(&f, EMIT_JSON), "\"path\": null"), "got:\n%s", f.out.ptr);
	claim(strstr(fixture_print(&f, EMIT_SARIF), "\"locations\": []"), "got:\n%s", f.out.ptr);
	claim(strstr(fixture_print(&f, EMIT_SHORT), "error TOL0101: "), "got:\n%s", f.out.ptr);
	claim(strstr(fixture_print(&f, EMIT_HUMAN), "error[TOL0101]: "), "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(machine, every_answer_offers_the_common_formats)
{
	struct fixture f;
	fixture_init(&f, "");
	for (int kind = 0; kind < ANSWER_KIND_COUNT; kind++) {
		f.answer.kind = (enum answer_kind)kind;
		for (int format = EMIT_HUMAN; format <= EMIT_JSONL; format++)
			claim(emit_offers(&f.answer, (enum emit_format)format), "kind %d", kind);
		claim(emit_offers(&f.answer, EMIT_SARIF) ==
			      (kind == ANSWER_CHECK || kind == ANSWER_DIFF),
		      "kind %d", kind);
	}
	claim(!emit_offers(&f.answer, EMIT_FORMAT_COUNT), "past the last");
	fixture_fini(&f);
}
