/* The pages about codes, as the build found them. */
#include "api/pages.h"

struct embedded_page {
	const char *name;
	const char *text;
	size_t length;
};

extern const struct embedded_page explain_pages[];
extern const size_t explain_pages_count;

struct str pages_find(enum diag_id id)
{
	for (size_t i = 0; i < explain_pages_count; i++)
		if (strcmp(explain_pages[i].name, diag_code(id)) == 0)
			return (struct str){explain_pages[i].text, explain_pages[i].length};
	return STR_NONE;
}
