/* Private to api/: one case while it is being decided. */
#ifndef TOLC_API_DECIDING_H
#define TOLC_API_DECIDING_H

#include "api/record/load.h"
#include "emit/answer_decide.h"

/* The blocks whose facts a case has: what the later one says takes the place of the earlier's. */
enum case_block { CASE_BLOCK_NAMED, CASE_BLOCK_FILE, CASE_BLOCKS };

/* A case before the record is asked: from options, a case block, or a line of a batch. */
struct case_input {
	struct str name; /* of a case block; ptr NULL: none */
	struct str subject;
	struct str organ;
	int32_t conduct_from;
	int32_t conduct_to;
	int32_t accountable;
	int32_t decided;
	int32_t closed;
	struct str title;
	struct str published; /* what was really decided; ptr NULL: not said */
	struct str source;    /* where that stands; ptr NULL: not said */
	bool made_up;	      /* the case is */
	bool is_line;	      /* of a batch */
	const struct ir_case *blocks[CASE_BLOCKS]; /* NULL: none */
	struct program *read;			   /* what the named block was read with, or NULL */
	const char *const *sets;     /* "NAME=VALUE" */
	size_t set_count;
	struct str facts; /* JSON object; ptr NULL: none */
	struct str facts_path;
};

/* The record as one or many cases ask it. */
struct deciding_record {
	struct asking *asking;
	struct arena *arena; /* the answer's */
	struct loader loader;
	struct load_tree *declaring; /* NULL: nothing is declared */
	struct str clock; /* why what was known then is uncertain; empty: it is not */
};

struct deciding_state {
	uint32_t list; /* number in the view */
	uint32_t text; /* among the loader's entries */
	int32_t day;
	const struct window *window;
	bool *in_force; /* by rule */
	size_t rule_count;
};

struct deciding_list {
	uint32_t number; /* in the view */
	uint32_t issuer;
	uint32_t first; /* states: on the first day of the conduct */
	uint32_t last;	/* on its last */
	uint32_t accountable; /* when accountability started */
	uint32_t decided;     /* when the case was decided */
	uint32_t ended; /* the last one until accountability started, where none was in force */
	uint32_t ended_decided; /* until the case was decided */
	bool at_decision; /* the new version is that at the decision */
	const struct window *doubt; /* that makes one of the days uncertain; NULL: none */
};

/* The days on which versions are looked up. */
enum plan_day { PLAN_CONDUCT_FROM, PLAN_CONDUCT_TO, PLAN_ACCOUNTABLE, PLAN_DECIDED, PLAN_DAYS };

/* What a plan rests on. */
struct plan_wanted {
	struct str subject;
	struct str organ;
	int32_t days[PLAN_DAYS];
	const struct ir_case *const *blocks; /* CASE_BLOCKS whose facts are known too; NULL: none */
};

/* Which versions of which lists have a say, compiled: the same for many cases. */
struct deciding_plan {
	struct deciding_record *record;
	struct asking *asking;
	struct arena *arena;
	struct mem *mem;
	const struct plan_wanted *wanted; /* while it is made */
	const struct ir_authority *subject;
	const struct ir_authority *organ;
	struct decide_authority *chain;
	size_t chain_count;
	VEC(struct deciding_state) states;
	VEC(struct deciding_list) lists;
	struct eval_facts facts;
	struct decide_play *play;
	struct decide_case given; /* but for its columns */
};

struct deciding {
	struct deciding_plan *plan;
	struct asking *asking;
	struct arena *arena;
	const struct case_input *input;
	struct answer_decide *out;
	struct decide_case given; /* the plan's, with its columns */
};

/* given/case.c */
int case_check(struct tol_session *session, const struct case_input *input);
/* What is odd about its days, though it can be decided. */
void case_tell_days(struct tol_answer *answer, const struct case_input *input);
/* The same without a word. */
bool case_is_sound(const struct case_input *input);
void case_from_block(struct case_input *out, const struct ir_case *block);
/* What a block in a file of facts says beside it, its facts and its days. */
void case_from_file(struct case_input *out, const struct ir_case *block);

/* plan.c: lives in the arena, and is to be freed before it; borrows from the record. TOL_EUSAGE where
 * an authority is not declared. */
int plan_make(struct deciding_plan **out, struct deciding_record *record, struct arena *arena,
	      const struct plan_wanted *wanted);
void plan_free(void *plan);
void plan_days(int32_t days[PLAN_DAYS], const struct case_input *input, int32_t today);

/* deciding.c. The record is the answer's, and given back with it. */
int deciding_open(struct deciding_record **out, struct asking *asking);
/* What the case has may be incomplete or out of order: TOL_EUSAGE. *out is the answer's; input need
 * not live on, but its case blocks must. options: what is wanted of the verdict; may be NULL. */
int deciding_case(struct answer_decide **out, struct deciding_record *record,
		  const struct case_input *input, const struct decide_options *options);

/* The outcomes of a case block alone; *out is NULL where it cannot be decided, which is no failure:
 * *trouble, which lives as long as the answer, says why. trouble may be NULL. */
int deciding_outcomes(const struct answer_decide **out, struct str *trouble,
		      struct deciding_record *record, const struct ir_case *block);

/* decide.c: the record opened, one case decided on it. */
int deciding_run(struct tol_answer **out, struct tol_session *session,
		 const struct tol_record_options *wanted, const struct case_input *input);

/* edited.c: notes of versions that the files, which were read for the case, have otherwise than the
 * record. */
void deciding_tell_edited(struct deciding_record *record, const struct answer_decide *decided,
			  struct program *read);

/* deadline.c: when the steps are due that are counted from the start of accountability. Of an
 * answer that holds a verdict; made in its arena. */
int deadline_add_dues(struct tol_answer *answer);

/* given/bind.c: what is given, as columns. After the play was made. Fails where a name or value is
 * wrong. */
int bind_facts(struct deciding *deciding);

/* What is said later wins: a case block, then a file of facts, then arguments. */
struct given_facts {
	struct deciding_plan *plan;
	struct arena *arena; /* for what is said of them */
	struct answer_given *givens; /* by fact */
	bool *is_given;		     /* by fact: said, if only to be unknown */
};

/* The fact of that name; TOL_EUSAGE where there is none. */
int given_named(struct given_facts *given, uint32_t *out, struct str name);
/* A value as value_parse reads it; TOL_EUSAGE where it is none of the fact's. */
int given_value(struct given_facts *given, uint32_t fact, struct str text);
void given_unknown(struct given_facts *given, uint32_t fact);
/* JSON, as it can be pointed at. */
struct json_text {
	struct str path;
	struct str text;  /* the value that is read */
	struct str whole; /* the text it is a part of */
	bool is_line;	  /* that is one line of many: places are columns */
};

struct json_read;
/* given/json_text.c: what the reader found wrong; returns TOL_EUSAGE. */
int json_text_fail(struct tol_session *session, const struct json_text *text,
		   const struct json_read *json);
/* The same for what stands at an offset of the value. */
int json_text_fail_at(struct tol_session *session, const struct json_text *text, size_t offset,
		      enum diag_id id, struct str name, enum hint_id hint);

/* What failed with that status is said with its place; of a line, which is told by its number, it is
 * left alone. Returns the status. */
int json_text_placed(struct tol_session *session, const struct json_text *text, size_t offset,
		     int status);

/* given/facts_json.c: facts as a JSON object. */
int facts_json(struct given_facts *given, const struct json_text *text);

/* given/value.c */
enum value_status {
	VALUE_GOOD,
	VALUE_UNKNOWN,
	VALUE_WRONG_TYPE,
	VALUE_NO_CHOICE,
	VALUE_TOO_LARGE,
	VALUE_TOO_FINE,
};

/* A value as it is written on the command line. choice: what could not be read, of VALUE_NO_CHOICE. */
enum value_status value_parse(int64_t *out, struct str *choice, const struct eval_fact *fact,
			      struct str text);

#endif
