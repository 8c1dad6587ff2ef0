/* Private to check/: what a name can mean in one file, and how mistakes are reported there. */
#ifndef TOLC_CHECK_SCOPE_H
#define TOLC_CHECK_SCOPE_H

#include "check/check.h"

enum define_state { DEFINE_NEW, DEFINE_OPEN, DEFINE_DONE };

/* A definition while its list is lowered. */
struct define_entry {
	const struct node *node;
	struct ir_define *define;
	enum define_state state;
	size_t parts; /* conditions in it, definitions written out */
	size_t depth; /* of their nesting */
	bool used;
};

struct scope {
	struct check *check;
	struct arena *arena;
	struct diag_list *diags;
	struct source *source;
	bool misread; /* parts of the file are missing: what lacks is not told */
	bool blind;   /* so may be whole vocabularies */
	unsigned searches; /* for what was swallowed */
	unsigned listings; /* for values that are listed */
	bool gives;	   /* a value is given, not compared with: it may be unknown */
	uint32_t edition_end;			     /* of `tol 1` */
	VEC(struct vocabulary_scope *) vocabularies; /* used by the file, and its own */
	VEC(bool) asked;			     /* whether a fact of it was used */
	struct map ambiguous;			     /* facts that were reported as such */

	/* The declaration at hand. */
	struct map defines; /* -> struct define_entry * */
	size_t written;	    /* conditions in what definitions stand for, all in all */
	bool too_large;	    /* reported already: they stand for too much */
	bool too_deep;	    /* so was this: a condition nests too deep */
	bool too_many;	    /* and this: there are too many rules */
	bool broken;		  /* it has a mistake */
	const struct diag *first; /* the first of them */

	/* The condition at hand. */
	size_t parts;
	size_t depth;
	size_t deepest;
};

/* For the next declaration. What is to be the first mistake in it is the caller's to say. */
void scope_begin(struct scope *scope);
/* Reports an error that makes the declaration at hand unreadable. */
struct diag *scope_error(struct scope *scope, struct span span, enum diag_id id,
			 struct diag_args args);
/* The same where the argument at the place is a word, by enum language. */
struct diag *scope_error_word(struct scope *scope, struct span span, enum diag_id id,
			      struct diag_args args, size_t at, const char *const word[2]);
/* Reports a finding; nothing becomes unreadable. */
struct diag *scope_finding(struct scope *scope, struct span span, enum diag_id id,
			   struct diag_args args);
/* The declaration at hand is broken for a reason that was reported elsewhere. */
void scope_break(struct scope *scope);
void scope_hint(struct scope *scope, struct diag *diag, enum hint_id hint, struct diag_args args);
/* "here first", in the same file. */
void scope_note(struct scope *scope, struct diag *diag, struct span span);
void scope_twice(struct scope *scope, struct span span, struct str name, struct span first);

/* Borrowed, or NULL; marks the vocabulary as asked. */
const struct ir_fact *scope_fact(struct scope *scope, struct str name);
/* False, and reported, where the fact means nothing or two things. */
bool scope_usable(struct scope *scope, const struct node *name, const struct ir_fact *fact);
/* The fact that known, presume and a case speak of; NULL and a report where the name is none. */
const struct ir_fact *scope_fact_asked(struct scope *scope, const struct node *name);
struct define_entry *scope_define(struct scope *scope, struct str name);
/* NULL and a report where no such authority is declared. */
const struct ir_authority *scope_authority(struct scope *scope, const struct node *name);

struct ir_place scope_place(const struct scope *scope, const struct node *node);
/* A word of the family, as its index from 1; 0 and a report where it is none. */
unsigned scope_word(struct scope *scope, const struct node *name, enum value_family family);
struct ir_strs scope_names(struct scope *scope, const struct node *first);
struct str node_text(const struct node *string); /* empty for NULL */
const char *const *type_words(enum ir_type type);

/* undefined.c */
/* Reports that the name means nothing here, with the nearest name or the words that are glued. */
void scope_undefined(struct scope *scope, const struct node *name);

/* bounded.c */
/* The comparison, where the name begins with a fact and goes on with what that is compared with. */
bool offer_bounded(struct scope *scope, struct diag *diag, struct str name);

/* listed.c */
/* The comparison with several values, one of which stands at the span as a condition. */
bool offer_listed(struct scope *scope, struct diag *diag, struct span span);
/* Whether that was said of a value before this one. */
bool listed_told(struct scope *scope, struct span span);

/* offer.c; each says whether it found something. */
/* The word that is near; a fix where it can only be a slip of the pen. */
void offer_word(struct diag_list *diags, struct diag *diag, struct span span, struct str found,
		struct str meant);
/* The nearest fact or definition. */
bool offer_name(struct scope *scope, struct diag *diag, struct span span, struct str name);
/* A vocabulary or authority that is a slip away, else how one is declared: by the first hint, or
 * by the second, which is told those that are. */
void offer_declared(struct diag_list *diags, struct diag *diag, struct str name,
		    const struct map *declared, const enum hint_id hints[2]);
/* The nearest of these, for what stands at the span. */
void offer_near(struct diag_list *diags, struct diag *diag, struct span span, struct str name,
		const struct map *declared);
/* The authority of which it is the title, or the end of the name. */
bool offer_titled(struct scope *scope, struct diag *diag, struct str text);
/* The vocabulary that declares it; from then on it counts as used. */
bool offer_vocabulary(struct scope *scope, struct diag *diag, const struct node *name);
/* The fact of which it is a value. */
bool offer_choice(struct scope *scope, struct diag *diag, struct str name);

/* unit.c */
/* False where it would be one too many, which is reported at the span. */
bool scope_see(struct scope *scope, struct vocabulary_scope *vocabulary, struct span span);

/* names.c: mistakes in names that are declared. */
/* Latin with Cyrillic or Greek. */
bool mixes_scripts(struct str name);
void check_scripts(struct scope *scope, const struct node *name);
/* A name of one of the case's own days. */
void check_case_day(struct scope *scope, const struct node *name);
/* One of the case's own days: IR_CONDUCT, IR_ACCOUNTABILITY or IR_DECISION, else IR_MOMENT_NONE. */
enum ir_moment case_day(const struct node *name);
/* The oldest of the names that something had, and the one that it bears again. */
bool name_comes_back(const struct node *former, struct str name);
/* Reports names that are declared twice among the children of a kind, and check_scripts of each. */
void check_distinct(struct scope *scope, const struct node *block, enum node_kind kind);

/* lower/expr.c; NULL where a mistake was reported. */
struct ir_expr *lower_condition(struct scope *scope, const struct node *node);
struct ir_expr *expr_new(struct scope *scope, enum ir_op op, const struct node *node);
/* Reports once for a declaration that its conditions nest too deep. */
void report_too_deep(struct scope *scope, const struct node *node);
enum { CONDITION_DEPTH_MAX = 1000 }; /* definitions written out */
/* lower/constant.c */
/* What a case gives, or a list presumes: unknown and sets too. */
bool lower_constant(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		    struct ir_value *out);
/* A constant inside a condition; a choice of a set is one bit's index. */
bool lower_number(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		  int64_t *out);
bool choice_is(const struct ir_choice *choice, struct str name); /* or an alias */
bool parse_count(struct str digits, int64_t *out);
void unknown_compared(struct scope *scope, const struct ir_fact *fact, const struct node *node);
/* lower/define.c */
void declare_defines(struct scope *scope, const struct node *list, struct ir_list *out);
/* Lowers those that nobody used, and says so. */
void finish_defines(struct scope *scope);
struct ir_expr *lower_defined(struct scope *scope, struct define_entry *entry,
			      const struct node *node);

/* lower/list.c, rule.c, procedure.c, case.c */
void lower_list(struct scope *scope, const struct node *node, struct ir_list *out);
void lower_rule(struct scope *scope, const struct node *node, struct ir_rule *out);
void lower_procedure(struct scope *scope, const struct node *node, struct ir_procedure *out);
void lower_case(struct scope *scope, const struct node *node, struct ir_case *out);
void lower_ref(struct scope *scope, const struct node *node, struct ir_ref *out);
/* finding.c: what is odd about one list alone; it stays readable. */
void check_list_findings(struct scope *scope, const struct node *node, const struct ir_list *out);

/* How a block takes its properties: one row a keyword. */
struct property {
	void (*lower)(struct scope *scope, const struct node *prop, void *out);
	bool many; /* may stand more than once */
};
/* Runs the row of each PROP child; reports a second one where only one may stand. */
void lower_properties(struct scope *scope, const struct node *block,
		      const struct property rows[KW_COUNT], void *out);
/* Reports a property that is not there. */
void need_property(struct scope *scope, const struct node *block, enum keyword keyword);
/* The place of a property, or of the name where it is not there. */
struct span property_span(const struct node *block, enum keyword keyword);
size_t count_children(const struct node *node, enum node_kind kind);
/* From 0; there must be one. */
const struct node *nth_child(const struct node *node, enum node_kind kind, size_t n);
void lower_clause(struct scope *scope, const struct node *prop, struct ir_clause *out);

#endif
