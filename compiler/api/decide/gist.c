/* From an answer in JSON what makes it the verdict it is, in the order of the text. */
#include "api/decide/gist.h"

#include "base/text/json_read.h"

struct gist_row {
	const char *of; /* the member above it */
	const char *key;
};

/* Whether an effect is certain depends on how closely a version looks; that it is given does not.
 */
static const struct gist_row gist_rows[] = {
	{"", "results"},	{"results", "verdict"}, {"verdict", "outcomes"},
	{"verdict", "effects"}, {"effects", "effect"},	{"effects", "strength"},
	{"effects", "rule"},	{"verdict", "rulings"}, {"rulings", "by"},
	{"rulings", "why"},	{"rulings", "certain"},
};

static const char *gist_key(const char *of, struct str key)
{
	for (size_t i = 0; i < countof(gist_rows); i++)
		if (strcmp(gist_rows[i].of, of) == 0 && str_equal(str_from(gist_rows[i].key), key))
			return gist_rows[i].key;
	return NULL;
}

static void add_value(struct buf *out, struct json_read *json, const char *of);

/* Each by its name, for the next object may lack it. */
static void add_members(struct buf *out, struct json_read *json, const char *of)
{
	while (json_read_key(json)) {
		const char *key = gist_key(of, json->text);
		if (!key) {
			json_read_skip(json);
			continue;
		}
		buf_add_text(out, key);
		buf_add_char(out, '\n');
		add_value(out, json, key);
	}
}

static void add_value(struct buf *out, struct json_read *json, const char *of)
{
	switch (json_read_next(json)) {
	case JSON_READ_OBJECT:
		add_members(out, json, of);
		break;
	case JSON_READ_ARRAY:
		while (json_read_element(json))
			add_value(out, json, of);
		break;
	case JSON_READ_STRING:
		buf_add(out, json->text);
		break;
	case JSON_READ_TRUE:
		buf_add_text(out, "yes");
		break;
	default:
		break;
	}
	buf_add_char(out, '\n');
}

void gist_of(struct buf *out, struct str answer)
{
	struct json_read json;
	json_read_init(&json, answer, NULL);
	add_value(out, &json, "");
}
