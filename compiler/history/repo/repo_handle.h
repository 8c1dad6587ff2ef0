/* Private to repo*.c: libgit2 as it was opened, and a handle on a repository. */
#ifndef TOLC_HISTORY_REPO_HANDLE_H
#define TOLC_HISTORY_REPO_HANDLE_H

#include "history/repo/repo.h"

#include <git2.h>
#include <git2/sys/odb_backend.h>

struct repo_library {
#define REPO_API(name) __typeof__(&name) name;
#include "history/repo/repo_api.def"
#undef REPO_API
	bool started;
};

struct repo {
	struct mem *mem;
	struct repo_library *library; /* that of the first handle, shared by the others */
	struct repo_library own;
	git_repository *git; /* NULL: a handle on the objects alone */
	git_odb *odb;
	git_odb_object *object;	 /* the last one read, by git_odb_read */
	git_odb_backend *lender; /* or by this backend; NULL: by none */
	void *lent;
	struct buf git_dir;
	struct buf common_dir;
	struct buf work_dir;
	struct buf taken;
	struct buf other;
	VEC(uint8_t) boundary; /* ids of the commits at which a shallow clone ends */
};

/* subject: object id or revision. */
enum repo_status repo_object_failed(struct repo *repo, int code, const char *subject,
				    struct repo_error *error);
/* repo_object.c: what the last read borrowed. */
void repo_object_release(struct repo *repo);

/* repo_library.c. Where it was not opened there is nothing to close. */
enum repo_status repo_library_open(struct repo_library *git, struct repo_error *error);
void repo_library_close(struct repo_library *git);
/* repo_name.c: what the name in the revision stands for, where that is more than one thing; into
 * taken and other. */
void repo_audit_name(struct repo *repo, const char *revision);

#endif
