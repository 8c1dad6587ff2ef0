#include "base/square.h"

#include <stddef.h>

/* In each square of twice the width along the diagonal, two quarters change places. Inline: where
 * the width is known, two rows go at once. */
static inline void swap_quarters(uint64_t square[64], size_t width, uint64_t mask)
{
	for (uint64_t *upper = square; upper < square + 64; upper += 2 * width) {
		uint64_t *lower = upper + width;
		for (size_t row = 0; row < width; row++) {
			uint64_t swap = (upper[row] >> width ^ lower[row]) & mask;
			upper[row] ^= swap << width;
			lower[row] ^= swap;
		}
	}
}

void square_transpose(uint64_t square[64])
{
	swap_quarters(square, 32, UINT64_C(0x00000000ffffffff));
	swap_quarters(square, 16, UINT64_C(0x0000ffff0000ffff));
	swap_quarters(square, 8, UINT64_C(0x00ff00ff00ff00ff));
	swap_quarters(square, 4, UINT64_C(0x0f0f0f0f0f0f0f0f));
	swap_quarters(square, 2, UINT64_C(0x3333333333333333));
	swap_quarters(square, 1, UINT64_C(0x5555555555555555));
}
