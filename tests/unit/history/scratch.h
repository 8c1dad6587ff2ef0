/* A folder of its own for each test, and a shell in it that knows support/repo.sh. */
#ifndef TOLC_TESTS_SCRATCH_H
#define TOLC_TESTS_SCRATCH_H

void scratch_enter(void);
void scratch_leave(void);
/* The test fails where the script does. */
void sh(const char *script);

/* From now on libgit2 verifies nothing in this process. */
void scratch_unverified(void);

#endif
