/* Who stands for whom: of authorities that no list can tell apart one is asked about. */
#include "api/change/diff_meet.h"

static const struct map *declared(const struct meet *meet)
{
	static const struct map none = {0};
	const struct deciding_record *after = meet->sides->records[WEIGH_AFTER];
	return after->declaring ? &after->declaring->environment.authorities : &none;
}

static bool is_at_or_above(const struct ir_authority *below, struct str name)
{
	for (const struct ir_authority *at = below; at; at = at->parent)
		if (str_equal(at->name, name))
			return true;
	return false;
}

static bool has_name(const struct meet_names *names, struct str name)
{
	for (size_t i = 0; i < names->items.count; i++)
		if (str_equal(names->items.items[i], name))
			return true;
	return false;
}

static void add_name(struct meet_names *names, struct str name)
{
	if (!has_name(names, name))
		VEC_PUSH(names->mem, &names->items, name);
}

/* -- lists -- */

/* Whether it answers at any time, for an issuer at or above the authority; NULL: any. */
static bool answers(const struct meet *meet, size_t side, uint32_t list,
		    const struct ir_authority *below, struct meet_names *issuers)
{
	struct history_view *view = meet->sides->askings[side]->view;
	bool found = false;
	if (list == NO_ENTRY || !view_list_is_known(view, list))
		return false;
	const struct timeline *timeline = view_timeline(view, list);
	for (size_t i = 0; i < timeline->window_count; i++) {
		if (!window_answers(&timeline->windows[i]))
			continue;
		const struct text *text = view_text(view, list, timeline->windows[i].entry).text;
		found |= !below || is_at_or_above(below, text->issuer);
		if (issuers)
			add_name(issuers, text->issuer);
	}
	return found;
}

/* Each list of either side, once. */
static void each_list(const struct meet *meet, struct meet_lists *out,
		      const struct ir_authority *below, struct meet_names *issuers)
{
	struct history_view *before = meet->sides->askings[WEIGH_BEFORE]->view;
	struct history_view *after = meet->sides->askings[WEIGH_AFTER]->view;
	for (uint32_t i = 0; i < view_list_count(after); i++) {
		uint32_t was = view_list_find(before, view_list_name(after, i));
		bool is_in = answers(meet, WEIGH_AFTER, i, below, issuers);
		is_in |= answers(meet, WEIGH_BEFORE, was, below, issuers);
		if (is_in && out)
			VEC_PUSH(out->mem, &out->items, (struct meet_list){{was, i}});
	}
	for (uint32_t i = 0; i < view_list_count(before); i++)
		if (view_list_find(after, view_list_name(before, i)) == NO_ENTRY &&
		    answers(meet, WEIGH_BEFORE, i, below, issuers) && out)
			VEC_PUSH(out->mem, &out->items, (struct meet_list){{i, NO_ENTRY}});
}

void meet_in_play(const struct meet *meet, struct meet_lists *out, struct str subject)
{
	each_list(meet, out, map_get(declared(meet), subject), NULL);
}

/* -- authorities -- */

/* Borrowed from the buffer. */
struct signing {
	const struct meet *meet;
	struct meet_names issuers; /* of lists */
	struct meet_names out;
	struct map known;
	struct buf key;
};

static void take_new(struct signing *s, struct str name)
{
	struct arena *arena = &s->meet->sides->askings[WEIGH_AFTER]->answer->arena;
	if (map_get(&s->known, buf_str(&s->key)))
		return;
	map_put(&s->known, arena_str(arena, buf_str(&s->key)), s);
	add_name(&s->out, name);
}

static void signing_init(struct signing *s, const struct meet *meet, struct mem *mem)
{
	*s = (struct signing){.meet = meet, .issuers.mem = mem, .out.mem = mem};
	map_init(&s->known, mem);
	buf_init(&s->key, mem);
	each_list(meet, NULL, NULL, &s->issuers);
}

static void signing_fini(struct signing *s, struct meet_names *out)
{
	*out = s->out;
	VEC_FREE(s->issuers.mem, &s->issuers.items);
	map_fini(&s->known);
	buf_fini(&s->key);
}

/* By the issuers above it, itself among them, and by its level, which its superiors do not have. */
static void sign_subject(struct signing *s, const struct ir_authority *subject)
{
	buf_clear(&s->key);
	buf_addf(&s->key, "%d", (int)subject->level);
	for (const struct ir_authority *at = subject; at; at = at->parent) {
		if (!has_name(&s->issuers, at->name))
			continue;
		buf_add_char(&s->key, at == subject ? '=' : ' ');
		buf_add(&s->key, at->name);
	}
	take_new(s, subject->name);
}

void meet_subjects(const struct meet *meet, struct meet_names *out)
{
	const struct map *all = declared(meet);
	struct signing s;
	signing_init(&s, meet, out->mem);
	for (size_t side = WEIGH_SIDES; side-- > 0;)
		for (size_t i = 0; i < all->count; i++) {
			const struct ir_authority *subject = all->entries[i].value;
			if (subject && is_at_or_above(subject, meet->issuers[side]))
				sign_subject(&s, subject);
		}
	signing_fini(&s, out);
}

/* By the authorities that lists are of, or speak of, which are above it, and by how it stands to
 * the subject and to those above that. */
static void sign_organ(struct signing *s, const struct ir_authority *organ,
		       const struct ir_authority *subject)
{
	buf_clear(&s->key);
	for (size_t i = 0; i < s->issuers.items.count; i++)
		buf_add_char(&s->key, is_at_or_above(organ, s->issuers.items.items[i]) ? '1' : '0');
	for (const struct ir_authority *at = subject; at; at = at->parent)
		buf_add_char(&s->key, is_at_or_above(organ, at->name)	? '<'
				      : is_at_or_above(at, organ->name) ? '>'
									: '-');
	take_new(s, organ->name);
}

static void add_bound(struct meet_names *names, const struct ir_list *list)
{
	for (size_t i = 0; list && i < list->recognition_count; i++)
		add_name(names, list->recognitions[i].before);
}

void meet_organs(const struct meet *meet, struct meet_names *out, struct str subject)
{
	const struct map *all = declared(meet);
	const struct ir_authority *own = map_get(all, subject);
	struct signing s;
	signing_init(&s, meet, out->mem);
	for (size_t side = 0; side < WEIGH_SIDES; side++) {
		const struct loader *loader = &meet->sides->records[side]->loader;
		for (size_t i = 0; i < loader->entries.count; i++)
			add_bound(&s.issuers, loader->entries.items[i].ir);
	}
	if (own)
		sign_organ(&s, own, own);
	for (size_t i = 0; own && i < all->count; i++)
		if (all->entries[i].value)
			sign_organ(&s, all->entries[i].value, own);
	signing_fini(&s, out);
}
