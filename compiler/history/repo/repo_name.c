/* What else a name could stand for than what it is taken for. */
#include "history/repo/repo_handle.h"

/* Where git looks for a name, in its order. */
struct reference_place {
	const char *before;
	const char *after;
};

static const struct reference_place reference_places[] = {
	{"refs/", ""},	       {"refs/tags/", ""},	   {"refs/heads/", ""},
	{"refs/remotes/", ""}, {"refs/remotes/", "/HEAD"},
};

/* Leaves the full name in out, or nothing. */
static bool reference_exists(struct repo *repo, struct buf *out,
			     const struct reference_place *place, struct str name)
{
	git_reference *reference = NULL;
	buf_clear(out);
	buf_add_text(out, place->before);
	buf_add(out, name);
	buf_add_text(out, place->after);
	int code = repo->library->git_reference_lookup(&reference, repo->git, out->ptr);
	repo->library->git_reference_free(reference);
	if (code != 0)
		buf_clear(out);
	return code == 0;
}

static bool object_exists(struct repo *repo, struct str digits)
{
	git_oid id;
	char padded[2 * OID_SIZE];
	memset(padded, '0', sizeof(padded));
	if (digits.len < 4 || digits.len > sizeof(padded))
		return false;
	memcpy(padded, digits.ptr, digits.len);
	return oid_parse(id.id, (struct str){padded, sizeof(padded)}) &&
	       repo->library->git_odb_exists_prefix(NULL, repo->odb, &id, digits.len) == 0;
}

/* A name may stand for a tag and a branch at once, and be the beginning of an object's id too. What
 * is named in full goes before all of that. */
void repo_audit_name(struct repo *repo, const char *revision)
{
	static const struct reference_place itself = {"", ""};
	struct str name = {revision, strcspn(revision, "~^:@")};
	bool in_full = reference_exists(repo, &repo->taken, &itself, name);
	buf_clear(&repo->taken);
	buf_clear(&repo->other);
	for (size_t i = 0; !in_full && i < countof(reference_places) && repo->other.len == 0; i++)
		reference_exists(repo, repo->taken.len ? &repo->other : &repo->taken,
				 &reference_places[i], name);
	if (repo->taken.len && repo->other.len == 0 && object_exists(repo, name)) {
		buf_add(&repo->other, STR("object "));
		buf_add(&repo->other, name);
	}
	if (repo->other.len == 0)
		buf_clear(&repo->taken);
}
