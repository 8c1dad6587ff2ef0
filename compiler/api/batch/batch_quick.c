/*
 * Lines as programs write them: no white space but a blank behind a comma or a colon, no escapes,
 * members in the order of the line before. Keys are compared with those that came next last time,
 * eight bytes at once; values go straight into the columns. What is not as expected makes the whole
 * line be read again by batch_read.c, which knows all forms and tells what is wrong: here nothing
 * is ever refused.
 */
#include "api/batch/batch.h"
#include "api/batch/batch_scan.h"

enum { AHEAD = 6 };

struct quick_choice {
	struct quick_key key;
	int64_t number;
};

/* A name by which a fact can be given. */
struct quick_name {
	struct quick_key key; /* with its colon */
	uint32_t fact;
	uint32_t word; /* of a row: where its first variable's bit is */
	uint64_t bit;
	const struct batch_column *room; /* of that variable */
	uint8_t type;			 /* enum ir_type */
	struct quick_choice *choices;
	size_t choice_count;
	struct quick_name *next; /* in the order of members, a ring; NULL: not seen yet */
	struct quick_name *previous;
};

struct batch_quick {
	struct map names;		 /* -> struct quick_name */
	struct quick_name first;	 /* stands before the first fact */
	struct quick_key subject, organ; /* of its cases; length 0: too odd */
	uint64_t *nulls;		 /* said to be unknown in the line; bits as in a row */
	bool has_nulls;
};

/* -- what a plan knows -- */

static void choices_make(struct quick_name *name, struct arena *arena, const struct eval_fact *fact)
{
	const struct map *names = &fact->choice_names;
	name->choices = ARENA_ARRAY(arena, struct quick_choice, names->count);
	for (size_t i = 0; i < names->count; i++) {
		struct quick_choice *choice = &name->choices[name->choice_count];
		choice->number = eval_choice_named(fact, names->entries[i].key);
		name->choice_count += key_make(&choice->key, names->entries[i].key, false);
	}
}

static void name_make(struct batch_plan *plan, struct str text)
{
	const struct eval_facts *facts = &plan->plan->facts;
	struct quick_name *name = ARENA_NEW(&plan->arena, struct quick_name);
	name->fact = eval_facts_named(facts, text);
	const struct eval_fact *fact = &facts->facts.items[name->fact];
	name->word = fact->first_var / 64;
	name->bit = UINT64_C(1) << fact->first_var % 64;
	name->room = &plan->rooms[fact->first_var];
	name->type = (uint8_t)fact->type;
	choices_make(name, &plan->arena, fact);
	if (key_make(&name->key, text, true))
		map_put(&plan->quick->names, text, name);
}

/* A name that stands in a line as it is. */
static void wanted_make(struct quick_key *out, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if ((unsigned char)name.ptr[i] < 0x20 || name.ptr[i] == '"' || name.ptr[i] == '\\')
			return;
	key_make(out, name, false);
}

void batch_quick_make(struct batch_plan *plan)
{
	const struct map *names = &plan->plan->facts.by_name;
	struct batch_quick *quick = ARENA_NEW(&plan->arena, struct batch_quick);
	plan->quick = quick;
	map_init(&quick->names, plan->plan->mem);
	quick->first.next = quick->first.previous = &quick->first;
	wanted_make(&quick->subject, plan->wanted.subject);
	wanted_make(&quick->organ, plan->wanted.organ);
	quick->nulls = ARENA_ARRAY(&plan->arena, uint64_t, plan->row_words);
	for (size_t i = 0; i < names->count; i++)
		name_make(plan, names->entries[i].key);
}

void batch_quick_free(struct batch_plan *plan)
{
	map_fini(&plan->quick->names);
}

/* -- values: where they end, or NULL -- */

static const char *quick_choice(const struct quick_name *name, const char *at, int64_t *out)
{
	/* Which one it is nobody can foresee: all are compared. */
	const struct quick_choice *found = NULL;
	for (size_t i = 0; i < name->choice_count; i++)
		found = key_is(&name->choices[i].key, at) ? &name->choices[i] : found;
	if (!found)
		return NULL;
	*out = found->number;
	return at + found->key.length;
}

static const char *quick_set(const struct quick_name *name, const char *at, int64_t *out)
{
	uint64_t bits = 0;
	if (*at++ != '[')
		return NULL;
	while (*at != ']') {
		int64_t choice;
		at = quick_choice(name, at, &choice);
		if (!at)
			return NULL;
		bits |= UINT64_C(1) << choice;
		if (*at == ',' && at[1] != ']')
			at = behind_comma(at);
		else if (*at != ']')
			return NULL;
	}
	*out = (int64_t)bits;
	return at + 1;
}

/* -- facts -- */

/* What is said of the facts of a line. */
struct quick_row {
	struct batch_plan *plan;
	size_t lane;
	uint64_t *given;
	uint64_t *bits;
	struct batch_quick *quick;
};

static inline const char *quick_bool(const struct quick_row *row, const struct quick_name *name,
				     const char *at)
{
	/* Which of both it is nobody can foresee: no branch hangs on it, but on whether it is
	 * neither. */
	uint32_t not_true = word_differs(at, "true");
	uint32_t not_false = word_differs(at, "fals") | (uint32_t)(at[4] ^ 'e');
	unsigned yes = not_true == 0;
	if ((uint64_t)not_true * not_false != 0)
		return NULL;
	row->bits[name->word] |= name->bit & -(uint64_t)yes;
	return at + 5 - yes;
}

/* Any other value, into its column; NULL: it is none of the fact's. */
static const char *quick_number(const struct quick_row *row, const struct quick_name *name,
				const char *at)
{
	int64_t number = 0;
	int32_t day;
	switch ((enum ir_type)name->type) {
	case IR_BOOL:
		break;
	case IR_MONEY:
		at = quick_money(at, &number);
		break;
	case IR_COUNT:
		at = quick_count(at, &number);
		break;
	case IR_DATE:
		at = quick_day(at, &day);
		number = day;
		break;
	case IR_CHOICE:
		at = quick_choice(name, at, &number);
		break;
	case IR_SET:
		at = quick_set(name, at, &number);
		if (at)
			batch_plan_give(row->plan, row->lane, name->fact, number);
		return at;
	}
	if (!at)
		return NULL;
	name->room->numbers[row->lane] = number;
	return at;
}

static inline const char *quick_value(const struct quick_row *row, const struct quick_name *name,
				      const char *at)
{
	const char *end =
		name->type == IR_BOOL ? quick_bool(row, name, at) : quick_number(row, name, at);
	if (!end && !word_differs(at, "null")) {
		row->quick->nulls[name->word] |= name->bit;
		row->quick->has_nulls = true;
		end = at + 4;
	}
	return end;
}

static struct quick_name *look_up(struct batch_quick *quick, const char *at)
{
	const char *end = *at == '"' ? at + 1 : NULL;
	while (end && *end != '"' && (unsigned char)*end >= 0x20 && *end != '\\')
		end++;
	if (!end || *end != '"')
		return NULL;
	struct quick_name *name =
		map_get(&quick->names, (struct str){at + 1, (size_t)(end - at - 1)});
	return name && key_is(&name->key, at) ? name : NULL;
}

/* From wherever it stands in the order. */
static void put_behind(struct quick_name *before, struct quick_name *name)
{
	if (name->next) {
		name->previous->next = name->next;
		name->next->previous = name->previous;
	}
	name->previous = before;
	name->next = before->next;
	name->next->previous = name;
	before->next = name;
}

/* A few may be missing that were there before; else the order is corrected. */
static inline struct quick_name *name_behind(struct batch_quick *quick, struct quick_name *before,
					     const char *at)
{
	struct quick_name *name = before->next;
	for (int i = 0; i < AHEAD && name != &quick->first; i++, name = name->next)
		if (key_is(&name->key, at))
			return name;
	name = look_up(quick, at);
	if (name && name != before)
		put_behind(before, name);
	return name;
}

/* False where it is there already. */
static inline bool row_add(const struct quick_row *row, const struct quick_name *name)
{
	uint64_t there = row->given[name->word];
	row->given[name->word] = there | name->bit;
	return !(there & name->bit);
}

/* What is said to be unknown was added so as not to come twice. */
static void nulls_take(const struct quick_row *row)
{
	for (size_t word = 0; word < row->plan->row_words; word++) {
		row->given[word] &= ~row->quick->nulls[word];
		row->quick->nulls[word] = 0;
	}
	row->quick->has_nulls = false;
}

static inline const char *fact_members(const struct quick_row *row, const char *at)
{
	struct quick_name *name = &row->quick->first;
	for (;;) {
		name = name_behind(row->quick, name, at);
		if (!name || !row_add(row, name))
			return NULL;
		at += name->key.length;
		at = quick_value(row, name, behind_blank(at));
		if (!at || *at != ',')
			return at && *at == '}' ? at + 1 : NULL;
		at = behind_comma(at);
	}
}

static const char *quick_facts(struct batch_plan *plan, const char *at, size_t lane)
{
	const struct quick_row row = {plan, lane, plan->given + lane * plan->row_words,
				      plan->bits + lane * plan->row_words, plan->quick};
	if (*at++ != '{')
		return NULL;
	if (*at == '}')
		return at + 1;
	at = fact_members(&row, at);
	if (row.quick->has_nulls)
		nulls_take(&row);
	return at;
}

/* -- the case -- */

struct quick_line {
	struct tol_batch *batch;
	struct case_input input;
	struct str id;
	struct batch_plan *plan; /* its facts were read for; NULL: none were */
	size_t lane;
	unsigned seen;	     /* members, bits */
	unsigned seen_known; /* those by which that plan was found; 0: it is a guess */
};

static const char *quick_id(struct quick_line *q, const char *at)
{
	struct str text;
	int64_t number;
	const char *end = *at == '"' ? quick_string(at, &text) : quick_digits(at, &number, 18);
	if (!end || (*end != ',' && *end != '}'))
		return NULL;
	q->id = (struct str){at, (size_t)(end - at)};
	return end;
}

/* Mostly the one of the plan that was used last. */
static const char *quick_subject(struct quick_line *q, const char *at)
{
	const struct batch_plan *last = q->batch->plans;
	if (!last || !last->quick->subject.length || !key_is(&last->quick->subject, at))
		return quick_string(at, &q->input.subject);
	q->input.subject = last->wanted.subject;
	return at + last->quick->subject.length;
}

static const char *quick_organ(struct quick_line *q, const char *at)
{
	const struct batch_plan *last = q->batch->plans;
	if (!last || !last->quick->organ.length || !key_is(&last->quick->organ, at))
		return quick_string(at, &q->input.organ);
	q->input.organ = last->wanted.organ;
	return at + last->quick->organ.length;
}

static const char *quick_conduct(struct quick_line *q, const char *at)
{
	bool is_span = *at == '[';
	at = quick_day(at + is_span, &q->input.conduct_from);
	q->input.conduct_to = q->input.conduct_from;
	if (!at || !is_span)
		return at;
	if (*at == ',')
		at = quick_day(behind_comma(at), &q->input.conduct_to);
	return at && *at == ']' ? at + 1 : NULL;
}

static const char *quick_accountable(struct quick_line *q, const char *at)
{
	return quick_day(at, &q->input.accountable);
}

static const char *quick_decided(struct quick_line *q, const char *at)
{
	return quick_day(at, &q->input.decided);
}

static const char *quick_closed(struct quick_line *q, const char *at)
{
	return quick_day(at, &q->input.closed);
}

/* For the plan that the case belongs to as far as it is known; else for that of the line before. */
static const char *quick_case_facts(struct quick_line *q, const char *at)
{
	q->plan = batch_plan_known(q->batch, &q->input);
	q->seen_known = q->plan ? q->seen : 0;
	if (!q->plan)
		q->plan = q->batch->plans;
	if (!q->plan)
		return NULL;
	q->lane = batch_plan_room(q->plan);
	return quick_facts(q->plan, at, q->lane);
}

static const struct quick_member {
	const char *name;
	const char *(*read)(struct quick_line *q, const char *at);
} case_members[BATCH_MEMBERS] = {
	{"id", quick_id},	    {"subject", quick_subject},
	{"conduct", quick_conduct}, {"accountable", quick_accountable},
	{"by", quick_organ},	    {"decided", quick_decided},
	{"closed", quick_closed},   {"facts", quick_case_facts},
};

void batch_quick_open(struct tol_batch *batch)
{
	batch->members = ARENA_ARRAY(&batch->asking.answer->arena, struct quick_key, BATCH_MEMBERS);
	for (size_t i = 0; i < BATCH_MEMBERS; i++)
		key_make(&batch->members[i], str_from(case_members[i].name), true);
}

static const char *quick_member(struct quick_line *q, const char *at, size_t *expected)
{
	for (size_t i = 0; i < BATCH_MEMBERS; i++) {
		size_t index = (*expected + i) % BATCH_MEMBERS;
		const struct quick_key *key = &q->batch->members[index];
		if (!key_is(key, at))
			continue;
		if (q->seen >> index & 1)
			return NULL;
		q->seen |= 1u << index;
		*expected = index + 1;
		at += key->length;
		return case_members[index].read(q, behind_blank(at));
	}
	return NULL;
}

static const char *quick_case(struct quick_line *q, const char *at)
{
	size_t expected = 0;
	if (*at++ != '{')
		return NULL;
	for (;;) {
		at = quick_member(q, at, &expected);
		if (!at)
			return NULL;
		if (*at == '}')
			return at + 1;
		if (*at != ',')
			return NULL;
		at = behind_comma(at);
	}
}

static bool is_whole(const char *line, const char *end)
{
	return end && *end == '\n' && end - line <= BATCH_LINE_MAX;
}

const char *batch_quick_line(struct tol_batch *batch, const char *line)
{
	struct quick_line q = {.batch = batch, .input = batch->defaults};
	const char *end = quick_case(&q, line);
	bool good = is_whole(line, end) && case_is_sound(&q.input);
	struct batch_plan *plan = q.seen == q.seen_known ? q.plan
				  : good		 ? batch_plan_known(batch, &q.input)
							 : NULL;
	if (good && plan && (!q.plan || q.plan == plan)) {
		size_t lane = batch_plan_row(plan);
		batch_plan_days(plan, lane, &q.input);
		batch_row_add(batch, q.id, plan, lane);
		return end;
	}
	if (q.plan)
		batch_plan_forget(q.plan, q.lane);
	return NULL;
}
