/* libgit2 itself: found by name, started, and given back. */
#include "history/repo/repo_handle.h"

#include <dlfcn.h>

/* ISO C knows no way from an object pointer to a function; POSIX promises this one. */
static bool library_symbol(void *library, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(library, name);
	memcpy(function, &symbol, size);
	return symbol != NULL;
}

/* Nothing is read twice, so a cache would only hold memory; and a history is read from one end to
 * the other, so little of a pack need be mapped at a time. But commits, trees and texts lie apart in
 * it, and what is given back while several threads read halts them all: few windows, and large. */
static void library_tune(const struct repo_library *git)
{
	git->git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
	git->git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)8 << 20);
	git->git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)32 << 20);
}

enum repo_status repo_library_open(struct repo_library *git, struct repo_error *error)
{
	void *library = dlopen(LIBGIT2_SONAME, RTLD_NOW | RTLD_LOCAL);
	if (!library)
		return repo_fail(error, REPO_NO_LIBRARY, LIBGIT2_SONAME, dlerror());
#define REPO_API(name)                                                                             \
	if (!library_symbol(library, #name, &git->name, sizeof(git->name)))                        \
		return repo_fail(error, REPO_NO_LIBRARY, LIBGIT2_SONAME, "it lacks " #name);
#include "history/repo/repo_api.def"
#undef REPO_API
	int users = git->git_libgit2_init();
	if (users < 0)
		return repo_fail(error, REPO_NO_LIBRARY, LIBGIT2_SONAME, "it does not start");
	git->started = true;
	/* Whoever else in this process came first has set what it wants. */
	if (users == 1)
		library_tune(git);
	return REPO_OK;
}

/* The library stays mapped: those that it brought along do not bear being unloaded. */
void repo_library_close(struct repo_library *git)
{
	if (git->started)
		git->git_libgit2_shutdown();
	git->started = false;
}
