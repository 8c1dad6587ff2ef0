/* What a part says of itself, where no verdict hangs on it: how sure its text is, and its words. */
#include "emit/change/diff.h"
#include "emit/enum_word.h"

#include "base/text/utf8.h"

enum {
	EXCERPT_FROM = 40,  /* columns: what is shorter is told whole */
	EXCERPT_BESIDE = 6, /* characters told of what stays as it is, on either side */
	EXCERPT_MOST = 40,  /* characters told of what does not */
};

struct spoken {
	struct str title;
	const struct ir_clause *clause; /* NULL: it has none */
};

static struct spoken spoken_of(const struct ir_rule *rule, const struct ir_procedure *procedure)
{
	if (rule)
		return (struct spoken){rule->title, &rule->clause};
	if (procedure)
		return (struct spoken){procedure->title, &procedure->clause};
	return (struct spoken){STR_NONE, NULL};
}

static void add_row(struct diff_wordings *out, enum word_id word, const char *name,
		    struct str before, struct str after)
{
	if (!str_equal(before, after))
		out->items[out->count++] = (struct diff_wording){word, name, {before, after}};
}

void diff_wordings(struct diff_wordings *out, const struct diff_record *record)
{
	struct spoken before = spoken_of(record->before, record->procedure_before);
	struct spoken after = spoken_of(record->after, record->procedure_after);
	out->count = 0;
	if (diff_changes_meaning(record->change) || !before.clause || !after.clause)
		return;
	add_row(out, WORD_WORDING_PROVENANCE, "provenance",
		str_from(ir_provenance_word(before.clause->provenance)),
		str_from(ir_provenance_word(after.clause->provenance)));
	add_row(out, WORD_WORDING_TITLE, "title", before.title, after.title);
	add_row(out, WORD_WORDING_ARTICLE, "article", before.clause->article,
		after.clause->article);
	add_row(out, WORD_WORDING_TEXT, "text", before.clause->text, after.clause->text);
	add_row(out, WORD_WORDING_CITATION, "citation", before.clause->citation,
		after.clause->citation);
}

/* -- shortly -- */

static bool is_inside(struct str text, size_t at)
{
	return at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80;
}

static size_t back(struct str text, size_t at, size_t characters)
{
	while (characters-- > 0 && at > 0)
		do
			at--;
		while (at > 0 && is_inside(text, at));
	return at;
}

static size_t forward(struct str text, size_t at, size_t characters)
{
	while (characters-- > 0 && at < text.len)
		do
			at++;
		while (is_inside(text, at));
	return at;
}

/* How many bytes both begin with, in whole characters. */
static size_t same_before(struct str a, struct str b)
{
	size_t at = 0;
	while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
		at++;
	while (at > 0 && (is_inside(a, at) || is_inside(b, at)))
		at--;
	return at;
}

/* How many bytes both end with behind those, in whole characters. */
static size_t same_behind(struct str a, struct str b, size_t before)
{
	size_t count = 0;
	while (count + before < a.len && count + before < b.len &&
	       a.ptr[a.len - count - 1] == b.ptr[b.len - count - 1])
		count++;
	while (count > 0 && is_inside(a, a.len - count))
		count--;
	return count;
}

static void add_excerpt(struct buf *out, struct str text, struct str other)
{
	size_t same = same_before(text, other);
	size_t end = text.len - same_behind(text, other, same);
	size_t from = back(text, same, EXCERPT_BESIDE);
	size_t most = forward(text, from, EXCERPT_MOST);
	size_t to = forward(text, end, EXCERPT_BESIDE);
	to = to < most ? to : most;
	if (from > 0)
		buf_add_text(out, "…");
	utf8_printable(out, str_from_to(text, from, to));
	if (to < text.len)
		buf_add_text(out, "…");
}

static void add_side(struct buf *out, const struct diff_wording *wording, size_t side,
		     enum language language)
{
	struct str text = wording->sides[side], other = wording->sides[!side];
	const struct word_row *mark =
		wording->word == WORD_WORDING_PROVENANCE ? mark_row(text) : NULL;
	if (mark)
		buf_add(out, word_text(language, mark->word));
	else if (text.len == 0)
		buf_add(out, word_text(language, WORD_DIFF_NO_EFFECT));
	else if (other.len == 0 ||
		 (utf8_width(text) <= EXCERPT_FROM && utf8_width(other) <= EXCERPT_FROM))
		add_excerpt(out, text, STR(""));
	else
		add_excerpt(out, text, other);
}

void diff_add_wording(struct buf *out, const struct diff_wording *wording, enum language language)
{
	struct buf sides[2];
	for (size_t side = 0; side < 2; side++) {
		buf_init(&sides[side], out->mem);
		add_side(&sides[side], wording, side, language);
	}
	word_add(out, language, WORD_DIFF_WORDING,
		 ARGS(word_text(language, wording->word), buf_str(&sides[0]), buf_str(&sides[1])));
	for (size_t side = 0; side < 2; side++)
		buf_fini(&sides[side]);
}
