/*
 * Verdicts as lines of JSON. All but ids and numbers is put into words when the plan is made.
 */
#include "api/batch/batch.h"

#include "base/bits.h"
#include "emit/verdict/decide.h"

/* -- words -- */

enum { WORD_SHORT = 32 };

/* As JSON, behind a comma; bytes behind it can be read. */
static struct str json_word(struct arena *arena, struct str text)
{
	struct buf word;
	struct json json;
	buf_init(&word, arena->mem);
	buf_add_char(&word, ',');
	json_init(&json, &word, JSON_ONE_LINE);
	json_str(&json, text);
	size_t length = word.len;
	buf_add_repeat(&word, ' ', WORD_SHORT);
	struct str copy = arena_str(arena, buf_str(&word));
	buf_fini(&word);
	return str_from_to(copy, 0, length);
}

static struct str rule_word(struct arena *arena, struct str list, struct str rule)
{
	struct buf name;
	buf_init(&name, arena->mem);
	buf_add_name(&name, list, rule);
	struct str word = json_word(arena, buf_str(&name));
	buf_fini(&name);
	return word;
}

static void word_put(struct batch_words *words, struct str *to, struct str word)
{
	*to = word;
	words->most += word.len;
}

void batch_words_make(struct batch_plan *plan)
{
	const struct decide_case *given = &plan->plan->given;
	const struct eval_facts *facts = &plan->plan->facts;
	struct arena *arena = &plan->arena;
	plan->words.rules = ARENA_ARRAY(arena, struct str, plan->many.rule_words * 64);
	plan->words.facts = ARENA_ARRAY(arena, struct str, facts->facts.count);
	plan->words.illustrative = ARENA_ARRAY(arena, uint64_t, plan->many.rule_words);
	for (size_t i = 0; i < given->state_count; i++) {
		const struct ir_list *text = given->states[i].list;
		for (size_t k = 0; k < text->rule_count; k++) {
			size_t number = plan->many.first_rule[i] + k;
			word_put(&plan->words, &plan->words.rules[number],
				 rule_word(arena, text->name, text->rules[k].name));
			if (text->rules[k].clause.provenance == IR_ILLUSTRATIVE)
				plan->words.illustrative[number / 64] |= UINT64_C(1) << number % 64;
		}
	}
	for (size_t i = 0; i < facts->facts.count; i++)
		word_put(&plan->words, &plan->words.facts[i],
			 json_word(arena, eval_fact_name(&facts->facts.items[i])));
	/* A fact may be open, or presumed by another version, at once. */
	plan->words.most *= 2;
}

void batch_words_free(struct batch_plan *plan)
{
	VEC_FREE(plan->arena.mem, &plan->words.heads);
}

/* -- verdicts -- */

static void add_ruling(struct json *json, const struct decide_many *many,
		       const struct decide_brief *brief)
{
	json_key(json, "needs_ruling");
	if (!brief->ruling) {
		json_null(json);
		return;
	}
	const struct decide_ruling *ruling = &many->rulings.items[brief->ruling - 1];
	json_object(json);
	json_member(json, "by", ruling->by);
	json_text(json, "why", decide_why_name(ruling->why));
	json_member_bool(json, "certain", brief->ruling_certain);
	json_object_end(json);
}

static void add_uncertain(struct json *json, const struct deciding_plan *plan)
{
	json_key(json, "uncertain");
	json_array(json);
	for (size_t i = 0; i < plan->lists.count; i++)
		if (plan->lists.items[i].doubt || plan->record->clock.len)
			json_str(json, plan->given.lists[i].name);
	json_array_end(json);
}

/* What comes before the rules. */
static struct str head_make(struct batch_plan *plan, const struct decide_brief *brief)
{
	struct buf text;
	struct json json;
	buf_init(&text, plan->arena.mem);
	buf_add_text(&text, ",\"verdict\":");
	json_init(&json, &text, JSON_ONE_LINE);
	json_object(&json);
	json_outcomes(&json, brief->outcomes);
	json_member_bool(&json, "exact", brief->is_exact);
	add_ruling(&json, &plan->many, brief);
	add_uncertain(&json, plan->plan);
	json_key(&json, "rules");
	struct str copy = arena_str(&plan->arena, buf_str(&text));
	buf_fini(&text);
	return copy;
}

static bool same_brief(const struct decide_brief *a, const struct decide_brief *b)
{
	return a->outcomes == b->outcomes && a->is_exact == b->is_exact &&
	       a->ruling_certain == b->ruling_certain && a->ruling == b->ruling;
}

static struct str head_of(struct batch_plan *plan, const struct decide_brief *brief)
{
	struct batch_words *words = &plan->words;
	size_t i = 0;
	while (i < words->heads.count && !same_brief(&words->heads.items[i].brief, brief))
		i++;
	if (i == words->heads.count) {
		struct batch_head head = {*brief, head_make(plan, brief)};
		VEC_PUSH(plan->arena.mem, &words->heads, head);
	}
	return words->heads.items[i].text;
}

static char *put(char *to, struct str text)
{
	memcpy(to, text.ptr, text.len);
	return to + text.len;
}

/* A word of a plan, which is copied with what stands behind it: most are short. */
static inline char *put_word(char *to, struct str word)
{
	memcpy(to, word.ptr, WORD_SHORT);
	if (RARELY(word.len > WORD_SHORT))
		memcpy(to + WORD_SHORT, word.ptr + WORD_SHORT, word.len - WORD_SHORT);
	return to + word.len;
}

/* Each word begins with a comma; the first one's is dropped. */
static char *put_words(char *to, const struct str *words, const uint64_t *bits, size_t count)
{
	char *from = to;
	for (size_t i = 0; i < count; i++)
		for (uint64_t left = bits[i]; left; left &= left - 1)
			to = put_word(to, words[i * 64 + bits_lowest(left)]);
	if (to == from)
		*to++ = '[';
	*from = '[';
	*to++ = ']';
	return to;
}

static char *put_number(char *to, uint64_t number)
{
	char digits[20], *at = digits + sizeof(digits);
	do
		*--at = (char)('0' + number % 10);
	while (number /= 10);
	return put(to, (struct str){at, (size_t)(digits + sizeof(digits) - at)});
}

static bool fires_any(const uint64_t *rules, const uint64_t *wanted, size_t count)
{
	uint64_t found = 0;
	for (size_t i = 0; i < count; i++)
		found |= rules[i] & wanted[i];
	return found != 0;
}

static char *put_verdict(char *to, const struct batch_plan *plan, struct str head, size_t lane)
{
	const struct decide_many *many = &plan->many;
	to = put(to, head);
	to = put_words(to, plan->words.rules, many->rules + lane * many->rule_words,
		       many->rule_words);
	to = put(to, STR(",\"open_facts\":"));
	to = put_words(to, plan->words.facts, many->facts + lane * many->fact_words,
		       many->fact_words);
	to = put(to, STR(",\"presumed\":"));
	to = put_words(to, plan->words.facts,
		       many->presumed.facts ? many->presumed.facts + lane * many->fact_words : NULL,
		       many->presumed.facts ? many->fact_words : 0);
	bool made_up = fires_any(many->rules + lane * many->rule_words, plan->words.illustrative,
				 many->rule_words);
	return put(to, made_up ? STR(",\"illustrative\":true}}\n")
			       : STR(",\"illustrative\":false}}\n"));
}

static void add_trouble(struct buf *out, const struct tol_batch *batch, const struct batch_row *row)
{
	struct json json;
	buf_add_text(out, ",\"error\":");
	json_init(&json, out, JSON_ONE_LINE);
	json_object(&json);
	json_text(&json, "code", diag_code(row->trouble));
	json_member(&json, "message",
		    (struct str){batch->text.ptr + row->message_at, row->message_length});
	json_object_end(&json);
	buf_add_text(out, "}\n");
}

static void add_line(struct buf *out, const struct tol_batch *batch, const struct batch_row *row)
{
	enum { FRAME = 192 + WORD_SHORT }; /* what is neither head, words nor id */
	struct str id = row->id_length ? (struct str){batch->text.ptr + row->id_at, row->id_length}
				       : STR("null");
	struct str head = row->plan ? head_of(row->plan, &row->plan->many.briefs[row->lane])
				    : STR_NONE;
	size_t most = row->plan ? row->plan->words.most : 0;
	char *from = buf_reserve(out, FRAME + id.len + head.len + most);
	char *to = put(from, STR("{\"id\":"));
	to = put(to, id);
	to = put(to, STR(",\"line\":"));
	to = put_number(to, row->line);
	if (row->plan)
		to = put_verdict(to, row->plan, head, row->lane);
	*to = '\0';
	out->len += (size_t)(to - from);
	if (!row->plan)
		add_trouble(out, batch, row);
}

void batch_write(struct tol_batch *batch)
{
	for (size_t i = 0; i < batch->row_count; i++)
		add_line(&batch->out, batch, &batch->rows[i]);
}

/* -- complaints -- */

void batch_complain(struct tol_batch *batch)
{
	const struct tol_session *session = batch->session;
	struct buf *out = &batch->complaints;
	buf_add(out, batch->path);
	buf_addf(out, ":%llu: error %s: ", (unsigned long long)batch->line + 1,
		 diag_code(session->failed));
	buf_add(out, buf_str(&session->error));
	if (session->hint.len > 0) {
		buf_add_text(out, session->language == LANGUAGE_ZH ? "\n建议：" : "\nhint: ");
		buf_add(out, buf_str(&session->hint));
	}
	buf_add_char(out, '\n');
}

/* Whether it is about the record that is asked, or its time, which no line tells. */
static bool is_about_record(enum diag_id id)
{
	return id == DIAG_RECORD_KNOWN_AHEAD || id == DIAG_RECORD_KNOWN_UNCERTAIN ||
	       id == DIAG_RECORD_NAMELESS;
}

/* Once, before anything is said of a line. */
void batch_tell_record(struct tol_batch *batch)
{
	const struct diag_list *diags = &batch->asking.answer->answer.diags;
	struct buf *out = &batch->complaints;
	for (size_t i = 0; !batch->has_told && i < diags->items.count; i++) {
		const struct diag *diag = diags->items.items[i];
		if (!is_about_record(diag->id))
			continue;
		buf_addf(out, diag->severity == SEVERITY_NOTE ? "note %s: " : "warning %s: ",
			 diag_code(diag->id));
		diag_message(out, diag, batch->session->language);
		buf_add_char(out, '\n');
	}
	batch->has_told = true;
}
