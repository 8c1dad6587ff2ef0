/*
 * Objects by id, and their hashes verified. libgit2 verifies too, by a SHA-1 that sees whether
 * somebody made two contents for one id, which takes five times as long; git asks that when it
 * fetches or makes an object, and not when it reads one. So its backends are asked as git_odb_read
 * would, and the bytes are hashed here. git_odb_read itself is asked where that comes to nothing:
 * it looks for packs that are new, and says what is wrong.
 */
#include "history/repo/repo_handle.h"

void repo_object_release(struct repo *repo)
{
	const struct repo_library *git = repo->library;
	git->git_odb_object_free(repo->object);
	if (repo->lender)
		git->git_odb_backend_data_free(repo->lender, repo->lent);
	repo->object = NULL;
	repo->lender = NULL;
}

static bool oid_stands_for(const uint8_t *oid, enum repo_type type, struct str bytes)
{
	uint8_t found[OID_SIZE];
	oid_of(found, type, bytes);
	return memcmp(found, oid, OID_SIZE) == 0;
}

/* What the first backend that has the object gives; false where that is not to be relied on. */
static bool backends_read(struct repo *repo, struct str *out, enum repo_type type,
			  const git_oid *id)
{
	const struct repo_library *git = repo->library;
	size_t count = git->git_odb_num_backends(repo->odb), size;
	git_odb_backend *backend;
	git_object_t found;
	int code = GIT_ENOTFOUND;
	for (size_t i = 0; i < count && code == GIT_ENOTFOUND; i++) {
		if (git->git_odb_get_backend(&backend, repo->odb, i) != 0 || !backend->read)
			return false;
		code = backend->read(&repo->lent, &size, &found, backend, id);
	}
	if (code != 0)
		return false;
	repo->lender = backend;
	*out = (struct str){repo->lent, size};
	return oid_stands_for(id->id, type, *out);
}

static enum repo_status read_failed(struct repo *repo, int code, const uint8_t *oid,
				    struct repo_error *error)
{
	char hex[OID_HEX_SIZE];
	oid_hex(hex, oid);
	return repo_object_failed(repo, code, hex, error);
}

enum repo_status repo_read(struct repo *repo, struct str *out, const uint8_t *oid,
			   enum repo_type type, struct repo_error *error)
{
	static const git_object_t types[] = {GIT_OBJECT_COMMIT, GIT_OBJECT_TREE, GIT_OBJECT_BLOB};
	const struct repo_library *git = repo->library;
	char hex[OID_HEX_SIZE];
	git_oid id;
	memcpy(id.id, oid, OID_SIZE);
	repo_object_release(repo);
	if (backends_read(repo, out, type, &id))
		return REPO_OK;
	int code = git->git_odb_read(&repo->object, repo->odb, &id);
	if (code != 0)
		return read_failed(repo, code, oid, error);
	oid_hex(hex, oid);
	if (git->git_odb_object_type(repo->object) != types[type])
		return repo_fail(error, REPO_OBJECT_DAMAGED, hex, "it is of another type");
	out->ptr = git->git_odb_object_data(repo->object);
	out->len = git->git_odb_object_size(repo->object);
	/* libgit2 does not look where whoever shares it has told it not to. */
	return oid_stands_for(oid, type, *out) ? REPO_OK
					       : repo_fail(error, REPO_OBJECT_ALTERED, hex, "");
}

enum repo_status repo_blob_size(struct repo *repo, uint64_t *out, const uint8_t *oid,
				struct repo_error *error)
{
	git_oid id;
	size_t size;
	git_object_t type;
	memcpy(id.id, oid, OID_SIZE);
	int code = repo->library->git_odb_read_header(&size, &type, repo->odb, &id);
	if (code != 0)
		return read_failed(repo, code, oid, error);
	*out = size;
	return REPO_OK;
}

/* The one line of the commit that begins with the word; empty where there is none. */
static struct str header_line(struct str *rest, struct str word)
{
	if (!str_starts_with(*rest, word))
		return STR_NONE;
	const char *end = memchr(rest->ptr, '\n', rest->len);
	if (!end)
		return STR_NONE;
	struct str line = {rest->ptr + word.len, (size_t)(end - rest->ptr) - word.len};
	*rest = str_from_to(*rest, (size_t)(end - rest->ptr) + 1, rest->len);
	return line;
}

/* "Name <mail> 1700000000 +0800": the seconds. At most 12 digits: git takes a longer run for 1970,
 * and no clock is that wrong. */
static bool signature_time(int64_t *out, struct str line)
{
	size_t i = line.len;
	while (i > 0 && line.ptr[i - 1] != '>')
		i--;
	if (i == 0 || i == line.len || line.ptr[i++] != ' ')
		return false;
	int64_t seconds = 0;
	size_t digits = 0;
	for (; i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9'; i++, digits++)
		if (digits < 13)
			seconds = seconds * 10 + (line.ptr[i] - '0');
	*out = seconds;
	return digits > 0 && digits < 13 && i < line.len && line.ptr[i] == ' ';
}

static const char *commit_parse(struct repo_commit *out, struct str bytes)
{
	struct str line = header_line(&bytes, STR("tree "));
	if (line.len != 2 * OID_SIZE || !oid_parse(out->tree, line))
		return "it names no tree";
	line = header_line(&bytes, STR("parent "));
	out->is_root = line.ptr == NULL;
	if (!out->is_root && (line.len != 2 * OID_SIZE || !oid_parse(out->parent, line)))
		return "its parent is no object id";
	while (header_line(&bytes, STR("parent ")).ptr || header_line(&bytes, STR("author ")).ptr)
		continue;
	if (!signature_time(&out->committed, header_line(&bytes, STR("committer "))))
		return "it does not say when it was committed";
	return NULL;
}

enum repo_status repo_read_commit(struct repo *repo, struct repo_commit *out, const uint8_t *oid,
				  struct repo_error *error)
{
	struct str bytes;
	if (repo_read(repo, &bytes, oid, REPO_COMMIT, error) != REPO_OK)
		return error->status;
	const char *fault = commit_parse(out, bytes);
	if (!fault)
		return REPO_OK;
	char hex[OID_HEX_SIZE];
	oid_hex(hex, oid);
	return repo_fail(error, REPO_COMMIT_MALFORMED, hex, fault);
}
