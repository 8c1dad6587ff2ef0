/* What became of case blocks, as JSON. */
#include "emit/answer_test.h"
#include "emit/verdict/decide.h"
#include "emit/machine/results.h"

static const char *const status_names[] = {"passed", "failed", "unstated", "broken"};
const char *const test_expect_names[TEST_EXPECTS] = {"tolerated", "barred", "silent",
						      "needs_ruling"};

size_t test_expect_next(const struct ir_case *block, size_t from)
{
	while (from < TEST_EXPECTS && !(block->expects >> from & 1))
		from++;
	return from;
}

size_t test_results(const struct answer *answer)
{
	return answer->test->case_count + answer->test->coverage_count;
}

/* -- JSON -- */

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
			    several ? STR_NONE : str_from(test_expect_names[test_expect_next(block, 0)]));
	json_key(json, "outcomes");
	json_array(json);
	for (size_t i = 0; (i = test_expect_next(block, i)) < TEST_EXPECTS; i++)
		json_str(json, str_from(test_expect_names[i]));
	json_array_end(json);
	json_member_name(json, "by", block->expect_by.list, block->expect_by.rule);
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
