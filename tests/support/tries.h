/*
 * How often something is tried that is made up at random, or is one of many alike. Under the
 * sanitizers everything takes several times as long, so that CMakeLists.txt sets TOLC_ONE_IN there:
 * of so many one is tried. Sandbox.pm reads it too.
 */
#ifndef TOLC_TESTS_TRIES_H
#define TOLC_TESTS_TRIES_H

#include <stdlib.h>

static inline unsigned tries(unsigned count)
{
	const char *text = getenv("TOLC_ONE_IN");
	unsigned one_in = text ? (unsigned)strtoul(text, NULL, 10) : 1;
	return one_in > 1 ? (count + one_in - 1) / one_in : count;
}

#endif
