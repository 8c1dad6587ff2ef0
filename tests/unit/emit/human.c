#include "emit.h"

#include "base/text/utf8.h"

static void check_excerpt(const char *text, const char *marked, const char *expected)
{
	struct fixture f;
	fixture_init(&f, text);
	fixture_diag(&f, marked);
	const char *got = fixture_print(&f, EMIT_HUMAN);
	const char *from = strstr(got, "  |\n");
	expect(from && strcmp(from, expected) == 0, "got:\n%s", got);
	fixture_fini(&f);
}

Test(human, a_diagnostic_names_its_place_and_shows_its_line)
{
	struct fixture f;
	fixture_init(&f, "tol 1\nlist x {\n");
	fixture_diag(&f, "x");
	claim(strcmp(fixture_print(&f, EMIT_HUMAN), "error[TOL0101]: expected one, found another\n"
						    " --> a.tol:2:6\n"
						    "  |\n"
						    "2 | list x {\n"
						    "  |      ^\n\n") == 0,
	      "got:\n%s", f.out.ptr);
	f.style.language = LANGUAGE_ZH;
	claim(str_starts_with(str_from(fixture_print(&f, EMIT_HUMAN)), STR("错误[TOL0101]：")),
	      "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(human, marks_stand_below_what_is_drawn)
{
	check_excerpt("机关 未知", "未知", "  |\n1 | 机关 未知\n  |      ^^^^\n\n");
	check_excerpt("𠮷b", "b", "  |\n1 | 𠮷b\n  |   ^\n\n");
	check_excerpt("\tab", "b", "  |\n1 |         ab\n  |          ^\n\n");
	check_excerpt("a\tb", "\t", "  |\n1 | a       b\n  |  ^^^^^^^\n\n");
	check_excerpt("e\u0301x", "x", "  |\n1 | e\u0301x\n  |  ^\n\n");
	check_excerpt("e\u0301x", "e\u0301", "  |\n1 | e\u0301x\n  | ^\n\n");
	check_excerpt("e\u0301x", "\u0301", "  |\n1 | e\u0301x\n  | ^\n\n");
	check_excerpt("a\u202e"
		      "b",
		      "\u202e", "  |\n1 | a<U+202E>b\n  |  ^^^^^^^^\n\n");
	check_excerpt("a\x1b"
		      "b",
		      "b", "  |\n1 | a<U+001B>b\n  |          ^\n\n");
	check_excerpt("a\xff"
		      "b",
		      "b", "  |\n1 | a<FF>b\n  |      ^\n\n");
	check_excerpt("a\nbc", "\n", "  |\n1 | a\n  |  ^\n\n");
	check_excerpt("a b\nc", "b\nc", "  |\n1 | a b\n  |   ^\n\n");
	check_excerpt("abc", "", "  |\n1 | abc\n  | ^\n\n");
	check_excerpt("ab\r\nc", "b", "  |\n1 | ab\n  |  ^\n\n");
}

/* Lines of the output and how wide they are. */
static void claim_fits(const char *text, size_t width)
{
	while (*text) {
		const char *end = strchr(text, '\n');
		struct str line = {text, (size_t)(end - text)};
		claim(utf8_width(line) <= width, "wider than %zu: %.*s", width, (int)line.len,
		      line.ptr);
		text = end + 1;
	}
}

Test(human, long_lines_are_seen_through_a_window)
{
	struct fixture f;
	struct mem mem;
	struct buf text;
	mem_init(&mem, NULL, NULL);
	buf_init(&text, &mem);
	for (int i = 0; i < 3000; i++)
		buf_add_text(&text, i == 1500 ? "HERE" : i % 3 ? "长" : "ab ");
	fixture_init(&f, text.ptr);
	fixture_diag(&f, "HERE");
	const char *got = fixture_print(&f, EMIT_HUMAN);
	claim(strstr(got, "1 | …") && strstr(got, "HERE") && strstr(got, "…\n"), "got:\n%s", got);
	claim_fits(got, 80);
	const char *line = strstr(got, "1 | ");
	size_t width = utf8_width((struct str){line, (size_t)(strchr(line, '\n') - line)});
	claim(width >= 78, "only %zu columns are used:\n%s", width, got);
	fixture_fini(&f);
	buf_fini(&text);
	mem_fini(&mem);
}

Test(human, everything_fits_whatever_the_text)
{
	static const char *const parts[] = {"容",   "a",  "\t",	  " ",	"e\u0301", "\u202e",
					    "\xff", "\n", "\x1b", "𠮷", "，"};
	struct numbers numbers = {11};
	char text[3000];
	for (size_t round = 0; round < 400; round++) {
		struct fixture f;
		size_t length = 0, count = numbers_below(&numbers, 600);
		for (size_t i = 0; i < count; i++) {
			const char *part = parts[numbers_below(&numbers, countof(parts))];
			memcpy(text + length, part, strlen(part));
			length += strlen(part);
		}
		text[length] = 0;
		fixture_init(&f, text);
		f.style.columns = (unsigned)(40 + numbers_below(&numbers, 60));
		uint32_t start = (uint32_t)numbers_below(&numbers, length + 1);
		uint32_t end = start + (uint32_t)numbers_below(&numbers, length + 1 - start);
		diag_at(&f.answer.diags, &f.source, (struct span){start, end}, DIAG_UNEXPECTED,
			ARGS(STR("容错免责清单的说明文字"), STR("another thing altogether")));
		const char *got = fixture_print(&f, EMIT_HUMAN);
		claim(utf8_valid_prefix(str_from(got)) == strlen(got), "not UTF-8");
		claim(!strpbrk(got, "\x1b\x07\t\r"), "a control character");
		claim_fits(got, f.style.columns);
		fixture_fini(&f);
	}
}

Test(human, other_places_and_fixes_are_shown)
{
	struct fixture f;
	fixture_init(&f, "事实 当谋取私利\n事实 b\n");
	struct diag *diag = fixture_diag(&f, "当谋取私利");
	diag_note(&f.answer.diags, diag, &f.source, (struct span){23, 29}, HINT_PERHAPS_OPEN,
		  NO_ARGS);
	diag_hint(&f.answer.diags, diag, HINT_WORDS_GLUED, ARGS(STR("当 谋取私利")));
	diag_edit(&f.answer.diags, diag, (struct span){10, 10}, STR(" "));
	claim(strcmp(fixture_print(&f, EMIT_HUMAN), "error[TOL0101]: expected one, found another\n"
						    " --> a.tol:1:4\n"
						    "  |\n"
						    "1 | 事实 当谋取私利\n"
						    "  |      ^^^^^^^^^^\n"
						    "see: perhaps this one was left open\n"
						    " --> a.tol:2:1\n"
						    "  |\n"
						    "2 | 事实 b\n"
						    "  | ----\n"
						    "help: write `当 谋取私利`\n"
						    "1 | 事实 当 谋取私利\n"
						    "  |        ~\n\n") == 0,
	      "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(human, several_edits_of_a_line_are_shown_together)
{
	struct fixture f;
	fixture_init(&f, "abcd\n");
	struct diag *diag = fixture_diag(&f, "abcd");
	diag_edit(&f.answer.diags, diag, (struct span){3, 3}, STR("Z"));
	diag_edit(&f.answer.diags, diag, (struct span){1, 1}, STR("X"));
	diag_edit(&f.answer.diags, diag, (struct span){1, 2}, STR("Y"));
	claim(strstr(fixture_print(&f, EMIT_HUMAN), "\n1 | aXYcZd\n  |  ~~~~\n"), "got:\n%s",
	      f.out.ptr);
	fixture_fini(&f);
}

Test(human, suppressed_diagnostics_are_not_shown)
{
	struct fixture f;
	fixture_init(&f, "a\n");
	fixture_diag(&f, "a")->suppressed = true;
	claim(*fixture_print(&f, EMIT_HUMAN) == 0, "got:\n%s", f.out.ptr);
	claim(*fixture_print(&f, EMIT_SHORT) == 0, "got:\n%s", f.out.ptr);
	claim(*fixture_print(&f, EMIT_GITHUB) == 0, "got:\n%s", f.out.ptr);
	claim(strstr(fixture_print(&f, EMIT_SARIF), "\"inSource\""), "got:\n%s", f.out.ptr);
	fixture_fini(&f);
}

Test(human, colours_are_balanced)
{
	struct fixture f;
	size_t begun = 0, ended = 0;
	fixture_init(&f, "a\n");
	f.style.color = true;
	fixture_diag(&f, "a");
	for (const char *at = fixture_print(&f, EMIT_HUMAN); (at = strstr(at, "\033[")); at += 2)
		strncmp(at, "\033[0m", 4) == 0 ? ended++ : begun++;
	claim(begun > 0 && begun == ended, "%zu begun, %zu ended", begun, ended);
	fixture_fini(&f);
}
