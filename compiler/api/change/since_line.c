/*
 * Where a text says otherwise what another one said: the first line of the list that differs, as it
 * is written. Texts that are written alike differ by what they use of others; then it is the list.
 */
#include "api/change/since.h"

struct reading {
	struct source *source;
	uint32_t line;
	long depth; /* of braces, before the line */
};

/* Braces outside of texts and comments. */
static void reading_pass(struct reading *r, struct str line)
{
	bool quoted = false;
	for (size_t i = 0; i < line.len && (quoted || line.ptr[i] != '#'); i++) {
		if (line.ptr[i] == '"')
			quoted = !quoted;
		else if (!quoted && line.ptr[i] == '{')
			r->depth++;
		else if (!quoted && line.ptr[i] == '}')
			r->depth--;
	}
	r->line++;
}

/* Of two versions the days differ anyhow; that one corrects is not what it says otherwise. */
static const char *const heads[] = {"corrects ", "更正 ", "promulgated ", "公布 ", "effective ", "施行 "};

enum { HEADS_CORRECTS = 2, HEADS_ALL = countof(heads) };

static bool begins_with_any(struct str line, size_t count)
{
	while (line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t'))
		line = str_from_to(line, 1, line.len);
	for (size_t i = 0; i < count; i++)
		if (str_starts_with(line, str_from(heads[i])))
			return true;
	return false;
}

/* ptr NULL: there are no more. */
static struct str reading_next(struct reading *r, size_t passed_over)
{
	while (begins_with_any(source_line(r->source, r->line), passed_over))
		r->line++;
	return source_line(r->source, r->line);
}

/* Whether a line was found. */
static bool find_line(struct reading is, struct reading was, size_t passed_over,
		      struct since_place *now, struct since_place *then)
{
	do {
		struct str line = reading_next(&is, passed_over);
		struct str old = reading_next(&was, passed_over);
		if (!line.ptr || !old.ptr)
			return false;
		if (!str_equal(line, old)) {
			now->line = is.line;
			then->line = was.line;
			return true;
		}
		reading_pass(&is, line);
		reading_pass(&was, old);
	} while (is.depth > 0);
	return false;
}

void since_differ(struct since_side *side, enum since_reading reading, struct since_place *now,
		  struct since_place *then)
{
	struct reading is = {since_source(side, now), now->line, 0};
	struct reading was = {since_source(side, then), then->line, 0};
	if (!is.source || !was.source || !is.line || !was.line)
		return;
	if (reading == SINCE_DAYS || !find_line(is, was, HEADS_ALL, now, then))
		find_line(is, was, HEADS_CORRECTS, now, then);
}
