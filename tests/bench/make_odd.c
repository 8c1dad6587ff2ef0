/*
 * make_odd KIND SIZE: a text that nobody would write, to the standard output: a string of SIZE bytes,
 * SIZE opening quotes on a line, SIZE nested parentheses, or a line of SIZE bytes full of mistakes or
 * of unknown names.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char heading[] =
	"tol 1\n\nvocabulary facts {\n  fact pilot : bool\n}\n\n"
	"authority a \"甲\" level province\n\n";
static const char list[] = "list a.x \"某清单\" {\n  issuer       a\n  promulgated  2020-01-01\n"
			   "  effective    2020-01-01\n  transition   old\n\n  bar r \"某条\" {\n"
			   "    article    \"一\"\n    provenance illustrative\n    ";

static void repeat(const char *text, long size, long step)
{
	for (long i = 0; i < size; i += step)
		fputs(text, stdout);
}

struct kind {
	const char *name;
	const char *before, *text, *after;
	long step; /* what one text counts */
};

static const struct kind kinds[] = {
	{"string", "text \"", "在推进改革中因缺乏经验出现的失误", "\"\n    when pilot\n  }\n}\n", 48},
	{"quotes", "text ", "“", "\n    when pilot\n  }\n}\n", 1},
	{"parentheses", "when ", "(", "pilot\n  }\n}\n", 1},
	{"mistakes", "when ", "当谋取私利 ， @ 2018-13-40 = ", "\n  }\n}\n", 34},
	{"names", "when pilot", " or 无此事实", "\n  }\n}\n", 16},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 3 && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(argv[1], kinds[i].name) != 0)
			continue;
		printf("%s%s%s", heading, list, kinds[i].before);
		repeat(kinds[i].text, atol(argv[2]), kinds[i].step);
		fputs(kinds[i].after, stdout);
		return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
	}
	fprintf(stderr, "usage: %s string|quotes|parentheses|mistakes|names SIZE\n", argv[0]);
	return 2;
}
