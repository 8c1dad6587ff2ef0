/*
 * Answers as plain data: what was asked, what the record is, what was found. api/ fills them in,
 * the formats print them. Strings that may not have been said have ptr NULL; all are terminated by
 * NUL and borrowed from the answer.
 */
#ifndef TOLC_EMIT_ANSWER_H
#define TOLC_EMIT_ANSWER_H

#include "base/value/date.h"
#include "base/diag/diag.h"
#include "eval/deadline.h"
#include "history/record/timeline.h"

enum answer_kind {
#define ANSWER(id, command, formats) ANSWER_##id,
#include "emit/answer.def"
#undef ANSWER
	ANSWER_KIND_COUNT
};

struct answer_query {
	struct str *names; /* the lists, paths or code asked for */
	size_t name_count;
	int32_t at;	     /* DATE_NONE: not a question of one day */
	bool at_default;     /* nobody gave the day: it is today, or that of the event */
	int64_t known_at;    /* TIME_NONE: all that is recorded */
	struct str revision; /* as asked; ptr NULL: none */
	bool worktree;
	struct str issuer;  /* of the lists; ptr NULL: whoever it is */
	struct str variant; /* stage of a dump; name of a rule */
	int32_t from;	     /* the day of an event; DATE_NONE: none was asked about */
	struct str step;     /* as asked; ptr NULL: all */
	struct str calendar; /* the file it was read from; ptr NULL: the one built in */
	struct str since;	 /* check: the revision before the change; ptr NULL: of no change */
	struct str since_commit; /* 40 hex digits */
};

/* The record that was read. */
struct answer_history {
	bool read;	 /* false: the question does not need it */
	struct str head; /* 40 hex digits; ptr NULL: no commit yet */
	bool complete;
	int32_t zone;
};

struct answer_window {
	enum window_state state;
	enum window_end end;
	struct str ended_by; /* the list, rule or effective date that ends it */
	int32_t from;	     /* DATE_NONE: not known */
	int32_t to;	     /* DATE_MAX: open */
	int32_t promulgated;
	int32_t effective;
	int64_t recorded;  /* TIME_NONE: not on the record */
	struct str commit; /* 40 hex digits */
	struct str path;   /* within the tree */
	struct str blob;   /* 40 hex digits */
	uint32_t line;	   /* of the declaration */
	struct str corrects; /* what it says was wrong; ptr NULL: it does not say that it corrects */
	int64_t corrected;   /* when the text was recorded that it says so of; TIME_NONE: not known */
	/* When the text was recorded whose place this one took without saying `corrects`; TIME_NONE:
	 * it did not. */
	int64_t corrects_unsaid;
	bool corrected_unsaid; /* likewise its own place was taken */
};

struct answer_list {
	struct str name;
	struct str title;
	struct str issuer;
	struct str issuer_title;
	struct str level;
	struct str document;
	bool trial;
	bool uncertain;
	struct str reason;	       /* why it is uncertain */
	struct answer_window *windows; /* effective: the one that answers, or none */
	size_t window_count;
	const struct text_rule *rules; /* effective: those in force; empty strings: not said */
	size_t rule_count;
	size_t text_rule_count; /* of all days */
	struct str *basis_superseded;
	size_t basis_superseded_count;
};

/* A list without a version on the day that was asked about. */
struct answer_absent {
	struct str name;
	int32_t ended; /* when the last one before it did; DATE_NONE: there was none */
	enum window_end end;
	struct str ended_by;
	int32_t begins; /* when the next one takes effect; DATE_NONE: there is none */
};

/* An unsuppressed diagnostic in words, for those who walk the answer. */
struct answer_told {
	const struct diag *diag;
	struct str message;
	struct str help;
	struct location at; /* zeros: about no place in a text */
};

struct answer_finding {
	struct diag *diag;
	struct str message;
	struct str help;
	struct str list;   /* ptr NULL: about none */
	struct str commit; /* 40 hex digits */
	int64_t committed; /* as dated; TIME_NONE: about no commit */
	int64_t recorded;
	int64_t doubt_from; /* times of knowing that it makes doubtful, half-open; TIME_NONE: none
			     */
	int64_t doubt_to;
	struct str path;
	uint32_t line; /* 0: none */
	struct str put_back; /* the commit that put back what was taken away; ptr NULL: none did */
};

struct answer_file {
	struct str path;       /* as it can be opened */
	struct str text;       /* canonical form; ptr NULL: does not parse */
	struct source *source; /* as it was */
	bool changed;
};

/* The step of a list that sets a time limit, or none. */
struct answer_step {
	struct str procedure;
	struct str name;
	struct str title;
	enum ir_provenance provenance; /* of the procedure */
	struct ir_actors by;
	enum ir_moment from; /* the event, the day of which is that of the query */
	uint32_t line;	     /* in the file of the version */
};

/* A time limit from the day of the query, and what it comes to. */
struct answer_due {
	const struct answer_step *step; /* NULL: of no list */
	struct ir_duration within;	/* IR_UNIT_NONE: no limit, and nothing is due */
	struct deadline deadline;
	int32_t beyond; /* after this day it is not known; DATE_NONE: it is, or was not before either */
};

enum answer_show { SHOW_TEXT, SHOW_NAMES, SHOW_DIFF };

struct answer_page {
	enum diag_id id;
	struct str text; /* ptr NULL: no page was written */
};

struct answer_decide;
struct answer_test;
struct answer_replay;
struct answer_diff;
struct answer_rule;

struct answer {
	enum answer_kind kind;
	struct mem *mem;
	struct answer_query query;
	struct answer_history history;
	int32_t today;
	int64_t now;
	struct diag_list diags;
	struct answer_told *told;
	size_t told_count;
	/* From the session's directory to the root of the tree, "" or ending in '/': what a reader
	 * puts before a path within the tree. */
	struct str root;
	/* By kind; what does not concern it is empty. */
	struct answer_list *lists;
	size_t list_count;
	struct answer_absent *absent; /* effective: lists asked for by name that were not in force */
	size_t absent_count;
	struct answer_finding *findings;
	size_t finding_count;
	struct answer_file *files;
	size_t file_count;
	enum answer_show show;
	struct answer_due *dues;
	size_t due_count;
	struct calendar calendar; /* deadline, decide: as published by the time of the query */
	struct answer_decide *decide; /* answer_decide.h */
	struct answer_test *test;     /* answer_test.h */
	struct answer_replay *replay; /* answer_replay.h */
	struct answer_diff *diff;     /* answer_diff.h */
	struct answer_rule *rule;     /* answer_rule.h */
	struct str dump;
	struct answer_page page;
	/* What was read, for a summary. */
	size_t read_files;
	size_t read_lists;
	size_t record_files; /* of the files, those in the tree of a record */
};

/* "effective"; the command that asks such a question. */
const char *answer_command(enum answer_kind kind);

#endif
