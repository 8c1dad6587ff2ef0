/* Grounds of steps: the clause as it can be looked up, with its list and the day of its version;
 * the law with its edition. */
#include "emit/verdict/ground.h"

#include "emit/enum_word.h"
#include "emit/human/parts.h"
#include "emit/verdict/keyword.h"

#include "base/text/utf8.h"

static void add_keyword(struct buf *out, const char *kind, struct str first, struct str second,
			enum language language)
{
	const struct keyword_row *row = keyword_row_find(kind, first, second);
	if (out->len)
		buf_add_char(out, ' ');
	buf_add(out, row->spelling[language]);
}

/* What a clause about versions says. */
static void add_choice(struct buf *out, enum ir_transition choice, enum language language)
{
	static const char *const words[] = {
		[IR_OLD_UNLESS_LIGHTER] = "old_unless_lighter", [IR_OLD] = "old", [IR_NEW] = "new"};
	add_keyword(out, "TRANSITION", str_from(words[choice]), STR_NONE, language);
}

/* Levels and authorities. */
static void add_delegates(struct buf *out, const struct ir_strs *delegates, enum language language)
{
	for (size_t i = 0; i < delegates->count; i++) {
		struct str name = delegates->items[i];
		const struct keyword_row *level = keyword_row_find("LEVEL", name, STR_NONE);
		if (i)
			buf_add(out, word_text(language, WORD_LIST_COMMA));
		else
			buf_add_char(out, ' ');
		utf8_printable(out, level ? level->spelling[language] : name);
	}
}

/* "binding before ORGAN for LIST". */
static void add_recognition(struct buf *out, const struct ir_recognition *said,
			    enum language language)
{
	add_keyword(out, "WORD", said->binding ? STR("binding") : STR("advisory"), STR_NONE,
		    language);
	add_keyword(out, "WORD", STR("before"), STR_NONE, language);
	buf_add_char(out, ' ');
	utf8_printable(out, said->before);
	if (said->whose.len == 0)
		return;
	add_keyword(out, "WORD", STR("for"), STR_NONE, language);
	buf_add_char(out, ' ');
	utf8_printable(out, said->whose);
}

static void add_clause(struct buf *out, const struct decide_ground *ground, enum language language)
{
	static const struct str words[][2] = {
		[DECIDE_CLAUSE_TRANSITION] = {{"transition", 10}},
		[DECIDE_CLAUSE_CONTINUING] = {{"continuing", 10}},
		[DECIDE_CLAUSE_DELEGATES] = {{"delegates", 9}, {"to", 2}},
		[DECIDE_CLAUSE_SAVES] = {{"saves", 5}},
		[DECIDE_CLAUSE_REPEALS] = {{"repeals", 7}},
		[DECIDE_CLAUSE_RECOGNITION] = {{"recognition", 11}},
	};
	const struct str *word = words[ground->clause];
	add_keyword(out, "PROP", word[0], word[1], language);
	if (ground->clause == DECIDE_CLAUSE_DELEGATES)
		add_delegates(out, &ground->text->delegates, language);
	if (ground->recognition)
		add_recognition(out, ground->recognition, language);
	if (ground->clause == DECIDE_CLAUSE_CONTINUING)
		add_choice(out, ground->text->continuing, language);
	if (ground->clause != DECIDE_CLAUSE_TRANSITION)
		return;
	add_choice(out, ground->text->transition, language);
	if (ground->text->transition_at != IR_DECISION)
		return;
	add_keyword(out, "OPER", STR("as"), STR("of"), language);
	add_keyword(out, "MOMENT", STR("decision"), STR_NONE, language);
}

static void add_law(struct buf *out, const struct decide_ground *ground, enum language language)
{
	if (out->len)
		buf_add(out, word_text(language, WORD_SEMICOLON));
	buf_add_text(out, ground->law);
	buf_add_text(out, ground->articles);
	if (!ground->is_reported)
		return;
	buf_add(out, word_text(language, WORD_COMMA));
	buf_add(out, word_text(language, WORD_MARK_REPORTED));
}

void ground_add(struct buf *out, const struct answer_decide *decide,
		const struct decide_scenario *scenario, const struct decide_step *step,
		enum language language)
{
	struct decide_ground ground;
	struct buf text, clause;
	struct day day;
	decide_ground(&ground, decide->given, scenario, step);
	buf_init(&text, out->mem);
	buf_init(&clause, out->mem);
	if (ground.text) {
		add_clause(&clause, &ground, language);
		word_add(&text, language, WORD_OWN_CLAUSE,
			 ARGS(ground.text->name, day_text(&day, ground.text->effective),
			      buf_str(&clause)));
	}
	if (ground.law)
		add_law(&text, &ground, language);
	buf_add(out, buf_str(&text));
	buf_fini(&clause);
	buf_fini(&text);
}

/* Of a clause in favour of another list's findings both lists are named. */
enum word_id step_word(const struct decide_step *step)
{
	return step->principle == PRINCIPLE_BINDING && step->loser != NO_LIST
		       ? WORD_STEP_BINDING_BY
		       : principle_word(step->principle);
}

void ground_show(struct buf *out, const struct answer_decide *decide,
		 const struct decide_scenario *scenario, const struct decide_step *step,
		 enum language language)
{
	struct buf text;
	buf_init(&text, out->mem);
	ground_add(&text, decide, scenario, step, language);
	if (text.len)
		word_add(out, language, WORD_IN_BRACKETS, ARGS(buf_str(&text)));
	buf_fini(&text);
}
