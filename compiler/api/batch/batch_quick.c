/*
 * Lines as programs write them: no white space but a blank behind a comma or a colon, no escapes,
 * members in the order of the line before. Keys are compared with those that came next last time,
 * eight bytes at once; values go straight into the columns. What is not as expected makes the whole
 * line be read again by batch_read.c, which knows all forms and tells what is wrong: here nothing
 * is ever refused.
 */
#include "api/batch/batch.h"

#define EACH_BYTE UINT64_C(0x0101010101010101)

enum { KEY_WORDS = BATCH_PADDING / 8, AHEAD = 6 };

/* A text as it stands in the line, its quotes included. */
struct quick_key {
	uint64_t words[KEY_WORDS];
	uint64_t masks[KEY_WORDS]; /* of bytes that count */
	uint32_t count;
	uint32_t length;
};

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
	struct map names;	 /* -> struct quick_name */
	struct quick_name first; /* stands before the first fact */
	uint64_t *nulls;	 /* said to be unknown in the line; bits as in a row */
	bool has_nulls;
};

static uint64_t load(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof(word));
	return word;
}

static inline bool key_is(const struct quick_key *key, const char *at)
{
	/* Most are as short as that; nothing hangs on how short. */
	uint64_t differ = ((load(at) ^ key->words[0]) & key->masks[0]) |
			  ((load(at + 8) ^ key->words[1]) & key->masks[1]);
	for (uint32_t i = 2; i < key->count; i++)
		differ |= (load(at + 8 * (size_t)i) ^ key->words[i]) & key->masks[i];
	return differ == 0;
}

/* False where it is too long to be looked for. */
static bool key_make(struct quick_key *out, struct str name, bool has_colon)
{
	char text[BATCH_PADDING] = {0};
	size_t length = name.len + 2 + has_colon;
	if (length > sizeof(text))
		return false;
	text[0] = '"';
	memcpy(text + 1, name.ptr, name.len);
	text[name.len + 1] = '"';
	if (has_colon)
		text[name.len + 2] = ':';
	*out = (struct quick_key){.count = (uint32_t)(length + 7) / 8, .length = (uint32_t)length};
	memcpy(out->words, text, sizeof(text));
	memset(out->masks, 0xff, length);
	return true;
}

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

void batch_quick_make(struct batch_plan *plan)
{
	const struct map *names = &plan->plan->facts.by_name;
	struct batch_quick *quick = ARENA_NEW(&plan->arena, struct batch_quick);
	plan->quick = quick;
	map_init(&quick->names, plan->plan->mem);
	quick->first.next = quick->first.previous = &quick->first;
	quick->nulls = ARENA_ARRAY(&plan->arena, uint64_t, plan->row_words);
	for (size_t i = 0; i < names->count; i++)
		name_make(plan, names->entries[i].key);
}

void batch_quick_free(struct batch_plan *plan)
{
	map_fini(&plan->quick->names);
}

/* Where the text goes on. So sure, the compiler leaves it a branch: nobody waits for whether there
 * is a blank. */
static inline const char *behind_blank(const char *at)
{
	if (__builtin_expect_with_probability(*at == ' ', 0, 0.99))
		at++;
	return at;
}

static inline const char *behind_comma(const char *at)
{
	return behind_blank(at + 1);
}

/* -- values: where they end, or NULL -- */

static inline unsigned digit(char c)
{
	return (unsigned)(unsigned char)c - '0';
}

/* The first byte lowest. */
static inline uint64_t load_low(const char *at)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap64(load(at));
#else
	return load(at);
#endif
}

/* How many of eight bytes, from the lowest on, are digits; their values stand in them. */
static inline unsigned digit_count(uint64_t bytes)
{
	uint64_t others = ((bytes + EACH_BYTE * 0x76) | bytes) & EACH_BYTE * 0x80;
	return others ? (unsigned)__builtin_ctzll(others) / 8 : 8;
}

/* Eight digits, the lowest byte the highest of them: pairs, fours, all. */
static inline int64_t digits_value(uint64_t digits)
{
	digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00ff00ff00ff00ff);
	digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000ffff0000ffff);
	return (int64_t)((digits * 10000 + (digits >> 32)) & UINT32_MAX);
}

static inline const char *quick_digits(const char *at, int64_t *out, unsigned most)
{
	uint64_t bytes = load_low(at) ^ EACH_BYTE * '0';
	unsigned count = digit_count(bytes);
	if (count == 0 || (*at == '0' && count > 1))
		return NULL;
	*out = digits_value(bytes << (64 - 8 * count));
	for (; count >= 8 && digit(at[count]) < 10; count++) {
		if (count == most)
			return NULL;
		*out = *out * 10 + digit(at[count]);
	}
	return at + count;
}

/* As a number, or in quotes. */
static const char *quick_money(const char *at, int64_t *out)
{
	bool quoted = *at == '"';
	int64_t yuan, fen = 0;
	at = quick_digits(at + quoted, &yuan, 15);
	if (!at)
		return NULL;
	if (*at == '.') {
		unsigned tenths = digit(at[1]), rest = digit(at[2]);
		if (tenths > 9)
			return NULL;
		fen = tenths * 10 + (rest < 10 ? rest : 0);
		at += rest < 10 ? 3 : 2;
		if (digit(*at) < 10)
			return NULL;
	}
	*out = yuan * 100 + fen;
	if (!quoted)
		return *at == ',' || *at == '}' ? at : NULL;
	return *at == '"' ? at + 1 : NULL;
}

static const char *quick_count(const char *at, int64_t *out)
{
	at = quick_digits(at, out, 9);
	return at && (*at == ',' || *at == '}') ? at : NULL;
}

static const char *quick_day(const char *at, int32_t *out)
{
	/* "YYYY-MM-": what must be a digit is one, what must be a dash is 0. */
	uint64_t bytes = load_low(at + 1) ^ UINT64_C(0x2d30302d30303030);
	uint64_t bad = ((bytes + UINT64_C(0x7f76767f76767676)) | bytes) & EACH_BYTE * 0x80;
	unsigned tens = digit(at[9]), ones = digit(at[10]);
	uint64_t pairs = bytes * 10 + (bytes >> 8);
	if (bad || at[0] != '"' || at[11] != '"' || tens > 9 || ones > 9)
		return NULL;
	*out = date_from_civil((int)((pairs & 0xff) * 100 + (pairs >> 16 & 0xff)),
			       (int)(pairs >> 40 & 0xff), (int)(tens * 10 + ones));
	return *out == DATE_NONE ? NULL : at + 12;
}

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

/* By how much four bytes differ from a word; 0: it is that. */
static inline uint32_t word_differs(const char *at, const char *word)
{
	uint32_t a, b;
	memcpy(&a, at, sizeof(a));
	memcpy(&b, word, sizeof(b));
	return a ^ b;
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

/* Where a string without escapes ends; NULL: it is odd. */
static const char *quick_string(const char *at, struct str *out)
{
	const char *from = at + 1;
	if (*at != '"')
		return NULL;
	for (at++; *at != '"'; at++)
		if ((unsigned char)*at < 0x20 || *at == '\\' || (unsigned char)*at >= 0x7f)
			return NULL;
	*out = (struct str){from, (size_t)(at - from)};
	return at + 1;
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

static const char *quick_subject(struct quick_line *q, const char *at)
{
	return quick_string(at, &q->input.subject);
}

static const char *quick_organ(struct quick_line *q, const char *at)
{
	return quick_string(at, &q->input.organ);
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

bool batch_quick_line(struct tol_batch *batch, struct str line)
{
	struct quick_line q = {.batch = batch, .input = batch->defaults};
	const char *at = quick_case(&q, line.ptr);
	bool good = at && (size_t)(at - line.ptr) == line.len && case_is_sound(&q.input);
	struct batch_plan *plan = q.seen == q.seen_known ? q.plan
				  : good		 ? batch_plan_known(batch, &q.input)
							 : NULL;
	if (good && plan && (!q.plan || q.plan == plan)) {
		size_t lane = batch_plan_row(plan);
		batch_plan_days(plan, lane, &q.input);
		batch_row_add(batch, q.id, plan, lane);
		return true;
	}
	if (q.plan)
		batch_plan_forget(q.plan, q.lane);
	return false;
}
