/*
 * The record of one list: what was observed along the first-parent chain becomes the versions that
 * were put on record, keyed by effective date. Pure: no git, no files, no clock.
 *
 * In two steps, so that an index can keep the first: list_entries_make turns observations into
 * plain arrays of numbers; record_resolve replays as many of their commits as are known. The second
 * is linear and touches no text.
 */
#ifndef TOLC_HISTORY_RECORD_H
#define TOLC_HISTORY_RECORD_H

#include "base/arena.h"
#include "base/names.h"
#include "base/vec.h"
#include "history/text.h"

struct recorded_commit {
	uint8_t oid[OID_SIZE];
	int64_t committed; /* committer time as written, seconds since 1970 UTC */
	int64_t recorded;  /* the running maximum from the root */
};

enum observation_kind {
	OBSERVED_TEXT,	     /* a readable text stands in the tree that did not in the one before */
	OBSERVED_UNREADABLE, /* an unreadable one, new or edited */
	OBSERVED_DUPLICATE,  /* two texts of one effective date in one tree: neither is recorded */
	OBSERVED_GONE, /* a text that stood in the tree before no longer does (deleted, edited); it need
			* not be told where another of its date does */
};

struct observation {
	enum observation_kind kind;
	uint32_t commit; /* index into the chain, oldest first */
	const struct text *text;
	struct str path;
	uint8_t blob[OID_SIZE];
};

#define NO_ENTRY  UINT32_MAX /* none; as an index of entries */
#define NO_SLOT	  UINT32_MAX /* none; as an index of slots */
#define NO_NAME	  UINT32_MAX /* none; as a number of names */
#define NO_COMMIT UINT32_MAX /* none; as an index into the chain */

enum entry_flag {
	ENTRY_DRAFT = 1,
	ENTRY_PENDING = 2,
	ENTRY_RETROACTIVE = 4, /* says the word, whatever its dates */
	ENTRY_CORRECTS = 8,    /* says the word, whatever is on record */
};

/* What resolving needs of one observation. No pointers: an array of them may lie in a mapped file.
 */
struct entry {
	uint32_t commit;
	uint32_t observation; /* which of the list's; text, path and blob are found there */
	int32_t effective;    /* DATE_NONE: pending, or not legible */
	int32_t promulgated;
	int32_t expires;
	uint32_t slot; /* of the effective date; NO_SLOT where no text was ever recorded for it */
	uint32_t form; /* two entries have the same number exactly where the effective date and */
	uint32_t substance;  /* the digest are the same; dense from 0 */
	uint32_t word_first; /* in words: what it withdraws, then what it reinstates */
	uint32_t withdraw_count;
	uint32_t reinstate_count;
	uint32_t repeal_first; /* in repeals */
	uint32_t repeal_count;
	uint32_t issuer_first; /* in issuers: the issuer, then each authority above it */
	uint32_t issuer_count;
	uint32_t line;
	uint8_t kind;  /* enum observation_kind */
	uint8_t flags; /* enum entry_flag */
	uint16_t unused;
};

struct entry_word {
	int32_t date;
	uint32_t slot; /* NO_SLOT: no text was ever recorded for that date */
};

struct entry_repeal {
	uint32_t list; /* name */
	uint32_t rule; /* name; NO_NAME: the whole list */
	int32_t from;
};

/* All that was observed of one list. Plain arrays; names are numbers of one struct names, or of
 * whatever numbers all lists of one query alike. */
struct list_entries {
	uint32_t list; /* name */
	uint32_t entry_count;
	uint32_t slot_count;
	uint32_t word_count;
	uint32_t repeal_count;
	uint32_t issuer_count;
	uint32_t form_count;
	uint32_t substance_count;
	/* By commit; within one by effective date, what has none first. */
	const struct entry *entries;
	const int32_t *slots; /* effective dates ever recorded, ascending */
	const struct entry_word *words;
	const struct entry_repeal *repeals;
	const uint32_t *issuers; /* names */
};

/* observations: those of one list, by commit, in any order within one. Arrays are borrowed from the
 * arena; scratch memory is taken from mem and given back. */
void list_entries_make(struct list_entries *out, struct arena *arena, struct mem *mem,
		       struct names *names, struct str list, const struct observation *observations,
		       size_t count);

/* What became of an entry. */
enum entry_fate {
	FATE_NOTHING,  /* not a text, or one of two with the same date */
	FATE_RECORDED, /* adds a version, or corrects one */
	FATE_WORDS,    /* new, but its substance is on record: only withdraws and reinstates act */
	FATE_REPEATED, /* on record already: records nothing */
	FATE_ASIDE,    /* draft or pending: never on the timeline */
};

/* One effective date. Recordings are entries, oldest first; the last one answers. */
struct version {
	int32_t effective;
	uint32_t recording_first; /* in recordings */
	uint32_t recording_count; /* at least 1 */
	uint32_t answers;	  /* entry */
	uint32_t withdrawn_by;	  /* entry; NO_ENTRY: not withdrawn */
};

struct unreadable {
	uint32_t entry;
	uint32_t until; /* commit that brought a readable text of the list; NO_COMMIT: none did */
};

struct finding_list; /* finding.h */

struct record {
	struct version *versions; /* by effective date, withdrawn ones too */
	size_t version_count;
	uint32_t *recordings;
	uint32_t *asides; /* drafts and pending texts, as recorded, each form once */
	size_t aside_count;
	struct unreadable *unreadable; /* as observed */
	size_t unreadable_count;
	uint8_t *fates; /* enum entry_fate, one for each entry that is known */
	uint32_t known; /* how many entries are: those of commits before commit_count */
};

/* Replays the first commit_count commits of the chain (clock_known says how many a --known-at
 * leaves). Borrowed from the arena. findings: NULL where they are not wanted. */
void record_resolve(struct record *out, struct arena *arena, const struct list_entries *list,
		    uint32_t commit_count, struct finding_list *findings);

#endif
