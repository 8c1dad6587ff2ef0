/* One case: its plan, what is given, evaluated and held against each other. */
#include "api/decide/deciding.h"

/* -- the record -- */

static void record_free(void *data)
{
	struct deciding_record *record = data;
	loader_fini(&record->loader);
}

int deciding_open(struct deciding_record **out, struct asking *asking)
{
	struct deciding_record *record = ARENA_NEW(&asking->answer->arena, struct deciding_record);
	record->asking = asking;
	record->arena = &asking->answer->arena;
	loader_init(&record->loader, asking);
	answer_hold(asking->answer, record_free, record);
	record->clock = asking_clock(asking);
	int status = loader_add_declaring(&record->loader, &record->declaring);
	if (status == TOL_OK && record->declaring)
		load_tree_link(record->declaring);
	*out = record;
	return status;
}

/* -- the answer -- */

static void out_states(struct deciding *d)
{
	struct answer_decide *out = d->out;
	out->states = ARENA_ARRAY(d->arena, struct answer_state, d->plan->states.count);
	out->state_count = d->plan->states.count;
	for (uint32_t i = 0; i < d->plan->states.count; i++) {
		const struct deciding_state *state = &d->plan->states.items[i];
		struct answer_state *to = &out->states[i];
		*to = (struct answer_state){.day = state->day,
					    .text_index = state->text,
					    .text = d->plan->given.states[i].list,
					    .in_force = state->in_force,
					    .compiled = decide_compiled(d->plan->play, i)};
		for (uint32_t k = 0; k < d->plan->lists.count; k++)
			if (d->plan->lists.items[k].number == state->list)
				to->list = k;
		asking_window(d->asking, &to->window, state->list, state->window);
	}
}

static struct str list_doubt(struct deciding *d, const struct deciding_list *list)
{
	return list->doubt ? asking_doubt(d->asking, list->number, list->doubt)
			   : d->plan->record->clock;
}

static struct str newest_title(struct deciding *d, uint32_t list)
{
	struct history_view *view = d->asking->view;
	const struct timeline *timeline = view_timeline(view, list);
	for (size_t i = timeline->window_count; i-- > 0;)
		if (window_answers(&timeline->windows[i]))
			return asking_text(
				d->asking,
				view_text(view, list, timeline->windows[i].entry).text->title);
	return STR_NONE;
}

static void out_lists(struct deciding *d)
{
	struct answer_decide *out = d->out;
	out->lists = ARENA_ARRAY(d->arena, struct answer_in_play, d->plan->lists.count);
	out->list_count = d->plan->lists.count;
	for (size_t i = 0; i < d->plan->lists.count; i++)
		out->lists[i] = (struct answer_in_play){
			.name = d->plan->given.lists[i].name,
			.title = newest_title(d, d->plan->lists.items[i].number),
			.issuer = d->plan->lists.items[i].issuer,
			.states = &d->plan->given.lists[i],
			.procedure = d->plan->lists.items[i].accountable,
			.at_decision = d->plan->lists.items[i].at_decision,
			.uncertain = list_doubt(d, &d->plan->lists.items[i]),
		};
}

static struct str *chain_titles(const struct deciding *d)
{
	struct str *titles = ARENA_ARRAY(d->arena, struct str, d->plan->chain_count);
	const struct ir_authority *at = d->plan->subject;
	for (size_t i = 0; at; at = at->parent)
		titles[i++] = at->title;
	return titles;
}

static void out_case(struct deciding *d)
{
	const struct case_input *input = d->input;
	struct answer_decide *out = d->out;
	out->name = asking_text(d->asking, input->name);
	out->subject = d->plan->subject->name;
	out->subject_title = d->plan->subject->title;
	out->organ = d->plan->organ->name;
	out->organ_title = d->plan->organ->title;
	out->chain_titles = chain_titles(d);
	out->conduct_from = input->conduct_from;
	out->conduct_to = input->conduct_to;
	out->accountable = input->accountable;
	out->decided = input->decided;
	out->closed = input->closed;
	out->published = asking_text(d->asking, input->published);
	out->source = asking_text(d->asking, input->source);
	out->made_up = input->made_up;
	out->title = asking_text(d->asking, input->title);
}

/* Made up: a rule that fires in a list that prevails; or the case itself. */
static bool rests_on_illustrative(const struct answer_decide *out)
{
	bool found = out->made_up;
	for (size_t i = 0; i < out->verdict.scenario_count; i++) {
		const struct decide_scenario *scenario = &out->verdict.scenarios[i];
		for (size_t one = 0; one < out->state_count; one++) {
			const struct answer_state *state = &out->states[one];
			if (!scenario->speaks[one])
				continue;
			for (size_t k = 0; k < state->text->rule_count; k++)
				found |= state->text->rules[k].clause.provenance == IR_ILLUSTRATIVE &&
					 state->in_force[k] &&
					 eval_truth(&scenario->lanes, state->compiled->rules[k].fires,
						    0) == EVAL_TRUE;
		}
	}
	return found;
}

static bool lacks_decision_day(const struct answer_decide *out)
{
	if (out->decided != DATE_NONE || out->closed != DATE_NONE)
		return false;
	bool is_open = out->verdict.outcomes & (out->verdict.outcomes - 1);
	for (uint32_t i = 0; i < out->state_count; i++)
		if (out->verdict.in_play[i] && out->states[i].text->transition_at == IR_DECISION &&
		    (is_open || decide_rests_on(&out->verdict, out->states[i].list, i)))
			return true;
	return false;
}

static void rely(struct deciding *d)
{
	struct answer_decide *out = d->out;
	bool *is_given = ARENA_ARRAY(d->arena, bool, d->plan->facts.facts.count);
	for (size_t i = 0; i < out->given_count; i++)
		is_given[out->givens[i].fact] = out->givens[i].is_known;
	for (int reach = 0; reach < DECIDE_REACHES; reach++)
		decide_rely(&out->relies[reach], d->arena, out->play, &out->verdict, is_given,
			    (enum decide_reach)reach);
}

/* What was said to be unknown is not asked again. */
static uint32_t next_question(struct deciding *d)
{
	const struct answer_decide *out = d->out;
	bool *skip = ARENA_ARRAY(d->arena, bool, d->plan->facts.facts.count);
	for (size_t i = 0; i < out->given_count; i++)
		skip[out->givens[i].fact] = true;
	for (size_t i = 0; i < d->plan->facts.facts.count; i++)
		skip[i] |= d->plan->facts.facts.items[i].newest == NULL;
	return decide_next_question(d->plan->play, &d->given, skip);
}

/* What people call a choice: its label, or else another name of it. */
static void out_question(struct deciding *d, const struct ir_fact *fact)
{
	struct answer_decide *out = d->out;
	out->question_text = asking_text(d->asking, fact->question);
	out->question_labels = ARENA_ARRAY(d->arena, struct str, fact->choice_count);
	for (size_t i = 0; i < fact->choice_count; i++) {
		const struct ir_choice *choice = &fact->choices[i];
		if (choice->label.len || choice->aliases.count)
			out->question_labels[i] = asking_text(
				d->asking, choice->label.len ? choice->label : choice->aliases.items[0]);
	}
}

static void decide(struct deciding *d, const struct decide_options *options)
{
	struct answer_decide *out = d->out;
	out->facts = &d->plan->facts;
	out->play = d->plan->play;
	out->given = &d->given;
	out->question = NO_FACT;
	decide_run(&out->verdict, d->plan->play, &d->given, options);
	if (!options || !options->only_outcomes)
		out->question = next_question(d);
	if (out->question != NO_FACT)
		out_question(d, d->plan->facts.facts.items[out->question].newest);
	out->illustrative = rests_on_illustrative(out);
	out->lacks_decision_day = lacks_decision_day(out);
	rely(d);
}

/* Norms are weighed by the law of the day on which the case is decided; while that is not said, of
 * the day on which accountability started. Nothing is applied that came after it was closed. */
static int32_t law_day(const struct case_input *input)
{
	int32_t day = input->decided != DATE_NONE  ? input->decided
		      : input->closed != DATE_NONE ? input->closed
						   : input->accountable;
	return input->closed != DATE_NONE && input->closed < day ? input->closed : day;
}

int deciding_case(struct answer_decide **out, struct deciding_record *record,
		  const struct case_input *input, const struct decide_options *options)
{
	struct arena *arena = record->arena;
	struct plan_wanted wanted = {
		.subject = input->subject, .organ = input->organ, .blocks = input->blocks};
	struct deciding *d = ARENA_NEW(arena, struct deciding);
	*d = (struct deciding){.asking = record->asking, .arena = arena, .input = input};
	int status = case_check(record->asking->session, input);
	if (status != TOL_OK)
		return status;
	plan_days(wanted.days, input, d->asking->answer->answer.today);
	status = plan_make(&d->plan, record, arena, &wanted);
	if (status != TOL_OK)
		return status;
	/* What was compiled is shown when the answer is rendered. */
	answer_hold(d->asking->answer, plan_free, d->plan);
	*out = d->out = ARENA_NEW(arena, struct answer_decide);
	d->given = d->plan->given;
	d->given.law_day = law_day(input);
	status = bind_facts(d);
	if (status != TOL_OK)
		return status;
	out_states(d);
	out_lists(d);
	out_case(d);
	decide(d, options);
	d->input = NULL;
	return TOL_OK;
}

int deciding_outcomes(const struct answer_decide **out, struct str *trouble,
		      struct deciding_record *record, const struct ir_case *block)
{
	static const struct decide_options outcomes = {.only_outcomes = true};
	struct tol_session *session = record->asking->session;
	struct answer_decide *decided;
	struct case_input input;
	case_from_block(&input, block);
	int status = deciding_case(&decided, record, &input, &outcomes);
	*out = status == TOL_OK ? decided : NULL;
	if (status != TOL_EUSAGE)
		return status;
	if (trouble)
		*trouble = arena_str(record->arena, buf_str(&session->error));
	buf_clear(&session->error);
	buf_clear(&session->hint);
	return TOL_OK;
}
