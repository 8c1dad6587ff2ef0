/*
 * Verdicts as lines of JSON. All but ids and numbers is put into words when the plan is made.
 */
#include "api/batch.h"

#include "emit/decide.h"

/* -- words -- */

static struct str json_word(struct arena *arena, struct str text)
{
	struct buf word;
	struct json json;
	buf_init(&word, arena->mem);
	json_init(&json, &word, false);
	json_str(&json, text);
	struct str copy = arena_str(arena, buf_str(&word));
	buf_fini(&word);
	return copy;
}

static struct str rule_word(struct arena *arena, struct str list, struct str rule)
{
	struct buf name;
	buf_init(&name, arena->mem);
	buf_add(&name, list);
	buf_add_char(&name, '/');
	buf_add(&name, rule);
	struct str word = json_word(arena, buf_str(&name));
	buf_fini(&name);
	return word;
}

void batch_words_make(struct batch_plan *plan)
{
	const struct decide_case *given = &plan->plan->given;
	const struct eval_facts *facts = &plan->plan->facts;
	struct arena *arena = &plan->arena;
	plan->words.rules = ARENA_ARRAY(arena, struct str, plan->many.rule_words * 64);
	plan->words.facts = ARENA_ARRAY(arena, struct str, facts->facts.count);
	for (size_t i = 0; i < given->state_count; i++) {
		const struct ir_list *text = given->states[i].list;
		for (size_t k = 0; k < text->rule_count; k++)
			plan->words.rules[plan->many.first_rule[i] + k] =
				rule_word(arena, text->name, text->rules[k].name);
	}
	for (size_t i = 0; i < facts->facts.count; i++)
		plan->words.facts[i] = json_word(arena, eval_fact_name(&facts->facts.items[i]));
}

/* -- verdicts -- */

static void add_words(struct buf *out, const struct str *words, const uint64_t *bits, size_t count)
{
	bool first = true;
	buf_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		for (uint64_t left = bits[i]; left; left &= left - 1) {
			if (!first)
				buf_add_char(out, ',');
			buf_add(out, words[i * 64 + (size_t)__builtin_ctzll(left)]);
			first = false;
		}
	}
	buf_add_char(out, ']');
}

static void add_outcomes(struct buf *out, uint8_t outcomes)
{
	bool first = true;
	buf_add_char(out, '[');
	for (int i = 0; i <= DECIDE_CONFLICT; i++) {
		if (!(outcomes >> i & 1))
			continue;
		buf_add_text(out, first ? "\"" : ",\"");
		buf_add_text(out, decide_outcome_name((enum decide_outcome)i));
		buf_add_char(out, '"');
		first = false;
	}
	buf_add_char(out, ']');
}

static void add_ruling(struct buf *out, const struct decide_many *many,
		       const struct decide_brief *brief)
{
	struct json json;
	if (!brief->ruling) {
		buf_add_text(out, "null");
		return;
	}
	const struct decide_ruling *ruling = &many->rulings.items[brief->ruling - 1];
	json_init(&json, out, false);
	json_object(&json);
	json_member(&json, "by", ruling->by);
	json_text(&json, "why", decide_why_name(ruling->why));
	json_member_bool(&json, "certain", brief->ruling_certain);
	json_object_end(&json);
}

static void add_verdict(struct buf *out, const struct batch_plan *plan, size_t lane)
{
	const struct decide_many *many = &plan->many;
	const struct decide_brief *brief = &many->briefs[lane];
	buf_add_text(out, ",\"verdict\":{\"outcomes\":");
	add_outcomes(out, brief->outcomes);
	buf_add_text(out, brief->is_exact ? ",\"exact\":true,\"needs_ruling\":"
					  : ",\"exact\":false,\"needs_ruling\":");
	add_ruling(out, many, brief);
	buf_add_text(out, ",\"rules\":");
	add_words(out, plan->words.rules, many->rules + lane * many->rule_words, many->rule_words);
	buf_add_text(out, ",\"open_facts\":");
	add_words(out, plan->words.facts, many->facts + lane * many->fact_words, many->fact_words);
	buf_add_char(out, '}');
}

static void add_trouble(struct buf *out, const struct tol_batch *batch, const struct batch_row *row)
{
	struct json json;
	buf_add_text(out, ",\"error\":");
	json_init(&json, out, false);
	json_object(&json);
	json_text(&json, "code", diag_code(row->trouble));
	json_member(&json, "message",
		    (struct str){batch->text.ptr + row->message_at, row->message_length});
	json_object_end(&json);
}

static void add_line(struct buf *out, const struct tol_batch *batch, const struct batch_row *row)
{
	buf_add_text(out, "{\"id\":");
	if (row->id_length)
		buf_add_bytes(out, batch->text.ptr + row->id_at, row->id_length);
	else
		buf_add_text(out, "null");
	buf_add_text(out, ",\"line\":");
	buf_add_int(out, (int64_t)row->line);
	if (row->plan)
		add_verdict(out, row->plan, row->lane);
	else
		add_trouble(out, batch, row);
	buf_add_text(out, "}\n");
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
	buf_addf(out, ":%llu: error %s: ", (unsigned long long)batch->line,
		 diag_code(session->failed));
	buf_add(out, buf_str(&session->error));
	if (session->hint.len > 0) {
		buf_add_text(out, session->language == LANGUAGE_ZH ? "；" : "; ");
		buf_add(out, buf_str(&session->hint));
	}
	buf_add_char(out, '\n');
}
