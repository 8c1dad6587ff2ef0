/*
 * libgit2 behind repo.h; no other file asks it. What it reports is mapped by return code, class of
 * error and own probes, for one code stands for many things: a pack without its index, a folder
 * without permission and a lost object are all "not found".
 */
#include "history/repo/repo_handle.h"
#include "history/repo/repo_probe.h"

#include <stdlib.h>

struct repo *repo_new(struct mem *mem)
{
	struct repo *repo = mem_zalloc(mem, sizeof(*repo));
	repo->mem = mem;
	struct buf *bufs[] = {&repo->git_dir, &repo->common_dir, &repo->work_dir, &repo->taken,
			      &repo->other};
	for (size_t i = 0; i < countof(bufs); i++)
		buf_init(bufs[i], mem);
	return repo;
}

void repo_free(struct repo *repo)
{
	if (!repo)
		return;
	const struct repo_library *git = repo->library;
	if (git) {
		repo_object_release(repo);
		git->git_odb_free(repo->odb);
		git->git_repository_free(repo->git);
	}
	repo_library_close(&repo->own);
	struct buf *bufs[] = {&repo->git_dir, &repo->common_dir, &repo->work_dir, &repo->taken,
			      &repo->other};
	for (size_t i = 0; i < countof(bufs); i++)
		buf_fini(bufs[i]);
	VEC_FREE(repo->mem, &repo->boundary);
	mem_free(repo->mem, repo);
}

struct git_failure {
	int code;
	int class;
	const char *message;
};

static struct git_failure git_failure(const struct repo_library *git, int code)
{
	const git_error *last = git->git_error_last();
	return (struct git_failure){code, last ? last->klass : GIT_ERROR_NONE,
				    last && last->message ? last->message : ""};
}

/* Where and why a repository could not be opened. */
static enum repo_status open_status(struct git_failure failure, enum probe_result found,
				    bool is_sha256)
{
	if (failure.code == GIT_EOWNER ||
	    (failure.code == GIT_ENOTFOUND && failure.class == GIT_ERROR_CONFIG))
		return REPO_OWNER;
	if (found == PROBE_PERMISSION)
		return REPO_PERMISSION;
	if (found == PROBE_DEAD_LINK)
		return REPO_BROKEN_LINK;
	if (found == PROBE_DAMAGED && failure.code == GIT_ENOTFOUND)
		return REPO_DAMAGED;
	if (failure.code == GIT_ENOTFOUND)
		return failure.class == GIT_ERROR_OS ? REPO_BROKEN_LINK : REPO_NONE;
	if (failure.class == GIT_ERROR_REPOSITORY)
		return is_sha256 ? REPO_SHA256 : REPO_EXTENSION;
	return failure.class == GIT_ERROR_CONFIG     ? REPO_CONFIG
	       : failure.class == GIT_ERROR_NOMEMORY ? REPO_NO_MEMORY
						     : REPO_OTHER;
}

static enum repo_status open_failed(struct repo *repo, int code, struct str path,
				    struct repo_error *error)
{
	struct git_failure failure = git_failure(repo->library, code);
	struct repo_probe probe;
	repo_probe_init(&probe, repo->mem);
	enum probe_result found = repo_probe_find(&probe, path);
	bool is_sha256 = found == PROBE_FOUND && probe_is_sha256(repo->mem, buf_str(&probe.common));
	enum repo_status status = open_status(failure, found, is_sha256);
	/* What git is to be told to trust is the work tree, not the .git in it. */
	if ((found == PROBE_FOUND || found == PROBE_DAMAGED) &&
	    str_ends_with(buf_str(&probe.path), STR("/.git")))
		probe.path.len -= strlen("/.git");
	struct str subject =
		status == REPO_NONE || found <= PROBE_NOWHERE ? path : buf_str(&probe.path);
	struct buf text;
	buf_init(&text, repo->mem);
	buf_add(&text, subject);
	repo_fail(error, status, text.ptr, failure.message);
	buf_fini(&text);
	repo_probe_fini(&probe);
	return status;
}

/* git_repository_is_shallow() says no in a linked work tree of a shallow clone. */
static void shallow_read(struct repo *repo)
{
	struct buf path, text;
	buf_init(&path, repo->mem);
	buf_init(&text, repo->mem);
	buf_add(&path, buf_str(&repo->common_dir));
	buf_add(&path, STR("shallow"));
	if (!probe_read_file(&text, path.ptr))
		buf_clear(&text);
	uint8_t oid[OID_SIZE];
	for (size_t i = 0; oid_parse(oid, str_from_to(buf_str(&text), i, text.len));
	     i += 2 * OID_SIZE + 1)
		for (size_t k = 0; k < OID_SIZE; k++)
			VEC_PUSH(repo->mem, &repo->boundary, oid[k]);
	buf_fini(&path);
	buf_fini(&text);
}

enum repo_status repo_open(struct repo *repo, struct str path, struct repo_error *error)
{
	struct buf start;
	buf_init(&start, repo->mem);
	buf_add(&start, path.len ? path : STR("."));
	/* To start libgit2 takes longer than most answers where it has nothing to open. */
	int code = 0;
	enum repo_status status = probe_finds_none(&start)
					  ? repo_fail(error, REPO_NONE, start.ptr, "")
					  : repo_library_open(&repo->own, error);
	repo->library = status == REPO_OK ? &repo->own : NULL;
	if (status == REPO_OK)
		code = repo->library->git_repository_open_ext(&repo->git, start.ptr, 0, NULL);
	buf_fini(&start);
	if (status != REPO_OK)
		return status;
	const struct repo_library *git = repo->library;
	if (code == 0)
		code = git->git_repository_odb(&repo->odb, repo->git);
	if (code != 0)
		return open_failed(repo, code, path, error);
	const char *work_dir = git->git_repository_workdir(repo->git);
	buf_add_text(&repo->git_dir, git->git_repository_path(repo->git));
	buf_add_text(&repo->common_dir, git->git_repository_commondir(repo->git));
	buf_add_text(&repo->work_dir, work_dir ? work_dir : "");
	shallow_read(repo);
	return REPO_OK;
}

enum repo_status repo_open_objects(struct repo *repo, const struct repo *other, unsigned number,
				   struct repo_error *error)
{
	repo->library = other->library;
	buf_add(&repo->common_dir, buf_str(&other->common_dir));
	struct buf path;
	buf_init(&path, repo->mem);
	buf_add(&path, buf_str(&other->common_dir));
	/* libgit2 shares a pack, with its lock and its cache, between all handles that know it by
	 * the same path, and threads would spend their time waiting for each other. */
	for (unsigned i = 0; i < number; i++)
		buf_add(&path, STR("./"));
	buf_add(&path, STR("objects"));
	int code = repo->library->git_odb_open(&repo->odb, path.ptr);
	struct git_failure failure = git_failure(repo->library, code);
	if (code != 0)
		repo_fail(error, REPO_OTHER, path.ptr, failure.message);
	buf_fini(&path);
	return code == 0 ? REPO_OK : REPO_OTHER;
}

struct str repo_git_dir(const struct repo *repo)
{
	return buf_str(&repo->git_dir);
}

struct str repo_common_dir(const struct repo *repo)
{
	return buf_str(&repo->common_dir);
}

struct str repo_work_dir(const struct repo *repo)
{
	return buf_str(&repo->work_dir);
}

bool repo_is_shallow(const struct repo *repo)
{
	return repo->boundary.count > 0;
}

bool repo_is_boundary(const struct repo *repo, const uint8_t *oid)
{
	for (size_t i = 0; i < repo->boundary.count; i += OID_SIZE)
		if (memcmp(repo->boundary.items + i, oid, OID_SIZE) == 0)
			return true;
	return false;
}

/* An object that is not found may be many things; the likeliest is looked for first. */
static enum repo_status missing_status(struct repo *repo, struct buf *path)
{
	struct str common_dir = buf_str(&repo->common_dir);
	buf_clear(path);
	if (probe_alternate_gone(path, common_dir))
		return REPO_ALTERNATES;
	if (probe_objects_denied(path, common_dir))
		return REPO_PERMISSION;
	buf_clear(path);
	return probe_is_partial(repo->mem, common_dir) ? REPO_PARTIAL : REPO_OBJECT_MISSING;
}

static enum repo_status damage_status(struct git_failure failure)
{
	/* Out of memory while unpacking comes as an error of zlib's. */
	if (failure.class == GIT_ERROR_NOMEMORY || strstr(failure.message, "failed to init zlib"))
		return REPO_NO_MEMORY;
	if (failure.code == GIT_EMISMATCH)
		return REPO_OBJECT_ALTERED;
	/* "Locked" is what libgit2 calls a file that it may not open. */
	if (failure.code == GIT_ELOCKED)
		return REPO_PERMISSION;
	static const int damaged[] = {GIT_ERROR_ZLIB, GIT_ERROR_ODB, GIT_ERROR_OBJECT};
	for (size_t i = 0; i < countof(damaged); i++)
		if (failure.class == damaged[i])
			return REPO_OBJECT_DAMAGED;
	return REPO_OTHER;
}

enum repo_status repo_object_failed(struct repo *repo, int code, const char *subject,
				    struct repo_error *error)
{
	struct git_failure failure = git_failure(repo->library, code);
	if (code != GIT_ENOTFOUND)
		return repo_fail(error, damage_status(failure), subject, failure.message);
	struct buf path;
	buf_init(&path, repo->mem);
	enum repo_status status = missing_status(repo, &path);
	repo_fail(error, status, path.len ? path.ptr : subject, failure.message);
	buf_fini(&path);
	return status;
}

static enum repo_status revision_status(struct repo *repo, struct git_failure failure)
{
	switch (failure.code) {
	case GIT_EINVALIDSPEC:
		return REPO_BAD_REVISION;
	case GIT_EAMBIGUOUS:
		return REPO_SHORT_ID;
	case GIT_EPEEL:
		return REPO_NOT_A_COMMIT;
	case GIT_ENOTFOUND:
		if (repo->boundary.count)
			return REPO_NO_REVISION_SHALLOW;
		return failure.class == GIT_ERROR_ODB ? REPO_OBJECT_MISSING : REPO_NO_REVISION;
	}
	return failure.class == GIT_ERROR_REFERENCE ? REPO_BROKEN_REFERENCE
	       : failure.class == GIT_ERROR_INVALID ? REPO_COMMIT_MALFORMED
						    : REPO_OTHER;
}

static enum repo_status revision_failed(struct repo *repo, int code, const char *revision,
					struct repo_error *error)
{
	struct git_failure failure = git_failure(repo->library, code);
	enum repo_status status = revision_status(repo, failure);
	bool of_object = status == REPO_OBJECT_MISSING || status == REPO_OTHER;
	git_oid id;
	if (!of_object && status != REPO_COMMIT_MALFORMED)
		return repo_fail(error, status, revision, failure.message);
	status = of_object ? repo_object_failed(repo, code, revision, error)
			   : repo_fail(error, status, revision, failure.message);
	if (strcmp(error->subject, revision) == 0 &&
	    repo->library->git_reference_name_to_id(&id, repo->git, revision) == 0)
		oid_hex(error->subject, id.id);
	return status;
}

static enum repo_status revision_refuse(struct str revision, const char *text,
					struct repo_error *error)
{
	if (strstr(text, "@{"))
		return repo_fail(error, REPO_REFLOG, text, "");
	/* An entry of the index, not a commit; libgit2 has not implemented it either. */
	bool asks_index = text[0] == ':' && text[1] != '/';
	bool is_range = text[0] != ':' && strstr(text, "^-");
	if (revision.len == 0 || strlen(text) != revision.len || text[0] == '-' || asks_index ||
	    is_range)
		return repo_fail(error, REPO_BAD_REVISION, text, "");
	return REPO_OK;
}

/* HEAD first: an empty repository is told apart from a damaged one here only. */
static enum repo_status head_check(struct repo *repo, struct repo_error *error)
{
	git_reference *head = NULL;
	int code = repo->library->git_repository_head(&head, repo->git);
	repo->library->git_reference_free(head);
	if (code == GIT_EUNBORNBRANCH)
		return repo_fail(error, REPO_UNBORN,
				 repo->work_dir.len ? repo->work_dir.ptr : repo->git_dir.ptr, "");
	return code == 0 ? REPO_OK : revision_failed(repo, code, "HEAD", error);
}

static enum repo_status revision_parse(struct repo *repo, struct repo_revision *out,
				       const char *revision, struct repo_error *error)
{
	const struct repo_library *git = repo->library;
	git_object *object = NULL, *commit = NULL;
	git_reference *reference = NULL;
	int code = git->git_revparse_ext(&object, &reference, repo->git, revision);
	if (code == 0) {
		code = git->git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
		code = code == GIT_EINVALIDSPEC ? GIT_EPEEL : code;
	}
	if (code != 0)
		revision_failed(repo, code, revision, error);
	else
		memcpy(out->commit, git->git_object_id(commit)->id, OID_SIZE);
	git->git_object_free(object);
	git->git_object_free(commit);
	git->git_reference_free(reference);
	return code == 0 ? REPO_OK : error->status;
}

enum repo_status repo_resolve(struct repo *repo, struct repo_revision *out, struct str revision,
			      struct repo_error *error)
{
	struct buf text;
	buf_init(&text, repo->mem);
	buf_add(&text, str_equal(revision, STR("@")) ? STR("HEAD") : revision);
	enum repo_status status = revision_refuse(buf_str(&text), text.ptr, error);
	if (status == REPO_OK && str_starts_with(buf_str(&text), STR("HEAD")))
		status = head_check(repo, error);
	if (status == REPO_OK)
		status = revision_parse(repo, out, text.ptr, error);
	if (status == REPO_OK)
		repo_audit_name(repo, text.ptr);
	out->taken = buf_str(&repo->taken);
	out->other = buf_str(&repo->other);
	buf_fini(&text);
	return status;
}

enum repo_status repo_merge_base(struct repo *repo, uint8_t *out, struct str revision,
				 const uint8_t *commit, struct repo_error *error)
{
	struct repo_revision other;
	git_oid base, ids[2];
	enum repo_status status = repo_resolve(repo, &other, revision, error);
	if (status != REPO_OK)
		return status;
	memcpy(ids[0].id, other.commit, OID_SIZE);
	memcpy(ids[1].id, commit, OID_SIZE);
	int code = repo->library->git_merge_base(&base, repo->git, &ids[0], &ids[1]);
	if (code != 0)
		return revision_failed(repo, code, revision.ptr, error);
	memcpy(out, base.id, OID_SIZE);
	return REPO_OK;
}

enum repo_status repo_audit(struct repo *repo, struct repo_audit *out, struct repo_error *error)
{
	const struct repo_library *git = repo->library;
	struct str common_dir = buf_str(&repo->common_dir);
	*out = (struct repo_audit){
		.shallow = repo_is_shallow(repo),
		.partial = probe_is_partial(repo->mem, common_dir),
		.grafts = probe_has_grafts(repo->mem, common_dir),
	};
	git_reference_iterator *names = NULL;
	int code = git->git_reference_iterator_glob_new(&names, repo->git, "refs/replace/*");
	const char *name;
	while (code == 0 && (code = git->git_reference_next_name(&name, names)) == 0)
		out->replacements++;
	git->git_reference_iterator_free(names);
	return code == GIT_ITEROVER ? REPO_OK : revision_failed(repo, code, "refs/replace", error);
}
