/* Private to api/: texts that see each other's declarations, taken through the stages. */
#ifndef TOLC_API_PROGRAM_H
#define TOLC_API_PROGRAM_H

#include "api/text/share.h"
#include "analyze/finding.h"
#include "check/check.h"

/* What becomes of the tree of a file that declares nothing for others once it is checked. */
enum program_trees {
	PROGRAM_KEEPS_TREES,
	PROGRAM_DROPS_TREES, /* less than half the memory, and faster */
};

struct recorded;

struct program {
	struct tol_answer *answer; /* owns all that is made, until it is freed */
	struct selected *files;
	size_t count;
	struct selected *aside; /* read as well, but not taken through the stages */
	size_t aside_count;
	struct unit *units;
	struct declarations *declarations;
	struct ir_unit *checked;
	struct environment environment;
	struct sharing sharing;
	struct diag_list declared; /* what is wrong with declarations as a whole */
	enum check_depth depth;
	enum program_trees trees;
	const struct recorded *recorded; /* for program_reason; NULL: the files tell all there is */
};

/* What is wrong with texts that were asked about goes to the answer's diagnostics. Large programs
 * are read by several threads; the outcome is the same. */
void program_make(struct program *program, enum tol_stage last);
/* logic.c: what is odd about the logic of lists, and of lists below others. After program_make with
 * the last stage. */
void program_reason(struct program *program, enum tol_logic logic);
/* crossed.c: of each list one finding for each red line that it crosses; last of all. */
void crossings_join(struct diag_list *diags);
/* Findings about several texts at once: those that are told at a place that was asked about. */
void program_join(const struct program *program, struct diag_list *found);
/* The file with that path, set aside or not; NULL: there is none. */
const struct source *program_file(const struct program *program, struct str path);
/* The same parsed; NULL: it was set aside. */
const struct unit *program_unit(const struct program *program, const struct source *source);
bool program_is_wanted(const struct program *program, const struct source *source);
/* The same of a text that was read from the record: with the file in whose place it stood, or where
 * everything was asked about. */
bool program_is_told(const struct program *program, const struct source *source);
void program_fini(struct program *program);
/* It ends with the answer, in whose arena it lies. */
void program_keep(struct program *program, struct tol_answer *answer);
/* The first error in a block that is not readable, "PATH:LINE:COLUMN: message", kept by the answer
 * that holds it. frame: how many bytes stand before what its reader wrote, all on line 1. */
struct str program_mistake(struct tol_answer *read, const struct ir_place *block, uint32_t frame);

#endif
