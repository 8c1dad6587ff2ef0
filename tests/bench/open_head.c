/*
 * open_head FOLDER: the least that a program can do with a repository. It is linked with libgit2,
 * opens the repository and finds the commit of HEAD; a warm `tolc effective` is held against it.
 */
#include <git2.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	git_repository *repository = NULL;
	git_reference *head = NULL;
	char id[GIT_OID_HEXSZ + 1];
	git_libgit2_init();
	int status = git_repository_open(&repository, argc > 1 ? argv[1] : ".");
	if (status == 0)
		status = git_repository_head(&head, repository);
	if (status == 0)
		puts(git_oid_tostr(id, sizeof(id), git_reference_target(head)));
	git_reference_free(head);
	git_repository_free(repository);
	git_libgit2_shutdown();
	return status == 0 ? 0 : 1;
}
