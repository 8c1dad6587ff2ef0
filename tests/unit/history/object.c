/* What is read of a repository is what its id stands for, wherever it lies, or is an error. */
#include "history/repo/repo.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/history/scratch.h"

TestSuite(object, .init = scratch_enter, .fini = scratch_leave);

static struct mem mem;
static struct repo *repo;
static struct repo_error error;

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

static void repo_begin(void)
{
	mem_init(&mem, mem_gone, NULL);
	repo = repo_new(&mem);
	cr_assert(eq(int, repo_open(repo, STR("."), &error), REPO_OK), "%s", error.detail);
}

static void repo_end(void)
{
	repo_free(repo);
	cr_expect(zero(sz, mem.in_use));
	mem_fini(&mem);
}

#define TEXT "the text of a file, which is unlike the other one"

/* In a folder of its own, with the names of its objects in files beside it. */
#define START                                                                                      \
	"git init -q -b main r; cd r; mkdir a; echo \"" TEXT "\" >a/x; echo other >a/y;"           \
	"commit_at 2020-01-01 one; git rev-parse HEAD >../commit; git rev-parse HEAD:a >../tree;"  \
	"git rev-parse HEAD:a/x >../x; git rev-parse HEAD:a/y >../y; chmod -R u+w .git/objects;"
/* object NAME: the file that holds it. rewrite NAME EXPRESSION: what perl makes of it is put there.
 */
#define REWRITE                                                                                    \
	"object() { echo .git/objects/$(sed 's,^..,&/,' ../$1); };"                                \
	"rewrite() { perl -MCompress::Zlib -0777 -pi -e \"\\$_ = uncompress(\\$_); $2; \\$_ = "    \
	"compress(\\$_)\" "                                                                        \
	"$(object $1); };"

static void begin(const char *script)
{
	sh(script);
	cr_assert(zero(int, chdir("r")));
}

/* Of the open repository, by the name of the file that has the id. */
static enum repo_status read_named(struct str *out, const char *name, enum repo_type type)
{
	char path[16], hex[64] = "";
	uint8_t oid[OID_SIZE];
	snprintf(path, sizeof(path), "../%s", name);
	FILE *file = fopen(path, "r");
	cr_assert(not(zero(ptr, file)));
	cr_assert(not(zero(ptr, fgets(hex, sizeof(hex), file))));
	fclose(file);
	cr_assert(oid_parse(oid, str_from(hex)));
	return repo_read(repo, out, oid, type, &error);
}

static void expect_read(const char *name, enum repo_type type, enum repo_status wanted)
{
	struct str bytes;
	repo_begin();
	enum repo_status got = read_named(&bytes, name, type);
	cr_expect(eq(int, got, wanted), "%s: %d %s %s", name, got, error.subject, error.detail);
	repo_end();
}

Test(object, ids_are_those_of_git)
{
	static const struct {
		enum repo_type type;
		const char *bytes;
		const char *hex;
	} rows[] = {
		{REPO_BLOB, "", "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"},
		{REPO_TREE, "", "4b825dc642cb6eb9a060e54bf8d69288fbee4904"},
		{REPO_BLOB, "what is up, doc?", "bd9dbf5aae1a3862dd1526723246b20206e5fc37"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		uint8_t oid[OID_SIZE];
		char hex[OID_HEX_SIZE];
		oid_of(oid, rows[i].type, str_from(rows[i].bytes));
		oid_hex(hex, oid);
		cr_expect(eq(str, hex, (char *)rows[i].hex));
	}
}

static void expect_all(void)
{
	struct str bytes;
	repo_begin();
	cr_assert(eq(int, read_named(&bytes, "x", REPO_BLOB), REPO_OK));
	cr_expect(str_equal(bytes, STR(TEXT "\n")));
	cr_assert(eq(int, read_named(&bytes, "y", REPO_BLOB), REPO_OK));
	cr_expect(str_equal(bytes, STR("other\n")));
	cr_assert(eq(int, read_named(&bytes, "tree", REPO_TREE), REPO_OK));
	cr_expect(str_starts_with(bytes, STR("100644 x")));
	cr_assert(eq(int, read_named(&bytes, "commit", REPO_COMMIT), REPO_OK));
	cr_expect(str_starts_with(bytes, STR("tree ")));
	repo_end();
}

Test(object, is_read_wherever_it_lies)
{
	begin(START);
	expect_all();
	sh("git repack -adq; ! test -e \".git/objects/$(cut -c 1-2 ../x)\"");
	expect_all();
	sh("echo more >b; commit_at 2020-01-02 two; git repack -dq; git multi-pack-index write "
	   "2>../log");
	expect_all();
	sh("git clone -q --shared . ../s; mv .git ../kept; mv ../s/.git .;"
	   "echo \"$HOME/kept/objects\" >.git/objects/info/alternates");
	expect_all();
}

Test(object, is_found_where_it_was_packed_meanwhile)
{
	struct str bytes;
	begin(START);
	repo_begin();
	cr_assert(eq(int, read_named(&bytes, "commit", REPO_COMMIT), REPO_OK));
	sh("git repack -adq");
	cr_expect(eq(int, read_named(&bytes, "x", REPO_BLOB), REPO_OK));
	cr_expect(str_equal(bytes, STR(TEXT "\n")));
	repo_end();
}

Test(object, of_another_type_is_damaged)
{
	begin(START);
	expect_read("x", REPO_TREE, REPO_OBJECT_DAMAGED);
	expect_read("tree", REPO_COMMIT, REPO_OBJECT_DAMAGED);
	expect_read("commit", REPO_BLOB, REPO_OBJECT_DAMAGED);
}

Test(object, altered_in_its_own_file_is_told)
{
	begin(START REWRITE "rewrite x s/text/test/; rewrite tree 's/100644 y/100644 z/';"
			    "rewrite commit s/one/two/");
	expect_read("x", REPO_BLOB, REPO_OBJECT_ALTERED);
	expect_read("tree", REPO_TREE, REPO_OBJECT_ALTERED);
	expect_read("commit", REPO_COMMIT, REPO_OBJECT_ALTERED);
	expect_read("y", REPO_BLOB, REPO_OK);
}

Test(object, under_another_name_is_told)
{
	begin(START REWRITE "cp $(object y) $(object x)");
	expect_read("x", REPO_BLOB, REPO_OBJECT_ALTERED);
	expect_read("y", REPO_BLOB, REPO_OK);
}

/* Packed as it is, so that a letter of it can be changed in the pack; and the sum over it, or not.
 */
#define PACK(sum)                                                                                  \
	START "git -c pack.compression=0 repack -adFq; chmod -R u+w .git/objects;"                 \
	      "perl -MCompress::Zlib -0777 -pi -e '/the text .*?\\n/s or die;"                     \
	      "my ($from, $size) = ($-[0], $+[0] - $-[0]); substr($_, $from, 3) = \"The\";" sum    \
	      "' .git/objects/pack/*.pack"

Test(object, altered_in_a_pack_is_told)
{
	begin(PACK(
		"substr($_, $from + $size, 4) = pack(\"N\", adler32(substr($_, $from, $size)));"));
	expect_read("x", REPO_BLOB, REPO_OBJECT_ALTERED);
	expect_read("y", REPO_BLOB, REPO_OK);
}

Test(object, damaged_in_a_pack_is_told)
{
	begin(PACK(""));
	expect_read("x", REPO_BLOB, REPO_OBJECT_DAMAGED);
	expect_read("y", REPO_BLOB, REPO_OK);
}

Test(object, is_verified_whatever_the_process_has_told_libgit2)
{
	begin(START REWRITE "rewrite x s/text/test/; rewrite tree 's/100644 y/100644 z/'");
	scratch_unverified();
	expect_read("x", REPO_BLOB, REPO_OBJECT_ALTERED);
	expect_read("tree", REPO_TREE, REPO_OBJECT_ALTERED);
	expect_read("y", REPO_BLOB, REPO_OK);
}
