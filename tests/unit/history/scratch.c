#include "unit/history/scratch.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dlfcn.h>
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static char source[4096];

/* Criterion has started libgit2 in this process already. */
static __typeof__(&git_libgit2_opts) libgit2_options(void)
{
	__typeof__(&git_libgit2_opts) options = NULL;
	void *symbol = dlsym(dlopen(NULL, RTLD_NOW), "git_libgit2_opts");
	memcpy(&options, &symbol, sizeof(options));
	return options;
}

/* It has done so with the home of whoever runs the tests. */
static void home_forget(void)
{
	static const int levels[] = {GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
				     GIT_CONFIG_LEVEL_GLOBAL};
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		libgit2_options()(GIT_OPT_SET_SEARCH_PATH, levels[i], folder);
}

void scratch_unverified(void)
{
	libgit2_options()(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
}

void scratch_enter(void)
{
	if (!getcwd(source, sizeof(source)))
		abort();
	snprintf(folder, sizeof(folder), "/tmp/tolc-unit-XXXXXX");
	if (!mkdtemp(folder) || chdir(folder) != 0)
		abort();
	home_forget();
	setenv("HOME", folder, 1);
	setenv("SOURCE", source, 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
}

void scratch_leave(void)
{
	if (chdir("/") == 0 && strncmp(folder, "/tmp/tolc-unit-", 15) == 0)
		sh("chmod -R u+rwx \"$HOME\"; rm -rf \"$HOME\"");
}

void sh(const char *script)
{
	static char text[65536];
	snprintf(text, sizeof(text), "set -eu; . \"$SOURCE\"/tests/support/repo.sh; %s", script);
	int status = system(text);
	cr_assert(eq(int, WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0), "this failed: %s",
		  script);
}
