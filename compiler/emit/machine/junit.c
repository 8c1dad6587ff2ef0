/* JUnit reports: what CI systems show of case blocks, and of diagnostics. */
#include "emit/answer_test.h"
#include "emit/verdict/decide.h"
#include "emit/machine/example.h"
#include "emit/machine/place.h"
#include "emit/machine/xml.h"

/* -- tolc test: each case block is a case -- */

static void add_outcomes(struct buf *out, const struct answer_decide *decide)
{
	const char *between = "";
	for (int i = 0; i <= DECIDE_CONFLICT; i++) {
		if (!(decide->verdict.outcomes >> i & 1))
			continue;
		buf_addf(out, "%s%s", between, decide_outcome_name((enum decide_outcome)i));
		between = ", ";
	}
	if (decide->verdict.ruling_count) {
		buf_add_text(out, ", ruling by ");
		xml_text(out, decide->verdict.rulings[0].by);
	}
}

static void add_expected(struct buf *out, const struct ir_case *block)
{
	const char *between = "";
	for (size_t i = 0; (i = test_expect_next(block, i)) < TEST_EXPECTS; i++) {
		buf_addf(out, "%s%s", between, test_expect_names[i]);
		between = " or ";
	}
	if (block->expect_by.list.len) {
		struct buf name;
		buf_init(&name, out->mem);
		buf_add_name(&name, block->expect_by.list, block->expect_by.rule);
		buf_add_text(out, " by ");
		xml_text(out, buf_str(&name));
		buf_fini(&name);
	}
}

static void add_failure(struct buf *out, const struct answer_test_case *test)
{
	buf_add_text(out, "<failure message=\"expected ");
	add_expected(out, test->block);
	buf_add_text(out, "\">found ");
	add_outcomes(out, test->decide);
	for (size_t i = 0; i < test->decide->given_count; i++) {
		const struct answer_given *given = &test->decide->givens[i];
		struct buf value;
		buf_init(&value, out->mem);
		buf_add(&value, decide_fact_name(test->decide, given->fact));
		buf_add_text(&value, " = ");
		if (given->is_known)
			decide_add_value(&value, test->decide, given->fact, given->number);
		else
			buf_add_text(&value, "unknown");
		buf_add_char(out, '\n');
		xml_text(out, buf_str(&value));
		buf_fini(&value);
	}
	buf_add_text(out, "</failure>");
}

static void add_testcase(struct buf *out, const struct answer_test_case *test)
{
	const struct ir_place *place = &test->block->place;
	buf_add_text(out, "    <testcase");
	xml_attribute(out, "name", test->block->name);
	xml_attribute(out, "classname", place->source->path);
	xml_attribute(out, "file", place->source->path);
	buf_addf(out, " line=\"%u\">", source_locate(place->source, place->span.start).line);
	if (test->status == TEST_FAILED)
		add_failure(out, test);
	if (test->status == TEST_UNSTATED)
		buf_add_text(out, "<skipped message=\"nothing is expected\"/>");
	if (test->status == TEST_BROKEN) {
		buf_add_text(out, "<error");
		xml_attribute(out, "message",
			      test->trouble.len ? test->trouble : STR("the case has mistakes"));
		buf_add_text(out, "/>");
	}
	buf_add_text(out, "</testcase>\n");
}

static void test_suite(struct emit *e)
{
	const struct answer_test *test = e->answer->test;
	struct buf *out = e->out;
	buf_addf(out,
		 "  <testsuite name=\"tolc test\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
		 "skipped=\"%zu\">\n",
		 test->case_count, test->counts[TEST_FAILED], test->counts[TEST_BROKEN],
		 test->counts[TEST_UNSTATED]);
	for (size_t i = 0; i < test->case_count; i++)
		add_testcase(out, &test->cases[i]);
	buf_add_text(out, "  </testsuite>\n");
}

/* -- tolc check: each diagnostic is a case, and so is the question as a whole -- */

/* Each on a line of its own. */
static void add_detail(struct emit *e, size_t start, struct str detail)
{
	if (detail.len > 0 && e->out->len > start)
		xml_text(e->out, STR("\n"));
	xml_text(e->out, detail);
}

/* The other places, the case that shows it, and what to do about it. */
static void add_details(struct emit *e, struct buf *scratch, const struct diag *diag)
{
	size_t start = e->out->len;
	add_detail(e, start, notes_text(scratch, diag, e->style->language));
	if (diag->example) {
		buf_clear(scratch);
		example_line(scratch, diag->example, e->style->language);
		add_detail(e, start, buf_str(scratch));
	}
	add_detail(e, start, hint_text(scratch, diag, e->style->language));
}

/* What is no error fails nothing, but is shown. */
static void add_verdict(struct emit *e, struct buf *scratch, const struct diag *diag)
{
	struct str message = diag_text(scratch, diag, e->style->language);
	bool fails = diag->severity == SEVERITY_ERROR;
	buf_add_text(e->out, fails ? "<failure" : "<system-out>");
	if (fails) {
		xml_attribute(e->out, "message", message);
		xml_attribute(e->out, "type", str_from(diag_code(diag->id)));
		buf_add_char(e->out, '>');
	} else {
		buf_addf(e->out, "%s: ", severity_name(diag->severity));
		xml_text(e->out, message);
		xml_text(e->out, STR("\n"));
	}
	add_details(e, scratch, diag);
	buf_add_text(e->out, fails ? "</failure>" : "</system-out>");
}

static void add_place(struct buf *out, const struct diag *diag)
{
	if (!diag->source) {
		xml_attribute(out, "name", str_from(diag_code(diag->id)));
		xml_attribute(out, "classname", STR("tolc check"));
		return;
	}
	struct location at = source_locate(diag->source, diag->span.start);
	buf_addf(out, " name=\"%s %u:%u\"", diag_code(diag->id), at.line, at.column);
	xml_attribute(out, "classname", diag->source->path);
	xml_attribute(out, "file", diag->source->path);
	buf_addf(out, " line=\"%u\"", at.line);
}

static void add_diagnostic(struct emit *e, struct buf *scratch, const struct diag *diag)
{
	buf_add_text(e->out, "    <testcase");
	add_place(e->out, diag);
	buf_add_char(e->out, '>');
	add_verdict(e, scratch, diag);
	buf_add_text(e->out, "</testcase>\n");
}

/* A report without cases is taken for one of a run that went wrong. */
static void check_suite(struct emit *e)
{
	const struct diag_list *diags = &e->answer->diags;
	size_t told = 0, errors = 0;
	struct buf scratch;
	buf_init(&scratch, e->out->mem);
	for (size_t i = 0; i < diags->items.count; i++) {
		told += !diags->items.items[i]->suppressed;
		errors += !diags->items.items[i]->suppressed &&
			  diags->items.items[i]->severity == SEVERITY_ERROR;
	}
	buf_addf(e->out,
		 "  <testsuite name=\"tolc check\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
		 "skipped=\"0\">\n",
		 told + 1, errors);
	buf_add_text(e->out, "    <testcase");
	word_count(&scratch, e->style->language, WORD_COUNT_FILES, e->answer->read_files);
	xml_attribute(e->out, "name", buf_str(&scratch));
	buf_add_text(e->out, " classname=\"tolc check\"></testcase>\n");
	for (size_t i = 0; i < diags->items.count; i++)
		if (!diags->items.items[i]->suppressed)
			add_diagnostic(e, &scratch, diags->items.items[i]);
	buf_add_text(e->out, "  </testsuite>\n");
	buf_fini(&scratch);
}

void emit_junit(struct emit *e)
{
	static void (*const suites[ANSWER_KIND_COUNT])(struct emit * e) = {
		[ANSWER_CHECK] = check_suite,
		[ANSWER_DIFF] = junit_diff,
		[ANSWER_TEST] = test_suite,
	};
	buf_add_text(e->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
	suites[e->answer->kind](e);
	buf_add_text(e->out, "</testsuites>\n");
}
