/* An object or a sentence for each case that comes out otherwise, and one for all of them. */
#include "emit/change/impact.h"

#include "emit/verdict/decide.h"
#include "emit/writer.h"

#include "base/text/utf8.h"

/* -- one flip -- */

static void add_set(struct json *json, const char *key, unsigned outcomes)
{
	json_key(json, key);
	json_array(json);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (outcomes >> i & 1)
			json_str(json, str_from(decide_outcome_name((enum decide_outcome)i)));
	json_array_end(json);
}

static void add_json(struct json *json, const char *key, const struct impact_told *told)
{
	json_key(json, key);
	json_object(json);
	add_set(json, "outcomes", told->outcomes);
	if (told->by.ptr) {
		json_key(json, "needs_ruling");
		json_object(json);
		json_member(json, "by", told->by);
		json_text(json, "why", decide_why_name(told->why));
		json_object_end(json);
	} else {
		json_member_null(json, "needs_ruling");
	}
	json_gives(json, &told->gives);
	json_object_end(json);
}

void impact_flip_json(struct buf *out, const struct impact_flip *flip)
{
	struct json json;
	buf_addf(out, "{\"id\":");
	buf_add(out, flip->id.len ? flip->id : STR("null"));
	buf_addf(out, ",\"line\":%llu,\"%s\":", (unsigned long long)flip->line,
		 flip->is_same_outcome ? "effect" : "flip");
	json_init(&json, out, JSON_ONE_LINE);
	json_object(&json);
	add_json(&json, "before", flip->before);
	add_json(&json, "after", flip->after);
	json_object_end(&json);
	buf_add_text(out, "}\n");
}

void impact_add_outcomes(struct buf *out, unsigned outcomes, enum language language)
{
	static const enum word_id words[] = {WORD_OUTCOME_TOLERATED, WORD_OUTCOME_BARRED,
					     WORD_EXPECT_SILENT, WORD_OUTCOME_CONFLICT};
	bool first = true;
	for (size_t i = 0; i < countof(words); i++) {
		if (!(outcomes >> i & 1))
			continue;
		if (!first)
			buf_add(out, word_text(language, WORD_OR));
		buf_add(out, word_text(language, words[i]));
		first = false;
	}
}

static void add_verdict(struct buf *out, const struct impact_told *told, enum language language)
{
	impact_add_outcomes(out, told->outcomes, language);
	if (!told->by.ptr)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	word_add(out, language, WORD_IMPACT_RULING, ARGS(told->by));
}

/* The verdict; where it is the same, with what differs of what it gives. */
static void add_told(struct buf *out, const struct impact_flip *flip,
		     const struct impact_told *told, enum language language)
{
	struct buf verdict, gives;
	if (!flip->is_same_outcome) {
		add_verdict(out, told, language);
		return;
	}
	buf_init(&verdict, out->mem);
	buf_init(&gives, out->mem);
	add_verdict(&verdict, told, language);
	if (decide_gives_same(&flip->before->gives.effects, &flip->after->gives.effects))
		gives_show_weighing(&gives, &told->gives, language);
	else
		gives_show_effects(&gives, &told->gives, language);
	word_add(out, language, WORD_NAMED, ARGS(buf_str(&verdict), buf_str(&gives)));
	buf_fini(&verdict);
	buf_fini(&gives);
}

void impact_flip_text(struct buf *out, const struct impact_flip *flip, enum language language)
{
	struct buf line, shown, old, fresh;
	buf_init(&line, out->mem);
	buf_init(&shown, out->mem);
	buf_init(&old, out->mem);
	buf_init(&fresh, out->mem);
	buf_addf(&line, "%llu", (unsigned long long)flip->line);
	utf8_printable(&shown, flip->id.len ? flip->id : STR("-"));
	add_told(&old, flip, flip->before, language);
	add_told(&fresh, flip, flip->after, language);
	word_add(out, language, WORD_IMPACT_FLIP,
		 ARGS(buf_str(&shown), buf_str(&line), buf_str(&old), buf_str(&fresh)));
	buf_add_char(out, '\n');
	buf_fini(&line);
	buf_fini(&shown);
	buf_fini(&old);
	buf_fini(&fresh);
}

/* -- what it comes to -- */

void impact_totals_json(struct buf *out, const struct impact_totals *totals)
{
	struct json json;
	json_init(&json, out, JSON_ONE_LINE);
	json_object(&json);
	json_key(&json, "summary");
	json_object(&json);
	json_member_int(&json, "cases", (int64_t)totals->cases);
	json_member_int(&json, "flips", (int64_t)totals->flips);
	json_member_int(&json, "effects", (int64_t)totals->effects);
	json_member_int(&json, "bad", (int64_t)totals->bad);
	json_key(&json, "by");
	json_array(&json);
	for (unsigned before = 0; before < OUTCOME_SETS; before++) {
		for (unsigned after = 0; after < OUTCOME_SETS; after++) {
			if (!totals->counts[before][after])
				continue;
			json_object(&json);
			add_set(&json, "before", before);
			add_set(&json, "after", after);
			json_member_int(&json, "cases", (int64_t)totals->counts[before][after]);
			json_object_end(&json);
		}
	}
	json_array_end(&json);
	json_object_end(&json);
	json_object_end(&json);
	buf_add_char(out, '\n');
}

static void add_number(struct buf *out, uint64_t number)
{
	buf_addf(out, "%llu", (unsigned long long)number);
}

void impact_totals_text(struct buf *out, const struct impact_totals *totals, enum language language)
{
	struct buf args[4];
	for (size_t i = 0; i < countof(args); i++)
		buf_init(&args[i], out->mem);
	add_number(&args[0], totals->cases);
	add_number(&args[1], totals->flips);
	add_number(&args[2], totals->effects);
	add_number(&args[3], totals->bad);
	word_add(out, language, WORD_IMPACT_TOTALS,
		 ARGS(buf_str(&args[0]), buf_str(&args[1]), buf_str(&args[2]), buf_str(&args[3])));
	buf_add_char(out, '\n');
	for (unsigned i = 0; i < OUTCOME_SETS * OUTCOME_SETS; i++) {
		unsigned before = i / OUTCOME_SETS, after = i % OUTCOME_SETS;
		if (!totals->counts[before][after])
			continue;
		for (size_t k = 0; k < 3; k++)
			buf_clear(&args[k]);
		impact_add_outcomes(&args[0], before, language);
		impact_add_outcomes(&args[1], after, language);
		add_number(&args[2], totals->counts[before][after]);
		word_add(out, language, WORD_IMPACT_COUNT,
			 ARGS(buf_str(&args[0]), buf_str(&args[1]), buf_str(&args[2])));
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < countof(args); i++)
		buf_fini(&args[i]);
}
