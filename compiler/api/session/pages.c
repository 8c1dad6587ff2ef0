/* The pages about codes, as the build found them. */
#include "api/session/pages.h"

struct embedded_page {
	const char *name;
	const char *text;
	size_t length;
};

extern const struct embedded_page explain_pages[];
extern const size_t explain_pages_count;

/* Stands alone on a line between the English page and the Chinese one. */
#define DIVIDER "<!-- zh -->\n"

static struct str page_in(struct str page, enum language language)
{
	size_t length = sizeof(DIVIDER) - 1;
	for (size_t at = 0; at + length <= page.len; at++) {
		if (memcmp(page.ptr + at, DIVIDER, length) != 0)
			continue;
		if (language == LANGUAGE_ZH)
			return str_from_to(page, at + length, page.len);
		while (at > 1 && page.ptr[at - 1] == '\n' && page.ptr[at - 2] == '\n')
			at--;
		return str_from_to(page, 0, at);
	}
	return page;
}

struct str pages_find(enum diag_id id, enum language language)
{
	for (size_t i = 0; i < explain_pages_count; i++) {
		const struct embedded_page *page = &explain_pages[i];
		if (strcmp(page->name, diag_code(id)) == 0)
			return page_in((struct str){page->text, page->length}, language);
	}
	return STR_NONE;
}
