/*
 * Timeline model: an abstract history of lists and the answer to "which version was in force",
 * found by brute force. Written from the meaning alone, to be compared with the compiler's
 * timeline. Pure: no git, no files, no clock; it must never share code with what it checks.
 * Days count from 1970-01-01, times are seconds since 1970 UTC. README.md numbers the readings
 * (M1, M2, ...) taken where the meaning leaves room.
 */
#ifndef TOL_TESTS_TIMELINE_MODEL_H
#define TOL_TESTS_TIMELINE_MODEL_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

enum {
	MODEL_COMMITS = 64,
	MODEL_FILES = 12,
	MODEL_DATES = 4,
	MODEL_REPEALS = 4,
	MODEL_RULES = 4,
	MODEL_ISSUERS = 8,
};

#define MODEL_NO_DAY	 INT_MIN   /* no expiry, no date of its own */
#define MODEL_EVERY_RULE (-1)	   /* a repeal of the whole list */
#define MODEL_NO_ISSUER	 (-1)	   /* above the topmost issuer */
#define MODEL_NOWHERE	 (-1)	   /* no commit, no file answers */
#define MODEL_NO_TIME	 INT64_MIN /* known_at: all there is */

/* `repeals LIST from DAY` or `repeals LIST/RULE from DAY`. */
struct model_repeal {
	int list;
	int rule;
	int from;
};

/* A rule and the dates of its own, if any; ids are small enough for a bit mask. */
struct model_rule {
	int id;
	int effective;
	int expires;
};

struct model_days {
	int count;
	int at[MODEL_DATES];
};

/*
 * The content of one file: one text of one list. Of an unreadable one only `list` (if its name
 * is legible), `effective` (if legible), `body` and `noise` are there to be seen.
 */
struct model_text {
	bool readable;
	bool name_legible;
	bool effective_legible;

	int list;
	int issuer;
	int promulgated;
	int effective;
	int expires;
	int corrects; /* which `corrects "..."`, 0 for none */
	bool pending; /* `effective pending`: `effective` says nothing */
	bool draft;
	bool retroactive;
	struct model_days withdraws;
	struct model_days reinstates;
	int repeal_count;
	struct model_repeal repeals[MODEL_REPEALS];
	int rule_count;
	struct model_rule rules[MODEL_RULES];
	int body;  /* everything else that the compiled form holds */
	int noise; /* format, comments, order: in the bytes, not in the compiled form */
};

struct model_file {
	int path; /* unique within a tree */
	struct model_text text;
};

struct model_commit {
	int64_t time; /* committer time, may run backwards */
	int count;
	struct model_file files[MODEL_FILES];
};

/* The first-parent chain, oldest first. */
struct model_history {
	int64_t now;
	int issuer_parent[MODEL_ISSUERS];
	int count;
	struct model_commit commits[MODEL_COMMITS];
};

struct model_question {
	int list;
	int day;
	int64_t known_at; /* or MODEL_NO_TIME */
};

enum model_state {
	MODEL_GAP,
	MODEL_IN_FORCE,
	MODEL_UNCERTAIN,
};

/*
 * `commit` and `file` say where the answering text was first recorded, `rules` which of its rules
 * are in force that day. When the state is uncertain they hold what the readable record says,
 * known_at taken at its word (MODEL_NOWHERE and 0 for a gap).
 */
struct model_answer {
	enum model_state state;
	bool by_text;  /* uncertain because a text is unreadable */
	bool by_clock; /* uncertain because commit dates contradict each other */
	int commit;
	int file;
	uint32_t rules;
};

struct model_answer model_ask(const struct model_history *history,
			      const struct model_question *question);

/* The recorded time of a commit. */
int64_t model_recorded(const struct model_history *history, int commit);

/* What a bare date means as known_at: the last second of that day in the zone. */
int64_t model_day_end(int day, int zone_seconds);

/* The two texts have one compiled form. */
bool model_form_same(const struct model_text *a, const struct model_text *b);

#endif
