/* What a case gives becomes values of joint facts, and these the columns that conditions are run on. */
#include "api/decide/deciding.h"

#include "base/text/numeral.h"

#include "ir/ir.h"

static const struct eval_fact *fact_at(const struct given_facts *b, uint32_t fact)
{
	return &b->plan->facts.facts.items[fact];
}

static void give(struct given_facts *b, uint32_t fact, bool is_known, int64_t number)
{
	b->is_given[fact] = true;
	b->givens[fact] = (struct answer_given){fact, is_known, number};
}

/* -- a case block -- */

static int64_t joint_set(const struct eval_fact *joint, const struct ir_fact *own, uint64_t bits)
{
	uint64_t set = 0;
	for (size_t i = 0; i < own->choice_count; i++) {
		uint32_t choice = eval_choice_of(joint, &own->choices[i]);
		if (bits >> i & 1 && choice < EVAL_CHOICES_MAX)
			set |= UINT64_C(1) << choice;
	}
	return (int64_t)set;
}

static int64_t joint_value(const struct eval_fact *joint, const struct ir_given *given)
{
	const struct ir_fact *own = given->fact;
	if (own->type == IR_CHOICE)
		return eval_choice_of(joint, &own->choices[given->value.number]);
	if (own->type == IR_SET)
		return joint_set(joint, own, (uint64_t)given->value.number);
	return given->value.number;
}

/* Its facts were added to the joint ones before. */
static void bind_block(struct given_facts *b, const struct ir_case *block)
{
	for (size_t i = 0; i < block->given_count; i++) {
		const struct ir_given *given = &block->givens[i];
		uint32_t fact = eval_facts_find(&b->plan->facts, given->fact);
		give(b, fact, given->value.known, joint_value(fact_at(b, fact), given));
	}
}

/* -- arguments -- */

static int fail_fact(struct given_facts *b, struct str name)
{
	struct deciding_plan *p = b->plan;
	struct str nearest = STR_NONE;
	unsigned limit = 3;
	for (size_t i = 0; i < p->facts.by_name.count; i++) {
		struct str other = p->facts.by_name.entries[i].key;
		unsigned distance = str_distance(name, other, limit);
		if (distance > limit || distance >= other.len)
			continue;
		nearest = other;
		limit = distance ? distance - 1 : 0;
	}
	return session_fail(p->asking->session, TOL_EUSAGE, DIAG_FACT_UNKNOWN, ARGS(name),
			    nearest.ptr ? HINT_DID_YOU_MEAN : HINT_FACTS_KNOWN, ARGS(nearest));
}

/* The hint ends in the choices there are: all of them, where an argument would be cut. */
static int fail_choice(struct given_facts *b, const struct eval_fact *fact, struct str choice)
{
	struct tol_session *session = b->plan->asking->session;
	int status = session_fail(session, TOL_EUSAGE, DIAG_CHOICE_UNKNOWN,
				  ARGS(choice, eval_fact_name(fact)), HINT_VALUES, ARGS(STR("")));
	for (size_t i = 0; i < fact->choices.count; i++) {
		if (i)
			buf_add_text(&session->hint,
				     session->language == LANGUAGE_ZH ? "、" : ", ");
		buf_add(&session->hint, fact->choices.items[i]);
	}
	return status;
}

static int fail_value(struct given_facts *b, const struct eval_fact *fact, enum value_status status,
		      struct str text, struct str choice)
{
	static const enum hint_id hints[] = {
		[IR_BOOL] = HINT_GIVE_BOOL,    [IR_MONEY] = HINT_WRITE_MONEY,
		[IR_COUNT] = HINT_WRITE_COUNT, [IR_DATE] = HINT_DATE_FORM,
		[IR_CHOICE] = HINT_NONE,       [IR_SET] = HINT_NONE,
	};
	struct tol_session *session = b->plan->asking->session;
	struct str name = eval_fact_name(fact);
	if (status == VALUE_TOO_LARGE)
		return session_fail(session, TOL_EUSAGE, DIAG_NUMBER_LARGE, ARGS(text), HINT_NONE,
				    NO_ARGS);
	if (status == VALUE_TOO_FINE)
		return session_fail(session, TOL_EUSAGE, DIAG_MONEY_FINE, ARGS(text), HINT_NONE,
				    NO_ARGS);
	if (status == VALUE_NO_CHOICE)
		return fail_choice(b, fact, choice);
	struct diag_args wrong = ARGS(text, name, type_spelling(fact->type, session->language));
	struct buf meant;
	buf_init(&meant, &session->mem);
	bool known = fact->type == IR_MONEY && amount_meant(&meant, text);
	int failed = session_fail(session, TOL_EUSAGE, DIAG_TYPE_WRONG, wrong,
				  known ? HINT_WORDS_GLUED : hints[fact->type],
				  ARGS(buf_str(&meant)));
	buf_fini(&meant);
	return failed;
}

/* What cannot be read as a type is taken for one of yes and no. */
static bool lacks_type(const struct ir_fact *fact)
{
	return fact->broken && fact->type == IR_BOOL;
}

int given_named(struct given_facts *b, uint32_t *out, struct str name)
{
	*out = eval_facts_named(&b->plan->facts, name);
	if (*out == NO_FACT || !fact_at(b, *out)->newest)
		return fail_fact(b, name);
	return lacks_type(fact_at(b, *out)->newest)
		       ? session_fail(b->plan->asking->session, TOL_EUSAGE, DIAG_FACT_UNKNOWN,
				      ARGS(name), HINT_FACT_UNTYPED, NO_ARGS)
		       : TOL_OK;
}

int given_value(struct given_facts *b, uint32_t index, struct str text)
{
	const struct eval_fact *fact = fact_at(b, index);
	struct str choice;
	int64_t number = 0;
	enum value_status status = value_parse(&number, &choice, fact, text);
	if (status > VALUE_UNKNOWN)
		return fail_value(b, fact, status, text, choice);
	give(b, index, status == VALUE_GOOD, number);
	return TOL_OK;
}

void given_unknown(struct given_facts *b, uint32_t index)
{
	give(b, index, false, 0);
}

/* said: by fact, which were given by an argument before. */
static int bind_set(struct given_facts *b, bool *said, const char *argument)
{
	struct tol_session *session = b->plan->asking->session;
	const char *equals = strchr(argument, '=');
	if (!equals || equals == argument)
		return session_fail(session, TOL_EUSAGE, DIAG_SET_FORM, ARGS(str_from(argument)),
				    HINT_SET_FORM, NO_ARGS);
	struct str name = {argument, (size_t)(equals - argument)};
	uint32_t fact;
	int status = given_named(b, &fact, name);
	if (status != TOL_OK)
		return status;
	if (said[fact])
		return session_fail(session, TOL_EUSAGE, DIAG_FACT_TWICE, ARGS(STR("--set"), name),
				    HINT_NONE, NO_ARGS);
	said[fact] = true;
	return given_value(b, fact, str_from(equals + 1));
}

static int bind_sets(struct given_facts *b, const struct case_input *input)
{
	bool *said = ARENA_ARRAY(b->arena, bool, b->plan->facts.facts.count);
	int status = TOL_OK;
	for (size_t i = 0; i < input->set_count && status == TOL_OK; i++)
		status = bind_set(b, said, input->sets[i]);
	return status;
}

/* -- columns -- */

static const uint64_t words[] = {0, UINT64_MAX};

struct column_room {
	uint64_t bits;
	int64_t number;
};

static void column_fill(struct eval_column *column, struct column_room *room,
			const struct eval_var *var, const struct answer_given *given,
			bool is_set)
{
	bool known = given && given->is_known && !var->is_local;
	int64_t number = known ? given->number : 0;
	if (is_set)
		number = (int64_t)((uint64_t)number >> var->choice & 1);
	*room = (struct column_room){number ? UINT64_MAX : 0, number};
	*column = (struct eval_column){true, &words[known], &words[known], &room->bits,
				       &room->number};
}

static void column_day(struct deciding *d, struct eval_column *columns, struct column_room *rooms,
		       enum ir_moment moment, int32_t day)
{
	uint32_t var = d->plan->facts.moments[moment];
	struct answer_given given = {.is_known = day != DATE_NONE, .number = day};
	column_fill(&columns[var], &rooms[var], &d->plan->facts.vars.items[var], &given, false);
}

static void columns_make(struct deciding *d, struct given_facts *b)
{
	size_t count = d->plan->facts.vars.count;
	struct eval_column *columns = ARENA_ARRAY(d->arena, struct eval_column, count);
	struct column_room *rooms = ARENA_ARRAY(d->arena, struct column_room, count);
	for (size_t i = 0; i < count; i++) {
		const struct eval_var *var = &d->plan->facts.vars.items[i];
		bool given = b->is_given[var->fact];
		column_fill(&columns[i], &rooms[i], var, given ? &b->givens[var->fact] : NULL,
			    fact_at(b, var->fact)->type == IR_SET);
	}
	const struct case_input *input = d->input;
	column_day(d, columns, rooms, IR_CONDUCT, input->conduct_to);
	column_day(d, columns, rooms, IR_ACCOUNTABILITY, input->accountable);
	column_day(d, columns, rooms, IR_DECISION,
		   input->decided != DATE_NONE ? input->decided : input->closed);
	d->given.columns = columns;
}

static void givens_keep(struct deciding *d, const struct given_facts *b)
{
	struct answer_decide *out = d->out;
	size_t count = b->plan->facts.facts.count;
	out->givens = ARENA_ARRAY(d->arena, struct answer_given, count);
	for (uint32_t fact = 0; fact < count; fact++)
		if (b->is_given[fact])
			out->givens[out->given_count++] = b->givens[fact];
}

int bind_facts(struct deciding *d)
{
	size_t count = d->plan->facts.facts.count;
	struct json_text facts = {d->input->facts_path, d->input->facts, d->input->facts, false};
	struct given_facts b = {d->plan, d->arena, ARENA_ARRAY(d->arena, struct answer_given, count),
				ARENA_ARRAY(d->arena, bool, count)};
	int status = TOL_OK;
	for (size_t i = 0; i < CASE_BLOCKS; i++)
		if (d->input->blocks[i])
			bind_block(&b, d->input->blocks[i]);
	if (facts.text.ptr)
		status = facts_json(&b, &facts);
	if (status == TOL_OK)
		status = bind_sets(&b, d->input);
	if (status != TOL_OK)
		return status;
	columns_make(d, &b);
	givens_keep(d, &b);
	return TOL_OK;
}
