/* What the walk observes in a repository, as lines: commit, kind, list, date, path. */
#include "history/read/observe.h"
#include "history/read/walk.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "unit/history/scratch.h"
#include "unit/history/toy.h"

TestSuite(walk, .init = scratch_enter, .fini = scratch_leave);

static void mem_gone(void *data)
{
	(void)data;
	abort();
}

static void lines_add(struct buf *out, const struct observed_list *list)
{
	static const char *const kinds[] = {"text", "unreadable", "duplicate", "gone"};
	for (size_t i = 0; i < list->rows.count; i++) {
		const struct observed *row = &list->rows.items[i];
		buf_addf(out, "%u %s ", (unsigned)row->commit, kinds[row->kind]);
		buf_add(out, list->name.len ? list->name : STR("-"));
		buf_add_char(out, ' ');
		buf_add(out, row->path->path);
		buf_add_char(out, '\n');
	}
}

static size_t range_count; /* of the last walk */
static size_t known;	   /* commits that were read ahead for it */

/* How far the thread gets by itself is left to chance. */
static bool waits;

static void wait_for(const struct ahead *ahead, size_t count)
{
	for (int i = 0; i < 5000 && *(volatile const size_t *)&ahead->ends.count < count; i++)
		nanosleep(&(struct timespec){0, 1000000}, NULL);
}

/* All observations, list by list. */
static enum repo_status observe(struct buf *out, struct mem *mem, unsigned threads,
				struct repo_error *error)
{
	struct text_compiler_factory factory = toy_factory();
	struct repo *repo = repo_new(mem);
	struct repo_revision head;
	struct chain chain;
	struct walk walk;
	struct observer observer;
	struct heap_view views[16];
	struct ahead ahead;
	const struct walk_options options = {.ahead = &ahead, .threads = threads};
	chain_init(&chain, mem);
	ahead_init(&ahead, mem);
	walk_init(&walk, mem, &factory);
	observer_init(&observer, mem, views);
	enum repo_status status = repo_open(repo, STR("."), error);
	if (status == REPO_OK)
		status = repo_resolve(repo, &head, STR("HEAD"), error);
	if (threads > 1)
		ahead_start(&ahead, repo);
	if (status == REPO_OK)
		status = chain_read(&chain, repo, head.commit, NULL, &ahead, error);
	if (waits)
		wait_for(&ahead, chain.commits.count / AHEAD_BATCH * AHEAD_BATCH - 1);
	ahead_stop(&ahead);
	known = ahead_known(&ahead);
	if (status == REPO_OK)
		status = walk_run(&walk, repo, &chain, &options, error);
	for (size_t i = 0; i < walk.range_count && status == REPO_OK; i++) {
		const struct snapshot *snapshot = &walk.ranges[i].snapshot;
		views[i] = heap_view(&snapshot->heap);
		observer_run(&observer, (uint32_t)i, snapshot->events.items,
			     snapshot->events.count);
	}
	for (size_t i = 0; i < observer.lists.count && status == REPO_OK; i++)
		lines_add(out, observer.lists.entries[i].value);
	observer_fini(&observer);
	range_count = walk.range_count;
	walk_fini(&walk);
	ahead_fini(&ahead);
	chain_fini(&chain);
	repo_free(repo);
	return status;
}

static void expect_lines(const char *wanted)
{
	struct mem mem;
	struct buf lines;
	struct repo_error error = {.status = REPO_OK};
	mem_init(&mem, mem_gone, NULL);
	buf_init(&lines, &mem);
	enum repo_status status = observe(&lines, &mem, 1, &error);
	cr_assert(eq(int, status, REPO_OK), "%s %s", error.subject, error.detail);
	buf_add_text(&lines, "");
	cr_expect(eq(str, lines.len ? lines.ptr : (char *)"", (char *)wanted));
	buf_fini(&lines);
	cr_expect(zero(sz, mem.in_use));
	mem_fini(&mem);
}

static void expect_failure(enum repo_status wanted)
{
	struct mem mem;
	struct buf lines;
	struct repo_error error = {.status = REPO_OK};
	mem_init(&mem, mem_gone, NULL);
	buf_init(&lines, &mem);
	enum repo_status status = observe(&lines, &mem, 1, &error);
	cr_expect(eq(int, status, wanted), "%d, not %d: %s %s", status, wanted, error.subject,
		  error.detail);
	cr_expect(zero(sz, lines.len));
	buf_fini(&lines);
	mem_fini(&mem);
}

#define START "repo_init; mkdir a; echo 'list x 2020-01-01 2020-01-01' >a/x.tol; commit_at 2020-01-01 one;"

Test(walk, observes_new_edited_and_deleted_texts)
{
	sh(START "echo 'list x 2020-01-01 2020-01-01\nbody more' >a/x.tol; commit_at 2020-01-02 two;"
		 "rm a/x.tol; commit_at 2020-01-03 three");
	expect_lines("0 text x a/x.tol\n1 text x a/x.tol\n2 gone x a/x.tol\n");
}

/* An edit is told by the text that takes the place of the other; where the dates differ by both. */
Test(walk, observes_a_text_that_is_missed)
{
	sh(START "echo 'list x 2021-01-01 2020-01-01' >a/x.tol; commit_at 2020-01-02 two;"
		 "printf 'list x 2021-01-01 2020-01-01\ndraft\n' >a/x.tol; commit_at 2020-01-03 three;"
		 "printf 'list x 2021-01-01 2020-01-01\nbody more\n' >a/x.tol; commit_at 2020-01-04 four");
	expect_lines("0 text x a/x.tol\n1 gone x a/x.tol\n1 text x a/x.tol\n2 gone x a/x.tol\n"
		     "2 text x a/x.tol\n3 gone x a/x.tol\n3 text x a/x.tol\n");
}

Test(walk, observes_nothing_in_comments_and_moves)
{
	sh(START "echo '# a remark' >>a/x.tol; commit_at 2020-01-02 two;"
		 "git mv a/x.tol b.tol; commit_at 2020-01-03 three;"
		 "mkdir -p c/d; git mv b.tol c/d/e.tol; echo '# more' >>c/d/e.tol; commit_at 2020-01-04 four");
	expect_lines("0 text x a/x.tol\n");
}

Test(walk, takes_two_texts_of_one_date_for_none)
{
	sh(START "sed 's/$/ b/' a/x.tol >b.tol; echo 'list x 2021-01-01 2020-01-01' >c.tol;"
		 "commit_at 2020-01-02 two; rm b.tol; commit_at 2020-01-03 three");
	expect_lines("0 text x a/x.tol\n1 duplicate x a/x.tol\n1 duplicate x b.tol\n1 text x c.tol\n"
		     "2 text x a/x.tol\n");
}

Test(walk, gives_an_unreadable_text_to_its_name_or_to_its_path)
{
	sh(START "echo 'list y 2020-01-01 2020-01-01' >>a/x.tol; commit_at 2020-01-02 two;"
		 "echo 'broken - -' >a/x.tol; commit_at 2020-01-03 three;"
		 "echo '# remark' >>a/x.tol; commit_at 2020-01-04 four;"
		 "echo 'broken x 2020-01-01' >b.tol; commit_at 2020-01-05 five;"
		 "echo 'broken - -' >nobody.tol; commit_at 2020-01-06 six");
	expect_lines("0 text x a/x.tol\n2 gone x a/x.tol\n2 unreadable x a/x.tol\n"
		     "3 unreadable x a/x.tol\n4 unreadable x b.tol\n"
		     "1 text y a/x.tol\n2 gone y a/x.tol\n2 unreadable y a/x.tol\n"
		     "3 unreadable y a/x.tol\n5 unreadable - nobody.tol\n");
}

Test(walk, compiles_again_what_depends_on_a_change)
{
	sh("repo_init; echo 'need u' >x.tol; echo 'list x 2020-01-01 2020-01-01' >>x.tol;"
	   "commit_at 2020-01-01 one; echo 'declare u 1' >u.tol; commit_at 2020-01-02 two;"
	   "echo 'declare u 2' >u.tol; commit_at 2020-01-03 three;"
	   "echo '# remark' >>u.tol; commit_at 2020-01-04 four; rm u.tol; commit_at 2020-01-05 five");
	expect_lines("0 unreadable x x.tol\n1 text x x.tol\n2 text x x.tol\n"
		     "4 gone x x.tol\n4 unreadable x x.tol\n");
}

Test(walk, follows_what_a_dependency_depends_on)
{
	sh("repo_init; echo 'need u' >x.tol; echo 'list x 2020-01-01 2020-01-01' >>x.tol;"
	   "printf 'declare u 1\nneed v\n' >u.tol; echo 'declare v 1' >v.tol; commit_at 2020-01-01 one;"
	   "echo 'declare v 2' >v.tol; commit_at 2020-01-02 two");
	/* The toy does not look through u, but the walk has asked it. */
	expect_lines("0 text x x.tol\n");
}

Test(walk, keeps_ignored_files_off_the_record_commit_by_commit)
{
	sh(START "mkdir t; cp a/x.tol t/y.tol; commit_at 2020-01-02 two;"
		 "echo 't/' >.tolignore; commit_at 2020-01-03 three;"
		 "sed -i 's/x/z/' t/y.tol; commit_at 2020-01-04 four;"
		 "rm .tolignore; commit_at 2020-01-05 five;"
		 "echo '*' >t/.tolignore; commit_at 2020-01-06 six");
	expect_lines("0 text x a/x.tol\n1 duplicate x a/x.tol\n1 duplicate x t/y.tol\n"
		     "2 text x a/x.tol\n4 text z t/y.tol\n5 gone z t/y.tol\n");
}

Test(walk, follows_first_parents)
{
	sh(START "git checkout -q -b side; echo 'list y 2020-01-01 2020-01-01' >y.tol;"
		 "commit_at 2020-01-02 side; git rm -q y.tol; echo 'list z 2020-01-01 2020-01-01' >z.tol;"
		 "commit_at 2020-01-03 side; git checkout -q main; merge_at 2020-01-04 side merge");
	expect_lines("0 text x a/x.tol\n1 text z z.tol\n");
}

Test(walk, reads_any_path_and_any_mode)
{
	sh(START "mkdir '容 错'; printf 'list y 2020-01-01 2020-01-01' >'容 错/北碚\n.tol';"
		 "chmod +x '容 错/北碚\n.tol'; ln -s a/x.tol link.tol; mkdir dir.tol; echo n >dir.tol/n;"
		 "echo 'list h 2020-01-01 2020-01-01' >.tol; commit_at 2020-01-02 two");
	expect_lines("0 text x a/x.tol\n1 text y 容 错/北碚\n.tol\n");
}

Test(walk, leaves_submodules_alone)
{
	sh(START "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),s.tol; mkdir s.tol;"
		 "commit_at 2020-01-02 two; test -n \"$(git ls-tree HEAD s.tol)\"");
	expect_lines("0 text x a/x.tol\n");
}

Test(walk, replaces_a_file_by_a_folder_and_back)
{
	sh(START "rm -r a; echo no >a; commit_at 2020-01-02 two; rm a; mkdir -p a/x.tol;"
		 "echo 'list y 2020-01-01 2020-01-01' >a/x.tol/y.tol; commit_at 2020-01-03 three;"
		 "rm -r a/x.tol; ln -s nowhere a/x.tol; commit_at 2020-01-04 four");
	expect_lines("0 text x a/x.tol\n1 gone x a/x.tol\n2 text y a/x.tol/y.tol\n3 gone y a/x.tol/y.tol\n");
}

Test(walk, calls_a_huge_file_unreadable)
{
	sh(START "yes '# filler filler filler' | head -c 16777187 >>a/x.tol; commit_at 2020-01-02 two;"
		 "yes | head -c 1 >>a/x.tol; commit_at 2020-01-03 three");
	expect_lines("0 text x a/x.tol\n2 gone x a/x.tol\n2 unreadable x a/x.tol\n");
}

Test(walk, calls_a_file_that_grew_huge_at_once_unreadable)
{
	sh(START "yes '# filler filler filler' | head -c 20000000 >>a/x.tol; commit_at 2020-01-02 two;"
		 "echo 'list x 2020-01-01 2020-01-01' >a/x.tol; commit_at 2020-01-03 three");
	expect_lines("0 text x a/x.tol\n1 gone x a/x.tol\n1 unreadable x a/x.tol\n2 text x a/x.tol\n");
}

Test(walk, finds_an_empty_record_where_there_are_no_lists)
{
	sh("repo_init; echo n >n; commit_at 2020-01-01 one; git rm -q n; commit_at 2020-01-02 two");
	expect_lines("");
}

/* So many lists in the first commit, then commits that each change one of them. */
static void long_record(int lists, int commits)
{
	char script[1024];
	snprintf(
		script, sizeof(script),
		"rm -rf .git; repo_init; perl -e '($lists, $commits) = @ARGV;"
		"sub list { $text = \"list l$_[0] 2020-01-01 2020-01-01\\nbody $_[1]\\n\";"
		"printf \"M 100644 inline %%d/l%%d.tol\\ndata %%d\\n%%s\", $_[0] %% 9, $_[0],"
		"length $text, $text }"
		"for $i (0 .. $commits - 1) { print \"commit refs/heads/main\\n\","
		"\"committer A <a\\@b> \", 1500000000 + $i, \" +0000\\ndata 0\\n\";"
		"if ($i) { list($i * 7 %% $lists, $i) } else { list($_, 0) for 0 .. $lists - 1 } }'"
		" %d %d | git fast-import --quiet",
		lists, commits);
	sh(script);
}

Test(walk, is_the_same_wherever_the_chain_is_cut)
{
	static const struct {
		int lists, commits;
		unsigned threads;
		size_t ranges;
	} rows[] = {
		{10, 799, 2, 1},   {10, 900, 2, 2},    {10, 2000, 16, 5},
		{2000, 900, 2, 2}, {4000, 900, 16, 2}, /* the first commit alone in its range */
	};
	for (size_t i = 0; i < countof(rows); i++) {
		struct mem mem;
		struct buf one, many;
		struct repo_error error = {.status = REPO_OK};
		mem_init(&mem, mem_gone, NULL);
		buf_init(&one, &mem);
		buf_init(&many, &mem);
		long_record(rows[i].lists, rows[i].commits);
		cr_assert(eq(int, observe(&one, &mem, 1, &error), REPO_OK));
		cr_expect(eq(sz, range_count, 1));
		cr_assert(eq(int, observe(&many, &mem, rows[i].threads, &error), REPO_OK));
		cr_expect(eq(sz, range_count, rows[i].ranges));
		cr_expect(one.len > 0 && str_equal(buf_str(&one), buf_str(&many)), "row %zu", i);
		mem_fini(&mem);
	}
}

/* Nor does it matter how many trees were read while the chain was. */
Test(walk, is_the_same_however_much_is_read_ahead)
{
	struct mem mem;
	struct buf one, ahead;
	struct repo_error error = {.status = REPO_OK};
	mem_init(&mem, mem_gone, NULL);
	buf_init(&one, &mem);
	buf_init(&ahead, &mem);
	long_record(10, 899);
	sh("git reset -q --hard; git rm -q 3/l3.tol; mkdir d; echo 'list z 2020-01-01 2020-01-01' >d/z.tol; git add d;"
	   "git commit -q -m x; git rm -q -r d; echo 'list d 2020-01-01 2020-01-01' >d.tol;"
	   "git add d.tol; git commit -q -m y; git commit -q --allow-empty -m z");
	cr_assert(eq(int, observe(&one, &mem, 1, &error), REPO_OK));
	waits = true;
	cr_assert(eq(int, observe(&ahead, &mem, 2, &error), REPO_OK));
	waits = false;
	cr_expect(eq(sz, known, 902 / AHEAD_BATCH * AHEAD_BATCH - 1));
	cr_expect(one.len > 0 && str_equal(buf_str(&one), buf_str(&ahead)));
	mem_fini(&mem);
}

Test(walk, fails_where_history_is_cut_off)
{
	sh(START "echo >b; commit_at 2020-01-02 two; git clone -q --bare --depth 1 \"file://$PWD\" s;"
		 "rm -rf .git; mv s/* .; git worktree add -q w >/dev/null 2>&1 || true");
	expect_failure(REPO_SHALLOW);
	sh("test -d w");
	cr_assert(zero(int, chdir("w")));
	expect_failure(REPO_SHALLOW);
}

Test(walk, fails_where_a_partial_clone_lacks_objects)
{
	sh(START "echo >b; commit_at 2020-01-02 two; git config uploadpack.allowFilter true;"
		 "git clone -q --no-checkout --filter=blob:none \"file://$PWD\" p;"
		 "git clone -q --no-checkout --filter=tree:0 \"file://$PWD\" t");
	cr_assert(zero(int, chdir("p")));
	expect_failure(REPO_PARTIAL);
	cr_assert(zero(int, chdir("../t")));
	expect_failure(REPO_PARTIAL);
}

Test(walk, tells_damaged_altered_and_lost_objects_apart)
{
	sh(START "f=.git/objects/$(git rev-parse HEAD:a/x.tol | sed 's,^..,&/,'); echo $f >f; cp $f kept;"
		 "chmod u+w $f; echo junk >$f");
	expect_failure(REPO_OBJECT_DAMAGED);
	sh("printf 'blob 1\\0x' | perl -MCompress::Zlib -0777 -ne 'print compress($_)' >$(cat f)");
	expect_failure(REPO_OBJECT_ALTERED);
	sh("rm -f $(cat f)");
	expect_failure(REPO_OBJECT_MISSING);
	sh("cp kept $(cat f)");
	expect_lines("0 text x a/x.tol\n");
}
