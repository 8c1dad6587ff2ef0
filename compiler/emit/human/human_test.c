/* For people: what became of each case, then how far the cases reach. */
#include "emit/answer_test.h"
#include "emit/enum_word.h"
#include "emit/verdict/decide.h"
#include "emit/human/layout.h"
#include "emit/human/parts.h"

#include "base/text/utf8.h"

struct status_row {
	enum word_id word;
	enum paint paint;
};

static const struct status_row status_rows[] = {
	[TEST_PASSED] = {WORD_TEST_PASSED, PAINT_GOOD},
	[TEST_FAILED] = {WORD_TEST_FAILED, PAINT_ERROR},
	[TEST_UNSTATED] = {WORD_TEST_UNSTATED, PAINT_NOTE},
	[TEST_BROKEN] = {WORD_TEST_BROKEN, PAINT_ERROR},
};

static const enum word_id expect_words[] = {
	[IR_TOLERATED] = WORD_OUTCOME_TOLERATED,
	[IR_BARRED] = WORD_OUTCOME_BARRED,
	[IR_SILENT] = WORD_EXPECT_SILENT,
	[IR_NEEDS_RULING] = WORD_EXPECT_RULING,
};

static const enum word_id outcome_words[] = {
	[DECIDE_TOLERATED] = WORD_OUTCOME_TOLERATED,
	[DECIDE_BARRED] = WORD_OUTCOME_BARRED,
	[DECIDE_SILENT] = WORD_EXPECT_SILENT,
};

static struct str word(const struct emit *e, enum word_id id)
{
	return word_text(e->style->language, id);
}

/* -- what was expected, and what came -- */

static void add_ref(struct buf *out, const struct ir_ref *ref)
{
	if (ref->list.len == 0)
		return;
	buf_add_char(out, ' ');
	name_add(out, ref->list, ref->rule);
}

static void add_expected(struct emit *e, const struct ir_case *block)
{
	struct parts parts;
	parts_init(&parts, e);
	for (size_t i = 0; i < countof(expect_words); i++) {
		if (!(block->expects >> i & 1))
			continue;
		if (parts.text.len)
			buf_add(&parts.text, word(e, WORD_OR));
		buf_add(&parts.text, word(e, expect_words[i]));
	}
	add_ref(&parts.text, &block->expect_by);
	parts_print(&parts, WORD_TEST_EXPECTED);
	parts_init(&parts, e);
	utf8_printable(&parts.text, block->because);
	parts_print(&parts, WORD_TEST_BECAUSE);
}

static void add_outcomes(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	uint8_t alone = decide_outcomes_alone(&decide->verdict);
	for (int i = 0; i < DECIDE_CONFLICT; i++)
		if (alone >> i & 1)
			parts_word(&parts, outcome_words[i], STR_NONE, STR_NONE);
	if (alone && decide_competing(&decide->verdict))
		buf_add(&parts.text, word(e, WORD_COMMA));
	decide_add_conflict(&parts.text, &decide->verdict, e->style->language);
	if (decide->verdict.ruling_count)
		parts_word(&parts,
			   decide->verdict.ruling_certain ? WORD_RULING_BY : WORD_RULING_MAYBE,
			   decide->verdict.rulings[0].by,
			   word(e, why_word(decide->verdict.rulings[0].why)));
	parts_print(&parts, WORD_VERDICT);
}

static void add_firing(struct emit *e, const struct answer_decide *decide)
{
	const struct decide_scenario *scenario = decide->verdict.scenarios;
	struct parts parts;
	struct buf name;
	parts_init(&parts, e);
	buf_init(&name, e->out->mem);
	for (size_t list = 0; decide->verdict.scenario_count && list < decide->list_count; list++) {
		if (!scenario->prevails[list] || scenario->taken[list] == NO_STATE)
			continue;
		const struct answer_state *state = &decide->states[scenario->taken[list]];
		for (size_t i = 0; i < state->text->rule_count; i++) {
			if (!state->in_force[i] || state->text->rules[i].kind >= IR_MITIGATE ||
			    eval_truth(&scenario->lanes, state->compiled->rules[i].fires, 0) !=
				    EVAL_TRUE)
				continue;
			buf_clear(&name);
			buf_add_name(&name, decide->lists[list].name, state->text->rules[i].name);
			parts_word(&parts, WORD_IDENTITY, buf_str(&name), STR_NONE);
		}
	}
	parts_print(&parts, WORD_RULES);
	buf_fini(&name);
}

/* Values as the case gives them. */
static void add_givens(struct emit *e, const struct answer_decide *decide)
{
	struct parts parts;
	struct buf value;
	parts_init(&parts, e);
	buf_init(&value, e->out->mem);
	for (size_t i = 0; i < decide->given_count; i++) {
		const struct answer_given *given = &decide->givens[i];
		buf_clear(&value);
		if (given->is_known)
			decide_show_value(&value, decide, given->fact, given->number,
					  e->style->language);
		else
			buf_add(&value, word(e, WORD_UNKNOWN));
		parts_word(&parts, WORD_IS,
			   decide_fact_shown(decide, given->fact, e->style->language),
			   buf_str(&value));
	}
	parts_print(&parts, WORD_TEST_FACTS);
	buf_fini(&value);
}

static void add_details(struct emit *e, const struct answer_test_case *test)
{
	struct parts parts;
	parts_init(&parts, e);
	utf8_printable(&parts.text, test->trouble);
	parts_print(&parts, WORD_ERROR);
	if (!test->decide)
		return;
	add_expected(e, test->block);
	add_outcomes(e, test->decide);
	add_firing(e, test->decide);
	add_givens(e, test->decide);
	parts_init(&parts, e);
	utf8_printable(&parts.text, test->block->outcome);
	parts_print(&parts, WORD_PUBLISHED);
}

static void add_case(struct emit *e, const struct answer_test_case *test)
{
	const struct status_row *row = &status_rows[test->status];
	const struct ir_place *place = &test->block->place;
	emit_paint(e, row->paint);
	buf_add(e->out, word(e, row->word));
	emit_paint(e, PAINT_NONE);
	buf_add_text(e->out, "  ");
	emit_text(e, test->block->name);
	buf_add_text(e->out, "  ");
	emit_path(e, place->source->path);
	buf_addf(e->out, ":%u\n", source_locate(place->source, place->span.start).line);
	if (test->status == TEST_FAILED || test->status == TEST_BROKEN || e->style->verbosity > 0)
		add_details(e, test);
}

/* -- coverage -- */

static void add_coverage_row(struct table *table, struct emit *e, const struct answer_coverage *row)
{
	struct buf name, count;
	struct day day;
	buf_init(&name, e->out->mem);
	buf_init(&count, e->out->mem);
	buf_add_text(&name, row->except ? "    " : row->rule ? "  " : "");
	buf_add(&name, row->except ? row->except->name : row->rule ? row->rule->name : row->list);
	buf_add_int(&count, (int64_t)row->cases);
	table_add(table, buf_str(&count), row->cases ? "" : paint_code(e, PAINT_WARNING));
	table_add(table, buf_str(&name), "");
	table_add(table, row->rule ? STR("") : day_text(&day, row->effective), "");
	buf_fini(&name);
	buf_fini(&count);
}

static void add_coverage(struct emit *e, const struct answer_test *test)
{
	struct table table;
	table_init(&table, e->out->mem, 3);
	for (size_t i = 0; i < test->coverage_count; i++)
		add_coverage_row(&table, e, &test->coverage[i]);
	buf_add_char(e->out, '\n');
	table_print(e->out, &table, 2, e->style->columns);
	table_fini(&table);
}

static void add_percent(struct emit *e, enum word_id word, size_t percent)
{
	struct buf number;
	buf_init(&number, e->out->mem);
	buf_add_int(&number, (int64_t)percent);
	emit_word(e, word, ARGS(buf_str(&number)));
	buf_fini(&number);
}

/* How much was reached, and whether that is less than was asked for. */
static void add_share(struct emit *e, const struct answer_test *test)
{
	emit_counts(e, 0, WORD_TEST_COVERED, test->covered, test->coverable);
	if (test->coverable)
		add_percent(e, WORD_TEST_SHARE, test->covered * 100 / test->coverable);
	if (test->fail_under >= 0 &&
	    test->covered * 100 < (size_t)test->fail_under * test->coverable)
		add_percent(e, WORD_TEST_UNDER, (size_t)test->fail_under);
	buf_add_char(e->out, '\n');
}

static void add_totals(struct emit *e, const struct answer_test *test)
{
	struct buf numbers[TEST_STATUS_COUNT];
	for (size_t i = 0; i < TEST_STATUS_COUNT; i++) {
		buf_init(&numbers[i], e->out->mem);
		buf_add_int(&numbers[i], (int64_t)test->counts[i]);
	}
	emit_word(e, WORD_TEST_TOTALS,
		  ARGS(buf_str(&numbers[TEST_PASSED]), buf_str(&numbers[TEST_FAILED]),
		       buf_str(&numbers[TEST_UNSTATED]), buf_str(&numbers[TEST_BROKEN])));
	buf_add_char(e->out, '\n');
	for (size_t i = 0; i < TEST_STATUS_COUNT; i++)
		buf_fini(&numbers[i]);
	if (test->coverage_count)
		add_share(e, test);
	if (test->case_count == 0) {
		emit_word(e, WORD_TEST_NO_CASE, NO_ARGS);
		buf_add_char(e->out, '\n');
	}
}

void human_test(struct emit *e)
{
	const struct answer_test *test = e->answer->test;
	for (size_t i = 0; i < test->case_count; i++)
		if (test->cases[i].status != TEST_PASSED || e->style->verbosity >= 0)
			add_case(e, &test->cases[i]);
	if (test->wants_coverage)
		add_coverage(e, test);
	if (e->style->verbosity >= 0)
		add_totals(e, test);
}

/* status, case, place; then of the coverage: "reached", cases, list, version, rule, exception */
void short_test(struct emit *e)
{
	static const char *const statuses[] = {"passed", "failed", "unstated", "broken"};
	const struct answer_test *test = e->answer->test;
	for (size_t i = 0; i < test->case_count; i++) {
		const struct ir_place *place = &test->cases[i].block->place;
		buf_addf(e->out, "%s\t", statuses[test->cases[i].status]);
		emit_text(e, test->cases[i].block->name);
		buf_add_char(e->out, '\t');
		emit_path(e, place->source->path);
		buf_addf(e->out, ":%u\n", source_locate(place->source, place->span.start).line);
	}
	for (size_t i = 0; test->wants_coverage && i < test->coverage_count; i++) {
		const struct answer_coverage *row = &test->coverage[i];
		struct day day;
		buf_addf(e->out, "reached\t%zu\t", row->cases);
		emit_text(e, row->list);
		buf_add_char(e->out, '\t');
		buf_add(e->out, day_text(&day, row->effective));
		buf_add_char(e->out, '\t');
		emit_text(e, row->rule ? row->rule->name : STR("-"));
		buf_add_char(e->out, '\t');
		emit_text(e, row->except ? row->except->name : STR("-"));
		buf_add_char(e->out, '\n');
	}
}
