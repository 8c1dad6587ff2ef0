/* Squares of 64 times 64 bits. */
#ifndef TOLC_BASE_SQUARE_H
#define TOLC_BASE_SQUARE_H

#include <stdint.h>

/* Rows, which are words, and columns, which are bits from the lowest on, change places. */
void square_transpose(uint64_t square[64]);

#endif
