/* Whether a sealed verdict still holds, for people and as JSON. */
#include "emit/answer_replay.h"
#include "emit/decide.h"
#include "emit/parts.h"
#include "emit/results.h"

#include "base/utf8.h"

static void print_word(struct emit *e, enum word_id label, enum word_id word, struct str a,
		       struct str b)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_word(&parts, word, a, b);
	parts_print(&parts, label);
}

static void print_outcomes(struct emit *e, enum word_id label, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (decide->verdict.outcomes >> i & 1)
			parts_word(&parts, (enum word_id)(WORD_OUTCOME_TOLERATED + i), STR_NONE,
				   STR_NONE);
	parts_print(&parts, label);
}

/* The file may hold anything. */
static void add_printable_lines(struct emit *e, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t stop = end ? (size_t)(end - text.ptr) : text.len;
		emit_text(e, str_from_to(text, at, stop));
		buf_add_char(e->out, '\n');
		at = stop + 1;
	}
}

void human_replay(struct emit *e)
{
	const struct answer_replay *replay = e->answer->replay;
	struct str head = str_from_to(replay->head, 0,
				      replay->head.len < SHORT_OID ? replay->head.len : SHORT_OID);
	print_word(e, WORD_SEAL, replay->is_intact ? WORD_SEAL_INTACT : WORD_SEAL_BROKEN, STR_NONE,
		   STR_NONE);
	print_word(e, WORD_REPEATED, replay->is_same ? WORD_REPEATED_SAME : WORD_REPEATED_OTHER,
		   head, replay->version);
	print_outcomes(e, WORD_THEN, replay->then);
	print_outcomes(e, WORD_NOW, replay->now);
	print_word(e, WORD_NOW,
		   !replay->now_same_outcome	? WORD_NOW_OTHER
		   : !replay->now_same_versions ? WORD_NOW_VERSIONS
						: WORD_NOW_SAME,
		   STR_NONE, STR_NONE);
	if (!replay->is_same) {
		buf_add_char(e->out, '\n');
		struct buf diff;
		buf_init(&diff, e->out->mem);
		unified_diff(&diff, replay->path, replay->sealed, replay->repeated);
		add_printable_lines(e, buf_str(&diff));
		buf_fini(&diff);
	}
}

static void member_outcomes(struct json *json, const char *key, const struct answer_decide *decide)
{
	json_key(json, key);
	json_array(json);
	for (int i = 0; i <= DECIDE_CONFLICT; i++)
		if (decide->verdict.outcomes >> i & 1)
			json_str(json, str_from(decide_outcome_name((enum decide_outcome)i)));
	json_array_end(json);
}

RESULT(replay_result)
{
	const struct answer_replay *replay = answer->replay;
	struct buf diff;
	(void)index;
	(void)language;
	buf_init(&diff, json->out->mem);
	if (!replay->is_same)
		unified_diff(&diff, replay->path, replay->sealed, replay->repeated);
	json_object(json);
	json_member(json, "head", replay->head);
	json_member(json, "made_by", replay->version);
	json_member_bool(json, "intact", replay->is_intact);
	json_member_bool(json, "same", replay->is_same);
	member_outcomes(json, "then", replay->then);
	member_outcomes(json, "now", replay->now);
	json_member_bool(json, "now_same_outcome", replay->now_same_outcome);
	json_member_bool(json, "now_same_versions", replay->now_same_versions);
	json_member_or_null(json, "diff", buf_str(&diff));
	json_object_end(json);
	buf_fini(&diff);
}
