/*
 * What a processor does to a word in an instruction or two and C has no name for, and how it is
 * told which way a branch goes. Builtins of the compiler stand here and nowhere outside base/.
 */
#ifndef TOLC_BASE_BITS_H
#define TOLC_BASE_BITS_H

#include <stdint.h>

/* Macros: what an inline function is told of its argument is not told at the branch. */
#define RARELY(condition) __builtin_expect((condition), 0)
/* So sure that the compiler leaves it a branch: nobody waits for how it comes out. */
#define HARDLY_EVER(condition) __builtin_expect_with_probability((condition), 0, 0.99)

/* The number of the lowest bit; there is one. */
static inline unsigned bits_lowest(uint64_t bits)
{
	return (unsigned)__builtin_ctzll(bits);
}

static inline unsigned bits_count(uint64_t bits)
{
	return (unsigned)__builtin_popcountll(bits);
}

/* The number of the nth bit from the lowest on, counted from 0, round and round; 0 where there is
 * none. */
static inline unsigned bits_nth(uint64_t bits, uint64_t nth)
{
	if (!bits)
		return 0;
	for (nth %= bits_count(bits); nth > 0; nth--)
		bits &= bits - 1;
	return bits_lowest(bits);
}

static inline uint64_t bits_swap_bytes(uint64_t word)
{
	return __builtin_bswap64(word);
}

#endif
