/* Commands of the shell, for models that hold repositories to what they expect; exit status 2 where
 * one cannot be run. */
#ifndef TOLC_MODEL_SHELL_H
#define TOLC_MODEL_SHELL_H

#include <stdio.h>
#include <stdlib.h>

static inline void die(const char *what)
{
	perror(what);
	exit(2);
}

static inline void run(const char *command)
{
	if (system(command) != 0)
		die(command);
}

#endif
