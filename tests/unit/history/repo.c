/* What can be wrong with a repository is told apart, and each has its own words. */
#include "history/repo/repo.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit/history/scratch.h"

TestSuite(repo, .init = scratch_enter, .fini = scratch_leave);

static struct mem mem;
static struct repo_error error;

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

/* Opens path and resolves the revision; what was resolved is left in hex. */
static enum repo_status ask_at(const char *path, const char *revision, char *hex,
			       struct repo_revision *out)
{
	mem_init(&mem, mem_gone, NULL);
	struct repo *repo = repo_new(&mem);
	enum repo_status status = repo_open(repo, str_from(path), &error);
	if (status == REPO_OK)
		status = repo_resolve(repo, out, str_from(revision), &error);
	if (status == REPO_OK)
		oid_hex(hex, out->commit);
	static char names[2][256];
	struct str kept[] = {out->taken, out->other};
	for (int i = 0; status == REPO_OK && i < 2; i++) {
		memcpy(names[i], kept[i].ptr, kept[i].len);
		names[i][kept[i].len] = '\0';
	}
	out->taken = str_from(names[0]);
	out->other = str_from(names[1]);
	repo_free(repo);
	cr_expect(zero(sz, mem.in_use));
	mem_fini(&mem);
	return status;
}

static enum repo_status ask(const char *revision)
{
	char hex[OID_HEX_SIZE];
	struct repo_revision out = {.taken = STR_NONE};
	return ask_at(".", revision, hex, &out);
}

#define expect_ask(revision, wanted)                                                               \
	do {                                                                                       \
		enum repo_status got = ask(revision);                                              \
		cr_expect(eq(int, got, wanted), "%s: %d %s %s", revision, got, error.subject,      \
			  error.detail);                                                           \
	} while (0)

#define START "repo_init; echo n >n; commit_at 2020-01-01 one;"

Test(repo, is_found_from_a_subfolder_bare_or_linked)
{
	sh(START "mkdir -p a/b; git worktree add -q w; git clone -q --bare . bare.git; git checkout -q --detach");
	static const char *const paths[] = {".", "a/b", "w", "bare.git", ".git"};
	for (size_t i = 0; i < countof(paths); i++) {
		char hex[OID_HEX_SIZE];
		struct repo_revision out = {.taken = STR_NONE};
		cr_expect(eq(int, ask_at(paths[i], "HEAD", hex, &out), REPO_OK), "%s", paths[i]);
	}
}

Test(repo, is_none_or_empty)
{
	expect_ask("HEAD", REPO_NONE);
	sh("repo_init");
	expect_ask("HEAD", REPO_UNBORN);
	expect_ask("@", REPO_UNBORN);
	sh("rm -r .git; mkdir .git");
	expect_ask("HEAD", REPO_NONE);
}

/* git passes over these as if nothing were there. */
Test(repo, may_lack_what_makes_it_one)
{
	sh(START "mkdir a; cp -r .git kept");
	static const char *const parts[] = {"HEAD", "refs", "objects"};
	for (size_t i = 0; i < countof(parts); i++) {
		char lose[64];
		snprintf(lose, sizeof(lose), "rm -r .git; cp -r kept .git; rm -r .git/%s", parts[i]);
		sh(lose);
		expect_ask("HEAD", REPO_DAMAGED);
		char hex[OID_HEX_SIZE];
		struct repo_revision out = {.taken = STR_NONE};
		cr_expect(eq(int, ask_at("a", "HEAD", hex, &out), REPO_DAMAGED));
	}
}

Test(repo, has_a_format_that_is_told)
{
	sh("git init -q --object-format=sha256 .");
	expect_ask("HEAD", REPO_SHA256);
	sh("rm -rf .git; repo_init; git config core.repositoryformatversion 1; git config extensions.some true");
	expect_ask("HEAD", REPO_EXTENSION);
	sh("sed -i '/some/d; s/version = 1/version = 7/' .git/config");
	expect_ask("HEAD", REPO_EXTENSION);
	sh("echo '[[' >.git/config");
	expect_ask("HEAD", REPO_CONFIG);
}

Test(repo, has_links_that_may_break)
{
	sh(START "git worktree add -q w; rm -rf .git/worktrees");
	cr_assert(zero(int, chdir("w")));
	expect_ask("HEAD", REPO_BROKEN_LINK);
}

Test(repo, may_belong_to_somebody_else)
{
	if (getuid() != 0)
		cr_skip_test("only root can give a folder away");
	sh(START "chown -R 12345 .");
	expect_ask("HEAD", REPO_OWNER);
	sh("git config --global --add safe.directory /nowhere");
	expect_ask("HEAD", REPO_OWNER);
	cr_expect(eq(int, strncmp(error.subject, "/tmp/tolc-unit-", 15), 0));
	sh("git config --global --add safe.directory \"$PWD\"");
	expect_ask("HEAD", REPO_OK);
}

/* Root is taken back each time: what runs in between, and what ends the test, may lie where nobody
 * else may look. */
static void expect_ask_as(uid_t user, enum repo_status wanted)
{
	/* The saved one stays root's; what is only asked with access() goes by the real one. */
	cr_assert(setreuid(user, 0) == 0 && seteuid(user) == 0);
	enum repo_status got = ask("HEAD");
	cr_assert(seteuid(0) == 0 && setreuid(0, 0) == 0);
	cr_expect(eq(int, got, wanted), "%d %s %s", got, error.subject, error.detail);
}

Test(repo, may_be_closed_to_the_reader)
{
	if (getuid() != 0)
		cr_skip_test("only root can become somebody else");
	sh(START "ln -s .git/objects/$(git rev-parse HEAD | cut -c 1-2) objects;"
		 "chown -R 12345 .; chmod 755 .");
	expect_ask_as(12345, REPO_OK);
	sh("chmod 0 objects");
	expect_ask_as(12345, REPO_PERMISSION);
	sh("chmod 0 .git");
	expect_ask_as(12345, REPO_PERMISSION);
	sh("chmod 700 .git; chmod 700 .git/objects/??; chmod 0 .git/objects/*/*");
	expect_ask_as(12345, REPO_PERMISSION);
}

Test(repo, refuses_what_does_not_name_one_commit)
{
	sh(START);
	static const char *const bad[] = {"", "a..b", "HEAD..HEAD", "^HEAD", "HEAD^-", "-x", ":n", ":0:n",
					  "HEAD^{blob}"};
	for (size_t i = 0; i < countof(bad); i++)
		expect_ask(bad[i], REPO_BAD_REVISION);
	expect_ask("HEAD:n", REPO_NOT_A_COMMIT);
	expect_ask("HEAD^{tree}", REPO_NOT_A_COMMIT);
	expect_ask("main@{0}", REPO_REFLOG);
	expect_ask("main@{2024-01-05}", REPO_REFLOG);
	expect_ask("@{-1}", REPO_REFLOG);
	expect_ask("nosuch", REPO_NO_REVISION);
	expect_ask("HEAD~7", REPO_NO_REVISION);
	expect_ask("0123456789012345678901234567890123456789", REPO_NO_REVISION);
	sh("git tag blob $(git rev-parse HEAD:n)");
	expect_ask("blob", REPO_NOT_A_COMMIT);
}

Test(repo, takes_what_git_takes)
{
	sh(START "echo m >n; commit_at 2020-01-02 two; tag_at 2020-01-03 v1 tag; git tag light HEAD~1;"
		 "git update-ref refs/remotes/origin/main HEAD");
	static const char *const good[] = {"HEAD",  "@",     "main", "HEAD~1", "HEAD^",	     "v1",
					   "v1^{}", "light", "v1~1", ":/one",  "origin/main", "refs/tags/v1",
					   "HEAD^{commit}"};
	for (size_t i = 0; i < countof(good); i++)
		expect_ask(good[i], REPO_OK);
}

Test(repo, says_which_of_two_meanings_it_took)
{
	char hex[OID_HEX_SIZE];
	struct repo_revision out = {.taken = STR_NONE};
	sh(START "git tag main; echo m >n; commit_at 2020-01-02 two");
	cr_assert(eq(int, ask_at(".", "main", hex, &out), REPO_OK));
	cr_expect(eq(str, (char *)out.taken.ptr, "refs/tags/main"));
	cr_expect(eq(str, (char *)out.other.ptr, "refs/heads/main"));
	cr_assert(eq(int, ask_at(".", "HEAD", hex, &out), REPO_OK));
	cr_expect(zero(sz, out.taken.len));
	sh("git tag -d main >/dev/null; git branch $(git rev-parse HEAD | cut -c 1-6) HEAD~1;"
	   "git rev-parse HEAD | cut -c 1-6 | tr -d '\\n' >short");
	char name[8] = "";
	FILE *file = fopen("short", "r");
	cr_assert(not(zero(ptr, fgets(name, sizeof(name), file))));
	fclose(file);
	cr_assert(eq(int, ask_at(".", name, hex, &out), REPO_OK));
	cr_expect(eq(int, strncmp(out.taken.ptr, "refs/heads/", 11), 0));
	cr_expect(eq(int, strncmp(out.other.ptr, "object ", 7), 0));
}

Test(repo, tells_a_damaged_reference)
{
	sh(START "echo junk >.git/refs/heads/main");
	expect_ask("HEAD", REPO_BROKEN_REFERENCE);
	sh("echo 'ref: refs/heads/loop' >.git/refs/heads/loop; echo 'ref: refs/heads/loop' >.git/HEAD");
	expect_ask("HEAD", REPO_BROKEN_REFERENCE);
}

Test(repo, names_the_object_that_head_lacks)
{
	sh(START "echo 1111111111111111111111111111111111111111 >.git/refs/heads/main");
	expect_ask("HEAD", REPO_OBJECT_MISSING);
	cr_expect(eq(str, error.subject, "1111111111111111111111111111111111111111"));
	sh("id=$(git hash-object -w --stdin </dev/null); echo $id >.git/refs/heads/main;"
	   "id=.git/objects/$(echo $id | sed 's,^..,&/,'); chmod u+w $id; echo junk >$id");
	expect_ask("HEAD", REPO_OBJECT_DAMAGED);
	cr_expect(eq(str, error.subject, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"));
}

/* libgit2 loses memory where alternates are not there; there only where a sanitizer watches. */
extern void __lsan_disable(void) __attribute__((weak));

Test(repo, tells_lost_alternates)
{
	if (__lsan_disable)
		__lsan_disable();
	sh("repo_init a; echo n >n; commit_at 2020-01-01 one; cd ..; git clone -q -s a b; mv a c; mv b/.git .; rm -rf b");
	expect_ask("HEAD", REPO_ALTERNATES);
	sh("mv c a");
	expect_ask("HEAD", REPO_OK);
}

Test(repo, knows_a_shallow_clone_when_a_revision_is_beyond_it)
{
	sh(START "echo m >n; commit_at 2020-01-02 two; git clone -q --depth 1 \"file://$PWD\" s");
	cr_assert(zero(int, chdir("s")));
	expect_ask("HEAD", REPO_OK);
	expect_ask("HEAD~1", REPO_NO_REVISION_SHALLOW);
}

static void write_commit(const char *committer, enum repo_status wanted)
{
	char script[1024];
	snprintf(script, sizeof(script),
		 "printf 'tree %%s\\nauthor A <a@b> 1 +0000\\n%s\\n\\nm\\n' $(git rev-parse HEAD^{tree}) | "
		 "git hash-object --literally -t commit -w --stdin >id",
		 committer);
	sh(script);
	uint8_t oid[OID_SIZE];
	FILE *file = fopen("id", "r");
	for (int i = 0; i < OID_SIZE; i++) {
		unsigned byte;
		cr_assert(eq(int, fscanf(file, "%2x", &byte), 1));
		oid[i] = (uint8_t)byte;
	}
	fclose(file);
	struct repo_commit commit;
	mem_init(&mem, mem_gone, NULL);
	struct repo *repo = repo_new(&mem);
	cr_assert(eq(int, repo_open(repo, STR("."), &error), REPO_OK));
	enum repo_status got = repo_read_commit(repo, &commit, oid, &error);
	cr_expect(eq(int, got, wanted), "%s: %s", committer, error.detail);
	repo_free(repo);
	mem_fini(&mem);
}

Test(repo, reads_times_of_commits_and_no_others)
{
	sh(START);
	write_commit("committer A <a@b> 1700000000 +0800", REPO_OK);
	write_commit("committer  <> 0 -0000", REPO_OK);
	write_commit("committer A <a@b> 999999999999 +9999", REPO_OK);
	write_commit("committer A <a@b> 9999999999999 +0000", REPO_COMMIT_MALFORMED);
	write_commit("committer A <a@b> -1 +0000", REPO_COMMIT_MALFORMED);
	write_commit("committer A <a@b>", REPO_COMMIT_MALFORMED);
	write_commit("committer A", REPO_COMMIT_MALFORMED);
	write_commit("parent 00", REPO_COMMIT_MALFORMED);
}

Test(repo, audits_what_git_would_show_otherwise)
{
	struct repo_audit audit;
	sh(START "echo m >n; commit_at 2020-01-02 two; git replace --graft HEAD; git rev-parse HEAD >.git/info/grafts");
	mem_init(&mem, mem_gone, NULL);
	struct repo *repo = repo_new(&mem);
	cr_assert(eq(int, repo_open(repo, STR("."), &error), REPO_OK));
	cr_assert(eq(int, repo_audit(repo, &audit, &error), REPO_OK));
	cr_expect(eq(sz, audit.replacements, 1));
	cr_expect(audit.grafts);
	cr_expect(not(audit.shallow));
	cr_expect(not(audit.partial));
	repo_free(repo);
	mem_fini(&mem);
}

Test(repo, words_each_trouble_differently)
{
	struct arena arena;
	struct diag_list diags;
	char seen[REPO_STATUS_COUNT][512];
	mem_init(&mem, mem_gone, NULL);
	arena_init(&arena, &mem);
	diag_list_init(&diags, &arena);
	for (int i = 1; i < REPO_STATUS_COUNT; i++) {
		struct buf text;
		buf_init(&text, &mem);
		repo_fail(&error, (enum repo_status)i, "it", "so");
		diag_message(&text, repo_report(&diags, &error), LANGUAGE_EN);
		snprintf(seen[i], sizeof(seen[i]), "%.*s", (int)text.len, text.ptr);
		for (int k = 1; k < i; k++)
			cr_expect(ne(str, seen[i], seen[k]));
		buf_fini(&text);
	}
	cr_expect(eq(sz, diags.errors, REPO_STATUS_COUNT - 1));
	diag_list_fini(&diags);
	arena_fini(&arena);
	mem_fini(&mem);
}
