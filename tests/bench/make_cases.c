/*
 * make_cases LINES: writes cases as NDJSON, one a line, the same for the same number everywhere. 20
 * facts each, a tenth of them unknown.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum kind { BOOL, MONEY, COUNT, WORD, DATE, WORDS, KINDS };

static const struct {
	const char *name;
	enum kind kind;
} facts[] = {
	{"pilot", BOOL},  {"banned", BOOL},	 {"care", BOOL},     {"gain", BOOL},
	{"told", BOOL},	  {"checked", BOOL},	 {"first", BOOL},    {"urgent", BOOL},
	{"secret", BOOL}, {"harm", BOOL},	 {"loss", MONEY},    {"paid", MONEY},
	{"fine", MONEY},  {"priors", COUNT},	 {"days", COUNT},    {"consequence", WORD},
	{"stage", WORD},  {"reported_on", DATE}, {"cured_on", DATE}, {"fields", WORDS},
};

static const char *const words[] = {"none", "minor", "serious", "reform", "tax", "safety", "works"};
enum { FACTS = sizeof(facts) / sizeof(*facts), NAMES = sizeof(words) / sizeof(*words) };

static unsigned below(unsigned bound)
{
	static uint64_t state = 7;
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)((state >> 33) % bound);
}

static void write_bool(void)
{
	fputs(below(2) ? "true" : "false", stdout);
}

/* One in four as a whole number. */
static void write_money(void)
{
	unsigned yuan = below(9) + 1;
	for (unsigned digits = below(6); digits; digits--)
		yuan = yuan * 10 + below(10);
	if (below(4))
		printf("\"%u.%02u\"", yuan, below(100));
	else
		printf("%u", yuan);
}

static void write_count(void)
{
	printf("%u", below(12));
}

static void write_word(void)
{
	printf("\"%s\"", words[below(NAMES)]);
}

static void write_date(void)
{
	printf("\"20%02u-%02u-%02u\"", 10 + below(15), 1 + below(12), 1 + below(28));
}

static void write_words(void)
{
	putchar('[');
	for (unsigned i = below(3); i; i--) {
		write_word();
		putchar(i > 1 ? ',' : ']');
		if (i == 1)
			return;
	}
	putchar(']');
}

static void (*const writers[KINDS])(void) = {
	[BOOL] = write_bool, [MONEY] = write_money, [COUNT] = write_count,
	[WORD] = write_word, [DATE] = write_date,   [WORDS] = write_words,
};

int main(int argc, char **argv)
{
	long lines = argc > 1 ? atol(argv[1]) : 1;
	for (long line = 1; line <= lines; line++) {
		printf("{\"id\":\"%06ld\",\"subject\":\"post\",\"conduct\":", line);
		write_date();
		fputs(",\"accountable\":", stdout);
		write_date();
		printf(",\"by\":\"a%02u\",\"facts\":{", below(40));
		for (unsigned i = 0; i < FACTS; i++) {
			printf("%s\"%s\":", i ? "," : "", facts[i].name);
			if (below(10))
				writers[facts[i].kind]();
			else
				fputs("null", stdout);
		}
		puts("}}");
	}
	return 0;
}
