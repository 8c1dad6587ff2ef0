/*
 * What a change does to a record: the record that leads to one revision, the side before, and the
 * one that leads to another, the side after, each read by itself. Of the side before is kept what
 * the other is held against; what is new goes to the diagnostics of the side after. Private to
 * api/.
 */
#ifndef TOLC_API_SINCE_H
#define TOLC_API_SINCE_H

#include "api/record/asking.h"
#include "api/text/program.h"
#include "history/record/change.h"

struct answer_decide;
struct deciding_record;

/* A text on record. path empty: none. */
struct since_place {
	struct str path;
	const uint8_t *blob;
	uint32_t line;
	bool is_unrecorded;
	struct str commit; /* 40 hex digits; ptr NULL: none yet */
	int32_t day;	   /* on which it was recorded */
};

/* Strings and arrays are the answer's: they outlive the view. */
struct since_list {
	struct str name;
	struct change_window *windows; /* in which a text answers */
	struct since_place *places;    /* of these texts, or of what repealed a rule of them */
	size_t window_count;
	int32_t *versions; /* effective dates on record, ascending */
	size_t version_count;
};

struct since_finding {
	struct finding finding;
	struct diag_args args;
	struct digest key;	     /* equal on both sides where the finding is the same */
	const struct digest *missed; /* substance of the text that should stand; NULL: of none */
	struct since_place place;
	struct since_place other;
};

/* A case block of the side before, decided on the record of a side. */
struct since_case {
	const struct ir_case *block;
	const struct answer_decide *decide; /* NULL: it could not be decided */
};

struct since_side {
	struct asking asking;
	struct program *program;  /* the tree it leads to */
	const uint8_t **blobs;	  /* of the program's files */
	int32_t day;		  /* on which its last commit was recorded */
	struct since_list *lists; /* by name */
	size_t list_count;
	struct since_finding *findings;
	size_t finding_count;
	struct deciding_record *record; /* NULL: no case was decided yet */
	struct since_case *cases;
	size_t case_count;
};

/* since_side.c: opens a record, reads its tree, asks about its logic and keeps what it says. Fails
 * as asking_begin. */
int since_side_open(struct since_side *side, struct tol_session *session,
		    const struct tol_record_options *options, enum tol_logic logic);
/* As cases ask it; opened when it is first wanted. */
int since_record(struct deciding_record **out, struct since_side *side);
/* Where an entry of a list stands. */
struct since_place since_entry_place(struct since_side *side, uint32_t list, uint32_t entry);
bool since_has_version(const struct since_list *list, int32_t effective);
/* NULL where nothing is known of the list. */
const struct since_list *since_side_list(const struct since_side *side, struct str name);

/* Where a text stands, as it was then; while the record is open. NULL for no place. */
struct source *since_source(struct since_side *side, const struct since_place *place);
/* The line of a place. */
struct span since_span(struct source *source, const struct since_place *place);
/* At the line of a place. */
struct diag *since_report(struct since_side *side, const struct since_place *place, enum diag_id id,
			  struct diag_args args);
/* Another place of a diagnostic; nothing for no place. */
void since_note(struct since_side *side, struct diag *diag, const struct since_place *place,
		enum hint_id label);

/* since_line.c: from where two texts of a list stand to where they differ: in what they say, or
 * only in their days; or in whatever comes first, the days among it. */
enum since_reading { SINCE_SAID, SINCE_DAYS };
void since_differ(struct since_side *side, enum since_reading reading, struct since_place *now,
		  struct since_place *then);

/* since_check.c: of what is wrong with the texts, what was wrong before is told no more. */
void since_drop_old(struct since_side *after, const struct since_side *before);

/* since_record.c: what is wrong with the record and was not; new versions that leave open which
 * version decides. */
void since_tell_findings(struct since_side *after, const struct since_side *before);
void since_tell_transitions(struct since_side *after, const struct since_side *before);

/* since_past.c: days of the past for which another answer is given, or none. */
int since_tell_past(struct since_side *after, struct since_side *before);

/* since_case.c: case blocks decided; those of the side before, on both. */
int since_decide(struct since_side *side, const struct since_side *blocks);
void since_tell_cases(struct since_side *after, const struct since_side *before);
int since_decide_case(struct deciding_record *record, struct since_case *one);
/* "tolerated or barred, may need a ruling" */
void since_describe(struct buf *out, const struct answer_decide *decide, enum language language);

/* since_harm.c: conduct of the past that comes out heavier than before. */
int since_tell_harm(struct since_side *after, struct since_side *before);

/* since.c: the question. */
int since_ask(struct tol_answer **out, struct tol_session *session,
	      const struct tol_check_options *options);

#endif
