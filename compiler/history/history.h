/*
 * The record as api/ asks it: opened from a repository or a folder, then looked at as known at some
 * time. Lists are numbered by name. Nothing here prints or asks the clock; what it opens outside of
 * mem is given back by history_fini, which is safe at any time, also after mem has run out.
 */
#ifndef TOLC_HISTORY_HISTORY_H
#define TOLC_HISTORY_HISTORY_H

#include "history/index/build.h"
#include "history/record/clock.h"
#include "history/record/finding.h"
#include "history/index/image.h"
#include "history/index/index.h"
#include "history/record/inforce.h"
#include "history/repo/worktree.h"

enum history_extent {
	HISTORY_IN_FORCE, /* windows in force, gaps and doubts, as known now: what an index answers
			   * fastest */
	HISTORY_WHOLE,	  /* everything */
};

enum history_files {
	HISTORY_COMMITTED,  /* what the revision holds */
	HISTORY_WORK_TREE,  /* the work tree on top, as if committed now */
	HISTORY_FOLDER,	    /* the files of a folder, as if committed now; there is no repository */
};

enum history_cache {
	HISTORY_INDEXED,
	HISTORY_UNINDEXED,
	HISTORY_REINDEXED, /* what the index knows is damaged: it is made anew */
};

struct history_options {
	struct str path;     /* in the repository, or the folder */
	struct str revision; /* empty: HEAD */
	enum history_extent extent;
	enum history_files files;
	enum history_cache cache;
	/* Rings, now or while views are looked at, where the index is damaged, and does not return;
	 * only history_fini is allowed afterwards. Without it all of the index is checked first. */
	struct block_alarm damaged;
	int64_t now; /* seconds since 1970 UTC */
	unsigned threads; /* at most so many */
	struct walk_progress progress; /* report may be NULL */
};

/* What doctor tells of the tree: a file that was not read. */
struct history_note {
	struct str path;
	enum file_kind kind; /* FILE_SYMLINK or FILE_SUBMODULE */
};

struct history {
	struct mem *mem;
	const struct text_compiler_factory *factory;
	struct repo *repo; /* NULL: none was opened */
	struct repo_revision revision;
	struct index index;
	struct ahead ahead;
	struct walk walk; /* while commits are being read */
	struct worktree worktree;
	struct built built[2]; /* what was read now; then the work tree */
	uint32_t built_count;
	struct image image;
	struct arena arena;
	VEC(struct history_note) notes;
	uint32_t commit_count; /* of the revision's chain; the image may know later ones too */
	uint32_t unrecorded; /* number of the commit that stands for the work tree, or NO_COMMIT */
	enum history_files files; /* as opened */
	bool is_shared; /* all but repo is borrowed from another one */
};

void history_init(struct history *history, struct mem *mem,
		  const struct text_compiler_factory *factory);
void history_fini(struct history *history);
/* Once. REPO_OK, or error says what is wrong; then only history_fini is allowed. */
enum repo_status history_open(struct history *history, const struct history_options *options,
			      struct repo_error *error);

/* The same record for one more thread, instead of history_open: what the other one read is borrowed,
 * and is not touched; only what is read from the repository, at path, goes its own way. The other one
 * must live longer, and have been opened without an alarm. */
enum repo_status history_share(struct history *history, const struct history *other,
			       struct str path, struct repo_error *error);

/* The last commit on the record of a revision that HEAD contains, or the revision itself. Only
 * history_fini is allowed afterwards. */
enum repo_status history_shared(struct history *history, uint8_t *out, struct str path,
				struct str revision, struct repo_error *error);

/* Commits are numbered from the root on; whole histories only (HISTORY_WHOLE). */
uint32_t history_commit_count(const struct history *history);
const struct recorded_commit *history_commit(const struct history *history, uint32_t number);
/* The chain in one piece; borrowed from the history or from the arena. */
const struct recorded_commit *history_chain(const struct history *history, struct arena *arena);
/* Those of it whose dates can be at fault: as a chain of their own they have the same faults. Borrowed
 * from the arena. */
const struct recorded_commit *history_odd(const struct history *history, struct arena *arena,
					  int64_t now, size_t *count);

/* By path; borrowed from the history. Whole histories only. */
const struct history_note *history_notes(const struct history *history, size_t *count);

struct view_list;

/* The record as known at a time. Several views may be open; each lives no longer than its history. */
struct history_view {
	const struct history *history;
	struct arena arena;
	uint32_t commit_count; /* of those known */
	struct repeals repeals;
	struct view_list *lists; /* one for each of the history's; made when asked for */
	struct finding_list *findings;
};

#define KNOWN_NOW INT64_MAX

/* known_at: seconds since 1970 UTC. */
void history_view_init(struct history_view *view, const struct history *history, int64_t known_at);
void history_view_fini(struct history_view *view);

/* Lists that became known only later are among them: see view_list_is_known. The list without a
 * name holds unreadable texts of which nobody knows whose they are. */
uint32_t view_list_count(const struct history_view *view);
struct str view_list_name(const struct history_view *view, uint32_t list);
/* NO_ENTRY where no such list was ever observed. */
uint32_t view_list_find(const struct history_view *view, struct str name);
/* Whether anything of the list was known at the time; never of the one without a name. */
bool view_list_is_known(struct history_view *view, uint32_t list);
/* Borrowed from the view. sides may be missing. */
const struct timeline *view_timeline(struct history_view *view, uint32_t list);
/* The same with its sides. */
const struct timeline *view_whole_timeline(struct history_view *view, uint32_t list);
/* When the recording was recorded whose place this one of the same version took, or TIME_NONE. */
int64_t view_corrected(struct history_view *view, uint32_t list, uint32_t by_entry);
/* The commit that brought a text that can be read to the path of an entry of the list without a name,
 * or NO_COMMIT: nothing else tells that what nobody knows whose it is was cured. */
uint32_t view_cured(struct history_view *view, uint32_t entry);
/* What was put on record; whole histories only. Borrowed from the view. */
const struct record *view_record(struct history_view *view, uint32_t list);

/* What an entry of a list is. */
struct view_text {
	const struct text *text; /* borrowed from the view */
	struct str path;
	const uint8_t *blob;
	const uint8_t *commit; /* id */
	uint32_t commit_number;
	int64_t recorded;
	bool is_unrecorded; /* stands in the work tree only */
};
/* In a history that is not whole, entries of windows and doubts only. */
struct view_text view_text(struct history_view *view, uint32_t list, uint32_t entry);
/* A file of the record. */
struct view_file {
	struct str path;
	const uint8_t *blob; /* id */
	bool is_unrecorded;  /* stands in the work tree or the folder only, where it is read from */
};
/* What the text of an entry was compiled from: its own file first, then those that declare what it
 * needs, by path. Of entries as view_text; borrowed from the view. */
const struct view_file *view_files(struct history_view *view, uint32_t list, uint32_t entry,
				   size_t *count);
/* The files that declare vocabularies or authorities in the tree as known, by path. At another time
 * than now in whole histories only. Borrowed from the view. */
enum repo_status view_declaring(struct history_view *view, const struct view_file **files,
				size_t *count, struct repo_error *error);
/* All texts of the tree as known that are on the record, by path. Whole histories only. Borrowed from
 * the view. */
enum repo_status view_tree(struct history_view *view, const struct view_file **files, size_t *count,
			   struct repo_error *error);
/* The bytes of a file, its hash verified; borrowed from the view. */
enum repo_status view_read(struct history_view *view, struct str *bytes,
			   const struct view_file *file, struct repo_error *error);
/* When the rule of the window's text was in force. */
struct rule_window view_rule(struct history_view *view, uint32_t list, const struct window *window,
			     const struct text *text, const struct text_rule *rule);
/* Name of a list, issuer or rule, by the number that entries, windows and findings know it by. */
struct str view_name(const struct history_view *view, uint32_t number);

/* What is wrong with the record, list by list; whole histories only. Appends to findings, whose
 * names and chain it sets (borrowed from the view). */
void view_audit(struct history_view *view, struct finding_list *findings);

#endif
