/* A list that is not on the record: which one was meant, by its name or title or a part of them. */
#include "api/record/asking.h"

#include "base/text/utf8.h"

struct search {
	struct asking *asking;
	struct str name;
	struct buf found; /* names that the part is of, with commas between */
	size_t count;
	struct str nearest; /* or STR_NONE */
	unsigned limit;
};

static bool has_part(struct str title, struct str part)
{
	return str_contains(title, part);
}

/* Whether the title of any version is like it. */
static bool is_titled(struct asking *asking, uint32_t list, struct str title,
		      bool (*alike)(struct str own, struct str other))
{
	const struct timeline *timeline = view_timeline(asking->view, list);
	for (size_t i = 0; i < timeline->window_count; i++) {
		uint32_t entry = timeline->windows[i].entry;
		if (entry != NO_ENTRY &&
		    alike(view_text(asking->view, list, entry).text->title, title))
			return true;
	}
	return false;
}

static void search_list(struct search *search, uint32_t list)
{
	struct str name = view_list_name(search->asking->view, list);
	if (str_contains(name, search->name) ||
	    is_titled(search->asking, list, search->name, has_part)) {
		if (search->count++)
			buf_add_text(&search->found, ", ");
		buf_add(&search->found, name);
	}
	unsigned distance = str_distance(search->name, name, search->limit);
	if (distance > search->limit || utf8_length(name) <= distance)
		return;
	search->nearest = name;
	search->limit = distance ? distance - 1 : 0;
}

static bool is_named(struct asking *asking, uint32_t list)
{
	return view_list_is_known(asking->view, list) && view_list_name(asking->view, list).len > 0;
}

/* A part of one character says too little; more lists than these are no help. */
enum { PART_LEAST = 2, FOUND_MOST = 5 };

enum hint_id asking_list_meant(struct asking *asking, struct str *out, struct str name)
{
	struct search search = {.asking = asking, .name = name};
	enum hint_id hint = HINT_LISTS_ON_RECORD;
	size_t length = utf8_length(name);
	search.limit = length < 5 ? 1 : 3;
	buf_init(&search.found, &asking->session->mem);
	*out = STR_NONE;
	for (uint32_t list = 0; length >= PART_LEAST && list < view_list_count(asking->view);
	     list++)
		if (is_named(asking, list))
			search_list(&search, list);
	if (search.count > 0 && search.count <= FOUND_MOST) {
		hint = search.count == 1 ? HINT_DID_YOU_MEAN : HINT_VALUES;
		*out = asking_text(asking, buf_str(&search.found));
	} else if (search.count == 0 && search.nearest.ptr) {
		hint = HINT_DID_YOU_MEAN;
		*out = search.nearest;
	}
	buf_fini(&search.found);
	return hint;
}

uint32_t asking_list_titled(struct asking *asking, struct str title)
{
	uint32_t found = NO_ENTRY;
	for (uint32_t list = 0; title.len && list < view_list_count(asking->view); list++) {
		if (!is_named(asking, list) || !is_titled(asking, list, title, str_equal))
			continue;
		if (found != NO_ENTRY)
			return NO_ENTRY;
		found = list;
	}
	return found;
}
