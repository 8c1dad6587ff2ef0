/*
 * Private to api/: many cases, one a line (tolc decide --cases). Lines gather in a block; when it is
 * full, its rows are decided plan by plan and written in the order in which they came.
 *
 *	batch.c        the handle: chunks to lines, blocks
 *	batch_quick.c  a line to a row, where it says nothing odd
 *	batch_scan.h   its pieces
 *	batch_read.c   any other line to a row, or to what is wrong with it
 *	batch_plan.c   which plan a row belongs to, and the columns of its rows
 *	batch_write.c  verdicts and complaints to text
 *	change/impact.c  two batches side by side
 */
#ifndef TOLC_API_BATCH_H
#define TOLC_API_BATCH_H

#include "api/decide/deciding.h"
#include "decide/many/many.h"

enum {
	BATCH_LINES = 2048,	/* of a block */
	BATCH_LINE_MAX = 1 << 20, /* bytes */
	BATCH_PLANS = 64,	/* kept */
	BATCH_MEMBERS = 8,	/* of a case */
	BATCH_PADDING = 64	/* bytes behind a line that can be read */
};

/* What a verdict says before it names rules. */
struct batch_head {
	struct decide_brief brief;
	struct str text;
};

/* What verdicts are put together from, as JSON. */
struct batch_words {
	VEC(struct batch_head) heads; /* those there were so far */
	struct str *rules; /* ,"LIST/RULE" by number */
	struct str *facts; /* ,"NAME" by fact */
	uint64_t *illustrative; /* by number of the rule, as bits */
	size_t most;	   /* bytes of all rules, and of facts that are told twice */
};

/* The values of one variable in the rows of a plan. */
struct batch_column {
	uint64_t *given;
	uint64_t *bits;	  /* NULL: it has numbers */
	int64_t *numbers; /* NULL: it has bits */
};

struct batch_quick;

struct batch_plan {
	struct arena arena;
	struct plan_wanted wanted; /* on the first days that asked for it */
	int32_t from[PLAN_DAYS];   /* any days in these spans lead to it; to is excluded */
	int32_t to[PLAN_DAYS];
	struct deciding_plan *plan;
	struct decide_many many;
	struct batch_words words;
	struct batch_quick *quick; /* how its facts are read */
	/* What is given, by lane: row_words each, bits by variable; and their values where those are bits.
	 * Numbers stand in the columns at once. */
	uint64_t *given;
	uint64_t *bits;
	size_t row_words;
	struct batch_column *rooms; /* by variable */
	struct eval_column *columns;
	size_t rows;
	size_t room; /* for so many rows */
	uint64_t used; /* number of the block that asked for it last */
	uint64_t number; /* of all plans there were */
	struct batch_plan *next;
};

/* A line of the block. */
struct batch_row {
	struct batch_plan *plan; /* NULL: the line is bad */
	uint32_t lane;
	uint64_t line;
	size_t id_at, id_length; /* in the block's text: the id as JSON; length 0: none */
	size_t message_at, message_length; /* why it is bad */
	enum diag_id trouble;
};

struct tol_batch {
	struct tol_session *session;
	struct asking asking;
	struct deciding_record *record;
	struct case_input defaults;
	struct str path;   /* of the input, for messages */
	int32_t today;
	struct batch_plan *plans; /* the one used last first */
	size_t plan_count;
	uint64_t plans_made;
	struct arena scratch; /* of one line */
	struct buf carry;     /* the beginning of a line whose end has not come */
	bool overlong;	      /* what was there of it was too long and is forgotten */
	struct batch_row *rows;
	size_t row_count;
	struct buf text;      /* of the block */
	uint64_t block;	      /* its number */
	uint64_t line; /* so many are done */
	uint64_t bad;
	struct quick_key *members; /* of a case, as they stand in a line */
	struct buf out;
	struct buf complaints;
	bool has_told; /* what is to be said of the time asked about */
	/* Who takes the rows of a block that was decided; NULL: they are written. */
	void (*take)(void *data, const struct tol_batch *batch);
	void *data;
};

/* batch_read.c: one line, without its end. Fails where the record cannot be read. */
int batch_read_line(struct tol_batch *batch, struct str line);
/* A line that is bad: why is the session's error. */
void batch_refuse(struct tol_batch *batch, struct str id);
void batch_row_add(struct tol_batch *batch, struct str id, struct batch_plan *plan, size_t lane);

/* batch_quick.c: where the line ends, or NULL, and nothing done, where it must be read in full. Its end
 * is there, and BATCH_PADDING bytes behind that can be read. */
const char *batch_quick_line(struct tol_batch *batch, const char *line);
void batch_quick_open(struct tol_batch *batch);
void batch_quick_make(struct batch_plan *plan);
void batch_quick_free(struct batch_plan *plan);

/* batch_plan.c: TOL_EUSAGE where there can be none. */
int batch_plan_find(struct batch_plan **out, struct tol_batch *batch,
		    const struct case_input *input);
/* The same among plans that there are; NULL: it is none of them. */
struct batch_plan *batch_plan_known(struct tol_batch *batch, const struct case_input *input);
/* The lane of the next row of the plan, with room for it. */
size_t batch_plan_room(struct batch_plan *plan);
/* The same, and it is taken. */
size_t batch_plan_row(struct batch_plan *plan);
/* What was given in a lane that was not taken. */
void batch_plan_forget(struct batch_plan *plan, size_t lane);
void batch_plan_give(struct batch_plan *plan, size_t lane, uint32_t fact, int64_t number);
void batch_plan_days(struct batch_plan *plan, size_t lane, const struct case_input *input);
/* Decides its rows. */
void batch_plan_run(struct batch_plan *plan);
/* After a block: rows are forgotten, and so are plans that were not used for long. */
void batch_plans_rest(struct tol_batch *batch);
void batch_plans_free(struct tol_batch *batch);

/* batch_write.c */
void batch_words_make(struct batch_plan *plan);
void batch_words_free(struct batch_plan *plan);
void batch_write(struct tol_batch *batch);
/* What is said of a bad line for people: the session's error and hint. */
void batch_complain(struct tol_batch *batch);
void batch_tell_record(struct tol_batch *batch);

#endif
