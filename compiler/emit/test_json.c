/* What became of case blocks, as JSON and as a JUnit report. */
#include "emit/answer_test.h"
#include "emit/decide.h"
#include "emit/results.h"

#include "base/utf8.h"

static const char *const status_names[] = {"passed", "failed", "unstated", "broken"};
static const char *const expect_names[] = {"tolerated", "barred", "silent", "needs_ruling"};

/* The first one from a place on that is expected; countof(expect_names): none. */
static size_t expect_next(const struct ir_case *block, size_t from)
{
	while (from < countof(expect_names) && !(block->expects >> from & 1))
		from++;
	return from;
}

size_t test_results(const struct answer *answer)
{
	return answer->test->case_count + answer->test->coverage_count;
}

/* -- JSON -- */

static void member_ref(struct json *json, const char *key, const struct ir_ref *ref)
{
	struct buf name;
	buf_init(&name, json->out->mem);
	buf_add(&name, ref->list);
	if (ref->rule.len) {
		buf_add_char(&name, '/');
		buf_add(&name, ref->rule);
	}
	json_member_or_null(json, key, buf_str(&name));
	buf_fini(&name);
}

static void add_expected(struct json *json, const struct ir_case *block)
{
	if (!block->expects) {
		json_member_null(json, "expected");
		return;
	}
	json_key(json, "expected");
	json_object(json);
	bool several = (block->expects & (block->expects - 1)) != 0;
	json_member_or_null(json, "outcome",
			    several ? STR_NONE : str_from(expect_names[expect_next(block, 0)]));
	json_key(json, "outcomes");
	json_array(json);
	for (size_t i = 0; (i = expect_next(block, i)) < countof(expect_names); i++)
		json_str(json, str_from(expect_names[i]));
	json_array_end(json);
	member_ref(json, "by", &block->expect_by);
	json_member_or_null(json, "because", block->because);
	json_object_end(json);
}

static void add_case(struct json *json, const struct answer_test_case *test)
{
	const struct ir_place *place = &test->block->place;
	json_object(json);
	json_member(json, "case", test->block->name);
	json_member_or_null(json, "title", test->block->title);
	json_text(json, "status", status_names[test->status]);
	json_member(json, "path", place->source->path);
	json_member_count(json, "line", source_locate(place->source, place->span.start).line);
	json_member_or_null(json, "published_outcome", test->block->outcome);
	add_expected(json, test->block);
	json_member_or_null(json, "trouble", test->trouble);
	json_member_bool(json, "wrong_rule", test->wrong_rule);
	if (test->decide)
		json_verdict(json, test->decide);
	else
		json_member_null(json, "verdict");
	json_object_end(json);
}

static void add_coverage(struct json *json, const struct answer_coverage *row)
{
	json_object(json);
	json_key(json, "coverage");
	json_object(json);
	json_member(json, "list", row->list);
	json_member_date(json, "effective", row->effective);
	json_member_or_null(json, "rule", row->rule ? row->rule->name : STR_NONE);
	json_member_or_null(json, "exception", row->except ? row->except->name : STR_NONE);
	json_member_int(json, "cases", (int64_t)row->cases);
	json_object_end(json);
	json_object_end(json);
}

RESULT(test_result)
{
	const struct answer_test *test = answer->test;
	(void)language;
	if (index < test->case_count)
		add_case(json, &test->cases[index]);
	else
		add_coverage(json, &test->coverage[index - test->case_count]);
}

/* -- JUnit -- */

/* What XML cannot hold is made visible first; so are bytes that are no UTF-8. */
static void add_escaped(struct buf *out, struct str text)
{
	struct buf printable;
	buf_init(&printable, out->mem);
	utf8_printable(&printable, text);
	for (size_t i = 0; i < printable.len; i++) {
		char c = printable.ptr[i];
		if (c == '<' || c == '>' || c == '&' || c == '"')
			buf_addf(out, "&#%d;", c);
		else
			buf_add_char(out, c);
	}
	buf_fini(&printable);
}

static void add_attribute(struct buf *out, const char *name, struct str value)
{
	buf_addf(out, " %s=\"", name);
	add_escaped(out, value);
	buf_add_char(out, '"');
}

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
		add_escaped(out, decide->verdict.rulings[0].by);
	}
}

static void add_failure(struct buf *out, const struct answer_test_case *test)
{
	const struct ir_case *block = test->block;
	buf_add_text(out, "<failure message=\"expected ");
	const char *between = "";
	for (size_t i = 0; (i = expect_next(block, i)) < countof(expect_names); i++) {
		buf_addf(out, "%s%s", between, expect_names[i]);
		between = " or ";
	}
	if (block->expect_by.list.len) {
		buf_add_text(out, " by ");
		add_escaped(out, block->expect_by.list);
		if (block->expect_by.rule.len)
			buf_add_char(out, '/');
		add_escaped(out, block->expect_by.rule);
	}
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
		add_escaped(out, buf_str(&value));
		buf_fini(&value);
	}
	buf_add_text(out, "</failure>");
}

static void add_testcase(struct buf *out, const struct answer_test_case *test)
{
	const struct ir_place *place = &test->block->place;
	buf_add_text(out, "    <testcase");
	add_attribute(out, "name", test->block->name);
	add_attribute(out, "classname", place->source->path);
	add_attribute(out, "file", place->source->path);
	buf_addf(out, " line=\"%u\">", source_locate(place->source, place->span.start).line);
	if (test->status == TEST_FAILED)
		add_failure(out, test);
	if (test->status == TEST_UNSTATED)
		buf_add_text(out, "<skipped message=\"nothing is expected\"/>");
	if (test->status == TEST_BROKEN) {
		buf_add_text(out, "<error");
		add_attribute(out, "message",
			      test->trouble.len ? test->trouble : STR("the case has mistakes"));
		buf_add_text(out, "/>");
	}
	buf_add_text(out, "</testcase>\n");
}

void emit_junit(struct emit *e)
{
	const struct answer_test *test = e->answer->test;
	struct buf *out = e->out;
	buf_add_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
	buf_addf(out,
		 "  <testsuite name=\"tolc test\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" "
		 "skipped=\"%zu\">\n",
		 test->case_count, test->counts[TEST_FAILED], test->counts[TEST_BROKEN],
		 test->counts[TEST_UNSTATED]);
	for (size_t i = 0; i < test->case_count; i++)
		add_testcase(out, &test->cases[i]);
	buf_add_text(out, "  </testsuite>\n</testsuites>\n");
}
