/*
 * check/: tree -> IR. Names are resolved, types compared, conditions lowered; what is wrong goes to
 * the diagnostics. This header is the stage's interface.
 *
 * Vocabularies and authorities are declared first, file by file (check_declare), and make up the
 * environment of a tree; lists and cases of a file are then lowered against it (check_unit), and
 * lists are held against each other last (check_across).
 */
#ifndef TOLC_CHECK_CHECK_H
#define TOLC_CHECK_CHECK_H

#include "base/map.h"
#include "ir/ir.h"
#include "syntax/parse.h"

/* The names under which a vocabulary's facts are known. */
struct vocabulary_scope {
	struct ir_vocabulary *vocabulary;
	struct map facts; /* name, alias or former name -> struct ir_fact * */
	bool misread;	  /* so was its file: facts may be missing */
	bool told; /* so is what is wrong there: a fact that lacks needs no word of its own */
	bool unsure;	  /* declared twice in this tree */
	const struct vocabulary_scope *twin; /* the other one then, or one of them */
};

/* What one file declares for others. Lives in the arena it was made in. */
struct declarations {
	struct vocabulary_scope **vocabularies;
	size_t vocabulary_count;
	struct ir_authority **authorities;
	size_t authority_count;
	bool lost; /* nothing of the file could be read, and whoever asks is told so */
};

/* Vocabularies and authorities known throughout a tree. Holds pointers only. */
struct environment {
	struct mem *mem;
	struct map vocabularies; /* -> struct vocabulary_scope * */
	struct map authorities;	 /* -> struct ir_authority * */
	bool lost; /* so may be what is not in them, with a file of which that was told */
};

enum check_depth {
	CHECK_WHOLE,
	CHECK_MEANING, /* what leaves a text readable is not looked for: for texts of which
			* somebody else is told what is wrong */
};

struct check {
	struct arena *arena; /* of everything that is made */
	struct diag_list *diags;
	struct environment *environment;
	enum check_depth depth;
};

void environment_init(struct environment *environment, struct mem *mem);
void environment_fini(struct environment *environment);
void environment_clear(struct environment *environment);
/* A name that is known already is reported (diags may be NULL); texts that depend on it cannot be
 * read. */
void environment_add(struct environment *environment, const struct declarations *declarations,
		     struct diag_list *diags);
/* Finds the authority above each, and cycles. After the last environment_add; what an earlier tree
 * of the same declarations left behind is forgotten. */
void environment_link(struct environment *environment, struct diag_list *diags);

/* Needs only arena and diags. */
void check_declare(struct check *check, const struct unit *unit, struct declarations *out);
void declarations_fini(struct declarations *declarations);

/* The file's own declarations are in the environment already. */
void check_unit(struct check *check, const struct unit *unit,
		const struct declarations *declarations, struct ir_unit *out);

/* Findings about lists held against each other; makes nothing unreadable. */
void check_across(struct check *check, const struct ir_unit *units, size_t count);

/* A type as texts spell it. Static. */
struct str type_spelling(enum ir_type type, enum language language);

/* Carries out `# tolc:ignore CODE reason="…" until=DATE` comments and reports the idle ones. Last. */
void check_suppress(struct check *check, const struct unit *units, size_t count, int32_t today);

#endif
