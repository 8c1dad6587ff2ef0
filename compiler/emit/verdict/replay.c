/* Whether a sealed verdict still holds, for people and as JSON. */
#include "emit/answer_replay.h"
#include "emit/verdict/decide.h"
#include "emit/verdict/decide_rules.h"
#include "emit/human/parts.h"
#include "emit/machine/results.h"

#include "base/text/utf8.h"

static void print_word(struct emit *e, enum word_id label, enum word_id word, struct str a,
		       struct str b)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_word(&parts, word, a, b);
	parts_print(&parts, label);
}

/* -- what one side has and the other has not -- */

static bool same_version(const struct answer_decide *a, size_t i, const struct answer_decide *b,
			 size_t k)
{
	const struct answer_window *left = &a->states[i].window, *right = &b->states[k].window;
	return str_equal(a->lists[a->states[i].list].name, b->lists[b->states[k].list].name) &&
	       left->effective == right->effective && left->from == right->from &&
	       left->to == right->to && str_equal(left->commit, right->commit);
}

/* Of those that can be taken. States before it that are the same version count, and all of the other
 * side. */
static bool is_own_version(const struct answer_decide *own, size_t state,
			   const struct answer_decide *other)
{
	for (size_t i = 0; i < state; i++)
		if (own->verdict.in_play[i] && same_version(own, state, own, i))
			return false;
	for (size_t i = 0; i < other->state_count; i++)
		if (other->verdict.in_play[i] && same_version(own, state, other, i))
			return false;
	return own->verdict.in_play[state];
}

static bool has_list(const struct answer_decide *decide, struct str name)
{
	for (size_t i = 0; i < decide->state_count; i++)
		if (str_equal(decide->lists[decide->states[i].list].name, name))
			return true;
	return false;
}

/* Lists that only the other side has a version of. */
static bool is_missing(const struct answer_decide *own, const struct answer_decide *other,
		       size_t list)
{
	struct str name = other->lists[list].name;
	return has_list(other, name) && !has_list(own, name);
}

/* -- for people -- */

static bool is_first_of(const struct decide_verdict *verdict, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (str_equal(verdict->rulings[i].by, verdict->rulings[index].by))
			return false;
	return true;
}

static void print_verdict(struct emit *e, enum word_id label, const struct answer_decide *decide)
{
	struct parts parts;
	parts_init(&parts, e);
	decide_show_outcomes(&parts.text, decide, e->style->language);
	bool named = decide_competing(&decide->verdict) != 0; /* who must rule */
	for (size_t i = 0; !named && i < decide->verdict.ruling_count; i++) {
		struct buf by;
		buf_init(&by, e->out->mem);
		decide_show_authority(&by, decide, decide->verdict.rulings[i].by);
		if (is_first_of(&decide->verdict, i))
			parts_word(&parts, WORD_RULED_BY, buf_str(&by), STR_NONE);
		buf_fini(&by);
	}
	parts_print(&parts, label);
}

/* With what each gives: that may be all that differs. */
static void print_weighing(struct emit *e, const struct gives *gives)
{
	for (size_t i = 0; i < gives->weighing_count; i++) {
		struct parts parts;
		parts_init(&parts, e);
		gives_show_one(&parts.text, &gives->weighing[i], e->style->language);
		parts_print(&parts, WORD_WEIGHS);
	}
}

static void print_rules(struct emit *e, const struct answer_decide *decide)
{
	size_t count;
	struct told_rule *told = decide_rules_told(&count, e->out->mem, decide, TOLD_DECIDES);
	for (size_t i = 0; i < count; i++) {
		struct parts parts;
		parts_init(&parts, e);
		name_add(&parts.text, decide->lists[told[i].list].name, told[i].rule->name);
		if (told[i].rule->clause.article.len)
			parts_word(&parts, WORD_IDENTITY, told[i].rule->clause.article, STR_NONE);
		parts_print(&parts, WORD_RULES);
	}
	mem_free(e->out->mem, told);
}

static void print_version(struct emit *e, const struct answer_decide *decide, size_t index)
{
	const struct answer_state *state = &decide->states[index];
	struct parts parts;
	parts_init(&parts, e);
	parts_list_version(&parts, decide->lists[state->list].name, &state->window);
	parts_print(&parts, WORD_VERSION);
	parts_source(e, &state->window);
}

static const struct gives *gives_of(const struct answer_replay *replay,
				    const struct answer_decide *side)
{
	return side == replay->then ? &replay->then_gives : &replay->now_gives;
}

/* The verdict; where versions differ from the other side, the rules and the versions that do. */
static void print_side(struct emit *e, enum word_id label, const struct answer_decide *own,
		       const struct answer_decide *other)
{
	const struct answer_replay *replay = e->answer->replay;
	print_verdict(e, label, own);
	if (!replay->now_same_effects)
		decide_print_effects(e, own);
	if (!replay->now_same_weighing)
		print_weighing(e, gives_of(replay, own));
	if (replay->now_same_outcome && replay->now_same_effects && replay->now_same_weighing &&
	    replay->now_same_versions)
		return;
	print_rules(e, own);
	for (size_t i = 0; i < own->state_count; i++)
		if (is_own_version(own, i, other))
			print_version(e, own, i);
	for (size_t i = 0; i < other->list_count; i++)
		if (is_missing(own, other, i))
			print_word(e, WORD_VERSION, WORD_NO_VERSION, other->lists[i].name,
				   STR_NONE);
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

static const enum word_id seal_words[] = {
	[CHANGED_NOTHING] = WORD_SEAL_INTACT,
	[CHANGED_ANSWER] = WORD_SEAL_BROKEN_ANSWER,
	[CHANGED_QUESTION] = WORD_SEAL_BROKEN_QUESTION,
	[CHANGED_UNKNOWN] = WORD_SEAL_BROKEN,
};

/* What the same question gives is of use only where it is the question that was asked. */
static bool is_repeated(const struct answer_replay *replay)
{
	return replay->changed <= CHANGED_ANSWER;
}

static void print_repeated(struct emit *e)
{
	const struct answer_replay *replay = e->answer->replay;
	struct str head = str_from_to(replay->head, 0,
				      replay->head.len < SHORT_OID ? replay->head.len : SHORT_OID);
	if (is_repeated(replay))
		print_word(e, WORD_REPEATED,
			   replay->is_same	     ? WORD_REPEATED_SAME
			   : replay->is_same_verdict ? WORD_REPEATED_TOLD
						     : WORD_REPEATED_OTHER,
			   head, replay->version);
	else if (replay->trouble.ptr)
		print_word(e, WORD_REPEATED, WORD_REPEATED_NOT, replay->trouble, STR_NONE);
	else
		print_word(e, WORD_REPEATED, WORD_REPEATED_VAIN, STR_NONE, STR_NONE);
}

static void print_asked(struct emit *e)
{
	struct parts parts;
	parts_init(&parts, e);
	parts_record_asked(&parts);
	parts_print(&parts, WORD_RECORD_ASKED);
}

static void print_now(struct emit *e)
{
	const struct answer_replay *replay = e->answer->replay;
	struct parts parts;
	parts_init(&parts, e);
	parts_word(&parts,
		   !replay->now_same_outcome	? WORD_NOW_OTHER
		   : !replay->now_same_effects	? WORD_NOW_EFFECTS
		   : !replay->now_same_weighing ? WORD_NOW_WEIGHING
		   : !replay->now_same_versions ? WORD_NOW_VERSIONS
						: WORD_NOW_SAME,
		   STR_NONE, STR_NONE);
	parts_known_at(&parts);
	parts_print(&parts, WORD_NOW);
}

void human_replay(struct emit *e)
{
	const struct answer_replay *replay = e->answer->replay;
	print_word(e, WORD_SEAL, seal_words[replay->changed], STR_NONE, STR_NONE);
	if (replay->changed == CHANGED_NOTHING)
		print_asked(e);
	print_repeated(e);
	if (replay->then) {
		print_side(e, WORD_THEN, replay->then, replay->now);
		print_side(e, WORD_NOW, replay->now, replay->then);
		print_now(e);
	}
	if (is_repeated(replay) && !replay->is_same) {
		buf_add_char(e->out, '\n');
		struct buf diff;
		buf_init(&diff, e->out->mem);
		unified_diff(&diff, replay->path, replay->sealed, replay->repeated);
		add_printable_lines(e, buf_str(&diff));
		buf_fini(&diff);
	}
}

/* -- as JSON -- */

static void json_rules(struct json *json, const struct answer_decide *decide)
{
	struct mem *mem = json->out->mem;
	size_t count;
	struct told_rule *told = decide_rules_told(&count, mem, decide, TOLD_DECIDES);
	struct buf name;
	buf_init(&name, mem);
	json_key(json, "rules");
	json_array(json);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&name);
		buf_add_name(&name, decide->lists[told[i].list].name, told[i].rule->name);
		json_str(json, buf_str(&name));
	}
	json_array_end(json);
	buf_fini(&name);
	mem_free(mem, told);
}

static void json_own_versions(struct json *json, const struct answer_decide *own,
			      const struct answer_decide *other)
{
	json_key(json, "other_versions");
	json_array(json);
	for (size_t i = 0; i < own->state_count; i++) {
		if (!is_own_version(own, i, other))
			continue;
		json_object(json);
		json_member(json, "list", own->lists[own->states[i].list].name);
		json_version(json, "version", &own->states[i].window);
		json_object_end(json);
	}
	json_array_end(json);
}

static void member_outcomes(struct json *json, const char *key, const struct answer_decide *decide)
{
	json_key(json, key);
	if (decide)
		json_outcome_names(json, decide->verdict.outcomes);
	else
		json_null(json);
}

static void member_side(struct json *json, const char *key, const struct answer_replay *replay,
			const struct answer_decide *own)
{
	const struct answer_decide *other = own == replay->then ? replay->now : replay->then;
	json_key(json, key);
	if (!own) {
		json_null(json);
		return;
	}
	json_object(json);
	json_rulings(json, &own->verdict);
	json_gives(json, gives_of(replay, own));
	json_rules(json, own);
	json_own_versions(json, own, other);
	json_object_end(json);
}

static void member_same(struct json *json, const char *key, const struct answer_replay *replay,
			bool same)
{
	if (replay->now)
		json_member_bool(json, key, same);
	else
		json_member_null(json, key);
}

static const char *changed_name(enum replay_changed changed)
{
	static const char *const names[] = {"nothing", "answer", "question_or_seal", "unknown"};
	return names[changed];
}

RESULT(replay_result)
{
	const struct answer_replay *replay = answer->replay;
	struct buf diff;
	(void)index;
	(void)language;
	buf_init(&diff, json->out->mem);
	if (is_repeated(replay) && !replay->is_same)
		unified_diff(&diff, replay->path, replay->sealed, replay->repeated);
	json_object(json);
	json_member(json, "head", replay->head);
	json_member(json, "made_by", replay->version);
	json_member_bool(json, "intact", replay->changed == CHANGED_NOTHING);
	json_text(json, "changed", changed_name(replay->changed));
	json_member_bool(json, "same", replay->is_same);
	if (is_repeated(replay))
		json_member_bool(json, "same_verdict", replay->is_same_verdict);
	else
		json_member_null(json, "same_verdict");
	member_outcomes(json, "then", replay->then);
	member_outcomes(json, "now", replay->now);
	member_same(json, "now_same_outcome", replay, replay->now_same_outcome);
	member_same(json, "now_same_effects", replay, replay->now_same_effects);
	member_same(json, "now_same_weighing", replay, replay->now_same_weighing);
	member_same(json, "now_same_versions", replay, replay->now_same_versions);
	member_side(json, "then_rests_on", replay, replay->then);
	member_side(json, "now_rests_on", replay, replay->now);
	json_member_or_null(json, "diff", buf_str(&diff));
	json_object_end(json);
	buf_fini(&diff);
}
