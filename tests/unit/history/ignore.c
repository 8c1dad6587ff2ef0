/* .tolignore means what .gitignore means: each claim is put to git itself. */
#include "history/repo/ignore.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/history/scratch.h"

TestSuite(ignore, .init = scratch_enter, .fini = scratch_leave);

static struct mem mem;

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

static struct str file_text(const char *path)
{
	static char bytes[1 << 16];
	FILE *file = fopen(path, "rb");
	size_t length = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
	if (file)
		fclose(file);
	return (struct str){bytes, length};
}

/* Reads the .gitignore files named in ./ignores, and compares for each path in ./paths with git's
 * answer: ./covered names those that it ignores. Both files end each name with NUL. */
static void compare(void)
{
	struct ignore ignore;
	mem_init(&mem, mem_gone, NULL);
	ignore_init(&ignore, &mem);
	char names[1 << 14];
	FILE *list = fopen("ignores", "r");
	while (list && fgets(names, sizeof(names), list)) {
		names[strcspn(names, "\n")] = '\0';
		struct str folder = {names, strlen(names) - strlen(".gitignore")};
		ignore_set(&ignore, folder, file_text(names));
	}
	if (list)
		fclose(list);
	static char covered[1 << 16];
	struct str text = file_text("covered");
	memcpy(covered, text.ptr, text.len);
	size_t covered_length = text.len;
	text = file_text("paths");
	size_t seen = 0;
	for (size_t i = 0; i < text.len; i += strlen(text.ptr + i) + 1, seen++) {
		const char *path = text.ptr + i;
		bool wanted = false;
		for (size_t k = 0; k < covered_length; k += strlen(covered + k) + 1)
			wanted |= strcmp(covered + k, path) == 0;
		cr_expect(ignore_covers(&ignore, str_from(path)) == wanted, "%s: git says %s", path,
			  wanted ? "ignored" : "kept");
	}
	cr_assert(gt(sz, seen, 0));
	ignore_fini(&ignore);
	mem_fini(&mem);
}

/* The script writes .gitignore files; the files are made from the words of paths. */
static void ask_git(const char *script, const char *paths)
{
	static char text[1 << 15];
	snprintf(text, sizeof(text),
		 "repo_init r; %s\n"
		 "printf '%%s\\n' %s | while IFS= read -r p; do mkdir -p -- \"$(dirname -- \"$p\")\"; "
		 ": >>\"$p\"; done\n"
		 "find . -name .git -prune -o -name .gitignore -printf '%%P\\n' >../ignores\n"
		 "find . -name .git -prune -o -type f ! -name .gitignore -printf '%%P\\0' >../paths\n"
		 "git check-ignore --no-index -z --stdin <../paths >../covered || [ $? -eq 1 ]\n"
		 "mv ../ignores ../paths ../covered .",
		 script, paths);
	sh(text);
	cr_assert(chdir("r") == 0);
	compare();
	cr_assert(chdir("..") == 0);
	sh("rm -rf r");
}

#define PATHS                                                                                      \
	"a.tol b.tol x/a.tol x/b.tol x/y/a.tol x/y/z/a.tol y/a.tol 'sp ace.tol' 容错/北碚.tol "        \
	"'end ' abc/abc.tol abcfoo/x/a.tol foo/bar/a.tol foo/a.tol '[a].tol' 'a*b.tol' 'a!b.tol' "    \
	"'#a.tol' '!a.tol' build/x.tol build1/x.tol doc/build/x.tol doc/build/y/z.tol -.tol ].tol "   \
	"'\\\\a.tol' a-b.tol Z.tol z.tol 5.tol é.tol"

Test(ignore, matches_names_at_any_depth)
{
	ask_git("printf 'a.tol\\n*.md\\n' >.gitignore", PATHS);
}

Test(ignore, anchors_patterns_with_a_slash)
{
	ask_git("printf '/a.tol\\nx/y\\nfoo/bar/\\n' >.gitignore", PATHS);
}

Test(ignore, keeps_what_an_exclamation_mark_names)
{
	ask_git("printf '*\\n!*.tol\\n!x/\\n' >.gitignore", PATHS);
	ask_git("printf '/*\\n!/x/\\n' >.gitignore", PATHS);
	ask_git("printf 'x/\\n!x/a.tol\\n' >.gitignore", PATHS);
}

Test(ignore, reads_two_stars_as_folders)
{
	ask_git("printf '**/a.tol\\nfoo/**\\n!foo/**/a.tol\\n' >.gitignore", PATHS);
	ask_git("printf 'x/**/a.tol\\nabc**/x\\n' >.gitignore", PATHS);
	ask_git("printf 'x**a.tol\\n**\\n!x/**/\\n' >.gitignore", PATHS);
	ask_git("printf 'x/**\\\\/**\\ny**\\\\/a.tol\\n' >.gitignore", PATHS);
	ask_git("printf 'doc/**/z.tol\\n**build/x.tol\\n' >.gitignore", PATHS);
}

Test(ignore, reads_sets_and_escapes)
{
	ask_git("printf '[ab].tol\\n' >.gitignore", PATHS);
	ask_git("printf '[!a-y].tol\\n[]-].tol\\n' >.gitignore", PATHS);
	ask_git("printf '[[:upper:]].tol\\n[[:digit:]_].tol\\n' >.gitignore", PATHS);
	ask_git("printf '\\\\[a\\\\].tol\\na\\\\*b.tol\\n\\\\#a.tol\\n\\\\!a.tol\\n' >.gitignore", PATHS);
	ask_git("printf '[a.tol\\n[[:nosuch:]].tol\\n[z-a].tol\\n\\\\\\\\a.tol\\n' >.gitignore", PATHS);
	ask_git("printf 'a?b.tol\\n?.tol\\n??.tol\\n' >.gitignore", PATHS);
}

Test(ignore, trims_as_git_does)
{
	ask_git("printf '\\357\\273\\277a.tol  \\r\\n# b.tol\\n\\n  \\nend\\\\ \\nb.tol\\\\' >.gitignore",
		PATHS);
}

Test(ignore, lets_the_deeper_file_decide)
{
	ask_git("mkdir -p x/y foo; printf '*.tol\\n' >.gitignore; printf '!a.tol\\n/y\\n' >x/.gitignore; "
		"printf '!*\\n' >x/y/.gitignore; printf '!bar/a.tol\\n' >foo/.gitignore",
		PATHS);
	ask_git("mkdir -p x/y; printf 'z/\\n!a.tol\\n' >x/.gitignore; printf 'a.tol' >.gitignore",
		PATHS);
}

Test(ignore, is_not_slowed_down_by_many_stars)
{
	struct ignore ignore;
	char path[4096];
	memset(path, 'a', sizeof(path));
	mem_init(&mem, mem_gone, NULL);
	ignore_init(&ignore, &mem);
	ignore_set(&ignore, STR(""), STR("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n"));
	cr_assert(not(ignore_covers(&ignore, (struct str){path, sizeof(path)})));
	ignore_remove(&ignore, STR(""));
	ignore_fini(&ignore);
	cr_assert(zero(sz, mem.in_use));
	mem_fini(&mem);
}
