/*
 * All that head contains is gone through, the nearest first, until the revision is met. Most often
 * that is soon; else the chain of the revision is followed back into what was gone through.
 */
#include "history/repo/ancestor.h"

#include "base/arena.h"
#include "base/map.h"

struct contained {
	struct arena arena;
	struct map known; /* id -> itself */
	struct repo *repo;
};

static struct str id_key(const uint8_t *oid)
{
	return (struct str){(const char *)oid, OID_SIZE};
}

static void contained_add(struct contained *contained, const uint8_t *oid)
{
	if (map_get(&contained->known, id_key(oid)))
		return;
	uint8_t *own = arena_dup(&contained->arena, oid, OID_SIZE);
	map_put(&contained->known, id_key(own), own);
}

/* A line "parent ID", taken off the front; false where none is there. */
static bool take_parent(uint8_t *out, struct str *lines)
{
	const struct str word = STR("parent ");
	size_t size = word.len + 2 * OID_SIZE;
	if (!str_starts_with(*lines, word) || lines->len <= size ||
	    !oid_parse(out, str_from_to(*lines, word.len, size)))
		return false;
	*lines = str_from_to(*lines, size + 1, lines->len);
	return true;
}

static enum repo_status contained_add_parents(struct contained *contained, const uint8_t *oid,
					      struct repo_error *error)
{
	const size_t tree_line = strlen("tree ") + 2 * OID_SIZE + 1;
	uint8_t parent[OID_SIZE];
	struct str lines;
	if (repo_read(contained->repo, &lines, oid, REPO_COMMIT, error) != REPO_OK)
		return error->status;
	lines = str_from_to(lines, lines.len < tree_line ? lines.len : tree_line, lines.len);
	while (take_parent(parent, &lines))
		contained_add(contained, parent);
	return REPO_OK;
}

static bool contained_has(const struct contained *contained, const uint8_t *oid)
{
	return map_get(&contained->known, id_key(oid)) != NULL;
}

/* In the order in which they are met, which is that of the map. */
static enum repo_status contained_find(struct contained *contained, const uint8_t *revision,
				       struct repo_error *error)
{
	enum repo_status status = REPO_OK;
	for (size_t i = 0; i < contained->known.count && status == REPO_OK; i++) {
		if (contained_has(contained, revision))
			return REPO_OK;
		status = contained_add_parents(contained, contained->known.entries[i].value, error);
	}
	return status;
}

static enum repo_status chain_follow(const struct contained *contained, uint8_t *out,
				     const uint8_t *revision, struct repo_error *error)
{
	uint8_t at[OID_SIZE];
	struct repo_commit commit;
	memcpy(at, revision, OID_SIZE);
	memcpy(out, revision, OID_SIZE);
	while (!contained_has(contained, at)) {
		if (repo_read_commit(contained->repo, &commit, at, error) != REPO_OK)
			return error->status;
		if (commit.is_root)
			return REPO_OK;
		memcpy(at, commit.parent, OID_SIZE);
	}
	memcpy(out, at, OID_SIZE);
	return REPO_OK;
}

enum repo_status ancestor_shared(uint8_t *out, struct repo *repo, struct mem *mem,
				 const uint8_t *revision, const uint8_t *head,
				 struct repo_error *error)
{
	struct contained contained = {.repo = repo};
	arena_init(&contained.arena, mem);
	map_init(&contained.known, mem);
	contained_add(&contained, head);
	enum repo_status status = contained_find(&contained, revision, error);
	if (status == REPO_OK)
		status = chain_follow(&contained, out, revision, error);
	map_fini(&contained.known);
	arena_fini(&contained.arena);
	return status;
}
