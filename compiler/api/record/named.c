/* Authorities by name or title. */
#include "api/record/named.h"

#include "api/record/load.h"

const struct ir_authority *named_authority(const struct map *authorities, struct str name)
{
	const struct ir_authority *found = map_get(authorities, name);
	size_t count = 0;
	if (found)
		return found;
	for (size_t i = 0; i < authorities->count; i++) {
		const struct ir_authority *other = authorities->entries[i].value;
		if (!other || !str_equal(other->title, name))
			continue;
		found = other;
		count++;
	}
	return count == 1 ? found : NULL;
}

enum { MEANT_MOST = 5, DISTANCE_MOST = 3 };

/* Names of those of whose titles it is a part. */
static size_t add_titled(struct buf *out, const struct map *authorities, struct str part)
{
	size_t count = 0;
	for (size_t i = 0; part.len && i < authorities->count; i++) {
		const struct ir_authority *other = authorities->entries[i].value;
		if (!other || !str_contains(other->title, part))
			continue;
		if (count++)
			buf_add_text(out, ", ");
		buf_add(out, other->name);
	}
	return count;
}

static struct str nearest_name(const struct map *authorities, struct str name)
{
	struct str nearest = STR_NONE;
	unsigned limit = DISTANCE_MOST;
	for (size_t i = 0; i < authorities->count; i++) {
		unsigned distance = str_distance(name, authorities->entries[i].key, limit);
		if (distance > limit)
			continue;
		nearest = authorities->entries[i].key;
		limit = distance ? distance - 1 : 0;
	}
	return nearest;
}

enum hint_id named_authority_meant(struct buf *out, const struct map *authorities, struct str name)
{
	size_t count = add_titled(out, authorities, name);
	if (count > 0 && count <= MEANT_MOST)
		return count == 1 ? HINT_DID_YOU_MEAN : HINT_VALUES;
	struct str nearest = nearest_name(authorities, name);
	buf_clear(out);
	buf_add(out, nearest.ptr ? nearest : name);
	return nearest.ptr ? HINT_DID_YOU_MEAN : HINT_AUTHORITY;
}

int named_issuer(struct asking *asking, struct str *out, struct str title)
{
	struct loader loader;
	struct load_tree *tree;
	loader_init(&loader, asking);
	*out = STR_NONE;
	int status = loader_add_declaring(&loader, &tree);
	if (status == TOL_OK && tree) {
		const struct ir_authority *found =
			named_authority(&tree->environment.authorities, title);
		if (found)
			*out = asking_text(asking, found->name);
	}
	loader_fini(&loader);
	return status;
}
