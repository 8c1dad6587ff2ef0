/*
 * The index: segments of the record kept as files in the git directory, so that nothing is read
 * twice. A file is named after the commit up to which it knows and after what it was made by; it
 * never changes, and may vanish or be damaged at any time, which costs time but never an answer.
 */
#ifndef TOLC_HISTORY_INDEX_H
#define TOLC_HISTORY_INDEX_H

#include "history/index/image.h"

struct index_file {
	void *bytes; /* mapped */
	size_t size;
	uint8_t head[OID_SIZE];
	struct blocks blocks;
	struct segment segment;
};

struct index_head {
	uint8_t oid[OID_SIZE];
	uint32_t commit_count; /* as the file says */
};

struct index {
	struct mem *mem;
	struct buf folder; /* with a slash at the end; empty: there is no index */
	struct digest key;
	VEC(struct index_head) heads; /* of the files that are there; the longest chain first */
	struct index_file files[SEGMENTS_MAX]; /* the lowest first */
	uint32_t count;
	struct block_alarm alarm;
	int writing; /* descriptor of a file that is being written, or -1 */
};

void index_init(struct index *index, struct mem *mem);
void index_fini(struct index *index);
/* Looks what there is. version: of the compiler of texts. */
void index_find(struct index *index, struct str common_dir, const struct digest *version);
bool index_knows(const struct index *index, const uint8_t *head);
/* Forgets what there is: it is damaged. */
void index_forget(struct index *index);
/* Maps the files up to this commit; false, and nothing is mapped, where any is missing or seen to
 * be damaged. What the files hold is checked when it is read; all of it at once, where there is no
 * alarm. */
bool index_load(struct index *index, const uint8_t *head);
/* Rings where anything is damaged. */
void index_check(const struct index *index);
void index_unload(struct index *index);
/* Keeps a segment that lies on the first so many of the mapped files. Never fails: there may just
 * be no file afterwards. */
void index_save(struct index *index, const struct segment *segment, const uint8_t *head,
		uint32_t below);

#endif
