/* Records of toy texts (toy.h) that nobody would think of, the same for the same seed. */
#ifndef TOLC_TESTS_RANDOM_H
#define TOLC_TESTS_RANDOM_H

#include <stdint.h>

/* Below the limit. */
unsigned chance(unsigned limit);
/* In the folder of the test, whatever is there. */
void random_record(uint64_t seed, unsigned lists, unsigned commits);

#endif
