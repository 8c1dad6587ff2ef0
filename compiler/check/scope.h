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
	size_t expanded; /* conditions in it, definitions written out */
	bool used;
};

struct scope {
	struct check *check;
	struct arena *arena;
	struct diag_list *diags;
	struct source *source;
	VEC(struct vocabulary_scope *) vocabularies; /* used by the file, and its own */
	VEC(bool) asked;			     /* whether a fact of it was used */
	struct map defines;			     /* -> struct define_entry * */
	size_t define_depth;
	size_t expanded; /* of the condition at hand so far */
	bool misread;		  /* parts of the file are missing: what lacks is not told */
	bool broken;		  /* the declaration at hand has a mistake */
	const struct diag *first; /* the first of them */
};

/* Reports an error that makes the declaration at hand unreadable. */
struct diag *scope_error(struct scope *scope, struct span span, enum diag_id id,
			 struct diag_args args);
/* Reports a finding; nothing becomes unreadable. */
struct diag *scope_finding(struct scope *scope, struct span span, enum diag_id id,
			   struct diag_args args);
/* The declaration at hand is broken for a reason that was reported elsewhere. */
void scope_break(struct scope *scope);
void scope_hint(struct scope *scope, struct diag *diag, enum hint_id hint, struct diag_args args);

/* Borrowed, or NULL; marks the vocabulary as asked. */
const struct ir_fact *scope_fact(struct scope *scope, struct str name);
struct define_entry *scope_define(struct scope *scope, struct str name);
/* Reports that the name means nothing here, with the nearest name or the words that are glued. */
void scope_undefined(struct scope *scope, const struct node *name);
/* NULL and a report where no such authority is declared. */
const struct ir_authority *scope_authority(struct scope *scope, const struct node *name);

struct ir_place scope_place(const struct scope *scope, const struct node *node);
/* A word of the family, as its index from 1; 0 and a report where it is none. */
unsigned scope_word(struct scope *scope, const struct node *name, enum value_family family);
struct ir_strs scope_names(struct scope *scope, const struct node *first);
struct str node_text(const struct node *string); /* empty for NULL */
struct str type_word(const struct scope *scope, enum ir_type type);

/* expr.c; NULL where a mistake was reported. */
struct ir_expr *lower_condition(struct scope *scope, const struct node *node);
bool lower_constant(struct scope *scope, const struct ir_fact *fact, const struct node *node,
		    struct ir_value *out);

/* list.c, rule.c, procedure.c, case.c */
void lower_list(struct scope *scope, const struct node *node, struct ir_list *out);
void lower_rule(struct scope *scope, const struct node *node, struct ir_rule *out);
void lower_procedure(struct scope *scope, const struct node *node, struct ir_procedure *out);
void lower_case(struct scope *scope, const struct node *node, struct ir_case *out);
void lower_ref(struct scope *scope, const struct node *node, struct ir_ref *out);

/* How a block takes its properties: one row a keyword. */
struct property {
	void (*lower)(struct scope *scope, const struct node *prop, void *out);
	bool many; /* may stand more than once */
};
/* Runs the row of each PROP child; reports a second one where only one may stand. */
void lower_properties(struct scope *scope, const struct node *block,
		      const struct property rows[KW_COUNT], void *out);
size_t count_children(const struct node *node, enum node_kind kind);
/* Reports names that are declared twice among the children of a kind. */
void check_distinct(struct scope *scope, const struct node *block, enum node_kind kind);
void lower_clause(struct scope *scope, const struct node *prop, struct ir_clause *out);

#endif
