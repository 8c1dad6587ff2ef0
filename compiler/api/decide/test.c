/* tolc test: case blocks of the files as they stand, decided on the record and the files as they stand. */
#include "api/decide/coverage.h"
#include "api/text/work.h"

struct testing {
	struct deciding_record *record;
	struct answer_test *out;
	struct coverage coverage;
	struct tol_answer *read; /* what the files say */
	struct arena *arena;
	bool told_nameless; /* that a text could not be read */
};

/* -- expectations -- */

static bool is_called(const struct ir_rule *rule, struct str name)
{
	for (size_t i = 0; i < rule->formerly.count; i++)
		if (str_equal(rule->formerly.items[i], name))
			return true;
	return str_equal(rule->name, name);
}

static bool decides_in(const struct answer_decide *decide, const struct decide_scenario *scenario,
		       const struct ir_ref *wanted)
{
	for (size_t list = 0; list < decide->list_count; list++) {
		if (!scenario->prevails[list] || scenario->taken[list] == NO_STATE ||
		    !str_equal(decide->lists[list].name, wanted->list))
			continue;
		if (wanted->rule.len == 0)
			return true;
		const struct answer_state *state = &decide->states[scenario->taken[list]];
		for (size_t i = 0; i < state->text->rule_count; i++)
			if (state->in_force[i] &&
			    is_called(&state->text->rules[i], wanted->rule) &&
			    eval_truth(&scenario->lanes, state->compiled->rules[i].fires, 0) ==
				    EVAL_TRUE)
				return true;
	}
	return false;
}

/* In one of the ways in which the case may come out. */
static bool rule_decides(const struct answer_decide *decide, const struct ir_ref *wanted)
{
	for (size_t i = 0; i < decide->verdict.scenario_count; i++)
		if (decides_in(decide, &decide->verdict.scenarios[i], wanted))
			return true;
	return false;
}

/* What is expected is all that may come out. A ruling by itself is one that is needed for certain;
 * beside outcomes, one that may be. Where norms clash the outcomes that compete may come out. */
static bool outcome_expected(const struct decide_verdict *verdict, uint8_t expects)
{
	static const uint8_t bits[] = {
		[IR_TOLERATED] = 1u << DECIDE_TOLERATED,
		[IR_BARRED] = 1u << DECIDE_BARRED,
		[IR_SILENT] = 1u << DECIDE_SILENT,
	};
	uint8_t outcomes = verdict->outcomes & (uint8_t)~(1u << DECIDE_CONFLICT), wanted = 0;
	bool ruling = expects >> IR_NEEDS_RULING & 1;
	if (expects == 1u << IR_NEEDS_RULING)
		return verdict->ruling_certain;
	for (size_t i = 0; i < countof(bits); i++)
		if (expects >> i & 1)
			wanted |= bits[i];
	return outcomes == wanted && ruling == (verdict->ruling_count > 0);
}

static void compare(struct answer_test_case *test)
{
	const struct ir_case *block = test->block;
	if (!block->expects) {
		test->status = TEST_UNSTATED;
		return;
	}
	test->status = TEST_FAILED;
	if (!outcome_expected(&test->decide->verdict, block->expects))
		return;
	test->wrong_rule = block->expect_by.list.len > 0 &&
			   !rule_decides(test->decide, &block->expect_by);
	if (!test->wrong_rule)
		test->status = TEST_PASSED;
}

/* -- a case -- */

/* Of one text nobody could read it is told once, if a case has a day on which it may count. */
static void tell_nameless(struct testing *testing, const struct ir_case *block)
{
	struct asking *asking = testing->record->asking;
	struct case_input input;
	int32_t days[PLAN_DAYS];
	if (testing->told_nameless || !block->readable)
		return;
	case_from_block(&input, block);
	plan_days(days, &input, asking->answer->answer.today);
	testing->told_nameless = asking_tell_nameless(asking, days, PLAN_DAYS);
}

static int test_case(struct testing *testing, const struct ir_case *block)
{
	struct answer_test *out = testing->out;
	struct answer_test_case *test = &out->cases[out->case_count++];
	*test = (struct answer_test_case){.block = block, .status = TEST_BROKEN};
	int status = TOL_OK;
	if (block->readable)
		status = deciding_outcomes(&test->decide, &test->trouble, testing->record, block);
	else
		test->trouble = program_mistake(testing->read, &block->place, 0);
	tell_nameless(testing, block);
	if (test->decide) {
		compare(test);
		coverage_count(&testing->coverage, test->decide);
	}
	out->counts[test->status]++;
	return status;
}

static int test_cases(struct testing *testing, const struct program *program)
{
	size_t most = 0;
	int status = TOL_OK;
	for (size_t i = 0; i < program->count; i++)
		most += program->checked[i].case_count;
	testing->out->cases = ARENA_ARRAY(testing->arena, struct answer_test_case, most);
	for (size_t i = 0; i < program->count; i++) {
		const struct ir_unit *unit = &program->checked[i];
		for (size_t k = 0; k < unit->case_count && status == TOL_OK; k++)
			if (program->files[i].wanted)
				status = test_case(testing, &unit->cases[k]);
	}
	return status;
}

/* -- the question -- */

static void fill_options(struct tol_test_options *out, const struct tol_test_options *given)
{
	struct tol_test_options defaults = TOL_TEST_OPTIONS_INIT;
	*out = defaults;
	if (given)
		memcpy(out, given, given->size < sizeof(*out) ? given->size : sizeof(*out));
}

static int run_tests(struct asking *asking, const struct program *program,
		     const struct tol_test_options *options)
{
	struct answer *answer = &asking->answer->answer;
	struct testing testing = {.read = program->answer, .arena = &asking->answer->arena};
	testing.out = answer->test = ARENA_NEW(testing.arena, struct answer_test);
	testing.out->fail_under = options->fail_under;
	testing.out->wants_coverage = options->coverage;
	int status = deciding_open(&testing.record, asking);
	coverage_init(&testing.coverage, testing.record);
	if (status == TOL_OK)
		status = test_cases(&testing, program);
	if (status == TOL_OK && (options->coverage || options->fail_under >= 0))
		status = coverage_report(&testing.coverage, testing.out);
	coverage_fini(&testing.coverage);
	return status;
}

static void read_free(void *data)
{
	tol_answer_free(data);
}

/* What the files declare is kept in an answer of its own. */
static int read_program(struct program **out, struct tol_session *session,
			const struct tol_test_options *options)
{
	struct selection_options wanted = {
		.paths = options->paths, .path_count = options->path_count, .whole = true};
	int status = work_program(out, session, &wanted);
	if (status != TOL_OK)
		return status;
	program_make(*out, TOL_STAGE_CHECK);
	program_keep(*out, (*out)->answer);
	return TOL_OK;
}

static int test(struct tol_answer **out, struct tol_session *session, const void *data)
{
	struct tol_record_options record = TOL_RECORD_OPTIONS_INIT;
	struct tol_test_options options;
	struct program *program;
	struct asking asking;
	fill_options(&options, data);
	record.revision = options.revision;
	record.known_at = options.known_at;
	record.worktree = !options.revision && options.known_at == TOL_NO_TIME;
	int status = read_program(&program, session, &options);
	if (status != TOL_OK)
		return status;
	status = asking_begin(&asking, session, ANSWER_TEST, &record, HISTORY_IN_FORCE);
	if (status != TOL_OK) {
		tol_answer_free(program->answer);
		return status;
	}
	answer_names(asking.answer, options.paths, options.path_count);
	answer_hold(asking.answer, read_free, program->answer);
	status = run_tests(&asking, program, &options);
	return status == TOL_OK ? asking_end(&asking, out) : asking_fail(&asking, status);
}

int tol_test(struct tol_answer **out, struct tol_session *session,
	     const struct tol_test_options *options)
{
	return session_ask(out, session, test, options);
}
