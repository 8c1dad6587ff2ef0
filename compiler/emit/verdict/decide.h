/* What the formats share when they tell of a verdict: names and words of what was found. */
#ifndef TOLC_EMIT_DECIDE_H
#define TOLC_EMIT_DECIDE_H

#include "emit/answer_decide.h"
#include "emit/machine/json.h"
#include "emit/writer.h"

struct parts;

/* "tolerated", "barred", "silent"; what a state says in a lane, or NULL where that is open. */
const char *decide_says(const struct answer_decide *decide, uint32_t state,
			const struct eval_result *lanes);
/* "true", "false", "unknown" */
const char *decide_truth(enum eval_truth truth);
const char *decide_why_name(enum decide_why why);
const char *effect_name(enum ir_effect effect);
const char *strength_name(enum ir_strength strength);
struct str decide_fact_name(const struct answer_decide *decide, uint32_t fact);
const struct ir_rule *decide_rule(const struct answer_decide *decide, uint32_t state,
				  uint32_t rule);
/* Whether one rule, be it in two versions, gives the same. */
bool decide_same_giver(const struct answer_decide *decide, const struct decide_effect *a,
		       const struct decide_effect *b);
/* A value of the fact as text: "yes", "minor", "2019-05-01". */
void decide_add_value(struct buf *out, const struct answer_decide *decide, uint32_t fact,
		      int64_t number);
/* The same as a case gives it in JSON. */
void decide_json_value(struct json *json, const struct answer_decide *decide, uint32_t fact,
		       int64_t number);
void decide_add_supposed(struct buf *out, const struct answer_decide *decide,
			 const struct decide_supposed *supposed);
/* For people: a name in their script where the vocabulary has one, choices by their labels. */
struct str decide_fact_shown(const struct answer_decide *decide, uint32_t fact,
			     enum language language);
void decide_show_facts(struct buf *out, const struct answer_decide *decide,
		       const struct decide_facts *facts, enum word_id between,
		       enum language language);
void decide_show_value(struct buf *out, const struct answer_decide *decide, uint32_t fact,
		       int64_t number, enum language language);
struct str decide_choice_shown(const struct answer_decide *decide, uint32_t fact, uint32_t choice);
struct str decide_outcome_shown(enum decide_outcome outcome, enum language language);
/* For people: the outcomes that are possible, and what whoever reads no further must know: that
 * they need a ruling, that no fact settles them, or that a list could not be read. */
void decide_show_outcomes(struct buf *out, const struct answer_decide *decide,
			  enum language language);
/* Those that are possible by themselves: in a conflict, what competes is not. Bits. */
uint8_t decide_outcomes_alone(const struct decide_verdict *verdict);
/* What competes in the conflicts that are possible; 0: none is. */
uint8_t decide_competing(const struct decide_verdict *verdict);
/* "a conflict of norms (tolerated or barred)"; nothing where none is possible. */
void decide_add_conflict(struct buf *out, const struct decide_verdict *verdict,
			 enum language language);
/* The title of an authority, or its name where it has none. */
struct str decide_authority_title(const struct answer_decide *decide, struct str name);
/* For people: the title and the name in brackets. */
void decide_show_authority(struct buf *out, const struct answer_decide *decide, struct str name);
/* A word about an authority, with something said before it. */
void decide_parts_about(struct parts *parts, enum word_id word, struct str before,
			const struct answer_decide *decide, struct str name);
/* Whether the organ is the authority of the case, or above it. */
bool decide_organ_stands_over(const struct answer_decide *decide);
/* Whether any list is uncertain on a day that counts. */
bool decide_is_uncertain(const struct answer_decide *decide);
/* Whether a list is uncertain, and for another reason than those before it. */
bool decide_doubts_first(const struct answer_decide *decide, size_t list);

/* What a condition reads of the one fact that it asks. */
enum decide_origin {
	READ_UNKNOWN,
	READ_GIVEN,
	READ_SUPPOSED,
	READ_EXAMPLE, /* supposed only to tell of it: the outcome is the same otherwise */
	READ_PRESUMED,
};

struct decide_reading {
	uint32_t fact;
	enum decide_origin origin;
	int64_t number; /* of READ_UNKNOWN nothing */
};

/* What the text presumes of the fact; false: nothing. */
bool decide_presumes(int64_t *number, const struct answer_decide *decide,
		     const struct ir_list *text, uint32_t fact);
/* False where it asks none, or more than one thing. */
bool decide_read(struct decide_reading *out, const struct answer_decide *decide,
		 const struct decide_scenario *scenario, const struct answer_state *state,
		 const struct ir_expr *expr);

/* How a value of that origin is told: {0} the value. Not of READ_UNKNOWN. */
enum word_id decide_reading_word(enum decide_origin origin);
/* Under what the scenario supposes. */
enum eval_truth decide_condition_truth(const struct answer_decide *decide,
				       const struct decide_scenario *scenario,
				       const struct answer_state *state,
				       const struct ir_expr *expr);

/* The members "effect" and "strength"; member "effects", an array of objects that have them. */
void json_effect(struct json *json, enum ir_effect effect, enum ir_strength strength);
void json_effects(struct json *json, const struct ir_effect_item *items, size_t count);
/* An array of their names; the same as member "outcomes". */
void json_outcome_names(struct json *json, uint8_t outcomes);
void json_outcomes(struct json *json, uint8_t outcomes);
/* Members "needs_ruling" and "rulings". */
void json_rulings(struct json *json, const struct decide_verdict *verdict);
/* Member "verdict". */
void json_verdict(struct json *json, const struct answer_decide *decide);
/* Member "why": the reasons, as a tree (decide_why.c). */
void json_why(struct json *json, const struct answer_decide *decide);
/* As its newest version in play calls it; the name where none has a title. */
struct str decide_list_title(const struct answer_decide *decide, uint32_t list);
/* On a screen lists and rules are called by the names that the tool takes; on paper by their titles. */
enum decide_naming { BY_NAME, BY_TITLE };
struct str decide_list_called(const struct answer_decide *decide, uint32_t list,
			      enum decide_naming naming);

#endif
