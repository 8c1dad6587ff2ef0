#include "unit/history/random.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "unit/history/scratch.h"

static uint64_t state;

unsigned chance(unsigned limit)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % limit;
}

static void random_text(FILE *out, unsigned lists)
{
	char text[2048];
	int length = 0;
#define SAY(...) length += snprintf(text + length, sizeof(text) - (size_t)length, __VA_ARGS__)
	if (chance(3) == 0)
		SAY("need u%u\n", chance(3));
	for (unsigned i = chance(4) ? 1 : 2; i > 0; i--) {
		if (chance(12) == 0) {
			SAY("broken %s 2020-01-%02u\n", chance(2) ? "-" : "l1", 1 + chance(9));
			continue;
		}
		unsigned day = 1 + chance(9);
		SAY("list l%u 2020-01-%02u 2020-01-%02u\nbody %u\n", chance(lists), day,
		    day > 1 ? day - chance(day) : day, chance(6));
		if (chance(6) == 0)
			SAY("withdraws 2020-01-%02u\n", 1 + chance(9));
		if (chance(9) == 0)
			SAY("reinstates 2020-01-%02u\n", 1 + chance(9));
		if (chance(6) == 0)
			SAY("repeals l%u 2020-01-%02u\n", chance(lists), 1 + chance(20));
		if (chance(8) == 0)
			SAY("repeals l%u/r%u 2020-01-%02u\n", chance(lists), chance(3), 1 + chance(20));
		if (chance(9) == 0)
			SAY("expires 2020-01-%02u\n", day + chance(9));
		if (chance(12) == 0)
			SAY("draft\n");
		for (unsigned k = chance(3); k > 0; k--)
			SAY("rule r%u\n", chance(3));
		if (chance(5) == 0)
			SAY("# remark %u\n", chance(3));
	}
	fprintf(out, "data %d\n%s\n", length, text);
}

static void random_change(FILE *out, unsigned lists)
{
	unsigned what = chance(20), file = chance(lists + 2);
	if (what < 12) {
		fprintf(out, "M 100644 inline d%u/f%u.tol\n", file % 3, file);
		random_text(out, lists);
	} else if (what < 14) {
		fprintf(out, "D d%u/f%u.tol\n", file % 3, file);
	} else if (what < 16) {
		char text[64];
		int length = snprintf(text, sizeof(text), "declare u%u %u\n%s", chance(3), chance(4),
				      chance(3) ? "" : "need u1\n");
		fprintf(out, "M 100644 inline u%u.tol\ndata %d\n%s\n", chance(3), length, text);
	} else if (what == 16) {
		fprintf(out, "M 100644 inline .tolignore\ndata 4\nf%u*\n\n", chance(lists) % 10);
	} else if (what == 17) {
		fprintf(out, "D .tolignore\n");
	} else if (what == 18) {
		fprintf(out, "M 100644 inline readme\ndata 2\n%u\n\n", chance(10));
	} else {
		fprintf(out, "D d%u\n", chance(3));
	}
}

void random_record(uint64_t seed, unsigned lists, unsigned commits)
{
	state = seed * UINT64_C(0x9e3779b97f4a7c15);
	sh("rm -rf .git; repo_init");
	FILE *out = popen("git fast-import --quiet", "w");
	cr_assert(ne(ptr, out, NULL));
	long time = 1577836800;
	for (unsigned i = 0; i < commits; i++) {
		time += chance(20) ? chance(90000) : -(long)chance(90000);
		fprintf(out, "commit refs/heads/main\ncommitter A <a@b> %ld +0000\ndata 1\nx\n", time);
		for (unsigned k = 1 + chance(3); k > 0; k--)
			random_change(out, lists);
	}
	cr_assert(zero(int, pclose(out)));
}
