/*
 * The repository: all that is asked of git, in process, through libgit2. The library is opened by
 * name when the first repository is, so that whoever needs none does not pay for it. Nothing here
 * prints, and nothing is ever written to the repository.
 *
 * What history lacks is told apart and never taken for an empty answer. A handle serves one thread.
 */
#ifndef TOLC_HISTORY_REPO_H
#define TOLC_HISTORY_REPO_H

#include "base/diag/diag.h"
#include "history/record/record.h"

enum repo_status {
	REPO_OK,
#define REPO_STATUS(id, hint) REPO_##id,
#include "history/repo/repo_status.def"
#undef REPO_STATUS
	REPO_STATUS_COUNT
};

struct repo_error {
	enum repo_status status;
	char subject[1024]; /* path, object id or revision */
	char detail[256];   /* what libgit2 or the system said; may be empty */
};

/* Fills in error; gives back status. The strings may be NULL. */
enum repo_status repo_fail(struct repo_error *error, enum repo_status status, const char *subject,
			   const char *detail);
/* Queues the diagnostic with its way out. */
struct diag *repo_report(struct diag_list *diags, const struct repo_error *error);

struct repo;

/* Owned by caller; opens nothing yet. What it holds outside of mem is given back by repo_free only,
 * also after mem has run out. */
struct repo *repo_new(struct mem *mem);
void repo_free(struct repo *repo);
/* The repository that path lies in: bare, linked or subfolder. */
enum repo_status repo_open(struct repo *repo, struct str path, struct repo_error *error);
/* Another handle on the objects of an open repository, for one more thread; must be freed before
 * other is. Knows no revisions. number: one for each handle of the same time, from 0. */
enum repo_status repo_open_objects(struct repo *repo, const struct repo *other, unsigned number,
				   struct repo_error *error);

/* Borrowed from the handle, with a slash at the end; the work tree of a bare repository is empty. */
struct str repo_git_dir(const struct repo *repo);
struct str repo_common_dir(const struct repo *repo);
struct str repo_work_dir(const struct repo *repo);

struct repo_revision {
	uint8_t commit[OID_SIZE];
	/* Where the name has several meanings: the reference that was taken, and another that was
	 * not; else empty. Borrowed from the handle until the next repo_resolve. */
	struct str taken;
	struct str other;
};

/* revision: as git writes it, but for what asks the reflog, the index or a range. */
enum repo_status repo_resolve(struct repo *repo, struct repo_revision *out, struct str revision,
			      struct repo_error *error);

/* The last commit that both have in their histories. */
enum repo_status repo_merge_base(struct repo *repo, uint8_t *out, struct str revision,
				 const uint8_t *commit, struct repo_error *error);

enum repo_type { REPO_COMMIT, REPO_TREE, REPO_BLOB };

/* The object's bytes, hash verified; borrowed from the handle until its next read. */
enum repo_status repo_read(struct repo *repo, struct str *out, const uint8_t *oid,
			   enum repo_type type, struct repo_error *error);
/* Size of a blob, from its header. */
enum repo_status repo_blob_size(struct repo *repo, uint64_t *out, const uint8_t *oid,
				struct repo_error *error);

struct repo_commit {
	uint8_t tree[OID_SIZE];
	uint8_t parent[OID_SIZE]; /* the first */
	bool is_root;
	int64_t committed;
};

enum repo_status repo_read_commit(struct repo *repo, struct repo_commit *out, const uint8_t *oid,
				  struct repo_error *error);
/* Whether the clone is cut off anywhere, and at this commit. */
bool repo_is_shallow(const struct repo *repo);
bool repo_is_boundary(const struct repo *repo, const uint8_t *oid);

/* What doctor tells about the repository. */
struct repo_audit {
	bool shallow;
	bool partial;
	size_t replacements; /* refs/replace: git follows them, libgit2 does not */
	bool grafts;
};

enum repo_status repo_audit(struct repo *repo, struct repo_audit *out, struct repo_error *error);

/* 40 digits and NUL. */
#define OID_HEX_SIZE (2 * OID_SIZE + 1)
void oid_hex(char out[OID_HEX_SIZE], const uint8_t *oid);
/* From the first 40 digits of the text, in lower case; false where they are none. */
bool oid_parse(uint8_t *out, struct str hex);
/* The id that git gives to these bytes. */
void oid_of(uint8_t *oid, enum repo_type type, struct str bytes);

#endif
