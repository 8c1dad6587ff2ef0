/* What a step rests on: a clause of a list, or the edition of the law that was in force on the day.
 */
#include "decide/recognition.h"

#include "base/value/date.h"

struct edition_row {
	int year, month, day;
	const char *name;
	enum ir_provenance provenance;
};

static const struct edition_row editions[] = {
#define EDITION(year, month, day, name, provenance) {year, month, day, name, IR_##provenance},
#define CITATION(principle, a, b, c)
#define CLAUSE(principle, clause, whose)
#include "decide/citation.def"
#undef EDITION
#undef CITATION
};

struct citation_row {
	const char *articles[countof(editions)]; /* NULL: the law does not say so */
};

static const struct citation_row citations[PRINCIPLE_COUNT] = {
#define EDITION(year, month, day, name, provenance)
#define CITATION(principle, a, b, c) [PRINCIPLE_##principle] = {{a, b, c}},
#include "decide/citation.def"
#undef CITATION
#undef CLAUSE
};

enum whose { CHOOSING, TAKEN_OF_WINNER, TAKEN_OF_LOSER };

struct clause_row {
	enum decide_clause clause;
	enum whose whose;
};

static const struct clause_row clauses[PRINCIPLE_COUNT] = {
#define CITATION(principle, a, b, c)
#define CLAUSE(principle, clause, whose) [PRINCIPLE_##principle] = {DECIDE_CLAUSE_##clause, whose},
#include "decide/citation.def"
#undef EDITION
#undef CITATION
#undef CLAUSE
};

/* NULL: there was no such law yet. */
static const struct edition_row *edition_on(int32_t day)
{
	const struct edition_row *found = NULL;
	for (size_t i = 0; i < countof(editions); i++)
		if (date_from_civil(editions[i].year, editions[i].month, editions[i].day) <= day)
			found = &editions[i];
	return found;
}

static const struct ir_list *text_of(const struct decide_case *given,
				     const struct decide_scenario *scenario, uint32_t list)
{
	uint32_t taken = list == NO_LIST ? NO_STATE : scenario->taken[list];
	return taken == NO_STATE ? NULL : given->states[taken].list;
}

/* Whoever stands below the issuer is bound without a clause; then there is no list beside its own.
 */
static bool has_clause(const struct decide_step *step)
{
	return clauses[step->principle].clause != DECIDE_CLAUSE_NONE &&
	       (step->principle != PRINCIPLE_BINDING || step->loser != NO_LIST);
}

static const struct ir_list *clause_text(const struct decide_case *given,
					 const struct decide_scenario *scenario,
					 const struct decide_step *step)
{
	switch (clauses[step->principle].whose) {
	case CHOOSING:
		return given->lists[step->winner].clauses;
	case TAKEN_OF_WINNER:
		return text_of(given, scenario, step->winner);
	case TAKEN_OF_LOSER:
		break;
	}
	return text_of(given, scenario, step->loser);
}

static const struct ir_recognition *recognition_of(const struct decide_case *given,
						   const struct ir_list *text,
						   const struct decide_step *step)
{
	return step->principle == PRINCIPLE_BINDING
		       ? recognition_binding(given, text, step->loser)
		       : recognition_advising(given, text, step->winner);
}

void decide_ground(struct decide_ground *out, const struct decide_case *given,
		   const struct decide_scenario *scenario, const struct decide_step *step)
{
	const struct edition_row *edition = edition_on(given->law_day);
	*out = (struct decide_ground){.law = NULL};
	if (has_clause(step))
		out->text = clause_text(given, scenario, step);
	if (out->text)
		out->clause = clauses[step->principle].clause;
	if (out->clause == DECIDE_CLAUSE_RECOGNITION)
		out->recognition = recognition_of(given, out->text, step);
	if (!edition)
		return;
	out->articles = citations[step->principle].articles[edition - editions];
	out->law = out->articles ? edition->name : NULL;
	out->is_reported = out->articles && edition->provenance != IR_VERIFIED;
}
