/* A list that is not on the record: which one was meant, by its name or title or a part of them. */
#include "api/asking.h"

#include "base/utf8.h"

struct search {
	struct asking *asking;
	struct str name;
	struct buf found; /* names that the part is of, with commas between */
	size_t count;
	struct str nearest; /* or STR_NONE */
	unsigned limit;
};

static bool title_has_part(struct search *search, uint32_t list)
{
	const struct timeline *timeline = view_timeline(search->asking->view, list);
	for (size_t i = 0; i < timeline->window_count; i++) {
		uint32_t entry = timeline->windows[i].entry;
		if (entry != NO_ENTRY &&
		    str_contains(view_text(search->asking->view, list, entry).text->title,
				 search->name))
			return true;
	}
	return false;
}

static void search_list(struct search *search, uint32_t list)
{
	struct str name = view_list_name(search->asking->view, list);
	if (str_contains(name, search->name) || title_has_part(search, list)) {
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
