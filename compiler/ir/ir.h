/*
 * The checked form of lists and cases: small, closed, printable, verifiable. It does not know the
 * tree; spans travel, pointers into the tree do not. Everything lives in the arena of the program
 * that made it and is never changed afterwards.
 *
 * Conditions are over facts (yes/no, money, counts, days, choices, sets) and the case's own days.
 * They hold no arithmetic and no recursion, so every question about a rule can be decided.
 */
#ifndef TOLC_IR_IR_H
#define TOLC_IR_IR_H

#include "base/arena.h"
#include "base/value/date.h"
#include "base/diag/diag.h"
#include "base/digest.h"
#include "base/diag/source.h"

enum ir_type { IR_BOOL, IR_MONEY, IR_COUNT, IR_DATE, IR_CHOICE, IR_SET };
enum ir_compare { IR_EQ, IR_LT, IR_LE, IR_GT, IR_GE };
enum ir_moment { IR_MOMENT_NONE, IR_CONDUCT, IR_ACCOUNTABILITY, IR_ACCEPTANCE, IR_DECISION };
enum ir_level { IR_LEVEL_NONE, IR_CENTRAL, IR_PROVINCE, IR_CITY, IR_COUNTY, IR_TOWNSHIP };
enum ir_status { IR_STATUS_NONE, IR_TRIAL, IR_DRAFT };
enum ir_transition { IR_TRANSITION_NONE, IR_OLD_UNLESS_LIGHTER, IR_OLD, IR_NEW };
enum ir_provenance { IR_PROVENANCE_NONE, IR_VERIFIED, IR_REPORTED, IR_ILLUSTRATIVE };
enum ir_rule_kind { IR_TOLERATE, IR_BAR, IR_REDLINE, IR_MITIGATE, IR_AGGRAVATE };
enum ir_effect { IR_EXEMPT, IR_NO_ACCOUNTABILITY, IR_MITIGATED, IR_LENIENT, IR_NO_NEGATIVE };
enum ir_strength { IR_MAY, IR_MUST };
enum ir_actor { IR_OFFICIAL, IR_ORGAN, IR_ACCOUNTABLE_ORGAN, IR_ACTOR_COUNT };
enum ir_time_unit { IR_UNIT_NONE, IR_WORKDAYS, IR_DAYS, IR_MONTHS, IR_YEARS };
enum ir_outcome { IR_TOLERATED, IR_BARRED, IR_SILENT, IR_NEEDS_RULING };

struct ir_place {
	struct source *source; /* borrowed; outlives the program */
	struct span span;
};

struct ir_strs {
	struct str *items;
	size_t count;
};

struct ir_dates {
	int32_t *items;
	size_t count;
};

/* A value that a fact of type choice or set may take. */
struct ir_choice {
	struct str name;
	struct str label;
	struct ir_strs aliases;
};

struct ir_fact {
	struct str name;
	struct str identity;	 /* the oldest name it is known by: one fact across time */
	struct ir_strs aliases;
	struct ir_strs formerly; /* newest first */
	enum ir_type type;
	struct ir_choice *choices; /* IR_CHOICE, IR_SET: in order, at most 64 */
	size_t choice_count;
	struct str question;
	struct str shape; /* ir_fact_shape: what a fingerprint says of it */
	struct ir_place place;
	bool broken; /* its type could not be read: whatever asks it says nothing more */
};

struct ir_vocabulary {
	struct str name;
	struct str title;
	struct ir_fact **facts;
	size_t fact_count;
	struct ir_place place;
	bool broken; /* a mistake in it was reported: texts that use it cannot be read */
};

struct ir_authority {
	struct str name;
	struct str title;
	enum ir_level level;
	struct str parent_name;	     /* empty: a root */
	struct span parent_span;
	struct ir_authority *parent; /* NULL: a root, or not declared */
	struct ir_place place;
	bool broken;
	/* It is declared twice, or what is above it is not known; or one above it is such, or broken.
	 * Which files make up a tree decides that anew. */
	bool unsure;
	uint8_t visited; /* scratch of environment_link */
};

/* By the fact's type: 0 or 1; fen; a count; days since 1970-01-01; index of the choice; bit set. */
struct ir_value {
	bool known;
	int64_t number;
};

enum ir_op {
#define IR_OP(id, name) IR_##id,
#include "ir/op.def"
#undef IR_OP
	IR_OP_COUNT
};

struct ir_expr {
	uint8_t op;	 /* enum ir_op */
	uint8_t compare; /* IR_COMPARE: enum ir_compare */
	uint8_t left;	 /* IR_COMPARE, IR_IN: enum ir_moment, where the left side is no fact */
	uint8_t right;	 /* IR_COMPARE: enum ir_moment, where the right side is no constant */
	uint32_t count;	 /* of args or numbers */
	struct span span;
	union {
		struct ir_expr **args;		/* IR_AND, IR_OR, IR_NOT, IR_AT_LEAST */
		const struct ir_fact *fact;	/* IR_FACT, IR_COMPARE, IR_IN, IR_HAS, IR_KNOWN */
		const struct ir_define *define; /* IR_DEFINED */
	};
	union {
		int64_t number;	 /* IR_COMPARE, IR_HAS: the constant; IR_AT_LEAST: how many */
		int64_t *numbers; /* IR_IN: ascending, distinct */
	};
};

struct ir_define {
	struct str name;
	struct str title;
	struct ir_expr *expr;
	struct ir_place place;
};

/* What a condition is made of: what it joins, or what its definition stands for. */
struct ir_parts {
	struct ir_expr *const *items; /* borrowed from the condition */
	size_t count;		      /* 0: it is made of nothing else */
};

/* condition.c */
struct ir_parts ir_expr_parts(const struct ir_expr *expr);
/* The fact that it asks itself; NULL: none, but its parts may. */
const struct ir_fact *ir_expr_fact(const struct ir_expr *expr);

/* What a clause says of itself. */
struct ir_clause {
	struct str article;
	struct str text;
	enum ir_provenance provenance;
	struct str citation;
};

struct ir_effect_item {
	enum ir_effect effect;
	enum ir_strength strength;
};

struct ir_except {
	struct str name;
	struct str title;
	struct ir_clause clause;
	struct ir_expr *when;
	struct ir_except *excepts; /* exceptions to the exception */
	size_t except_count;
	struct ir_place place;
};

struct ir_rule {
	struct str name;
	struct str identity;	 /* the oldest name it is known by */
	struct ir_strs formerly; /* newest first */
	struct str title;
	enum ir_rule_kind kind;
	struct ir_clause clause;
	struct ir_expr *when;
	struct ir_effect_item *effects;
	size_t effect_count;
	struct ir_except *excepts;
	size_t except_count;
	int32_t effective; /* DATE_NONE: that of the list */
	int32_t expires;   /* DATE_NONE: none of its own */
	struct ir_place place;
};

struct ir_presume {
	const struct ir_fact *fact;
	struct ir_value value;
	struct ir_place place;
};

struct ir_duration {
	int32_t length;
	enum ir_time_unit unit; /* IR_UNIT_NONE: no limit */
};

struct ir_actors {
	uint8_t set; /* bits 1 << enum ir_actor */
};

struct ir_step {
	struct str name;
	struct str title;
	struct ir_actors by;
	struct ir_actors to;
	bool in_writing;
	bool collectively;
	struct ir_duration within;
	enum ir_moment from;
	struct str produces;
	struct ir_place place;
};

struct ir_procedure {
	struct str name;
	struct str title;
	struct ir_clause clause;
	struct ir_actors initiate;
	enum ir_moment window_from;
	enum ir_moment window_to;
	struct ir_step *steps;
	size_t step_count;
	struct ir_place place;
};

/* A list, or one rule of it. */
struct ir_ref {
	struct str list;
	struct str rule; /* empty: the whole list */
	struct ir_place place;
};

struct ir_repeal {
	struct ir_ref ref;
	int32_t from;
};

struct ir_basis {
	struct ir_ref ref;
	struct str article;
	int32_t at; /* DATE_NONE: as it stood when the list was promulgated */
};

struct ir_recognition {
	bool binding; /* else advisory */
	struct str before;
	struct str whose; /* a list or an authority; empty: this list's */
	struct ir_place place;
	struct span whose_span;
};

struct ir_list {
	struct str name;
	struct str title;
	struct str document;
	const struct ir_authority *issuer;
	int32_t promulgated;
	int32_t effective;  /* DATE_NONE: pending */
	struct str pending; /* the condition */
	int32_t expires;
	int32_t in_force_since;
	enum ir_status status;
	bool retroactive;
	struct str corrects; /* ptr NULL: does not say so */
	struct ir_dates withdraws;
	struct ir_dates reinstates;
	struct ir_repeal *repeals;
	size_t repeal_count;
	struct ir_basis *basis;
	size_t basis_count;
	enum ir_transition transition;
	enum ir_moment transition_at; /* IR_ACCOUNTABILITY, or IR_DECISION */
	enum ir_transition continuing;
	struct ir_recognition *recognitions;
	size_t recognition_count;
	struct ir_expr *scope; /* NULL: everyone under the issuer */
	struct ir_ref *special_to;
	size_t special_to_count;
	struct ir_ref *saves;
	size_t saves_count;
	struct ir_strs delegates; /* levels, by their English words, or authorities */
	struct ir_define *defines;
	size_t define_count;
	struct ir_rule *rules; /* in the order of the text */
	size_t rule_count;
	struct ir_presume *presumes;
	size_t presume_count;
	struct ir_procedure *procedures;
	size_t procedure_count;
	struct ir_place place; /* of the name */
	struct span whole;

	bool readable;	 /* parses, resolves and type-checks */
	const struct diag *why; /* if not: the first mistake; borrowed from the diagnostics */
};

struct ir_given {
	const struct ir_fact *fact;
	struct ir_value value;
	struct ir_place place;
};

struct ir_case {
	struct str name;
	struct str title;
	struct str source;
	struct str subject;
	struct ir_clause clause; /* provenance and citation only */
	int32_t conduct_from;
	int32_t conduct_to; /* the last day */
	int32_t accountable;
	struct str accountable_by;
	int32_t decided;
	int32_t closed;
	struct ir_given *givens;
	size_t given_count;
	struct str outcome;
	uint8_t expects; /* bits of enum ir_outcome, any of which may come out; 0: not said */
	struct ir_ref expect_by; /* list empty: not said */
	struct str because;
	struct ir_place place;
	bool readable;
};

/* What one file declares. */
struct ir_unit {
	struct source *source;
	bool misread; /* the file was not read whole: lists may be missing */
	struct ir_vocabulary **vocabularies;
	size_t vocabulary_count;
	struct ir_authority **authorities;
	size_t authority_count;
	struct ir_list *lists;
	size_t list_count;
	struct ir_case *cases;
	size_t case_count;
};

/* print.c: an outline in the order of the text, for golden files and `tolc dump`. */
struct buf;
void ir_print(struct buf *out, const struct ir_unit *unit);
/* Words of the IR in English: "tolerate", "redline", "province", "trial"; never NULL. */
const char *ir_rule_kind_word(enum ir_rule_kind kind);
const char *ir_provenance_word(enum ir_provenance provenance); /* "" for none */
const char *ir_level_word(enum ir_level level);		       /* "" for none */
const char *ir_status_word(enum ir_status status);	       /* "" for none */
const char *ir_type_word(enum ir_type type);
const char *ir_time_unit_word(enum ir_time_unit unit); /* "" for none */
const char *ir_moment_word(enum ir_moment moment);     /* "" for none */
const char *ir_actor_word(enum ir_actor actor);

/* verify.c: NULL, or what is wrong with the form (a bug of ours). */
const char *ir_verify(const struct ir_unit *unit);

/*
 * fingerprint.c. form covers everything the compiled list says, wording included; substance the same
 * without withdraws and reinstates; meaning only what can change an answer (titles, articles,
 * wording and provenance do not). All are stable under format, comments, order of declarations and of
 * operands, spelling of keywords, renames through formerly, aliases and questions.
 */
struct ir_fingerprint {
	struct digest form;
	struct digest substance;
};

/* The list must be readable, here and below. */
struct digest ir_meaning(const struct ir_list *list, struct mem *mem);
void ir_fingerprint(struct ir_fingerprint *out, const struct ir_list *list, struct mem *mem);
/* Identity, type and values in one canonical order, as bytes in the arena. A value that a version
 * does not know is unknown to it, so a new one changes what the fact is. */
struct str ir_fact_shape(struct arena *arena, const struct ir_fact *fact);
/* What others can depend on in a declaration: types and names of facts, not questions. */
struct digest ir_vocabulary_digest(const struct ir_vocabulary *vocabulary, struct mem *mem);
struct digest ir_authority_digest(const struct ir_authority *authority, struct mem *mem);

/* What a part of a list says, and in which words. */
struct ir_part_fingerprint {
	struct digest meaning;
	struct digest wording; /* covers what the part itself says */
};

enum ir_aspect {
#define ASPECT(id, name, function) IR_ASPECT_##id,
#include "ir/aspect.def"
#undef ASPECT
	IR_ASPECT_COUNT
};

/* A rule with all that counts for it: definitions, the list's scope, what is presumed of the facts
 * that it asks; but not the days on which it is in force. */
void ir_norm_fingerprint(struct ir_part_fingerprint *out, const struct ir_list *list,
			 const struct ir_rule *rule, struct mem *mem);
/* What a rule says whatever its name. */
struct ir_nameless {
	struct digest own;   /* its kind, condition, exceptions and effects */
	struct digest whole; /* and the list's scope, and what is presumed of the facts that it asks */
};

void ir_nameless_fingerprint(struct ir_nameless *out, const struct ir_list *list,
			     const struct ir_rule *rule, struct mem *mem);
/* With what definitions and facts stand for; or by their names alone, facts by the oldest. */
enum ir_reading { IR_BY_MEANING, IR_AS_WRITTEN, IR_READINGS };
struct digest ir_condition_digest(const struct ir_expr *expr, enum ir_reading reading,
				  struct mem *mem);
void ir_procedure_fingerprint(struct ir_part_fingerprint *out, const struct ir_procedure *procedure,
			      struct mem *mem);
void ir_aspect_fingerprint(struct ir_part_fingerprint *out, const struct ir_list *list,
			   enum ir_aspect aspect, struct mem *mem);
const char *ir_aspect_word(enum ir_aspect aspect); /* "transition" */

#endif
