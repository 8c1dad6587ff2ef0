/*
 * Diagnostics as records: what is wrong, where, where else, what to do. Queued while a text is
 * read, sorted and printed once by emit/. Codes and wording stand in diag.def.
 */
#ifndef TOLC_BASE_DIAG_H
#define TOLC_BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag/source.h"
#include "base/vec.h"

enum diag_severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };
enum language { LANGUAGE_EN, LANGUAGE_ZH };

/* The phase decides whether a text with such an error is readable (unreadable only
 * where it does not parse, resolve or type-check) and whether it can be suppressed. */
enum diag_phase {
	PHASE_SYNTAX,
	PHASE_RESOLVE,
	PHASE_LIST,
	PHASE_LOGIC,
	PHASE_GUARD,
	PHASE_RECORD,
	PHASE_WORLD
};

enum diag_id {
#define DIAG(id, code, severity, phase, en, zh) DIAG_##id,
#include "base/diag/diag.def"
#undef DIAG
	DIAG_COUNT
};

enum hint_id {
	HINT_NONE,
#define HINT(id, en, zh) HINT_##id,
#include "base/diag/hint.def"
#undef HINT
	HINT_COUNT
};

#define DIAG_ARGS_MAX 4

struct diag_args {
	struct str arg[DIAG_ARGS_MAX];
};
#define ARGS(...) ((struct diag_args){{__VA_ARGS__}})
#define NO_ARGS ((struct diag_args){{{NULL, 0}}})

struct diag_note {
	struct diag_note *next;
	struct source *source;
	struct span span;
	enum hint_id label; /* "declared here" */
	struct diag_args args;
};

struct diag_edit {
	struct diag_edit *next;
	struct span span; /* empty: insert */
	struct str text;
};

struct analyze_case;

struct diag {
	enum diag_id id;
	enum diag_severity severity;
	struct source *source; /* NULL: about no place in a text */
	struct span span;
	struct diag_args args;
	struct diag_args args_zh; /* those that read otherwise in Chinese; ptr NULL: the same */
	enum hint_id hint;
	struct diag_args hint_args;
	struct diag_note *notes; /* other places */
	struct diag_edit *edits; /* a fix that a machine may apply; NULL: none */
	struct diag_edit *last_edit;
	const struct analyze_case *example; /* a case that shows it; NULL: none */
	bool suppressed;
};

struct diag_list {
	struct arena *arena; /* arguments are copied into it */
	VEC(struct diag *) items;
	size_t errors; /* unsuppressed ones by severity, dropped ones included */
	size_t warnings;
	/* How many are kept of one source and severity; further ones are counted in dropped.
	 * diag_list_init sets it to 100; 0: all are kept. */
	size_t limit;
	size_t dropped;
	uint32_t kept[3];    /* those without a source, by severity */
	struct diag *spare;	    /* what a dropped one is written to */
	enum language language; /* of arguments that are words themselves */
};

void diag_list_init(struct diag_list *list, struct arena *arena);
/* In the language of another list, and with its limit. */
void diag_list_like(struct diag_list *list, struct arena *arena, const struct diag_list *other);
void diag_list_fini(struct diag_list *list);
/* Queues; arguments are copied. Borrowed from the list, until the next call where it was dropped. */
struct diag *diag_at(struct diag_list *list, struct source *source, struct span span,
		     enum diag_id id, struct diag_args args);
/* False where it was dropped: nothing said of it any more will be read. */
static inline bool diag_is_kept(const struct diag_list *list, const struct diag *diag)
{
	return diag != list->spare;
}
/* Arguments that are words themselves, as they read in Chinese; ptr NULL: the same. */
void diag_args_zh(struct diag_list *list, struct diag *diag, struct diag_args args);
void diag_hint(struct diag_list *list, struct diag *diag, enum hint_id hint, struct diag_args args);
void diag_note(struct diag_list *list, struct diag *diag, struct source *source, struct span span,
	       enum hint_id label, struct diag_args args);
void diag_edit(struct diag_list *list, struct diag *diag, struct span span, struct str text);
/* These keep the counts of the list right. */
void diag_suppress(struct diag_list *list, struct diag *diag);
void diag_grade(struct diag_list *list, struct diag *diag, enum diag_severity severity);
/* Moves all that the other list holds, which is empty afterwards; its arena must live as long. */
void diag_list_join(struct diag_list *list, struct diag_list *other);
/* By path (no source comes first), then place, then code; stable. */
void diag_list_sort(struct diag_list *list);

const char *diag_code(enum diag_id id);
/* DIAG_COUNT where there is no such code. */
enum diag_id diag_from_code(struct str code);
enum diag_severity diag_default_severity(enum diag_id id);
enum diag_phase diag_phase(enum diag_id id);
/* Whether a policy may make it lighter: not what leaves something unread, for that would be taken
 * for an answer, nor an error in the logic of lists, which is what red lines are about. */
bool diag_can_be_lowered(enum diag_id id);
/* Appends text with {0} to {3} filled in. Arguments are made printable, and cut at 60 columns. */
void diag_fill(struct buf *out, const char *text, const struct diag_args *args);
void diag_message(struct buf *out, const struct diag *diag, enum language language);
void hint_message(struct buf *out, enum hint_id hint, const struct diag_args *args,
		  enum language language);

#endif
