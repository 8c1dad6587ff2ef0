#include "base.h"

#include "base/square.h"

/* Bits in no order, the same every time. */
static uint64_t shuffled(uint64_t number)
{
	number = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	return number ^ number >> 31;
}

Test(square, rows_and_columns_change_places)
{
	uint64_t square[64];
	for (uint64_t row = 0; row < 64; row++)
		square[row] = shuffled(row);
	square_transpose(square);
	for (uint64_t row = 0; row < 64; row++)
		for (uint64_t column = 0; column < 64; column++)
			claim((square[row] >> column & 1) == (shuffled(column) >> row & 1),
			      "row %u, column %u", (unsigned)row, (unsigned)column);
}
